package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/demo"
	"demarc/questionnaire/store"
	"demarc/scoring"
	"demarc/scoring/report"
)

type demoOptions struct {
	out   string
	force bool
}

// demoDir is where demo writes without a terminal, if nobody says where.
const demoDir = "demarc-demo"

func newDemoCmd(env *environment) *cobra.Command {
	var options demoOptions
	cmd := &cobra.Command{
		Use:     "demo",
		GroupID: groupBegin,
		Short:   "Try it with the answers of a sample team",
		Long: `Open the app on a throw-away workspace with the answers of a sample team.

With --out, or without a terminal, write the sample assessment, its scores and
its report into a folder instead.`,
		Example: "  demarc demo\n  demarc demo --out sample",
		Args:    exactly(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runDemo(cmd.Context(), env, options) },
	}
	cmd.Flags().StringVar(&options.out, "out", "", "folder to write into (without a terminal: "+demoDir+")")
	cmd.Flags().BoolVar(&options.force, "force", false, "write over files that are there")
	return cmd
}

func runDemo(ctx context.Context, env *environment, options demoOptions) error {
	current, err := env.currentBank(nil)
	if err != nil {
		return err
	}
	sample, err := demo.Assessment(current, generator(), env.now())
	if err != nil {
		return err
	}
	if options.out == "" && env.needsTerminal() == nil {
		return env.tryOut(ctx, sample, current)
	}
	if options.out == "" {
		options.out = demoDir
	}
	return env.writeDemo(sample, current, options)
}

// tryOut opens the app on a workspace that is gone afterwards.
func (e *environment) tryOut(ctx context.Context, sample *questionnaire.Assessment, bank *questionnaire.Bank) (err error) {
	dir, err := os.MkdirTemp("", "demarc-demo-*")
	if err != nil {
		return fmt.Errorf("make a throw-away workspace: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	opened, err := store.InitFile(dir, store.Config{Organization: sample.Organization(), Team: sample.Team()}, e.now)
	if err != nil {
		return err
	}
	if err := opened.Create(ctx, sample, bank); err != nil {
		return err
	}
	if err := e.runApp(ctx, opened, "answers of a sample team; nothing of it is kept", ""); err != nil {
		return err
	}
	e.say("the sample workspace is gone; demarc init makes one of your own, demarc demo --out DIR keeps the sample report")
	return nil
}

func (e *environment) writeDemo(sample *questionnaire.Assessment, bank *questionnaire.Bank, options demoOptions) error {
	sheet := scoring.Score(bank, sample, sample.AsOf(e.now()))
	scores, err := encodeJSON(sheet.Scores())
	if err != nil {
		return err
	}
	document, err := sample.Encode()
	if err != nil {
		return err
	}
	files := []struct {
		name    string
		content []byte
	}{
		{"assessment.json", document},
		{"scores.json", scores},
		{"report.md", report.New(report.Input{Sheet: sheet}).Markdown()},
	}
	if err := os.MkdirAll(options.out, 0o700); err != nil {
		return err
	}
	for _, file := range files {
		path := filepath.Join(options.out, file.name)
		if _, err := os.Lstat(path); !options.force && !errors.Is(err, fs.ErrNotExist) {
			return errNoOverwrite(path)
		}
	}
	for _, file := range files {
		path := filepath.Join(options.out, file.name)
		if err := replaceFile(path, file.content); err != nil {
			return err
		}
		if err := e.print([]byte(path + "\n")); err != nil {
			return err
		}
	}
	return nil
}
