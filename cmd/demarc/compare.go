package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

type compareOptions struct {
	old, new string
	asOf     string
	json     bool
}

func newCompareCmd(env *environment) *cobra.Command {
	var options compareOptions
	cmd := &cobra.Command{
		Use:     "compare OLD NEW",
		GroupID: groupRead,
		Short:   "Show what moved between two assessments of a team",
		Long: `Show what moved between two assessments of a team. OLD must end before NEW
starts, or be an earlier version for the same period.

The change of coverage is taken apart into parts that add up: what other
questions and weights did, then another scope, then n/a, then levels that were
given or lost, then levels that rose or fell. Like for like are the questions
that have a level on both sides, with the same revision.

Each side speaks on its own day: a final on the day of its last change, a draft
today. --as-of is the day on which NEW speaks, and OLD if it is a draft.`,
		Example:           "  demarc compare payments-2026-q3 payments-2026-q4",
		Args:              exactly("the id of the old assessment, which demarc list shows", "the id of the new assessment, which demarc list shows"),
		ValidArgsFunction: env.completeSides,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.old, options.new = args[0], args[1]
			return runCompare(cmd.Context(), env, options)
		},
	}
	cmd.Flags().StringVar(&options.asOf, "as-of", "", "day on which NEW speaks, and OLD if it is a draft, YYYY-MM-DD (default: each side's own)")
	cmd.Flags().BoolVar(&options.json, "json", false, "for other programs")
	return cmd
}

func runCompare(ctx context.Context, env *environment, options compareOptions) error {
	opened, before, err := env.load(ctx, options.old)
	if err != nil {
		return err
	}
	_, after, err := env.load(ctx, options.new)
	if err != nil {
		return err
	}
	if err := checkUnchanged(ctx, opened, before, after.Assessment); err != nil {
		return err
	}
	comparison, err := env.compare(before, after, options.asOf)
	if err != nil {
		return adviseOnComparing(err, options)
	}
	if options.json {
		return env.printJSON(compareForPrograms(comparison))
	}
	return env.printText(env.compareForPeople(comparison))
}

// checkUnchanged refuses an old assessment that is not the document that was
// signed, or that the new one names as the one it follows or corrects.
func checkUnchanged(ctx context.Context, in store.Store, before store.Snapshot, after *questionnaire.Assessment) error {
	if err := store.CheckSigned(ctx, in, before); err != nil {
		return err
	}
	previous, _ := after.Previous()
	corrected, _ := after.Supersedes()
	for _, ref := range []questionnaire.DocumentRef{previous, corrected} {
		if ref.ID == before.Assessment.ID() && ref.Digest != "" && ref.Digest != before.Digest {
			return &questionnaire.ChangedError{ID: ref.ID, Named: ref.Digest, Digest: before.Digest}
		}
	}
	return nil
}

func (e *environment) compare(before, after store.Snapshot, asOf string) (scoring.Comparison, error) {
	dayAfter, err := e.asOf(asOf, after.Assessment)
	if err != nil {
		return scoring.Comparison{}, err
	}
	dayBefore := dayAfter
	if before.Assessment.Final() || asOf == "" {
		dayBefore = before.Assessment.AsOf(e.now())
	}
	return scoring.Compare(
		scoring.Score(before.Bank, before.Assessment, dayBefore),
		scoring.Score(after.Bank, after.Assessment, dayAfter),
	)
}

func adviseOnComparing(err error, options compareOptions) error {
	switch {
	case errors.Is(err, scoring.ErrWrongOrder):
		return advise(err, fmt.Sprintf("demarc compare %s %s is the other way round", options.new, options.old))
	case errors.Is(err, scoring.ErrOtherTeam):
		return advise(err, "demarc list shows whose assessments there are")
	case errors.Is(err, scoring.ErrNothingApplies):
		return advise(err, "demarc show tells what is asked and what was answered n/a")
	default:
		return err
	}
}

// comparedJSON is a comparison as compare prints it for other programs: what it
// holds, and between what.
type comparedJSON struct {
	Old  string    `json:"old"`
	New  string    `json:"new"`
	AsOf sidesJSON `json:"as_of"`
	scoring.Comparison
}

type sidesJSON struct {
	Old questionnaire.Date `json:"old"`
	New questionnaire.Date `json:"new"`
}

func compareForPrograms(c scoring.Comparison) comparedJSON {
	return comparedJSON{
		Old: c.Old.Assessment().ID(), New: c.New.Assessment().ID(),
		AsOf:       sidesJSON{Old: c.Old.AsOf(), New: c.New.AsOf()},
		Comparison: c,
	}
}

// completeSides completes the ids of two assessments.
func (e *environment) completeSides(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 1 {
		return e.completeIDs(cmd, nil, typed)
	}
	return e.completeIDs(cmd, args, typed)
}
