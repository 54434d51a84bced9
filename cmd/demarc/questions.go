package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

type questionsOptions struct {
	ids      []string // show these in full
	area     string
	tier     string
	of       string // --for
	services bool
	json     bool
}

func newQuestionsCmd(env *environment) *cobra.Command {
	var options questionsOptions
	cmd := &cobra.Command{
		Use:     "questions [QUESTION ...]",
		GroupID: groupRead,
		Short:   "List the questions of the bank, or show some in full",
		Long: `List the questions of the bank that new assessments use, or with --for those
that an assessment is asked. Those named by id are shown in full: what each level
means, what an auditor accepts, how to check it, how to close the gap.`,
		Example: "  demarc questions --area data --tier abstracted\n  demarc questions NET-01\n  demarc questions --for payments-2026-q4 --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			options.ids = args
			return runQuestions(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.area, "area", "", "only this area: iam, network, posture, workload, data, threat-intel")
	flags.StringVar(&options.tier, "tier", "", "only questions of this tier: infrastructure, container, abstracted")
	flags.StringVar(&options.of, "for", "", "only what this assessment is asked, by its id")
	flags.BoolVar(&options.services, "services", false, "list the services that the bank knows, by tier")
	flags.BoolVar(&options.json, "json", false, "for other programs")
	completeWords(cmd, "area", questionnaire.Areas())
	completeWords(cmd, "tier", questionnaire.Tiers())
	return cmd
}

// questionsJSON is a bank, or a part of it, as questions prints it for other
// programs.
type questionsJSON struct {
	Bank      questionnaire.BankRef     `json:"bank"`
	Weights   questionnaire.Weights     `json:"weights"`
	Questions []*questionnaire.Question `json:"questions"`
}

func runQuestions(ctx context.Context, env *environment, options questionsOptions) error {
	wanted, err := options.filter()
	if err != nil {
		return err
	}
	bank, questions, err := env.questions(ctx, options.of)
	if err != nil {
		return err
	}
	if options.services {
		return env.printServices(bank, options)
	}
	if err := allKnown(options.ids, bank); err != nil {
		return err
	}
	questions = slices.DeleteFunc(questions, func(question *questionnaire.Question) bool { return !wanted(question) })
	if options.json {
		return env.printJSON(questionsJSON{bank.Ref(), bank.Weights(), questions})
	}
	if len(questions) == 0 {
		env.say("no question is of that kind")
		return nil
	}
	if len(options.ids) > 0 {
		return env.printText(questionsInFull(questions))
	}
	return env.printText(questionsForPeople(questions))
}

func allKnown(ids []string, bank *questionnaire.Bank) error {
	for _, id := range ids {
		if _, ok := bank.Question(strings.ToUpper(id)); !ok {
			return advise(fmt.Errorf("%w %q", questionnaire.ErrUnknownQuestion, questionnaire.Printable(id)), "demarc questions lists them")
		}
	}
	return nil
}

// filter returns which questions the flags ask for.
func (o questionsOptions) filter() (func(*questionnaire.Question) bool, error) {
	var area questionnaire.Area
	var tier questionnaire.Tier
	var err error
	if o.area != "" {
		if area, err = questionnaire.ParseArea(o.area); err != nil {
			return nil, err
		}
	}
	if o.tier != "" {
		if tier, err = questionnaire.ParseTier(o.tier); err != nil {
			return nil, err
		}
	}
	named := make(map[string]bool)
	for _, id := range o.ids {
		named[strings.ToUpper(id)] = true
	}
	return func(question *questionnaire.Question) bool {
		return (len(named) == 0 || named[question.ID]) && (o.area == "" || question.Area == area) && (o.tier == "" || slices.Contains(question.Tiers, tier))
	}, nil
}

// questions returns what an assessment is asked and its bank, or without one
// all that new assessments may be asked.
func (e *environment) questions(ctx context.Context, id string) (*questionnaire.Bank, []*questionnaire.Question, error) {
	if id != "" {
		_, snapshot, err := e.load(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		questions := []*questionnaire.Question{}
		for _, asked := range questionnaire.Asked(snapshot.Bank, snapshot.Assessment.Scope()) {
			questions = append(questions, asked.Question)
		}
		return snapshot.Bank, questions, nil
	}
	opened, err := e.workspaceIfAny()
	if err != nil {
		return nil, nil, err
	}
	current, err := e.currentBank(opened)
	if err != nil {
		return nil, nil, err
	}
	return current, current.Questions(), nil
}

// workspaceIfAny opens the workspace that is meant, or returns nil where none
// was named and there is none: the questions can be read without one.
func (e *environment) workspaceIfAny() (*store.File, error) {
	dir, err := e.workspaceDir()
	if err != nil {
		return nil, err
	}
	opened, err := store.OpenFile(dir, e.now)
	if errors.Is(err, store.ErrNoWorkspace) && e.dir == "" && e.getenv("DEMARC_DIR") == "" {
		return nil, nil
	}
	return opened, err
}

func questionsForPeople(questions []*questionnaire.Question) string {
	list := &table{}
	list.add("QUESTION", "SEVERITY", "EFFORT", "TIERS", "TITLE")
	for _, question := range questions {
		list.add(question.ID, question.Severity.String(), question.Effort.String(), tiersInWords(question.Tiers), question.Title)
	}
	return list.String()
}

func tiersInWords(tiers []questionnaire.Tier) string {
	if len(tiers) == len(questionnaire.Tiers()) {
		return "all"
	}
	return strings.Join(words(tiers), ", ")
}

func questionsInFull(questions []*questionnaire.Question) string {
	var out strings.Builder
	for i, question := range questions {
		if i > 0 {
			out.WriteString("\n")
		}
		writeQuestion(&out, question)
	}
	return out.String()
}

func writeQuestion(out *strings.Builder, question *questionnaire.Question) {
	line := func(format string, args ...any) {
		out.WriteString(questionnaire.PrintableLine(fmt.Sprintf(format, args...)) + "\n")
	}
	list := func(title string, items []string) {
		if len(items) > 0 {
			line("")
			line("%s", title)
		}
		for _, item := range items {
			line("  - %s", item)
		}
	}
	line("%s  %s", question.ID, question.Title)
	line("%s, %s effort; tiers: %s; ask: %s", question.Severity, question.Effort, tiersInWords(question.Tiers), question.Ask)
	line("")
	line("%s", question.Text)
	for _, level := range question.OfferedLevels() {
		line("  %-5s %s", level, question.Levels.Of(level))
	}
	line("")
	line("%s", question.Why)
	list("An auditor accepts", question.Evidence)
	var steps []string
	for _, step := range question.Verify {
		steps = append(steps, step.Run+step.Ask+": "+step.Expect)
	}
	list("Check it", steps)
	list("Close the gap", question.Remediation)
}

func (e *environment) printServices(bank *questionnaire.Bank, options questionsOptions) error {
	services := slices.DeleteFunc(bank.Services(), func(service questionnaire.Service) bool {
		return options.tier != "" && service.Tier.String() != options.tier
	})
	if options.json {
		return e.printJSON(services)
	}
	list := &table{}
	list.add("SERVICE", "TIER", "NAME")
	for _, service := range services {
		list.add(service.ID, service.Tier.String(), service.Name)
	}
	return e.printText(list.String())
}
