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

type reaffirmOptions struct {
	id         string
	questions  []string
	all        bool
	recordedBy string
}

func newReaffirmCmd(env *environment) *cobra.Command {
	var options reaffirmOptions
	cmd := &cobra.Command{
		Use:     "reaffirm ID [QUESTION...]",
		GroupID: groupAnswer,
		Short:   "Give carried answers again, as they are",
		Long: `Give answers that were carried over again, as they are, in the name of --by.
From then on they count.

Questions are named, or all with --all. --all marks the answers as re-affirmed in
one act, which the report says, and leaves three kinds to be named one by one:
critical questions, answers that rest on evidence of an earlier period, and what a
merge left in conflict.`,
		Example: `  demarc reaffirm payments-2027-q1 IAM-01 NET-07 --by "Priya Shah"
  demarc reaffirm payments-2027-q1 --all --by "Priya Shah"`,
		ValidArgsFunction: env.completeIDs,
		Args: func(cmd *cobra.Command, args []string) error {
			if options.all {
				return exactly(anAssessment)(cmd, args)
			}
			if len(args) < 2 {
				return exactly(anAssessment, "the ids of questions, or --all")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id, options.questions = args[0], args[1:]
			return runReaffirm(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&options.all, "all", false, "all that may be re-affirmed in one act")
	flags.StringVar(&options.recordedBy, "recorded-by", "", "name of the person who types, if another than who answers")
	return cmd
}

func runReaffirm(ctx context.Context, env *environment, options reaffirmOptions) error {
	speaker := env.speaker(ctx)
	if speaker == "" {
		return errNobodyNamed
	}
	opened, snapshot, err := env.load(ctx, options.id)
	if err != nil {
		return err
	}
	together, oneByOne := snapshot.Assessment.Carried(snapshot.Bank, snapshot.Assessment.AsOf(env.now()))
	ids := together
	if !options.all {
		if ids, err = carriedAmong(snapshot, options.questions); err != nil {
			return err
		}
	}
	var edits []store.Edit
	for _, id := range ids {
		answer, _ := snapshot.Assessment.Answer(id)
		edits = append(edits, store.Edit{
			Question: id, Answer: answer.Reaffirmed(speaker, strings.TrimSpace(options.recordedBy), options.all), Read: snapshot.Answers[id],
		})
	}
	if len(edits) > 0 || snapshot.Assessment.Final() {
		if _, err := opened.SaveAnswers(ctx, options.id, edits...); err != nil {
			return err
		}
	}
	env.say("re-affirmed: %s, for %s", plural(len(edits), "answer", "answers"), speaker)
	if options.all && len(oneByOne) > 0 {
		env.say("to be named one by one, because they are critical, in conflict, or their evidence is not fresh: %s", strings.Join(oneByOne, " "))
	}
	return nil
}

// carriedAmong returns the ids of the named questions, each once, or an error
// where one of them has no carried answer.
func carriedAmong(snapshot store.Snapshot, named []string) ([]string, error) {
	var ids []string
	for _, name := range named {
		id := strings.ToUpper(name)
		if _, ok := snapshot.Bank.Question(id); !ok {
			err := fmt.Errorf("%w %q", questionnaire.ErrUnknownQuestion, questionnaire.Printable(name))
			return nil, advise(err, "demarc questions --for "+snapshot.Assessment.ID()+" shows what is asked")
		}
		answer, _ := snapshot.Assessment.Answer(id)
		switch {
		case slices.Contains(ids, id):
		case answer.State == questionnaire.StateCarried:
			ids = append(ids, id)
		default:
			return nil, fmt.Errorf("%s: %w", id, errNotCarried)
		}
	}
	return ids, nil
}

var errNotCarried = errors.New("there is no carried answer to re-affirm")
