package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"demarc/scoring"
	"demarc/scoring/handover"
	"demarc/scoring/report"
	"demarc/scoring/spreadsheet"
)

type reportOptions struct {
	id     string
	format string
	output string
	force  bool
	asOf   string
	redact bool
	bom    bool
}

func newReportCmd(env *environment) *cobra.Command {
	var options reportOptions
	cmd := &cobra.Command{
		Use:               "report ID",
		GroupID:           groupRead,
		Short:             "Write the report of an assessment for auditors",
		Long:              "Write the report of an assessment for auditors, to standard output or a file.\n\nThe same assessment gives the same bytes, whoever writes it and when.",
		Example:           "  demarc report payments-2026-q4 -o payments-2026-q4.md\n  demarc report payments-2026-q4 --format html -o payments-2026-q4.html",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runReport(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.format, "format", report.Formats()[0].String(), "form of the report: "+formatsInWords())
	flags.BoolVar(&options.bom, "bom", false, "with --format csv: a byte order mark first, for spreadsheets that else misread UTF-8")
	flags.StringVarP(&options.output, "output", "o", "-", "file to write, - for standard output")
	flags.BoolVar(&options.force, "force", false, "write over a file that is there")
	flags.StringVar(&options.asOf, "as-of", "", "day on which the report speaks, YYYY-MM-DD (default: today for a draft, the last change for a final)")
	flags.BoolVar(&options.redact, "redact", false, "leave out names, accounts, what people wrote and where evidence is, for readers outside")
	completeWords(cmd, "format", report.Formats())
	return cmd
}

// formatsInWords says what each format is: "md, for markdown".
func formatsInWords() string {
	var words []string
	for _, format := range report.Formats() {
		words = append(words, format.Name+", "+format.Describes)
	}
	return strings.Join(words, "; ")
}

func runReport(ctx context.Context, env *environment, options reportOptions) error {
	format, err := report.FormatNamed(options.format)
	if err != nil {
		return err
	}
	if options.bom && format.Name != "csv" {
		return usagef("--bom goes with --format csv only")
	}
	opened, snapshot, err := env.load(ctx, options.id)
	if err != nil {
		return err
	}
	day, err := env.asOf(options.asOf, snapshot.Assessment)
	if err != nil {
		return err
	}
	if err := env.sayIfCorrected(ctx, opened, options.id); err != nil {
		return err
	}
	input, err := handover.ReportInput(ctx, opened, scoring.Score(snapshot.Bank, snapshot.Assessment, day))
	if err != nil {
		return err
	}
	if options.redact {
		input = report.Redact(input)
	}
	document, err := format.Write(input)
	if err != nil {
		return err
	}
	if options.bom {
		document = append([]byte(spreadsheet.ByteOrderMark), document...)
	}
	return env.writeOutput(options.output, document, options.force)
}
