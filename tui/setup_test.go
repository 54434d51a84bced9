package tui_test

import (
	"fmt"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

func TestFirstStartLeadsThroughSetupToTheFirstQuestion(t *testing.T) {
	u := answering(t, 80, 24)
	u.sees("0/24 done", "~30 min left")
	snapshot, err := u.store.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	scope := snapshot.Assessment.Scope()
	if len(scope.Tiers) != 3 || len(scope.Services) != 0 || scope.Depth != questionnaire.DepthFull {
		t.Errorf("scope is %+v", scope)
	}
	if people := snapshot.Assessment.People(); len(people) != 2 || people[1].Name != "Sam Okafor" {
		t.Errorf("people are %+v", people)
	}
}

func TestSetupNamesServicesAndDatesOfItsOwn(t *testing.T) {
	u := sit(t, store.NewMemory(clock), 80, 30)
	u.types("Payments")
	u.press("enter", "ctrl+u")
	u.types("Sprint 7")
	u.press("enter")
	u.sees("Dates of the period")
	u.types("2026-11-02")
	u.press("enter")
	u.types("2026-11-13")
	u.press("enter")
	u.press("space", "down", "space") // leaves abstracted alone ticked
	u.press("enter", "down", "enter")
	u.sees("Services in use", "Amazon S3")
	u.press("space", "enter")
	u.sees("3 of 3")
	u.press("esc")
	u.sees("[x] Amazon S3")
	u.press("enter")
	u.press("enter")
	u.types("Ana")
	u.press("enter")
	snapshot, err := u.store.Load(t.Context(), "payments-sprint-7")
	if err != nil {
		t.Fatalf("%v\n%s", err, u.screen())
	}
	a := snapshot.Assessment
	if got := a.Period().Start.String() + " " + a.Period().End.String(); got != "2026-11-02 2026-11-13" {
		t.Errorf("the period is %s", got)
	}
	if got := fmt.Sprint(a.Scope().Tiers, a.Scope().Services); got != "[abstracted] [s3]" {
		t.Errorf("the scope is %s", got)
	}
}

func TestSetupRefusesASecondAssessmentOfThePeriod(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("q", "n")
	u.sees("Payments  2027-Q1") // the next quarter that is free
	u.press("c", "enter", "ctrl+u")
	u.types("2026-Q4")
	u.press("enter")
	u.sees("1 of 3", "Payments has an assessment for 2026-Q4 already")
}

func TestScopeRefusesWhatIsNoAccount(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("v", "c")
	u.types("1234")
	u.press("enter")
	u.sees("not twelve digits")
	u.press("esc")
	u.sees("> Review")
}

// Whoever stands first in the room answers, and whom git knows is not there if
// setup says so.
func TestTheFirstInTheRoomAnswers(t *testing.T) {
	git := func(options *tui.Options) {
		options.Defaults = func() (tui.Defaults, error) { return tui.Defaults{Git: "Seed 24bd23c4"}, nil }
	}
	keeper := store.NewMemory(clock)
	u := sit(t, keeper, 80, 24, git)
	u.types("Payments")
	u.press("enter", "enter", "enter", "enter", "enter")
	u.sees("3 of 3", "Seed 24bd23c4")
	u.press("ctrl+u")
	u.types("Ana, Bo")
	u.press("enter", "4")
	u.sees("saved: IAM-01 ALL for Ana", "p Ana")
	again := sit(t, keeper, 80, 24, git)
	again.press("enter", "right", "3")
	for _, question := range []string{"IAM-01", "IAM-03"} {
		if got := u.stored(question); got.By != "Ana" || got.RecordedBy != "" {
			t.Errorf("%s is said by %q, typed by %q", question, got.By, got.RecordedBy)
		}
	}
}

// Whom git knows answers where they are in the room, and types for the others.
func TestWhomGitKnowsAnswersIfInTheRoom(t *testing.T) {
	keeper := store.NewMemory(clock)
	sit(t, keeper, 80, 24).setsUp()
	u := sit(t, keeper, 80, 24, func(options *tui.Options) {
		options.Defaults = func() (tui.Defaults, error) { return tui.Defaults{Git: "Sam Okafor"}, nil }
	})
	u.press("enter", "4")
	u.sees("saved: IAM-01 ALL for Sam Okafor")
	u.press("p", "up", "enter", "right", "4")
	if got := u.stored("IAM-02"); got.By != "Ana Ruiz" || got.RecordedBy != "Sam Okafor" {
		t.Errorf("said by %q, typed by %q", got.By, got.RecordedBy)
	}
}

// Shift+tab goes back wherever tab goes forward.
func TestShiftTabGoesBack(t *testing.T) {
	for _, look := range []struct {
		width, height int
		opens         []string
		first, last   string
	}{
		{80, 24, nil, "[Why]", "[Answer]"},
		{60, 16, []string{"tab"}, "[Why]", "Now "},
		{80, 24, []string{"v"}, "[Unanswered", "[Without evidence"},
		{80, 24, []string{"r"}, "open the gap", "Tiers]"},
		{80, 24, []string{"/", "tab"}, "show <any>", "find: an id"},
	} {
		u := answering(t, look.width, look.height)
		u.press(look.opens...)
		u.sees(look.first)
		u.press("shift+tab")
		u.sees(look.last)
		u.press("tab")
		u.sees(look.first)
	}
}
