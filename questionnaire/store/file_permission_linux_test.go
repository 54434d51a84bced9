package store_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const nobody = 65534

// asOwner gives the folder to somebody who is not root and runs act as them,
// so that permissions hold. Who is not root anyway is the owner.
func asOwner(t *testing.T, dir string, act func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		act()
		return
	}
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil { // made by the test
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(path, nobody, nobody))
	})
	if err != nil {
		t.Fatal(err)
	}
	// The user id of file access is the thread's own.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setfsuid(0); err != nil {
			t.Fatal(err)
		}
	}()
	act()
}

func TestReadOnlyFolder(t *testing.T) {
	f := newPayments(t, 2)
	first := save(t, f, edit(1, "first", ""))[0]
	before := contents(t, f)
	assessments := filepath.Join(f.Dir(), "assessments")
	if err := os.Chmod(assessments, 0o500); err != nil {
		t.Fatal(err)
	}
	asOwner(t, f.Dir(), func() {
		other := reopen(t, f)
		if got := note(t, other, 1); got != "first" {
			t.Errorf("read the note %q", got)
		}
		saved, err := other.SaveAnswers(t.Context(), payments, edit(1, "second", first.Token))
		if !errors.Is(err, fs.ErrPermission) || saved != nil {
			t.Errorf("saved %v, error %v, want that it is not permitted", saved, err)
		}
	})
	if diff := cmp.Diff(before, contents(t, f)); diff != "" {
		t.Errorf("the workspace was changed (-before +after):\n%s", diff)
	}
	if err := os.Chmod(assessments, 0o700); err != nil {
		t.Fatal(err)
	}
	asOwner(t, f.Dir(), func() { save(t, f, edit(1, "second", first.Token)) })
}

func TestUnreadableFile(t *testing.T) {
	f := newPayments(t, 1)
	if err := os.Chmod(filepath.Join(f.Dir(), paymentsFile), 0); err != nil {
		t.Fatal(err)
	}
	asOwner(t, f.Dir(), func() {
		other := reopen(t, f)
		if _, err := other.Load(t.Context(), payments); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("got error %v, want that it is not permitted", err)
		}
		listed, err := other.List(t.Context())
		if err != nil || len(listed) != 1 || !errors.Is(listed[0].Err, fs.ErrPermission) {
			t.Errorf("listed %+v, error %v", listed, err)
		}
	})
}

func TestPipeInThePlaceOfAFile(t *testing.T) {
	f := newPayments(t, 1)
	path := filepath.Join(f.Dir(), paymentsFile)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := f.Load(t.Context(), payments) // would wait for a writer for ever
	wantDamaged(t, err, paymentsFile)
}
