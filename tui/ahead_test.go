package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// typesAhead presses keys before anything that follows from the first of them is
// carried out, as on a line that brings them together.
func (u *user) typesAhead(keys ...string) {
	u.t.Helper()
	var later []tea.Cmd
	for _, name := range keys {
		_, cmd := u.app.Update(pressed(name))
		later = append(later, cmd)
	}
	for _, cmd := range later {
		u.run(cmd)
	}
}

// What is typed ahead of a form goes where it was meant to go: not into the field
// that was left.
func TestWhatIsTypedAheadOfAForm(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "t")
	u.typesAhead("O", "P", "S", "enter", "o", "A", "n", "a", "enter", "2", "0", "2", "7", "enter", "ctrl+u")
	u.sees("Owner", "Ana", "field 2 of 2")
	u.typesAhead("2", "0", "2", "7", "-", "0", "3", "-", "3", "1", "enter", "e")
	u.sees("New evidence")
	if answer := u.stored("IAM-01"); answer.Note != "OPS" || answer.Owner != "Ana" || answer.Due.String() != "2027-03-31" {
		t.Errorf("the note is %q, the owner %q, due %s", answer.Note, answer.Owner, answer.Due)
	}
}

// Whoever leaves while a form is between two fields does leave.
func TestLeavingBetweenTwoFields(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "o")
	u.typesAhead("A", "enter", "x", "ctrl+c")
	if !u.gone {
		t.Error("the app goes on")
	}
}
