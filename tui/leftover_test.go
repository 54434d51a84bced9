package tui_test

import (
	"syscall"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// What is re-affirmed is seen: a carried n/a with its reason, an exception with
// its own.
func TestACarriedReasonIsShown(t *testing.T) {
	for _, s := range sizes {
		u := carried(t, s.width, s.height)
		u.press("v", "/")
		u.types("DAT-03")
		u.press("enter")
		u.sees("N/A · carried", "there is no such resource: No platform holds", "data.")
		u.press("q", "enter", "enter")
		u.sees("CSP-04", "MOST · carried", "compensating control, ended 2026-10-20", "proxy stands")
	}
}

func TestWhatStaysBesideAnotherLevelIsTold(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("t")
	u.types("Two admins left.")
	u.press("enter", "3")
	u.seesNot("from before")
	u.press("4")
	u.sees("The note is from before: t changes it.")
	u.press("4")
	u.seesNot("from before")
	u.press("3", "right", "3", "x", "enter")
	u.types("Legacy app")
	u.press("enter")
	u.types("Nora Lind")
	u.press("enter", "ctrl+u")
	u.types("2026-12-31")
	u.press("enter")
	u.sees("saved: IAM-02 MOST for Ana Ruiz, exception", "accepted risk until 2026-12-31, approved by Nora Lind: Legacy app")
	u.press("2")
	u.sees("The exception is from before: x changes it.")
	u.press("t")
	u.types("Under way.")
	u.press("enter", "1")
	u.sees("The note and the exception are from before: t and x change them.")
}

// None is done at once, and what came back is told by its name.
func TestAnExceptionIsRemovedAtOnce(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("enter", "enter")
	u.sees("CSP-04")
	u.press("x")
	u.sees("▸ compensating control")
	u.press("down", "enter")
	u.seesNot("Approver")
	u.sees("saved: CSP-04 exception removed, still carried")
	u.press("z")
	u.sees("CSP-04 is as before: exception.")
	if u.stored("CSP-04").Exception.IsZero() {
		t.Error("the exception did not come back")
	}
	u.press("h")
	u.seesNot("saved: CSP-04")
	u.press("esc", "enter")
	u.seesNot("saved: CSP-04")
	u.press("x", "enter")
	u.sees("Exception: compensating control", "A proxy stands before it.", "Nora Lind")
}

// A gap that is closed has an owner from before.
func TestTheOwnerOfAClosedGapIsTold(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("2", "o")
	u.types("Nora")
	u.press("enter", "enter", "3")
	u.seesNot("from before")
	u.press("4")
	u.sees("The owner is from before: o changes it.")
	u.press("2", "t")
	u.types("Seen.")
	u.press("enter", "4")
	u.sees("The note and the owner are from before: t and o change them.")
}

func TestANoteToACarriedAnswerLeavesItCarried(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v", "enter", "t")
	u.types("Asked Sam.")
	u.press("enter")
	u.sees("saved: IAM-01 note, still carried", "ALL · carried")
	if got := u.stored("IAM-01"); got.State != questionnaire.StateCarried || got.Note != "Asked Sam." {
		t.Errorf("stored %+v", got)
	}
}

// What was answered while somebody else finalized can never be saved: it is
// shown before it goes, and nothing else is offered.
func TestAnAnswerToWhatBecameFinalIsShownAndDropped(t *testing.T) {
	u := answering(t, 80, 24)
	if err := u.store.Finalize(t.Context(), payments, "Tom Berg", true); err != nil {
		t.Fatal(err)
	}
	u.press("4")
	u.sees("Finalized meanwhile", "IAM-01 all for Ana Ruiz", "NOT SAVED: it was finalized meanwhile. s says what now")
	u.press("enter")
	u.sees("IAM-01  ", "ALL", "NOT SAVED: it was finalized meanwhile. s says what now")
	u.press("s")
	u.sees("Finalized meanwhile")
	u.press("down", "enter")
	u.sees("FINAL > Results")
	u.seesNot("NOT SAVED")
	if got := u.stored("IAM-01"); !got.Level.IsZero() {
		t.Errorf("a final holds %+v", got)
	}
}

// The last reason is seen, however narrow the terminal.
func TestWhyNothingIsSavedIsSeenOnASmallTerminal(t *testing.T) {
	keeper := &broken{Store: store.NewMemory(clock)}
	u := sit(t, keeper, 60, 16)
	u.setsUp()
	keeper.err = syscall.ENOSPC
	u.press("4")
	u.sees("NOT SAVED: the disk is full. Kept here; s saves again")
}

// A level of all leaves nothing to except.
func TestAnExceptionThatGoesWithItsLevelIsTold(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("enter", "enter", "4")
	u.sees("CSP-04", "The exception went: nothing is left to except. z brings it back.")
	if !u.stored("CSP-04").Exception.IsZero() {
		t.Error("the exception stayed")
	}
	u.press("z")
	u.sees("CSP-04 is back to carried, most, with its exception.")
	if u.stored("CSP-04").Exception.IsZero() {
		t.Error("the exception did not come back")
	}
}

// On the smallest terminals a word is whole or not there, and an effort does not
// read like a severity.
func TestWordsOnSmallTerminalsAreWhole(t *testing.T) {
	for _, s := range sizes {
		u := answering(t, s.width, s.height)
		u.press("m")
		u.sees("infra", "container ", "abstracted ")
		u.press("esc", "r", "down")
		for _, effort := range []string{" low    no owner", " medium no owner", "  medium  \n"} {
			u.seesNot(effort)
		}
	}
}
