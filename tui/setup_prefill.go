package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// newSetup returns the pages of setup, filled in with what is proposed.
func newSetup(app *App, p proposal) *setupScreen {
	setup := &setupScreen{
		app: app, team: p.spec.Team,
		label: questionnaire.QuarterOf(questionnaire.NewDate(app.env.Now())).Label,
		depth: questionnaire.DepthFull.String(), names: app.env.proposed.name(),
		services: make(map[questionnaire.Tier]*[]string),
	}
	if p.earlier.Assessment != nil {
		setup.earlier, setup.base, setup.people = p.earlier, p.spec.Scope, p.spec.People
	}
	for _, tier := range questionnaire.Tiers() {
		setup.services[tier] = new([]string)
		if len(p.spec.Scope.Tiers) == 0 || p.spec.Scope.Uses(tier) {
			setup.tiers = append(setup.tiers, tier.String())
		}
	}
	if p.spec.Period.Label != "" {
		setup.label = p.spec.Period.Label
		setup.first, setup.last = p.spec.Period.Start.String(), p.spec.Period.End.String()
	}
	if !p.spec.Scope.Depth.IsZero() {
		setup.depth = p.spec.Scope.Depth.String()
	}
	for _, id := range p.spec.Scope.Services {
		if service, ok := app.env.bank.Service(id); ok {
			setup.choose = true
			*setup.services[service.Tier] = append(*setup.services[service.Tier], id)
		}
	}
	if len(p.spec.People) > 0 {
		setup.names = namesOf(p.spec.People)
	}
	return setup
}

func namesOf(people []questionnaire.Person) string {
	var names []string
	for _, person := range people {
		names = append(names, person.Name)
	}
	return strings.Join(names, ", ")
}

// settled reports whether it is known already what is carried over: the team and
// its earlier assessment are those that were proposed, or there is none.
func (s *setupScreen) settled(period questionnaire.Period) bool {
	switch earlier := s.earlier.Assessment; {
	case len(s.app.homeScreen().entries) == 0:
		return true
	case earlier == nil:
		return s.considered == strings.TrimSpace(s.team)
	default:
		return s.considered == strings.TrimSpace(s.team) && earlier.Period().End.Before(period.Start)
	}
}

// takeProposal goes on to the tiers of a team that was not assessed before, and
// to the one screen of a team that was.
func (s *setupScreen) takeProposal(p proposal) tea.Cmd {
	if !s.looking {
		return nil
	}
	s.looking = false
	if p.follows() {
		s.app.replace(newNext(s.app, p))
		return nil
	}
	s.earlier, s.base, s.people = store.Snapshot{}, questionnaire.Scope{}, nil // they are another team's
	return s.enter(stepTiers)
}

// peopleNamed returns who is in the room. Whoever is known already keeps role
// and areas.
func peopleNamed(names string, known []questionnaire.Person) []questionnaire.Person {
	var people []questionnaire.Person
	for name := range strings.SplitSeq(names, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		person := questionnaire.Person{Name: name}
		for _, one := range known {
			if one.Name == name {
				person = one
			}
		}
		people = append(people, person)
	}
	return people
}
