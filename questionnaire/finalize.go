package questionnaire

import (
	"fmt"
	"strings"
	"time"
)

// IncompleteError says why an assessment cannot be finalized.
type IncompleteError struct {
	Unanswered []string // asked, but without a level
	Carried    []string // carried over and not re-affirmed
	Conflicts  []string // left by a merge
}

func (e *IncompleteError) Error() string {
	return fmt.Sprintf("%d unanswered, %d carried and not re-affirmed, %d in conflict", len(e.Unanswered), len(e.Carried), len(e.Conflicts))
}

// Missing returns what keeps the assessment from being complete, or nil.
func (a *Assessment) Missing(bank *Bank) *IncompleteError {
	missing := IncompleteError{Conflicts: a.Conflicts()}
	for _, question := range Asked(bank, a.head.Scope) {
		switch answer := a.answers[question.ID]; {
		case answer.Level.IsZero():
			missing.Unanswered = append(missing.Unanswered, question.ID)
		case answer.State == StateCarried:
			missing.Carried = append(missing.Carried, question.ID)
		}
	}
	if len(missing.Unanswered)+len(missing.Carried)+len(missing.Conflicts) == 0 {
		return nil
	}
	return &missing
}

// Finalize locks the answers. It refuses while questions are unanswered or
// carried, unless that is allowed, and always while a merge conflict stands.
func (a *Assessment) Finalize(bank *Bank, preparedBy string, allowUnanswered bool, now time.Time) error {
	if a.Final() {
		return ErrFinal
	}
	if strings.TrimSpace(preparedBy) == "" {
		return ErrNobodyNamed
	}
	if err := checkLine("name of the preparer", preparedBy, maxLine); err != nil {
		return err
	}
	if missing := a.Missing(bank); missing != nil && (!allowUnanswered || len(missing.Conflicts) > 0) {
		return missing
	}
	a.head.Status = StatusFinal
	a.head.PreparedBy = strings.TrimSpace(preparedBy)
	a.head.FinalizedAt = NewInstant(now)
	if a.head.CompletedAt.IsZero() {
		a.head.CompletedAt = a.head.FinalizedAt
	}
	return nil
}
