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
	previous, _ := sheet.Assessment().Previous()
	if input.Previous, err = scoreNamed(ctx, in, previous, sheet.AsOf()); err != nil {
		return report.Input{}, err
	}
	corrected, _ := sheet.Assessment().Supersedes()
	if input.Corrected, err = scoreNamed(ctx, in, corrected, sheet.AsOf()); err != nil {
		return report.Input{}, err
	}
	return input, nil
}

// scoreNamed scores an assessment that another one names; nil where it names
// none, or where what it named is not there any more.
func scoreNamed(ctx context.Context, in store.Store, ref questionnaire.DocumentRef, asOf questionnaire.Date) (*scoring.Sheet, error) {
	if ref.ID == "" {
		return nil, nil
	}
	named, err := in.Load(ctx, ref.ID)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && ref.Digest != "" && ref.Digest != named.Digest:
		return nil, nil
	case err != nil:
		return nil, err
	}
	return scoreEarlier(named.Bank, named.Assessment, asOf), nil
}

// reportInput is ReportInput from the documents of a package.
func (c *chain) reportInput(sheet *scoring.Sheet) report.Input {
	input := report.Input{Sheet: sheet, Digest: c.entries[0].digest, Signoff: c.entries[0].signoff}
	previous, _ := sheet.Assessment().Previous()
	corrected, _ := sheet.Assessment().Supersedes()
	for _, earlier := range c.entries[1:] {
		switch earlier.assessment.ID() {
		case previous.ID:
			input.Previous = scoreEarlier(earlier.bank, earlier.assessment, sheet.AsOf())
		case corrected.ID:
			input.Corrected = scoreEarlier(earlier.bank, earlier.assessment, sheet.AsOf())
		}
	}
	return input
}

// scoreEarlier scores an assessment that another one names: a final on the day of
// its last change, a draft on the day on which the other one is scored.
func scoreEarlier(bank *questionnaire.Bank, previous *questionnaire.Assessment, asOf questionnaire.Date) *scoring.Sheet {
	return scoring.Score(bank, previous, previous.AsOf(asOf.Time()))
}
