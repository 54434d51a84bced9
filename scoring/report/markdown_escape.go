package report

import (
	"strings"
	"unicode/utf8"

	"demarc/questionnaire"
)

// oneLine folds text into one printable line. Where it had lines, a slash
// stands between them.
func oneLine(text string) string {
	if isPlainASCII(text) {
		return text
	}
	if strings.ContainsAny(text, lineBreaks) {
		text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(lineBreaks, r) }), " / ")
	}
	return questionnaire.PrintableLine(text)
}

// isPlainASCII reports whether text is printable as it is, at a glance: most text
// is, and looking for all that is not takes longer than writing it.
func isPlainASCII(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

const lineBreaks = "\n\r\u2028\u2029"

var unifyBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// linesOf returns the printable lines of text, without blank ones at its end.
func linesOf(text string) []string {
	if isPlainASCII(text) {
		return []string{strings.TrimRight(text, " ")}
	}
	text = strings.TrimRight(unifyBreaks.Replace(text), " \t\n")
	return strings.Split(questionnaire.Printable(text), "\n")
}

// appendLiteral appends one printable line so that markdown shows it as it is:
// CommonMark with GitHub's extensions, and the common ones for math and for
// attributes. It escapes little else, so that the source reads well too.
// atStart says that the text begins a line, where more characters act; it then
// begins with no space.
func appendLiteral(out []byte, text string, atStart bool) []byte {
	written := 0
	for i := range len(text) {
		if mayAct[text[i]] && (acts(text, i) || atStart && actsAtStart(text, i)) {
			out = append(append(out, text[written:i]...), '\\')
			written = i
		}
	}
	return append(out, text[written:]...)
}

// mayAct holds the bytes that act somewhere.
var mayAct = func() (set [256]bool) {
	for _, b := range []byte("\\`*<[]|~${_#&@:.>-+=)") {
		set[b] = true
	}
	return set
}()

// acts reports whether the byte at i could act anywhere in a line.
func acts(text string, i int) bool {
	switch text[i] {
	case '\\', '`', '*', '<', '[', ']', '|', '~', '$', '{':
		return true
	case '_': // emphasis begins and ends at the edges of words only
		return !isWord(before(text, i)) || !isWord(after(text, i))
	case '#': // closes a heading after a space
		return i == 0 || text[i-1] == ' '
	case '&': // an entity
		return strings.HasPrefix(strings.TrimLeftFunc(text[i+1:], inEntity), ";")
	case '@': // an address that would become a link
		return after(text, i) != ' '
	case ':': // an address that would become a link
		return strings.HasPrefix(text[i+1:], "//")
	case '.': // www.
		return i >= 3 && strings.EqualFold(text[i-3:i], "www")
	}
	return false
}

// actsAtStart reports whether the byte at i could act because of its place at
// the start of a line: as a quote, a list item, the underline of a heading or
// of a table's head, or a definition.
func actsAtStart(text string, i int) bool {
	switch text[i] {
	case '>', '-', '+', '=', ':':
		return i == 0
	case '.', ')': // an item's number has up to nine digits
		return i > 0 && i <= 9 && strings.Trim(text[:i], "0123456789") == ""
	}
	return false
}

// before returns the byte before i, or a space at the edge.
func before(text string, i int) byte {
	if i == 0 {
		return ' '
	}
	return text[i-1]
}

// after returns the byte after i, or a space at the edge.
func after(text string, i int) byte {
	if i+1 == len(text) {
		return ' '
	}
	return text[i+1]
}

func isWord(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}

// inEntity reports whether r can stand between the & and the ; of an entity.
func inEntity(r rune) bool { return r == '#' || r < utf8.RuneSelf && isWord(byte(r)) }

// appendCode appends one printable line as a code span. Nothing acts in it but
// backticks, so its own are more than any run of them inside.
func appendCode(out []byte, text string) []byte {
	if strings.TrimSpace(text) == "" {
		return out
	}
	ticks := strings.Repeat("`", longestRun(text, '`')+1)
	pad := ""
	if text[0] == '`' || text[len(text)-1] == '`' || text[0] == ' ' && text[len(text)-1] == ' ' {
		pad = " " // one on each side is not shown
	}
	out = append(out, ticks...)
	out = append(out, pad...)
	out = append(out, text...)
	out = append(out, pad...)
	return append(out, ticks...)
}

func longestRun(text string, of byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] != of {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
