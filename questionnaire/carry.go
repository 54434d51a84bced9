package questionnaire

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	// ErrNotFinal means that an assessment is still a draft where only a final
	// one will do.
	ErrNotFinal = errors.New("the assessment is a draft")
	// ErrClockBehind means that the clock says it is earlier than something
	// that has already happened.
	ErrClockBehind = errors.New("the clock is behind")
)

// Earlier is an assessment that another one follows or corrects.
type Earlier struct {
	Assessment *Assessment
	Bank       *Bank  // the one that it uses
	Digest     string // SHA-256, in hex, of its document as it is kept
}

// LeftBehind names the answers of an earlier assessment that did not come along
// as answers, by question, sorted.
type LeftBehind struct {
	// Retired questions are not in the new bank.
	Retired []string
	// Reworded questions mean something else now, and are asked anew.
	Reworded []string
}

// Follow returns a draft for a later period that takes over what was said in an
// earlier assessment: every answer, asked this time or not, marked as carried,
// and the evidence that those rest on, with its own dates. A carried answer
// earns nothing until a named person gives it again. What is parked is not
// carried.
//
// An answer to a question that means something else now, because its revision
// differs or its levels do, stays behind with its history, which is of another
// question: the earlier assessment, which the draft names, still tells it.
func Follow(earlier Earlier, spec Spec, bank *Bank, now time.Time) (*Assessment, LeftBehind, error) {
	if err := checkFollows(earlier.Assessment, spec, now); err != nil {
		return nil, LeftBehind{}, err
	}
	a, err := New(spec, bank, now)
	if err != nil {
		return nil, LeftBehind{}, err
	}
	a.head.Previous = &DocumentRef{ID: earlier.Assessment.ID()}
	if earlier.Assessment.Final() {
		a.head.Previous.Digest = earlier.Digest
	}
	var left LeftBehind
	for _, id := range earlier.Assessment.Answered() {
		answer := earlier.Assessment.answers[id]
		question, asked := bank.Question(id)
		switch {
		case !asked:
			left.Retired = append(left.Retired, id)
		case means(earlier.Bank, question, answer.Level):
			a.carry(id, answer, earlier.Assessment)
		default:
			left.Reworded = append(left.Reworded, id)
			a.carryEvidence(answer, earlier.Assessment)
		}
	}
	return a, left, nil
}

func checkFollows(earlier *Assessment, spec Spec, now time.Time) error {
	switch {
	case earlier.Team() != strings.TrimSpace(spec.Team):
		return fmt.Errorf("%s is of team %q, not of %q", earlier.ID(), PrintableLine(earlier.Team()), PrintableLine(spec.Team))
	case !earlier.Period().End.Before(spec.Period.Start):
		return fmt.Errorf("%s ends on %s, which is not before %s", earlier.ID(), earlier.Period().End, spec.Period.Start)
	case len(earlier.Conflicts()) > 0:
		return fmt.Errorf("%s holds two answers to %s since a merge: settle them first", earlier.ID(), strings.Join(earlier.Conflicts(), " "))
	}
	return checkClock(now, earlier.UpdatedAt(), earlier.ID()+" was last changed")
}

// checkClock refuses a moment before something that has happened.
func checkClock(now time.Time, happened Instant, what string) error {
	if NewInstant(now).Time().Before(happened.Time()) {
		return fmt.Errorf("%w: it says %s, but %s at %s", ErrClockBehind, NewInstant(now), what, happened)
	}
	return nil
}

// means reports whether a question still means what it meant in an earlier
// bank, so that an answer of that time still answers it.
func means(earlier *Bank, question *Question, level Level) bool {
	before, ok := earlier.Question(question.ID)
	return ok && before.Revision == question.Revision && (level.IsZero() || question.Offers(level))
}

// carry takes over one answer, and the evidence that it names.
func (a *Assessment) carry(id string, answer Answer, from *Assessment) {
	a.carryEvidence(answer, from)
	answer = answer.clone()
	answer.History = append(answer.History, Past{Period: from.Period().Label, Level: answer.Level, By: answer.By, At: answer.At})
	answer.Bulk, answer.Flagged = false, Flag{}
	if !answer.Level.IsZero() {
		answer.State = StateCarried
	}
	a.answers[id] = answer
}

func (a *Assessment) carryEvidence(answer Answer, from *Assessment) {
	for _, id := range answer.Evidence {
		a.evidence[id] = from.evidence[id]
	}
}

// Correct returns a draft that corrects a final assessment: everything in it
// stands as it was, and counts, until somebody changes it. Its id is the
// final's with -r2 behind it, or the next number where that is a correction
// itself.
func Correct(final Earlier, generator Generator, now time.Time) (*Assessment, error) {
	from := final.Assessment
	if !from.Final() {
		return nil, fmt.Errorf("%s can still be changed: %w", from.ID(), ErrNotFinal)
	}
	if err := checkClock(now, from.FinalizedAt(), from.ID()+" was finalized"); err != nil {
		return nil, err
	}
	a := from.Clone()
	a.encoded = make(map[string][]byte)
	a.head.ID = correctionID(from)
	a.head.Generator = generator
	a.head.Supersedes = &DocumentRef{ID: from.ID(), Digest: final.Digest}
	a.head.Status, a.head.PreparedBy = StatusDraft, ""
	a.head.FinalizedAt = Instant{}
	a.head.CreatedAt = NewInstant(now)
	return a, CheckAssessmentID(a.head.ID)
}

var correctionNumber = regexp.MustCompile(`-r(\d{1,4})$`)

func correctionID(corrected *Assessment) string {
	id := corrected.ID()
	if _, again := corrected.Supersedes(); again {
		if found := correctionNumber.FindStringSubmatchIndex(id); found != nil {
			number, _ := strconv.Atoi(id[found[2]:found[3]])
			return fmt.Sprintf("%s-r%d", id[:found[0]], number+1)
		}
	}
	return id + "-r2"
}

// Reaffirmed returns a carried answer as somebody gives it again, unchanged, by
// itself or in one act with others. It is no longer parked, unless for whoever
// finds out what is unknown.
func (a Answer) Reaffirmed(by, recordedBy string, bulk bool) Answer {
	a = a.clone().answeredWith(a.Level)
	a.Bulk, a.By, a.RecordedBy = bulk, by, recordedBy
	return a
}

// Carried returns the asked questions whose answers are carried, in the bank's
// order: those that may be re-affirmed in one act, and those that have to be
// looked at one by one, because they are critical, because a merge left another
// answer to them, or because the evidence that they rest on is not fresh on the
// as-of day.
func (a *Assessment) Carried(bank *Bank, asOf Date) (together, oneByOne []string) {
	for _, question := range Asked(bank, a.head.Scope) {
		answer := a.answers[question.ID]
		_, inConflict := a.head.Conflicts[question.ID]
		switch {
		case answer.State != StateCarried:
		case question.Severity == SeverityCritical, inConflict, a.stale(question.Question, answer, asOf):
			oneByOne = append(oneByOne, question.ID)
		default:
			together = append(together, question.ID)
		}
	}
	return together, oneByOne
}

// stale reports whether an answer rests on evidence, none of which is fresh.
func (a *Assessment) stale(question *Question, answer Answer, asOf Date) bool {
	return len(answer.Evidence) > 0 && !a.Evidenced(question, answer, asOf)
}

// LinkPrevious names the document of the assessment that this one follows, now
// that it is final, and refuses one that is not the document that was named
// before. Of a final nothing is changed.
func (a *Assessment) LinkPrevious(digest string) error {
	switch {
	case a.head.Previous == nil || a.head.Previous.Digest == digest:
		return nil
	case a.Final():
		return ErrFinal
	case a.head.Previous.Digest != "":
		return &ChangedError{ID: a.head.Previous.ID, Named: a.head.Previous.Digest, Digest: digest}
	}
	a.head.Previous = &DocumentRef{ID: a.head.Previous.ID, Digest: digest}
	return nil
}

// ChangedError says that a final assessment is not the document that another
// one names: somebody edited it after it was finalized.
type ChangedError struct {
	ID     string
	Named  string // digest in the document that names it
	Digest string // digest of what is there
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("%s was changed after it was finalized: its SHA-256 is %s, but %s was named", e.ID, e.Digest, e.Named)
}
