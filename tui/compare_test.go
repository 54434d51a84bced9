package tui_test

import (
	"strings"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// settles gives every carried answer again, six of them together and one with
// another level, and answers what is without an answer.
func settles(u *user) {
	u.press("enter", "A", "down", "enter", "end", "enter", "1", "esc", "home", "enter", "enter")
	for u.carriedLeft() > 0 {
		if strings.Contains(u.screen(), "counts once re-affirmed") {
			u.press("a")
		} else {
			u.press("4", "enter")
		}
	}
}

// carriedLeft returns how many answers are carried still.
func (u *user) carriedLeft() int {
	u.t.Helper()
	snapshot, err := u.store.Load(u.t.Context(), payments)
	if err != nil {
		u.t.Fatal(err)
	}
	together, oneByOne := snapshot.Assessment.Carried(snapshot.Bank, questionnaire.NewDate(today))
	return len(together) + len(oneByOne)
}

func TestCompareLeadsWithTheScoresAndWhatFell(t *testing.T) {
	u := carried(t, 140, 45)
	settles(u)
	u.press("q", "d")
	u.sees("> Change", "2026-Q3 90.7 % → 2026-Q4", "like for like", "left out",
		"SCORES, BRIDGE, AREAS, TIERS", "with evidence of the period", "every n/a counted as none", "another",
		"other questions and weights", "levels that rose or fell", "█ up  ▒ down",
		"Regressions  2", "most → none, expired", "all → none", "Asked now, not then  1", "new in the bank",
		"Asked then, not now  1", "retired, see NET-05", "Revised, so not compared  1", "Exceptions expired  1", "compensating  to 2026-10-20")
	inOrder(t, u.screen(), "Regressions  2", "▸ TIN-04", "CSP-04", "Given a level  1", "Revised", "Asked now", "Asked then", "Evidence was fresh then", "Exceptions expired",
		"Carried over from payments-2026-q3, re-affirmed in bulk  5", "Carried over from payments-2026-q3, re-affirmed one by one  15")
	u.press("end")
	u.sees("Carried over from payments-2026-q3, changed  1", "▸ TIN-04")
}

func inOrder(t *testing.T, screen string, texts ...string) {
	t.Helper()
	at := -1
	for _, text := range texts {
		next := strings.Index(screen, text)
		if next <= at {
			t.Errorf("%q is not there, or not below what comes before it:\n%s", text, screen)
		}
		at = next
	}
}

// A carried draft does not lead with what its score lost by nobody having looked.
func TestCompareOfACarriedDraft(t *testing.T) {
	u := carried(t, 140, 45)
	u.press("d")
	u.sees("0 of 21 re-affirmed · 90.7 % last quarter · 81.6 % if nothing changed", "if carried answers stood", "if same",
		"Only carried over, not counted yet: 21 of 24 questions.", "No regressions.", "left as carried  21")
}

func TestFromTheListIntoAQuestionAndBack(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("d", "down")
	u.sees("[Questions")
	u.press("right", "enter")
	u.sees("NET-05  ", "> Change 2 of 25")
	u.press("4", "esc")
	u.sees("> Change", "[Questions", "▸ NET-05", "new in the bank  all")
	u.press("right", "enter")
	u.sees("▸ NET-04", "NET-04 is not asked any more.")
	u.press("left")
	u.sees("▸ NET-05")
	u.press("end")
	last := u.screen()
	u.press("left", "left", "home", "pgdown", "pgup", "up")
	if u.screen() == last {
		t.Error("the list does not move")
	}
}

func TestSheetsOfTheComparison(t *testing.T) {
	u := carried(t, 60, 16)
	u.press("d")
	for _, text := range []string{"[Scores]", "[Bridge]", "[Areas]", "[Tiers]", "[Questions", "[Scores]"} {
		u.sees(text)
		u.press("tab")
	}
	u.press("enter")
	u.sees("[Questions", "> Change")
	u.press("enter")
	u.seesNot("[Questions")
}

func TestEveryWayToTheComparison(t *testing.T) {
	for _, way := range [][]string{{"d"}, {"r", "d"}, {"v", "d"}, {"v", "enter", "d"}} {
		u := carried(t, 80, 24)
		u.press(way...)
		u.sees("> Change")
		u.press("?")
		u.sees("Change", "next, previous list")
		u.press("esc", "esc")
		u.seesNot("> Change")
	}
}

func TestWhereThereIsNothingToCompareWith(t *testing.T) {
	none := answering(t, 80, 24)
	none.press("d")
	none.sees("payments-2026-q4 carries on from no earlier assessment, so there is nothing")
	none.press("down", "enter", "tab", "right")
	none.sees("carries on from no earlier assessment")

	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	follows(t, keeper, nil)
	changed := sit(t, &edited{keeper}, 140, 45, afterTheRevision)
	changed.press("d")
	changed.sees("There is nothing to compare with: payments-2026-q3 was changed after it was finalized. The answers in hand are as they were.", "brings the comparison back.")
}

// The assessment before is read while the screen is there already.
func TestCompareWhileTheAssessmentBeforeIsRead(t *testing.T) {
	u := carried(t, 80, 24)
	_, read := u.app.Update(pressed("d"))
	_, more := u.app.Update(read())
	u.sees("Reading the assessment before.")
	u.run(more)
	u.sees("[Scores", "0 of 21 re-affirmed")
}

func TestCompareInASCII(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	follows(t, keeper, nil)
	u := sit(t, keeper, 140, 45, afterTheRevision, func(o *tui.Options) { o.ASCII = true })
	for _, press := range []string{"d", "tab", "end"} {
		u.press(press)
		for _, r := range u.screen() {
			if r > 0x7e {
				t.Fatalf("%q is on the screen after %s:\n%s", r, press, u.screen())
			}
		}
	}
	u.sees("+ up  - down", "all -> ")
}

// Where the assessment before was a draft when it was carried on from, no digest
// of it was named. Its sign-off tells that it was edited since.
func TestAnAssessmentBeforeThatIsNotWhatWasSigned(t *testing.T) {
	keeper := store.NewMemory(func() time.Time { return lastQuarter })
	bank, err := frozenBank()
	if err != nil {
		t.Fatal(err)
	}
	spec := questionnaire.Spec{
		Team: "Payments", Period: questionnaire.QuarterOf(questionnaire.NewDate(lastQuarter)), Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()},
	}
	before, err := questionnaire.New(spec, bank, lastQuarter)
	if err != nil {
		t.Fatal(err)
	}
	spec.Period = questionnaire.QuarterOf(questionnaire.NewDate(today))
	after, _, err := questionnaire.Follow(questionnaire.Earlier{Assessment: before, Bank: bank}, spec, bank, lastQuarter)
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range []*questionnaire.Assessment{before, after} {
		if err := keeper.Create(t.Context(), each, bank); err != nil {
			t.Fatal(err)
		}
	}
	if err := keeper.Finalize(t.Context(), lastPayments, "Ana Ruiz", true); err != nil {
		t.Fatal(err)
	}
	if _, err := keeper.Sign(t.Context(), lastPayments, questionnaire.Signature{Role: questionnaire.RoleReviewer, Name: "Nora Lind"}); err != nil {
		t.Fatal(err)
	}
	u := sit(t, keeper, 140, 45)
	u.press("d")
	u.sees("like for like")
	u = sit(t, &edited{keeper}, 140, 45)
	u.press("d")
	u.sees("payments-2026-q3 was changed after it was finalized.")
}
