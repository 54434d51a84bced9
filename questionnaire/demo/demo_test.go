package demo_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
	"demarc/questionnaire/demo"
	"demarc/questionnaire/store"
)

var november = time.Date(2026, time.November, 23, 14, 5, 0, 0, time.UTC)

func ours(t testing.TB) *questionnaire.Bank {
	t.Helper()
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	return ours
}

// told is the story in a store.
type told struct {
	store.Store
	quarters []store.Snapshot // the oldest first
}

// tell tells the story as of a moment, in memory.
func tell(t *testing.T, questions *questionnaire.Bank, now time.Time) told {
	t.Helper()
	return tellInto(t, questions, now, func(clock store.Clock) (store.Store, error) { return store.NewMemory(clock), nil })
}

// tellOnDisk tells the story as of November, in files.
func tellOnDisk(t *testing.T) told {
	t.Helper()
	dir, questions := t.TempDir(), ours(t)
	return tellInto(t, questions, november, func(clock store.Clock) (store.Store, error) {
		return store.InitFile(dir, store.Config{}, clock, questions)
	})
}

func tellInto(t *testing.T, questions *questionnaire.Bank, now time.Time, open func(store.Clock) (store.Store, error)) told {
	t.Helper()
	var into told
	err := demo.Tell(t.Context(), demo.Setting{
		Bank: questions, Generator: questionnaire.Generator{Name: "demarc", Version: "test"}, Now: now,
		Open: func(clock store.Clock) (opened store.Store, err error) {
			into.Store, err = open(clock)
			return into.Store, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	listed, err := into.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range slices.Backward(listed) {
		if one.Err != nil {
			t.Fatal(one.Err)
		}
		into.quarters = append(into.quarters, one.Snapshot)
	}
	if len(into.quarters) != 4 {
		t.Fatalf("the story has %d quarters, want 4", len(into.quarters))
	}
	return into
}

func TestSameMomentSameBytes(t *testing.T) {
	var digests [2][]string
	for i := range digests {
		into := tell(t, ours(t), november)
		for _, quarter := range into.quarters {
			signoff, err := into.Signoff(t.Context(), quarter.Assessment.ID())
			if err != nil {
				t.Fatal(err)
			}
			document, err := signoff.Encode()
			if err != nil {
				t.Fatal(err)
			}
			digests[i] = append(digests[i], quarter.Digest, string(document))
		}
	}
	if diff := cmp.Diff(digests[0], digests[1]); diff != "" {
		t.Error(diff)
	}
}

// The story names questions and levels of our own bank; this says which of them
// no longer fit.
func TestStoryFitsOurBank(t *testing.T) {
	misfits, err := demo.Misfits(ours(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, misfit := range misfits {
		t.Error(misfit)
	}
}

func TestQuartersFollowEachOther(t *testing.T) {
	into := tellOnDisk(t)
	for i, quarter := range into.quarters {
		a := quarter.Assessment
		if err := a.CheckAgainst(quarter.Bank); err != nil {
			t.Errorf("%s: %v", a.ID(), err)
		}
		if final := i < 3; a.Final() != final {
			t.Errorf("%s is final: %t", a.ID(), a.Final())
		}
		previous, follows := a.Previous()
		if i == 0 {
			if follows {
				t.Errorf("the first quarter follows %s", previous.ID)
			}
			continue
		}
		before := into.quarters[i-1]
		if want := (questionnaire.DocumentRef{ID: before.Assessment.ID(), Digest: before.Digest}); previous != want {
			t.Errorf("%s follows %v, want %v", a.ID(), previous, want)
		}
		if a.Period().Start != before.Assessment.Period().End.AddDays(1) {
			t.Errorf("%s starts on %s, after %s ends on %s", a.ID(), a.Period().Start, before.Assessment.ID(), before.Assessment.Period().End)
		}
	}
	if last := into.quarters[3].Assessment.Period(); last != questionnaire.QuarterOf(questionnaire.NewDate(november)) {
		t.Errorf("the story ends with %s", last.Label)
	}
}

func TestFinalsAreSigned(t *testing.T) {
	into := tellOnDisk(t)
	samePerson := 0
	for _, quarter := range into.quarters[:3] {
		a := quarter.Assessment
		if left := a.FinalizedAt().Date().DaysUntil(a.Period().End); left < 0 || left > 10 {
			t.Errorf("%s was finalized %d days before its end", a.ID(), left)
		}
		signoff, err := into.Signoff(t.Context(), a.ID())
		if err != nil {
			t.Fatal(err)
		}
		if err := signoff.Covers(a, quarter.Digest); err != nil {
			t.Error(err)
		}
		if len(signoff.Of(questionnaire.RoleReviewer)) != 1 || len(signoff.Of(questionnaire.RoleApprover)) != 1 {
			t.Errorf("%s is signed %v", a.ID(), signoff.Signatures)
		}
		for _, signature := range signoff.Signatures {
			if day := signature.At.Date(); day.Before(a.FinalizedAt().Date()) || day.After(a.Period().End) {
				t.Errorf("%s was signed on %s", a.ID(), day)
			}
			if signature.SamePersonReason != "" {
				samePerson++
			}
		}
	}
	if samePerson != 1 {
		t.Errorf("%d approvers prepared what they approved, want 1", samePerson)
	}
}

func TestAnyDay(t *testing.T) {
	tests := map[string]time.Time{
		"first day of a quarter": time.Date(2027, time.January, 1, 0, 10, 0, 0, time.UTC),
		"second day, elsewhere":  time.Date(2027, time.April, 2, 3, 0, 0, 0, time.FixedZone("", 9*3600)),
		"last day of a quarter":  time.Date(2026, time.December, 31, 23, 59, 0, 0, time.UTC),
		"leap day":               time.Date(2028, time.February, 29, 12, 0, 0, 0, time.UTC),
	}
	for name, now := range tests {
		t.Run(name, func(t *testing.T) {
			for _, quarter := range tell(t, ours(t), now).quarters {
				checkNothingIsLater(t, quarter.Assessment, now)
			}
		})
	}
}

func checkNothingIsLater(t *testing.T, a *questionnaire.Assessment, now time.Time) {
	t.Helper()
	if a.UpdatedAt().Time().After(now) {
		t.Errorf("%s last changed at %s, after %s", a.ID(), a.UpdatedAt(), now)
	}
	for _, id := range a.Answered() {
		answer, _ := a.Answer(id)
		given := answer.At.Date()
		if carried := answer.State == questionnaire.StateCarried; !carried && given.Before(a.Period().Start) || given.After(a.Period().End) || answer.At.Time().After(now) {
			t.Errorf("%s: %s was answered at %s", a.ID(), id, answer.At)
		}
	}
	for _, id := range a.EvidenceIDs() {
		piece, _ := a.Evidence(id)
		if piece.Date().After(a.UpdatedAt().Date()) {
			t.Errorf("%s: %s is of %s", a.ID(), id, piece.Date())
		}
	}
}

func TestAnotherBank(t *testing.T) {
	other, err := questionnaire.NewBank(questionnaire.BankContent{
		ID: "acme", Version: "1",
		Weights: questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands:   questionnaire.Bands{Partial: 40, Substantial: 70, High: 90},
		Questions: []questionnaire.Question{{
			ID: "ACME-01", Area: questionnaire.Data, Revision: 1, Title: "Yes or no",
			Tiers: []questionnaire.Tier{questionnaire.Abstracted}, Severity: questionnaire.SeverityLow,
			Effort: questionnaire.EffortLow, Text: "Is it so?", Levels: questionnaire.Meanings{None: "no", All: "yes"},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var levels []string
	for _, quarter := range tell(t, other, november).quarters {
		if err := quarter.Assessment.CheckAgainst(other); err != nil {
			t.Error(err)
		}
		answer, _ := quarter.Assessment.Answer("ACME-01")
		levels = append(levels, answer.Level.String())
	}
	if want := []string{"none", "all", "all", "all"}; !slices.Equal(levels, want) {
		t.Errorf("the levels are %v, want %v", levels, want)
	}
}

func BenchmarkTell(b *testing.B) {
	questions := ours(b)
	for b.Loop() {
		dir := b.TempDir()
		err := demo.Tell(b.Context(), demo.Setting{
			Bank: questions, Now: november,
			Open: func(clock store.Clock) (store.Store, error) {
				return store.InitFile(dir, store.Config{}, clock, questions)
			},
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
