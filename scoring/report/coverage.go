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
		paragraph("Each percentage stands beside earned/possible, the weighted points that it comes from; the ledger holds them question by question."),
		paragraph("Means of areas and N/A as none stand beside the exact fraction in lowest terms."),
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

func figureColumns() []Column {
	return append(words("Area"), numbers("Coverage", "Evidenced", "Ceiling", "N/A as none", "Applicable", "Answered")...)
}

func (s *subject) figureRow(name string, figures scoring.Figures, sums scoring.Sums) []Text {
	return row(name,
		s.ratio(figures.Coverage, sums.Earned, sums.Possible),
		s.ratio(figures.Evidenced, sums.EvidencedEarned, sums.Possible),
		s.ratio(figures.Ceiling, sums.CeilingEarned, sums.Possible),
		s.exact(figures.NAAsNone),
		fmt.Sprint(figures.Applicable),
		fmt.Sprint(figures.Answered),
	)
}

func (s *subject) areaTable() Table {
	table := Table{Columns: figureColumns()}
	for _, area := range s.areas {
		table.Rows = append(table.Rows, s.figureRow(area.Name, area.Figures, area.Sums))
	}
	overall := s.overall
	table.Rows = append(table.Rows, row("Overall (mean of the areas)",
		s.exact(overall.Coverage), s.exact(overall.Evidenced), s.exact(overall.Ceiling), s.exact(overall.NAAsNone),
		fmt.Sprint(overall.Applicable), fmt.Sprint(overall.Answered)))
	return table
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
			row.Bars = append(row.Bars, s.bar(tierTitles[tier], area.Tiers[tier].Figures))
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
		cells := s.figureRow(area.Name, cell.Figures, cell.Sums)
		table.Rows = append(table.Rows, append(cells, Text{plain(s.band(cell.Figures))}, s.cappedBy(cell.Figures)))
	}
	return table
}
