package scoring_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

// carriedExample is the worked example in which some answers are only carried.
func carriedExample(t *testing.T) sample {
	t.Helper()
	worked := workedExample(t)
	carry := func(id string, evidence ...string) {
		worked = worked.with(id, func(answer object) {
			answer["state"] = "carried"
			if evidence != nil {
				answer["evidence"] = evidence
			}
		})
	}
	carry("IAM-01", "E-02") // collected before the period
	carry("IAM-02")
	carry("NET-01") // its control ended on the day before
	carry("NET-03") // unknown; its risk is accepted to this very day
	carry("DAT-01", "E-03")
	carry("DAT-02") // a test that may be 400 days old
	carry("DAT-03", "E-05", "E-01")
	carry("TIN-01") // n/a
	return worked
}

func agendaWords(agenda scoring.Agenda) (first, rest []string) {
	for _, item := range agenda.First {
		first = append(first, fmt.Sprintf("%s %d", item.Question, item.Concern))
	}
	for _, item := range agenda.Rest {
		rest = append(rest, fmt.Sprintf("%s %s", item.Question, item.EvidenceDate))
	}
	return first, rest
}

func TestAgendaPutsFirstWhatNeedsALook(t *testing.T) {
	sheet := carriedExample(t).score()
	first, rest := agendaWords(scoring.NewAgenda(sheet, nil))
	wantFirst := []string{
		fmt.Sprintf("NET-01 %d", scoring.ExceptionEnded),
		fmt.Sprintf("NET-03 %d", scoring.ExceptionEnding),
		fmt.Sprintf("IAM-04 %d", scoring.LeftOpen),
		fmt.Sprintf("IAM-02 %d", scoring.BelowAll), // critical
		fmt.Sprintf("DAT-01 %d", scoring.BelowAll), // critical
		fmt.Sprintf("IAM-03 %d", scoring.BelowAll), // high
		fmt.Sprintf("IAM-01 %d", scoring.EvidenceStale),
	}
	if diff := cmp.Diff(wantFirst, first); diff != "" {
		t.Errorf("first (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"DAT-02 2025-11-01", "DAT-03 2026-10-20", "TIN-01 "}, rest); diff != "" {
		t.Errorf("the rest (-want +got):\n%s", diff)
	}
	for _, item := range scoring.NewAgenda(sheet, nil).Rest {
		if sheet.LineAt(item.Place).ID != item.Question {
			t.Errorf("%s is not at %d", item.Question, item.Place)
		}
	}
}

// What is overdue, and what an exception soon no longer covers, comes before the
// rest that was below all.
func TestAgendaKnowsDates(t *testing.T) {
	worked := carriedExample(t)
	asOf := worked.asOf
	concern := func(change func(answer object)) scoring.Concern {
		t.Helper()
		for _, item := range scoring.NewAgenda(worked.with("IAM-02", change).score(), nil).First {
			if item.Question == "IAM-02" {
				return item.Concern
			}
		}
		return scoring.NoConcern
	}
	due := func(day questionnaire.Date) func(answer object) {
		return func(answer object) { answer["due"] = day.String() }
	}
	excepted := func(day questionnaire.Date) func(answer object) {
		return func(answer object) {
			answer["exception"] = object{"kind": "accepted-risk", "reason": "r", "approver": "Ada", "expires": day.String()}
		}
	}
	for name, test := range map[string]struct {
		change func(answer object)
		want   scoring.Concern
	}{
		"due yesterday":         {due(asOf.AddDays(-1)), scoring.DuePassed},
		"due today":             {due(asOf), scoring.BelowAll},
		"ended yesterday":       {excepted(asOf.AddDays(-1)), scoring.ExceptionEnded},
		"ends today":            {excepted(asOf), scoring.ExceptionEnding},
		"ends in 30 days":       {excepted(asOf.AddDays(30)), scoring.ExceptionEnding},
		"ends in 31 days":       {excepted(asOf.AddDays(31)), scoring.BelowAll},
		"in place, due is past": {func(answer object) { answer["level"], answer["due"] = "all", asOf.AddDays(-1).String() }, scoring.NoConcern},
	} {
		if got := concern(test.change); got != test.want {
			t.Errorf("%s: concern %d, want %d", name, got, test.want)
		}
	}
}

// A question without an answer is told apart by what the assessment before had.
func TestAgendaTellsNewRewordedAndLeftOpenApart(t *testing.T) {
	sheet := carriedExample(t).score()
	concern := func(before sample) scoring.Concern {
		t.Helper()
		for _, item := range scoring.NewAgenda(sheet, before.score()).First {
			if item.Question == "IAM-04" {
				return item.Concern
			}
		}
		t.Fatal("IAM-04 is not on the agenda")
		return scoring.NoConcern
	}
	before := workedExample(t)
	if got := concern(before); got != scoring.LeftOpen {
		t.Errorf("left open then too: %d", got)
	}
	noted := before.with("IAM-04", func(answer object) { answer["note"] = "Nobody was there." })
	if got := concern(noted); got != scoring.LeftOpen {
		t.Errorf("only a note then: %d", got)
	}
	answered := before.with("IAM-04", func(answer object) { answer["level"], answer["by"] = "most", "Ada" })
	if got := concern(answered); got != scoring.Reworded {
		t.Errorf("answered then, blank now: %d", got)
	}
	takenBack := carriedExample(t).with("IAM-04", func(answer object) {
		answer["note"] = "We have to look again."
		answer["history"] = []object{{"period": "2026-Q3", "level": "most", "by": "Ada"}}
	})
	for _, item := range scoring.NewAgenda(takenBack.score(), answered.score()).First {
		if item.Question == "IAM-04" && item.Concern != scoring.LeftOpen {
			t.Errorf("carried, and taken back since: %d", item.Concern)
		}
	}
	scope := before.assessment.Scope()
	scope.Tiers = []questionnaire.Tier{questionnaire.Abstracted} // IAM-04 is about infrastructure
	if err := before.assessment.Rescope(before.bank, scope, before.asOf.Time()); err != nil {
		t.Fatal(err)
	}
	if got := concern(before); got != scoring.NewQuestion {
		t.Errorf("not asked then: %d", got)
	}
}

// Everything open is on the agenda once, and nothing else is.
func TestAgendaHoldsWhatIsOpen(t *testing.T) {
	for seed := range uint64(200) {
		sheet := newGenerator(seed).sample().score()
		counts := sheet.Counts()
		agenda := scoring.NewAgenda(sheet, nil)
		seen := make(map[string]bool)
		for _, item := range append(agenda.First, agenda.Rest...) {
			line, asked := sheet.Line(item.Question)
			if seen[item.Question] || !asked || line.Standing != scoring.Carried && line.Standing != scoring.Unanswered {
				t.Fatalf("seed %d: %s stands on the agenda", seed, item.Question)
			}
			seen[item.Question] = true
		}
		if len(seen) != counts.Carried+counts.Unanswered {
			t.Fatalf("seed %d: %d on the agenda, %d carried, %d unanswered", seed, len(seen), counts.Carried, counts.Unanswered)
		}
	}
}
