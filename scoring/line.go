package scoring

import "demarc/questionnaire"

// pointsOfAll is what a question at level all is worth before its weight.
const pointsOfAll = 4

// points returns what a counted level is worth before its weight: quarters, by
// convention the middle of each level's range. It is 0 for what is not graded.
func points(counted questionnaire.Level) int {
	switch counted {
	case questionnaire.LevelSome:
		return 1
	case questionnaire.LevelMost:
		return 3
	case questionnaire.LevelAll:
		return pointsOfAll
	default:
		return 0
	}
}

// Standing says how a question stands: it is in exactly one of the five.
type Standing int

// The standings. Carried wins over the level that was carried.
const (
	Unanswered Standing = iota
	Carried
	Unknown
	NotApplicable
	Answered
)

// Line is one asked question with its answer and what it counts.
type Line struct {
	questionnaire.AskedQuestion
	Answer   questionnaire.Answer
	Standing Standing
	// Counted is the level that earns points: none for everything that is not
	// answered with a level, or whose compensating control has expired; na for
	// what does not apply.
	Counted questionnaire.Level
	// Expired says that a compensating control ended before the as-of day.
	Expired bool
	// Evidenced says that the answer has a level and fresh evidence.
	Evidenced bool
	Weight    int
}

func newLine(bank *questionnaire.Bank, a *questionnaire.Assessment, asked questionnaire.AskedQuestion, asOf questionnaire.Date) Line {
	answer, _ := a.Answer(asked.ID)
	line := countedLine(bank, asked, answer, asOf)
	line.Evidenced = line.Standing == Answered && a.Evidenced(asked.Question, answer, asOf)
	return line
}

// countedLine returns the line without what the answer rests on.
func countedLine(bank *questionnaire.Bank, asked questionnaire.AskedQuestion, answer questionnaire.Answer, asOf questionnaire.Date) Line {
	line := Line{
		AskedQuestion: asked,
		Answer:        answer,
		Standing:      standing(answer),
		Counted:       questionnaire.LevelNone,
		Expired:       answer.Level.Graded() && answer.Exception.Expired(questionnaire.Compensating, asOf),
		Weight:        bank.Weights().Of(asked.Severity),
	}
	switch {
	case line.Standing == NotApplicable:
		line.Counted = questionnaire.LevelNA
	case line.Standing == Answered && !line.Expired:
		line.Counted = answer.Level
	}
	return line
}

func standing(answer questionnaire.Answer) Standing {
	switch {
	case answer.Level.IsZero():
		return Unanswered
	case answer.State == questionnaire.StateCarried:
		return Carried
	case answer.Level == questionnaire.LevelUnknown:
		return Unknown
	case answer.Level == questionnaire.LevelNA:
		return NotApplicable
	default:
		return Answered
	}
}

// Earned returns weight × points of the counted level.
func (l Line) Earned() int { return l.Weight * points(l.Counted) }

// Possible returns weight × 4 for an applicable question, else 0.
func (l Line) Possible() int {
	if !l.Applicable() {
		return 0
	}
	return l.Weight * pointsOfAll
}

// Applicable reports whether the question counts: whether it is asked and not
// answered na. A carried na is not an answer yet, so it applies.
func (l Line) Applicable() bool { return l.Standing != NotApplicable }

// Open reports whether the counted level could still turn out to be anything:
// the question is unanswered, carried, unknown or its compensating control has
// expired.
func (l Line) Open() bool {
	return l.Standing == Unanswered || l.Standing == Carried || l.Standing == Unknown || l.Expired
}

// standsAs returns points and applicability of the line if a carried answer
// stood as it is.
func (l Line) standsAs() (earned, possible int) {
	if l.Standing != Carried {
		return l.Earned(), l.Possible()
	}
	switch {
	case l.Answer.Level == questionnaire.LevelNA:
		return 0, 0
	case l.Expired:
		return 0, l.Weight * pointsOfAll
	default:
		return l.Weight * points(l.Answer.Level), l.Weight * pointsOfAll
	}
}

// capping reports whether the line caps the band of what it counts in.
func (l *Line) capping() bool {
	return l.Severity == questionnaire.SeverityCritical && l.Applicable() && l.Counted.Rank() < questionnaire.LevelMost.Rank()
}
