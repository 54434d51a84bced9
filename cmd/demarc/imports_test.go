package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// rank orders the packages: imports may lead to the same rank or a lower one.
func rank(path string) int {
	for i, room := range []string{"demarc/questionnaire", "demarc/scoring", "demarc/tui", "demarc/cmd"} {
		if path == room || strings.HasPrefix(path, room+"/") {
			return i
		}
	}
	return -1
}

// Imports run one way: cmd, tui, scoring, questionnaire. Only tui knows Charm;
// cmd knows fang, and whether it has a terminal. The domain and the scores do no I/O.
func TestImportsRunOneWay(t *testing.T) {
	root := filepath.Join("..", "..")
	packages := make(map[string]bool)
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && file != root) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		folder, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		from := path.Join("demarc", filepath.ToSlash(folder))
		packages[from] = true
		return checkFile(t, from, file)
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) < 8 {
		t.Fatalf("only these packages were found: %v", packages)
	}
}

func checkFile(t *testing.T, from, file string) error {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	for _, imported := range parsed.Imports {
		to, err := strconv.Unquote(imported.Path.Value)
		if err != nil {
			return err
		}
		checkImport(t, from, to)
	}
	return nil
}

func checkImport(t *testing.T, from, to string) {
	t.Helper()
	if rank(from) < 0 {
		t.Errorf("%s has no place in the order of imports", from)
	}
	if strings.HasPrefix(to, "demarc/") && rank(to) > rank(from) {
		t.Errorf("%s imports %s", from, to)
	}
	charm := strings.HasPrefix(to, "charm.land/") || strings.HasPrefix(to, "github.com/charmbracelet/")
	allowed := from == "demarc/tui" || strings.HasPrefix(from, "demarc/tui/") ||
		from == "demarc/cmd/demarc" && (strings.HasPrefix(to, "charm.land/fang/") || to == "github.com/charmbracelet/x/term")
	if charm && !allowed {
		t.Errorf("%s imports %s", from, to)
	}
	pure := from == "demarc/questionnaire" || from == "demarc/scoring" || from == "demarc/scoring/report"
	for _, door := range []string{"os", "os/exec", "net", "net/http", "io/ioutil", "math/rand", "math/rand/v2"} {
		if pure && to == door {
			t.Errorf("%s is pure and imports %s", from, to)
		}
	}
}
