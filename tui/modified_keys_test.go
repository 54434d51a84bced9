package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// with presses a key together with others.
func (u *user) with(mod tea.KeyMod, code rune) {
	u.t.Helper()
	u.send(tea.KeyPressMsg{Code: code, Mod: mod})
}

// The keys that delete a word end nothing, wherever the cursor stands in a field.
func TestDeletingAWordAtTheEndOfAField(t *testing.T) {
	deleting := []tea.KeyPressMsg{
		{Code: 'd', Mod: tea.ModAlt}, {Code: tea.KeyDelete, Mod: tea.ModAlt}, {Code: tea.KeyDelete, Mod: tea.ModCtrl},
	}
	fields := map[string][]string{
		"find":      {"/"},
		"one line":  {"4", "o"},
		"many rows": {"t"},
	}
	for name, keys := range fields {
		for _, press := range deleting {
			t.Run(name+" "+press.String(), func(t *testing.T) {
				u := answering(t, 80, 24)
				u.press(keys...)
				u.types("backup")
				u.press("left")
				u.send(press)
				u.sees("backu")
			})
		}
	}
}

// Words are left and deleted by the keys that shells have for it.
func TestWordsInAField(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("t")
	u.types("bastion was removed")
	u.with(tea.ModAlt, 'b')
	u.with(tea.ModCtrl, 'w')
	u.types("is ")
	u.sees("bastion is removed")
}

// A terminal that tells alt from escape is believed.
func TestAltWhereTheTerminalTellsIt(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("v")
	u.sees("> Review")
	u.send(tea.KeyboardEnhancementsMsg{Flags: 1})
	u.with(tea.ModAlt, 'r')
	u.sees("> Review")
	u.send(tea.KeyboardEnhancementsMsg{})
	u.with(tea.ModAlt, 'r')
	u.sees("> Results")
}

// Escape and a capital letter as one are not escape and the small one: some come
// without saying which capital they are.
func TestEscapeAndACapitalAsOne(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "v")
	u.sees("> Review")
	u.with(tea.ModAlt|tea.ModShift, 'o')
	u.sees("IAM-01  Root user locked away")
	u.seesNot("field 1 of 2")
	u.press("o")
	u.sees("field 1 of 2")
}
