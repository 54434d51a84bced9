package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"demarc/scoring"
)

// chartLines draw a column a period: its figure on top, its bar, its name.
func (r *trendScreen) chartLines() []string {
	t, rows := r.app.env.theme, r.barRows()
	column := min(mostColumn, max(leastColumn, (r.width-axisWidth)/len(r.periods)))
	seen := max(1, (r.width-axisWidth)/column)
	r.columns.keepInView(r.chosen, seen)
	r.columns.offset = max(0, min(r.columns.offset, len(r.periods)-seen))
	end := min(len(r.periods), r.columns.offset+seen)
	lines := make([]string, len(r.column(r.chosen, column, rows)))
	for row := range lines {
		if row <= rows {
			lines[row] = t.muted.Render(axis(rows-row, rows) + t.symbols.wall)
		} else {
			lines[row] = strings.Repeat(" ", axisWidth)
		}
	}
	for i := r.columns.offset; i < end; i++ {
		for row, cell := range r.column(i, column, rows) {
			lines[row] += cell
		}
	}
	return append(lines, r.legend())
}

// legend says what the parts of the bars are.
func (r *trendScreen) legend() string {
	t := r.app.env.theme
	evidenced, answered, carried := t.symbols.full, t.symbols.half, t.symbols.carried
	if t.symbols != asciiSymbols {
		answered, carried = "⣿⣿", "⡂⡂"
	}
	words := []string{" with evidence of the period   ", " answered   ", " carried, not re-affirmed"}
	if r.width < 80 {
		words = []string{" with evidence   ", " answered   ", " carried"}
	}
	return " " + t.good.Render(evidenced) + t.muted.Render(words[0]) + t.accent.Render(answered) + t.muted.Render(words[1]+carried+words[2])
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
// then its name, and what became of it where no table says so.
func (r *trendScreen) column(place, width, rows int) []string {
	t, period := r.app.env.theme, r.periods[place]
	const gap = 2
	lines := make([]string, 0, rows+3)
	bar := t.newBar(period, rows)
	for row := rows; row >= 0; row-- {
		cell := ""
		switch {
		case row == bar.top():
			cell = r.figureOn(period)
		case row < bar.top():
			symbol, style := bar.cell(row)
			cell = style.Render(strings.Repeat(symbol, width-gap))
		}
		lines = append(lines, " "+t.fit(cell, width-1))
	}
	name := t.fit(clean(period.Period.Label), width-gap)
	if place == r.chosen {
		lines = append(lines, t.selected.Render(t.symbols.cursor+name)+" ")
	} else {
		lines = append(lines, " "+name+" ")
	}
	if !r.short() {
		return lines
	}
	status := ""
	if !period.Missing() {
		status = r.statusOf(period)
	}
	return append(lines, " "+t.fit(status, width-1))
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

// trendBar is the bar of a period: how high its parts reach, in steps, of which
// a row has as many as the terminal can show.
type trendBar struct {
	theme                       theme
	steps                       int // of a row
	evidenced, covered, carried int
}

func (t theme) newBar(period scoring.TrendPeriod, rows int) trendBar {
	b := trendBar{theme: t, steps: len(brailleRows)}
	if t.symbols == asciiSymbols {
		b.steps = 1
	}
	b.evidenced = cellsOf(period.Evidenced, rows*b.steps)
	b.covered = max(b.evidenced, cellsOf(period.Coverage, rows*b.steps))
	b.carried = max(b.covered, cellsOf(period.AsCarried, rows*b.steps))
	return b
}

// top is the first row above the bar.
func (b trendBar) top() int { return (b.carried + b.steps - 1) / b.steps }

// cell draws a row of the bar: solid where half of it or more has evidence.
func (b trendBar) cell(row int) (symbol string, style lipgloss.Style) {
	bottom := row * b.steps
	switch symbols := b.theme.symbols; {
	case 2*(b.evidenced-bottom) >= b.steps:
		return symbols.full, b.theme.good
	case b.steps > 1:
		symbol = b.dots(bottom)
	case bottom < b.covered:
		symbol = symbols.half
	default:
		symbol = symbols.carried
	}
	if 2*(b.covered-bottom) >= b.steps || b.covered == b.carried {
		return symbol, b.theme.accent
	}
	return symbol, b.theme.muted
}

// brailleRows are the dots of a character of braille, left and right, from the
// bottom up.
var brailleRows = [4][2]rune{{0x40, 0x80}, {0x04, 0x20}, {0x02, 0x10}, {0x01, 0x08}}

// dots draws a row four steps high: all dots where it is answered, every fourth
// where it is carried.
func (b trendBar) dots(bottom int) string {
	const blank = 0x2800
	character := rune(blank)
	for step, dots := range brailleRows {
		switch at := bottom + step; {
		case at < b.covered:
			character |= dots[0] | dots[1]
		case at < b.carried && step%2 == 0:
			character |= dots[0]
		}
	}
	return string(character)
}
