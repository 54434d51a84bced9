package bank_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire/bank"
)

// begun returns the folder of a bank that begins with all of ours.
func begun(t *testing.T, id string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), id)
	if err := os.CopyFS(dir, bank.Source()); err != nil {
		t.Fatal(err)
	}
	manifest, err := bank.StartManifest(id)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, bank.ManifestName), manifest, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestABankThatBeginsWithOursAsksTheSame(t *testing.T) {
	dir := begun(t, "house")
	problems, err := bank.Lint(os.DirFS(dir), "house")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string(nil), listed(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	manifest, err := os.ReadFile(filepath.Join(dir, bank.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled(t).check(t, bank.ManifestName, manifest); err != nil {
		t.Errorf("an editor would mark it: %v", err)
	}
	house, err := bank.Load(os.DirFS(dir), "house")
	if err != nil {
		t.Fatal(err)
	}
	if ref := house.Ref(); ref.ID != "house" || ref.Version != "1.0.0" {
		t.Errorf("the bank is %+v", ref)
	}
	var theirs, same map[string]any
	for into, document := range map[*map[string]any][]byte{&theirs: house.Document(), &same: ours(t).Document()} {
		if err := json.Unmarshal(document, into); err != nil {
			t.Fatal(err)
		}
	}
	theirs["id"] = same["id"]
	if diff := cmp.Diff(same, theirs); diff != "" {
		t.Errorf("apart from its id the bank is another (-ours +theirs):\n%.2000s", diff)
	}
}

func TestStartManifestNeedsAnIDOfItsOwn(t *testing.T) {
	for _, id := range []string{"", "demarc", "House", "a b", "x\nid: demarc"} {
		if manifest, err := bank.StartManifest(id); err == nil {
			t.Errorf("%q is taken:\n%.200s", id, manifest)
		}
	}
}
