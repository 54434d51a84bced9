package tui

import (
	"fmt"
	"slices"
	"strings"

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

func (q *questionScreen) viewThreePanes() []string {
	t := q.app.env.theme
	listWidth, guideWidth := 27+(q.width-120)/3, 0
	if !q.guideHidden {
		guideWidth = max(36, (q.width-listWidth)*2/5)
	}
	middle := q.width - listWidth - 1
	if guideWidth > 0 {
		middle -= guideWidth + 1
	}
	panes := [][]string{
		t.pane(q.listLines(listWidth), listWidth, q.height),
		t.pane(inset(q.questionLines(middle-2, q.height)), middle, q.height),
	}
	if guideWidth > 0 {
		panes = append(panes, q.guidePane(guideWidth))
	}
	return t.beside(panes...)
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
		return t.pane(inset(q.questionLines(q.width-2, q.height)), q.width, q.height)
	}
	const leastGuide = 4
	above := inset(q.questionLines(q.width-2, q.height-leastGuide))
	below := q.height - len(above)
	lines := append(t.pane(above, q.width, len(above)), t.ruler(q.width))
	return append(lines, q.sheetLines(q.width, below-1)...)
}

func (q *questionScreen) viewOneSheet() []string {
	t := q.app.env.theme
	if q.guideOnly {
		return q.sheetLines(q.width, q.height)
	}
	return t.pane(inset(q.questionLines(q.width-2, q.height)), q.width, q.height)
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
	right := fmt.Sprintf("%d/%d %5s ", counts.Answered+counts.NA, counts.Asked, left)
	return style.Render(t.spread(mark+area.ShortName(), right, width))
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
	airy   bool // blank lines between the parts
	meant  bool // every level with all of its meaning
	chosen bool // the level under the cursor with all of its meaning
}

// questionLines draws the question and its answer in at most height lines: with
// all there is where there is room, else with less air, then with the other
// levels, then with every level on one line.
func (q *questionScreen) questionLines(width, height int) []string {
	var lines []string
	for _, space := range []spacing{{true, true, true}, {false, true, true}, {true, false, true}, {false, false, true}, {}} {
		if lines = q.composeQuestion(width, space); len(lines) <= height {
			return lines
		}
	}
	return lines[:max(0, height)]
}

func (q *questionScreen) composeQuestion(width int, space spacing) []string {
	t, line := q.app.env.theme, q.line()
	lines := q.titleLines(width)
	if space == (spacing{}) {
		lines = lines[:1]
	}
	for _, text := range wrap(clean(line.Text), width) {
		lines = append(lines, t.strong.Render(text))
	}
	if space.airy {
		lines = append(lines, "")
	}
	lines = append(lines, q.choiceLines(width, space)...)
	if space.airy {
		lines = append(lines, "")
	}
	return append(lines, q.answerLines(width)...)
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
	}
	return append(lines, q.otherChoices(width, len(all)))
}

func (q *questionScreen) choiceLine(i int, level questionnaire.Level, width int, whole bool) []string {
	t, line := q.app.env.theme, q.line()
	mark := "  "
	if i == q.cursor && q.focus == onChoices {
		mark = t.selected.Render(t.symbols.cursor + " ")
	}
	name := fmt.Sprintf("%-5s", level)
	if level == line.Answer.Level {
		name = strings.ToUpper(name)
	}
	style := t.levelStyle(level)
	prefix := mark + t.selected.Render(levelKey(level)) + " " + style.Render(t.levelCells(level)) + " " + style.Render(name) + " "
	meaning := clean(line.Levels.Of(level))
	if earlier, ok := lastLevel(line.Answer); ok && earlier == level {
		meaning += "  < last time"
	}
	if whole {
		return indent(prefix, meaning, width)
	}
	return []string{t.fit(prefix+meaning, width)}
}

func levelKey(level questionnaire.Level) string { return fmt.Sprint(level.Rank() + 1) }

// otherChoices draws unknown and not applicable on one line.
func (q *questionScreen) otherChoices(width, total int) string {
	t, line := q.app.env.theme, q.line()
	part := func(place int, pressed string, level questionnaire.Level, asks string) string {
		mark := "  "
		if place == q.cursor && q.focus == onChoices {
			mark = t.selected.Render(t.symbols.cursor + " ")
		}
		name := levelName(level)
		if level == line.Answer.Level {
			name = strings.ToUpper(name)
		}
		return mark + t.selected.Render(pressed) + " " + t.levelCells(level) + " " + t.levelStyle(level).Render(name) + t.muted.Render(asks)
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

// progress says how far the assessment is.
func (a *App) progress(width int) string {
	s := a.session
	settled, asked := s.done()
	if carriedDraft(s.sheet) {
		return a.renewalProgress(width)
	}
	if width < 80 {
		return fmt.Sprintf("%d/%d", settled, asked)
	}
	parts := []string{fmt.Sprintf("%d/%d done", settled, asked)}
	if s.parked > 0 && width >= 100 {
		parts = append(parts, fmt.Sprintf("%d parked", s.parked))
	}
	if left := s.minutesLeft(); left > 0 {
		parts = append(parts, fmt.Sprintf("~%d min left", left))
	}
	return strings.Join(slices.Clip(parts), "  ")
}

// renewalProgress is the progress of a carried draft, beside which a team's name
// and a place still have to fit.
func (a *App) renewalProgress(width int) string {
	const crumbs, minutes = 42, 14
	room := width - crumbs
	if state := a.savedState(); state != "" {
		room -= ansi.StringWidth(state) + 3
	}
	left := a.session.minutesLeft()
	if width < 100 || left == 0 {
		return a.renewalText(room)
	}
	return a.renewalText(room-minutes) + fmt.Sprintf("  ~%d min left", left)
}

// renewalText says how far the carried draft in hand is.
func (a *App) renewalText(width int) string {
	var before *scoring.Sheet
	if a.session.previous != nil {
		before = a.session.previous.sheet
	}
	return a.env.theme.renewalText(a.session.renewal, a.session.sheet, before, width)
}
