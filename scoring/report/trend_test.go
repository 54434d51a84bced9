package report_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// overYears is the input of quarter, with an assessment two quarters before the
// previous one; nobody assessed the quarter in between.
func overYears(t testing.TB) report.Input {
	t.Helper()
	input := quarter(t, draft(t))
	bank := sampleBank(t)
	period, err := questionnaire.ParsePeriod("2026-Q2")
	if err != nil {
		t.Fatal(err)
	}
	then := input.Previous.Assessment()
	spec := questionnaire.Spec{Team: then.Team(), Period: period, Scope: then.Scope()}
	spring := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	first, err := questionnaire.New(spec, bank, spring)
	if err != nil {
		t.Fatal(err)
	}
	for _, question := range bank.Questions()[:3] {
		if _, err := first.Record(bank, question.ID, questionnaire.Answer{Level: questionnaire.LevelAll, By: "Mona Vale"}, spring); err != nil {
			t.Fatal(err)
		}
	}
	input.Earlier = []*scoring.Sheet{scoring.Score(bank, first, questionnaire.NewDate(spring))}
	return input
}

// Every period stands in the trend with its own figures, the missing one too.
func TestTrend(t *testing.T) {
	input := overYears(t)
	trend := parts(report.New(input))["Trend"]
	periods := scoring.Trend([]*scoring.Sheet{input.Earlier[0], input.Previous, input.Sheet})
	if len(periods) < 4 {
		t.Fatalf("%d periods", len(periods))
	}
	for i, period := range periods {
		if period.Missing() {
			requireHolds(t, "trend", trend, fmt.Sprintf("\n| %s | none |", period.Period.Label), "] no assessment\n")
			continue
		}
		closed := "–"
		if i > 0 {
			closed = fmt.Sprint(period.Closed)
		}
		days, _ := period.MeanGapAge()
		bands := period.Sheet.Bank().Bands()
		percent := func(share scoring.Share) string { return share.PercentIn(bands) + " %" }
		requireHolds(t, "trend", trend, fmt.Sprintf("\n| %s | %s | %s | %s | %s | %s | %s | %d | %d | %d | %s |",
			period.Period.Label, period.Sheet.Assessment().ID(), period.Sheet.Assessment().Status(), period.Sheet.AsOf(),
			percent(period.Coverage), percent(period.Evidenced), percent(period.AsCarried), period.Gaps, period.Accepted, days, closed))
	}
	requireLacks(t, trend, "was not at hand")
}

// Where the chain is longer than what is at hand, the trend says so.
func TestTrendSaysWhereItBegins(t *testing.T) {
	input := quarter(t, draft(t))
	ref, _ := input.Previous.Assessment().Previous()
	requireHolds(t, "trend", parts(report.New(input))["Trend"], "carries on from "+ref.ID+", which was not at hand")
}

func TestTrendInTheWorkbook(t *testing.T) {
	input := overYears(t)
	document, err := report.XLSX(input)
	if err != nil {
		t.Fatal(err)
	}
	_, sheets := workbook(t, document)
	rows := sheets["Trend"]
	for len(rows) > 0 && (len(rows[0]) == 0 || rows[0][0] != "Period") {
		rows = rows[1:]
	}
	if len(rows) == 0 {
		t.Fatalf("no row of titles in %q", sheets["Trend"])
	}
	coverage, assessments := column(t, rows, "Period", "Coverage"), column(t, rows, "Period", "Assessment")
	for _, sheet := range []*scoring.Sheet{input.Earlier[0], input.Previous, input.Sheet} {
		label := sheet.Assessment().Period().Label
		want := sheet.Overall().Coverage.Float()
		got, err := strconv.ParseFloat(coverage[label], 64)
		if err != nil || assessments[label] != sheet.Assessment().ID() || math.Abs(got-want) > 1e-14 {
			t.Errorf("%s: assessment %q, coverage %q, want %v", label, assessments[label], coverage[label], want)
		}
	}
	if assessments["2026-Q3"] != "none" || coverage["2026-Q3"] != "" {
		t.Errorf("the quarter that nobody assessed: %q, %q", assessments["2026-Q3"], coverage["2026-Q3"])
	}
	if lines := lineCharts(t, document); len(lines) != 1 || !strings.Contains(lines[0], "'Trend'!$B$") {
		t.Errorf("charts of lines: %q", lines)
	}
}

// lineCharts returns the charts of a workbook that draw lines.
func lineCharts(t *testing.T, document []byte) []string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	charts, err := fs.Glob(archive, "xl/charts/chart*.xml")
	if err != nil {
		t.Fatal(err)
	}
	var drawn []string
	for _, name := range charts {
		chart, err := fs.ReadFile(archive, name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(chart, []byte("lineChart>")) {
			drawn = append(drawn, html.UnescapeString(string(chart)))
		}
	}
	return drawn
}

// An assessment that names somebody whom no other one names is redacted too.
func TestTrendIsRedacted(t *testing.T) {
	redacted := report.Redact(overYears(t))
	if len(redacted.Earlier) != 1 {
		t.Fatalf("%d earlier assessments", len(redacted.Earlier))
	}
	for _, id := range redacted.Earlier[0].Assessment().Answered() {
		if answer, _ := redacted.Earlier[0].Assessment().Answer(id); strings.Contains(answer.By, "Mona") {
			t.Errorf("%s still says %s", id, answer.By)
		}
	}
	if diff := cmp.Diff(parts(report.New(overYears(t)))["Trend"], parts(report.New(redacted))["Trend"]); diff != "" {
		t.Error("redaction changed the figures", diff)
	}
}
