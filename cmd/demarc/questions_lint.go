package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
	"demarc/scoring"
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
a person to look at. A bank without errors is counted, by area and tier.`,
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
	switch {
	case options.json:
		err = env.printJSON(problemsForPrograms(problems))
	case len(faults) > 0:
		err = env.printText(problemsForPeople(faults, warnings))
	default:
		err = env.printLinted(warnings, options.dir)
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

// printLinted prints the warnings, and how many questions the bank asks of each
// area in each tier: a thin cell is no mistake, but a figure over it says little.
func (e *environment) printLinted(warnings []bank.Problem, dir string) error {
	linted, err := bank.Load(os.DirFS(dir), dir)
	if err != nil {
		return err
	}
	text := problemsForPeople(nil, warnings)
	if text != "" {
		text += "\n"
	}
	return e.printText(text + questionCounts(linted).String())
}

// questionCounts is a table of the questions in a bank, by area and tier.
func questionCounts(of *questionnaire.Bank) *table {
	counts := make(map[questionnaire.Area]map[questionnaire.Tier]int)
	all := make(map[questionnaire.Area]int)
	for _, area := range questionnaire.Areas() {
		counts[area] = make(map[questionnaire.Tier]int)
	}
	for _, question := range of.Questions() {
		all[question.Area]++
		for _, tier := range question.Tiers {
			counts[question.Area][tier]++
		}
	}
	drawn, thin := &table{}, false
	drawn.add("QUESTIONS", "INFRASTRUCTURE", "CONTAINER", "ABSTRACTED", "IN ALL")
	for _, area := range questionnaire.Areas() {
		row := []string{area.Name()}
		for _, tier := range questionnaire.Tiers() {
			cell := strconv.Itoa(counts[area][tier])
			if counts[area][tier] < scoring.SmallCell {
				cell, thin = cell+" *", true
			}
			row = append(row, cell)
		}
		drawn.add(append(row, strconv.Itoa(all[area]))...)
	}
	if thin {
		drawn.add(fmt.Sprintf("* fewer than %d: one answer moves the percentage far", scoring.SmallCell))
	}
	return drawn
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
