package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
)

// What was asked for may come when the user has gone on. It then neither takes
// the place of what they see, nor is it lost where it has to be seen.

// A correction was begun, and before it was there somebody pressed l to sign: the
// dialog stays on the final that it is about.
func TestWhatIsOpenedLateDoesNotSlipUnderADialog(t *testing.T) {
	u := carried(t, 124, 26)
	u.press("down", "r")
	u.sees("FINAL > Results")
	u.slow = "readAssessment"
	u.press("c", "down", "enter", "l")
	u.sees("Sign Payments 2026-Q3")
	u.release()
	u.sees("Sign Payments 2026-Q3", "FINAL > Results")
	u.fits(124, 26)
}

// Somebody else's answer has to be read, and comes while an owner is being typed:
// the form goes on, what is typed ahead reaches its next field, and their answer is
// there after it, on the question where the team stood.
func TestWhatIsReadAgainWaitsForTheDialog(t *testing.T) {
	u := answering(t, 124, 26)
	tomAnswers(u)
	u.slow = "readAssessment"
	u.press("4", "down", "down", "enter", "right", "2", "o")
	u.types("Nora")
	u.release()
	u.sees("Owner", "Nora")
	_, leaves := u.app.Update(pressed("enter"))
	u.press("2", "0", "2", "7", "-", "0", "1", "-", "3", "1") // ahead of the form
	u.run(leaves)
	u.sees("2027-01-31")
	u.fits(124, 26)
	u.press("enter")
	u.sees("IAM-02  MFA", "Nora  due 2027-01-31")
	if got := u.stored("IAM-02").Owner; got != "Nora" {
		t.Errorf("the owner is %q", got)
	}
	u.press("left")
	u.sees("NONE · Tom")
}

// A screen that is opened while the terminal is too small is there when it is
// large again.
func TestWhatIsOpenedOnATinyTerminalIsSeenLater(t *testing.T) {
	u := carried(t, 80, 24)
	u.slow = "readAssessment"
	u.press("d")
	u.send(tea.WindowSizeMsg{Width: 8, Height: 4})
	u.release()
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.sees("> Change")
	u.fits(80, 24)
}

// Accounts that are saved when another assessment is in hand are not taken for
// its own.
func TestAccountsAreThoseOfTheirAssessment(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v", "c")
	u.types("111122223333")
	u.slow = "saveScope"
	u.press("enter", "enter", "enter", "enter", "enter", "q", "down", "r")
	u.sees("FINAL > Results")
	u.release()
	u.sees("Saved: 1 account, 1 region.")
	u.press("w")
	u.seesNot("111122223333")
	if got := u.scope(payments).Accounts; len(got) != 1 {
		t.Errorf("stored %v", got)
	}
}

// scope returns the scope that the store holds.
func (u *user) scope(assessment string) questionnaire.Scope {
	u.t.Helper()
	snapshot, err := u.store.Load(u.t.Context(), assessment)
	if err != nil {
		u.t.Fatal(err)
	}
	return snapshot.Assessment.Scope()
}

// While the lock is on its way no answer goes behind it, to be refused by it.
func TestNothingIsAnsweredWhileTheLockIsOnItsWay(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4")
	u.slow = "finalize"
	u.press("v", "l", "enter", "enter", "enter", "enter", "enter", "down", "enter", "enter", "down", "enter")
	u.press("esc", "2")
	u.sees("being finalized", "ALL")
	u.press("t")
	u.sees("This assessment is being finalized.")
	u.release()
	u.sees("FINAL > Results")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelAll {
		t.Errorf("stored %s", got)
	}
}

// Who signs from the report finds the signature in it, on the screen and in the file
// that is then written.
func TestTheReportIsMadeAnewOnceSigned(t *testing.T) {
	u := carried(t, 100, 40)
	u.press("down", "r", "w", "s")
	u.sees("Written: ", "reviewer none yet")
	u.press("l", "enter")
	u.types("Priya Rao")
	u.press("enter", "down", "enter")
	u.sees("Signed by Priya Rao as reviewer.", "reviewer Priya Rao")
	u.seesNot("reviewer none yet")
	u.press("s")
	if text := string(u.written[lastPayments+".md"]); !strings.Contains(text, "reviewer Priya Rao") {
		t.Error("the file that was written again does not name who signed")
	}
}

// Who comes back to the report from an answer finds that answer in it.
func TestTheReportIsMadeAnewAfterAnAnswer(t *testing.T) {
	u := answering(t, 100, 40)
	u.press("w")
	u.sees("of 24 questions, 24 unanswered")
	u.press("v", "enter", "4", "esc", "esc")
	u.sees("of 24 questions, 23 unanswered")
}

// A dialog that is opened before the report is there does not keep it from coming.
func TestTheReportComesBehindADialog(t *testing.T) {
	u := carried(t, 100, 40)
	u.press("down", "r")
	u.slow = "renderReport"
	u.press("w", "l")
	u.sees("Sign Payments")
	u.release()
	u.press("esc")
	u.sees("> Report", "reviewer none yet")
}
