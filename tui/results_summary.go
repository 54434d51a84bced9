package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// summaryLines draw the overall figures.
func (r *resultsScreen) summaryLines() []string {
	lines := append([]string{r.headLine()}, r.barAndSince()...)
	if !r.short() {
		lines = append(lines, r.legendLine())
	}
	return append(lines, r.cautionLines()...)
}

// headLine leads with the coverage and its band; a carried draft with how far
// it is.
func (r *resultsScreen) headLine() string {
	t, o, bands := r.app.env.theme, r.overall, r.bands()
	if r.carried() {
		return t.fit(" "+t.title.Render(r.app.renewalText(r.width-2)), r.width)
	}
	left := " " + t.title.Render("Overall "+o.Coverage.PercentIn(bands)+" %") + "  " + t.strong.Render(bandText(o.Figures, bands))
	right := t.muted.Render("range "+o.Coverage.PercentIn(bands)+" to "+o.Ceiling.PercentIn(bands)) + " "
	if r.width < 80 {
		right = t.muted.Render("up to "+o.Ceiling.PercentIn(bands)) + " "
	}
	if r.wide() && r.since != nil {
		right = r.lastText() + "   " + r.alikeText() + "   " + right
	}
	for _, more := range besideBand(o, bands) {
		if ansi.StringWidth(left+more+right)+1 < r.width {
			return t.spread(left+t.muted.Render(more), right, r.width)
		}
	}
	return t.spread(left, right, r.width)
}

// besideBand says why there is no band yet, or that it is lower than the coverage
// alone would make it, and by whom this is reported: the longest text first.
func besideBand(o scoring.Overall, bands questionnaire.Bands) []string {
	const reported = "  self-reported"
	switch {
	case o.Coverage.Known() && !o.Band.Decided():
		return []string{": what is open can still move it" + reported, reported}
	case o.Capped(bands):
		return []string{", capped" + reported, ", capped", reported}
	}
	return []string{reported}
}

// legendLine names the parts of the bar.
func (r *resultsScreen) legendLine() string {
	t, o, bands := r.app.env.theme, r.overall, r.bands()
	if r.carried() {
		so := t.accent.Render(t.symbols.half) + " " + o.Coverage.PercentIn(bands) + t.muted.Render(" answered or re-affirmed")
		return t.fit(" "+t.muted.Render(t.symbols.carried+" if nothing changed, as areas and tiers   ")+so, r.width)
	}
	part := func(symbol string, share scoring.Share, words string) string {
		return " " + t.partStyle(symbol).Render(symbol) + " " + share.PercentIn(bands) + t.muted.Render(" "+words+"  ")
	}
	legend := part(t.symbols.full, o.Evidenced, "with evidence") + part(t.symbols.half, o.Coverage, "as answered") +
		part(t.symbols.open, o.Ceiling, "if all open proves all")
	if r.wide() {
		return t.spread(legend, t.muted.Render(r.naText())+" ", r.width)
	}
	return t.fit(legend, r.width)
}

// naText says what the coverage would be if n/a could not flatter it.
func (r *resultsScreen) naText() string {
	if r.overall.NA == 0 {
		return ""
	}
	figure := r.overall.NAAsNone.PercentIn(r.bands())
	if r.width < 80 {
		return figure + " if n/a were none"
	}
	return fmt.Sprintf("%s if the %d n/a counted as none", figure, r.overall.NA)
}

// cautionLines are the cautions and the counts, or where there is no room for
// both the one that is looked at.
func (r *resultsScreen) cautionLines() []string {
	cautions := r.app.env.theme.fit(" "+r.cautions(r.width-2), r.width)
	every := func(countOf) bool { return true }
	switch {
	case r.tall():
		return []string{r.countLine(r.inCountLine), cautions}
	case r.focus == onCounts:
		return []string{r.countLine(every)}
	default:
		return []string{cautions}
	}
}

// inCountLine reports whether a count stands with the others: not where it leads
// the cautions or stands beside the gaps.
func (r *resultsScreen) inCountLine(part countOf) bool {
	return part.word != criticalBelowMost && (!r.besideGaps() || !part.findsOut)
}

// cautions names what a reader of the percentage has to know with it, what
// matters most first: what has no room is left out whole.
func (r *resultsScreen) cautions(room int) string {
	t, o := r.app.env.theme, r.overall
	var parts []string
	add := func(text string) {
		if used := ansi.StringWidth(strings.Join(append(parts, text), "   ")); text != "" && used <= room {
			parts = append(parts, text)
		}
	}
	if err := r.app.session.integrity; err != nil {
		add(t.alarm.Render(" " + integrityWords(err) + " "))
	}
	var lesser []string
	if o.Carried > 0 && !r.carried() { // a carried draft says so in its head
		lesser = append(lesser, plural(o.Carried, "carried answer counts", "carried answers count")+" as none")
	}
	if na := r.naText(); na != "" && (!r.wide() || r.short() || r.carried()) {
		lesser = append(lesser, na)
	}
	const between = 3
	add(r.criticalText(room - ansi.StringWidth(strings.Join(append(parts, lesser...), "")) - between*(len(parts)+len(lesser))))
	for _, text := range lesser {
		add(t.muted.Render(text))
	}
	if len(parts) == 0 {
		return t.muted.Render("Nothing open, nothing left out.")
	}
	return strings.Join(parts, "   ")
}

// criticalText names the critical questions that keep the band at Partial, as
// many as there is room for.
func (r *resultsScreen) criticalText(room int) string {
	t := r.app.env.theme
	for i, part := range r.parts {
		if part.word != criticalBelowMost {
			continue
		}
		style := t.bad.Bold(true)
		if r.carried() {
			style = t.muted // most of them only wait to be re-affirmed
		}
		count := style.Render(fmt.Sprintf("%s %d", part.word, part.count))
		if r.focus == onCounts && i == r.count {
			count = r.countText(i)
		}
		lead := count + t.muted.Render(", so Partial at best: ")
		if r.width < 100 || r.carried() {
			lead = count + ": "
		}
		return lead + idsIn(r.overall.CappedBy, room-ansi.StringWidth(lead))
	}
	return ""
}

// idsIn names as many questions as there is room for, one at the least, and
// counts the rest.
func idsIn(ids []string, room int) string {
	text := ""
	for shown := 1; shown <= len(ids); shown++ {
		longer := strings.Join(ids[:shown], ", ")
		if rest := len(ids) - shown; rest > 0 {
			longer += fmt.Sprintf(" +%d", rest)
		}
		if shown > 1 && ansi.StringWidth(longer) > room {
			break
		}
		text = longer
	}
	return text
}

func shortList(ids []string, most int) string {
	if len(ids) <= most {
		return strings.Join(ids, ", ")
	}
	return strings.Join(ids[:most], ", ") + fmt.Sprintf(" and %d more", len(ids)-most)
}

// bandText names the band with its numbers.
func bandText(figures scoring.Figures, bands questionnaire.Bands) string {
	switch {
	case !figures.Coverage.Known():
		return "nothing to score"
	case !figures.Band.Decided():
		return "band undecided"
	default:
		from, to := figures.Band.Limits(bands)
		return fmt.Sprintf("%s (%d-%d)", figures.Band, from, to)
	}
}
