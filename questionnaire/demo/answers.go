package demo

import (
	"hash/fnv"

	"demarc/questionnaire"
)

// room is the sample team on its way through the questions.
type room struct {
	bank        *questionnaire.Bank
	assessment  *questionnaire.Assessment
	calendar    calendar
	shelf       map[questionnaire.Area][]string // evidence by the area it speaks to
	excused     int                             // questions that do not apply
	compensated bool                            // a compensating control is agreed
	accepted    bool                            // a risk is accepted
}

// answer says what the team says about a question, if anything.
func (r *room) answer(question *questionnaire.Question) error {
	answer, said := r.made(question)
	if !said {
		return nil
	}
	_, err := r.assessment.Record(r.bank, question.ID, answer, r.calendar.sitting(question.Area))
	return err
}

// made makes up an answer. What the team says by heart comes first; all else
// is drawn from the question's id, so that it is the same every time.
func (r *room) made(question *questionnaire.Question) (answer questionnaire.Answer, said bool) {
	if known, ok := byHeart[question.ID]; ok && question.Offers(known.level) {
		return r.graded(question, known), true
	}
	switch kind := draw(question.ID, "kind", 100); {
	case kind < 3:
		return answer, false
	case kind < 6:
		return questionnaire.Answer{Note: pick(parkedNotes, question.ID), Flagged: questionnaire.ParkFor(pick(askedLater, question.ID))}, true
	case kind < 14 && question.Severity != questionnaire.SeverityCritical:
		return r.unknown(question), true
	case kind < 32 && mayNotApply(question):
		return r.notApplicable(question), true
	default:
		return r.graded(question, statement{level: level(question), note: pick(notes[level(question)], question.ID)}), true
	}
}

// draw returns a number below limit that depends on nothing but the question
// and what it is for.
func draw(id, purpose string, limit int) int {
	hash := fnv.New32a()
	hash.Write([]byte(purpose + " " + id))
	return int(hash.Sum32() % uint32(limit))
}

func pick(from []string, id string) string { return from[draw(id, "words", len(from))] }

// mayNotApply reports whether a team could lack what the question is about.
func mayNotApply(question *questionnaire.Question) bool {
	return question.Severity != questionnaire.SeverityCritical && len(question.Tiers) == 1
}

// strength is how much better than the others the team does in an area, in
// percent.
var strength = map[questionnaire.Area]int{
	questionnaire.IAM: 20, questionnaire.Data: 5, questionnaire.ThreatIntel: -20,
}

func level(question *questionnaire.Question) questionnaire.Level {
	drawn := draw(question.ID, "level", 100) + strength[question.Area]
	if question.Severity == questionnaire.SeverityCritical {
		drawn += 12 // what everybody warns about gets done first
	}
	offered := question.OfferedLevels()
	if len(offered) == 2 {
		if drawn < 30 {
			return questionnaire.LevelNone
		}
		return questionnaire.LevelAll
	}
	switch {
	case drawn < 8:
		return questionnaire.LevelNone
	case drawn < 30:
		return questionnaire.LevelSome
	case drawn < 62:
		return questionnaire.LevelMost
	default:
		return questionnaire.LevelAll
	}
}

func (r *room) unknown(question *questionnaire.Question) questionnaire.Answer {
	return questionnaire.Answer{
		Level: questionnaire.LevelUnknown, By: speaker(question.Area), Method: questionnaire.MethodInterview,
		Note: pick(unknownNotes, question.ID), Flagged: questionnaire.ParkFor(pick(askedLater, question.ID)),
		Due: r.calendar.today().AddDays(7),
	}
}

func (r *room) notApplicable(question *questionnaire.Question) questionnaire.Answer {
	reason := naReasons[r.excused%len(naReasons)]
	r.excused++
	return questionnaire.Answer{
		Level: questionnaire.LevelNA, By: speaker(question.Area), NAReason: reason, Method: questionnaire.MethodInterview,
	}
}

// graded is an answer with a level, and what goes with it.
func (r *room) graded(question *questionnaire.Question, said statement) questionnaire.Answer {
	answer := questionnaire.Answer{
		Level: said.level, Note: said.note, By: speaker(question.Area), Method: questionnaire.MethodInterview,
		Population: said.population,
	}
	if draw(question.ID, "typist", 3) == 0 {
		answer.RecordedBy = sam
	}
	if shelf := r.shelf[question.Area]; said.level != questionnaire.LevelNone && draw(question.ID, "evidence", 100) < 70 {
		answer.Evidence = []string{shelf[draw(question.ID, "shelf", len(shelf))]}
		answer.Method = questionnaire.MethodExamine
	}
	if answer.Population == (questionnaire.Population{}) && len(question.OfferedLevels()) == 4 && draw(question.ID, "count", 100) < 40 {
		answer.Population = counted(said.level, question.ID)
		answer.Method = questionnaire.MethodTest
	}
	if said.level != questionnaire.LevelAll {
		r.follow(question, &answer)
	}
	return answer
}

// counted returns a population that means the level.
func counted(level questionnaire.Level, id string) questionnaire.Population {
	total := 12 + 2*draw(id, "total", 30)
	inPlace := map[questionnaire.Level]int{
		questionnaire.LevelSome: total / 3, questionnaire.LevelMost: total - 1 - draw(id, "missing", 4), questionnaire.LevelAll: total,
	}
	return questionnaire.Population{InPlace: inPlace[level], Total: total, Source: pick(populationSources, id)}
}

// follow says what happens about a gap: an exception, or an owner and a day. A
// few gaps have nobody yet, and a few days have passed.
func (r *room) follow(question *questionnaire.Question, answer *questionnaire.Answer) {
	severe := question.Severity == questionnaire.SeverityCritical || question.Severity == questionnaire.SeverityHigh
	switch {
	case !r.compensated && answer.Level == questionnaire.LevelMost:
		r.compensated = true
		answer.Exception = questionnaire.Exception{
			Kind: questionnaire.Compensating, Reason: "The rest stands behind a reverse proxy that only the office network reaches.",
			Approver: "Nora Lind", Expires: r.calendar.period.End.AddDays(60),
		}
	case !r.accepted && !severe:
		r.accepted = true
		answer.Exception = questionnaire.Exception{
			Kind: questionnaire.AcceptedRisk, Reason: "The system is switched off next quarter; closing this now would cost more than it saves.",
			Approver: "Nora Lind", Expires: r.calendar.period.End.AddDays(90),
		}
	case draw(question.ID, "owner", 100) < 70:
		answer.Owner = pick(owners, question.ID)
		answer.Due = r.calendar.today().AddDays(draw(question.ID, "due", 90) - 10)
	}
}
