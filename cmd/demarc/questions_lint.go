package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire/bank"
)

type lintOptions struct {
	dir  string
	json bool
}

func newQuestionsLintCmd(env *environment) *cobra.Command {
	var options lintOptions
	cmd := &cobra.Command{
		Use:   "lint DIR",
		Short: "Say what is wrong with a bank of your own",
		Long: `Say what is wrong with the bank in a folder, with file, line and column.

Errors keep the bank from being used: the command ends with 1. Warnings are for
a person to look at.`,
		Example:           "  demarc questions lint house",
		Args:              exactly("the folder of a bank"),
		ValidArgsFunction: completeFolder,
		RunE: func(_ *cobra.Command, args []string) error {
			options.dir = args[0]
			return runLint(env, options)
		},
	}
	cmd.Flags().BoolVar(&options.json, "json", false, "for other programs")
	return cmd
}

// completeFolder completes the one folder that a command is about.
func completeFolder(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// problemJSON is one problem of a bank as lint prints it for other programs.
type problemJSON struct {
	File     string        `json:"file"`
	Line     int           `json:"line"`   // from 1; 0 where the file as a whole is meant
	Column   int           `json:"column"` // likewise, in characters
	Severity bank.Severity `json:"severity"`
	Rule     string        `json:"rule"`
	What     string        `json:"what"`
}

func runLint(env *environment, options lintOptions) error {
	problems, err := bank.Lint(os.DirFS(options.dir), options.dir)
	if err != nil {
		return err
	}
	var faults, warnings []bank.Problem
	for _, problem := range problems {
		if problem.Severity == bank.Error {
			faults = append(faults, problem)
		} else {
			warnings = append(warnings, problem)
		}
	}
	if options.json {
		err = env.printJSON(problemsForPrograms(problems))
	} else {
		err = env.printText(problemsForPeople(faults, warnings))
	}
	if err != nil {
		return err
	}
	counts := fmt.Sprintf("%s and %s in %s",
		plural(len(faults), "error", "errors"), plural(len(warnings), "warning", "warnings"), options.dir)
	if len(faults) > 0 {
		return advise(errors.New(counts), "mend the errors and the bank can be used")
	}
	env.say("%s; --bank %s uses it", counts, options.dir)
	return nil
}

func problemsForPrograms(problems []bank.Problem) []problemJSON {
	list := make([]problemJSON, len(problems))
	for i, problem := range problems {
		list[i] = problemJSON{problem.File, problem.Line, problem.Column, problem.Severity, problem.Rule, problem.What}
	}
	return list
}

// problemsForPeople lists the errors, then the warnings under a line that says
// so.
func problemsForPeople(faults, warnings []bank.Problem) string {
	var out strings.Builder
	for _, fault := range faults {
		out.WriteString(fault.String() + "\n" + fault.Excerpt())
	}
	if len(faults) > 0 && len(warnings) > 0 {
		out.WriteString("\n")
	}
	if len(warnings) > 0 {
		out.WriteString("Warnings:\n")
	}
	for _, warning := range warnings {
		out.WriteString(warning.String() + "\n" + warning.Excerpt())
	}
	return out.String()
}
