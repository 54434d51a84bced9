package questionnaire

import (
	"maps"
	"slices"
)

// standing is all that an assessment says about a question: the answer that
// stands, and the one that an earlier merge keeps beside it, if any.
type standing struct {
	Answer Answer
	Other  *Answer
}

// standingOf returns what a version says, its evidence by the ids of the
// result.
func (a *Assessment) standingOf(question string, ids map[string]string) standing {
	said := standing{Answer: a.answers[question].referring(ids)}
	if other, ok := a.head.Conflicts[question]; ok {
		other = other.referring(ids)
		said.Other = &other
	}
	return said
}

func (m *merging) mergeAnswers() {
	questions := make(map[string]bool)
	for _, version := range []*Assessment{m.ours, m.theirs} {
		for _, answers := range []map[string]Answer{version.answers, version.head.Conflicts} {
			for id := range answers {
				questions[id] = true
			}
		}
	}
	m.result.answers = make(map[string]Answer)
	m.result.head.Conflicts = make(map[string]Answer)
	m.result.encoded = make(map[string][]byte)
	for _, id := range slices.Sorted(maps.Keys(questions)) {
		m.keep(id, m.mergeStanding(id))
	}
}

func (m *merging) keep(question string, said standing) {
	if !said.Answer.saysNothing() {
		m.result.answers[question] = said.Answer
	}
	if said.Other != nil {
		m.result.head.Conflicts[question] = *said.Other
	}
}

// mergeStanding returns what the result says about a question. Two answers that
// are not alike are kept both; there is no room for a third.
func (m *merging) mergeStanding(question string) standing {
	ours, theirs := m.ours.standingOf(question, nil), m.theirs.standingOf(question, m.theirIDs)
	merged, ok := threeWay(m.base.standingOf(question, m.baseIDs), ours, theirs)
	if ok {
		return merged
	}
	answers := unlike(ours, theirs)
	switch {
	case len(answers) == 1:
		return standing{Answer: answers[0]}
	case m.preferred == Ours:
		m.settled = append(m.settled, question)
		return ours
	case m.preferred == Theirs:
		m.settled = append(m.settled, question)
		return theirs
	case len(answers) > 2:
		m.third = append(m.third, question)
		return ours
	default:
		return standing{Answer: answers[0], Other: &answers[1]}
	}
}

// unlike returns the answers of both sides, those that stand first on their
// side, without those that another one covers.
func unlike(ours, theirs standing) []Answer {
	var answers []Answer
	add := func(answer Answer) {
		for i, known := range answers {
			if one, ok := covering(known, answer); ok {
				answers[i] = one
				return
			}
		}
		answers = append(answers, answer)
	}
	for _, side := range []standing{ours, theirs} {
		add(side.Answer)
		if side.Other != nil {
			add(*side.Other)
		}
	}
	return answers
}

// covering returns the one of two answers that says all that both say, if one
// does: the later of answers that differ at most in their moment, and an answer
// that was given, of it and the same one still carried.
func covering(a, b Answer) (Answer, bool) {
	switch {
	case alike(a, b):
		a.At = later(a.At, b.At)
		return a, true
	case a.follows(b):
		return a, true
	case b.follows(a):
		return b, true
	default:
		return Answer{}, false
	}
}

func alike(a, b Answer) bool {
	a.At, b.At = Instant{}, Instant{}
	return documentOf(a) == documentOf(b)
}

// follows reports whether the answer was given on top of the other one, which is
// still carried, and says all else that the carried one says. What that says of
// the level is in the history of both.
func (a Answer) follows(carried Answer) bool {
	if carried.State != StateCarried || a.State == StateCarried || a.Level.IsZero() {
		return false
	}
	if carried.Flagged.IsZero() {
		carried.Flagged = a.Flagged
	}
	carried.Level, carried.State, carried.Bulk = a.Level, a.State, a.Bulk
	carried.By, carried.RecordedBy, carried.At = a.By, a.RecordedBy, a.At
	carried.Revision, carried.Since = a.Revision, a.Since
	return documentOf(carried) == documentOf(a)
}
