package report

import (
	"fmt"
	"strings"

	"demarc/scoring"
	"demarc/scoring/compared"
)

// In all drawings a unit along is a tenth of a percent, and a unit up a tenth of
// the height. Text stands beside the drawings, not in them, so that it keeps its
// size on every screen.
const wholeBar scoring.Tenths = 1000

// bars draws a row for every bar, with its label and its figure.
func (p *page) bars(bars Bars) {
	p.add("<figure>\n")
	for _, bar := range bars {
		p.add(`<div class="row"><span class="label">`, lines(bar.Label), "</span>")
		p.bar(bar.Label, bar)
		p.add(`<span class="figure">`, lines(bar.Caption), "</span></div>\n")
	}
	p.axis(0, wholeBar)
	p.barLegend()
	p.add("</figure>\n")
}

func (p *page) barTable(table BarTable) {
	p.add("<figure>\n")
	p.beginTable(` class="drawn"`)
	p.add(`<th scope="col">Area</th>`)
	for _, column := range table.Columns {
		p.add(`<th scope="col">`, lines(column), "</th>")
	}
	p.add("</tr></thead>\n<tbody>\n")
	for _, row := range table.Rows {
		p.add(`<tr><th scope="row">`, lines(row.Label), "</th>")
		for i, bar := range row.Bars {
			p.add("<td>")
			p.bar(row.Label+", "+table.Columns[i], bar)
			p.add(`<span class="figure">`, lines(bar.Caption), "</span></td>")
		}
		p.add("</tr>\n")
	}
	p.endTable()
	p.barLegend()
	p.add("</figure>\n")
}

// bar draws one coverage. Its parts differ in height as well as in color.
func (p *page) bar(label string, bar Bar) {
	if !bar.Coverage.Known() {
		why := "no applicable question"
		if bar.Missing {
			why = "no assessment"
		}
		p.drawing("bar", wholeBar, label+": "+why)
		p.rect("track", 0, wholeBar, 4, 6)
		p.add("</svg>")
		return
	}
	p.drawing("bar", wholeBar, fmt.Sprintf("%s: coverage %s %%, with fresh evidence %s %%, ceiling %s %%",
		label, bar.Coverage.Percent(1), bar.Evidenced.Percent(1), bar.Ceiling.Percent(1)))
	evidenced, coverage, ceiling := bar.Evidenced.Tenths(), bar.Coverage.Tenths(), bar.Ceiling.Tenths()
	p.rect("track", 0, wholeBar, 0, 10)
	p.rect("evidenced", 0, evidenced, 0, 10)
	p.rect("answered", evidenced, coverage, 2, 8)
	p.rect("open", coverage, ceiling, 4, 6)
	p.add("</svg>")
}

// waterfall draws a row for each end and each step. Thin lines lead from one row
// to the next.
func (p *page) waterfall(waterfall Waterfall) {
	drawn := compared.NewWaterfall(waterfall.Comparison, barCells, false)
	p.add(`<figure class="waterfall">`, "\n")
	for i, row := range drawn.Rows {
		from, to := row.From-drawn.Low, row.To-drawn.Low
		p.add(`<div class="row"><span class="label">`, lines(row.Name), "</span>")
		p.drawing("step", drawn.High-drawn.Low, row.Name+": "+row.Points)
		p.rect("track", 0, drawn.High-drawn.Low, 0, 10)
		if i > 0 {
			p.line(from, 0, 5)
		}
		if i+1 < len(drawn.Rows) {
			p.line(to, 5, 10)
		}
		switch {
		case !row.Step:
			p.add(fmt.Sprintf(`<line class="total" x1="%d" x2="%d" y1="0" y2="10"/>`, to, to))
		case to > from:
			p.rect("rise", from, to, 2, 8)
		case to < from:
			p.rect("fall", to, from, 2, 8)
		}
		p.add(`</svg><span class="figure">`, lines(row.Points), "</span></div>\n")
	}
	p.axis(drawn.Low, drawn.High)
	p.legend(swatch{"total", "coverage then and now"}, swatch{"rise", "step up"}, swatch{"fall", "step down"})
	p.add("</figure>\n")
}

// drawing begins a drawing and says what it shows to whoever cannot see it.
func (p *page) drawing(class string, width scoring.Tenths, says string) {
	p.add(fmt.Sprintf(`<svg class="%s" role="img" viewBox="0 0 %d 10" preserveAspectRatio="none"><title>%s</title>`,
		class, width, escaped(oneLine(says))))
}

func (p *page) rect(class string, from, to scoring.Tenths, top, bottom int) {
	if to > from {
		p.add(fmt.Sprintf(`<rect class="%s" x="%d" y="%d" width="%d" height="%d"/>`, class, from, top, to-from, bottom-top))
	}
}

func (p *page) line(at scoring.Tenths, top, bottom int) {
	p.add(fmt.Sprintf(`<line class="lead" x1="%d" x2="%d" y1="%d" y2="%d"/>`, at, at, top, bottom))
}

// axis names both ends of the scale above it, and the middle.
func (p *page) axis(low, high scoring.Tenths) {
	p.add(`<div class="row axis" aria-hidden="true"><span class="ticks">`)
	for _, at := range []scoring.Tenths{low, (low + high) / 2, high} {
		p.add("<span>", strings.TrimSuffix(strings.TrimPrefix(at.String(), "+"), ".0"), " %</span>")
	}
	p.add("</span></div>\n")
}

// swatch is a way to fill and what it means.
type swatch struct{ class, means string }

func (p *page) barLegend() {
	p.legend(swatch{"evidenced", "has fresh evidence"}, swatch{"answered", "is answered without it"},
		swatch{"open", "is open"}, swatch{"track", "is missing"})
}

func (p *page) legend(swatches ...swatch) {
	p.add("<figcaption>")
	for _, one := range swatches {
		p.add(`<span class="key"><svg class="swatch" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">`)
		p.rect("track", 0, 100, 0, 10)
		switch one.class {
		case "evidenced":
			p.rect(one.class, 0, 100, 0, 10)
		case "answered", "rise", "fall":
			p.rect(one.class, 0, 100, 2, 8)
		case "open":
			p.rect(one.class, 0, 100, 4, 6)
		case "total":
			p.add(`<line class="total" x1="50" x2="50" y1="0" y2="10"/>`)
		}
		p.add("</svg>", one.means, "</span>\n")
	}
	p.add("</figcaption>\n")
}
