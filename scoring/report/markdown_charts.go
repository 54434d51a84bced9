package report

import (
	"fmt"
	"math"
	"strings"

	"demarc/scoring"
	"demarc/scoring/compared"
)

const (
	barCells     = 50 // characters for 100 percent
	barLabelWide = 34 // the longest name of an area, and two
)

func (m *markdown) bars(bars Bars) {
	var drawn strings.Builder
	for _, bar := range bars {
		fmt.Fprintf(&drawn, "%-*s%s %s\n", barLabelWide, bar.Label, drawBar(bar), bar.Caption)
	}
	m.drawing(drawn.String(), barLegend)
}

// barTable draws a bar a line, those of a row one below the other, so that the
// lines are no wider than those of bars.
func (m *markdown) barTable(table BarTable) {
	var drawn strings.Builder
	for _, row := range table.Rows {
		drawn.WriteString(row.Label + "\n")
		for i, bar := range row.Bars {
			fmt.Fprintf(&drawn, "  %-*s%s %s\n", barLabelWide-2, table.Columns[i], drawBar(bar), bar.Caption)
		}
	}
	m.drawing(drawn.String(), barLegend)
}

func (m *markdown) waterfall(waterfall Waterfall) {
	drawing := compared.NewWaterfall(waterfall.Comparison, barCells, false)
	drawn := strings.Builder{}
	fmt.Fprintf(&drawn, "%*s%s\n", barLabelWide+7, "", drawing.Scale)
	for _, row := range drawing.Rows {
		fmt.Fprintf(&drawn, "%-*s%5s  %s\n", barLabelWide, row.Name, row.Points, row.Bar)
	}
	m.drawing(drawn.String(), Text{
		plain("In the drawing "), code("|"), plain(" is the coverage then and now, "), code("+"), plain(" a step up and "), code("-"), plain(" a step down."),
	})
}

// drawing writes what is drawn in characters, and what they mean.
func (m *markdown) drawing(drawn string, legend Text) {
	m.code(Code{Language: "text", Text: drawn})
	m.between()
	m.line("", legend)
}

var barLegend = Text{
	plain("In the bars "), code("#"), plain(" has fresh evidence, "), code("="), plain(" is answered without it, "),
	code("?"), plain(" is open and "), code("."), plain(" is missing; two percent a character, rounded. A bar where no question is applicable is blank."),
}

// drawBar draws a bar in ASCII, two percent a character; a blank one where
// there is no coverage.
func drawBar(bar Bar) string {
	if !bar.Coverage.Known() {
		return "[" + strings.Repeat(" ", barCells) + "]"
	}
	drawn := strings.Builder{}
	for _, part := range []struct {
		fill string
		upTo scoring.Share
	}{{"#", bar.Evidenced}, {"=", bar.Coverage}, {"?", bar.Ceiling}} {
		cells := int(math.Round(part.upTo.Float() * barCells))
		drawn.WriteString(strings.Repeat(part.fill, max(0, cells-drawn.Len())))
	}
	return "[" + drawn.String() + strings.Repeat(".", barCells-drawn.Len()) + "]"
}
