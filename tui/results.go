package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

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
	gapsIn     map[questionnaire.Area]int
	accepted   int                 // gaps whose risk is accepted, which are not among the others
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
	r.rescore(sheet)
	r.gapsIn = make(map[questionnaire.Area]int)
	for i := range r.gaps {
		r.gapsIn[r.gaps[i].Area]++
	}
	r.accepted = len(scoring.AcceptedRisks(sheet))
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
		return t.pane(append(lines, r.gapBlock(r.height-len(lines))...), r.width, r.height)
	}
	lines = append(lines, r.areaBlock()...)
	lines = append(lines, t.ruler(r.width))
	lines = append(lines, r.gapBlock(r.height-len(lines))...)
	return t.pane(lines, r.width, r.height)
}

// whatNext proposes the one thing to do next.
func (r *resultsScreen) whatNext() string {
	unowned := 0
	for _, gap := range r.gaps {
		if gap.Severity == questionnaire.SeverityCritical && r.answerTo(gap).Owner == "" {
			unowned++
		}
	}
	switch {
	case r.carried():
		return "go through the " + plural(r.overall.Carried, "carried answer", "carried answers") + " (g)"
	case r.overall.Unanswered > 0:
		return "answer " + plural(r.overall.Unanswered, "more question", "more questions") + " (v)"
	case unowned > 0:
		return "find an owner for " + plural(unowned, "critical gap", "critical gaps") + " (enter, then o)"
	case r.overall.Unknown > 0:
		return "find out " + plural(r.overall.Unknown, "unknown answer", "unknown answers") + " (v)"
	default:
		return "write the report (w), then finalize (v, l)"
	}
}

// bands returns the limits of the bank's bands.
func (r *resultsScreen) bands() questionnaire.Bands { return r.app.session.bank.Bands() }

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
