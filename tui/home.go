package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

// homeScreen shows the assessments there are, the one at hand first, and one
// next step.
type homeScreen struct {
	app           *App
	width, height int
	read          bool
	err           error
	entries       []homeEntry
	chosen        int
	scroll        scrolled
}

// homeEntry is one assessment as home lists it.
type homeEntry struct {
	listed  store.Listed
	sheet   *scoring.Sheet // nil where the assessment could not be read
	before  *scoring.Sheet // of what it follows; nil where that cannot be had
	renewal renewal
	overall scoring.Overall
	due     []scoring.Due // of a team's last assessment
	pace    pace
	sitting string // what the next one would be; empty where nothing is open
	unsound error  // why it is not known to be what was signed
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
	h.entries = homeEntries(msg, h.app.env.Now())
	h.chosen = max(0, min(h.chosen, len(h.entries)-1))
	if first && len(h.entries) == 0 && h.app.current == screen(h) {
		return h.app.startSetup()
	}
	return nil
}

// homeEntries scores what is listed, each with what it follows. What a
// correction supersedes is left out.
func homeEntries(read workspaceRead, now time.Time) []homeEntry {
	listed := read.listed
	digests, sheets := make(map[string]string), make(map[string]*scoring.Sheet)
	for _, one := range listed {
		if one.Err == nil {
			a := one.Snapshot.Assessment
			digests[one.ID] = one.Snapshot.Digest
			sheets[one.ID] = scoring.Score(one.Snapshot.Bank, a, a.AsOf(now))
		}
	}
	var entries []homeEntry
	for _, one := range store.Current(listed) {
		entry := homeEntry{listed: one, sheet: sheets[one.ID], unsound: read.unsound[one.ID]}
		if entry.sheet != nil && carriedDraft(entry.sheet) {
			entry.renewal = renewalOf(entry.sheet)
			if ref, _ := one.Snapshot.Assessment.Previous(); ref.Digest == "" || ref.Digest == digests[ref.ID] {
				entry.before = sheets[ref.ID]
			}
		}
		entries = append(entries, entry)
	}
	for i := range entries {
		if entries[i].sheet != nil {
			entries[i].workOut(entries, questionnaire.NewDate(now))
		}
	}
	return entries
}

// workOut works out what home shows of an assessment, so that no key has to. Of
// a team's earlier periods nothing is due: what is still to be done there came
// along into the next.
func (e *homeEntry) workOut(entries []homeEntry, today questionnaire.Date) {
	e.overall, e.pace = e.sheet.Overall(), paceOf(e.sheet)
	if next, ok := nextSitting(e.sheet, e.pace); ok {
		e.sitting = next.words(e.pace)
	}
	if isLast(entries, e.sheet.Assessment()) {
		e.due = due(e.sheet, today)
	}
}

// isLast reports whether a team has no assessment for a later period.
func isLast(entries []homeEntry, a *questionnaire.Assessment) bool {
	return !slices.ContainsFunc(entries, func(entry homeEntry) bool {
		if entry.sheet == nil {
			return false
		}
		other := entry.sheet.Assessment()
		return other.Team() == a.Team() && other.Period().Start.After(a.Period().End)
	})
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
	finalize := keys.Finalize
	if sheet := h.entries[h.chosen].sheet; sheet != nil && sheet.Assessment().Final() {
		finalize = keys.Sign
	}
	return []key.Binding{
		relabel(keys.Open, "continue"), keys.New, keys.Results, keys.Compare, keys.Report, finalize,
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

func (h *homeScreen) view() []string {
	t := h.app.env.theme
	switch {
	case !h.read:
		return t.pane([]string{"", "  Reading the workspace."}, h.width, h.height)
	case h.err != nil:
		lines := append([]string{""}, indent("  ", "The workspace could not be read: "+clean(h.err.Error()), h.width-2)...)
		lines = append(lines, "", "  Nothing was changed.")
		return t.pane(lines, h.width, h.height)
	case len(h.entries) == 0:
		lines := []string{"", "  No assessment yet.", "", "  " + t.selected.Render("n") + " makes one: three short screens, under a minute."}
		return t.pane(lines, h.width, h.height)
	}
	return h.entriesView()
}

// entriesView draws the chosen assessment with what is due in it, and the list.
// Where there is little room the air goes first, then what is due gets shorter.
func (h *homeScreen) entriesView() []string {
	t, entry := h.app.env.theme, h.entries[h.chosen]
	hand := h.atHand(entry)
	least := 1 + min(max(3, h.height-15), len(h.entries)) // the list with its heading
	airy := h.height >= len(hand)+least+5
	lines := hand
	if airy {
		lines = append([]string{""}, hand...)
	}
	room := h.height - len(lines) - least
	if airy {
		room -= 2
	}
	if dues := t.dueLines(entry.due, h.width, min(room, 7)); len(dues) > 0 {
		if airy && len(dues) > 1 {
			lines = append(lines, "")
		}
		lines = append(lines, dues...)
	}
	if airy {
		lines = append(lines, "")
	}
	lines = append(lines, t.muted.Render("  Assessments"))
	room = max(1, h.height-len(lines))
	h.scroll.keepInView(h.chosen, room)
	h.scroll.offset = max(0, min(h.scroll.offset, len(h.entries)-room))
	for i := h.scroll.offset; i < min(len(h.entries), h.scroll.offset+room); i++ {
		lines = append(lines, h.entryLine(h.entries[i], i == h.chosen))
	}
	return t.pane(lines, h.width, h.height)
}

// atHand shows the chosen assessment: how far it is and what comes next.
func (h *homeScreen) atHand(entry homeEntry) []string {
	t := h.app.env.theme
	if entry.sheet == nil {
		lines := []string{"  " + t.title.Render(clean(entry.listed.ID))}
		lines = append(lines, indent("  ", "Cannot be read: "+clean(entry.listed.Err.Error()), h.width-2)...)
		return append(lines, "  The file was left as it is. Mend it by hand or from version control.")
	}
	a, counts := entry.sheet.Assessment(), entry.sheet.Counts()
	settled := counts.Answered + counts.NA
	lines := []string{"  " + t.title.Render(clean(a.Team())) + "  " + documentLabel(a) + "  " + t.muted.Render(statusWord(a.Final())+correctsWords(a))}
	if entry.unsound != nil {
		lines = append(lines, "  "+t.alarm.Render(" "+integrityWords(entry.unsound)+" "))
	}
	if carriedDraft(entry.sheet) {
		lines = append(lines, "  "+t.renewalText(entry.renewal, entry.sheet, entry.before, h.width-2))
	}
	lines = append(lines, "  "+t.progressBar(settled, counts.Asked, min(40, h.width-30))+fmt.Sprintf("  %d of %d done", settled, counts.Asked))
	facts := fmt.Sprintf("%d unknown %s %d unanswered", counts.Unknown, t.symbols.dot, counts.Unanswered)
	if counts.Carried > 0 {
		facts += fmt.Sprintf(" %s %d carried", t.symbols.dot, counts.Carried)
	}
	if left := entry.pace.minutes(counts.Unanswered, counts.Carried); left > 0 && !a.Final() {
		facts += fmt.Sprintf(" %s about %d min left", t.symbols.dot, left)
	}
	lines = append(lines, "  "+t.muted.Render(facts))
	next := h.nextStep(entry.sheet)
	if entry.unsound != nil {
		next = "bring back the signed file, from git or a copy"
	}
	lines = append(lines, "  "+t.strong.Render("next: ")+next)
	if entry.sitting != "" {
		lines = append(lines, "  "+t.strong.Render("sitting: ")+entry.sitting)
	}
	return lines
}

// documentLabel is the period of an assessment, which a correction shares with
// what it corrects, with what tells their ids apart: 2026-Q3-r2.
func documentLabel(a *questionnaire.Assessment) string {
	return clean(a.Period().Label + strings.TrimPrefix(a.ID(), questionnaire.AssessmentID(a.Team(), a.Period())))
}

// correctsWords says which final a correction corrects, if it is one.
func correctsWords(a *questionnaire.Assessment) string {
	corrected, ok := a.Supersedes()
	if !ok {
		return ""
	}
	return ", corrects " + clean(a.Period().Label+strings.TrimPrefix(corrected.ID, questionnaire.AssessmentID(a.Team(), a.Period())))
}

func statusWord(final bool) string {
	if final {
		return "FINAL"
	}
	return "DRAFT"
}

// nextStep proposes the one thing to do next with an assessment.
func (h *homeScreen) nextStep(sheet *scoring.Sheet) string {
	counts := sheet.Counts()
	switch {
	case sheet.Assessment().Final() && h.followable(sheet.Assessment()):
		return "begin the next assessment (n), or read the results (r)"
	case sheet.Assessment().Final():
		return "read the results (r) or write the report (w)"
	case counts.Carried > 0:
		return "go through the " + plural(counts.Carried, "carried answer", "carried answers") + " (enter)"
	case counts.Unanswered == counts.Asked:
		return "answer the first question (enter)"
	case counts.Unanswered > 0:
		return fmt.Sprintf("answer %s (enter)", plural(counts.Unanswered, "more question", "more questions"))
	case counts.Unknown > 0:
		return fmt.Sprintf("find out %s (v lists who)", plural(counts.Unknown, "unknown answer", "unknown answers"))
	default:
		return "read the results (r), then write the report (w)"
	}
}

// followable reports whether an assessment's period is over and its team has
// none for a later one.
func (h *homeScreen) followable(a *questionnaire.Assessment) bool {
	return isLast(h.entries, a) && a.Period().End.Before(questionnaire.NewDate(h.app.env.Now()))
}

func (h *homeScreen) entryLine(entry homeEntry, chosen bool) string {
	t := h.app.env.theme
	mark := "  "
	if chosen {
		mark = t.selected.Render(t.symbols.cursor + " ")
	}
	if entry.sheet == nil {
		return " " + mark + clean(entry.listed.ID) + "  " + t.bad.Render("cannot be read")
	}
	a := entry.sheet.Assessment()
	counts := entry.overall.Counts
	left := fmt.Sprintf(" %s%-10s  %s", mark, documentLabel(a), clean(a.Team()))
	coverage := entry.overall.Coverage.PercentIn(entry.sheet.Bank().Bands()) + " %"
	if carriedDraft(entry.sheet) {
		coverage = "carried"
	}
	right := fmt.Sprintf("%s  %3d/%d  %8s ", statusWord(a.Final()), counts.Answered+counts.NA, counts.Asked, coverage)
	if entry.unsound != nil {
		right = statusWord(a.Final()) + "  " + t.alarm.Render(notAsSigned) + "   "
	}
	if h.width >= 72 {
		right += fmt.Sprintf("  %11s ", dayOf(a.UpdatedAt().Time()))
	}
	return t.spread(left, right, min(h.width, 100))
}

func dayOf(moment time.Time) string { return moment.Format("2 Jan 2006") }
