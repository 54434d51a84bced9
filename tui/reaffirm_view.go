package tui

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// reaffirmHead is how many lines stand above the list.
const reaffirmHead = 2

// room is how many rows the list shows at once.
func (r *reaffirmScreen) room() int { return max(1, r.height-reaffirmHead-1) }

func (r *reaffirmScreen) view() []string {
	t, s := r.app.env.theme, r.app.session
	lines := []string{
		" " + t.title.Render(r.app.renewalText(r.width-2)),
		t.muted.Render(t.spread(" Still so? a says yes, enter opens it.", "evidence    since ", r.width)),
	}
	if len(r.rows) == 0 {
		return t.pane(append(lines, " Nothing is left on this list. v reviews, r shows the results."), r.width, r.height)
	}
	first, end := r.list.window(r.room())
	for i := first; i < end; i++ {
		lines = append(lines, r.rowLine(r.rows[i], i == r.list.chosen))
	}
	counts := s.sheet.Counts()
	position := fmt.Sprintf("%d carried, %d without an answer ", counts.Carried, counts.Unanswered)
	return append(t.pane(lines, r.width, r.height-1), t.muted.Render(t.spread("", position, r.width)))
}

func (r *reaffirmScreen) rowLine(row agendaRow, chosen bool) string {
	t := r.app.env.theme
	if row.heading != "" {
		return t.strong.Render(t.fit(" "+row.heading, r.width))
	}
	line := r.line(row)
	mark, title := "  ", clean(line.Title)
	if chosen {
		mark, title = t.selected.Render(t.symbols.cursor+" "), t.selected.Render(title)
	}
	left := fmt.Sprintf(" %s%-7s %s %s", mark, line.ID, t.levelStyle(line.Answer.Level).Render(t.levelCells(line.Answer.Level)), title)
	if r.width >= 120 {
		const titleEnds = 58 // of the longest that a bank may have
		left = t.fit(left, titleEnds) + t.muted.Render(r.detail(row, line))
	}
	return t.spread(left, r.aside(row, line), r.width)
}

// detail says what helps to tell whether an answer is still so: why the line
// stands where it does, who said it, and what was noted.
func (r *reaffirmScreen) detail(row agendaRow, line *scoring.Line) string {
	answer := line.Answer
	var parts []string
	switch row.item.Concern {
	case scoring.DuePassed:
		parts = append(parts, fmt.Sprintf("due %11s", dayOf(answer.Due.Time())), clean(answer.Owner))
	case scoring.ExceptionEnded:
		parts = append(parts, "ended "+dayOf(answer.Exception.Expires.Time()))
	case scoring.ExceptionEnding:
		parts = append(parts, "ends "+dayOf(answer.Exception.Expires.Time()))
	default:
		parts = append(parts, clean(answer.By))
	}
	parts = slices.DeleteFunc(append(parts, clean(answer.Note)), func(part string) bool { return part == "" })
	return strings.Join(parts, "  ")
}

// aside is what stands at the right end of a line: how it was settled, else its
// severity, the age of its evidence and since when its level holds.
func (r *reaffirmScreen) aside(row agendaRow, line *scoring.Line) string {
	t := r.app.env.theme
	switch {
	case !needsAnswer(line):
		return t.good.Render(r.settledWord(line)) + " "
	case line.Standing == scoring.Unanswered:
		return t.warn.Render(r.wanted(row)) + " "
	}
	age, since := "none", clean(line.Answer.Since)
	if !row.item.EvidenceDate.IsZero() {
		age = plural(row.item.EvidenceDate.DaysUntil(r.app.session.sheet.AsOf()), "day", "days")
	}
	text := fmt.Sprintf("%8s  %7s ", age, t.fit(since, 7))
	if r.width >= 80 {
		text = fmt.Sprintf("%-8s  ", line.Severity) + text
	}
	return t.muted.Render(text)
}

// wanted says what a question without an answer had last time.
func (r *reaffirmScreen) wanted(row agendaRow) string {
	line := r.line(row)
	if last, ok := r.app.session.reworded(line); ok {
		return "was " + levelName(last.Level)
	}
	return "to answer"
}

// settledWord says how a line was settled and, where there is room, by whom.
func (r *reaffirmScreen) settledWord(line *scoring.Line) string {
	answer := line.Answer
	word := "now " + levelName(answer.Level)
	switch {
	case answer.Bulk:
		word = "re-affirmed together"
	case answer.State == questionnaire.StateReaffirmed:
		word = "re-affirmed"
	}
	if r.width < 80 {
		return word
	}
	return r.app.env.theme.fit(word+", "+clean(answer.By), min(36, r.width*2/5))
}
