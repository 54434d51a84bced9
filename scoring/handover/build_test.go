package handover_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store/storetest"
	"demarc/scoring/handover"
)

const evidenceOfKeys = "evidence/E-01-keys-all-.csv"

func TestPackageHoldsWhatItWasMadeFrom(t *testing.T) {
	source := threeQuarters(t)
	files := build(t, source)
	oldBank := "inputs/banks/" + digest(source.Earlier[0].Bank) + ".json"
	want := map[string][]byte{
		"assessment.json": source.Subject.Assessment,
		"bank.json":       source.Subject.Bank,
		"signoff.json":    source.Subject.Signoff,
		"inputs/assessments/payments-2026-q4.json":         source.Earlier[0].Assessment,
		"inputs/assessments/payments-2027-q1.json":         source.Earlier[1].Assessment,
		"inputs/assessments/payments-2027-q1.signoff.json": source.Earlier[1].Signoff,
		oldBank:        source.Earlier[0].Bank,
		evidenceOfKeys: []byte(exportOfKeys),
	}
	for path, content := range want {
		if !bytes.Equal(files[path], content) {
			t.Errorf("%s is not, byte for byte, what was given", path)
		}
	}
	made := []string{"report.md", "report.html", "scores.json", "evidence.csv", "render.json", "VERIFY.md", "SHA256SUMS"}
	all := slices.Sorted(maps.Keys(want))
	all = append(all, made...)
	slices.Sort(all)
	if diff := cmp.Diff(all, files.Paths()); diff != "" {
		t.Error(diff)
	}
	again := build(t, threeQuarters(t))
	if diff := cmp.Diff(files, again); diff != "" {
		t.Error("the same documents give another package", diff)
	}
}

func TestEvidenceRegister(t *testing.T) {
	files := build(t, threeQuarters(t))
	if !bytes.Contains(files["evidence.csv"], []byte("\r\n")) {
		t.Error("lines do not end as RFC 4180 has it")
	}
	rows, err := csv.NewReader(bytes.NewReader(files["evidence.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"E-01", "'=Keys, all accounts", "config-export", "exports/../keys (all).csv", digest([]byte(exportOfKeys)),
		"2027-06-09T10:00:00Z", "", "", "Ana Ruiz", "IAM-01 IAM-02 IAM-03", "IAM-01 IAM-02 IAM-03", evidenceOfKeys,
	}
	if len(rows) != 2 {
		t.Fatalf("got %q", rows)
	}
	if diff := cmp.Diff(want, rows[1]); diff != "" {
		t.Error(diff)
	}
}

// A line of VERIFY.md for everything there is, and every link by its digest.
func TestGuideNamesFilesAndLinks(t *testing.T) {
	source := threeQuarters(t)
	files := build(t, source)
	guide := string(files["VERIFY.md"])
	for _, path := range files.Paths() {
		if !strings.Contains(guide, "| `"+path+"` |") {
			t.Errorf("VERIFY.md does not name %s", path)
		}
	}
	for _, earlier := range source.Earlier {
		if !strings.Contains(guide, digest(earlier.Assessment)) {
			t.Errorf("VERIFY.md does not name the SHA-256 of %s", earlier.Name)
		}
	}
}

// A file that nothing in the assessment holds to its bytes is not passed off as
// the one that was looked at.
func TestGuideSaysWhereEvidenceIsNotHeld(t *testing.T) {
	const held, loose = "whose SHA-256 the assessment names |", "the assessment names no SHA-256 of it |"
	bank := storetest.Bank(t, 1)
	piece := questionnaire.Evidence{Title: "Log", Kind: questionnaire.KindLog, Ref: "log.txt", SHA256: digest([]byte("x"))}
	for _, sum := range []string{piece.SHA256, ""} {
		piece.SHA256 = sum
		final := first(t, bank, "2026-Q4", storetest.Clock()).answered(t, questionnaire.LevelAll, piece)
		guide := string(build(t, handover.Source{
			Subject: final.record(t, "q4"), Evidence: map[string][]byte{"E-01": []byte("x")}, AsOf: final.assessment.AsOf(final.at),
		})["VERIFY.md"])
		if strings.Contains(guide, held) != (sum != "") || strings.Contains(guide, loose) != (sum == "") {
			t.Errorf("with SHA-256 %q it says\n%s", sum, guide)
		}
	}
}

func TestDraftsAreNotHandedOver(t *testing.T) {
	bank := storetest.Bank(t, 1)
	draft := first(t, bank, "2026-Q4", storetest.Clock())
	_, err := handover.Build(handover.Source{Subject: draft.record(t, "a.json")})
	if !errors.Is(err, questionnaire.ErrNotFinal) {
		t.Errorf("got %v", err)
	}
}

func edited(t *testing.T, document []byte, from, to string) []byte {
	t.Helper()
	if bytes.Count(document, []byte(from)) != 1 {
		t.Fatalf("the document does not hold %q once:\n%s", from, document)
	}
	return bytes.Replace(document, []byte(from), []byte(to), 1)
}

// Documents that do not belong together are refused, whoever put them there.
func TestDocumentsThatDoNotBelongTogether(t *testing.T) {
	const subject, q1 = "assessments/payments-2027-q2.json", "assessments/payments-2027-q1.json"
	bank := storetest.Bank(t, 3)
	// unnamed has the subject name its predecessor without a digest, as one does
	// that was made while the other was a draft.
	unnamed := func(t *testing.T, s *handover.Source) {
		s.Subject.Assessment = edited(t, s.Subject.Assessment, ",\n    \"digest\": \""+digest(s.Earlier[1].Assessment)+`"`, "")
		s.Subject.Signoff, s.Earlier[1].Signoff = nil, nil
	}
	tests := map[string]struct {
		change       func(*testing.T, *handover.Source)
		file, reason string
	}{
		"predecessor missing":     {func(_ *testing.T, s *handover.Source) { s.Earlier = s.Earlier[:1] }, subject, "it follows payments-2027-q1, which is missing"},
		"predecessor there twice": {func(_ *testing.T, s *handover.Source) { s.Earlier = append(s.Earlier, s.Earlier[1]) }, q1, "there twice"},
		"predecessor changed after finalized": {func(t *testing.T, s *handover.Source) {
			s.Earlier[1].Signoff = nil
			s.Earlier[1].Assessment = edited(t, s.Earlier[1].Assessment, `"prepared_by": "Ana`, `"prepared_by": "Eva`)
		}, q1, "changed after it was finalized"},
		"predecessor changed after signed": {func(t *testing.T, s *handover.Source) {
			s.Earlier[1].Assessment = edited(t, s.Earlier[1].Assessment, `"prepared_by": "Ana`, `"prepared_by": "Eva`)
		}, q1, "not what was signed"},
		"subject changed after signed": {func(t *testing.T, s *handover.Source) {
			s.Subject.Assessment = edited(t, s.Subject.Assessment, `"prepared_by": "Ana`, `"prepared_by": "Eva`)
		}, subject, "not what was signed"},
		"sign-off of another": {func(_ *testing.T, s *handover.Source) { s.Subject.Signoff = s.Earlier[1].Signoff }, subject, "the sign-off is of payments-2027-q1"},
		"sign-off unreadable": {func(_ *testing.T, s *handover.Source) { s.Subject.Signoff = []byte("{}") }, subject, "sign-off cannot be read"},
		"another team": {func(t *testing.T, s *handover.Source) {
			unnamed(t, s)
			s.Earlier[1].Assessment = edited(t, s.Earlier[1].Assessment, `"team": "Payments"`, `"team": "Search"`)
		}, q1, `it is of team "Search"`},
		"a period that goes backwards": {func(t *testing.T, s *handover.Source) {
			unnamed(t, s)
			s.Earlier[1].Assessment = edited(t, s.Earlier[1].Assessment, "\"label\": \"2027-Q1\",\n    \"start\": \"2027-01-01\",\n    \"end\": \"2027-03-31\"", "\"label\": \"2027-Q3\",\n    \"start\": \"2027-07-01\",\n    \"end\": \"2027-09-30\"")
		}, q1, "it ends on 2027-09-30, and payments-2027-q2, which follows it, starts on 2027-04-01"},
		"one that nothing leads to": {func(t *testing.T, s *handover.Source) {
			stray := first(t, bank, "2024-Q4", time.Date(2027, 7, 1, 0, 0, 0, 0, time.UTC)).answered(t, questionnaire.LevelAll)
			s.Earlier = append(s.Earlier, stray.record(t, "assessments/stray.json"))
		}, "assessments/stray.json", "nothing in the chain"},
		"an assessment larger than any": {func(_ *testing.T, s *handover.Source) {
			s.Subject.Assessment = bytes.Repeat([]byte(" "), questionnaire.MaxAssessmentBytes+1)
		}, subject, "larger than any can be"},
		"another bank":         {func(_ *testing.T, s *handover.Source) { s.Subject.Bank = s.Earlier[0].Bank }, subject, "the bank beside it"},
		"evidence not listed":  {func(_ *testing.T, s *handover.Source) { s.Evidence["E-02"] = nil }, subject, "it lists no evidence E-02"},
		"evidence not the one": {func(_ *testing.T, s *handover.Source) { s.Evidence["E-01"] = []byte("other") }, evidenceOfKeys, "E-01 of the assessment names " + digest([]byte(exportOfKeys))},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			source := threeQuarters(t)
			test.change(t, &source)
			_, err := handover.Build(source)
			requireBroken(t, err, test.file, test.reason)
		})
	}
}

// A predecessor that was a draft when it was named is held by nothing, and that
// is said.
func TestLinkWithoutDigestIsSaid(t *testing.T) {
	bank := storetest.Bank(t, 2)
	draft := first(t, bank, "2026-Q3", storetest.Clock())
	final := draft.after(t, bank, "2026-Q4", storetest.Clock()).answered(t, questionnaire.LevelAll)
	files := build(t, handover.Source{
		Subject: final.record(t, "q4"), Earlier: []handover.Record{draft.record(t, "q3")}, AsOf: final.assessment.AsOf(final.at),
	})
	if want := "none: it was not final then"; !strings.Contains(string(files["VERIFY.md"]), want) {
		t.Errorf("VERIFY.md does not say %q", want)
	}
}
