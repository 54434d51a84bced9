package report

import (
	"slices"
	"strconv"

	"demarc/scoring"
)

// points holds the numbers of every question and their sums.
func (s *subject) points() Section {
	blocks := []Block{
		paragraph("What every asked question earns, by the method above; the last row of each area holds the sums behind its percentages. A question that is open earns nothing, and all that it could in the ceiling."),
	}
	for _, area := range s.areas {
		blocks = append(blocks, heading("Points of "+area.Name), s.areaPoints(area))
	}
	return section("Points of every question", blocks...)
}

func (s *subject) areaPoints(area scoring.Area) Block {
	lines := s.inArea(area.ID)
	if len(lines) == 0 {
		return paragraph("No question of this area is asked.")
	}
	table := Table{Columns: slices.Concat(words("Question", "Answer", "Counted as"),
		numbers("Weight", "Points", "Earned", "Possible", "Evidenced", "Ceiling"))}
	for _, line := range lines {
		table.Rows = append(table.Rows, s.pointsRow(line))
	}
	sums := area.Sums
	table.Rows = append(table.Rows, append(row("Sum", "", "", "", ""), figures(sums.Earned, sums.Possible, sums.EvidencedEarned, sums.CeilingEarned)...))
	return table
}

func (s *subject) pointsRow(line *scoring.Line) []Text {
	cells := append([]Text{{s.question(line.ID)}}, row(standingWord(line), levelWord(line.Counted))...)
	return append(cells, figures(line.Weight, line.Earned()/line.Weight, line.Earned(), line.Possible(), evidencedPoints(line), ceilingPoints(line))...)
}

// ceilingPoints are what a question would earn if everything open were all.
func ceilingPoints(line *scoring.Line) int {
	if line.Open() {
		return line.Possible()
	}
	return line.Earned()
}

func figures(values ...int) []Text {
	cells := make([]string, len(values))
	for i, value := range values {
		cells[i] = strconv.Itoa(value)
	}
	return row(cells...)
}
