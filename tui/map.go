package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
)

// mapScreen shows the responsibility matrix: who answers for each layer of the
// stack in each tier the team uses. Above the line are the layers in which the
// team has a part, below it those that are AWS's alone.
type mapScreen struct {
	app           *App
	width, height int
	layers        []questionnaire.Layer // the team's first
	yours         int                   // how many of them are
	counts        []int                 // questions about each
	chosen        int
	scroll        scrolled
	reading       bool // the notes of the chosen layer, alone
	text          scrolled
}

func newMap(app *App) *mapScreen {
	s := app.session
	m := &mapScreen{app: app}
	m.layers, m.yours = s.layers()
	m.counts = make([]int, m.yours)
	for i, layer := range m.layers[:m.yours] {
		of := s.questionsOfLayer(layer)
		for place := range s.sheet.Len() {
			if of.holds(s.sheet.LineAt(place)) {
				m.counts[i]++
			}
		}
	}
	return m
}

func (m *mapScreen) tiers() []questionnaire.Tier { return m.app.session.assessment.Scope().Tiers }

func (m *mapScreen) resize(width, height int) { m.width, m.height = width, height }

func (m *mapScreen) capturing() bool { return false }

func (m *mapScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(m.layers) == 0 && !key.Matches(press, keys.Results, keys.Review, keys.Report) {
		return nil
	}
	to := m.chosen
	switch {
	case key.Matches(press, keys.Pane, keys.PaneBack):
		m.reading, m.text.offset = !m.reading, 0
	case m.reading && key.Matches(press, keys.Up, keys.Down, keys.PageUp, keys.PageDown, keys.Top, keys.Bottom):
		m.text.press(press, m.height-2)
	case key.Matches(press, keys.Up):
		to--
	case key.Matches(press, keys.Down):
		to++
	case key.Matches(press, keys.PageUp):
		to -= m.height / 2
	case key.Matches(press, keys.PageDown):
		to += m.height / 2
	case key.Matches(press, keys.Top):
		to = 0
	case key.Matches(press, keys.Bottom):
		to = len(m.layers)
	case key.Matches(press, keys.Open):
		m.open()
	case key.Matches(press, keys.Map):
	default:
		return m.app.goElsewhere(press)
	}
	m.chosen = max(0, min(len(m.layers)-1, to))
	return nil
}

// stepOut goes back from the notes to the map.
func (m *mapScreen) stepOut() bool {
	was := m.reading
	m.reading = false
	return was
}

// open lists the questions about the chosen layer.
func (m *mapScreen) open() {
	if m.chosen >= m.yours {
		m.app.notice = "AWS answers for this in every tier that you use: nothing is asked of you."
		return
	}
	m.app.showQuestions(m.app.session.questionsOfLayer(m.layers[m.chosen]))
}

func (m *mapScreen) header() (left, right string) {
	return m.app.crumbsBesideLead("Responsibility map")
}

func (m *mapScreen) footer() []key.Binding {
	if m.reading {
		return []key.Binding{label("↑ ↓", "scroll"), relabel(keys.Pane, "the map"), relabel(keys.Open, "its questions"), keys.Results, keys.Back, keys.Home, keys.Help}
	}
	return []key.Binding{relabel(keys.Open, "its questions"), label("↑ ↓", "choose a layer"), relabel(keys.Pane, "notes"), keys.Results, keys.Review, keys.Back, keys.Home, keys.Help}
}

func (m *mapScreen) groups() []keyGroup {
	return []keyGroup{{"Responsibility map", []key.Binding{relabel(keys.Open, "the questions about the layer"),
		relabel(keys.Pane, "the layer's notes alone, and back"), keys.Up, keys.Down, keys.ScrollPages, keys.Top, keys.Bottom, keys.Results, keys.Review, keys.Report}}}
}

func (m *mapScreen) view() []string {
	t := m.app.env.theme
	if len(m.layers) == 0 {
		return t.pane([]string{"", "  The bank of this assessment names no layers."}, m.width, m.height)
	}
	if m.reading {
		visible, position := m.text.window(m.noteLines(), m.height-1)
		return append(t.pane(visible, m.width, m.height-1), t.muted.Render(t.spread("", position+" ", m.width)))
	}
	notes := m.notes()
	room := max(1, m.height-len(notes)-2)
	m.scroll.keepInView(m.rowOf(m.chosen), room)
	m.scroll.offset = max(0, min(m.scroll.offset, m.rows()-room))
	lines := []string{t.muted.Render(t.spread(" LAYER"+m.position(room), m.columnHeads(), m.width))}
	for row := m.scroll.offset; row < min(m.rows(), m.scroll.offset+room); row++ {
		lines = append(lines, m.rowLine(row))
	}
	lines = t.pane(lines, m.width, m.height-len(notes)-1)
	lines = append(lines, t.ruler(m.width))
	return append(lines, t.pane(notes, m.width, len(notes))...)
}

// position says where among the layers the chosen one is, where not all are seen.
func (m *mapScreen) position(room int) string {
	if m.rows() <= room {
		return ""
	}
	return fmt.Sprintf("  %d of %d", m.chosen+1, len(m.layers))
}

// divided reports whether there are layers on both sides of the line.
func (m *mapScreen) divided() bool { return m.yours > 0 && m.yours < len(m.layers) }

// rows returns how many rows the map has: the layers and the line between.
func (m *mapScreen) rows() int {
	if m.divided() {
		return len(m.layers) + 1
	}
	return len(m.layers)
}

// rowOf returns the row of a layer.
func (m *mapScreen) rowOf(layer int) int {
	if m.divided() && layer >= m.yours {
		return layer + 1
	}
	return layer
}

func (m *mapScreen) rowLine(row int) string {
	switch {
	case m.divided() && row == m.yours:
		return m.demarcation()
	case m.divided() && row > m.yours:
		row--
	}
	return m.layerLine(m.layers[row], row == m.chosen)
}

// demarcation is the line between the team's side and AWS's.
func (m *mapScreen) demarcation() string {
	t := m.app.env.theme
	text := t.symbols.rule + t.symbols.rule + " above: yours in a tier or more " + t.symbols.rule + t.symbols.rule + " below: AWS in all "
	return t.warn.Render(text + strings.Repeat(t.symbols.rule, max(0, m.width-ansi.StringWidth(text))))
}

// ownerWidth is how wide a tier's column is: its name and every owner fit.
func (m *mapScreen) ownerWidth(tier questionnaire.Tier) int {
	if m.width >= 100 {
		return 16
	}
	return max(len(m.tierHead(tier)), ansi.StringWidth(m.ownerText(questionnaire.OwnerShared))) + 1
}

// columnHeads names the tiers.
func (m *mapScreen) columnHeads() string {
	heads := ""
	for _, tier := range m.tiers() {
		heads += m.app.env.theme.fit(m.tierHead(tier), m.ownerWidth(tier))
	}
	return heads
}

// tierHead names a tier above its column, briefly where names of layers need the
// room.
func (m *mapScreen) tierHead(tier questionnaire.Tier) string {
	if m.width >= 100 {
		return tier.String()
	}
	return tierIn(tier, len("abstracted"))
}

func (m *mapScreen) layerLine(layer questionnaire.Layer, chosen bool) string {
	t := m.app.env.theme
	mark, name := "  ", clean(layer.Name)
	if chosen {
		mark, name = t.selected.Render(t.symbols.cursor+" "), t.selected.Render(name)
	}
	owners := ""
	for _, tier := range m.tiers() {
		owners += t.ownerStyle(layer.Owner[tier]).Render(t.fit(m.ownerText(layer.Owner[tier]), m.ownerWidth(tier)))
	}
	return t.spread(mark+name, owners, m.width)
}

// ownerText says with a symbol and a word who answers for a layer in a tier.
func (m *mapScreen) ownerText(owner questionnaire.Owner) string {
	symbols, word := m.app.env.theme.symbols, ownerWord(owner)
	switch {
	case owner == questionnaire.OwnerCustomer:
		return symbols.full + " " + word
	case owner == questionnaire.OwnerShared && m.width < 100:
		return symbols.half + " shared"
	case owner == questionnaire.OwnerShared:
		return symbols.half + " " + word
	default:
		return symbols.empty + " " + word
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

// noteLines name the chosen layer in full, with how many questions are about it,
// and say what it means in each tier in use.
func (m *mapScreen) noteLines() []string {
	t, layer := m.app.env.theme, m.layers[m.chosen]
	count := m.countText()
	lines := wrap(clean(layer.Name), m.width-len(count)-4)
	for i := range lines {
		lines[i] = " " + t.title.Render(lines[i])
	}
	lines[0] = t.spread(lines[0], t.muted.Render(count)+" ", m.width)
	for _, tier := range m.tiers() {
		prefix := " " + t.muted.Render(fmt.Sprintf("%-*s", 15, tier))
		lines = append(lines, indent(prefix, clean(layer.Note[tier]), m.width-1)...)
	}
	return lines
}

// notes are the lines below the list, always as many so that the list above does
// not jump. Where not all fit tab shows them alone.
func (m *mapScreen) notes() []string {
	t, lines := m.app.env.theme, m.noteLines()
	tall := min(1+2*len(m.tiers()), max(3, m.height-9))
	if len(lines) <= tall {
		return t.pane(lines, m.width, tall)
	}
	more := t.muted.Render(fmt.Sprintf("tab: %s more ", plural(len(lines)-tall, "line", "lines")))
	lines[tall-1] = t.spread(lines[tall-1], more, m.width)
	return t.pane(lines[:tall], m.width, tall)
}

// countText says how many questions are about the chosen layer.
func (m *mapScreen) countText() string {
	if m.chosen >= m.yours {
		return "AWS's, nothing is asked"
	}
	return plural(m.counts[m.chosen], "question", "questions") + " (enter)"
}
