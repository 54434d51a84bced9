package spreadsheet

import (
	"sort"
	"time"

	"github.com/xuri/excelize/v2"
)

// Workbook is sheets of cells, for a file that spreadsheets open.
type Workbook struct {
	Title string
	// Written is what the file says of its own date. A workbook with the same
	// content and date has the same bytes.
	Written time.Time
	// Footer stands below every printed page, between the name of its sheet and
	// its number.
	Footer string
	Sheets []Sheet
}

// Sheet is rows of cells and what is drawn from them.
type Sheet struct {
	Name   string    // unique in the workbook, at most 31 characters
	Widths []float64 // of the columns, in characters
	Rows   [][]Cell
	// Table says that the first row holds the titles of a table: it stays in
	// sight, is printed on every page, and has filters.
	Table  bool
	Frozen int // columns of a table that stay in sight and are printed on every page
	// Printed are the columns that are printed, each span on pages of its own;
	// none means all.
	Printed []Span
	Charts  []Chart
}

// Span is columns that stand together, counted from 0.
type Span struct{ First, Last int }

// Cell is what stands in a cell: text, a number, a share or a time. Text is never
// a formula, whatever it begins with.
type Cell struct {
	text   string
	number float64
	time   time.Time
	look   look
}

// look says how a cell is shown.
type look int

const (
	plainText look = iota
	strongText
	columnTitle
	numberTitle
	pageTitle
	line // text that takes the rest of its row
	wholeNumber
	decimalNumber
	signedPoints
	percentage
	day
	minute
	looks
)

// Text is text as it is.
func Text(text string) Cell { return Cell{text: text, look: plainText} }

// Strong is text that must not be missed.
func Strong(text string) Cell { return Cell{text: text, look: strongText} }

// ColumnTitle is text at the head of a column of text or times.
func ColumnTitle(text string) Cell { return Cell{text: text, look: columnTitle} }

// NumberTitle is text at the head of a column of numbers, which end where it ends.
func NumberTitle(text string) Cell { return Cell{text: text, look: numberTitle} }

// PageTitle is text at the head of a sheet.
func PageTitle(text string) Cell { return Cell{text: text, look: pageTitle} }

// Line is text that takes the rest of its row.
func Line(text string) Cell { return Cell{text: text, look: line} }

// Number is a whole number.
func Number(number int) Cell { return Cell{number: float64(number), look: wholeNumber} }

// Decimal is a number that is shown with two decimals.
func Decimal(number float64) Cell { return Cell{number: number, look: decimalNumber} }

// Change is a difference in points, which is shown with its sign and one decimal.
func Change(points float64) Cell { return Cell{number: points, look: signedPoints} }

// Percent is a share, 0.5 for 50 %.
func Percent(share float64) Cell { return Cell{number: share, look: percentage} }

// Day is a day, in UTC; the zero time is an empty cell.
func Day(at time.Time) Cell { return timed(at, day) }

// Minute is a point in time, in UTC; the zero time is an empty cell.
func Minute(at time.Time) Cell { return timed(at, minute) }

func timed(at time.Time, shown look) Cell {
	if at.IsZero() {
		return Cell{}
	}
	return Cell{time: at.UTC(), look: shown}
}

// Shape is what a chart draws its figures as.
type Shape int

// The shapes.
const (
	BarsAside   Shape = iota // bars that lie, side by side
	StackedBars              // bars that stand, on top of each other; their colors are named by the title alone
	Lines                    // a line a series, with gaps where a cell is empty
)

// Chart draws columns of its sheet, and stands below the last of the rows that it
// draws. Rows are counted from 1, columns from 0.
type Chart struct {
	Title      string
	Shape      Shape
	First      int // the first row that it draws
	Last       int
	Categories int // the column with their names
	Series     []Series
}

// Series is a column of figures, named by the cell above the first of them, and
// the color in which it is drawn, as RRGGBB; without one it takes up room and is
// not seen.
type Series struct {
	Column int
	Color  string
}

// XLSX returns the workbook as Office Open XML. Text that is too long for a cell
// goes on in further rows, which repeat the first cell and say that they go on.
func (w Workbook) XLSX() ([]byte, error) {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }()
	book, err := newBook(file, w.Footer)
	if err != nil {
		return nil, err
	}
	for i, sheet := range w.Sheets {
		if err := book.addSheet(i, sheet); err != nil {
			return nil, err
		}
	}
	date := w.Written.UTC().Format(time.RFC3339)
	if err := file.SetDocProps(&excelize.DocProperties{Title: legible(w.Title), Creator: "demarc", LastModifiedBy: "demarc", Created: date, Modified: date}); err != nil {
		return nil, err
	}
	// The library keeps these in a map and writes them in no order.
	defaults := file.ContentTypes.Defaults
	sort.Slice(defaults, func(i, j int) bool { return defaults[i].Extension < defaults[j].Extension })
	out, err := file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
