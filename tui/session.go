package tui

import (
	"cmp"
	"slices"
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

	queue    []store.Edit // an edit a question
	saving   int          // how many at the head of the queue are being saved
	saveErr  error
	conflict *store.ConflictError
	untold   bool // nobody was told yet that the assessment was finalized meanwhile
	stale    bool // somebody else's answer is to be read once the queue is empty
	savedAt  time.Time

	// previous is the assessment that this one follows; nil until it was read,
	// where there is none, and where it cannot be had, which previousErr tells.
	previous    *previous
	previousErr error

	// earlier holds the assessments that this one carried on from or corrects, by
	// id, as far as they were read.
	earlier map[string]*questionnaire.Assessment

	// integrity says why the assessment is not known to be what was signed; it
	// cannot be changed then.
	integrity error

	attachedLast string // the piece of evidence that was attached last

	finalizing bool // the lock is on its way, and no answer may be given behind it

	places  map[questionnaire.Area]span
	finder  *finder // nil until somebody looks for words
	pace    pace    // at which answers are given, kept up by every act
	parked  int     // asked questions that wait for somebody, kept up by apply
	renewal renewal // of the carried answers, kept up by apply

	scope      store.Token
	scopeAsked bool // the accounts were asked for before finalizing

	undo   []act
	undone bool // the last act took one back
	effect effect
	said   string // what was last saved, for the status line
}

// span is a run of places in the sheet: from the first up to before the end.
type span struct{ first, end int }

// act is what one act changed, as it was before.
type act struct {
	answers []given           // a question each
	list    []store.Amendment // what brings the list of evidence back
}

// given is an answer to a question.
type given struct {
	question string
	answer   questionnaire.Answer
}

// effect is what the last change did to the coverage of an area and overall, if
// every answer that is still carried stood as it is. Where none is, that is the
// coverage itself; where some are, giving one again changes nothing, and what
// comes out for the team is told from the first key on.
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
	}
	s.by, s.typist = env.proposed.answers(s.assessment.People())
	if s.tokens == nil {
		s.tokens = make(map[string]store.Token)
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
	s.places, s.pace = make(map[questionnaire.Area]span), paceOf(s.sheet)
	s.parked, s.renewal, s.finder = 0, renewal{}, nil
	for i := range s.sheet.Len() {
		line := s.sheet.LineAt(i)
		place, ok := s.places[line.Area]
		if !ok {
			place.first = i
		}
		place.end = i + 1
		s.places[line.Area] = place
		s.parked += parkedCount(line)
		s.renewal.add(line, +1)
	}
}

// parkedCount returns 1 for a question that waits for somebody, else 0.
func parkedCount(line *scoring.Line) int {
	if parked(line) {
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
	before, listed := s.answer(id), s.assessment.EvidenceIDs()
	edit, err := s.apply(id, answer, evidence)
	if err != nil {
		return nil, err
	}
	s.remember(act{answers: []given{{id, before}}, list: s.unlisting(listed)})
	return s.enqueue(edit), nil
}

// changeTogether applies answers in one act, which one undo takes back. Those
// that are not legal stay as they were.
func (s *session) changeTogether(answers []given) (changed int, cmd tea.Cmd) {
	var before []given
	var edits []store.Edit
	for _, each := range answers {
		was := s.answer(each.question)
		if edit, err := s.apply(each.question, each.answer, nil); err == nil {
			before, edits = append(before, given{each.question, was}), append(edits, edit)
		}
	}
	if len(edits) == 0 {
		return 0, nil
	}
	s.remember(act{answers: before})
	return len(edits), s.enqueue(edits...)
}

// remember keeps what an act changed, so that it can be undone.
func (s *session) remember(before act) {
	s.undone, s.pace = false, paceOf(s.sheet)
	s.undo = append(s.undo, before)
	if len(s.undo) > undoDepth {
		s.undo = slices.Delete(s.undo, 0, 1)
	}
}

// apply changes an answer in the session and returns the edit that makes the
// change durable.
func (s *session) apply(id string, answer questionnaire.Answer, evidence []questionnaire.Evidence) (store.Edit, error) {
	line, asked := s.sheet.Line(id)
	if err := s.changeable(); err != nil {
		return store.Edit{}, err
	}
	if !asked {
		return store.Edit{}, questionnaire.ErrUnknownQuestion
	}
	edit := store.Edit{Question: id, Answer: answer, Evidence: evidence, Local: s.attached(id, answer)}
	for _, piece := range evidence {
		listed, err := s.assessment.AddEvidence(piece, s.now())
		if err != nil {
			return store.Edit{}, err
		}
		answer.Evidence = append(slices.Clone(answer.Evidence), listed)
	}
	before := s.answer(id).Evidence
	areaBefore, totalBefore := s.sheet.AreaAsCarried(line.Area), s.sheet.AsCarried()
	if _, err := s.assessment.Record(s.bank, id, answer, s.now()); err != nil {
		return store.Edit{}, err
	}
	for _, piece := range answer.Evidence {
		if !slices.Contains(before, piece) {
			s.attachedLast = piece
		}
	}
	s.recount(id)
	s.effect = s.effect.then(effect{id, areaBefore, s.sheet.AreaAsCarried(line.Area), totalBefore, s.sheet.AsCarried()})
	return edit, nil
}

// then returns what is told after another change: a note or evidence that moves
// nothing leaves on the screen what the level beside it moved.
func (e effect) then(next effect) effect {
	if next.question == e.question && next.areaBefore.Fraction() == next.areaAfter.Fraction() {
		return e
	}
	return next
}

// changeable returns why nothing of the assessment can be changed now, beside that
// it is final; nil where it can.
func (s *session) changeable() error {
	switch {
	case s.integrity != nil:
		return errNotAsSigned
	case s.finalizing:
		return errFinalizing
	}
	return nil
}

// recount scores a question again.
func (s *session) recount(id string) {
	place, asked := s.sheet.Place(id)
	if !asked {
		return
	}
	s.count(s.sheet.LineAt(place), -1)
	s.sheet.Rescore(id)
	s.count(s.sheet.LineAt(place), +1)
	s.finder.answered(place)
}

// count takes a line into what the session keeps up, or out of it.
func (s *session) count(line *scoring.Line, sign int) {
	s.parked += sign * parkedCount(line)
	s.renewal.add(line, sign)
}

// lastChanged returns the first question that the last act changed; none where
// there is nothing to undo.
func (s *session) lastChanged() string {
	if len(s.undo) == 0 || len(s.undo[len(s.undo)-1].answers) == 0 {
		return ""
	}
	return s.undo[len(s.undo)-1].answers[0].question
}

// takenBack is what came back when an act was undone.
type takenBack struct {
	question string // the first one, if answers came back
	answers  int
	evidence string // the id of the piece, where the list alone came back
}

// takeBack undoes the last act. What was taken off the list of evidence is listed
// again before the answers that name it, and what was new goes after them.
func (s *session) takeBack() (back takenBack, cmd tea.Cmd) {
	if len(s.undo) == 0 {
		return takenBack{}, nil
	}
	last := s.undo[len(s.undo)-1]
	s.undo, s.undone, s.said = s.undo[:len(s.undo)-1], true, ""
	var edits []store.Edit
	amend := func(removals bool) {
		for _, amendment := range last.list {
			removes := amendment.Becomes == questionnaire.Evidence{}
			if removes == removals && s.amend(amendment) == nil {
				edits = append(edits, store.Edit{Amend: []store.Amendment{amendment}})
				back.evidence = amendment.ID
			}
		}
	}
	amend(false)
	for _, before := range last.answers {
		if edit, err := s.apply(before.question, before.answer, nil); err == nil {
			edits, back.answers = append(edits, edit), back.answers+1
			back.question = cmp.Or(back.question, before.question)
		}
	}
	amend(true)
	s.pace = paceOf(s.sheet)
	return back, s.enqueue(edits...)
}

// done returns how many of the asked questions are settled, and how many there
// are. A question that is unknown, carried or unanswered is not settled.
func (s *session) done() (settled, asked int) {
	counts := s.sheet.Counts()
	return counts.Answered + counts.NA, counts.Asked
}

// open returns how many questions still need somebody at the keyboard: to be
// answered, and to be given again. A final needs nobody.
func (s *session) open() (unanswered, carried int) {
	if s.assessment.Final() {
		return 0, 0
	}
	counts := s.sheet.Counts()
	return counts.Unanswered, counts.Carried
}

// minutesLeft returns how long the team needs for what is open, at its own pace.
func (s *session) minutesLeft() int { return s.pace.minutes(s.open()) }

// needsAnswer reports whether the room still has to say something about it.
func needsAnswer(line *scoring.Line) bool {
	return line.Standing == scoring.Unanswered || line.Standing == scoring.Carried
}

// scoredCopy returns a score over a copy of the assessment, for work that goes
// on while answers change.
func (s *session) scoredCopy() *scoring.Sheet {
	return scoring.Score(s.bank, s.assessment.Clone(), s.sheet.AsOf())
}
