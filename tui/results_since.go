package tui

import (
	"fmt"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/compared"
)

// What the results say of the assessment before: only while it is at hand.

// comparedResults says what moved since the assessment before; nil where that
// cannot be told.
func (s *session) comparedResults() *scoring.Comparison {
	comparison, instead := s.comparison()
	if instead != "" {
		return nil
	}
	return &comparison
}

// lastText says what the coverage was last time, and how far it moved.
func (r *resultsScreen) lastText() string {
	was, is := r.since.Old.Assessment().Period(), r.since.New.Assessment().Period()
	change := r.since.PrintedChange()
	return fmt.Sprintf("last %s %s  ", lastWord(was, is), r.since.Reported.Old.Percent(1)) + r.app.env.theme.directed(change).Render(change.String())
}

// alikeText says how far the coverage of the same questions moved.
func (r *resultsScreen) alikeText() string {
	t, same := r.app.env.theme, r.since.LikeForLike
	return "like for like " + t.moved(t.figure(compared.Change(same.Old, same.New)))
}

// barAndSince draw the bar of the overall coverage and, where the head has no
// room for it, what it was last time: beside it or below.
func (r *resultsScreen) barAndSince() []string {
	t := r.app.env.theme
	bar := func(width int) string { return " " + t.coverageBar(r.overall.Figures, width) }
	const lastRoom = 28
	switch {
	case r.since == nil || r.carried() || r.wide():
		return []string{bar(r.width - 2)}
	case r.short():
		return []string{bar(r.width-lastRoom) + "  " + r.lastText()}
	default:
		leftOut := t.muted.Render(fmt.Sprintf(", %d left out", r.since.LikeForLike.LeftOut))
		return []string{bar(r.width - 2), " " + r.lastText() + "   " + r.alikeText() + leftOut}
	}
}

// changeHead and changeOf are the column of what moved in an area since the
// assessment before; empty where that is not at hand.
func (r *resultsScreen) changeHead() string {
	if r.since == nil {
		return ""
	}
	return fmt.Sprintf("%*s", changeColumn, "+/-")
}

const changeColumn = 7

func (r *resultsScreen) changeOf(area questionnaire.Area, now scoring.Share) string {
	if r.since == nil {
		return ""
	}
	t := r.app.env.theme
	return t.moved(t.right(t.figure(compared.Change(r.since.Old.AreaCoverage(area), now)), changeColumn))
}
