package questionnaire_test

import (
	"strings"
	"testing"

	"demarc/questionnaire"
)

// filled returns an assessment that uses every key a document can hold.
func filled(t *testing.T, bank *questionnaire.Bank) *questionnaire.Assessment {
	t.Helper()
	a := draftOf(t, bank, questionnaire.Scope{
		Tiers: questionnaire.Tiers(), Services: []string{"s3", "Amazon EC2"}, Depth: questionnaire.DepthFull,
		Accounts:      []questionnaire.Account{{ID: "123456789012", Name: "production"}},
		AccountsTotal: 3, AccountsSource: "AWS Organizations", Regions: []string{"eu-central-1", "us-gov-west-1"},
		Exclusions: []string{"The laboratory."},
	})
	if err := a.SetPeople([]questionnaire.Person{{Name: "Ada", Role: "platform lead", Areas: questionnaire.Areas()}, {Name: "Grace"}}); err != nil {
		t.Fatal(err)
	}
	id, err := a.AddEvidence(questionnaire.Evidence{
		Title: "IAM export <all>", Kind: questionnaire.KindConfigExport, Ref: "evidence/iam.json", SHA256: strings.Repeat("0a", 32),
		CollectedAt: questionnaire.NewInstant(now), CoversFrom: date(t, "2026-10-01"), CoversTo: date(t, "2026-11-14"), By: "Ada",
	}, now)
	if err != nil {
		t.Fatal(err)
	}
	record(t, a, bank, "IAM-01", questionnaire.Answer{
		Level: questionnaire.LevelMost, By: "Ada", RecordedBy: "Grace", Method: questionnaire.MethodTest, Bulk: true,
		Population: questionnaire.Population{InPlace: 47, Total: 50, Source: "inventory & tags"},
		Note:       "Two lines,\nand a \"quote\" with \\ and \u2028 and 支払い.", Evidence: []string{id}, Owner: "Grace",
		Due: date(t, "2026-12-01"), Flagged: questionnaire.ParkFor("Grace"),
		Exception: questionnaire.Exception{Kind: questionnaire.Compensating, Reason: "Nightly job.", Approver: "Grace", Expires: date(t, "2027-01-31")},
	}, now)
	record(t, a, bank, "IAM-02", questionnaire.Answer{
		Level: questionnaire.LevelNA, By: "Ada", NAReason: questionnaire.NAReason{Code: questionnaire.NAOutOfScope, Text: "No users."},
	}, now)
	record(t, a, bank, "IAM-04", questionnaire.Answer{Note: "Ask Grace.", Flagged: questionnaire.ParkFor("")}, now)
	return a
}

func TestDocumentReadsLikeThis(t *testing.T) {
	a := filled(t, smallBank(t))
	document := strings.Replace(encoded(t, a), a.Bank().Digest, "DIGEST", 1)
	want := `{
  "schema": "demarc/assessment/v1",
  "generator": {
    "name": "demarc",
    "version": "1.0.0"
  },
  "id": "payments-2026-q4",
  "organization": "Example AG",
  "team": "Payments",
  "period": {
    "label": "2026-Q4",
    "start": "2026-10-01",
    "end": "2026-12-31"
  },
  "scope": {
    "tiers": [
      "infrastructure",
      "container",
      "abstracted"
    ],
    "services": [
      "ec2",
      "s3"
    ],
    "accounts": [
      {
        "id": "123456789012",
        "name": "production"
      }
    ],
    "accounts_total": 3,
    "accounts_source": "AWS Organizations",
    "regions": [
      "eu-central-1",
      "us-gov-west-1"
    ],
    "exclusions": [
      "The laboratory."
    ],
    "depth": "full"
  },
  "bank": {
    "id": "small",
    "version": "1.0",
    "digest": "DIGEST"
  },
  "people": [
    {
      "name": "Ada",
      "role": "platform lead",
      "areas": [
        "iam",
        "network",
        "posture",
        "workload",
        "data",
        "threat-intel"
      ]
    },
    {
      "name": "Grace"
    }
  ],
  "status": "draft",
  "created_at": "2026-11-15T10:30:00Z",
  "completed_at": "2026-11-15T10:30:00Z",
  "evidence": {
    "E-01": {
      "title": "IAM export <all>",
      "kind": "config-export",
      "ref": "evidence/iam.json",
      "sha256": "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
      "collected_at": "2026-11-15T10:30:00Z",
      "covers_from": "2026-10-01",
      "covers_to": "2026-11-14",
      "by": "Ada"
    }
  },
  "answers": {
    "IAM-01": {
      "level": "most",
      "state": "new",
      "bulk": true,
      "revision": 1,
      "by": "Ada",
      "recorded_by": "Grace",
      "at": "2026-11-15T10:30:00Z",
      "since": "2026-Q4",
      "method": "test",
      "population": {
        "in_place": 47,
        "total": 50,
        "source": "inventory & tags"
      },
      "note": "Two lines,\nand a \"quote\" with \\ and \u2028 and 支払い.",
      "evidence": [
        "E-01"
      ],
      "owner": "Grace",
      "due": "2026-12-01",
      "flagged": "Grace",
      "exception": {
        "kind": "compensating",
        "reason": "Nightly job.",
        "approver": "Grace",
        "expires": "2027-01-31"
      }
    },
    "IAM-02": {
      "level": "na",
      "state": "new",
      "revision": 1,
      "by": "Ada",
      "at": "2026-11-15T10:30:00Z",
      "since": "2026-Q4",
      "na_reason": {
        "code": "out-of-scope",
        "text": "No users."
      }
    },
    "IAM-04": {
      "at": "2026-11-15T10:30:00Z",
      "note": "Ask Grace.",
      "flagged": true
    }
  }
}
`
	if document != want {
		t.Errorf("got\n%s", document)
	}
}

func TestEmptyDraftReadsBack(t *testing.T) {
	a := draft(t, smallBank(t))
	document := encoded(t, a)
	if !strings.HasSuffix(document, "\"evidence\": {},\n  \"answers\": {}\n}\n") {
		t.Errorf("an empty draft ends\n%s", document)
	}
	if again := encoded(t, decoded(t, document)); again != document {
		t.Errorf("read and written again it is\n%s", again)
	}
}

func TestReadingAndWritingAgainChangesNoByte(t *testing.T) {
	bank := smallBank(t)
	document := encoded(t, filled(t, bank))
	a := decoded(t, document)
	if err := a.CheckAgainst(bank); err != nil {
		t.Fatal(err)
	}
	if again := encoded(t, a); again != document {
		t.Errorf("it is now\n%s", again)
	}
	if again := encoded(t, a.Clone()); again != document {
		t.Errorf("its copy is\n%s", again)
	}
}

// Answers are encoded once and kept; what is kept must not outlive a change.
func TestEncodeFollowsEveryChange(t *testing.T) {
	bank := smallBank(t)
	a := decoded(t, encoded(t, filled(t, bank)))
	steps := []questionnaire.Answer{
		{Level: questionnaire.LevelSome, By: "Grace"},
		{Level: questionnaire.LevelSome, By: "Grace", Note: "Half of it."},
		{Note: "No longer sure."},
		{Level: questionnaire.LevelAll, By: "Ada"},
	}
	for i, step := range steps {
		for _, id := range []string{"IAM-01", "IAM-03"} {
			record(t, a, bank, id, step, now)
		}
		document := encoded(t, a)
		if again := encoded(t, decoded(t, document)); again != document {
			t.Errorf("after step %d (-kept +anew):\n%s\n%s", i, document, again)
		}
		if step.Note != "" && strings.Count(document, step.Note) != 2 {
			t.Errorf("step %d is not in the document", i)
		}
	}
}

func TestCopiesChangeByThemselves(t *testing.T) {
	bank := smallBank(t)
	a := filled(t, bank)
	before := encoded(t, a)
	copied := a.Clone()
	record(t, copied, bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelNone, By: "Grace"}, now)
	record(t, copied, bank, "IAM-03", questionnaire.Answer{Level: questionnaire.LevelNone, By: "Grace"}, now)
	if _, err := copied.AddEvidence(questionnaire.Evidence{Title: "New", Kind: questionnaire.KindLog, Ref: "new"}, now); err != nil {
		t.Fatal(err)
	}
	if err := copied.SetPeople(nil); err != nil {
		t.Fatal(err)
	}
	if err := copied.Rescope(bank, questionnaire.Scope{Tiers: questionnaire.Tiers()[:1]}, now.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"IAM-01", "IAM-03"} {
		if answer, _ := decoded(t, encoded(t, copied)).Answer(id); answer.Level != questionnaire.LevelNone {
			t.Errorf("the copy says %s to %s", answer.Level, id)
		}
	}
	if after := encoded(t, a); after != before {
		t.Errorf("a change to the copy changed the assessment:\n%s", after)
	}
}

func TestWhatAnAssessmentHandsOutIsACopy(t *testing.T) {
	bank := smallBank(t)
	a := filled(t, bank)
	before := encoded(t, a)
	answer, _ := a.Answer("IAM-01")
	answer.Evidence[0] = "E-99"
	scope := a.Scope()
	scope.Tiers[0], scope.Services[0], scope.Regions[0] = questionnaire.Abstracted, "rds", "xx"
	scope.Accounts[0].Name, scope.Exclusions[0] = "changed", "changed"
	people := a.People()
	people[0].Name = "Mallory"
	if after := encoded(t, decoded(t, encoded(t, a.Clone()))); after != before {
		t.Errorf("a change to what was handed out changed the assessment:\n%s", after)
	}
	given := questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada", Evidence: []string{"E-01"}}
	recorded := record(t, a, bank, "IAM-03", given, now)
	given.Evidence[0], recorded.Evidence[0] = "E-98", "E-99"
	if kept, _ := a.Answer("IAM-03"); kept.Evidence[0] != "E-01" {
		t.Errorf("a change to what was given changed the answer: %v", kept.Evidence)
	}
}
