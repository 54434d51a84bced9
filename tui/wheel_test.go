package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire/store"
	"demarc/tui"
)

func (u *user) wheels(button tea.MouseButton) {
	u.t.Helper()
	u.send(tea.MouseWheelMsg{X: 4, Y: 12, Button: button})
}

// The wheel scrolls the guide and answers nothing.
func TestWheelScrollsTheGuide(t *testing.T) {
	u := answering(t, 140, 30)
	u.sees("GUIDE  lines 1-")
	u.wheels(tea.MouseWheelDown)
	u.sees("GUIDE  lines 4-", "▸ 1 ")
	u.wheels(tea.MouseWheelUp)
	u.wheels(tea.MouseWheelUp)
	u.wheels(tea.MouseWheelLeft)
	u.sees("GUIDE  lines 1-")
	u.press("enter")
	if got := u.stored("IAM-01").Level; !got.IsZero() {
		t.Errorf("the wheel and enter stored %s", got)
	}
}

func TestWheelScrollsTextsAndLists(t *testing.T) {
	u := answering(t, 60, 16)
	for _, each := range []struct{ keys, first, then string }{
		{"?", "lines 1-", "lines 4-"}, {"w", "lines 1-", "lines 4-"}, {"v", "1 of 24", "2 of 24"},
	} {
		u.press(each.keys)
		u.sees(each.first)
		u.wheels(tea.MouseWheelDown)
		u.sees(each.then)
		u.wheels(tea.MouseWheelUp)
		u.sees(each.first)
		u.press("esc")
	}
}

func TestWheelMovesInADialog(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("p")
	u.sees("▸ Ana Ruiz")
	u.wheels(tea.MouseWheelDown)
	u.sees("▸ Sam Okafor")
}

func TestTheMouseCanBeLeftToTheTerminal(t *testing.T) {
	if mode := sit(t, store.NewMemory(clock), 80, 24).app.View().MouseMode; mode != tea.MouseModeCellMotion {
		t.Errorf("the mouse mode is %v", mode)
	}
	off := sit(t, store.NewMemory(clock), 80, 24, func(o *tui.Options) { o.NoMouse = true })
	if mode := off.app.View().MouseMode; mode != tea.MouseModeNone {
		t.Errorf("the mouse mode is %v with no mouse", mode)
	}
}
