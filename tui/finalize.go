package tui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
)

// errFinalizing means that an assessment cannot be changed because it is about to
// be locked.
var errFinalizing = errors.New("this assessment is being finalized")

// startFinalize asks who prepared the assessment and locks it. One that is not
// complete is refused, with what is missing, unless that is chosen for itself.
func (a *App) startFinalize() tea.Cmd {
	s := a.session
	switch {
	case s.assessment.Final():
		return a.startSigning()
	case s.changeable() != nil:
		a.locked()
		return nil
	case s.blocked():
		return nil // what is not saved has to be settled first
	case s.unsaved():
		a.next = a.startFinalize
		a.notice = "Goes on as soon as the last answers are saved."
		return nil
	}
	missing := s.assessment.Missing(s.bank)
	switch scope := s.assessment.Scope(); {
	case missing != nil && len(missing.Conflicts) > 0:
		a.notice = "A merge left two answers to " + shortList(missing.Conflicts, 3) + ": answer them first."
		return nil
	case len(scope.Accounts) == 0 && !s.scopeAsked:
		s.scopeAsked = true
		return a.askScope("What was looked at: 1 of 2, then finalize", a.startFinalize)
	case missing != nil:
		return a.openDialog(newMissingDialog(a, missing))
	}
	return a.openDialog(newLockDialog(a, false))
}

// newMissingDialog says what is missing. Finalizing without it is a choice of
// its own.
func newMissingDialog(a *App, missing *questionnaire.IncompleteError) *dialog {
	open, without := len(missing.Unanswered)+len(missing.Carried), false
	word := "unanswered"
	if len(missing.Carried) > 0 {
		word = "open"
	}
	return &dialog{
		title: "Not complete yet",
		intro: missingWords(missing),
		form: a.newForm(huh.NewSelect[bool]().Title("Finalize all the same?").Options(
			huh.NewOption("no, go back to them", false),
			huh.NewOption(fmt.Sprintf("yes, with %d %s: the report lists them", open, word), true),
		).Value(&without)),
		submit: func() tea.Cmd {
			if !without {
				return nil
			}
			return a.openDialog(newLockDialog(a, true))
		},
	}
}

// missingWords lists what keeps an assessment from being complete.
func missingWords(missing *questionnaire.IncompleteError) string {
	const few = 6
	var parts []string
	if ids := missing.Unanswered; len(ids) > 0 {
		parts = append(parts, fmt.Sprintf("%d without an answer: %s.", len(ids), shortList(ids, few)))
	}
	if ids := missing.Carried; len(ids) > 0 {
		parts = append(parts, fmt.Sprintf("%d carried over and not re-affirmed: %s.", len(ids), shortList(ids, few)))
	}
	return strings.Join(append(parts, "They count as none."), " ")
}

func newLockDialog(a *App, allowUnanswered bool) *dialog {
	s := a.session
	name, lock := s.preparer(), false
	return &dialog{
		title: "Finalize " + clean(s.assessment.Team()) + " " + clean(s.assessment.Period().Label),
		intro: s.lockWords(),
		form: a.newForm(
			huh.NewInput().Title("Prepared by").CharLimit(200).Value(&name).Validate(required("a name")),
			huh.NewSelect[bool]().Title("Lock the answers?").Options(
				huh.NewOption("no, not yet", false), huh.NewOption("yes, finalize", true)).Value(&lock),
		),
		submit: func() tea.Cmd {
			if !lock {
				return nil
			}
			return a.finalize(name, allowUnanswered)
		},
	}
}

// preparer proposes who prepared the assessment: of those in the room who did so last
// time, else the first of them; where nobody is named, who answers now.
func (s *session) preparer() string {
	people := s.assessment.People()
	if len(people) == 0 {
		return s.by
	}
	if s.previous != nil {
		last := s.previous.snapshot.Assessment.PreparedBy()
		if slices.ContainsFunc(people, func(person questionnaire.Person) bool { return person.Name == last }) {
			return last
		}
	}
	return people[0].Name
}

// lockWords say what it means to finalize, also where the period goes on.
func (s *session) lockWords() string {
	words := "The answers are locked for good: a final is never changed, only corrected by another one that names it."
	if period := s.assessment.Period(); period.End.After(questionnaire.NewDate(s.now())) {
		words += " The period goes on until " + dayOf(period.End.Time()) + "."
	}
	return words
}

// finalize locks the assessment in the store.
func (a *App) finalize(preparedBy string, allowUnanswered bool) tea.Cmd {
	s, keeper := a.session, a.env.Store
	s.finalizing = true
	id := s.assessment.ID()
	return func() tea.Msg {
		return finalized{s, keeper.Finalize(context.Background(), id, preparedBy, allowUnanswered)}
	}
}

// takeFinalized reads the locked assessment again, or says why it is not
// locked.
func (a *App) takeFinalized(msg finalized) tea.Cmd {
	msg.session.finalizing = false
	if msg.err != nil {
		a.notice = "Not finalized: " + previousProblem(msg.err) + "."
		return nil
	}
	if msg.session != a.session {
		a.notice = msg.session.assessment.ID() + " is final."
		return nil
	}
	a.notice = "Final. l signs it as reviewer or approver, now or later."
	return a.readAssessment(a.session.assessment.ID(), toResults)
}

// locked reports whether the assessment in hand can no longer be changed, and
// says so.
func (a *App) locked() bool {
	switch {
	case a.session.integrity != nil:
		a.notice = "Read-only. " + integrityWords(a.session.integrity)
		return true
	case a.session.finalizing:
		a.notice = "This assessment is being finalized."
		return true
	case a.session.assessment.Final():
		a.notice = "This assessment is final, read-only: c corrects it."
		return true
	}
	return false
}
