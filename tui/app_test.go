package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire/store"
	"demarc/tui"
)

const payments = "payments-2026-q4"

// answering sits down in front of a new assessment's first question.
func answering(t *testing.T, width, height int) *user {
	t.Helper()
	u := sit(t, store.NewMemory(clock), width, height)
	u.setsUp()
	return u
}

func TestEnterGoesToTheReviewWhenEverythingIsAnswered(t *testing.T) {
	u := answering(t, 80, 24)
	for range 200 {
		u.press("4", "enter")
		if strings.Contains(u.screen(), "> Review") {
			break
		}
	}
	u.sees("> Review", "Unanswered 0", "Without evidence 24")
	u.press("r")
	u.sees("Overall 100.0 %", "High (90-100)", "No gap")
}

func TestSearchFindsByIDAndByWords(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("/")
	u.types("dat-03")
	u.press("enter")
	u.sees("DAT-03  ")
	u.press("/")
	u.types("root user")
	u.sees("IAM-01")
	u.press("esc")
	u.sees("DAT-03  ")
	u.press("/")
	u.types("root user")
	u.press("enter")
	u.sees("IAM-01  ")
	u.press("esc", "esc")
	u.seesNot("dat-03")
	u.sees("> Identity")
}

func TestWhatIfMovesTheCoverage(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("4", "r", "space", "down", "space")
	u.sees("WHAT IF  2 ticked")
	u.press("enter")
	u.sees("Effect")
	u.press("esc")
	u.sees("GAPS")
}

// What the smallest terminal cuts short beside the question stands in whole on a
// sheet.
func TestEveryLevelCanBeReadOnTheSmallestTerminal(t *testing.T) {
	u := answering(t, 60, 16)
	u.seesNot("credentials at all.")
	u.press("tab", "tab", "tab", "tab", "tab", "tab")
	u.sees("none     No account is known")
	u.press("pgdown")
	u.sees("credentials at all.")
}

func TestReportIsShownAndWritten(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("3", "w")
	u.sees("SECTIONS", "Payments")
	u.press("right", "right", "pgdown", "s")
	u.sees("Written: reports/" + payments + ".md")
	if text := string(u.written[payments+".md"]); !strings.Contains(text, "Payments") || !strings.Contains(text, "IAM-01") {
		t.Errorf("the report holds %d bytes without the team or the answer", len(text))
	}
}

func TestReportIsWrittenInAnotherFormat(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("3", "t")
	u.types("Seen by Mona Vale")
	u.press("enter", "w", "f")
	u.sees("Write the report", "html")
	u.press("down", "enter", "enter")
	u.sees("Written: reports/" + payments + ".html")
	if page := string(u.written[payments+".html"]); !strings.HasPrefix(strings.ToLower(page), "<!doctype html>") || !strings.Contains(page, "Mona Vale") {
		t.Errorf("the page holds %d bytes, without the note or not as HTML", len(page))
	}
	u.press("f", "down", "down", "down", "enter", "down", "enter")
	u.sees("Written: reports/" + payments + "-redacted.csv")
	rows := string(u.written[payments+"-redacted.csv"])
	if !strings.Contains(rows, "IAM-01") || strings.Contains(rows, "Mona") {
		t.Errorf("the rows are not redacted, or not there: %d bytes", len(rows))
	}
	u.press("f", "up", "enter", "enter")
	u.sees("Written: reports/" + payments + ".oscal.json")
}

func TestFinalizeLocksTheAnswers(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "v", "l")
	u.sees("What was looked at")
	u.types("111122223333 production")
	u.press("enter")
	u.types("3")
	u.press("enter", "enter")
	u.types("eu-west-1")
	u.press("enter")
	u.types("sandbox")
	u.press("enter")
	u.sees("Not complete yet", "23 without an answer: IAM-02, IAM-03")
	u.press("enter")
	u.sees("> Review")
	u.press("l", "down")
	u.sees("yes, with 23 unanswered: the report lists them")
	u.press("enter")
	u.sees("Finalize Payments")
	u.press("enter", "down", "enter")
	u.sees("FINAL", "l signs it")
	snapshot, err := u.store.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	scope := snapshot.Assessment.Scope()
	if got := fmt.Sprint(scope.Accounts, scope.AccountsTotal, scope.Regions, scope.Exclusions); got != "[{111122223333 production}] 3 [eu-west-1] [sandbox]" {
		t.Errorf("the scope is %s", got)
	}
	u.press("q", "enter")
	u.sees("> Results")
	u.press("down", "enter", "2")
	u.sees("final, read-only: c corrects it")
}

func TestHomeListsAssessmentsAndSaysWhatIsNext(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "q")
	u.sees("1 of 24 done", "next: answer 23 more questions (enter)")
	u.press("enter")
	u.sees("IAM-02")
	u.press("q", "q")
	if !u.gone {
		t.Error("q at home did not quit")
	}
}

func TestHelpListsTheKeysOfTheScreen(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("?")
	u.sees("not applicable; asks why", "park for somebody", "quit; every answer is saved")
	u.press("?", "esc")
	u.sees("IAM-01  ")
}

func TestSmallTerminalSaysSoAndGoesOn(t *testing.T) {
	u := answering(t, 80, 24)
	u.send(tea.WindowSizeMsg{Width: 10, Height: 3})
	u.fits(10, 3)
	u.press("4")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.sees("IAM-01  ", "0/24")
}

func TestTextFromOutsideCannotReachTheTerminal(t *testing.T) {
	keeper := store.NewMemory(clock)
	u := sit(t, keeper, 80, 24, func(o *tui.Options) { o.Where = "x\x1b[2Jy" })
	u.types("Payments")
	if frame := u.frame(); strings.Contains(frame, "\x1b[2J") {
		t.Errorf("the frame holds an escape from outside: %q", frame)
	}
}

// Home and the questions tell the same minutes, at the pace at which answers
// were given.
func TestHomeAndQuestionsTellTheSameMinutes(t *testing.T) {
	now := today
	keeper := store.NewMemory(func() time.Time { return now })
	u := sit(t, keeper, 80, 24, func(options *tui.Options) { options.Now = func() time.Time { return now } })
	u.setsUp()
	for range 14 {
		now = now.Add(12 * time.Second)
		u.press("4", "right")
	}
	u.sees("14/24 done", "~2 min left")
	u.press("q")
	u.sees("about 2 min left")
}
