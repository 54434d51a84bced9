package tui_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// broken is a store whose saves fail while it has an error.
type broken struct {
	store.Store
	err error
}

func (b *broken) SaveAnswers(ctx context.Context, id string, edits ...store.Edit) ([]store.Saved, error) {
	if b.err != nil {
		return nil, b.err
	}
	return b.Store.SaveAnswers(ctx, id, edits...)
}

func TestFailedSaveStaysOnTheScreenUntilItIsSettled(t *testing.T) {
	keeper := &broken{Store: store.NewMemory(clock)}
	u := sit(t, keeper, 80, 24)
	u.setsUp()
	keeper.err = fmt.Errorf("write answer: %w", syscall.ENOSPC)
	u.press("4")
	u.sees("NOT SAVED: the disk is full. Kept here; s saves again", "ALL")
	u.press("enter", "right")
	u.sees("IAM-01  ", "NOT SAVED")
	u.press("s")
	u.sees("NOT SAVED")
	keeper.err = nil
	u.press("s")
	u.seesNot("NOT SAVED")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelAll {
		t.Errorf("stored %s", got)
	}
	u.press("enter")
	u.sees("IAM-02  ")
}

// Why a save failed comes before where, so that it can be read on every terminal.
func TestWhyASaveFailedIsNotCut(t *testing.T) {
	path := "/home/ana/" + strings.Repeat("security/", 12) + "assessments/payments-2026-q4.json"
	for name, failed := range map[string]error{
		"open":   &fs.PathError{Op: "open", Path: path, Err: syscall.EIO},
		"rename": &os.LinkError{Op: "rename", Old: path + ".tmp", New: path, Err: syscall.EIO},
	} {
		for _, width := range []int{60, 80, 140} {
			t.Run(fmt.Sprint(name, width), func(t *testing.T) {
				b := &broken{Store: store.NewMemory(clock)}
				u := sit(t, b, width, 24)
				u.setsUp()
				b.err = fmt.Errorf("assessment payments-2026-q4: %w", failed)
				u.press("4")
				u.sees("NOT SAVED: input/output error")
			})
		}
	}
}

// The answer was changed while its save was under way, and then the save failed.
func TestAnAnswerThatWasChangedDuringAFailedSaveIsSaved(t *testing.T) {
	keeper := &broken{Store: store.NewMemory(clock)}
	u := sit(t, keeper, 80, 24)
	u.setsUp()
	_, save := u.app.Update(pressed("4"))
	u.press("2", "right", "3", "left", "3")
	keeper.err = fmt.Errorf("write answer: %w", syscall.ENOSPC)
	u.run(save)
	u.sees("NOT SAVED")
	keeper.err = nil
	u.press("s")
	u.seesNot("NOT SAVED")
	if first, second := u.stored("IAM-01").Level, u.stored("IAM-02").Level; first != questionnaire.LevelMost || second != questionnaire.LevelMost {
		t.Errorf("stored %s and %s", first, second)
	}
}

// Enter was pressed twice, and the first reading arrives last.
func TestALateReadingDoesNotTakeThePlaceOfAnswers(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("q")
	_, late := u.app.Update(pressed("enter"))
	u.press("enter")
	u.sees("IAM-01  ")
	_, save := u.app.Update(pressed("4"))
	u.run(late)
	u.run(save)
	u.sees("ALL", "1/24")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelAll {
		t.Errorf("stored %s", got)
	}
	u.press("1")
	u.sees("saved: IAM-01 NONE")
}

func TestQuitKeepsTheNoteThatIsBeingTyped(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "t")
	u.types("half a sentence")
	u.press("ctrl+c")
	if got := u.stored("IAM-01").Note; got != "half a sentence" || !u.gone {
		t.Errorf("gone %v, stored note %q", u.gone, got)
	}
}

func TestQuitSaysWhatIsNotSavedAndLeavesAtTheSecondPress(t *testing.T) {
	keeper := &broken{Store: store.NewMemory(clock)}
	u := sit(t, keeper, 80, 24)
	u.setsUp()
	keeper.err = errors.New("no")
	u.press("4", "ctrl+c")
	if u.gone {
		t.Fatal("ctrl+c left an answer behind without a word")
	}
	u.sees("NOT SAVED", "ctrl+c leaves without")
	u.press("q")
	u.sees("NOT SAVED")
	u.seesNot("ctrl+c leaves without")
	u.press("ctrl+c", "ctrl+c")
	if !u.gone {
		t.Error("the second ctrl+c did not quit")
	}
}

func TestSomebodyElsesAnswerIsShownAndNothingIsOverwritten(t *testing.T) {
	for _, mine := range []bool{true, false} {
		keeper := store.NewMemory(clock)
		u := sit(t, keeper, 80, 24)
		u.setsUp()
		_, err := keeper.SaveAnswers(t.Context(), payments, store.Edit{
			Question: "IAM-01", Answer: questionnaire.Answer{Level: questionnaire.LevelNone, By: "Tom"},
		})
		if err != nil {
			t.Fatal(err)
		}
		u.press("4")
		u.sees("Two answers to IAM-01", "mine: all for Ana Ruiz", "theirs: none for Tom")
		want := questionnaire.LevelAll
		u.press("down")
		if !mine {
			u.press("down")
			want = questionnaire.LevelNone
		}
		u.press("enter")
		if got := u.stored("IAM-01").Level; got != want {
			t.Errorf("mine %v: stored %s", mine, got)
		}
		u.sees("IAM-0")
	}
}

// What is answered while a save is under way is saved after it, and nothing
// that is on its way is lost.
func TestAnswersGivenDuringASaveAreSaved(t *testing.T) {
	u := answering(t, 80, 24)
	_, first := u.app.Update(tea.KeyPressMsg{Code: '4', Text: "4"})
	u.app.Update(tea.KeyPressMsg{Code: tea.KeyRight})
	if _, more := u.app.Update(tea.KeyPressMsg{Code: '3', Text: "3"}); more != nil {
		t.Error("a second save began while the first was under way")
	}
	u.app.Update(tea.KeyPressMsg{Code: '2', Text: "2"})
	u.sees("saving")
	u.run(first)
	u.sees("saved 14:02")
	if one, two := u.stored("IAM-01").Level, u.stored("IAM-02").Level; one != questionnaire.LevelAll || two != questionnaire.LevelSome {
		t.Errorf("stored %s and %s", one, two)
	}
}

// To finalize waits for the answers that are being saved.
func TestFinalizeWaitsForTheQueue(t *testing.T) {
	u := answering(t, 80, 24)
	_, saving := u.app.Update(tea.KeyPressMsg{Code: '4', Text: "4"})
	u.press("v", "l")
	u.sees("Goes on as soon as the last answers are saved")
	u.run(saving)
	u.sees("What was looked at: 1 of 2, then finalize")
}

// What was saved is said of the question that it is about, and no longer.
func TestWhatWasSavedIsSaidOfItsQuestionOnly(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4")
	u.sees("saved: IAM-01 ALL", "z undo")
	u.press("pgdown")
	u.sees("saved: IAM-01 ALL")
	u.press("enter")
	u.sees("IAM-02  ")
	u.seesNot("saved: IAM-01")
	u.press("left")
	u.seesNot("saved: IAM-01")
	u.press("z")
	u.sees("IAM-01 is back to not answered")
	u.press("4", "v", "esc")
	u.seesNot("saved: IAM-01")
	u.press("3", "backspace")
	u.sees("No question before this one")
	u.press("pgdown")
	u.seesNot("saved: IAM-01")
}
