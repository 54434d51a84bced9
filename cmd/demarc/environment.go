package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// environment is what commands know of the world outside, and the flags that
// all of them share.
type environment struct {
	in       io.Reader
	out, err io.Writer
	// terminal says that a person can be shown screens and press keys.
	terminal bool
	// echoes says that a terminal shows what is typed into in.
	echoes bool
	// columns is how wide the terminal is that out goes to; 0 for no terminal.
	columns int
	now     func() time.Time
	getenv  func(string) string
	setenv  func(name, value string) error
	cwd     func() (string, error)

	dir     string // --dir
	bankDir string // --bank
	by      string // --by

	noMouse    bool           // --no-mouse
	background tui.Background // --theme

	plainLines bool // --accessible
}

func systemEnvironment() *environment {
	in := os.Stdin
	// Before it prints help or an error, fang asks the terminal on os.Stdin for
	// its background and waits up to two seconds for an answer. Our colors do
	// not depend on it, and commands read in.
	os.Stdin = nil
	columns, _, _ := term.GetSize(os.Stdout.Fd()) // 0 and an error where it is no terminal
	return &environment{
		in: in, out: os.Stdout, err: os.Stderr,
		terminal: term.IsTerminal(in.Fd()) && term.IsTerminal(os.Stdout.Fd()),
		echoes:   term.IsTerminal(in.Fd()),
		columns:  columns,
		now:      time.Now,
		getenv:   os.Getenv,
		setenv:   os.Setenv,
		cwd:      os.Getwd,
	}
}

// version is set by the build of a release.
var version string

func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}

func generator() questionnaire.Generator {
	return questionnaire.Generator{Name: "demarc", Version: programVersion()}
}

// say writes a message for the person at the keyboard. Where it cannot be
// written there is nowhere else to say so.
func (e *environment) say(format string, args ...any) {
	_, _ = fmt.Fprintln(e.err, questionnaire.PrintableLine(fmt.Sprintf(format, args...)))
}

// workspaceDir returns the folder of the workspace that is meant.
func (e *environment) workspaceDir() (string, error) {
	cwd, err := e.cwd()
	if err != nil {
		return "", fmt.Errorf("find the working folder: %w", err)
	}
	return store.FindWorkspace(e.dir, e.getenv, cwd), nil
}

// workspace opens the workspace that is meant. Nobody named one and there is
// none yet: it is made in its default place. One that was named must be there.
func (e *environment) workspace() (*store.File, error) {
	dir, err := e.workspaceDir()
	if err != nil {
		return nil, err
	}
	opened, err := store.OpenFile(dir, e.now)
	if !errors.Is(err, store.ErrNoWorkspace) {
		return opened, err
	}
	if e.dir != "" || e.getenv("DEMARC_DIR") != "" {
		return nil, advise(err, "demarc init makes one there")
	}
	opened, err = store.InitFile(dir, store.Config{}, e.now)
	if errors.Is(err, store.ErrExists) { // somebody else was faster
		return store.OpenFile(dir, e.now)
	}
	return opened, err
}

// hasWorkspace reports whether there is a workspace where one is meant.
func (e *environment) hasWorkspace() bool {
	dir, err := e.workspaceDir()
	if err != nil {
		return false
	}
	_, err = store.OpenFile(dir, e.now)
	return err == nil
}

// load reads one assessment of the workspace. A final that was edited after
// somebody signed it is a *questionnaire.ChangedError: what it says now was
// signed by nobody.
func (e *environment) load(ctx context.Context, id string) (*store.File, store.Snapshot, error) {
	opened, err := e.workspace()
	if err != nil {
		return nil, store.Snapshot{}, err
	}
	snapshot, err := opened.Load(ctx, id)
	if err != nil {
		return nil, store.Snapshot{}, adviseOnID(err, opened)
	}
	if err := store.CheckSigned(ctx, opened, snapshot); err != nil {
		return nil, store.Snapshot{}, err
	}
	return opened, snapshot, nil
}

// list reads all assessments of a workspace. One that was edited after somebody
// signed it is listed with a *questionnaire.ChangedError, like one that cannot be
// read.
func list(ctx context.Context, in *store.File) ([]store.Listed, error) {
	listed, err := in.List(ctx)
	if err != nil {
		return nil, err
	}
	for i := range listed {
		if listed[i].Err == nil {
			listed[i].Err = store.CheckSigned(ctx, in, listed[i].Snapshot)
		}
	}
	return listed, nil
}

// adviseOnID says where to find the ids there are.
func adviseOnID(err error, in *store.File) error {
	if errors.Is(err, store.ErrNotFound) {
		return advise(fmt.Errorf("%w in %s", err, in.Dir()), "demarc list shows what there is")
	}
	return err
}

// currentBank returns the bank that new assessments use: the one a flag names,
// else the workspace's own, else ours. in may be nil.
func (e *environment) currentBank(in *store.File) (*questionnaire.Bank, error) {
	dir := e.bankDir
	if dir == "" && in != nil {
		settings, err := in.Config()
		if err != nil {
			return nil, err
		}
		if dir = settings.Bank; dir != "" && !filepath.IsAbs(dir) {
			dir = filepath.Join(in.Dir(), dir)
		}
	}
	if dir == "" {
		return bank.Default()
	}
	return bank.Load(os.DirFS(dir), dir)
}

// speaker returns in whose name answers are given, as far as that is known: it is
// never the login of the system.
func (e *environment) speaker(ctx context.Context) string {
	return cmp.Or(e.saidSpeaker(), gitUser(ctx))
}

// saidSpeaker returns in whose name somebody said that answers are given.
func (e *environment) saidSpeaker() string {
	return cmp.Or(strings.TrimSpace(e.by), strings.TrimSpace(e.getenv("DEMARC_BY")))
}

// gitUser returns the name under which git would commit; nothing where git is
// not there or does not know one.
func gitUser(ctx context.Context) string {
	name, err := exec.CommandContext(ctx, "git", "config", "user.name").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(name))
}

// asOf returns the day on which a score speaks: the one a flag names, else the
// assessment's own.
func (e *environment) asOf(flag string, a *questionnaire.Assessment) (questionnaire.Date, error) {
	if flag == "" {
		return a.AsOf(e.now()), nil
	}
	return parseDay("--as-of", flag)
}

func parseDay(flag, text string) (questionnaire.Date, error) {
	day, err := questionnaire.ParseDate(text)
	if err != nil {
		return day, fmt.Errorf("%s: %w", flag, err)
	}
	return day, nil
}

// unicode reports whether the locale says that characters beyond ASCII can be
// shown, by the first of the variables that is set.
func (e *environment) unicode() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(e.getenv(name)); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return false
}
