package tui

import (
	"fmt"
	"maps"
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
	places   map[string]int  // of the gaps in that order
	targets  []int           // percentages that are ahead
	target   int             // place in targets
	whatIf   scoring.Share   // the coverage with every ticked gap at all
	way      way
}

// way is how far along the order a target is: the least number of steps from its
// beginning that, beside what is ticked, reach it.
type way struct {
	steps    int
	missing  int           // how many of them are not ticked
	coverage scoring.Share // with all of them, and with what is ticked
	reached  bool          // whether the whole order reaches the target at all
}

// rescore takes over the gaps as they are now. While they are the same, the way
// to a target and the target stay.
func (p *prospect) rescore(sheet *scoring.Sheet) {
	gaps, now, misled := p.gaps, p.now, p.misleads
	p.now, p.gaps, p.misleads = sheet.Coverage(), scoring.Gaps(sheet), carriedDraft(sheet)
	if p.ticked == nil {
		p.ticked = make(map[string]bool)
	}
	same := func(a, b scoring.Gap) bool {
		return a.Question == b.Question && a.Level == b.Level && a.Lift.Cmp(b.Lift) == 0
	}
	if p.places == nil || p.misleads != misled || p.now.Fraction() != now.Fraction() || !slices.EqualFunc(gaps, p.gaps, same) {
		p.plan(sheet)
	}
}

// plan works out the order in which gaps bring most for their effort, and the
// targets that are ahead: the limits of the bands and whole tens.
func (p *prospect) plan(sheet *scoring.Sheet) {
	p.order = scoring.Plan(sheet, percentOf(100)).Steps
	p.places = make(map[string]int, len(p.order))
	for place, step := range p.order {
		p.places[step.Question] = place
	}
	maps.DeleteFunc(p.ticked, func(question string, _ bool) bool {
		_, still := p.places[question]
		return !still
	})
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
	p.setOut()
}

func percentOf(percent int) scoring.Share {
	share, _ := scoring.ParsePercent(fmt.Sprint(percent))
	return share
}

// aims reports whether there is a target to show.
func (p *prospect) aims() bool { return len(p.targets) > 0 && !p.misleads }

// setOut adds up what the ticked gaps bring, and looks for the target from the
// beginning of the order.
func (p *prospect) setOut() {
	p.whatIf = p.now
	for question := range p.ticked {
		p.whatIf = p.whatIf.Plus(p.order[p.places[question]].Lift)
	}
	p.way = way{coverage: p.whatIf}
	p.aim()
}

// aim goes on, from where the way was left, to the target.
func (p *prospect) aim() {
	if p.aims() {
		p.way = p.toward(p.targets[p.target])
	}
}

// toward goes along the order, from where the way was left, to a target.
func (p *prospect) toward(percent int) way {
	target, along := percentOf(percent), p.way
	for along.steps < len(p.order) && along.coverage.Cmp(target) < 0 {
		along = p.onward(along)
	}
	for along.steps > 0 {
		back := p.back(along)
		if back.coverage.Cmp(target) < 0 {
			break
		}
		along = back
	}
	along.reached = along.coverage.Cmp(target) >= 0
	return along
}

// onward goes one step on. One that is ticked brings nothing more.
func (p *prospect) onward(from way) way {
	if step := p.order[from.steps]; !p.ticked[step.Question] {
		from.missing++
		from.coverage = from.coverage.Plus(step.Lift)
	}
	from.steps++
	return from
}

// back goes one step back.
func (p *prospect) back(from way) way {
	from.steps--
	if step := p.order[from.steps]; !p.ticked[step.Question] {
		from.missing--
		from.coverage = from.coverage.Minus(step.Lift)
	}
	return from
}

// missing returns the gaps along a way that are not ticked: they lead to its target
// with the least effort, or as near as gaps lead.
func (p *prospect) missing(along way) []string {
	var questions []string
	for _, step := range p.order[:along.steps] {
		if !p.ticked[step.Question] {
			questions = append(questions, step.Question)
		}
	}
	return questions
}

// turn ticks a gap, or takes its tick away.
func (p *prospect) turn(question string) {
	place, isGap := p.places[question]
	if !isGap {
		return
	}
	lift, missing, move := p.order[place].Lift, -1, scoring.Share.Plus
	if p.ticked[question] {
		delete(p.ticked, question)
		missing, move = +1, scoring.Share.Minus
	} else {
		p.ticked[question] = true
	}
	p.whatIf = move(p.whatIf, lift)
	if place < p.way.steps {
		p.way.missing += missing // what lies on the way counts, ticked or not
	} else {
		p.way.coverage = move(p.way.coverage, lift)
	}
	p.aim()
}

// tickPlan ticks what brings the coverage to the target or, where that is
// ticked, takes all ticks away.
func (p *prospect) tickPlan() {
	if !p.aims() {
		return
	}
	if p.way.missing == 0 {
		clear(p.ticked)
	}
	for _, question := range p.missing(p.way) {
		p.ticked[question] = true
	}
	p.setOut()
}
