package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
)

func newCompletionCmd(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:                   "completion SHELL",
		GroupID:               groupMore,
		Short:                 "Print the completion script of a shell: bash, zsh, fish or powershell",
		Example:               "  source <(demarc completion bash)",
		Args:                  exactly("a shell: bash, zsh, fish or powershell"),
		ValidArgs:             []string{"bash", "zsh", "fish", "powershell"},
		DisableFlagsInUseLine: true,
		RunE:                  func(cmd *cobra.Command, args []string) error { return runCompletion(env, cmd.Root(), args[0]) },
	}
}

func runCompletion(env *environment, root *cobra.Command, shell string) error {
	generate := map[string]func(io.Writer) error{
		"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        root.GenZshCompletion,
		"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": root.GenPowerShellCompletionWithDesc,
	}[strings.ToLower(shell)]
	if generate == nil {
		return usagef("unknown shell %q: want bash, zsh, fish or powershell", questionnaire.Printable(shell))
	}
	var script bytes.Buffer
	if err := generate(&script); err != nil {
		return fmt.Errorf("write the completion script: %w", err)
	}
	return env.print(script.Bytes())
}
