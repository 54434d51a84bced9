package tui

import "fmt"

// How the results show the live "what if".

// targetText says how far it is to the target.
func (r *resultsScreen) targetText() string {
	if !r.aims() {
		return ""
	}
	text := fmt.Sprintf("to %d: ", r.targets[r.target])
	switch {
	case r.way.reached && r.way.missing == 0:
		return text + "reached"
	case r.way.reached:
		return text + fmt.Sprintf("%d more", r.way.missing)
	default:
		return text + "not by these alone"
	}
}

func (r *resultsScreen) tick() {
	if len(r.gaps) == 0 {
		return
	}
	r.turn(r.gaps[r.chosen].Question)
}

// whatIfText says what the ticked gaps would bring, and how far it is then to
// the target.
func (r *resultsScreen) whatIfText() string {
	t, text := r.app.env.theme, ""
	if len(r.ticked) > 0 {
		text = fmt.Sprintf("%d ticked  %s %s %s ", len(r.ticked), r.overall.Coverage.PercentIn(r.bands()), t.symbols.arrow, r.whatIf.PercentIn(r.bands()))
		if !r.short() {
			text = "what if: " + text
		}
	}
	if target := r.targetText(); target != "" {
		text += " " + target + " "
	}
	if len(r.ticked) == 0 && len(r.gaps) > 0 {
		return t.muted.Render(text + fmt.Sprintf(" %d of %d ", r.chosen+1, len(r.gaps)))
	}
	return text
}
