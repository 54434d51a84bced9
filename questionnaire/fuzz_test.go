package questionnaire_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"demarc/questionnaire"
)

// What decodes encodes, and what that gives decodes to the same.
func FuzzDecodeAssessment(f *testing.F) {
	t := &testing.T{}
	bank := smallBank(t)
	full := encoded(t, filled(t, bank))
	for _, document := range []string{
		full, encoded(t, draft(t, bank)), encoded(t, carriedDraft(t, bank)),
		strings.Replace(full, `"evidence": {`, `"previous": {"id": "a", "digest": ""}, "supersedes": {"id": "b"}, "conflicts": {"IAM-01": {}}, "evidence": {`, 1),
		strings.Replace(full, `"draft"`, `"final"`, 1),
		strings.Replace(full, `"created_at": "2026-11-15T10:30:00Z"`, `"created_at": "9999-12-31T23:59:59.5-01:00"`, 1),
		strings.Replace(full, `"team": "Payments"`, `"Team": "Payments", "team": "\ud800"`, 1),
		strings.ReplaceAll(full, "\n", " "),
		`{"schema": "demarc/assessment/v1", "answers": {"IAM-01": null}, "evidence": {"E-01": null}}`,
		`{"schema": "demarc/assessment/v1", "scope": [], "period": {}}`,
		`{"schema": "demarc/assessment/v2"}`, `{}`, `null`, `[`, strings.Repeat(`{"people":[`, 5000), ``,
	} {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		read, err := questionnaire.DecodeAssessment(document)
		if err != nil {
			if shown := err.Error(); shown != questionnaire.Printable(shown) {
				t.Errorf("the error can act on a terminal: %q", shown)
			}
			return
		}
		_ = read.CheckAgainst(bank) // whatever it says, it says it without a panic
		written := encoded(t, read)
		again := decoded(t, written)
		if diff := cmp.Diff(read, again, exportAll, cmpopts.EquateEmpty(), withoutMemory); diff != "" {
			t.Errorf("(-read +written and read again):\n%s", diff)
		}
		if rewritten := encoded(t, again); rewritten != written {
			t.Errorf("written\n%s\nand then\n%s", written, rewritten)
		}
	})
}

// withoutMemory leaves out the encoded answers that an assessment keeps.
var withoutMemory = cmp.FilterPath(func(path cmp.Path) bool { return path.Last().String() == ".encoded" }, cmp.Ignore())

// What merges decodes, and is as legal under the bank as both sides are.
func FuzzMerge(f *testing.F) {
	t := &testing.T{}
	bank := smallBank(t)
	empty, full := encoded(t, draft(t, bank)), encoded(t, filled(t, bank))
	conflict := strings.Replace(full, `"evidence": {`, `"conflicts": {"IAM-01": {}, "IAM-03": {"note": "x", "evidence": ["E-01"]}}, "evidence": {`, 1)
	for _, versions := range [][3]string{
		{"", empty, full}, {empty, full, conflict}, {full, conflict, strings.ReplaceAll(full, "E-01", "E-02")},
		{full, strings.Replace(full, "Ada", "Eve", 1), strings.Replace(full, `"level": "most"`, `"level": "none"`, 1)},
		{full, strings.Replace(full, `"draft"`, `"final"`, 1), full},
	} {
		f.Add([]byte(versions[0]), []byte(versions[1]), []byte(versions[2]))
	}
	f.Fuzz(func(t *testing.T, base, ours, theirs []byte) {
		for _, side := range []questionnaire.Side{questionnaire.NoSide, questionnaire.Ours, questionnaire.Theirs} {
			merged, err := questionnaire.Merge(base, ours, theirs, side)
			if err != nil {
				continue
			}
			result := decoded(t, string(merged.Document))
			legal := decoded(t, string(ours)).CheckAgainst(bank) == nil && decoded(t, string(theirs)).CheckAgainst(bank) == nil
			if err := result.CheckAgainst(bank); legal && err != nil {
				t.Errorf("%v in\n%s", err, merged.Document)
			}
		}
	})
}

func FuzzDecodeBank(f *testing.F) {
	t := &testing.T{}
	f.Add(smallBank(t).Document())
	f.Add(bankOf(t, question("IAM-01", about("s3"), yesNo)).Document())
	f.Add([]byte(`{"schema": "demarc/bank/v1", "questions": [{"id": "IAM-01"}], "layers": [{"owner": {"cloud": "aws"}}]}`))
	f.Fuzz(func(t *testing.T, document []byte) {
		bank, err := questionnaire.DecodeBank(document)
		if err != nil {
			if shown := err.Error(); shown != questionnaire.Printable(shown) {
				t.Errorf("the error can act on a terminal: %q", shown)
			}
			return
		}
		a, err := questionnaire.New(questionnaire.Spec{
			Team: "Payments", Period: period(t, "2026-Q4"), Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()},
		}, bank, now)
		if err != nil {
			t.Fatal(err)
		}
		if asked := questionnaire.Asked(bank, a.Scope()); len(asked) > len(bank.Questions()) {
			t.Errorf("%d questions are asked of %d", len(asked), len(bank.Questions()))
		}
		if again, err := questionnaire.DecodeBank(bank.Document()); err != nil || again.Ref() != bank.Ref() {
			t.Errorf("its own document is another bank: %v", err)
		}
	})
}

func FuzzTeamSlug(f *testing.F) {
	for _, team := range []string{"Payments", "Zürich", "支払い", "../..", "", "\x1b", strings.Repeat("ﷺ", 30), "İstanbul"} {
		f.Add(team)
	}
	f.Fuzz(func(t *testing.T, team string) {
		slug := questionnaire.TeamSlug(team)
		if err := questionnaire.CheckAssessmentID(slug); err != nil || len(slug) > 40 {
			t.Errorf("%q: %q, %v", team, slug, err)
		}
		if id := questionnaire.AssessmentID(team, period(t, "2026-Q4")); id != slug+"-2026-q4" {
			t.Errorf("%q has the id %s", team, id)
		}
	})
}
