package main

import (
	"context"

	"github.com/spf13/cobra"
)

type finalizeOptions struct {
	id              string
	preparedBy      string
	allowUnanswered bool
}

func newFinalizeCmd(env *environment) *cobra.Command {
	var options finalizeOptions
	cmd := &cobra.Command{
		Use:     "finalize ID --prepared-by NAME",
		GroupID: groupAnswer,
		Short:   "Lock the answers of an assessment for good",
		Long: `Lock the answers of an assessment for good, in the name of who prepared it.

Unknown is an answer. Questions without a level keep it from being finalized
unless --allow-unanswered is given; the report then lists them.`,
		Example:           "  demarc finalize payments-2026-q4 --prepared-by \"Ana Ruiz\"",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runFinalize(cmd.Context(), env, options)
		},
	}
	cmd.Flags().StringVar(&options.preparedBy, "prepared-by", "", "name of the person who prepared it, as it is to be printed")
	cmd.Flags().BoolVar(&options.allowUnanswered, "allow-unanswered", false, "lock it although questions have no answer")
	return cmd
}

func runFinalize(ctx context.Context, env *environment, options finalizeOptions) error {
	if options.preparedBy == "" {
		return usagef("finalize needs --prepared-by NAME, the person who prepared it")
	}
	opened, err := env.workspace()
	if err != nil {
		return err
	}
	if err := opened.Finalize(ctx, options.id, options.preparedBy, options.allowUnanswered); err != nil {
		return adviseOnID(err, opened)
	}
	env.say("%s is final, prepared by %s; demarc report %s writes the report", options.id, options.preparedBy, options.id)
	return nil
}
