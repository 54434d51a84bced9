package questionnaire

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Evidence is something an auditor can look at. It is listed once in an
// assessment and answers refer to it by id.
type Evidence struct {
	Title string       `json:"title"`
	Kind  EvidenceKind `json:"kind"`
	Ref   string       `json:"ref"` // link or path
	// SHA256 of the file referred to, in hex.
	SHA256      string  `json:"sha256,omitempty"`
	CollectedAt Instant `json:"collected_at,omitzero"`
	CoversFrom  Date    `json:"covers_from,omitzero"`
	CoversTo    Date    `json:"covers_to,omitzero"`
	By          string  `json:"by,omitempty"`
}

var evidenceID = regexp.MustCompile(`^E-\d{2,9}$`)

// IsDigest reports whether a text is a SHA-256 in lower-case hex.
func IsDigest(text string) bool {
	return len(text) == hex.EncodedLen(sha256.Size) && strings.Trim(text, "0123456789abcdef") == ""
}

func checkEvidenceID(id string) error {
	if !evidenceID.MatchString(id) {
		return fmt.Errorf("evidence id %q is not of the form E-01", Printable(id))
	}
	return nil
}

// Date returns the day that decides whether the evidence is fresh: the earlier
// of the day it was collected and the last day it covers. It is zero where
// neither is known.
func (e Evidence) Date() Date {
	collected := e.CollectedAt.Date()
	switch {
	case e.CoversTo.IsZero():
		return collected
	case collected.IsZero() || e.CoversTo.Before(collected):
		return e.CoversTo
	default:
		return collected
	}
}

// FreshFor reports whether the evidence makes an answer to the question
// evidenced on the as-of day: it is no mere statement, its date is known and
// not after that day, and it is of the period or later or, where the question
// sets a maximum age, at most that many days old.
func (e Evidence) FreshFor(question *Question, period Period, asOf Date) bool {
	date := e.Date()
	if e.Kind == KindStatement || date.IsZero() || date.After(asOf) {
		return false
	}
	oldest := period.Start
	if question.EvidenceMaxAgeDays > 0 {
		oldest = asOf.AddDays(-question.EvidenceMaxAgeDays)
	}
	return !date.Before(oldest)
}

func (e Evidence) consistent() error {
	switch {
	case strings.TrimSpace(e.Title) == "":
		return errors.New("evidence needs a title")
	case e.Kind.IsZero():
		return fmt.Errorf("evidence %q needs a kind", Printable(e.Title))
	case strings.TrimSpace(e.Ref) == "":
		return fmt.Errorf("evidence %q needs a link or a path", Printable(e.Title))
	case e.SHA256 != "" && !IsDigest(e.SHA256):
		return fmt.Errorf("evidence %q: sha256 is not 64 lower-case hex digits", Printable(e.Title))
	case !e.CoversFrom.IsZero() && !e.CoversTo.IsZero() && e.CoversTo.Before(e.CoversFrom):
		return fmt.Errorf("evidence %q covers a span that ends before it starts", Printable(e.Title))
	}
	return nil
}

// clean checks evidence that somebody gives at the moment now.
func (e Evidence) clean(now Instant) error {
	for _, line := range []struct{ what, text string }{{"title", e.Title}, {"reference", e.Ref}, {"name", e.By}} {
		if err := checkLine("evidence "+line.what, line.text, 10*maxLine); err != nil {
			return err
		}
	}
	today := now.Date()
	if e.CollectedAt.Date().After(today) || e.CoversFrom.After(today) || e.CoversTo.After(today) {
		return fmt.Errorf("evidence %q has a date after today, %s", Printable(e.Title), today)
	}
	return nil
}

// Evidence returns the evidence with the id.
func (a *Assessment) Evidence(id string) (Evidence, bool) {
	evidence, ok := a.evidence[id]
	return evidence, ok
}

// EvidenceIDs returns the ids of all evidence, in the order of their numbers.
func (a *Assessment) EvidenceIDs() []string {
	return slices.SortedFunc(maps.Keys(a.evidence), compareEvidenceIDs)
}

func compareEvidenceIDs(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) }

// Evidenced reports whether the answer to a question rests on at least one
// piece of evidence that is fresh on the as-of day.
func (a *Assessment) Evidenced(question *Question, answer Answer, asOf Date) bool {
	return slices.ContainsFunc(answer.Evidence, func(id string) bool {
		evidence, ok := a.evidence[id]
		return ok && evidence.FreshFor(question, a.head.Period, asOf)
	})
}

// AddEvidence lists a piece of evidence and returns its id. The same piece is
// listed once: adding it again returns the id it has.
func (a *Assessment) AddEvidence(evidence Evidence, now time.Time) (string, error) {
	return a.AdoptEvidence(a.nextEvidenceID(), evidence, now)
}

// AdoptEvidence is AddEvidence for a piece that has an id elsewhere. It keeps
// that id unless the assessment has it for another piece.
func (a *Assessment) AdoptEvidence(id string, evidence Evidence, now time.Time) (string, error) {
	if a.Final() {
		return "", ErrFinal
	}
	if listed, ok := a.idOfEvidence(evidence); ok {
		return listed, nil
	}
	if err := cmp.Or(checkEvidenceID(id), evidence.consistent(), evidence.clean(NewInstant(now))); err != nil {
		return "", err
	}
	if _, taken := a.evidence[id]; taken {
		id = a.nextEvidenceID()
	}
	if err := checkEvidenceID(id); err != nil {
		return "", err // the numbers are used up
	}
	a.evidence[id] = evidence
	return id, nil
}

// idOfEvidence returns the id under which a piece is listed.
func (a *Assessment) idOfEvidence(evidence Evidence) (id string, ok bool) {
	for _, listed := range a.EvidenceIDs() {
		if a.evidence[listed] == evidence {
			return listed, true
		}
	}
	return "", false
}

// CorrectEvidence puts a listed piece of evidence right. Every answer that names
// it rests on the corrected piece from then on.
func (a *Assessment) CorrectEvidence(id string, evidence Evidence, now time.Time) error {
	if a.Final() {
		return ErrFinal
	}
	if _, listed := a.evidence[id]; !listed {
		return errNoEvidence(id)
	}
	if err := cmp.Or(evidence.consistent(), evidence.clean(NewInstant(now))); err != nil {
		return err
	}
	if other, ok := a.idOfEvidence(evidence); ok && other != id {
		return fmt.Errorf("evidence %s is the same piece", other)
	}
	a.evidence[id] = evidence
	a.head.CompletedAt = NewInstant(now)
	return nil
}

// RemoveEvidence takes a piece of evidence off the list. It refuses while an
// answer, or the other one of a conflict, names the piece.
func (a *Assessment) RemoveEvidence(id string, now time.Time) error {
	if a.Final() {
		return ErrFinal
	}
	if _, listed := a.evidence[id]; !listed {
		return errNoEvidence(id)
	}
	if named := a.EvidenceNamedBy(id); len(named) > 0 {
		return fmt.Errorf("evidence %s is named by %s", id, strings.Join(named, " "))
	}
	delete(a.evidence, id)
	a.head.CompletedAt = NewInstant(now)
	return nil
}

// EvidenceNamedBy returns the questions whose answers, asked or not, name a piece
// of evidence, sorted.
func (a *Assessment) EvidenceNamedBy(id string) []string {
	var questions []string
	for _, answers := range []map[string]Answer{a.answers, a.head.Conflicts} {
		for question, answer := range answers {
			if slices.Contains(answer.Evidence, id) {
				questions = append(questions, question)
			}
		}
	}
	slices.Sort(questions)
	return slices.Compact(questions)
}

func errNoEvidence(id string) error { return fmt.Errorf("there is no evidence %s", Printable(id)) }

func (a *Assessment) nextEvidenceID() string { return evidenceIDOf(a.lastEvidence() + 1) }

func evidenceIDOf(number int) string { return fmt.Sprintf("E-%02d", number) }

// lastEvidence returns the highest number of a piece of evidence.
func (a *Assessment) lastEvidence() int {
	highest := 0
	for id := range a.evidence {
		number, _ := strconv.Atoi(strings.TrimPrefix(id, "E-"))
		highest = max(highest, number)
	}
	return highest
}
