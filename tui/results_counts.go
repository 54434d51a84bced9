package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// criticalBelowMost counts what keeps the band at Partial.
const criticalBelowMost = "critical below most"

// countOf is how many questions stand in one way, and which they are.
type countOf struct {
	symbol, word string
	of           questionsOf
	count        int
	findsOut     bool // of what is unknown, by who finds out
}

// counts returns the parts into which all asked questions fall, in the order of
// the bar, behind them what the figures are cautioned with, and who finds out what
// is unknown. Those without a question are left out.
func (s *session) counts(marks symbols) []countOf {
	standing := func(wanted scoring.Standing) func(*scoring.Line) bool {
		return func(line *scoring.Line) bool { return line.Standing == wanted }
	}
	answeredAs := func(evidenced, inPlace bool) func(*scoring.Line) bool {
		return func(line *scoring.Line) bool {
			return line.Standing == scoring.Answered && !line.Expired &&
				(line.Counted != questionnaire.LevelNone) == inPlace && (!inPlace || line.Evidenced == evidenced)
		}
	}
	all := []countOf{
		{symbol: marks.full, word: "evidenced", of: questionsOf{title: "In place, with evidence", rule: "A level above none that rests on fresh evidence.", holds: answeredAs(true, true)}},
		{symbol: marks.half, word: "asserted", of: questionsOf{title: "In place, without evidence", rule: "A level above none, but no fresh evidence.", holds: answeredAs(false, true)}},
		{word: "none", of: questionsOf{title: "Answered none", holds: answeredAs(false, false)}},
		{symbol: marks.open, word: "expired", of: questionsOf{title: "Expired", rule: "The compensating control has ended, so the level counts as none.", holds: func(line *scoring.Line) bool {
			return line.Standing == scoring.Answered && line.Expired
		}}},
		{symbol: marks.open, word: "unknown", of: questionsOf{title: "Unknown", rule: "Nobody in the room knew. They count as none until somebody finds out.", holds: standing(scoring.Unknown)}},
		{symbol: marks.carried, word: "carried", of: questionsOf{title: "Carried", rule: "Taken over from last time. They count as none until somebody re-affirms them.", holds: standing(scoring.Carried)}},
		{symbol: marks.open, word: "unanswered", of: questionsOf{title: "Unanswered", rule: "They count as none.", holds: standing(scoring.Unanswered)}},
		{word: "n/a", of: questionsOf{title: "Not applicable", rule: "Left out of the coverage, each with a reason.", holds: standing(scoring.NotApplicable)}},
		{word: criticalBelowMost, of: questionsOf{title: "Critical below most", rule: "While one of these stands, the band is Partial at most.", holds: capsBand}},
		{word: "accepted risks", of: questionsOf{title: "Accepted risks", rule: "Gaps that somebody accepted until a day that has not passed. They change no number.", holds: s.isAcceptedGap}},
	}
	for i := range all {
		for place := range s.sheet.Len() {
			if all[i].of.holds(s.sheet.LineAt(place)) {
				all[i].count++
			}
		}
	}
	all = slices.DeleteFunc(all, func(one countOf) bool { return one.count == 0 })
	return append(all, s.findingOut()...)
}

// capsBand reports whether a question keeps the band at Partial.
func capsBand(line *scoring.Line) bool {
	return line.Applicable() && line.Severity == questionnaire.SeverityCritical && line.Counted.Rank() < questionnaire.LevelMost.Rank()
}

// findingOut counts what is unknown by who finds out, in the order of the
// questions; what nobody does comes last.
func (s *session) findingOut() []countOf {
	counts := make(map[string]int)
	var people []string
	for i := range s.sheet.Len() {
		line := s.sheet.LineAt(i)
		if line.Standing != scoring.Unknown {
			continue
		}
		person := line.Answer.Flagged.Person()
		if counts[person]++; counts[person] == 1 && person != "" {
			people = append(people, person)
		}
	}
	if counts[""] > 0 {
		people = append(people, "")
	}
	var all []countOf
	for _, person := range people {
		word := cmp.Or(clean(person), "nobody") + " finds out"
		all = append(all, countOf{word: word, count: counts[person], findsOut: true, of: questionsOf{
			title: "Unknown, " + word, rule: "They count as none until somebody finds out.",
			holds: func(line *scoring.Line) bool {
				return line.Standing == scoring.Unknown && line.Answer.Flagged.Person() == person
			},
		}})
	}
	return all
}

// countLine draws counts on one line, as many as fit around the chosen one.
func (r *resultsScreen) countLine(shown func(countOf) bool) string {
	t := r.app.env.theme
	var places []int
	for i, part := range r.parts {
		if shown(part) {
			places = append(places, i)
		}
	}
	for ; len(places) > 0; places = places[1:] {
		line, chosenEnds := " ", 0
		for _, i := range places {
			line += r.countText(i) + "  "
			if i == r.count {
				chosenEnds = ansi.StringWidth(line)
			}
		}
		if r.focus != onCounts || chosenEnds <= r.width {
			return t.fit(line, r.width)
		}
	}
	return t.fit("", r.width)
}

func (r *resultsScreen) countText(place int) string {
	t, part := r.app.env.theme, r.parts[place]
	if text := strings.TrimSpace(fmt.Sprintf("%s %s %d", part.symbol, part.word, part.count)); r.focus == onCounts && place == r.count {
		return t.selected.Render("[" + text + "]")
	}
	number := fmt.Sprint(part.count)
	if part.symbol != "" {
		return t.partStyle(part.symbol).Render(part.symbol) + t.muted.Render(" "+part.word+" ") + number
	}
	return t.muted.Render(part.word+" ") + number
}

// partStyle is the color of a part of the coverage bar.
func (t theme) partStyle(symbol string) lipgloss.Style {
	switch symbol {
	case t.symbols.full:
		return t.good
	case t.symbols.half:
		return t.accent
	default:
		return t.warn
	}
}
