package tui_test

import (
	"slices"
	"strings"
	"testing"

	"demarc/tui"
)

// The keys that need AltGr, or are dead, on a German, French or Nordic keyboard.
const needsAltGr = "@[]{}|\\~€#^`´$£¤"

func TestNoActionNeedsAltGr(t *testing.T) {
	for action, binding := range tui.KeyMap() {
		if !slices.ContainsFunc(binding.Keys(), func(pressed string) bool { return !strings.ContainsAny(pressed, needsAltGr) }) {
			t.Errorf("%s has no key without AltGr: %q", action, binding.Keys())
		}
	}
}

func TestEveryKeyIsInTheReference(t *testing.T) {
	reference := string(tui.KeyReference())
	for action, binding := range tui.KeyMap() {
		for _, name := range strings.Fields(binding.Help().Key) {
			if action != "Levels" && !strings.Contains(reference, "`"+name+"`") {
				t.Errorf("%s: %s is not in the reference", action, name)
			}
		}
	}
}

// On a French keyboard digits need shift.
func TestLevelsOnTheKeysOfAFrenchKeyboard(t *testing.T) {
	u := answering(t, 80, 24)
	for pressed, level := range map[string]string{"&": "NONE", "é": "SOME", `"`: "MOST", "'": "ALL"} {
		u.press(pressed)
		u.sees("saved: IAM-01 " + level)
	}
}

func TestHelpAndSearchWithoutShift(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("f1")
	u.sees("All keys")
	u.press("esc", "ctrl+f")
	u.sees("find:")
}
