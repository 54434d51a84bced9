package main

import (
	"fmt"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

func newManCmd(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		GroupID: groupMore,
		Short:   "Print the manual page",
		Example: "  demarc man | man -l -",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			page, err := mango.NewManPage(1, cmd.Root())
			if err != nil {
				return fmt.Errorf("write the manual page: %w", err)
			}
			return env.print([]byte(page.Build(roff.NewDocument())))
		},
	}
}
