package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// Walking over the results: tab goes from the areas to the cells, to the gaps
// and to the counts, arrows move in them, and enter opens the questions behind
// the number.

// resultsFocus is what the arrow keys and enter work on.
type resultsFocus int

const (
	onAreas resultsFocus = iota
	onCells
	onGaps
	onCounts
	resultsFoci // how many there are
)

// countOf is how many questions stand in one way, and which they are.
type countOf struct {
	symbol, word string
	of           questionsOf
	count        int
}

// counts returns the parts into which all asked questions fall, in the order of
// the bar, and behind them what the figures are cautioned with. Those without a
// question are left out.
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
		{marks.full, "evidenced", questionsOf{title: "In place, with evidence", rule: "A level above none that rests on fresh evidence.", holds: answeredAs(true, true)}, 0},
		{marks.half, "asserted", questionsOf{title: "In place, without evidence", rule: "A level above none, but no fresh evidence.", holds: answeredAs(false, true)}, 0},
		{"", "none", questionsOf{title: "Answered none", holds: answeredAs(false, false)}, 0},
		{"?", "expired", questionsOf{title: "Expired", rule: "The compensating control has ended, so the level counts as none.", holds: func(line *scoring.Line) bool {
			return line.Standing == scoring.Answered && line.Expired
		}}, 0},
		{"?", "unknown", questionsOf{title: "Unknown", rule: "Nobody in the room knew. They count as none until somebody finds out.", holds: standing(scoring.Unknown)}, 0},
		{"?", "carried", questionsOf{title: "Carried", rule: "Taken over from last time. They count as none until somebody re-affirms them.", holds: standing(scoring.Carried)}, 0},
		{"?", "unanswered", questionsOf{title: "Unanswered", rule: "They count as none.", holds: standing(scoring.Unanswered)}, 0},
		{"", "n/a", questionsOf{title: "Not applicable", rule: "Left out of the coverage, each with a reason.", holds: standing(scoring.NotApplicable)}, 0},
		{"", "critical below most", questionsOf{title: "Critical below most", rule: "While one of these stands, the band is Partial at most.", holds: capsBand}, 0},
		{"", "accepted risks", questionsOf{title: "Accepted risks", rule: "Gaps that somebody accepted until a day that has not passed. They change no number.", holds: s.isAcceptedGap}, 0},
	}
	for i := range all {
		for place := range s.sheet.Len() {
			if all[i].of.holds(s.sheet.LineAt(place)) {
				all[i].count++
			}
		}
	}
	return slices.DeleteFunc(all, func(one countOf) bool { return one.count == 0 })
}

// capsBand reports whether a question keeps the band at Partial.
func capsBand(line *scoring.Line) bool {
	return line.Applicable() && line.Severity == questionnaire.SeverityCritical && line.Counted.Rank() < questionnaire.LevelMost.Rank()
}

// pressWalk handles the keys that move the cursor over what has the focus.
func (r *resultsScreen) pressWalk(msg tea.KeyPressMsg) bool {
	switch {
	case key.Matches(msg, keys.Up):
		r.step(0, -1)
	case key.Matches(msg, keys.Down):
		r.step(0, +1)
	case key.Matches(msg, keys.Left):
		r.step(-1, 0)
	case key.Matches(msg, keys.Right):
		r.step(+1, 0)
	case key.Matches(msg, keys.PageUp):
		r.step(0, -r.gapRoom())
	case key.Matches(msg, keys.PageDown):
		r.step(0, +r.gapRoom())
	case key.Matches(msg, keys.Pane):
		r.focus = (r.focus + 1) % resultsFoci
		if r.focus == onAreas || r.focus == onCells {
			r.sheet = r.focus
		}
	default:
		return false
	}
	return true
}

// step moves the cursor of what has the focus. Sideways, the gaps have none but
// the target.
func (r *resultsScreen) step(across, down int) {
	move := func(at, by, size int) int { return max(0, min(size-1, at+by)) }
	switch r.focus {
	case onGaps:
		r.chosen = move(r.chosen, down, len(r.gaps))
		if across != 0 {
			r.target = move(r.target, across, len(r.targets))
			r.aim()
		}
	case onCounts:
		r.count = move(r.count, across+down, len(r.parts))
	case onCells:
		r.tier = move(r.tier, across, len(r.tiers()))
		r.area = move(r.area, down, len(r.areas))
	default:
		r.area = move(r.area, across+down, len(r.areas))
	}
}

func (r *resultsScreen) tiers() []questionnaire.Tier { return r.app.session.assessment.Scope().Tiers }

// open goes to the gap under the cursor, or lists the questions behind the
// number there.
func (r *resultsScreen) open() {
	switch area := r.areas[r.area]; r.focus {
	case onGaps:
		if len(r.gaps) > 0 {
			r.app.show(newQuestionAt(r.app, r.gaps[r.chosen].Question))
		}
	case onCounts:
		if len(r.parts) > 0 {
			r.app.showQuestions(r.parts[r.count].of)
		}
	case onCells:
		r.app.showQuestions(inCell(area.ID, r.tiers()[r.tier]))
	default:
		r.app.showQuestions(inArea(area.ID))
	}
}

// inArea returns the questions of an area.
func inArea(area questionnaire.Area) questionsOf {
	return questionsOf{title: area.Name(), holds: func(line *scoring.Line) bool { return line.Area == area }}
}

// inCell returns the questions of an area × tier cell.
func inCell(area questionnaire.Area, tier questionnaire.Tier) questionsOf {
	return questionsOf{
		title: area.ShortName() + ", " + tier.String(),
		rule:  "Those that apply. One of several tiers is in the cell of each.",
		holds: func(line *scoring.Line) bool {
			return line.Area == area && line.Applicable() && slices.Contains(line.In, tier)
		},
	}
}

// countLine draws the counts on one line, as many as fit around the chosen one.
func (r *resultsScreen) countLine() string {
	t := r.app.env.theme
	first, line := 0, ""
	for ; first < len(r.parts); first++ {
		line = " "
		chosenEnds := 0
		for i := first; i < len(r.parts); i++ {
			line += r.countText(i) + "  "
			if i == r.count {
				chosenEnds = ansi.StringWidth(line)
			}
		}
		if r.focus != onCounts || chosenEnds <= r.width {
			break
		}
	}
	return t.fit(line, r.width)
}

func (r *resultsScreen) countText(place int) string {
	t, part := r.app.env.theme, r.parts[place]
	text := strings.TrimSpace(fmt.Sprintf("%s %s %d", part.symbol, part.word, part.count))
	if r.focus == onCounts && place == r.count {
		return t.selected.Render("[" + text + "]")
	}
	return t.muted.Render(text)
}
