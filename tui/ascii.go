package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// plainly holds what stands in ASCII for characters that do not decompose to it.
var plainly = strings.NewReplacer(
	"–", "-", "—", "-", "‑", "-", "−", "-", "‘", "'", "’", "'", "“", `"`, "”", `"`, "„", `"`, "…", "~",
	"→", ">", "←", "<", "≥", ">", "≤", "<", "×", "x", "·", "-", "•", "-", "ß", "s", "ø", "o", "Ø", "O", "æ", "a", "Æ", "A", "ł", "l", "Ł", "L",
)

// inASCII replaces what a terminal without Unicode cannot show, a cell by a cell:
// by the letter without its accents, or by a question mark. Where terminals do not
// agree on how wide a character is, the line may have become wider; its end goes.
func inASCII(frame string, width int) string {
	lines := strings.Split(frame, "\n")
	for i := range lines {
		lines[i] = ansi.Truncate(lineInASCII(lines[i]), width, "")
	}
	return strings.Join(lines, "\n")
}

func lineInASCII(line string) string {
	var out strings.Builder
	var state byte
	for len(line) > 0 {
		sequence, width, n, next := ansi.DecodeSequence(line, state, nil)
		line, state = line[n:], next
		if isASCII(sequence) {
			out.WriteString(sequence)
			continue
		}
		out.WriteString(cellsInASCII(sequence, width))
	}
	return out.String()
}

// cellsInASCII returns width characters for one that is that wide.
func cellsInASCII(character string, width int) string {
	folded := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, norm.NFKD.String(plainly.Replace(character)))
	if len(folded) > width {
		folded = folded[:width]
	}
	return folded + strings.Repeat("?", width-len(folded))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] > '~' {
			return false
		}
	}
	return true
}
