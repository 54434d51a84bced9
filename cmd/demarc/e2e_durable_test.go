//go:build unix

package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"demarc/questionnaire"
)

// Answers come faster than they are saved, and the app is told to end. It saves
// what it has taken in, and then ends.
func TestEndingTheAppLosesNothing(t *testing.T) {
	for _, end := range []struct {
		name string
		told func(s session)
		code int
	}{
		{"ctrl+c", func(s session) { s.Press("ctrl+c") }, 0},
		{"SIGTERM", func(s session) { s.Signal(syscall.SIGTERM) }, 130},
		{"SIGHUP", func(s session) { s.Signal(syscall.SIGHUP) }, 130},
	} {
		t.Run(end.name, func(t *testing.T) {
			m := newMachine(t)
			s := begin(m, 80, 24)
			last := s.asked[len(s.asked)-1].ID
			s.Type(strings.Repeat("4\x1b[C", len(s.asked)-1) + "4")
			s.Expect(s.heading(last), "Now      ALL")
			end.told(s)
			s.ExpectExit(end.code)
			s.ExpectRestored()
			if lost := s.unanswered(m.assessment()); len(lost) > 0 {
				t.Errorf("%d answers were typed and are not in the file: %s", len(lost), strings.Join(lost, " "))
			}
			s.ExpectNot("nothing was changed")
		})
	}
}

// unanswered returns the questions of which the file says nothing.
func (s session) unanswered(a *questionnaire.Assessment) []string {
	var ids []string
	for _, question := range s.asked {
		if _, answered := a.Answer(question.ID); !answered {
			ids = append(ids, question.ID)
		}
	}
	return ids
}

// While nothing can be saved the app says so, keeps what was typed and does not
// go on; when it can, one key saves all of it.
func TestAFailedSaveIsSettledBeforeGoingOn(t *testing.T) {
	m := newMachine(t)
	s := begin(m, 140, 45)
	first := s.asked[0].ID
	s.Press("4")
	s.expectSaved(first, "ALL")
	putBack := obstruct(t, filepath.Join(m.workspace(), "assessments"))

	s.Press("1")
	s.Expect("NOT SAVED", "s saves again", "Now      NONE")
	s.Press("enter", "right", "v", "r", "w", "m", "/")
	s.Press("t")
	s.Expect("NOT SAVED", "What was looked at")
	fill(s.Terminal, "Note", "typed while the disk was away")
	s.Expect(s.heading(first), "NOT SAVED", "Note     typed while the disk was away")

	// The second attempt fails for another reason, which shows that it was made.
	putBack()
	putBack = obstructWithLink(t, filepath.Join(m.workspace(), "assessments"))
	s.Press("s")
	s.Expect("NOT SAVED", "path escapes", s.heading(first))

	putBack()
	if level := m.answer(first).Level; level != questionnaire.LevelAll {
		t.Errorf("the file holds %q before it was saved again, want all", level)
	}
	s.Press("s")
	s.ExpectNot("NOT SAVED")
	s.expectSaved(first, "NONE")
	s.Press("enter")
	s.expectQuestion(s.asked[1].ID)
	s.Press("ctrl+c")
	s.ExpectExit(0)
	answer := m.answer(first)
	if answer.Level != questionnaire.LevelNone || answer.Note != "typed while the disk was away" {
		t.Errorf("the file holds %q, %q; want none and the note", answer.Level, answer.Note)
	}
}

// Going home leaves nothing unsettled behind, where another assessment could be
// opened over it.
func TestNotSavedFollowsHome(t *testing.T) {
	m := newMachine(t)
	s := begin(m, 80, 24)
	first := s.asked[0].ID
	putBack := obstruct(t, filepath.Join(m.workspace(), "assessments"))
	s.Press("4")
	s.Expect("NOT SAVED")
	s.Press("q", "?")
	s.Expect("All keys")
	s.Press("esc")
	s.ExpectNot("All keys")
	s.Expect("NOT SAVED")
	putBack()
	s.Press("s")
	s.ExpectNot("NOT SAVED")
	s.Press("ctrl+c")
	s.ExpectExit(0)
	if level := m.answer(first).Level; level != questionnaire.LevelAll {
		t.Errorf("the file holds %q, want all", level)
	}
}

// An assessment may be opened again while its answers are still being saved.
func TestHomeAndBackWhileSaving(t *testing.T) {
	m := newMachine(t)
	s := begin(m, 80, 24)
	s.Type(strings.Repeat("4\x1b[C", len(s.asked)-1) + "4q")
	s.Expect("next:")
	s.Press("enter")
	s.Expect("Now      ")
	s.Press("ctrl+c")
	s.ExpectExit(0)
	if lost := s.unanswered(m.assessment()); len(lost) > 0 {
		t.Errorf("%d answers were typed and are not in the file: %s", len(lost), strings.Join(lost, " "))
	}
}

// obstruct takes a folder away and puts a file in its place, until it is put
// back.
func obstruct(t *testing.T, folder string) (putBack func()) {
	t.Helper()
	return replaceFolder(t, folder, func() error { return os.WriteFile(folder, nil, 0o600) })
}

// obstructWithLink does the same with a link that leads out of the workspace, so
// that saving fails for another reason.
func obstructWithLink(t *testing.T, folder string) (putBack func()) {
	t.Helper()
	elsewhere := t.TempDir()
	return replaceFolder(t, folder, func() error { return os.Symlink(elsewhere, folder) })
}

func replaceFolder(t *testing.T, folder string, replace func() error) (putBack func()) {
	t.Helper()
	aside := folder + ".aside"
	if err := os.Rename(folder, aside); err != nil {
		t.Fatal(err)
	}
	if err := replace(); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		if err := os.Remove(folder); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(aside, folder); err != nil {
			t.Fatal(err)
		}
	}
}

// Two people answer at once, each at their own terminal.
func TestTwoAppsOnOneWorkspace(t *testing.T) {
	m := newMachine(t)
	ana := begin(m, 80, 24)
	sam := resume(m, 80, 24)
	ids := ana.shares()

	ana.goTo(ids[0])
	sam.goTo(ids[1])
	ana.Press("4")
	ana.expectSaved(ids[0], "ALL")
	sam.Press("3")
	sam.expectSaved(ids[1], "MOST")
	expectLevels(m, map[string]questionnaire.Level{ids[0]: questionnaire.LevelAll, ids[1]: questionnaire.LevelMost})

	// To the same question, Sam comes second and keeps his own answer.
	sam.goTo(ids[0])
	sam.Press("2")
	sam.Expect("Two answers to "+ids[0], "mine: some", "theirs: all")
	expectLevels(m, map[string]questionnaire.Level{ids[0]: questionnaire.LevelAll})
	sam.Press("enter")
	sam.Expect("Two answers to "+ids[0], "Not settled yet")
	sam.Press("down", "enter")
	sam.expectSaved(ids[0], "SOME")
	expectLevels(m, map[string]questionnaire.Level{ids[0]: questionnaire.LevelSome, ids[1]: questionnaire.LevelMost})

	// Now Ana comes second, and lets Sam's answer stand.
	ana.goTo(ids[1])
	ana.Press("1")
	ana.Expect("Two answers to "+ids[1], "mine: none", "theirs: most")
	ana.Press("esc")
	ana.Expect("Two answers to "+ids[1], "Not settled yet")
	ana.Press("down", "down", "enter")
	ana.ExpectNot("Two answers")
	ana.goTo(ids[1])
	ana.Expect("Now      MOST")
	ana.goTo(ids[0])
	ana.Expect("Now      SOME")
	expectLevels(m, map[string]questionnaire.Level{ids[0]: questionnaire.LevelSome, ids[1]: questionnaire.LevelMost})
}

// expectLevels compares some answers of the file.
func expectLevels(m machine, want map[string]questionnaire.Level) {
	m.t.Helper()
	a := m.assessment()
	for id, level := range want {
		if answer, _ := a.Answer(id); answer.Level != level {
			m.t.Errorf("%s is %q in the file, want %q", id, answer.Level, level)
		}
	}
}
