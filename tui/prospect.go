package tui

import (
	"fmt"
	"slices"

	"demarc/scoring"
)

// prospect is the live "what if": gaps are ticked, and the coverage moves toward
// a target.
type prospect struct {
	now      scoring.Share // the coverage as it is
	gaps     []scoring.Gap
	misleads bool            // the coverage is not what it will be once carried answers are re-affirmed
	ticked   map[string]bool // gaps, by question
	order    []scoring.Step  // in which gaps bring most for their effort
	targets  []int           // percentages that are ahead
	target   int             // place in targets
	whatIf   scoring.Share   // the coverage with every ticked gap at all
	missing  []string        // the gaps that then lead on to the target
	reached  bool            // whether they reach it
}

// rescore takes over the gaps as they are now. While they are the same, the way
// to a target and the target stay.
func (p *prospect) rescore(sheet *scoring.Sheet) {
	before := p.gaps
	p.now, p.gaps, p.misleads = sheet.Coverage(), scoring.Gaps(sheet), carriedDraft(sheet)
	if p.ticked == nil {
		p.ticked = make(map[string]bool)
	}
	same := func(a, b scoring.Gap) bool {
		return a.Question == b.Question && a.Level == b.Level && a.Lift.Cmp(b.Lift) == 0
	}
	if p.order == nil || !slices.EqualFunc(before, p.gaps, same) {
		p.plan(sheet)
	}
	p.aim()
}

// plan works out the order in which gaps bring most for their effort, and the
// targets that are ahead: the limits of the bands and whole tens.
func (p *prospect) plan(sheet *scoring.Sheet) {
	p.order = scoring.Plan(sheet, percentOf(100)).Steps
	p.targets, p.target = nil, 0
	bands := sheet.Bank().Bands()
	limits := []int{bands.Partial, bands.Substantial, bands.High}
	for percent := 1; percent <= 100; percent++ {
		if percent%10 == 0 || slices.Contains(limits, percent) {
			if p.now.Known() && p.now.Cmp(percentOf(percent)) < 0 {
				p.targets = append(p.targets, percent)
			}
		}
	}
	for _, limit := range slices.Backward(limits) {
		if at := slices.Index(p.targets, limit); at >= 0 {
			p.target = at // the next band is the nearest that is ahead
		}
	}
}

func percentOf(percent int) scoring.Share {
	share, _ := scoring.ParsePercent(fmt.Sprint(percent))
	return share
}

// aims reports whether there is a target to show.
func (p *prospect) aims() bool { return len(p.targets) > 0 && !p.misleads }

// aim works out what the ticked gaps bring, and what is missing to the target.
func (p *prospect) aim() {
	p.whatIf, p.missing, p.reached = p.now, nil, false
	for _, gap := range p.gaps {
		if p.ticked[gap.Question] {
			p.whatIf = p.whatIf.Plus(gap.Lift)
		}
	}
	if p.aims() {
		p.missing, p.reached = p.toward(p.targets[p.target])
	}
}

// toward returns which gaps, beside those that are ticked, bring the coverage to
// a target with the least effort, and whether they do.
func (p *prospect) toward(percent int) (missing []string, reached bool) {
	target, coverage := percentOf(percent), p.whatIf
	for _, step := range p.order {
		if coverage.Cmp(target) >= 0 {
			break
		}
		if !p.ticked[step.Question] {
			missing = append(missing, step.Question)
			coverage = coverage.Plus(step.Lift)
		}
	}
	return missing, coverage.Cmp(target) >= 0
}

// turn ticks a gap, or takes its tick away.
func (p *prospect) turn(question string) {
	if p.ticked[question] {
		delete(p.ticked, question)
	} else {
		p.ticked[question] = true
	}
	p.aim()
}

// tickPlan ticks what brings the coverage to the target or, where that is
// ticked, takes all ticks away.
func (p *prospect) tickPlan() {
	if !p.aims() {
		return
	}
	if len(p.missing) == 0 {
		clear(p.ticked)
	}
	for _, question := range p.missing {
		p.ticked[question] = true
	}
	p.aim()
}
