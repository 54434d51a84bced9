package tui

import (
	"context"
	"errors"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// What somebody signed may have been edited since. It can be read, but nothing
// that it says was signed, so every screen of it carries a mark.

// errNotAsSigned means that an assessment cannot be changed because it is not
// what was signed.
var errNotAsSigned = errors.New("it was changed after it was signed")

// notAsSigned is the mark in headers and lists.
const notAsSigned = " NOT AS SIGNED "

// integrityWords says why an assessment is not known to be the one that was
// signed.
func integrityWords(err error) string {
	var changed *questionnaire.ChangedError
	if errors.As(err, &changed) {
		return "Changed after it was signed: integrity does not hold."
	}
	return "The sign-off cannot be read: integrity not checked."
}

// integrityOf checks what was listed against what was signed, by id; what is
// sound has no entry.
func integrityOf(ctx context.Context, keeper store.Store, listed []store.Listed) map[string]error {
	unsound := make(map[string]error)
	for _, one := range listed {
		if one.Err != nil {
			continue
		}
		if err := store.CheckSigned(ctx, keeper, one.Snapshot); err != nil {
			unsound[one.ID] = err
		}
	}
	return unsound
}
