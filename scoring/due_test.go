package scoring_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/scoring"
)

func dueWords(due []scoring.Due) (words []string) {
	for _, one := range due {
		words = append(words, fmt.Sprintf("%s %d %s %t %s", one.Question, one.Deadline, one.Day, one.Passed, one.Person))
	}
	return words
}

func TestDueIsGravestFirst(t *testing.T) {
	worked := workedExample(t)
	for id, due := range map[string]string{
		"IAM-01": "2026-11-01", // all: nothing is left to do
		"IAM-02": "2026-11-14",
		"IAM-03": "2026-12-15", // carried, as most
		"IAM-04": "2026-12-16", // a day too late for the list
		"NET-03": "2026-11-01", // the risk is accepted
	} {
		worked = worked.with(id, func(answer object) { answer["due"], answer["owner"] = due, "Sam" })
	}
	want := []string{
		fmt.Sprintf("NET-01 %d 2026-11-14 true Grace", scoring.ExceptionEnds),
		fmt.Sprintf("IAM-02 %d 2026-11-14 true Sam", scoring.ActionDue),
		fmt.Sprintf("DAT-01 %d  true ", scoring.EvidenceAges), // critical; a statement only
		fmt.Sprintf("DAT-04 %d  true ", scoring.EvidenceAges), // high; covers days before the period
		fmt.Sprintf("NET-02 %d  true ", scoring.EvidenceAges), // medium; collected before the period
		fmt.Sprintf("NET-03 %d 2026-11-15 false Grace", scoring.ExceptionEnds),
		fmt.Sprintf("IAM-03 %d 2026-12-15 false Sam", scoring.ActionDue),
		fmt.Sprintf("DAT-02 %d 2026-12-06 false ", scoring.EvidenceAges), // 400 days after 2025-11-01
	}
	if diff := cmp.Diff(want, dueWords(scoring.DueWithin(worked.score(), 30))); diff != "" {
		t.Errorf("due (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want[:6], dueWords(scoring.DueWithin(worked.score(), 0))); diff != "" {
		t.Errorf("due today (-want +got):\n%s", diff)
	}
}

// What was carried as all was closed last time, and is nobody's action, though
// it counts as none until it is re-affirmed.
func TestNobodyIsRemindedOfWhatIsClosed(t *testing.T) {
	worked := workedExample(t).with("IAM-03", func(answer object) { answer["level"], answer["due"] = "all", "2026-11-01" })
	for _, due := range scoring.DueWithin(worked.score(), 30) {
		if due.Question == "IAM-03" {
			t.Errorf("due: %v", due)
		}
	}
}

func TestEvidenceThatIsOlderThanItMayBeSaysSinceWhen(t *testing.T) {
	worked := workedExample(t)
	worked.asOf = worked.asOf.AddDays(30)
	for _, due := range scoring.DueWithin(worked.score(), 30) {
		if due.Question == "DAT-02" && (!due.Passed || due.Day.String() != "2026-12-06") {
			t.Errorf("due: %v", due)
		}
	}
}
