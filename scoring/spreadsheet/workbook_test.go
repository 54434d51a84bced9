package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"demarc/questionnaire"
	"demarc/scoring/spreadsheet"
)

// everyPlace returns a workbook with text in every place that has room for it.
func everyPlace(text, other string) spreadsheet.Workbook {
	at := time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)
	page := spreadsheet.Sheet{Name: "Page", Widths: []float64{20, 20, 20}, Rows: [][]spreadsheet.Cell{
		{spreadsheet.PageTitle(text)},
		{spreadsheet.Line(other)},
		{spreadsheet.Line(text)},
		{spreadsheet.Strong("Item"), spreadsheet.Line(other)},
		{spreadsheet.ColumnTitle("Name"), spreadsheet.NumberTitle("Share")},
		{spreadsheet.Strong("One"), spreadsheet.Percent(0.5)},
	}, Charts: []spreadsheet.Chart{{
		Title: "Shares", First: 6, Last: 6, Series: []spreadsheet.Series{{Column: 1, Color: "112233"}},
	}}}
	table := spreadsheet.Sheet{Name: "Table", Table: true, Frozen: 2, Widths: []float64{10, 20, 30, 10}, Printed: []spreadsheet.Span{{First: 0, Last: 2}},
		Rows: [][]spreadsheet.Cell{
			{spreadsheet.ColumnTitle("Key"), spreadsheet.ColumnTitle("Text"), spreadsheet.ColumnTitle("Other"), spreadsheet.NumberTitle("Count")},
			{spreadsheet.Text("first"), spreadsheet.Text(text), spreadsheet.Text(other), spreadsheet.Number(1)},
			{spreadsheet.Text("second"), spreadsheet.Text(other), spreadsheet.Text(text), spreadsheet.Number(2)},
			{spreadsheet.Text("third"), spreadsheet.Text("same"), spreadsheet.Text("same"), spreadsheet.Number(3)},
		}}
	return spreadsheet.Workbook{Title: text, Written: at, Footer: "payments-2026-q3, final", Sheets: []spreadsheet.Sheet{page, table}}
}

// wholeRow is a row of a table as it was before it went on in others.
type wholeRow struct{ text, other, count string }

// opened reads a workbook back as a spreadsheet does, and fails where anything in
// it acts or is not where it belongs.
func opened(t testing.TB, book spreadsheet.Workbook) (page [][]string, table map[string]wholeRow) {
	t.Helper()
	document, err := book.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if names := file.GetSheetList(); !slices.Equal(names, []string{"Page", "Table"}) {
		t.Fatalf("the sheets are %q", names)
	}
	rows := map[string][][]string{}
	for _, name := range file.GetSheetList() {
		if rows[name], err = file.GetRows(name, excelize.Options{RawCellValue: true}); err != nil {
			t.Fatal(err)
		}
		requireInert(t, file, name, rows[name])
	}
	if head := rows["Table"][0]; !slices.Equal(head, []string{"Key", "Text", "Other", "Count"}) {
		t.Fatalf("the head is %q", head)
	}
	return rows["Page"], whole(rows["Table"])
}

func requireInert(t testing.TB, file *excelize.File, sheet string, rows [][]string) {
	t.Helper()
	for i, row := range rows {
		for j := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			formula, err := file.GetCellFormula(sheet, at)
			linked, _, _ := file.GetCellHyperLink(sheet, at)
			if err != nil || formula != "" || linked {
				t.Fatalf("%s!%s acts: %q %v", sheet, at, formula, err)
			}
		}
	}
}

// whole puts rows that go on together again.
func whole(rows [][]string) map[string]wholeRow {
	table := make(map[string]wholeRow)
	for _, row := range rows[1:] {
		row = append(row, "", "", "", "")
		together := table[row[0]]
		if row[1] != spreadsheet.Continued {
			together.text += row[1]
		}
		together.other += row[2]
		together.count += row[3]
		table[row[0]] = together
	}
	return table
}

// legible is what a workbook shows of text: XML knows no sign that is none.
func legible(text string) string {
	lines := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.NewReplacer("\ufffe", "\ufffd", "\uffff", "\ufffd").Replace(questionnaire.Printable(lines))
}

// Whatever text stands in a workbook, it is opened again, has the same sheets, rows
// and heads, shows all of the text as it is, and does nothing.
func FuzzWorkbook(f *testing.F) {
	for _, text := range []string{
		"", "=1+1", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "'=1", "\t=1", "_x0041_", "_x005F_x0041_", "_x004", "\x00", "\x1b[31m", "\u202eevil", "\ufffe", "\xff",
		"a\r\nb", "a\u2028b", "]]>", "&lt;b&gt;", "<a>", "&L&A&P", " padded ", "\n", "日本語", "😀",
	} {
		f.Add(text, "=2+2")
	}
	f.Fuzz(func(t *testing.T, text, other string) {
		if legible(text) == spreadsheet.Continued || legible(other) == spreadsheet.Continued {
			t.Skip("it cannot be told from our own word")
		}
		requireLiteral(t, text, other)
	})
}

// So it is with text that fills many cells. It is no seed: whoever fuzzes would
// wait for it to be cut down.
func TestWorkbookOfAMegabyteIsLiteral(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("a=b é 😀 and so on ", 50_000), "_x005F_x005F_" + strings.Repeat("_x0041", 1_000) + "_", strings.Repeat("😀", 32_767), strings.Repeat("\n", 32_768),
	} {
		requireLiteral(t, text, "=2+2")
	}
}

func requireLiteral(t testing.TB, text, other string) {
	t.Helper()
	page, table := opened(t, everyPlace(text, other))
	text, other = legible(text), legible(other)
	want := map[string]wholeRow{"first": {text, other, "1"}, "second": {other, text, "2"}, "third": {"same", "same", "3"}}
	if !maps.Equal(table, want) {
		t.Fatalf("text %.200q, other %.200q: the table is %.400q", text, other, table)
	}
	shown := inOneColumn(page)
	for _, want := range []string{text, "Item", "Name", "One"} {
		if !strings.Contains(shown, want) {
			t.Fatalf("text %.200q, other %.200q: the page does not show %.200q", text, other, want)
		}
	}
}

// inOneColumn is the first cell of every row, one after the other.
func inOneColumn(rows [][]string) string {
	var shown strings.Builder
	for _, row := range rows {
		if len(row) > 0 {
			shown.WriteString(row[0])
		}
	}
	return shown.String()
}

// A chart draws its own rows where text above them takes more rows than one.
func TestWorkbookChartFollowsItsRows(t *testing.T) {
	for text, want := range map[string]string{"short": "$B$6:$B$6", strings.Repeat("long ", 20_000): "$B$12:$B$12"} {
		document, err := everyPlace("title", text).XLSX()
		if err != nil {
			t.Fatal(err)
		}
		if chart := part(t, document, "xl/charts/chart1.xml"); !strings.Contains(chart, want) {
			t.Errorf("with text of %d bytes the chart does not draw %s", len(text), want)
		}
	}
}

// part returns a part of a workbook as it is before it is packed.
func part(t *testing.T, document []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.ReadFile(archive, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
