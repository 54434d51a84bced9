package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

func (r *resultsScreen) areaBlock() []string {
	t := r.app.env.theme
	if r.wide() {
		left := r.width / 2
		height := len(r.areas) + 2
		areas := r.areaLines(left)
		areas[0] = t.spread(t.muted.Render(" AREA"), areas[0], left)
		return t.beside(t.pane(areas, left, height), t.pane(r.tierLines(r.width-left-1), r.width-left-1, height))
	}
	if r.sheet == onCells {
		tabs := " " + t.muted.Render("Areas") + "  " + t.selected.Render("[Tiers]")
		lines := r.tierLines(r.width)
		if r.short() {
			return lines[:len(lines)-1]
		}
		last := len(lines) - 1
		return append([]string{t.spread(tabs, lines[last]+t.muted.Render("  tab "), r.width)}, lines[:last]...)
	}
	tabs := " " + t.selected.Render("[Areas]") + "  " + t.muted.Render("Tiers")
	lines := r.areaLines(r.width)
	return append([]string{t.spread(tabs, lines[0], r.width)}, lines[1:]...)
}

// areaLines draw the heads of the columns, which stand at the right end, and a
// line an area.
func (r *resultsScreen) areaLines(width int) []string {
	t := r.app.env.theme
	const nameWidth, tail = 13, 30
	change := r.changeHead()
	barWidth := max(8, width-nameWidth-tail-len(change))
	shown := "     %"
	if r.carried() {
		shown = "if same"
	}
	lines := []string{t.muted.Render(shown + change + "  evidence   done gaps ")}
	for i, area := range r.areas {
		shown := r.shown(area.Figures)
		right := t.strong.Render(fmt.Sprintf("%6s", shown.PercentIn(r.bands()))) + r.changeOf(area.ID, shown) +
			t.muted.Render(fmt.Sprintf(" %8s %7s", area.Evidenced.PercentIn(r.bands()), fmt.Sprintf("%d/%d", area.Answered+area.NA, area.Asked))) +
			fmt.Sprintf(" %4d ", r.gapsIn[area.ID])
		lines = append(lines, t.spread(r.areaName(i)+" "+t.coverageBar(area.Figures, barWidth), right, width))
	}
	return lines
}

// areaName names an area at the beginning of its line, with the cursor on it.
func (r *resultsScreen) areaName(place int) string {
	t, name := r.app.env.theme, fmt.Sprintf("%-11s", r.areas[place].ID.ShortName())
	if r.focus == onAreas && place == r.area {
		return t.selected.Render(t.symbols.cursor + name)
	}
	return " " + name
}

// tierLines draw the area × tier cells, with the questions in each.
func (r *resultsScreen) tierLines(width int) []string {
	t := r.app.env.theme
	tiers := r.tiers()
	columnWidth := 19
	if width < 12+columnWidth*len(tiers) {
		columnWidth = 14
	}
	head := fmt.Sprintf(" %-11s", "AREA")
	for _, tier := range tiers {
		head += fmt.Sprintf("%*s  n ", columnWidth-4, tierIn(tier, columnWidth-4))
	}
	lines := []string{t.muted.Render(t.fit(head, width))}
	for i, area := range r.areas {
		line := fmt.Sprintf(" %-11s", area.ID.ShortName())
		for j, tier := range tiers {
			line += r.cellText(area.Tiers[tier], columnWidth, r.focus == onCells && i == r.area && j == r.tier)
		}
		lines = append(lines, t.fit(line, width))
	}
	return append(lines, t.muted.Render(" * under 6 questions. Columns overlap, so no sum."))
}

// tierIn names a tier in a column.
func tierIn(tier questionnaire.Tier, width int) string {
	if name := tier.String(); len(name) <= width {
		return name
	}
	return "infra"
}

// cellText writes one cell: its percentage, how many questions it has, and a
// mark where they are few, with the cursor before it.
func (r *resultsScreen) cellText(cell scoring.Cell, width int, chosen bool) string {
	t, mark := r.app.env.theme, " "
	if cell.Small() {
		mark = "*"
	}
	text := fmt.Sprintf("%s %2d%s", r.shown(cell.Figures).PercentIn(r.bands()), cell.Applicable, mark)
	if chosen {
		return strings.Repeat(" ", max(0, width-2-ansi.StringWidth(text))) + t.selected.Render(t.symbols.cursor+" "+text)
	}
	return strings.Repeat(" ", max(0, width-ansi.StringWidth(text))) + text
}
