package questionnaire

import (
	"fmt"
	"strings"
)

// word is one value of a closed vocabulary. Every vocabulary type embeds it,
// so that no other package can make a value that this package did not list:
// outside, a value comes from the listed variables or from a Parse function.
// The zero word means that nothing was said.
type word struct{ text string }

// String returns the word as it is written in files and flags.
func (w word) String() string { return w.text }

// IsZero reports whether nothing was said. encoding/json asks it for omitzero.
func (w word) IsZero() bool { return w.text == "" }

// MarshalText writes the word as files hold it.
func (w word) MarshalText() ([]byte, error) { return []byte(w.text), nil }

// UnknownWordError says that a text is not a word of the vocabulary it was
// read as.
type UnknownWordError struct {
	Kind  string   // what the text should have been: "tier", "level"
	Text  string   // what was there
	Legal []string // the words there are
}

func (e *UnknownWordError) Error() string {
	last := len(e.Legal) - 1
	return fmt.Sprintf("unknown %s %q: want %s or %s", e.Kind, e.Text, strings.Join(e.Legal[:last], ", "), e.Legal[last])
}

func parseWord[T fmt.Stringer](kind, text string, legal []T) (T, error) {
	var names []string
	for _, candidate := range legal {
		if candidate.String() == text {
			return candidate, nil
		}
		names = append(names, candidate.String())
	}
	var none T
	return none, &UnknownWordError{Kind: kind, Text: Printable(text), Legal: names}
}

// indexOf returns the place of one in order, so that words sort as their
// vocabulary lists them. A word that is not in order sorts last.
func indexOf[T comparable](order []T, one T) int {
	for i, other := range order {
		if other == one {
			return i
		}
	}
	return len(order)
}
