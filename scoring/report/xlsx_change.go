package report

import (
	"slices"
	"strings"

	"demarc/scoring"
	"demarc/scoring/compared"
	"demarc/scoring/spreadsheet"
)

// changeSheet is the bridge, with the columns that its drawing is made from.
func (s *subject) changeSheet() spreadsheet.Sheet {
	const percent = 1000.0 // tenths of a percent in a share
	var r rowsOfSheet
	r.add(spreadsheet.PageTitle("Change since the period before"))
	c := changes{subject: s, Comparison: *s.moved}
	r.prose(c.figures()...)
	r.head(slices.Concat(words("Overall coverage"), numbers("Then", "Now", "Change in points")))
	r.add(spreadsheet.Strong("As reported"), percentCell(c.Reported.Old), percentCell(c.Reported.New), changeCell(c.Reported.Old, c.Reported.New))
	if same := c.LikeForLike; same.Questions > 0 {
		r.add(spreadsheet.Strong("Like for like"), percentCell(same.Old), percentCell(same.New), changeCell(same.Old, same.New))
	}
	r.head(slices.Concat(words("Step"), numbers("Points", "Coverage", "Starts at", "Rose by", "Fell by")))
	first := len(r) + 1
	empty := textCell("")
	for _, step := range compared.NewWaterfall(*s.moved, barCells, false).Rows {
		from, to := float64(step.From)/percent, float64(step.To)/percent
		moved := spreadsheet.Change(float64(step.Change) / 10)
		switch {
		case !step.Step:
			r.add(spreadsheet.Strong(step.Name), empty, spreadsheet.Percent(to))
		case step.Change == 0:
			r.add(textCell(step.Name), moved)
		case to > from:
			r.add(textCell(step.Name), moved, empty, spreadsheet.Percent(from), spreadsheet.Percent(to-from))
		default:
			r.add(textCell(step.Name), moved, empty, spreadsheet.Percent(to), empty, spreadsheet.Percent(from-to))
		}
	}
	last := len(r)
	return spreadsheet.Sheet{
		Name: "Change", Widths: []float64{36, 14, 14, 14, 14, 14}, Rows: r,
		Charts: []spreadsheet.Chart{{
			Title: "From then to now: green rose, red fell", Shape: spreadsheet.StackedBars, First: first, Last: last, Categories: 0,
			Series: []spreadsheet.Series{{Column: 3}, {Column: 2, Color: evidencedColor}, {Column: 4, Color: riseColor}, {Column: 5, Color: fallColor}},
		}},
	}
}

// kindOfMovement is what moved, how, and the answer that it moved to.
type kindOfMovement struct {
	kind string
	scoring.Movement
	line scoring.Line
}

func (s *subject) movementSheet() spreadsheet.Sheet {
	c := changes{subject: s, Comparison: *s.moved}
	var rows []kindOfMovement
	for _, list := range []struct {
		kind  string
		moved []scoring.Movement
	}{
		{"regression", c.Regressions}, {"lost answer", c.Lost}, {"improvement", c.Improvements}, {"newly answered", c.Gained},
		{"not applicable now", c.BecameNA}, {"applicable again", c.CeasedNA}, {"asked anew", c.Revised},
	} {
		for _, moved := range list.moved {
			line, _ := s.sheet.Line(moved.Question)
			rows = append(rows, kindOfMovement{list.kind, moved, line})
		}
	}
	return tableSheet("Movements", 3, slices.Concat(
		[]xlsxColumn[kindOfMovement]{textColumn("What", 20, func(m kindOfMovement) string { return m.kind })},
		questionColumns(func(m kindOfMovement) *scoring.Line { return &m.line }),
		[]xlsxColumn[kindOfMovement]{
			textColumn("Then", levelWidth, func(m kindOfMovement) string { return movedLevel(m.From) }),
			textColumn("Now", levelWidth, func(m kindOfMovement) string { return movedLevel(m.To) }),
			textColumn("Said by", nameWidth, func(m kindOfMovement) string { return m.line.Answer.By }),
			timeColumn("On", timeWidth, func(m kindOfMovement) spreadsheet.Cell { return minuteCell(m.line.Answer.At) }),
			textColumn("Fresh evidence", levelWidth, func(m kindOfMovement) string { return strings.Join(s.freshEvidence(&m.line), ", ") }),
			textColumn("Note", 64, func(m kindOfMovement) string { return m.line.Answer.Note }),
		}), rows)
}
