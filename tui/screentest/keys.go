//go:build unix

package screentest

import (
	"strings"
	"unicode/utf8"
)

// sequences holds what a terminal sends for the keys that are no characters, in
// the encoding that every terminal has.
var sequences = map[string]string{
	"enter":     "\r",
	"tab":       "\t",
	"shift+tab": "\x1b[Z",
	"esc":       "\x1b",
	"space":     " ",
	"backspace": "\x7f",
	"delete":    "\x1b[3~",
	"up":        "\x1b[A",
	"down":      "\x1b[B",
	"right":     "\x1b[C",
	"left":      "\x1b[D",
	"home":      "\x1b[H",
	"end":       "\x1b[F",
	"pgup":      "\x1b[5~",
	"pgdown":    "\x1b[6~",
}

// sequenceOf returns what a terminal sends for a key.
func sequenceOf(name string) (sequence string, known bool) {
	if sequence, known = sequences[name]; known {
		return sequence, true
	}
	if letter, control := strings.CutPrefix(name, "ctrl+"); control && len(letter) == 1 {
		return string(letter[0] & 0x1f), true
	}
	return name, utf8.RuneCountInString(name) == 1
}
