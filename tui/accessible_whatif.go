package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"demarc/scoring"
)

// askTicks asks which gaps would be closed.
func (f *figures) askTicks() (move, error) {
	if len(f.gaps) == 0 {
		f.say("There is no gap to close.")
		return stay, nil
	}
	ids, err := f.ask(field{name: "Ids of gaps, with commas between; one named again is taken back", check: required("the id of a gap")})
	if err != nil {
		return stay, err
	}
	f.tickAll(ids)
	return stay, nil
}

// tickAll ticks gaps, or takes ticks away, and says what that would bring.
func (f *figures) tickAll(ids string) {
	for _, id := range strings.FieldsFunc(strings.ToUpper(ids), func(r rune) bool { return r == ',' || r == ' ' }) {
		if !slices.ContainsFunc(f.gaps, func(gap scoring.Gap) bool { return gap.Question == id }) {
			f.say("%s is not among the gaps. Type gaps to hear them.", id)
			continue
		}
		f.turn(id)
	}
	var ticked []string
	for _, gap := range f.gaps {
		if f.ticked[gap.Question] {
			ticked = append(ticked, gap.Question)
		}
	}
	if len(ticked) == 0 {
		f.say("No gap is taken as closed.")
		return
	}
	sheet := f.session.sheet
	f.say("With %s at all: overall %s, instead of %s.", listWords(ticked), percentWords(f.whatIf, sheet), percentWords(f.now, sheet))
	if f.aims() && f.way.reached {
		f.say("To %d percent: %s.", f.targets[f.target], moreGaps(f.way.missing))
	}
}

func moreGaps(count int) string {
	if count == 0 {
		return "reached"
	}
	return plural(count, "more gap", "more gaps") + " with the least effort, b says which"
}

// planTo asks for a target, and reads the gaps that lead there.
func (f *figures) planTo() (move, error) {
	switch {
	case f.misleads:
		f.say("There is no way to a target while answers are carried over: re-affirm or change them first.")
		return stay, nil
	case !f.aims():
		f.say("No target is ahead: %s.", percentWords(f.now, f.session.sheet))
		return stay, nil
	}
	text, err := f.ask(field{
		name: "Target in percent", proposed: strconv.Itoa(f.targets[f.target]), check: f.ahead,
		help: "A whole number above the coverage of now. Proposed is the beginning of the next band.",
	})
	if err != nil {
		return stay, err
	}
	percent, err := strconv.Atoi(text)
	if err != nil {
		return stay, err
	}
	return f.readBehind(f.wayTo(percent))
}

// ahead refuses what is no target.
func (f *figures) ahead(text string) error {
	percent, err := strconv.Atoi(text)
	if err != nil || percent < 1 || percent > 100 || f.whatIf.Cmp(percentOf(percent)) >= 0 {
		return fmt.Errorf("want a whole number up to 100, above %s", percentWords(f.whatIf, f.session.sheet))
	}
	return nil
}

// wayTo is the list of the gaps that lead to a target, in the order in which
// they bring most for their effort, each with the coverage after it.
func (f *figures) wayTo(percent int) questionsOf {
	way := f.toward(percent)
	sheet, lifts := f.session.sheet, make(map[string]scoring.Share)
	for _, gap := range f.gaps {
		lifts[gap.Question] = gap.Lift
	}
	rank, after, coverage := make(map[string]int), make(map[string]scoring.Share), f.whatIf
	for i, question := range f.missing(way) {
		coverage = coverage.Plus(lifts[question])
		rank[question], after[question] = i, coverage
	}
	rule := "Most for the least effort first, each with the overall coverage after it."
	if len(f.ticked) > 0 {
		rule = "Beside those taken as closed. " + rule
	}
	if !way.reached {
		rule = "All of them together do not reach it. " + rule
	}
	return questionsOf{
		title: fmt.Sprintf("To %d percent", percent), rule: rule,
		holds: func(line *scoring.Line) bool { _, ok := rank[line.ID]; return ok },
		rank:  func(line *scoring.Line) int { return rank[line.ID] },
		aside: func(line *scoring.Line) string {
			return fmt.Sprintf("now %s, effort %s, then %s", spoken(line.Answer.Level), line.Effort, percentWords(after[line.ID], sheet))
		},
	}
}
