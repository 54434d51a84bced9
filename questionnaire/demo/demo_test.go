package demo_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
	"demarc/questionnaire/demo"
	"demarc/scoring"
)

var november = time.Date(2026, time.November, 23, 14, 5, 0, 0, time.UTC)

func sample(t *testing.T, now time.Time) (*questionnaire.Assessment, *questionnaire.Bank) {
	t.Helper()
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	assessment, err := demo.Assessment(ours, questionnaire.Generator{Name: "demarc", Version: "test"}, now)
	if err != nil {
		t.Fatal(err)
	}
	return assessment, ours
}

func TestAssessmentIsTheSameEveryTime(t *testing.T) {
	var documents [2][]byte
	for i := range documents {
		assessment, _ := sample(t, november)
		document, err := assessment.Encode()
		if err != nil {
			t.Fatal(err)
		}
		documents[i] = document
	}
	if diff := cmp.Diff(string(documents[0]), string(documents[1])); diff != "" {
		t.Error(diff)
	}
}

func TestAssessmentReadsBack(t *testing.T) {
	assessment, ours := sample(t, november)
	document, err := assessment.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := questionnaire.DecodeAssessment(document)
	if err != nil {
		t.Fatal(err)
	}
	if err := read.CheckAgainst(ours); err != nil {
		t.Error(err)
	}
}

func TestAssessmentShowsEveryKindOfAnswer(t *testing.T) {
	assessment, ours := sample(t, november)
	today := questionnaire.NewDate(november)
	sheet := scoring.Score(ours, assessment, today)
	seen := make(map[string]bool)
	see := func(what string, is bool) { seen[what] = seen[what] || is }
	for _, line := range sheet.Lines() {
		answer := line.Answer
		for _, level := range questionnaire.Levels() {
			see(level.String(), answer.Level == level)
		}
		see("nothing said", answer.At.IsZero())
		see("parked without a level", answer.Level.IsZero() && answer.Flagged.Person() != "")
		see("somebody finds out", answer.Level == questionnaire.LevelUnknown && answer.Flagged.Person() != "")
		see("population", answer.Population.Total > 0)
		see("typed by another", answer.RecordedBy != "")
		see("note", answer.Note != "")
		see("owner and due", answer.Owner != "" && answer.Due.After(today))
		see("overdue", answer.Due.Before(today) && !answer.Due.IsZero())
		see("compensating control", answer.Exception.InForce(questionnaire.Compensating, today))
		see("evidenced", line.Evidenced)
		see("stale evidence", len(answer.Evidence) > 0 && !line.Evidenced)
		for _, code := range questionnaire.NACodes() {
			see("na "+code.String(), answer.NAReason.Code == code)
		}
	}
	see("accepted risk", len(scoring.AcceptedRisks(sheet)) == 1)
	kinds := make(map[questionnaire.EvidenceKind]bool)
	for _, id := range assessment.EvidenceIDs() {
		piece, _ := assessment.Evidence(id)
		kinds[piece.Kind] = true
	}
	for _, kind := range questionnaire.EvidenceKinds() {
		see(kind.String(), kinds[kind])
	}
	for what, was := range seen {
		if !was {
			t.Errorf("the sample shows no %s", what)
		}
	}
}

func TestAssessmentOfAnyDay(t *testing.T) {
	tests := map[string]time.Time{
		"first day of a quarter": time.Date(2027, time.January, 1, 0, 10, 0, 0, time.UTC),
		"second day, elsewhere":  time.Date(2027, time.April, 2, 3, 0, 0, 0, time.FixedZone("", 9*3600)),
		"last day of a quarter":  time.Date(2026, time.December, 31, 23, 59, 0, 0, time.UTC),
		"leap day":               time.Date(2028, time.February, 29, 12, 0, 0, 0, time.UTC),
	}
	for name, now := range tests {
		t.Run(name, func(t *testing.T) {
			assessment, ours := sample(t, now)
			today := questionnaire.NewDate(now)
			if want := questionnaire.QuarterOf(today); assessment.Period() != want {
				t.Errorf("period is %v, want %v", assessment.Period(), want)
			}
			if assessment.CreatedAt().Time().After(now) || assessment.CompletedAt().Time().After(now) {
				t.Errorf("made at %s, last changed at %s: after %s", assessment.CreatedAt(), assessment.CompletedAt(), now)
			}
			for _, id := range assessment.Answered() {
				answer, _ := assessment.Answer(id)
				if at := answer.At.Date(); at.After(today) || at.Before(assessment.Period().Start) {
					t.Errorf("%s was answered on %s", id, at)
				}
			}
			coverage := scoring.Score(ours, assessment, today).Coverage().Float()
			if coverage < 0.4 || coverage > 0.8 {
				t.Errorf("coverage is %.3f: not what a team in the middle would have", coverage)
			}
		})
	}
}

func TestAssessmentOfAnotherBank(t *testing.T) {
	other, err := questionnaire.NewBank(questionnaire.BankContent{
		ID: "acme", Version: "1",
		Weights: questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands:   questionnaire.Bands{Partial: 40, Substantial: 70, High: 90},
		Questions: []questionnaire.Question{{
			ID: "ACME-01", Area: questionnaire.Data, Revision: 1, Title: "Yes or no",
			Tiers: []questionnaire.Tier{questionnaire.Abstracted}, Severity: questionnaire.SeverityLow,
			Effort: questionnaire.EffortLow, Text: "Is it so?", Levels: questionnaire.Meanings{None: "no", All: "yes"},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	assessment, err := demo.Assessment(other, questionnaire.Generator{}, november)
	if err != nil {
		t.Fatal(err)
	}
	if err := assessment.CheckAgainst(other); err != nil {
		t.Error(err)
	}
}
