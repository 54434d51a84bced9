package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"demarc/questionnaire"
)

// mapScreen shows the responsibility matrix: who answers for each layer of the
// stack in each tier the team uses.
type mapScreen struct {
	app           *App
	width, height int
	chosen        int
	scroll        scrolled
}

func newMap(app *App) *mapScreen { return &mapScreen{app: app} }

func (m *mapScreen) resize(width, height int) { m.width, m.height = width, height }

func (m *mapScreen) capturing() bool { return false }

func (m *mapScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	last := len(m.app.session.bank.Layers()) - 1
	switch {
	case key.Matches(press, keys.Up):
		m.chosen = max(0, m.chosen-1)
	case key.Matches(press, keys.Down):
		m.chosen = min(last, m.chosen+1)
	case key.Matches(press, keys.PageUp):
		m.chosen = max(0, m.chosen-m.height/2)
	case key.Matches(press, keys.PageDown):
		m.chosen = min(last, m.chosen+m.height/2)
	case key.Matches(press, keys.Map):
		return nil
	default:
		return m.app.goElsewhere(press)
	}
	return nil
}

func (m *mapScreen) header() (left, right string) {
	return m.app.crumbs("Responsibility map")
}

func (m *mapScreen) footer() []key.Binding {
	return []key.Binding{label("↑ ↓", "choose a layer"), keys.Results, keys.Review, keys.Back, keys.Home, keys.Help}
}

func (m *mapScreen) groups() []keyGroup {
	return []keyGroup{{"Responsibility map", []key.Binding{keys.Up, keys.Down, keys.ScrollPages, keys.Results, keys.Review, keys.Report}}}
}

func (m *mapScreen) view() []string {
	t, s := m.app.env.theme, m.app.session
	tiers, layers := s.assessment.Scope().Tiers, s.bank.Layers()
	notes := m.noteLines(layers[m.chosen], tiers)
	head := t.spread(" LAYER", m.columnHeads(tiers), m.width)
	room := max(1, m.height-len(notes)-2)
	m.scroll.keepInView(m.chosen, room)
	m.scroll.offset = max(0, min(m.scroll.offset, len(layers)-room))
	lines := []string{t.muted.Render(head)}
	for i := m.scroll.offset; i < min(len(layers), m.scroll.offset+room); i++ {
		lines = append(lines, m.layerLine(layers[i], tiers, i == m.chosen))
	}
	lines = t.pane(lines, m.width, m.height-len(notes)-1)
	lines = append(lines, t.ruler(m.width))
	return append(lines, t.pane(notes, m.width, len(notes))...)
}

// ownerWidth is how wide a tier's column is.
func (m *mapScreen) ownerWidth() int {
	if m.width < 100 {
		return 12
	}
	return 16
}

// columnHeads names the tiers, the longest one shortened where columns are
// narrow.
func (m *mapScreen) columnHeads(tiers []questionnaire.Tier) string {
	heads := ""
	for _, tier := range tiers {
		heads += m.app.env.theme.fit(tier.String(), m.ownerWidth()-1) + " "
	}
	return heads
}

func (m *mapScreen) layerLine(layer questionnaire.Layer, tiers []questionnaire.Tier, chosen bool) string {
	t := m.app.env.theme
	mark, name := "  ", clean(layer.Name)
	if chosen {
		mark, name = t.selected.Render(t.symbols.cursor+" "), t.selected.Render(name)
	}
	owners := ""
	for _, tier := range tiers {
		owners += t.ownerStyle(layer.Owner[tier]).Render(fmt.Sprintf("%-*s", m.ownerWidth(), ownerWord(layer.Owner[tier])))
	}
	return t.spread(mark+name, owners, m.width)
}

func ownerWord(owner questionnaire.Owner) string {
	switch owner {
	case questionnaire.OwnerCustomer:
		return "you"
	case questionnaire.OwnerShared:
		return "you and AWS"
	default:
		return "AWS"
	}
}

func (t theme) ownerStyle(owner questionnaire.Owner) lipgloss.Style {
	switch owner {
	case questionnaire.OwnerCustomer:
		return t.strong
	case questionnaire.OwnerShared:
		return t.accent
	default:
		return t.muted
	}
}

// noteLines name the chosen layer in full and say what it means in each tier in
// use, always at the same height so that the list above does not jump.
func (m *mapScreen) noteLines(layer questionnaire.Layer, tiers []questionnaire.Tier) []string {
	t := m.app.env.theme
	lines := wrap(clean(layer.Name), m.width-2)
	for i := range lines {
		lines[i] = " " + t.title.Render(lines[i])
	}
	for _, tier := range tiers {
		prefix := " " + t.muted.Render(fmt.Sprintf("%-*s", 15, tier))
		lines = append(lines, indent(prefix, clean(layer.Note[tier]), m.width-1)...)
	}
	tall := min(m.height-4, 1+2*len(tiers))
	return t.pane(lines, m.width, tall)
}
