package questionnaire

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// AssessmentSchema is the schema of the assessment documents that this program
// writes.
const AssessmentSchema = "demarc/assessment/v1"

var (
	// ErrFinal means that an assessment is final and cannot change.
	ErrFinal = errors.New("the assessment is final and cannot be changed")
	// ErrUnknownQuestion means that the bank holds no question with the id.
	ErrUnknownQuestion = errors.New("unknown question")
)

// Assessment is one team's answers for one period. It can be made only by New
// or DecodeAssessment and changed only by its methods, so it is always legal.
// It is not safe for use by several goroutines at once.
type Assessment struct {
	head     head
	evidence map[string]Evidence
	answers  map[string]Answer
	// encoded keeps each answer's part of the document until it changes, so
	// that saving one answer of thousands does not encode them all.
	encoded map[string][]byte
}

// head is the part of an assessment's document before its answers.
type head struct {
	Schema       string            `json:"schema"`
	Generator    Generator         `json:"generator"`
	ID           string            `json:"id"`
	Organization string            `json:"organization,omitempty"`
	Team         string            `json:"team"`
	Period       Period            `json:"period"`
	Scope        Scope             `json:"scope"`
	Bank         BankRef           `json:"bank"`
	People       []Person          `json:"people,omitempty"`
	Status       Status            `json:"status"`
	CreatedAt    Instant           `json:"created_at"`
	CompletedAt  Instant           `json:"completed_at,omitzero"`
	FinalizedAt  Instant           `json:"finalized_at,omitzero"`
	PreparedBy   string            `json:"prepared_by,omitempty"`
	Previous     *DocumentRef      `json:"previous,omitempty"`
	Supersedes   *DocumentRef      `json:"supersedes,omitempty"`
	Conflicts    map[string]Answer `json:"conflicts,omitempty"`
}

// Generator names the program that made a document.
type Generator struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Person is somebody in the room. Areas says what they know about, if they do
// not know about all.
type Person struct {
	Name  string `json:"name"`
	Role  string `json:"role,omitempty"`
	Areas []Area `json:"areas,omitempty"`
}

// DocumentRef names another assessment. Digest is the SHA-256, in hex, of its
// file; empty while it is not final.
type DocumentRef struct {
	ID     string `json:"id"`
	Digest string `json:"digest,omitempty"`
}

// Spec is what a new assessment begins with.
type Spec struct {
	Generator    Generator
	Organization string
	Team         string
	Period       Period
	Scope        Scope
	People       []Person
}

// New returns an empty draft.
func New(spec Spec, bank *Bank, now time.Time) (*Assessment, error) {
	scope, err := spec.Scope.normalized(bank)
	if err != nil {
		return nil, err
	}
	spec.Team = strings.TrimSpace(spec.Team)
	a := &Assessment{
		head: head{
			Schema: AssessmentSchema, Generator: spec.Generator,
			ID:           AssessmentID(spec.Team, spec.Period),
			Organization: strings.TrimSpace(spec.Organization), Team: spec.Team, Period: spec.Period,
			Scope: scope, Bank: bank.Ref(), People: slices.Clone(spec.People),
			Status: StatusDraft, CreatedAt: NewInstant(now),
		},
		evidence: make(map[string]Evidence),
		answers:  make(map[string]Answer),
		encoded:  make(map[string][]byte),
	}
	if err := checkPeople(spec.People); err != nil {
		return nil, err
	}
	if err := checkLine("organization", spec.Organization, maxLine); err != nil {
		return nil, err
	}
	return a, a.head.validate()
}

// assessmentID says nothing of the length: counted in the expression, it would
// take longer to compile than all others of the program together.
var assessmentID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

const maxAssessmentID = 121

// CheckAssessmentID refuses what cannot be an assessment's id, such as a path.
func CheckAssessmentID(id string) error {
	if len(id) > maxAssessmentID || !assessmentID.MatchString(id) {
		return fmt.Errorf("%q is not an assessment id: want lower-case letters, digits and dashes", Printable(id))
	}
	return nil
}

func (h head) validate() error {
	if strings.TrimSpace(h.Team) == "" {
		return errors.New("an assessment needs a team")
	}
	if err := checkLine("team", h.Team, maxLine); err != nil {
		return err
	}
	if err := CheckAssessmentID(h.ID); err != nil {
		return err
	}
	if err := h.Period.validate(); err != nil {
		return err
	}
	if h.Status.IsZero() || h.CreatedAt.IsZero() {
		return errors.New("an assessment needs a status and created_at")
	}
	return h.Scope.validate()
}

func checkPeople(people []Person) error {
	for _, person := range people {
		if strings.TrimSpace(person.Name) == "" {
			return errors.New("a person needs a name")
		}
		if err := cmp.Or(checkLine("name", person.Name, maxLine), checkLine("role", person.Role, maxLine)); err != nil {
			return err
		}
	}
	return nil
}

// ID returns the id, which is also the file name.
func (a *Assessment) ID() string { return a.head.ID }

// Organization returns the organization's name, or nothing.
func (a *Assessment) Organization() string { return a.head.Organization }

// Team returns the team's name.
func (a *Assessment) Team() string { return a.head.Team }

// Period returns the span of days that the assessment speaks about.
func (a *Assessment) Period() Period { return a.head.Period }

// Scope returns what the assessment speaks about.
func (a *Assessment) Scope() Scope { return a.head.Scope.clone() }

// Bank names the bank that the assessment uses.
func (a *Assessment) Bank() BankRef { return a.head.Bank }

// People returns who is in the room.
func (a *Assessment) People() []Person { return slices.Clone(a.head.People) }

// Final reports whether the answers are locked.
func (a *Assessment) Final() bool { return a.head.Status == StatusFinal }

// Status returns draft or final.
func (a *Assessment) Status() Status { return a.head.Status }

// CreatedAt returns when the assessment began.
func (a *Assessment) CreatedAt() Instant { return a.head.CreatedAt }

// CompletedAt returns when answers or scope last changed; zero if they never did.
func (a *Assessment) CompletedAt() Instant { return a.head.CompletedAt }

// FinalizedAt returns when the answers were locked; zero for a draft.
func (a *Assessment) FinalizedAt() Instant { return a.head.FinalizedAt }

// PreparedBy returns who finalized the assessment, as entered.
func (a *Assessment) PreparedBy() string { return a.head.PreparedBy }

// Previous names the assessment that this one carried on from.
func (a *Assessment) Previous() (DocumentRef, bool) { return optional(a.head.Previous) }

// Supersedes names the final assessment that this one corrects.
func (a *Assessment) Supersedes() (DocumentRef, bool) { return optional(a.head.Supersedes) }

func optional(ref *DocumentRef) (DocumentRef, bool) {
	if ref == nil {
		return DocumentRef{}, false
	}
	return *ref, true
}

// UpdatedAt returns when the assessment last changed in any way.
func (a *Assessment) UpdatedAt() Instant {
	switch {
	case !a.head.FinalizedAt.IsZero():
		return a.head.FinalizedAt
	case !a.head.CompletedAt.IsZero():
		return a.head.CompletedAt
	default:
		return a.head.CreatedAt
	}
}

// AsOf returns the day on which a score of the assessment speaks: the day a
// final was last changed, today for a draft.
func (a *Assessment) AsOf(now time.Time) Date {
	if a.Final() {
		return a.head.CompletedAt.Date()
	}
	return NewDate(now)
}

// Answer returns the answer to a question; ok is false where nothing was said.
func (a *Assessment) Answer(id string) (answer Answer, ok bool) {
	answer, ok = a.answers[id]
	return answer.clone(), ok
}

// Answered returns the ids of all questions about which something was said,
// asked or not, sorted.
func (a *Assessment) Answered() []string { return slices.Sorted(maps.Keys(a.answers)) }

// Conflicts returns the ids of the questions of which a merge kept two answers,
// sorted.
func (a *Assessment) Conflicts() []string { return slices.Sorted(maps.Keys(a.head.Conflicts)) }

// Conflict returns the other answer to a question, which a merge kept beside the
// one that stands; ok is false where none is in conflict. An answer that says
// nothing means that the other side has none.
func (a *Assessment) Conflict(id string) (other Answer, ok bool) {
	other, ok = a.head.Conflicts[id]
	return other.clone(), ok
}

// Rescope changes what a draft speaks about. Answers stay, asked or not.
func (a *Assessment) Rescope(bank *Bank, scope Scope, now time.Time) error {
	if a.Final() {
		return ErrFinal
	}
	scope, err := scope.normalized(bank)
	if err != nil {
		return err
	}
	a.head.Scope = scope
	a.head.CompletedAt = NewInstant(now)
	return nil
}

// SetPeople changes who is in the room.
func (a *Assessment) SetPeople(people []Person) error {
	if a.Final() {
		return ErrFinal
	}
	if err := checkPeople(people); err != nil {
		return err
	}
	a.head.People = slices.Clone(people)
	return nil
}

// Clone returns a copy that can change by itself.
func (a *Assessment) Clone() *Assessment {
	copied := *a
	copied.evidence = maps.Clone(a.evidence)
	copied.answers = maps.Clone(a.answers)
	copied.encoded = maps.Clone(a.encoded)
	copied.head.Conflicts = maps.Clone(a.head.Conflicts)
	return &copied
}
