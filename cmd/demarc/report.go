package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/handover"
	"demarc/scoring/report"
)

type reportOptions struct {
	id     string
	format string
	output string
	force  bool
	asOf   string
}

func newReportCmd(env *environment) *cobra.Command {
	var options reportOptions
	cmd := &cobra.Command{
		Use:               "report ID",
		GroupID:           groupRead,
		Short:             "Write the report of an assessment for auditors",
		Long:              "Write the report of an assessment for auditors, to standard output or a file.\n\nThe same assessment gives the same bytes, whoever writes it and when.",
		Example:           "  demarc report payments-2026-q4 -o payments-2026-q4.md",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runReport(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.format, "format", "md", "md, for markdown")
	flags.StringVarP(&options.output, "output", "o", "-", "file to write, - for standard output")
	flags.BoolVar(&options.force, "force", false, "write over a file that is there")
	flags.StringVar(&options.asOf, "as-of", "", "day on which the report speaks, YYYY-MM-DD (default: today for a draft, the last change for a final)")
	return cmd
}

func runReport(ctx context.Context, env *environment, options reportOptions) error {
	if options.format != "md" {
		return fmt.Errorf("unknown format %q: want md", questionnaire.Printable(options.format))
	}
	opened, snapshot, err := env.load(ctx, options.id)
	if err != nil {
		return err
	}
	day, err := env.asOf(options.asOf, snapshot.Assessment)
	if err != nil {
		return err
	}
	input, err := handover.ReportInput(ctx, opened, scoring.Score(snapshot.Bank, snapshot.Assessment, day))
	if err != nil {
		return err
	}
	return env.writeOutput(options.output, report.New(input).Markdown(), options.force)
}
