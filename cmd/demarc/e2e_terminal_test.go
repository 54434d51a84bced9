//go:build unix

package main_test

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"demarc/tui/screentest"
)

// A terminal that answers no query must not make anybody wait. The limit is a
// fifth of what a library took that waited for the answer; one slow start in
// three is forgiven, because the machine may have been busy.
func TestFirstFrameDoesNotWaitForTheTerminal(t *testing.T) {
	const tries = 3
	var took []time.Duration
	for range tries {
		m := newMachine(t)
		began := time.Now()
		terminal := screentest.Kind{Silent: true}.Start(t, m.underShell(), 80, 24)
		terminal.Expect("1 of 3")
		took = append(took, time.Since(began).Round(time.Millisecond))
		terminal.Press("ctrl+c")
		terminal.Expect("left with 0")
		terminal.ExpectRestored()
		if took[len(took)-1] < time.Second {
			t.Logf("first frame after %v", took)
			return
		}
	}
	t.Errorf("first frame after %v, want under a second", took)
}

// On a terminal where nothing fits the app says so, and goes on where it was
// when there is room again.
func TestTooSmallATerminal(t *testing.T) {
	m := newMachine(t)
	terminal := m.demarc(10, 3)
	terminal.Expect("60x16")
	terminal.Resize(80, 24)
	terminal.Expect("1 of 3")
	terminal.ExpectCursor("Team")
	terminal.Type("Paym")
	terminal.Expect("Paym")
	terminal.Resize(10, 3)
	terminal.Expect("60x16")
	terminal.Resize(80, 24)
	terminal.Expect("1 of 3", "Paym")
	terminal.Type("ents")
	terminal.Expect("Payments")
	terminal.Press("enter")
	acceptProposals(m, terminal).Expect("Payments " + thisQuarter().Label)
}

// What is half typed outlives every change of size.
func TestResizeKeepsWhatIsTyped(t *testing.T) {
	m := newMachine(t)
	s := begin(m, 80, 24)
	first := s.asked[0].ID
	s.Press("4")
	s.expectSaved(first, "ALL")
	s.Press("t")
	s.ExpectCursor("Note")
	s.Type("bastion removed ")
	s.Expect("bastion removed")
	for _, size := range [][2]int{{140, 45}, {60, 16}, {10, 3}, {1, 1}, {200, 60}, {80, 24}} {
		s.Resize(size[0], size[1])
		if size[0] >= 60 {
			s.Expect("bastion removed", first)
		}
	}
	s.ExpectCursor("Note")
	s.Type("in November")
	s.Expect("bastion removed in November")
	s.Press("enter")
	s.Expect(s.heading(first), "Note     bastion removed in November")
	s.Press("ctrl+c")
	s.ExpectExit(0)
	if note := m.answer(first).Note; note != "bastion removed in November" {
		t.Errorf("the file holds the note %q", note)
	}
}

// Over a slow line escape and the next key arrive as one, which looks like that key
// with alt. Neither is lost, and where text is typed alt stays what it is.
func TestEscapeAndTheNextKeyAsOne(t *testing.T) {
	m := newMachine(t)
	s := begin(m, 80, 24)
	first := s.asked[0].ID
	s.Press("?")
	s.Expect("All keys")
	s.Type("\x1bv")
	s.Expect("> Review")
	s.Press("m")
	s.Expect("Responsibility map", "LAYER")
	s.Type("\x1b\x1b")
	s.expectQuestion(first)
	s.Press("v")
	s.Expect("> Review")
	s.Type("\x1b\x1b[C")
	s.expectQuestion(s.asked[1].ID)
	s.Press("?")
	s.Expect("All keys")
	s.Type("\x1bT")
	s.Expect("> Trend")

	s.Type("\x1bt")
	s.ExpectCursor("Note")
	s.Type("bastion removed")
	s.Expect("bastion removed")
	s.Type("\x1bbis ")
	s.Expect("bastion is removed")
	s.Type("\x1b\x1b")
	s.Expect("esc again drops what you typed", "bastion is removed")
	s.Press("enter")
	s.Expect("Note     bastion is removed")
	s.Press("ctrl+c")
	s.ExpectExit(0)
}

// A terminal with the kitty keyboard protocol tells escape, and keys with alt and
// ctrl, apart from all others.
func TestKeysOfTheKittyProtocol(t *testing.T) {
	const flags, escape, altR, ctrlC, ctrlU = "\x1b[?1u", "\x1b[27u", "\x1b[114;3u", "\x1b[99;5u", "\x1b[117;5u"
	m := newMachine(t)
	s := begin(m, 80, 24)
	first := s.asked[0].ID
	s.Type(flags)
	s.Press("v")
	s.Expect("> Review")
	s.Type(altR + escape + "4")
	s.expectSaved(first, "ALL")
	s.expectQuestion(first)
	s.Press("t")
	s.ExpectCursor("Note")
	s.Type("Bastion")
	s.Expect("Bastion")
	s.Type(ctrlU + "Root key gone\x1b[32u\x1b[13u")
	s.Expect("Note     Root key gone")
	s.Type(ctrlC)
	s.ExpectExit(0)
	s.ExpectRestored()
}

// ctrl+z gives the terminal back to the shell; fg goes on with the same screen.
func TestSuspendAndResume(t *testing.T) {
	m := newMachine(t)
	shell := m.command(mustFind(t, "sh"), "-i")
	shell.Env = append(shell.Env, "PS1=ready> ", "ENV=")
	terminal := screentest.Start(t, shell, 80, 24)
	terminal.Expect("ready>")
	terminal.Type(m.binary + "\r")
	terminal.Expect("1 of 3")
	terminal.ExpectCursor("Team")
	terminal.Type("Payments")
	terminal.Expect("Payments")
	terminal.Press("ctrl+z")
	terminal.ExpectNot("1 of 3")
	terminal.ExpectMatch(`(?s)ready>.*ready>`)
	terminal.ExpectRestored()
	terminal.Type("echo \"still $((40+2))\"\r")
	terminal.Expect("still 42")
	terminal.Type("fg\r")
	terminal.Expect("1 of 3", "Payments")
	terminal.ExpectNot("ready>")
	terminal.Type(" Platform")
	terminal.Expect("Payments Platform")
	terminal.Press("ctrl+c")
	// Only the shell's own prompt says that the program reads no more keys.
	terminal.ExpectMatch(`(?s)ready> fg\n.*\nready>`)
	terminal.Type("echo \"left with $?\"\r")
	terminal.Expect("left with 0")
	terminal.ExpectRestored()
}

// Where there is no terminal the app says so and names what works without one.
func TestNoTerminal(t *testing.T) {
	m := newMachine(t)
	var said strings.Builder
	command := m.command(m.binary)
	command.Stderr = &said
	out, err := command.Output()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Errorf("without a terminal: %v, want exit code 2", err)
	}
	if len(out) > 0 {
		t.Errorf("printed %q to standard output", out)
	}
	for _, want := range []string{"needs a terminal", "answer", "report"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("said %q, which does not hold %q", said.String(), want)
		}
	}
	if strings.ContainsRune(said.String(), '\x1b') {
		t.Errorf("said %q, with control bytes", said.String())
	}
}

// The demo shows four quarters, and leaves nothing behind.
func TestDemoOnATerminal(t *testing.T) {
	m := newMachine(t)
	temporary := t.TempDir()
	command := m.command(m.binary, "demo")
	command.Env = append(command.Env, "TMPDIR="+temporary)
	terminal := screentest.Start(t, command, 80, 24)
	want := []string{"sample team"}
	for period, ok := thisQuarter(), true; len(want) < 5 && ok; period, ok = period.Preceding() {
		want = append(want, period.Label)
	}
	terminal.Expect(want...)
	terminal.Press("r")
	terminal.Expect("Threat")
	terminal.Press("ctrl+c")
	terminal.ExpectExit(0)
	terminal.ExpectRestored()
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("the demo left %v behind: %v", left, err)
	}
}
