package questionnaire

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

var (
	// ErrNotTheSame means that the documents of a merge are of different
	// assessments: another id, team, period or bank.
	ErrNotTheSame = errors.New("they are not one assessment")
	// ErrFinalMerge means that a side of a merge is final and the other is not
	// the same, byte by byte.
	ErrFinalMerge = errors.New("a final is never merged into")
	// ErrBothChanged means that both sides changed something that an assessment
	// can hold only once, such as its tiers.
	ErrBothChanged = errors.New("both sides changed")
	// ErrThirdAnswer means that a question is in conflict already and the merge
	// brings yet another answer.
	ErrThirdAnswer = errors.New("in conflict already, and there is a third answer")
)

// Side is one of the two documents that are merged.
type Side int

// NoSide stands where none of the two is preferred.
const (
	NoSide Side = iota
	Ours
	Theirs
)

// Merged is what a merge came to. What is in conflict says the assessment.
type Merged struct {
	Assessment *Assessment
	// Document is the assessment as it is to be kept: the very bytes of a side
	// to which the other has nothing to add.
	Document []byte
	// Renumbered holds the new id of every piece of evidence that has another
	// one on theirs.
	Renumbered map[string]string
	// Settled says what both sides had changed and the preferred side decided.
	Settled []string
}

// Merge brings together two versions of an assessment that began as base, or
// apart from each other where base is empty. Everything that one side changed
// is taken over: answers and evidence by their ids, people by name, accounts,
// regions and exclusions each by itself, tiers together with services, and
// other fields as a whole.
//
// A question that both sides answered, and not alike, keeps the answer of ours;
// that of theirs is its conflict. Answers that differ only in their moment are
// alike, and the later stands. Evidence of theirs with an id that ours gave to
// another piece gets a new id, in the answers of theirs too; a piece that both
// list is listed once. Where both sides changed something else, Merge refuses,
// with ErrBothChanged. With a preferred side, that side decides all of these.
//
// Errors also wrap ErrNotTheSame, ErrFinalMerge and ErrThirdAnswer; and what
// DecodeAssessment returns, for a side that cannot be read.
func Merge(base, ours, theirs []byte, preferred Side) (*Merged, error) {
	m, err := decodeVersions(base, ours, theirs)
	if err != nil {
		return nil, err
	}
	m.preferred = preferred
	if err := m.checkSame(); err != nil {
		return nil, err
	}
	switch {
	case bytes.Equal(ours, theirs):
		return &Merged{Assessment: m.ours, Document: ours}, nil
	case m.base.Final() || m.ours.Final() || m.theirs.Final():
		return m.mergeFinal(base, ours, theirs)
	case bytes.Equal(base, theirs):
		return &Merged{Assessment: m.ours, Document: ours}, nil
	case bytes.Equal(base, ours):
		return &Merged{Assessment: m.theirs, Document: theirs}, nil
	}
	return m.merge()
}

// merging is a merge under way. Base is the zero Assessment where there is
// none.
type merging struct {
	base, ours, theirs *Assessment
	preferred          Side
	result             *Assessment
	// The ids, in the result, of the evidence of base and theirs.
	baseIDs, theirIDs map[string]string
	undecided         []string // what both sides changed and nobody decided
	third             []string // questions to which there are three answers
	settled           []string
}

// decodeVersions reads what is to be merged. There may be no base: where both
// sides began the assessment, git gives an empty file for it.
func decodeVersions(base, ours, theirs []byte) (*merging, error) {
	m := &merging{base: &Assessment{}}
	var err error
	if len(bytes.TrimSpace(base)) > 0 {
		if m.base, err = DecodeAssessment(base); err != nil {
			return nil, fmt.Errorf("base: %w", err)
		}
	}
	if m.ours, err = DecodeAssessment(ours); err != nil {
		return nil, fmt.Errorf("ours: %w", err)
	}
	if m.theirs, err = DecodeAssessment(theirs); err != nil {
		return nil, fmt.Errorf("theirs: %w", err)
	}
	return m, nil
}

// checkSame refuses what is not three versions of one assessment.
func (m *merging) checkSame() error {
	if err := sameAssessment("theirs", m.theirs.head, m.ours.head); err != nil {
		return err
	}
	if m.base.head.ID == "" { // there is none
		return nil
	}
	return sameAssessment("base", m.base.head, m.ours.head)
}

func sameAssessment(name string, version, ours head) error {
	differ := func(what, its, ours string) error {
		return fmt.Errorf("%s is of %s %s, ours of %s: %w", name, what, its, ours, ErrNotTheSame)
	}
	switch {
	case version.ID != ours.ID:
		return differ("assessment", version.ID, ours.ID)
	case version.Team != ours.Team:
		return differ("team", version.Team, ours.Team)
	case version.Period != ours.Period:
		return differ("period", version.Period.span(), ours.Period.span())
	case version.Bank != ours.Bank:
		return differ("bank", version.Bank.short(), ours.Bank.short())
	default:
		return nil
	}
}

func (p Period) span() string { return fmt.Sprintf("%s (%s to %s)", p.Label, p.Start, p.End) }

func (r BankRef) short() string { return fmt.Sprintf("%s %s (%.12s)", r.ID, r.Version, r.Digest) }

// mergeFinal merges where a final is involved: a draft that one side finalized
// and the other left alone becomes that final.
func (m *merging) mergeFinal(base, ours, theirs []byte) (*Merged, error) {
	switch {
	case m.base.Final():
		return nil, fmt.Errorf("base is final already, and a side changed it since: %w", ErrFinalMerge)
	case bytes.Equal(base, ours):
		return &Merged{Assessment: m.theirs, Document: theirs}, nil
	case bytes.Equal(base, theirs):
		return &Merged{Assessment: m.ours, Document: ours}, nil
	case !m.theirs.Final():
		return nil, fmt.Errorf("ours is final, and theirs went on as a draft: %w", ErrFinalMerge)
	case !m.ours.Final():
		return nil, fmt.Errorf("theirs is final, and ours went on as a draft: %w", ErrFinalMerge)
	default:
		return nil, fmt.Errorf("both sides were made final, and they differ: %w", ErrFinalMerge)
	}
}

func (m *merging) merge() (*Merged, error) {
	m.result = m.ours.Clone()
	m.mergeHead()
	if err := m.mergeEvidence(); err != nil {
		return nil, err
	}
	m.mergeAnswers()
	switch {
	case len(m.undecided) > 0:
		return nil, fmt.Errorf("%w %s", ErrBothChanged, strings.Join(m.undecided, "; "))
	case len(m.third) > 0:
		return nil, fmt.Errorf("%s: %w", strings.Join(m.third, " "), ErrThirdAnswer)
	}
	m.dropRemovedEvidence()
	if err := m.result.validate(); err != nil {
		return nil, fmt.Errorf("the merge of both sides is not legal: %w", err)
	}
	document, err := m.result.Encode()
	if err != nil {
		return nil, err
	}
	if len(document) > MaxAssessmentBytes {
		return nil, fmt.Errorf("the merge of both sides is larger than %d MiB", MaxAssessmentBytes>>20)
	}
	return &Merged{Assessment: m.result, Document: document, Renumbered: m.renumbered(), Settled: m.settled}, nil
}
