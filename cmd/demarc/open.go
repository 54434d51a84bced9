package main

import (
	"context"

	"github.com/spf13/cobra"
)

func newOpenCmd(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "open ID",
		GroupID:           groupBegin,
		Short:             "Open the app on the questions of an assessment",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE:              func(cmd *cobra.Command, args []string) error { return runOpen(cmd.Context(), env, args[0]) },
	}
	env.addAppFlags(cmd)
	return cmd
}

func runOpen(ctx context.Context, env *environment, id string) error {
	if err := env.needsTerminal(); err != nil {
		return err
	}
	opened, _, err := env.load(ctx, id)
	if err != nil {
		return err
	}
	return env.runApp(ctx, opened, opened.Dir(), id)
}
