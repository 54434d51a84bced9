package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"demarc/scoring"
)

func newGapsCmd(env *environment) *cobra.Command {
	var options showOptions
	cmd := &cobra.Command{
		Use:               "gaps ID",
		GroupID:           groupRead,
		Short:             "List what is missing, gravest first",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runGaps(cmd.Context(), env, options)
		},
	}
	addFactFlags(cmd, &options.asOf, &options.json)
	return cmd
}

func runGaps(ctx context.Context, env *environment, options showOptions) error {
	sheet, err := env.score(ctx, options.id, options.asOf)
	if err != nil {
		return err
	}
	gaps := scoring.Gaps(sheet)
	if options.json {
		return env.printJSON(gaps)
	}
	if accepted := scoring.AcceptedRisks(sheet); len(accepted) > 0 {
		var ids []string
		for _, risk := range accepted {
			ids = append(ids, risk.Question)
		}
		env.say("not listed, because the risk is accepted: %s", strings.Join(ids, " "))
	}
	if len(gaps) == 0 {
		env.say("no gaps")
		return nil
	}
	return env.printText(gapsForPeople(gaps))
}

func gapsForPeople(gaps []scoring.Gap) string {
	list := &table{}
	list.add("QUESTION", "LEVEL", "SEVERITY", "EFFORT", "LIFT", "TITLE")
	for _, gap := range gaps {
		level := gap.Level
		if gap.Expired {
			level += ", expired"
		}
		list.add(gap.Question, level, gap.Severity.String(), gap.Effort.String(), "+"+gap.Lift.Percent(1), gap.Title)
	}
	return list.String()
}
