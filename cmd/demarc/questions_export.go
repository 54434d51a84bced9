package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/questionnaire/bank"
)

func newQuestionsExportCmd(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "export DIR",
		Short: "Write our bank into a new folder, to read and to begin from",
		Long: `Write our bank into a new folder: the YAML of every area, and the JSON Schemas by
which an editor completes and checks such files.

A bank of your own needs only what it adds or changes: it says extends: demarc,
and what it overrides it names by our ids.`,
		Example:           "  demarc questions export demarc-bank",
		Args:              exactly("a folder to make"),
		ValidArgsFunction: completeFolder,
		RunE:              func(_ *cobra.Command, args []string) error { return runExport(env, filepath.Clean(args[0])) },
	}
}

func runExport(env *environment, dir string) error {
	if err := copyWhole(dir, bank.Source()); err != nil {
		return err
	}
	env.say("wrote our bank into %s; a bank of your own says extends: %s and needs only what it adds or changes", dir, bank.ID)
	return nil
}

// copyWhole copies the files of source into a new folder, all of them or none:
// beside its place, and then into it.
func copyWhole(dir string, source fs.FS) (err error) {
	if err := refuseTaken(dir, source); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(filepath.Dir(dir), ".demarc-*.tmp")
	if err != nil {
		return fmt.Errorf("make the folder %s: %w", dir, plainPathError(err))
	}
	defer func() { err = errors.Join(err, os.RemoveAll(beside)) }()
	if err := os.CopyFS(beside, source); err != nil {
		return fmt.Errorf("write %s: %w", dir, plainPathError(err))
	}
	return os.Rename(beside, dir)
}

// refuseTaken refuses a place where something is, naming the file of source
// that is there already, if one is.
func refuseTaken(dir string, source fs.FS) error {
	_, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("make the folder %s: %w", dir, plainPathError(err))
	}
	taken := dir
	files, err := fs.ReadDir(source, ".")
	if err != nil {
		return err
	}
	for _, file := range files {
		path := filepath.Join(dir, file.Name())
		if _, err := os.Lstat(path); err == nil {
			taken = path
			break
		}
	}
	return advise(fmt.Errorf("%s is there already", taken), "name a folder that is not")
}
