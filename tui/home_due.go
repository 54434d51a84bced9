package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// dueDays is how far ahead home looks.
const dueDays = 30

// due returns what is due in an assessment today, whenever it was finalized.
func due(sheet *scoring.Sheet, today questionnaire.Date) []scoring.Due {
	if sheet.AsOf() != today {
		sheet = scoring.Score(sheet.Bank(), sheet.Assessment(), today)
	}
	return scoring.DueWithin(sheet, dueDays)
}

// dueGroup is what is due of one kind, gone by or coming.
type dueGroup struct {
	word string // "action past due"
	many string // "actions past due"
	all  []scoring.Due
}

// dueGroups puts together what stands together in the order of what is due.
func dueGroups(all []scoring.Due) []dueGroup {
	var groups []dueGroup
	for i, one := range all {
		if i == 0 || one.Deadline != all[i-1].Deadline || one.Passed != all[i-1].Passed {
			word, many := dueWords(one)
			groups = append(groups, dueGroup{word: word, many: many})
		}
		last := &groups[len(groups)-1]
		last.all = append(last.all, one)
	}
	return groups
}

func dueWords(one scoring.Due) (word, many string) {
	switch {
	case one.Deadline == scoring.ExceptionEnds && one.Passed:
		return "exception ended", "exceptions ended"
	case one.Deadline == scoring.ExceptionEnds:
		return "exception ends", "exceptions end"
	case one.Deadline == scoring.ActionDue && one.Passed:
		return "action past due", "actions past due"
	case one.Deadline == scoring.ActionDue:
		return "action due", "actions due"
	case one.Passed:
		return "answer with evidence too old", "answers with evidence too old"
	default:
		return "answer whose evidence gets too old", "answers whose evidence gets too old"
	}
}

func (g dueGroup) title() string { return plural(len(g.all), g.word, g.many) }

// dueLines draw what is due in at most so many lines: a heading and a line a
// group, or all in one.
func (t theme) dueLines(all []scoring.Due, width, most int) []string {
	if len(all) == 0 || most < 1 {
		return nil
	}
	groups := dueGroups(all)
	if most < 3 {
		var titles []string
		for _, group := range groups {
			titles = append(titles, group.title())
		}
		const tail = " (o)"
		text := t.fit(strings.Join(titles, ", "), min(ansi.StringWidth(strings.Join(titles, ", ")), width-7-len(tail)))
		return []string{"  " + t.strong.Render("due: ") + text + tail}
	}
	lines := []string{t.muted.Render("  Due today, or within 30 days   o lists them")}
	for i, group := range groups {
		if i == most-2 && i < len(groups)-1 {
			return append(lines, t.muted.Render(fmt.Sprintf("    and %d more", left(groups[i:]))))
		}
		lines = append(lines, t.dueLine(group, width))
	}
	return lines
}

func left(groups []dueGroup) int {
	count := 0
	for _, group := range groups {
		count += len(group.all)
	}
	return count
}

// dueLine draws a group: what it is, and the first of it.
func (t theme) dueLine(group dueGroup, width int) string {
	style := t.warn
	if group.all[0].Passed {
		style = t.bad
	}
	title := fmt.Sprintf("  %s %s", t.symbols.dot, group.title())
	line := style.Render(title)
	used, shown := ansi.StringWidth(title)+2, 0
	for i, one := range group.all {
		text := dueItem(one)
		if i < len(group.all)-1 {
			text += ", "
		}
		if used+ansi.StringWidth(text) > width-10 && shown > 0 {
			return line + t.muted.Render(fmt.Sprintf(" +%d", len(group.all)-shown))
		}
		if shown == 0 {
			line += "  "
		}
		line, used, shown = line+t.muted.Render(text), used+ansi.StringWidth(text), shown+1
	}
	return line
}

// dueItem names one question with who acts and the day, as far as known.
func dueItem(one scoring.Due) string {
	text := clean(one.Question)
	if one.Deadline == scoring.ActionDue && one.Person != "" {
		text += " " + clean(one.Person)
	}
	if !one.Day.IsZero() {
		text += " " + one.Day.Time().Format("2 Jan")
	}
	return text
}

// questionsDue are the questions of which something is due, gravest first, each
// with what it is, in the words of say.
func questionsDue(all []scoring.Due, say func(scoring.Due) string) questionsOf {
	first, rank := make(map[string]scoring.Due), make(map[string]int)
	more := make(map[string]int)
	for i, one := range all {
		if _, again := first[one.Question]; again {
			more[one.Question]++
			continue
		}
		first[one.Question], rank[one.Question] = one, i
	}
	return questionsOf{
		title: "Due",
		rule:  "What a day has passed for, or will within 30 days; gravest first.",
		holds: func(line *scoring.Line) bool { _, ok := first[line.ID]; return ok },
		rank:  func(line *scoring.Line) int { return rank[line.ID] },
		aside: func(line *scoring.Line) string {
			text := say(first[line.ID])
			if count := more[line.ID]; count > 0 {
				text += fmt.Sprintf("  +%d", count)
			}
			return text
		},
	}
}

// dueShortly says in a few words what is due of a question: of a day in this year
// without the year, and in the colour of what has passed.
func (t theme) dueShortly(today questionnaire.Date) func(scoring.Due) string {
	return func(one scoring.Due) string {
		text := dueText(one, func(day time.Time) string {
			if day.Year() == today.Time().Year() {
				return day.Format("2 Jan")
			}
			return dayOf(day)
		})
		if one.Passed {
			return t.bad.Render(text)
		}
		return text
	}
}

// dueInFull says in a few words what is due of a question.
func dueInFull(one scoring.Due) string { return dueText(one, dayOf) }

func dueText(one scoring.Due, dayWords func(time.Time) string) string {
	day := ""
	if !one.Day.IsZero() {
		day = " " + dayWords(one.Day.Time())
	}
	switch {
	case one.Deadline == scoring.ExceptionEnds && one.Passed:
		return "exception ended" + day
	case one.Deadline == scoring.ExceptionEnds:
		return "exception ends" + day
	case one.Deadline == scoring.EvidenceAges && one.Passed:
		return "evidence too old"
	case one.Deadline == scoring.EvidenceAges:
		return "evidence fresh until" + day
	}
	text := "due" + day
	if one.Passed {
		text = "past due" + day
	}
	if one.Person != "" {
		text = clean(one.Person) + "  " + text
	}
	return text
}
