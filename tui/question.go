package tui

import (
	"errors"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/scoring"
)

// questionScreen asks one question at a time. Choosing a level stays on the
// question; enter goes to the next one that needs an answer.
type questionScreen struct {
	app           *App
	width, height int
	place         int  // in the sheet
	cursor        int  // on the choices
	pointing      bool // the cursor was moved since the last choice
	sheet         guideSheet
	guideHidden   bool
	guideOnly     bool // narrow terminals: the guide covers the question
	focus         focus
	guide, list   scrolled
	previewed     bool      // beside a list, where no key answers
	copied        int       // commands of this question, one after the other
	within        *listWalk // the list that it was opened from; nil for none, or once it was left
}

// focus says which pane the arrow keys move in, where there are three.
type focus int

const (
	onChoices focus = iota
	onList
	onGuide
)

func newQuestion(app *App) *questionScreen {
	q := &questionScreen{app: app}
	if place, ok := app.session.nextOpen(-1); ok {
		q.place = place
	}
	q.arrive(q.place)
	return q
}

// newSitting opens the app's question screen where the next sitting begins.
func newSitting(app *App) *questionScreen {
	q := newQuestion(app)
	if next, ok := nextSitting(app.session.sheet, app.session.pace); ok {
		q.arrive(next.first)
	}
	return q
}

func (q *questionScreen) resize(width, height int) { q.width, q.height = width, height }

func (q *questionScreen) capturing() bool { return false }

// line returns the question on the screen with its answer.
func (q *questionScreen) line() *scoring.Line { return q.app.session.sheet.LineAt(q.place) }

// arrive shows the question at a place, with the cursor on its answer.
func (q *questionScreen) arrive(place int) {
	if place != q.place {
		q.app.session.said = "" // it was said of another question
	}
	q.place = place
	q.leaveOrFollow(place)
	q.guide.offset, q.copied = 0, 0
	q.pointing = false
	q.cursor = 0
	for i, level := range choices(q.line().Question) {
		if level == q.line().Answer.Level {
			q.cursor = i
		}
	}
}

// choices returns what a question can be answered with, in the order of the
// screen.
func choices(question *questionnaire.Question) []questionnaire.Level {
	return append(question.OfferedLevels(), questionnaire.LevelUnknown, questionnaire.LevelNA)
}

func (q *questionScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	if cmd, done := q.pressLevel(press); done {
		return cmd
	}
	if cmd, done := q.pressAbout(press); done {
		return cmd
	}
	if cmd, done := q.pressMove(press); done {
		return cmd
	}
	return q.pressElsewhere(press)
}

// pressLevel handles the keys that answer.
func (q *questionScreen) pressLevel(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case key.Matches(msg, keys.None):
		return q.choose(questionnaire.LevelNone), true
	case key.Matches(msg, keys.Some):
		return q.choose(questionnaire.LevelSome), true
	case key.Matches(msg, keys.Most):
		return q.choose(questionnaire.LevelMost), true
	case key.Matches(msg, keys.All):
		return q.choose(questionnaire.LevelAll), true
	case key.Matches(msg, keys.Unknown):
		return q.choose(questionnaire.LevelUnknown), true
	case key.Matches(msg, keys.NA):
		return q.choose(questionnaire.LevelNA), true
	case key.Matches(msg, keys.Choose):
		return q.choose(choices(q.line().Question)[q.cursor]), true
	}
	return nil, false
}

// choose answers the question with a level.
func (q *questionScreen) choose(level questionnaire.Level) tea.Cmd {
	s := q.app.session
	q.guideOnly = false // what is answered must be seen
	switch {
	case q.app.locked():
		return nil
	case !q.line().Offers(level):
		q.app.notice = "This is a yes/no duty: 1 is none, 4 is all."
		return nil
	case s.by == "":
		return q.app.openDialog(newPersonDialog(q.app, func() tea.Cmd { return q.choose(level) }))
	case level == questionnaire.LevelNA:
		return q.app.openDialog(newNADialog(q))
	}
	cmd := q.recordLevel(withLevel(q.line().Answer, level, s))
	if level == questionnaire.LevelUnknown {
		return tea.Batch(cmd, q.app.openDialog(newUnknownDialog(q)))
	}
	return cmd
}

// withLevel returns the answer given anew with a level, by who is answering and
// typed by who sits at the keyboard.
func withLevel(answer questionnaire.Answer, level questionnaire.Level, s *session) questionnaire.Answer {
	return questionnaire.Change{Level: &level, By: &s.by, RecordedBy: &s.typist}.Apply(answer)
}

// record saves an answer to the question on the screen, or says why it is not
// legal.
func (q *questionScreen) record(answer questionnaire.Answer, evidence ...questionnaire.Evidence) tea.Cmd {
	cmd, err := q.app.session.change(q.line().ID, answer, evidence...)
	if err != nil {
		q.app.notice = refusal(err)
		return nil
	}
	q.pointing = false
	for i, level := range choices(q.line().Question) {
		if level == q.line().Answer.Level {
			q.cursor = i
		}
	}
	return cmd
}

func refusal(err error) string {
	if errors.Is(err, questionnaire.ErrFinal) {
		return "This assessment is final, read-only: c corrects it."
	}
	return "Not saved: " + clean(err.Error())
}

// pressAbout handles the keys that say more about an answer.
func (q *questionScreen) pressAbout(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	opens := []struct {
		binding key.Binding
		dialog  func(*questionScreen) *dialog
	}{
		{keys.Evidence, newEvidenceDialog},
		{keys.Owner, newOwnerDialog},
		{keys.Exception, newExceptionDialog},
		{keys.Count, newCountDialog},
		{keys.Park, newParkDialog},
	}
	if q.app.session.assessment.Final() && key.Matches(msg, keys.Correct) {
		return q.app.startCorrection(), true
	}
	for _, candidate := range opens {
		if !key.Matches(msg, candidate.binding) {
			continue
		}
		if q.app.locked() {
			return nil, true
		}
		return q.app.openDialog(candidate.dialog(q)), true
	}
	switch {
	case key.Matches(msg, keys.Person, keys.Reaffirm, keys.Undo, keys.Note, keys.Same) && q.app.locked():
		return nil, true
	case key.Matches(msg, keys.Note):
		return q.startNote(), true
	case key.Matches(msg, keys.Person):
		return q.app.openDialog(newPersonDialog(q.app, nil)), true
	case key.Matches(msg, keys.Same):
		return q.attachLast(), true
	case key.Matches(msg, keys.Reaffirm):
		return q.reaffirm(), true
	case key.Matches(msg, keys.Undo):
		return q.takeBack(), true
	case key.Matches(msg, keys.Copy):
		return q.copyCommand(), true
	}
	return nil, false
}

// reaffirm gives a carried answer again, as it is, and goes on.
func (q *questionScreen) reaffirm() tea.Cmd {
	s := q.app.session
	switch {
	case q.line().Standing != scoring.Carried:
		q.app.notice = "Only a carried answer can be re-affirmed."
		return nil
	case s.by == "":
		return q.app.openDialog(newPersonDialog(q.app, q.reaffirm))
	}
	q.pointing = false // a choice that was pointed at is not what is re-affirmed
	cmd := q.record(q.line().Answer.Reaffirmed(s.by, s.typist, false))
	if q.line().Standing == scoring.Unknown {
		return tea.Batch(cmd, q.app.openDialog(q.askFinderAgain()))
	}
	return tea.Batch(cmd, q.goNext())
}

// askFinderAgain asks who finds out what is still unknown, and then goes on: that
// does not carry over, and somebody had it in hand.
func (q *questionScreen) askFinderAgain() *dialog {
	asked := newUnknownDialog(q)
	named := asked.submit
	asked.submit = func() tea.Cmd { return tea.Batch(named(), q.goNext()) }
	asked.cancelled = q.goNext
	return asked
}

func (q *questionScreen) takeBack() tea.Cmd {
	question, cmd := q.app.takeBack()
	if place, ok := q.app.session.sheet.Place(question); ok {
		q.arrive(place)
	}
	return cmd
}

// takeBack undoes the last act, says what came back, and returns the first
// question of it; none where there was nothing to undo.
func (a *App) takeBack() (question string, cmd tea.Cmd) {
	undone := a.session.answer(a.session.lastChanged())
	back, cmd := a.session.takeBack()
	switch {
	case back.answers > 1:
		a.notice = plural(back.answers, "answer is", "answers are") + " back as before."
	case back.answers == 1:
		a.notice = backWords(back.question, undone, a.session.answer(back.question))
	case back.evidence != "":
		a.notice = "Evidence " + back.evidence + " is back as before."
	default:
		a.notice = "There is nothing to undo."
	}
	return back.question, cmd
}

// copyCommand puts a command of the question on the clipboard, through the
// terminal: the first one, and pressed again the one after it.
func (q *questionScreen) copyCommand() tea.Cmd {
	var commands []string
	for _, step := range q.line().Verify {
		if step.Run != "" {
			commands = append(commands, clean(step.Run))
		}
	}
	if len(commands) == 0 {
		q.app.notice = "This question has no command to copy."
		return nil
	}
	at := q.copied % len(commands)
	q.copied++
	which := ""
	if len(commands) > 1 {
		which = fmt.Sprintf(" %d of %d", at+1, len(commands))
	}
	q.app.notice = "Copied" + which + ", if your terminal allows it: " + commands[at]
	return tea.SetClipboard(commands[at])
}

// pressElsewhere handles the keys that leave the question.
func (q *questionScreen) pressElsewhere(msg tea.KeyPressMsg) tea.Cmd {
	if q.waitsForSave() {
		return nil
	}
	return q.app.goElsewhere(msg)
}

// goElsewhere follows the keys that lead from one screen of an assessment to
// another.
func (a *App) goElsewhere(msg tea.KeyPressMsg) tea.Cmd {
	final := a.session.assessment.Final()
	switch {
	case final && key.Matches(msg, keys.Sign):
		return a.startSigning()
	case final && key.Matches(msg, keys.Correct):
		return a.startCorrection()
	case key.Matches(msg, keys.Search):
		return a.find()
	case key.Matches(msg, keys.Review):
		a.show(newReview(a))
	case key.Matches(msg, keys.Results):
		a.show(newResults(a))
	case key.Matches(msg, keys.Map):
		a.show(newMap(a))
	case key.Matches(msg, keys.Agenda):
		a.showAgenda()
	case key.Matches(msg, keys.Compare):
		a.show(newCompare(a))
	case key.Matches(msg, keys.Trend):
		return a.showTrend(a.session.assessment.Team(), a.session.assessment.ID())
	case key.Matches(msg, keys.Report):
		a.show(newReport(a))
		return a.renderReport()
	}
	return nil
}

// stepOut leaves the guide or the list, if the focus is there.
func (q *questionScreen) stepOut() bool {
	if !q.guideOnly && q.focus == onChoices {
		return false
	}
	q.guideOnly, q.focus = false, onChoices
	return true
}

func (q *questionScreen) header() (left, right string) {
	area := q.line().Area
	counts := q.app.session.sheet.AreaCounts(area)
	place := fmt.Sprintf("%s %d/%d", area.ShortName(), counts.Answered+counts.NA, counts.Asked)
	switch {
	case q.within == nil:
	case q.width < 80:
		place = q.within.position("/")
	default:
		place = q.within.position(" of ") // the area stands in the id and, on a wide screen, in its pane
	}
	return q.app.crumbs(place)
}
