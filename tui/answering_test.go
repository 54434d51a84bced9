package tui_test

import (
	"strings"
	"testing"

	"demarc/questionnaire"
)

func TestLevelsByKeyAndByCursor(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4")
	u.sees("ALL", "saved: IAM-01 ALL for Ana Ruiz", "1/24")
	if got := u.stored("IAM-01"); got.Level != questionnaire.LevelAll || got.By != "Ana Ruiz" {
		t.Errorf("stored %+v", got)
	}
	u.press("up", "space")
	if got := u.stored("IAM-01").Level; got == questionnaire.LevelAll || !got.Graded() {
		t.Errorf("the cursor chose %s", got)
	}
	u.sees("was all")
	u.press("z")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelAll {
		t.Errorf("undo left %s", got)
	}
}

func TestEnterTakesTheChoiceThatTheCursorWasMovedTo(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("down", "down", "enter")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelMost {
		t.Errorf("stored %s", got)
	}
	u.sees("IAM-01  ")
	u.press("enter")
	u.sees("IAM-02  ")
	u.press("enter")
	if got := u.stored("IAM-02").Level; !got.IsZero() {
		t.Errorf("passing by stored %s", got)
	}
}

func TestPreviousStopsAtTheFirstQuestion(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("backspace")
	u.sees("IAM-01  ", "No question before this one")
}

func TestUnknownAsksWhoFindsOut(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("u")
	u.sees("Who finds out?")
	u.types("Tom")
	u.press("enter")
	got := u.stored("IAM-01")
	if got.Level != questionnaire.LevelUnknown || got.Flagged.Person() != "Tom" {
		t.Errorf("stored %+v", got)
	}
	u.press("right", "u", "enter")
	if got := u.stored("IAM-02"); got.Level != questionnaire.LevelUnknown || !got.Flagged.IsZero() {
		t.Errorf("enter did not skip: stored %+v", got)
	}
}

func TestNotApplicableNeedsAReason(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("n", "enter", "enter")
	u.sees("needs a sentence")
	u.types("No such thing here")
	u.press("enter")
	got := u.stored("IAM-01")
	if got.Level != questionnaire.LevelNA || got.NAReason.Text != "No such thing here" {
		t.Errorf("stored %+v", got)
	}
	u.press("right", "n", "esc")
	if got := u.stored("IAM-02"); !got.Level.IsZero() {
		t.Errorf("esc saved %+v", got)
	}
}

func TestNoteEvidenceOwnerCountAndException(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("3", "t")
	u.types("All but the sandbox")
	u.press("enter", "e")
	u.types("s3://audit/root.csv")
	u.press("enter")
	u.types("Root export")
	u.press("enter", "enter", "enter", "o")
	u.types("Sam")
	u.press("enter")
	u.types("2027-01-31")
	u.press("enter", "x", "enter")
	u.types("Legacy account")
	u.press("enter")
	u.types("CISO")
	u.press("enter")
	u.types("2027-03-31")
	u.press("enter")
	got := u.stored("IAM-01")
	if got.Note != "All but the sandbox" || len(got.Evidence) != 1 || got.Owner != "Sam" ||
		got.Due.String() != "2027-01-31" || got.Exception.Approver != "CISO" {
		t.Errorf("stored %+v", got)
	}
	u.sees("E-01 fresh, 2026-11-23  Root export", "All but the sandbox")

	u.press("right", "c")
	u.types("47 of 50")
	u.press("enter", "enter")
	u.sees("MOST · 47 of 50")
	u.press("4")
	u.sees("The count 47 of 50 went with its level. z brings both back.")
	u.press("c")
	u.types("50/50")
	u.press("enter")
	u.types("credential report")
	u.press("enter", "e", "space", "enter")
	got = u.stored("IAM-02")
	if got.Level != questionnaire.LevelAll || got.Population.Total != 50 || len(got.Evidence) != 1 || got.Evidence[0] != "E-01" {
		t.Errorf("stored %+v\n%s", got, u.screen())
	}
}

func TestParkedQuestionsWaitUntilNothingElseIsLeft(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("f")
	u.types("Tom")
	u.press("enter", "enter")
	u.sees("IAM-02")
	u.press("backspace")
	u.seesNot("IAM-01  ")
	u.press("v", "tab", "tab")
	u.sees("[Parked 1]", "IAM-01", "Tom")
}

func TestEvidenceFormRefusesADateAfterTodayAndKeepsTheRest(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "e")
	u.types("link")
	u.press("enter")
	u.types("Title")
	u.press("enter", "enter", "ctrl+u")
	u.types("2027-01-01")
	u.press("enter")
	u.sees("2027-01-01 is after today", "link")
}

func TestEnterOnARowOfEvidenceTakesIt(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "e")
	u.types("link")
	u.press("enter")
	u.types("Title")
	u.press("enter", "enter", "enter", "right", "4", "e", "enter")
	if got := u.stored("IAM-02").Evidence; len(got) != 1 || got[0] != "E-01" {
		t.Errorf("stored %v", got)
	}
}

func TestTheOneWhoAnswersStays(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("p", "down", "enter")
	u.sees("answering: Sam Okafor")
	u.press("q", "enter")
	u.sees("answering: Sam Okafor")
}

func TestWhoAnswersOffersWhoWasNamed(t *testing.T) {
	u := answering(t, 80, 24)
	parksSome(u)
	u.press("p")
	u.sees("Ana Ruiz", "Sam Okafor", "Priya Shah", "Tom", "somebody else")
	u.press("down", "down", "down", "enter", "right", "4")
	u.sees("for Tom")
}

func TestTheGapOfWhatSomebodyFindsOutNamesThem(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("u")
	u.types("Cem")
	u.press("enter", "r")
	if line := u.line("] IAM-01"); !strings.Contains(line, "Cem") {
		t.Errorf("the gap does not name who finds out: %q", line)
	}
}
