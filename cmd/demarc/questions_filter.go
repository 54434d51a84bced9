package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
)

// questionFilter says which questions somebody wants to see. Each part that is
// set narrows the others.
type questionFilter struct {
	area      string
	tier      string
	service   string
	severity  string
	framework string // an id, or id:control
	text      string // words, all of which have to be there
	baseline  bool
}

func (f *questionFilter) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.area, "area", "", "only this area: iam, network, posture, workload, data, threat-intel")
	flags.StringVar(&f.tier, "tier", "", "only questions of this tier: infrastructure, container, abstracted")
	flags.StringVar(&f.service, "service", "", "only what is asked where this service is in use: what is about it, and what is about all of its tier")
	flags.StringVar(&f.severity, "severity", "", "only this severity: critical, high, medium, low")
	flags.StringVar(&f.framework, "framework", "", "only what refers to this framework, or one control of it: cis-aws-7.0:2.5")
	flags.StringVar(&f.text, "text", "", "only what holds all of these words, in small or capital letters")
	flags.BoolVar(&f.baseline, "baseline", false, "only the short assessment")
	completeWords(cmd, "area", questionnaire.Areas())
	completeWords(cmd, "tier", questionnaire.Tiers())
	completeWords(cmd, "severity", questionnaire.Severities())
}

// onlyTier reports whether no part but the tier is set.
func (f questionFilter) onlyTier() bool { return f == questionFilter{tier: f.tier} }

// in returns which questions of a bank are wanted.
func (f questionFilter) in(bank *questionnaire.Bank) (func(*questionnaire.Question) bool, error) {
	var conditions []func(*questionnaire.Question) bool
	for _, part := range []struct {
		set  bool
		make func(*questionnaire.Bank) (func(*questionnaire.Question) bool, error)
	}{
		{f.area != "", f.ofArea},
		{f.tier != "", f.ofTier},
		{f.service != "", f.ofService},
		{f.severity != "", f.ofSeverity},
		{f.framework != "", f.ofFramework},
	} {
		if !part.set {
			continue
		}
		condition, err := part.make(bank)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, condition)
	}
	words := strings.Fields(strings.ToLower(f.text))
	return func(question *questionnaire.Question) bool {
		fails := func(condition func(*questionnaire.Question) bool) bool { return !condition(question) }
		return !slices.ContainsFunc(conditions, fails) && (!f.baseline || question.Baseline) && holdsAll(question, words)
	}, nil
}

func (f questionFilter) ofArea(*questionnaire.Bank) (func(*questionnaire.Question) bool, error) {
	area, err := questionnaire.ParseArea(strings.ToLower(f.area))
	return func(question *questionnaire.Question) bool { return question.Area == area }, err
}

func (f questionFilter) ofTier(*questionnaire.Bank) (func(*questionnaire.Question) bool, error) {
	tier, err := questionnaire.ParseTier(strings.ToLower(f.tier))
	return func(question *questionnaire.Question) bool { return slices.Contains(question.Tiers, tier) }, err
}

func (f questionFilter) ofSeverity(*questionnaire.Bank) (func(*questionnaire.Question) bool, error) {
	severity, err := questionnaire.ParseSeverity(strings.ToLower(f.severity))
	return func(question *questionnaire.Question) bool { return question.Severity == severity }, err
}

// ofService wants what an assessment of this service alone would be asked.
func (f questionFilter) ofService(bank *questionnaire.Bank) (func(*questionnaire.Question) bool, error) {
	service, err := bank.FindService(f.service)
	if err != nil {
		var known []string
		for _, service := range bank.Services() {
			known = append(known, service.ID)
		}
		return nil, advise(unknownAmong("service", f.service, known), "demarc questions --services lists them")
	}
	asked := make(map[string]bool)
	scope := questionnaire.Scope{Tiers: []questionnaire.Tier{service.Tier}, Services: []string{service.ID}}
	for _, question := range questionnaire.Asked(bank, scope) {
		asked[question.ID] = true
	}
	return func(question *questionnaire.Question) bool { return asked[question.ID] }, nil
}

func (f questionFilter) ofFramework(bank *questionnaire.Bank) (func(*questionnaire.Question) bool, error) {
	name, control, one := strings.Cut(f.framework, ":")
	var known []string
	for _, framework := range bank.Frameworks() {
		known = append(known, framework.ID)
	}
	i := slices.IndexFunc(known, func(id string) bool { return strings.EqualFold(id, name) })
	if i < 0 {
		return nil, unknownAmong("framework", name, known)
	}
	name = known[i]
	if !one {
		return func(question *questionnaire.Question) bool { return len(question.References[name]) > 0 }, nil
	}
	var controls []string
	for _, question := range bank.Questions() {
		controls = append(controls, question.References[name]...)
	}
	slices.Sort(controls)
	controls = slices.Compact(controls)
	same := func(other string) bool { return strings.EqualFold(control, other) }
	if !slices.ContainsFunc(controls, same) {
		return nil, noSuchControl(name, control, controls)
	}
	return func(question *questionnaire.Question) bool {
		return slices.ContainsFunc(question.References[name], same)
	}, nil
}

// unknownAmong says that the bank has nothing of a name, and what it has.
func unknownAmong(kind, name string, known []string) error {
	if len(known) == 0 {
		return fmt.Errorf("unknown %s %q: the bank has none", kind, questionnaire.Printable(name))
	}
	return fmt.Errorf("unknown %s %q: the bank has %s", kind, questionnaire.Printable(name), some(known))
}

// noSuchControl says that no question refers to a control, and to which they
// do: of those that begin alike, if there are any.
func noSuchControl(framework, control string, referred []string) error {
	if len(referred) == 0 {
		return fmt.Errorf("no question refers to %s", framework)
	}
	alike := slices.DeleteFunc(slices.Clone(referred), func(other string) bool {
		rest, begins := strings.CutPrefix(strings.ToLower(other), strings.ToLower(control))
		return control == "" || !begins || strings.ContainsAny(rest[:1], "0123456789") // 2.21 is no part of 2.2
	})
	if len(alike) > 0 {
		referred = alike
	}
	return fmt.Errorf("no question refers to %q of %s, but to %s", questionnaire.Printable(control), framework, some(referred))
}

// mostNamed is how many names an error message spells out.
const mostNamed = 20

// some lists names, and of many the first ones.
func some(names []string) string {
	if more := len(names) - mostNamed; more > 1 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:mostNamed], ", "), more)
	}
	return strings.Join(names, ", ")
}

// holdsAll reports whether every one of the words, in small letters, stands
// somewhere in what the question says.
func holdsAll(question *questionnaire.Question, words []string) bool {
	if len(words) == 0 {
		return true
	}
	said := []string{question.ID, question.Title, question.Text, question.Why, question.Ask, question.Checks.None}
	for _, level := range question.OfferedLevels() {
		said = append(said, question.Levels.Of(level))
	}
	for _, step := range question.Verify {
		said = append(said, step.Run, step.Ask, step.Expect)
	}
	said = slices.Concat(said, question.Services, question.Evidence, question.Remediation, question.Checks.Prowler, question.Checks.SecurityHub)
	text := strings.ToLower(strings.Join(said, "\n"))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}
