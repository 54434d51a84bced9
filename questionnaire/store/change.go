package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"demarc/questionnaire"
)

// change is one change of a draft. It may leave the assessment half changed if
// it fails, so it is given a copy.
type change func(*questionnaire.Assessment, *questionnaire.Bank) error

// drafts holds the methods by which a Store changes drafts. They come down to
// update, which makes a change durable or returns why nothing changed.
type drafts struct {
	clock  Clock
	load   func(context.Context, string) (Snapshot, error)
	update func(context.Context, string, change) error
}

// SaveAnswers implements Store.
func (d drafts) SaveAnswers(ctx context.Context, id string, edits ...Edit) ([]Saved, error) {
	var saved []Saved
	err := d.update(ctx, id, func(a *questionnaire.Assessment, bank *questionnaire.Bank) (err error) {
		saved, err = takeAnswers(a, bank, edits, d.clock())
		return err
	})
	if err != nil {
		return nil, err
	}
	return saved, nil
}

// SaveScope implements Store.
func (d drafts) SaveScope(ctx context.Context, id string, scope questionnaire.Scope, read Token) (Token, error) {
	var token Token
	err := d.update(ctx, id, func(a *questionnaire.Assessment, bank *questionnaire.Bank) (err error) {
		token, err = takeScope(a, bank, scope, read, d.clock())
		return err
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// SavePeople implements Store.
func (d drafts) SavePeople(ctx context.Context, id string, people []questionnaire.Person) error {
	return d.update(ctx, id, func(a *questionnaire.Assessment, _ *questionnaire.Bank) error {
		return a.SetPeople(people)
	})
}

// Finalize implements Store.
func (d drafts) Finalize(ctx context.Context, id, preparedBy string, allowUnanswered bool) error {
	previous, err := d.finalPrevious(ctx, id)
	if err != nil {
		return err
	}
	return d.update(ctx, id, func(a *questionnaire.Assessment, bank *questionnaire.Bank) error {
		if previous != "" {
			if err := a.LinkPrevious(previous); err != nil {
				return err
			}
		}
		return a.Finalize(bank, preparedBy, allowUnanswered, d.clock())
	})
}

// finalPrevious returns the digest of the assessment that one follows, if that
// is there and final. One that is not there any more is no reason not to
// finalize: whoever checks the chain is told.
func (d drafts) finalPrevious(ctx context.Context, id string) (digest string, err error) {
	draft, err := d.load(ctx, id)
	if err != nil {
		return "", err
	}
	ref, follows := draft.Assessment.Previous()
	if !follows {
		return "", nil
	}
	previous, err := d.load(ctx, ref.ID)
	if errors.Is(err, ErrNotFound) || err == nil && !previous.Assessment.Final() {
		return "", nil
	}
	return previous.Digest, err
}

// changed returns a changed copy of an assessment.
func changed(a *questionnaire.Assessment, bank *questionnaire.Bank, apply change) (*questionnaire.Assessment, error) {
	if a.Final() {
		return nil, questionnaire.ErrFinal
	}
	next := a.Clone()
	if err := apply(next, bank); err != nil {
		return nil, err
	}
	return next, nil
}

// takeAnswers takes all the edits, or returns why it took none.
func takeAnswers(a *questionnaire.Assessment, bank *questionnaire.Bank, edits []Edit, now time.Time) ([]Saved, error) {
	if err := checkUnchanged(a, edits); err != nil {
		return nil, err
	}
	taken := make([]Saved, 0, len(edits))
	for _, edit := range edits {
		saved, err := takeAnswer(a, bank, edit, now)
		if err != nil {
			return nil, err
		}
		taken = append(taken, saved)
	}
	return taken, nil
}

// checkUnchanged refuses edits of an answer that is not the one that was read.
func checkUnchanged(a *questionnaire.Assessment, edits []Edit) error {
	edited := make(map[string]bool, len(edits))
	for _, edit := range edits {
		if edit.onlyAmends() {
			continue
		}
		if edited[edit.Question] {
			return fmt.Errorf("%s stands twice in one save", questionnaire.PrintableLine(edit.Question))
		}
		edited[edit.Question] = true
		theirs, token, err := answerAndToken(a, edit.Question)
		if err != nil {
			return err
		}
		if token != edit.Read {
			return &ConflictError{Question: edit.Question, Theirs: theirs, Token: token}
		}
	}
	return nil
}

func takeAnswer(a *questionnaire.Assessment, bank *questionnaire.Bank, edit Edit, now time.Time) (Saved, error) {
	for _, amendment := range edit.Amend {
		if err := amendment.Apply(a, now); err != nil {
			return Saved{}, err
		}
	}
	if edit.onlyAmends() {
		return Saved{}, nil
	}
	answer := edit.Answer
	answer.Evidence = slices.Clone(answer.Evidence)
	for i, local := range answer.Evidence {
		evidence, ok := edit.Local[local]
		if !ok {
			continue
		}
		id, err := a.AdoptEvidence(local, evidence, now)
		if err != nil {
			return Saved{}, fmt.Errorf("%s: %w", questionnaire.PrintableLine(edit.Question), err)
		}
		answer.Evidence[i] = id
	}
	for _, evidence := range edit.Evidence {
		id, err := a.AddEvidence(evidence, now)
		if err != nil {
			return Saved{}, fmt.Errorf("%s: %w", questionnaire.PrintableLine(edit.Question), err)
		}
		if !slices.Contains(answer.Evidence, id) {
			answer.Evidence = append(answer.Evidence, id)
		}
	}
	if _, err := a.Record(bank, edit.Question, answer, now); err != nil {
		return Saved{}, err
	}
	return savedAnswer(a, edit.Question)
}

func savedAnswer(a *questionnaire.Assessment, question string) (Saved, error) {
	answer, token, err := answerAndToken(a, question)
	if err != nil {
		return Saved{}, err
	}
	evidence := make(map[string]questionnaire.Evidence, len(answer.Evidence))
	for _, id := range answer.Evidence {
		evidence[id], _ = a.Evidence(id)
	}
	return Saved{Question: question, Answer: answer, Evidence: evidence, Token: token}, nil
}

// takeScope changes the scope, if it is still the one that was read, and
// returns its new token.
func takeScope(a *questionnaire.Assessment, bank *questionnaire.Bank, scope questionnaire.Scope, read Token, now time.Time) (Token, error) {
	token, err := scopeToken(a)
	if err != nil {
		return "", err
	}
	if token != read {
		return "", &ConflictError{Token: token}
	}
	if err := a.Rescope(bank, scope, now); err != nil {
		return "", err
	}
	return scopeToken(a)
}
