package spreadsheet

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"demarc/questionnaire"
)

// maxCell is how many UTF-16 code units a cell holds.
const maxCell = excelize.TotalCellChars

// legible is text that XML can hold and that does not act on a reader's eye.
func legible(text string) string { return questionnaire.Printable(unifyBreaks.Replace(text)) }

// likeEscape is text that a spreadsheet would take for a character by its number.
var likeEscape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// literal keeps a spreadsheet from that, by an escape for its first sign. What
// follows an escape can share its last sign, so that every place is looked at.
func literal(text string) string {
	if !likeEscape.MatchString(text) {
		return text
	}
	const long = len("_x0000_")
	var escaped strings.Builder
	for i := range len(text) {
		if text[i] == '_' && likeEscape.MatchString(text[i:min(len(text), i+long)]) {
			escaped.WriteString("_x005F_")
		} else {
			escaped.WriteByte(text[i])
		}
	}
	return escaped.String()
}

// pieces cuts text into what fits a cell each, with room for its escapes, which
// about double it.
func pieces(text string) []string {
	maxCell := maxCell
	if likeEscape.MatchString(text) {
		maxCell = maxCell/2 - 1
	}
	if len(text) <= maxCell {
		return []string{text}
	}
	var cut []string
	start, units := 0, 0
	for i, char := range text {
		width := utf16.RuneLen(char)
		if units+width > maxCell {
			cut = append(cut, text[start:i])
			start, units = i, 0
		}
		units += width
	}
	return append(cut, text[start:])
}

// book is a workbook as far as it is written.
type book struct {
	*excelize.File
	styles [looks]int
	footer string
}

func newBook(file *excelize.File, footer string) (*book, error) {
	b := &book{File: file, footer: footer}
	for shown := range looks {
		style, err := file.NewStyle(styleOf(shown))
		if err != nil {
			return nil, err
		}
		b.styles[shown] = style
	}
	return b, nil
}

func (b *book) addSheet(at int, sheet Sheet) error {
	var err error
	if at == 0 {
		err = b.SetSheetName(b.GetSheetName(0), sheet.Name)
	} else {
		_, err = b.NewSheet(sheet.Name)
	}
	if err != nil {
		return err
	}
	starts, err := b.addRows(sheet)
	if err != nil {
		return err
	}
	last := starts[len(sheet.Rows)] - 1
	if sheet.Table {
		if err := b.asTable(sheet, last); err != nil {
			return err
		}
	}
	if err := b.layOut(sheet, last); err != nil {
		return err
	}
	for _, chart := range sheet.Charts {
		if err := b.addChart(sheet.Name, chart, starts); err != nil {
			return err
		}
	}
	return nil
}

// addRows writes the rows and returns where each begins, and at last where a
// further one would: a row whose text goes on takes several.
func (b *book) addRows(sheet Sheet) ([]int, error) {
	starts := []int{1}
	for _, row := range sheet.Rows {
		number := starts[len(starts)-1]
		for _, part := range split(row) {
			if err := b.addRow(sheet, number, part); err != nil {
				return nil, fmt.Errorf("%s: %w", sheet.Name, err)
			}
			number++
		}
		starts = append(starts, number)
	}
	return starts, nil
}

func (b *book) addRow(sheet Sheet, number int, cells []Cell) error {
	for column, cell := range cells {
		if err := b.put(sheet, number, column, cell); err != nil {
			return err
		}
	}
	high := height(cells, sheet.Widths)
	if sheet.Table && number == 1 {
		high += filterHigh
	}
	return b.SetRowHeight(sheet.Name, number, high)
}

// Continued stands in the second cell of a row that goes on with the text of the
// row above.
const Continued = "(continued)"

// split returns a row, and further ones for what does not fit its cells.
func split(row []Cell) [][]Cell {
	parts := [][]Cell{append([]Cell(nil), row...)}
	for column, cell := range row {
		for i, piece := range pieces(legible(cell.text)) {
			if i == len(parts) {
				parts = append(parts, continuation(row))
			}
			if i == 0 {
				parts[i][column].text = piece
			} else {
				parts[i][column] = Cell{text: piece, look: cell.look}
			}
		}
	}
	return parts
}

func continuation(row []Cell) []Cell {
	if row[0].look == line {
		return make([]Cell, len(row))
	}
	next := make([]Cell, max(len(row), 2))
	next[0] = Text(pieces(legible(row[0].text))[0])
	next[1] = Text(Continued)
	return next
}

func (b *book) put(sheet Sheet, row, column int, cell Cell) error {
	if cell == (Cell{}) {
		return nil
	}
	at, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return err
	}
	switch cell.look {
	case wholeNumber, decimalNumber, signedPoints, percentage:
		err = b.SetCellFloat(sheet.Name, at, cell.number, -1, 64)
	case day, minute:
		err = b.SetCellFloat(sheet.Name, at, serial(cell.time), -1, 64)
	default:
		err = b.SetCellStr(sheet.Name, at, literal(cell.text))
	}
	if err != nil {
		return err
	}
	if cell.look == line || cell.look == pageTitle {
		if err := b.restOfRow(sheet, at, row); err != nil {
			return err
		}
	}
	return b.SetCellStyle(sheet.Name, at, at, b.styles[cell.look])
}

// serial counts the days from the one that spreadsheets begin with.
func serial(at time.Time) float64 {
	return at.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// restOfRow makes a cell go on to the last column.
func (b *book) restOfRow(sheet Sheet, from string, row int) error {
	to, err := excelize.CoordinatesToCellName(max(1, len(sheet.Widths)), row)
	if err != nil {
		return err
	}
	return b.MergeCell(sheet.Name, from, to)
}
