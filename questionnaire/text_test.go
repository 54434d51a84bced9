package questionnaire_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"demarc/questionnaire"
)

func TestPrintable(t *testing.T) {
	tests := map[string]string{
		"plain":                         "plain",
		"Zürich 支払い 👩‍💻":                "Zürich 支払い 👩‍💻",
		"two\nlines\tand a tab":         "two\nlines\tand a tab",
		"\x1b[31mred\x1b[0m":            "␛[31mred␛[0m",
		"\x1b]0;title\x07":              "␛]0;title␇",
		"\x1b]8;;http://x\x1b\\y":       "␛]8;;http://x␛\\y",
		"nul\x00 del\x7f cr\r bs\b":     "nul␀ del␡ cr␍ bs␈",
		"csi as one byte \u009b31m":     "csi as one byte \ufffd31m",
		"next line \u0085":              "next line \ufffd",
		"override \u202e\u2066 isolate": "override \ufffd\ufffd isolate",
		"marks \u200e\u200f\u061c":      "marks \ufffd\ufffd\ufffd",
		"broken \xff\xfe utf-8":         "broken \ufffd\ufffd utf-8",
		"half a rune \xe2\x82":          "half a rune \ufffd\ufffd",
		"already \ufffd":                "already \ufffd",
		"":                              "",
	}
	for text, want := range tests {
		if got := questionnaire.Printable(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

func TestPrintableLine(t *testing.T) {
	tests := map[string]string{
		"one line":                   "one line",
		"two\nlines":                 "two lines",
		"from\r\nWindows":            "from Windows",
		"old\rMac":                   "old Mac",
		"a\tb\u2028c\u2029d":         "a b c d",
		"\x1b[2K\n\x1b[1Aover":       "␛[2K ␛[1Aover",
		"vertical\vtab form\ffeed":   "vertical␋tab form␌feed",
		"broken \xff\nand two lines": "broken \ufffd and two lines",
	}
	for text, want := range tests {
		if got := questionnaire.PrintableLine(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

func FuzzPrintable(f *testing.F) {
	for _, text := range []string{"plain", "\x1b[31m", "\xff", "\u202e", "a\r\nb", "\u009b", "\u2028"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		shown := questionnaire.Printable(text)
		if questionnaire.Printable(shown) != shown {
			t.Errorf("%q is shown as %q, and that as something else", text, shown)
		}
		line := questionnaire.PrintableLine(text)
		if strings.ContainsAny(line, "\n\r\t\u2028\u2029") {
			t.Errorf("%q is shown as more than a line: %q", text, line)
		}
		for _, out := range []string{shown, line} {
			if !utf8.ValidString(out) {
				t.Errorf("%q is shown as broken text: %q", text, out)
			}
			for _, r := range out {
				if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
					t.Errorf("%q is shown with %U", text, r)
				}
			}
		}
	})
}
