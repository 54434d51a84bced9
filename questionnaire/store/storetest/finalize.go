package storetest

import (
	"errors"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

func incomplete(r room) {
	id := r.begin("payments", "2026-Q4")
	r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, "")})
	before := r.document(id)
	var missing *questionnaire.IncompleteError
	if err := r.Finalize(r.t.Context(), id, "Ada", false); !errors.As(err, &missing) {
		r.t.Fatalf("got error %v, want what is missing", err)
	}
	if len(missing.Unanswered) != questions-1 {
		r.t.Errorf("%d unanswered, want %d", len(missing.Unanswered), questions-1)
	}
	r.wantError(r.Finalize(r.t.Context(), id, " ", true), questionnaire.ErrNobodyNamed)
	r.unchanged(id, before)
}

func final(r room) {
	id := r.begin("payments", "2026-Q4")
	saved := r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, "")})
	if err := r.Finalize(r.t.Context(), id, "Ada", true); err != nil {
		r.t.Fatal(err)
	}
	loaded := r.load(id)
	if !loaded.Assessment.Final() || loaded.Assessment.PreparedBy() != "Ada" || loaded.Assessment.FinalizedAt().Time() != Clock() {
		r.t.Errorf("status %s, prepared by %q at %s", loaded.Assessment.Status(), loaded.Assessment.PreparedBy(), loaded.Assessment.FinalizedAt())
	}
	before := r.document(id)
	_, err := r.SaveAnswers(r.t.Context(), id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelNone, ""), Read: saved.Token})
	r.wantError(err, questionnaire.ErrFinal)
	_, err = r.SaveAnswers(r.t.Context(), id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelNone, ""), Read: "old"})
	r.wantError(err, questionnaire.ErrFinal)
	_, err = r.SaveScope(r.t.Context(), id, loaded.Assessment.Scope(), loaded.Scope)
	r.wantError(err, questionnaire.ErrFinal)
	r.wantError(r.SavePeople(r.t.Context(), id, nil), questionnaire.ErrFinal)
	r.wantError(r.Finalize(r.t.Context(), id, "Grace", true), questionnaire.ErrFinal)
	r.unchanged(id, before)
}
