package handover

import (
	"context"
	"errors"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
	"demarc/scoring/report"
)

// ReportInput returns what the report of a scored assessment is made from: the
// digest of a final, who signed it, and the assessment that it follows. One that is not there any more,
// or is not the document that was named, is left out: the report says so.
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
	previous, follows, err := store.PreviousOf(ctx, in, sheet.Assessment())
	var changed *questionnaire.ChangedError
	switch {
	case errors.Is(err, store.ErrNotFound), errors.As(err, &changed):
		return input, nil
	case err != nil:
		return report.Input{}, err
	case follows:
		input.Previous = scorePrevious(previous.Bank, previous.Assessment, sheet.AsOf())
	}
	return input, nil
}

// reportInput is ReportInput from the documents of a package.
func (c *chain) reportInput(sheet *scoring.Sheet) report.Input {
	input := report.Input{Sheet: sheet, Digest: c.entries[0].digest, Signoff: c.entries[0].signoff}
	ref, follows := sheet.Assessment().Previous()
	for _, earlier := range c.entries[1:] {
		if follows && earlier.assessment.ID() == ref.ID {
			input.Previous = scorePrevious(earlier.bank, earlier.assessment, sheet.AsOf())
		}
	}
	return input
}

// scorePrevious scores the assessment that another one follows: a final on the
// day of its last change, a draft on the day on which the other one is scored.
func scorePrevious(bank *questionnaire.Bank, previous *questionnaire.Assessment, asOf questionnaire.Date) *scoring.Sheet {
	return scoring.Score(bank, previous, previous.AsOf(asOf.Time()))
}
