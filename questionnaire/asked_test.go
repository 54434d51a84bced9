package questionnaire_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

func tiersOf(tiers ...questionnaire.Tier) func(*questionnaire.Question) {
	return func(q *questionnaire.Question) { q.Tiers = tiers }
}

func about(services ...string) func(*questionnaire.Question) {
	return func(q *questionnaire.Question) { q.Services = services }
}

func deep(q *questionnaire.Question) { q.Baseline = false }

func TestAsked(t *testing.T) {
	const i, c, a = "infrastructure", "container", "abstracted"
	infra, container, abstracted := questionnaire.Infrastructure, questionnaire.Container, questionnaire.Abstracted
	bank := bankOf(t,
		question("IAM-01"),
		question("IAM-02", deep),
		question("NET-01", tiersOf(infra)),
		question("NET-02", tiersOf(infra), about("vpc")),
		question("DAT-01", tiersOf(infra, abstracted), about("s3", "ec2")),
		question("DAT-02", tiersOf(abstracted, container), about("s3")), // lists container, and no service of it
		question("DAT-03", tiersOf(container), deep),
		question("DAT-04", tiersOf(abstracted), about("lambda", "s3")),
	)
	type columns map[string][]string
	tests := map[string]struct {
		scope questionnaire.Scope
		want  columns
	}{
		"all tiers, all services": {
			questionnaire.Scope{Tiers: questionnaire.Tiers()},
			columns{
				"IAM-01": {i, c, a}, "IAM-02": {i, c, a}, "NET-01": {i}, "NET-02": {i}, "DAT-01": {i, a}, "DAT-02": {a}, "DAT-03": {c}, "DAT-04": {a},
			},
		},
		"the short form": {
			questionnaire.Scope{Tiers: questionnaire.Tiers(), Depth: questionnaire.DepthBaseline},
			columns{"IAM-01": {i, c, a}, "NET-01": {i}, "NET-02": {i}, "DAT-01": {i, a}, "DAT-02": {a}, "DAT-04": {a}},
		},
		"one tier": {
			questionnaire.Scope{Tiers: []questionnaire.Tier{container}},
			columns{"IAM-01": {c}, "IAM-02": {c}, "DAT-03": {c}},
		},
		"one tier, the short form": {
			questionnaire.Scope{Tiers: []questionnaire.Tier{container}, Depth: questionnaire.DepthBaseline},
			columns{"IAM-01": {c}},
		},
		"named services leave others out": {
			questionnaire.Scope{Tiers: []questionnaire.Tier{infra}, Services: []string{"ec2"}},
			columns{"IAM-01": {i}, "IAM-02": {i}, "NET-01": {i}, "DAT-01": {i}},
		},
		"a tier without a named service has all": {
			questionnaire.Scope{Tiers: []questionnaire.Tier{infra, abstracted}, Services: []string{"vpc"}},
			columns{"IAM-01": {i, a}, "IAM-02": {i, a}, "NET-01": {i}, "NET-02": {i}, "DAT-01": {a}, "DAT-02": {a}, "DAT-04": {a}},
		},
		"services of both tiers": {
			questionnaire.Scope{Tiers: []questionnaire.Tier{infra, abstracted}, Services: []string{"ec2", "lambda"}},
			columns{"IAM-01": {i, a}, "IAM-02": {i, a}, "NET-01": {i}, "DAT-01": {i}, "DAT-04": {a}},
		},
	}
	for name, test := range tests {
		assessment := draftOf(t, bank, test.scope)
		got := columns{}
		for _, asked := range questionnaire.Asked(bank, assessment.Scope()) {
			for _, tier := range asked.In {
				got[asked.ID] = append(got[asked.ID], tier.String())
			}
		}
		if diff := cmp.Diff(test.want, got, sortTiers); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// sortTiers compares columns whatever order a question lists its tiers in.
var sortTiers = cmp.Transformer("sort", func(tiers []string) map[string]bool {
	set := make(map[string]bool)
	for _, tier := range tiers {
		set[tier] = true
	}
	return set
})

func TestAskedFollowsTheBanksOrder(t *testing.T) {
	area := func(area questionnaire.Area) func(*questionnaire.Question) {
		return func(q *questionnaire.Question) { q.Area = area }
	}
	bank := bankOf(t,
		question("TIN-01", area(questionnaire.ThreatIntel)), question("AA-02", area(questionnaire.Data)),
		question("ZZ-02", area(questionnaire.IAM)), question("ZZ-01", area(questionnaire.IAM)), question("AA-01", area(questionnaire.Network)),
	)
	var got []string
	for _, asked := range questionnaire.Asked(bank, draft(t, bank).Scope()) {
		got = append(got, asked.ID)
	}
	if diff := cmp.Diff([]string{"ZZ-01", "ZZ-02", "AA-01", "AA-02", "TIN-01"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestScopeIsNormalized(t *testing.T) {
	bank := smallBank(t)
	a := draftOf(t, bank, questionnaire.Scope{
		Tiers:    []questionnaire.Tier{questionnaire.Abstracted, questionnaire.Infrastructure, questionnaire.Abstracted},
		Services: []string{"Amazon S3", "lambda", "s3", "AWS Lambda", "EC2", " amazon ec2 "},
	})
	want := questionnaire.Scope{
		Tiers:    []questionnaire.Tier{questionnaire.Infrastructure, questionnaire.Abstracted},
		Services: []string{"ec2", "lambda", "s3"}, Depth: questionnaire.DepthFull,
	}
	if diff := cmp.Diff(want, a.Scope(), exportAll); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestScopeRefuses(t *testing.T) {
	bank := smallBank(t)
	all := questionnaire.Tiers()
	account := questionnaire.Account{ID: "123456789012", Name: "production"}
	tests := map[string]struct {
		scope questionnaire.Scope
		legal bool
	}{
		"everything at its simplest":        {questionnaire.Scope{Tiers: all}, true},
		"as many accounts as in all":        {questionnaire.Scope{Tiers: all, Accounts: []questionnaire.Account{account}, AccountsTotal: 1}, true},
		"accounts of nobody knows how many": {questionnaire.Scope{Tiers: all, Accounts: []questionnaire.Account{account}}, true},
		"regions":                           {questionnaire.Scope{Tiers: all, Regions: []string{"eu-west-1", "us-gov-east-1", "ap-southeast-4"}}, true},
		"no tier":                           {questionnaire.Scope{}, false},
		"an empty tier":                     {questionnaire.Scope{Tiers: []questionnaire.Tier{{}}}, false},
		"an unknown service":                {questionnaire.Scope{Tiers: all, Services: []string{"quantum"}}, false},
		"an empty service":                  {questionnaire.Scope{Tiers: all, Services: []string{""}}, false},
		"a service of a tier not in use":    {questionnaire.Scope{Tiers: all[:1], Services: []string{"s3"}}, false},
		"an account of eleven digits":       {questionnaire.Scope{Tiers: all, Accounts: []questionnaire.Account{{ID: "12345678901"}}}, false},
		"an account with an escape":         {questionnaire.Scope{Tiers: all, Accounts: []questionnaire.Account{{ID: "123456789012", Name: "\x1b"}}}, false},
		"more accounts than in all":         {questionnaire.Scope{Tiers: all, Accounts: []questionnaire.Account{account, account}, AccountsTotal: 1}, false},
		"accounts below zero":               {questionnaire.Scope{Tiers: all, AccountsTotal: -1}, false},
		"a region in capitals":              {questionnaire.Scope{Tiers: all, Regions: []string{"EU-WEST-1"}}, false},
		"a region with more behind it":      {questionnaire.Scope{Tiers: all, Regions: []string{"eu-west-1\n"}}, false},
		"an empty exclusion":                {questionnaire.Scope{Tiers: all, Exclusions: []string{" "}}, false},
		"an exclusion on two lines":         {questionnaire.Scope{Tiers: all, Exclusions: []string{"a\nb"}}, false},
		"a source with an escape":           {questionnaire.Scope{Tiers: all, AccountsSource: "\x1b[0m"}, false},
	}
	for name, test := range tests {
		a := draft(t, bank)
		before := encoded(t, a)
		err := a.Rescope(bank, test.scope, now.AddDate(0, 0, 1))
		if (err == nil) != test.legal {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && encoded(t, a) != before {
			t.Errorf("%s is refused and changes the assessment", name)
		}
		_, err = questionnaire.New(questionnaire.Spec{Team: "Payments", Period: period(t, "2026-Q4"), Scope: test.scope}, bank, now)
		if (err == nil) != test.legal {
			t.Errorf("%s, in a new assessment: %v", name, err)
		}
	}
}

func TestRescopeKeepsAnswers(t *testing.T) {
	bank := bankOf(t, question("IAM-01", tiersOf(questionnaire.Abstracted)), question("IAM-02"))
	a := draft(t, bank)
	record(t, a, bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelMost, By: "Ada"}, now)
	later := now.AddDate(0, 0, 3)
	if err := a.Rescope(bank, questionnaire.Scope{Tiers: []questionnaire.Tier{questionnaire.Container}}, later); err != nil {
		t.Fatal(err)
	}
	if asked := questionnaire.Asked(bank, a.Scope()); len(asked) != 1 || asked[0].ID != "IAM-02" {
		t.Errorf("asked are %d questions", len(asked))
	}
	if answer, ok := a.Answer("IAM-01"); !ok || answer.Level != questionnaire.LevelMost {
		t.Error("the answer to a question that is no longer asked is gone")
	}
	if a.CompletedAt() != questionnaire.NewInstant(later) || a.UpdatedAt() != a.CompletedAt() {
		t.Errorf("completed at %s", a.CompletedAt())
	}
}
