package tui_test

import (
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// keepsAMerge puts an assessment into a store of which a merge kept two answers
// to IAM-02.
func keepsAMerge(t *testing.T, keeper store.Store) {
	t.Helper()
	bank, err := frozenBank()
	if err != nil {
		t.Fatal(err)
	}
	a, err := questionnaire.New(questionnaire.Spec{
		Team: "Payments", Period: questionnaire.QuarterOf(questionnaire.NewDate(today)),
		Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()},
	}, bank, today)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Record(bank, "IAM-02", questionnaire.Answer{Level: questionnaire.LevelMost, By: "Ana Ruiz"}, today); err != nil {
		t.Fatal(err)
	}
	document, err := a.Encode()
	if err != nil {
		t.Fatal(err)
	}
	merged := strings.Replace(string(document), `"evidence"`, `"conflicts": {"IAM-02": {"level": "none", "by": "Sam Okafor"}}, "evidence"`, 1)
	if a, err = questionnaire.DecodeAssessment([]byte(merged)); err != nil {
		t.Fatal(err)
	}
	if err := keeper.Create(t.Context(), a, bank); err != nil {
		t.Fatal(err)
	}
}

func TestAConflictIsShownAndSettledByALevel(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsAMerge(t, keeper)
	u := sit(t, keeper, 80, 24, func(options *tui.Options) {
		options.Defaults = func() (tui.Defaults, error) { return tui.Defaults{By: "Ana Ruiz"}, nil }
	})
	u.press("v")
	u.sees("[In conflict 1]", "A merge kept two answers", "IAM-02")
	u.press("enter")
	u.sees("a merge also brought none, by Sam Okafor; give the level that")
	u.press("3")
	u.seesNot("a merge also brought")
	if snapshot, err := keeper.Load(t.Context(), payments); err != nil || len(snapshot.Assessment.Conflicts()) > 0 {
		t.Errorf("it stands in the store: %v, %v", snapshot.Assessment.Conflicts(), err)
	}
	u.press("esc")
	u.sees("Unanswered")
	u.seesNot("In conflict")
}
