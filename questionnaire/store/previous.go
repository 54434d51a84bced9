package store

import (
	"context"
	"fmt"
	"strings"

	"demarc/questionnaire"
)

// Previous returns the assessment that a team's next one, for the given period,
// carries on from; see Last. ok is false where there is none. It returns a
// *questionnaire.ChangedError for a final that was edited after it was signed,
// and the error of a file that cannot be read and may be the one: an older
// assessment is not taken in its place without a word.
func Previous(ctx context.Context, in Store, team string, next questionnaire.Period) (previous Snapshot, ok bool, err error) {
	listed, err := in.List(ctx)
	if err != nil {
		return Snapshot{}, false, err
	}
	for _, one := range listed {
		mayBe := strings.HasPrefix(one.ID, questionnaire.TeamSlug(team)+"-") && one.ID != questionnaire.AssessmentID(team, next)
		if one.Err != nil && mayBe {
			return Snapshot{}, false, one.Err
		}
	}
	last, ok := Last(listed, team, next.Start)
	if !ok {
		return Snapshot{}, false, nil
	}
	if err := CheckSigned(ctx, in, last); err != nil {
		return Snapshot{}, false, err
	}
	return last, true, nil
}

// CheckSigned returns nil where an assessment is the document that was signed,
// or nobody signed it.
func CheckSigned(ctx context.Context, in Store, signed Snapshot) error {
	id := signed.Assessment.ID()
	signoff, err := in.Signoff(ctx, id)
	if err != nil {
		return err
	}
	return signoff.Covers(signed.Assessment, signed.Digest)
}

// Earlier returns a snapshot as the assessment that another one follows or
// corrects.
func (s Snapshot) Earlier() questionnaire.Earlier {
	return questionnaire.Earlier{Assessment: s.Assessment, Bank: s.Bank, Digest: s.Digest}
}

// PreviousOf returns the assessment that another one names as the one it
// follows. ok is false where it names none. It returns ErrNotFound where that is
// not here any more, and a *questionnaire.ChangedError where it was final and is
// not the document that was named.
func PreviousOf(ctx context.Context, in Store, a *questionnaire.Assessment) (previous Snapshot, ok bool, err error) {
	ref, follows := a.Previous()
	if !follows {
		return Snapshot{}, false, nil
	}
	previous, err = in.Load(ctx, ref.ID)
	if err != nil {
		return Snapshot{}, false, fmt.Errorf("the assessment that %s follows: %w", a.ID(), err)
	}
	if ref.Digest != "" && ref.Digest != previous.Digest {
		return Snapshot{}, false, &questionnaire.ChangedError{ID: ref.ID, Named: ref.Digest, Digest: previous.Digest}
	}
	return previous, true, nil
}
