package report_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// withSecrets returns the assessment with a secret of its own in every place
// that a redacted report leaves out, and those secrets.
func withSecrets(t *testing.T, assessment *questionnaire.Assessment) (*questionnaire.Assessment, []string) {
	t.Helper()
	document, err := assessment.Encode()
	if err != nil {
		t.Fatal(err)
	}
	var content object
	if err := json.Unmarshal(document, &content); err != nil {
		t.Fatal(err)
	}
	content["prepared_by"] = "Somebody"
	content["people"] = []any{object{"name": "Somebody", "role": "a role"}}
	scope := content["scope"].(object)
	scope["accounts"] = []any{object{"id": "111122223333", "name": "prod"}, object{"id": "444455556666"}}
	delete(scope, "accounts_total")
	scope["exclusions"] = []any{"the lab"}
	secrets := &secrets{}
	for _, key := range []string{"people", "prepared_by", "scope", "evidence", "answers"} {
		content[key] = secrets.in(content[key], key)
	}
	document, err = json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, document), secrets.placed
}

type secrets struct{ placed []string }

// secretKeys are the keys of an assessment's document that are left out.
var secretKeys = map[string]bool{
	"name": true, "role": true, "prepared_by": true, "accounts_source": true, "exclusions": true, "title": true, "ref": true,
	"by": true, "recorded_by": true, "note": true, "owner": true, "flagged": true, "text": true, "reason": true, "approver": true, "source": true,
}

func (s *secrets) in(value any, key string) any {
	switch value := value.(type) {
	case object:
		for member := range value {
			value[member] = s.in(value[member], member)
		}
		return value
	case []any:
		for i := range value {
			value[i] = s.in(value[i], key)
		}
		return value
	case string:
		switch {
		case key == "id":
			return s.place("9%011d")
		case secretKeys[key] && strings.TrimSpace(value) != "":
			return s.place("hush%05d")
		}
	}
	return value
}

func (s *secrets) place(pattern string) string {
	secret := fmt.Sprintf(pattern, len(s.placed)+1)
	s.placed = append(s.placed, secret)
	return secret
}

// found counts the secrets in a document.
func found(document []byte, secrets []string) int {
	count := 0
	for _, secret := range secrets {
		if bytes.Contains(document, []byte(secret)) {
			count++
		}
	}
	return count
}

// TestRedactedReportHoldsNoSecret looks for everything that is left out in every
// format, alone and beside the assessment before.
func TestRedactedReportHoldsNoSecret(t *testing.T) {
	bank := sampleBank(t)
	check := func(name string, input report.Input, secrets []string) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			redacted := report.Redact(input)
			for _, format := range report.Formats() {
				open, closed := written(t, format, input), written(t, format, redacted)
				if in := found(open, secrets); in < len(secrets)/3 {
					t.Errorf("%s: only %d of %d secrets stand in the open report, so the test says little", format.Name, in, len(secrets))
				}
				for _, secret := range secrets {
					if bytes.Contains(closed, []byte(secret)) {
						t.Errorf("%s: %s is not left out", format.Name, secret)
					}
				}
			}
		})
	}
	run := func(name string, assessment *questionnaire.Assessment) {
		secretive, secrets := withSecrets(t, assessment)
		check(name, report.Input{Sheet: score(bank, secretive)}, secrets)
	}
	run("draft", draft(t))
	for seed := range uint64(seeds) {
		run(fmt.Sprint("random ", seed), randomAssessment(t, bank, seed))
	}
	then, secrets := withSecrets(t, draft(t))
	input := quarter(t, then)
	check("quarter", signed(t, input), append(secrets, "Ana Ruiz", "Priya", "Tom is on leave"))
}

func written(t testing.TB, format report.Format, input report.Input) []byte {
	t.Helper()
	document, err := format.Write(input)
	if err != nil {
		t.Fatal(err)
	}
	if format.Name == "xlsx" {
		return unpacked(t, document)
	}
	return document
}

// unpacked returns all parts of a workbook as they are before they are packed.
func unpacked(t testing.TB, document []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []byte
	for _, file := range archive.File {
		part, err := fs.ReadFile(archive, file.Name)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part...)
	}
	return parts
}

func TestRedactionChangesNoFigure(t *testing.T) {
	bank := sampleBank(t)
	for seed := range uint64(seeds) {
		sheet := score(bank, randomAssessment(t, bank, seed))
		redacted := report.Redact(report.Input{Sheet: sheet}).Sheet
		if diff := cmp.Diff(figures(t, sheet), figures(t, redacted)); diff != "" {
			t.Error(diff)
		}
	}
	input := quarter(t, draft(t))
	redacted := report.Redact(input)
	open, err := scoring.Compare(input.Previous, input.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	closed, err := scoring.Compare(redacted.Previous, redacted.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(encoded(t, open), encoded(t, closed)); diff != "" {
		t.Error(diff)
	}
}

func figures(t *testing.T, sheet *scoring.Sheet) string { return encoded(t, sheet.Scores()) }

func encoded(t *testing.T, value any) string {
	t.Helper()
	document, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(document)
}

// TestRedactedReportSaysSo holds the first page to saying what is left out, and
// the rest to the same pseudonym for the same person then and now.
func TestRedactedReportSaysSo(t *testing.T) {
	input := signed(t, quarter(t, draft(t)))
	input.Digest = strings.Repeat("2e", 32)
	cut := parts(report.New(report.Redact(input)))
	requireHolds(t, "summary", cut["Summary"], "REDACTED", "Person 1", "AWS accounts", "Text that people wrote", input.Digest)
	requireHolds(t, "what people wrote", cut["What people wrote"], "Notes are left out")
	requireHolds(t, "accounts", cut["Accounts in scope"], "000000000001 | Account 1")
	if document := string(report.New(input).Markdown()); strings.Contains(document, "REDACTED") {
		t.Error("a report that is not redacted says that it is")
	}
	people := input.Sheet.Assessment().People()
	redacted := report.Redact(input)
	then, now := redacted.Previous.Assessment().People(), redacted.Sheet.Assessment().People()
	if len(people) == 0 || !cmp.Equal(then, now, cmp.Comparer(func(a, b questionnaire.Person) bool { return a.Name == b.Name })) {
		t.Errorf("then %v, now %v", then, now)
	}
}

// A table has no first page, and can lose its file's name: every row of a redacted
// one says so.
func TestRedactedCSVSaysSoInEveryRow(t *testing.T) {
	input := report.Input{Sheet: score(sampleBank(t), draft(t))}
	for want, input := range map[string]report.Input{"no": input, "yes": report.Redact(input)} {
		for _, row := range csvOf(t, input) {
			if row["redacted"] != want {
				t.Errorf("%s: redacted is %q, want %q", row["question"], row["redacted"], want)
			}
		}
	}
}

// BenchmarkRedact redacts and scores again. Time per question should not grow
// with their number.
func BenchmarkRedact(b *testing.B) {
	for _, size := range []int{108, 10_000} {
		bank := largeBank(b, size)
		input := report.Input{Sheet: score(bank, randomAssessment(b, bank, 1))}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				report.Redact(input)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/question")
		})
	}
}
