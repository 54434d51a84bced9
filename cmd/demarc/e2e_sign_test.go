//go:build unix

package main_test

import (
	"os"
	"path/filepath"
	"testing"

	"demarc/tui/screentest"
)

// withKey returns a machine with a final assessment, and with a key that has a
// passphrase.
func withKey(t *testing.T) machine {
	t.Helper()
	m := newMachine(t)
	for _, args := range [][]string{
		{m.binary, "new", "--team", "Acme", "--tiers", "abstracted", "--period", "2026-Q1"},
		{m.binary, "finalize", "acme-2026-q1", "--prepared-by", "Ana Ruiz", "--allow-unanswered"},
		{mustFind(t, "ssh-keygen"), "-q", "-t", "ed25519", "-N", "open sesame", "-f", "key"},
	} {
		if out, err := m.command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%q: %v\n%s", args, err, out)
		}
	}
	return m
}

func (m machine) packages(t *testing.T) *screentest.Terminal {
	t.Helper()
	return screentest.Start(t, m.command(mustFind(t, "sh"), "-c",
		`trap : INT; "$0" package acme-2026-q1 -o hand-over --sign key; echo "left with $?"; read line`, m.binary), 120, 24)
}

// ssh-keygen has the terminal: it asks for the passphrase, and takes it.
func TestSigningAsksForThePassphrase(t *testing.T) {
	m := withKey(t)
	terminal := m.packages(t)
	terminal.Expect("Enter passphrase")
	terminal.Type("open sesame")
	terminal.Press("enter")
	terminal.Expect("wrote hand-over", "left with 0")
	terminal.ExpectNot("sesame")
	if out, err := m.command(m.binary, "verify", "hand-over").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// Somebody who does not remember the passphrase has nothing half made, and a
// terminal that shows again what they type.
func TestSigningInterrupted(t *testing.T) {
	m := withKey(t)
	terminal := m.packages(t)
	terminal.Expect("Enter passphrase")
	terminal.Press("ctrl+c")
	terminal.Expect("left with 130")
	terminal.ExpectRestored()
	terminal.Type("shown again")
	terminal.Expect("shown again")
	left, err := os.ReadDir(filepath.Join(m.home, "work"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range left {
		if name := entry.Name(); name != "key" && name != "key.pub" {
			t.Errorf("%s is left behind", name)
		}
	}
}
