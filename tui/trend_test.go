package tui_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// keepsPeriod puts the finalized assessment of a period into a store, in which
// every question is at a level.
func keepsPeriod(t *testing.T, keeper store.Store, label string, level questionnaire.Level) {
	t.Helper()
	bank, err := frozenBank()
	if err != nil {
		t.Fatal(err)
	}
	period, err := questionnaire.ParsePeriod(label)
	if err != nil {
		t.Fatal(err)
	}
	day := period.End.AddDays(-10).Time().Add(9 * time.Hour)
	a, err := questionnaire.New(questionnaire.Spec{Team: "Payments", Period: period, Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()}}, bank, day)
	if err != nil {
		t.Fatal(err)
	}
	for _, asked := range questionnaire.Asked(bank, a.Scope()) {
		if _, err := a.Record(bank, asked.ID, questionnaire.Answer{Level: level, By: "Ana Ruiz"}, day); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Finalize(bank, "Ana Ruiz", true, day); err != nil {
		t.Fatal(err)
	}
	if err := keeper.Create(t.Context(), a, bank); err != nil {
		t.Fatal(err)
	}
}

// overQuarters sits down in front of home with this year's quarters on it, of
// which the second was left out and the last is a carried draft.
func overQuarters(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	keepsYear(t, keeper)
	return sit(t, keeper, width, height, afterTheRevision)
}

// keepsYear keeps three assessments of this year, of which the first is signed.
func keepsYear(t *testing.T, keeper store.Store) {
	t.Helper()
	keepsPeriod(t, keeper, "2026-Q1", questionnaire.LevelSome)
	if _, err := keeper.Sign(t.Context(), "payments-2026-q1", questionnaire.Signature{Role: questionnaire.RoleReviewer, Name: "Nora Lind"}); err != nil {
		t.Fatal(err)
	}
	keepsLastQuarter(t, keeper)
	follows(t, keeper, nil)
}

// overEdited is overQuarters where the finals were edited since.
func overEdited(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	keepsYear(t, keeper)
	return sit(t, &edited{keeper}, width, height, afterTheRevision)
}

// overOne sits down in front of home with a single period on it.
func overOne(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	keepsPeriod(t, keeper, "2026-Q1", questionnaire.LevelMost)
	return sit(t, keeper, width, height)
}

func TestTheTrendShowsEveryPeriodAndWhatIsMissing(t *testing.T) {
	u := overQuarters(t, 140, 45)
	u.press("T")
	u.sees("Payments > Trend", "4 periods, 1 missing", "2026-Q1", "25.0", "90.7", "carried", "missing", "100│", "50│",
		"█ with evidence of the period   ⣿⣿ answered   ⡂⡂ carried, not re-affirmed",
		"status  coverage evidenced  if same  gaps accepted  mean age closed  Identity  Network  Posture  Workload    Data  Threat int.",
		"2026-Q1  SIGNED      25.0       0.0     25.0    24        0   79 days      –      25.0     25.0     25.0      25.0    25.0         25.0",
		"2026-Q2           missing",
		"2026-Q3   FINAL      90.7       7.4     90.7     4        0", "2026-Q4   DRAFT   carried       0.0     81.6    24",
		"4 of 4", "2026-Q4 DRAFT, as of 2026-11-23: 81.6 % if unchanged")
	u.press("up")
	u.sees("3 of 4", "2026-Q3 FINAL, not signed, as of 2026-09-20: 90.7 %")
	u.press("left", "enter")
	u.sees("No assessment speaks about 2026-Q2.", "2026-Q2: missing")
}

// Each period says whether it is a draft, final, signed, or was edited since.
func TestTheTrendSaysHowFarEachPeriodIsSigned(t *testing.T) {
	for _, s := range sizes {
		sound := overQuarters(t, s.width, s.height)
		sound.press("T", "home")
		sound.sees("SIGNED", "FINAL", "DRAFT", "2026-Q1 FINAL, 1 signature")
		sound.seesNot("EDITED")
		changed := overEdited(t, s.width, s.height)
		changed.press("T", "home")
		changed.sees("EDITED", "2026-Q1   ", "Changed after it was signed")
		changed.seesNot("SIGNED")
		unchecked := sit(t, &refusing{Store: sound.store, signoff: errors.New("damaged")}, s.width, s.height)
		unchecked.press("T", "end", "up")
		unchecked.sees("FINAL?", "The sign-off cannot be read")
	}
}

func TestFromThePeriodToItsResultsAndBack(t *testing.T) {
	u := overQuarters(t, 80, 24)
	u.press("T", "home", "enter")
	u.sees("Payments 2026-Q1 FINAL", "> Results")
	u.press("esc")
	u.sees("> Trend", "1 of 4")
	u.press("end", "d")
	u.sees("2026-Q4", "> Change")
	u.press("esc", "w")
	u.sees("> Report")
	u.press("esc", "esc")
	u.sees("Assessments", "2026-Q1")
}

// What is answered on the way is in the trend when it comes back.
func TestTheTrendComesBackAsThingsAreNow(t *testing.T) {
	u := overQuarters(t, 80, 24)
	u.press("T", "r", "d", "T")
	u.sees("> Trend", "4 of 4", "81.6    24 ")
	u.press("enter", "g", "a")
	u.types("Ana Ruiz")
	u.press("enter", "end", "a", "esc", "esc")
	u.sees("> Trend")
	u.seesNot("81.6    24 ")
}

func TestTheTrendBeginsOnTheAssessmentInHand(t *testing.T) {
	u := overQuarters(t, 60, 16)
	u.press("down", "down", "r", "T")
	u.sees("[Chart]", "1 of 4", "▸2026-Q1")
	u.press("tab")
	u.sees("[Table]", "▸ 2026-Q1", "closed")
	u.press("tab", "esc")
	u.sees("> Results")
	u.press("T", "?")
	u.sees("Trend", "results of the chosen period")
}

func TestManyPeriodsScroll(t *testing.T) {
	keeper := store.NewMemory(clock)
	levels := []questionnaire.Level{questionnaire.LevelNone, questionnaire.LevelSome, questionnaire.LevelMost, questionnaire.LevelAll}
	for month := range 30 {
		if month%7 != 3 {
			keepsPeriod(t, keeper, fmt.Sprintf("%d-%02d", 2024+month/12, 1+month%12), levels[month%4])
		}
	}
	u := sit(t, keeper, 80, 24)
	u.press("T")
	u.sees("30 periods, 4 missing", "30 of 30", "▸2026-06")
	u.seesNot("2024-01")
	for _, size := range []struct{ width, height int }{{60, 16}, {80, 24}, {119, 17}, {140, 45}, {61, 80}} {
		u.send(tea.WindowSizeMsg{Width: size.width, Height: size.height})
		for _, press := range []string{"home", "pgdown", "down", "right", "tab", "end", "pgup", "up"} {
			u.press(press)
			u.fits(size.width, size.height)
		}
		u.press("home")
		u.sees("2024-01", "1 of 30")
	}
}

// unreadable is a store with a file that is no assessment.
type unreadable struct{ store.Store }

func (s unreadable) List(ctx context.Context) ([]store.Listed, error) {
	listed, err := s.Store.List(ctx)
	return append(listed, store.Listed{ID: "payments-2025-q4", Err: errors.New("not an assessment")}), err
}

func TestTheTrendSaysWhatItCouldNotRead(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsPeriod(t, keeper, "2026-Q1", questionnaire.LevelMost)
	u := sit(t, unreadable{keeper}, 80, 24)
	u.press("T")
	u.sees("75.0", "1 file cannot be read   1 of 1")
	u.press("esc", "down", "T")
	u.sees("not an assessment")
}

// The trend is there before what it shows was read, and whatever is over it then.
func TestTheTrendWaitsForWhatItShows(t *testing.T) {
	u := overQuarters(t, 80, 24)
	_, read := u.app.Update(pressed("T"))
	u.sees("Reading all assessments of the team.")
	u.press("down", "enter", "?")
	u.send(read())
	u.press("esc")
	u.sees("4 of 4")
}

func TestTheTrendInASCII(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsPeriod(t, keeper, "2026-Q1", questionnaire.LevelSome)
	u := sit(t, keeper, 140, 45, func(o *tui.Options) { o.ASCII = true })
	for _, press := range []string{"T", "?"} {
		u.press(press)
		for _, r := range u.screen() {
			if r > 0x7e {
				t.Fatalf("%q is on the screen after %s:\n%s", r, press, u.screen())
			}
		}
	}
}
