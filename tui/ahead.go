package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// A field of a form that is left says so by a message, and the form stands on the
// next one, or is complete, only when that has come. What was typed ahead waits
// until then: it was not meant for the field that was left.

// turn says that a form had its turn to leave a field.
type turn struct {
	of    *form
	count int
}

// take hands a message to the form.
func (f *form) take(msg tea.Msg) tea.Cmd {
	if f.refuses(msg) {
		return nil
	}
	stood := f.stands()
	model, cmd := f.Update(msg)
	if next, ok := model.(*huh.Form); ok {
		f.Form = next
	}
	switch {
	case f.stands() != stood || f.State != huh.StateNormal:
		f.leaving = false
	case cmd != nil && (f.leaving || leavesField(msg)):
		f.leaving = true
		f.turns++
		over := turn{f, f.turns}
		return tea.Sequence(cmd, func() tea.Msg { return over })
	}
	return cmd
}

// arrived takes note that a turn is over, whether it led to another field or not.
func (f *form) arrived(turn int) {
	if turn == f.turns {
		f.leaving = false
	}
}

// leavesField reports whether a key leads from one field to another.
func leavesField(msg tea.Msg) bool {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false
	}
	switch press.String() {
	case "enter", "tab", "shift+tab":
		return true
	}
	return false
}

// between reports whether the open form is between two fields.
func (a *App) between() bool {
	form := (*form)(nil)
	if setup, ok := a.current.(*setupScreen); ok {
		form = setup.form
	}
	if a.dialog != nil {
		form = a.dialog.form
	}
	return form != nil && form.leaving
}

// waits reports whether what was typed has to wait for a form.
func (a *App) waits(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return a.between() && !key.Matches(msg, keys.Quit)
	case tea.PasteMsg:
		return a.between()
	}
	return false
}

// catchUp handles what was typed ahead, as far as it has not to wait longer.
func (a *App) catchUp(cmd tea.Cmd) tea.Cmd {
	for len(a.ahead) > 0 && !a.between() {
		next := a.ahead[0]
		a.ahead = a.ahead[1:]
		cmd = tea.Batch(cmd, a.handle(next))
	}
	return cmd
}
