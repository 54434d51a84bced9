package tui

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/compared"
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

// barRows is how many rows stand for 100 %. Where there is room it is an even
// number, so that one of them is at 50.
func (r *trendScreen) barRows() int {
	if r.short() {
		return max(leastBars, r.height-chartFrame-3) // the tabs, what became of each period, and the line about the chosen one
	}
	return min(mostBars, max(leastBars, r.height-chartFrame-1-tableFrame-r.tableRoom())) / 2 * 2
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
	sheet, signing := period.Sheet, r.signingOf(period)
	name := clean(period.Period.Label) + " " + statusWord(sheet.Assessment().Final())
	if signing.unsound != nil {
		return clean(period.Period.Label) + "  " + t.alarm.Render(" "+r.unsoundWords(signing.unsound)+" ")
	}
	said := t.figure(period.Coverage.PercentIn(sheet.Bank().Bands())) + " %"
	if carriedDraft(sheet) {
		said = period.AsCarried.Percent(1) + " % if unchanged"
	}
	switch {
	case signing.signatures > 0:
		name += ", " + plural(signing.signatures, "signature", "signatures")
	case sheet.Assessment().Final():
		name += ", not signed"
	}
	if r.width >= 80 {
		name += ", as of " + sheet.AsOf().String()
	}
	return name + ": " + said
}

// unsoundWords says what integrityWords says, as much of it as fits.
func (r *trendScreen) unsoundWords(err error) string {
	text := integrityWords(err)
	if r.width < 80 {
		text, _, _ = strings.Cut(text, ":")
	}
	return text
}

// signingOf says how far an assessment is signed.
func (r *trendScreen) signingOf(period scoring.TrendPeriod) signing {
	return r.signings[period.Sheet.Assessment().ID()]
}

// statusOf is a word for how firm the figures of a period are. Colour says no
// more than the word does.
func (r *trendScreen) statusOf(period scoring.TrendPeriod) string {
	t, signing := r.app.env.theme, r.signingOf(period)
	var changed *questionnaire.ChangedError
	switch {
	case errors.As(signing.unsound, &changed):
		return t.alarm.Render("EDITED")
	case signing.unsound != nil:
		return t.alarm.Render("FINAL?")
	case signing.signatures > 0:
		return t.good.Render("SIGNED")
	case period.Sheet.Assessment().Final():
		return "FINAL"
	default:
		return t.muted.Render("DRAFT")
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
	coverage := trendColumn{"coverage", 10, func(_ int, p scoring.TrendPeriod) string {
		if carriedDraft(p.Sheet) {
			return "carried"
		}
		return p.Coverage.PercentIn(p.Sheet.Bank().Bands())
	}}
	evidenced := trendColumn{"evidenced", 10, func(_ int, p scoring.TrendPeriod) string { return p.Evidenced.Percent(1) }}
	same := trendColumn{"if same", 9, func(_ int, p scoring.TrendPeriod) string { return p.AsCarried.Percent(1) }}
	gaps := trendColumn{"gaps", 6, func(_ int, p scoring.TrendPeriod) string { return fmt.Sprint(p.Gaps) }}
	accepted := trendColumn{"accepted", 9, func(_ int, p scoring.TrendPeriod) string { return fmt.Sprint(p.Accepted) }}
	age := trendColumn{"mean age", 10, func(_ int, p scoring.TrendPeriod) string { return meanAge(p) }}
	closed := trendColumn{"closed", 7, func(place int, p scoring.TrendPeriod) string {
		if place == 0 {
			return compared.NoFigure
		}
		return fmt.Sprint(p.Closed)
	}}
	status := trendColumn{"status", 8, func(_ int, p scoring.TrendPeriod) string { return r.statusOf(p) }}
	asOf := trendColumn{"as of", 12, func(_ int, p scoring.TrendPeriod) string { return p.Sheet.AsOf().String() }}
	const withAreas = 140
	switch {
	case r.width >= withAreas:
		return append([]trendColumn{status, coverage, evidenced, same, gaps, accepted, age, closed}, areaColumns()...)
	case r.width >= 100:
		return []trendColumn{status, coverage, evidenced, same, gaps, accepted, age, closed, asOf}
	case r.width >= 80:
		return []trendColumn{status, coverage, evidenced, same, gaps, accepted, age, closed}
	default:
		return []trendColumn{status, coverage, evidenced, gaps, closed}
	}
}

// areaColumns are what the six areas came to; of a carried draft, if nothing had
// changed.
func areaColumns() []trendColumn {
	var columns []trendColumn
	for _, area := range questionnaire.Areas() {
		name := area.ShortName()
		columns = append(columns, trendColumn{name, max(8, len(name)+2), func(_ int, p scoring.TrendPeriod) string {
			if carriedDraft(p.Sheet) {
				return p.Sheet.AreaAsCarried(area).Percent(1)
			}
			return p.Sheet.AreaCoverage(area).PercentIn(p.Sheet.Bank().Bands())
		}})
	}
	return columns
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
		return line + t.warn.Render(t.right("missing", columns[0].width+columns[1].width))
	}
	for _, column := range columns {
		line += t.right(t.figure(column.cell(place, period)), column.width)
	}
	return line
}
