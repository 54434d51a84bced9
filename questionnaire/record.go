package questionnaire

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Record takes an answer to a question of the bank, given at now, and returns
// it as it stands in the assessment: with its state, its moment, the question's
// revision and the period since which its level holds. An answer that says
// nothing at all takes back what was said. A level that is given settles the
// conflict that a merge left of the question, if there is one.
func (a *Assessment) Record(bank *Bank, id string, answer Answer, now time.Time) (Answer, error) {
	if a.Final() {
		return Answer{}, ErrFinal
	}
	question, ok := bank.Question(id)
	if !ok {
		return Answer{}, fmt.Errorf("%w %q", ErrUnknownQuestion, Printable(id))
	}
	if err := cmp.Or(a.checkAnswer(question, answer), answer.clean()); err != nil {
		return Answer{}, fmt.Errorf("%s: %w", id, err)
	}
	a.head.CompletedAt = NewInstant(now)
	delete(a.encoded, id)
	if answer.saysNothing() && len(a.answers[id].History) == 0 {
		delete(a.answers, id)
		return Answer{}, nil
	}
	if answer.givenAfter(a.answers[id]) {
		delete(a.head.Conflicts, id)
	}
	stamped := a.stamp(question, answer.clone(), now)
	a.answers[id] = stamped
	return stamped.clone(), nil
}

// givenAfter reports whether the answer says its level now, other than one that
// stands as before and had only its note, owner or evidence changed.
func (a Answer) givenAfter(before Answer) bool {
	return !a.Level.IsZero() && (a.State.IsZero() || a.State != before.State || a.Level != before.Level)
}

// stamp fills in what an assessment knows about an answer that is given now.
func (a *Assessment) stamp(question *Question, answer Answer, now time.Time) Answer {
	before := a.answers[question.ID]
	answer.History = before.History
	if answer.RecordedBy == answer.By {
		answer.RecordedBy = ""
	}
	if answer.Level.IsZero() {
		answer.State, answer.Since, answer.Revision, answer.At = State{}, "", 0, NewInstant(now)
		return answer
	}
	answer.State = nextState(before, answer)
	if answer.State == StateCarried {
		return answer.asCarried(before)
	}
	answer.At = NewInstant(now)
	answer.Revision = question.Revision
	answer.Since = since(before, answer.Level, a.head.Period)
	return answer
}

// asCarried returns a carried answer as its earlier period said it. It follows
// before: the carried answer of which only a note, an owner or evidence changed,
// or one that was given over it and is taken back.
func (a Answer) asCarried(before Answer) Answer {
	if before.State == StateCarried {
		a.At, a.By, a.Revision, a.Since = before.At, before.By, before.Revision, before.Since
		return a
	}
	said := before.History[len(before.History)-1]
	a.At, a.By = said.At, said.By
	a.Since = firstGiven(before.History, a.Level, said.Period)
	return a
}

// since returns the period in which a level was first given that follows
// before. A level that was taken back and is given again in the same period, as
// after a slip, holds for as long as the last periods say the same.
func since(before Answer, level Level, now Period) string {
	if level == before.Level && before.Since != "" {
		return before.Since
	}
	return firstGiven(before.History, level, now.Label)
}

// firstGiven returns the earliest period since which history has the level
// without a break, or the given one where its last period has another.
func firstGiven(history []Past, level Level, otherwise string) string {
	first := otherwise
	for _, past := range slices.Backward(history) {
		if past.Level != level {
			break
		}
		first = past.Period
	}
	return first
}

// nextState returns the state of an answer that follows before. An answer that
// still says carried, with the level it was carried with, only had its note,
// owner or evidence changed, or takes back what was said over it: it is carried.
// Given again it is re-affirmed or changed, by the level that the earlier period
// had. One to which the earlier period had no answer is new.
func nextState(before, answer Answer) State {
	var earlier Level
	switch {
	case before.State == StateCarried:
		earlier = before.Level
	case len(before.History) > 0:
		earlier = before.History[len(before.History)-1].Level
	}
	switch {
	case earlier.IsZero():
		return StateNew
	case answer.Level != earlier:
		return StateChanged
	case answer.State == StateCarried:
		return StateCarried
	default:
		return StateReaffirmed
	}
}

// checkAnswer checks an answer against its question and the evidence there is.
func (a *Assessment) checkAnswer(question *Question, answer Answer) error {
	if !answer.Level.IsZero() && !question.Offers(answer.Level) {
		return fmt.Errorf("a yes/no duty is answered with none or all, not %s", answer.Level)
	}
	return a.checkConsistent(answer)
}

// checkConsistent checks what of an answer can be checked without its question.
func (a *Assessment) checkConsistent(answer Answer) error {
	if err := answer.consistent(); err != nil {
		return err
	}
	for _, id := range answer.Evidence {
		if _, ok := a.evidence[id]; !ok {
			return errNoEvidence(id)
		}
	}
	return nil
}
