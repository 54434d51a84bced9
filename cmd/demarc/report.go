package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire/store"
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
	// audience and frameworks say what of the report is wanted.
	audience   string
	frameworks []string
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
	flags.StringVar(&options.audience, "for", report.Auditor.String(), "who reads it: auditor, the whole report; executive, two pages of it in whole percents (md and html)")
	flags.StringSliceVar(&options.frameworks, "frameworks", nil, "limit the framework index to these, by their ids in the question bank")
	completeWords(cmd, "format", report.Formats())
	completeWords(cmd, "for", report.Audiences())
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
	audience, err := report.AudienceNamed(options.audience)
	if err != nil {
		return err
	}
	if err := options.checkSelection(format, audience); err != nil {
		return err
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
	input.Audience = audience
	if input.Frameworks, err = report.FrameworksNamed(input.Sheet, options.frameworks); err != nil {
		return err
	}
	if input.Cover, err = cover(opened); err != nil {
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

// checkSelection refuses to select where there is nothing to select from.
func (o reportOptions) checkSelection(format report.Format, audience report.Audience) error {
	switch {
	case audience == report.Executive && !format.Reads():
		return usagef("--for executive goes with --format md or html only")
	case len(o.frameworks) > 0 && (audience == report.Executive || !format.Indexes()):
		return usagef("--frameworks goes with a format that has a framework index: %s", strings.Join(indexed(), ", "))
	default:
		return nil
	}
}

// indexed names the formats that have a framework index.
func indexed() []string {
	var names []string
	for _, format := range report.Formats() {
		if format.Indexes() {
			names = append(names, format.Name)
		}
	}
	return names
}

// cover returns what the workspace puts first on its reports.
func cover(in *store.File) (report.Cover, error) {
	settings, err := in.Config()
	if err != nil {
		return report.Cover{}, err
	}
	return report.Cover{Logo: settings.Report.Logo, Text: settings.Report.Cover}, nil
}
