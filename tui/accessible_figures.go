package tui

import (
	"fmt"

	"demarc/questionnaire"
	"demarc/scoring"
)

func (c *conversation) sayOverall() {
	s, sheet := c.session, c.session.sheet
	overall, bands := sheet.Overall(), sheet.Bank().Bands()
	coverage, ceiling := percentWords(overall.Coverage, sheet), percentWords(overall.Ceiling, sheet)
	if carriedDraft(sheet) {
		c.say("%s", c.renewalWords())
		c.say("Only what is re-affirmed or answered counts: %s so far, and %s if all that is open proved to be all.", coverage, ceiling)
	} else {
		c.say("Overall coverage: %s, self-reported. Range %s to %s: the higher figure is what it would be if all that is open proved to be all.", coverage, coverage, ceiling)
	}
	if overall.Band.Decided() {
		from, to := overall.Band.Limits(bands)
		c.say("Band: %s, which is %d to %d percent.", overall.Band, from, to)
	} else {
		c.say("Band: none yet, because what is open can still move it.")
	}
	c.say("With evidence of this period: %s.", percentWords(overall.Evidenced, sheet))
	if overall.NA > 0 {
		c.say("If %s counted as none: %s.", plural(overall.NA, "question that does not apply", "questions that do not apply"), percentWords(overall.NAAsNone, sheet))
	}
	if len(overall.CappedBy) > 0 {
		c.say("Critical and below most, which keeps the band at Partial: %s.", fewWords(overall.CappedBy))
	}
	c.saySince()
	c.say("Questions: %s.", progressWords(sheet, s.pace))
}

// saySince says what the overall coverage was last time. A carried draft leads
// with that.
func (c *conversation) saySince() {
	since := c.session.comparedResults()
	if since == nil || carriedDraft(c.session.sheet) {
		return
	}
	was, is := since.Old.Assessment().Period(), since.New.Assessment().Period()
	text := fmt.Sprintf("Last %s it was %s percent: %s.", lastWord(was, is), since.Reported.Old.Percent(1), pointsWords(since.PrintedChange()))
	if same := since.LikeForLike; same.Old.Known() && same.New.Known() {
		text += fmt.Sprintf(" Like for like: %s.", pointsWords(same.New.Tenths()-same.Old.Tenths()))
	}
	c.say("%s", text)
}

// renewalWords is what a carried draft leads with, instead of a coverage that
// would mislead.
func (c *conversation) renewalWords() string {
	s := c.session
	text := fmt.Sprintf("%d of %d carried answers re-affirmed, %d changed.", s.renewal.reaffirmed, s.renewal.of, s.renewal.changed)
	if s.previous != nil {
		before := s.previous.sheet
		text += fmt.Sprintf(" Last %s it was %s.", lastWord(before.Assessment().Period(), s.assessment.Period()), percentWords(before.Coverage(), before))
	}
	return text + fmt.Sprintf(" If nothing changed it is %s.", percentWords(s.sheet.AsCarried(), s.sheet))
}

func (c *conversation) sayAreas() {
	sheet := c.session.sheet
	gaps := make(map[questionnaire.Area]int)
	for _, gap := range scoring.Gaps(sheet) {
		gaps[gap.Area]++
	}
	shown, condition := c.shownShare()
	c.say("Areas%s:", condition)
	for _, area := range sheet.Areas() {
		if area.Asked == 0 {
			c.say("%s: no question is asked.", area.Name)
			continue
		}
		c.say("%s: %s, up to %s, with evidence %s, %d of %d answered, %s.", area.Name,
			percentWords(shown(area.Figures), sheet), percentWords(area.Ceiling, sheet), percentWords(area.Evidenced, sheet),
			area.Answered+area.NA, area.Asked, plural(gaps[area.ID], "gap", "gaps"))
	}
}

// shownShare returns which share of its figures an area is shown with, and under
// which condition: of a carried draft, what it would be if nothing changed.
func (c *conversation) shownShare() (shown func(scoring.Figures) scoring.Share, condition string) {
	if carriedDraft(c.session.sheet) {
		return func(figures scoring.Figures) scoring.Share { return figures.AsCarried }, ", if nothing changed"
	}
	return func(figures scoring.Figures) scoring.Share { return figures.Coverage }, ""
}

func gapWords(gap scoring.Gap) string {
	if gap.Expired {
		return gap.Level + ", but its compensating control has ended"
	}
	return gap.Level
}
