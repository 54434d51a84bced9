package tui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// startFinalize asks who prepared the assessment and locks it.
func (a *App) startFinalize() tea.Cmd {
	s := a.session
	switch {
	case s.assessment.Final():
		a.notice = "This assessment is final already."
		return nil
	case s.unsaved():
		a.notice = "Answers are still being saved. Try again."
		return nil
	}
	if scope := s.assessment.Scope(); len(scope.Accounts) == 0 && !s.scopeAsked {
		s.scopeAsked = true
		return a.editScope(a.startFinalize)
	}
	missing := s.assessment.Missing(s.bank)
	name, lock := s.by, false
	intro := "The answers are locked for good: a final assessment is never changed, only superseded."
	if missing != nil {
		intro = fmt.Sprintf("Still open: %s. They count as none and the report lists them. ", missing.Error()) + intro
	}
	return a.openDialog(&dialog{
		title: "Finalize " + clean(s.assessment.Team()) + " " + s.assessment.Period().Label,
		intro: intro,
		form: a.newForm(
			huh.NewInput().Title("Prepared by").CharLimit(200).Value(&name).Validate(required("a name")),
			huh.NewSelect[bool]().Title("Lock the answers?").Options(
				huh.NewOption("no, not yet", false), huh.NewOption("yes, finalize", true)).Value(&lock),
		),
		submit: func() tea.Cmd {
			if !lock {
				return nil
			}
			return a.finalize(name, missing != nil)
		},
	})
}

// finalize locks the assessment in the store.
func (a *App) finalize(preparedBy string, allowUnanswered bool) tea.Cmd {
	keeper, id := a.env.Store, a.session.assessment.ID()
	return func() tea.Msg {
		return finalized{keeper.Finalize(context.Background(), id, preparedBy, allowUnanswered)}
	}
}

// takeFinalized reads the locked assessment again, or says why it is not
// locked.
func (a *App) takeFinalized(msg finalized) tea.Cmd {
	if msg.err != nil {
		a.notice = "Not finalized: " + saveProblem(msg.err)
		return nil
	}
	return a.readAssessment(a.session.assessment.ID(), toResults)
}
