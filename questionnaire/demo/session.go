package demo

import (
	"maps"
	"slices"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// session is one sitting over an assessment as it stands.
type session struct {
	*teller
	number   int // of the quarter
	chapter  chapter
	sitting  sitting
	snapshot store.Snapshot
}

// asked returns the questions of the areas that the sitting goes through.
func (s *session) asked() []questionnaire.AskedQuestion {
	return slices.DeleteFunc(questionnaire.Asked(s.Bank, s.snapshot.Assessment.Scope()), func(question questionnaire.AskedQuestion) bool {
		return !slices.Contains(s.sitting.Areas, question.Area)
	})
}

// evidenced puts what was collected beside the carried answers.
func (s *session) evidenced() []store.Edit {
	var edits []store.Edit
	for _, question := range s.asked() {
		answer, _ := s.snapshot.Assessment.Answer(question.ID)
		if answer.State == questionnaire.StateCarried && len(s.exhibits(question.ID)) > 0 {
			edits = append(edits, s.edit(question.ID, answer))
		}
	}
	return edits
}

// answered gives the answers of the sitting.
func (s *session) answered() []store.Edit {
	together, _ := s.snapshot.Assessment.Carried(s.Bank, questionnaire.NewDate(s.moment))
	var edits []store.Edit
	for _, question := range s.asked() {
		if answer, given := s.answer(question.Question, slices.Contains(together, question.ID)); given {
			edits = append(edits, s.edit(question.ID, answer))
		}
	}
	return edits
}

func (s *session) edit(id string, answer questionnaire.Answer) store.Edit {
	answer.Evidence = nil
	return store.Edit{Question: id, Answer: answer, Evidence: s.collected(id), Read: s.snapshot.Answers[id]}
}

// answer returns what the team says about a question, if anything. bulk says
// that it may be re-affirmed with others.
func (s *session) answer(question *questionnaire.Question, bulk bool) (answer questionnaire.Answer, given bool) {
	before, _ := s.snapshot.Assessment.Answer(question.ID)
	said, told := s.chapter.Answers[question.ID]
	speaker := s.speaker(question.Area)
	switch {
	case told && (said.Level.IsZero() || question.Offers(said.Level)):
		return s.say(question.ID, said, before, speaker), true
	case s.sitting.OnlyTold, slices.Contains(s.chapter.Later, question.ID):
		return before, false
	case before.Level.IsZero() || !s.story.tells(question.ID):
		return s.stepFurther(question, before, speaker), true
	default:
		return before.Reaffirmed(speaker, s.sitting.Types, bulk), true
	}
}

// say returns what is said over what was said before.
func (s *session) say(id string, said statement, before questionnaire.Answer, speaker string) questionnaire.Answer {
	if said.Level.IsZero() && said.Parked == "" {
		before = before.Reaffirmed(speaker, s.sitting.Types, false)
	}
	change := s.change(said)
	if !said.Level.IsZero() {
		method := s.method(id, said)
		change.Level, change.By, change.RecordedBy, change.Method = &said.Level, &speaker, &s.sitting.Types, &method
	}
	answer := change.Apply(before)
	if answer.Level == questionnaire.LevelAll || answer.Level == questionnaire.LevelNA {
		answer.Owner, answer.Due, answer.Exception = "", questionnaire.Date{}, questionnaire.Exception{}
	}
	return answer
}

// change returns what is said beside the level.
func (s *session) change(said statement) questionnaire.Change {
	var change questionnaire.Change
	if said.Count.Total > 0 {
		population := said.Count.Population
		population.Source = said.Source
		change.Population = &population
	}
	if said.Note != "" {
		change.Note = &said.Note
	}
	if said.NA != (questionnaire.NAReason{}) {
		change.NAReason = &said.NA
	}
	if said.Owner != "" {
		change.Owner = &said.Owner
	}
	if said.Due != nil {
		change.Due = new(s.calendar.date(*said.Due))
	}
	if said.Parked != "" {
		change.Flagged = new(questionnaire.ParkFor(said.Parked))
	}
	if agreed := said.Exception; agreed != nil {
		change.Exception = &questionnaire.Exception{
			Kind: agreed.Kind, Reason: agreed.Reason, Approver: agreed.Approver, Expires: s.calendar.date(agreed.Expires),
		}
	}
	return change
}

// method returns how an answer was come by.
func (s *session) method(id string, said statement) questionnaire.Method {
	switch {
	case slices.ContainsFunc(s.exhibits(id), func(piece exhibit) bool { return piece.Kind != questionnaire.KindStatement }):
		return questionnaire.MethodExamine
	case said.Count.Total > 0:
		return questionnaire.MethodTest
	default:
		return questionnaire.MethodInterview
	}
}

const stepNote = "The story of the sample team does not know this question: it gets a step further each quarter."

// stepFurther answers a question that the story does not know.
func (s *session) stepFurther(question *questionnaire.Question, before questionnaire.Answer, speaker string) questionnaire.Answer {
	offered := question.OfferedLevels()
	level := offered[min(s.number, len(offered))-1]
	return s.say(question.ID, statement{Level: level, Note: stepNote}, before, speaker)
}

// speaker returns who answers for an area.
func (s *session) speaker(area questionnaire.Area) string {
	for _, person := range s.chapter.People {
		if slices.Contains(person.Areas, area) {
			return person.Name
		}
	}
	return s.sitting.Types
}

// exhibits returns the pieces of evidence that speak to a question.
func (s *session) exhibits(id string) []exhibit {
	var pieces []exhibit
	for _, name := range slices.Sorted(maps.Keys(s.chapter.Evidence)) {
		if piece := s.chapter.Evidence[name]; slices.Contains(piece.For, id) {
			pieces = append(pieces, piece)
		}
	}
	return pieces
}

// collected returns the evidence that speaks to a question.
func (s *session) collected(id string) []questionnaire.Evidence {
	var evidence []questionnaire.Evidence
	for _, piece := range s.exhibits(id) {
		evidence = append(evidence, s.calendar.evidence(piece))
	}
	return evidence
}
