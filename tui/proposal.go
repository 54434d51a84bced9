package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

// proposal is a team's next assessment as it would be: what it follows, what it
// takes over from there, and what it asks anew.
type proposal struct {
	spec    questionnaire.Spec
	earlier store.Snapshot // without an assessment where it follows none
	before  *scoring.Sheet // of the earlier one, on its own as-of day
	sheet   *scoring.Sheet // of the draft that would be made
	agenda  scoring.Agenda
	left    questionnaire.LeftBehind
	// skipped holds the periods between the earlier one and this one, the first
	// one first.
	skipped []questionnaire.Period
	err     error // why the earlier one cannot be carried over
}

// follows reports whether there is an assessment to carry on from, readable or
// not.
func (p proposal) follows() bool { return p.earlier.Assessment != nil || p.err != nil }

// propose works out a team's next assessment, off the event loop. Without a
// period it is the quarter of today or, where that is taken, the next free one.
func (a *App) propose(team string, period questionnaire.Period) tea.Cmd {
	env := *a.env
	return func() tea.Msg {
		spec := questionnaire.Spec{Generator: env.Generator, Organization: env.proposed.Organization, Team: team, Period: period}
		return env.proposal(spec)
	}
}

func (e environment) proposal(spec questionnaire.Spec) proposal {
	ctx := context.Background()
	if spec.Period.Label == "" {
		listed, err := e.Store.List(ctx)
		if err != nil {
			return proposal{spec: spec, err: err}
		}
		spec.Period = freeQuarter(listed, spec.Team, questionnaire.NewDate(e.Now()))
	}
	earlier, ok, err := store.Previous(ctx, e.Store, spec.Team, spec.Period)
	if err != nil || !ok {
		return proposal{spec: spec, err: err}
	}
	last := earlier.Assessment
	spec.Scope, spec.People = last.Scope(), last.People()
	p := proposal{spec: spec, earlier: earlier, before: scoring.Score(earlier.Bank, last, last.AsOf(e.Now()))}
	p.skipped = periodsBetween(last.Period(), spec.Period)
	draft, left, err := questionnaire.Follow(earlier.Earlier(), spec, e.bank, e.Now())
	if err != nil {
		p.err = err
		return p
	}
	p.left, p.sheet = left, scoring.Score(e.bank, draft, draft.AsOf(e.Now()))
	p.agenda = scoring.NewAgenda(p.sheet, p.before)
	return p
}

// freeQuarter returns the quarter of a day or, where the team has an assessment
// for some of it, the next one for which it has none.
func freeQuarter(listed []store.Listed, team string, day questionnaire.Date) questionnaire.Period {
	quarter := questionnaire.QuarterOf(day)
	for slices.ContainsFunc(listed, func(one store.Listed) bool {
		taken := one.ID == questionnaire.AssessmentID(team, quarter) // readable or not
		return taken || one.Err == nil && covers(one.Snapshot.Assessment, team, quarter)
	}) {
		quarter = questionnaire.QuarterOf(quarter.End.AddDays(1))
	}
	return quarter
}

// periodsBetween returns the calendar periods after one period and before
// another, each as long as the latter, the first one first.
func periodsBetween(last, next questionnaire.Period) []questionnaire.Period {
	var between []questionnaire.Period
	period, ok := next.Preceding()
	for ; ok && period.Start.After(last.End); period, ok = period.Preceding() {
		between = append(between, period)
	}
	slices.Reverse(between)
	return between
}

// skippedWords says which periods have no assessment between the last one and
// this.
func (p proposal) skippedWords() string {
	skipped := p.skipped
	if len(skipped) == 1 {
		return clean(skipped[0].Label) + " is left out"
	}
	var labels []string
	for _, period := range skipped {
		labels = append(labels, clean(period.Label))
	}
	return shortList(labels, 3) + " are left out"
}

// notBegunWords says what comes of beginning an assessment before its period;
// nothing where that has begun.
func notBegunWords(period questionnaire.Period, today questionnaire.Date) string {
	if !period.Start.After(today) {
		return ""
	}
	return "not begun: evidence of today may be too old"
}

// covers reports whether an assessment is of a team, however its name is
// written, and of some days of a period.
func covers(a *questionnaire.Assessment, team string, period questionnaire.Period) bool {
	return questionnaire.TeamSlug(a.Team()) == questionnaire.TeamSlug(team) && a.Period().Overlaps(period)
}

// begin makes a draft that carries an earlier assessment over, off the event
// loop.
func (a *App) begin(earlier store.Snapshot, spec questionnaire.Spec) tea.Cmd {
	env := *a.env
	return func() tea.Msg {
		draft, _, err := questionnaire.Follow(earlier.Earlier(), spec, env.bank, env.Now())
		if err != nil {
			return created{err: err}
		}
		return created{id: draft.ID(), then: toReaffirm, err: env.Store.Create(context.Background(), draft, env.bank)}
	}
}

// takeProposal goes on with setup: with the one screen of a team that was
// assessed before, or with the pages of one that was not.
func (a *App) takeProposal(p proposal) tea.Cmd {
	switch current := a.current.(type) {
	case *setupScreen:
		return current.takeProposal(p)
	case *nextScreen:
		if !p.follows() { // it was there when this screen opened
			return current.toPages(p)
		}
		a.replace(newNext(a, p))
	case *homeScreen:
		if p.follows() {
			a.show(newNext(a, p))
			return nil
		}
		setup := newSetup(a, p)
		a.show(setup)
		return setup.enter(stepTeam)
	}
	return nil
}
