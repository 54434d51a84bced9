package tui

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

// session is the assessment in hand: the answers as the screens show them, the
// score over them, and the queue that makes them durable.
type session struct {
	store      store.Store
	now        func() time.Time
	assessment *questionnaire.Assessment
	bank       *questionnaire.Bank
	sheet      *scoring.Sheet
	tokens     map[string]store.Token
	by         string // whose answers are being given
	typist     string // who sits at the keyboard

	queue    []store.Edit // the first one is being saved while saving is true
	saving   bool
	saveErr  error
	conflict *store.ConflictError
	stale    bool // somebody else's answer is to be read once the queue is empty
	savedAt  time.Time

	places map[questionnaire.Area]span
	parked int // asked questions that wait for somebody, kept up by apply

	scope      store.Token
	scopeAsked bool // the accounts were asked for before finalizing

	undo   []undoStep
	effect effect
	said   string // what was last saved, for the status line
}

// span is a run of places in the sheet: from the first up to before the end.
type span struct{ first, end int }

// undoStep is what a question's answer was before it was changed.
type undoStep struct {
	question string
	before   questionnaire.Answer
}

// effect is what the last change did to the coverage of an area and overall.
type effect struct {
	question                string
	areaBefore, areaAfter   scoring.Share
	totalBefore, totalAfter scoring.Share
}

const undoDepth = 100

func newSession(env *environment, snapshot store.Snapshot) *session {
	s := &session{
		store: env.Store, now: env.Now,
		assessment: snapshot.Assessment, bank: snapshot.Bank,
		tokens: snapshot.Answers, scope: snapshot.Scope,
		by: env.proposed.By, typist: env.proposed.By,
	}
	if s.tokens == nil {
		s.tokens = make(map[string]store.Token)
	}
	if people := s.assessment.People(); s.by == "" && len(people) > 0 {
		s.by = people[0].Name
	}
	if env.answering != "" {
		s.by = env.answering
	}
	s.rescore()
	return s
}

// rescore scores the assessment from scratch and works out what screens would
// otherwise have to count at every key.
func (s *session) rescore() {
	s.sheet = scoring.Score(s.bank, s.assessment, s.assessment.AsOf(s.now()))
	s.places = make(map[questionnaire.Area]span)
	s.parked = 0
	for i := range s.sheet.Len() {
		line := s.sheet.LineAt(i)
		place, ok := s.places[line.Area]
		if !ok {
			place.first = i
		}
		place.end = i + 1
		s.places[line.Area] = place
		s.parked += parkedCount(line)
	}
}

// parkedCount returns 1 for a question that waits for somebody, else 0.
func parkedCount(line *scoring.Line) int {
	if needsAnswer(line) && !line.Answer.Flagged.IsZero() {
		return 1
	}
	return 0
}

// answer returns the answer to a question as the screens show it.
func (s *session) answer(id string) questionnaire.Answer {
	answer, _ := s.assessment.Answer(id)
	return answer
}

// change applies an answer to the session and queues it to be saved. It returns
// why the answer is not legal, in which case nothing has changed.
func (s *session) change(id string, answer questionnaire.Answer, evidence ...questionnaire.Evidence) (tea.Cmd, error) {
	before := s.answer(id)
	cmd, err := s.apply(id, answer, evidence)
	if err != nil {
		return nil, err
	}
	s.undo = append(s.undo, undoStep{id, before})
	if len(s.undo) > undoDepth {
		s.undo = slices.Delete(s.undo, 0, 1)
	}
	return cmd, nil
}

func (s *session) apply(id string, answer questionnaire.Answer, evidence []questionnaire.Evidence) (tea.Cmd, error) {
	line, asked := s.sheet.Line(id)
	if !asked {
		return nil, questionnaire.ErrUnknownQuestion
	}
	edit := store.Edit{Question: id, Answer: answer, Evidence: evidence}
	for _, piece := range evidence {
		listed, err := s.assessment.AddEvidence(piece, s.now())
		if err != nil {
			return nil, err
		}
		answer.Evidence = append(slices.Clone(answer.Evidence), listed)
	}
	areaBefore, totalBefore := s.sheet.AreaCoverage(line.Area), s.sheet.Coverage()
	if _, err := s.assessment.Record(s.bank, id, answer, s.now()); err != nil {
		return nil, err
	}
	s.parked -= parkedCount(&line)
	s.sheet.Rescore(id)
	if rescored, ok := s.sheet.Line(id); ok {
		s.parked += parkedCount(&rescored)
	}
	s.effect = effect{id, areaBefore, s.sheet.AreaCoverage(line.Area), totalBefore, s.sheet.Coverage()}
	return s.enqueue(edit), nil
}

// takeBack undoes the last change and returns the question that it was about.
func (s *session) takeBack() (question string, cmd tea.Cmd) {
	if len(s.undo) == 0 {
		return "", nil
	}
	last := s.undo[len(s.undo)-1]
	s.undo = s.undo[:len(s.undo)-1]
	cmd, err := s.apply(last.question, last.before, nil)
	if err != nil {
		return "", nil
	}
	return last.question, cmd
}

// enqueue adds an edit to the queue. An edit of the same question that has not
// begun to be saved gives way to it.
func (s *session) enqueue(edit store.Edit) tea.Cmd {
	waiting := 0
	if s.saving {
		waiting = 1
	}
	for i := waiting; i < len(s.queue); i++ {
		if s.queue[i].Question == edit.Question {
			edit.Evidence = append(s.queue[i].Evidence, edit.Evidence...)
			s.queue = slices.Delete(s.queue, i, i+1)
			break
		}
	}
	s.queue = append(s.queue, edit)
	return s.saveNext()
}

// saveNext starts to save the head of the queue unless a save is under way or
// one has failed.
func (s *session) saveNext() tea.Cmd {
	if s.saving || s.saveErr != nil || s.conflict != nil || len(s.queue) == 0 {
		return nil
	}
	s.saving = true
	edit := s.queue[0]
	edit.Read = s.tokens[edit.Question]
	id, keeper := s.assessment.ID(), s.store
	return func() tea.Msg {
		saved, err := keeper.SaveAnswers(context.Background(), id, edit)
		if err != nil {
			return saveFailed{s, err}
		}
		return answersSaved{s, saved[0]}
	}
}

// saved takes note that the head of the queue is durable.
func (s *session) saved(saved store.Saved) tea.Cmd {
	s.saving = false
	s.queue = s.queue[1:]
	s.tokens[saved.Question] = saved.Token
	s.savedAt = s.now()
	s.said = s.describe(saved)
	return s.saveNext()
}

// describe says what a save changed, in a few words.
func (s *session) describe(saved store.Saved) string {
	answer, before := saved.Answer, questionnaire.Answer{}
	if len(s.undo) > 0 && s.undo[len(s.undo)-1].question == saved.Question {
		before = s.undo[len(s.undo)-1].before
	}
	changed := changedPart(before, answer)
	if answer.Level.IsZero() {
		return saved.Question + " " + cmp.Or(changed, "without a level")
	}
	text := saved.Question + " " + strings.ToUpper(levelName(answer.Level)) + " for " + clean(answer.By)
	switch {
	case answer.Level == before.Level && changed != "":
		text += ", " + changed
	case answer.Level != before.Level && !before.Level.IsZero():
		text += ", was " + levelName(before.Level)
	}
	return text
}

// changedPart names what differs between two answers beside their level.
func changedPart(before, after questionnaire.Answer) string {
	switch {
	case before.Note != after.Note:
		return "note"
	case !slices.Equal(before.Evidence, after.Evidence):
		return "evidence"
	case before.Population != after.Population:
		return "count"
	case before.Owner != after.Owner || before.Due != after.Due:
		return "owner and due date"
	case before.Exception != after.Exception:
		return "exception"
	case before.Flagged != after.Flagged && after.Flagged.IsZero():
		return "no longer parked"
	case before.Flagged != after.Flagged && after.Level == questionnaire.LevelUnknown:
		return orAnyone(after.Flagged) + " finds out"
	case before.Flagged != after.Flagged:
		return "parked" + forWhom(after.Flagged)
	default:
		return ""
	}
}

// failed takes note that the head of the queue could not be saved. It stays in
// the queue, so that nothing that was typed is lost.
func (s *session) failed(err error) {
	s.saving = false
	var conflict *store.ConflictError
	if errors.As(err, &conflict) {
		s.conflict = conflict
		return
	}
	s.saveErr = err
}

// retry tries again what could not be saved.
func (s *session) retry() tea.Cmd {
	s.saveErr = nil
	return s.saveNext()
}

// keepMine saves the answer at the head of the queue over somebody else's.
func (s *session) keepMine() tea.Cmd {
	s.tokens[s.conflict.Question] = s.conflict.Token
	s.conflict = nil
	return s.saveNext()
}

// unsaved reports whether something is not durable yet.
func (s *session) unsaved() bool { return len(s.queue) > 0 }

// blocked reports whether going on must wait until a save is settled.
func (s *session) blocked() bool { return s.saveErr != nil || s.conflict != nil }

// done returns how many of the asked questions are settled, and how many there
// are. A question that is unknown, carried or unanswered is not settled.
func (s *session) done() (settled, asked int) {
	counts := s.sheet.Counts()
	return counts.Answered + counts.NA, counts.Asked
}

// open returns how many questions still need somebody at the keyboard.
func (s *session) open() int {
	counts := s.sheet.Counts()
	return counts.Unanswered + counts.Carried
}

// needsAnswer reports whether the room still has to say something about it.
func needsAnswer(line *scoring.Line) bool {
	return line.Standing == scoring.Unanswered || line.Standing == scoring.Carried
}

// keepTheirs drops the answer at the head of the queue. Somebody else's answer
// is read when the rest of the queue is saved.
func (s *session) keepTheirs() tea.Cmd {
	s.conflict, s.stale = nil, true
	s.queue = s.queue[1:]
	return s.saveNext()
}

// scoredCopy returns a score over a copy of the assessment, for work that goes
// on while answers change.
func (s *session) scoredCopy() *scoring.Sheet {
	return scoring.Score(s.bank, s.assessment.Clone(), s.sheet.AsOf())
}
