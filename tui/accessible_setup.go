package tui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

// setUp asks for what a new assessment needs and makes it. A team that was
// assessed before is proposed to go on as last time.
func (c *conversation) setUp(team string) (id string, err error) {
	if team == "" {
		team = c.env.proposed.Team
	}
	team, err = c.ask(field{name: "Team", proposed: team, check: required("a team name"),
		help: "The team whose side of the AWS shared responsibility model is scored, as the report is to print it."})
	if err != nil {
		return "", err
	}
	period, err := c.askPeriod(team)
	if err != nil {
		return "", err
	}
	if ahead := notBegunWords(period, questionnaire.NewDate(c.env.Now())); ahead != "" {
		c.say("%s has %s.", period.Label, ahead)
	}
	for {
		proposal := c.env.proposal(questionnaire.Spec{
			Generator: c.env.Generator, Organization: c.env.proposed.Organization, Team: team, Period: period,
		})
		spec, earlier, err := c.askSpec(proposal)
		switch {
		case errors.Is(err, errSkipped):
			period = proposal.skipped[0]
		case err != nil:
			return "", err
		default:
			return c.make(spec, earlier)
		}
	}
}

// errSkipped means that a period that was left out is to be assessed instead.
var errSkipped = errors.New("the period that was left out")

// askPeriod asks for a period of which the team has no assessment yet.
func (c *conversation) askPeriod(team string) (questionnaire.Period, error) {
	listed, err := c.env.Store.List(context.Background())
	if err != nil {
		return questionnaire.Period{}, err
	}
	proposed := freeQuarter(listed, team, questionnaire.NewDate(c.env.Now())).Label
	for {
		label, err := c.ask(field{name: "Period", proposed: proposed, check: required("a period"),
			help: "A quarter such as 2026-Q4, half a year such as 2026-H2, a year, a month such as 2026-11, or a name of your own with dates."})
		if err != nil {
			return questionnaire.Period{}, err
		}
		period, err := questionnaire.ParsePeriod(label)
		if err != nil {
			c.say("%s does not give its own dates, as 2026-Q4 does.", label)
			if period, err = c.askDates(label); errors.Is(err, errBack) {
				continue
			} else if err != nil {
				return period, err
			}
		}
		taken := coveringOf(listed, team, period)
		if taken == nil {
			return period, nil
		}
		c.say("%s has an assessment for %s already. Choose another period, or go back with a full stop and open that one.", taken.Team(), taken.Period().Label)
	}
}

// coveringOf returns the team's assessment that covers some days of a period;
// nil where there is none.
func coveringOf(listed []store.Listed, team string, period questionnaire.Period) *questionnaire.Assessment {
	for _, one := range listed {
		if one.Err == nil && covers(one.Snapshot.Assessment, team, period) {
			return one.Snapshot.Assessment
		}
	}
	return nil
}

// askDates asks for the days of a period with a name of its own.
func (c *conversation) askDates(label string) (questionnaire.Period, error) {
	for {
		first, err := c.askDay(field{name: "First day, as year, month and day, such as 2026-10-01", check: requiredDate})
		if err != nil {
			return questionnaire.Period{}, err
		}
		last, err := c.askDay(field{name: "Last day", check: requiredDate})
		if err != nil {
			return questionnaire.Period{}, err
		}
		period, err := questionnaire.NewPeriod(label, first, last)
		if err == nil {
			return period, nil
		}
		c.say("Not taken: %v.", err)
	}
}

// askDay asks for a day; the zero Date where the field may stay empty.
func (c *conversation) askDay(f field) (questionnaire.Date, error) {
	text, err := c.ask(f)
	if err != nil || text == "" {
		return questionnaire.Date{}, err
	}
	return questionnaire.ParseDate(text)
}

// askSpec asks what of a proposal is to change, and returns what to make and
// what it follows.
func (c *conversation) askSpec(p proposal) (questionnaire.Spec, store.Snapshot, error) {
	spec, earlier := p.spec, p.earlier
	switch {
	case p.err != nil:
		c.say("Nothing can be carried over: %s", notCarried(p.err))
		fresh, err := c.confirm("Begin without carrying over?", "No, go back.", "Yes, begin without.")
		if err != nil || !fresh {
			return spec, earlier, cmp.Or(err, errBack)
		}
		earlier = store.Snapshot{}
	case earlier.Assessment != nil:
		c.sayProposal(p)
		options := []string{
			"As last time, with its answers carried over to be re-affirmed.",
			"Carry the answers over, but change tiers, services, depth or names.",
			"Without carrying anything over.",
		}
		if len(p.skipped) > 0 {
			options = append(options, p.skipped[0].Label+" instead, which is left out.")
		}
		how, err := c.choose("How do you want to begin?", options, 0)
		switch {
		case err != nil:
			return spec, earlier, err
		case how == 0:
			return spec, earlier, nil
		case how == 2:
			earlier = store.Snapshot{}
		case how == 3:
			return spec, earlier, errSkipped
		}
	}
	if earlier.Assessment == nil { // what no question below asks for is not taken over either
		spec.Scope = questionnaire.Scope{Tiers: spec.Scope.Tiers, Services: spec.Scope.Services, Depth: spec.Scope.Depth}
	}
	var err error
	if spec.Scope, err = c.askTiersAndDepth(spec.Scope); err != nil {
		return spec, earlier, err
	}
	spec.People, err = c.askPeople(spec.People)
	return spec, earlier, err
}

// sayProposal says what the next assessment would take over.
func (c *conversation) sayProposal(p proposal) {
	last := p.earlier.Assessment
	standing := "coverage " + percentWords(p.before.Coverage(), p.before)
	if carriedDraft(p.before) {
		standing = plural(p.before.Counts().Carried, "answer", "answers") + " not re-affirmed"
	}
	c.say("%s was assessed before: %s, %s, %s.", p.spec.Team, last.Period().Label, last.Status(), standing)
	if !last.Final() {
		c.say("It is still a draft: what is answered there from now on does not come along.")
	}
	if len(p.skipped) > 0 {
		c.say("Between that and %s, %s.", p.spec.Period.Label, p.skippedWords())
	}
	scope := p.spec.Scope
	c.say("As last time means: tiers %s; %s; depth %s, %s.", tierList(scope.Tiers), serviceWords(scope, c.env.bank), scope.Depth,
		plural(p.sheet.Len(), "question", "questions"))
	c.say("Carried over, to re-affirm: %s.", plural(p.sheet.Counts().Carried, "answer", "answers"))
	ids := make(map[scoring.Concern][]string)
	for _, item := range p.agenda.First {
		ids[item.Concern] = append(ids[item.Concern], item.Question)
	}
	for _, concern := range []scoring.Concern{scoring.Reworded, scoring.NewQuestion, scoring.LeftOpen} {
		if len(ids[concern]) > 0 {
			c.say("%s: %s.", concernWords[concern], listWords(ids[concern]))
		}
	}
	if len(p.left.Retired) > 0 {
		c.say("No longer asked, so left behind: %s.", listWords(p.left.Retired))
	}
}

func tierList(tiers []questionnaire.Tier) string {
	var names []string
	for _, tier := range tiers {
		names = append(names, tier.String())
	}
	return listWords(names)
}

func serviceWords(scope questionnaire.Scope, bank *questionnaire.Bank) string {
	if len(scope.Services) == 0 {
		return "all services of these tiers"
	}
	return "services " + listWords(serviceNames(scope.Services, bank))
}

func serviceNames(ids []string, bank *questionnaire.Bank) []string {
	var names []string
	for _, id := range ids {
		if service, ok := bank.Service(id); ok {
			names = append(names, service.Name)
		}
	}
	return names
}

// askTiersAndDepth asks for what decides which questions are asked.
func (c *conversation) askTiersAndDepth(scope questionnaire.Scope) (questionnaire.Scope, error) {
	var options []string
	var used, all []int
	for i, tier := range questionnaire.Tiers() {
		options = append(options, tier.String()+": "+tierExamples[tier]+".")
		all = append(all, i)
		if scope.Uses(tier) {
			used = append(used, i)
		}
	}
	if len(used) == 0 {
		used = all
	}
	c.say("Container is AWS's word for managed platforms, not only Docker. Nodes of your own below ECS or EKS, EMR and Elastic Beanstalk are infrastructure too.")
	for {
		chosen, err := c.chooseSome("Which service tiers do you use?", options, used)
		if err != nil {
			return scope, err
		}
		if len(chosen) > 0 {
			scope.Tiers = nil
			for _, place := range chosen {
				scope.Tiers = append(scope.Tiers, questionnaire.Tiers()[place])
			}
			break
		}
		c.say("Not taken: an assessment needs at least one tier.")
	}
	services, err := c.askServices(scope)
	if err != nil {
		return scope, err
	}
	scope.Services = services
	return c.askDepth(scope)
}

// askServices asks which services of the tiers are in use; none means all.
func (c *conversation) askServices(scope questionnaire.Scope) ([]string, error) {
	bank := c.env.bank
	var offered, used, ids []string
	for _, service := range bank.Services() {
		if scope.Uses(service.Tier) {
			offered = append(offered, service.Name)
		}
	}
	for _, id := range scope.Services {
		if service, ok := bank.Service(id); ok && scope.Uses(service.Tier) {
			used = append(used, service.Name)
		}
	}
	proposed := "all"
	if len(used) > 0 {
		proposed = strings.Join(used, ", ")
	}
	_, err := c.ask(field{
		name: "Services in use, by name with commas between, or all", proposed: proposed,
		help: "A tier of which you name none has all of its services in scope. You can name: " + strings.Join(offered, ", ") + ".",
		check: func(text string) error {
			ids = nil
			if strings.EqualFold(text, "all") {
				return nil
			}
			for _, name := range listed(text, ",") {
				service, err := bank.FindService(name)
				switch {
				case err != nil:
					return err
				case !scope.Uses(service.Tier):
					return fmt.Errorf("%s belongs to the %s tier, which you do not use", service.Name, service.Tier)
				}
				ids = append(ids, service.ID)
			}
			return nil
		},
	})
	return ids, err
}

func (c *conversation) askDepth(scope questionnaire.Scope) (questionnaire.Scope, error) {
	depths := []questionnaire.Depth{questionnaire.DepthFull, questionnaire.DepthBaseline}
	words := []string{"the whole picture", "the honest short form"}
	var options []string
	proposed := 0
	for i, depth := range depths {
		if scope.Depth == depth {
			proposed = i
		}
		asked := scope
		asked.Depth = depth
		count := len(questionnaire.Asked(c.env.bank, asked))
		options = append(options, fmt.Sprintf("%s: %s, %s, about %s.", depth, words[i], plural(count, "question", "questions"), plural(minutesLeft(count, 0), "minute", "minutes")))
	}
	chosen, err := c.choose("How deep?", options, proposed)
	if err != nil {
		return scope, err
	}
	scope.Depth = depths[chosen]
	return scope, nil
}

func (c *conversation) askPeople(known []questionnaire.Person) ([]questionnaire.Person, error) {
	proposed := c.env.proposed.name()
	if len(known) > 0 {
		proposed = namesOf(known)
	}
	var people []questionnaire.Person
	_, err := c.ask(field{
		name: "Who is in the room? Names, with commas between; the first one answers", proposed: proposed,
		help: "Names are printed in the report as entered. Whoever answers can be changed at any question: type p, or who.",
		check: func(names string) error {
			if people = peopleNamed(names, known); len(people) == 0 {
				return errors.New("needs at least one name")
			}
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	c.env.answering = people[0].Name
	return people, nil
}

// make makes the assessment. Where it cannot be kept, what was typed stays, and
// is tried again.
func (c *conversation) make(spec questionnaire.Spec, earlier store.Snapshot) (string, error) {
	for {
		a, err := newDraft(spec, earlier, c.env)
		if err == nil {
			err = c.env.Store.Create(context.Background(), a, c.env.bank)
		}
		if err == nil {
			c.say("Saved: a new assessment of %s for %s, %s.", a.Team(), a.Period().Label, plural(len(questionnaire.Asked(c.env.bank, a.Scope())), "question", "questions"))
			return a.ID(), nil
		}
		c.say("NOT SAVED. %s", notMade(err))
		if _, err := c.ask(field{name: "Enter tries again, a full stop goes back"}); err != nil {
			return "", err
		}
	}
}

func newDraft(spec questionnaire.Spec, earlier store.Snapshot, env *environment) (*questionnaire.Assessment, error) {
	if earlier.Assessment == nil {
		return questionnaire.New(spec, env.bank, env.Now())
	}
	a, _, err := questionnaire.Follow(earlier.Earlier(), spec, env.bank, env.Now())
	return a, err
}
