package scoring

import (
	"math/big"
	"slices"
	"strconv"

	"demarc/questionnaire"
)

// Bridge leads from the old overall coverage to the new one. Starting from the
// old assessment, one thing at a time is taken over from the new one, in the
// order of the fields, and each field is what the coverage changed by that. The
// fields are exact and add up to the change.
type Bridge struct {
	// Bank takes over questions and weights. New questions enter unanswered,
	// retired ones leave, and another revision loses its old answer. A question
	// that only the new bank asks of the old scope enters with the answer that
	// stands in the old assessment, if there is one.
	Bank Share `json:"bank"`
	// Scope takes over tiers, services and depth. Newly asked questions enter
	// with their old answer if there is one, others leave.
	Scope Share `json:"scope"`
	// NA takes over the answers to questions that are na on exactly one side.
	NA Share `json:"na"`
	// Answered takes over the answers to questions that have a level on one side
	// and are unanswered, unknown or carried on the other.
	Answered Share `json:"answered"`
	// Answers takes over all other answers, and with the new as-of day the
	// exceptions that began or expired.
	Answers Share `json:"answers"`
}

// bridge re-scores the old assessment after each of the five takings over.
// Where no question applies in between, the coverage is 0 there.
func bridge(before, after *Sheet) Bridge {
	coverage := before.Coverage()
	changeTo := func(lines []Line) Share {
		was := coverage
		coverage = orZero(coverageOf(lines))
		return coverage.Minus(was)
	}
	var parts Bridge
	parts.Bank = changeTo(after.takeOver(before.assessment.Scope(), before))
	lines := after.takeOver(after.assessment.Scope(), before)
	parts.Scope = changeTo(lines)
	// From here on lines holds the same questions as the new sheet, in the same
	// order.
	takeAnswersIn(lines, after.lines, NotApplicable)
	parts.NA = changeTo(lines)
	takeAnswersIn(lines, after.lines, Answered)
	parts.Answered = changeTo(lines)
	parts.Answers = changeTo(after.lines)
	return parts
}

// takeAnswersIn takes over the lines of the questions that have the standing in
// exactly one of the two.
func takeAnswersIn(lines, from []Line, standing Standing) {
	for i := range lines {
		if (lines[i].Standing == standing) != (from[i].Standing == standing) {
			lines[i] = from[i]
		}
	}
}

// takeOver returns a line for every question that a scope asks of the sheet's
// bank, with the answer that the old sheet gives on its own as-of day.
func (s *Sheet) takeOver(scope questionnaire.Scope, before *Sheet) []Line {
	questions := questionnaire.Asked(s.bank, scope)
	lines := make([]Line, 0, len(questions))
	for _, asked := range questions {
		lines = append(lines, s.takenOver(asked, before))
	}
	return lines
}

func (s *Sheet) takenOver(asked questionnaire.AskedQuestion, before *Sheet) Line {
	var answer questionnaire.Answer
	if question, ok := before.bank.Question(asked.ID); ok && question.Revision == asked.Revision {
		answer, _ = before.assessment.Answer(asked.ID)
	}
	return countedLine(s.bank, asked, answer, before.asOf)
}

func coverageOf(lines []Line) Share {
	sums := newAreaSums()
	for i := range lines {
		sums.add(&lines[i], +1)
	}
	return sums.coverage()
}

func orZero(share Share) Share {
	if !share.Known() {
		return Share{new(big.Rat)}
	}
	return share
}

// Tenths counts tenths of a percentage point, as pages print them.
type Tenths int

// String returns the tenths as points with their sign: +4.1, -0.3 or 0.0.
func (t Tenths) String() string {
	sign := ""
	switch {
	case t < 0:
		sign, t = "-", -t
	case t > 0:
		sign = "+"
	}
	return sign + strconv.Itoa(int(t)/10) + "." + strconv.Itoa(int(t)%10)
}

// Tenths returns the share as Percent prints it with one decimal.
func (s Share) Tenths() Tenths {
	if !s.Known() {
		return 0
	}
	printed, _ := new(big.Rat).SetString(s.Percent(1))
	return Tenths(printed.Mul(printed, ten).Num().Int64())
}

var (
	ten      = new(big.Rat).SetInt64(10)
	thousand = new(big.Rat).SetInt64(1000)
)

// PrintedChange returns the difference of the two overall coverages as they are
// printed with one decimal, so that a reader who subtracts them gets the same.
func (c Comparison) PrintedChange() Tenths { return c.Reported.New.Tenths() - c.Reported.Old.Tenths() }

// WholeChange is PrintedChange in whole points, for whole percents.
func (c Comparison) WholeChange() int { return c.Reported.New.Whole() - c.Reported.Old.Whole() }

// Whole returns the share in percent as Percent prints it without decimals.
func (s Share) Whole() int {
	if !s.Known() {
		return 0
	}
	printed, _ := new(big.Rat).SetString(s.Percent(0))
	return int(printed.Num().Int64())
}

// BridgeStep is one part of the bridge as a page shows it.
type BridgeStep struct {
	Name   string // bank, scope, na, answered or answers
	Change Share  // exact
	Tenths Tenths // as printed beside percentages with one decimal
	Whole  int    // points as printed beside whole percents
}

// BridgeSteps returns the parts of the bridge in their order. Printed, in tenths
// or in whole points, they add up to the printed change.
func (c Comparison) BridgeSteps() []BridgeStep {
	steps := []BridgeStep{
		{Name: "bank", Change: c.Bridge.Bank},
		{Name: "scope", Change: c.Bridge.Scope},
		{Name: "na", Change: c.Bridge.NA},
		{Name: "answered", Change: c.Bridge.Answered},
		{Name: "answers", Change: c.Bridge.Answers},
	}
	tenths := apportion(steps, thousand, int(c.PrintedChange()))
	points := apportion(steps, hundred, c.WholeChange())
	for i := range steps {
		steps[i].Tenths, steps[i].Whole = Tenths(tenths[i]), points[i]
	}
	return steps
}

// apportion returns the steps in whole units of which one is 1 ÷ units, so that
// they add up to the printed change: every part is rounded down, and what is then
// missing goes, a unit each, to the parts that lost most by that, of equals to the
// earlier ones. At most a unit is missing for each part that was rounded, because
// printing moves the whole change by less than one.
func apportion(steps []BridgeStep, units *big.Rat, missing int) []int {
	parts := make([]int, len(steps))
	remainders := make([]*big.Rat, len(steps))
	byRemainder := make([]int, len(steps))
	for i, step := range steps {
		parts[i], remainders[i] = roundedDown(step.Change, units)
		missing -= parts[i]
		byRemainder[i] = i
	}
	slices.SortStableFunc(byRemainder, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	for _, i := range byRemainder[:missing] {
		parts[i]++
	}
	return parts
}

// roundedDown returns the whole units in a change, toward the lower, and what of
// a unit is left.
func roundedDown(change Share, units *big.Rat) (int, *big.Rat) {
	exact := new(big.Rat).Mul(change.value, units)
	whole := new(big.Int).Div(exact.Num(), exact.Denom()) // Euclidean: the remainder is not negative
	return int(whole.Int64()), exact.Sub(exact, new(big.Rat).SetInt(whole))
}
