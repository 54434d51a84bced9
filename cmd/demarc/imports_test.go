package main_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
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
	command := exec.Command("go", "list", "-json=ImportPath,Imports", "demarc/...")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	packages := 0
	for {
		var listed struct {
			ImportPath string
			Imports    []string
		}
		err := decoder.Decode(&listed)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		packages++
		for _, imported := range listed.Imports {
			checkImport(t, listed.ImportPath, imported)
		}
	}
	if packages < 6 {
		t.Fatalf("only %d packages were listed", packages)
	}
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
