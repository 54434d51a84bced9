package handover_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
	"demarc/scoring/handover"
)

// workspace holds the assessments, which may be final already.
func workspace(t *testing.T, quarters ...quarter) *store.File {
	t.Helper()
	opened := must[*store.File](t)(store.InitFile(t.TempDir(), store.Config{}, storetest.Clock))
	for _, one := range quarters {
		if err := opened.Create(context.Background(), one.assessment, one.bank); err != nil {
			t.Fatal(err)
		}
	}
	return opened
}

// year returns three quarters of a team, each of which follows the one before.
func year(t *testing.T) (q1, q2, q3 quarter) {
	t.Helper()
	bank := storetest.Bank(t, 2)
	q1 = first(t, bank, "2026-Q1", storetest.Clock()).answered(t, questionnaire.LevelSome)
	q2 = q1.after(t, bank, "2026-Q2", storetest.Clock()).answered(t, questionnaire.LevelMost)
	q3 = q2.after(t, bank, "2026-Q3", storetest.Clock()).answered(t, questionnaire.LevelAll)
	return q1, q2, q3
}

func assessmentPath(in *store.File, id string) string {
	return filepath.Join(in.Dir(), "assessments", id+".json")
}

// change edits a file of a workspace, as an editor would.
func change(t *testing.T, path, from, to string) {
	t.Helper()
	document := edited(t, must[[]byte](t)(os.ReadFile(path)), from, to)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, document, 0o600); err != nil {
		t.Fatal(err)
	}
}

func gathered(t *testing.T, in *store.File) (names []string, err error) {
	t.Helper()
	source, err := handover.Gather(context.Background(), in, "payments-2026-q3")
	for _, record := range append([]handover.Record{source.Subject}, source.Earlier...) {
		names = append(names, record.Name)
	}
	return names, err
}

func TestGatherTakesTheWholeChain(t *testing.T) {
	q1, q2, q3 := year(t)
	in := workspace(t, q1, q2, q3)
	names, err := gathered(t, in)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"assessments/payments-2026-q3.json", "assessments/payments-2026-q2.json", "assessments/payments-2026-q1.json"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	source := must[handover.Source](t)(handover.Gather(context.Background(), in, "payments-2026-q3"))
	for i, id := range []string{"payments-2026-q2", "payments-2026-q1"} {
		if !cmp.Equal(source.Earlier[i].Assessment, must[[]byte](t)(os.ReadFile(assessmentPath(in, id)))) {
			t.Errorf("%s is not what its file holds", id)
		}
	}
}

// What earlier ones name may be gone; what the subject names may not.
func TestGatherWithPartOfTheChain(t *testing.T) {
	_, q2, q3 := year(t)
	names, err := gathered(t, workspace(t, q2, q3))
	if err != nil || len(names) != 2 {
		t.Errorf("got %q, %v", names, err)
	}
	if _, err = gathered(t, workspace(t, q3)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if _, err = gathered(t, workspace(t)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestGatherTakesWhatIsCorrected(t *testing.T) {
	q1, q2, _ := year(t)
	a := must[*questionnaire.Assessment](t)(questionnaire.Correct(q2.earlier(t), questionnaire.Generator{}, storetest.Clock()))
	corrected := quarter{a, q2.bank, storetest.Clock().Add(time.Hour)}
	if err := a.Finalize(q2.bank, "Ana Ruiz", false, corrected.at); err != nil {
		t.Fatal(err)
	}
	in := workspace(t, q1, q2, corrected)
	source := must[handover.Source](t)(handover.Gather(context.Background(), in, "payments-2026-q2-r2"))
	verified, err := handover.Verify(context.Background(), build(t, withAsOf(source, a)), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"payments-2026-q2-r2 follows payments-2026-q1", "payments-2026-q2-r2 corrects payments-2026-q2",
		"payments-2026-q2 follows payments-2026-q1",
	}
	var got []string
	for _, link := range verified.Chain {
		got = append(got, link.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func withAsOf(source handover.Source, a *questionnaire.Assessment) handover.Source {
	source.AsOf = a.AsOf(storetest.Clock())
	return source
}

func TestVerifyAnAssessmentOfAWorkspace(t *testing.T) {
	const q1File, q2File = "assessments/payments-2026-q1.json", "assessments/payments-2026-q2.json"
	tests := map[string]struct {
		change       func(t *testing.T, in *store.File)
		file, reason string
	}{
		"as it was": {change: func(*testing.T, *store.File) {}},
		"changed after it was finalized, as the next one shows": {func(t *testing.T, in *store.File) {
			change(t, assessmentPath(in, "payments-2026-q2"), `"prepared_by": "Ana`, `"prepared_by": "Eva`)
		}, q2File, "payments-2026-q3 names"},
		"the one before changed": {func(t *testing.T, in *store.File) {
			change(t, assessmentPath(in, "payments-2026-q1"), `"prepared_by": "Ana`, `"prepared_by": "Eva`)
		}, q1File, "payments-2026-q2 names"},
		"changed after it was signed": {func(t *testing.T, in *store.File) {
			must[questionnaire.Signoff](t)(in.Sign(context.Background(), "payments-2026-q2", questionnaire.Signature{Role: questionnaire.RoleReviewer, Name: "Tom"}))
			change(t, assessmentPath(in, "payments-2026-q2"), `"prepared_by": "Ana`, `"prepared_by": "Eva`)
		}, q2File, "not what was signed"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			q1, q2, q3 := year(t)
			in := workspace(t, q1, q2, q3)
			test.change(t, in)
			_, err := handover.VerifyAssessment(context.Background(), in, "payments-2026-q2")
			if test.file == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			requireBroken(t, err, test.file, test.reason)
		})
	}
}

func TestVerifyAnAssessmentWithoutItsPredecessor(t *testing.T) {
	_, _, q3 := year(t)
	_, err := handover.VerifyAssessment(context.Background(), workspace(t, q3), "payments-2026-q3")
	requireBroken(t, err, "assessments/payments-2026-q3.json", "it follows payments-2026-q2, which is missing")
}

func TestVerifyADamagedAssessment(t *testing.T) {
	q1, _, _ := year(t)
	in := workspace(t, q1)
	path := assessmentPath(in, "payments-2026-q1")
	change(t, path, `"answers": {`, `"answers" {`)
	_, err := handover.VerifyAssessment(context.Background(), in, "payments-2026-q1")
	requireBroken(t, err, path, "line")
	if _, err = handover.VerifyAssessment(context.Background(), in, "none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestFindEvidence(t *testing.T) {
	outside := t.TempDir()
	dir, other := filepath.Join(outside, "dir"), filepath.Join(outside, "other")
	for path, text := range map[string]string{
		filepath.Join(dir, "exports", "a.csv"): "a", filepath.Join(other, "exports", "a.csv"): "not this one",
		filepath.Join(other, "b.csv"): "b", filepath.Join(outside, "secret"): "secret",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(outside, "secret"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	bank := storetest.Bank(t, 1)
	draft := first(t, bank, "2026-Q4", storetest.Clock())
	add := func(ref string) {
		must[string](t)(draft.assessment.AddEvidence(questionnaire.Evidence{Title: ref, Kind: questionnaire.KindLog, Ref: ref}, draft.at))
	}
	for _, ref := range []string{"exports/a.csv", filepath.Join(other, "b.csv"), "../secret", "exports", "https://example.com/a.csv", "SEC-188", "link", "exports/a.csv/b", strings.Repeat("told in a call ", 100)} {
		add(ref)
	}
	source := handover.Source{Evidence: make(map[string][]byte)}
	missing, err := source.FindEvidence(draft.assessment, []string{dir, other})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]byte{"E-01": []byte("a"), "E-02": []byte("b")}, source.Evidence); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"E-03", "E-04", "E-05", "E-06", "E-07", "E-08", "E-09"}, missing); diff != "" {
		t.Error(diff)
	}
	if _, err := source.FindEvidence(draft.assessment, []string{filepath.Join(dir, "none")}); err == nil {
		t.Error("a folder that is not there is passed over")
	}
}
