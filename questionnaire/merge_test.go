package questionnaire_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

// changed returns a document with every old text replaced by the new one behind
// it.
func changed(t *testing.T, document string, oldNew ...string) string {
	t.Helper()
	for i := 0; i < len(oldNew); i += 2 {
		if strings.Count(document, oldNew[i]) != 1 {
			t.Fatalf("%q stands %d times in\n%s", oldNew[i], strings.Count(document, oldNew[i]), document)
		}
		document = strings.Replace(document, oldNew[i], oldNew[i+1], 1)
	}
	return document
}

func merged(t *testing.T, base, ours, theirs string, preferred ...questionnaire.Side) *questionnaire.Merged {
	t.Helper()
	side := questionnaire.NoSide
	if len(preferred) > 0 {
		side = preferred[0]
	}
	result, err := questionnaire.Merge([]byte(base), []byte(ours), []byte(theirs), side)
	if err != nil {
		t.Fatal(err)
	}
	decoded(t, string(result.Document))
	return result
}

func levels(a *questionnaire.Assessment) map[string]string {
	said := make(map[string]string)
	for _, id := range a.Answered() {
		answer, _ := a.Answer(id)
		said[id] = answer.Level.String()
	}
	for _, id := range a.Conflicts() {
		other, _ := a.Conflict(id)
		said[id] += " | " + other.Level.String()
	}
	return said
}

// answered returns the document of a draft after answers by somebody.
func answered(t *testing.T, bank *questionnaire.Bank, document, by string, at time.Time, idLevel ...string) string {
	t.Helper()
	a := decoded(t, document)
	for i := 0; i < len(idLevel); i += 2 {
		answer := questionnaire.Answer{}
		if idLevel[i+1] != "" {
			level, err := questionnaire.ParseLevel(idLevel[i+1])
			if err != nil {
				t.Fatal(err)
			}
			answer = questionnaire.Answer{Level: level, By: by}
		}
		record(t, a, bank, idLevel[i], answer, at)
	}
	return encoded(t, a)
}

func TestMergeOfAnswers(t *testing.T) {
	bank := smallBank(t)
	empty := encoded(t, draft(t, bank))
	base := answered(t, bank, empty, "Ada", now, "IAM-01", "none", "IAM-02", "none")
	ours := func(idLevel ...string) string {
		return answered(t, bank, base, "Ada", now.Add(time.Hour), idLevel...)
	}
	theirs := func(idLevel ...string) string {
		return answered(t, bank, base, "Grace", now.Add(2*time.Hour), idLevel...)
	}
	tests := map[string]struct {
		base, ours, theirs string
		want               map[string]string
	}{
		"each another question":   {base, ours("IAM-01", "all"), theirs("IAM-02", "some", "IAM-03", "all"), map[string]string{"IAM-01": "all", "IAM-02": "some", "IAM-03": "all"}},
		"the same question":       {base, ours("IAM-01", "all"), theirs("IAM-01", "some"), map[string]string{"IAM-01": "all | some", "IAM-02": "none"}},
		"both removed it":         {base, ours("IAM-01", ""), theirs("IAM-01", "", "IAM-03", "all"), map[string]string{"IAM-02": "none", "IAM-03": "all"}},
		"one removed it":          {base, ours("IAM-01", ""), theirs("IAM-03", "all"), map[string]string{"IAM-02": "none", "IAM-03": "all"}},
		"ours removed a change":   {base, ours("IAM-01", ""), theirs("IAM-01", "all"), map[string]string{"IAM-01": " | all", "IAM-02": "none"}},
		"theirs removed a change": {base, ours("IAM-01", "all"), theirs("IAM-01", ""), map[string]string{"IAM-01": "all | ", "IAM-02": "none"}},
		"no base":                 {"", ours("IAM-03", "all"), theirs("IAM-04", "all"), map[string]string{"IAM-01": "none", "IAM-02": "none", "IAM-03": "all", "IAM-04": "all"}},
		"no base, the same":       {"\n", ours("IAM-01", "all"), theirs("IAM-01", "some"), map[string]string{"IAM-01": "all | some", "IAM-02": "none"}},
		"the same said by both":   {base, answered(t, bank, base, "Ada", now.Add(time.Hour), "IAM-01", "all"), answered(t, bank, base, "Ada", now.Add(2*time.Hour), "IAM-01", "all", "IAM-03", "all"), map[string]string{"IAM-01": "all", "IAM-02": "none", "IAM-03": "all"}},
		"the same by two people":  {base, ours("IAM-01", "all"), theirs("IAM-01", "all"), map[string]string{"IAM-01": "all | all", "IAM-02": "none"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := merged(t, test.base, test.ours, test.theirs)
			if diff := cmp.Diff(test.want, levels(got.Assessment)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if err := got.Assessment.CheckAgainst(bank); err != nil {
				t.Error(err)
			}
			if want := questionnaire.NewInstant(now.Add(2 * time.Hour)); got.Assessment.CompletedAt() != want {
				t.Errorf("completed at %s, want %s", got.Assessment.CompletedAt(), want)
			}
			inConflict := strings.Contains(string(got.Document), `"conflicts"`)
			if err := got.Assessment.Clone().Finalize(bank, "Ada", true, now); (err != nil) != inConflict {
				t.Errorf("finalized: %v; in conflict: %v", err, inConflict)
			}
		})
	}
}

// Of answers that are alike the later moment stands, whichever side has it.
func TestMergeKeepsTheLaterOfAnswersThatAreAlike(t *testing.T) {
	bank := smallBank(t)
	empty := encoded(t, draft(t, bank))
	early := answered(t, bank, empty, "Ada", now, "IAM-01", "all")
	late := answered(t, bank, empty, "Ada", now.Add(time.Hour), "IAM-01", "all")
	for _, sides := range [][2]string{{early, late}, {late, early}} {
		answer, _ := merged(t, empty, sides[0], sides[1]).Assessment.Answer("IAM-01")
		if want := questionnaire.NewInstant(now.Add(time.Hour)); answer.At != want {
			t.Errorf("answered at %s, want %s", answer.At, want)
		}
	}
}

// Where both carried over apart from each other, what is still carried on one
// side gives way to the answer that was given on the other, unless it says more.
func TestMergeOfCarriedAnswers(t *testing.T) {
	bank := smallBank(t)
	carried := carriedDraft(t, bank)
	given := func(level questionnaire.Level, change ...func(*questionnaire.Answer)) string {
		a := carried.Clone()
		before, _ := a.Answer("IAM-01")
		by := "Grace"
		answer := questionnaire.Change{Level: &level, By: &by}.Apply(before)
		for _, apply := range change {
			apply(&answer)
		}
		record(t, a, bank, "IAM-01", answer, now)
		return encoded(t, a)
	}
	still := func(change func(*questionnaire.Answer)) string {
		a := carried.Clone()
		answer, _ := a.Answer("IAM-01")
		change(&answer)
		record(t, a, bank, "IAM-01", answer, now)
		return encoded(t, a)
	}
	noted := func(a *questionnaire.Answer) { a.Note = "Looked at it." }
	parked := func(a *questionnaire.Answer) { a.Flagged = questionnaire.ParkFor("Eve") }
	tests := map[string]struct{ one, other, oneFirst, otherFirst string }{
		"re-affirmed":             {encoded(t, carried), given(questionnaire.LevelMost), "most", "most"},
		"changed":                 {encoded(t, carried), given(questionnaire.LevelAll), "all", "all"},
		"unknown, and parked":     {encoded(t, carried), given(questionnaire.LevelUnknown, parked), "unknown", "unknown"},
		"the carried one noted":   {still(noted), given(questionnaire.LevelAll), "most | all", "all | most"},
		"the carried one parked":  {still(parked), given(questionnaire.LevelAll), "most | all", "all | most"},
		"the given one noted too": {encoded(t, carried), given(questionnaire.LevelAll, noted), "most | all", "all | most"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, sides := range [][3]string{{test.one, test.other, test.oneFirst}, {test.other, test.one, test.otherFirst}} {
				result := merged(t, "", sides[0], sides[1]).Assessment
				if got := levels(result)["IAM-01"]; got != sides[2] {
					t.Errorf("IAM-01 is %s, want %s", got, sides[2])
				}
				if answer, _ := result.Answer("IAM-01"); !strings.Contains(sides[2], "|") && answer.State == questionnaire.StateCarried {
					t.Errorf("what stands is carried: %v", answer)
				}
			}
		})
	}
}

// A carried answer in conflict is not re-affirmed unseen, together with others.
func TestWhatIsInConflictIsReaffirmedByItself(t *testing.T) {
	bank := smallBank(t)
	carried := encoded(t, carriedDraft(t, bank))
	a := decoded(t, changed(t, carried, `"evidence": {`, `"conflicts": {"IAM-02": {"level": "all", "by": "Grace"}}, "evidence": {`))
	together, oneByOne := a.Carried(bank, questionnaire.NewDate(now))
	if !slices.Equal(together, []string{"IAM-01"}) || !slices.Equal(oneByOne, []string{"IAM-02"}) {
		t.Errorf("together %v, one by one %v", together, oneByOne)
	}
}

// What an earlier merge left in conflict is merged with the answer beside it.
func TestMergeOfConflicts(t *testing.T) {
	bank := smallBank(t)
	empty := encoded(t, draft(t, bank))
	by := func(document, level string) string {
		return answered(t, bank, document, "Ada", now, "IAM-01", level)
	}
	none, some, most, all := by(empty, "none"), by(empty, "some"), by(empty, "most"), by(empty, "all")
	someOrAll := string(merged(t, none, some, all).Document)
	allOrSome := string(merged(t, none, all, some).Document)
	elsewhere := answered(t, bank, someOrAll, "Ada", now, "IAM-02", "all")
	tests := map[string]struct{ base, ours, theirs, want string }{
		"settled on one side":       {someOrAll, elsewhere, by(someOrAll, "all"), "all"},
		"settled alike":             {someOrAll, by(elsewhere, "some"), by(someOrAll, "some"), "some"},
		"settled otherwise":         {someOrAll, by(someOrAll, "all"), by(someOrAll, "some"), "all | some"},
		"settled by a third":        {someOrAll, by(someOrAll, "most"), by(someOrAll, "some"), "most | some"},
		"the same both ways":        {none, someOrAll, allOrSome, "some | all"},
		"against one of the two":    {none, some, allOrSome, "some | all"},
		"one of the two against it": {none, someOrAll, all, "some | all"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := levels(merged(t, test.base, test.ours, test.theirs).Assessment)["IAM-01"]; got != test.want {
				t.Errorf("IAM-01 is %s, want %s", got, test.want)
			}
		})
	}
	if _, err := questionnaire.Merge([]byte(none), []byte(someOrAll), []byte(most), questionnaire.NoSide); !errors.Is(err, questionnaire.ErrThirdAnswer) || !strings.Contains(err.Error(), "IAM-01") {
		t.Errorf("a third answer: %v", err)
	}
	if got := levels(merged(t, none, someOrAll, most, questionnaire.Theirs).Assessment)["IAM-01"]; got != "most" {
		t.Errorf("with theirs IAM-01 is %s", got)
	}
}

// proven returns the document of a draft in which an answer rests on a piece of
// evidence of that title.
func proven(t *testing.T, bank *questionnaire.Bank, document, id string, titles ...string) string {
	t.Helper()
	a := decoded(t, document)
	answer := questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}
	for _, title := range titles {
		piece, err := a.AddEvidence(questionnaire.Evidence{Title: title, Kind: questionnaire.KindLog, Ref: "log"}, now)
		if err != nil {
			t.Fatal(err)
		}
		answer.Evidence = append(answer.Evidence, piece)
	}
	record(t, a, bank, id, answer, now)
	return encoded(t, a)
}

// evidenceOf lists what is there, and what the answers rest on.
func evidenceOf(a *questionnaire.Assessment) []string {
	var list []string
	for _, id := range a.EvidenceIDs() {
		piece, _ := a.Evidence(id)
		list = append(list, id+" "+piece.Title)
	}
	for _, id := range a.Answered() {
		if answer, _ := a.Answer(id); len(answer.Evidence) > 0 {
			list = append(list, id+" "+strings.Join(answer.Evidence, " "))
		}
	}
	for _, id := range a.Conflicts() {
		other, _ := a.Conflict(id)
		list = append(list, id+" | "+strings.Join(other.Evidence, " "))
	}
	return list
}

func TestMergeOfEvidence(t *testing.T) {
	bank := smallBank(t)
	empty := encoded(t, draft(t, bank))
	base := proven(t, bank, empty, "IAM-01", "Export")
	edited := func(document, title string) string {
		return changed(t, document, `"title": "Export"`, `"title": "`+title+`"`)
	}
	withoutExport := changed(t, answered(t, bank, base, "Ada", now, "IAM-01", ""), `"evidence": {
    "E-01": {
      "title": "Export",
      "kind": "log",
      "ref": "log"
    }
  }`, `"evidence": {}`)
	spare := answered(t, bank, base, "Ada", now, "IAM-01", "") // a piece that no answer names
	anew := changed(t, proven(t, bank, withoutExport, "IAM-02", "Anew"), `"ref": "log"`, `"ref": "elsewhere"`)
	tests := map[string]struct {
		base, ours, theirs string
		want               []string
	}{
		"a number that became free, in ours": {
			spare, anew, proven(t, bank, spare, "IAM-03", "Export"),
			[]string{"E-01 Anew", "E-02 Export", "IAM-02 E-01", "IAM-03 E-02"},
		},
		"a number that became free, in theirs": {
			spare, proven(t, bank, spare, "IAM-03", "Export"), anew,
			[]string{"E-01 Export", "E-02 Anew", "IAM-02 E-02", "IAM-03 E-01"},
		},
		"another piece under one id": {
			base, proven(t, bank, base, "IAM-02", "Ours"), proven(t, bank, base, "IAM-03", "Theirs"),
			[]string{"E-01 Export", "E-02 Ours", "E-03 Theirs", "IAM-01 E-01", "IAM-02 E-02", "IAM-03 E-03"},
		},
		"without a base": {
			"", proven(t, bank, empty, "IAM-02", "Ours"), proven(t, bank, empty, "IAM-03", "Theirs", "More"),
			[]string{"E-01 Ours", "E-02 More", "E-03 Theirs", "IAM-02 E-01", "IAM-03 E-03 E-02"},
		},
		"one piece under two ids": {
			base, proven(t, bank, base, "IAM-02", "Ours", "Both"), proven(t, bank, base, "IAM-03", "Both", "Theirs"),
			[]string{"E-01 Export", "E-02 Ours", "E-03 Both", "E-04 Theirs", "IAM-01 E-01", "IAM-02 E-02 E-03", "IAM-03 E-03 E-04"},
		},
		"in a conflict": {
			base, proven(t, bank, base, "IAM-02", "Ours"), proven(t, bank, base, "IAM-02", "Theirs"),
			[]string{"E-01 Export", "E-02 Ours", "E-03 Theirs", "IAM-01 E-01", "IAM-02 E-02", "IAM-02 | E-03"},
		},
		"edited by ours":   {base, edited(base, "Ours"), answered(t, bank, base, "Ada", now, "IAM-03", "all"), []string{"E-01 Ours", "IAM-01 E-01"}},
		"edited by theirs": {base, answered(t, bank, base, "Ada", now, "IAM-03", "all"), edited(base, "Theirs"), []string{"E-01 Theirs", "IAM-01 E-01"}},
		"edited by both":   {base, edited(base, "Ours"), edited(base, "Theirs"), []string{"E-01 Ours", "E-02 Theirs", "IAM-01 E-01", "IAM-01 | E-02"}},
		"removed by ours":  {base, withoutExport, answered(t, bank, base, "Ada", now, "IAM-03", "all"), nil},
		"removed by theirs": {
			base, answered(t, bank, base, "Ada", now, "IAM-03", "all"), withoutExport, nil,
		},
		"removed by one, used by the other": {
			base, withoutExport, proven(t, bank, base, "IAM-03", "Export"), []string{"E-01 Export", "IAM-03 E-01"},
		},
		"removed by one, in conflict": {
			base, withoutExport, changed(t, base, `"by": "Ada"`, `"by": "Grace"`), []string{"E-01 Export", "IAM-01 | E-01"},
		},
		"listed twice by theirs": {
			base, proven(t, bank, base, "IAM-02", "Both"), changed(t, proven(t, bank, base, "IAM-03", "Both", "Again"), `"Again"`, `"Both"`),
			[]string{"E-01 Export", "E-02 Both", "IAM-01 E-01", "IAM-02 E-02", "IAM-03 E-02"},
		},
		"in a conflict of theirs": {
			base, proven(t, bank, base, "IAM-02", "Ours"), changed(t, proven(t, bank, base, "IAM-03", "Theirs"), `"evidence": {`,
				`"conflicts": {"IAM-03": {"level": "none", "by": "Eve", "evidence": ["E-02"]}}, "evidence": {`),
			[]string{"E-01 Export", "E-02 Ours", "E-03 Theirs", "IAM-01 E-01", "IAM-02 E-02", "IAM-03 E-03", "IAM-03 | E-03"},
		},
		"removed by one, edited by the other": {
			base, withoutExport, edited(base, "Theirs"), []string{"E-01 Theirs"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := merged(t, test.base, test.ours, test.theirs)
			if diff := cmp.Diff(test.want, evidenceOf(got.Assessment)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	got := merged(t, tests["without a base"].base, tests["without a base"].ours, tests["without a base"].theirs)
	if diff := cmp.Diff(map[string]string{"E-01": "E-03"}, got.Renumbered); diff != "" {
		t.Errorf("renumbered (-want +got):\n%s", diff)
	}
	last := proven(t, bank, strings.NewReplacer("E-01", "E-999999999").Replace(base), "IAM-04")
	ours, theirs := edited(last, "Ours"), edited(last, "Theirs")
	if _, err := questionnaire.Merge(nil, []byte(ours), []byte(theirs), questionnaire.NoSide); err == nil {
		t.Error("a piece has a number that is not legal")
	}
}

func TestMergeWithAFinal(t *testing.T) {
	bank := smallBank(t)
	base := answered(t, bank, encoded(t, draft(t, bank)), "Ada", now, "IAM-01", "all")
	finalized := func(document, by string) string {
		a := decoded(t, document)
		if err := a.Finalize(bank, by, true, now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		return encoded(t, a)
	}
	final := finalized(base, "Ada")
	wentOn := answered(t, bank, base, "Grace", now, "IAM-02", "all")
	for name, sides := range map[string][3]string{
		"only theirs": {base, base, final}, "only ours": {base, final, base}, "both alike": {base, final, final},
		"no base": {"", final, final}, "all": {final, final, final},
	} {
		if got := merged(t, sides[0], sides[1], sides[2]); string(got.Document) != final || !got.Assessment.Final() {
			t.Errorf("%s: it is\n%s", name, got.Document)
		}
	}
	for name, sides := range map[string][3]string{
		"theirs went on": {base, final, wentOn}, "ours went on": {base, wentOn, final},
		"two finals": {base, final, finalized(base, "Grace")}, "no base": {"", final, wentOn},
		"a final was changed": {final, final, changed(t, final, `"level": "all"`, `"level": "none"`)},
		"a final is open":     {final, changed(t, final, `"final"`, `"draft"`), final},
	} {
		for _, preferred := range []questionnaire.Side{questionnaire.NoSide, questionnaire.Ours, questionnaire.Theirs} {
			if _, err := questionnaire.Merge([]byte(sides[0]), []byte(sides[1]), []byte(sides[2]), preferred); !errors.Is(err, questionnaire.ErrFinalMerge) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestMergeRefuses(t *testing.T) {
	bank := smallBank(t)
	good := encoded(t, draft(t, bank))
	tests := map[string]struct {
		base, ours, theirs string
		is                 error
		says               string
	}{
		"another assessment":    {good, good, changed(t, good, "payments-2026-q4", "payments-2026-q3"), questionnaire.ErrNotTheSame, "theirs is of assessment payments-2026-q3"},
		"another team":          {good, good, changed(t, good, `"Payments"`, `"payments"`), questionnaire.ErrNotTheSame, "theirs is of team payments, ours of Payments"},
		"another period":        {good, good, changed(t, good, "2026-12-31", "2026-12-30"), questionnaire.ErrNotTheSame, "2026-Q4 (2026-10-01 to 2026-12-30)"},
		"another bank":          {good, good, changed(t, good, `"version": "1.0"`, `"version": "1.1"`), questionnaire.ErrNotTheSame, "theirs is of bank small 1.1"},
		"another base":          {changed(t, good, `"Payments"`, `"Platform"`), good, good, questionnaire.ErrNotTheSame, "base is of team Platform"},
		"a newer schema":        {good, good, changed(t, good, "assessment/v1", "assessment/v2"), questionnaire.ErrNewerSchema, "theirs: "},
		"a base that is broken": {"{", good, good, nil, "base: line 1, column 2: the document ends too early"},
		"ours is empty":         {good, "", good, nil, "ours: line 1, column 1"},
		"theirs is text":        {good, good, "<<<<<<< ours", nil, "theirs: line 1, column 1"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := questionnaire.Merge([]byte(test.base), []byte(test.ours), []byte(test.theirs), questionnaire.NoSide)
			if got != nil || err == nil || !strings.Contains(err.Error(), test.says) || test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("%v, %v; want %s", got, err, test.says)
			}
		})
	}
}

// headChanges changes every field of a document before its evidence that a side
// can change, to one of two other values.
var headChanges = map[string][]string{
	"generator":    {`"version": "1.0.0"`, `"version": "1.1.0"`, `"version": "1.2.0"`},
	"organization": {`"Example AG"`, `"Example SE"`, `"Example GmbH"`},
	"scope":        {`"services": [`, `"services": ["lambda", `, `"services": ["vpc", `},
	"people":       {`"platform lead"`, `"platform owner"`, `"team lead"`},
	"created_at":   {`"created_at": "2026-11-15T10:30:00Z"`, `"created_at": "2026-11-15T10:29:00Z"`, `"created_at": "2026-11-15T10:28:00Z"`},
	"completed_at": {`"completed_at": "2026-11-15T10:30:00Z"`, `"completed_at": "2026-11-15T11:30:00Z"`, `"completed_at": "2026-11-15T12:30:00Z"`},
	"finalized_at": {`"finalized_at": "2026-11-15T10:30:00Z"`, `"finalized_at": "2026-11-15T11:30:00Z"`, `"finalized_at": "2026-11-15T12:30:00Z"`},
	"prepared_by":  {`"prepared_by": "Ada"`, `"prepared_by": "Grace"`, `"prepared_by": "Mary"`},
	"previous":     {`"previous": {"id": "payments-2026-q3"}`, `"previous": {"id": "payments-2026-q2"}`, `"previous": {"id": "payments-2026-q1"}`},
	"supersedes":   {`"supersedes": {"id": "a", "digest": "0a"}`, `"supersedes": {"id": "a", "digest": "0b"}`, `"supersedes": {"id": "a", "digest": "0c"}`},
}

// fullHead is a document that holds every one of them.
func fullHead(t *testing.T) string {
	t.Helper()
	return changed(t, encoded(t, filled(t, smallBank(t))), `"evidence": {`, `"finalized_at": "2026-11-15T10:30:00Z", "prepared_by": "Ada",
		"previous": {"id": "payments-2026-q3"}, "supersedes": {"id": "a", "digest": "0a"}, "evidence": {`)
}

func TestMergeTakesEveryFieldOfEitherSide(t *testing.T) {
	base := fullHead(t)
	elsewhere := changed(t, base, `"Ask Grace."`, `"Ask Ada."`)
	oneValue := []string{"schema", "id", "team", "period", "bank", "status", "conflicts"} // of no use to change, or tested elsewhere
	for _, key := range questionnaire.HeadKeys() {
		if slices.Contains(oneValue, key) {
			continue
		}
		change, known := headChanges[key]
		if !known {
			t.Errorf("what a merge does with %s is not tested", key)
			continue
		}
		one := changed(t, base, change[0], change[1])
		want := encoded(t, decoded(t, changed(t, elsewhere, change[0], change[1])))
		for _, got := range []*questionnaire.Merged{merged(t, base, elsewhere, one), merged(t, base, one, elsewhere), merged(t, base, one, changed(t, one, `"Ask Grace."`, `"Ask Ada."`))} {
			if diff := cmp.Diff(want, string(got.Document)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", key, diff)
			}
		}
	}
}

// A field that both sides changed is told, and the side that is preferred
// decides.
func TestMergeOfWhatBothSidesChanged(t *testing.T) {
	base := fullHead(t)
	wants := map[string]string{
		"generator": "1.1.0", "created_at": "10:28:00", // of the one that began first
		"completed_at": "12:30:00", "finalized_at": "12:30:00", // the later
	}
	for key, change := range headChanges {
		ours, theirs := changed(t, base, change[0], change[1]), changed(t, base, change[0], change[2])
		if want := wants[key]; want != "" {
			if got := merged(t, base, ours, theirs); !strings.Contains(string(got.Document), want) {
				t.Errorf("%s: want %s in\n%s", key, want, got.Document)
			}
			continue
		}
		_, err := questionnaire.Merge([]byte(base), []byte(ours), []byte(theirs), questionnaire.NoSide)
		if !errors.Is(err, questionnaire.ErrBothChanged) {
			t.Errorf("%s: %v", key, err)
		}
		for preferred, side := range map[questionnaire.Side]string{questionnaire.Ours: ours, questionnaire.Theirs: theirs} {
			got := merged(t, base, ours, theirs, preferred)
			if diff := cmp.Diff(encoded(t, decoded(t, side)), string(got.Document)); diff != "" {
				t.Errorf("%s, side %d (-want +got):\n%s", key, preferred, diff)
			}
			if len(got.Settled) != 1 {
				t.Errorf("%s: settled %q", key, got.Settled)
			}
		}
	}
}

func TestMergeOfAccounts(t *testing.T) {
	base := encoded(t, filled(t, smallBank(t))) // names one account of 3
	const account = `"id": "123456789012",
        "name": "production"
      }`
	with := func(ids ...string) string {
		more := account
		for _, id := range ids {
			more += `, {"id": "` + id + `"}`
		}
		return changed(t, base, account, more)
	}
	got := merged(t, base, with("111111111111"), with("222222222222"))
	var ids []string
	for _, one := range got.Assessment.Scope().Accounts {
		ids = append(ids, one.ID)
	}
	if diff := cmp.Diff([]string{"123456789012", "111111111111", "222222222222"}, ids); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	ours, theirs := with("111111111111", "333333333333"), with("222222222222")
	_, err := questionnaire.Merge([]byte(base), []byte(ours), []byte(theirs), questionnaire.NoSide)
	if !errors.Is(err, questionnaire.ErrBothChanged) || !strings.Contains(err.Error(), "names 3 of 3 in all") {
		t.Errorf("more accounts than there are in all: %v", err)
	}
	if got := merged(t, base, ours, theirs, questionnaire.Theirs).Assessment.Scope(); len(got.Accounts) != 2 || got.AccountsTotal != 3 {
		t.Errorf("theirs: %v of %d", got.Accounts, got.AccountsTotal)
	}
}

// Two carried over from one predecessor; only one of them knew its digest.
func TestMergeKeepsTheDigestOfThePredecessor(t *testing.T) {
	base := encoded(t, filled(t, smallBank(t)))
	named := func(ref string) string {
		return changed(t, base, `"evidence": {`, `"previous": `+ref+`, "evidence": {`)
	}
	without, with := named(`{"id": "payments-2026-q3"}`), named(`{"id": "payments-2026-q3", "digest": "0a"}`)
	for _, sides := range [][2]string{{without, with}, {with, without}} {
		got := merged(t, base, sides[0], sides[1])
		if ref, ok := got.Assessment.Previous(); !ok || ref.Digest != "0a" {
			t.Errorf("its predecessor is %v", ref)
		}
	}
}
