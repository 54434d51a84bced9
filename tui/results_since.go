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

// barAndSince draw the bar of the overall coverage and, beside it or below, what
// it was last time. A carried draft says that in its head.
func (r *resultsScreen) barAndSince() []string {
	t := r.app.env.theme
	bar := func(width int) string { return " " + t.coverageBar(r.overall.Figures, min(width, 100)) }
	if r.since == nil || r.carried() {
		return []string{bar(r.width - 2)}
	}
	was, is := r.since.Old.Assessment().Period(), r.since.New.Assessment().Period()
	change := r.since.PrintedChange()
	last := fmt.Sprintf("last %s %s  ", lastWord(was, is), r.since.Reported.Old.Percent(1)) + t.directed(change).Render(change.String())
	same := r.since.LikeForLike
	alike := "   like for like " + t.moved(t.figure(compared.Change(same.Old, same.New)))
	const lastRoom, alikeRoom = 28, 24
	switch {
	case r.wide():
		return []string{bar(r.width-lastRoom-alikeRoom) + "  " + last + alike}
	case r.short():
		return []string{bar(r.width-lastRoom) + "  " + last}
	default:
		return []string{bar(r.width - 2), " " + last + alike + t.muted.Render(fmt.Sprintf(", %d left out", same.LeftOut))}
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
