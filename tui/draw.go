package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// The functions here draw: they take values and a size and return lines, each
// exactly as wide as asked for. They know no model and change nothing.

// fit returns text on one line of exactly width cells.
func (t theme) fit(text string, width int) string {
	if width <= 0 {
		return ""
	}
	shown := text
	// What is cut can still be too wide, where a cluster of characters is broken.
	for room := width; ansi.StringWidth(shown) > width; room-- {
		shown = ansi.Truncate(text, room, t.symbols.ellipsis)
	}
	return shown + strings.Repeat(" ", width-ansi.StringWidth(shown))
}

// spread puts left and right at the ends of a line, with a space between at the
// least; the left one gives way.
func (t theme) spread(left, right string, width int) string {
	if right == "" {
		return t.fit(left, width)
	}
	space := width - ansi.StringWidth(right) - 1
	if space < 0 {
		return t.fit(right, width)
	}
	return t.fit(left, space) + " " + right
}

// pane returns exactly height lines of exactly width cells.
func (t theme) pane(lines []string, width, height int) []string {
	out := make([]string, height)
	for i := range out {
		if i < len(lines) {
			out[i] = t.fit(lines[i], width)
		} else {
			out[i] = strings.Repeat(" ", max(0, width))
		}
	}
	return out
}

// beside joins panes of the same height with a wall between.
func (t theme) beside(panes ...[]string) []string {
	wall := t.muted.Render(t.symbols.wall)
	lines := make([]string, len(panes[0]))
	for i := range lines {
		parts := make([]string, len(panes))
		for j, pane := range panes {
			parts[j] = pane[i]
		}
		lines[i] = strings.Join(parts, wall)
	}
	return lines
}

// ruler returns a horizontal line.
func (t theme) ruler(width int) string {
	return t.muted.Render(strings.Repeat(t.symbols.rule, max(0, width)))
}

// wrap breaks clean text into lines of at most width cells.
func wrap(text string, width int) []string {
	if width < 1 {
		return nil
	}
	return strings.Split(ansi.Wrap(text, width, ""), "\n")
}

// indent wraps text and puts prefix before its first line and as many spaces
// before the others.
func indent(prefix, text string, width int) []string {
	inset := ansi.StringWidth(prefix)
	lines := wrap(text, width-inset)
	for i := range lines {
		if i == 0 {
			lines[i] = prefix + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", inset) + lines[i]
		}
	}
	return lines
}

// wrapStyled wraps clean text and renders every line in a style.
func (t theme) wrapStyled(style lipgloss.Style, text string, width int) []string {
	lines := wrap(text, width)
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
}

// clean makes text from outside fit to show on one line.
func clean(text string) string { return questionnaire.PrintableLine(text) }

// footer draws the keys that work now. Where not all fit, the last one, which
// leads to all the others, stays, and if there is room for a few the way home.
func (t theme) footer(bindings []key.Binding, width int) string {
	const gap, few = "  ", 80
	if len(bindings) == 0 {
		return t.fit("", width)
	}
	entry := func(binding key.Binding) string {
		help := binding.Help()
		return t.selected.Render(t.keyText(help.Key)) + " " + t.muted.Render(help.Desc)
	}
	stays := len(bindings) - 1
	if width >= few && stays > 0 && slices.Equal(bindings[stays-1].Keys(), keys.Home.Keys()) {
		stays--
	}
	var last []string
	for _, binding := range bindings[stays:] {
		last = append(last, entry(binding))
	}
	end := strings.Join(last, gap)
	line := " "
	for _, binding := range bindings[:stays] {
		next := entry(binding) + gap
		if ansi.StringWidth(line)+ansi.StringWidth(next)+ansi.StringWidth(end) > width {
			break
		}
		line += next
	}
	return t.fit(line+end, width)
}

var keysInASCII = strings.NewReplacer("↑", "up", "↓", "down", "←", "left", "→", "right")

// keyText names keys as the terminal can show them.
func (t theme) keyText(pressed string) string {
	if t.symbols == asciiSymbols {
		return keysInASCII.Replace(pressed)
	}
	return pressed
}

// levelCells draws a level as four cells, one a point.
func (t theme) levelCells(level questionnaire.Level) string {
	ascii := t.symbols == asciiSymbols
	switch {
	case level.Graded():
		filled := [...]int{0, 1, 3, 4}[level.Rank()]
		cells := strings.Repeat(t.symbols.full, filled) + strings.Repeat(t.symbols.empty, 4-filled)
		if ascii {
			return "[" + cells + "]"
		}
		return cells
	case level == questionnaire.LevelUnknown && ascii:
		return "[ ~~ ]"
	case level == questionnaire.LevelUnknown:
		return " ~  "
	case level == questionnaire.LevelNA && ascii:
		return "[ -- ]"
	case level == questionnaire.LevelNA:
		return " –  "
	case ascii:
		return "[    ]"
	default:
		return "    "
	}
}

// levelName returns the word for a level on the screen.
func levelName(level questionnaire.Level) string {
	switch level {
	case questionnaire.LevelNA:
		return "n/a"
	case questionnaire.Level{}:
		return "not answered"
	default:
		return level.String()
	}
}

// levelStyle returns the style that goes with a level.
func (t theme) levelStyle(level questionnaire.Level) lipgloss.Style {
	switch level {
	case questionnaire.LevelAll:
		return t.good
	case questionnaire.LevelMost:
		return t.accent
	case questionnaire.LevelSome, questionnaire.LevelUnknown:
		return t.warn
	case questionnaire.LevelNone:
		return t.bad
	default:
		return t.muted
	}
}

// coverageBar draws figures as one bar: what has evidence, what is answered
// beyond that, what is open up to the ceiling, and the rest.
func (t theme) coverageBar(figures scoring.Figures, width int) string {
	inner := max(0, width-2)
	evidenced := cellsOf(figures.Evidenced, inner)
	covered := max(evidenced, cellsOf(figures.Coverage, inner))
	carried := covered
	if figures.Carried > 0 {
		carried = max(covered, cellsOf(figures.AsCarried, inner))
	}
	ceiling := max(carried, cellsOf(figures.Ceiling, inner))
	return t.muted.Render("|") +
		t.good.Render(strings.Repeat(t.symbols.full, evidenced)) +
		t.accent.Render(strings.Repeat(t.symbols.half, covered-evidenced)) +
		t.muted.Render(strings.Repeat(t.symbols.carried, carried-covered)) +
		t.warn.Render(strings.Repeat(t.symbols.open, ceiling-carried)) +
		t.muted.Render(strings.Repeat(t.symbols.rest, inner-ceiling)) +
		t.muted.Render("|")
}

// cellsOf returns how many of width cells a share fills, rounded to nearest.
func cellsOf(share scoring.Share, width int) int { return int(share.Float()*float64(width) + 0.5) }

// progressBar draws done of total.
func (t theme) progressBar(done, total, width int) string {
	filled := 0
	if total > 0 {
		filled = done * width / total
	}
	return t.accent.Render(strings.Repeat(t.symbols.full, filled)) +
		t.muted.Render(strings.Repeat(t.symbols.empty, width-filled))
}

// minutesLeft estimates how long a group that has no pace of its own yet needs
// for what is open.
func minutesLeft(unanswered, carried int) int { return plannedPace.minutes(unanswered, carried) }

func plural(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}

// scrolled is a window on lines that are taller than it.
type scrolled struct{ offset int }

// window returns the visible lines, and says which they are where not all fit.
func (s *scrolled) window(lines []string, height int) (visible []string, position string) {
	s.offset = max(0, min(s.offset, len(lines)-height))
	end := min(len(lines), s.offset+max(0, height))
	if len(lines) > height {
		position = fmt.Sprintf("lines %d-%d/%d", s.offset+1, end, len(lines))
	}
	return lines[s.offset:end], position
}

func (s *scrolled) by(lines int) { s.offset = max(0, s.offset+lines) }

// keepInView moves the window so that the line at place is inside it.
func (s *scrolled) keepInView(place, height int) {
	if place < s.offset {
		s.offset = place
	}
	if place >= s.offset+height {
		s.offset = place - height + 1
	}
}
