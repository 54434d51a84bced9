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

// nextQuarter is a moment in the period after that of every draft here.
var nextQuarter = time.Date(2027, time.February, 3, 9, 0, 0, 0, time.UTC)

func earlierOf(t *testing.T, a *questionnaire.Assessment, bank *questionnaire.Bank) questionnaire.Earlier {
	t.Helper()
	return questionnaire.Earlier{Assessment: a, Bank: bank, Digest: strings.Repeat("ab", 32)}
}

func nextSpec(t *testing.T, a *questionnaire.Assessment) questionnaire.Spec {
	t.Helper()
	return questionnaire.Spec{Team: a.Team(), Period: period(t, "2027-Q1"), Scope: a.Scope()}
}

func follow(t *testing.T, a *questionnaire.Assessment, before, after *questionnaire.Bank) (*questionnaire.Assessment, questionnaire.LeftBehind) {
	t.Helper()
	next, left, err := questionnaire.Follow(earlierOf(t, a, before), nextSpec(t, a), after, nextQuarter)
	if err != nil {
		t.Fatal(err)
	}
	if err := next.CheckAgainst(after); err != nil {
		t.Fatalf("the draft does not fit its bank: %v", err)
	}
	if again := encoded(t, decoded(t, encoded(t, next))); again != encoded(t, next) {
		t.Fatalf("read and written again it is\n%s", again)
	}
	return next, left
}

// fullAnswer says something in every field that carries over, and in those that
// do not.
func fullAnswer(t *testing.T, evidence string) questionnaire.Answer {
	t.Helper()
	return questionnaire.Answer{
		Level: questionnaire.LevelMost, By: "Ada", RecordedBy: "Grace", Method: questionnaire.MethodExamine,
		Population: questionnaire.Population{InPlace: 47, Total: 50, Source: "inventory"}, Note: "Three to go.",
		Evidence: []string{evidence}, Owner: "Grace", Due: date(t, "2027-01-31"), Bulk: true,
		Exception: questionnaire.Exception{Kind: questionnaire.AcceptedRisk, Reason: "Old hosts.", Approver: "Eve", Expires: date(t, "2027-03-31")},
		Flagged:   questionnaire.ParkFor("Tom"),
	}
}

func TestFollowCarriesWhatWasSaid(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	piece := questionnaire.Evidence{Title: "Export", Kind: questionnaire.KindConfigExport, Ref: "rules.csv", CollectedAt: questionnaire.NewInstant(now)}
	evidence, err := a.AddEvidence(piece, now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.AddEvidence(questionnaire.Evidence{Title: "Named by nobody", Kind: questionnaire.KindLog, Ref: "x"}, now); err != nil {
		t.Fatal(err)
	}
	said := record(t, a, bank, "IAM-01", fullAnswer(t, evidence), now)
	record(t, a, bank, "IAM-02", questionnaire.Answer{Note: "Ask Tom."}, now)

	next, left := follow(t, a, bank, bank)
	want := said
	want.State, want.Bulk, want.Flagged = questionnaire.StateCarried, false, questionnaire.Flag{}
	want.History = []questionnaire.Past{{Period: "2026-Q4", Level: questionnaire.LevelMost, By: "Ada", At: questionnaire.NewInstant(now)}}
	got, _ := next.Answer("IAM-01")
	if diff := cmp.Diff(want, got, exportAll); diff != "" {
		t.Errorf("carried (-want +got):\n%s", diff)
	}
	if note, _ := next.Answer("IAM-02"); note.Note != "Ask Tom." || !note.State.IsZero() || !note.Level.IsZero() {
		t.Errorf("an answer with only a note came as %+v", note)
	}
	if got := next.EvidenceIDs(); !slices.Equal(got, []string{evidence}) {
		t.Errorf("evidence %v came along, want what an answer names", got)
	}
	if got, _ := next.Evidence(evidence); got != piece {
		t.Errorf("the evidence became %+v", got)
	}
	if len(left.Retired)+len(left.Reworded) > 0 {
		t.Errorf("left behind: %+v", left)
	}
	if ref, ok := next.Previous(); !ok || ref.ID != a.ID() || ref.Digest != "" {
		t.Errorf("it follows %+v, want a draft without a digest", ref)
	}
	if before, _ := a.Answer("IAM-01"); !cmp.Equal(before, said, exportAll) {
		t.Error("the earlier assessment changed")
	}
}

func TestFollowAddsOnePeriodToHistory(t *testing.T) {
	bank := smallBank(t)
	next, _ := follow(t, carriedDraft(t, bank), bank, bank)
	got, _ := next.Answer("IAM-01")
	if last := got.History[len(got.History)-1]; len(got.History) != 4 || last.Period != "2026-Q4" || last.Level != questionnaire.LevelMost || last.At.Date() != date(t, "2026-08-01") {
		t.Errorf("history is %+v", got.History)
	}
	if got.State != questionnaire.StateCarried || got.Since != "2026-Q2" {
		t.Errorf("it is %s since %s", got.State, got.Since)
	}
	if again := record(t, next, bank, "IAM-01", got.Reaffirmed("Eve", "", false), nextQuarter); again.State != questionnaire.StateReaffirmed || again.Since != "2026-Q2" || again.By != "Eve" || again.At.Time() != nextQuarter {
		t.Errorf("re-affirmed it is %+v", again)
	}
	blank, _ := next.Answer("IAM-03")
	if answered := record(t, next, bank, "IAM-03", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Eve", History: blank.History}, nextQuarter); answered.State != questionnaire.StateNew || answered.Since != "2027-Q1" {
		t.Errorf("after a period without an answer it is %s since %s", answered.State, answered.Since)
	}
}

func TestFollowLeavesBehindWhatMeansSomethingElse(t *testing.T) {
	before := bankOf(t, question("IAM-01"), question("IAM-02"), question("IAM-03"), question("IAM-04"))
	after := bankOf(t, question("IAM-01"), question("IAM-02", func(q *questionnaire.Question) { q.Revision = 2 }), question("IAM-03", yesNo), question("IAM-05"))
	a := draft(t, before)
	for _, id := range []string{"IAM-01", "IAM-02", "IAM-03", "IAM-04"} {
		record(t, a, before, id, questionnaire.Answer{Level: questionnaire.LevelMost, By: "Ada"}, now)
	}
	next, left := follow(t, a, before, after)
	want := questionnaire.LeftBehind{Retired: []string{"IAM-04"}, Reworded: []string{"IAM-02", "IAM-03"}}
	if diff := cmp.Diff(want, left); diff != "" {
		t.Errorf("left behind (-want +got):\n%s", diff)
	}
	if got := next.Answered(); !slices.Equal(got, []string{"IAM-01"}) {
		t.Errorf("answers to %v came along", got)
	}
	if given := record(t, next, after, "IAM-02", questionnaire.Answer{Level: questionnaire.LevelMost, By: "Ada"}, nextQuarter); given.State != questionnaire.StateNew || given.Since != "2027-Q1" {
		t.Errorf("a reworded question is answered as %s since %s", given.State, given.Since)
	}
}

func TestFollowNamesTheDigestOfAFinal(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	finalize(t, a, bank)
	next, _ := follow(t, a, bank, bank)
	if ref, _ := next.Previous(); ref.Digest != strings.Repeat("ab", 32) {
		t.Errorf("it follows %+v", ref)
	}
}

func TestFollowRefuses(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	record(t, a, bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}, now)
	tests := map[string]struct {
		change func(*questionnaire.Spec)
		now    time.Time
		says   string
	}{
		"another team":         {func(s *questionnaire.Spec) { s.Team = "Search" }, nextQuarter, `not of "Search"`},
		"the same period":      {func(s *questionnaire.Spec) { s.Period = a.Period() }, nextQuarter, "which is not before 2026-10-01"},
		"an earlier period":    {func(s *questionnaire.Spec) { s.Period = period(t, "2026-Q1") }, nextQuarter, "which is not before 2026-01-01"},
		"a clock that is slow": {func(*questionnaire.Spec) {}, now.Add(-time.Hour), "the clock is behind: it says 2026-11-15T09:30:00Z"},
	}
	conflict := decoded(t, strings.Replace(encoded(t, a), `"evidence"`, `"conflicts": {"IAM-01": {"level": "none", "by": "Eve"}},
  "evidence"`, 1))
	if _, _, err := questionnaire.Follow(earlierOf(t, conflict, bank), nextSpec(t, a), bank, nextQuarter); err == nil || !strings.Contains(err.Error(), "two answers to IAM-01 since a merge") {
		t.Errorf("two answers to one question: got %v", err)
	}
	for name, test := range tests {
		spec := nextSpec(t, a)
		test.change(&spec)
		if _, _, err := questionnaire.Follow(earlierOf(t, a, bank), spec, bank, test.now); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v, want %q", name, err, test.says)
		}
	}
}

func TestCarriedLeavesCriticalAndStaleToBeLookedAt(t *testing.T) {
	critical := func(q *questionnaire.Question) { q.Severity = questionnaire.SeverityCritical }
	yearly := func(q *questionnaire.Question) { q.EvidenceMaxAgeDays = 400 }
	bank := bankOf(t, question("IAM-01"), question("IAM-02", critical), question("IAM-03"), question("IAM-04", yearly), question("IAM-05"))
	a := draft(t, bank)
	evidence, err := a.AddEvidence(questionnaire.Evidence{Title: "Export", Kind: questionnaire.KindLog, Ref: "x", CollectedAt: questionnaire.NewInstant(now)}, now)
	if err != nil {
		t.Fatal(err)
	}
	for id, names := range map[string][]string{"IAM-01": nil, "IAM-02": nil, "IAM-03": {evidence}, "IAM-04": {evidence}} {
		record(t, a, bank, id, questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada", Evidence: names}, now)
	}
	next, _ := follow(t, a, bank, bank)
	together, oneByOne := next.Carried(bank, questionnaire.NewDate(nextQuarter))
	if !slices.Equal(together, []string{"IAM-01", "IAM-04"}) || !slices.Equal(oneByOne, []string{"IAM-02", "IAM-03"}) {
		t.Errorf("together %v, one by one %v", together, oneByOne)
	}
}

func TestCorrectKeepsEveryAnswer(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	said := record(t, a, bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}, now)
	if _, err := questionnaire.Correct(earlierOf(t, a, bank), questionnaire.Generator{}, now); !errors.Is(err, questionnaire.ErrNotFinal) {
		t.Errorf("a draft: got %v", err)
	}
	finalize(t, a, bank)
	correction := a
	for _, id := range []string{a.ID() + "-r2", a.ID() + "-r3"} {
		next, err := questionnaire.Correct(earlierOf(t, correction, bank), questionnaire.Generator{Name: "demarc"}, now.Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		got, _ := next.Answer("IAM-01")
		if ref, ok := next.Supersedes(); !ok || ref.ID != correction.ID() || ref.Digest == "" || next.ID() != id || next.Final() || next.PreparedBy() != "" {
			t.Errorf("%s corrects %+v as %s", next.ID(), ref, next.Status())
		}
		if !cmp.Equal(got, said, exportAll) || next.CompletedAt() != a.CompletedAt() {
			t.Errorf("%s: the answer became %+v", id, got)
		}
		finalize(t, next, bank)
		correction = next
	}
	if _, err := questionnaire.Correct(earlierOf(t, a, bank), questionnaire.Generator{}, now.Add(-time.Hour)); !errors.Is(err, questionnaire.ErrClockBehind) {
		t.Errorf("a clock that is slow: got %v", err)
	}
}

func finalize(t *testing.T, a *questionnaire.Assessment, bank *questionnaire.Bank) {
	t.Helper()
	if err := a.Finalize(bank, "Ada Byron", true, now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
}
