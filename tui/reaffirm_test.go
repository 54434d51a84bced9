package tui_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// reaffirming sits down in front of the list of what was carried over.
func reaffirming(t *testing.T, height int) *user {
	t.Helper()
	u := carried(t, 80, height)
	u.press("enter")
	u.sees("> Carried over")
	return u
}

func TestTheShortListComesFirst(t *testing.T) {
	u := reaffirming(t, 45)
	screen := u.screen()
	at := -1
	for _, text := range []string{
		"The exception has ended  1", "CSP-04", "New, to answer  1", "NET-05", "Reworded, to answer anew  1", "IAM-03", "was all",
		"Without an answer, to answer  1", "DAT-04", "Was below all  2", "NET-03", "CWP-04",
		"Evidence of before this period, or too old here  1", "NET-01", "64 days", "The rest, as it was  17", "IAM-01",
	} {
		next := strings.Index(screen, text)
		if next <= at {
			t.Errorf("%q is not there, or not below what comes before it:\n%s", text, screen)
		}
		at = next
	}
	u.sees("21 carried, 3 without an answer")
}

func TestOneKeyReaffirmsALineAndGoesOn(t *testing.T) {
	u := reaffirming(t, 24)
	u.press("a")
	if got := u.stored("CSP-04"); got.State != questionnaire.StateReaffirmed || got.By != "Ana Ruiz" || got.Bulk {
		t.Errorf("stored %+v", got)
	}
	u.sees("re-affirmed, Ana Ruiz", "1 of 21 re-affirmed", "20 carried", "▸ NET-05")
	u.press("a")
	u.sees("Nothing to re-affirm here: enter opens it.")
	u.press("enter")
	u.sees("NET-05  ")
	u.press("2", "esc")
	u.sees("now some, Ana Ruiz")
	u.press("z", "z")
	u.sees("▸ CSP-04", "CSP-04 is back to carried, most.", "21 carried, 3 without")
}

func TestTheRestTogetherAsksOnceAndLeavesOutWhatNeedsALook(t *testing.T) {
	u := reaffirming(t, 24)
	u.press("A")
	u.sees("Re-affirm 6 answers together?", "Among them: 2 below", "1 whose exception is over. Left out, for a look each: 15 critical")
	u.press("enter")
	u.sees("0 of 21 re-affirmed")
	u.press("A", "down", "enter")
	u.sees("6 answers re-affirmed together", "6 of 21 re-affirmed", "15 carried")
	if got := u.stored("DAT-01"); got.State != questionnaire.StateReaffirmed || !got.Bulk || got.By != "Ana Ruiz" {
		t.Errorf("stored %+v", got)
	}
	if got := u.stored("IAM-01"); got.State != questionnaire.StateCarried {
		t.Errorf("a critical answer was re-affirmed with others: %+v", got)
	}
	u.press("A")
	u.sees("a look each: 15 critical")
	u.press("z")
	u.sees("6 answers are back as before", "0 of 21 re-affirmed")
	if got := u.stored("DAT-01"); got.State != questionnaire.StateCarried || got.Bulk || got.By != "Aiko Ito" {
		t.Errorf("undo left %+v", got)
	}
}

func TestGroupsAndKeysOfTheList(t *testing.T) {
	u := reaffirming(t, 24)
	u.press("tab")
	u.sees("▸ NET-05")
	u.press("tab", "tab", "tab", "tab", "tab")
	u.sees("▸ IAM-01")
	u.press("tab")
	u.sees("▸ CSP-04")
	u.press("end")
	u.sees("▸ TIN-04")
	u.press("up", "pgup", "home", "up")
	u.sees("▸ CSP-04")
	u.press("v", "g")
	u.sees("> Carried over")
}

// Who goes to the next group sees it, not its first line alone.
func TestAGroupIsSeenAsAWhole(t *testing.T) {
	u := reaffirming(t, 16)
	u.press("tab", "tab", "tab", "tab")
	u.sees("Was below all  2", "▸ NET-03", "CWP-04")
	u.press("tab", "tab")
	heading := strings.Index(u.screen(), "The rest")
	if lines := strings.Count(u.screen()[:max(0, heading)], "\n"); heading < 0 || lines > 5 {
		t.Errorf("a long group does not begin on top:\n%s", u.screen())
	}
}

// Nobody is named as answering: the list asks before it says anything in a name.
func TestTheListAsksWhoAnswers(t *testing.T) {
	u := carriedBy(t, nil, 80, 24)
	u.press("enter", "a")
	u.sees("Who is answering?")
	u.types("Tom Weber")
	u.press("enter")
	if got := u.stored("CSP-04"); got.By != "Tom Weber" || got.State != questionnaire.StateReaffirmed {
		t.Errorf("stored %+v", got)
	}
}

// Somebody else answered one of many that are re-affirmed together: that one is
// asked about, and none is lost.
func TestOneConflictAmongManyIsAskedAbout(t *testing.T) {
	for _, mine := range []bool{true, false} {
		u := reaffirming(t, 24)
		_, token := u.storedWithToken("DAT-02")
		_, err := u.store.SaveAnswers(t.Context(), payments, store.Edit{
			Question: "DAT-02", Read: token, Answer: questionnaire.Answer{Level: questionnaire.LevelSome, By: "Tom"},
		})
		if err != nil {
			t.Fatal(err)
		}
		u.press("A", "down", "enter")
		u.sees("Two answers to DAT-02", "mine: all for Ana Ruiz", "theirs: some for Tom")
		want := questionnaire.LevelAll
		u.press("down")
		if !mine {
			u.press("down")
			want = questionnaire.LevelSome
		}
		u.press("enter")
		u.sees("> Carried over", "15 carried")
		if got := u.stored("DAT-02"); got.Level != want {
			t.Errorf("mine %v: DAT-02 is %s", mine, got.Level)
		}
		if got := u.stored("DAT-01"); got.State != questionnaire.StateReaffirmed || !got.Bulk {
			t.Errorf("mine %v: DAT-01 is %+v", mine, got)
		}
	}
}

// A save of many that fails keeps them all, and blocks until it is settled.
func TestAFailedSaveOfManyKeepsThemAll(t *testing.T) {
	keeper := &broken{Store: store.NewMemory(clock)}
	keepsLastQuarter(t, keeper)
	follows(t, keeper, []questionnaire.Person{{Name: "Ana Ruiz"}})
	u := sit(t, keeper, 80, 24, afterTheRevision)
	keeper.err = fmt.Errorf("write answers: %w", syscall.ENOSPC)
	u.press("enter", "A", "down", "enter")
	u.sees("NOT SAVED: the disk is full. Kept here; s saves again", "6 of 21 re-affirmed")
	u.press("a", "enter")
	u.sees("> Carried over", "6 of 21 re-affirmed")
	keeper.err = nil
	u.press("s")
	u.seesNot("NOT SAVED")
	if got := u.stored("DAT-01"); got.State != questionnaire.StateReaffirmed || !got.Bulk {
		t.Errorf("stored %+v", got)
	}
}

func TestTheListInASCII(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	u := sit(t, keeper, 80, 24, afterTheRevision, func(o *tui.Options) { o.ASCII = true })
	for _, press := range []string{"n", "enter", "a", "A", "esc", "enter", "esc", "r", "q", "down", "enter", "l"} {
		u.press(press)
		for _, r := range u.screen() {
			if r > 0x7e {
				t.Fatalf("%q is on the screen after %s:\n%s", r, press, u.screen())
			}
		}
	}
}
