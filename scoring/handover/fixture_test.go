package handover_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store/storetest"
	"demarc/scoring/handover"
)

const exportOfKeys = "user,key,age\nana,AKIA,12\n"

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// quarter is an assessment with its bank, and the moment at which it is final.
type quarter struct {
	assessment *questionnaire.Assessment
	bank       *questionnaire.Bank
	at         time.Time
}

func (q quarter) document(t testing.TB) []byte { return must[[]byte](t)(q.assessment.Encode()) }

func (q quarter) earlier(t testing.TB) questionnaire.Earlier {
	return questionnaire.Earlier{Assessment: q.assessment, Bank: q.bank, Digest: digest(q.document(t))}
}

// answered answers every question, and all of it is final the moment after.
func (q quarter) answered(t testing.TB, level questionnaire.Level, evidence ...questionnaire.Evidence) quarter {
	t.Helper()
	var ids []string
	for _, piece := range evidence {
		ids = append(ids, must[string](t)(q.assessment.AddEvidence(piece, q.at)))
	}
	for _, question := range q.bank.Questions() {
		answer, _ := q.assessment.Answer(question.ID)
		answer.Level, answer.By, answer.State = level, "Ana Ruiz", questionnaire.State{}
		answer.Note, answer.Evidence = "as seen | on the day", slices.Concat(answer.Evidence, ids)
		must[questionnaire.Answer](t)(q.assessment.Record(q.bank, question.ID, answer, q.at))
	}
	if err := q.assessment.Finalize(q.bank, "Ana Ruiz", false, q.at); err != nil {
		t.Fatal(err)
	}
	return q
}

// signed returns a sign-off of the assessment.
func (q quarter) signed(t testing.TB) []byte {
	t.Helper()
	signature := questionnaire.Signature{Role: questionnaire.RoleApprover, Name: "Mia Chen"}
	signoff := must[questionnaire.Signoff](t)(questionnaire.Signoff{}.Sign(q.assessment, digest(q.document(t)), signature, q.at))
	return must[[]byte](t)(signoff.Encode())
}

func (q quarter) record(t testing.TB, name string) handover.Record {
	return handover.Record{Name: name, Assessment: q.document(t), Bank: q.bank.Document()}
}

func first(t testing.TB, bank *questionnaire.Bank, period string, at time.Time) quarter {
	return quarter{storetest.Assessment(t, bank, "Payments", period), bank, at}
}

// after returns the draft that follows a quarter.
func (q quarter) after(t testing.TB, bank *questionnaire.Bank, period string, at time.Time) quarter {
	t.Helper()
	spec := questionnaire.Spec{
		Generator: questionnaire.Generator{Name: "demarc", Version: "1"},
		Team:      q.assessment.Team(), Period: must[questionnaire.Period](t)(questionnaire.ParsePeriod(period)),
		Scope: q.assessment.Scope(),
	}
	a, _, err := questionnaire.Follow(q.earlier(t), spec, bank, at)
	if err != nil {
		t.Fatal(err)
	}
	return quarter{a, bank, at}
}

// threeQuarters returns the source of a package with everything in it: a team's
// three quarters, on another bank in the first, signed by name in the second and
// the third.
func threeQuarters(t testing.TB) handover.Source {
	t.Helper()
	day := func(month time.Month) time.Time { return time.Date(2027, month, 9, 10, 0, 0, 0, time.UTC) }
	keys := questionnaire.Evidence{
		Title: "=Keys, all accounts", Kind: questionnaire.KindConfigExport, Ref: "exports/../keys (all).csv",
		SHA256: digest([]byte(exportOfKeys)), CollectedAt: questionnaire.NewInstant(day(time.June)), By: "Ana Ruiz",
	}
	old, bank := storetest.Bank(t, 2), storetest.Bank(t, 3)
	q4 := first(t, old, "2026-Q4", day(time.January)).answered(t, questionnaire.LevelSome)
	q1 := q4.after(t, bank, "2027-Q1", day(time.March)).answered(t, questionnaire.LevelMost)
	q2 := q1.after(t, bank, "2027-Q2", day(time.June)).answered(t, questionnaire.LevelAll, keys)
	source := handover.Source{
		Subject:  q2.record(t, "assessments/payments-2027-q2.json"),
		Earlier:  []handover.Record{q4.record(t, "assessments/payments-2026-q4.json"), q1.record(t, "assessments/payments-2027-q1.json")},
		Evidence: map[string][]byte{"E-01": []byte(exportOfKeys)},
		AsOf:     q2.assessment.AsOf(q2.at),
	}
	source.Subject.Signoff = q2.signed(t)
	source.Earlier[1].Signoff = q1.signed(t)
	return source
}

func build(t testing.TB, source handover.Source) handover.Files {
	t.Helper()
	return must[handover.Files](t)(handover.Build(source))
}

// summed is a package after somebody who changed it made its sums anew.
func summed(files handover.Files) handover.Files {
	var lines bytes.Buffer
	for _, path := range files.Paths() {
		if path != handover.SumsFile && path != handover.SignatureFile {
			fmt.Fprintf(&lines, "%s  %s\n", digest(files[path]), path)
		}
	}
	files[handover.SumsFile] = lines.Bytes()
	return files
}

// needs returns where a program is. Without it the test is skipped, but not in
// continuous integration.
func needs(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		t.Fatalf("needs %s: %v", program, err)
	default:
		t.Skipf("needs %s: %v", program, err)
	}
	return path
}

// key is a pair of keys in files, without a passphrase.
type key struct{ private, public string }

func newKey(t testing.TB, kind ...string) key {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key")
	args := append([]string{"-q", "-N", "", "-C", "jane", "-f", path, "-t"}, kind...)
	if out, err := exec.Command(needs(t, "ssh-keygen"), args...).CombinedOutput(); err != nil {
		t.Fatalf("make a key: %v\n%s", err, out)
	}
	return key{path, string(must[[]byte](t)(os.ReadFile(path + ".pub")))}
}

func (k key) sign(t testing.TB, files handover.Files) handover.Files {
	t.Helper()
	if err := (handover.SSHKeygen{}).Sign(context.Background(), files, k.private); err != nil {
		t.Fatal(err)
	}
	return files
}

// allowed accepts the key as jane's, under the options given.
func (k key) allowed(t testing.TB, options string) *handover.Signer {
	t.Helper()
	path := filepath.Join(t.TempDir(), "allowed_signers")
	if err := os.WriteFile(path, []byte("jane@example.com "+options+k.public), 0o600); err != nil {
		t.Fatal(err)
	}
	return &handover.Signer{AllowedSigners: path, Name: "jane@example.com"}
}
