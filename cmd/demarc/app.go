package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring/report"
	"demarc/tui"
)

// runHome opens the app on its home screen.
func runHome(cmd *cobra.Command, env *environment) error {
	if err := env.needsTerminal(cmd.Root()); err != nil {
		return err
	}
	opened, err := env.workspace()
	if err != nil {
		return err
	}
	return env.runApp(cmd.Context(), opened, env.shortly(opened.Dir()), "")
}

// themeFlag is one of the flags that every command that opens the app has, and no
// other.
const themeFlag = "theme"

// addAppFlags adds the flags of the commands that open the app.
func (e *environment) addAppFlags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&e.noMouse, "no-mouse", false, "no scrolling by the mouse wheel; the terminal selects text instead")
	cmd.Flags().Func(themeFlag, "colors for a dark or light background, or auto: ask the terminal", func(name string) (err error) {
		e.background, err = parseBackground(name)
		return err
	})
}

func parseBackground(name string) (tui.Background, error) {
	switch name {
	case "auto":
		return tui.BackgroundAuto, nil
	case "dark":
		return tui.BackgroundDark, nil
	case "light":
		return tui.BackgroundLight, nil
	default:
		return 0, errors.New("choose dark, light or auto")
	}
}

// needsTerminal refuses to open the app where nobody could use it, and says which
// commands work there.
func (e *environment) needsTerminal(root *cobra.Command) error {
	if e.canAsk() {
		return nil
	}
	return usagef("the app needs a terminal to read from and write to, or --accessible to ask in plain lines; "+
		"the commands that need none are %s and demo --out", strings.Join(withoutApp(root), ", "))
}

// canAsk reports whether there is somebody the app can ask.
func (e *environment) canAsk() bool { return e.terminal || e.accessible() }

// withoutApp returns the commands for work on assessments that do not open the
// app, in the order of help.
func withoutApp(root *cobra.Command) []string {
	var names []string
	for _, group := range []string{groupBegin, groupAnswer, groupRead} {
		for _, cmd := range root.Commands() {
			if cmd.GroupID == group && cmd.Flags().Lookup(themeFlag) == nil {
				names = append(names, cmd.Name())
			}
		}
	}
	return names
}

// accessible reports whether the app asks in plain lines: where somebody says
// so, and on a terminal that cannot move its cursor.
func (e *environment) accessible() bool {
	asked, err := strconv.ParseBool(e.getenv("ACCESSIBLE"))
	return e.plainLines || err == nil && asked || e.terminal && e.getenv("TERM") == "dumb"
}

// runApp shows the app until the person leaves it; where is how its home screen
// names the workspace. Nothing is read before the
// first frame: settings, bank and assessments come when they are asked for.
func (e *environment) runApp(ctx context.Context, opened *store.File, where, id string) error {
	options := tui.Options{
		Store:       opened,
		Defaults:    func() (tui.Defaults, error) { return e.defaults(ctx, opened) },
		Bank:        func() (*questionnaire.Bank, error) { return e.currentBank(opened) },
		WriteReport: e.reportWriter(opened.ReportsDir()),
		Cover:       func() (report.Cover, error) { return cover(opened) },
		Now:         e.now,
		Generator:   generator(),
		ASCII:       !e.unicode(),
		Open:        id,
		Where:       where,
		NoMouse:     e.noMouse,
		Background:  e.background,
		Editor:      strings.TrimSpace(cmp.Or(e.getenv("VISUAL"), e.getenv("EDITOR"))),
	}
	if e.accessible() {
		return tui.RunAccessible(ctx, options, tui.Lines{In: e.in, Out: e.out, Echo: !e.echoes})
	}
	return tui.Run(ctx, tui.New(options), tui.Terminal{In: e.in, Out: e.out, Environ: os.Environ()})
}

// defaults returns what the app proposes: who answers, and what the workspace
// says of team and organization.
func (e *environment) defaults(ctx context.Context, in *store.File) (tui.Defaults, error) {
	settings, err := in.Config()
	if err != nil {
		return tui.Defaults{}, err
	}
	return tui.Defaults{By: e.saidSpeaker(), Git: gitUser(ctx), Organization: settings.Organization, Team: settings.Team}, nil
}

// reportWriter puts reports into a folder, which it makes if need be.
func (e *environment) reportWriter(dir string) func(name string, text []byte, replace bool) (string, error) {
	return func(name string, text []byte, replace bool) (string, error) {
		path := filepath.Join(dir, filepath.Base(name))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return e.shortly(path), err
		}
		if _, err := os.Lstat(path); !replace && !errors.Is(err, fs.ErrNotExist) {
			return e.shortly(path), fmt.Errorf("%s: %w", path, fs.ErrExist)
		}
		return e.shortly(path), replaceFile(path, text)
	}
}

// shortly returns a path as a shell understands it and as it fits a screen: from the
// user's own folder on.
func (e *environment) shortly(path string) string {
	home := e.getenv("HOME")
	if inside, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok && home != "" {
		return filepath.Join("~", inside)
	}
	return path
}
