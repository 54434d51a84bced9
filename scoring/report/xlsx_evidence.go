package report

import (
	"maps"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/spreadsheet"
)

func (s *subject) evidenceSheet() spreadsheet.Sheet {
	uses := s.evidenceUses()
	piece := func(id string) questionnaire.Evidence {
		piece, _ := s.assessment.Evidence(id)
		return piece
	}
	return tableSheet("Evidence", 2, []xlsxColumn[string]{
		textColumn("Evidence", idWidth, func(id string) string { return id }),
		textColumn("Title", titleWidth, func(id string) string { return piece(id).Title }),
		textColumn("Kind", 15, func(id string) string { return piece(id).Kind.String() }),
		textColumn("Reference", 46, func(id string) string { return piece(id).Ref }),
		timeColumn("Collected", timeWidth, func(id string) spreadsheet.Cell { return minuteCell(piece(id).CollectedAt) }),
		timeColumn("Covers from", dayWidth, func(id string) spreadsheet.Cell { return dayCell(piece(id).CoversFrom) }),
		timeColumn("Covers to", dayWidth, func(id string) spreadsheet.Cell { return dayCell(piece(id).CoversTo) }),
		figureColumn("Age in days", countWidth, func(id string) spreadsheet.Cell {
			if piece(id).Date().IsZero() {
				return textCell("")
			}
			return spreadsheet.Number(piece(id).Date().DaysUntil(s.asOf))
		}),
		textColumn("By", nameWidth, func(id string) string { return piece(id).By }),
		textColumn("Questions", 34, func(id string) string { return s.usedBy(piece(id), uses[id]).String() }),
		textColumn("SHA-256", 40, func(id string) string { return piece(id).SHA256 }),
	}, s.assessment.EvidenceIDs())
}

// controlLine is a control and a question that speaks to it.
type controlLine struct {
	framework, control string
	*scoring.Line
}

func (s *subject) crosswalkSheet() spreadsheet.Sheet {
	controls := s.controls()
	var rows []controlLine
	for _, framework := range s.frameworks {
		if wanted := s.input.Frameworks; len(wanted) > 0 && !slices.Contains(wanted, framework) {
			continue
		}
		for _, control := range slices.SortedFunc(maps.Keys(controls[framework]), compareControls) {
			for _, line := range controls[framework][control] {
				rows = append(rows, controlLine{framework, control, line})
			}
		}
	}
	columns := slices.Concat(
		[]xlsxColumn[controlLine]{
			textColumn("Framework", 20, func(c controlLine) string { return c.framework }),
			textColumn("Control", 17, func(c controlLine) string { return c.control }),
		},
		questionColumns(func(c controlLine) *scoring.Line { return c.Line }),
		[]xlsxColumn[controlLine]{
			textColumn("Answer", 24, func(c controlLine) string { return standingWord(c.Line) }),
			textColumn("Fresh evidence", nameWidth, func(c controlLine) string { return strings.Join(s.freshEvidence(c.Line), ", ") }),
			textColumn("Framework in full", 54, func(c controlLine) string { return s.frameworkName(c.framework) }),
		})
	return tableSheet("Crosswalk", 2, columns, rows)
}
