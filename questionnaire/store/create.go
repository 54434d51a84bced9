package store

import (
	"fmt"
	"slices"

	"demarc/questionnaire"
)

// checkNew refuses a new assessment that does not fit its bank, or for which
// there is no room beside those that are there.
func checkNew(a *questionnaire.Assessment, bank *questionnaire.Bank, there []*questionnaire.Assessment) error {
	if a.Bank() != bank.Ref() {
		return fmt.Errorf("it uses bank %s %s, not this one", a.Bank().ID, a.Bank().Version)
	}
	if err := a.CheckAgainst(bank); err != nil {
		return err
	}
	for _, other := range there {
		if other.ID() != a.ID() {
			continue
		}
		if other.Team() != a.Team() {
			return fmt.Errorf("the id belongs to team %q, whose name is written the same in file names: %w", questionnaire.PrintableLine(other.Team()), ErrExists)
		}
		return ErrExists
	}
	gone := superseded(append(slices.Clone(there), a))
	for _, other := range there {
		if other.Team() == a.Team() && !gone[other.ID()] && other.Period().Overlaps(a.Period()) {
			return fmt.Errorf("%s covers some of the same days, %s to %s: %w", other.ID(), other.Period().Start, other.Period().End, ErrOverlap)
		}
	}
	return nil
}
