package store_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

func TestFile(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return newFile(t) })
}

// The assessment that these tests work on, and where its file is.
const (
	payments     = "payments-2026-q4"
	paymentsFile = "assessments/" + payments + ".json"
)

func newFile(t testing.TB) *store.File {
	t.Helper()
	f, err := store.InitFile(t.TempDir(), store.Config{}, storetest.Clock)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// newPayments returns a workspace with one draft in it.
func newPayments(t testing.TB, questions int) *store.File {
	t.Helper()
	f := newFile(t)
	create(t, f, storetest.Bank(t, questions), "payments", "2026-Q4")
	return f
}

func create(t testing.TB, s store.Store, bank *questionnaire.Bank, team, label string) {
	t.Helper()
	if err := s.Create(t.Context(), storetest.Assessment(t, bank, team, label), bank); err != nil {
		t.Fatal(err)
	}
}

// reopen returns another store on the same workspace, as another program has.
func reopen(t testing.TB, f *store.File) *store.File {
	t.Helper()
	other, err := store.OpenFile(f.Dir(), storetest.Clock)
	if err != nil {
		t.Fatal(err)
	}
	return other
}

func edit(number int, note string, read store.Token) store.Edit {
	return store.Edit{Question: storetest.QuestionID(number), Answer: storetest.Answer(questionnaire.LevelAll, note), Read: read}
}

func save(t testing.TB, s store.Store, edits ...store.Edit) []store.Saved {
	t.Helper()
	saved, err := s.SaveAnswers(t.Context(), payments, edits...)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// note returns the note of the payments team's answer to a question.
func note(t testing.TB, s store.Store, number int) string {
	t.Helper()
	snapshot, err := s.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	answer, _ := snapshot.Assessment.Answer(storetest.QuestionID(number))
	return answer.Note
}

func readFile(t testing.TB, f *store.File, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(f.Dir(), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func writeFile(t testing.TB, f *store.File, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(f.Dir(), name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// contents returns every file of the workspace, locks aside, by name.
func contents(t testing.TB, f *store.File) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := fs.WalkDir(os.DirFS(f.Dir()), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || filepath.Ext(name) == ".lock" {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if info.Size() > 1<<20 {
			files[name] = fmt.Sprintf("%d bytes", info.Size())
			return nil
		}
		files[name] = readFile(t, f, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestFileNames(t *testing.T) {
	f := newPayments(t, 2)
	save(t, f, edit(1, "", ""))
	bank := storetest.Bank(t, 2)
	want := []string{
		".gitattributes", ".gitignore", paymentsFile,
		"banks/small-1.0-" + bank.Ref().Digest[:12] + ".json", "demarc.yaml",
	}
	files := contents(t, f)
	for _, name := range want {
		if _, ok := files[name]; !ok {
			t.Errorf("there is no %s", name)
		}
	}
	if len(files) != len(want) {
		t.Errorf("%d files, want %d", len(files), len(want))
	}
	if files[want[3]] != string(bank.Document()) {
		t.Error("the bank's file is not its document")
	}
}

func TestDigestIsOfTheFile(t *testing.T) {
	f := newPayments(t, 2)
	writeFile(t, f, paymentsFile, readFile(t, f, paymentsFile)+"\n\n") // as an editor leaves it
	before, err := f.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	if want := sha256Hex(readFile(t, f, paymentsFile)); before.Digest != want {
		t.Errorf("digest %s, want that of the file's bytes, %s", before.Digest, want)
	}
}

func TestFileModes(t *testing.T) {
	f := newPayments(t, 1)
	create(t, f, storetest.Bank(t, 1), "payments", "2026-Q3")
	if err := f.Finalize(t.Context(), "payments-2026-q3", "Ada", true); err != nil {
		t.Fatal(err)
	}
	save(t, f, edit(1, "", ""))
	err := filepath.WalkDir(f.Dir(), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == f.Dir() { // made by the test
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		switch {
		case entry.IsDir():
			want = 0o700
		case entry.Name() == "payments-2026-q3.json":
			want = 0o400
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestListPassesOverOtherFiles(t *testing.T) {
	f := newPayments(t, 1)
	for _, name := range []string{
		"assessments/" + payments + ".signoff.json", "assessments/README.md",
		"assessments/." + payments + ".json.tmp", "assessments/.hidden.json", "assessments/" + payments + ".json~",
	} {
		writeFile(t, f, name, "{")
	}
	listed, err := f.List(t.Context())
	if err != nil || len(listed) != 1 || listed[0].Err != nil {
		t.Errorf("listed %+v, error %v, want only %s", listed, err, payments)
	}
}

func TestFoldersThatGitDidNotKeep(t *testing.T) {
	f := newFile(t)
	for _, name := range []string{"assessments", "banks", "reports"} {
		if err := os.Remove(filepath.Join(f.Dir(), name)); err != nil {
			t.Fatal(err)
		}
	}
	f = reopen(t, f)
	if listed, err := f.List(t.Context()); err != nil || len(listed) != 0 {
		t.Errorf("listed %d, error %v", len(listed), err)
	}
	if _, err := f.Load(t.Context(), payments); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got error %v, want not found", err)
	}
	create(t, f, storetest.Bank(t, 1), "payments", "2026-Q4")
	save(t, f, edit(1, "", ""))
}

func TestNoLockForWhatIsNotThere(t *testing.T) {
	f := newFile(t)
	if err := f.SavePeople(t.Context(), payments, nil); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got error %v, want not found", err)
	}
	entries, err := os.ReadDir(filepath.Join(f.Dir(), "assessments"))
	if err != nil || len(entries) != 0 {
		t.Errorf("%d files were left behind, error %v", len(entries), err)
	}
}

func TestBankIsKeptOnce(t *testing.T) {
	f := newPayments(t, 1)
	before := contents(t, f)
	create(t, reopen(t, f), storetest.Bank(t, 1), "search", "2026-Q4")
	after := contents(t, f)
	delete(after, "assessments/search-2026-q4.json")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("a second assessment with the bank (-before +after):\n%s", diff)
	}
}

func TestKnownBankIsNotRead(t *testing.T) {
	f := newPayments(t, 1)
	bank := storetest.Bank(t, 1)
	if err := os.RemoveAll(filepath.Join(f.Dir(), "banks")); err != nil {
		t.Fatal(err)
	}
	knowing, err := store.OpenFile(f.Dir(), storetest.Clock, bank)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := knowing.Load(t.Context(), payments)
	if err != nil || snapshot.Bank != bank {
		t.Errorf("the known bank was not used, error %v", err)
	}
	_, err = reopen(t, f).Load(t.Context(), payments)
	wantDamaged(t, err, "banks/small-1.0-"+bank.Ref().Digest[:12]+".json")
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got error %v, want not found", err)
	}
}

// wantDamaged checks that the error is of a damaged file whose path ends so.
func wantDamaged(t *testing.T, err error, path string) {
	t.Helper()
	var damaged *store.DamagedError
	if !errors.As(err, &damaged) {
		t.Fatalf("got error %v, want a damaged file", err)
	}
	if !strings.HasSuffix(filepath.ToSlash(damaged.Path), path) {
		t.Errorf("got path %s, want …%s", damaged.Path, path)
	}
}
