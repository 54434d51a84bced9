package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// helpScreen lists every key of the screen it was opened from, and those that
// work everywhere.
type helpScreen struct {
	app           *App
	from          screen
	about         []keyGroup
	width, height int
	scroll        scrolled
}

func newHelp(app *App, from screen) *helpScreen {
	return &helpScreen{app: app, from: from, about: append(from.groups(), everywhere())}
}

func (h *helpScreen) resize(width, height int) { h.width, h.height = width, height }

func (h *helpScreen) capturing() bool { return false }

// header keeps in sight where the help was opened, and how far that is.
func (h *helpScreen) header() (left, right string) {
	left, right = h.from.header()
	return h.app.env.theme.title.Render("All keys") + "  " + left, right
}

func (h *helpScreen) footer() []key.Binding {
	return []key.Binding{label("↑ ↓", "scroll"), keys.Back}
}

func (h *helpScreen) groups() []keyGroup { return nil }

func (h *helpScreen) update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		h.scroll.press(press, h.height-2)
	}
	return nil
}

// press moves the window by the keys that scroll.
func (s *scrolled) press(msg tea.KeyPressMsg, page int) {
	switch {
	case key.Matches(msg, keys.Up):
		s.by(-1)
	case key.Matches(msg, keys.Down):
		s.by(1)
	case key.Matches(msg, keys.PageUp):
		s.by(-page)
	case key.Matches(msg, keys.PageDown):
		s.by(page)
	case key.Matches(msg, keys.Top):
		s.offset = 0
	case key.Matches(msg, keys.Bottom):
		s.by(1 << 20)
	}
}

func (h *helpScreen) view() []string {
	t := h.app.env.theme
	lines := t.keyLines(h.about)
	if h.width >= 100 && len(h.about) > 1 {
		half := (len(h.about) + 1) / 2
		left, right := t.keyLines(h.about[:half]), t.keyLines(h.about[half:])
		tall, column := max(len(left), len(right)), h.width/2
		lines = t.beside(t.pane(left, column, tall), t.pane(right, h.width-column-1, tall))
	}
	visible, position := h.scroll.window(lines, h.height-1)
	body := t.pane(visible, h.width, h.height-1)
	return append(body, t.muted.Render(t.spread("", position+" ", h.width)))
}

// keyLines lists groups of keys, each under its heading.
func (t theme) keyLines(groups []keyGroup) []string {
	var lines []string
	for _, group := range groups {
		lines = append(lines, "", "  "+t.title.Render(group.title))
		for _, binding := range group.bindings {
			pressed := t.keyText(binding.Help().Key)
			pad := max(0, 10-ansi.StringWidth(pressed))
			lines = append(lines, fmt.Sprintf("    %s%*s  %s", t.selected.Render(pressed), pad, "", binding.Help().Desc))
		}
	}
	return lines
}
