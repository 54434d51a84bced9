package scoring_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

// forPairs runs a property over drawn pairs until one fails.
func forPairs(t *testing.T, property func(t *testing.T, g *generator, drawn drawnPair, c scoring.Comparison)) {
	t.Helper()
	t.Parallel()
	pairs := uint64(250)
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
		sum, printed, whole := c.Reported.Old, scoring.Tenths(0), 0
		for _, step := range c.BridgeSteps() {
			sum = sum.Plus(step.Change)
			printed += step.Tenths
			whole += step.Whole
			if off := offBy(step); off.Cmp(big.NewRat(1, 1)) >= 0 {
				t.Errorf("%s: %s is printed as %s", step.Name, step.Change.Fraction(), step.Tenths)
			}
		}
		if sum.Cmp(c.Reported.New) != 0 {
			t.Errorf("the parts lead to %s, not %s", sum.Fraction(), c.Reported.New.Fraction())
		}
		if whole != c.WholeChange() {
			t.Errorf("the whole parts add up to %d, not %d", whole, c.WholeChange())
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

// What is the same on both sides moves nothing.
func TestBridgeHasNoPartOfWhatIsTheSame(t *testing.T) {
	forPairs(t, func(t *testing.T, _ *generator, drawn drawnPair, c scoring.Comparison) {
		one := drawn.before.bank == drawn.after.bank
		if one && c.Bridge.Bank.Fraction() != "0" {
			t.Errorf("one bank, but it moves %s", c.Bridge.Bank.Fraction())
		}
		if cmp.Equal(drawn.before.assessment.Scope(), drawn.after.assessment.Scope(), cmp.Comparer(sameWord[questionnaire.Tier]),
			cmp.Comparer(sameWord[questionnaire.Depth])) && c.Bridge.Scope.Fraction() != "0" {
			t.Errorf("one scope, but it moves %s", c.Bridge.Scope.Fraction())
		}
		if none := len(c.BecameNA)+len(c.CeasedNA) == 0; none && one && len(c.Lost)+len(c.Entered) == 0 && c.Bridge.NA.Fraction() != "0" {
			t.Errorf("nothing became or ceased to be na, but it moves %s", c.Bridge.NA.Fraction())
		}
	})
}

func sameWord[T comparable](a, b T) bool { return a == b }

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

// TestPairsHoldEveryKind keeps the generator honest: what it never draws, the
// properties say nothing about.
func TestPairsHoldEveryKind(t *testing.T) {
	seen := make(map[string]bool)
	for seed := range uint64(600) {
		drawn := newGenerator(seed).pair()
		c, err := drawn.compare()
		if errors.Is(err, scoring.ErrNothingApplies) {
			seen["nothing applies"] = true
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		lookAtPair(drawn, c, seen)
	}
	for _, kind := range []string{
		"nothing applies", "one bank", "other weights", "other scope",
		"bank", "scope", "na", "answered", "answers", "all five parts", "rounded up", "rounded down",
		"regression", "improvement", "lost", "gained", "became na", "ceased to be na", "revised", "entered", "new in the bank",
		"gone", "retired", "re-affirmed", "re-affirmed in bulk", "changed", "left", "went stale", "exception begun", "exception expired",
		"like for like", "nothing alike", "all alike",
	} {
		if !seen[kind] {
			t.Errorf("no pair holds %s", kind)
		}
	}
}

func lookAtPair(drawn drawnPair, c scoring.Comparison, seen map[string]bool) {
	note := func(kind string, holds bool) { seen[kind] = seen[kind] || holds }
	note("one bank", drawn.before.bank == drawn.after.bank)
	note("other weights", drawn.before.bank.Weights() != drawn.after.bank.Weights())
	note("other scope", len(drawn.before.assessment.Scope().Tiers) != len(drawn.after.assessment.Scope().Tiers))
	moving := 0
	for _, step := range c.BridgeSteps() {
		if step.Change.Fraction() != "0" {
			moving++
			seen[step.Name] = true
		}
		exact := step.Change.Tenths()
		note("rounded up", step.Tenths > exact)
		note("rounded down", step.Tenths < exact)
	}
	note("all five parts", moving == 5)
	for kind, list := range map[string][]scoring.Movement{
		"regression": c.Regressions, "improvement": c.Improvements, "lost": c.Lost, "gained": c.Gained,
		"became na": c.BecameNA, "ceased to be na": c.CeasedNA, "revised": c.Revised,
	} {
		note(kind, len(list) > 0)
	}
	for kind, list := range map[string][]string{
		"re-affirmed": c.Reaffirmed, "re-affirmed in bulk": c.ReaffirmedInBulk, "changed": c.Changed, "left": c.Left, "went stale": c.WentStale,
	} {
		note(kind, len(list) > 0)
	}
	for _, entry := range c.Entered {
		note("new in the bank", entry.NewInBank)
		note("entered", !entry.NewInBank)
	}
	for _, departure := range c.Gone {
		note("retired", departure.Retired && len(departure.Successors) > 0)
		note("gone", !departure.Retired)
	}
	note("exception begun", len(c.ExceptionsBegun) > 0)
	note("exception expired", len(c.ExceptionsExpired) > 0)
	note("nothing alike", !c.LikeForLike.Old.Known())
	note("like for like", c.LikeForLike.Questions > 0 && c.LikeForLike.LeftOut > 0)
	note("all alike", c.LikeForLike.Questions > 0 && c.LikeForLike.LeftOut == 0)
}
