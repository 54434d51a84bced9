package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// head is what stands above the rows.
func (l *listScreen) head() []string {
	t := l.app.env.theme
	hint := "tab filters"
	if l.width < 80 || l.focus >= onFacets {
		hint = "tab"
	}
	facets := t.facetLine(l.facets, int(l.focus-onFacets), l.width-len(hint)-3)
	lines := []string{
		t.spread(" "+l.titleText(), t.muted.Render(l.countText())+" ", l.width),
		t.spread(facets, t.muted.Render(hint)+" ", l.width),
	}
	if l.of.rule != "" {
		for _, text := range wrap(l.of.rule, l.width-2) {
			lines = append(lines, t.muted.Render(" "+text))
		}
	}
	return append(lines, "")
}

func (l *listScreen) titleText() string {
	searching := l.focus == onWords || l.input.Value() != ""
	switch title := l.app.env.theme.title.Render(l.of.title); {
	case l.isFind():
		return l.input.View()
	case searching:
		return title + "  " + l.input.View()
	default:
		return title
	}
}

// countText says how many questions are listed and, where that is not all, of
// how many.
func (l *listScreen) countText() string {
	if len(l.found) < l.total {
		return fmt.Sprintf("%d of %s", len(l.found), plural(l.total, "question", "questions"))
	}
	return plural(l.total, "question", "questions")
}

// room is how many rows the list shows at once.
func (l *listScreen) room() int { return max(1, l.height-len(l.head())-1) }

func (l *listScreen) view() []string {
	t := l.app.env.theme
	lines := l.head()
	if len(l.found) == 0 {
		return t.pane(append(lines, inset(wrap(l.nothing(), l.width-2))...), l.width, l.height)
	}
	room := max(1, l.height-len(lines)-1)
	l.scroll.keepInView(l.chosen, room)
	l.scroll.offset = max(0, min(l.scroll.offset, len(l.found)-room))
	var rows []string
	for i := l.scroll.offset; i < min(len(l.found), l.scroll.offset+room); i++ {
		one := l.found[i]
		line := l.app.session.sheet.LineAt(one.place)
		rows = append(rows, l.app.questionRow(line, i == l.chosen, l.aside(line, one.where), listColumns(l.width)))
	}
	lines = append(lines, l.app.withPreview(rows, l.found[l.chosen].place, l.width, room)...)
	left := ""
	if l.waiting > 0 && l.focus != onWords {
		left = fmt.Sprintf(" %s for somebody: s writes homework, by person", waitWords(l.waiting))
	}
	last := t.spread(left, fmt.Sprintf("%d of %d ", l.chosen+1, len(l.found)), l.width)
	return append(t.pane(lines, l.width, l.height-1), t.muted.Render(last))
}

// waitWords says how many questions wait.
func waitWords(count int) string {
	if count == 1 {
		return "1 waits"
	}
	return fmt.Sprintf("%d wait", count)
}

func (l *listScreen) nothing() string {
	if l.total == 0 {
		return "No question is behind this number."
	}
	return "No question has all of this. Fewer words or another filter show more."
}

// aside is what stands at the right end of a row: the controls of the framework
// that is chosen, else where the words were found, whom the question waits for,
// and its severity.
func (l *listScreen) aside(line *scoring.Line, where closeness) string {
	aside := waitsFor(line) + line.Severity.String()
	if l.of.aside != nil {
		aside = l.of.aside(line)
	}
	if found := controls(l.facets, line); found != "" {
		aside = l.app.env.theme.fit(found, min(len(found), l.width/3))
	}
	switch where {
	case inAnswer:
		return "in the answer  " + aside
	case inGuide:
		return "in the guide  " + aside
	default:
		return aside
	}
}

// waitsFor says whom a parked question waits for, with a gap behind.
func waitsFor(line *scoring.Line) string {
	switch {
	case !waits(line):
		return ""
	case line.Answer.Flagged.Person() == "":
		return "parked  "
	default:
		return clean(line.Answer.Flagged.Person()) + "  "
	}
}

// questionRow draws a question of a list on one line: what stands at its right
// end does not stand far away on a wide screen, which has room for the level's
// word beside its cells.
func (a *App) questionRow(line *scoring.Line, chosen bool, aside string, width int) string {
	const wide, farthest = 100, 116
	t, room := a.env.theme, min(width, farthest)
	mark, title := "  ", clean(line.Title)
	if chosen {
		mark, title = t.selected.Render(t.symbols.cursor+" "), t.selected.Render(title)
	}
	level := line.Answer.Level
	state := t.levelCells(level)
	if width >= wide {
		word := levelName(level)
		if level.IsZero() {
			word = "open"
		}
		state += fmt.Sprintf(" %-7s", word)
	}
	state = t.levelStyle(level).Render(state)
	if line.Standing == scoring.Carried {
		state += t.warn.Render("c")
	} else {
		state += " "
	}
	aside = t.fit(aside, min(ansi.StringWidth(aside), room/2))
	severity := line.Severity.String()
	before, named := strings.CutSuffix(aside, severity)
	switch {
	case named && width >= wide:
		aside = t.muted.Render(before) + t.severityStyle(line.Severity).Render(fmt.Sprintf("%-8s", severity))
	case named && line.Severity == questionnaire.SeverityCritical:
		aside = t.muted.Render(before) + t.severityStyle(line.Severity).Render(severity)
	default:
		aside = t.muted.Render(aside)
	}
	return t.fit(t.spread(fmt.Sprintf(" %s%-7s %s %s", mark, line.ID, state, title), aside+" ", room), width)
}
