package demo

import (
	"fmt"
	"slices"

	"demarc/questionnaire"
)

// StepNote is the note of answers that the story does not tell.
const StepNote = stepNote

// Misfits returns what the story says that a bank cannot take, and what the bank
// asks that the story does not answer.
func Misfits(bank *questionnaire.Bank) ([]string, error) {
	told, err := readStory()
	if err != nil {
		return nil, err
	}
	var misfits []string
	for i, chapter := range told {
		misfit := func(format string, args ...any) {
			misfits = append(misfits, fmt.Sprintf(chapters[i]+".yaml: "+format, args...))
		}
		asked := make(map[string]bool)
		for _, question := range questionnaire.Asked(bank, chapter.Scope) {
			asked[question.ID] = true
			if !told.tells(question.ID) {
				misfit("nothing is said about %s", question.ID)
			}
		}
		for _, service := range chapter.Scope.Services {
			if _, known := bank.Service(service); !known {
				misfit("the bank knows no service %s", service)
			}
		}
		named := slices.Clone(chapter.Later)
		for name, piece := range chapter.Evidence {
			named = append(named, piece.For...)
			if len(piece.For) == 0 {
				misfit("evidence %s speaks to no question", name)
			}
		}
		for id, said := range chapter.Answers {
			named = append(named, id)
			if question, known := bank.Question(id); known && !said.Level.IsZero() && !question.Offers(said.Level) {
				misfit("%s cannot be answered with %s", id, said.Level)
			}
		}
		for _, id := range named {
			if _, known := bank.Question(id); !known {
				misfit("the bank has no question %s", id)
			} else if !asked[id] {
				misfit("%s is not asked in this scope", id)
			}
		}
	}
	return misfits, nil
}
