package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

func (a *App) readWorkspace() tea.Cmd {
	env := *a.env
	return func() tea.Msg { return env.readWorkspace() }
}

func (e environment) readWorkspace() workspaceRead {
	offered, err := e.Bank()
	if err != nil {
		return workspaceRead{err: err}
	}
	proposed, err := e.Defaults()
	if err != nil {
		return workspaceRead{err: err}
	}
	ctx := context.Background()
	listed, err := e.Store.List(ctx)
	return workspaceRead{bank: offered, defaults: proposed, listed: listed, unsound: unsoundOf(ctx, e.Store, listed), err: err}
}

// readAssessment reads an assessment to work on. What was being read before is no
// longer wanted.
func (a *App) readAssessment(id string, then destination) tea.Cmd {
	a.reading++
	reading := a.reading
	defaults, keeper := a.env.Defaults, a.env.Store
	return func() tea.Msg {
		proposed, err := defaults()
		if err != nil {
			return assessmentRead{reading: reading, err: err}
		}
		ctx := context.Background()
		snapshot, err := keeper.Load(ctx, id)
		if err != nil {
			return assessmentRead{reading: reading, err: err}
		}
		return assessmentRead{reading: reading, snapshot: snapshot, defaults: proposed, then: then, integrity: store.CheckSigned(ctx, keeper, snapshot)}
	}
}

// openAssessment opens an assessment once no answer of the one in hand waits to
// be saved: its session holds them, and nothing else does.
func (a *App) openAssessment(id string, then destination) tea.Cmd {
	if a.session == nil || !a.session.unsaved() {
		return a.readAssessment(id, then)
	}
	if a.session.assessment.ID() == id {
		return a.enter(then)
	}
	a.next = func() tea.Cmd { return a.readAssessment(id, then) }
	a.notice = "Opens as soon as the last answers are saved."
	return nil
}

// opening is an assessment that is to be opened, and where to go with it.
type opening struct {
	id   string
	then destination
}

// open takes an assessment into hand and goes where it was opened for. It does not
// take the place of answers that were given while it was being read.
func (a *App) open(msg assessmentRead) tea.Cmd {
	switch {
	case msg.reading != a.reading:
		return nil
	case msg.err != nil:
		a.notice = clean(msg.err.Error())
		return nil
	case a.dialog != nil:
		a.reopen = &opening{msg.snapshot.Assessment.ID(), msg.then}
		return nil
	case a.session != nil && a.session.unsaved():
		return a.openAssessment(msg.snapshot.Assessment.ID(), msg.then)
	}
	a.env.proposed = msg.defaults
	stood := a.standsOn(msg)
	a.session = newSession(a.env, msg.snapshot)
	a.session.integrity = msg.integrity
	cmd := tea.Batch(a.enter(msg.then), a.session.readPrevious())
	if place, asked := a.session.sheet.Place(stood); asked {
		a.current.(*questionScreen).arrive(place)
	}
	return cmd
}

// standsOn returns the question on the screen, where the assessment in hand was
// read again to go on with its questions; else none.
func (a *App) standsOn(msg assessmentRead) string {
	if a.session == nil || a.session.assessment.ID() != msg.snapshot.Assessment.ID() || msg.then != toQuestions {
		return ""
	}
	if question, open := a.current.(*questionScreen); open {
		return question.line().ID
	}
	return ""
}

// dropOpening drops what waits to be opened. The assessment in hand is read all
// the same where somebody else's answer has to come into it.
func (a *App) dropOpening() {
	a.next = nil
	if a.session == nil || !a.session.stale || a.atHome() {
		a.reopen = nil
		a.reading++
	}
}

// whereAnswering returns where to go on answering, once the assessment in hand
// was read again.
func (a *App) whereAnswering() destination {
	if _, list := a.current.(*reaffirmScreen); list {
		return toReaffirm
	}
	return toQuestions
}

// wayIn is what stays behind a screen of an assessment that was opened: home, and
// the trend where it was opened from there.
func (a *App) wayIn() []screen {
	if trend, ok := a.current.(*trendScreen); ok {
		return []screen{a.homeScreen(), trend}
	}
	return []screen{a.homeScreen()}
}

// enter goes to a screen of the assessment in hand, with the way in behind it.
func (a *App) enter(then destination) tea.Cmd {
	a.trail = a.wayIn()
	switch then {
	case toResults:
		a.replace(newResults(a))
	case toReview:
		a.replace(newReview(a))
	case toReaffirm:
		a.replace(newReaffirm(a))
	case toCompare:
		a.replace(newCompare(a))
	case toSitting:
		a.replace(newSitting(a))
	case toDue:
		sheet := a.session.sheet
		today := questionnaire.NewDate(a.env.Now())
		a.replace(newList(a, questionsDue(due(sheet, today), a.env.theme.dueShortly(today)), onRows))
	case toFinalize:
		a.replace(newReview(a))
		return a.startFinalize()
	case toReport:
		a.replace(newReport(a))
		return a.renderReport()
	default:
		a.replace(newQuestion(a))
	}
	return nil
}
