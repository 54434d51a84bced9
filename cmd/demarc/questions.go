package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring/report"
)

type questionsOptions struct {
	ids      []string // show these in full
	filter   questionFilter
	of       string // --for
	services bool
	json     bool
	format   string // of paper; empty for the terminal
	output   string // empty for standard output
	force    bool
}

func newQuestionsCmd(env *environment) *cobra.Command {
	var options questionsOptions
	cmd := &cobra.Command{
		Use:     "questions [QUESTION ...]",
		GroupID: groupRead,
		Short:   "List the questions of the bank, or show some in full",
		Long: `List the questions of the bank that new assessments use, or with --for those
that an assessment is asked. Filters narrow the list, each of them further.
Those named by id are shown in full: what each level means, what an auditor
accepts, how to check it, how to close the gap.

--format md writes them for paper, with a box to tick for every level. With
--for it writes a pre-read for the session: whom to bring, what to have at hand,
and what was said last time.`,
		Example:           "  demarc questions --area data --tier abstracted\n  demarc questions --framework cis-aws-7.0:2.5\n  demarc questions NET-01\n  demarc questions --for payments-2026-q4 --format md -o pre-read.md",
		Args:              questionsNotCommands,
		ValidArgsFunction: env.completeQuestions,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.ids = args
			return runQuestions(cmd.Context(), env, options)
		},
	}
	cmd.SuggestionsMinimumDistance = 2
	options.filter.addFlags(cmd)
	options.addFlags(cmd)
	cmd.Flags().BoolVar(&options.services, "services", false, "list the services that the bank knows, by tier")
	cmd.AddCommand(newQuestionsShowCmd(env), newQuestionsLintCmd(env), newQuestionsExportCmd(env))
	return cmd
}

// addFlags adds the flags of every command that prints questions.
func (o *questionsOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.of, "for", "", "only what this assessment is asked, by its id")
	flags.BoolVar(&o.json, "json", false, "for other programs")
	flags.StringVar(&o.format, "format", "", "for paper: md, for markdown")
	flags.StringVarP(&o.output, "output", "o", "", "file to write as markdown, or as JSON with --json; - for standard output")
	flags.BoolVar(&o.force, "force", false, "write over a file that is there")
}

// questionsNotCommands refuses a word that can be no question's id, because
// whoever typed it may have meant a command.
func questionsNotCommands(cmd *cobra.Command, args []string) error {
	for _, word := range args {
		if strings.ContainsAny(word, "0123456789") { // as every id does
			continue
		}
		hint := "demarc questions lists the questions, demarc questions --help the commands"
		if similar := cmd.SuggestionsFor(word); len(similar) > 0 {
			hint = "did you mean demarc questions " + strings.Join(similar, " or demarc questions ") + "?"
		}
		return usagef("%q is neither the id of a question nor a command of questions (show, lint, export); %s", questionnaire.Printable(word), hint)
	}
	return nil
}

// check refuses flags that do not go together.
func (o questionsOptions) check() error {
	switch {
	case o.format != "" && o.format != "md":
		return fmt.Errorf("unknown format %q: want md", questionnaire.Printable(o.format))
	case o.json && o.format != "":
		return usagef("--json and --format are two ways to print the same: give one of them")
	case o.services && (len(o.ids) > 0 || o.format != "" || o.output != "" || !o.filter.onlyTier()):
		return usagef("--services goes with --tier and --json only")
	}
	return nil
}

// questionsJSON is a bank, or a part of it, as questions prints it for other
// programs.
type questionsJSON struct {
	Bank      questionnaire.BankRef     `json:"bank"`
	Weights   questionnaire.Weights     `json:"weights"`
	Questions []*questionnaire.Question `json:"questions"`
}

func runQuestions(ctx context.Context, env *environment, options questionsOptions) error {
	if err := options.check(); err != nil {
		return err
	}
	from, err := env.questions(ctx, options.of)
	if err != nil {
		return err
	}
	wanted, err := options.filter.in(from.bank)
	if err != nil {
		return err
	}
	if options.services {
		return env.printServices(from.bank, options)
	}
	if err := allKnown(options.ids, from.bank); err != nil {
		return err
	}
	from.questions = slices.DeleteFunc(from.questions, func(question *questionnaire.Question) bool {
		return !wanted(question) || len(options.ids) > 0 && !slices.ContainsFunc(options.ids, isID(question.ID))
	})
	if left := leftOut(options.ids, from.questions); len(left) > 0 {
		env.say("the flags leave out %s", strings.Join(left, ", "))
	}
	return env.printQuestions(from, options)
}

// isID reports whether somebody who typed an id meant this one.
func isID(id string) func(string) bool {
	return func(typed string) bool { return strings.EqualFold(typed, id) }
}

// leftOut returns those of the ids that none of the questions has.
func leftOut(ids []string, questions []*questionnaire.Question) []string {
	var left []string
	for _, id := range ids {
		if !slices.ContainsFunc(questions, func(question *questionnaire.Question) bool { return isID(question.ID)(id) }) {
			left = append(left, strings.ToUpper(id))
		}
	}
	return left
}

func allKnown(ids []string, bank *questionnaire.Bank) error {
	for _, id := range ids {
		if _, ok := bank.Question(strings.ToUpper(id)); !ok {
			return advise(fmt.Errorf("%w %q", questionnaire.ErrUnknownQuestion, questionnaire.Printable(id)), "demarc questions lists them")
		}
	}
	return nil
}

// printQuestions prints questions in the form that the flags ask for.
func (e *environment) printQuestions(from questionSource, options questionsOptions) error {
	switch {
	case options.json:
		document, err := questionnaire.PrintableJSON(questionsJSON{from.bank.Ref(), from.bank.Weights(), from.questions})
		if err != nil {
			return err
		}
		return e.writeOutput(cmp.Or(options.output, "-"), document, options.force)
	case len(from.questions) == 0:
		if len(options.ids) == 0 {
			e.say("no question is of that kind")
		}
		return nil
	case options.format != "" || options.output != "":
		return e.writeOutput(cmp.Or(options.output, "-"), from.onPaper().Markdown(), options.force)
	case len(options.ids) > 0:
		return e.printText(questionsInFull(from.questions))
	case options.filter.service != "":
		return e.printQuestionsOfService(from, options.filter.service)
	default:
		return e.printText(questionsForPeople(from.questions))
	}
}

// questionSource is a bank and questions of it: those that an assessment is
// asked, or where there is none all of them.
type questionSource struct {
	assessment *questionnaire.Assessment // or nil
	bank       *questionnaire.Bank
	questions  []*questionnaire.Question
}

// onPaper returns the questions as a document: of an assessment, the pre-read.
func (s questionSource) onPaper() *report.Document {
	if s.assessment != nil {
		return report.PreRead(s.assessment, s.questions)
	}
	return report.Questions(s.bank, s.questions)
}

// questions returns what an assessment is asked, or without one all that new
// assessments may be asked.
func (e *environment) questions(ctx context.Context, id string) (questionSource, error) {
	if id != "" {
		_, snapshot, err := e.load(ctx, id)
		if err != nil {
			return questionSource{}, err
		}
		questions := []*questionnaire.Question{}
		for _, asked := range questionnaire.Asked(snapshot.Bank, snapshot.Assessment.Scope()) {
			questions = append(questions, asked.Question)
		}
		return questionSource{snapshot.Assessment, snapshot.Bank, questions}, nil
	}
	opened, err := e.workspaceIfAny()
	if err != nil {
		return questionSource{}, err
	}
	current, err := e.currentBank(opened)
	if err != nil {
		return questionSource{}, err
	}
	return questionSource{bank: current, questions: current.Questions()}, nil
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

// printQuestionsOfService lists what is about a service before what is asked of
// all of its tier: somebody who asks for S3 looks for the buckets first.
func (e *environment) printQuestionsOfService(from questionSource, name string) error {
	service, err := from.bank.FindService(name)
	if err != nil {
		return err
	}
	about := func(question *questionnaire.Question) bool { return slices.Contains(question.Services, service.ID) }
	var out strings.Builder
	for _, part := range []struct {
		title string
		not   func(*questionnaire.Question) bool
	}{
		{"About " + service.Name, func(question *questionnaire.Question) bool { return !about(question) }},
		{"Asked whatever is in use of the tier " + service.Tier.String(), about},
	} {
		questions := slices.DeleteFunc(slices.Clone(from.questions), part.not)
		if len(questions) == 0 {
			continue
		}
		if out.Len() > 0 {
			out.WriteString("\n")
		}
		out.WriteString(questionnaire.PrintableLine(part.title) + "\n\n" + questionsForPeople(questions))
	}
	return e.printText(out.String())
}

func tiersInWords(tiers []questionnaire.Tier) string {
	if len(tiers) == len(questionnaire.Tiers()) {
		return "all"
	}
	return strings.Join(words(tiers), ", ")
}

func (e *environment) printServices(bank *questionnaire.Bank, options questionsOptions) error {
	services := slices.DeleteFunc(bank.Services(), func(service questionnaire.Service) bool {
		return options.filter.tier != "" && !strings.EqualFold(service.Tier.String(), options.filter.tier)
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
