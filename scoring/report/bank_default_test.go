package report_test

import (
	"testing"

	"demarc/questionnaire/bank"
)

// TestReportOfOurBank holds the report of the bank that comes with the program
// to what holds for every report.
func TestReportOfOurBank(t *testing.T) {
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		document := reportOf(ours, randomAssessment(t, ours, seed))
		requireLinksResolve(t, document)
		requireTidy(t, document.Markdown())
	}
}
