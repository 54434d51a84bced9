package main

import (
	"fmt"
	"maps"
	"slices"
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
check it, how to close the gap, and the controls and scanner checks that speak
to it. With --format md for paper.`,
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
	line("%s", placeOf(question))
	line("")
	line("%s", question.Text)
	for _, level := range question.OfferedLevels() {
		line("  %-5s %s", level, question.Levels.Of(level))
	}
	line("")
	line("%s", question.Why)
	list("An auditor accepts", question.Evidence)
	if len(question.Verify) > 0 {
		line("")
		line("Check it")
	}
	for _, step := range question.Verify {
		line("  - %s", step.Run+step.Ask) // a line of its own, to be copied
		line("    %s", step.Expect)
	}
	list("Close the gap", question.Remediation)
	var references []string
	for _, framework := range slices.Sorted(maps.Keys(question.References)) {
		references = append(references, framework+": "+strings.Join(question.References[framework], ", "))
	}
	list("Controls it speaks to", references)
	list("Scanner checks", scannerChecks(question.Checks))
}

// placeOf says where in the bank a question stands, and what narrows it.
func placeOf(question *questionnaire.Question) string {
	parts := []string{question.Area.Name()}
	if len(question.Services) > 0 {
		parts = append(parts, "asked only with "+strings.Join(question.Services, ", "))
	}
	if question.Baseline {
		parts = append(parts, "in the short assessment")
	}
	age := "evidence of the period"
	if days := question.EvidenceMaxAgeDays; days > 0 {
		age = fmt.Sprintf("evidence at most %d days old", days)
	}
	return strings.Join(append(parts, age, fmt.Sprintf("revision %d", question.Revision)), "; ")
}

func scannerChecks(checks questionnaire.Checks) []string {
	var lines []string
	for _, scanner := range []struct {
		name string
		ids  []string
	}{{"Prowler", checks.Prowler}, {"Security Hub", checks.SecurityHub}} {
		if len(scanner.ids) > 0 {
			lines = append(lines, scanner.name+": "+strings.Join(scanner.ids, ", "))
		}
	}
	if checks.None != "" {
		lines = append(lines, "none: "+checks.None)
	}
	return lines
}
