package scoring

import (
	"math/big"
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
func effortCost(effort questionnaire.Effort) int64 {
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
// ones in their order.
func byLiftPerEffort(gaps []Gap) []Gap {
	type weighed struct {
		gap  Gap
		lift *big.Rat
	}
	all := make([]weighed, len(gaps))
	for i, gap := range gaps {
		all[i] = weighed{gap, new(big.Rat).Quo(gap.Lift.value, new(big.Rat).SetInt64(effortCost(gap.Effort)))}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return b.lift.Cmp(a.lift) })
	for i := range all {
		gaps[i] = all[i].gap
	}
	return gaps
}
