package tui

import (
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
	form                       *huh.Styles
}

// symbols are the characters that depend on what the terminal can show.
type symbols struct {
	full, half, empty string // cells of bars and levels
	rule, wall        string // lines between panes
	cursor, ellipsis  string
	dot               string // between facts on a line
	arrow             string // from one figure to another
}

var unicodeSymbols = symbols{
	full: "█", half: "▒", empty: "░",
	rule: "─", wall: "│", cursor: "▸", ellipsis: "…", dot: "·", arrow: "→",
}

var asciiSymbols = symbols{
	full: "#", half: "=", empty: ".",
	rule: "-", wall: "|", cursor: ">", ellipsis: "~", dot: "-", arrow: "->",
}

// newTheme returns the theme for a dark or light background. The hues are told
// apart by people with any kind of colour blindness: blue, orange and a
// vermilion kept for what went wrong.
func newTheme(dark, ascii bool) theme {
	pick := lipgloss.LightDark(dark)
	var (
		blue      = pick(lipgloss.Color("#005F99"), lipgloss.Color("#56B4E9"))
		teal      = pick(lipgloss.Color("#00664F"), lipgloss.Color("#2FC7A1"))
		orange    = pick(lipgloss.Color("#8A5A00"), lipgloss.Color("#E69F00"))
		vermilion = pick(lipgloss.Color("#B23A00"), lipgloss.Color("#FF7F50"))
		grey      = pick(lipgloss.Color("#5A5A5A"), lipgloss.Color("#9A9A9A"))
	)
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
	t.form = t.formStyles(ascii)
	return t
}

// formStyles dresses huh's forms in the theme.
func (t theme) formStyles(ascii bool) *huh.Styles {
	styles := huh.ThemeBase(false)
	focused := &styles.Focused
	focused.Base = lipgloss.NewStyle()
	focused.Title, focused.Description = t.title.Underline(true), t.muted
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
