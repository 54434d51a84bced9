package store

import (
	"fmt"
	"slices"
	"time"

	"demarc/questionnaire"
)

// Amendment changes the list of evidence: it puts a piece right, takes off one
// that no answer names, or lists again what was taken off. Where a piece was not
// listed, or is not to be, it is the zero Evidence.
type Amendment struct {
	ID            string
	Read, Becomes questionnaire.Evidence
}

// onlyAmends reports whether the edit is about evidence alone.
func (e Edit) onlyAmends() bool { return e.Question == "" && len(e.Amend) > 0 }

// Apply makes the amendment. It returns ErrEvidenceChanged where the list is not
// as it was read.
func (m Amendment) Apply(a *questionnaire.Assessment, now time.Time) error {
	none := questionnaire.Evidence{}
	listed, _ := a.Evidence(m.ID)
	switch {
	case listed != m.Read:
		return fmt.Errorf("evidence %s: %w", questionnaire.PrintableLine(m.ID), ErrEvidenceChanged)
	case m.Becomes == none && len(a.EvidenceNamedBy(m.ID)) > 0:
		return fmt.Errorf("evidence %s, which an answer names: %w", questionnaire.PrintableLine(m.ID), ErrEvidenceChanged)
	case m.Becomes == none:
		return a.RemoveEvidence(m.ID, now)
	case m.Read == none:
		_, err := a.AdoptEvidence(m.ID, m.Becomes, now)
		return err
	case m.Becomes != m.Read && lists(a, m.Becomes):
		return fmt.Errorf("evidence %s, which is listed once more: %w", questionnaire.PrintableLine(m.ID), ErrEvidenceChanged)
	default:
		return a.CorrectEvidence(m.ID, m.Becomes, now)
	}
}

// lists reports whether a piece of evidence is listed already.
func lists(a *questionnaire.Assessment, piece questionnaire.Evidence) bool {
	return slices.ContainsFunc(a.EvidenceIDs(), func(id string) bool {
		listed, _ := a.Evidence(id)
		return listed == piece
	})
}
