package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/questionnaire/bank"
	"demarc/questionnaire/store"
)

type initOptions struct {
	organization string
	team         string
}

func newInitCmd(env *environment) *cobra.Command {
	var options initOptions
	cmd := &cobra.Command{
		Use:     "init",
		GroupID: groupBegin,
		Short:   "Make a workspace here",
		Long: `Make a workspace in this folder, or in the one that --dir or $DEMARC_DIR names.

A workspace is made for git: one file an assessment, indented and in a stable
order. --bank keeps the folder of the team's own question bank as its setting.`,
		Example: "  demarc init --organization \"Example Ltd\" --team Payments",
		Args:    exactly(),
		RunE:    func(*cobra.Command, []string) error { return runInit(env, options) },
	}
	flags := cmd.Flags()
	flags.StringVar(&options.organization, "organization", "", "name that reports carry")
	flags.StringVar(&options.team, "team", "", "team of new assessments where none is named")
	return cmd
}

func runInit(env *environment, options initOptions) error {
	cwd, err := env.cwd()
	if err != nil {
		return fmt.Errorf("find the working folder: %w", err)
	}
	dir := cwd
	if env.dir != "" || env.getenv("DEMARC_DIR") != "" {
		dir = store.FindWorkspace(env.dir, env.getenv, cwd)
	}
	settings := store.Config{Organization: options.organization, Team: options.team}
	if settings.Bank, err = bankSetting(env.bankDir, cwd, dir); err != nil {
		return err
	}
	opened, err := store.InitFile(dir, settings, env.now)
	if errors.Is(err, store.ErrExists) {
		return advise(fmt.Errorf("%s is a workspace already", dir), "demarc list shows what is in it")
	}
	if err != nil {
		return err
	}
	env.say("made a workspace in %s; demarc new makes the first assessment, demarc opens the app", opened.Dir())
	return nil
}

// bankSetting returns the folder of a bank as a workspace in dir names it.
func bankSetting(folder, cwd, dir string) (string, error) {
	if folder == "" {
		return "", nil
	}
	if _, err := bank.Load(os.DirFS(folder), folder); err != nil {
		return "", err
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(cwd, folder)
	}
	relative, err := filepath.Rel(dir, folder)
	if err != nil {
		return folder, nil //nolint:nilerr // on another drive; the whole path will do
	}
	return relative, nil
}
