package spreadsheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// addChart draws a chart below a row of its sheet, whose rows begin where starts
// says.
func (b *book) addChart(sheet string, chart Chart, starts []int) error {
	first, last := starts[chart.First-1], starts[chart.Last-1]
	column := func(number int) string {
		name := columnName(number)
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(sheet), name, first, name, last)
	}
	drawn := &excelize.Chart{
		Type:      excelize.Bar,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: chart.Title}}},
		Format:    excelize.GraphicOptions{AltText: chart.Title},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: 860, Height: 400},
		XAxis:     excelize.ChartAxis{ReverseOrder: chart.Shape == BarsAside, Font: excelize.Font{Color: axisColor}},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, Font: excelize.Font{Color: axisColor}, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}},
	}
	switch chart.Shape {
	case BarsAside:
		drawn.YAxis.Minimum, drawn.YAxis.Maximum = new(0.0), new(1.0)
	case StackedBars:
		// A legend would name what is not seen, too.
		drawn.Type, drawn.Legend.Position = excelize.ColStacked, "none"
		drawn.YAxis.Minimum = new(0.0)
	case Lines:
		drawn.Type = excelize.Line
		drawn.YAxis.Minimum, drawn.YAxis.Maximum = new(0.0), new(1.0)
		drawn.ShowBlanksAs = "gap"
	}
	for _, series := range chart.Series {
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{series.Color}}
		if series.Color == "" {
			fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}, Transparency: 100}
		}
		name := columnName(series.Column)
		drawn.Series = append(drawn.Series, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!$%s$%d", quoted(sheet), name, first-1),
			Categories: column(chart.Categories), Values: column(series.Column), Fill: fill,
			Line: excelize.LineOptions{Width: 2.25}, Marker: excelize.ChartMarker{Symbol: "circle", Size: 6, Fill: fill},
		})
	}
	return b.AddChart(sheet, fmt.Sprint("A", last+2), drawn)
}
