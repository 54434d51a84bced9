package report_test

import (
	"os"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// today is a day in the period of the sample.
var today = time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)

func decodeFile(t testing.TB, path string) *questionnaire.Assessment {
	t.Helper()
	document, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, document)
}

func decode(t testing.TB, document []byte) *questionnaire.Assessment {
	t.Helper()
	assessment, err := questionnaire.DecodeAssessment(document)
	if err != nil {
		t.Fatal(err)
	}
	return assessment
}

// draft returns a draft with everything in it that a report can meet.
func draft(t testing.TB) *questionnaire.Assessment { return decodeFile(t, "testdata/draft.json") }

// empty returns a draft about which nobody has said anything yet.
func empty(t testing.TB, bank *questionnaire.Bank) *questionnaire.Assessment {
	t.Helper()
	period, err := questionnaire.ParsePeriod("2026-Q4")
	if err != nil {
		t.Fatal(err)
	}
	assessment, err := questionnaire.New(questionnaire.Spec{
		Team: "Search", Period: period, Scope: questionnaire.Scope{Tiers: []questionnaire.Tier{questionnaire.Container}},
	}, bank, today)
	if err != nil {
		t.Fatal(err)
	}
	return assessment
}

func reportOf(bank *questionnaire.Bank, assessment *questionnaire.Assessment) *report.Document {
	return report.New(report.Input{Sheet: scoring.Score(bank, assessment, assessment.AsOf(today))})
}

func TestMarkdownGolden(t *testing.T) {
	bank := sampleBank(t)
	t.Run("draft", func(t *testing.T) { golden.RequireEqual(t, reportOf(bank, draft(t)).Markdown()) })
	t.Run("empty", func(t *testing.T) { golden.RequireEqual(t, reportOf(bank, empty(t, bank)).Markdown()) })
}
