package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

func sha256Hex(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// replaceIn returns a way to damage a file by putting one text for another.
func replaceIn(name, from, to string) func(*testing.T, *store.File) {
	return func(t *testing.T, f *store.File) {
		content := readFile(t, f, name)
		if !strings.Contains(content, from) {
			t.Fatalf("%s does not hold %q", name, from)
		}
		writeFile(t, f, name, strings.Replace(content, from, to, 1))
	}
}

// put returns a way to damage a workspace by having another thing in the place
// of the file.
func put(name string, place func(path string) error) func(*testing.T, *store.File) {
	return func(t *testing.T, f *store.File) {
		path := filepath.Join(f.Dir(), name)
		if err := os.Rename(path, filepath.Join(f.Dir(), "aside")); err != nil {
			t.Fatal(err)
		}
		if err := place(path); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDamagedFiles(t *testing.T) {
	bankFile := "banks/small-1.0-" + storetest.Bank(t, 2).Ref().Digest[:12] + ".json"
	cases := []struct {
		name   string
		damage func(*testing.T, *store.File)
		path   string // of what is damaged; the assessment's where empty
		says   string
		line   int // 0 where no place is known
		is     error
	}{
		{name: "empty", damage: func(t *testing.T, f *store.File) { writeFile(t, f, paymentsFile, "") }, says: "ends too early", line: 1},
		{name: "half written", damage: func(t *testing.T, f *store.File) {
			half, _, _ := strings.Cut(readFile(t, f, paymentsFile), `"team"`)
			writeFile(t, f, paymentsFile, half)
		}, says: "ends too early", line: 8},
		{name: "no JSON", damage: replaceIn(paymentsFile, "{\n", "<<<<<<< ours\n"), says: "invalid character", line: 1},
		{name: "newer", damage: replaceIn(paymentsFile, "assessment/v1", "assessment/v2"), says: "newer demarc", is: questionnaire.ErrNewerSchema},
		{name: "an unknown key", damage: replaceIn(paymentsFile, `  "team"`, "  \"colour\": \"red\",\n  \"team\""), says: `unknown key "colour"`, line: 8},
		{name: "another id", damage: replaceIn(paymentsFile, payments, "payments-2026-q3"), says: "it holds assessment payments-2026-q3"},
		{name: "an unknown question", damage: replaceIn(paymentsFile, "IAM-01", "IAM-77"), says: "has no question IAM-77"},
		{name: "too large", damage: func(t *testing.T, f *store.File) {
			if err := os.Truncate(filepath.Join(f.Dir(), paymentsFile), questionnaire.MaxAssessmentBytes+1); err != nil {
				t.Fatal(err)
			}
		}, says: "larger than 64 MiB"},
		{name: "a folder", damage: put(paymentsFile, func(path string) error { return os.Mkdir(path, 0o700) }), says: "not a plain file"},
		{name: "a link inside", damage: put(paymentsFile, func(path string) error { return os.Symlink("../aside", path) }), says: "not a plain file"},
		{name: "a link outside", damage: put(paymentsFile, func(path string) error { return os.Symlink("/etc/passwd", path) }), says: "not a plain file"},
		{name: "the bank is gone", damage: put(bankFile, func(string) error { return nil }), path: bankFile, says: "not found", is: store.ErrNotFound},
		{name: "the bank was changed", damage: replaceIn(bankFile, `"critical": 5`, `"critical": 9`), path: bankFile, says: "it was changed"},
		{name: "the bank is a link", damage: put(bankFile, func(path string) error { return os.Symlink("../aside", path) }), path: bankFile, says: "not a plain file"},
		{name: "the bank is too large", damage: func(t *testing.T, f *store.File) {
			if err := os.Truncate(filepath.Join(f.Dir(), bankFile), 10<<20+1); err != nil {
				t.Fatal(err)
			}
		}, path: bankFile, says: "larger than 10 MiB"},
		{name: "a bank with a path for an id", damage: replaceIn(paymentsFile, `"id": "small"`, `"id": "../../small"`), path: "banks", says: "cannot be the name of a file"},
		{name: "a bank under another version", damage: replaceIn(paymentsFile, `"version": "1.0"`, `"version": "1.1"`), path: strings.Replace(bankFile, "1.0", "1.1", 1), says: "not found"},
		{name: "a bank under another name", damage: func(t *testing.T, f *store.File) {
			replaceIn(paymentsFile, `"version": "1.0"`, `"version": "1.1"`)(t, f)
			writeFile(t, f, strings.Replace(bankFile, "1.0", "1.1", 1), readFile(t, f, bankFile))
		}, path: strings.Replace(bankFile, "1.0", "1.1", 1), says: "it holds bank small 1.0"},
		{name: "a bank without a digest", damage: replaceIn(paymentsFile, `"digest": "`, `"digest": "x`), path: "banks", says: "hex digits"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := newPayments(t, 2)
			save(t, f, edit(1, "", ""))
			create(t, f, storetest.Bank(t, 1), "healthy", "2026-Q4")
			c.damage(t, f)
			before := contents(t, f)
			other := reopen(t, f) // one that has not read it before

			path := c.path
			if path == "" {
				path = paymentsFile
			}
			_, err := other.Load(t.Context(), payments)
			wantDamaged(t, err, path)
			if !strings.Contains(err.Error(), c.says) || c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("got error %q, want it to say %q", err, c.says)
			}
			var place *questionnaire.DocumentError
			if c.line > 0 && (!errors.As(err, &place) || place.Line != c.line || place.Column == 0) {
				t.Errorf("got error %q, want it to name line %d and a column", err, c.line)
			}

			_, err = other.SaveAnswers(t.Context(), payments, edit(2, "mine", ""))
			wantDamaged(t, err, path)
			wantDamaged(t, other.SavePeople(t.Context(), payments, nil), path)
			if err := other.Create(t.Context(), storetest.Assessment(t, storetest.Bank(t, 2), "payments", "2026-Q4"), storetest.Bank(t, 2)); !errors.Is(err, store.ErrExists) {
				t.Errorf("got error %v, want that it is there already", err)
			}
			wantListedDamaged(t, other, payments, path)
			if diff := cmp.Diff(before, contents(t, f)); diff != "" {
				t.Errorf("the workspace was changed (-before +after):\n%s", diff)
			}
		})
	}
}

// wantListedDamaged checks that the healthy assessment comes first and the
// damaged one after it, with its error.
func wantListedDamaged(t *testing.T, f *store.File, id, path string) {
	t.Helper()
	listed, err := f.List(t.Context())
	if err != nil || len(listed) != 2 {
		t.Fatalf("listed %d, error %v, want 2", len(listed), err)
	}
	if listed[0].ID != "healthy-2026-q4" || listed[0].Err != nil {
		t.Errorf("first is %s, error %v", listed[0].ID, listed[0].Err)
	}
	if listed[1].ID != id || listed[1].Snapshot.Assessment != nil {
		t.Errorf("second is %s, want %s without a snapshot", listed[1].ID, id)
	}
	wantDamaged(t, listed[1].Err, path)
}

func TestDamagedAfterItWasRead(t *testing.T) {
	f := newPayments(t, 2)
	save(t, f, edit(1, "", ""))
	writeFile(t, f, paymentsFile, "half")
	_, err := f.SaveAnswers(t.Context(), payments, edit(2, "", ""))
	wantDamaged(t, err, paymentsFile)
	if content := readFile(t, f, paymentsFile); content != "half" {
		t.Errorf("the file was overwritten: %q", content)
	}
}

func TestForeignFileNames(t *testing.T) {
	for _, id := range []string{"Payments 2026 (conflicted copy)", "a.b", "\x1b[31mred"} {
		f := newFile(t)
		create(t, f, storetest.Bank(t, 1), "healthy", "2026-Q4")
		writeFile(t, f, "assessments/"+id+".json", "{}")
		wantListedDamaged(t, f, id, id+".json")
		listed, _ := f.List(t.Context())
		if text := listed[1].Err.Error(); questionnaire.Printable(text) != text {
			t.Errorf("error %q would act on a terminal", text)
		}
	}
}

func TestAlteredBankIsNotOverwritten(t *testing.T) {
	f := newPayments(t, 1)
	bank := storetest.Bank(t, 1)
	name := "banks/small-1.0-" + bank.Ref().Digest[:12] + ".json"
	writeFile(t, f, name, "{}")
	err := f.Create(t.Context(), storetest.Assessment(t, bank, "search", "2026-Q4"), bank)
	wantDamaged(t, err, name)
	if content := readFile(t, f, name); content != "{}" {
		t.Errorf("the bank was overwritten: %q", content)
	}
	if _, err := f.Load(t.Context(), "search-2026-q4"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got error %v, want nothing created", err)
	}
}

func TestFoldersThatLeadOutside(t *testing.T) {
	f := newPayments(t, 1)
	outside := t.TempDir()
	assessments := filepath.Join(f.Dir(), "assessments")
	if err := os.Rename(assessments, filepath.Join(outside, "assessments")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "assessments"), assessments); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Load(t.Context(), payments); err == nil {
		t.Error("an assessment outside the workspace was read")
	}
	if _, err := f.SaveAnswers(t.Context(), payments, edit(1, "", "")); err == nil {
		t.Error("an assessment outside the workspace was changed")
	}
	bank := storetest.Bank(t, 1)
	if err := f.Create(t.Context(), storetest.Assessment(t, bank, "search", "2026-Q4"), bank); err == nil {
		t.Error("an assessment was created outside the workspace")
	}
	if _, err := os.Stat(filepath.Join(outside, "assessments", "search-2026-q4.json")); err == nil {
		t.Error("there is a file outside the workspace")
	}
}

func TestLockThatLeadsElsewhere(t *testing.T) {
	f := newPayments(t, 1)
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	lock := "assessments/." + payments + ".lock"
	if err := os.Symlink(elsewhere, filepath.Join(f.Dir(), lock)); err != nil {
		t.Fatal(err)
	}
	_, err := f.SaveAnswers(t.Context(), payments, edit(1, "", ""))
	wantDamaged(t, err, lock)
	if _, err := os.Lstat(elsewhere); err == nil {
		t.Error("the lock was made where the link leads")
	}
}

func TestFolderReplacedByFile(t *testing.T) {
	f := newPayments(t, 1)
	if err := os.Rename(filepath.Join(f.Dir(), "assessments"), filepath.Join(f.Dir(), "aside")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, f, "assessments", "a file")
	if _, err := f.List(t.Context()); err == nil {
		t.Error("a file was listed as a folder")
	}
	if _, err := f.SaveAnswers(t.Context(), payments, edit(1, "", "")); err == nil || errors.Is(err, store.ErrNotFound) {
		t.Errorf("got error %v, want one that does not say that there is nothing", err)
	}
	if content := readFile(t, f, "assessments"); content != "a file" {
		t.Errorf("the file was overwritten: %q", content)
	}
}
