package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// setupScreen asks what a new assessment needs, in three short forms: team and
// period, tiers and services, depth and names. Guidance stands above the form.
type setupScreen struct {
	app           *App
	width, height int
	step          int
	form          *form
	problem       string // why the last step could not be taken

	team, label, first, last string
	ownDates                 bool // the label does not give its own dates
	tiers                    []string
	choose                   bool // name the services in use
	services                 map[questionnaire.Tier]*[]string
	page                     int // of the services, a tier a page
	depth                    string
	names                    string

	earlier    store.Snapshot         // what is carried over; empty where nothing is
	base       questionnaire.Scope    // what of the scope no page asks for
	people     []questionnaire.Person // as the earlier assessment names them
	considered string                 // the team of which was decided what is carried over
	looking    bool                   // for an earlier assessment of the team
	busy       bool                   // the assessment is being made
}

// The steps of setup. stepDates and stepServices are left out where they are
// not needed.
const (
	stepTeam = iota
	stepDates
	stepTiers
	stepServices
	stepDepth
)

// startSetup begins a new assessment: of the team at hand, if home shows one, as
// it was last time, else with the pages of setup.
func (a *App) startSetup() tea.Cmd {
	if a.env.bank == nil {
		return nil
	}
	if team := a.homeScreen().teamAtHand(); team != "" {
		return a.propose(team, questionnaire.Period{})
	}
	setup := newSetup(a, proposal{spec: questionnaire.Spec{Team: a.env.proposed.Team}})
	a.show(setup)
	return setup.enter(stepTeam)
}

func (s *setupScreen) capturing() bool { return true }

func (s *setupScreen) resize(width, height int) {
	s.width, s.height = width, height
	if s.form != nil {
		s.form.measure(s.formWidth())
		s.form.fit(s.formWidth(), s.form.roomBelow(len(s.heading()), height))
	}
}

func (s *setupScreen) formWidth() int { return min(maxFormWidth, s.width-4) }

// enter builds the form of a step.
func (s *setupScreen) enter(step int) tea.Cmd {
	s.step = step
	switch step {
	case stepTeam:
		s.form = s.app.newForm(
			huh.NewInput().Title("Team").Value(&s.team).CharLimit(200).Validate(required("a team name")),
			huh.NewInput().Title("Period, as 2026-Q4, 2026-H2, 2026-11, or your own label").Value(&s.label).CharLimit(40).Validate(required("a period")),
		)
	case stepDates:
		s.form = s.app.newForm(
			huh.NewInput().Title("First day, YYYY-MM-DD").Value(&s.first).Validate(requiredDate),
			huh.NewInput().Title("Last day, YYYY-MM-DD").Value(&s.last).Validate(requiredDate),
		)
	case stepTiers:
		s.form = s.app.newForm(s.tierField(), huh.NewSelect[bool]().Title("Services").Options(
			huh.NewOption("all services of these tiers", false),
			huh.NewOption("choose the services in use", true),
		).Value(&s.choose))
	case stepServices:
		s.form = s.app.newForm(s.serviceField())
	case stepDepth:
		s.form = s.app.newForm(s.depthField(),
			huh.NewInput().Title("Who is in the room").Placeholder("names, with commas between").Value(&s.names).CharLimit(400).Validate(someone))
	}
	s.resize(s.width, s.height)
	return s.form.Init()
}

func (s *setupScreen) tierField() huh.Field {
	var options []huh.Option[string]
	for _, tier := range questionnaire.Tiers() {
		options = append(options, huh.NewOption(tierOption(tier), tier.String()))
	}
	return huh.NewMultiSelect[string]().Title("Tiers in use").Options(options...).Filterable(false).Height(listRows(options)).Value(&s.tiers).
		Validate(func(ticked []string) error {
			if len(ticked) == 0 {
				return errors.New("tick at least one tier")
			}
			return nil
		})
}

func tierOption(tier questionnaire.Tier) string {
	return fmt.Sprintf("%-15s %s", tier, tierExamples[tier])
}

var tierExamples = map[questionnaire.Tier]string{
	questionnaire.Infrastructure: "EC2, EBS, VPC, Auto Scaling",
	questionnaire.Container:      "RDS, ECS, EKS, EMR, Beanstalk",
	questionnaire.Abstracted:     "S3, DynamoDB, SQS, Lambda, KMS",
}

// serviceField lists the services of one tier: a page a tier, so that the lists
// stay short.
func (s *setupScreen) serviceField() huh.Field {
	tier := s.tickedTiers()[s.page]
	var options []huh.Option[string]
	for _, service := range s.app.env.bank.Services() {
		if service.Tier == tier {
			options = append(options, huh.NewOption(clean(service.Name), service.ID))
		}
	}
	title := fmt.Sprintf("Services of the %s tier, %d to choose from", tier, len(options))
	return huh.NewMultiSelect[string]().Title(title).Options(options...).Height(listRows(options)).Value(s.services[tier])
}

func (s *setupScreen) tickedTiers() []questionnaire.Tier {
	var ticked []questionnaire.Tier
	for _, tier := range questionnaire.Tiers() {
		if slices.Contains(s.tiers, tier.String()) {
			ticked = append(ticked, tier)
		}
	}
	return ticked
}

func (s *setupScreen) depthField() huh.Field {
	scope, err := s.scope()
	if err != nil {
		scope = questionnaire.Scope{}
	}
	option := func(depth questionnaire.Depth) huh.Option[string] {
		scope.Depth = depth
		count := len(questionnaire.Asked(s.app.env.bank, scope))
		return huh.NewOption(fmt.Sprintf("%-9s %3d questions, about %d min", depth, count, minutesLeft(count, 0)), depth.String())
	}
	return huh.NewSelect[string]().Title("Depth").Options(
		option(questionnaire.DepthFull),
		option(questionnaire.DepthBaseline),
	).Value(&s.depth)
}

func required(what string) func(string) error {
	return func(text string) error {
		if strings.TrimSpace(text) == "" {
			return errors.New("needs " + what)
		}
		return nil
	}
}

// someone refuses a list of names that names nobody.
func someone(names string) error {
	if len(peopleNamed(names, nil)) == 0 {
		return errors.New("needs at least one name")
	}
	return nil
}

func requiredDate(text string) error {
	_, err := questionnaire.ParseDate(strings.TrimSpace(text))
	return err
}

// heading says where in setup this is, and what the step means.
func (s *setupScreen) heading() []string {
	t := s.app.env.theme
	titles := map[int]string{
		stepTeam: "1 of 3  Team and period", stepDates: "1 of 3  Dates of the period",
		stepTiers: "2 of 3  Tiers and services", stepServices: "2 of 3  Services in use", stepDepth: "3 of 3  Depth and names",
	}
	explained := map[int]string{
		stepTeam:     "demarc scores your side of the AWS shared responsibility model: three short screens, then the questions. Every answer is saved at once.",
		stepDates:    clean(s.label) + " is no calendar label such as 2026-Q4. Give its dates, or go back with esc.",
		stepTiers:    "Container is AWS's word for managed platforms, not only Docker. ECS or EKS on your own EC2 nodes, EMR, Beanstalk: tick infrastructure too, the nodes are yours.",
		stepServices: "A tier with none ticked has all its services in scope.",
		stepDepth:    "Baseline is the honest short form. The first name answers; the report prints names as they are entered.",
	}
	switch last := s.earlier.Assessment; {
	case last == nil && s.considered != "":
		explained[stepTeam] = "Nothing is carried over: every question is asked anew."
	case last != nil:
		explained[stepTeam] = "The answers of " + clean(last.Period().Label) + " come along, to be re-affirmed."
	}
	if period, err := s.period(); err == nil && s.step == stepDepth {
		if ahead := notBegunWords(period, questionnaire.NewDate(s.app.env.Now())); ahead != "" {
			explained[stepDepth] = clean(period.Label) + " has " + ahead + ". " + explained[stepDepth]
		}
	}
	lines := t.headingLines(formHeading{title: titles[s.step], explained: explained[s.step]}, s.form, s.formWidth(), s.height)
	if s.problem != "" {
		last := len(lines) - 1
		lines = append(lines[:last], t.wrapStyled(t.bad, s.problem, s.formWidth())...)
		lines = append(lines, "")
	}
	return lines
}

func (s *setupScreen) header() (left, right string) {
	return s.app.env.theme.title.Render("New assessment"), ""
}

func (s *setupScreen) footer() []key.Binding {
	done := "next screen"
	if s.step == stepDepth {
		done = "begin"
	}
	return append(formKeys(s.form, done), relabel(keys.Back, "screen before"))
}

func (s *setupScreen) groups() []keyGroup { return nil }

func (s *setupScreen) view() []string {
	return s.app.env.theme.formPane(s.heading(), s.form, nil, s.width, s.height)
}

func (s *setupScreen) update(msg tea.Msg) tea.Cmd {
	if s.busy {
		return nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, keys.Back) {
		return s.stepBack()
	}
	cmd := s.form.take(msg)
	if s.form.State == huh.StateCompleted {
		return s.completeStep()
	}
	return cmd
}

func (s *setupScreen) stepBack() tea.Cmd {
	s.problem = ""
	switch {
	case s.step == stepTeam:
		return s.app.back()
	case s.step == stepServices && s.page > 0:
		s.page--
		return s.enter(stepServices)
	case s.step == stepDepth && s.choose:
		return s.enter(stepServices)
	case s.step == stepServices, s.step == stepDepth:
		return s.enter(stepTiers)
	default:
		return s.enter(stepTeam)
	}
}

// completeStep goes on to the next step, or makes the assessment.
func (s *setupScreen) completeStep() tea.Cmd {
	s.problem = ""
	switch s.step {
	case stepTeam:
		_, err := questionnaire.ParsePeriod(strings.TrimSpace(s.label))
		s.ownDates = err != nil
		if s.ownDates {
			return s.enter(stepDates)
		}
		return s.leaveDates()
	case stepDates:
		return s.leaveDates()
	case stepTiers:
		s.page = 0
		if s.choose {
			return s.enter(stepServices)
		}
		return s.enter(stepDepth)
	case stepServices:
		if s.page+1 < len(s.tickedTiers()) {
			s.page++
			return s.enter(stepServices)
		}
		return s.enter(stepDepth)
	default:
		return s.create()
	}
}

// leaveDates goes on to the tiers, unless the team has an assessment for some of
// these days.
func (s *setupScreen) leaveDates() tea.Cmd {
	period, err := s.period()
	if err != nil {
		return s.again(err)
	}
	for _, entry := range s.app.homeScreen().entries {
		if entry.sheet == nil {
			continue
		}
		if a := entry.sheet.Assessment(); covers(a, s.team, period) {
			return s.again(fmt.Errorf("%s has an assessment for %s already: choose another period, or go back and open it", a.Team(), a.Period().Label))
		}
	}
	if s.settled(period) {
		return s.enter(stepTiers)
	}
	s.looking = true
	return s.app.propose(strings.TrimSpace(s.team), period)
}

// again shows the step once more with what was wrong.
func (s *setupScreen) again(err error) tea.Cmd {
	s.problem = clean(err.Error())
	return s.enter(s.step)
}

func (s *setupScreen) period() (questionnaire.Period, error) {
	label := strings.TrimSpace(s.label)
	if !s.ownDates {
		return questionnaire.ParsePeriod(label)
	}
	first, err := questionnaire.ParseDate(strings.TrimSpace(s.first))
	if err != nil {
		return questionnaire.Period{}, err
	}
	last, err := questionnaire.ParseDate(strings.TrimSpace(s.last))
	if err != nil {
		return questionnaire.Period{}, err
	}
	return questionnaire.NewPeriod(label, first, last)
}

func (s *setupScreen) scope() (questionnaire.Scope, error) {
	scope := s.base
	scope.Tiers, scope.Services = s.tickedTiers(), nil
	for _, tier := range scope.Tiers {
		if s.choose {
			scope.Services = append(scope.Services, *s.services[tier]...)
		}
	}
	depth, err := questionnaire.ParseDepth(s.depth)
	scope.Depth = depth
	return scope, err
}
