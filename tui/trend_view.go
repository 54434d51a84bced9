package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarc/scoring"
)

// The lines of the trend beside the bars and the rows of the table.
const (
	axisWidth   = 5 // what is left of the bars
	chartFrame  = 3 // figures on the highest bar, the periods, the legend
	tableFrame  = 2 // the heads of the columns, and the line about the chosen period
	leastBars   = 4
	mostBars    = 20
	leastColumn = 9 // a period of the calendar, and a space
	mostColumn  = 18
)

// short reports whether chart and table do not fit above each other.
func (r *trendScreen) short() bool { return r.height < 18 }

// barRows is how many rows stand for 100 %.
func (r *trendScreen) barRows() int {
	if r.short() {
		return max(leastBars, r.height-chartFrame-2) // the tabs, and the line about the chosen period
	}
	return min(mostBars, max(leastBars, r.height-chartFrame-1-tableFrame-r.tableRoom()))
}

// tableRoom is how many periods the table shows at once.
func (r *trendScreen) tableRoom() int {
	room := max(1, r.height-tableFrame-1)
	if !r.short() {
		room = (r.height - chartFrame - tableFrame) / 2
	}
	return max(1, min(len(r.periods), room))
}

func (r *trendScreen) view() []string {
	t := r.app.env.theme
	switch {
	case !r.read:
		return t.pane([]string{"", "  Reading all assessments of the team."}, r.width, r.height)
	case r.err != nil:
		return t.pane(append([]string{""}, indent("  ", "There is no trend: "+clean(r.err.Error())+".", r.width-2)...), r.width, r.height)
	case len(r.periods) == 0:
		return t.pane([]string{"", "  No assessment of the team can be read."}, r.width, r.height)
	}
	var lines []string
	switch {
	case !r.short():
		lines = append(append(r.chartLines(), t.ruler(r.width)), r.tableLines()...)
	case r.table:
		lines = append([]string{r.tabs()}, r.tableLines()...)
	default:
		lines = append([]string{r.tabs()}, r.chartLines()...)
	}
	return append(t.pane(lines, r.width, r.height-1), t.spread(" "+r.chosenText(), t.muted.Render(r.position())+" ", r.width))
}

func (r *trendScreen) tabs() string {
	t := r.app.env.theme
	chart, table := t.selected.Render("[Chart]"), t.muted.Render("Table")
	if r.table {
		chart, table = t.muted.Render("Chart"), t.selected.Render("[Table]")
	}
	return t.spread(" "+chart+"  "+table, t.muted.Render("tab")+" ", r.width)
}

func (r *trendScreen) position() string {
	text := fmt.Sprintf("%d of %d", r.chosen+1, len(r.periods))
	if r.unreadable > 0 {
		text = plural(r.unreadable, "file", "files") + " cannot be read   " + text
	}
	return text
}

// chosenText says in a line what the chosen period is.
func (r *trendScreen) chosenText() string {
	t, period := r.app.env.theme, r.periods[r.chosen]
	if period.Missing() {
		return clean(period.Period.Label) + ": missing, no assessment speaks about it"
	}
	sheet := period.Sheet
	said := t.figure(period.Coverage.PercentIn(sheet.Bank().Bands())) + " %"
	if carriedDraft(sheet) {
		said = period.AsCarried.Percent(1) + " % if unchanged"
	}
	name := clean(period.Period.Label) + " " + statusWord(sheet.Assessment().Final())
	if r.width >= 80 {
		name += ", as of " + sheet.AsOf().String()
	}
	return name + ": " + said
}

// chartLines draw a column a period: its figure on top, its bar, its name.
func (r *trendScreen) chartLines() []string {
	t, rows := r.app.env.theme, r.barRows()
	column := min(mostColumn, max(leastColumn, (r.width-axisWidth)/len(r.periods)))
	seen := max(1, (r.width-axisWidth)/column)
	r.columns.keepInView(r.chosen, seen)
	r.columns.offset = max(0, min(r.columns.offset, len(r.periods)-seen))
	end := min(len(r.periods), r.columns.offset+seen)
	lines := make([]string, rows+2)
	for row := range lines {
		lines[row] = t.muted.Render(axis(rows-row, rows) + t.symbols.wall)
	}
	lines[rows+1] = strings.Repeat(" ", axisWidth)
	for i := r.columns.offset; i < end; i++ {
		for row, cell := range r.column(i, column, rows) {
			lines[row] += cell
		}
	}
	legend := fmt.Sprintf(" %s with evidence of the period  %s answered  %s carried, not re-affirmed", t.symbols.full, t.symbols.half, t.symbols.empty)
	if r.width < 80 {
		legend = fmt.Sprintf(" %s with evidence  %s answered  %s carried", t.symbols.full, t.symbols.half, t.symbols.empty)
	}
	return append(lines, t.muted.Render(legend))
}

// axis names the height of a row that is worth naming: of 100, 50 and 0 percent.
func axis(height, of int) string {
	switch height {
	case of:
		return " 100"
	case (of + 1) / 2:
		if of%2 == 0 {
			return "  50"
		}
	case 0:
		return "   0"
	}
	return "    "
}

// column draws one period from the top down: rows+1 lines of figure and bar,
// then its name.
func (r *trendScreen) column(place, width, rows int) []string {
	t, period := r.app.env.theme, r.periods[place]
	const gap = 2
	lines := make([]string, 0, rows+2)
	evidenced := cellsOf(period.Evidenced, rows)
	covered := max(evidenced, cellsOf(period.Coverage, rows))
	carried := max(covered, cellsOf(period.AsCarried, rows))
	bar := func(symbol string) string { return strings.Repeat(symbol, width-gap) }
	for height := rows; height >= 0; height-- {
		cell := ""
		switch {
		case height == carried:
			cell = r.figureOn(period)
		case height < evidenced:
			cell = t.good.Render(bar(t.symbols.full))
		case height < covered:
			cell = t.accent.Render(bar(t.symbols.half))
		case height < carried:
			cell = t.muted.Render(bar(t.symbols.empty))
		}
		lines = append(lines, " "+t.fit(cell, width-1))
	}
	name := t.fit(clean(period.Period.Label), width-gap)
	if place == r.chosen {
		return append(lines, t.selected.Render(t.symbols.cursor+name)+" ")
	}
	return append(lines, " "+name+" ")
}

// figureOn is what stands on a bar.
func (r *trendScreen) figureOn(period scoring.TrendPeriod) string {
	t := r.app.env.theme
	switch {
	case period.Missing():
		return t.warn.Render("missing")
	case carriedDraft(period.Sheet):
		return t.muted.Render("carried")
	default:
		return t.strong.Render(t.figure(period.Coverage.PercentIn(period.Sheet.Bank().Bands())))
	}
}

// trendColumn is a column of the table.
type trendColumn struct {
	title string
	width int
	cell  func(place int, period scoring.TrendPeriod) string
}

// tableColumns returns the columns that there is room for.
func (r *trendScreen) tableColumns() []trendColumn {
	t := r.app.env.theme
	columns := []trendColumn{
		{"coverage", 10, func(_ int, p scoring.TrendPeriod) string {
			if carriedDraft(p.Sheet) && r.width < 80 {
				return "carried"
			}
			return p.Coverage.PercentIn(p.Sheet.Bank().Bands())
		}},
		{"evidenced", 10, func(_ int, p scoring.TrendPeriod) string { return p.Evidenced.Percent(1) }},
		{"if carried stood", 18, func(_ int, p scoring.TrendPeriod) string { return p.AsCarried.Percent(1) }},
		{"gaps", 6, func(_ int, p scoring.TrendPeriod) string { return fmt.Sprint(p.Gaps) }},
		{"accepted", 10, func(_ int, p scoring.TrendPeriod) string { return fmt.Sprint(p.Accepted) }},
		{"mean age", 10, func(_ int, p scoring.TrendPeriod) string { return meanAge(p) }},
		{"closed", 8, func(place int, p scoring.TrendPeriod) string {
			if place == 0 {
				return "–"
			}
			return fmt.Sprint(p.Closed)
		}},
		{"status", 8, func(_ int, p scoring.TrendPeriod) string { return statusWord(p.Sheet.Assessment().Final()) }},
		{"as of", 12, func(_ int, p scoring.TrendPeriod) string { return p.Sheet.AsOf().String() }},
	}
	for i := range columns {
		tell := columns[i].cell
		columns[i].cell = func(place int, p scoring.TrendPeriod) string { return t.figure(tell(place, p)) }
	}
	switch {
	case r.width >= 120:
		return columns
	case r.width >= 80:
		columns[2].title, columns[2].width = "if same", 9
		return columns[:7]
	default:
		return append(columns[:2:2], columns[3], columns[5], columns[6])
	}
}

// meanAge is how old the open gaps are.
func meanAge(period scoring.TrendPeriod) string {
	days, ok := period.MeanGapAge()
	if !ok {
		return "–"
	}
	return plural(days, "day", "days")
}

// tableLines draw the heads of the columns and a line a period.
func (r *trendScreen) tableLines() []string {
	t, columns := r.app.env.theme, r.tableColumns()
	names := r.width - 3
	for _, column := range columns {
		names -= column.width
	}
	longest := 7
	for _, period := range r.periods {
		longest = max(longest, ansi.StringWidth(clean(period.Period.Label)))
	}
	names = max(1, min(names-1, longest))
	head := strings.Repeat(" ", 3+names)
	for _, column := range columns {
		head += t.right(column.title, column.width)
	}
	lines := []string{t.muted.Render(head)}
	room := r.tableRoom()
	r.rows.keepInView(r.chosen, room)
	r.rows.offset = max(0, min(r.rows.offset, len(r.periods)-room))
	for i := r.rows.offset; i < min(len(r.periods), r.rows.offset+room); i++ {
		lines = append(lines, r.tableLine(i, columns, names))
	}
	return lines
}

func (r *trendScreen) tableLine(place int, columns []trendColumn, names int) string {
	t, period := r.app.env.theme, r.periods[place]
	mark, name := "   ", t.fit(clean(period.Period.Label), names)
	if place == r.chosen {
		mark, name = t.selected.Render(" "+t.symbols.cursor+" "), t.selected.Render(name)
	}
	line := mark + name
	if period.Missing() {
		return line + t.warn.Render(t.right("missing", columns[0].width))
	}
	for _, column := range columns {
		line += t.right(column.cell(place, period), column.width)
	}
	return line
}
