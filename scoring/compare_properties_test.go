package scoring_test

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/scoring"
)

// forPairs runs a property over drawn pairs until one fails.
func forPairs(t *testing.T, property func(t *testing.T, g *generator, drawn drawnPair, c scoring.Comparison)) {
	t.Helper()
	t.Parallel()
	pairs := uint64(400)
	if testing.Short() {
		pairs = 50
	}
	for seed := range pairs {
		g := newGenerator(seed)
		drawn, comparison := g.comparedPair()
		property(t, g, drawn, comparison)
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

func TestBridgeAddsUpExactly(t *testing.T) {
	forPairs(t, func(t *testing.T, _ *generator, _ drawnPair, c scoring.Comparison) {
		sum, printed := c.Reported.Old, scoring.Tenths(0)
		for _, step := range c.BridgeSteps() {
			sum = sum.Plus(step.Change)
			printed += step.Tenths
			if off := offBy(step); off.Cmp(big.NewRat(1, 1)) >= 0 {
				t.Errorf("%s: %s is printed as %s", step.Name, step.Change.Fraction(), step.Tenths)
			}
		}
		if sum.Cmp(c.Reported.New) != 0 {
			t.Errorf("the parts lead to %s, not %s", sum.Fraction(), c.Reported.New.Fraction())
		}
		if printed != c.PrintedChange() {
			t.Errorf("the printed parts add up to %s, not %s", printed, c.PrintedChange())
		}
	})
}

// offBy returns how many tenths the printed part is from the exact one.
func offBy(step scoring.BridgeStep) *big.Rat {
	exact, _ := new(big.Rat).SetString(step.Change.Fraction())
	exact.Mul(exact, big.NewRat(1000, 1))
	return exact.Sub(exact, new(big.Rat).SetInt64(int64(step.Tenths))).Abs(exact)
}

func TestComparedWithItselfNothingMoves(t *testing.T) {
	forPairs(t, func(t *testing.T, _ *generator, drawn drawnPair, _ scoring.Comparison) {
		sheet := drawn.after.score()
		c, err := scoring.Compare(sheet, sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range c.BridgeSteps() {
			if step.Tenths != 0 || step.Change.Fraction() != "0" {
				t.Errorf("%s is %s, %s", step.Name, step.Change.Fraction(), step.Tenths)
			}
		}
		if moved := len(c.Regressions) + len(c.Improvements) + len(c.Lost) + len(c.Gained) + len(c.BecameNA) + len(c.CeasedNA) +
			len(c.Revised) + len(c.Entered) + len(c.Gone) + len(c.WentStale) + len(c.ExceptionsBegun) + len(c.ExceptionsExpired); moved > 0 {
			t.Errorf("%d things moved: %s", moved, encode(c))
		}
		if c.LikeForLike.Old.Fraction() != c.LikeForLike.New.Fraction() {
			t.Errorf("like for like %s and %s", c.LikeForLike.Old.Fraction(), c.LikeForLike.New.Fraction())
		}
	})
}

func TestComparisonIgnoresOrderInTheDocuments(t *testing.T) {
	forPairs(t, func(t *testing.T, g *generator, drawn drawnPair, c scoring.Comparison) {
		shuffled := drawn
		for _, side := range []*sample{&shuffled.before, &shuffled.after} {
			side.assessment = decode(side.bank, g.shuffledAnswers(side.document))
		}
		again, err := shuffled.compare()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(encode(c)), string(encode(again))); diff != "" {
			t.Errorf("another order gives another comparison (-as drawn +shuffled):\n%s", diff)
		}
	})
}
