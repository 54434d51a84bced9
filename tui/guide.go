package tui

import (
	"slices"
	"sort"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
)

// guideSheet is one sheet of the guide beside or below a question.
type guideSheet int

const (
	sheetWhy guideSheet = iota
	sheetEvidence
	sheetCheck
	sheetFix
	sheetReferences
	sheetAnswer // all that was said and all levels, which may not fit beside the question
	guideSheets // how many there are
)

var sheetNames = [guideSheets]string{"Why", "Evidence", "Check", "Fix", "References", "Answer"}

// tab is the name of a sheet where all of them stand on a line.
func (s guideSheet) tab() string {
	if s == sheetReferences {
		return "Refs"
	}
	return sheetNames[s]
}

// guidePane draws the whole guide as one pane that scrolls, and below it the
// answer where the question's pane does not show all of it.
func (q *questionScreen) guidePane(width int, withAnswer bool) []string {
	t := q.app.env.theme
	sheets := sheetAnswer
	if withAnswer {
		sheets = guideSheets
	}
	var text []string
	for sheet := range sheets {
		if sheet > 0 {
			text = append(text, "")
		}
		text = append(text, t.spread(t.title.Render(sheetNames[sheet]), t.muted.Render(q.sheetHint(sheet)), width-2))
		text = append(text, q.sheetText(sheet, width-2)...)
	}
	visible, position := q.guide.window(text, q.height-1)
	hint := "GUIDE"
	if position != "" {
		hint += "  " + position + "  pgdn"
	}
	style := t.muted
	if q.focus == onGuide {
		style = t.selected
	}
	return t.pane(append([]string{style.Render(" " + hint)}, inset(visible)...), width, q.height)
}

// sheetLines draws the names of all sheets and the one that is turned up.
func (q *questionScreen) sheetLines(width, height int) []string {
	t := q.app.env.theme
	if height < 2 {
		return t.pane(nil, width, height)
	}
	names := make([]string, guideSheets)
	for sheet := range guideSheets {
		if sheet == q.sheet {
			names[sheet] = t.selected.Render("[" + sheet.tab() + "]")
		} else {
			names[sheet] = t.muted.Render(sheet.tab())
		}
	}
	visible, position := q.guide.window(q.sheetText(q.sheet, width-3), height-1)
	tabs := " " + strings.Join(names, "  ")
	return t.pane(append([]string{t.spread(tabs, t.muted.Render(q.sheetKeys(position, width-ansi.StringWidth(tabs)-1)), width)}, inset(visible)...), width, height)
}

// sheetKeys says which lines of the sheet are seen and which keys work on it, as
// far as width allows.
func (q *questionScreen) sheetKeys(position string, width int) string {
	hint, scroll := q.sheetHint(q.sheet), ""
	if position != "" {
		scroll = "pgdn"
	}
	text := ""
	for _, parts := range [][]string{{hint, position, scroll, "tab next sheet"}, {hint, position, "tab"}, {position, "tab"}, {position}} {
		parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
		if text = strings.Join(parts, "  ") + " "; ansi.StringWidth(text) <= width {
			break
		}
	}
	return text
}

// sheetHint names the key that works on what a sheet holds; empty for none.
func (q *questionScreen) sheetHint(sheet guideSheet) string {
	hasCommand := slices.ContainsFunc(q.line().Verify, func(step questionnaire.VerifyStep) bool { return step.Run != "" })
	if sheet == sheetCheck && hasCommand {
		return "y copies"
	}
	return ""
}

// sheetText returns the text of one sheet, wrapped.
func (q *questionScreen) sheetText(sheet guideSheet, width int) []string {
	if sheet == sheetAnswer {
		return slices.Concat(q.answerLines(width, spacing{whole: true}), q.whereLines(width), []string{""}, q.levelLines(width))
	}
	return q.app.env.theme.sheetText(sheet, q.line().Question, width)
}

// sheetText returns what the bank says on one sheet, wrapped.
func (t theme) sheetText(sheet guideSheet, question *questionnaire.Question, width int) []string {
	var lines []string
	bullet := func(prefix, text string) { lines = append(lines, indent(prefix, clean(text), width)...) }
	switch sheet {
	case sheetWhy:
		lines = append(wrap(clean(question.Why), width), "")
		bullet("Ask: ", question.Ask)
	case sheetEvidence:
		for _, text := range question.Evidence {
			bullet(t.symbols.dot+" ", text)
		}
		if question.EvidenceMaxAgeDays > 0 {
			lines = append(lines, wrap(plural(question.EvidenceMaxAgeDays, "day", "days")+" old at most.", width)...)
		}
	case sheetCheck:
		for _, step := range question.Verify {
			if step.Run != "" {
				lines = append(lines, t.wrapCommand(clean(step.Run), width)...)
			} else {
				bullet("Ask: ", step.Ask)
			}
			bullet("  expect ", step.Expect)
		}
	case sheetFix:
		for i, text := range question.Remediation {
			bullet(string(rune('1'+i%9))+" ", text)
		}
	case sheetReferences:
		for _, framework := range sortedKeys(question.References) {
			bullet(framework+"  ", strings.Join(question.References[framework], "  "))
		}
	}
	return lines
}

// wrapCommand wraps a command between its words and after commas: a flag that is
// broken at its dashes cannot be read.
func (t theme) wrapCommand(command string, width int) []string {
	const unbreakable = "\u2011"
	lines := strings.Split(ansi.Wrap(strings.ReplaceAll(command, "-", unbreakable), width, ","), "\n")
	for i := range lines {
		lines[i] = t.accent.Render(strings.ReplaceAll(lines[i], unbreakable, "-"))
	}
	return lines
}

func sortedKeys(references map[string][]string) []string {
	names := make([]string, 0, len(references))
	for name := range references {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// guidePage is how many lines a page key scrolls.
func (q *questionScreen) guidePage() int { return max(1, q.height/3) }
