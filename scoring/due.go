package scoring

import (
	"cmp"
	"slices"

	"demarc/questionnaire"
)

// Deadline says what a day is about.
type Deadline int

// The deadlines, gravest first.
const (
	// ExceptionEnds is the last day on which an exception holds: a compensating
	// control, after which the level counts as none, or an accepted risk, after
	// which the gap is on the list again.
	ExceptionEnds Deadline = iota
	// ActionDue is the day by which somebody closes a gap.
	ActionDue
	// EvidenceAges is the last day on which the evidence of an answer is fresh.
	EvidenceAges
)

// Due is a day that matters to a question and that has passed, or comes soon.
type Due struct {
	Question string
	Deadline Deadline
	// Day is the last day that is in time. It is zero for evidence that is not
	// fresh and of which no single day can be told: undated, or of before the
	// period.
	Day    questionnaire.Date
	Passed bool
	// Person is who has to act, where the answer says so: the owner of an action,
	// the approver of an exception.
	Person string
}

// DueWithin returns what is due on the as-of day or in so many days after it,
// and what should have been done before: what has passed first, then by the
// kinds of deadline, by day, by severity, and in the bank's order. An answer
// has at most one deadline of a kind. A gap whose risk is accepted has no
// action; an answer that is only carried has no evidence of this period.
func DueWithin(sheet *Sheet, days int) []Due {
	last := sheet.asOf.AddDays(days)
	var all []Due
	severity := make(map[string]int)
	for i := range sheet.lines {
		line := &sheet.lines[i]
		severity[line.ID] = line.Severity.Order()
		for _, due := range []Due{exceptionOf(line), actionOf(line, sheet.asOf), sheet.evidenceOf(line)} {
			due.Question = line.ID
			due.Passed = due.Passed || !due.Day.IsZero() && due.Day.Before(sheet.asOf)
			if due.Passed || !due.Day.IsZero() && !due.Day.After(last) {
				all = append(all, due)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Due) int {
		return cmp.Or(
			passedFirst(a, b), int(a.Deadline-b.Deadline), a.Day.Time().Compare(b.Day.Time()),
			severity[a.Question]-severity[b.Question],
		)
	})
	return all
}

func passedFirst(a, b Due) int {
	switch {
	case a.Passed == b.Passed:
		return 0
	case a.Passed:
		return -1
	default:
		return 1
	}
}

// exceptionOf returns when the exception of a question ends, if it has one and
// there is still something to it.
func exceptionOf(line *Line) Due {
	due := Due{Deadline: ExceptionEnds}
	exception := line.Answer.Exception
	compensates := exception.Kind == questionnaire.Compensating && line.Answer.Level.Graded()
	accepts := exception.Kind == questionnaire.AcceptedRisk && unfinished(line)
	if compensates || accepts {
		due.Day, due.Person = exception.Expires, exception.Approver
	}
	return due
}

// actionOf returns by when a gap is to be closed.
func actionOf(line *Line, asOf questionnaire.Date) Due {
	due := Due{Deadline: ActionDue}
	if unfinished(line) && !acceptedRisk(line, asOf) {
		due.Day, due.Person = line.Answer.Due, line.Answer.Owner
	}
	return due
}

// unfinished reports whether there is something left to close. A carried answer
// is taken at its word here: nobody is reminded of what was closed last time.
func unfinished(line *Line) bool {
	if line.Standing == Carried {
		return line.Answer.Level != questionnaire.LevelAll && line.Answer.Level != questionnaire.LevelNA
	}
	return isGap(line)
}

// evidenceOf returns until when the evidence of a question is fresh. Evidence
// for which the question sets no age is fresh for all of the period.
func (s *Sheet) evidenceOf(line *Line) Due {
	due := Due{Deadline: EvidenceAges}
	if line.stale() {
		due.Passed = true
	}
	if line.EvidenceMaxAgeDays == 0 || line.Standing != Answered {
		return due
	}
	for _, id := range line.Answer.Evidence {
		piece, _ := s.assessment.Evidence(id)
		if date := piece.Date(); !date.IsZero() && piece.Kind != questionnaire.KindStatement {
			if until := date.AddDays(line.EvidenceMaxAgeDays); until.After(due.Day) {
				due.Day = until
			}
		}
	}
	return due
}
