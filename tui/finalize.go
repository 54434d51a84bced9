package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

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
