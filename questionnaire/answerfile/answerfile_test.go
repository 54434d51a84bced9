package answerfile_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/answerfile"
	"demarc/questionnaire/store"
)

var now = time.Date(2026, time.November, 23, 14, 5, 0, 0, time.UTC)

// exportAll compares values of the domain with all that is in them.
var exportAll = cmp.Exporter(func(reflect.Type) bool { return true })

// house returns a draft on a small bank, in a store, with one answer.
func house(t *testing.T) (*store.Memory, store.Snapshot) {
	t.Helper()
	graded := questionnaire.Meanings{None: "n", Some: "s", Most: "m", All: "a"}
	question := func(id string) questionnaire.Question {
		return questionnaire.Question{
			ID: id, Area: questionnaire.IAM, Revision: 1, Title: id, Tiers: questionnaire.Tiers(),
			Severity: questionnaire.SeverityLow, Effort: questionnaire.EffortLow, Text: "Is it so?", Levels: graded,
		}
	}
	bank, err := questionnaire.NewBank(questionnaire.BankContent{
		ID: "house", Version: "1",
		Weights:   questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands:     questionnaire.Bands{Partial: 40, Substantial: 70, High: 90},
		Questions: []questionnaire.Question{question("AA-01"), question("AA-02"), question("AA-03"), question("AA-04")},
	})
	if err != nil {
		t.Fatal(err)
	}
	assessment, err := questionnaire.New(questionnaire.Spec{
		Team: "House", Period: questionnaire.QuarterOf(questionnaire.NewDate(now)),
		Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()},
	}, bank, now)
	if err != nil {
		t.Fatal(err)
	}
	keeper := store.NewMemory(func() time.Time { return now })
	if err := keeper.Create(context.Background(), assessment, bank); err != nil {
		t.Fatal(err)
	}
	return keeper, load(t, keeper)
}

func load(t *testing.T, keeper *store.Memory) store.Snapshot {
	t.Helper()
	snapshot, err := keeper.Load(context.Background(), "house-2026-q4")
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

// bring takes a file into the store.
func bring(t *testing.T, keeper *store.Memory, text string) *questionnaire.Assessment {
	t.Helper()
	file, err := answerfile.Parse("answers", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	edits, err := file.Edits(load(t, keeper), "Ana", now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keeper.SaveAnswers(context.Background(), "house-2026-q4", edits...); err != nil {
		t.Fatal(err)
	}
	return load(t, keeper).Assessment
}

const asYAML = `
# What we know so far.
answers:
  AA-01:
    level: most
    population: {in_place: 47, total: 50}
    note: |
      Two lines,
      of text
    owner: Tom
    due: 2026-12-01
    method: test
  "AA-02": {level: na, na_reason: {code: other, text: 'Off: by policy'}, by: Priya}
  AA-03:
    level: unknown
    flagged: Tom
  AA-04:
    note: only a note
    recorded_by: Sam
    flagged: true
`

const asJSON = `{
	"answers": {
		"AA-01": {"level": "most", "population": {"in_place": 47, "total": 50}, "note": "Two lines,\nof text",
		          "owner": "Tom", "due": "2026-12-01", "method": "test"},
		"AA-02": {"level": "na", "na_reason": {"code": "other", "text": "Off: by policy"}, "by": "Priya"},
		"AA-03": {"level": "unknown", "flagged": "Tom"},
		"AA-04": {"note": "only a note", "recorded_by": "Sam", "flagged": true, "owner": null}
	}
}`

const asFlow = `{answers: {AA-01: {level: most, population: 47/50, note: "Two lines,\nof text", owner: Tom, due: 2026-12-01, method: test},
  AA-02: {level: na, na_reason: 'other: Off: by policy', by: Priya},
  AA-03: {level: unknown, flagged: Tom}, AA-04: {note: only a note, recorded_by: Sam, flagged: true}}}`

const asCSV = "\xef\xbb\xbfquestion,level,population,note,owner,due,method,na_reason,by,flagged,recorded_by\r\n" +
	"AA-01,most,47/50,\"Two lines,\nof text\",Tom,2026-12-01,test,,,,\r\n" +
	"AA-02,na,,,,,,other:Off: by policy,Priya,,\r\n" +
	"AA-03,unknown,,,,,,,,Tom,\r\n" +
	"AA-04,,,only a note,,,,,,true,Sam\r\n"

func TestEveryFormatSaysTheSame(t *testing.T) {
	keeper, _ := house(t)
	want := bring(t, keeper, asYAML)
	answer, _ := want.Answer("AA-01")
	stamped := questionnaire.Answer{
		Level: questionnaire.LevelMost, State: questionnaire.StateNew, Revision: 1, By: "Ana",
		At: questionnaire.NewInstant(now), Since: "2026-Q4", Method: questionnaire.MethodTest,
		Population: questionnaire.Population{InPlace: 47, Total: 50}, Note: "Two lines,\nof text", Owner: "Tom",
		Due: questionnaire.NewDate(now).AddDays(8),
	}
	if diff := cmp.Diff(stamped, answer, exportAll); diff != "" {
		t.Error(diff)
	}
	for name, text := range map[string]string{"JSON": asJSON, "flow YAML": asFlow, "CSV": asCSV} {
		t.Run(name, func(t *testing.T) {
			keeper, _ := house(t)
			got := bring(t, keeper, text)
			for _, id := range want.Answered() {
				wanted, _ := want.Answer(id)
				answer, _ := got.Answer(id)
				if diff := cmp.Diff(wanted, answer, exportAll); diff != "" {
					t.Errorf("%s: %s", id, diff)
				}
			}
			if diff := cmp.Diff(want.Answered(), got.Answered()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsNotSaidStays(t *testing.T) {
	keeper, _ := house(t)
	bring(t, keeper, asYAML)
	a := bring(t, keeper, "{answers: {AA-01: {level: some}, AA-02: {note: new}, AA-03: {level: all, note: ''}, AA-04: {flagged: false, note: ''}}}")
	first, _ := a.Answer("AA-01")
	if first.Note != "Two lines,\nof text" || first.Owner != "Tom" || first.Population != (questionnaire.Population{}) {
		t.Errorf("AA-01 is now %+v", first)
	}
	second, _ := a.Answer("AA-02")
	if second.Level != questionnaire.LevelNA || second.By != "Priya" || second.NAReason.Text != "Off: by policy" || second.Note != "new" {
		t.Errorf("AA-02 is now %+v", second)
	}
	third, _ := a.Answer("AA-03")
	if third.Level != questionnaire.LevelAll || !third.Flagged.IsZero() {
		t.Errorf("AA-03 is now %+v", third)
	}
	fourth, _ := a.Answer("AA-04")
	if !fourth.Flagged.IsZero() || fourth.Note != "" || fourth.RecordedBy != "Sam" {
		t.Errorf("AA-04 is now %+v", fourth)
	}
}

func TestEvidenceIsRenumberedOnlyWhereTaken(t *testing.T) {
	keeper, _ := house(t)
	bring(t, keeper, `
evidence:
  E-03: {title: Third, kind: log, ref: c}
  E-01: {title: First, kind: log, ref: a}
answers:
  AA-01: {evidence: [E-03]}
  AA-02: {evidence: [E-01, E-03]}
`)
	a := bring(t, keeper, `
evidence:
  E-01: {title: Other, kind: log, ref: o}
  E-02: {title: Second, kind: log, ref: b}
  E-09: {title: First, kind: log, ref: a}
answers:
  AA-02: {evidence: [E-03]}
  AA-03: {evidence: [E-01, E-02, E-09]}
  AA-04: {evidence: 'E-02 E-01'}
`)
	want := map[string][]string{
		"AA-01": {"E-03"}, "AA-02": {"E-03"}, "AA-03": {"E-04", "E-02", "E-01"}, "AA-04": {"E-02", "E-04"},
	}
	for id, ids := range want {
		answer, _ := a.Answer(id)
		if diff := cmp.Diff(ids, answer.Evidence); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
	if other, _ := a.Evidence("E-04"); other.Title != "Other" {
		t.Errorf("E-04 is %+v", other)
	}
}

func TestEditsLeaveTheSnapshotAsItIs(t *testing.T) {
	_, snapshot := house(t)
	before, err := snapshot.Assessment.Encode()
	if err != nil {
		t.Fatal(err)
	}
	file, err := answerfile.Parse("answers.yaml", []byte(asYAML))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Edits(snapshot, "Ana", now); err != nil {
		t.Fatal(err)
	}
	after, err := snapshot.Assessment.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(before), string(after)); diff != "" {
		t.Error(diff)
	}
}

func TestNamesEverybody(t *testing.T) {
	tests := map[string]bool{
		"{answers: {AA-01: {level: all}}}":                                       false,
		"{answers: {AA-01: {level: all, by: Ana}}}":                              true,
		"{answers: {AA-01: {level: all, by: Ana}, AA-02: {level: none}}}":        false,
		"{answers: {AA-01: {level: all, by: Ana}, AA-02: {note: no level}}}":     true,
		"{answers: {AA-01: {note: no level}, AA-02: {owner: Tom, note: again}}}": true,
	}
	for text, want := range tests {
		file, err := answerfile.Parse("answers.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := file.NamesEverybody(); got != want {
			t.Errorf("%s names everybody: %t, want %t", text, got, want)
		}
	}
}

// problems returns what is wrong with a file, be it found at once or against
// the assessment.
func problems(t *testing.T, text string) string {
	t.Helper()
	_, snapshot := house(t)
	file, err := answerfile.Parse("f", []byte(text))
	if err == nil {
		_, err = file.Edits(snapshot, "Ana", now)
	}
	var invalid *answerfile.InvalidError
	if err != nil && !errors.As(err, &invalid) {
		t.Fatalf("not an *InvalidError: %v", err)
	}
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestProblems(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"nothing":         {"", "f: holds no answers"},
		"only a comment":  {"# to do\n", "f: holds no answers"},
		"no answers":      {"answers:\n", "f: holds no answers"},
		"a list":          {"- AA-01\n", "f:1: a file of answers must be keys with values, not a list"},
		"answers a list":  {"\nanswers: [AA-01]\n", "f:2: answers must be keys with values, not a list"},
		"unknown key":     {"answers: {}\nscope: {}\n", `f:2: unknown key "scope" in a file of answers: want evidence, answers`},
		"stands twice":    {"answers:\n  AA-01: {level: all}\n  AA-01: {level: none}\n", `f:3: "AA-01" stands twice in answers`},
		"key twice":       {"answers:\n  AA-01:\n    level: all\n    level: none\n", `f:4: "level" stands twice in AA-01`},
		"key twice, JSON": {"{\"answers\": {\"AA-01\": {\"level\": \"all\",\n\"level\": \"none\"}}}", `f:2: "level" stands twice in AA-01`},
		"unknown level":   {"answers:\n  AA-01:\n\n    level: full\n", `f:4: AA-01 level: unknown level "full": want none, some, most, all, unknown or na`},
		"number":          {"answers: {AA-01: {owner: 12}}", "f:1: AA-01 owner must be text: put 12 in quotes"},
		"list for text":   {"answers: {AA-01: {owner: [Tom]}}", "f:1: AA-01 owner must be text, not a list"},
		"bad date":        {"answers: {AA-01: {due: 2026-02-30}}", `f:1: AA-01 due: "2026-02-30" is not a date: want YYYY-MM-DD`},
		"bad count":       {"answers: {AA-01: {level: most, population: {in_place: few, total: 3}}}", "f:1: AA-01 population in_place must be a whole number"},
		"count key":       {"answers: {AA-01: {population: {of: 3}}}", `f:1: unknown key "of" in AA-01 population: want in_place, total, source`},
		"stamped":         {"answers: {AA-01: {since: 2026-Q1}}", "f:1: since of AA-01 is filled in by demarc: leave it out"},
		"evidence a word": {"answers: {AA-01: {evidence: {E-01: x}}}", "f:1: AA-01 evidence must be a list of ids"},
		"no such evidence": {
			"answers: {AA-01: {evidence: [E-01]}}", "f:1: AA-01: there is no evidence E-01",
		},
		"exception without end": {
			"answers: {AA-01: {level: all, exception: {kind: compensating, reason: r, approver: a}}}",
			"f:1: AA-01: an exception needs a kind, a reason, an approver and an end date",
		},
		"control byte in a name": {
			`{"answers": {"AA-01": {"level": "all", "by": "a\u001b"}}}`,
			"f:1: AA-01: name of who answers holds a control character (U+001B) at character 2",
		},
		"half of YAML":        {"answers:\n  AA-01: {level: all\n", "f:2: "},
		"half of JSON":        {"{\"answers\":\n{\"AA-01\"", "f:2: the document ends too early"},
		"JSON and more":       {"{\"answers\": {}}\n\n{}", "f:3: something follows the end of the document"},
		"JSON with a comma":   {"{\"answers\": {},\n}", "f:2: invalid character '}'"},
		"two documents":       {"answers: {}\n---\nanswers: {}\n", "f:3: a second document: answers have one a file"},
		"not UTF-8":           {"question,note\nAA-01,caf\xe9\n", "f:2: the line is not valid UTF-8 text"},
		"CSV column":          {"question,colour\nAA-01,red\n", `f:1: unknown column "colour": want question, level, note, by, recorded_by, method, population, na_reason, evidence, owner, due, flagged`},
		"CSV column twice":    {"question,level,level\nAA-01,all,all\n", `f:1: column "level" stands twice`},
		"CSV row too short":   {"question,level\nAA-01,all\nAA-02\n", "f:3: wrong number of fields"},
		"CSV quote":           {"question,note\nAA-01,\"open\n", "f:2: "},
		"CSV question twice":  {"question,level\nAA-01,all\n\nAA-01,none\n", `f:4: "AA-01" stands twice in answers`},
		"CSV without a row":   {"question,level\n", "f: holds no answers"},
		"anchor":              {"a: &a 1\n", "f:1: anchors (&) are not used in answers"},
		"alias":               {"a: *a\n", "f:1: aliases (*) are not used in answers"},
		"complex key":         {"? a\n: b\n", "f:1: keys with ? are not used in answers"},
		"directive":           {"%YAML 1.2\n---\na: b\n", "f:1: directives (%) are not used in answers"},
		"deep brackets":       {strings.Repeat("[", 100_000), "f:1: more than 16 levels deep"},
		"deep brackets, JSON": {`{"a":` + strings.Repeat("[", 100_000), "f:1: more than 16 levels deep"},
		"deep blocks":         {strings.Repeat("- ", 100_000), "f:1: more than 16 levels deep"},
		"many keys":           {strings.Repeat("a: b\n", 5001), "f:5001: more than 5000 keys in one mapping"},
		"many keys, JSON":     {`{"a":0` + strings.Repeat(`,"a":0`, 5000) + "}", "f:1: more than 5000 keys in one mapping"},
		"many rows":           {"question,note\n" + strings.Repeat("A,b\n", 5001), "f:5002: more than 5000 keys in one mapping"},
		"many marks":          {strings.Repeat("[],", 400_000), "f: holds more YAML than the answers to any bank need"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := problems(t, test.text); !strings.HasPrefix(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestAllProblemsComeTogether(t *testing.T) {
	got := problems(t, `
evidence:
  E-01: {title: T, kind: rumour, ref: r}
  E-02: {title: Future, kind: log, ref: r, collected_at: 2027-01-01}
  E-03: {title: Forgotten, kind: log, ref: r}
answers:
  AA-01: {level: full, method: guess, evidence: [E-01]}
  AA-09: {level: all, evidence: [E-02]}
  AA-02: {level: all, population: 1/2}
`)
	want := `f:3: E-01 kind: unknown evidence kind "rumour": want config-export, query-output, log, ticket, record, document, screenshot or statement
f:4: evidence "Future" has a date after today, 2026-11-23
f:5: no answer of the file names evidence E-03
f:7: AA-01 level: unknown level "full": want none, some, most, all, unknown or na
f:7: AA-01 method: unknown method "guess": want examine, interview or test
f:8: unknown question "AA-09"
f:9: AA-02: population 1 of 2 means most, not all`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTooLarge(t *testing.T) {
	_, err := answerfile.Parse("f", make([]byte, answerfile.MaxBytes+1))
	if err == nil || !strings.Contains(err.Error(), answerfile.ErrTooLarge.Error()) {
		t.Errorf("got %v, want %v", err, answerfile.ErrTooLarge)
	}
}

func TestProblemIsSafeForATerminal(t *testing.T) {
	problem := answerfile.Problem{File: "a\x1b[31m\nb", Line: 3, What: "c\x1b]0;d\x07\ne"}
	if got, want := problem.String(), "a␛[31m b:3: c␛]0;d␇ e"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whatever is in a file, reading it ends with answers or with problems that
// name lines of the file.
func FuzzParse(f *testing.F) {
	for _, text := range []string{asYAML, asJSON, asFlow, asCSV, "a: |\n  b\n", "- - - a", "{a: [b, {c: d}]}", "question;note\nA;b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := answerfile.Parse("f", []byte(text))
		if err == nil {
			return
		}
		var invalid *answerfile.InvalidError
		if !errors.As(err, &invalid) || len(invalid.Problems) == 0 {
			t.Fatalf("not an *InvalidError with problems: %v", err)
		}
		for _, problem := range invalid.Problems {
			if lines := 1 + strings.Count(text, "\n"); problem.Line < 0 || problem.Line > lines || problem.What == "" {
				t.Errorf("problem %+v in a file of %d lines", problem, lines)
			}
		}
	})
}
