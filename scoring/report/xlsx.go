package report

import (
	"maps"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/spreadsheet"
)

// XLSX returns the assessment as a workbook that auditors and managers sort,
// filter and pass around: figures with charts, a row a question with every field,
// the plan, exceptions, evidence, what changed, and a row for every control that a
// question refers to. It is the same bytes for the same input.
func XLSX(input Input) ([]byte, error) {
	s := newSubject(input)
	sheets := []spreadsheet.Sheet{s.summarySheet(), s.ledgerSheet(), s.planSheet(), s.exceptionSheet(), s.evidenceSheet(), s.crosswalkSheet()}
	if s.moved != nil {
		sheets = append(sheets, s.changeSheet(), s.movementSheet(), s.trendSheet())
	}
	if kept := s.aside(); len(kept) > 0 {
		sheets = append(sheets, s.asideSheet(kept))
	}
	return spreadsheet.Workbook{Title: s.title(), Written: s.asOf.Time(), Sheets: sheets}.XLSX()
}

// The colors of the charts, as on the page.
const (
	evidencedColor = "1F3A5F"
	coverageColor  = "4F81BD"
	ceilingColor   = "B07A1E"
	riseColor      = "2E7D32"
	fallColor      = "B23B3B"
)

// xlsxColumn is a column of a table and how to fill it.
type xlsxColumn[T any] struct {
	title string
	width float64
	cell  func(T) spreadsheet.Cell
}

// tableSheet fills a sheet with a row for each item.
func tableSheet[T any](name string, frozen int, columns []xlsxColumn[T], items []T) spreadsheet.Sheet {
	sheet := spreadsheet.Sheet{Name: name, Table: true, Frozen: frozen}
	var titles []spreadsheet.Cell
	for _, column := range columns {
		titles = append(titles, spreadsheet.ColumnTitle(column.title))
		sheet.Widths = append(sheet.Widths, column.width)
	}
	sheet.Rows = append(sheet.Rows, titles)
	for _, item := range items {
		cells := make([]spreadsheet.Cell, len(columns))
		for i, column := range columns {
			cells[i] = column.cell(item)
		}
		sheet.Rows = append(sheet.Rows, cells)
	}
	return sheet
}

// textColumn is a column of text, in which the sign for nothing is left out:
// an empty cell is easier to filter.
func textColumn[T any](title string, width float64, text func(T) string) xlsxColumn[T] {
	return xlsxColumn[T]{title, width, func(item T) spreadsheet.Cell { return textCell(text(item)) }}
}

func textCell(text string) spreadsheet.Cell {
	if text == nothing {
		text = ""
	}
	return spreadsheet.Text(text)
}

func percentCell(share scoring.Share) spreadsheet.Cell {
	if !share.Known() {
		return textCell("")
	}
	return spreadsheet.Percent(share.Float())
}

func pointsCell(share scoring.Share) spreadsheet.Cell {
	if !share.Known() {
		return textCell("")
	}
	return spreadsheet.Decimal(100 * share.Float())
}

func dayCell(day questionnaire.Date) spreadsheet.Cell { return spreadsheet.Day(day.Time()) }

func minuteCell(at questionnaire.Instant) spreadsheet.Cell { return spreadsheet.Minute(at.Time()) }

// planItem is a step of the plan and the gap that it closes.
type planItem struct {
	step            scoring.Step
	gap             scoring.Gap
	number, gravity int
	line            scoring.Line
}

// planSheet holds every gap in the order of the plan, with its place in the
// order of gravity.
func (s *subject) planSheet() spreadsheet.Sheet {
	gravity := make(map[string]int, len(s.gaps))
	for i, gap := range s.gaps {
		gravity[gap.Question] = i
	}
	var items []planItem
	for i, step := range scoring.Plan(s.sheet, everything()).Steps {
		line, _ := s.sheet.Line(step.Question)
		at := gravity[step.Question]
		items = append(items, planItem{step, s.gaps[at], i + 1, at + 1, line})
	}
	return tableSheet("Gaps and plan", 3, []xlsxColumn[planItem]{
		{"Step", 7, func(p planItem) spreadsheet.Cell { return spreadsheet.Number(p.number) }},
		textColumn("Question", 11, func(p planItem) string { return p.line.ID }),
		textColumn("Title", 36, func(p planItem) string { return p.line.Title }),
		textColumn("Area", 20, func(p planItem) string { return p.line.Area.ShortName() }),
		textColumn("Severity", 10, func(p planItem) string { return p.line.Severity.String() }),
		textColumn("Level", 14, func(p planItem) string { return gapLevel(p.gap) }),
		textColumn("In hand", 20, func(p planItem) string { return inHands(&p.line) }),
		{"Due", 12, func(p planItem) spreadsheet.Cell { return dayCell(p.line.Answer.Due) }},
		textColumn("Effort", 9, func(p planItem) string { return p.line.Effort.String() }),
		{"Lift in points", 10, func(p planItem) spreadsheet.Cell { return pointsCell(p.step.Lift) }},
		{"Coverage after", 11, func(p planItem) spreadsheet.Cell { return percentCell(p.step.CoverageAfter) }},
		{"Place by gravity", 10, func(p planItem) spreadsheet.Cell { return spreadsheet.Number(p.gravity) }},
		{"Missing points", 10, func(p planItem) spreadsheet.Cell { return spreadsheet.Number(p.line.Possible() - p.line.Earned()) }},
		textColumn("To close the gap", 70, func(p planItem) string { return strings.Join(p.line.Remediation, "\n") }),
	}, items)
}

func (s *subject) exceptionSheet() spreadsheet.Sheet {
	lines := s.linesWhere(func(line *scoring.Line) bool { return !line.Answer.Exception.IsZero() })
	return tableSheet("Exceptions", 2, []xlsxColumn[*scoring.Line]{
		textColumn("Question", 11, func(l *scoring.Line) string { return l.ID }),
		textColumn("Title", 36, func(l *scoring.Line) string { return l.Title }),
		textColumn("Kind", 20, func(l *scoring.Line) string { return exceptionKinds[l.Answer.Exception.Kind] }),
		textColumn("Severity", 10, func(l *scoring.Line) string { return l.Severity.String() }),
		textColumn("Level", 14, func(l *scoring.Line) string { return levelWord(l.Answer.Level) }),
		textColumn("Reason", 60, func(l *scoring.Line) string { return l.Answer.Exception.Reason }),
		textColumn("Approver", 20, func(l *scoring.Line) string { return l.Answer.Exception.Approver }),
		{"Expires", 12, func(l *scoring.Line) spreadsheet.Cell { return dayCell(l.Answer.Exception.Expires) }},
		textColumn("Status", 24, s.exceptionStatus),
		textColumn("Said by", 26, func(l *scoring.Line) string { return byWhom(l.Answer) }),
	}, lines)
}

func (s *subject) evidenceSheet() spreadsheet.Sheet {
	uses := s.evidenceUses()
	piece := func(id string) questionnaire.Evidence {
		piece, _ := s.assessment.Evidence(id)
		return piece
	}
	return tableSheet("Evidence", 2, []xlsxColumn[string]{
		textColumn("Evidence", 11, func(id string) string { return id }),
		textColumn("Title", 36, func(id string) string { return piece(id).Title }),
		textColumn("Kind", 14, func(id string) string { return piece(id).Kind.String() }),
		textColumn("Reference", 50, func(id string) string { return piece(id).Ref }),
		{"Collected", 17, func(id string) spreadsheet.Cell { return minuteCell(piece(id).CollectedAt) }},
		{"Covers from", 12, func(id string) spreadsheet.Cell { return dayCell(piece(id).CoversFrom) }},
		{"Covers to", 12, func(id string) spreadsheet.Cell { return dayCell(piece(id).CoversTo) }},
		{"Age in days", 9, func(id string) spreadsheet.Cell {
			if piece(id).Date().IsZero() {
				return textCell("")
			}
			return spreadsheet.Number(piece(id).Date().DaysUntil(s.asOf))
		}},
		textColumn("By", 20, func(id string) string { return piece(id).By }),
		textColumn("Questions", 40, func(id string) string { return s.usedBy(piece(id), uses[id]).String() }),
		textColumn("SHA-256", 68, func(id string) string { return piece(id).SHA256 }),
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
	for _, framework := range frameworksOf(s.bank, maps.Keys(controls)) {
		if wanted := s.input.Frameworks; len(wanted) > 0 && !slices.Contains(wanted, framework) {
			continue
		}
		for _, control := range slices.SortedFunc(maps.Keys(controls[framework]), compareControls) {
			for _, line := range controls[framework][control] {
				rows = append(rows, controlLine{framework, control, line})
			}
		}
	}
	return tableSheet("Crosswalk", 2, []xlsxColumn[controlLine]{
		textColumn("Framework", 20, func(c controlLine) string { return c.framework }),
		textColumn("Control", 16, func(c controlLine) string { return c.control }),
		textColumn("Framework in full", 44, func(c controlLine) string { return s.frameworkName(c.framework) }),
		textColumn("Question", 11, func(c controlLine) string { return c.ID }),
		textColumn("Title", 36, func(c controlLine) string { return c.Title }),
		textColumn("Severity", 10, func(c controlLine) string { return c.Severity.String() }),
		textColumn("Answer", 20, func(c controlLine) string { return standingWord(c.Line) }),
		textColumn("Fresh evidence", 14, func(c controlLine) string { return strings.Join(s.freshEvidence(c.Line), ", ") }),
	}, rows)
}

// asideSheet holds the answers that count nowhere.
func (s *subject) asideSheet(kept []aside) spreadsheet.Sheet {
	return tableSheet("Kept but not asked", 2, []xlsxColumn[aside]{
		textColumn("Question", 11, func(a aside) string { return a.id }),
		textColumn("Title", 36, func(a aside) string { return a.title }),
		textColumn("Answer", 14, func(a aside) string { return levelWord(a.Level) }),
		textColumn("Reason or exception", 50, func(a aside) string { return reasons(a.Answer) }),
		textColumn("Said by", 26, func(a aside) string { return byWhom(a.Answer) }),
		{"On", 17, func(a aside) spreadsheet.Cell { return minuteCell(a.At) }},
		textColumn("Evidence", 16, func(a aside) string { return strings.Join(a.Evidence, ", ") }),
		textColumn("Note", 80, func(a aside) string { return a.Note }),
	}, kept)
}

// kindOfMovement is what moved, and how.
type kindOfMovement struct {
	kind string
	scoring.Movement
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
			rows = append(rows, kindOfMovement{list.kind, moved})
		}
	}
	return tableSheet("Movements", 3, []xlsxColumn[kindOfMovement]{
		textColumn("What", 18, func(m kindOfMovement) string { return m.kind }),
		textColumn("Question", 11, func(m kindOfMovement) string { return m.Question }),
		textColumn("Title", 36, func(m kindOfMovement) string { return c.titleOf(m.Question) }),
		textColumn("Then", 16, func(m kindOfMovement) string { return movedLevel(m.From) }),
		textColumn("Now", 16, func(m kindOfMovement) string { return movedLevel(m.To) }),
	}, rows)
}
