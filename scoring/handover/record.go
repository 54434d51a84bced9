package handover

import (
	"errors"
	"fmt"

	"demarc/questionnaire"
)

// Record is an assessment as it is kept: the bytes of its document, of its bank's
// and, if somebody signed it by name, of its sign-off's.
type Record struct {
	Name       string // what messages call the assessment's file
	Assessment []byte
	Bank       []byte
	Signoff    []byte // nil where nobody signed
}

// Source is what a package is built from.
type Source struct {
	Subject Record
	// Earlier holds the assessments that the subject leads to, in any order.
	Earlier []Record
	// Evidence holds the files of pieces of evidence by their ids.
	Evidence map[string][]byte
	// AsOf is the day on which the report speaks.
	AsOf questionnaire.Date
}

// entry is a record that was read and found to be of one piece.
type entry struct {
	Record
	assessment *questionnaire.Assessment
	bank       *questionnaire.Bank
	digest     string // of the assessment's document
	signoff    questionnaire.Signoff
}

// read decodes a record and checks that its documents belong together.
func (r Record) read() (*entry, error) {
	if len(r.Assessment) > questionnaire.MaxAssessmentBytes || len(r.Bank) > questionnaire.MaxBankBytes || len(r.Signoff) > questionnaire.MaxSignoffBytes {
		return nil, broken(r.Name, "it, its bank or its sign-off is larger than any can be")
	}
	a, err := questionnaire.DecodeAssessment(r.Assessment)
	if err != nil {
		return nil, unreadable(r.Name, err)
	}
	bank, err := questionnaire.DecodeBank(r.Bank)
	if err != nil {
		return nil, unreadable(r.Name, err)
	}
	if bank.Ref() != a.Bank() {
		return nil, broken(r.Name, "it answers bank %s, and the bank beside it is %s", nameOf(a.Bank()), nameOf(bank.Ref()))
	}
	if err := a.CheckAgainst(bank); err != nil {
		return nil, unreadable(r.Name, err)
	}
	read := &entry{Record: r, assessment: a, bank: bank, digest: digestOf(r.Assessment)}
	return read, read.readSignoff()
}

func nameOf(bank questionnaire.BankRef) string {
	return fmt.Sprintf("%s %s of SHA-256 %s", bank.ID, bank.Version, bank.Digest)
}

func (e *entry) readSignoff() (err error) {
	if e.Signoff == nil {
		return nil
	}
	if e.signoff, err = questionnaire.DecodeSignoff(e.Signoff); err != nil {
		return broken(e.Name, "its sign-off cannot be read: %s", err)
	}
	if err := e.signoff.Covers(e.assessment, e.digest); err != nil {
		return broken(e.Name, "it is not what was signed: %s", err)
	}
	return nil
}

// unreadable says that a document is not what its schema says. One of a newer
// schema may well be.
func unreadable(name string, err error) error {
	if errors.Is(err, questionnaire.ErrNewerSchema) {
		return err
	}
	return broken(name, "%s", err)
}
