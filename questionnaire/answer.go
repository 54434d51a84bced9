package questionnaire

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Answer is what a team says about one question. It is plain data: it becomes
// part of an assessment only through Assessment.Record, which refuses what does
// not hold together. An answer without a level (only a note, an owner) is
// legal and counts as unanswered.
type Answer struct {
	Level Level `json:"level,omitzero"`
	State State `json:"state,omitzero"`
	// Bulk marks an answer that was re-affirmed in one act with others.
	Bulk     bool `json:"bulk,omitempty"`
	Revision int  `json:"revision,omitempty"` // of the question, when answered
	// By asserts the answer; RecordedBy typed it, where that is another person.
	By         string  `json:"by,omitempty"`
	RecordedBy string  `json:"recorded_by,omitempty"`
	At         Instant `json:"at,omitzero"`
	// Since is the label of the period in which this level was first given.
	Since      string     `json:"since,omitempty"`
	Method     Method     `json:"method,omitzero"`
	Population Population `json:"population,omitzero"`
	Note       string     `json:"note,omitempty"`
	NAReason   NAReason   `json:"na_reason,omitzero"`
	Evidence   []string   `json:"evidence,omitempty"` // ids in the assessment
	Owner      string     `json:"owner,omitempty"`
	Due        Date       `json:"due,omitzero"`
	Flagged    Flag       `json:"flagged,omitzero"`
	Exception  Exception  `json:"exception,omitzero"`
	History    []Past     `json:"history,omitempty"` // earlier periods, oldest first
}

// Population counts the resources behind a level. The zero Population means
// that the share was estimated.
type Population struct {
	InPlace int    `json:"in_place"`
	Total   int    `json:"total"`
	Source  string `json:"source,omitempty"`
}

// ParsePopulation reads a population as flags write it, 47/50, or as reports
// print it, 47 of 50.
func ParsePopulation(text string) (Population, error) {
	inPlace, total, _ := strings.Cut(strings.Replace(text, " of ", "/", 1), "/")
	var population Population
	var errInPlace, errTotal error
	population.InPlace, errInPlace = strconv.Atoi(strings.TrimSpace(inPlace))
	population.Total, errTotal = strconv.Atoi(strings.TrimSpace(total))
	if errInPlace != nil || errTotal != nil {
		return Population{}, fmt.Errorf("population %q is not of the form 47/50", Printable(text))
	}
	return population, population.validate()
}

// Level returns the level that the population states.
func (p Population) Level() Level {
	switch {
	case p.InPlace == 0:
		return LevelNone
	case p.InPlace == p.Total:
		return LevelAll
	case 2*p.InPlace < p.Total:
		return LevelSome
	default:
		return LevelMost
	}
}

// String returns the population as reports print it: "47 of 50".
func (p Population) String() string { return fmt.Sprintf("%d of %d", p.InPlace, p.Total) }

func (p Population) validate() error {
	const most = 1_000_000_000
	switch {
	case p.Total < 1 || p.Total > most:
		return fmt.Errorf("population %s: there must be at least one in all", p)
	case p.InPlace < 0 || p.InPlace > p.Total:
		return fmt.Errorf("population %s: more are in place than there are in all, or fewer than none", p)
	}
	return checkLine("source of the population", p.Source, maxLine)
}

// NAReason says why a question does not apply.
type NAReason struct {
	Code NACode `json:"code"`
	Text string `json:"text"`
}

// ParseNAReason reads a reason as flags write it: CODE:TEXT.
func ParseNAReason(text string) (NAReason, error) {
	code, why, _ := strings.Cut(text, ":")
	parsed, err := ParseNACode(strings.TrimSpace(code))
	if err != nil {
		return NAReason{}, err
	}
	reason := NAReason{Code: parsed, Text: strings.TrimSpace(why)}
	return reason, reason.validate()
}

func (r NAReason) validate() error {
	if r.Code.IsZero() || strings.TrimSpace(r.Text) == "" {
		return errors.New("not applicable needs a reason: a code and a sentence")
	}
	return checkNote("reason for not applicable", r.Text)
}

// Flag parks a question: for a person by name, or for nobody in particular.
type Flag struct {
	parked bool
	person string
}

// ParkFor returns a flag for a person; an empty name parks it for nobody in
// particular.
func ParkFor(person string) Flag { return Flag{parked: true, person: strings.TrimSpace(person)} }

// IsZero reports whether the question is not parked.
func (f Flag) IsZero() bool { return !f.parked }

// Person returns for whom the question is parked, or nothing.
func (f Flag) Person() string { return f.person }

// MarshalJSON writes true, or the person's name.
func (f Flag) MarshalJSON() ([]byte, error) {
	if f.person == "" {
		return json.Marshal(f.parked)
	}
	return json.Marshal(f.person)
}

// UnmarshalJSON reads true, false or a name.
func (f *Flag) UnmarshalJSON(data []byte) error {
	var parked bool
	if err := json.Unmarshal(data, &parked); err == nil {
		*f = Flag{parked: parked}
		return nil
	}
	var person string
	if err := json.Unmarshal(data, &person); err != nil || strings.TrimSpace(person) == "" {
		return errors.New("flagged must be true or a name")
	}
	*f = ParkFor(person)
	return nil
}

// Exception is an agreed departure with an end: a compensating control, or a
// risk accepted. All fields are required.
type Exception struct {
	Kind     ExceptionKind `json:"kind"`
	Reason   string        `json:"reason"`
	Approver string        `json:"approver"`
	Expires  Date          `json:"expires"` // the last day on which it holds
}

// IsZero reports whether there is no exception.
func (e Exception) IsZero() bool { return e == Exception{} }

// InForce reports whether there is an exception of the kind that holds on day.
func (e Exception) InForce(kind ExceptionKind, day Date) bool {
	return e.Kind == kind && !e.Expires.Before(day)
}

// Expired reports whether there is an exception of the kind that ended before
// day.
func (e Exception) Expired(kind ExceptionKind, day Date) bool {
	return e.Kind == kind && e.Expires.Before(day)
}

func (e Exception) validate() error {
	if e.Kind.IsZero() || strings.TrimSpace(e.Reason) == "" || strings.TrimSpace(e.Approver) == "" || e.Expires.IsZero() {
		return errors.New("an exception needs a kind, a reason, an approver and an end date")
	}
	if err := checkLine("approver", e.Approver, maxLine); err != nil {
		return err
	}
	return checkNote("reason of the exception", e.Reason)
}

// Past is the answer of an earlier period.
type Past struct {
	Period string  `json:"period"`
	Level  Level   `json:"level,omitzero"`
	By     string  `json:"by,omitempty"`
	At     Instant `json:"at,omitzero"`
}

const (
	// MaxTypedNote is how long, in bytes, a note may be that somebody types.
	MaxTypedNote = 64 << 10
	// MaxNote is how long, in bytes, a note may be that comes from a file.
	MaxNote = 1 << 20
)

func checkNote(what, text string) error {
	if len(text) > MaxNote {
		return fmt.Errorf("%s is longer than %d KiB", what, MaxNote>>10)
	}
	return checkText(what, text, true)
}

// consistent checks what must hold together in any answer, new or read from a
// file.
func (a Answer) consistent() error {
	switch {
	case a.Level == LevelNA && a.NAReason == NAReason{}:
		return errors.New("not applicable needs a reason: a code and a sentence")
	case a.Level != LevelNA && a.NAReason != NAReason{}:
		return errors.New("a reason for not applicable goes with level na only")
	case a.Population != Population{} && !a.Level.Graded():
		return errors.New("a population goes with a level none to all only")
	}
	if a.Level == LevelNA && (a.NAReason.Code.IsZero() || strings.TrimSpace(a.NAReason.Text) == "") {
		return errors.New("not applicable needs a reason: a code and a sentence")
	}
	if (a.Population != Population{}) {
		if err := a.Population.validate(); err != nil {
			return err
		}
		if counted := a.Population.Level(); counted != a.Level {
			return fmt.Errorf("population %s means %s, not %s", a.Population, counted, a.Level)
		}
	}
	if e := a.Exception; !e.IsZero() && (e.Kind.IsZero() || e.Reason == "" || e.Approver == "" || e.Expires.IsZero()) {
		return errors.New("an exception needs a kind, a reason, an approver and an end date")
	}
	for _, id := range a.Evidence {
		if err := checkEvidenceID(id); err != nil {
			return err
		}
	}
	return nil
}

// clean checks the texts of an answer that somebody gives now. Texts in a file
// are taken as they are and made printable where they are shown.
func (a Answer) clean() error {
	lines := []struct{ what, text string }{
		{"name of who answers", a.By}, {"name of who types", a.RecordedBy},
		{"owner", a.Owner}, {"name of who is asked", a.Flagged.person}, {"source of the population", a.Population.Source},
	}
	for _, line := range lines {
		if err := checkLine(line.what, line.text, maxLine); err != nil {
			return err
		}
	}
	if !a.Level.IsZero() && strings.TrimSpace(a.By) == "" {
		return ErrNobodyNamed
	}
	if a.Level == LevelNA {
		if err := a.NAReason.validate(); err != nil {
			return err
		}
	}
	if !a.Exception.IsZero() {
		if err := a.Exception.validate(); err != nil {
			return err
		}
	}
	return checkNote("note", a.Note)
}

// ErrNobodyNamed means that an answer says a level but not whose word it is.
var ErrNobodyNamed = errors.New("nobody is named as answering")

// saysNothing reports whether no field of the answer is given.
func (a Answer) saysNothing() bool {
	document, err := EncodeAnswer(a)
	return err == nil && string(document) == "{}"
}

func (a Answer) clone() Answer {
	a.Evidence = slices.Clone(a.Evidence)
	a.History = slices.Clone(a.History)
	return a
}
