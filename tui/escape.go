package tui

import (
	"unicode"

	tea "charm.land/bubbletea/v2"
)

// A terminal sends escape and the next key with the same bytes as that key with
// alt, and only the pause between them tells one from the other. Over a slow line,
// or where a held key repeats, there is no pause.

// apart returns the keys that were pressed. Alt means something only where text is
// typed; elsewhere it was escape, unless the terminal tells the two apart.
func (a *App) apart(msg tea.Msg) []tea.Msg {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || a.altIsTold || press.Mod&^tea.ModShift != tea.ModAlt {
		return []tea.Msg{msg}
	}
	escape := tea.KeyPressMsg{Code: tea.KeyEscape}
	switch {
	case !a.asking():
		return []tea.Msg{escape, withoutAlt(press)}
	case press.Code == tea.KeyEscape:
		return []tea.Msg{escape} // the second one would drop what was typed before anybody reads so
	}
	return []tea.Msg{msg}
}

// withoutAlt returns the key as it comes alone.
func withoutAlt(press tea.KeyPressMsg) tea.KeyPressMsg {
	press.Mod &^= tea.ModAlt
	letter := press.Code
	if press.Mod.Contains(tea.ModShift) {
		letter = unicode.ToUpper(letter)
	}
	if unicode.IsPrint(letter) {
		press.Text = string(letter)
	}
	return press
}
