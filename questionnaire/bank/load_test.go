package bank_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
)

func TestLoadReadsEverything(t *testing.T) {
	loaded, err := bank.Load(changed(t), "acme")
	if err != nil {
		t.Fatal(err)
	}
	question, ok := loaded.Question("ACME-01")
	if !ok {
		t.Fatal("no ACME-01")
	}
	want := &questionnaire.Question{
		ID: "ACME-01", Area: questionnaire.IAM, Revision: 1, Title: "Badges checked",
		Tiers:    []questionnaire.Tier{questionnaire.Infrastructure, questionnaire.Abstracted},
		Services: []string{"ec2"}, Severity: questionnaire.SeverityHigh, Effort: questionnaire.EffortLow, Baseline: true,
		Ask: "site lead", Text: "For how many sites is every badge checked?",
		Why: "A badge that nobody checks opens every door.",
		Levels: questionnaire.Meanings{
			None: "No site checks badges.", Some: "Under half of the sites check badges.",
			Most: "Half or more of the sites check badges.", All: "Every site checks badges.",
		},
		Evidence: []string{"door log of one week"},
		Verify: []questionnaire.VerifyStep{
			{Run: "aws ec2 describe-instances --query 'Reservations[].Instances[]' | jq length", Expect: "a count"},
			{Ask: "site lead", Expect: "a list"},
		},
		Remediation: []string{"check badges"},
		References:  map[string][]string{"nist-csf-2.0": {"PR.AA-03"}, "house-rules": {"whatever is in there"}},
		Checks:      questionnaire.Checks{Prowler: []string{"iam_root_mfa_enabled"}, SecurityHub: []string{"iam.9"}},
	}
	if diff := cmp.Diff(want, question, cmp.Comparer(sameTier), cmp.Comparer(sameArea), cmp.Comparer(sameSeverity), cmp.Comparer(sameEffort)); diff != "" {
		t.Errorf("question (-want +got):\n%s", diff)
	}
	shredder, _ := loaded.Question("ACME-02")
	if shredder.EvidenceMaxAgeDays != 400 || shredder.Baseline || shredder.Levels.Some != "" || shredder.Area != questionnaire.Data {
		t.Errorf("ACME-02 is %+v", shredder)
	}
	if ref := loaded.Ref(); ref.ID != "acme" || ref.Version != "1.0.0" {
		t.Errorf("bank is %+v", ref)
	}
	if loaded.Weights() != (questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1}) ||
		loaded.Bands() != (questionnaire.Bands{Partial: 40, Substantial: 70, High: 90}) {
		t.Errorf("scale is %+v, %+v", loaded.Weights(), loaded.Bands())
	}
	if retired := loaded.Retired(); len(retired) != 1 || retired[0].Since != "0.9.0" || retired[0].Successors[0] != "ACME-01" {
		t.Errorf("retired are %+v", retired)
	}
	layer := loaded.Layers()[0]
	if layer.Owner[questionnaire.Container] != questionnaire.OwnerShared || layer.Note[questionnaire.Abstracted] != "Theirs." {
		t.Errorf("layer is %+v", layer)
	}
}

func sameTier(a, b questionnaire.Tier) bool         { return a == b }
func sameArea(a, b questionnaire.Area) bool         { return a == b }
func sameSeverity(a, b questionnaire.Severity) bool { return a == b }
func sameEffort(a, b questionnaire.Effort) bool     { return a == b }

// The document must not depend on how the YAML is laid out.
func TestLoadIgnoresLayout(t *testing.T) {
	want, err := bank.Load(changed(t), "acme")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]func(text string) string{
		"line ends of Windows":         func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
		"byte order mark":              func(text string) string { return "\ufeff" + text },
		"comments":                     func(text string) string { return "# one\n" + text + "# another\n" },
		"start and end of a document":  func(text string) string { return "---\n" + text + "...\n" },
		"no line break at the end":     func(text string) string { return strings.TrimSuffix(text, "\n") },
		"blank lines between the rest": func(text string) string { return strings.ReplaceAll(text, "\n- id", "\n\n- id") },
	}
	for name, layout := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := changed(t)
			for _, file := range fsys {
				file.Data = []byte(layout(string(file.Data)))
			}
			loaded, err := bank.Load(fsys, "acme")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want.Document()), string(loaded.Document())); diff != "" {
				t.Errorf("document (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadShowsEveryProblemInItsPlace(t *testing.T) {
	_, err := bank.Load(changed(t,
		change{"bank.yaml", "high: 90}", "high: ninety}"},
		change{"iam.yaml", "severity: high", "sevérity: 'höh'"},
		change{"iam.yaml", "revision: 1", "revision: 0"},
		change{"data.yaml", "  why: Paper", "\twhy: Paper"},
	), "../banks/acme")
	want := `bank ../banks/acme cannot be used:
../banks/acme/bank.yaml:4:45: bands.high must be a whole number
      3 | weights: {critical: 5, high: 3, medium: 2, low: 1}
>     4 | bands: {partial: 40, substantial: 70, high: ninety}
                                                      ^
../banks/acme/data.yaml:9:1: a tab cannot indent: use spaces
      8 |   question: Is the shredder emptied?
>     9 |  why: Paper piles up.
          ^
../banks/acme/iam.yaml:1:3: severity is missing
>     1 | - id: ACME-01
            ^
../banks/acme/iam.yaml:2:13: revision must be 1 or more
      1 | - id: ACME-01
>     2 |   revision: 0
                      ^
../banks/acme/iam.yaml:6:3: unknown key "sevérity" in question 1
      5 |   services: [ec2]
>     6 |   sevérity: 'höh'
            ^`
	if err == nil {
		t.Fatal("no error")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
	var invalid *bank.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Problems) != 5 {
		t.Errorf("error holds %+v", invalid)
	}
}

func TestLoadKeepsControlBytesFromTheTerminal(t *testing.T) {
	_, err := bank.Load(changed(t, change{"iam.yaml", "severity: high", "\"\x1b]0;x\x07\": high\n  severity: \u202ehigh"}), "ac\x1bme")
	if err == nil {
		t.Fatal("no error")
	}
	if strings.ContainsAny(err.Error(), "\x1b\x07\u202e") {
		t.Errorf("error holds a control character: %q", err)
	}
}

func TestLoadCutsLongLines(t *testing.T) {
	_, err := bank.Load(changed(t, change{"iam.yaml", "[PR.AA-03]", "[" + strings.Repeat("PR.AA-03, ", 20000) + "7]"}), "acme")
	if err == nil {
		t.Fatal("no error")
	}
	if len(err.Error()) > 1000 {
		t.Errorf("error has %d bytes", len(err.Error()))
	}
	lines := strings.Split(err.Error(), "\n")
	caret := strings.Index(lines[len(lines)-1], "^")
	if caret < 0 || lines[len(lines)-2][caret] != '7' {
		t.Errorf("the caret does not point at the 7:\n%s", err)
	}
}

func TestLoadStopsListingProblems(t *testing.T) {
	_, err := bank.Load(changed(t, change{"network.yaml", "", strings.Repeat("- 1\n", 50)}), "acme")
	if err == nil || !strings.HasSuffix(err.Error(), "and 30 more") {
		t.Errorf("error is %v", err)
	}
}

// What could make a small file cost a great deal is refused by its shape,
// before it is worked on.
func TestLoadRefusesHostileFiles(t *testing.T) {
	bomb := "a: &a [x, x, x]\n"
	for name := 'b'; name < 'z'; name++ {
		bomb += strings.NewReplacer("N", string(name), "P", string(name-1)).Replace("N: &N [*P, *P, *P, *P]\n")
	}
	keys := "- id: A\n"
	for i := range 300 {
		keys += "  k" + strings.Repeat("i", i) + ": 1\n"
	}
	tests := map[string]struct{ text, want string }{
		"alias bomb":         {bomb, "iam.yaml:1:4: anchors (&) are not used in a bank"},
		"alias":              {"- id: *x\n", "iam.yaml:1:7: aliases (*) are not used in a bank"},
		"merge key":          {"- <<: {id: x}\n", "iam.yaml:1:3: merge keys (<<) are not used in a bank"},
		"tag":                {"- !!binary aGk=\n", "iam.yaml:1:3: tags (!) are not used in a bank"},
		"directive":          {"%YAML 1.2\n---\n- id: x\n", "iam.yaml:1:1: directives (%) are not used in a bank"},
		"complex key":        {"? id\n: x\n", "iam.yaml:1:1: keys with ? are not used in a bank"},
		"two documents":      {"- id: x\n---\n- id: y\n", "iam.yaml:3:1: a second document"},
		"many open brackets": {strings.Repeat("[", 500_000), "iam.yaml:1:17: more than 16 levels deep"},
		"many open braces":   {strings.Repeat("{a: ", 200_000), "iam.yaml:1:65: more than 16 levels deep"},
		"many dashes":        {strings.Repeat("- ", 400_000) + "x", "iam.yaml:1:33: more than 16 levels deep"},
		"deep blocks":        {deepBlocks(100), "iam.yaml:17:18: more than 16 levels deep"},
		"many keys":          {keys, "more than 200 keys in one mapping"},
		"many tokens":        {"[" + strings.Repeat(",", 2<<20) + "]", "iam.yaml: holds more YAML than any bank needs"},
		"many empty items":   {strings.Repeat("- \n", 100_000), "iam.yaml:1002:1: more than 1000 values are empty"},
		"many empty values":  {strings.Repeat("- a:\n", 100_000), "iam.yaml:1002:1: more than 1000 values are empty"},
		"empty in brackets":  {strings.Repeat("- [{a: }]\n", 100_000), "iam.yaml:1001:8: more than 1000 values are empty"},
		"not UTF-8":          {"- id: x\n  title: \xff\xfe\n", "iam.yaml:2:1: the line is not valid UTF-8 text"},
		"nothing but NUL":    {strings.Repeat("\x00", 1<<16), "iam.yaml:1:1: an area must be a list"},
		"unclosed quote":     {"- id: \"x\n", "iam.yaml:1:7: could not find end character of double-quoted text"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := bank.Load(changed(t, change{"iam.yaml", "", test.text}), "acme")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error is %.300v, want %s", err, test.want)
			}
		})
	}
}

func deepBlocks(depth int) string {
	var text strings.Builder
	for i := range depth {
		text.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return text.String()
}

// What is side by side is not inside each other, and what is on the next line
// is there.
func TestLoadTakesManyQuestions(t *testing.T) {
	var many strings.Builder
	for i := range 3000 {
		many.WriteString(strings.Replace(acme["iam.yaml"], "ACME-01", fmt.Sprintf("ACME-1%04d", i), 1))
	}
	loaded, err := bank.Load(changed(t, change{"iam.yaml", "", many.String()}), "acme")
	if err != nil {
		t.Fatalf("%.300v", err)
	}
	if count := len(loaded.Questions()); count != 3001 {
		t.Errorf("%d questions", count)
	}
}

// hugeFS claims a size for its area files and fails a test that opens one.
type hugeFS struct {
	fstest.MapFS
	t    *testing.T
	size int64
}

func (f hugeFS) Stat(name string) (fs.FileInfo, error) {
	info, err := f.MapFS.Stat(name)
	return hugeInfo{info, f.size}, err
}

func (f hugeFS) Open(name string) (fs.File, error) {
	if name != "." {
		f.t.Errorf("%s was opened", name)
	}
	return f.MapFS.Open(name)
}

type hugeInfo struct {
	fs.FileInfo
	size int64
}

func (i hugeInfo) Size() int64 { return i.size }

func TestLoadRefusesBySizeBeforeReading(t *testing.T) {
	for _, size := range []int64{1 << 30, 4 << 20} { // one file, or all three together
		_, err := bank.Load(hugeFS{changed(t), t, size}, "acme")
		if err == nil || !strings.Contains(err.Error(), "more than 10 MiB of YAML") {
			t.Errorf("error is %v", err)
		}
	}
}

// endlessFS holds an area file that says it is empty and never ends.
type endlessFS struct{ fstest.MapFS }

func (f endlessFS) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	if name == "iam.yaml" {
		return endlessFile{file}, err
	}
	return file, err
}

type endlessFile struct{ fs.File }

func (endlessFile) Read(into []byte) (int, error) { return len(into), nil }

func TestLoadStopsReadingAFileThatGrows(t *testing.T) {
	_, err := bank.Load(endlessFS{changed(t)}, "acme")
	if err == nil || !strings.Contains(err.Error(), "more than 10 MiB of YAML") {
		t.Errorf("error is %v", err)
	}
}

func TestLoadNeedsAFolderWithAManifest(t *testing.T) {
	if _, err := bank.Load(fstest.MapFS{"iam.yaml": {}}, "acme"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without bank.yaml: error is %v", err)
	}
	fsys := changed(t)
	fsys["network.yaml"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	if _, err := bank.Load(fsys, "acme"); err == nil || !strings.Contains(err.Error(), "acme/network.yaml is not a file") {
		t.Errorf("with a pipe: error is %v", err)
	}
	if _, err := bank.Load(fstest.MapFS{"bank.yaml": {}}, "acme"); err == nil {
		t.Error("an empty bank was loaded")
	}
	fsys = changed(t)
	fsys["README.md"] = &fstest.MapFile{Data: []byte("# not YAML: [")}
	if _, err := bank.Load(fsys, "acme"); err != nil {
		t.Errorf("with a README: %v", err)
	}
}
