package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire/store"
)

// What waits for a save to end: leaving the app, opening something else, reading
// what somebody else answered.

// quit leaves the app as soon as everything is saved, a note that is being typed
// included. What could not be saved is tried once more; pressed again, it
// leaves without.
func (a *App) quit() tea.Cmd {
	var rescue tea.Cmd
	if a.dialog != nil && a.dialog.rescue != nil && !a.quitting {
		rescue = a.dialog.rescue()
	}
	if a.session == nil || !a.session.unsaved() || a.quitting {
		return tea.Quit
	}
	a.quitting = true
	return tea.Batch(rescue, a.session.retry())
}

func (a *App) saved(msg answersSaved) tea.Cmd {
	return a.whenSaved(msg.session.saved(msg.saved))
}

// whenSaved goes on with what waited for the queue to be empty. more saves the
// next answer in it, if there is one.
func (a *App) whenSaved(more tea.Cmd) tea.Cmd {
	switch next := a.next; {
	case a.session.unsaved():
		return more
	case a.quitting:
		return tea.Quit
	case next != nil:
		a.next = nil
		return next()
	case a.session.stale:
		return a.readAssessment(a.session.assessment.ID(), a.whereAnswering())
	case a.atHome():
		return a.readWorkspace()
	}
	return more
}

func (a *App) saveFailed(msg saveFailed) tea.Cmd {
	msg.session.failed(msg.err)
	if errors.Is(msg.err, store.ErrEvidenceChanged) {
		a.notice = "Somebody else changed this evidence meanwhile: it stands as they left it."
		return a.whenSaved(msg.session.saveNext())
	}
	if a.session.conflict != nil {
		a.quitting = false // whoever has to choose does not leave yet
		if a.asking() {
			a.notice = "Somebody else answered " + a.session.conflict.Question + " too. Which one stands is asked after this."
		}
	}
	return nil
}
