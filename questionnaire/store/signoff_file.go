package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"demarc/questionnaire"
)

// Sign implements Store. The lock of the assessment covers its sign-off too.
func (f *File) Sign(ctx context.Context, id string, signature questionnaire.Signature) (questionnaire.Signoff, error) {
	signed, err := f.sign(ctx, id, signature)
	if err != nil {
		return questionnaire.Signoff{}, fmt.Errorf("sign %s: %w", id, err)
	}
	return signed, nil
}

func (f *File) sign(ctx context.Context, id string, signature questionnaire.Signature) (questionnaire.Signoff, error) {
	var none questionnaire.Signoff
	assessments, err := f.openHolding(id)
	if err != nil {
		return none, err
	}
	defer assessments.close()
	unlock, err := assessments.lock(ctx, assessmentLock(id))
	if err != nil {
		return none, err
	}
	defer unlock()
	read, err := f.readWithBank(assessments, id)
	if err != nil {
		return none, err
	}
	before, err := readSignoff(assessments, id)
	if err != nil {
		return none, err
	}
	signed, err := before.Sign(read.assessment, read.digest, signature, f.clock())
	if err != nil {
		return none, err
	}
	document, err := signed.Encode()
	if err != nil {
		return none, err
	}
	return signed, assessments.replace(signoffFile(id), document, privateFile)
}

// Signoff implements Store.
func (f *File) Signoff(ctx context.Context, id string) (questionnaire.Signoff, error) {
	if err := ctx.Err(); err != nil {
		return questionnaire.Signoff{}, err
	}
	assessments, err := f.openHolding(id)
	if err != nil {
		return questionnaire.Signoff{}, err
	}
	defer assessments.close()
	signoff, err := readSignoff(assessments, id)
	if err != nil {
		return questionnaire.Signoff{}, fmt.Errorf("read the sign-off of %s: %w", id, err)
	}
	return signoff, nil
}

// readSignoff reads the sign-off of an assessment; the zero Signoff where there
// is none.
func readSignoff(assessments *folder, id string) (questionnaire.Signoff, error) {
	document, err := assessments.read(signoffFile(id), questionnaire.MaxSignoffBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return questionnaire.Signoff{}, nil
	}
	if err != nil {
		return questionnaire.Signoff{}, err
	}
	signoff, err := questionnaire.DecodeSignoff(document)
	if err != nil {
		return questionnaire.Signoff{}, assessments.damaged(signoffFile(id), err)
	}
	return signoff, nil
}
