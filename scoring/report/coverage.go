package report

import (
	"fmt"
	"slices"

	"demarc/questionnaire"
	"demarc/scoring"
)

// coverage holds the figures of the areas, and of the areas in each tier.
func (s *subject) coverage() Section {
	blocks := []Block{
		paragraph("Each percentage stands beside earned/possible, the weighted points that it comes from; the points of every question hold them one by one. N/A as none stands beside earned/all that was asked."),
		paragraph("Range is what coverage can still come to: from coverage, if everything open proved to be none, up to the ceiling, if it all proved to be all. %s", s.changeMeans()),
		heading("Areas"), s.areaTable(), s.areaBands(),
		heading("Areas by tier"), s.tierBars(), s.tierMatrix(),
		paragraph("A question counts in the column of every tier that it is about, so columns overlap and do not add up."),
		paragraph("Cells of fewer than %d questions are marked few: one answer moves them far.", scoring.SmallCell),
	}
	for _, tier := range s.tiers {
		blocks = append(blocks, heading("Figures of the "+tier.String()+" tier"), s.tierTable(tier))
	}
	return section("Coverage", blocks...)
}

func (s *subject) changeMeans() string {
	if s.moved == nil {
		return "Change is empty, because there is nothing to compare with; the section on change says why."
	}
	then := s.moved.Old.Assessment()
	return fmt.Sprintf("Change is in percentage points against %s, as reported.", then.Period().Label)
}

func figureColumns() []Column {
	return append(words("Area"), numbers("Coverage", "Range up to", "Evidenced", "N/A as none", "Change", "Applicable", "Answered")...)
}

// figureRow holds the figures of a set of questions, given by its lines.
func (s *subject) figureRow(name string, figures scoring.Figures, sums scoring.Sums, lines []*scoring.Line, change string) []Text {
	asked := 0
	for _, line := range lines {
		asked += line.Weight * possiblePoints
	}
	return row(name,
		s.ratio(figures.Coverage, sums.Earned, sums.Possible),
		s.ratio(figures.Ceiling, sums.CeilingEarned, sums.Possible),
		s.ratio(figures.Evidenced, sums.EvidencedEarned, sums.Possible),
		s.ratio(figures.NAAsNone, sums.Earned, asked),
		change,
		fmt.Sprint(figures.Applicable),
		fmt.Sprint(figures.Answered),
	)
}

// possiblePoints is what a question can earn before its weight.
const possiblePoints = 4

func (s *subject) areaTable() Table {
	table := Table{Columns: figureColumns()}
	for _, area := range s.areas {
		table.Rows = append(table.Rows, s.figureRow(area.Name, area.Figures, area.Sums, s.inArea(area.ID), s.areaChange(area.ID)))
	}
	overall := s.overall
	table.Rows = append(table.Rows, row("Overall (mean of the areas)",
		s.percent(overall.Coverage), s.percent(overall.Ceiling), s.percent(overall.Evidenced), s.percent(overall.NAAsNone), s.overallChange(),
		fmt.Sprint(overall.Applicable), fmt.Sprint(overall.Answered)))
	return table
}

func (s *subject) overallChange() string {
	if s.moved == nil {
		return nothing
	}
	return s.pointsBetween(s.moved.Reported.Old, s.moved.Reported.New)
}

func (s *subject) areaChange(id questionnaire.Area) string {
	if s.moved == nil {
		return nothing
	}
	for _, area := range s.moved.Areas {
		if area.ID == id {
			return s.pointsBetween(area.Old, area.New)
		}
	}
	return nothing
}

func (s *subject) cellChange(id questionnaire.Area, tier questionnaire.Tier) string {
	if s.moved == nil {
		return nothing
	}
	for _, area := range s.moved.Areas {
		if cell, ok := area.Tiers[tier]; ok && area.ID == id {
			return points(cell.Old, cell.New)
		}
	}
	return nothing
}

func (s *subject) areaBands() Table {
	table := Table{Columns: words("Area", "Band", "Critical questions below most")}
	for _, area := range s.areas {
		table.Rows = append(table.Rows, []Text{{plain(area.Name)}, {plain(s.band(area.Figures))}, s.cappedBy(area.Figures)})
	}
	return table
}

// tierBars is the area × tier table, drawn.
func (s *subject) tierBars() BarTable {
	drawn := BarTable{Columns: s.tierTitles()}
	for _, area := range s.areas {
		row := BarRow{Label: area.Name}
		for _, tier := range s.tiers {
			row.Bars = append(row.Bars, s.bar(tierTitles[tier], area.Tiers[tier].Figures, s.percent(area.Tiers[tier].Coverage)))
		}
		drawn.Rows = append(drawn.Rows, row)
	}
	return drawn
}

// tierMatrix is the area × tier table.
func (s *subject) tierMatrix() Table {
	table := Table{Columns: slices.Concat(words("Area"), numbers(s.tierTitles()...))}
	for _, area := range s.areas {
		cells := row(area.Name)
		for _, tier := range s.tiers {
			cells = append(cells, Text{plain(s.cell(area.Tiers[tier]))})
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

func (s *subject) cell(cell scoring.Cell) string {
	if !cell.Coverage.Known() {
		return nothing
	}
	text := fmt.Sprintf("%s, %s", s.ratio(cell.Coverage, cell.Earned, cell.Possible), count(cell.Applicable, "question"))
	if cell.Small() {
		text += " (few)"
	}
	return text
}

func (s *subject) tierTable(tier questionnaire.Tier) Table {
	table := Table{Columns: append(figureColumns(), words("Band", "Critical questions below most")...)}
	for _, area := range s.areas {
		cell := area.Tiers[tier]
		lines := s.linesWhere(func(line *scoring.Line) bool { return line.Area == area.ID && slices.Contains(line.In, tier) })
		cells := s.figureRow(area.Name, cell.Figures, cell.Sums, lines, s.cellChange(area.ID, tier))
		table.Rows = append(table.Rows, append(cells, Text{plain(s.band(cell.Figures))}, s.cappedBy(cell.Figures)))
	}
	return table
}
