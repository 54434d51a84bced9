package handover_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
	"demarc/scoring"
	"demarc/scoring/handover"
	"demarc/scoring/report"
)

// inputOf returns what the report of the third quarter in a workspace is made
// from.
func inputOf(t *testing.T, in *store.File) report.Input {
	t.Helper()
	kept := must[store.Snapshot](t)(in.Load(context.Background(), "payments-2026-q3"))
	sheet := scoring.Score(kept.Bank, kept.Assessment, kept.Assessment.AsOf(storetest.Clock()))
	return must[report.Input](t)(handover.ReportInput(context.Background(), in, sheet))
}

// earlierIn returns the ids of what comes before, the oldest first.
func earlierIn(input report.Input) []string {
	ids := []string{}
	for _, sheet := range input.Earlier {
		ids = append(ids, sheet.Assessment().ID())
	}
	if input.Previous != nil {
		ids = append(ids, input.Previous.Assessment().ID())
	}
	return ids
}

func TestReportOfAWorkspaceIsThatOfItsPackage(t *testing.T) {
	q1, q2, q3 := year(t)
	in := workspace(t, q1, q2, q3)
	input := inputOf(t, in)
	if diff := cmp.Diff([]string{"payments-2026-q1", "payments-2026-q2"}, earlierIn(input)); diff != "" {
		t.Error(diff)
	}
	source := must[handover.Source](t)(handover.Gather(context.Background(), in, "payments-2026-q3"))
	packed := build(t, withAsOf(source, q3.assessment))["report.md"]
	if written := report.New(input).Markdown(); !bytes.Equal(written, packed) {
		t.Error(cmp.Diff(string(packed), string(written)))
	}
	for _, period := range []string{"2026-Q1", "2026-Q2", "2026-Q3"} {
		if !bytes.Contains(packed, []byte("\n| "+period+" | payments-")) {
			t.Errorf("the trend lacks %s", period)
		}
	}
}

// What is gone, is another document or does not come before ends the chain.
func TestWhatLeadsToAReportEndsWhereAnAssessmentIsMissing(t *testing.T) {
	q1, q2, q3 := year(t)
	tests := map[string]struct {
		in   *store.File
		want []string
	}{
		"the first is gone":  {workspace(t, q2, q3), []string{"payments-2026-q2"}},
		"the second is gone": {workspace(t, q1, q3), []string{}},
		"nothing else":       {workspace(t, q3), []string{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, earlierIn(inputOf(t, test.in))); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("the first was edited", func(t *testing.T) {
		in := workspace(t, q1, q2, q3)
		change(t, assessmentPath(in, "payments-2026-q1"), `"prepared_by": "Ana`, `"prepared_by": "Eva`)
		if diff := cmp.Diff([]string{"payments-2026-q2"}, earlierIn(inputOf(t, in))); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("the first, a draft that no digest holds, is another team's", func(t *testing.T) {
		draft := first(t, q1.bank, "2026-Q1", storetest.Clock())
		second := draft.after(t, q1.bank, "2026-Q2", storetest.Clock()).answered(t, questionnaire.LevelMost)
		third := second.after(t, q1.bank, "2026-Q3", storetest.Clock()).answered(t, questionnaire.LevelAll)
		in := workspace(t, draft, second, third)
		if diff := cmp.Diff([]string{"payments-2026-q1", "payments-2026-q2"}, earlierIn(inputOf(t, in))); diff != "" {
			t.Error(diff)
		}
		change(t, assessmentPath(in, "payments-2026-q1"), `"team": "Payments"`, `"team": "Billing"`)
		if diff := cmp.Diff([]string{"payments-2026-q2"}, earlierIn(inputOf(t, in))); diff != "" {
			t.Error(diff)
		}
	})
}
