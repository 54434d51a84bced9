package questionnaire_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

func ids(questions []*questionnaire.Question) []string {
	var ids []string
	for _, question := range questions {
		ids = append(ids, question.ID)
	}
	return ids
}

func TestBankHoldsWhatItWasMadeOf(t *testing.T) {
	made := content(question("IAM-02", yesNo), question("IAM-01", about("s3", "rds")))
	made.Frameworks = []questionnaire.Framework{{ID: "nist-csf-2.0", Name: "NIST CSF", Version: "2.0"}}
	made.Layers = []questionnaire.Layer{{ID: "data", Name: "Data", Owner: map[questionnaire.Tier]questionnaire.Owner{questionnaire.Abstracted: questionnaire.OwnerCustomer}}}
	made.Retired = []questionnaire.Retired{{ID: "IAM-99", Since: "1.0", Successors: []string{"IAM-01"}}}
	bank, err := questionnaire.NewBank(made)
	if err != nil {
		t.Fatal(err)
	}
	if made.Questions[0].ID != "IAM-02" {
		t.Error("the caller's questions were sorted")
	}
	if diff := cmp.Diff([]string{"IAM-01", "IAM-02"}, ids(bank.Questions())); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	one, ok := bank.Question("IAM-01")
	if !ok || !cmp.Equal(*one, question("IAM-01", about("s3", "rds")), exportAll) {
		t.Errorf("IAM-01 is %+v", one)
	}
	if _, ok := bank.Question("IAM-77"); ok {
		t.Error("there is an IAM-77")
	}
	if bank.Weights() != made.Weights || bank.Bands() != made.Bands {
		t.Error("weights or bands are others")
	}
	for what, diff := range map[string]string{
		"frameworks": cmp.Diff(made.Frameworks, bank.Frameworks()),
		"services":   cmp.Diff(made.Services, bank.Services(), exportAll),
		"layers":     cmp.Diff(made.Layers, bank.Layers(), exportAll),
		"retired":    cmp.Diff(made.Retired, bank.Retired()),
	} {
		if diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
}

func TestBankDocument(t *testing.T) {
	bank := bankOf(t, question("IAM-02", yesNo), question("IAM-01"))
	sum := sha256.Sum256(bank.Document())
	if want := (questionnaire.BankRef{ID: "small", Version: "1.0", Digest: hex.EncodeToString(sum[:])}); bank.Ref() != want {
		t.Errorf("it is named %+v", bank.Ref())
	}
	again, err := questionnaire.DecodeBank(bank.Document())
	if err != nil {
		t.Fatal(err)
	}
	if again.Ref() != bank.Ref() || string(again.Document()) != string(bank.Document()) {
		t.Error("read again it is another bank")
	}
	same := bankOf(t, question("IAM-01"), question("IAM-02", yesNo))
	if same.Ref() != bank.Ref() {
		t.Error("the same questions in another order make another bank")
	}
	bank.Document()[0] = 'X'
	if again, err := questionnaire.DecodeBank(bank.Document()); err != nil || again.Ref() != bank.Ref() {
		t.Errorf("the document can be changed from outside: %v", err)
	}
}

// A bank keeps its order whatever order its document is in, and the digest
// stays that of the document.
func TestDecodeBankSortsQuestions(t *testing.T) {
	document := string(bankOf(t, question("IAM-01"), question("IAM-02")).Document())
	swapped := strings.NewReplacer("IAM-01", "IAM-02", "IAM-02", "IAM-01").Replace(document)
	bank, err := questionnaire.DecodeBank([]byte(swapped))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"IAM-01", "IAM-02"}, ids(bank.Questions())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if string(bank.Document()) != swapped {
		t.Error("the document was rewritten")
	}
}

func TestDecodeBankNamesThePlace(t *testing.T) {
	document := string(bankOf(t, question("IAM-01"), question("IAM-02")).Document())
	tests := map[string]struct{ old, new, at, what string }{
		"unknown key":       {`"baseline": true`, `"base_line": true`, `"base_line"`, `unknown key "base_line"`},
		"key in capitals":   {`"title": "Title of IAM-01"`, `"Title": "Title of IAM-01"`, `"Title": "Title`, `unknown key "Title"`},
		"unknown severity":  {`"severity": "high"`, `"severity": "grave"`, `"grave"`, `unknown severity "grave": want critical, high, medium or low`},
		"unknown area":      {`"area": "iam"`, `"area": "network "`, `"network "`, `unknown area`},
		"text for a weight": {`"critical": 5`, `"critical": "5"`, `"5"`, "critical cannot be a text"},
		"unknown tier key":  {`"layers": null`, `"layers": [{"id": "x", "name": "X", "owner": {"cloud": "aws"}}]`, `"cloud"`, `unknown tier "cloud"`},
		"unknown owner":     {`"layers": null`, `"layers": [{"id": "x", "name": "X", "owner": {"container": "nobody"}}]`, `"nobody"`, `unknown owner "nobody"`},
		"framework twice":   {`"references": null`, `"references": {"nist-csf-2.0": [], "nist-csf-2.0": []}`, `"nist-csf-2.0": []}`, `key "nist-csf-2.0" stands twice`},
	}
	for name, test := range tests {
		if !strings.Contains(document, test.old) {
			t.Fatalf("%s: the document holds no %s", name, test.old)
		}
		broken := strings.Replace(document, test.old, test.new, 1)
		_, err := questionnaire.DecodeBank([]byte(broken))
		var wrong *questionnaire.DocumentError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if line, column := placeOf(broken, strings.LastIndex(broken, test.at)); wrong.Line != line || wrong.Column != column || !strings.Contains(wrong.What, test.what) {
			t.Errorf("%s: %v; want line %d, column %d: %s", name, err, line, column, test.what)
		}
	}
	newer := strings.Replace(document, "demarc/bank/v1", "demarc/bank/v2", 1)
	if _, err := questionnaire.DecodeBank([]byte(newer)); !errors.Is(err, questionnaire.ErrNewerSchema) {
		t.Errorf("a newer bank: %v", err)
	}
}

func TestBankRefuses(t *testing.T) {
	first := func(change func(*questionnaire.Question)) func(*questionnaire.BankContent) {
		return func(c *questionnaire.BankContent) { change(&c.Questions[0]) }
	}
	tests := map[string]struct {
		change func(*questionnaire.BankContent)
		what   string // empty: legal
	}{
		"as it is": {func(*questionnaire.BankContent) {}, ""},
		"weights all the same": {func(c *questionnaire.BankContent) {
			c.Weights = questionnaire.Weights{Critical: 1, High: 1, Medium: 1, Low: 1}
		}, ""},
		"the largest weights": {func(c *questionnaire.BankContent) {
			c.Weights = questionnaire.Weights{Critical: 100, High: 100, Medium: 1, Low: 1}
		}, ""},
		"bands at the edges": {func(c *questionnaire.BankContent) {
			c.Bands = questionnaire.Bands{Partial: 1, Substantial: 2, High: 100}
		}, ""},
		"a title of forty letters": {first(func(q *questionnaire.Question) { q.Title = strings.Repeat("ü", 40) }), ""},
		"an id of another bank":    {first(func(q *questionnaire.Question) { q.ID = "ACME-PCI-100" }), ""},
		"no id":                    {func(c *questionnaire.BankContent) { c.ID = "" }, "id must be"},
		"an id that is a path":     {func(c *questionnaire.BankContent) { c.ID = "../demarc" }, "id must be"},
		"no version":               {func(c *questionnaire.BankContent) { c.Version = "" }, "version"},
		"a version that is a path": {func(c *questionnaire.BankContent) { c.Version = "1/../2" }, "version"},
		"weights that rise":        {func(c *questionnaire.BankContent) { c.Weights.Low = 3 }, "weights"},
		"a weight of nothing":      {func(c *questionnaire.BankContent) { c.Weights.Low = 0 }, "weights"},
		"a weight over 100":        {func(c *questionnaire.BankContent) { c.Weights.Critical = 101 }, "weights"},
		"bands that fall":          {func(c *questionnaire.BankContent) { c.Bands.High = 70 }, "bands"},
		"a band from 0":            {func(c *questionnaire.BankContent) { c.Bands.Partial = 0 }, "bands"},
		"a band over 100":          {func(c *questionnaire.BankContent) { c.Bands.High = 101 }, "bands"},
		"no questions":             {func(c *questionnaire.BankContent) { c.Questions = nil }, "no questions"},
		"a question twice":         {func(c *questionnaire.BankContent) { c.Questions[1].ID = "IAM-01" }, "IAM-01 stands twice"},
		"asked and retired":        {func(c *questionnaire.BankContent) { c.Retired = []questionnaire.Retired{{ID: "IAM-01"}} }, "both asked and retired"},
		"a small id":               {first(func(q *questionnaire.Question) { q.ID = "iam-01" }), "form IAM-01"},
		"an id with an escape":     {first(func(q *questionnaire.Question) { q.ID = "IAM-\x1b01" }), "␛"},
		"no area":                  {first(func(q *questionnaire.Question) { q.Area = questionnaire.Area{} }), "no area"},
		"no revision":              {first(func(q *questionnaire.Question) { q.Revision = 0 }), "revision"},
		"no title":                 {first(func(q *questionnaire.Question) { q.Title = "" }), "title"},
		"a title of 41 letters":    {first(func(q *questionnaire.Question) { q.Title = strings.Repeat("x", 41) }), "title"},
		"no tier":                  {first(func(q *questionnaire.Question) { q.Tiers = nil }), "no tier"},
		"an empty tier":            {first(func(q *questionnaire.Question) { q.Tiers = []questionnaire.Tier{{}} }), "empty tier"},
		"a tier twice":             {first(tiersOf(questionnaire.Container, questionnaire.Container)), "names tier container twice"},
		"no severity":              {first(func(q *questionnaire.Question) { q.Severity = questionnaire.Severity{} }), "severity"},
		"no effort":                {first(func(q *questionnaire.Question) { q.Effort = questionnaire.Effort{} }), "effort"},
		"no question":              {first(func(q *questionnaire.Question) { q.Text = "" }), "no question"},
		"no meaning of none":       {first(func(q *questionnaire.Question) { q.Levels.None = "" }), "none and all"},
		"no meaning of all":        {first(func(q *questionnaire.Question) { q.Levels.All = "" }), "none and all"},
		"some without most":        {first(func(q *questionnaire.Question) { q.Levels.Most = "" }), "some and most"},
		"most without some":        {first(func(q *questionnaire.Question) { q.Levels.Some = "" }), "some and most"},
		"evidence from tomorrow":   {first(func(q *questionnaire.Question) { q.EvidenceMaxAgeDays = -1 }), "evidence_max_age_days"},
		"evidence for ever":        {first(func(q *questionnaire.Question) { q.EvidenceMaxAgeDays = 1 << 62 }), "evidence_max_age_days"},
		"an unknown service":       {first(about("quantum")), `unknown service "quantum"`},
		"a service out of tier":    {first(func(q *questionnaire.Question) { q.Tiers, q.Services = questionnaire.Tiers()[:1], []string{"s3"} }), "tier abstracted, which it does not list"},
	}
	for name, test := range tests {
		made := content(question("IAM-01"), question("IAM-02"))
		test.change(&made)
		bank, err := questionnaire.NewBank(made)
		if (err == nil) != (test.what == "") || err != nil && (!strings.Contains(err.Error(), test.what) || strings.Contains(err.Error(), "\x1b")) {
			t.Errorf("%s: %v; want %s", name, err, test.what)
		}
		if err == nil {
			if _, err := questionnaire.DecodeBank(bank.Document()); err != nil {
				t.Errorf("%s is taken and cannot be read again: %v", name, err)
			}
		}
	}
}

func TestFindService(t *testing.T) {
	bank := smallBank(t)
	for name, want := range map[string]string{
		"s3": "s3", "S3": "s3", "Amazon S3": "s3", "amazon s3": "s3", " s3 ": "s3", "lambda": "lambda", "AWS Lambda": "lambda", "Lambda": "lambda",
	} {
		if service, err := bank.FindService(name); err != nil || service.ID != want {
			t.Errorf("%q is %s, %v", name, service.ID, err)
		}
	}
	for _, name := range []string{"", "amazon", "s", "s3 bucket", "\x1b[31m"} {
		if service, err := bank.FindService(name); err == nil || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q is %s, %v", name, service.ID, err)
		}
	}
}

func TestOfferedLevels(t *testing.T) {
	graded, duty := question("IAM-01"), question("IAM-02", yesNo)
	if diff := cmp.Diff(questionnaire.GradedLevels(), graded.OfferedLevels(), exportAll); diff != "" {
		t.Errorf("a graded question (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]questionnaire.Level{questionnaire.LevelNone, questionnaire.LevelAll}, duty.OfferedLevels(), exportAll); diff != "" {
		t.Errorf("a yes/no duty (-want +got):\n%s", diff)
	}
	for _, level := range []questionnaire.Level{questionnaire.LevelUnknown, questionnaire.LevelNA} {
		if !graded.Offers(level) || !duty.Offers(level) || graded.Levels.Of(level) != "" {
			t.Errorf("%s is not offered, or has a meaning", level)
		}
	}
	if graded.Levels.Of(questionnaire.LevelMost) != "nearly everywhere" || duty.Levels.Of(questionnaire.LevelAll) != "yes" || duty.Offers(questionnaire.Level{}) {
		t.Error("levels do not mean what the question says")
	}
}
