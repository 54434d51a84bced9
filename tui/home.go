package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire/store"
)

// homeScreen shows the assessments there are, the one at hand first, and one
// next step.
type homeScreen struct {
	app           *App
	width, height int
	read          bool
	err           error
	listed        []store.Listed // what the entries are made of
	entries       []homeEntry
	chosen        int
	scroll        scrolled
}

func newHome(app *App) *homeScreen { return &homeScreen{app: app} }

func (h *homeScreen) resize(width, height int) { h.width, h.height = width, height }

func (h *homeScreen) capturing() bool { return false }

// take takes over what was read of the workspace. An empty workspace leads
// straight to setting up the first assessment.
func (h *homeScreen) take(msg workspaceRead) tea.Cmd {
	h.read, h.err = true, msg.err
	if msg.err != nil {
		return nil
	}
	first := h.app.env.bank == nil
	h.app.env.bank, h.app.env.proposed = msg.bank, msg.defaults
	h.listed, h.entries = msg.listed, homeEntries(msg, h.app.env.Now())
	h.chosen = max(0, min(h.chosen, len(h.entries)-1))
	if first && len(h.entries) == 0 && h.app.current == screen(h) {
		return h.app.startSetup()
	}
	return nil
}

func (h *homeScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(press, keys.New):
		return h.app.startSetup()
	case key.Matches(press, keys.Up):
		h.chosen = max(0, h.chosen-1)
	case key.Matches(press, keys.Down):
		h.chosen = max(0, min(len(h.entries)-1, h.chosen+1))
	case key.Matches(press, keys.Open):
		return h.openChosen(toQuestions)
	case key.Matches(press, keys.Review):
		return h.openChosen(toReview)
	case key.Matches(press, keys.Results):
		return h.openChosen(toResults)
	case key.Matches(press, keys.Report):
		return h.openChosen(toReport)
	case key.Matches(press, keys.Compare):
		return h.openChosen(toCompare)
	case key.Matches(press, keys.Trend):
		return h.showTrend()
	case key.Matches(press, keys.Due):
		return h.openChosen(toDue)
	case key.Matches(press, keys.Sitting):
		return h.openChosen(toSitting)
	case key.Matches(press, keys.Finalize):
		return h.openChosen(toFinalize)
	}
	return nil
}

func (h *homeScreen) openChosen(then destination) tea.Cmd {
	if !h.read {
		return nil
	}
	if len(h.entries) == 0 {
		h.app.notice = "There is no assessment yet: n makes one."
		return nil
	}
	entry := h.entries[h.chosen]
	if entry.sheet == nil {
		h.app.notice = clean(entry.listed.Err.Error())
		return nil
	}
	switch {
	case then == toDue && len(entry.due) == 0:
		h.app.notice = "Nothing is due within 30 days."
		return nil
	case then == toSitting && entry.sheet.Assessment().Final():
		h.app.notice = "This assessment is final: nothing is left to answer."
		return nil
	case then != toQuestions:
	case entry.sheet.Assessment().Final():
		then = toResults
	case carriedDraft(entry.sheet):
		then = toReaffirm
	}
	return h.app.openAssessment(entry.listed.ID, then)
}

// teamAtHand returns whose next assessment n would begin: of the one that is
// chosen, if it can be read. It returns nothing where there is none yet.
func (h *homeScreen) teamAtHand() string {
	if len(h.entries) == 0 {
		return ""
	}
	if sheet := h.entries[h.chosen].sheet; sheet != nil {
		return sheet.Assessment().Team()
	}
	return h.app.env.proposed.Team
}

// showTrend goes to the trend of the chosen assessment's team.
func (h *homeScreen) showTrend() tea.Cmd {
	switch {
	case !h.read:
		return nil
	case len(h.entries) == 0:
		h.app.notice = "There is no assessment yet: n makes one."
		return nil
	case h.entries[h.chosen].sheet == nil:
		h.app.notice = clean(h.entries[h.chosen].listed.Err.Error())
		return nil
	}
	a := h.entries[h.chosen].sheet.Assessment()
	return h.app.showTrend(a.Team(), a.ID())
}

func (h *homeScreen) header() (left, right string) {
	t := h.app.env.theme
	return t.title.Render("demarc") + t.muted.Render("  "+clean(h.app.env.Where)), h.app.env.Now().Format("2 Jan 2006")
}

func (h *homeScreen) footer() []key.Binding {
	if len(h.entries) == 0 {
		return []key.Binding{relabel(keys.New, "new assessment"), relabel(keys.Home, "quit"), keys.Help}
	}
	open, finalize := relabel(keys.Open, "continue"), keys.Finalize
	if sheet := h.entries[h.chosen].sheet; sheet != nil && sheet.Assessment().Final() {
		open, finalize = relabel(keys.Open, "read it"), keys.Sign
	}
	return []key.Binding{
		open, keys.New, keys.Results, keys.Compare, keys.Report, finalize,
		keys.Review, keys.Trend, keys.Sitting, keys.Due,
		label("↑ ↓", "choose"), relabel(keys.Home, "quit"), keys.Help,
	}
}

func (h *homeScreen) groups() []keyGroup {
	return []keyGroup{{"Home", []key.Binding{
		relabel(keys.Open, "continue the chosen assessment"), relabel(keys.New, "new assessment"),
		keys.Review, keys.Results, relabel(keys.Compare, "what changed since the assessment before"),
		relabel(keys.Trend, "all periods of the team"), keys.Report,
		relabel(keys.Finalize, "finalize the draft, or sign the final"), relabel(keys.Sitting, "the next sitting: one area, at most half an hour"),
		relabel(keys.Due, "what is due: evidence, exceptions, actions"),
		keys.Up, keys.Down, relabel(keys.Home, "quit"),
	}}}
}
