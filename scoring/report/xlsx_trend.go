package report

import (
	"demarc/scoring"
	"demarc/scoring/spreadsheet"
)

// trendSheet is a row for every period that leads here, with a line for each of
// its figures. A period that nobody assessed leaves a gap in the lines.
func (s *subject) trendSheet() spreadsheet.Sheet {
	c := changes{subject: s, Comparison: *s.moved}
	periods := c.periods()
	var r rowsOfSheet
	r.add(spreadsheet.PageTitle("Trend"))
	r.prose(trendNotes(periods)...)
	r.head("Period", "Coverage", "With fresh evidence", "As carried", "Gaps", "Accepted risks", "Mean age of gaps in days", "Gaps closed since", "Assessment", "Status", "As of")
	first := len(r) + 1
	for i, period := range periods {
		r.add(trendCells(period, i == 0)...)
	}
	last := len(r)
	return spreadsheet.Sheet{
		Name: "Trend", Widths: []float64{26, 12, 12, 12, 8, 10, 12, 12, 24, 10, 12}, Rows: r,
		Charts: []spreadsheet.Chart{{
			Title: "Coverage over the periods", At: cellBelow(last), Shape: spreadsheet.Lines, First: first, Last: last, Categories: 0,
			// What is drawn last lies on top: coverage, where nothing is carried.
			Series: []spreadsheet.Series{{Column: 3, Color: ceilingColor}, {Column: 2, Color: evidencedColor}, {Column: 1, Color: coverageColor}},
		}},
	}
}

func trendCells(period scoring.TrendPeriod, first bool) []spreadsheet.Cell {
	label := spreadsheet.Strong(period.Period.Label)
	none := textCell("")
	if period.Missing() {
		return []spreadsheet.Cell{label, none, none, none, none, none, none, none, textCell("none"), none, none}
	}
	assessment := period.Sheet.Assessment()
	age, closed := none, none
	if days, ok := period.MeanGapAge(); ok {
		age = spreadsheet.Number(days)
	}
	if !first {
		closed = spreadsheet.Number(period.Closed)
	}
	return []spreadsheet.Cell{
		label, percentCell(period.Coverage), percentCell(period.Evidenced), percentCell(period.AsCarried),
		spreadsheet.Number(period.Gaps), spreadsheet.Number(period.Accepted), age, closed,
		textCell(assessment.ID()), textCell(assessment.Status().String()), dayCell(period.Sheet.AsOf()),
	}
}
