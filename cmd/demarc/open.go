package main

import (
	"github.com/spf13/cobra"
)

func newOpenCmd(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "open ID",
		GroupID:           groupBegin,
		Short:             "Open the app on the questions of an assessment",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE:              func(cmd *cobra.Command, args []string) error { return runOpen(cmd, env, args[0]) },
	}
	env.addAppFlags(cmd)
	return cmd
}

func runOpen(cmd *cobra.Command, env *environment, id string) error {
	if err := env.needsTerminal(cmd.Root()); err != nil {
		return err
	}
	opened, _, err := env.load(cmd.Context(), id)
	if err != nil {
		return err
	}
	return env.runApp(cmd.Context(), opened, env.shortly(opened.Dir()), id)
}
