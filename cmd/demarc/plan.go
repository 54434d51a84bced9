package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/scoring"
)

type planOptions struct {
	showOptions
	target string
}

func newPlanCmd(env *environment) *cobra.Command {
	var options planOptions
	cmd := &cobra.Command{
		Use:     "plan ID --target PERCENT",
		GroupID: groupRead,
		Short:   "Plan which gaps to close to reach a coverage",
		Long: `Plan which gaps to close, in which order, to reach an overall coverage: each
step takes the gap with the most gain for its effort.`,
		Example:           "  demarc plan payments-2026-q4 --target 80",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runPlan(cmd.Context(), env, options)
		},
	}
	cmd.Flags().StringVar(&options.target, "target", "", "overall coverage to reach, in percent")
	addFactFlags(cmd, &options.asOf, &options.json)
	return cmd
}

func runPlan(ctx context.Context, env *environment, options planOptions) error {
	if options.target == "" {
		return usagef("plan needs --target, the overall coverage to reach in percent")
	}
	target, ok := scoring.ParsePercent(strings.TrimSuffix(options.target, "%"))
	if !ok {
		return fmt.Errorf("target %q is not a percentage from 0 to 100", questionnaire.Printable(options.target))
	}
	sheet, err := env.score(ctx, options.id, options.asOf)
	if err != nil {
		return err
	}
	roadmap := scoring.Plan(sheet, target)
	if options.json {
		return env.printJSON(roadmap)
	}
	return env.printText(planForPeople(roadmap, sheet))
}

func planForPeople(roadmap scoring.Roadmap, sheet *scoring.Sheet) string {
	outcome := fmt.Sprintf("From %s to %s, target %s", percentIn(roadmap.Start, sheet), percentIn(roadmap.End, sheet), percent(roadmap.Target))
	if !roadmap.Reached {
		outcome += ": not reached, even with every gap closed"
	}
	if len(roadmap.Steps) == 0 {
		return outcome + "\n"
	}
	steps := &table{}
	steps.add("STEP", "QUESTION", "EFFORT", "LIFT", "COVERAGE AFTER", "TITLE")
	for i, step := range roadmap.Steps {
		line, _ := sheet.Line(step.Question)
		steps.add(fmt.Sprint(i+1), step.Question, step.Effort.String(), "+"+step.Lift.Percent(1), percentIn(step.CoverageAfter, sheet), line.Title)
	}
	return outcome + "\n\n" + steps.String()
}
