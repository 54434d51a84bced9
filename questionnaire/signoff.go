package questionnaire

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// SignoffSchema is the schema of the sign-off documents that this program
// writes.
const SignoffSchema = "demarc/signoff/v1"

// MaxSignoffBytes is how large the document of a sign-off may be.
const MaxSignoffBytes = 1 << 20

// ErrSamePerson means that the person who prepared an assessment would approve
// it, and that no reason was given.
var ErrSamePerson = errors.New("the person who prepared it would approve it")

// Signoff says who signed a final assessment, by name and as entered: nobody's
// identity is checked. It names the digest of what was signed. The zero Signoff
// is one that nobody signed.
type Signoff struct {
	Schema     string      `json:"schema"`
	Assessment DocumentRef `json:"assessment"`
	Signatures []Signature `json:"signatures"`
}

// Signature is one person's name under a final assessment.
type Signature struct {
	Role Role    `json:"role"`
	Name string  `json:"name"`
	At   Instant `json:"at"`
	// SamePersonReason says why the approver is the person who prepared the
	// assessment, where that is so.
	SamePersonReason string `json:"same_person_reason,omitempty"`
}

// IsZero reports whether nobody signed.
func (s Signoff) IsZero() bool { return len(s.Signatures) == 0 }

// Of returns the signatures in a role, in the order in which they were given.
func (s Signoff) Of(role Role) []Signature {
	return slices.DeleteFunc(slices.Clone(s.Signatures), func(signature Signature) bool { return signature.Role != role })
}

// Covers returns nil where the sign-off is of this very document, or of none.
// It returns a *ChangedError where the assessment was edited since it was
// signed.
func (s Signoff) Covers(a *Assessment, digest string) error {
	switch {
	case s.IsZero():
		return nil
	case s.Assessment.ID != a.ID():
		return fmt.Errorf("the sign-off is of %s, not of %s", PrintableLine(s.Assessment.ID), a.ID())
	case s.Assessment.Digest != digest:
		return &ChangedError{ID: a.ID(), Named: s.Assessment.Digest, Digest: digest}
	default:
		return nil
	}
}

// Sign returns the sign-off with one more signature, given at now under the
// final assessment whose document has the digest. A person signs once in a
// role, and one person approves. It returns ErrSamePerson where the preparer
// would approve without a reason.
func (s Signoff) Sign(a *Assessment, digest string, signature Signature, now time.Time) (Signoff, error) {
	if !a.Final() {
		return Signoff{}, fmt.Errorf("%s cannot be signed yet: %w", a.ID(), ErrNotFinal)
	}
	if err := cmp.Or(s.Covers(a, digest), checkClock(now, a.FinalizedAt(), a.ID()+" was finalized")); err != nil {
		return Signoff{}, err
	}
	signature.Name = strings.TrimSpace(signature.Name)
	signature.SamePersonReason = strings.TrimSpace(signature.SamePersonReason)
	signature.At = NewInstant(now)
	if err := cmp.Or(signature.validate(), s.checkOnce(signature), signature.checkApart(a)); err != nil {
		return Signoff{}, err
	}
	return Signoff{
		Schema:     SignoffSchema,
		Assessment: DocumentRef{ID: a.ID(), Digest: digest},
		Signatures: append(slices.Clone(s.Signatures), signature),
	}, nil
}

// checkOnce refuses a second approver, and a second signature of a person in
// one role.
func (s Signoff) checkOnce(signature Signature) error {
	for _, given := range s.Of(signature.Role) {
		if signature.Role == RoleApprover || samePerson(given.Name, signature.Name) {
			return fmt.Errorf("%s signed as %s already, at %s", PrintableLine(given.Name), given.Role, given.At)
		}
	}
	return nil
}

// checkApart refuses an approver who prepared the assessment, unless a reason
// is given, and a reason where there is nothing to give one for.
func (s Signature) checkApart(a *Assessment) error {
	same := s.Role == RoleApprover && samePerson(s.Name, a.PreparedBy())
	switch {
	case same && s.SamePersonReason == "":
		return fmt.Errorf("%s prepared %s: %w", PrintableLine(s.Name), a.ID(), ErrSamePerson)
	case !same && s.SamePersonReason != "":
		return fmt.Errorf("a reason for one person in both roles is only for an approver who prepared it, which %s did not", PrintableLine(s.Name))
	default:
		return nil
	}
}

// samePerson compares names as people do: without regard to capitals and
// spaces.
func samePerson(one, other string) bool {
	fold := func(name string) string { return strings.Join(strings.Fields(name), " ") }
	return strings.EqualFold(fold(one), fold(other))
}

func (s Signature) validate() error {
	if s.Role.IsZero() || s.At.IsZero() {
		return errors.New("a signature needs a role and a time")
	}
	if s.Name == "" {
		return ErrNobodyNamed
	}
	return cmp.Or(checkLine("name of who signs", s.Name, maxLine), checkNote("reason for the same person", s.SamePersonReason))
}

// Encode returns the sign-off's document.
func (s Signoff) Encode() ([]byte, error) {
	document, err := encodeDocument(s)
	if err != nil {
		return nil, fmt.Errorf("encode sign-off of %s: %w", s.Assessment.ID, err)
	}
	return document, nil
}

// DecodeSignoff reads a sign-off's document.
func DecodeSignoff(document []byte) (Signoff, error) {
	var signoff Signoff
	if err := decodeDocument(document, SignoffSchema, &signoff); err != nil {
		return Signoff{}, err
	}
	if err := CheckAssessmentID(signoff.Assessment.ID); err != nil {
		return Signoff{}, &DocumentError{What: err.Error()}
	}
	if !IsDigest(signoff.Assessment.Digest) {
		return Signoff{}, &DocumentError{What: "digest of the assessment is not 64 lower-case hex digits"}
	}
	if signoff.IsZero() {
		return Signoff{}, &DocumentError{What: "a sign-off needs a signature"}
	}
	for _, signature := range signoff.Signatures {
		if err := signature.validate(); err != nil {
			return Signoff{}, &DocumentError{What: err.Error()}
		}
	}
	return signoff, nil
}
