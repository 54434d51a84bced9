package report

import (
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/spreadsheet"
)

// rowsOfSheet collects the rows of a sheet that is not one table.
type rowsOfSheet [][]spreadsheet.Cell

func (r *rowsOfSheet) add(cells ...spreadsheet.Cell) { *r = append(*r, cells) }

// head writes the titles of a table, with a row above them.
func (r *rowsOfSheet) head(columns []Column) {
	var cells []spreadsheet.Cell
	for _, column := range columns {
		if column.Number {
			cells = append(cells, spreadsheet.NumberTitle(column.Title))
		} else {
			cells = append(cells, spreadsheet.ColumnTitle(column.Title))
		}
	}
	r.add()
	r.add(cells...)
}

// prose writes paragraphs and lists, a row each.
func (r *rowsOfSheet) prose(blocks ...Block) {
	for _, block := range blocks {
		switch block := block.(type) {
		case Paragraph:
			r.add(lineOf(Text(block))...)
		case List:
			for _, item := range block {
				r.add(lineOf(item)...)
			}
		case Quote:
			r.add(spreadsheet.Line(string(block)))
		}
	}
}

// lineOf is text in a row: what must not be missed, where it begins with that,
// and the rest beside it.
func lineOf(text Text) []spreadsheet.Cell {
	if len(text) > 1 && text[0].Style == Strong {
		return []spreadsheet.Cell{spreadsheet.Strong(text[0].Text), spreadsheet.Line(strings.TrimSpace(text[1:].String()))}
	}
	return []spreadsheet.Cell{spreadsheet.Line(text.String())}
}

// summarySheet is the first page: what this is, what is worst, and the figures.
func (s *subject) summarySheet() spreadsheet.Sheet {
	var r rowsOfSheet
	r.add(spreadsheet.PageTitle(s.title()))
	r.prose(s.cover()...)
	r.prose(slices.Concat([]Block{s.status()}, s.leftOut(), s.signed(), s.corrects(), s.leftOpen())...)
	r.prose(Paragraph{strong("Overall coverage: " + s.percent(s.overall.Coverage) + "."), plain(s.overallMove() + s.overallRange())}, s.overallBand(), s.lowestArea())
	r.prose(s.criticalGaps()...)
	r.prose(s.standingOfAnswers(), paragraph("The last sheet says what each sheet, column and word means. What the questions ask in full and how to check an answer stands in the whole report: demarc report %s.", s.assessment.ID()))
	identity := s.identity()
	r.head(identity.Columns)
	for _, cells := range identity.Rows {
		r.add(spreadsheet.Strong(cells[0].String()), spreadsheet.Line(cells[1].String()))
	}
	r.head(slices.Concat(words("Overall figure"), numbers("Percent")))
	for _, figure := range s.overallShares() {
		r.add(spreadsheet.Strong(figure.name), percentCell(figure.share))
	}
	r.head(slices.Concat(words("Area"), numbers("Evidenced", "Coverage", "Range up to", "N/A as none", "Change in points", "Earned", "Possible", "Applicable", "Answered"), words("Band")))
	first := len(r) + 1
	for _, area := range s.areas {
		r.add(spreadsheet.Strong(area.Name), percentCell(area.Evidenced), percentCell(area.Coverage), percentCell(area.Ceiling), percentCell(area.NAAsNone),
			s.areaChangeCell(area.ID), spreadsheet.Number(area.Earned), spreadsheet.Number(area.Possible),
			spreadsheet.Number(area.Applicable), spreadsheet.Number(area.Answered), textCell(s.band(area.Figures)))
	}
	last := len(r)
	return spreadsheet.Sheet{
		Name: "Summary", Widths: []float64{38, 12, 11, 11, 11, 11, 9, 10, 12, 11, 23}, Rows: r,
		Charts: []spreadsheet.Chart{{
			Title: "Coverage by area", First: first, Last: last, Categories: 0,
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
			return changeCell(area.Old, area.New)
		}
	}
	return textCell("")
}

// changeCell is the difference of two shares as they are printed.
func changeCell(was, is scoring.Share) spreadsheet.Cell {
	return spreadsheet.Change(float64(is.Tenths()-was.Tenths()) / 10)
}

// tierItem is the cell of an area and a tier.
type tierItem struct {
	area scoring.Area
	tier questionnaire.Tier
	scoring.Cell
}

// tierSheet is a row for every area in every tier that is in use.
func (s *subject) tierSheet() spreadsheet.Sheet {
	var items []tierItem
	for _, area := range s.areas {
		for _, tier := range s.tiers {
			items = append(items, tierItem{area, tier, area.Tiers[tier]})
		}
	}
	return tableSheet("Areas by tier", 2, []xlsxColumn[tierItem]{
		textColumn("Area", 36, func(t tierItem) string { return t.area.Name }),
		textColumn("Tier", levelWidth, func(t tierItem) string { return t.tier.String() }),
		percentColumn("Evidenced", 11, func(t tierItem) scoring.Share { return t.Evidenced }),
		percentColumn("Coverage", 11, func(t tierItem) scoring.Share { return t.Coverage }),
		percentColumn("Range up to", 11, func(t tierItem) scoring.Share { return t.Ceiling }),
		percentColumn("N/A as none", 11, func(t tierItem) scoring.Share { return t.NAAsNone }),
		numberColumn("Earned", countWidth, func(t tierItem) int { return t.Earned }),
		numberColumn("Possible", wordWidth, func(t tierItem) int { return t.Possible }),
		numberColumn("Applicable", 12, func(t tierItem) int { return t.Applicable }),
		numberColumn("Answered", 11, func(t tierItem) int { return t.Answered }),
		wordColumn("Band", 24, func(t tierItem) string { return s.band(t.Figures) }),
		textColumn("Critical questions below most", 30, func(t tierItem) string { return strings.Join(t.CappedBy, ", ") }),
		textColumn("Few questions", 12, func(t tierItem) string { return fewOrNot(t.Cell) }),
	}, items)
}

func fewOrNot(cell scoring.Cell) string {
	if cell.Small() && cell.Coverage.Known() {
		return "few"
	}
	return ""
}
