package main

import (
	"context"
	"errors"
	"strings"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// lastAssessment returns what a new assessment carries on from; nil where the
// team has nothing earlier, or --fresh leaves it.
func (o newOptions) lastAssessment(ctx context.Context, in *store.File, spec questionnaire.Spec) (*store.Snapshot, error) {
	if o.fresh {
		return nil, nil
	}
	last, ok, err := store.Previous(ctx, in, strings.TrimSpace(spec.Team), spec.Period)
	if err != nil {
		return nil, adviseOnPrevious(err)
	}
	if !ok {
		return nil, nil
	}
	return &last, nil
}

// adviseOnPrevious says how to get on where the last assessment is not what it
// was, or cannot be read.
func adviseOnPrevious(err error) error {
	var changed *questionnaire.ChangedError
	var damaged *store.DamagedError
	if errors.As(err, &changed) || errors.As(err, &damaged) {
		return advise(err, "take the file from version control, or begin without it with --fresh")
	}
	return err
}

// sayWhatWasCarried says what came along from the last assessment, and what did
// not.
func (e *environment) sayWhatWasCarried(last *store.Snapshot, left questionnaire.LeftBehind) {
	if last == nil {
		return
	}
	from := last.Assessment
	if !from.Final() {
		e.say("note: %s is still a draft; what changes in it from now on does not come along", from.ID())
	}
	carried := len(from.Answered()) - len(left.Retired) - len(left.Reworded)
	e.say("carried over from %s: %s; each counts once somebody re-affirms or changes it", from.ID(), plural(carried, "answer", "answers"))
	if len(left.Reworded) > 0 {
		e.say("asked anew, because they mean something else now: %s", strings.Join(left.Reworded, " "))
	}
	if len(left.Retired) > 0 {
		e.say("no longer asked, so left behind: %s", strings.Join(left.Retired, " "))
	}
}
