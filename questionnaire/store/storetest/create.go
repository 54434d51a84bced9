package storetest

import (
	"strings"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

func createAndLoad(r room) {
	a := Assessment(r.t, r.bank, "payments", "2026-Q4")
	if err := r.Create(r.t.Context(), a, r.bank); err != nil {
		r.t.Fatal(err)
	}
	want, err := a.Encode()
	if err != nil {
		r.t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), r.document(a.ID())); diff != "" {
		r.t.Errorf("what was created is not what is there (-created +loaded):\n%s", diff)
	}
	loaded := r.load(a.ID())
	if loaded.Bank.Ref() != r.bank.Ref() || string(loaded.Bank.Document()) != string(r.bank.Document()) {
		r.t.Error("the bank came back as another one")
	}
	if loaded.Scope == "" || len(loaded.Answers) != 0 {
		r.t.Errorf("tokens: scope %q and %d answers, want a scope and no answers", loaded.Scope, len(loaded.Answers))
	}
	if len(loaded.Digest) != 64 {
		r.t.Errorf("digest %q is not a SHA-256 in hex", loaded.Digest)
	}
	r.save(a.ID(), store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, "")})
	if r.load(a.ID()).Digest == loaded.Digest {
		r.t.Error("another document has the same digest")
	}
}

func idTaken(r room) {
	id := r.begin("payments", "2026-Q4")
	r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, "")})
	before := r.document(id)
	r.wantError(r.Create(r.t.Context(), Assessment(r.t, r.bank, "payments", "2026-Q4"), r.bank), store.ErrExists)
	r.unchanged(id, before)
}

func idOfAnotherTeam(r room) {
	r.begin("R&D", "2026-Q4")
	err := r.Create(r.t.Context(), Assessment(r.t, r.bank, "r d", "2026-Q4"), r.bank)
	r.wantError(err, store.ErrExists)
	if err != nil && !strings.Contains(err.Error(), `"R&D"`) {
		r.t.Errorf("error %q does not name the other team", err)
	}
}

func overlap(r room) {
	r.begin("payments", "2026-H2")
	r.wantError(r.Create(r.t.Context(), Assessment(r.t, r.bank, "payments", "2026-Q4"), r.bank), store.ErrOverlap)
	r.begin("payments", "2027-Q1")
	r.begin("search", "2026-Q4")
}

func correction(r room) {
	id := r.begin("payments", "2026-Q4")
	first := Correction(r.t, r.load(id).Assessment, "payments-2026-q4-r2")
	for _, next := range []*questionnaire.Assessment{first, Correction(r.t, first, "payments-2026-q4-r3")} {
		if err := r.Create(r.t.Context(), next, r.bank); err != nil {
			r.t.Errorf("%s: %v", next.ID(), err)
		}
	}
	again := Correction(r.t, first, "payments-2026-q4-r4")
	r.wantError(r.Create(r.t.Context(), again, r.bank), store.ErrOverlap)
}

func wrongBank(r room) {
	a := Assessment(r.t, r.bank, "payments", "2026-Q4")
	if err := r.Create(r.t.Context(), a, Bank(r.t, questions-1)); err == nil {
		r.t.Error("an assessment was kept with a bank that is not its own")
	}
	stray := edited(r.t, a, func(document map[string]any) {
		document["answers"] = map[string]any{"IAM-99": map[string]any{"note": "of no question"}}
	})
	if err := r.Create(r.t.Context(), stray, r.bank); err == nil {
		r.t.Error("an assessment was kept with an answer to no question of its bank")
	}
	_, err := r.Load(r.t.Context(), a.ID())
	r.wantError(err, store.ErrNotFound)
}

func notFound(r room) {
	_, err := r.Load(r.t.Context(), "payments-2026-q4")
	r.wantError(err, store.ErrNotFound)
	r.wantError(r.SavePeople(r.t.Context(), "payments-2026-q4", nil), store.ErrNotFound)
	for _, id := range []string{"", "../payments-2026-q4", "a/b", ".hidden", "PAYMENTS", "a\x00b"} {
		if _, err := r.Load(r.t.Context(), id); err == nil {
			r.t.Errorf("%q was taken for an id", id)
		}
		if err := r.SavePeople(r.t.Context(), id, nil); err == nil {
			r.t.Errorf("%q was taken for an id", id)
		}
	}
	if listed, err := r.List(r.t.Context()); err != nil || len(listed) != 0 {
		r.t.Errorf("an empty store lists %d assessments, error %v", len(listed), err)
	}
}

func listOrder(r room) {
	for _, one := range [][2]string{{"search", "2026-Q2"}, {"payments", "2026-Q4"}, {"search", "2026-Q4"}, {"payments", "2026-Q3"}, {"ledger", "2026"}} {
		r.begin(one[0], one[1])
	}
	listed, err := r.List(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	var ids []string
	for _, one := range listed {
		if one.Err != nil || one.Snapshot.Assessment.ID() != one.ID || one.Snapshot.Bank.Ref() != r.bank.Ref() {
			r.t.Errorf("%s is listed wrongly, error %v", one.ID, one.Err)
		}
		ids = append(ids, one.ID)
	}
	want := []string{"payments-2026-q4", "search-2026-q4", "ledger-2026", "payments-2026-q3", "search-2026-q2"}
	if diff := cmp.Diff(want, ids); diff != "" {
		r.t.Errorf("order (-want +got):\n%s", diff)
	}
}

func ownSnapshot(r room) {
	a := Assessment(r.t, r.bank, "payments", "2026-Q4")
	if err := r.Create(r.t.Context(), a, r.bank); err != nil {
		r.t.Fatal(err)
	}
	before := r.document(a.ID())
	for _, own := range []*questionnaire.Assessment{a, r.load(a.ID()).Assessment} {
		if _, err := own.Record(r.bank, QuestionID(1), Answer(questionnaire.LevelAll, "mine"), Clock()); err != nil {
			r.t.Fatal(err)
		}
	}
	r.unchanged(a.ID(), before)
}
