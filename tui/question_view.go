package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// arrangement is how the question screen divides its room.
type arrangement int

const (
	oneSheet   arrangement = iota // below 80 columns: the guide behind a key
	stacked                       // the guide below the question
	threePanes                    // list, question, guide
)

func (q *questionScreen) layout() arrangement {
	switch {
	case q.width >= 120:
		return threePanes
	case q.width >= 80:
		return stacked
	default:
		return oneSheet
	}
}

func (q *questionScreen) view() []string {
	switch q.layout() {
	case threePanes:
		return q.viewThreePanes()
	case stacked:
		return q.viewStacked()
	default:
		return q.viewOneSheet()
	}
}

// columns are how wide the three panes are; a guide that is hidden has none.
func (q *questionScreen) columns() (list, middle, guide int) {
	list = 27 + (q.width-120)/3
	middle = q.width - list - 1
	if !q.guideHidden {
		guide = max(36, (q.width-list)*2/5)
		middle -= guide + 1
	}
	return list, middle, guide
}

func (q *questionScreen) viewThreePanes() []string {
	_, middle, _ := q.columns()
	asked, whole := q.questionLines(middle-2, q.height)
	return q.betweenPanes(q.app.env.theme.pane(inset(asked), middle, q.height), !whole)
}

// betweenPanes draws the list and the guide, and between them what stands in the
// middle.
func (q *questionScreen) betweenPanes(middle []string, withAnswer bool) []string {
	list, _, guide := q.columns()
	panes := [][]string{q.app.env.theme.pane(q.listLines(list), list, q.height), middle}
	if guide > 0 {
		panes = append(panes, q.guidePane(guide, withAnswer))
	}
	return q.app.env.theme.beside(panes...)
}

// dialogSize leaves list and guide beside a dialog, where there are three panes:
// what an auditor accepts is wanted while evidence is typed.
func (q *questionScreen) dialogSize() (width, height int) {
	if q.layout() != threePanes {
		return q.width, q.height
	}
	_, middle, _ := q.columns()
	return middle, q.height
}

func (q *questionScreen) around(dialog []string) []string {
	if q.layout() != threePanes {
		return dialog
	}
	return q.betweenPanes(dialog, false)
}

func inset(lines []string) []string {
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

func (q *questionScreen) viewStacked() []string {
	t := q.app.env.theme
	if q.guideHidden {
		asked, _ := q.questionLines(q.width-2, q.height)
		return t.pane(inset(asked), q.width, q.height)
	}
	const leastGuide = 4
	asked, _ := q.questionLines(q.width-2, q.height-leastGuide)
	above := inset(asked)
	below := q.height - len(above)
	lines := append(t.pane(above, q.width, len(above)), t.ruler(q.width))
	return append(lines, q.sheetLines(q.width, below-1)...)
}

func (q *questionScreen) viewOneSheet() []string {
	t := q.app.env.theme
	if q.guideOnly {
		return q.sheetLines(q.width, q.height)
	}
	asked, _ := q.questionLines(q.width-2, q.height)
	return t.pane(inset(asked), q.width, q.height)
}

// listLines draws the areas with their progress and the questions of the one
// at hand.
func (q *questionScreen) listLines(width int) []string {
	t, s := q.app.env.theme, q.app.session
	current := q.line().Area
	lines := []string{t.muted.Render(t.spread("  AREA", "done  left ", width))}
	for _, area := range questionnaire.Areas() {
		lines = append(lines, q.areaLine(area, area == current, width))
	}
	lines = append(lines, t.muted.Render(strings.Repeat(t.symbols.rule, width)))
	place := s.places[current]
	room := q.height - len(lines)
	q.list.keepInView(q.place-place.first, room)
	q.list.offset = max(0, min(q.list.offset, place.end-place.first-room))
	for i := place.first + q.list.offset; i < min(place.end, place.first+q.list.offset+room); i++ {
		lines = append(lines, q.listLine(i))
	}
	return lines
}

func (q *questionScreen) areaLine(area questionnaire.Area, current bool, width int) string {
	t := q.app.env.theme
	counts := q.app.session.sheet.AreaCounts(area)
	mark, style := "  ", t.text
	if current {
		mark, style = t.symbols.cursor+" ", t.selected
	}
	left := "-"
	if minutes := q.app.session.pace.minutes(counts.Unanswered, counts.Carried); minutes > 0 {
		left = fmt.Sprintf("%dm", minutes)
	}
	done := counts.Answered + counts.NA
	right := fmt.Sprintf("%d/%d %5s ", done, counts.Asked, left)
	name := mark + t.fit(area.ShortName(), len("Threat int."))
	if bar := min(20, width-ansi.StringWidth(name+right)-3); bar >= 4 {
		return style.Render(name) + " " + t.progressBar(done, counts.Asked, bar) + style.Render(t.spread("", right, width-ansi.StringWidth(name)-1-bar))
	}
	return style.Render(t.spread(name, right, width))
}

func (q *questionScreen) listLine(place int) string {
	t := q.app.env.theme
	line := q.app.session.sheet.LineAt(place)
	mark := "  "
	if place == q.place {
		mark = t.selected.Render(t.symbols.cursor + " ")
	}
	number := line.ID[strings.LastIndexByte(line.ID, '-')+1:]
	state := t.levelStyle(line.Answer.Level).Render(t.levelCells(line.Answer.Level))
	switch {
	case line.Standing == scoring.Carried:
		state += t.warn.Render("c")
	case needsAnswer(line) && !line.Answer.Flagged.IsZero():
		state += t.warn.Render("P")
	default:
		state += " "
	}
	text := clean(line.Title)
	if place == q.place && q.focus == onList {
		text = t.selected.Render(text)
	}
	return mark + t.muted.Render(number) + " " + state + " " + text
}

// spacing says how much room the question may take.
type spacing struct {
	apart  bool // blank lines between the levels, and what could still be said
	airy   bool // blank lines between the parts
	meant  bool // every level with all of its meaning
	chosen bool // the level under the cursor with all of its meaning
	whole  bool // what was said with all of its words
	brief  bool // what was said beside the level only named
}

// spacings begin with all there is, then take less air, then shorten the other
// levels, then what was said, of which the answer's sheet holds all.
var spacings = []spacing{
	{apart: true, airy: true, meant: true, chosen: true, whole: true},
	{airy: true, meant: true, chosen: true, whole: true},
	{meant: true, chosen: true, whole: true},
	{airy: true, chosen: true, whole: true},
	{chosen: true, whole: true},
	{whole: true},
	{chosen: true},
	{},
	{chosen: true, brief: true},
	{brief: true},
}

// questionLines draws the question and its answer in at most height lines, and
// reports whether all that was said is there.
func (q *questionScreen) questionLines(width, height int) (lines []string, whole bool) {
	for _, space := range spacings {
		if lines = q.composeQuestion(width, space); len(lines) <= height {
			return lines, space.whole
		}
	}
	return lines[:max(0, height)], false
}

func (q *questionScreen) composeQuestion(width int, space spacing) []string {
	t, line := q.app.env.theme, q.line()
	lines := q.titleLines(width)
	if !space.airy && !space.meant && !space.chosen {
		lines = lines[:1]
	}
	air := func(wanted bool) {
		if wanted {
			lines = append(lines, "")
		}
	}
	air(space.apart)
	for _, text := range wrap(clean(line.Text), width) {
		lines = append(lines, t.strong.Render(text))
	}
	air(space.airy)
	lines = append(lines, q.choiceLines(width, space)...)
	air(space.airy)
	if space.apart {
		lines = append(lines, t.ruler(width), "")
	}
	return append(lines, q.answerLines(width, space)...)
}

// titleLines draws the id and title with what kind of question it is, on two
// lines where one is too short.
func (q *questionScreen) titleLines(width int) []string {
	t, line := q.app.env.theme, q.line()
	dot := " " + t.symbols.dot + " "
	title := t.title.Render(line.ID + "  " + clean(line.Title))
	facts := line.Severity.String() + dot + tierWords(line.In) + dot + line.Effort.String() + " effort"
	for _, right := range []string{facts, line.Severity.String() + dot + tierWords(line.In)} {
		if ansi.StringWidth(title)+ansi.StringWidth(right)+2 <= width {
			return []string{t.spread(title, t.muted.Render(right), width)}
		}
	}
	return []string{t.fit(title, width), t.muted.Render(t.fit(facts, width))}
}

func tierWords(tiers []questionnaire.Tier) string {
	if len(tiers) == len(questionnaire.Tiers()) {
		return "every tier"
	}
	var words []string
	for _, tier := range tiers {
		words = append(words, tier.String())
	}
	return strings.Join(words, ", ")
}

// choiceLines draws the levels, each with its key, cells, word and meaning.
func (q *questionScreen) choiceLines(width int, space spacing) []string {
	var lines []string
	all := choices(q.line().Question)
	for i, level := range all {
		if !level.Graded() {
			continue
		}
		whole := space.meant || space.chosen && i == q.cursor
		lines = append(lines, q.choiceLine(i, level, width, whole)...)
		if space.apart {
			lines = append(lines, "")
		}
	}
	return append(lines, q.otherChoices(width, len(all)))
}

func (q *questionScreen) choiceLine(i int, level questionnaire.Level, width int, whole bool) []string {
	t, line := q.app.env.theme, q.line()
	color, words := q.choiceStyles(i, level)
	name := fmt.Sprintf("%-5s", level)
	if level == line.Answer.Level {
		name = strings.ToUpper(name)
	}
	prefix := q.choiceMark(i) + q.keyStyle().Render(levelKey(level)) + " " + color.UnsetBold().Render(t.levelCells(level)) + " " + color.Render(name) + " "
	meaning := []string{clean(line.Levels.Of(level))}
	earlier := ""
	if last, ok := lastLevel(line.Answer); ok && last == level {
		earlier = "  < last time"
	}
	room := width - ansi.StringWidth(prefix)
	if whole {
		meaning = wrap(meaning[0], room)
	} else {
		meaning[0] = t.fit(meaning[0], room-len(earlier))
	}
	lines, lead := make([]string, len(meaning)), prefix
	for j := range meaning {
		lines[j] = lead + words.Render(meaning[j])
		lead = strings.Repeat(" ", ansi.StringWidth(prefix))
	}
	if end := len(lines) - 1; ansi.StringWidth(meaning[end])+len(earlier) <= room {
		lines[end] += t.muted.Render(earlier)
	} else {
		lines = append(lines, lead+t.muted.Render(strings.TrimSpace(earlier)))
	}
	return lines
}

// choiceStyles returns how a choice is drawn: its cells and name, and its words.
// Once there is an answer it stands out, and the others step back, but for the
// one that the cursor was moved to.
func (q *questionScreen) choiceStyles(i int, level questionnaire.Level) (color, words lipgloss.Style) {
	t, given := q.app.env.theme, q.line().Answer.Level
	switch {
	case level == given:
		return t.levelStyle(level).Bold(true), t.strong
	case given.IsZero(), q.pointing && i == q.cursor:
		return t.levelStyle(level), t.text
	default:
		return t.muted, t.muted
	}
}

// keyStyle is how the keys of the choices are drawn: they stand out where they
// work.
func (q *questionScreen) keyStyle() lipgloss.Style {
	if q.previewed {
		return q.app.env.theme.muted
	}
	return q.app.env.theme.selected
}

// choiceMark is what stands before a choice: the cursor, dim until it was moved
// or stands on the answer.
func (q *questionScreen) choiceMark(i int) string {
	t := q.app.env.theme
	switch {
	case i != q.cursor || q.focus != onChoices:
		return "  "
	case q.pointing || !q.line().Answer.Level.IsZero():
		return t.selected.Render(t.symbols.cursor + " ")
	default:
		return t.muted.Render(t.symbols.cursor + " ")
	}
}

func levelKey(level questionnaire.Level) string { return fmt.Sprint(level.Rank() + 1) }

// otherChoices draws unknown and not applicable on one line.
func (q *questionScreen) otherChoices(width, total int) string {
	t, line := q.app.env.theme, q.line()
	part := func(place int, pressed string, level questionnaire.Level, asks string) string {
		color, _ := q.choiceStyles(place, level)
		name := levelName(level)
		if level == line.Answer.Level {
			name = strings.ToUpper(name)
		}
		return q.choiceMark(place) + q.keyStyle().Render(pressed) + " " + color.UnsetBold().Render(t.levelCells(level)) + " " + color.Render(name) + t.muted.Render(asks)
	}
	left := part(total-2, "u", questionnaire.LevelUnknown, ": who finds out?")
	right := part(total-1, "n", questionnaire.LevelNA, ": why?")
	return t.fit(left+"   "+right, width)
}

// lastLevel returns the level of the period before, if there is one.
func lastLevel(answer questionnaire.Answer) (questionnaire.Level, bool) {
	if len(answer.History) == 0 {
		return questionnaire.Level{}, false
	}
	return answer.History[len(answer.History)-1].Level, true
}
