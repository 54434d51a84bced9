package tui

import (
	"fmt"
	"slices"

	"demarc/questionnaire"
	"demarc/scoring"
)

// What stands beside the gaps on a wide screen: what the ticked ones would bring,
// who finds out what is unknown, and the periods of the team.

// besideWidth leaves the gaps room for their titles in whole.
const besideWidth = 33

// besideGaps reports whether there is room beside the gaps.
func (r *resultsScreen) besideGaps() bool { return r.wide() && !r.short() }

func (r *resultsScreen) besideLines(height int) []string {
	lines := r.whatIfLines()
	for _, block := range [][]string{r.findsOutLines(), r.trendLines()} {
		if len(block) > 0 && len(lines)+1+len(block) <= height {
			lines = append(append(lines, ""), block...)
		}
	}
	return lines
}

// whatIfLines say what the ticked gaps bring: overall, in each area that they
// move, to the target, and to the band.
func (r *resultsScreen) whatIfLines() []string {
	t := r.app.env.theme
	if len(r.gaps) == 0 {
		return nil
	}
	head := " " + t.title.Render("WHAT IF")
	if len(r.ticked) == 0 {
		lines := []string{head, t.muted.Render(" space ticks a gap: what would")}
		lines = append(lines, t.muted.Render(" it bring to close it?"))
		return append(lines, r.targetLines()...)
	}
	lines := []string{head + t.muted.Render(fmt.Sprintf("  %d ticked", len(r.ticked)))}
	lines = append(lines, r.fromToLine("Overall", r.overall.Coverage, r.whatIf, true))
	for _, area := range r.areas {
		if after := r.areaWhatIf(area); after.Known() && after.Cmp(area.Coverage) != 0 {
			lines = append(lines, r.fromToLine(area.ID.ShortName(), area.Coverage, after, false))
		}
	}
	return append(append(lines, r.criticalLine()...), r.targetLines()...)
}

func (r *resultsScreen) fromToLine(name string, from, to scoring.Share, leads bool) string {
	t := r.app.env.theme
	figure := to.PercentIn(r.bands())
	if leads {
		figure = t.good.Bold(true).Render(figure)
	}
	return fmt.Sprintf("   %-12s", name) + t.muted.Render(t.right(from.PercentIn(r.bands()), 5)+" "+t.symbols.arrow+" ") + figure
}

// areaWhatIf is the coverage of an area with every ticked gap at all.
func (r *resultsScreen) areaWhatIf(area scoring.Area) scoring.Share {
	counted, after := 0, area.Coverage
	for _, each := range r.areas {
		if each.Coverage.Known() {
			counted++
		}
	}
	for _, gap := range r.gaps {
		if gap.Area != area.ID || !r.ticked[gap.Question] {
			continue
		}
		for range counted {
			after = after.Plus(gap.Lift) // a lift is a share of the mean of the areas
		}
	}
	return after
}

// criticalLine says how many critical questions would still keep the band at
// Partial.
func (r *resultsScreen) criticalLine() []string {
	left := 0
	for _, id := range r.overall.CappedBy {
		if !r.ticked[id] {
			left++
		}
	}
	t, capped := r.app.env.theme, len(r.overall.CappedBy)
	switch left {
	case capped:
		return nil
	case 0:
		return []string{"   " + t.good.Render("no critical one below most")}
	default:
		return []string{fmt.Sprintf("   %-12s", "Critical") + t.muted.Render(fmt.Sprintf("%5d %s ", capped, t.symbols.arrow)) + fmt.Sprint(left)}
	}
}

// targetLines say how far it is to the target.
func (r *resultsScreen) targetLines() []string {
	t := r.app.env.theme
	if !r.aims() {
		return nil
	}
	text := "   " + r.targetText()
	if r.way.reached && r.way.missing > 0 {
		text += t.muted.Render(", b ticks them")
	}
	return []string{text}
}

// findsOutLines list who finds out what is unknown.
func (r *resultsScreen) findsOutLines() []string {
	t := r.app.env.theme
	var lines []string
	for i, part := range r.parts {
		if !part.findsOut {
			continue
		}
		if len(lines) == 0 {
			lines = append(lines, " "+t.title.Render(fmt.Sprintf("UNKNOWN %d", r.overall.Unknown)))
		}
		text := r.countText(i)
		if r.focus != onCounts || i != r.count {
			text = t.fit(part.word, besideWidth-9) + fmt.Sprintf(" %3d", part.count)
		}
		lines = append(lines, "   "+text)
	}
	return lines
}

// trendLines draw the coverage of the team's periods, the newest last.
func (r *resultsScreen) trendLines() []string {
	t, s := r.app.env.theme, r.app.session
	earlier := r.app.homeScreen().before(s.assessment)
	if len(earlier) == 0 {
		return nil
	}
	const most = 6
	note := "  T shows more"
	if r.carried() {
		note = "  the last if nothing changed"
	}
	lines := []string{" " + t.title.Render("TREND") + t.muted.Render(note)}
	for _, entry := range earlier[max(0, len(earlier)-most+1):] {
		lines = append(lines, t.periodLine(entry.sheet, entry.overall.Figures))
	}
	return append(lines, t.periodLine(s.sheet, r.overall.Figures))
}

// periodLine draws the coverage of a period; for a carried draft, what it would
// be if nothing had changed.
func (t theme) periodLine(sheet *scoring.Sheet, figures scoring.Figures) string {
	const barWidth = 12
	if figures.Ceiling = figures.Coverage; carriedDraft(sheet) {
		figures.Ceiling = figures.AsCarried
	}
	figure := t.right(figures.Ceiling.PercentIn(sheet.Bank().Bands()), 6)
	return "   " + t.fit(documentLabel(sheet.Assessment()), 8) + figure + " " + t.coverageBar(figures, barWidth)
}

// before returns the assessments of a team before one of its own, as far as home
// has read them, the oldest first.
func (h *homeScreen) before(a *questionnaire.Assessment) []homeEntry {
	var earlier []homeEntry
	for _, entry := range slices.Backward(h.entries) {
		if entry.sheet == nil {
			continue
		}
		if other := entry.sheet.Assessment(); other.Team() == a.Team() && other.Period().End.Before(a.Period().Start) {
			earlier = append(earlier, entry)
		}
	}
	return earlier
}
