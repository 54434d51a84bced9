package main

import (
	"context"
	"errors"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// runCorrection makes a draft that corrects a final assessment.
func runCorrection(ctx context.Context, env *environment, options newOptions) error {
	for _, flag := range aboutNew {
		if options.given(flag) {
			return usagef("--supersedes takes everything from the assessment that it corrects; --%s says otherwise", flag)
		}
	}
	opened, final, err := env.load(ctx, options.supersedes)
	if err != nil {
		return err
	}
	made, err := questionnaire.Correct(final.Earlier(), generator(), env.now())
	if errors.Is(err, questionnaire.ErrNotFinal) {
		return advise(err, "change its answers, or finalize it first")
	}
	if err != nil {
		return err
	}
	err = opened.Create(ctx, made, final.Bank)
	if errors.Is(err, store.ErrExists) {
		return advise(err, made.ID()+" corrects it: go on with that one, or correct that one once it is final")
	}
	if err != nil {
		return err
	}
	env.say("%s corrects %s; its answers count as they did until somebody changes them", made.ID(), options.supersedes)
	return env.printMade(made)
}

// aboutNew are the flags of new that a correction has no use for.
var aboutNew = []string{
	"team", "tiers", "period", "from", "to", "services", "accounts", "accounts-total", "accounts-source",
	"regions", "exclude", "depth", "fresh",
}

// sayIfCorrected tells whoever works with an assessment that another one took its
// place.
func (e *environment) sayIfCorrected(ctx context.Context, in store.Store, id string) error {
	listed, err := in.List(ctx)
	if err != nil {
		return err
	}
	for _, one := range listed {
		if one.Err != nil {
			continue
		}
		if corrected, ok := one.Snapshot.Assessment.Supersedes(); ok && corrected.ID == id {
			e.say("note: %s, %s, takes the place of %s", one.ID, one.Snapshot.Assessment.Status(), id)
		}
	}
	return nil
}
