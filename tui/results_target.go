package tui

import (
	"fmt"
	"slices"

	"demarc/scoring"
)

// The live "what if": gaps are ticked, and the coverage moves toward a target.

// plan works out the order in which gaps bring most for their effort, and the
// targets that are ahead: the limits of the bands and whole tens. It keeps what
// it has while the gaps are the same.
func (r *resultsScreen) plan(before []scoring.Gap) {
	same := func(a, b scoring.Gap) bool {
		return a.Question == b.Question && a.Level == b.Level && a.Lift.Cmp(b.Lift) == 0
	}
	if r.order != nil && slices.EqualFunc(before, r.gaps, same) {
		return
	}
	whole, _ := scoring.ParsePercent("100")
	r.order = scoring.Plan(r.app.session.sheet, whole).Steps
	r.targets, r.target = nil, 0
	bands := r.bands()
	limits := []int{bands.Partial, bands.Substantial, bands.High}
	for percent := 1; percent <= 100; percent++ {
		if target := percentOf(percent); percent%10 == 0 || slices.Contains(limits, percent) {
			if r.overall.Coverage.Known() && r.overall.Coverage.Cmp(target) < 0 {
				r.targets = append(r.targets, percent)
			}
		}
	}
	for _, limit := range slices.Backward(limits) {
		if at := slices.Index(r.targets, limit); at >= 0 {
			r.target = at // the next band is the nearest that is ahead
		}
	}
}

func percentOf(percent int) scoring.Share {
	share, _ := scoring.ParsePercent(fmt.Sprint(percent))
	return share
}

// aim works out what the ticked gaps bring, and which others then bring the
// coverage to the target with the least effort.
func (r *resultsScreen) aim() {
	r.whatIf, r.missing, r.reached = r.overall.Coverage, nil, false
	for _, gap := range r.gaps {
		if r.ticked[gap.Question] {
			r.whatIf = r.whatIf.Plus(gap.Lift)
		}
	}
	if !r.aims() {
		return
	}
	target, coverage := percentOf(r.targets[r.target]), r.whatIf
	for _, step := range r.order {
		if coverage.Cmp(target) >= 0 {
			break
		}
		if !r.ticked[step.Question] {
			r.missing = append(r.missing, step.Question)
			coverage = coverage.Plus(step.Lift)
		}
	}
	r.reached = coverage.Cmp(target) >= 0
}

// aims reports whether there is a target to show: not where the coverage is not
// what it will be once carried answers are re-affirmed.
func (r *resultsScreen) aims() bool { return len(r.targets) > 0 && !r.carried() }

// targetText says how far it is to the target.
func (r *resultsScreen) targetText() string {
	if !r.aims() {
		return ""
	}
	text := fmt.Sprintf("to %d: ", r.targets[r.target])
	switch {
	case r.reached && len(r.missing) == 0:
		return text + "reached"
	case r.reached:
		return text + fmt.Sprintf("%d more", len(r.missing))
	default:
		return text + "not by these alone"
	}
}

// tickPlan ticks what brings the coverage to the target or, where that is
// ticked, takes all ticks away.
func (r *resultsScreen) tickPlan() {
	if !r.aims() {
		return
	}
	if len(r.missing) == 0 {
		clear(r.ticked)
	}
	for _, question := range r.missing {
		r.ticked[question] = true
	}
	r.aim()
}

func (r *resultsScreen) tick() {
	if len(r.gaps) == 0 {
		return
	}
	id := r.gaps[r.chosen].Question
	if r.ticked[id] {
		delete(r.ticked, id)
	} else {
		r.ticked[id] = true
	}
	r.aim()
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
