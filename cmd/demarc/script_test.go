package main_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	main "demarc/cmd/demarc"
)

// today is the day on which scripts run, unless they set TODAY.
const today = "2026-11-23"

// runForScript is demarc as scripts run it: at five past two in the afternoon.
func runForScript() {
	day := today
	if set := os.Getenv("TODAY"); set != "" {
		day = set
	}
	now, err := time.Parse(time.RFC3339, day+"T14:05:00Z")
	if err != nil {
		panic(err)
	}
	main.RunOn(now)
}

// TestScripts runs testdata/script. Beside what testscript knows, scripts say
//
//	exits CODE PROGRAM ARGUMENT...   the program ends with exactly that code
//	says REGEXP                      its stderr was one line, which matches
//	remember FOLDER                  keeps what the folder holds
//	unchanged FOLDER                 it still holds the same, byte by byte
//	edit FILE OLD NEW                puts NEW in the place of the only OLD
//	sparse FILE BYTES                makes a file of that size
//	nested FILE TEXT TIMES           makes a file of a text many times over
//
// In what they write, \n is a line break. $DEMARC is the path of the program,
// $ESC an escape.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("LANG", "C.UTF-8")
			demarc, err := exec.LookPath("demarc")
			env.Setenv("DEMARC", demarc)
			env.Setenv("ESC", "\x1b")
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "says": says, "remember": remember, "unchanged": unchanged,
			"edit": edit, "sparse": sparse, "nested": nested,
		},
	})
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%s did not run: %v", args[1], err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s ended with %d, want %d; it said:\n%s", strings.Join(args[1:], " "), got, want, ts.ReadFile("stderr"))
	}
}

func says(ts *testscript.TestScript, _ bool, args []string) {
	said := ts.ReadFile("stderr")
	if strings.Count(said, "\n") != 1 || !strings.HasSuffix(said, "\n") {
		ts.Fatalf("want one line on stderr, not:\n%s", said)
	}
	if !regexp.MustCompile(`(?m)` + args[0]).MatchString(said) {
		ts.Fatalf("stderr does not match %s:\n%s", args[0], said)
	}
}

func remember(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv("REMEMBERED", contents(ts, args[0]))
}

func unchanged(ts *testscript.TestScript, _ bool, args []string) {
	before := ts.Getenv("REMEMBERED")
	if after := contents(ts, args[0]); before == "" || after != before {
		ts.Fatalf("%s held\n%s\nand holds\n%s", args[0], before, after)
	}
}

// contents lists the files in a folder with their modes and digests. Locks hold
// nothing and are left out.
func contents(ts *testscript.TestScript, folder string) string {
	var list strings.Builder
	root := ts.MkAbs(folder)
	ts.Check(filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || strings.HasSuffix(path, ".lock") {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%s %s", path, info.Mode())
		if info.Mode().IsRegular() {
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(&list, " %x", sha256.Sum256(content))
		}
		list.WriteString("\n")
		return nil
	}))
	return list.String()
}

func edit(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	from, to := withBreaks(args[1]), withBreaks(args[2])
	if count := strings.Count(text, from); count != 1 {
		ts.Fatalf("%s holds %q %d times", args[0], args[1], count)
	}
	path := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(path, []byte(strings.Replace(text, from, to, 1)), 0o600))
}

// withBreaks lets an argument hold line breaks.
func withBreaks(text string) string { return strings.ReplaceAll(text, `\n`, "\n") }

func sparse(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	path := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(path, nil, 0o600))
	ts.Check(os.Truncate(path, size))
}

func nested(ts *testscript.TestScript, _ bool, args []string) {
	times, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(withBreaks(args[1]), times)), 0o600))
}
