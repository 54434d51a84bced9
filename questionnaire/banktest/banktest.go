// Package banktest makes question banks that are as large as a test or a benchmark
// needs. What a bank has to be able to do is tested beside it.
package banktest

import (
	"fmt"

	"demarc/questionnaire"
)

// Sized returns a bank of so many questions, spread over the areas, which every tier
// is asked. Its error is that of questionnaire.NewBank.
func Sized(count int) (*questionnaire.Bank, error) {
	severities := questionnaire.Severities()
	var all []questionnaire.Question
	for i := range count {
		area := questionnaire.Areas()[i%6]
		all = append(all, questionnaire.Question{
			ID: fmt.Sprintf("%s-%05d", area.Prefix(), i+1), Area: area, Revision: 1,
			Title: fmt.Sprintf("Question number %d", i+1), Tiers: questionnaire.Tiers(),
			Severity: severities[i%4], Effort: questionnaire.EffortMedium, Ask: "platform lead",
			Text: "For how many of the resources in scope is the control of this question in place?",
			Why:  "Without it, one mistake is enough.",
			Levels: questionnaire.Meanings{
				None: "For none of them, or nobody has looked.", Some: "For under half of them.",
				Most: "For half of them or more, not all.", All: "For every one of them.",
			},
		})
	}
	return questionnaire.NewBank(questionnaire.BankContent{
		ID: "bench", Version: "1", Weights: questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands: questionnaire.Bands{Partial: 40, Substantial: 70, High: 90}, Questions: all,
	})
}
