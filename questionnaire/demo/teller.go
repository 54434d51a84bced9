package demo

import (
	"context"
	"slices"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// teller tells the story in memory, quarter by quarter, and then keeps it.
type teller struct {
	Setting
	story    story
	calendar calendar
	store    *store.Memory
	moment   time.Time // at which the story is
}

func (t *teller) clock() time.Time { return t.moment }

func (t *teller) tell(ctx context.Context, number int, chapter chapter) (id string, err error) {
	id, err = t.begin(ctx, number, chapter)
	if err != nil {
		return "", err
	}
	for _, sitting := range chapter.Sittings {
		if err := t.sit(ctx, id, number, chapter, sitting); err != nil {
			return "", err
		}
	}
	if chapter.Final == nil {
		return id, nil
	}
	return id, t.close(ctx, id, *chapter.Final)
}

// begin makes the draft of a quarter, which follows the one before it.
func (t *teller) begin(ctx context.Context, number int, chapter chapter) (id string, err error) {
	t.moment = t.calendar.at(chapter.Begun, 9)
	spec := questionnaire.Spec{
		Generator: t.Generator, Organization: Organization, Team: Team,
		Period: t.calendar.quarter(number), Scope: t.scope(chapter), People: chapter.People,
	}
	previous, follows, err := store.Previous(ctx, t.store, Team, spec.Period)
	if err != nil {
		return "", err
	}
	var draft *questionnaire.Assessment
	if follows {
		draft, _, err = questionnaire.Follow(previous.Earlier(), spec, t.Bank, t.moment)
	} else {
		draft, err = questionnaire.New(spec, t.Bank, t.moment)
	}
	if err != nil {
		return "", err
	}
	return draft.ID(), t.store.Create(ctx, draft, t.Bank)
}

// scope names the services that the bank knows.
func (t *teller) scope(chapter chapter) questionnaire.Scope {
	scope := chapter.Scope
	scope.Services = slices.DeleteFunc(slices.Clone(scope.Services), func(id string) bool {
		_, known := t.Bank.Service(id)
		return !known
	})
	return scope
}

// sit goes through some areas: first what was collected is put beside the
// carried answers, so that those which it is fresh for can be given again
// together, then the answers are given.
func (t *teller) sit(ctx context.Context, id string, number int, chapter chapter, sitting sitting) error {
	t.moment = t.calendar.at(sitting.Day, 14)
	for _, edits := range []func(*session) []store.Edit{(*session).evidenced, (*session).answered} {
		snapshot, err := t.store.Load(ctx, id)
		if err != nil {
			return err
		}
		session := &session{teller: t, number: number, chapter: chapter, sitting: sitting, snapshot: snapshot}
		if _, err := t.store.SaveAnswers(ctx, id, edits(session)...); err != nil {
			return err
		}
	}
	return nil
}

// close finalizes a quarter and has it signed.
func (t *teller) close(ctx context.Context, id string, closing closing) error {
	t.moment = t.calendar.at(closing.Day, 16)
	if err := t.store.Finalize(ctx, id, closing.PreparedBy, false); err != nil {
		return err
	}
	for _, signed := range closing.Signed {
		t.moment = t.calendar.at(signed.Day, 11)
		signature := questionnaire.Signature{Role: signed.Role, Name: signed.Name, SamePersonReason: signed.SamePersonReason}
		if _, err := t.store.Sign(ctx, id, signature); err != nil {
			return err
		}
	}
	return nil
}

// keep puts the story into the store that is asked for. A disk takes its time
// for every change, so it gets each quarter whole and not sitting by sitting.
func (t *teller) keep(ctx context.Context, ids []string) error {
	kept, err := t.Open(t.clock)
	if err != nil {
		return err
	}
	for _, id := range ids {
		snapshot, err := t.store.Load(ctx, id)
		if err != nil {
			return err
		}
		if err := kept.Create(ctx, snapshot.Assessment, snapshot.Bank); err != nil {
			return err
		}
		if err := t.keepSignoff(ctx, kept, id); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) keepSignoff(ctx context.Context, kept store.Store, id string) error {
	signoff, err := t.store.Signoff(ctx, id)
	if err != nil {
		return err
	}
	for _, signature := range signoff.Signatures {
		t.moment = signature.At.Time()
		if _, err := kept.Sign(ctx, id, signature); err != nil {
			return err
		}
	}
	return nil
}
