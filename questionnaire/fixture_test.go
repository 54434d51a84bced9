package questionnaire_test

import (
	"testing"
	"time"

	"demarc/questionnaire"
)

// now is a moment in the middle of the period of every draft here.
var now = time.Date(2026, time.November, 15, 10, 30, 0, 0, time.UTC)

func date(t *testing.T, text string) questionnaire.Date {
	t.Helper()
	parsed, err := questionnaire.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func period(t *testing.T, label string) questionnaire.Period {
	t.Helper()
	parsed, err := questionnaire.ParsePeriod(label)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// question returns a legal question that asks of every tier.
func question(id string, change ...func(*questionnaire.Question)) questionnaire.Question {
	q := questionnaire.Question{
		ID: id, Area: questionnaire.IAM, Revision: 1, Title: "Title of " + id, Tiers: questionnaire.Tiers(),
		Severity: questionnaire.SeverityHigh, Effort: questionnaire.EffortLow, Baseline: true, Text: "Is it so?",
		Levels: questionnaire.Meanings{None: "nowhere", Some: "here and there", Most: "nearly everywhere", All: "everywhere"},
	}
	for _, apply := range change {
		apply(&q)
	}
	return q
}

func yesNo(q *questionnaire.Question) {
	q.Levels = questionnaire.Meanings{None: "no", All: "yes"}
}

func content(questions ...questionnaire.Question) questionnaire.BankContent {
	return questionnaire.BankContent{
		ID: "small", Version: "1.0",
		Weights: questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands:   questionnaire.Bands{Partial: 40, Substantial: 70, High: 90},
		Services: []questionnaire.Service{
			{ID: "ec2", Name: "Amazon EC2", Tier: questionnaire.Infrastructure},
			{ID: "vpc", Name: "Amazon VPC", Tier: questionnaire.Infrastructure},
			{ID: "rds", Name: "Amazon RDS", Tier: questionnaire.Container},
			{ID: "s3", Name: "Amazon S3", Tier: questionnaire.Abstracted},
			{ID: "lambda", Name: "AWS Lambda", Tier: questionnaire.Abstracted},
		},
		Questions: questions,
	}
}

func bankOf(t *testing.T, questions ...questionnaire.Question) *questionnaire.Bank {
	t.Helper()
	bank, err := questionnaire.NewBank(content(questions...))
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

// smallBank asks three graded questions and a yes/no duty.
func smallBank(t *testing.T) *questionnaire.Bank {
	t.Helper()
	return bankOf(t, question("IAM-01"), question("IAM-02"), question("IAM-03"), question("IAM-04", yesNo))
}

func draft(t *testing.T, bank *questionnaire.Bank) *questionnaire.Assessment {
	t.Helper()
	return draftOf(t, bank, questionnaire.Scope{Tiers: questionnaire.Tiers()})
}

func draftOf(t *testing.T, bank *questionnaire.Bank, scope questionnaire.Scope) *questionnaire.Assessment {
	t.Helper()
	a, err := questionnaire.New(questionnaire.Spec{
		Generator: questionnaire.Generator{Name: "demarc", Version: "1.0.0"}, Organization: "Example AG",
		Team: "Payments", Period: period(t, "2026-Q4"), Scope: scope,
	}, bank, now)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func record(t *testing.T, a *questionnaire.Assessment, bank *questionnaire.Bank, id string, answer questionnaire.Answer, at time.Time) questionnaire.Answer {
	t.Helper()
	recorded, err := a.Record(bank, id, answer, at)
	if err != nil {
		t.Fatalf("record %s: %v", id, err)
	}
	return recorded
}

func encoded(t *testing.T, a *questionnaire.Assessment) string {
	t.Helper()
	document, err := a.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return string(document)
}

func decoded(t *testing.T, document string) *questionnaire.Assessment {
	t.Helper()
	a, err := questionnaire.DecodeAssessment([]byte(document))
	if err != nil {
		t.Fatalf("%v in\n%s", err, document)
	}
	return a
}
