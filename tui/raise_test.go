package tui_test

import (
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// tomAnswers says no to the first question at another terminal.
func tomAnswers(u *user) {
	u.t.Helper()
	_, token := u.storedWithToken("IAM-01")
	_, err := u.store.SaveAnswers(u.t.Context(), payments, store.Edit{
		Question: "IAM-01", Read: token, Answer: questionnaire.Answer{Level: questionnaire.LevelNone, By: "Tom"},
	})
	if err != nil {
		u.t.Fatal(err)
	}
}

// That somebody else answered comes out in the middle of a note: the note stays,
// and which answer stands is asked after it.
func TestAConflictDoesNotTakeTheNoteThatIsBeingTyped(t *testing.T) {
	for _, elsewhere := range []bool{false, true} {
		u := answering(t, 80, 24)
		tomAnswers(u)
		_, save := u.app.Update(pressed("4"))
		noted := "IAM-01"
		if elsewhere {
			u.press("right")
			noted = "IAM-02"
		}
		u.press("t")
		u.types("half a sen")
		u.run(save)
		u.sees("half a sen", "Somebody else answered IAM-01 too", "NOT SAVED")
		u.types("tence")
		u.press("enter")
		u.sees("Two answers to IAM-01", "mine: all for Ana Ruiz", "theirs: none for Tom")
		u.press("down", "enter")
		if got := u.stored("IAM-01").Level; got != questionnaire.LevelAll {
			t.Errorf("note to %s: stored %s", noted, got)
		}
		if got := u.stored(noted).Note; got != "half a sentence" {
			t.Errorf("the note to %s is %q", noted, got)
		}
	}
}

// What is dropped is the answer in dispute, whatever was given after it.
func TestTheirAnswerStandsAndMineToOtherQuestionsAreKept(t *testing.T) {
	u := answering(t, 80, 24)
	tomAnswers(u)
	_, save := u.app.Update(pressed("4"))
	u.press("right", "3", "left", "t")
	u.types("seen")
	u.run(save)
	u.press("enter", "down", "down", "enter")
	if got := u.stored("IAM-01"); got.Level != questionnaire.LevelNone || got.Note != "" {
		t.Errorf("stored %+v", got)
	}
	if got := u.stored("IAM-02").Level; got != questionnaire.LevelMost {
		t.Errorf("IAM-02 is %s", got)
	}
}

// Who answers fast presses enter before they have seen what is asked.
func TestEnterPressedAheadSettlesNoConflict(t *testing.T) {
	u := answering(t, 80, 24)
	tomAnswers(u)
	u.press("4", "enter", "enter")
	u.sees("Two answers to IAM-01", "Not settled yet")
	if got := u.stored("IAM-01"); got.Level != questionnaire.LevelNone || got.By != "Tom" {
		t.Errorf("stored %+v", got)
	}
}

// That the assessment was finalized meanwhile waits for the same reason.
func TestFinalizedMeanwhileIsToldAfterTheNote(t *testing.T) {
	u := answering(t, 80, 24)
	_, save := u.app.Update(pressed("4"))
	u.press("t")
	u.types("half a sen")
	if err := u.store.Finalize(t.Context(), payments, "Tom Berg", true); err != nil {
		t.Fatal(err)
	}
	u.run(save)
	u.sees("half a sen", "NOT SAVED")
	u.types("tence")
	u.press("enter")
	u.sees("Finalized meanwhile", "IAM-01 all for Ana Ruiz")
}

// What a save brings up finds the form for the next assessment between two fields:
// the form goes on, and keys that were typed ahead reach its next field.
func TestAConflictWaitsForTheFormOfTheNextAssessment(t *testing.T) {
	u := answering(t, 80, 24)
	tomAnswers(u)
	_, save := u.app.Update(pressed("4"))
	u.press("q", "n", "c")
	u.sees("Team", "field 1 of")
	_, leaves := u.app.Update(pressed("enter"))
	u.run(save)
	u.press("X") // meant for the next field, typed before the form stands there
	u.run(leaves)
	u.seesNot("Two answers")
	u.sees("field 2 of", "X")
	u.press("esc", "esc")
	u.sees("Two answers to IAM-01")
}
