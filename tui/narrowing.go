package tui

import (
	"slices"
	"strings"

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
	// trail is what the words found as they were typed, each step among what the
	// one before it found; the first is without words. What is taken back is there
	// already.
	trail []narrowed
}

// narrowed is what is listed for words.
type narrowed struct {
	words string
	held  []match // those that hold all the words, in the bank's order
	found []match // as they are listed; where none holds the words, what is like them
}

// forget makes the next look find everything anew, because answers may have changed,
// or what narrows the list.
func (n *narrowing) forget() { n.trail = nil }

// turn sets a facet to another value.
func (n *narrowing) turn(facet, by int) {
	n.facets[facet].turn(by)
	n.forget()
}

// widen sets every facet to any.
func (n *narrowing) widen() {
	for i := range n.facets {
		n.facets[i].chosen = 0
	}
	n.forget()
}

// find returns the questions of the list, in its order: of words, the closest
// first. Only where no question holds all the words does it look for titles that
// are alike.
func (n *narrowing) find(s *session, words string) []match {
	if len(n.trail) == 0 {
		n.trail = append(n.trail, n.everything(s))
	}
	for !strings.HasPrefix(words, n.last().words) {
		n.trail = n.trail[:len(n.trail)-1]
	}
	if words != n.last().words {
		n.trail = append(n.trail, n.narrower(s.look(), words))
	}
	return n.last().found
}

func (n *narrowing) last() *narrowed { return &n.trail[len(n.trail)-1] }

// everything is the list without words.
func (n *narrowing) everything(s *session) narrowed {
	all := narrowed{held: make([]match, 0, s.sheet.Len())}
	for place := range s.sheet.Len() {
		if n.holds(s.sheet.LineAt(place)) {
			all.held = append(all.held, match{place: place})
		}
	}
	all.found = all.held
	if n.of.rank != nil {
		all.found = slices.Clone(all.held)
		slices.SortStableFunc(all.found, func(a, b match) int {
			return n.of.rank(s.sheet.LineAt(a.place)) - n.of.rank(s.sheet.LineAt(b.place))
		})
	}
	return all
}

// narrower looks among what the last words found, which these begin with.
func (n *narrowing) narrower(among *finder, words string) narrowed {
	next := narrowed{words: words, held: among.findAmong(n.last().held, strings.Fields(strings.ToLower(words)))}
	if len(next.held) > 0 {
		next.found = closestFirst(next.held)
	} else {
		next.found = among.findAlike(n.likely(), words)
	}
	return next
}

// likely returns, in the bank's order, the questions whose titles can be like
// more words than the last ones.
func (n *narrowing) likely() []match {
	last := n.last()
	if len(last.held) > 0 || last.words == "" {
		return n.trail[0].held
	}
	return slices.SortedFunc(slices.Values(last.found), func(a, b match) int { return a.place - b.place })
}

func (n *narrowing) holds(line *scoring.Line) bool {
	for i := range n.facets {
		if n.facets[i].set() && !n.facets[i].holds(line) {
			return false
		}
	}
	return n.of.holds(line)
}

// placesOf returns where in the sheet the questions found are.
func placesOf(found []match) []int {
	places := make([]int, len(found))
	for i, one := range found {
		places[i] = one.place
	}
	return places
}

// waiting returns those of some questions that wait for somebody.
func waiting(sheet *scoring.Sheet, places []int) []*scoring.Line {
	var lines []*scoring.Line
	for _, place := range places {
		if line := sheet.LineAt(place); waits(line) {
			lines = append(lines, line)
		}
	}
	return lines
}
