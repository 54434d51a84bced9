package store

import (
	"fmt"
	"io/fs"

	"demarc/questionnaire"
)

// snapshot reads an assessment for a caller to keep.
func (f *File) snapshot(assessments *folder, id string) (Snapshot, error) {
	read, err := f.readWithBank(assessments, id)
	if err != nil {
		return Snapshot{}, err
	}
	return snapshotOf(read.assessment.Clone(), read.bank, read.digest)
}

// readWithBank reads an assessment and the bank it uses, and checks that they
// go together.
func (f *File) readWithBank(assessments *folder, id string) (document, error) {
	read, err := f.read(assessments, id)
	if err != nil || read.bank != nil {
		return read, err
	}
	if read.bank, err = f.bank(read.assessment.Bank()); err != nil {
		return document{}, err
	}
	if err := read.assessment.CheckAgainst(read.bank); err != nil {
		return document{}, assessments.damaged(assessmentFile(id), err)
	}
	f.keep(id, read)
	return read, nil
}

// read reads an assessment. Bytes that were decoded before are not decoded
// again: with thousands of answers that would take longer than to save one.
func (f *File) read(assessments *folder, id string) (document, error) {
	name := assessmentFile(id)
	if err := questionnaire.CheckAssessmentID(id); err != nil {
		return document{}, assessments.damaged(name, err)
	}
	content, err := assessments.read(name, questionnaire.MaxAssessmentBytes)
	if err != nil {
		return document{}, err
	}
	digest := digestOf(content)
	if kept, ok := f.keptDocument(id); ok && kept.digest == digest {
		return kept, nil
	}
	a, err := questionnaire.DecodeAssessment(content)
	if err != nil {
		return document{}, assessments.damaged(name, err)
	}
	if a.ID() != id {
		return document{}, assessments.damaged(name, fmt.Errorf("it holds assessment %s, which is not its name", a.ID()))
	}
	read := document{digest: digest, assessment: a}
	f.keep(id, read)
	return read, nil
}

// write puts an assessment in the place of its file. A final one cannot be
// written to, so that no editor changes it by mistake.
func (f *File) write(assessments *folder, a *questionnaire.Assessment, bank *questionnaire.Bank) error {
	content, err := a.Encode()
	if err != nil {
		return err
	}
	if len(content) > questionnaire.MaxAssessmentBytes {
		return tooLarge(questionnaire.MaxAssessmentBytes)
	}
	mode := fs.FileMode(privateFile)
	if a.Final() {
		mode = lockedFile
	}
	if err := assessments.replace(assessmentFile(a.ID()), content, mode); err != nil {
		return err
	}
	f.keep(a.ID(), document{digest: digestOf(content), assessment: a, bank: bank})
	return nil
}

func (f *File) keptDocument(id string) (document, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	kept, ok := f.kept[id]
	return kept, ok
}

func (f *File) keep(id string, read document) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kept[id] = read
}
