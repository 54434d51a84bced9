package tui

import (
	"image/color"
	"strings"
	"sync"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

// theme holds every style and symbol of the app. Colour never carries meaning
// alone: whatever is coloured also has its word or its symbol.
type theme struct {
	text, muted, strong, title lipgloss.Style
	accent, good, warn, bad    lipgloss.Style
	selected, alarm            lipgloss.Style
	symbols                    symbols
	form                       func() *huh.Styles // made for the first form
}

// symbols are the characters that depend on what the terminal can show.
type symbols struct {
	full, half, empty string // cells of bars and levels
	open, rest        string // of a bar: what may still turn out to be in place, and what is not
	carried           string // of a bar: what is in place if nothing changed
	rule, wall        string // lines between panes
	cursor, ellipsis  string
	dot               string // between facts on a line
	arrow             string // from one figure to another
}

var unicodeSymbols = symbols{
	full: "█", half: "▒", empty: "░", open: "░", rest: "·", carried: "⡂",
	rule: "─", wall: "│", cursor: "▸", ellipsis: "…", dot: "·", arrow: "→",
}

var asciiSymbols = symbols{
	full: "#", half: "=", empty: ".", open: "?", rest: ".", carried: ":",
	rule: "-", wall: "|", cursor: ">", ellipsis: "~", dot: "-", arrow: "->",
}

// Background is what the colours have to suit.
type Background int

// BackgroundAuto asks the terminal; where it does not answer, it is taken as dark.
const (
	BackgroundAuto Background = iota
	BackgroundDark
	BackgroundLight
)

// patienceForBackground is how long the app waits, in the terminal's own text
// color, for the terminal to say what its background is. Colors for the wrong
// one would flash.
const patienceForBackground = 300 * time.Millisecond

// unanswered says that the terminal had its time to answer.
type unanswered struct{}

// askBackground asks the terminal for its background, unless somebody said.
func (a *App) askBackground() tea.Cmd {
	if a.env.Background != BackgroundAuto {
		return nil
	}
	return tea.Batch(tea.RequestBackgroundColor, tea.Tick(patienceForBackground, func(time.Time) tea.Msg { return unanswered{} }))
}

// takeBackground changes the colors to suit the terminal. An open form draws
// itself anew.
func (a *App) takeBackground(msg tea.BackgroundColorMsg) tea.Cmd {
	if a.env.Background != BackgroundAuto {
		return nil
	}
	a.env.background = BackgroundLight
	if msg.IsDark() {
		a.env.background = BackgroundDark
	}
	a.env.theme = newTheme(a.env.background, a.env.sixteen, a.env.ASCII)
	return a.forward(msg)
}

// newTheme returns the theme for a background; where that is not known yet, one
// without colors. The hues are told apart by people with any kind of color
// blindness: blue, orange and a vermilion kept for what went wrong. A terminal with
// sixteen colors has one red for the last two; there the orange is another one.
func newTheme(background Background, sixteen, ascii bool) theme {
	pick := lipgloss.LightDark(background == BackgroundDark)
	if background == BackgroundAuto {
		pick = func(color.Color, color.Color) color.Color { return lipgloss.NoColor{} }
	}
	var (
		blue      = pick(lipgloss.Color("#005F99"), lipgloss.Color("#56B4E9"))
		teal      = pick(lipgloss.Color("#00664F"), lipgloss.Color("#2FC7A1"))
		orange    = pick(lipgloss.Color("#8A5A00"), lipgloss.Color("#E69F00"))
		vermilion = pick(lipgloss.Color("#B23A00"), lipgloss.Color("#FF7F50"))
		grey      = pick(lipgloss.Color("#5A5A5A"), lipgloss.Color("#9A9A9A"))
	)
	if sixteen {
		orange = pick(lipgloss.Magenta, lipgloss.BrightYellow)
	}
	plain := lipgloss.NewStyle()
	t := theme{
		text: plain, muted: plain.Foreground(grey), strong: plain.Bold(true),
		title:  plain.Bold(true).Foreground(blue),
		accent: plain.Foreground(blue), good: plain.Foreground(teal),
		warn: plain.Foreground(orange), bad: plain.Foreground(vermilion),
		selected: plain.Bold(true).Foreground(blue),
		alarm:    plain.Bold(true).Reverse(true).Foreground(vermilion),
		symbols:  unicodeSymbols,
	}
	if ascii {
		t.symbols = asciiSymbols
	}
	t.form = sync.OnceValue(func() *huh.Styles { return t.formStyles(ascii) })
	return t
}

// formStyles dresses huh's forms in the theme.
func (t theme) formStyles(ascii bool) *huh.Styles {
	styles := huh.ThemeBase(false)
	focused := &styles.Focused
	focused.Base = lipgloss.NewStyle()
	focused.Title, focused.Description = t.title.Underline(true).UnderlineSpaces(true), t.muted
	focused.SelectedOption = t.strong
	focused.ErrorIndicator = t.bad.SetString(" !")
	focused.ErrorMessage = t.bad
	focused.SelectSelector = t.selected.SetString(t.symbols.cursor + " ")
	focused.MultiSelectSelector = t.selected.SetString(t.symbols.cursor + " ")
	focused.SelectedPrefix = t.selected.SetString("[x] ")
	focused.UnselectedPrefix = lipgloss.NewStyle().SetString("[ ] ")
	focused.TextInput.Prompt, focused.TextInput.Placeholder = t.accent, t.muted
	focused.FocusedButton = t.selected.Reverse(true).Padding(0, 2)
	focused.BlurredButton = lipgloss.NewStyle().Padding(0, 2)
	if ascii {
		focused.NextIndicator = lipgloss.NewStyle().SetString(" >")
		focused.PrevIndicator = lipgloss.NewStyle().SetString("< ")
	}
	styles.Blurred = *focused
	styles.Blurred.Title = t.strong
	styles.Blurred.SelectSelector = t.muted.SetString(t.symbols.cursor + " ")
	styles.Blurred.MultiSelectSelector = lipgloss.NewStyle().SetString("  ")
	styles.FieldSeparator = lipgloss.NewStyle().SetString("\n\n")
	return styles
}

// inOwnColors dresses what huh leaves in the colors of its text field, which do
// not suit a light background: fields without the focus.
func (t theme) inOwnColors(form string) string {
	const white, darkGrey, plain = "\x1b[37m", "\x1b[38;5;240m", "\x1b[m"
	muted, _, _ := strings.Cut(t.muted.Render("x"), "x")
	return strings.NewReplacer(white, plain, darkGrey, muted).Replace(form)
}

// inputStyles dress a text field outside a form.
func (t theme) inputStyles() textinput.Styles {
	state := textinput.StyleState{Text: t.text, Prompt: t.accent, Placeholder: t.muted, Suggestion: t.muted}
	return textinput.Styles{Focused: state, Blurred: state, Cursor: textinput.CursorStyle{Shape: tea.CursorBlock, Blink: true}}
}
