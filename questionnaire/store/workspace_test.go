package store_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

func TestFindWorkspace(t *testing.T) {
	root := t.TempDir()
	inner := filepath.Join(root, "team", "inner")
	deep := filepath.Join(inner, "a", "b")
	if err := os.MkdirAll(filepath.Join(deep, "demarc.yaml"), 0o700); err != nil { // a folder is no workspace's file
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(root, "team"), inner} {
		if _, err := store.InitFile(dir, store.Config{}, storetest.Clock); err != nil {
			t.Fatal(err)
		}
	}
	cases := []struct {
		name, flag, variable, cwd, want string
	}{
		{"the flag first", "/somewhere", "/other", deep, "/somewhere"},
		{"a flag from here", "../x", "/other", inner, filepath.Join(root, "team", "x")},
		{"then the environment", "", "/other/", deep, "/other"},
		{"the environment from here", "", "x", inner, filepath.Join(inner, "x")},
		{"then the nearest above", "", "", deep, inner},
		{"this very folder", "", "", inner, inner},
		{"beside it", "", "", filepath.Join(root, "team", "elsewhere"), filepath.Join(root, "team")},
		{"then the user's own", "", "", root, "/data/demarc"},
	}
	for _, c := range cases {
		environment := map[string]string{"DEMARC_DIR": c.variable, "XDG_DATA_HOME": "/data"}
		if got := store.FindWorkspace(c.flag, func(name string) string { return environment[name] }, c.cwd); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	for _, home := range []string{"", "relative"} { // a relative one is to be ignored
		got := store.FindWorkspace("", func(name string) string { return map[string]string{"XDG_DATA_HOME": home}[name] }, root)
		if want := filepath.Join(xdg.DataHome, "demarc"); got != want {
			t.Errorf("with XDG_DATA_HOME %q: got %s, want %s", home, got, want)
		}
	}
}

func TestOpenFileWithoutWorkspace(t *testing.T) {
	dir := t.TempDir()
	for _, dir := range []string{dir, filepath.Join(dir, "missing")} {
		if _, err := store.OpenFile(dir, storetest.Clock); !errors.Is(err, store.ErrNoWorkspace) || !strings.Contains(err.Error(), dir) {
			t.Errorf("got error %v, want that %s is no workspace", err, dir)
		}
	}
}

func TestWorkspaceThatIsGone(t *testing.T) {
	f := newPayments(t, 1)
	if err := os.Rename(f.Dir(), f.Dir()+"-moved"); err != nil {
		t.Fatal(err)
	}
	_, listErr := f.List(t.Context())
	_, loadErr := f.Load(t.Context(), payments)
	_, configErr := f.Config()
	for _, err := range []error{listErr, loadErr, configErr, f.SavePeople(t.Context(), payments, nil)} {
		if !errors.Is(err, store.ErrNoWorkspace) || errors.Is(err, store.ErrNotFound) {
			t.Errorf("got error %v, want that there is no workspace", err)
		}
	}
}

func TestInitTwice(t *testing.T) {
	f := newPayments(t, 1)
	before := contents(t, f)
	if _, err := store.InitFile(f.Dir(), store.Config{Team: "another"}, storetest.Clock); !errors.Is(err, store.ErrExists) {
		t.Errorf("got error %v, want that there is one", err)
	}
	if diff := cmp.Diff(before, contents(t, f)); diff != "" {
		t.Errorf("the workspace was changed (-before +after):\n%s", diff)
	}
}

func TestInitInAFolderInUse(t *testing.T) {
	dir := t.TempDir()
	own := map[string]string{
		".gitattributes": "*.png binary\r\nbanks/*.json -text",
		".gitignore":     "/dist\n",
		"README.md":      "ours\n",
	}
	for name, content := range own {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := store.InitFile(dir, store.Config{Team: "payments"}, storetest.Clock)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range own {
		if got := readFile(t, f, name); !strings.HasPrefix(got, content) {
			t.Errorf("%s lost what it held: %q", name, got)
		}
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o644 {
			t.Errorf("%s has mode %v, error %v", name, info.Mode(), err)
		}
	}
	if got := strings.Count(readFile(t, f, ".gitattributes"), "banks/*.json"); got != 1 {
		t.Errorf("the line that was there is there %d times", got)
	}
}

func TestInitRefusesWhatItWouldNotRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if _, err := store.InitFile(dir, store.Config{Team: "a\x1b[31m"}, storetest.Clock); err == nil {
		t.Error("settings with a control character were written")
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a folder, error %v", err)
	}
}

// git has to see the attributes and to leave out what only running programs
// need, in a workspace that is a folder of a repository too.
func TestGitSeesTheWorkspace(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("git is missing")
		}
		t.Skip("git is missing")
	}
	repository := t.TempDir()
	f, err := store.InitFile(filepath.Join(repository, "workspace"), store.Config{}, storetest.Clock)
	if err != nil {
		t.Fatal(err)
	}
	create(t, f, storetest.Bank(t, 1), "payments", "2026-Q4")
	save(t, f, edit(1, "", ""))
	writeFile(t, f, "assessments/"+paymentsTemporary, "")
	run := func(args ...string) string {
		command := exec.CommandContext(t.Context(), git, args...)
		command.Dir = f.Dir()
		command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
		output, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, output)
		}
		return string(output)
	}
	run("init", "-q", repository)
	attributes := run("check-attr", "text", "merge", "--", "assessments/a-2026.json", "assessments/a-2026.signoff.json", "banks/b.json", "demarc.yaml")
	want := `assessments/a-2026.json: text: unset
assessments/a-2026.json: merge: demarc
assessments/a-2026.signoff.json: text: unset
assessments/a-2026.signoff.json: merge: unset
banks/b.json: text: unset
banks/b.json: merge: unspecified
demarc.yaml: text: unspecified
demarc.yaml: merge: unspecified
`
	if diff := cmp.Diff(want, attributes); diff != "" {
		t.Errorf("attributes (-want +got):\n%s", diff)
	}
	bank := "banks/small-1.0-" + storetest.Bank(t, 1).Ref().Digest[:12] + ".json"
	want = strings.Join([]string{".gitattributes", ".gitignore", paymentsFile, bank, "demarc.yaml"}, "\n") + "\n"
	if diff := cmp.Diff(want, run("ls-files", "--others", "--exclude-standard")); diff != "" {
		t.Errorf("what git would add (-want +got):\n%s", diff)
	}
}
