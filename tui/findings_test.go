package tui_test

import (
	"testing"

	"demarc/questionnaire"
)

// What was unknown last time had somebody to find out: who gives it again is asked
// for them, with their name proposed.
func TestWhoFoundOutIsProposedAgain(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v")
	u.finds("CWP-04")
	u.press("a")
	u.sees("Who finds out?", "> Tom")
	u.press("enter")
	if got := u.stored("CWP-04"); got.State != questionnaire.StateReaffirmed || got.Flagged.Person() != "Tom" {
		t.Errorf("stored %+v", got)
	}
	u.seesNot("CWP-04  ")
	u = carried(t, 80, 24)
	u.press("v")
	u.finds("CWP-04")
	u.press("a", "esc")
	if got := u.stored("CWP-04"); got.State != questionnaire.StateReaffirmed || !got.Flagged.IsZero() {
		t.Errorf("without a name stored %+v", got)
	}
}

// Whoever answered last did not prepare the assessment.
func TestWhoPreparedItIsProposed(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "p", "down", "enter")
	u.sees("p Sam Okafor")
	u.press("v", "l", "enter", "enter", "enter", "enter", "enter", "down", "enter")
	u.sees("Prepared by", "> Ana Ruiz")
}

// A risk that somebody accepted is no gap, and is not forgotten beside them.
func TestAcceptedRisksAreCountedBesideTheGaps(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("2", "r")
	u.sees("GAPS 24 gravest first")
	u.press("esc", "x", "enter")
	u.types("Legacy")
	u.press("enter")
	u.types("Nora")
	u.press("enter")
	u.types("2027-03-31")
	u.press("enter", "r")
	u.sees("GAPS 23 and 1 accepted risk")
	u.press("end")
	u.sees("23 of 23")
}
