package scoring_test

import (
	"cmp"
	"math/big"
	"slices"
)

type gap struct {
	Question, Area, Severity, Effort, Level string
	Expired                                 bool
	Lift                                    string
}

type plan struct {
	Start, End string
	Reached    bool
	Steps      []step
}

type step struct{ Question, Effort, Lift, After string }

var (
	effortOrder = []string{"low", "medium", "high"}
	effortCost  = map[string]int64{"low": 1, "medium": 3, "high": 8}
)

// missing is what the gap would earn more at all.
func (o *oracle) missing(q questionDocument) int64 {
	return o.bank.Weights[q.Severity] * (4 - o.points(q))
}

// lifts returns by how much overall coverage grows when a gap is closed.
func (o *oracle) lifts() func(q questionDocument) *big.Rat {
	possible := make(map[string]int64)
	for _, area := range areaOrder {
		if f, _ := o.add(o.column(area, "")); f.Applicable > 0 {
			possible[area] = f.Possible
		}
	}
	return func(q questionDocument) *big.Rat {
		return big.NewRat(o.missing(q), possible[q.Area]*int64(len(possible)))
	}
}

// gaps returns the open gaps, or those whose risk is accepted, in gap order.
func (o *oracle) gaps(accepted bool) []gap {
	var below []questionDocument
	for _, q := range o.asked {
		if o.standing(q) != "na" && o.points(q) < 4 && o.accepted(q) == accepted {
			below = append(below, q)
		}
	}
	if !accepted {
		slices.SortFunc(below, func(a, b questionDocument) int {
			return cmp.Or(
				cmp.Compare(o.missing(b), o.missing(a)),
				slices.Index(severityOrder, a.Severity)-slices.Index(severityOrder, b.Severity),
				slices.Index(effortOrder, a.Effort)-slices.Index(effortOrder, b.Effort),
				cmp.Compare(a.ID, b.ID))
		})
	}
	lift, gaps := o.lifts(), []gap(nil)
	for _, q := range below {
		level := o.standing(q)
		if level == "graded" || level == "expired" {
			level = o.doc.Answers[q.ID].Level
		}
		gaps = append(gaps, gap{q.ID, q.Area, q.Severity, q.Effort, level, o.expired(q), exact(lift(q))})
	}
	return gaps
}

// plan closes one gap after another and scores everything again after each. It
// changes the oracle's answers, so it comes last.
func (o *oracle) plan(target *big.Rat) plan {
	end := o.means()[0]
	p := plan{Start: exact(end)}
	for left := o.gaps(false); len(left) > 0 && end.Cmp(target) < 0; {
		best := slices.MaxFunc(left, func(a, b gap) int { return perEffort(a).Cmp(perEffort(b)) })
		left = slices.DeleteFunc(left, func(g gap) bool { return g.Question == best.Question })
		o.close(best.Question)
		end = o.means()[0]
		p.Steps = append(p.Steps, step{best.Question, best.Effort, best.Lift, exact(end)})
	}
	p.End, p.Reached = exact(end), end != nil && end.Cmp(target) >= 0
	return p
}

func (o *oracle) close(id string) {
	if o.doc.Answers == nil {
		o.doc.Answers = make(map[string]answerDocument)
	}
	o.doc.Answers[id] = answerDocument{Level: "all", State: "new"}
}

func perEffort(g gap) *big.Rat {
	lift, _ := new(big.Rat).SetString(g.Lift)
	return lift.Mul(lift, big.NewRat(1, effortCost[g.Effort]))
}
