package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

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
	case key.Matches(msg, keys.Top):
		r.step(0, -len(r.gaps))
	case key.Matches(msg, keys.Bottom):
		r.step(0, +len(r.gaps))
	case key.Matches(msg, keys.Pane):
		r.turnFocus(+1)
	case key.Matches(msg, keys.PaneBack):
		r.turnFocus(-1)
	default:
		return false
	}
	return true
}

// turnFocus goes on to the next part of the screen in a direction.
func (r *resultsScreen) turnFocus(by int) {
	r.focus = resultsFocus(turned(int(r.focus), by, int(resultsFoci)))
	if r.focus == onAreas || r.focus == onCells {
		r.sheet = r.focus
	}
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
		r.openGap()
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

// openGap goes to the gap under the cursor, from where esc leads back here.
func (r *resultsScreen) openGap() {
	if len(r.gaps) == 0 {
		return
	}
	places := make([]int, len(r.gaps))
	for i, gap := range r.gaps {
		places[i], _ = r.app.session.sheet.Place(gap.Question)
	}
	r.app.show(newQuestionOn(r.app, newListWalk("Gaps", places, r.chosen, func(row int) { r.chosen = row })))
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
