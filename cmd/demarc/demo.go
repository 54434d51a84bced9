package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"demarc/questionnaire/demo"
	"demarc/questionnaire/store"
	"demarc/scoring"
	"demarc/scoring/handover"
	"demarc/scoring/report"
)

// demoDir is where demo writes without a terminal, if nobody says where.
const demoDir = "demarc-demo"

// packagesDir is the folder of the sample workspace that holds the package.
const packagesDir = "packages"

func newDemoCmd(env *environment) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:     "demo",
		GroupID: groupBegin,
		Short:   "Try it with four quarters of a sample team",
		Long: `Open the app on a throw-away workspace with four quarters of a sample team: three
that are final and signed, and the current one as a draft that was carried over
and is partly re-affirmed.

With --out, or without a terminal, make a workspace of them in a new folder
instead, with the report of each quarter and what moved since the one before, and
with the package of the last final, which demarc verify checks. It shows the
scores of the current quarter.`,
		Example: "  demarc demo\n  demarc demo --out sample",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" && env.canAsk() {
				return tryDemo(cmd.Context(), env)
			}
			return writeDemo(cmd.Context(), env, cmp.Or(out, demoDir))
		},
	}
	env.addAppFlags(cmd)
	cmd.Flags().StringVar(&out, "out", "", "new folder to write into (without a terminal: "+demoDir+")")
	return cmd
}

// tryDemo opens the app on a workspace that is gone afterwards.
func tryDemo(ctx context.Context, env *environment) (err error) {
	dir, err := os.MkdirTemp("", "demarc-demo-*")
	if err != nil {
		return fmt.Errorf("make a throw-away workspace: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	opened, err := env.tellDemo(ctx, dir)
	if err != nil {
		return err
	}
	if err := env.runApp(ctx, opened, "answers of a sample team; nothing of it is kept", ""); err != nil {
		return err
	}
	env.say("the sample workspace is gone; demarc init makes one of your own, demarc demo --out DIR keeps the sample")
	return nil
}

// tellDemo makes the sample team's workspace in a folder.
func (e *environment) tellDemo(ctx context.Context, dir string) (*store.File, error) {
	bank, err := e.currentBank(nil)
	if err != nil {
		return nil, err
	}
	err = demo.Tell(ctx, demo.Setting{
		Bank: bank, Generator: generator(), Now: e.now(),
		Open: func(clock store.Clock) (store.Store, error) {
			return store.InitFile(dir, store.Config{Organization: demo.Organization, Team: demo.Team}, clock, bank)
		},
	})
	if err != nil {
		return nil, err
	}
	return store.OpenFile(dir, e.now, bank)
}

// writeDemo makes the sample team's workspace, with what demarc has to say about
// it, and shows the scores of the current quarter. It is made beside its place
// and put there whole.
func writeDemo(ctx context.Context, env *environment, out string) (err error) {
	if err := checkFree(out); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o700); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(filepath.Dir(out), ".demarc-demo-*.tmp")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(beside)) }()
	opened, err := env.tellDemo(ctx, beside)
	if err != nil {
		return err
	}
	sheets, err := env.writeSampleReports(ctx, opened)
	if err != nil {
		return err
	}
	if err := packageLastFinal(ctx, opened, sheets); err != nil {
		return err
	}
	if err := moveTo(beside, out); err != nil {
		return err
	}
	env.say("made a workspace of the sample team in %s, with its reports in %s and what an auditor gets in %s; demarc --dir %s opens it",
		out, filepath.Join(out, filepath.Base(opened.ReportsDir())), filepath.Join(out, packagesDir), out)
	return env.printText(showForPeople(sheets[len(sheets)-1]))
}

// checkFree refuses a folder that holds something.
func checkFree(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && len(entries) > 0 {
		return advise(fmt.Errorf("%s is there already", dir), "choose a folder that is not")
	}
	return err
}

// moveTo puts a finished folder in its place, where an empty one may be.
func moveTo(finished, place string) error {
	if err := os.Remove(place); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(finished, place)
}

// writeSampleReports writes the report of each quarter, and what moved since the
// one before, and returns the scored quarters, the oldest first.
func (e *environment) writeSampleReports(ctx context.Context, in *store.File) ([]*scoring.Sheet, error) {
	listed, err := in.List(ctx)
	if err != nil {
		return nil, err
	}
	write := e.reportWriter(in.ReportsDir())
	var sheets []*scoring.Sheet
	for _, one := range slices.Backward(listed) {
		if one.Err != nil {
			return nil, one.Err
		}
		a := one.Snapshot.Assessment
		sheet := scoring.Score(one.Snapshot.Bank, a, a.AsOf(e.now()))
		sheets = append(sheets, sheet)
		input, err := handover.ReportInput(ctx, in, sheet)
		if err != nil {
			return nil, err
		}
		document := report.New(input)
		for name, content := range map[string][]byte{".md": document.Markdown(), ".html": document.HTML()} {
			if _, err := write(a.ID()+name, content, false); err != nil {
				return nil, err
			}
		}
		if input.Previous == nil {
			continue
		}
		comparison, err := scoring.Compare(input.Previous, sheet)
		if err != nil {
			return nil, err
		}
		if _, err := write(a.ID()+"-compared.txt", []byte(e.compareForPeople(comparison)), false); err != nil {
			return nil, err
		}
	}
	return sheets, nil
}

// packageLastFinal makes the package of the newest final, named by its id.
func packageLastFinal(ctx context.Context, in *store.File, sheets []*scoring.Sheet) error {
	for _, sheet := range slices.Backward(sheets) {
		a := sheet.Assessment()
		if !a.Final() {
			continue
		}
		source, err := handover.Gather(ctx, in, a.ID())
		if err != nil {
			return err
		}
		source.AsOf = sheet.AsOf()
		files, err := handover.Build(source)
		if err != nil {
			return err
		}
		packages := filepath.Join(in.Dir(), packagesDir)
		if err := os.Mkdir(packages, 0o700); err != nil {
			return err
		}
		return handover.Write(filepath.Join(packages, a.ID()), files)
	}
	return nil
}
