package report

import (
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
	s.selection = true
	sheets := []spreadsheet.Sheet{
		s.summarySheet(), s.tierSheet(), s.ledgerSheet(), s.planSheet(), s.exceptionSheet(), s.notApplicableSheet(), s.evidenceSheet(), s.crosswalkSheet(),
	}
	if s.moved != nil {
		sheets = append(sheets, s.changeSheet(), s.movementSheet(), s.trendSheet())
	}
	if len(s.kept) > 0 {
		sheets = append(sheets, s.asideSheet())
	}
	sheets = append(sheets, s.readingSheet(sheets))
	return spreadsheet.Workbook{Title: s.title(), Written: s.asOf.Time(), Footer: s.footer(), Sheets: sheets}.XLSX()
}

// footer says of a page on its own what it is of, and whether that can change.
func (s *subject) footer() string {
	footer := s.assessment.ID() + ", " + s.assessment.Status().String()
	if s.redacted {
		footer += ", redacted"
	}
	return footer
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
	title spreadsheet.Cell
	width float64
	cell  func(T) spreadsheet.Cell
}

// textColumn is a column of text as it is.
func textColumn[T any](title string, width float64, text func(T) string) xlsxColumn[T] {
	return timeColumn(title, width, func(item T) spreadsheet.Cell { return spreadsheet.Text(text(item)) })
}

// wordColumn is a column of our own words, in which the sign for nothing is left
// out: an empty cell is easier to filter.
func wordColumn[T any](title string, width float64, word func(T) string) xlsxColumn[T] {
	return timeColumn(title, width, func(item T) spreadsheet.Cell { return textCell(word(item)) })
}

// timeColumn is a column of days or minutes, which are read from the left.
func timeColumn[T any](title string, width float64, cell func(T) spreadsheet.Cell) xlsxColumn[T] {
	return xlsxColumn[T]{spreadsheet.ColumnTitle(title), width, cell}
}

// figureColumn is a column of numbers, which are read from the right.
func figureColumn[T any](title string, width float64, cell func(T) spreadsheet.Cell) xlsxColumn[T] {
	return xlsxColumn[T]{spreadsheet.NumberTitle(title), width, cell}
}

func numberColumn[T any](title string, width float64, number func(T) int) xlsxColumn[T] {
	return figureColumn(title, width, func(item T) spreadsheet.Cell { return spreadsheet.Number(number(item)) })
}

func percentColumn[T any](title string, width float64, share func(T) scoring.Share) xlsxColumn[T] {
	return figureColumn(title, width, func(item T) spreadsheet.Cell { return percentCell(share(item)) })
}

// tableSheet fills a sheet with a row for each item.
func tableSheet[T any](name string, frozen int, columns []xlsxColumn[T], items []T) spreadsheet.Sheet {
	sheet := spreadsheet.Sheet{Name: name, Table: true, Frozen: frozen}
	var titles []spreadsheet.Cell
	for _, column := range columns {
		titles = append(titles, column.title)
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
