package questionnaire

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns text with everything that could act on a terminal or
// reorder a line made visible: C0 controls become their Unicode pictures (an
// escape shows as ␛), other controls, invalid bytes and direction overrides
// become U+FFFD. Newlines and tabs stay. It is for text from outside that goes
// to a terminal; formats escape on top of it.
func Printable(text string) string {
	if !strings.ContainsFunc(text, hidden) && utf8.ValidString(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !hidden(r):
			return r
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7f:
			return 0x2421
		default:
			return utf8.RuneError
		}
	}, text)
}

// PrintableLine is Printable for text that must stay on one line: line breaks
// and tabs become single spaces.
func PrintableLine(text string) string {
	if !strings.ContainsAny(text, "\n\t\r\u2028\u2029") {
		return Printable(text)
	}
	fold := strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ", "\u2028", " ", "\u2029", " ")
	return Printable(fold.Replace(text))
}

// hidden reports whether r can act on a terminal or on the order of a line.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0x20 || r == utf8.RuneError:
		return true
	case r < 0x7f:
		return false
	default:
		return unicode.IsControl(r) || isDirectionControl(r)
	}
}

// isDirectionControl reports whether r overrides or isolates text direction.
// Such characters can make a line read differently from what it holds.
func isDirectionControl(r rune) bool {
	return r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// checkText refuses text that a person cannot have meant: control bytes,
// direction overrides and broken UTF-8. Text of one line may hold no breaks.
func checkText(what, text string, multiline bool) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("%s is not valid UTF-8 text", what)
	}
	position := 0
	for _, r := range text {
		position++
		if hidden(r) && r != utf8.RuneError {
			return fmt.Errorf("%s holds a control character (U+%04X) at character %d", what, r, position)
		}
		if !multiline && (r == '\n' || r == '\t') {
			return fmt.Errorf("%s must be one line", what)
		}
	}
	return nil
}

// checkLine refuses text that is not one clean line of at most limit bytes.
func checkLine(what, text string, limit int) error {
	if len(text) > limit {
		return fmt.Errorf("%s is longer than %d bytes", what, limit)
	}
	return checkText(what, text, false)
}
