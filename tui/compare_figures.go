package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/compared"
)

// The tables of figures of a comparison.

// blocks draws the figures as tables, none higher than the smallest terminal
// shows at once.
func (c *compareScreen) blocks() []figureBlock {
	blocks := []figureBlock{{"Scores", c.scoreLines()}, {"Bridge", c.bridgeLines()}, {"Areas", c.areaLines()}}
	if len(compared.Tiers(c.comparison)) > 1 {
		blocks = append(blocks, figureBlock{"Tiers", c.tierLines()})
	}
	return blocks
}

// changeWidth is the column of what a figure changed by.
const changeWidth = 9

// scoreLines draw the figures of both sides, each with its change.
func (c *compareScreen) scoreLines() []string {
	t := c.app.env.theme
	columns := t.figureColumns(27, c.figuresWidth())
	then, now := compared.Sides(c.comparison)
	before, after := c.comparison.Old, c.comparison.New
	was, is, same := before.Overall(), after.Overall(), c.comparison.LikeForLike
	lines := []string{t.muted.Render(columns.row("", clean(then), clean(now), "CHANGE"))}
	add := func(name string, then, now scoring.Share) {
		lines = append(lines, columns.changeRow(name, then.Percent(1), now.Percent(1), compared.Change(then, now)))
	}
	counted := add
	if was.Carried+is.Carried > 0 {
		add("if carried answers stood", was.AsCarried, is.AsCarried)
	}
	if carriedDraft(after) {
		// What nobody has looked at yet is no fall to be alarmed about.
		counted = func(name string, then, now scoring.Share) {
			lines = append(lines, t.muted.Render(columns.row(name, then.Percent(1), now.Percent(1), compared.Change(then, now))))
		}
	}
	counted("coverage", was.Coverage, is.Coverage)
	add(fmt.Sprintf("like for like, %d left out", same.LeftOut), same.Old, same.New)
	counted("with evidence of the period", was.Evidenced, is.Evidenced)
	counted("every n/a counted as none", was.NAAsNone, is.NAAsNone)
	lines = append(lines, t.muted.Render(columns.row("as of", before.AsOf().String(), after.AsOf().String(), "")),
		t.muted.Render(columns.row("bank", clean(before.Bank().Ref().Version), clean(after.Bank().Ref().Version), compared.BankChange(c.comparison))))
	if len(c.comparison.Left) > 0 {
		lines = append(lines, fmt.Sprintf(" Only carried over, not counted yet: %d of %d questions.", len(c.comparison.Left), is.Asked))
	}
	return lines
}

// figureColumns are the columns of a table of figures: a name, two figures and
// what changed between them.
type figureColumns struct {
	theme        theme
	name, figure int
}

// figureColumns fills a width, with names of a length at the least.
func (t theme) figureColumns(names, width int) figureColumns {
	const margins = 2
	room := width - margins - changeWidth
	figure := min(14, max(6, (room-names)/2))
	return figureColumns{theme: t, name: max(1, room-2*figure), figure: figure}
}

func (f figureColumns) row(name, then, now, change string) string {
	return f.figures(name, then, now) + f.theme.right(change, changeWidth) + " "
}

// changeRow is row with the change in the colour of its direction.
func (f figureColumns) changeRow(name, then, now, change string) string {
	return f.figures(name, then, now) + f.theme.moved(f.theme.right(f.theme.figure(change), changeWidth)) + " "
}

func (f figureColumns) figures(name, then, now string) string {
	t := f.theme
	return " " + t.fit(name, f.name) + t.right(t.figure(then), f.figure) + t.right(t.figure(now), f.figure)
}

// right puts text at the right end of a column.
func (t theme) right(text string, width int) string {
	if ansi.StringWidth(text) >= width {
		text = t.fit(text, width-1)
	}
	return strings.Repeat(" ", width-ansi.StringWidth(text)) + text
}

// moved colours a printed change by its sign.
func (t theme) moved(change string) string {
	switch {
	case strings.Contains(change, "+"):
		return t.directed(+1).Render(change)
	case strings.Contains(change, "-") && strings.Contains(change, "."):
		return t.directed(-1).Render(change)
	default:
		return t.directed(0).Render(change)
	}
}

// directed returns the style of a rise, a fall, or neither.
func (t theme) directed(change scoring.Tenths) lipgloss.Style {
	switch {
	case change > 0:
		return t.good
	case change < 0:
		return t.bad
	default:
		return t.muted
	}
}

// figure shows a figure as the terminal can: there may be none.
func (t theme) figure(text string) string {
	if t.symbols == asciiSymbols {
		return strings.ReplaceAll(text, compared.NoFigure, "-")
	}
	return text
}

// bridgeLines draw the way from one coverage to the other, a step a line.
func (c *compareScreen) bridgeLines() []string {
	const nameWidth, pointsWidth = 29, 7
	t, width := c.app.env.theme, c.figuresWidth()
	drawing := compared.NewWaterfall(c.comparison, min(60, width-2-nameWidth-pointsWidth-4), t.symbols != asciiSymbols)
	head := t.fit(" POINTS OF COVERAGE  "+drawing.Legend, 2+nameWidth+pointsWidth+1) + " " + drawing.Scale
	lines := []string{t.muted.Render(t.fit(head, width))}
	for _, row := range drawing.Rows {
		name, points, bar := row.Name, t.right(row.Points, pointsWidth), row.Bar
		switch name = t.fit(clean(name), nameWidth); {
		case row.Step && row.Change == 0:
			name, points, bar = t.muted.Render("  "+name), t.muted.Render(points), t.muted.Render(bar)
		case row.Step:
			name, points, bar = "  "+name, t.moved(points), t.directed(row.Change).Render(bar)
		default:
			name, points, bar = t.strong.Render(name)+"  ", t.strong.Render(points), t.muted.Render(bar)
		}
		lines = append(lines, t.fit(" "+name+points+" "+bar, width))
	}
	if carriedDraft(c.comparison.New) {
		lines = append(lines, t.muted.Render(t.fit(" What is only carried counts as lost until re-affirmed.", width)))
	}
	return lines
}

// areaLines draw the six areas, each with its change; of a carried draft with
// what it changes by if the carried answers stand, and what counts so far.
func (c *compareScreen) areaLines() []string {
	const nameWidth, besideWidth = 12, 9
	t, before, after := c.app.env.theme, c.comparison.Old, c.comparison.New
	then, now := compared.Sides(c.comparison)
	if !carriedDraft(after) {
		columns := t.figureColumns(nameWidth, c.figuresWidth())
		lines := []string{t.muted.Render(columns.row("AREA", clean(then), clean(now), "CHANGE"))}
		for _, area := range c.comparison.Areas {
			lines = append(lines, columns.changeRow(area.ID.ShortName(), area.Old.PercentIn(before.Bank().Bands()), area.New.PercentIn(after.Bank().Bands()),
				compared.Change(area.Old, area.New)))
		}
		return lines
	}
	columns := t.figureColumns(nameWidth, c.figuresWidth()-besideWidth)
	soFar := func(text string) string { return t.muted.Render(t.right(t.figure(text), besideWidth-1) + " ") }
	lines := []string{t.muted.Render(columns.row("AREA", clean(then), "if same", "CHANGE")) + soFar("so far")}
	for _, area := range c.comparison.Areas {
		same := after.AreaAsCarried(area.ID)
		line := columns.changeRow(area.ID.ShortName(), area.Old.PercentIn(before.Bank().Bands()), same.PercentIn(after.Bank().Bands()), compared.Change(area.Old, same))
		lines = append(lines, line+soFar(area.New.Percent(1)))
	}
	return lines
}

// tierLines draw how areas moved in each tier; of a carried draft, if the carried
// answers stand. What stayed is dim.
func (c *compareScreen) tierLines() []string {
	const nameWidth, widest = 12, 20
	t, width, tiers := c.app.env.theme, c.figuresWidth(), compared.Tiers(c.comparison)
	column := min(widest, (width-nameWidth)/len(tiers))
	head := t.fit(" BY TIER", nameWidth)
	for _, tier := range tiers {
		head += t.right(tier.String(), column)
	}
	lines := []string{t.muted.Render(head)}
	for _, area := range c.comparison.Areas {
		line := t.fit(" "+area.ID.ShortName(), nameWidth)
		cells := c.tierChanges(area)
		for _, tier := range tiers {
			// The mark takes no more room than it needs, so that the smallest terminal
			// shows three tiers.
			text := t.right(strings.Replace(t.figure(compared.Cell(cells[tier])), " *", "*", 1), column)
			if change := compared.Change(cells[tier].Old, cells[tier].New); change == "0.0" || change == compared.NoFigure {
				text = t.muted.Render(text)
			}
			line += text
		}
		lines = append(lines, line)
	}
	note := " * under 6 questions. Columns overlap, so no sum."
	if carriedDraft(c.comparison.New) {
		note = " If nothing changed. * under 6 questions. No sums: they overlap."
	}
	return append(lines, t.muted.Render(t.fit(note, width)))
}

// tierChanges is what is shown of an area in each tier.
func (c *compareScreen) tierChanges(area scoring.AreaChange) map[questionnaire.Tier]scoring.CellChange {
	if !carriedDraft(c.comparison.New) {
		return area.Tiers
	}
	same := make(map[questionnaire.Tier]scoring.CellChange, len(area.Tiers))
	now := c.comparison.New.Area(area.ID)
	for tier, cell := range area.Tiers {
		cell.New = now.Tiers[tier].AsCarried
		same[tier] = cell
	}
	return same
}
