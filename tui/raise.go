package tui

import (
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
)

// What a save brings up, nobody at the keyboard asked for: it may come in the
// middle of a note. It is asked as soon as nothing else is, and takes no key that
// was meant for something else as a choice.

// raise asks what a save brought up, unless something else is being asked.
func (a *App) raise(cmd tea.Cmd) tea.Cmd {
	switch {
	case a.session == nil || a.asking():
		return cmd
	case a.session.conflict != nil:
		return tea.Batch(cmd, a.ask(newConflictDialog(a)))
	case a.session.untold && !a.quitting:
		a.session.untold = false
		return tea.Batch(cmd, a.ask(newLockedDialog(a)))
	case a.reopen != nil:
		return tea.Batch(cmd, a.readLate())
	}
	return cmd
}

// readLate reads again what came to be opened while a dialog was open: what was said
// there has to be in it. Where that is still being saved, the save leads to it.
func (a *App) readLate() tea.Cmd {
	came := *a.reopen
	a.reopen = nil
	if a.session.stale && a.session.unsaved() {
		return nil
	}
	return a.openAssessment(came.id, came.then)
}

// asking reports whether somebody is filling in something. A form whose answers
// wait for the queue asks nothing any more.
func (a *App) asking() bool {
	return a.dialog != nil || a.current.capturing() && a.next == nil
}

// Which of two answers stands.
const (
	unsettled = ""
	mine      = "mine"
	theirs    = "theirs"
)

// newConflictDialog asks whose answer stands when two people answered the same
// question. It begins with neither.
func newConflictDialog(app *App) *dialog {
	s := app.session
	chosen := unsettled
	var about *questionnaire.Question
	if line, asked := s.sheet.Line(s.conflict.Question); asked {
		about = line.Question
	}
	return &dialog{
		title: "Two answers to " + s.conflict.Question,
		about: about,
		intro: "Somebody else answered meanwhile. Nothing is lost until you choose.",
		form: app.newForm(huh.NewSelect[string]().Title("Which one stands?").Options(
			huh.NewOption("not settled yet", unsettled),
			huh.NewOption("mine: "+answerWords(s.inDispute()), mine),
			huh.NewOption("theirs: "+answerWords(s.conflict.Theirs), theirs),
		).Value(&chosen)),
		submit: func() tea.Cmd {
			switch chosen {
			case mine:
				return s.keepMine()
			case theirs:
				return app.whenSaved(s.keepTheirs())
			}
			return app.putOff()
		},
		cancelled: app.putOff,
	}
}

// putOff says that what was asked will be asked again.
func (a *App) putOff() tea.Cmd {
	a.notice = "Not settled yet. Choose before going on."
	return nil
}

// newLockedDialog says what can never be saved because the assessment was
// finalized meanwhile, and drops it once that was seen.
func newLockedDialog(app *App) *dialog {
	s, dropped := app.session, false
	var lost []string
	for _, edit := range s.queue {
		if len(edit.Amend) > 0 {
			lost = append(lost, amendmentWords(edit.Amend[0]))
		} else {
			lost = append(lost, edit.Question+" "+answerWords(edit.Answer))
		}
	}
	return &dialog{
		title: "Finalized meanwhile",
		intro: "Somebody finalized this assessment. Not saved: " + shortList(lost, 4) + ". A final is never changed; a correction (c) can take it.",
		form: app.newForm(huh.NewSelect[bool]().Title("Drop it and read the final?").Options(
			huh.NewOption("no, keep it on the screen", false), huh.NewOption("yes, drop it", true)).Value(&dropped)),
		submit: func() tea.Cmd {
			if !dropped {
				return nil
			}
			s.queue, s.saveErr = nil, nil
			return app.readAssessment(s.assessment.ID(), toResults)
		},
	}
}
