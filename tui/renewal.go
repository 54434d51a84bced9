package tui

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// renewal says how far answers that came from an earlier period have been given
// again.
type renewal struct{ of, reaffirmed, changed int }

func renewalOf(sheet *scoring.Sheet) renewal {
	var r renewal
	for i := range sheet.Len() {
		r.add(sheet.LineAt(i), +1)
	}
	return r
}

func (r *renewal) add(line *scoring.Line, sign int) {
	switch line.Answer.State {
	case questionnaire.StateCarried:
		r.of += sign
	case questionnaire.StateReaffirmed:
		r.of, r.reaffirmed = r.of+sign, r.reaffirmed+sign
	case questionnaire.StateChanged:
		r.of, r.changed = r.of+sign, r.changed+sign
	}
}

// carriedDraft reports whether the coverage of a draft would mislead: what was
// carried over earns nothing until somebody gives it again.
func carriedDraft(sheet *scoring.Sheet) bool {
	return !sheet.Assessment().Final() && sheet.Counts().Carried > 0
}

// renewalText is what a carried draft leads with, as much of it as fits: how
// far it is, what the assessment before came to, and what this one would come
// to if nothing had changed. before is nil where that cannot be had.
func (t theme) renewalText(r renewal, sheet, before *scoring.Sheet, width int) string {
	bands, dot := sheet.Bank().Bands(), " "+t.symbols.dot+" "
	changed := ""
	if r.changed > 0 {
		changed = fmt.Sprintf(", %d changed", r.changed)
	}
	long := fmt.Sprintf("%d of %d re-affirmed%s", r.reaffirmed, r.of, changed)
	mid := fmt.Sprintf("%d/%d re-affirmed%s", r.reaffirmed, r.of, changed)
	short := fmt.Sprintf("%d/%d re-affirmed", r.reaffirmed, r.of)
	asCarried := sheet.AsCarried().PercentIn(bands) + " % if "
	last := ""
	if before != nil {
		last = dot + before.Coverage().PercentIn(before.Bank().Bands()) + " % last"
	}
	whole := ""
	if last != "" {
		whole = last + " " + lastWord(before.Assessment().Period(), sheet.Assessment().Period())
	}
	for _, text := range []string{
		long + whole + dot + asCarried + "nothing changed",
		mid + last + dot + asCarried + "unchanged",
		short + last + dot + asCarried + "unchanged",
		short + dot + asCarried + "unchanged",
	} {
		if ansi.StringWidth(text) <= width {
			return text
		}
	}
	return short
}

// lastWord returns "quarter" for a calendar quarter and the one right before
// it, else "time".
func lastWord(before, now questionnaire.Period) string {
	adjacent := before.End.AddDays(1) == now.Start
	if adjacent && questionnaire.QuarterOf(now.Start) == now && questionnaire.QuarterOf(before.Start) == before {
		return "quarter"
	}
	return "time"
}
