package report_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
	"demarc/scoring/spreadsheet"
)

// workbook is a workbook as a spreadsheet reads it: the rows of each sheet, with
// the numbers as they are kept.
func workbook(t testing.TB, document []byte) (*excelize.File, map[string][][]string) {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	sheets := make(map[string][][]string)
	for _, name := range file.GetSheetList() {
		rows, err := file.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		sheets[name] = rows
	}
	return file, sheets
}

func workbookOf(t testing.TB, input report.Input) (*excelize.File, map[string][][]string) {
	t.Helper()
	document, err := report.XLSX(input)
	if err != nil {
		t.Fatal(err)
	}
	return workbook(t, document)
}

// column returns the cells below a title, joined where a row goes on, by what
// stands in the first column of the row.
func column(t testing.TB, rows [][]string, key, title string) map[string]string {
	t.Helper()
	at, by := slices.Index(rows[0], title), slices.Index(rows[0], key)
	if at < 0 || by < 0 {
		t.Fatalf("no column %s or %s in %q", title, key, rows[0])
	}
	cells := make(map[string]string)
	for _, row := range rows[1:] {
		if at < len(row) {
			cells[row[by]] += row[at]
		} else if _, ok := cells[row[by]]; !ok {
			cells[row[by]] = ""
		}
	}
	return cells
}

// Every question, note, piece of evidence, gap, exception and control is there.
func TestWorkbookLeavesNothingOut(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, _ *report.Document) {
		_, sheets := workbookOf(t, report.Input{Sheet: sheet})
		ledger := sheets["Ledger"]
		titles, notes := column(t, ledger, "Question", "Title"), column(t, ledger, "Question", "Note")
		if len(ledger)-1 != sheet.Len() || len(titles) != sheet.Len() {
			t.Fatalf("%d rows for %d questions", len(ledger)-1, sheet.Len())
		}
		exceptions, references := 0, 0
		for _, line := range sheet.Lines() {
			if note := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(line.Answer.Note); titles[line.ID] != line.Title || notes[line.ID] != note {
				t.Errorf("%s: title %q, note %q", line.ID, titles[line.ID], notes[line.ID])
			}
			if !line.Answer.Exception.IsZero() {
				exceptions++
			}
			for _, ids := range line.References {
				slices.Sort(ids)
				references += len(slices.Compact(ids))
			}
		}
		assessment := sheet.Assessment()
		evidence := column(t, sheets["Evidence"], "Evidence", "Reference")
		for _, id := range assessment.EvidenceIDs() {
			if piece, _ := assessment.Evidence(id); evidence[id] != piece.Ref {
				t.Errorf("%s: %q, want %q", id, evidence[id], piece.Ref)
			}
		}
		for name, want := range map[string]int{
			"Evidence": len(assessment.EvidenceIDs()), "Not applicable": sheet.Overall().NA, "Gaps and plan": len(scoring.Gaps(sheet)), "Exceptions": exceptions, "Crosswalk": references,
		} {
			if got := len(sheets[name]) - 1; got != want {
				t.Errorf("%s: %d rows, want %d", name, got, want)
			}
		}
		aside := map[string]string{}
		if rows, kept := sheets["Kept but not asked"]; kept {
			aside = column(t, rows, "Question", "Note")
		}
		for _, id := range assessment.Answered() {
			if _, asked := titles[id]; asked {
				continue
			}
			if answer, _ := assessment.Answer(id); strings.TrimSpace(aside[id]) != strings.TrimSpace(answer.Note) {
				t.Errorf("%s, which is not asked: %q", id, aside[id])
			}
		}
	})
}

func TestWorkbookIsDeterministic(t *testing.T) {
	input := quarter(t, draft(t))
	first, err := report.XLSX(input)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := report.XLSX(input)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("the same input gives other bytes")
		}
	}
}

// Percents, days and numbers are kept as such, so that they sort and add up.
func TestWorkbookKeepsFigures(t *testing.T) {
	input := quarter(t, draft(t))
	file, sheets := workbookOf(t, input)
	found := 0
	for _, row := range sheets["Summary"] {
		for _, area := range input.Sheet.Areas() {
			if len(row) > 7 && row[0] == area.Name && row[2] == fmt.Sprint(area.Coverage.Float()) && row[6] == fmt.Sprint(area.Earned) {
				found++
			}
		}
	}
	if known := len(slices.DeleteFunc(input.Sheet.Areas(), func(a scoring.Area) bool { return !a.Coverage.Known() })); found < known || known == 0 {
		t.Errorf("%d of %d areas have their figures", found, known)
	}
	for _, line := range input.Sheet.Lines() {
		if line.Answer.Due.IsZero() {
			continue
		}
		rows, err := file.GetRows("Ledger")
		if err != nil {
			t.Fatal(err)
		}
		if got := column(t, rows, "Question", "Due")[line.ID]; got != line.Answer.Due.String() {
			t.Errorf("%s is shown as due %q, want %s", line.ID, got, line.Answer.Due)
		}
		if raw := column(t, sheets["Ledger"], "Question", "Due")[line.ID]; strings.Contains(raw, "-") {
			t.Errorf("%s is due on the text %q, not on a day", line.ID, raw)
		}
	}
	for _, name := range []string{"Areas by tier", "Ledger", "Gaps and plan", "Evidence", "Crosswalk", "Movements"} {
		panes, err := file.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the head does not stay in sight: %v %v", name, panes, err)
		}
	}
}

// Whatever somebody wrote is text in a cell: no formula, no link, nothing that
// XML or a spreadsheet takes for something else, and all of it.
func FuzzXLSX(f *testing.F) {
	for _, text := range slices.Concat([]string{
		"_x0041_", "_x005F_x0041_", "=HYPERLINK(\"http://x\")", "\t=1", "'=1", "a\x0bb", "\ufffe", "]]>&lt;", "&L&A&P",
	}, hostile) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		assessment, harmless, ok := withUserText(t, text)
		if !ok || slices.Contains([]string{spreadsheet.Continued, "nist-csf-2.0"}, text) {
			t.Skip("the assessment refuses the text, or it cannot be told from ours")
		}
		input := report.Input{Sheet: score(withBankText(t, text), assessment)}
		file, sheets := workbookOf(t, input)
		requireNoFormula(t, file, sheets)
		_, want := workbookOf(t, report.Input{Sheet: score(withBankText(t, benign(text)), harmless)})
		if diff := cmp.Diff(outlineOf(want), outlineOf(sheets)); diff != "" {
			t.Fatalf("text %q changes what the workbook is made of (-harmless +hostile):\n%s", text, diff)
		}
		notes := column(t, sheets["Ledger"], "Question", "Note")
		for _, line := range input.Sheet.Lines() {
			if want := inWorkbook(line.Answer.Note); notes[line.ID] != want {
				t.Fatalf("text %q: the note is %q", want, notes[line.ID])
			}
		}
	})
}

// inWorkbook is what a workbook shows of text: XML knows no sign that is none.
func inWorkbook(text string) string {
	lines := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.NewReplacer("\ufffe", "\ufffd", "\uffff", "\ufffd").Replace(questionnaire.Printable(lines))
}

// outlineOf is what a workbook is made of: the titles of its tables, and how many
// rows a sheet has, not counting those that go on with one.
func outlineOf(sheets map[string][][]string) map[string][]string {
	outline := make(map[string][]string)
	for name, rows := range sheets {
		count := 0
		for _, row := range rows {
			if len(row) < 2 || row[1] != spreadsheet.Continued {
				count++
			}
		}
		outline[name] = append(outline[name], fmt.Sprint(count))
		if printedAsTable[name] {
			outline[name] = append(outline[name], rows[0]...)
		}
	}
	return outline
}

// printedAsTable are the sheets that are one table.
var printedAsTable = map[string]bool{
	"Areas by tier": true, "Ledger": true, "Gaps and plan": true, "Exceptions": true, "Not applicable": true, "Evidence": true, "Crosswalk": true,
	"Movements": true, "Kept but not asked": true,
}

func requireNoFormula(t testing.TB, file *excelize.File, sheets map[string][][]string) {
	t.Helper()
	for name, rows := range sheets {
		for i, row := range rows {
			for j := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				formula, err := file.GetCellFormula(name, at)
				linked, _, _ := file.GetCellHyperLink(name, at)
				if err != nil || formula != "" || linked {
					t.Fatalf("%s!%s acts: %q %v", name, at, formula, err)
				}
			}
		}
	}
}

// A megabyte does not fit a cell; it goes on in further rows and is whole.
func TestWorkbookGoesOnWhereACellIsFull(t *testing.T) {
	long := strings.Repeat("a=b é 😀 _x0041_ ", 60_000)
	sheet := spreadsheet.Sheet{Name: "Notes", Table: true, Frozen: 1, Widths: []float64{10, 10, 80}, Rows: [][]spreadsheet.Cell{
		{spreadsheet.ColumnTitle("Question"), spreadsheet.ColumnTitle("Title"), spreadsheet.ColumnTitle("Note")},
		{spreadsheet.Text("IAM-01"), spreadsheet.Text("Root"), spreadsheet.Text(long)},
		{spreadsheet.Text("IAM-02"), spreadsheet.Text("MFA"), spreadsheet.Text("short")},
	}}
	document, err := spreadsheet.Workbook{Title: "x", Sheets: []spreadsheet.Sheet{sheet}}.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	_, sheets := workbook(t, document)
	notes := column(t, sheets["Notes"], "Question", "Note")
	if notes["IAM-01"] != long || notes["IAM-02"] != "short" {
		t.Errorf("%d bytes of %d are there", len(notes["IAM-01"]), len(long))
	}
	if second := sheets["Notes"][2]; second[0] != "IAM-01" || second[1] != spreadsheet.Continued {
		t.Errorf("the row that goes on begins with %q", second[:2])
	}
}

func TestWorkbookCrosswalkCanBeLimited(t *testing.T) {
	_, sheets := workbookOf(t, report.Input{Sheet: score(sampleBank(t), draft(t)), Frameworks: []string{"nist-csf-2.0"}})
	frameworks := column(t, sheets["Crosswalk"], "Framework", "Control")
	if len(frameworks) != 1 || frameworks["nist-csf-2.0"] == "" {
		t.Errorf("got %v", frameworks)
	}
}

// A page that is found on its own says what it is of, is as wide as the sheet's
// columns that are printed, and begins with the titles of its columns.
func TestWorkbookPrints(t *testing.T) {
	input := quarter(t, draft(t))
	file, sheets := workbookOf(t, report.Redact(input))
	titles, areas := map[string]string{}, map[string]string{}
	for _, name := range file.GetDefinedName() {
		switch name.Name {
		case "_xlnm.Print_Titles":
			titles[name.Scope] = name.RefersTo
		case "_xlnm.Print_Area":
			areas[name.Scope] = name.RefersTo
		}
	}
	for name := range sheets {
		layout, err := file.GetPageLayout(name)
		if err != nil || layout.FitToWidth == nil || *layout.FitToWidth != 1 {
			t.Errorf("%s is not fitted to a page's width: %v %v", name, layout, err)
		}
		if table := printedAsTable[name]; table != strings.HasSuffix(titles[name], "!$1:$1") || table != (*layout.Orientation == "landscape") {
			t.Errorf("%s: titles %q, %s", name, titles[name], *layout.Orientation)
		}
		want := input.Sheet.Assessment().ID() + ", draft, redacted"
		if foot, err := file.GetHeaderFooter(name); err != nil || !strings.Contains(foot.OddFooter, want) || !strings.Contains(foot.OddFooter, "Page &P of &N") {
			t.Errorf("%s: the footer is %v %v", name, foot, err)
		}
	}
	ledger := sheets["Ledger"]
	for i, area := range strings.Split(areas["Ledger"], ",") {
		span := [][2]string{{"Question", "Evidenced"}, {"What the level means", "Note"}}[i]
		want := fmt.Sprintf("'Ledger'!$%s$1:$%s$%d", letters(t, ledger, span[0]), letters(t, ledger, span[1]), len(ledger))
		if area != want {
			t.Errorf("printed is %s, want %s", area, want)
		}
	}
}

// letters returns the letters of the column with a title.
func letters(t *testing.T, rows [][]string, title string) string {
	t.Helper()
	name, err := excelize.ColumnNumberToName(slices.Index(rows[0], title) + 1)
	if err != nil {
		t.Fatal(title, err)
	}
	return name
}

// The head of a column ends where its numbers end, or begins where its text
// begins.
func TestWorkbookHeadsStandOverTheirColumns(t *testing.T) {
	file, sheets := workbookOf(t, quarter(t, draft(t)))
	compared := 0
	for name := range printedAsTable {
		if len(sheets[name]) == 0 {
			continue // nothing is kept that is not asked
		}
		for j := range sheets[name][0] {
			for i := 1; i < len(sheets[name]); i++ {
				if j >= len(sheets[name][i]) || sheets[name][i][j] == "" {
					continue
				}
				if head, cell := alignment(t, file, name, j, 0), alignment(t, file, name, j, i); head != cell {
					t.Errorf("%s: %s is %s over %s", name, sheets[name][0][j], head, cell)
				}
				compared++
				break
			}
		}
	}
	if compared < 50 {
		t.Errorf("only %d columns have anything to compare", compared)
	}
}

func alignment(t *testing.T, file *excelize.File, sheet string, column, row int) string {
	t.Helper()
	at, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		t.Fatal(err)
	}
	index, err := file.GetCellStyle(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	style, err := file.GetStyle(index)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(style.Alignment.Horizontal, " ", style.Alignment.Indent)
}

// The last sheet says what each of the others holds.
func TestWorkbookSaysHowToReadIt(t *testing.T) {
	file, sheets := workbookOf(t, quarter(t, draft(t)))
	names := file.GetSheetList()
	says := make(map[string]string)
	for _, row := range sheets[names[len(names)-1]] {
		if len(row) > 1 {
			says[row[0]] = row[1]
		}
	}
	for _, name := range names[:len(names)-1] {
		if len(says[name]) < 20 {
			t.Errorf("of %s it says %q", name, says[name])
		}
	}
	for _, word := range []string{"coverage", "weight", "Counted as", "Lift"} {
		if says[word] == "" {
			t.Errorf("it says nothing of %s", word)
		}
	}
}
