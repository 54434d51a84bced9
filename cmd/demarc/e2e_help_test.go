//go:build unix

package main_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"demarc/tui/screentest"
)

// The help of every command fits a terminal of 80 columns: the terminal breaks no
// word, no example is cut, and no text is broken twice.
func TestHelpFitsTheTerminal(t *testing.T) {
	m := newMachine(t)
	const width = 80
	helped := map[string]bool{}
	var read func(command ...string)
	read = func(command ...string) {
		line := strings.Join(append(command, "--help"), " ")
		if helped[line] {
			return
		}
		helped[line] = true
		text := m.help(t, width, append(command, "--help")...)
		for _, row := range strings.Split(text, "\n") {
			if wide := ansi.StringWidth(row); wide > width {
				t.Errorf("demarc %s has a line of %d columns: %s", line, wide, row)
			}
		}
		if strings.Contains(text, "…") {
			t.Errorf("demarc %s cuts a text:\n%s", line, text)
		}
		if orphan := regexp.MustCompile(`(?m)^  \S.{60,}\n  \S+\n  \S`).FindString(text); orphan != "" {
			t.Errorf("demarc %s breaks a text twice:\n%s", line, orphan)
		}
		for _, entry := range regexp.MustCompile(`(?m)^    ([a-z]+)( .*)?  [A-Z]`).FindAllStringSubmatch(text, -1) {
			if entry[1] != "help" {
				read(append(command, entry[1])...)
			}
		}
	}
	read()
	if len(helped) < 25 {
		t.Errorf("only %d commands were found", len(helped))
	}
	if got, want := m.help(t, width, "help", "plan"), m.help(t, width, "plan", "--help"); got != want {
		t.Errorf("demarc help plan shows\n%s\nand demarc plan --help\n%s", got, want)
	}
}

// help returns what a command line prints on a terminal, without colors.
func (m machine) help(t *testing.T, width int, args ...string) string {
	t.Helper()
	terminal := screentest.Start(t, m.command(m.binary, args...), width, 24)
	terminal.ExpectExit(0)
	return strings.ReplaceAll(ansi.Strip(string(terminal.Output())), "\r\n", "\n")
}
