package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

func fiftyWriters(r room) {
	id := r.begin("payments", "2026-Q4")
	var writers sync.WaitGroup
	errs := make([]error, questions)
	for i := range questions {
		writers.Go(func() {
			note := fmt.Sprintf("writer %d", i)
			_, errs[i] = r.SaveAnswers(r.t.Context(), id, store.Edit{
				Question: QuestionID(i + 1), Answer: Answer(questionnaire.LevelAll, note),
				Evidence: []questionnaire.Evidence{export(note)},
			})
		})
	}
	writers.Wait()
	if err := errors.Join(errs...); err != nil {
		r.t.Fatal(err)
	}
	a := r.load(id).Assessment
	for i := range questions {
		answer, _ := a.Answer(QuestionID(i + 1))
		want := fmt.Sprintf("writer %d", i)
		if answer.Note != want {
			r.t.Errorf("%s has the note %q, want %q", QuestionID(i+1), answer.Note, want)
		}
		if len(answer.Evidence) != 1 {
			r.t.Errorf("%s names evidence %v", QuestionID(i+1), answer.Evidence)
			continue
		}
		if evidence, _ := a.Evidence(answer.Evidence[0]); evidence.Ref != want {
			r.t.Errorf("%s names the evidence of %q", QuestionID(i+1), evidence.Ref)
		}
	}
}

func cancelled(r room) {
	id := r.begin("payments", "2026-Q4")
	before := r.document(id)
	ctx, cancel := context.WithCancel(r.t.Context())
	cancel()
	r.wantError(r.Create(ctx, Assessment(r.t, r.bank, "search", "2026-Q4"), r.bank), context.Canceled)
	_, err := r.Load(ctx, id)
	r.wantError(err, context.Canceled)
	_, err = r.List(ctx)
	r.wantError(err, context.Canceled)
	_, err = r.SaveAnswers(ctx, id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, "")})
	r.wantError(err, context.Canceled)
	_, err = r.SaveScope(ctx, id, r.load(id).Assessment.Scope(), r.load(id).Scope)
	r.wantError(err, context.Canceled)
	r.wantError(r.SavePeople(ctx, id, nil), context.Canceled)
	r.wantError(r.Finalize(ctx, id, "Ada", true), context.Canceled)
	r.unchanged(id, before)
	_, err = r.Load(r.t.Context(), "search-2026-q4")
	r.wantError(err, store.ErrNotFound)
}
