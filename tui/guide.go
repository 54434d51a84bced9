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
	guideSheets // how many there are
)

var sheetNames = [guideSheets]string{"Why", "Evidence", "Check", "Fix", "References"}

// guidePane draws the whole guide as one pane that scrolls.
func (q *questionScreen) guidePane(width int) []string {
	t := q.app.env.theme
	var text []string
	for sheet := range guideSheets {
		if sheet > 0 {
			text = append(text, "")
		}
		text = append(text, t.title.Render(sheetNames[sheet]))
		text = append(text, q.app.env.theme.sheetText(sheet, q.line().Question, width-2)...)
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
	for i, name := range sheetNames {
		if guideSheet(i) == q.sheet {
			names[i] = t.selected.Render("[" + name + "]")
		} else {
			names[i] = t.muted.Render(name)
		}
	}
	text := t.sheetText(q.sheet, q.line().Question, width-3)
	visible, position := q.guide.window(text, height-1)
	right := "tab next sheet "
	if position != "" {
		right = position + " pgdn   " + right
	}
	head := t.spread(" "+strings.Join(names, "  "), t.muted.Render(right), width)
	return t.pane(append([]string{head}, inset(visible)...), width, height)
}

// sheetText returns the text of one sheet, wrapped.
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
		if slices.ContainsFunc(question.Verify, func(step questionnaire.VerifyStep) bool { return step.Run != "" }) {
			lines = append(lines, t.muted.Render("y copies the first command"))
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
