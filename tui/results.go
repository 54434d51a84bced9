package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// resultsScreen shows what the answers come to: overall, areas, area × tier,
// and the gaps with a live "what if".
type resultsScreen struct {
	app           *App
	width, height int
	overall       scoring.Overall
	areas         []scoring.Area
	prospect
	since      *scoring.Comparison // with the assessment before; nil without one
	parts      []countOf
	focus      resultsFocus
	sheet      resultsFocus // areas or cells: what a narrow screen shows of them
	chosen     int          // gap
	area, tier int          // of the cursor on areas and cells
	count      int          // of the cursor on the counts
	scroll     scrolled
}

func newResults(app *App) *resultsScreen {
	r := &resultsScreen{app: app, focus: onGaps}
	r.refresh()
	return r
}

// refresh scores again, for coming back after an answer has changed.
func (r *resultsScreen) refresh() {
	sheet := r.app.session.sheet
	r.overall, r.areas = sheet.Overall(), sheet.Areas()
	r.prospect.rescore(sheet)
	r.since = r.app.session.comparedResults()
	r.parts = r.app.session.counts(r.app.env.theme.symbols)
	r.chosen = max(0, min(r.chosen, len(r.gaps)-1))
	r.count = max(0, min(r.count, len(r.parts)-1))
}

func (r *resultsScreen) resize(width, height int) {
	first := r.height == 0
	r.width, r.height = width, height
	if first && r.short() {
		r.focus = onAreas // where the gaps do not fit below them, areas come first
	}
	r.refresh()
}

func (r *resultsScreen) capturing() bool { return false }

func (r *resultsScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch {
	case r.pressWalk(press):
	case key.Matches(press, keys.Open):
		r.open()
	case key.Matches(press, keys.WhatIf) && r.focus != onGaps:
		r.focus = onGaps // it works on the gaps: show them first
	case key.Matches(press, keys.WhatIf):
		r.tick()
	case key.Matches(press, keys.Plan):
		r.tickPlan()
	default:
		return r.app.goElsewhere(press)
	}
	return nil
}

// short reports whether areas and gaps do not fit above each other.
func (r *resultsScreen) short() bool { return r.height < 16 }

func (r *resultsScreen) header() (left, right string) {
	return r.app.crumbsBesideLead("Results")
}

func (r *resultsScreen) footer() []key.Binding {
	next := [resultsFoci]string{onAreas: "tiers", onCells: "gaps", onGaps: "counts", onCounts: "areas"}
	bindings := []key.Binding{relabel(keys.Open, "its questions"), label("↑ ↓ → ←", "choose")}
	if r.focus == onGaps {
		bindings = []key.Binding{relabel(keys.Open, "open the gap"), keys.WhatIf}
		if r.aims() {
			bindings = append(bindings, label("→ ←", "target"), keys.Plan)
		}
	}
	bindings = append(bindings, relabel(keys.Pane, next[r.focus]))
	if r.app.session.assessment.Final() {
		bindings = append(bindings, keys.Sign, keys.Correct)
	}
	return append(bindings, keys.Compare, keys.Trend, keys.Report, keys.Review, keys.Map, keys.Back, keys.Home, keys.Help)
}

func (r *resultsScreen) groups() []keyGroup {
	return []keyGroup{{"Results", []key.Binding{
		relabel(keys.Open, "open the gap, or the questions behind the number"), relabel(keys.Pane, "next: areas, tiers, gaps, counts"),
		label("↑ ↓ → ←", "choose an area, a cell, a count"), keys.ScrollPages, relabel(keys.WhatIf, "what if this gap were closed"),
		label("→ ←", "on the gaps: a higher or lower target"), relabel(keys.Plan, "tick what reaches the target with the least effort; again, untick"),
		relabel(keys.Compare, "what changed since the assessment before"), relabel(keys.Trend, "all periods of the team"), keys.Report, keys.Review, keys.Map,
		relabel(keys.Agenda, "list of what was carried over")}}}
}

func (r *resultsScreen) wide() bool { return r.width >= 120 }

func (r *resultsScreen) view() []string {
	t := r.app.env.theme
	lines := append(r.summaryLines(), t.ruler(r.width))
	if r.short() && r.focus == onGaps {
		return t.pane(append(lines, r.gapLines(r.height-len(lines))...), r.width, r.height)
	}
	lines = append(lines, r.areaBlock()...)
	lines = append(lines, t.ruler(r.width))
	lines = append(lines, r.gapLines(r.height-len(lines))...)
	return t.pane(lines, r.width, r.height)
}

// bands returns the limits of the bank's bands.
func (r *resultsScreen) bands() questionnaire.Bands { return r.app.session.bank.Bands() }

// summaryLines draw the overall figures.
func (r *resultsScreen) summaryLines() []string {
	t, o := r.app.env.theme, r.overall
	bands := r.bands()
	band := bandText(o.Figures, bands)
	if !o.Band.Decided() && o.Coverage.Known() && r.width >= 100 {
		band += ": what is open can still move it"
	}
	said := "  self-reported " + t.symbols.dot + " "
	if r.short() {
		said = "  "
	}
	title := t.title.Render("Overall "+o.Coverage.PercentIn(bands)+" %") + said + band
	head := t.spread(" "+title, "range "+o.Coverage.PercentIn(bands)+" to "+o.Ceiling.PercentIn(bands)+" ", r.width)
	if r.carried() {
		head = t.fit(" "+t.title.Render(r.app.renewalText(r.width-2)), r.width)
	}
	lines := append([]string{head}, r.barAndSince()...)
	if r.short() {
		return append(lines, r.cautionLines()...)
	}
	legend := fmt.Sprintf(" %s %s has evidence   %s %s as answered   ? %s if all that is open proved all",
		t.symbols.full, o.Evidenced.PercentIn(bands), t.symbols.half, o.Coverage.PercentIn(bands), o.Ceiling.PercentIn(bands))
	if r.carried() {
		legend = fmt.Sprintf(" Areas and tiers below: if nothing changed. Re-affirmed and answered so far: %s", o.Coverage.PercentIn(bands))
	}
	lines = append(lines, t.muted.Render(t.fit(legend, r.width)))
	return append(lines, r.cautionLines()...)
}

// cautionLines are the cautions and the counts, or where there is no room for
// both the one that is looked at.
func (r *resultsScreen) cautionLines() []string {
	cautions := r.app.env.theme.fit(" "+r.cautions(), r.width)
	switch {
	case r.tall():
		return []string{cautions, r.countLine()}
	case r.focus == onCounts:
		return []string{r.countLine()}
	default:
		return []string{cautions}
	}
}

// tall reports whether there is room for more than has to be there.
func (r *resultsScreen) tall() bool { return r.height >= 28 }

// carried reports whether the coverage itself would mislead.
func (r *resultsScreen) carried() bool { return carriedDraft(r.app.session.sheet) }

// shown returns the figure of an area or a cell: its coverage, or for a carried
// draft what it would be if nothing had changed.
func (r *resultsScreen) shown(figures scoring.Figures) scoring.Share {
	if r.carried() {
		return figures.AsCarried
	}
	return figures.Coverage
}

// cautions names what a reader of the percentage has to know with it.
func (r *resultsScreen) cautions() string {
	t, o := r.app.env.theme, r.overall
	var parts []string
	if err := r.app.session.integrity; err != nil {
		parts = append(parts, t.alarm.Render(" "+integrityWords(err)+" "))
	}
	if o.NA > 0 {
		parts = append(parts, fmt.Sprintf("%s if the %d n/a counted as none", o.NAAsNone.PercentIn(r.bands()), o.NA))
	}
	if o.Carried > 0 {
		parts = append(parts, plural(o.Carried, "carried answer counts", "carried answers count")+" as none")
	}
	if len(o.CappedBy) > 0 {
		parts = append(parts, "critical below most: "+shortList(o.CappedBy, max(2, r.width/30))+" (cap: Partial)")
	}
	if len(parts) == 0 {
		return t.muted.Render("Nothing open, nothing left out.")
	}
	return t.muted.Render(strings.Join(parts, "   "))
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

func (r *resultsScreen) areaBlock() []string {
	t := r.app.env.theme
	if r.wide() {
		left := r.width / 2
		height := len(r.areas) + 2
		areas := r.areaLines(left)
		areas[0] = t.spread(t.muted.Render(" AREA"), areas[0], left)
		return t.beside(t.pane(areas, left, height), t.pane(r.tierLines(r.width-left-1), r.width-left-1, height))
	}
	if r.sheet == onCells {
		tabs := " " + t.muted.Render("Areas") + "  " + t.selected.Render("[Tiers]")
		lines := r.tierLines(r.width)
		if r.short() {
			return lines[:len(lines)-1]
		}
		last := len(lines) - 1
		return append([]string{t.spread(tabs, lines[last]+t.muted.Render("  tab "), r.width)}, lines[:last]...)
	}
	tabs := " " + t.selected.Render("[Areas]") + "  " + t.muted.Render("Tiers")
	lines := r.areaLines(r.width)
	return append([]string{t.spread(tabs, lines[0], r.width)}, lines[1:]...)
}

// areaLines draw the heads of the columns, which stand at the right end, and a
// line an area.
func (r *resultsScreen) areaLines(width int) []string {
	t := r.app.env.theme
	const nameWidth, tail = 13, 30
	change := r.changeHead()
	barWidth := max(8, width-nameWidth-tail-len(change))
	shown := "     %"
	if r.carried() {
		shown = "if same"
	}
	lines := []string{t.muted.Render(shown + change + "  evidence   done gaps ")}
	gaps := make(map[questionnaire.Area]int)
	for _, gap := range r.gaps {
		gaps[gap.Area]++
	}
	for i, area := range r.areas {
		shown := r.shown(area.Figures)
		right := fmt.Sprintf("%6s%s %8s %7s %4d ", shown.PercentIn(r.bands()), r.changeOf(area.ID, shown), area.Evidenced.PercentIn(r.bands()),
			fmt.Sprintf("%d/%d", area.Answered+area.NA, area.Asked), gaps[area.ID])
		lines = append(lines, t.spread(r.areaName(i)+" "+t.coverageBar(area.Figures, barWidth), right, width))
	}
	return lines
}

// areaName names an area at the beginning of its line, with the cursor on it.
func (r *resultsScreen) areaName(place int) string {
	t, name := r.app.env.theme, fmt.Sprintf("%-11s", r.areas[place].ID.ShortName())
	if r.focus == onAreas && place == r.area {
		return t.selected.Render(t.symbols.cursor + name)
	}
	return " " + name
}

// tierLines draw the area × tier cells, with the questions in each.
func (r *resultsScreen) tierLines(width int) []string {
	t := r.app.env.theme
	tiers := r.tiers()
	columnWidth := 19
	if width < 12+columnWidth*len(tiers) {
		columnWidth = 14
	}
	head := fmt.Sprintf(" %-11s", "AREA")
	for _, tier := range tiers {
		head += fmt.Sprintf("%*s  n ", columnWidth-4, t.fit(tier.String(), min(columnWidth-5, len(tier.String()))))
	}
	lines := []string{t.muted.Render(t.fit(head, width))}
	for i, area := range r.areas {
		line := fmt.Sprintf(" %-11s", area.ID.ShortName())
		for j, tier := range tiers {
			line += r.cellText(area.Tiers[tier], columnWidth, r.focus == onCells && i == r.area && j == r.tier)
		}
		lines = append(lines, t.fit(line, width))
	}
	return append(lines, t.muted.Render(" * under 6 questions. Columns overlap, so no sum."))
}

// cellText writes one cell: its percentage, how many questions it has, and a
// mark where they are few, with the cursor before it.
func (r *resultsScreen) cellText(cell scoring.Cell, width int, chosen bool) string {
	t, mark := r.app.env.theme, " "
	if cell.Small() {
		mark = "*"
	}
	text := fmt.Sprintf("%s %2d%s", r.shown(cell.Figures).PercentIn(r.bands()), cell.Applicable, mark)
	if chosen {
		return strings.Repeat(" ", max(0, width-2-ansi.StringWidth(text))) + t.selected.Render(t.symbols.cursor+" "+text)
	}
	return strings.Repeat(" ", max(0, width-ansi.StringWidth(text))) + text
}

// gapRoom is how many gaps the screen shows at once.
func (r *resultsScreen) gapRoom() int { return max(1, r.height-16) }

func (r *resultsScreen) gapLines(height int) []string {
	t := r.app.env.theme
	head := t.title.Render(fmt.Sprintf(" GAPS %d", len(r.gaps)))
	if r.width >= 80 {
		head += t.muted.Render(" gravest first")
	}
	lines := []string{t.spread(head, r.whatIfText(), r.width)}
	if len(r.gaps) == 0 {
		return append(lines, " No gap: everything that applies is in place.")
	}
	room := max(1, height-1)
	r.scroll.keepInView(r.chosen, room)
	r.scroll.offset = max(0, min(r.scroll.offset, len(r.gaps)-room))
	for i := r.scroll.offset; i < min(len(r.gaps), r.scroll.offset+room); i++ {
		lines = append(lines, r.gapLine(r.gaps[i], r.focus == onGaps && i == r.chosen))
	}
	return lines
}

func (r *resultsScreen) gapLine(gap scoring.Gap, chosen bool) string {
	t := r.app.env.theme
	mark, title := " ", clean(gap.Title)
	if chosen {
		mark, title = t.selected.Render(t.symbols.cursor), t.selected.Render(title)
	}
	box := "[ ]"
	if r.ticked[gap.Question] {
		box = "[x]"
	}
	left := fmt.Sprintf("%s%s %-7s %-7s %s", mark, box, gap.Question, gapWord(gap), title)
	line, _ := r.app.session.sheet.Line(gap.Question)
	owner := "no owner"
	if line.Answer.Owner != "" {
		owner = clean(line.Answer.Owner)
	}
	right := "  +" + gap.Lift.Percent(1) + "  "
	if r.width >= 100 {
		// Without its severity beside it and its name, an effort reads like one.
		right = fmt.Sprintf("  %-8s%s%-13s ", gap.Severity, right, gap.Effort.String()+" effort")
	}
	if r.width >= 72 {
		right += t.fit(owner, 9) + " "
	}
	return t.spread(left, right, r.width)
}

// gapWord says in at most seven characters how a gap was answered.
func gapWord(gap scoring.Gap) string {
	switch {
	case gap.Expired:
		return "expired"
	case gap.Level == "unanswered":
		return "open"
	default:
		return gap.Level
	}
}
