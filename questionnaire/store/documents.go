package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"demarc/questionnaire"
)

// Documents are an assessment's files, byte for byte as a workspace has them.
// What they hold was not looked at: see Load and Signoff.
type Documents struct {
	Assessment []byte
	Signoff    []byte // nil where nobody signed
}

// Documents reads the files of one assessment. It returns ErrNotFound where there
// is none.
func (f *File) Documents(ctx context.Context, id string) (Documents, error) {
	if err := ctx.Err(); err != nil {
		return Documents{}, err
	}
	assessments, err := f.openHolding(id)
	if err != nil {
		return Documents{}, err
	}
	defer assessments.close()
	var found Documents
	found.Assessment, err = assessments.read(assessmentFile(id), questionnaire.MaxAssessmentBytes)
	if err == nil {
		found.Signoff, err = assessments.read(signoffFile(id), questionnaire.MaxSignoffBytes)
	}
	if err != nil && (found.Assessment == nil || !errors.Is(err, fs.ErrNotExist)) {
		return Documents{}, fmt.Errorf("read %s: %w", id, err)
	}
	return found, nil
}
