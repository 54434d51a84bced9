package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
)

func newQuestionsExportCmd(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "export DIR",
		Short: "Begin a bank of your own, with all of ours in a new folder",
		Long: `Begin a bank of your own: write every question of ours into a new folder, with
the JSON Schemas by which an editor completes and checks such files.

The bank is named for the folder and extends demarc, so that a question keeps
its id, and with it the answers it had. Change what you like. What you take out
of the files is asked as demarc asks it, what is not to be asked goes into
retired in bank.yaml.`,
		Example:           "  demarc questions export house\n  demarc questions lint house\n  demarc new --bank house --team Payments --tiers abstracted",
		Args:              exactly("a folder to make"),
		ValidArgsFunction: completeFolder,
		RunE:              func(_ *cobra.Command, args []string) error { return runExport(env, filepath.Clean(args[0])) },
	}
}

func runExport(env *environment, dir string) error {
	if err := refuseTaken(dir, bank.Source()); err != nil {
		return err
	}
	id := questionnaire.TeamSlug(filepath.Base(dir))
	manifest, err := bank.StartManifest(id)
	if err != nil {
		return advise(err, "a bank is named for its folder: choose another name")
	}
	if err := copyWhole(dir, bank.Source(), manifest); err != nil {
		return err
	}
	env.say("wrote our questions into %s as the bank %s, which extends %s: change what you like, and demarc questions lint %[1]s checks it",
		dir, id, bank.ID)
	return nil
}

// copyWhole copies the files of source, with another bank.yaml, into a new
// folder, all of them or none: beside its place, and then into it.
func copyWhole(dir string, source fs.FS, manifest []byte) (err error) {
	beside, err := os.MkdirTemp(filepath.Dir(dir), ".demarc-*.tmp")
	if err != nil {
		return fmt.Errorf("make the folder %s: %w", dir, plainPathError(err))
	}
	defer func() { err = errors.Join(err, os.RemoveAll(beside)) }()
	if err := os.CopyFS(beside, source); err != nil {
		return fmt.Errorf("write %s: %w", dir, plainPathError(err))
	}
	if err := os.WriteFile(filepath.Join(beside, bank.ManifestName), manifest, 0o644); err != nil {
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
