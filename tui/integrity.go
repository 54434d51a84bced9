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

// signing says how far an assessment is signed.
type signing struct {
	signatures int
	unsound    error // why it is not known to be what was signed
}

// signingsOf checks what was listed against what was signed, by id.
func signingsOf(ctx context.Context, keeper store.Store, listed []store.Listed) map[string]signing {
	signings := make(map[string]signing)
	for _, one := range listed {
		if one.Err != nil {
			continue
		}
		signoff, err := keeper.Signoff(ctx, one.ID)
		if err == nil {
			err = signoff.Covers(one.Snapshot.Assessment, one.Snapshot.Digest)
		}
		signings[one.ID] = signing{signatures: len(signoff.Signatures), unsound: err}
	}
	return signings
}

// unsoundOf are those of what was listed that are not known to be what was
// signed, by id.
func unsoundOf(ctx context.Context, keeper store.Store, listed []store.Listed) map[string]error {
	unsound := make(map[string]error)
	for id, signing := range signingsOf(ctx, keeper, listed) {
		if signing.unsound != nil {
			unsound[id] = signing.unsound
		}
	}
	return unsound
}
