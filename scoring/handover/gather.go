package handover

import (
	"context"
	"errors"
	"fmt"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// Gather reads the documents that a package of an assessment is built from: its
// own, and those of the earlier assessments that it leads to. Those that it names
// itself have to be in the workspace, else it returns an error that wraps
// store.ErrNotFound; from there the chain is taken as far as it goes.
func Gather(ctx context.Context, workspace *store.File, id string) (Source, error) {
	source, gone, err := gather(ctx, workspace, id)
	if err != nil {
		return Source{}, err
	}
	for _, link := range gone {
		if link.From == id {
			return Source{}, fmt.Errorf("%s %s %s, which is %w in %s", id, link.Relation, link.To, store.ErrNotFound, workspace.Dir())
		}
	}
	return source, nil
}

// gather returns what is there of the chain, and the links to what is not.
func gather(ctx context.Context, workspace *store.File, id string) (source Source, gone []Link, err error) {
	subject, pending, err := recordOf(ctx, workspace, id)
	if err != nil {
		return Source{}, nil, err
	}
	source = Source{Subject: subject, Evidence: make(map[string][]byte)}
	met := map[string]bool{id: true}
	for len(pending) > 0 {
		link := pending[0]
		pending = pending[1:]
		if met[link.To] {
			continue
		}
		met[link.To] = true
		earlier, further, err := recordOf(ctx, workspace, link.To)
		if isGone(err) {
			gone = append(gone, link)
			continue
		}
		if err != nil {
			return Source{}, nil, fmt.Errorf("%s %s %s: %w", link.From, link.Relation, questionnaire.PrintableLine(link.To), err)
		}
		source.Earlier = append(source.Earlier, earlier)
		pending = append(pending, further...)
	}
	return source, gone, nil
}

// isGone reports whether an assessment, not its bank, is not there.
func isGone(err error) bool {
	var damaged *store.DamagedError
	return errors.Is(err, store.ErrNotFound) && !errors.As(err, &damaged)
}

// recordOf reads one assessment and what it names.
func recordOf(ctx context.Context, workspace *store.File, id string) (Record, []Link, error) {
	snapshot, err := workspace.Load(ctx, id)
	if err != nil {
		return Record{}, nil, err
	}
	documents, err := workspace.Documents(ctx, id)
	if err != nil {
		return Record{}, nil, err
	}
	return Record{
		Name:       "assessments/" + id + documentSuffix,
		Assessment: documents.Assessment, Bank: snapshot.Bank.Document(), Signoff: documents.Signoff,
	}, linksOf(snapshot.Assessment), nil
}

// VerifyAssessment checks an assessment of a workspace: that its documents and
// those of the earlier ones it leads to belong together, and that those which
// name it mean this very document. What does not hold is an *IntegrityError.
func VerifyAssessment(ctx context.Context, workspace *store.File, id string) (*Verified, error) {
	source, _, err := gather(ctx, workspace, id)
	var damaged *store.DamagedError
	switch {
	case errors.Is(err, questionnaire.ErrNewerSchema):
		return nil, err
	case errors.As(err, &damaged):
		return nil, broken(damaged.Path, "%s", damaged.Err)
	case err != nil:
		return nil, err
	}
	chain, err := newChain(source.Subject, source.Earlier)
	if err != nil {
		return nil, err
	}
	listed, err := workspace.List(ctx)
	if err != nil {
		return nil, err
	}
	for _, one := range listed {
		if one.Err != nil {
			continue // it cannot name anything
		}
		for _, link := range linksOf(one.Snapshot.Assessment) {
			if err := link.checkDigest(chain.entries[0]); link.To == id && err != nil {
				return nil, err
			}
		}
	}
	return chain.verified(), nil
}
