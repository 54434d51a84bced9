package report_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// csvOf returns the rows of an assessment in CSV, by the titles of the columns.
func csvOf(t testing.TB, input report.Input) []map[string]string {
	t.Helper()
	document, err := report.CSV(input)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(document)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	named := make([]map[string]string, 0, len(rows))
	for _, row := range rows[1:] {
		cells := make(map[string]string)
		for i, title := range rows[0] {
			if _, twice := cells[title]; twice {
				t.Errorf("two columns are called %s", title)
			}
			cells[title] = row[i]
		}
		named = append(named, cells)
	}
	return named
}

// A row a question, with everything that is known of it.
func TestCSVLeavesNothingOut(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, _ *report.Document) {
		rows := csvOf(t, report.Input{Sheet: sheet})
		lines := sheet.Lines()
		if len(rows) != len(lines) {
			t.Fatalf("%d rows for %d questions", len(rows), len(lines))
		}
		sums := make(map[string]scoring.Sums)
		for i, line := range lines {
			row, answer := rows[i], line.Answer
			population := ""
			if (answer.Population != questionnaire.Population{}) {
				population = fmt.Sprint(answer.Population.InPlace, "/", answer.Population.Total)
			}
			for title, want := range map[string]string{
				"question": line.ID, "title": line.Title, "area": line.Area.String(), "severity": line.Severity.String(), "text": line.Text,
				"level": answer.Level.String(), "counted_level": line.Counted.String(), "weight": fmt.Sprint(line.Weight),
				"population_source": answer.Population.Source, "by": answer.By, "recorded_by": answer.RecordedBy, "at": answer.At.String(),
				"since": answer.Since, "state": answer.State.String(), "method": answer.Method.String(), "owner": answer.Owner, "due": answer.Due.String(),
				"na_reason_code": answer.NAReason.Code.String(), "na_reason_text": answer.NAReason.Text, "note": strings.ReplaceAll(answer.Note, "\r\n", "\n"),
				"exception_kind": answer.Exception.Kind.String(), "exception_reason": answer.Exception.Reason,
				"exception_approver": answer.Exception.Approver, "exception_expires": answer.Exception.Expires.String(),
				"evidence": strings.Join(answer.Evidence, " "), "bulk": map[bool]string{true: "yes", false: "no"}[answer.Bulk],
			} {
				if row[title] != want && row[title] != "'"+want {
					t.Errorf("%s: %s is %q, want %q", line.ID, title, row[title], want)
				}
			}
			if got := strings.Trim(row["population_in_place"]+"/"+row["population_total"], "/"); got != population {
				t.Errorf("%s: the population is %q, want %q", line.ID, got, population)
			}
			if (row["fresh_evidence"] != "") != line.Evidenced && line.Standing == scoring.Answered {
				t.Errorf("%s: evidenced is %t, fresh evidence %q", line.ID, line.Evidenced, row["fresh_evidence"])
			}
			sum := sums[row["area"]]
			sum.Earned += number(t, row["earned"])
			sum.EvidencedEarned += number(t, row["evidenced_earned"])
			sum.CeilingEarned += number(t, row["ceiling_earned"])
			sum.Possible += number(t, row["possible"])
			sums[row["area"]] = sum
		}
		for _, area := range sheet.Areas() {
			if sums[area.ID.String()] != area.Sums {
				t.Errorf("%s: the rows add up to %+v, want %+v", area.Name, sums[area.ID.String()], area.Sums)
			}
		}
	})
}

func number(t *testing.T, cell string) int {
	t.Helper()
	if cell == "" {
		return 0
	}
	value, err := strconv.Atoi(cell)
	if err != nil {
		t.Error(err)
	}
	return value
}

func FuzzCSV(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	bank := sampleBank(f)
	f.Fuzz(func(t *testing.T, text string) {
		assessment, harmless, ok := withUserText(t, text)
		if !ok {
			t.Skip("the assessment refuses the text")
		}
		rows, want := csvOf(t, report.Input{Sheet: score(bank, assessment)}), csvOf(t, report.Input{Sheet: score(bank, harmless)})
		if len(rows) != len(want) {
			t.Fatalf("text %q: %d rows, want %d", text, len(rows), len(want))
		}
		shown := questionnaire.Printable(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text))
		for i, row := range rows {
			for title, cell := range row {
				if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@") {
					t.Fatalf("text %q: %s may act: %q", text, title, cell)
				}
			}
			if row["question"] != want[i]["question"] {
				t.Fatalf("text %q moves rows", text)
			}
			if want[i]["note"] != "" && row["note"] != shown && row["note"] != "'"+shown {
				t.Fatalf("text %q: the note is %q", text, row["note"])
			}
		}
	})
}
