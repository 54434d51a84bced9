package questionnaire_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

// openly is an assessment's document with a value in every field there is.
const openly = `{
  "schema": "demarc/assessment/v1",
  "generator": {"name": "demarc", "version": "1"},
  "id": "payments-2026-q4",
  "organization": "Acme",
  "team": "Payments",
  "period": {"label": "2026-Q4", "start": "2026-10-01", "end": "2026-12-31"},
  "scope": {
    "tiers": ["infrastructure"], "services": ["ec2"],
    "accounts": [{"id": "111122223333", "name": "secret-prod"}, {"id": "444455556666"}],
    "accounts_total": 3, "accounts_source": "secret-list", "regions": ["eu-west-1"],
    "exclusions": ["secret-lab"], "depth": "full"
  },
  "bank": {"id": "b", "version": "1", "digest": "` + digest + `"},
  "people": [{"name": "Secret Ana", "role": "secret-lead", "areas": ["iam"]}, {"name": "Secret Ben"}],
  "status": "final",
  "created_at": "2026-11-01T00:00:00Z", "completed_at": "2026-11-02T00:00:00Z", "finalized_at": "2026-11-03T00:00:00Z",
  "prepared_by": "secret  ana",
  "previous": {"id": "payments-2026-q3", "digest": "` + digest + `"},
  "supersedes": {"id": "payments-2026-q4-r1", "digest": "` + digest + `"},
  "conflicts": {"IAM-01": {"level": "none", "by": "Secret Cleo", "note": "secret-other"}},
  "evidence": {"E-01": {
    "title": "secret-title", "kind": "log", "ref": "s3://secret-bucket", "sha256": "` + digest + `",
    "collected_at": "2026-11-01T00:00:00Z", "covers_from": "2026-10-01", "covers_to": "2026-10-31", "by": "Secret Dora"
  }},
  "answers": {
    "IAM-01": {
      "level": "most", "state": "reaffirmed", "bulk": true, "revision": 2, "by": "Secret Ben", "recorded_by": "Secret Ana",
      "at": "2026-11-02T00:00:00Z", "since": "2026-Q3", "method": "test",
      "population": {"in_place": 47, "total": 50, "source": "secret-inventory"}, "note": "secret-note", "evidence": ["E-01"],
      "owner": "Secret Eve", "due": "2026-12-01", "flagged": "Secret Fay",
      "exception": {"kind": "compensating", "reason": "secret-reason", "approver": "Secret Gus", "expires": "2026-12-31"},
      "history": [{"period": "2026-Q3", "level": "most", "by": "Secret Hal", "at": "2026-08-01T00:00:00Z"}]
    },
    "IAM-02": {
      "level": "na", "by": "Secret Ben", "recorded_by": "SECRET BEN", "flagged": true, "note": " ",
      "na_reason": {"code": "other", "text": "secret-na"}
    }
  }
}`

const digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

const redacted = `{
  "schema": "demarc/assessment/v1",
  "generator": {"name": "demarc", "version": "1"},
  "id": "payments-2026-q4",
  "organization": "Acme",
  "team": "Payments",
  "period": {"label": "2026-Q4", "start": "2026-10-01", "end": "2026-12-31"},
  "scope": {
    "tiers": ["infrastructure"], "services": ["ec2"],
    "accounts": [{"id": "000000000001", "name": "Account 1"}, {"id": "000000000002", "name": "Account 2"}],
    "accounts_total": 3, "accounts_source": "left out", "regions": ["eu-west-1"],
    "exclusions": ["left out"], "depth": "full"
  },
  "bank": {"id": "b", "version": "1", "digest": "` + digest + `"},
  "people": [{"name": "Person 1", "role": "left out", "areas": ["iam"]}, {"name": "Person 2"}],
  "status": "final",
  "created_at": "2026-11-01T00:00:00Z", "completed_at": "2026-11-02T00:00:00Z", "finalized_at": "2026-11-03T00:00:00Z",
  "prepared_by": "Person 1",
  "previous": {"id": "payments-2026-q3", "digest": "` + digest + `"},
  "supersedes": {"id": "payments-2026-q4-r1", "digest": "` + digest + `"},
  "conflicts": {"IAM-01": {"level": "none", "by": "Person 7", "note": "left out"}},
  "evidence": {"E-01": {
    "title": "left out", "kind": "log", "ref": "left out", "sha256": "` + digest + `",
    "collected_at": "2026-11-01T00:00:00Z", "covers_from": "2026-10-01", "covers_to": "2026-10-31", "by": "Person 8"
  }},
  "answers": {
    "IAM-01": {
      "level": "most", "state": "reaffirmed", "bulk": true, "revision": 2, "by": "Person 2", "recorded_by": "Person 1",
      "at": "2026-11-02T00:00:00Z", "since": "2026-Q3", "method": "test",
      "population": {"in_place": 47, "total": 50, "source": "left out"}, "note": "left out", "evidence": ["E-01"],
      "owner": "Person 3", "due": "2026-12-01", "flagged": "Person 4",
      "exception": {"kind": "compensating", "reason": "left out", "approver": "Person 5", "expires": "2026-12-31"},
      "history": [{"period": "2026-Q3", "level": "most", "by": "Person 6", "at": "2026-08-01T00:00:00Z"}]
    },
    "IAM-02": {
      "level": "na", "by": "Person 2", "flagged": true, "note": " ",
      "na_reason": {"code": "other", "text": "left out"}
    }
  }
}`

func decodeText(t *testing.T, document string) *questionnaire.Assessment {
	t.Helper()
	assessment, err := questionnaire.DecodeAssessment([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	return assessment
}

func encodeText(t *testing.T, assessment *questionnaire.Assessment) string {
	t.Helper()
	document, err := assessment.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return string(document)
}

func TestRedactionLeavesOutWhatOutsidersMustNotSee(t *testing.T) {
	original := decodeText(t, openly)
	before := encodeText(t, original)
	got := encodeText(t, questionnaire.NewRedaction().Assessment(original))
	if diff := cmp.Diff(encodeText(t, decodeText(t, redacted)), got); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(strings.ToLower(got), "secret") {
		t.Error("something secret is left")
	}
	decodeText(t, got) // it is legal
	if encodeText(t, original) != before {
		t.Error("the assessment itself changed")
	}
}

func TestRedactedDocumentsSharePseudonyms(t *testing.T) {
	redaction := questionnaire.NewRedaction()
	original := decodeText(t, openly)
	first, again := redaction.Assessment(original), redaction.Assessment(original)
	if diff := cmp.Diff(encodeText(t, first), encodeText(t, again)); diff != "" {
		t.Error(diff)
	}
	ref := questionnaire.DocumentRef{ID: "payments-2026-q4", Digest: digest}
	got := redaction.Signoff(questionnaire.Signoff{Schema: questionnaire.SignoffSchema, Assessment: ref, Signatures: []questionnaire.Signature{
		{Role: questionnaire.RoleReviewer, Name: "secret ben", At: original.FinalizedAt()},
		{Role: questionnaire.RoleApprover, Name: "Secret Ana", At: original.FinalizedAt(), SamePersonReason: "secret"},
	}})
	want := questionnaire.Signoff{Schema: questionnaire.SignoffSchema, Assessment: ref, Signatures: []questionnaire.Signature{
		{Role: questionnaire.RoleReviewer, Name: "Person 2", At: original.FinalizedAt()},
		{Role: questionnaire.RoleApprover, Name: "Person 1", At: original.FinalizedAt(), SamePersonReason: "left out"},
	}}
	if !reflect.DeepEqual(want, got) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestRedactionKnowsEveryField fails where a document got a field that the tests
// of redaction do not fill.
func TestRedactionKnowsEveryField(t *testing.T) {
	assessment := decodeText(t, openly)
	answer, _ := assessment.Answer("IAM-01")
	notApplicable, _ := assessment.Answer("IAM-02")
	answer.NAReason = notApplicable.NAReason
	evidence, _ := assessment.Evidence("E-01")
	scope := assessment.Scope()
	for _, value := range []any{
		answer, answer.Population, answer.NAReason, answer.Exception, answer.History[0],
		evidence, scope, scope.Accounts[0], assessment.People()[0],
	} {
		fields := reflect.ValueOf(value)
		for i := range fields.NumField() {
			if fields.Field(i).IsZero() {
				t.Errorf("%T: %s is not filled", value, fields.Type().Field(i).Name)
			}
		}
	}
}
