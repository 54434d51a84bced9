package tui

import tea "charm.land/bubbletea/v2"

// linesPerNotch is how far one notch of the mouse wheel scrolls a text.
const linesPerNotch = 3

// rowsAboveScreen is how many rows of the frame stand above a screen.
const rowsAboveScreen = 2

// wheel scrolls what is under the mouse. A screen without a text to scroll takes
// a notch as an arrow key, which moves on in its list; so do dialogs.
func (a *App) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	by := 1
	arrow := tea.KeyPressMsg{Code: tea.KeyDown}
	switch {
	case msg.Button == tea.MouseWheelUp:
		by, arrow = -1, tea.KeyPressMsg{Code: tea.KeyUp}
	case msg.Button != tea.MouseWheelDown:
		return nil
	}
	if a.tooSmall() {
		return nil
	}
	if a.dialog != nil {
		return a.updateDialog(arrow)
	}
	if text, ok := a.current.(interface{ wheel(x, y, by int) }); ok {
		text.wheel(msg.X, msg.Y-rowsAboveScreen, by)
		return nil
	}
	return a.current.update(arrow)
}

// wheel scrolls the keys.
func (h *helpScreen) wheel(_, _, by int) { h.scroll.by(by * linesPerNotch) }

// wheel scrolls the report.
func (r *reportScreen) wheel(_, _, by int) { r.scroll.by(by * linesPerNotch) }

// wheel scrolls the guide, wherever the mouse is: the arrow keys would move the
// choice, and the question has nothing else that scrolls.
func (q *questionScreen) wheel(_, _, by int) { q.guide.by(by * linesPerNotch) }
