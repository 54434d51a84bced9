package tui

import (
	"errors"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

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

// newQuestionAt opens the app's question screen on one question.
func newQuestionAt(app *App, id string) *questionScreen {
	q := &questionScreen{app: app}
	if place, ok := app.session.sheet.Place(id); ok {
		q.arrive(place)
	}
	return q
}

func (q *questionScreen) resize(width, height int) { q.width, q.height = width, height }

func (q *questionScreen) capturing() bool { return false }

// line returns the question on the screen with its answer.
func (q *questionScreen) line() *scoring.Line { return q.app.session.sheet.LineAt(q.place) }

// arrive shows the question at a place, with the cursor on its answer.
func (q *questionScreen) arrive(place int) {
	q.place = place
	q.guide.offset = 0
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

// nextOpen returns the place of the next question after from that needs an
// answer. It goes round, and comes to parked questions only when nothing else
// is left.
func (s *session) nextOpen(from int) (place int, ok bool) {
	return s.findOpen(from, +1)
}

// previousOpen is nextOpen backwards.
func (s *session) previousOpen(from int) (place int, ok bool) {
	return s.findOpen(from, -1)
}

func (s *session) findOpen(from, step int) (place int, ok bool) {
	total := s.sheet.Len()
	parked := -1
	for i := 1; i <= total; i++ {
		at := ((from+i*step)%total + total) % total
		switch line := s.sheet.LineAt(at); {
		case !needsAnswer(line):
		case line.Answer.Flagged.IsZero():
			return at, true
		case parked < 0:
			parked = at
		}
	}
	return parked, parked >= 0
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
	case !q.mayChange():
		return nil
	case !q.line().Offers(level):
		q.app.notice = "This is a yes/no duty: 1 is none, 4 is all."
		return nil
	case s.by == "":
		return q.app.openDialog(newPersonDialog(q.app, func() tea.Cmd { return q.choose(level) }))
	case level == questionnaire.LevelNA:
		return q.app.openDialog(newNADialog(q))
	}
	dropped := q.line().Answer.Population
	cmd := q.record(withLevel(q.line().Answer, level, s))
	if dropped != (questionnaire.Population{}) && q.line().Answer.Population != dropped {
		q.app.notice = "The count " + dropped.String() + " went with the level it stood for. z brings both back."
	}
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
		return "This assessment is final: its answers are locked."
	}
	return "Not saved: " + clean(err.Error())
}

// mayChange reports whether answers can be changed now, and says why not.
func (q *questionScreen) mayChange() bool {
	if q.app.session.assessment.Final() {
		q.app.notice = "This assessment is final: its answers are locked."
		return false
	}
	return true
}

// pressAbout handles the keys that say more about an answer.
func (q *questionScreen) pressAbout(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	opens := []struct {
		binding key.Binding
		dialog  func(*questionScreen) *dialog
	}{
		{keys.Evidence, newEvidenceDialog},
		{keys.Note, newNoteDialog},
		{keys.Owner, newOwnerDialog},
		{keys.Exception, newExceptionDialog},
		{keys.Count, newCountDialog},
		{keys.Park, newParkDialog},
	}
	for _, candidate := range opens {
		if !key.Matches(msg, candidate.binding) {
			continue
		}
		if !q.mayChange() {
			return nil, true
		}
		return q.app.openDialog(candidate.dialog(q)), true
	}
	switch {
	case key.Matches(msg, keys.Person):
		return q.app.openDialog(newPersonDialog(q.app, nil)), true
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
	if q.line().Standing != scoring.Carried {
		q.app.notice = "Only a carried answer can be re-affirmed."
		return nil
	}
	if s.by == "" {
		return q.app.openDialog(newPersonDialog(q.app, q.reaffirm))
	}
	cmd := q.record(withLevel(q.line().Answer, q.line().Answer.Level, s))
	return tea.Batch(cmd, q.goNext())
}

func (q *questionScreen) takeBack() tea.Cmd {
	question, cmd := q.app.session.takeBack()
	if question == "" {
		q.app.notice = "There is nothing to undo."
		return nil
	}
	if place, ok := q.app.session.sheet.Place(question); ok {
		q.arrive(place)
	}
	q.app.notice = question + " is back to " + levelName(q.line().Answer.Level) + "."
	return cmd
}

// copyCommand puts the question's first command on the clipboard, through the
// terminal.
func (q *questionScreen) copyCommand() tea.Cmd {
	for _, step := range q.line().Verify {
		if step.Run != "" {
			q.app.notice = "Copied, if your terminal allows it: " + clean(step.Run)
			return tea.SetClipboard(clean(step.Run))
		}
	}
	q.app.notice = "This question has no command to copy."
	return nil
}

// pressMove handles the keys that move on the screen and between questions.
func (q *questionScreen) pressMove(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case key.Matches(msg, keys.Next):
		return q.goNext(), true
	case key.Matches(msg, keys.Previous):
		q.goPrevious()
		return nil, true
	case key.Matches(msg, keys.Right):
		return q.step(+1), true
	case key.Matches(msg, keys.Left):
		return q.step(-1), true
	case key.Matches(msg, keys.Up):
		return q.arrow(-1), true
	case key.Matches(msg, keys.Down):
		return q.arrow(+1), true
	case key.Matches(msg, keys.Pane):
		q.nextPane()
		return nil, true
	case key.Matches(msg, keys.PageUp):
		q.guide.by(-q.guidePage())
		return nil, true
	case key.Matches(msg, keys.PageDown):
		q.guide.by(q.guidePage())
		return nil, true
	case key.Matches(msg, keys.Guide):
		q.guideHidden = !q.guideHidden
		return nil, true
	}
	return nil, false
}

// goNext goes to the next question that needs an answer, or to the review when
// none does. A choice that the cursor was moved to is taken first: nobody moves
// it there to lose it.
func (q *questionScreen) goNext() tea.Cmd {
	if q.waitsForSave() {
		return nil
	}
	if level := choices(q.line().Question)[q.cursor]; q.pointing && level != q.line().Answer.Level {
		q.pointing = false
		return q.choose(level)
	}
	place, ok := q.app.session.nextOpen(q.place)
	switch {
	case !ok:
		q.app.show(newReview(q.app))
		q.app.notice = "Every question has an answer."
		return nil
	case place == q.place:
		q.app.notice = "This is the only question left without an answer."
	case place < q.place:
		q.app.notice = "Back to the first question that was left open."
	}
	q.arrive(place)
	return nil
}

func (q *questionScreen) goPrevious() {
	if q.waitsForSave() {
		return
	}
	place, ok := q.app.session.previousOpen(q.place)
	if !ok || place >= q.place {
		q.app.notice = "No question before this one needs an answer."
		return
	}
	q.arrive(place)
}

// waitsForSave reports whether a save has to be settled before going on.
func (q *questionScreen) waitsForSave() bool { return q.app.session.blocked() }

func (q *questionScreen) step(by int) tea.Cmd {
	if place := q.place + by; place >= 0 && place < q.app.session.sheet.Len() && !q.waitsForSave() {
		q.arrive(place)
	}
	return nil
}

func (q *questionScreen) arrow(by int) tea.Cmd {
	switch {
	case q.focus == onList:
		return q.step(by)
	case q.focus == onGuide || q.guideOnly:
		q.guide.by(by)
	default:
		q.cursor = max(0, min(len(choices(q.line().Question))-1, q.cursor+by))
		q.pointing = true
	}
	return nil
}

// nextPane moves the focus where there are three panes, turns the guide's
// sheet where it stands below, and opens it where it hides.
func (q *questionScreen) nextPane() {
	q.guide.offset = 0
	switch q.layout() {
	case threePanes:
		q.focus = (q.focus + 1) % 3
		if q.focus == onGuide && q.guideHidden {
			q.focus = onChoices
		}
	case stacked:
		q.sheet = (q.sheet + 1) % guideSheets
	default:
		if !q.guideOnly {
			q.guideOnly, q.sheet = true, 0
		} else if q.sheet++; q.sheet == guideSheets {
			q.guideOnly, q.sheet = false, 0
		}
	}
}

// pressElsewhere handles the keys that leave the question.
func (q *questionScreen) pressElsewhere(msg tea.KeyPressMsg) tea.Cmd {
	if q.waitsForSave() {
		return nil
	}
	switch {
	case key.Matches(msg, keys.Search):
		search := newSearch(q.app)
		q.app.show(search)
		return search.input.Focus()
	default:
		return q.app.goElsewhere(msg)
	}
}

// goElsewhere follows the keys that lead from one screen of an assessment to
// another.
func (a *App) goElsewhere(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, keys.Review):
		a.show(newReview(a))
	case key.Matches(msg, keys.Results):
		a.show(newResults(a))
	case key.Matches(msg, keys.Map):
		a.show(newMap(a))
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
	return q.app.crumbs(place)
}

// crumbs say whose assessment this is, where in it, and how far it is. Where
// the line is short the status goes first, then the end of the team's name.
func (a *App) crumbs(place string) (left, right string) {
	t, at := a.env.theme, a.session.assessment
	right = a.progress(a.width)
	room := a.width - ansi.StringWidth(right) - ansi.StringWidth(a.savedState()) - 7
	rest := " " + at.Period().Label + " " + t.muted.Render(statusWord(at.Final())+" >") + " " + place
	name := clean(at.Team())
	if !at.Final() && ansi.StringWidth(name)+ansi.StringWidth(rest) > room {
		rest = " " + at.Period().Label + " " + t.muted.Render(">") + " " + place
	}
	if most := max(6, room-ansi.StringWidth(rest)); ansi.StringWidth(name) > most {
		name = t.fit(name, most)
	}
	return t.title.Render(name) + rest, right
}

func (q *questionScreen) footer() []key.Binding {
	bindings := []key.Binding{keys.Levels, keys.Unknown, relabel(keys.NA, "n/a")}
	if q.line().Standing == scoring.Carried {
		bindings = append(bindings, keys.Reaffirm)
	}
	if q.guideOnly {
		return []key.Binding{relabel(keys.Pane, "next sheet"), label("↑ ↓", "scroll"), relabel(keys.Back, "question"), keys.Help}
	}
	pane := "guide"
	if q.layout() == threePanes {
		pane = "next pane"
	}
	return append(bindings, relabel(keys.Next, "next"), relabel(keys.Pane, pane), keys.Evidence, keys.Note, keys.Park,
		keys.Search, keys.Review, keys.Results, keys.Home, keys.Help)
}

func (q *questionScreen) groups() []keyGroup {
	return []keyGroup{
		{"Answer", []key.Binding{keys.None, keys.Some, keys.Most, keys.All, relabel(keys.Unknown, "unknown; asks who finds out"),
			relabel(keys.NA, "not applicable; asks why"), label("↑ ↓ space", "choose"), relabel(keys.Reaffirm, "re-affirm the carried answer and go on"), keys.Undo}},
		{"About the answer", []key.Binding{keys.Evidence, keys.Note, keys.Count, keys.Owner, keys.Exception,
			relabel(keys.Park, "park for somebody"), relabel(keys.Person, "who is answering"), relabel(keys.Copy, "copy the command")}},
		{"Move", []key.Binding{relabel(keys.Next, "next that needs an answer"), relabel(keys.Previous, "previous that needs an answer"),
			label("→ ←", "next, previous in order"), relabel(keys.Pane, "next pane or sheet"), keys.ScrollPages,
			relabel(keys.Guide, "hide or show the guide"), relabel(keys.Search, "find by words or id")}},
		{"Go to", []key.Binding{keys.Review, keys.Results, keys.Report, relabel(keys.Map, "responsibility map")}},
	}
}
