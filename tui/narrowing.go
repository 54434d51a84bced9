package tui

import (
	"slices"

	"demarc/scoring"
)

// questionsOf says which questions a list is of.
type questionsOf struct {
	title string
	// rule says, where the title cannot, what puts a question on the list.
	rule  string
	holds func(*scoring.Line) bool
	aside func(*scoring.Line) string // at the right end of a row; nil for what every list shows
	rank  func(*scoring.Line) int    // the smaller, the higher on the list; nil for the bank's order
}

// everyQuestion is all that is asked, to find one in.
func everyQuestion() questionsOf {
	return questionsOf{title: "Find", holds: func(*scoring.Line) bool { return true }}
}

// narrowing says which questions are listed: those behind a number, narrowed by
// facets and by words.
type narrowing struct {
	of     questionsOf
	facets []facet
	finder *finder // nil until words are looked for
}

// find returns the questions of the list, in its order: of words, the closest
// first.
func (n *narrowing) find(s *session, words string) []match {
	belongs := func(place int) bool { return n.holds(s.sheet.LineAt(place)) }
	if words != "" {
		if n.finder == nil {
			n.finder = newFinder(s)
		}
		return n.finder.find(words, belongs)
	}
	var found []match
	for place := range s.sheet.Len() {
		if belongs(place) {
			found = append(found, match{place: place})
		}
	}
	if n.of.rank != nil {
		slices.SortStableFunc(found, func(a, b match) int {
			return n.of.rank(s.sheet.LineAt(a.place)) - n.of.rank(s.sheet.LineAt(b.place))
		})
	}
	return found
}

func (n *narrowing) holds(line *scoring.Line) bool {
	for i := range n.facets {
		if !n.facets[i].holds(line) {
			return false
		}
	}
	return n.of.holds(line)
}

// waiting returns the questions of those found that wait for somebody.
func waiting(sheet *scoring.Sheet, found []match) []*scoring.Line {
	var lines []*scoring.Line
	for _, one := range found {
		if line := sheet.LineAt(one.place); waits(line) {
			lines = append(lines, line)
		}
	}
	return lines
}
