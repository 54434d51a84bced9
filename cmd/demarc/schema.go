package main

import (
	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/scoring/report"
)

func newSchemaCmd(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:                   "schema report",
		GroupID:               groupMore,
		Short:                 "Print the JSON Schema of what demarc writes for programs",
		Long:                  "Print the JSON Schema, draft 2020-12, of what demarc report --format json writes.",
		Example:               "  demarc schema report > report.schema.json",
		Args:                  exactly("what to print the schema of: report"),
		ValidArgs:             []string{"report"},
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if args[0] != "report" {
				return usagef("there is no schema of %q: want report", questionnaire.Printable(args[0]))
			}
			return env.print(report.JSONSchema())
		},
	}
}
