package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// created says that a new assessment is in the store, where to go with it, or
// why it is not there.
type created struct {
	id      string
	then    destination
	reading int // the newest reading when it was asked for; zero for the screen that asked
	err     error
}

func (s *setupScreen) create() tea.Cmd {
	period, err := s.period()
	if err != nil {
		return s.again(err)
	}
	scope, err := s.scope()
	if err != nil {
		return s.again(err)
	}
	env := s.app.env
	spec := questionnaire.Spec{
		Generator: env.Generator, Organization: env.proposed.Organization,
		Team: s.team, Period: period, Scope: scope, People: peopleNamed(s.names, s.people),
	}
	env.answering = spec.People[0].Name
	if s.earlier.Assessment != nil {
		s.busy = true
		return s.app.begin(s.earlier, spec)
	}
	a, err := questionnaire.New(spec, env.bank, env.Now())
	if err != nil {
		return s.again(err)
	}
	s.busy = true
	bank, keeper := env.bank, env.Store
	return func() tea.Msg {
		err := keeper.Create(context.Background(), a, bank)
		return created{id: a.ID(), err: err}
	}
}

// take goes on to the questions of the new assessment. Where the team has one
// for these days already, setup says so and begins again.
func (s *setupScreen) take(msg created) tea.Cmd {
	if msg.err == nil {
		return s.app.readAssessment(msg.id, msg.then)
	}
	s.busy = false
	switch {
	case errors.Is(msg.err, store.ErrExists), errors.Is(msg.err, store.ErrOverlap):
		s.problem = notMade(msg.err)
		return s.enter(stepTeam)
	default:
		s.problem = notMade(msg.err)
		return s.enter(stepDepth)
	}
}
