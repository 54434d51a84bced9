package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/banktest"
	"demarc/questionnaire/store"
)

// somethingDue sits down in front of home with a carried draft on it, of which an
// exception has ended, an action is past its day, and another is coming.
func somethingDue(t *testing.T, width, height int) *user {
	t.Helper()
	u := carried(t, width, height)
	u.press("enter", "enter", "o") // CSP-04, whose exception has ended, gets an owner
	u.types("Sam Okafor")
	u.press("enter")
	u.types("2026-11-20")
	u.press("enter", "/")
	u.types("dat-04")
	u.press("enter", "o")
	u.types("Tom")
	u.press("enter")
	u.types("2026-12-01")
	u.press("enter", "q")
	return u
}

func TestHomeSaysWhatIsDueGravestFirst(t *testing.T) {
	u := somethingDue(t, 80, 24)
	u.sees("Due today, or within 30 days")
	screen := u.screen()
	at := -1
	for _, text := range []string{
		"1 exception ended  CSP-04 20 Oct", "1 action past due  CSP-04 Sam Okafor 20 Nov", "1 action due  DAT-04 Tom 1 Dec",
	} {
		next := strings.Index(screen, text)
		if next <= at {
			t.Errorf("%q is not there, or not below what comes before it:\n%s", text, screen)
		}
		at = next
	}
	u.press("o")
	u.sees("> Questions", "2 questions", "▸ CSP-04", "exception ended 20 Oct  +1", "Tom  due 1 Dec")
	u.press("down", "enter")
	u.sees("DAT-04  ")
	u.press("esc", "esc")
	u.sees("Assessments")
}

func TestWhereThereIsLittleRoomDueIsOneLine(t *testing.T) {
	u := carried(t, 60, 16)
	u.sees("due: 1 exception ended (o)", "sitting: ", "Assessments", "2026-Q3")
	u.fits(60, 16)
}

func TestNothingIsDueIsSaid(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("q")
	u.seesNot("Due today")
	u.press("o")
	u.sees("Nothing is due within 30 days.")
}

// Of a period that another one followed nothing is due any more.
func TestOnlyTheLastPeriodIsReminded(t *testing.T) {
	u := carried(t, 80, 24)
	u.sees("Due today")
	u.press("down")
	u.sees("2026-Q3  FINAL")
	u.seesNot("Due today")
	last := readsFinal(t, 80, 24)
	last.press("q")
	last.sees("Due today", "1 exception ended") // on today's day, not on that of the final
}

func TestASittingIsOneAreaAndHalfAnHourAtMost(t *testing.T) {
	bank, err := banktest.Sized(240) // 40 an area, 75 seconds each
	if err != nil {
		t.Fatal(err)
	}
	a, err := questionnaire.New(questionnaire.Spec{
		Team: "Payments", Period: questionnaire.QuarterOf(questionnaire.NewDate(today)),
		Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()}, People: []questionnaire.Person{{Name: "Ana Ruiz"}},
	}, bank, today)
	if err != nil {
		t.Fatal(err)
	}
	keeper := store.NewMemory(clock)
	if err := keeper.Create(t.Context(), a, bank); err != nil {
		t.Fatal(err)
	}
	u := sit(t, keeper, 80, 24)
	u.sees("sitting: Identity, the next 24 of 40 questions, about 30 min (s)")

	// Ten answers in Network, 50 seconds apart: the team has a pace of its own,
	// and goes on where it stopped.
	moment, answered := today.Add(-time.Hour), 0
	for _, asked := range questionnaire.Asked(bank, a.Scope()) {
		if asked.Area != questionnaire.Network || answered == 12 {
			continue
		}
		answered++
		moment = moment.Add(50 * time.Second)
		now := moment
		if _, err := a.Record(bank, asked.ID, questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ana Ruiz"}, now); err != nil {
			t.Fatal(err)
		}
	}
	keeper = store.NewMemory(clock)
	if err := keeper.Create(t.Context(), a, bank); err != nil {
		t.Fatal(err)
	}
	u = sit(t, keeper, 80, 24)
	u.sees("sitting: Network, 28 questions, about 25 min (s)", fmt.Sprintf("about %d min left", 228*50/60))
	u.press("s")
	u.sees("> Network 12/40", "NET-00074")
}

func TestFinalizeAndSignFromHome(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("l")
	u.sees("Not complete yet", "> Review")
	u.press("esc", "q", "down", "l")
	u.sees("Sign Payments 2026-Q3")
	u.press("esc", "q", "down", "s")
	u.sees("This assessment is final: nothing is left to answer.")
}

// isBusy is at home with several periods behind, and with something of every kind
// due in the draft at hand.
func isBusy(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	for period, level := range map[string]questionnaire.Level{
		"2025-Q3": questionnaire.LevelNone, "2025-Q4": questionnaire.LevelSome, "2026-Q1": questionnaire.LevelSome, "2026-Q2": questionnaire.LevelMost,
	} {
		keepsPeriod(t, keeper, period, level)
	}
	keepsLastQuarter(t, keeper)
	follows(t, keeper, []questionnaire.Person{{Name: "Ana Ruiz"}, {Name: "Sam Okafor"}})
	u := sit(t, keeper, width, height, afterTheRevision)
	settles(u)
	for _, act := range []struct{ question, owner, due string }{
		{"csp-04", "Sam Okafor", "2026-11-20"}, {"dat-04", "Tom Weber", "2026-12-01"}, {"net-03", "Ana Ruiz", "2026-10-30"}, {"cwp-04", "Lena Vogt", "2026-12-18"},
	} {
		u.press("/")
		u.types(act.question)
		u.press("enter", "o", "ctrl+u")
		u.types(act.owner)
		u.press("enter", "ctrl+u")
		u.types(act.due)
		u.press("enter", "esc", "esc")
	}
	u.press("q")
	return u
}
