package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
)

func newQuestionsShowCmd(env *environment) *cobra.Command {
	var options questionsOptions
	cmd := &cobra.Command{
		Use:   "show QUESTION ...",
		Short: "Show questions in full",
		Long: `Show questions in full: what each level means, what an auditor accepts, how to
check it, how to close the gap. With --format md for paper.`,
		Example:           "  demarc questions show IAM-01 NET-01",
		Args:              atLeastOneQuestion,
		ValidArgsFunction: env.completeQuestions,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.ids = args
			return runQuestions(cmd.Context(), env, options)
		},
	}
	options.addFlags(cmd)
	return cmd
}

func atLeastOneQuestion(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usagef("show needs the id of a question, which demarc questions lists; see %s --help", cmd.CommandPath())
	}
	return nil
}

// completeQuestions completes the ids of questions.
func (e *environment) completeQuestions(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	from, err := e.questions(cmd.Context(), "")
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var ids []string
	for _, question := range from.questions {
		ids = append(ids, question.ID+"\t"+questionnaire.PrintableLine(question.Title))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

func questionsInFull(questions []*questionnaire.Question) string {
	var out strings.Builder
	for i, question := range questions {
		if i > 0 {
			out.WriteString("\n")
		}
		writeQuestion(&out, question)
	}
	return out.String()
}

func writeQuestion(out *strings.Builder, question *questionnaire.Question) {
	line := func(format string, args ...any) {
		out.WriteString(questionnaire.PrintableLine(fmt.Sprintf(format, args...)) + "\n")
	}
	list := func(title string, items []string) {
		if len(items) > 0 {
			line("")
			line("%s", title)
		}
		for _, item := range items {
			line("  - %s", item)
		}
	}
	line("%s  %s", question.ID, question.Title)
	line("%s, %s effort; tiers: %s; ask: %s", question.Severity, question.Effort, tiersInWords(question.Tiers), question.Ask)
	line("")
	line("%s", question.Text)
	for _, level := range question.OfferedLevels() {
		line("  %-5s %s", level, question.Levels.Of(level))
	}
	line("")
	line("%s", question.Why)
	list("An auditor accepts", question.Evidence)
	var steps []string
	for _, step := range question.Verify {
		steps = append(steps, step.Run+step.Ask+": "+step.Expect)
	}
	list("Check it", steps)
	list("Close the gap", question.Remediation)
}
