// Package storetest is the suite that every store.Store passes, and the small
// bank and assessments it works on. A test of one store alone belongs to that
// store.
package storetest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// questions is how many questions the suite's bank has.
const questions = 50

// room is one empty store and what the suite puts into it.
type room struct {
	store.Store
	t    *testing.T
	bank *questionnaire.Bank
}

// Run holds a store to the contract of store.Store. empty returns a new store
// with nothing in it, which tells the time by Clock.
func Run(t *testing.T, empty func(t *testing.T) store.Store) {
	suite := []struct {
		name string
		test func(room)
	}{
		{"an assessment comes back as it was created", createAndLoad},
		{"an id is taken once", idTaken},
		{"another team's name may give the same id", idOfAnotherTeam},
		{"a team's periods do not overlap", overlap},
		{"a correction may cover the days that it corrects", correction},
		{"an assessment goes with its own bank", wrongBank},
		{"what is not there is not found", notFound},
		{"the latest period is listed first", listOrder},
		{"a snapshot is the caller's own", ownSnapshot},
		{"an answer is saved", saveAnswer},
		{"two writers answer different questions", differentQuestions},
		{"two writers answer the same question", sameQuestion},
		{"several edits are taken together or not at all", allOrNothing},
		{"evidence is listed once", evidenceOnce},
		{"evidence is put right and taken off", evidenceAmended},
		{"two writers change the scope", scopeConflict},
		{"people are replaced", people},
		{"an incomplete assessment is not finalized", incomplete},
		{"a final assessment is read-only", final},
		{"people sign what is final", signOff},
		{"a final names the document of the final that it follows", finalNamesItsPredecessor},
		{"an assessment does not follow what was changed since", changedPredecessor},
		{"a team carries on from the latest before", previousOfATeam},
		{"fifty writers at once", fiftyWriters},
		{"a cancelled context changes nothing", cancelled},
	}
	for _, one := range suite {
		t.Run(one.name, func(t *testing.T) {
			one.test(room{Store: empty(t), t: t, bank: Bank(t, questions)})
		})
	}
}

// begin creates an assessment and returns its id.
func (r room) begin(team, label string) string {
	r.t.Helper()
	a := Assessment(r.t, r.bank, team, label)
	if err := r.Create(r.t.Context(), a, r.bank); err != nil {
		r.t.Fatal(err)
	}
	return a.ID()
}

func (r room) load(id string) store.Snapshot {
	r.t.Helper()
	snapshot, err := r.Load(r.t.Context(), id)
	if err != nil {
		r.t.Fatal(err)
	}
	return snapshot
}

// save saves one edit that has to be taken.
func (r room) save(id string, edit store.Edit) store.Saved {
	r.t.Helper()
	saved, err := r.SaveAnswers(r.t.Context(), id, edit)
	if err != nil {
		r.t.Fatal(err)
	}
	if len(saved) != 1 {
		r.t.Fatalf("one edit gave %d saved answers", len(saved))
	}
	return saved[0]
}

func (r room) document(id string) string {
	r.t.Helper()
	document, err := r.load(id).Assessment.Encode()
	if err != nil {
		r.t.Fatal(err)
	}
	return string(document)
}

// unchanged checks that an assessment is what it was.
func (r room) unchanged(id, before string) {
	r.t.Helper()
	if diff := cmp.Diff(before, r.document(id)); diff != "" {
		r.t.Errorf("a save that was refused changed the assessment (-before +after):\n%s", diff)
	}
}

func (r room) wantError(err, want error) {
	r.t.Helper()
	if !errors.Is(err, want) {
		r.t.Errorf("got error %v, want %v", err, want)
	}
}

func (r room) wantConflict(err error) *store.ConflictError {
	r.t.Helper()
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) {
		r.t.Fatalf("got error %v, want a conflict", err)
	}
	return conflict
}
