package spreadsheet

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"demarc/questionnaire"
)

// maxCell is how many UTF-16 code units a cell holds.
const maxCell = excelize.TotalCellChars

// legible is text that XML can hold and that does not act on a reader's eye.
func legible(text string) string { return questionnaire.Printable(unifyBreaks.Replace(text)) }

// likeEscape is text that a spreadsheet would take for a character by its number.
var likeEscape = regexp.MustCompile(`_x([0-9A-Fa-f]{4}_)`)

// literal keeps a spreadsheet from that, by an escape for its first sign.
func literal(text string) string { return likeEscape.ReplaceAllString(text, "_x005F_x$1") }

// pieces cuts text into what fits a cell each, with room for its escapes, which
// at most double it.
func pieces(text string) []string {
	maxCell := maxCell
	if likeEscape.MatchString(text) {
		maxCell /= 2
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
}

func newBook(file *excelize.File) (*book, error) {
	b := &book{File: file}
	for shown := range looks {
		style, err := file.NewStyle(styleOf(shown))
		if err != nil {
			return nil, err
		}
		b.styles[shown] = style
	}
	return b, nil
}

const (
	fontFamily = "Calibri"
	headColor  = "1F3A5F"
	axisColor  = "333333"
)

func styleOf(shown look) *excelize.Style {
	style := &excelize.Style{Font: &excelize.Font{Family: fontFamily}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	format := func(pattern string) { style.CustomNumFmt = &pattern }
	switch shown {
	case plainText:
		// A number beside it, which ends at the edge, stays apart.
		style.Alignment.Horizontal, style.Alignment.Indent = "left", 1
	case strongText:
		style.Font.Bold = true
	case columnTitle:
		style.Font.Bold, style.Font.Color = true, "FFFFFF"
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headColor}}
	case pageTitle:
		style.Font.Bold, style.Font.Size = true, 16
		style.Alignment.WrapText = false
	case overflow:
		style.Alignment.WrapText = false
	case wholeNumber:
		format("0")
	case decimalNumber:
		format("0.00")
	case percentage:
		format("0.0%")
	case day:
		format("yyyy-mm-dd")
		style.Alignment.Horizontal = "left"
	case minute:
		format("yyyy-mm-dd hh:mm")
		style.Alignment.Horizontal = "left"
	}
	return style
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
	rows, err := b.addRows(sheet)
	if err != nil {
		return err
	}
	if sheet.Table {
		if err := b.asTable(sheet, rows); err != nil {
			return err
		}
	}
	if err := b.layOut(sheet); err != nil {
		return err
	}
	for _, chart := range sheet.Charts {
		if err := b.addChart(sheet.Name, chart); err != nil {
			return err
		}
	}
	return nil
}

// addRows writes the rows and returns how many there came to be.
func (b *book) addRows(sheet Sheet) (int, error) {
	number := 0
	for _, row := range sheet.Rows {
		for _, part := range split(row) {
			number++
			for column, cell := range part {
				if err := b.put(sheet, number, column, cell); err != nil {
					return 0, fmt.Errorf("%s: %w", sheet.Name, err)
				}
			}
			if err := b.SetRowHeight(sheet.Name, number, height(part, sheet.Widths)); err != nil {
				return 0, err
			}
		}
	}
	return number, nil
}

// height returns how high a row is likely to need to be for its text, in points:
// not every spreadsheet works that out when it opens a file.
func height(row []Cell, widths []float64) float64 {
	const aLine, aTitle, highest = 15.0, 26.0, 409.0
	needed := aLine
	for column, cell := range row {
		switch {
		case cell.look == pageTitle:
			needed = max(needed, aTitle)
		case cell.look == line:
			needed = max(needed, aLine*linesIn(cell.text, total(widths)))
		case cell.look != overflow && column < len(widths):
			needed = max(needed, aLine*linesIn(cell.text, widths[column]))
		}
	}
	return min(highest, needed)
}

// linesIn returns how many lines text takes at a width in characters.
func linesIn(text string, width float64) float64 {
	lines := 0.0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(float64(utf8.RuneCountInString(paragraph))/max(1, width)))
	}
	return lines
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
			parts[i][column] = Cell{text: piece, number: cell.number, time: cell.time, look: cell.look}
			if i > 0 {
				parts[i][column] = Cell{text: piece, look: cell.look}
			}
		}
	}
	return parts
}

func continuation(row []Cell) []Cell {
	next := make([]Cell, max(len(row), 2))
	next[0] = Text(pieces(legible(row[0].text))[0])
	next[1] = Text(Continued)
	return next
}

func (b *book) put(sheet Sheet, row, column int, cell Cell) error {
	at, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return err
	}
	switch cell.look {
	case wholeNumber, decimalNumber, percentage:
		err = b.SetCellFloat(sheet.Name, at, cell.number, -1, 64)
	case day, minute:
		err = b.SetCellFloat(sheet.Name, at, serial(cell.time), -1, 64)
	default:
		if cell.text == "" {
			return nil
		}
		err = b.SetCellStr(sheet.Name, at, literal(cell.text))
	}
	if err != nil {
		return err
	}
	if cell.look == line {
		if err := b.overAllColumns(sheet, row); err != nil {
			return err
		}
	}
	return b.SetCellStyle(sheet.Name, at, at, b.styles[cell.look])
}

// serial counts the days from the one that spreadsheets begin with.
func serial(at time.Time) float64 {
	return at.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// overAllColumns makes a cell as wide as the sheet.
func (b *book) overAllColumns(sheet Sheet, row int) error {
	from, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(max(1, len(sheet.Widths)), row)
	if err != nil {
		return err
	}
	return b.MergeCell(sheet.Name, from, to)
}

// widestPage is how many characters a page can be wide and still be read.
const widestPage = 320

func total(widths []float64) float64 {
	sum := 0.0
	for _, width := range widths {
		sum += width
	}
	return sum
}

// layOut sets widths and how the sheet is printed.
func (b *book) layOut(sheet Sheet) error {
	for i, width := range sheet.Widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.SetColWidth(sheet.Name, name, name, width); err != nil {
			return err
		}
	}
	turned, a4, one, high := "landscape", 9, 1, 0
	if !sheet.Table {
		turned, high = "portrait", 1
	}
	layout := &excelize.PageLayoutOptions{Orientation: &turned, Size: &a4}
	fit := total(sheet.Widths) <= widestPage
	if fit {
		layout.FitToWidth, layout.FitToHeight = &one, &high
	}
	if err := b.SetPageLayout(sheet.Name, layout); err != nil {
		return err
	}
	if err := b.SetSheetProps(sheet.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return b.SetHeaderFooter(sheet.Name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&RPage &P of &N"})
}

// asTable keeps the first row and some columns in sight, prints the row on every
// page, and gives it filters.
func (b *book) asTable(sheet Sheet, rows int) error {
	corner, err := excelize.CoordinatesToCellName(sheet.Frozen+1, 2)
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if sheet.Frozen > 0 {
		pane = "bottomRight"
	}
	if err := b.SetPanes(sheet.Name, &excelize.Panes{Freeze: true, XSplit: sheet.Frozen, YSplit: 1, TopLeftCell: corner, ActivePane: pane}); err != nil {
		return err
	}
	titles := quoted(sheet.Name) + "!$1:$1"
	if sheet.Frozen > 0 {
		name, err := excelize.ColumnNumberToName(sheet.Frozen)
		if err != nil {
			return err
		}
		titles = quoted(sheet.Name) + "!$A:$" + name + "," + titles
	}
	if err := b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: sheet.Name}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(sheet.Rows[0]), rows)
	if err != nil {
		return err
	}
	return b.AutoFilter(sheet.Name, "A1:"+last, nil)
}

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

func (b *book) addChart(sheet string, chart Chart) error {
	column := func(number int) string {
		name, _ := excelize.ColumnNumberToName(number + 1)
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(sheet), name, chart.First, name, chart.Last)
	}
	drawn := &excelize.Chart{
		Type:      excelize.Bar,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: chart.Title}}},
		Format:    excelize.GraphicOptions{AltText: chart.Title},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: 860, Height: 400},
		XAxis:     excelize.ChartAxis{ReverseOrder: chart.Shape == BarsAside, Font: excelize.Font{Color: axisColor}},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, Font: excelize.Font{Color: axisColor}, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}},
	}
	switch chart.Shape {
	case BarsAside:
		drawn.YAxis.Minimum, drawn.YAxis.Maximum = new(0.0), new(1.0)
	case StackedBars:
		drawn.Type = excelize.ColStacked
	case Lines:
		drawn.Type = excelize.Line
		drawn.YAxis.Minimum, drawn.YAxis.Maximum = new(0.0), new(1.0)
		drawn.ShowBlanksAs = "gap"
	}
	for _, series := range chart.Series {
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{series.Color}}
		if series.Color == "" {
			fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}, Transparency: 100}
		}
		name, _ := excelize.ColumnNumberToName(series.Column + 1)
		drawn.Series = append(drawn.Series, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!$%s$%d", quoted(sheet), name, chart.First-1),
			Categories: column(chart.Categories), Values: column(series.Column), Fill: fill,
			Line: excelize.LineOptions{Width: 2.25}, Marker: excelize.ChartMarker{Symbol: "circle", Size: 6, Fill: fill},
		})
	}
	return b.AddChart(sheet, chart.At, drawn)
}
