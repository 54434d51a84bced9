package report

import (
	"slices"

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
	r.head(slices.Concat(words("Period"), numbers("Coverage", "With fresh evidence", "As carried", "Gaps", "Accepted risks", "Mean age of gaps in days", "Gaps closed since"), words("Assessment", "Status", "As of")))
	first := len(r) + 1
	for i, period := range periods {
		r.add(trendCells(period, i == 0)...)
	}
	last := len(r)
	drawn := []spreadsheet.Series{{Column: 2, Color: evidencedColor}, {Column: 1, Color: coverageColor}}
	if slices.ContainsFunc(periods, carries) {
		drawn = slices.Insert(drawn, 0, spreadsheet.Series{Column: 3, Color: ceilingColor}) // what is drawn last lies on top
	}
	return spreadsheet.Sheet{
		Name: "Trend", Widths: []float64{14, 12, 14, 12, 8, 11, 14, 12, 26, 10, 13}, Rows: r,
		Charts: []spreadsheet.Chart{{
			Title: "Coverage over the periods", Shape: spreadsheet.Lines, First: first, Last: last, Categories: 0, Series: drawn,
		}},
	}
}

// carries reports whether a period has carried answers, so that coverage as
// carried is another line than coverage.
func carries(period scoring.TrendPeriod) bool {
	return !period.Missing() && period.Sheet.Overall().Carried > 0
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
