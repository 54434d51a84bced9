package report

import (
	"errors"
	"fmt"
	"slices"

	"demarc/questionnaire"
	"demarc/scoring"
)

// change says what moved since the assessment that this one follows.
func (s *subject) change() Section {
	const title = "Change since the period before"
	ref, follows := s.assessment.Previous()
	switch {
	case !follows:
		return section(title, paragraph("This assessment carries on from no earlier one, so there is nothing to compare it with."))
	case s.previous == nil:
		return section(title, paragraph("This assessment carries on from %s, which was not at hand when the report was made, or not as the document that it names.", ref.ID))
	}
	switch {
	case errors.Is(s.notMoved, scoring.ErrNothingApplies):
		return section(title, paragraph("On one of the two sides no question applies, so there is no coverage to compare."))
	case s.notMoved != nil:
		return section(title, paragraph("This assessment and %s cannot be compared: they are not of one team, or not in this order.", ref.ID))
	}
	c := changes{subject: s, Comparison: *s.moved}
	return section(title, slices.Concat(c.figures(), c.scopeChanges(), c.bridge(), c.areaChanges(), c.movements(), c.registers(), c.trend())...)
}

// changes is what several parts of the section on change print.
type changes struct {
	*subject
	scoring.Comparison
}

func (c changes) figures() []Block {
	then := c.Old.Assessment()
	blocks := []Block{paragraph("Compared with %s of %s, %s, as of %s.", then.ID(), then.Period().Label, then.Status(), c.Old.AsOf())}
	if was, is := c.Old.Bank().Ref(), c.New.Bank().Ref(); was.Digest != is.Digest {
		blocks = append(blocks, Paragraph{strong("The questions changed in between:"),
			plainf(" bank %s %s then, %s %s now. Like for like and the bridge tell their part from that of the answers.", was.ID, was.Version, is.ID, is.Version)})
	}
	table := Table{Columns: append(words("Overall coverage"), numbers("Then", "Now", "Change in points")...)}
	table.Rows = append(table.Rows, row("As reported", c.exact(c.Reported.Old), c.exact(c.Reported.New), c.PrintedChange().String()))
	same := c.LikeForLike
	if same.Questions > 0 {
		table.Rows = append(table.Rows, row("Like for like", c.exact(same.Old), c.exact(same.New), points(same.Old, same.New)))
	}
	return append(blocks, table,
		paragraph("Like for like takes the %s with a level on both sides and the same wording, by today's weights; %d that apply on a side are left out.",
			count(same.Questions, "question"), same.LeftOut))
}

// points returns the difference of two shares as they are printed.
func points(was, is scoring.Share) string {
	if !was.Known() || !is.Known() {
		return nothing
	}
	return (is.Tenths() - was.Tenths()).String()
}

// bridgeSteps begin with the words of the drawing.
var bridgeSteps = map[string]string{
	"bank":     "Other questions and weights: new, retired and reworded ones",
	"scope":    "Other tiers, services, depth",
	"na":       "N/A that came or went: not applicable on one side only",
	"answered": "Levels given or lost: with a level on one side only",
	"answers":  "Levels that rose or fell, exceptions begun or expired",
}

func (c changes) bridge() []Block {
	table := Table{Columns: append(words("Step"), numbers("Points", "Exact")...)}
	table.Rows = append(table.Rows, row("Coverage then", c.Reported.Old.Percent(1), fraction(c.Reported.Old)))
	for _, step := range c.BridgeSteps() {
		table.Rows = append(table.Rows, row(bridgeSteps[step.Name], step.Tenths.String(), fraction(step.Change)))
	}
	table.Rows = append(table.Rows, row("Coverage now", c.Reported.New.Percent(1), fraction(c.Reported.New)))
	return []Block{
		heading("Bridge"),
		paragraph("From the old assessment, one thing at a time is taken over from the new one and coverage is worked out again; each row is what that step changed."),
		Waterfall{c.Comparison},
		table,
		paragraph("The exact parts add up to the change. Points are rounded so that they add up too: down to tenths, and the missing tenths to the parts that lost most."),
	}
}

func (c changes) areaChanges() []Block {
	table := Table{Columns: append(words("Area"), numbers("Then", "Now", "Change in points")...)}
	cells := Table{Columns: slices.Concat(words("Area"), numbers(c.tierTitles()...))}
	for _, area := range c.Areas {
		table.Rows = append(table.Rows, row(area.ID.Name(), c.percent(area.Old), c.percent(area.New), points(area.Old, area.New)))
		cell := row(area.ID.Name())
		for _, tier := range c.tiers {
			cell = append(cell, Text{plain(c.cellChange(area.Tiers[tier]))})
		}
		cells.Rows = append(cells.Rows, cell)
	}
	return []Block{heading("Change by area"), table, heading("Change by area and tier"), cells}
}

func (c changes) cellChange(cell scoring.CellChange) string {
	if !cell.Old.Known() && !cell.New.Known() {
		return nothing
	}
	text := fmt.Sprintf("%s to %s", c.percent(cell.Old), c.percent(cell.New))
	if cell.Small {
		text += " (few)"
	}
	return text
}

// titleOf returns the title of a question that either side asks.
func (c changes) titleOf(id string) string {
	for _, bank := range []*questionnaire.Bank{c.New.Bank(), c.Old.Bank()} {
		if question, ok := bank.Question(id); ok {
			return question.Title
		}
	}
	return nothing
}
