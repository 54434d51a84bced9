package bank_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire/bank"
)

// extension returns acme as a bank that extends ours, with what stands in its
// posture.yaml.
func extension(posture string) []change {
	return []change{
		{"bank.yaml", "", "id: acme\nversion: 2.1.0\nextends: demarc\n" +
			"retired:\n  - {id: TIN-18, since: 2.0.0}\n" +
			"frameworks:\n  - {id: house-rules, name: House rules, version: '7'}\n" +
			"services:\n  - {id: ec2, name: Elastic machines, tier: infrastructure}\n"},
		{"posture.yaml", "", posture},
	}
}

func TestLoadMergesABankThatExtendsOurs(t *testing.T) {
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	merged, err := bank.Load(changed(t, extension("- {id: CSP-02, revision: 1, title: Logs kept ten years, why: The law says so.}\n")...), "acme")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(merged.Questions()), len(ours.Questions())+2-1; got != want {
		t.Errorf("%d questions, want ours, two more and one less: %d", got, want)
	}
	if ref := merged.Ref(); ref.ID != "acme" || ref.Version != "2.1.0" {
		t.Errorf("bank is %+v", ref)
	}
	if merged.Weights() != ours.Weights() || merged.Bands() != ours.Bands() || len(merged.Layers()) != len(ours.Layers()) {
		t.Error("weights, bands or layers are not ours")
	}
	if _, ok := merged.Question("ACME-01"); !ok {
		t.Error("the bank's own question is not there")
	}
	if _, ok := merged.Question("TIN-18"); ok {
		t.Error("the retired question is there")
	}
	if count := len(merged.Services()); count != len(ours.Services()) {
		t.Errorf("%d services", count)
	}
	if service, _ := merged.Service("ec2"); service.Name != "Elastic machines" {
		t.Errorf("service is %+v", service)
	}
	if count := len(merged.Frameworks()); count != len(ours.Frameworks())+1 {
		t.Errorf("%d frameworks", count)
	}

	before, _ := ours.Question("CSP-02")
	after, _ := merged.Question("CSP-02")
	want := *before
	want.Title, want.Why = "Logs kept ten years", "The law says so."
	if diff := cmp.Diff(&want, after, cmp.Comparer(sameTier), cmp.Comparer(sameArea), cmp.Comparer(sameSeverity), cmp.Comparer(sameEffort)); diff != "" {
		t.Errorf("overridden question (-want +got):\n%s", diff)
	}
}

func TestLintOfABankThatExtendsOurs(t *testing.T) {
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	theirs, _ := ours.Question("CSP-01")
	tests := map[string]struct {
		posture string
		want    []string
	}{
		"another title":    {"- {id: CSP-02, revision: 1, title: Logs kept}\n", nil},
		"another severity": {"- {id: CSP-02, revision: 2, severity: low}\n", nil},
		"another severity, same number": {"- {id: CSP-02, revision: 1, severity: low}\n", []string{
			"acme/posture.yaml:1:26: CSP-02 changes levels, severity, tiers or services: its revision must be above 1 [error revision]",
		}},
		"other levels, same number": {"- {id: CSP-02, revision: 1, levels: {none: No, all: Yes}}\n", []string{
			"acme/posture.yaml:1:26: CSP-02 changes levels, severity, tiers or services: its revision must be above 1 [error revision]",
		}},
		"no revision": {"- {id: CSP-02, title: Logs kept}\n", []string{
			"acme/posture.yaml:1:4: revision is missing [error required]",
		}},
		"another area": {"- {id: DAT-01, revision: 1, title: Logs kept}\n", []string{
			"acme/posture.yaml:1:8: DAT-01 is of area data: it cannot move to another [error id]",
		}},
		"a question that is retired": {"- {id: TIN-18, revision: 1}\n", []string{
			"acme/posture.yaml:1:8: TIN-18 is in the list of retired: take it out of this file to ask it no more [error id]",
		}},
		"a level sentence of ours": {"- {id: CSP-02, revision: 2, levels: {none: No, all: '" + theirs.Levels.All + "'}}\n", []string{
			"acme/posture.yaml:1:53: CSP-01 has this very sentence for a level [error level]",
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			problems, err := bank.Lint(changed(t, extension(test.posture)...), "acme")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, listed(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// A question added under one of our prefixes would collide with a later one of
// ours.
func TestLintOfAnExtensionThatAddsUnderOurPrefix(t *testing.T) {
	changes := append(extension("[]"), change{"iam.yaml", "id: ACME-01", "id: IAM-99"})
	problems, err := bank.Lint(changed(t, changes...), "acme")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"acme/iam.yaml:1:7: id IAM-99: IAM is a prefix of the bank demarc, choose one of your own [error id]"}
	if diff := cmp.Diff(want, listed(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// What an override leaves as it is cannot be at fault, wherever it stands.
func TestLintBlamesTheNewerOfTwoQuestions(t *testing.T) {
	theirs, _ := ours(t).Question("CSP-01")
	added := strings.NewReplacer(
		"ACME-02", "ACME-03", "title: Shredder emptied", "title: "+theirs.Title, "It is emptied daily.", "'"+theirs.Levels.All+"'",
		"Is the shredder emptied?", "Are bins locked?", "It is not.", "None is.",
	).Replace(acme["data.yaml"])
	problems, err := bank.Lint(changed(t, extension(added+"- {id: CSP-01, revision: 1, ask: auditor}\n")...), "acme")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"acme/posture.yaml:3:10: title is that of CSP-01 [error similar]",
		"acme/posture.yaml:10:33: CSP-01 has this very sentence for a level [error level]",
	}
	if diff := cmp.Diff(want, listed(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// A slip in the id would leave the question in the bank without a word.
func TestLintOfAnExtensionThatRetiresWhatWeNeverAsked(t *testing.T) {
	changes := extension("[]")
	changes[0].new = strings.Replace(changes[0].new, "TIN-18", "TIN-81", 1)
	problems, err := bank.Lint(changed(t, changes...), "acme")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"acme/bank.yaml:5:10: the bank demarc has no TIN-81 to retire [error retired]"}
	if diff := cmp.Diff(want, listed(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}

	changes[1].new = "- {id: CSP-02, title: Logs kept}\n" // another mistake does not hide it
	problems, err = bank.Lint(changed(t, changes...), "acme")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, "acme/posture.yaml:1:4: revision is missing [error required]")
	if diff := cmp.Diff(want, listed(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestLoadOfAnExtensionNeedsAnIDOfItsOwn(t *testing.T) {
	changes := extension("[]")
	changes[0].new = strings.Replace(changes[0].new, "id: acme", "id: demarc", 1)
	_, err := bank.Load(changed(t, changes...), "acme")
	if err == nil || !strings.Contains(err.Error(), "acme/bank.yaml:1:5: a bank that extends demarc needs an id of its own") {
		t.Errorf("error is %v", err)
	}
}
