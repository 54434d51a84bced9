//go:build unix

package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// editorThat returns a machine whose user has an editor that does as the shell
// script says; $1 is the file.
func editorThat(t *testing.T, does string) machine {
	t.Helper()
	m := newMachine(t)
	script := filepath.Join(t.TempDir(), "my editor")
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"+does+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	m.env = []string{"EDITOR=false", "VISUAL='" + script + "' --wait"}
	return m
}

// What was typed goes to the editor, and what the editor writes is the note.
func TestNoteInTheEditor(t *testing.T) {
	m := editorThat(t, `shift; cp "$1" "$HOME/seen"; stat -c %a "$1" >"$HOME/mode"; printf '%s\n' "Bastion removed" "in Növember" >"$1"; sleep 0.1`)
	s := begin(m, 80, 24)
	first := s.asked[0].ID
	s.Press("4", "t")
	s.ExpectCursor("Note")
	s.Expect("ctrl+e in your editor")
	s.Type("Bastion")
	s.Expect("Bastion")
	s.Press("ctrl+e")
	s.expectSaved(first, "ALL for Ana Ruiz, note")
	s.Expect("Note     Bastion removed / in Növember")
	s.Press("ctrl+c")
	s.ExpectExit(0)
	s.ExpectRestored()
	if note := m.answer(first).Note; note != "Bastion removed\nin Növember" {
		t.Errorf("the file holds the note %q", note)
	}
	for name, want := range map[string]string{"seen": "Bastion\n", "mode": "600\n"} {
		if got, err := os.ReadFile(filepath.Join(m.home, name)); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
}

// An editor that fails, or takes the file away, changes nothing.
func TestNoteStaysWhenTheEditorFails(t *testing.T) {
	for name, does := range map[string]string{
		"fails after writing":     `echo overwritten >"$2"; exit 1`,
		"takes the file away":     `rm "$2"`,
		"writes what is no UTF-8": `printf '\377\376' >"$2"`,
	} {
		t.Run(name, func(t *testing.T) {
			m := editorThat(t, does)
			s := begin(m, 80, 24)
			first := s.asked[0].ID
			s.Press("4", "t")
			s.ExpectCursor("Note")
			s.Type("What was said before")
			s.Expect("What was said before")
			s.Press("enter")
			s.Expect("Note     What was said before")
			s.Press("t")
			s.ExpectCursor("Note")
			s.Type(", and more")
			s.Expect("before, and more")
			s.Press("ctrl+e")
			s.Expect("The note is as it was", "What was said before, and more")
			s.Press("enter") // what was typed is still in the field
			s.Expect("Note     What was said before, and more")
			s.Press("ctrl+c")
			s.ExpectExit(0)
			if note := m.answer(first).Note; note != "What was said before, and more" {
				t.Errorf("the file holds the note %q", note)
			}
		})
	}
}

// A text that is too long is not lost: it can be shortened.
func TestNoteTooLongForTheEditor(t *testing.T) {
	m := editorThat(t, `
if [ -s "$2" ]; then echo shorter >"$2"; exit; fi
i=0; while [ $i -lt 7000 ]; do echo "0123456789"; i=$((i+1)); done >"$2"`)
	s := begin(m, 80, 24)
	first := s.asked[0].ID
	s.Press("4", "t")
	s.ExpectCursor("Note")
	s.Press("ctrl+e")
	s.Expect("too long", "76 KiB: a note holds 64 KiB at most", "shorten it in the editor")
	s.Press("esc")
	s.Expect("Not settled yet", "shorten it in the editor")
	if note := m.answer(first).Note; note != "" {
		t.Errorf("the file holds %d bytes of the note", len(note))
	}
	s.Press("enter")
	s.Expect("Note     shorter")
	s.Press("ctrl+c")
	s.ExpectExit(0)
	if note := m.answer(first).Note; strings.TrimSpace(note) != "shorter" {
		t.Errorf("the file holds the note %q", note)
	}
}

// Without an editor there is no key for it.
func TestNoteWithoutAnEditor(t *testing.T) {
	s := begin(newMachine(t), 80, 24)
	s.Press("4", "t")
	s.ExpectCursor("Note")
	s.ExpectNot("in your editor")
}
