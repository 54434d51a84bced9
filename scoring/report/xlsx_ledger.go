package report

import (
	"fmt"
	"maps"
	"slices"
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

// ledgerColumn is a column of CSV as the ledger has it.
type ledgerColumn struct {
	csv   string
	title string
	width float64
	kind  kindOfCell
	says  string // what it says, where its title does not say it all
}

// ledgerAnswers are what a reader looks for first; they are printed side by side.
var ledgerAnswers = []ledgerColumn{
	{"question", "Question", idWidth, isText, ""},
	{"title", "Title", titleWidth, isText, ""},
	{"area", "Area", 12, isText, ""},
	{"severity", "Severity", wordWidth, isText, "of the question; it decides the weight"},
	{"level", "Level", levelWidth, isText, "what was answered"},
	{"standing", "Standing", 14, isText, "whether that counts: answered does; carried, unknown and unanswered are open; na is not applicable"},
	{"counted_level", "Counted as", 15, isText, "the level that earns points: none where a question is open"},
	{"population_in_place", "In place", countWidth, isNumber, "how many resources have the control; empty where the share is estimated"},
	{"population_total", "Of", 7, isNumber, "how many there are in scope"},
	{"by", "Said by", nameWidth, isText, "who asserts the answer, as entered"},
	{"at", "On", timeWidth, isTime, "when it was given, in UTC"},
	{"method", "Method", 11, isText, "examine, interview or test, as whoever answered states it"},
	{"evidence", "Evidence", 14, isText, "what the answer rests on; the sheet Evidence says what that is"},
	{"evidenced", "Evidenced", 11, isText, "whether any of it is fresh, so that the answer counts in evidenced coverage"},
}

// ledgerWords are what people wrote beside what it is about; they are printed on
// pages of their own.
var ledgerWords = []ledgerColumn{
	{"meaning", "What the level means", 50, isText, "for this question, in the words of the question bank"},
	{"note", "Note", 90, isText, "in the words of whoever answered"},
}

// ledgerRest is every other field. It is not printed.
var ledgerRest = []ledgerColumn{
	{"text", "Question in full", 84, isText, ""},
	{"population_source", "Counted from", 24, isText, "where the two counts come from"},
	{"recorded_by", "Typed by", nameWidth, isText, "who typed the answer, if not who said it"},
	{"since", "Since", 11, isText, "the period in which this level was first given"},
	{"state", "State", 14, isText, "whether the answer is new, changed, re-affirmed or only carried over"},
	{"bulk", "In bulk", wordWidth, isText, "whether it was re-affirmed in one act with others"},
	{"fresh_evidence", "Fresh evidence", levelWidth, isText, ""},
	{"owner", "Owner", nameWidth, isText, "who closes the gap"},
	{"due", "Due", dayWidth, isTime, ""},
	{"flagged", "Parked for", nameWidth, isText, "who is to answer, or to find out"},
	{"na_reason_code", "N/A reason", levelWidth, isText, ""},
	{"na_reason_text", "N/A in words", 50, isText, ""},
	{"exception_kind", "Exception", 22, isText, ""},
	{"exception_reason", "Reason of the exception", 54, isText, ""},
	{"exception_approver", "Approver", nameWidth, isText, ""},
	{"exception_expires", "Expires", dayWidth, isTime, ""},
	{"exception_in_force", "In force", 11, isText, "whether the exception holds on the as-of day"},
	{"weight", "Weight", countWidth, isNumber, ""},
	{"points", "Points", countWidth, isNumber, "of the counted level"},
	{"earned", "Earned", countWidth, isNumber, "weight times points"},
	{"possible", "Possible", wordWidth, isNumber, "weight times 4"},
	{"evidenced_earned", "Evidenced points", 12, isNumber, "earned, where the answer is evidenced"},
	{"ceiling_earned", "Ceiling points", wordWidth, isNumber, "earned, if an open question proved to be all"},
	{"lift_points", "Lift in points", wordWidth, isDecimal, "what overall coverage gains when the gap is taken to all"},
	{"effort", "Effort", wordWidth, isText, "to close the gap, as the question bank puts it"},
	{"tiers", "Tiers", 38, isText, "that the question is about"},
	{"counts_in", "Counts in", 38, isText, "those of them that are in use"},
	{"services", "Services", 36, isText, "with which alone it is asked; empty for any"},
	{"revision", "Revision", wordWidth, isNumber, "of the question that is asked"},
	{"answered_revision", "Answered revision", 11, isNumber, "to which the answer was given"},
	{"references", "References", 120, isText, "controls that the question speaks to; the sheet Crosswalk has a row for each"},
	{"history", "Earlier answers", 54, isText, ""},
}

func ledgerFields() []ledgerColumn { return slices.Concat(ledgerAnswers, ledgerWords, ledgerRest) }

// ledgerSheet holds a row for every asked question, with every field of it that CSV
// has.
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
	maps.Copy(cells, inWords)
	var columns []xlsxColumn[csvLine]
	for _, column := range ledgerFields() {
		text, kind := cells[column.csv], column.kind
		columns = append(columns, xlsxColumn[csvLine]{column.head(), column.width, func(l csvLine) spreadsheet.Cell { return cellOf(text(l), kind) }})
	}
	sheet := tableSheet("Ledger", 2, columns, asked)
	words := len(ledgerAnswers)
	sheet.Printed = []spreadsheet.Span{{First: 0, Last: words - 1}, {First: words, Last: words + len(ledgerWords) - 1}}
	return sheet
}

// inWords are columns of CSV that hold a code, in the words of the report.
var inWords = map[string]func(csvLine) string{
	"area":           func(l csvLine) string { return l.Area.ShortName() },
	"level":          func(l csvLine) string { return levelWord(l.Answer.Level) },
	"counted_level":  func(l csvLine) string { return levelWord(l.Counted) },
	"state":          func(l csvLine) string { return stateWords[l.Answer.State] },
	"na_reason_code": func(l csvLine) string { return naReasons[l.Answer.NAReason.Code] },
	"exception_kind": func(l csvLine) string { return exceptionKinds[l.Answer.Exception.Kind] },
}

func (c ledgerColumn) head() spreadsheet.Cell {
	if c.kind == isNumber || c.kind == isDecimal {
		return spreadsheet.NumberTitle(c.title)
	}
	return spreadsheet.ColumnTitle(c.title)
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
