package storetest

import (
	"errors"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

func signOff(r room) {
	id := r.begin("payments", "2026-Q4")
	signature := questionnaire.Signature{Role: questionnaire.RoleReviewer, Name: "Grace"}
	_, err := r.Sign(r.t.Context(), id, signature)
	r.wantError(err, questionnaire.ErrNotFinal)
	r.finalize(id)
	before := r.document(id)
	if signoff, err := r.Signoff(r.t.Context(), id); err != nil || !signoff.IsZero() {
		r.t.Errorf("before anybody signed: %+v, %v", signoff, err)
	}
	if _, err := r.Sign(r.t.Context(), id, signature); err != nil {
		r.t.Fatal(err)
	}
	approver := questionnaire.Signature{Role: questionnaire.RoleApprover, Name: "Eve"}
	if _, err := r.Sign(r.t.Context(), id, approver); err != nil {
		r.t.Fatal(err)
	}
	_, err = r.Sign(r.t.Context(), id, approver)
	if err == nil {
		r.t.Error("a second approver signed")
	}
	signoff, err := r.Signoff(r.t.Context(), id)
	if err != nil || len(signoff.Signatures) != 2 || signoff.Signatures[1].At.Time() != Clock() {
		r.t.Errorf("signed: %+v, %v", signoff, err)
	}
	if signoff.Assessment.Digest != r.load(id).Digest {
		r.t.Error("the sign-off names another document")
	}
	r.unchanged(id, before)
	_, err = r.Signoff(r.t.Context(), "payments-2020")
	r.wantError(err, store.ErrNotFound)
}

func finalNamesItsPredecessor(r room) {
	earlier := r.begin("payments", "2026-Q3")
	later := Following(r.t, r.load(earlier), "2026-Q4")
	if err := r.Create(r.t.Context(), later, r.bank); err != nil {
		r.t.Fatal(err)
	}
	if ref, _ := later.Previous(); ref.Digest != "" {
		r.t.Errorf("a draft is followed by its digest %s", ref.Digest)
	}
	r.finalize(earlier)
	r.finalize(later.ID())
	if ref, _ := r.load(later.ID()).Assessment.Previous(); ref.Digest != r.load(earlier).Digest {
		r.t.Errorf("it names %q, want the digest of the final", ref.Digest)
	}
}

func changedPredecessor(r room) {
	earlier := r.begin("payments", "2026-Q3")
	r.finalize(earlier)
	snapshot := r.load(earlier)
	snapshot.Digest = "0000000000000000000000000000000000000000000000000000000000000000"
	later := Following(r.t, snapshot, "2026-Q4")
	if err := r.Create(r.t.Context(), later, r.bank); err != nil {
		r.t.Fatal(err)
	}
	var changed *questionnaire.ChangedError
	if err := r.Finalize(r.t.Context(), later.ID(), "Ada", true); !errors.As(err, &changed) {
		r.t.Errorf("finalized after another document than the one named: %v", err)
	}
	if _, _, err := store.PreviousOf(r.t.Context(), r, later); !errors.As(err, &changed) {
		r.t.Errorf("the predecessor is found as %v", err)
	}
}

func previousOfATeam(r room) {
	next, err := questionnaire.ParsePeriod("2026-Q3")
	if err != nil {
		r.t.Fatal(err)
	}
	if _, ok, err := store.Previous(r.t.Context(), r, "payments", next); ok || err != nil {
		r.t.Errorf("in an empty store: %t, %v", ok, err)
	}
	r.begin("payments", "2026-Q1")
	r.begin("payments", "2026-Q2")
	r.begin("payments", "2026-Q4")
	r.begin("search", "2026-Q3")
	found, ok, err := store.Previous(r.t.Context(), r, "payments", next)
	if err != nil || !ok || found.Assessment.ID() != "payments-2026-q2" {
		r.t.Errorf("got %+v, %t, %v", found.Assessment, ok, err)
	}
	if _, ok, err := store.PreviousOf(r.t.Context(), r, found.Assessment); ok || err != nil {
		r.t.Errorf("one that follows none: %t, %v", ok, err)
	}
}

func (r room) finalize(id string) {
	r.t.Helper()
	if err := r.Finalize(r.t.Context(), id, "Ada", true); err != nil {
		r.t.Fatal(err)
	}
}
