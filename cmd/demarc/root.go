package main

import (
	"context"
	"fmt"
	"image/color"
	"io"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"demarc/questionnaire/store"
)

// run runs one command line and returns its exit code.
func run(ctx context.Context, env *environment, args []string) int {
	root := newRootCmd(env)
	root.SetArgs(args)
	root.SetIn(env.in)
	root.SetOut(env.out)
	root.SetErr(env.err)
	if env.columns > 0 {
		fitHelp(root, args, env.columns)
	}
	err := fang.Execute(ctx, root,
		fang.WithVersion(programVersion()),
		fang.WithColorSchemeFunc(helpColors),
		fang.WithErrorHandler(func(_ io.Writer, _ fang.Styles, err error) { reportError(env.err, err) }),
		fang.WithoutManpage(), fang.WithoutCompletions(), // ours are listed
	)
	return exitCode(err)
}

// helpColors are the terminal's own sixteen, and its text color for all text, so
// that they suit any background.
func helpColors[LightOrDark any](LightOrDark) fang.ColorScheme {
	colors := fang.AnsiColorScheme(func(light, _ color.Color) color.Color { return light })
	colors.Base, colors.Description, colors.Argument, colors.Help, colors.Dash = nil, nil, nil, nil, nil
	return colors
}

const rootHelp = `Score your side of the AWS Shared Responsibility Model.

Say which service tiers a team uses, answer questions, see the coverage of six
capability areas, and export a report for auditors. Without a command the app
opens. All commands but open work without a terminal.

With --accessible, with ACCESSIBLE=1, or on a terminal that cannot move its cursor
(TERM=dumb), the app asks in plain lines, for screen readers; the first two work
through a pipe too. Input that ends early keeps what was answered and exits with 1.

A workspace is the folder that --dir or $DEMARC_DIR names, else the nearest
folder upwards with a demarc.yaml, else demarc in $XDG_DATA_HOME. Answers are
given in the name of --by, $DEMARC_BY or git's user.name; names are kept as
entered and nobody's identity is checked.

Exit codes: 0 done; 1 failed, nothing changed; 2 wrong usage, or no terminal
where one is needed; 3 a gate or an integrity check did not hold, or a merge
left conflicts; 130 interrupted.`

// The groups of commands, in the order of help.
const (
	groupBegin  = "begin"
	groupAnswer = "answer"
	groupRead   = "read"
	groupMore   = "more"
)

func newRootCmd(env *environment) *cobra.Command {
	root := &cobra.Command{
		Use:     "demarc",
		Short:   "Score your side of the AWS Shared Responsibility Model",
		Long:    rootHelp,
		Example: "  # a first assessment, in the app\n  demarc\n\n  # the same without a terminal\n  demarc new --team Payments --tiers infrastructure,abstracted",
		Args:    noSuchCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runHome(cmd, env) },
	}
	root.SuggestionsMinimumDistance = 2
	env.addAppFlags(root)
	root.AddGroup(
		&cobra.Group{ID: groupBegin, Title: "begin"},
		&cobra.Group{ID: groupAnswer, Title: "answer"},
		&cobra.Group{ID: groupRead, Title: "read"},
		&cobra.Group{ID: groupMore, Title: "more"},
	)
	root.AddCommand(
		newInitCmd(env), newNewCmd(env), newOpenCmd(env), newDemoCmd(env),
		newAnswerCmd(env), newReaffirmCmd(env), newFinalizeCmd(env), newSignoffCmd(env), newMergeCmd(env),
		newListCmd(env), newShowCmd(env), newGapsCmd(env), newPlanCmd(env), newQuestionsCmd(env), newReportCmd(env),
		newCompareCmd(env), newTrendCmd(env), newGateCmd(env), newSampleCmd(env),
		newPackageCmd(env), newVerifyCmd(env),
		newSchemaCmd(env), newCompletionCmd(env), newManCmd(env),
	)
	root.SetHelpCommandGroupID(groupMore)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%s; see %s --help", err, cmd.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.StringVar(&env.dir, "dir", "", "workspace folder")
	flags.StringVar(&env.bankDir, "bank", "", "folder of a question bank for new assessments")
	flags.StringVar(&env.by, "by", "", "name of the person who answers")
	flags.BoolVar(&env.plainLines, "accessible", false, "ask in plain lines, for screen readers and pipes, like ACCESSIBLE=1")
	flags.BoolFunc("no-color", "no colors, like NO_COLOR=1", func(string) error { return env.setenv("NO_COLOR", "1") })
	return root
}

// noSuchCommand refuses what is left on the command line when no command was
// recognized.
func noSuchCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "see demarc --help"
	if similar := root.SuggestionsFor(args[0]); len(similar) > 0 {
		hint = "did you mean demarc " + strings.Join(similar, " or demarc ") + "?"
	}
	return usagef("unknown command %q; %s", args[0], hint)
}

// exactly refuses any other number of arguments; missing says what each of them
// is, for whoever left one out.
func exactly(missing ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(missing):
			return usagef("%s needs %s; see %s --help", cmd.Name(), missing[len(args)], cmd.CommandPath())
		case len(args) > len(missing):
			return usagef("%s has no use for %q; see %s --help", cmd.Name(), args[len(missing)], cmd.CommandPath())
		}
		return nil
	}
}

const anAssessment = "the id of an assessment, which demarc list shows"

// completeIDs completes the id of an assessment.
func (e *environment) completeIDs(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	return e.completeFirst(cmd, args, func(listed []store.Listed) []string {
		var ids []string
		for _, one := range listed {
			ids = append(ids, one.ID)
		}
		return ids
	})
}

// completeTeams completes the name of a team.
func (e *environment) completeTeams(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	return e.completeFirst(cmd, args, teamsOf)
}

// completeFirst completes the first argument with names from the assessments of
// the workspace.
func (e *environment) completeFirst(cmd *cobra.Command, args []string, names func([]store.Listed) []string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	opened, err := e.workspace()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	listed, err := opened.List(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return names(listed), cobra.ShellCompDirectiveNoFileComp
}

// completeWords completes a flag with the words of a vocabulary.
func completeWords[T fmt.Stringer](cmd *cobra.Command, flag string, vocabulary []T) {
	complete := cobra.FixedCompletions(words(vocabulary), cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // the command has no such flag
	}
}

func words[T fmt.Stringer](vocabulary []T) []string {
	var names []string
	for _, word := range vocabulary {
		names = append(names, word.String())
	}
	return names
}
