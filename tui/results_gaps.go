package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"demarc/questionnaire"
	"demarc/scoring"
)

// gapRoom is how many gaps the screen shows at once.
func (r *resultsScreen) gapRoom() int { return max(1, r.height-16) }

// gapBlock draws the gaps and, on a wide screen, beside them what they would
// bring.
func (r *resultsScreen) gapBlock(height int) []string {
	t := r.app.env.theme
	if !r.besideGaps() {
		return r.gapLines(r.width, height)
	}
	left := r.width - besideWidth - 1
	return t.beside(t.pane(r.gapLines(left, height), left, height), t.pane(r.besideLines(height), besideWidth, height))
}

func (r *resultsScreen) gapLines(width, height int) []string {
	columns := r.gapColumnsIn(width)
	lines := []string{r.gapHead(columns, width)}
	if len(r.gaps) == 0 {
		return append(lines, " No gap: everything that applies is in place.")
	}
	room := max(1, height-1)
	r.scroll.keepInView(r.chosen, room)
	r.scroll.offset = max(0, min(r.scroll.offset, len(r.gaps)-room))
	for i := r.scroll.offset; i < min(len(r.gaps), r.scroll.offset+room); i++ {
		lines = append(lines, r.gapLine(r.gaps[i], r.focus == onGaps && i == r.chosen, columns))
	}
	return lines
}

// gapHead says how many gaps there are, and names the columns or, where nothing
// stands beside the gaps, says what they would bring.
func (r *resultsScreen) gapHead(columns gapColumns, width int) string {
	t := r.app.env.theme
	head := t.title.Render(fmt.Sprintf(" GAPS %d", len(r.gaps)))
	switch {
	case r.accepted > 0 && width >= 80:
		head += t.muted.Render(" and " + plural(r.accepted, "accepted risk", "accepted risks"))
	case width >= 80:
		head += t.muted.Render(" gravest first")
	}
	if !r.besideGaps() {
		return t.spread(head, r.whatIfText(), width)
	}
	if len(r.gaps) == 0 {
		return head
	}
	head += t.muted.Render(fmt.Sprintf("   %d of %d", r.chosen+1, len(r.gaps)))
	return t.fit(head, columns.before()) + t.muted.Render(columns.named())
}

// gapColumns are how wide the columns of the gaps are, each with the space before
// it; zero for one that is left out.
type gapColumns struct{ title, severity, lift, effort, owner, due int }

// beforeTitle is what a gap's box, id and level take.
const beforeTitle = 21

// gapColumnsIn divides a width. Titles come first; an owner is shown as soon as
// one gap has one.
func (r *resultsScreen) gapColumnsIn(width int) gapColumns {
	owned := slices.ContainsFunc(r.gaps, func(gap scoring.Gap) bool { return r.personOf(gap) != "" })
	columns := gapColumns{severity: 5, lift: 7}
	switch {
	case r.besideGaps():
		columns = gapColumns{severity: 10, lift: 7, effort: 8, owner: 12, due: 8}
	case width >= 100:
		columns = gapColumns{severity: 10, lift: 7, effort: 15, owner: 12}
	case width >= 72:
		columns = gapColumns{severity: 9, lift: 6, owner: 10}
	}
	if !owned {
		columns.owner, columns.due = 0, 0
	}
	const longest = 42
	rest := columns.severity + columns.lift + columns.effort + columns.owner + columns.due
	columns.title = min(longest, width-beforeTitle-rest-1)
	if columns.owner > 0 {
		columns.owner += min(12, width-beforeTitle-columns.title-rest-1)
	}
	return columns
}

// before is how far the columns behind the title are from the left.
func (c gapColumns) before() int { return beforeTitle + c.title }

// named are the heads of the columns behind the title.
func (c gapColumns) named() string {
	text := fmt.Sprintf("  %-*s%*s  %-*s", c.severity-2, "severity", c.lift, "lift", c.effort-2, "effort")
	if c.owner > 0 {
		text += fmt.Sprintf("  %-*s  due", c.owner-2, "owner")
	}
	return text
}

func (r *resultsScreen) answerTo(gap scoring.Gap) questionnaire.Answer {
	line, _ := r.app.session.sheet.Line(gap.Question)
	return line.Answer
}

// personOf returns who closes a gap, or else who finds out about it.
func (r *resultsScreen) personOf(gap scoring.Gap) string {
	answer := r.answerTo(gap)
	return cmp.Or(answer.Owner, answer.Flagged.Person())
}

func (r *resultsScreen) gapLine(gap scoring.Gap, chosen bool, columns gapColumns) string {
	t := r.app.env.theme
	mark, title := " ", t.fit(clean(gap.Title), columns.title)
	if chosen {
		mark, title = t.selected.Render(t.symbols.cursor), t.selected.Render(title)
	}
	box := t.muted.Render("[ ]")
	if r.ticked[gap.Question] {
		box = t.selected.Render("[x]")
	}
	level := t.gapStyle(gap).Render(fmt.Sprintf("%-7s", gapWord(gap)))
	line := fmt.Sprintf("%s%s %-7s ", mark, box, gap.Question) + level + " " + title
	line += t.severityStyle(gap.Severity).Render(severityIn(gap.Severity, columns.severity))
	line += fmt.Sprintf("%*s", columns.lift, "+"+gap.Lift.Percent(1))
	if columns.effort > 0 {
		effort := gap.Effort.String()
		if !r.besideGaps() {
			effort += " effort" // nothing names the column
		}
		line += t.muted.Render(fmt.Sprintf("  %-*s", columns.effort-2, effort))
	}
	return line + r.ownerIn(gap, columns)
}

// ownerIn draws who closes a gap, or finds out about it, and by when.
func (r *resultsScreen) ownerIn(gap scoring.Gap, columns gapColumns) string {
	t, answer := r.app.env.theme, r.answerTo(gap)
	if columns.owner == 0 {
		return ""
	}
	text := t.muted.Render(t.fit("  no owner", columns.owner))
	if person := r.personOf(gap); person != "" {
		text = t.fit("  "+clean(person), columns.owner)
	}
	if columns.due == 0 || answer.Due.IsZero() {
		return text
	}
	day := answer.Due.Time().Format("2 Jan")
	if answer.Due.Before(r.app.session.sheet.AsOf()) {
		return text + t.bad.Render("  "+day)
	}
	return text + t.muted.Render("  "+day)
}

// severityIn writes a severity in a column, and in a narrow one only that a gap
// is critical.
func severityIn(severity questionnaire.Severity, width int) string {
	word := severity.String()
	if width > len(word) && width >= 9 {
		return fmt.Sprintf("%*s%-8s", width-8, "", word)
	}
	if severity == questionnaire.SeverityCritical {
		return " crit"
	}
	return strings.Repeat(" ", width)
}

// severityStyle lets critical stand out and the lesser ones stand back.
func (t theme) severityStyle(severity questionnaire.Severity) lipgloss.Style {
	switch severity {
	case questionnaire.SeverityCritical:
		return t.bad.Bold(true)
	case questionnaire.SeverityHigh:
		return t.text
	default:
		return t.muted
	}
}

// gapStyle is the color of the level of a gap.
func (t theme) gapStyle(gap scoring.Gap) lipgloss.Style {
	switch {
	case gap.Expired:
		return t.bad
	case gap.Level == "unanswered", gap.Level == "carried":
		return t.muted
	}
	level, err := questionnaire.ParseLevel(gap.Level)
	if err != nil {
		return t.text
	}
	return t.levelStyle(level)
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
