//go:build unix

package main_test

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"github.com/creack/pty"

	"demarc/questionnaire"
)

// talk is somebody who uses the app in accessible mode: with lines alone.
type talk struct {
	t       *testing.T
	command *exec.Cmd
	in      io.WriteCloser
	said    <-chan byte
	heard   strings.Builder // since the last expectation
	all     strings.Builder
}

// listen starts demarc in plain lines, on pipes.
func (m machine) listen(t *testing.T) *talk {
	t.Helper()
	command := m.command(m.binary, "--accessible")
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Stdout, command.Stderr = write, write
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	return converse(t, command, in, out)
}

// converse reads what a program says.
func converse(t *testing.T, command *exec.Cmd, in io.WriteCloser, out io.Reader) *talk {
	t.Helper()
	said := make(chan byte)
	go func() {
		defer close(said)
		reader := bufio.NewReader(out)
		for {
			char, err := reader.ReadByte()
			if err != nil {
				return
			}
			said <- char
		}
	}()
	t.Cleanup(func() {
		_ = command.Process.Kill()
		for range said { // must not block the reader
			continue
		}
	})
	return &talk{t: t, command: command, in: in, said: said}
}

// hears waits until a text was said since the last one.
func (k *talk) hears(text string) {
	k.t.Helper()
	patience := time.After(10 * time.Second)
	for !strings.Contains(k.heard.String(), text) {
		select {
		case char, more := <-k.said:
			if !more {
				k.t.Fatalf("ended without %q:\n%s", text, k.all.String())
			}
			k.heard.WriteByte(char)
			k.all.WriteByte(char)
		case <-patience:
			k.t.Fatalf("waited for %q and heard:\n%s", text, k.all.String())
		}
	}
	k.heard.Reset()
}

// types types lines.
func (k *talk) types(lines ...string) {
	k.t.Helper()
	for _, line := range lines {
		if _, err := io.WriteString(k.in, line+"\n"); err != nil {
			k.t.Fatal(err)
		}
	}
}

// ends waits for the program to end, with a code.
func (k *talk) ends(code int) {
	k.t.Helper()
	for char := range k.said {
		k.all.WriteByte(char)
	}
	got := 0
	err := k.command.Wait()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	}
	if got != code {
		k.t.Errorf("ended with %d, want %d:\n%s", got, code, k.all.String())
	}
}

// setsUp makes an assessment, everything as proposed, and comes to the first
// question.
func (k *talk) setsUp() {
	k.t.Helper()
	k.hears("There is no assessment yet.")
	k.types("Payments", "", "", "", "", "Ana Ruiz")
	k.hears("IAM-01, your answer")
}

// While nothing can be saved it says so, keeps what was typed, and asks again.
func TestAccessibleKeepsWhatCannotBeSaved(t *testing.T) {
	m := newMachine(t)
	k := m.listen(t)
	k.setsUp()
	k.types("4")
	k.hears("Saved: IAM-01, all, by Ana Ruiz.")
	putBack := obstruct(t, filepath.Join(m.workspace(), "assessments"))
	k.types("t", "typed while the disk was away", "")
	k.hears("NOT SAVED: ")
	k.hears("with the note: typed while the disk was away.")
	k.hears("Enter tries again, d drops it, q quits without it:")
	k.types("4", "")
	k.hears("4 is none of these.")
	k.hears("NOT SAVED: ")
	putBack()
	if note := m.answer("IAM-01").Note; note != "" {
		t.Errorf("the file holds the note %q before it was saved", note)
	}
	k.types("")
	k.hears("Saved: IAM-01, note.")

	putBack = obstruct(t, filepath.Join(m.workspace(), "assessments"))
	k.types("1")
	k.hears("d drops it")
	putBack()
	k.types("d")
	k.hears("Read again: IAM-01, all, by Ana Ruiz.")
	putBack = obstruct(t, filepath.Join(m.workspace(), "assessments"))
	k.types("1")
	k.hears("d drops it")
	k.types("q")
	k.ends(1)
	putBack()
	if said := k.all.String(); !strings.Contains(said, "demarc: IAM-01 was not saved: ") || !strings.Contains(said, "; all that was called saved is") {
		t.Errorf("ended with\n%s", said)
	}
	if answer := m.answer("IAM-01"); answer.Level != questionnaire.LevelAll || answer.Note == "" {
		t.Errorf("the file holds %+v, want all and the note", answer)
	}
}

// Where an assessment cannot be made, nothing that was typed has to be typed
// again.
func TestAccessibleSetupIsTriedAgain(t *testing.T) {
	m := newMachine(t)
	k := m.listen(t)
	k.hears("Team:")
	putBack := obstruct(t, filepath.Join(m.workspace(), "assessments"))
	k.types("Payments")
	k.hears("not a directory")
	putBack()
	k.ends(1)

	k = m.listen(t)
	k.types("Payments", "", "", "", "")
	k.hears("the first one answers:")
	putBack = obstruct(t, filepath.Join(m.workspace(), "assessments"))
	k.types("Ana Ruiz")
	k.hears("NOT SAVED. ")
	k.hears("Enter tries again, a full stop goes back:")
	putBack()
	k.types("")
	k.hears("Saved: a new assessment of Payments")
	k.hears("IAM-01, your answer")
	k.types("q", "quit")
	k.ends(0)
}

// Somebody else answers meanwhile: another question, which both keep, and the
// same one, which is asked.
func TestAccessibleTellsOfASecondWriter(t *testing.T) {
	m := newMachine(t)
	k := m.listen(t)
	k.setsUp()
	id := m.assessment().ID()
	sam := func(question, level string) {
		t.Helper()
		if out, err := m.command(m.binary, "answer", id, question, level, "--by", "Sam Okafor").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	sam("IAM-02", "most")
	k.types("4")
	k.hears("Saved: IAM-01, all")
	sam("IAM-01", "none")
	k.types("t", "Two keys", "")
	k.hears("NOT SAVED: somebody else answered IAM-01 meanwhile.")
	k.hears("1. Mine: all, by Ana Ruiz, with the note: Two keys.")
	k.hears("2. Theirs: none, by Sam Okafor.")
	k.types("", ".", "theirs")
	k.hears("Not taken: want a number from 1 to 2")
	k.hears("It has to be settled before going on.")
	k.hears("Read again: IAM-01, none, by Sam Okafor.")
	k.types("IAM-02")
	k.hears("Now: most, by Sam Okafor.")
	sam("IAM-02", "some")
	k.types("4")
	k.hears("1. Mine: all, by Ana Ruiz.")
	k.types("1")
	k.hears("Saved: IAM-02, all, by Ana Ruiz")
	sam("IAM-02", "some")
	k.types("1")
	k.hears("1. Mine: none")
	if err := k.in.Close(); err != nil {
		t.Fatal(err)
	}
	k.ends(1)
	if !strings.Contains(k.all.String(), "the input ended, and IAM-02 was not saved: somebody else answered IAM-02") {
		t.Errorf("ended with\n%s", k.all.String())
	}
	if answer := m.answer("IAM-02"); answer.Level != questionnaire.LevelSome || answer.By != "Sam Okafor" {
		t.Errorf("the file holds %+v", answer)
	}
}

// A terminal that cannot move its cursor gets plain lines, and no byte that would
// act on it.
func TestDumbTerminalGetsPlainLines(t *testing.T) {
	m := newMachine(t)
	command := m.command(m.binary)
	command.Env = append(command.Env, "TERM=dumb")
	terminal, err := pty.Start(command)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = terminal.Close() }()
	k := converse(t, command, terminal, terminal)
	k.hears("There is no assessment yet.")
	k.types("Payments")
	k.hears("Payments\r\n") // as the terminal shows it, once
	k.hears("Period [")
	k.types("", "", "", "", "Ana Ruiz")
	k.hears("IAM-01, your answer")
	k.types("4")
	k.hears("Saved: IAM-01, all, by Ana Ruiz.")
	k.types("q", "quit")
	k.hears("Goodbye.")
	k.ends(0)
	if said := k.all.String(); strings.ContainsFunc(strings.ReplaceAll(said, "\r\n", "\n"), func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
		t.Errorf("said %q, with control bytes", said)
	}
	if strings.Count(k.all.String(), "Payments\r\n") != 1 {
		t.Errorf("what was typed is shown twice:\n%s", k.all.String())
	}
}

// Being ended from outside is no end of the input, and loses nothing.
func TestAccessibleIsInterrupted(t *testing.T) {
	m := newMachine(t)
	k := m.listen(t)
	k.setsUp()
	k.types("4")
	k.hears("Saved: IAM-01, all")
	if err := k.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	k.ends(130)
	if level := m.answer("IAM-01").Level; level != questionnaire.LevelAll {
		t.Errorf("the file holds %q", level)
	}
}
