package bank_test

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
)

func ours(t testing.TB) *questionnaire.Bank {
	t.Helper()
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	return ours
}

func TestOurBankLintsClean(t *testing.T) {
	_, problems, err := bank.Compile(os.DirFS("demarc"), "demarc")
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		t.Errorf("%s (%s)\n%s", problem, problem.Severity, problem.Excerpt())
	}
}

func TestCompiledDocumentIsCurrent(t *testing.T) {
	written, _, err := bank.Compile(os.DirFS("demarc"), "demarc")
	if err != nil || written == nil {
		t.Fatalf("no bank, %v", err)
	}
	if diff := gocmp.Diff(string(written.Document()), string(ours(t).Document())); diff != "" {
		t.Errorf("demarc.json is not what demarc/ says: run go generate (-yaml +json):\n%.2000s", diff)
	}
}

// What is compiled in is read with less care; it must pass the full check.
func TestCompiledDocumentDecodesStrictly(t *testing.T) {
	decoded, err := questionnaire.DecodeBank(ours(t).Document())
	if err != nil {
		t.Fatal(err)
	}
	if decoded.Ref() != ours(t).Ref() || len(decoded.Questions()) != len(ours(t).Questions()) {
		t.Errorf("the strict reading is another bank: %+v", decoded.Ref())
	}
}

func TestSourceIsTheYAMLOfOurBank(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(dir, bank.Source()); err != nil {
		t.Fatal(err)
	}
	copied, err := bank.Load(os.DirFS(dir), dir)
	if err != nil {
		t.Fatal(err)
	}
	if copied.Ref() != ours(t).Ref() {
		t.Errorf("the copy is %+v, want %+v", copied.Ref(), ours(t).Ref())
	}
	names, err := fs.Glob(bank.Source(), "*")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"area.schema.json", "bank.schema.json",
		"bank.yaml", "data.yaml", "iam.yaml", "network.yaml", "posture.yaml", "threat-intel.yaml", "workload.yaml",
	}
	if diff := gocmp.Diff(want, names); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// The numbers that every published score rests on.
func TestOurBankHasTheScaleOfTheContract(t *testing.T) {
	if weights := ours(t).Weights(); weights != (questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1}) {
		t.Errorf("weights are %+v", weights)
	}
	if bands := ours(t).Bands(); bands != (questionnaire.Bands{Partial: 40, Substantial: 70, High: 90}) {
		t.Errorf("bands are %+v", bands)
	}
}

func TestOurBankAsksEighteenQuestionsAnArea(t *testing.T) {
	count := make(map[questionnaire.Area]int)
	short := make(map[questionnaire.Area]int)
	for _, question := range ours(t).Questions() {
		count[question.Area]++
		if question.Baseline {
			short[question.Area]++
		}
		if question.Severity == questionnaire.SeverityCritical && !question.Baseline {
			t.Errorf("%s is critical and not part of the baseline", question.ID)
		}
	}
	for _, area := range questionnaire.Areas() {
		if count[area] < 16 || short[area] < 4 {
			t.Errorf("%s asks %d questions, %d of them in the baseline", area, count[area], short[area])
		}
	}
}

func TestOurLayersBeginWithTheCustomers(t *testing.T) {
	layers := ours(t).Layers()
	if len(layers) != 27 {
		t.Errorf("%d layers", len(layers))
	}
	awsShare := func(layer questionnaire.Layer) (share int) {
		for _, tier := range questionnaire.Tiers() {
			share += map[questionnaire.Owner]int{
				questionnaire.OwnerCustomer: 0, questionnaire.OwnerShared: 1, questionnaire.OwnerAWS: 2,
			}[layer.Owner[tier]]
			if layer.Note[tier] == "" {
				t.Errorf("%s says nothing about %s", layer.ID, tier)
			}
		}
		return share
	}
	if !slices.IsSortedFunc(layers, func(a, b questionnaire.Layer) int { return cmp.Compare(awsShare(a), awsShare(b)) }) {
		t.Error("a layer stands before one that is more the customer's")
	}
}

func TestOurServicesNameTheTierOfTheirNodes(t *testing.T) {
	if count := len(ours(t).Services()); count != 73 {
		t.Errorf("%d services", count)
	}
	var with []string
	for _, service := range ours(t).Services() {
		if service.Also == questionnaire.Infrastructure {
			with = append(with, service.ID)
		}
	}
	if diff := gocmp.Diff([]string{"ecs-ec2", "eks", "emr", "elastic-beanstalk"}, with); diff != "" {
		t.Errorf("services whose EC2 nodes are the team's (-want +got):\n%s", diff)
	}
	for _, name := range []string{"EC2", "s3", "Amazon RDS", "aws lambda", "Secrets Manager"} {
		if _, err := ours(t).FindService(name); err != nil {
			t.Error(err)
		}
	}
}
