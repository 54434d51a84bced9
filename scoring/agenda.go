package scoring

import (
	"cmp"
	"slices"

	"demarc/questionnaire"
)

// Concern says why a question wants a look of its own before a draft that
// carries answers over is done. The zero Concern is none: the answer only has
// to be given again.
type Concern int

// The concerns, in the order in which they are looked at. A question has the
// first one that holds of it.
const (
	// NoConcern is a carried answer that was all, or not applicable, and rests
	// on no evidence or on fresh evidence.
	NoConcern Concern = iota
	// ExceptionEnded is a carried answer whose exception is past its date.
	ExceptionEnded
	// ExceptionEnding is a carried answer whose exception ends on the as-of day
	// or within 30 days of it.
	ExceptionEnding
	// NewQuestion was not asked before.
	NewQuestion
	// Reworded was answered before, but means something else now.
	Reworded
	// LeftOpen has no answer, and had none before or nobody can tell.
	LeftOpen
	// DuePassed is a carried answer below all, or unknown, whose due date is
	// past.
	DuePassed
	// BelowAll was carried with a level below all, or as unknown.
	BelowAll
	// EvidenceStale is a carried answer none of whose evidence is fresh now.
	EvidenceStale
)

// endingDays is how many days before its end an exception wants a look.
const endingDays = 30

// AgendaItem is a question that still needs somebody.
type AgendaItem struct {
	Question string
	Place    int // of the question in the sheet
	Concern  Concern
	// EvidenceDate is the day of the newest evidence that the answer names; zero
	// where there is none or it has no date.
	EvidenceDate questionnaire.Date
}

// Agenda is what is left to do in a draft that carries answers over.
type Agenda struct {
	// First holds what has a concern: by concern, then severity, then in the
	// bank's order.
	First []AgendaItem
	// Rest holds the carried answers without one, in the bank's order.
	Rest []AgendaItem
}

// NewAgenda says what to look at first: what expired or soon will, what is new or
// reworded, what is past its due date, what was below all, what lost its evidence; and then the rest that was carried
// over. before is the assessment that the sheet's one follows; where it is nil,
// a question that is new cannot be told from one that was left open.
func NewAgenda(sheet, before *Sheet) Agenda {
	agenda := Agenda{First: []AgendaItem{}, Rest: []AgendaItem{}}
	for place := range sheet.lines {
		line := &sheet.lines[place]
		if line.Standing != Unanswered && line.Standing != Carried {
			continue
		}
		item := AgendaItem{
			Question: line.ID, Place: place, Concern: sheet.concern(line, before),
			EvidenceDate: sheet.newestEvidence(line),
		}
		if item.Concern == NoConcern {
			agenda.Rest = append(agenda.Rest, item)
		} else {
			agenda.First = append(agenda.First, item)
		}
	}
	slices.SortStableFunc(agenda.First, func(a, b AgendaItem) int {
		return cmp.Or(int(a.Concern-b.Concern), sheet.lines[a.Place].Severity.Order()-sheet.lines[b.Place].Severity.Order())
	})
	return agenda
}

func (s *Sheet) concern(line *Line, before *Sheet) Concern {
	if line.Standing == Unanswered {
		return unansweredConcern(line, before)
	}
	answer := line.Answer
	below := answer.Level != questionnaire.LevelAll && answer.Level != questionnaire.LevelNA
	excepted := !answer.Exception.IsZero()
	switch {
	case excepted && answer.Exception.Expires.Before(s.asOf):
		return ExceptionEnded
	case excepted && s.asOf.DaysUntil(answer.Exception.Expires) <= endingDays:
		return ExceptionEnding
	case below && !answer.Due.IsZero() && answer.Due.Before(s.asOf):
		return DuePassed
	case below:
		return BelowAll
	case len(answer.Evidence) > 0 && !s.assessment.Evidenced(line.Question, answer, s.asOf):
		return EvidenceStale
	default:
		return NoConcern
	}
}

// unansweredConcern tells a question that had an answer to another wording from
// one that is new, and both from one that was left open.
func unansweredConcern(line *Line, before *Sheet) Concern {
	if before == nil || len(line.Answer.History) > 0 {
		return LeftOpen
	}
	if was, said := before.assessment.Answer(line.ID); said && !was.Level.IsZero() {
		return Reworded
	}
	if _, asked := before.at[line.ID]; !asked {
		return NewQuestion
	}
	return LeftOpen
}

func (s *Sheet) newestEvidence(line *Line) questionnaire.Date {
	var newest questionnaire.Date
	for _, id := range line.Answer.Evidence {
		if piece, ok := s.assessment.Evidence(id); ok && piece.Date().After(newest) {
			newest = piece.Date()
		}
	}
	return newest
}
