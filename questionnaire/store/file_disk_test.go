package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire/store/storetest"
)

const paymentsTemporary = "." + payments + ".json.tmp"

// A save that returns has gone through every step that makes it outlive a power
// failure, in an order in which no step can leave half a file.
func TestSaveIsDurable(t *testing.T) {
	steps := func(name, folder string) []string {
		temporary := "." + name + ".tmp"
		return []string{"write " + temporary, "sync " + temporary, "rename " + temporary + " " + name, "sync " + folder}
	}
	f := newFile(t)
	bank := storetest.Bank(t, 2)
	var calls []string
	f.WatchDisk(func(call string) error { calls = append(calls, call); return nil })

	create(t, f, bank, "payments", "2026-Q4")
	bankName := "small-1.0-" + bank.Ref().Digest[:12] + ".json"
	want := append(steps(bankName, "banks"), steps(payments+".json", "assessments")...)
	if diff := cmp.Diff(want, calls); diff != "" {
		t.Errorf("create (-want +got):\n%s", diff)
	}

	calls = nil
	save(t, f, edit(1, "", ""))
	if diff := cmp.Diff(steps(payments+".json", "assessments"), calls); diff != "" {
		t.Errorf("save (-want +got):\n%s", diff)
	}

	calls = nil
	if err := f.Finalize(t.Context(), payments, "Ada", true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(steps(payments+".json", "assessments"), calls); diff != "" {
		t.Errorf("finalize (-want +got):\n%s", diff)
	}
}

func TestNewFolderIsDurable(t *testing.T) {
	f := newFile(t)
	if err := os.Remove(filepath.Join(f.Dir(), "banks")); err != nil {
		t.Fatal(err)
	}
	var calls []string
	f.WatchDisk(func(call string) error { calls = append(calls, call); return nil })
	create(t, f, storetest.Bank(t, 1), "payments", "2026-Q4")
	if want := "sync " + filepath.Base(f.Dir()); calls[0] != want {
		t.Errorf("the first call was %q, want %q for the new folder", calls[0], want)
	}
}

func TestDiskRefuses(t *testing.T) {
	refusals := []struct {
		call string
		err  error
	}{
		{"write", syscall.ENOSPC},
		{"sync ." + payments, syscall.EIO},
		{"rename", syscall.EDQUOT},
	}
	for _, refusal := range refusals {
		t.Run(refusal.call, func(t *testing.T) {
			f := newPayments(t, 2)
			first := save(t, f, edit(1, "first", ""))[0]
			before := contents(t, f)
			f.WatchDisk(func(call string) error {
				if strings.HasPrefix(call, refusal.call) {
					return refusal.err
				}
				return nil
			})
			saved, err := f.SaveAnswers(t.Context(), payments, edit(1, "second", first.Token), edit(2, "", ""))
			if !errors.Is(err, refusal.err) || saved != nil {
				t.Errorf("saved %v, error %v, want %v", saved, err, refusal.err)
			}
			if diff := cmp.Diff(before, contents(t, f)); diff != "" {
				t.Errorf("the workspace was changed (-before +after):\n%s", diff)
			}

			f.WatchDisk(func(string) error { return nil })
			save(t, f, edit(1, "second", first.Token))
			if got := note(t, reopen(t, f), 1); got != "second" {
				t.Errorf("once the disk has room the note is %q", got)
			}
		})
	}
}

func TestDiskRefusesToCreate(t *testing.T) {
	f := newFile(t)
	before := contents(t, f)
	f.WatchDisk(func(call string) error {
		if strings.HasPrefix(call, "write") {
			return syscall.ENOSPC
		}
		return nil
	})
	bank := storetest.Bank(t, 1)
	if err := f.Create(t.Context(), storetest.Assessment(t, bank, "payments", "2026-Q4"), bank); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got error %v, want that the disk is full", err)
	}
	if diff := cmp.Diff(before, contents(t, f)); diff != "" {
		t.Errorf("the workspace was changed (-before +after):\n%s", diff)
	}
	f.WatchDisk(func(string) error { return nil })
	create(t, f, bank, "payments", "2026-Q4")
}

// A file system on which folders cannot be synced is not an error; a disk that
// fails to is.
func TestFolderSync(t *testing.T) {
	for err, fails := range map[error]bool{syscall.EINVAL: false, syscall.ENOTSUP: false, syscall.EIO: true} {
		f := newPayments(t, 1)
		f.WatchDisk(func(call string) error {
			if call == "sync assessments" {
				return err
			}
			return nil
		})
		_, got := f.SaveAnswers(t.Context(), payments, edit(1, "", ""))
		if fails != errors.Is(got, err) || !fails && got != nil {
			t.Errorf("the folder's disk says %v: got error %v", err, got)
		}
	}
}

func TestLeftoverTemporaryFile(t *testing.T) {
	f := newPayments(t, 1)
	writeFile(t, f, "assessments/"+paymentsTemporary, "half of it")
	if listed, err := f.List(t.Context()); err != nil || len(listed) != 1 || listed[0].Err != nil {
		t.Errorf("listed %+v, error %v", listed, err)
	}
	save(t, f, edit(1, "", ""))
	if _, err := os.Lstat(filepath.Join(f.Dir(), "assessments", paymentsTemporary)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what a killed program left is still there, error %v", err)
	}
}

// What somebody put in the place of the temporary file is not written through.
func TestTemporaryFileThatLeadsElsewhere(t *testing.T) {
	f := newPayments(t, 1)
	if err := os.Symlink("../demarc.yaml", filepath.Join(f.Dir(), "assessments", paymentsTemporary)); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, f, "demarc.yaml")
	save(t, f, edit(1, "", ""))
	if readFile(t, f, "demarc.yaml") != before {
		t.Error("the save went where the link leads")
	}
}
