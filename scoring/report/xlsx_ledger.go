package report

import (
	"fmt"
	"time"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/spreadsheet"
)

// kindOfCell says what the text of a CSV cell is to a workbook.
type kindOfCell int

const (
	isText kindOfCell = iota
	isNumber
	isDecimal
	isTime
)

// ledgerOrder names the columns of CSV in the order of the ledger: first what a
// reader looks for, then the rest.
var ledgerOrder = []struct {
	csv   string
	title string
	width float64
	kind  kindOfCell
}{
	{"question", "Question", 11, isText}, {"title", "Title", 36, isText}, {"area", "Area", 14, isText}, {"severity", "Severity", 10, isText},
	{"standing", "Standing", 13, isText}, {"level", "Level", 10, isText}, {"counted_level", "Counted as", 10, isText}, {"meaning", "What the level means", 50, isText},
	{"population_in_place", "In place", 9, isNumber}, {"population_total", "Of", 9, isNumber}, {"population_source", "Counted from", 24, isText},
	{"by", "Said by", 20, isText}, {"recorded_by", "Typed by", 20, isText}, {"at", "On", 17, isTime}, {"since", "Since", 10, isText},
	{"state", "State", 12, isText}, {"bulk", "In one act with others", 10, isText}, {"method", "Method", 11, isText},
	{"evidence", "Evidence", 16, isText}, {"fresh_evidence", "Fresh evidence", 16, isText}, {"evidenced", "Evidenced", 10, isText},
	{"owner", "Owner", 20, isText}, {"due", "Due", 12, isTime}, {"flagged", "Parked for", 20, isText}, {"note", "Note", 70, isText},
	{"na_reason_code", "N/A reason", 16, isText}, {"na_reason_text", "N/A in words", 40, isText},
	{"exception_kind", "Exception", 16, isText}, {"exception_reason", "Reason of the exception", 40, isText}, {"exception_approver", "Approver", 20, isText},
	{"exception_expires", "Expires", 12, isTime}, {"exception_in_force", "In force", 9, isText},
	{"weight", "Weight", 8, isNumber}, {"points", "Points", 8, isNumber}, {"earned", "Earned", 8, isNumber}, {"possible", "Possible", 9, isNumber},
	{"evidenced_earned", "Evidenced points", 10, isNumber}, {"ceiling_earned", "Ceiling points", 10, isNumber}, {"lift_points", "Lift in points", 10, isDecimal},
	{"effort", "Effort", 9, isText}, {"tiers", "Tiers", 24, isText}, {"counts_in", "Counts in", 24, isText}, {"services", "Services", 20, isText},
	{"revision", "Revision", 9, isNumber}, {"answered_revision", "Answered revision", 10, isNumber},
	{"text", "Question in full", 70, isText}, {"references", "References", 50, isText}, {"history", "Earlier answers", 50, isText},
}

// ledgerSheet holds a row for every asked question, with every field that CSV has.
func (s *subject) ledgerSheet() spreadsheet.Sheet {
	lifts := make(map[string]scoring.Share, len(s.gaps))
	for _, gap := range s.gaps {
		lifts[gap.Question] = gap.Lift
	}
	asked := make([]csvLine, len(s.lines))
	for i := range s.lines {
		asked[i] = csvLine{subject: s, Line: &s.lines[i], lift: lifts[s.lines[i].ID]}
	}
	cells := make(map[string]func(csvLine) string, len(csvColumns))
	for _, column := range csvColumns {
		cells[column.title] = column.cell
	}
	cells["area"] = func(l csvLine) string { return l.Area.ShortName() }
	var columns []xlsxColumn[csvLine]
	for _, column := range ledgerOrder {
		text, kind := cells[column.csv], column.kind
		columns = append(columns, xlsxColumn[csvLine]{column.title, column.width, func(l csvLine) spreadsheet.Cell { return cellOf(text(l), kind) }})
	}
	return tableSheet("Ledger", 2, columns, asked)
}

// cellOf turns a cell of CSV, which is all text, into what it says.
func cellOf(text string, kind kindOfCell) spreadsheet.Cell {
	if text == "" {
		return spreadsheet.Text("")
	}
	switch kind {
	case isNumber:
		var number int
		if _, err := fmt.Sscan(text, &number); err == nil {
			return spreadsheet.Number(number)
		}
	case isDecimal:
		var number float64
		if _, err := fmt.Sscan(text, &number); err == nil {
			return spreadsheet.Decimal(number)
		}
	case isTime:
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return spreadsheet.Minute(at)
		}
		if day, err := questionnaire.ParseDate(text); err == nil {
			return spreadsheet.Day(day.Time())
		}
	}
	return spreadsheet.Text(text)
}
