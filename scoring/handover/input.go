package handover

import (
	"context"
	"errors"
	"slices"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
	"demarc/scoring/report"
)

// ReportInput returns what the report of a scored assessment is made from: the
// digest of a final, who signed it, and the assessments that lead to it. One that
// is not there any more, or is not the document that was named, is left out with
// all before it: the report says so.
func ReportInput(ctx context.Context, in store.Store, sheet *scoring.Sheet) (report.Input, error) {
	input := report.Input{Sheet: sheet}
	if sheet.Assessment().Final() {
		kept, err := in.Load(ctx, sheet.Assessment().ID())
		if err != nil {
			return report.Input{}, err
		}
		input.Digest = kept.Digest
	}
	var err error
	if input.Signoff, err = in.Signoff(ctx, sheet.Assessment().ID()); err != nil {
		return report.Input{}, err
	}
	return withEarlier(input, func(id string) (questionnaire.Earlier, error) {
		kept, err := in.Load(ctx, id)
		return kept.Earlier(), err
	})
}

// reportInput is ReportInput from the documents of a package.
func (c *chain) reportInput(sheet *scoring.Sheet) (report.Input, error) {
	input := report.Input{Sheet: sheet, Digest: c.entries[0].digest, Signoff: c.entries[0].signoff}
	return withEarlier(input, func(id string) (questionnaire.Earlier, error) {
		for _, earlier := range c.entries[1:] {
			if earlier.assessment.ID() == id {
				return questionnaire.Earlier{Assessment: earlier.assessment, Bank: earlier.bank, Digest: earlier.digest}, nil
			}
		}
		return questionnaire.Earlier{}, store.ErrNotFound
	})
}

// find returns the assessment of an id, or an error that wraps store.ErrNotFound.
type find func(id string) (questionnaire.Earlier, error)

// withEarlier adds the assessments that lead to that of an input.
func withEarlier(input report.Input, find find) (report.Input, error) {
	assessment, asOf := input.Sheet.Assessment(), input.Sheet.AsOf()
	corrected, _ := assessment.Supersedes()
	var err error
	if input.Corrected, err = find.scored(corrected, asOf); err != nil {
		return report.Input{}, err
	}
	previous, _ := assessment.Previous()
	if input.Previous, err = find.scored(previous, asOf); err != nil || input.Previous == nil {
		return input, err
	}
	input.Earlier, err = find.before(input.Previous, asOf)
	return input, err
}

// before returns the assessments that lead to a scored one, the oldest first.
func (f find) before(sheet *scoring.Sheet, asOf questionnaire.Date) ([]*scoring.Sheet, error) {
	var earlier []*scoring.Sheet
	for {
		ref, _ := sheet.Assessment().Previous()
		before, err := f.scored(ref, asOf)
		if err != nil {
			return nil, err
		}
		if before == nil || !leadsTo(before.Assessment(), sheet.Assessment()) {
			slices.Reverse(earlier)
			return earlier, nil
		}
		earlier = append(earlier, before)
		sheet = before
	}
}

// leadsTo reports whether an assessment can be one of the team's earlier ones: a
// document may name another team's, or one in a circle.
func leadsTo(earlier, later *questionnaire.Assessment) bool {
	return earlier.Team() == later.Team() && earlier.Period().End.Before(later.Period().Start)
}

// scored scores an assessment that another one names: a final on the day of its
// last change, a draft on the given one. It returns nil where none is named, or
// where what was named is not there any more.
func (f find) scored(ref questionnaire.DocumentRef, asOf questionnaire.Date) (*scoring.Sheet, error) {
	if ref.ID == "" {
		return nil, nil
	}
	named, err := f(ref.ID)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && ref.Digest != "" && ref.Digest != named.Digest:
		return nil, nil
	case err != nil:
		return nil, err
	}
	return scoring.Score(named.Bank, named.Assessment, named.Assessment.AsOf(asOf.Time())), nil
}
