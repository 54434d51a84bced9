package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
)

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
		return t.pane(h.emptyLines(), h.width, h.height)
	}
	return h.entriesView()
}

// emptyLines say how to begin.
func (h *homeScreen) emptyLines() []string {
	t, width := h.app.env.theme, min(h.width-2, 78)
	lines := []string{"", "  " + t.title.Render("No assessment yet."), ""}
	lines = append(lines, indent("  "+t.title.Render("next: "), t.strong.Render("begin the first one (n): three short screens, under a minute"), width)...)
	for _, more := range []string{
		"Then the questions, a little over a minute each, in sittings of half an hour at most. Every answer is saved as it is given.",
		"demarc demo shows four quarters of a sample team.",
	} {
		lines = append(lines, "")
		for _, line := range indent("  ", more, width) {
			lines = append(lines, t.muted.Render(line))
		}
	}
	return lines
}

// entriesView draws the chosen assessment with what is due in it, and the list.
// Where there is little room the air goes first, then what is due gets shorter.
func (h *homeScreen) entriesView() []string {
	t, entry := h.app.env.theme, h.entries[h.chosen]
	hand := h.atHandBesideAreas(entry)
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
	columns := h.entryColumns()
	lines = append(lines, t.muted.Render(columns.heads()))
	room = max(1, h.height-len(lines))
	h.scroll.keepInView(h.chosen, room)
	h.scroll.offset = max(0, min(h.scroll.offset, len(h.entries)-room))
	for i := h.scroll.offset; i < min(len(h.entries), h.scroll.offset+room); i++ {
		lines = append(lines, h.entryLine(h.entries[i], i == h.chosen, columns))
	}
	return t.pane(lines, h.width, h.height)
}

// atHandBesideAreas shows the chosen assessment and, on a wide screen, beside it
// how far each of its areas is.
func (h *homeScreen) atHandBesideAreas(entry homeEntry) []string {
	const areasWidth = 60
	if h.width < 120 || h.height < 20 || entry.sheet == nil {
		return h.atHand(entry, h.width)
	}
	t, width := h.app.env.theme, h.width-areasWidth
	hand, areas := h.atHand(entry, width), t.areaProgress(entry, areasWidth)
	height := max(len(hand), len(areas))
	hand, areas = t.pane(hand, width, height), t.pane(areas, areasWidth, height)
	for i := range hand {
		hand[i] += areas[i]
	}
	return hand
}

// areaProgress draws how far each area is, what is left of it, and what it comes
// to.
func (t theme) areaProgress(entry homeEntry, width int) []string {
	const columns = 39
	shown := "%"
	if carriedDraft(entry.sheet) {
		shown = "if same"
	}
	head := fmt.Sprintf("%9s%8s%8s ", "done", "left", shown)
	lines := []string{t.muted.Render(t.spread(" AREAS", head, width))}
	for _, area := range entry.areas {
		settled, share, left := area.Answered+area.NA, area.Coverage, ""
		if carriedDraft(entry.sheet) {
			share = area.AsCarried
		}
		if minutes := entry.pace.minutes(area.Unanswered, area.Carried); minutes > 0 && !entry.sheet.Assessment().Final() {
			left = fmt.Sprintf("%d min", minutes)
		}
		lines = append(lines, fmt.Sprintf(" %-11s ", area.ID.ShortName())+t.progressBar(settled, area.Asked, width-columns)+
			t.muted.Render(fmt.Sprintf("%9s%8s", fmt.Sprintf("%d/%d", settled, area.Asked), left))+
			fmt.Sprintf("%8s ", share.PercentIn(entry.sheet.Bank().Bands())))
	}
	return lines
}

// atHand shows the chosen assessment: how far it is and what comes next.
func (h *homeScreen) atHand(entry homeEntry, width int) []string {
	t := h.app.env.theme
	if entry.sheet == nil {
		lines := []string{"  " + t.title.Render(clean(entry.listed.ID))}
		lines = append(lines, indent("  ", "Cannot be read: "+clean(entry.listed.Err.Error()), width-2)...)
		return append(lines, "  The file was left as it is. Mend it by hand or from version control.")
	}
	a, counts := entry.sheet.Assessment(), entry.sheet.Counts()
	settled := counts.Answered + counts.NA
	lines := []string{"  " + t.title.Render(clean(a.Team())) + "  " + t.strong.Render(documentLabel(a)) + "  " + t.muted.Render(statusWord(a.Final())+correctsWords(a))}
	if entry.unsound != nil {
		lines = append(lines, "  "+t.alarm.Render(" "+integrityWords(entry.unsound)+" "))
	}
	if carriedDraft(entry.sheet) {
		lines = append(lines, "  "+t.renewalText(entry.renewal, entry.sheet, entry.before, width-2))
	}
	done := fmt.Sprintf("  %d of %d done", settled, counts.Asked)
	lines = append(lines, "  "+t.progressBar(settled, counts.Asked, min(40, width-30))+done, "  "+t.muted.Render(t.factsText(entry)))
	next := h.nextStep(entry.sheet)
	if entry.unsound != nil {
		next = "bring back the signed file, from git or a copy"
	}
	lines = append(lines, "  "+t.title.Render("next: ")+t.strong.Render(next))
	if entry.sitting != "" {
		lines = append(lines, "  "+t.muted.Render("sitting: ")+entry.sitting)
	}
	return lines
}

// factsText says what is open in an assessment and, where it is final, what it
// came to.
func (t theme) factsText(entry homeEntry) string {
	counts, final := entry.sheet.Counts(), entry.sheet.Assessment().Final()
	var facts []string
	bands := entry.sheet.Bank().Bands()
	if final {
		facts = append(facts, entry.overall.Coverage.PercentIn(bands)+" %", bandText(entry.overall.Figures, bands))
	}
	for _, fact := range []struct {
		count int
		word  string
	}{{counts.Unknown, "unknown"}, {counts.Unanswered, "unanswered"}, {counts.Carried, "carried"}, {entry.parked, "parked"}} {
		if fact.count > 0 {
			facts = append(facts, fmt.Sprintf("%d %s", fact.count, fact.word))
		}
	}
	if left := entry.pace.minutes(counts.Unanswered, counts.Carried); left > 0 && !final {
		facts = append(facts, fmt.Sprintf("about %d min left", left))
	}
	if len(facts) == 0 {
		return "nothing open"
	}
	return strings.Join(facts, " "+t.symbols.dot+" ")
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

// entryColumns are how wide the columns of the list are; zero for one that is
// left out.
type entryColumns struct{ team, bar, day int }

// beforeTeam and behindTeam are what the other columns of the list take: the
// period before the team; status, done and coverage behind it.
const beforeTeam, behindTeam = 15, 27 // with a space at the end of the line

func (h *homeScreen) entryColumns() entryColumns {
	var columns entryColumns
	if h.width >= 72 {
		columns.day = 13
	}
	rest := h.width - beforeTeam - behindTeam - columns.day
	columns.team = rest
	if h.width >= 100 {
		columns.team = 6
		for _, entry := range h.entries {
			if entry.sheet != nil {
				columns.team = max(columns.team, ansi.StringWidth(clean(entry.sheet.Assessment().Team())))
			}
		}
		columns.team = min(columns.team, 30) + 2
		columns.bar = min(80, rest-columns.team-2)
	}
	return columns
}

// heads name the columns.
func (c entryColumns) heads() string {
	text := fmt.Sprintf("  %-*s%-*s%-7s %8s %9s", beforeTeam-2, "Assessments", c.team, "", "", "done", "coverage")
	if c.bar > 0 {
		text += strings.Repeat(" ", c.bar+2)
	}
	if c.day > 0 {
		text += fmt.Sprintf("%*s", c.day, "changed")
	}
	return text
}

func (h *homeScreen) entryLine(entry homeEntry, chosen bool, columns entryColumns) string {
	t := h.app.env.theme
	mark, style := "  ", t.text
	if chosen {
		mark, style = t.selected.Render(t.symbols.cursor+" "), t.selected
	}
	if entry.sheet == nil {
		return " " + mark + style.Render(clean(entry.listed.ID)) + "  " + t.bad.Render("cannot be read")
	}
	a, counts := entry.sheet.Assessment(), entry.overall.Counts
	line := " " + mark + style.Render(t.fit(documentLabel(a), beforeTeam-4)) + " " + t.fit(clean(a.Team()), columns.team)
	status := fmt.Sprintf("%-7s ", statusWord(a.Final()))
	if entry.unsound != nil {
		line += status + t.alarm.Render(notAsSigned) + strings.Repeat(" ", max(0, behindTeam-8-len(notAsSigned)))
	} else {
		coverage := entry.overall.Coverage.PercentIn(entry.sheet.Bank().Bands()) + " %"
		if carriedDraft(entry.sheet) {
			coverage = "carried"
		}
		line += t.muted.Render(status) + fmt.Sprintf("%8s %9s", fmt.Sprintf("%d/%d", counts.Answered+counts.NA, counts.Asked), coverage)
	}
	if columns.bar > 0 {
		line += "  " + t.coverageBar(entry.overall.Figures, columns.bar)
	}
	if columns.day > 0 {
		line += t.muted.Render(fmt.Sprintf("%*s", columns.day, dayOf(a.UpdatedAt().Time())))
	}
	return line
}

func dayOf(moment time.Time) string { return moment.Format("2 Jan 2006") }
