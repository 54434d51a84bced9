package report

import (
	"slices"
	"strings"

	"demarc/scoring"
	"demarc/scoring/spreadsheet"
)

// Widths of columns that many tables have.
const (
	idWidth    = 10 // of a question, or of a piece of evidence
	titleWidth = 40 // of what a question's title holds at most
	wordWidth  = 10
	levelWidth = 16
	nameWidth  = 18
	dayWidth   = 13
	timeWidth  = 18
	countWidth = 9
)

// questionColumns name the question that a row is about.
func questionColumns[T any](of func(T) *scoring.Line) []xlsxColumn[T] {
	return []xlsxColumn[T]{
		textColumn("Question", idWidth, func(item T) string { return of(item).ID }),
		textColumn("Title", titleWidth, func(item T) string { return of(item).Title }),
		textColumn("Severity", wordWidth, func(item T) string { return of(item).Severity.String() }),
	}
}

func itself(line *scoring.Line) *scoring.Line { return line }

// planItem is a step of the plan and the gap that it closes.
type planItem struct {
	step         scoring.Step
	gap          scoring.Gap
	number, rank int
	line         scoring.Line
}

// planSheet holds every gap in the order of the plan, with its rank among the
// gaps.
func (s *subject) planSheet() spreadsheet.Sheet {
	ranks := make(map[string]int, len(s.gaps))
	for i, gap := range s.gaps {
		ranks[gap.Question] = i
	}
	var items []planItem
	for i, step := range scoring.Plan(s.sheet, everything()).Steps {
		line, _ := s.sheet.Line(step.Question)
		at := ranks[step.Question]
		items = append(items, planItem{step, s.gaps[at], i + 1, at + 1, line})
	}
	columns := slices.Concat(
		[]xlsxColumn[planItem]{numberColumn("Step", 8, func(p planItem) int { return p.number })},
		questionColumns(func(p planItem) *scoring.Line { return &p.line }),
		[]xlsxColumn[planItem]{
			wordColumn("Level", levelWidth, func(p planItem) string { return gapLevel(p.gap) }),
			wordColumn("In hand", nameWidth, func(p planItem) string { return inHands(&p.line) }),
			timeColumn("Due", dayWidth, func(p planItem) spreadsheet.Cell { return dayCell(p.line.Answer.Due) }),
			textColumn("Effort", wordWidth, func(p planItem) string { return p.line.Effort.String() }),
			figureColumn("Lift in points", countWidth, func(p planItem) spreadsheet.Cell { return pointsCell(p.step.Lift) }),
			percentColumn("Coverage after", 11, func(p planItem) scoring.Share { return p.step.CoverageAfter }),
			textColumn("To close the gap", 80, func(p planItem) string { return strings.Join(p.line.Remediation, "\n") }),
			textColumn("Area", 12, func(p planItem) string { return p.line.Area.ShortName() }),
			numberColumn("Missing points", wordWidth, func(p planItem) int { return p.line.Possible() - p.line.Earned() }),
			numberColumn("Rank among gaps", wordWidth, func(p planItem) int { return p.rank }),
		})
	sheet := tableSheet("Gaps and plan", 3, columns, items)
	sheet.Printed = []spreadsheet.Span{{First: 0, Last: 10}}
	return sheet
}

func (s *subject) exceptionSheet() spreadsheet.Sheet {
	lines := s.linesWhere(func(line *scoring.Line) bool { return !line.Answer.Exception.IsZero() })
	return tableSheet("Exceptions", 2, slices.Concat(questionColumns(itself), []xlsxColumn[*scoring.Line]{
		textColumn("Kind", 22, func(l *scoring.Line) string { return exceptionKinds[l.Answer.Exception.Kind] }),
		textColumn("Level", levelWidth, func(l *scoring.Line) string { return levelWord(l.Answer.Level) }),
		textColumn("Reason", 54, func(l *scoring.Line) string { return l.Answer.Exception.Reason }),
		textColumn("Approver", nameWidth, func(l *scoring.Line) string { return l.Answer.Exception.Approver }),
		timeColumn("Expires", dayWidth, func(l *scoring.Line) spreadsheet.Cell { return dayCell(l.Answer.Exception.Expires) }),
		textColumn("Status", 24, s.exceptionStatus),
		textColumn("Said by", 24, func(l *scoring.Line) string { return byWhom(l.Answer) }),
	}), lines)
}

func (s *subject) notApplicableSheet() spreadsheet.Sheet {
	return tableSheet("Not applicable", 2, slices.Concat(questionColumns(itself), []xlsxColumn[*scoring.Line]{
		wordColumn("Reason", nameWidth, func(l *scoring.Line) string { return naReason(l.Answer.NAReason.Code) }),
		textColumn("In words", 70, func(l *scoring.Line) string { return l.Answer.NAReason.Text }),
		textColumn("Said by", 24, func(l *scoring.Line) string { return byWhom(l.Answer) }),
		timeColumn("On", timeWidth, func(l *scoring.Line) spreadsheet.Cell { return minuteCell(l.Answer.At) }),
		textColumn("Since", wordWidth, func(l *scoring.Line) string { return l.Answer.Since }),
		wordColumn("Evidence", levelWidth, func(l *scoring.Line) string { return s.evidenceOf(l.Question, l.Answer).String() }),
	}), s.standing(scoring.NotApplicable))
}

// asideSheet holds the answers that count nowhere.
func (s *subject) asideSheet() spreadsheet.Sheet {
	return tableSheet("Kept but not asked", 2, []xlsxColumn[aside]{
		textColumn("Question", idWidth, func(a aside) string { return a.id }),
		wordColumn("Title", titleWidth, func(a aside) string { return a.title }),
		textColumn("Answer", levelWidth, func(a aside) string { return levelWord(a.Level) }),
		wordColumn("Reason or exception", 50, func(a aside) string { return reasons(a.Answer) }),
		textColumn("Said by", 24, func(a aside) string { return byWhom(a.Answer) }),
		timeColumn("On", timeWidth, func(a aside) spreadsheet.Cell { return minuteCell(a.At) }),
		textColumn("Evidence", levelWidth, func(a aside) string { return strings.Join(a.Evidence, ", ") }),
		textColumn("Note", 80, func(a aside) string { return a.Note }),
	}, s.kept)
}
