package report

import (
	"slices"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/compared"
	"demarc/scoring/spreadsheet"
)

// rowsOfSheet collects the rows of a sheet that is not one table.
type rowsOfSheet [][]spreadsheet.Cell

func (r *rowsOfSheet) add(cells ...spreadsheet.Cell) { *r = append(*r, cells) }

func (r *rowsOfSheet) head(titles ...string) {
	var cells []spreadsheet.Cell
	for _, title := range titles {
		cells = append(cells, spreadsheet.ColumnTitle(title))
	}
	r.add()
	r.add(cells...)
}

// prose writes paragraphs and lists, a row each.
func (r *rowsOfSheet) prose(blocks ...Block) {
	for _, block := range blocks {
		switch block := block.(type) {
		case Paragraph:
			r.add(spreadsheet.Line(Text(block).String()))
		case List:
			for _, item := range block {
				r.add(spreadsheet.Line(item.String()))
			}
		case Quote:
			r.add(spreadsheet.Line(string(block)))
		}
	}
}

// summarySheet is the first page: what this is, what is worst, and the figures.
func (s *subject) summarySheet() spreadsheet.Sheet {
	var r rowsOfSheet
	r.add(spreadsheet.PageTitle(s.title()))
	r.prose(s.cover()...)
	r.prose(slices.Concat([]Block{s.status()}, s.leftOut(), s.signed(), s.corrects(), s.leftOpen())...)
	r.prose(Paragraph{strong("Overall coverage: " + s.percent(s.overall.Coverage) + "."), plain(s.overallMove() + s.overallRange())}, s.overallBand(), s.lowestArea())
	r.prose(s.criticalGaps()...)
	r.prose(s.standingOfAnswers(), paragraph("This workbook holds answers and figures. What they mean, what it speaks of and how to check it stands in the whole report: demarc report %s.", s.assessment.ID()))
	identity := s.identity()
	r.head("Item", "Value")
	for _, cells := range identity.Rows {
		r.add(spreadsheet.Strong(cells[0].String()), spreadsheet.Overflow(cells[1].String()))
	}
	r.head("Overall figure", "Percent")
	for _, figure := range s.overallShares() {
		r.add(spreadsheet.Strong(figure.name), percentCell(figure.share))
	}
	r.head("Area", "Evidenced", "Coverage", "Range up to", "N/A as none", "Change in points", "Earned", "Possible", "Applicable", "Answered", "Band")
	first := len(r) + 1
	for _, area := range s.areas {
		r.add(spreadsheet.Strong(area.Name), percentCell(area.Evidenced), percentCell(area.Coverage), percentCell(area.Ceiling), percentCell(area.NAAsNone),
			s.areaChangeCell(area.ID), spreadsheet.Number(area.Earned), spreadsheet.Number(area.Possible),
			spreadsheet.Number(area.Applicable), spreadsheet.Number(area.Answered), textCell(s.band(area.Figures)))
	}
	last := len(r)
	return spreadsheet.Sheet{
		Name: "Summary", Widths: []float64{36, 22, 12, 12, 12, 12, 10, 10, 10, 10, 24}, Rows: r,
		Charts: []spreadsheet.Chart{{
			Title: "Coverage by area", At: cellBelow(last), First: first, Last: last, Categories: 0,
			Series: []spreadsheet.Series{{Column: 1, Color: evidencedColor}, {Column: 2, Color: coverageColor}, {Column: 3, Color: ceilingColor}},
		}},
	}
}

type namedShare struct {
	name  string
	share scoring.Share
}

func (s *subject) overallShares() []namedShare {
	overall := s.overall
	return []namedShare{
		{"Coverage", overall.Coverage}, {"Evidenced coverage", overall.Evidenced}, {"Ceiling", overall.Ceiling},
		{"As carried", overall.AsCarried}, {"N/A as none", overall.NAAsNone}, {"Pooled", overall.Pooled},
	}
}

// areaChangeCell is the change of an area as it is printed.
func (s *subject) areaChangeCell(id questionnaire.Area) spreadsheet.Cell {
	if s.moved == nil {
		return textCell("")
	}
	for _, area := range s.moved.Areas {
		if area.ID == id && area.Old.Known() && area.New.Known() {
			return spreadsheet.Decimal(float64(area.New.Tenths()-area.Old.Tenths()) / 10)
		}
	}
	return textCell("")
}

func cellBelow(row int) string { return "A" + say("%d", row+2).String() }

// changeSheet is the bridge, with the columns that its drawing is made from.
func (s *subject) changeSheet() spreadsheet.Sheet {
	const percent = 1000.0 // tenths of a percent in a share
	var r rowsOfSheet
	r.add(spreadsheet.PageTitle("Change since the period before"))
	c := changes{subject: s, Comparison: *s.moved}
	r.prose(c.figures()...)
	r.head("Step", "Points", "Drawn: below", "Drawn: coverage", "Drawn: up", "Drawn: down")
	first := len(r) + 1
	for _, step := range compared.NewWaterfall(*s.moved, barCells, false).Rows {
		from, to := float64(step.From)/percent, float64(step.To)/percent
		none := spreadsheet.Percent(0)
		switch {
		case !step.Step:
			r.add(spreadsheet.Strong(step.Name), textCell(step.Points+" %"), none, spreadsheet.Percent(to), none, none)
		case to >= from:
			r.add(textCell(step.Name), spreadsheet.Decimal(float64(step.Change)/10), spreadsheet.Percent(from), none, spreadsheet.Percent(to-from), none)
		default:
			r.add(textCell(step.Name), spreadsheet.Decimal(float64(step.Change)/10), spreadsheet.Percent(to), none, none, spreadsheet.Percent(from-to))
		}
	}
	last := len(r)
	return spreadsheet.Sheet{
		Name: "Change", Widths: []float64{36, 12, 16, 16, 16, 16}, Rows: r,
		Charts: []spreadsheet.Chart{{
			Title: "From then to now", At: cellBelow(last), Shape: spreadsheet.StackedBars, First: first, Last: last, Categories: 0,
			Series: []spreadsheet.Series{{Column: 2}, {Column: 3, Color: evidencedColor}, {Column: 4, Color: riseColor}, {Column: 5, Color: fallColor}},
		}},
	}
}
