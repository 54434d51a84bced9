package scoring_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"demarc/scoring"
)

func TestCompareAgreesWithOracle(t *testing.T) {
	const pairs, workers, often = 2_000, 4, 20
	var seen [workers]map[string]int
	t.Run("pairs", func(t *testing.T) {
		for worker := range workers {
			seen[worker] = make(map[string]int)
			t.Run(fmt.Sprintf("worker %d", worker), func(t *testing.T) {
				t.Parallel()
				for seed := worker; seed < pairs && !t.Failed(); seed += workers {
					agreeOnPair(t, uint64(seed), seen[worker])
				}
			})
		}
	})
	if t.Failed() {
		return // before the other pairs were drawn
	}
	for _, kind := range pairKinds {
		times := 0
		for _, of := range seen {
			times += of[kind]
		}
		if times < often {
			t.Errorf("of %d pairs only %d hold: %s", pairs, times, kind)
		}
	}
}

func agreeOnPair(t *testing.T, seed uint64, seen map[string]int) {
	t.Helper()
	drawn := newGenerator(seed).pair()
	oracle := drawn.oracle()
	said := oracle.compare()
	for kind := range oracle.look(said) {
		seen[kind]++
	}
	compared, err := drawn.compare()
	if err != nil && !errors.Is(err, scoring.ErrNothingApplies) {
		t.Errorf("seed %d: %v", seed, err)
		return
	}
	same(t, fmt.Sprintf("seed %d", seed), said, saidBy(compared, err))
}

// saidBy returns what the comparison says in the oracle's form.
func saidBy(c scoring.Comparison, err error) comparison {
	if err != nil {
		return comparison{Refused: true}
	}
	said := comparison{
		Reported: oldNew{c.Reported.Old.Fraction(), c.Reported.New.Fraction()},
		LikeForLike: likeForLike{
			Old: c.LikeForLike.Old.Fraction(), New: c.LikeForLike.New.Fraction(),
			Questions: c.LikeForLike.Questions, LeftOut: c.LikeForLike.LeftOut,
		},
		Bridge: bridge{
			c.Bridge.Bank.Fraction(), c.Bridge.Scope.Fraction(), c.Bridge.NA.Fraction(),
			c.Bridge.Answered.Fraction(), c.Bridge.Answers.Fraction(),
		},
		Areas:       make(map[string]oldNew),
		Regressions: byQuestion(c.Regressions), Improvements: byQuestion(c.Improvements), Lost: byQuestion(c.Lost),
		Reaffirmed: sorted(c.Reaffirmed), InBulk: sorted(c.ReaffirmedInBulk), Changed: sorted(c.Changed), Left: sorted(c.Left),
	}
	for _, step := range c.BridgeSteps() {
		said.Printed = append(said.Printed, int(step.Tenths))
	}
	for _, area := range c.Areas {
		said.Areas[area.ID.String()] = oldNew{area.Old.Fraction(), area.New.Fraction()}
	}
	return said
}

func sorted(ids []string) []string {
	return slices.Sorted(slices.Values(ids))
}

// byQuestion sorts movements by their question; their own order is not the
// oracle's business.
func byQuestion(movements []scoring.Movement) []movement {
	var list []movement
	for _, m := range movements {
		list = append(list, movement(m))
	}
	slices.SortFunc(list, func(a, b movement) int { return strings.Compare(a.Question, b.Question) })
	return list
}
