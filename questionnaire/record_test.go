package questionnaire_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

// exportAll lets cmp look into the domain's types, which keep their fields to
// themselves.
var exportAll = cmp.Exporter(func(reflect.Type) bool { return true })

func TestRecordStampsANewAnswer(t *testing.T) {
	bank := bankOf(t, question("IAM-01", func(q *questionnaire.Question) { q.Revision = 3 }))
	a := draft(t, bank)
	given := questionnaire.Answer{
		Level: questionnaire.LevelMost, By: "Ada", RecordedBy: "Grace", Note: "Nearly.", Owner: "Grace",
		// What nobody can give, because the assessment knows it better.
		State: questionnaire.StateReaffirmed, Revision: 9, Since: "1999", At: questionnaire.NewInstant(now.AddDate(-1, 0, 0)),
		History: []questionnaire.Past{{Period: "1999", Level: questionnaire.LevelAll}},
	}
	later := now.Add(90 * time.Minute)
	got := record(t, a, bank, "IAM-01", given, later)
	want := questionnaire.Answer{
		Level: questionnaire.LevelMost, By: "Ada", RecordedBy: "Grace", Note: "Nearly.", Owner: "Grace",
		State: questionnaire.StateNew, Revision: 3, Since: "2026-Q4", At: questionnaire.NewInstant(later),
	}
	if diff := cmp.Diff(want, got, exportAll); diff != "" {
		t.Errorf("recorded (-want +got):\n%s", diff)
	}
	if kept, _ := a.Answer("IAM-01"); !cmp.Equal(kept, got, exportAll) {
		t.Errorf("kept is %+v", kept)
	}
	if a.CompletedAt() != questionnaire.NewInstant(later) {
		t.Errorf("completed at %s", a.CompletedAt())
	}
}

func TestRecordNamesATypistOnlyIfAnother(t *testing.T) {
	bank := smallBank(t)
	got := record(t, draft(t, bank), bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada", RecordedBy: "Ada"}, now)
	if got.RecordedBy != "" {
		t.Errorf("recorded by %s", got.RecordedBy)
	}
}

// carriedDraft has IAM-01 carried with level most since 2026-Q2, IAM-02 carried
// as na since before its history begins, and IAM-03 without an answer, but with one in the period before.
func carriedDraft(t *testing.T, bank *questionnaire.Bank) *questionnaire.Assessment {
	t.Helper()
	document := encoded(t, draft(t, bank))
	const history = `[{"period": "2026-Q1", "level": "some", "by": "Eve", "at": "2026-02-01T00:00:00Z"},` +
		`{"period": "2026-Q2", "level": "most", "by": "Eve", "at": "2026-05-01T00:00:00Z"},` +
		`{"period": "2026-Q3", "level": "most", "by": "Ada", "at": "2026-08-01T00:00:00Z"}]`
	answers := fmt.Sprintf(`"answers": {
    "IAM-01": {"level": "most", "state": "carried", "revision": 1, "by": "Ada", "at": "2026-08-01T00:00:00Z", "since": "2026-Q2",
      "note": "Old note.", "history": %s},
    "IAM-02": {"level": "na", "state": "carried", "revision": 1, "by": "Ada", "at": "2026-08-01T00:00:00Z", "since": "2025-Q4",
      "na_reason": {"code": "other", "text": "None."}, "history": [{"period": "2026-Q3", "level": "na", "by": "Ada"}]},
    "IAM-03": {"history": [{"period": "2026-Q3", "level": "all", "by": "Ada"}]}
  }`, history)
	return decoded(t, strings.Replace(document, `"answers": {}`, answers, 1))
}

func TestRecordStates(t *testing.T) {
	bank := smallBank(t)
	carried, reaffirmed, changed, unstated := questionnaire.StateCarried, questionnaire.StateReaffirmed, questionnaire.StateChanged, questionnaire.State{}
	na := questionnaire.NAReason{Code: questionnaire.NAOther, Text: "None."}
	type give struct {
		level questionnaire.Level
		state questionnaire.State // as the caller has it from the answer before
		note  string
	}
	tests := map[string]struct {
		question string
		gives    []give
		want     questionnaire.State
		since    string
		by       string
	}{
		"only the note of a carried answer":     {"IAM-01", []give{{questionnaire.LevelMost, carried, "New note."}}, carried, "2026-Q2", "Ada"},
		"the same level again":                  {"IAM-01", []give{{questionnaire.LevelMost, unstated, ""}}, reaffirmed, "2026-Q2", "Grace"},
		"another level":                         {"IAM-01", []give{{questionnaire.LevelAll, unstated, ""}}, changed, "2026-Q4", "Grace"},
		"another level that says it is carried": {"IAM-01", []give{{questionnaire.LevelAll, carried, ""}}, changed, "2026-Q4", "Grace"},
		"unknown now":                           {"IAM-01", []give{{questionnaire.LevelUnknown, unstated, ""}}, changed, "2026-Q4", "Grace"},
		"re-affirmed, then its note":            {"IAM-01", []give{{questionnaire.LevelMost, unstated, ""}, {questionnaire.LevelMost, reaffirmed, "New note."}}, reaffirmed, "2026-Q2", "Grace"},
		"re-affirmed, then taken back":          {"IAM-01", []give{{questionnaire.LevelMost, unstated, ""}, {questionnaire.LevelMost, carried, ""}}, carried, "2026-Q2", "Ada"},
		"changed, then taken back":              {"IAM-01", []give{{questionnaire.LevelAll, unstated, ""}, {questionnaire.LevelMost, carried, ""}}, carried, "2026-Q2", "Ada"},
		"changed, then its note":                {"IAM-01", []give{{questionnaire.LevelAll, unstated, ""}, {questionnaire.LevelAll, changed, "New note."}}, changed, "2026-Q4", "Grace"},
		"changed by a slip and put right":       {"IAM-01", []give{{questionnaire.LevelNone, unstated, ""}, {questionnaire.LevelMost, unstated, ""}}, reaffirmed, "2026-Q2", "Grace"},
		"changed, and changed once more":        {"IAM-01", []give{{questionnaire.LevelNone, unstated, ""}, {questionnaire.LevelSome, unstated, ""}}, changed, "2026-Q4", "Grace"},
		"taken back and given again":            {"IAM-01", []give{{questionnaire.Level{}, unstated, ""}, {questionnaire.LevelMost, unstated, ""}}, reaffirmed, "2026-Q2", "Grace"},
		"a carried na, only its note":           {"IAM-02", []give{{questionnaire.LevelNA, carried, "New note."}}, carried, "2025-Q4", "Ada"},
		"a carried na again":                    {"IAM-02", []give{{questionnaire.LevelNA, unstated, ""}}, reaffirmed, "2025-Q4", "Grace"},
		"a carried na that applies now":         {"IAM-02", []give{{questionnaire.LevelSome, unstated, ""}}, changed, "2026-Q4", "Grace"},
		"blank with a past, the level it had":   {"IAM-03", []give{{questionnaire.LevelAll, unstated, ""}}, reaffirmed, "2026-Q3", "Grace"},
		"blank with a past, another level":      {"IAM-03", []give{{questionnaire.LevelNone, unstated, ""}}, changed, "2026-Q4", "Grace"},
		"no past":                               {"IAM-04", []give{{questionnaire.LevelAll, unstated, ""}}, questionnaire.StateNew, "2026-Q4", "Grace"},
		"no past, said to be carried":           {"IAM-04", []give{{questionnaire.LevelAll, carried, ""}}, questionnaire.StateNew, "2026-Q4", "Grace"},
		"no past, twice":                        {"IAM-04", []give{{questionnaire.LevelAll, unstated, ""}, {questionnaire.LevelNone, unstated, ""}}, questionnaire.StateNew, "2026-Q4", "Grace"},
	}
	for name, test := range tests {
		a := carriedDraft(t, bank)
		before, _ := a.Answer(test.question)
		var got questionnaire.Answer
		for _, step := range test.gives {
			answer := questionnaire.Answer{Level: step.level, State: step.state, By: "Grace", Note: step.note}
			if step.level == questionnaire.LevelNA {
				answer.NAReason = na
			}
			got = record(t, a, bank, test.question, answer, now)
		}
		if got.State != test.want || got.Since != test.since || got.By != test.by {
			t.Errorf("%s: %s since %s by %s, want %s since %s by %s", name, got.State, got.Since, got.By, test.want, test.since, test.by)
		}
		if last := test.gives[len(test.gives)-1]; got.Note != last.note {
			t.Errorf("%s: the note is %q", name, got.Note)
		}
		if diff := cmp.Diff(before.History, got.History, exportAll); diff != "" {
			t.Errorf("%s: the past changed (-before +after):\n%s", name, diff)
		}
		if wantAt := questionnaire.NewInstant(now); test.want != carried && got.At != wantAt || test.want == carried && got.At != before.At {
			t.Errorf("%s: it is dated %s", name, got.At)
		}
		if again := encoded(t, decoded(t, encoded(t, a))); again != encoded(t, a) {
			t.Errorf("%s: read and written again it is\n%s", name, again)
		}
	}
}

func TestRecordOfACarriedAnswerKeepsItsRevision(t *testing.T) {
	bank := bankOf(t, question("IAM-01", func(q *questionnaire.Question) { q.Revision = 2 }), question("IAM-02"), question("IAM-03"))
	a := carriedDraft(t, bank)
	note := questionnaire.Answer{Level: questionnaire.LevelMost, State: questionnaire.StateCarried, By: "Grace", Note: "New."}
	if got := record(t, a, bank, "IAM-01", note, now); got.Revision != 1 {
		t.Errorf("a note moved a carried answer to revision %d", got.Revision)
	}
	again := questionnaire.Answer{Level: questionnaire.LevelMost, By: "Grace"}
	if got := record(t, a, bank, "IAM-01", again, now); got.Revision != 2 || got.State != questionnaire.StateReaffirmed {
		t.Errorf("re-affirmed it is %s of revision %d", got.State, got.Revision)
	}
}

func TestRecordWithoutALevelIsUnanswered(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	record(t, a, bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}, now)
	got := record(t, a, bank, "IAM-01", questionnaire.Answer{Note: "Not sure after all.", State: questionnaire.StateNew, Revision: 1, Since: "2026-Q4"}, now)
	want := questionnaire.Answer{Note: "Not sure after all.", At: questionnaire.NewInstant(now)}
	if diff := cmp.Diff(want, got, exportAll); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNewAssessment(t *testing.T) {
	bank := smallBank(t)
	a, err := questionnaire.New(questionnaire.Spec{
		Generator: questionnaire.Generator{Name: "demarc", Version: "1.0.0"}, Organization: " Example AG ", Team: " Core Banking ",
		Period: period(t, "2026-q4"), Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()[:1]},
		People: []questionnaire.Person{{Name: "Ada"}},
	}, bank, now)
	if err != nil {
		t.Fatal(err)
	}
	if a.ID() != "core-banking-2026-q4" || a.Team() != "Core Banking" || a.Organization() != "Example AG" || a.Period() != period(t, "2026-Q4") {
		t.Errorf("it is %s of %q at %q for %s", a.ID(), a.Team(), a.Organization(), a.Period().Label)
	}
	if a.Final() || a.Status() != questionnaire.StatusDraft || a.Bank() != bank.Ref() || len(a.People()) != 1 || len(a.Answered()) != 0 {
		t.Errorf("it begins as %s with %d people and %d answers", a.Status(), len(a.People()), len(a.Answered()))
	}
	if a.CreatedAt() != questionnaire.NewInstant(now) || !a.CompletedAt().IsZero() || !a.FinalizedAt().IsZero() || a.UpdatedAt() != a.CreatedAt() {
		t.Error("its moments are not those of a new draft")
	}
	if _, ok := a.Previous(); ok {
		t.Error("it has a predecessor")
	}
	if _, ok := a.Supersedes(); ok {
		t.Error("it corrects something")
	}
}

func TestNewAssessmentRefuses(t *testing.T) {
	bank := smallBank(t)
	tests := map[string]func(*questionnaire.Spec){
		"no team":                     func(s *questionnaire.Spec) { s.Team = " " },
		"a team with an escape":       func(s *questionnaire.Spec) { s.Team = "\x1b[31mPayments" },
		"a team without an end":       func(s *questionnaire.Spec) { s.Team = strings.Repeat("x", 401) },
		"no period":                   func(s *questionnaire.Spec) { s.Period = questionnaire.Period{} },
		"no tier":                     func(s *questionnaire.Spec) { s.Scope.Tiers = nil },
		"a person without a name":     func(s *questionnaire.Spec) { s.People = []questionnaire.Person{{Role: "lead"}} },
		"a person with an escape":     func(s *questionnaire.Spec) { s.People = []questionnaire.Person{{Name: "\x1b"}} },
		"a role on two lines":         func(s *questionnaire.Spec) { s.People = []questionnaire.Person{{Name: "Ada", Role: "a\nb"}} },
		"an organization of controls": func(s *questionnaire.Spec) { s.Organization = "\x07" },
	}
	for name, change := range tests {
		spec := questionnaire.Spec{Team: "Payments", Period: period(t, "2026-Q4"), Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()}}
		change(&spec)
		if a, err := questionnaire.New(spec, bank, now); err == nil {
			t.Errorf("%s is taken as %s", name, a.ID())
		}
	}
}

func TestFinalize(t *testing.T) {
	bank := smallBank(t)
	answer := func(level questionnaire.Level) questionnaire.Answer {
		return questionnaire.Answer{Level: level, By: "Ada"}
	}
	a := carriedDraft(t, bank)
	record(t, a, bank, "IAM-04", answer(questionnaire.LevelUnknown), now)
	want := &questionnaire.IncompleteError{Unanswered: []string{"IAM-03"}, Carried: []string{"IAM-01", "IAM-02"}}
	if diff := cmp.Diff(want, a.Missing(bank)); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
	var incomplete *questionnaire.IncompleteError
	if err := a.Finalize(bank, "Ada", false, now); !errors.As(err, &incomplete) || a.Final() {
		t.Fatalf("an incomplete draft: %v", err)
	}
	if got := incomplete.Error(); got != "1 unanswered, 2 carried and not re-affirmed, 0 in conflict" {
		t.Errorf("it says %q", got)
	}
	for _, id := range []string{"IAM-01", "IAM-02", "IAM-03"} {
		record(t, a, bank, id, answer(questionnaire.LevelNone), now.Add(time.Hour))
	}
	if missing := a.Missing(bank); missing != nil {
		t.Fatalf("still missing: %v", missing)
	}
	later := now.AddDate(0, 0, 2)
	if err := a.Finalize(bank, " Ada ", false, later); err != nil {
		t.Fatal(err)
	}
	if !a.Final() || a.PreparedBy() != "Ada" || a.FinalizedAt() != questionnaire.NewInstant(later) || a.UpdatedAt() != a.FinalizedAt() {
		t.Errorf("final %t, by %q at %s", a.Final(), a.PreparedBy(), a.FinalizedAt())
	}
	if a.CompletedAt() != questionnaire.NewInstant(now.Add(time.Hour)) || a.AsOf(later.AddDate(1, 0, 0)) != date(t, "2026-11-15") {
		t.Errorf("completed at %s, as of %s", a.CompletedAt(), a.AsOf(later))
	}
}

func TestFinalizeRefuses(t *testing.T) {
	bank := smallBank(t)
	conflicted := func() *questionnaire.Assessment {
		document := strings.Replace(encoded(t, draft(t, bank)), `"evidence": {`, `"conflicts": {"IAM-01": {"level": "some", "by": "Grace"}}, "evidence": {`, 1)
		return decoded(t, document)
	}
	tests := map[string]struct {
		assessment *questionnaire.Assessment
		by         string
		allow      bool
		legal      bool
	}{
		"blank":                     {draft(t, bank), "Ada", false, false},
		"blank, allowed":            {draft(t, bank), "Ada", true, true},
		"carried, allowed":          {carriedDraft(t, bank), "Ada", true, true},
		"nobody named":              {draft(t, bank), " ", true, false},
		"a preparer with an escape": {draft(t, bank), "\x1b[31m", true, false},
		"in conflict, allowed":      {conflicted(), "Ada", true, false},
	}
	for name, test := range tests {
		before := encoded(t, test.assessment)
		err := test.assessment.Finalize(bank, test.by, test.allow, now)
		if (err == nil) != test.legal || test.assessment.Final() != test.legal {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && encoded(t, test.assessment) != before {
			t.Errorf("%s is refused and changes the assessment", name)
		}
		if err == nil {
			decoded(t, encoded(t, test.assessment)) // it can be read again
		}
	}
}

func TestWhatIsFinalStays(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	if err := a.Finalize(bank, "Ada", true, now); err != nil {
		t.Fatal(err)
	}
	before := encoded(t, a)
	changes := map[string]func() error{
		"an answer": func() error {
			_, err := a.Record(bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}, now)
			return err
		},
		"evidence": func() error {
			_, err := a.AddEvidence(questionnaire.Evidence{Title: "x", Kind: questionnaire.KindLog, Ref: "x"}, now)
			return err
		},
		"the scope": func() error { return a.Rescope(bank, questionnaire.Scope{Tiers: questionnaire.Tiers()}, now) },
		"people":    func() error { return a.SetPeople(nil) },
		"once more": func() error { return a.Finalize(bank, "Grace", true, now) },
	}
	for name, change := range changes {
		if err := change(); !errors.Is(err, questionnaire.ErrFinal) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after := encoded(t, a); after != before {
		t.Errorf("it is now\n%s", after)
	}
}

func TestAsOf(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	lateInHonolulu := time.Date(2026, time.December, 1, 20, 0, 0, 0, time.FixedZone("", -10*60*60))
	if got := a.AsOf(lateInHonolulu); got != date(t, "2026-12-02") {
		t.Errorf("a draft speaks as of %s", got)
	}
	record(t, a, bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}, now)
	if err := a.Finalize(bank, "Ada", true, now.AddDate(0, 1, 0)); err != nil {
		t.Fatal(err)
	}
	if got := a.AsOf(lateInHonolulu); got != date(t, "2026-11-15") {
		t.Errorf("a final speaks as of %s", got)
	}
}

func TestRecordingNothingTakesBackWhatWasSaid(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	at := a.CreatedAt().Time()
	record(t, a, bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}, at)
	record(t, a, bank, "IAM-01", questionnaire.Answer{}, at)
	if answered := a.Answered(); len(answered) != 0 {
		t.Errorf("still answered: %v", answered)
	}
}

// inConflict is a draft to whose IAM-01 a merge kept two answers: most, which
// stands, and some.
func inConflict(t *testing.T, bank *questionnaire.Bank) *questionnaire.Assessment {
	t.Helper()
	a := draft(t, bank)
	record(t, a, bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelMost, By: "Ada"}, now)
	return decoded(t, strings.Replace(encoded(t, a), `"evidence": {`, `"conflicts": {"IAM-01": {"level": "some", "by": "Grace"}}, "evidence": {`, 1))
}

func TestGivingALevelSettlesAConflict(t *testing.T) {
	bank := smallBank(t)
	standing := func(change func(*questionnaire.Answer)) func(questionnaire.Answer) questionnaire.Answer {
		return func(answer questionnaire.Answer) questionnaire.Answer { change(&answer); return answer }
	}
	again := func(level questionnaire.Level) func(questionnaire.Answer) questionnaire.Answer {
		return questionnaire.Change{Level: &level}.Apply
	}
	tests := map[string]struct {
		change  func(questionnaire.Answer) questionnaire.Answer
		settled bool
	}{
		"another level":        {again(questionnaire.LevelSome), true},
		"the same level again": {again(questionnaire.LevelMost), true},
		"another in its place": {standing(func(a *questionnaire.Answer) { a.Level = questionnaire.LevelAll }), true},
		"only a note":          {standing(func(a *questionnaire.Answer) { a.Note = "Looked at it." }), false},
		"only an owner":        {standing(func(a *questionnaire.Answer) { a.Owner = "Grace" }), false},
		"taken back":           {standing(func(a *questionnaire.Answer) { *a = questionnaire.Answer{} }), false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := inConflict(t, bank)
			before := a.Clone()
			answer, _ := a.Answer("IAM-01")
			record(t, a, bank, "IAM-01", test.change(answer), now.Add(time.Hour))
			if settled := len(a.Conflicts()) == 0; settled != test.settled {
				t.Errorf("in conflict are %v", a.Conflicts())
			}
			if missing := a.Missing(bank); (len(missing.Conflicts) == 0) != test.settled {
				t.Errorf("to finalize, %v are in conflict", missing.Conflicts)
			}
			if strings.Contains(encoded(t, a), `"conflicts"`) == test.settled {
				t.Errorf("its document is\n%s", encoded(t, a))
			}
			if other, ok := before.Conflict("IAM-01"); !ok || other.Level != questionnaire.LevelSome || other.By != "Grace" {
				t.Errorf("the copy made before holds %v, %v", other, ok)
			}
		})
	}
}
