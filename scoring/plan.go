package scoring

import (
	"cmp"
	"slices"

	"demarc/questionnaire"
)

// Roadmap is the order in which gaps reach a target with the least effort.
type Roadmap struct {
	Target  Share  `json:"target"`
	Reached bool   `json:"reached"`
	Start   Share  `json:"start"` // coverage now
	End     Share  `json:"end"`   // coverage after the last step
	Steps   []Step `json:"steps"`
}

// Step is one gap taken to all.
type Step struct {
	Question      string               `json:"question"`
	Effort        questionnaire.Effort `json:"effort"`
	Lift          Share                `json:"lift"`
	CoverageAfter Share                `json:"coverage_after"`
}

// effortCost is what an effort costs when gaps are weighed against each other.
func effortCost(effort questionnaire.Effort) int {
	switch effort {
	case questionnaire.EffortLow:
		return 1
	case questionnaire.EffortMedium:
		return 3
	default:
		return 8
	}
}

// Plan takes the gap with the most lift for its effort, again and again, until
// overall coverage reaches the target or no gap is left. Ties go by the order
// of Gaps. A gap's lift does not depend on the others, so one sorting does.
func Plan(sheet *Sheet, target Share) Roadmap {
	coverage := sheet.Coverage()
	roadmap := Roadmap{Target: target, Start: coverage, End: coverage, Steps: []Step{}}
	if !coverage.Known() {
		return roadmap
	}
	for _, gap := range byLiftPerEffort(Gaps(sheet)) {
		if coverage.Cmp(target) >= 0 {
			break
		}
		coverage = coverage.Plus(gap.Lift)
		roadmap.Steps = append(roadmap.Steps, Step{gap.Question, gap.Effort, gap.Lift, coverage})
	}
	roadmap.End = coverage
	roadmap.Reached = coverage.Cmp(target) >= 0
	return roadmap
}

// byLiftPerEffort returns gaps with the most lift for their effort first, equal
// ones in their order. All lifts are divided by the same number of areas, which
// so makes no difference.
func byLiftPerEffort(gaps []Gap) []Gap {
	slices.SortStableFunc(gaps, func(a, b Gap) int {
		return cmp.Compare(b.missing*a.possible*effortCost(a.Effort), a.missing*b.possible*effortCost(b.Effort))
	})
	return gaps
}
