package storetest

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// Clock stands still on a day in the last quarter of 2026.
func Clock() time.Time { return time.Date(2026, time.November, 20, 12, 0, 0, 0, time.UTC) }

// QuestionID returns the id of a question of Bank, from 1.
func QuestionID(number int) string { return fmt.Sprintf("IAM-%02d", number) }

// Bank returns a bank of that many questions that are asked of everybody who
// uses the infrastructure tier.
func Bank(t testing.TB, questions int) *questionnaire.Bank {
	t.Helper()
	content := questionnaire.BankContent{
		ID: "small", Version: "1.0",
		Weights:  questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands:    questionnaire.Bands{Partial: 40, Substantial: 70, High: 90},
		Services: []questionnaire.Service{{ID: "ec2", Name: "Amazon EC2", Tier: questionnaire.Infrastructure}},
	}
	for number := 1; number <= questions; number++ {
		content.Questions = append(content.Questions, question(number))
	}
	bank, err := questionnaire.NewBank(content)
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

func question(number int) questionnaire.Question {
	return questionnaire.Question{
		ID: QuestionID(number), Area: questionnaire.IAM, Revision: 1,
		Title:    fmt.Sprintf("Duty %d", number),
		Tiers:    []questionnaire.Tier{questionnaire.Infrastructure},
		Severity: questionnaire.SeverityHigh, Effort: questionnaire.EffortLow, Baseline: true,
		Ask: "platform lead", Text: fmt.Sprintf("Is duty %d done?", number), Why: "It is ours.",
		Levels: questionnaire.Meanings{None: "nowhere", Some: "under half", Most: "half or more", All: "everywhere"},
	}
}

// Assessment returns an empty draft for a calendar period such as 2026-Q4.
func Assessment(t testing.TB, bank *questionnaire.Bank, team, label string) *questionnaire.Assessment {
	t.Helper()
	period, err := questionnaire.ParsePeriod(label)
	if err != nil {
		t.Fatal(err)
	}
	a, err := questionnaire.New(questionnaire.Spec{
		Generator: questionnaire.Generator{Name: "storetest", Version: "1"},
		Team:      team, Period: period,
		Scope: questionnaire.Scope{Tiers: []questionnaire.Tier{questionnaire.Infrastructure}},
	}, bank, Clock())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Following returns a draft for a calendar period that follows an assessment.
func Following(t testing.TB, earlier store.Snapshot, label string) *questionnaire.Assessment {
	t.Helper()
	period, err := questionnaire.ParsePeriod(label)
	if err != nil {
		t.Fatal(err)
	}
	spec := questionnaire.Spec{Team: earlier.Assessment.Team(), Period: period, Scope: earlier.Assessment.Scope()}
	a, _, err := questionnaire.Follow(earlier.Earlier(), spec, earlier.Bank, Clock())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Correction returns a draft of another id that supersedes an assessment.
func Correction(t testing.TB, a *questionnaire.Assessment, id string) *questionnaire.Assessment {
	t.Helper()
	return edited(t, a, func(document map[string]any) {
		document["id"] = id
		document["supersedes"] = questionnaire.DocumentRef{ID: a.ID()}
	})
}

// edited returns an assessment as its document would be read after an edit by
// hand.
func edited(t testing.TB, a *questionnaire.Assessment, edit func(document map[string]any)) *questionnaire.Assessment {
	t.Helper()
	encoded, err := a.Encode()
	if err != nil {
		t.Fatal(err)
	}
	var document map[string]any
	if err := json.Unmarshal(encoded, &document); err != nil {
		t.Fatal(err)
	}
	edit(document)
	if encoded, err = json.Marshal(document); err != nil {
		t.Fatal(err)
	}
	read, err := questionnaire.DecodeAssessment(encoded)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// Answer returns an answer of a level that somebody called Ada gives.
func Answer(level questionnaire.Level, note string) questionnaire.Answer {
	return questionnaire.Answer{Level: level, By: "Ada", Note: note}
}
