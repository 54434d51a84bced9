package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

const paymentsSignoff = "assessments/" + payments + ".signoff.json"

// signedPayments returns a workspace with a final that Grace signed, and a way
// to edit its files by hand.
func signedPayments(t *testing.T) (f *store.File, edit func(name, from, to string)) {
	t.Helper()
	f = newPayments(t, 1)
	if err := f.Finalize(t.Context(), payments, "Ada", true); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Sign(t.Context(), payments, questionnaire.Signature{Role: questionnaire.RoleReviewer, Name: "Grace"}); err != nil {
		t.Fatal(err)
	}
	return f, func(name, from, to string) {
		t.Helper()
		if err := os.Chmod(filepath.Join(f.Dir(), name), 0o600); err != nil {
			t.Fatal(err)
		}
		replaceIn(name, from, to)(t, f)
	}
}

// previousQuarter looks for what the quarter after the final carries on from.
func previousQuarter(t *testing.T, f *store.File) error {
	t.Helper()
	next, err := questionnaire.ParsePeriod("2027-Q1")
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = store.Previous(t.Context(), f, "payments", next)
	return err
}

func TestAFinalEditedAfterItWasSigned(t *testing.T) {
	f, edit := signedPayments(t)
	if err := previousQuarter(t, f); err != nil {
		t.Fatal(err)
	}
	edit(paymentsFile, `"prepared_by": "Ada"`, `"prepared_by": "Eve"`)
	before := contents(t, f)
	var changed *questionnaire.ChangedError
	approver := questionnaire.Signature{Role: questionnaire.RoleApprover, Name: "Tom"}
	if _, err := f.Sign(t.Context(), payments, approver); !errors.As(err, &changed) {
		t.Errorf("it was signed: %v", err)
	}
	if err := previousQuarter(t, f); !errors.As(err, &changed) {
		t.Errorf("it was carried on from: %v", err)
	}
	if after := contents(t, f); after[paymentsSignoff] != before[paymentsSignoff] || len(after) != len(before) {
		t.Error("files changed")
	}
}

func TestASignoffThatCannotBeReadIsNotOverwritten(t *testing.T) {
	f, edit := signedPayments(t)
	edit(paymentsSignoff, `"signatures"`, `"signatories"`)
	before := readFile(t, f, paymentsSignoff)
	_, err := f.Signoff(t.Context(), payments)
	wantDamaged(t, err, paymentsSignoff)
	if !strings.Contains(err.Error(), `unknown key "signatories"`) {
		t.Errorf("it does not say what is wrong: %v", err)
	}
	_, err = f.Sign(t.Context(), payments, questionnaire.Signature{Role: questionnaire.RoleApprover, Name: "Tom"})
	wantDamaged(t, err, paymentsSignoff)
	if readFile(t, f, paymentsSignoff) != before {
		t.Error("it was written over")
	}
}

// Of an older assessment nobody would notice that it is not the last one.
func TestADamagedPredecessorIsNotPassedOver(t *testing.T) {
	f, edit := signedPayments(t)
	create(t, f, storetest.Bank(t, 1), "payments", "2026-Q3")
	edit(paymentsFile, `"schema"`, `"scheme"`)
	wantDamaged(t, previousQuarter(t, f), paymentsFile)
}
