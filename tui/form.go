package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

const maxFormWidth = 84

// form is a huh form of one group that can be sized again and again. Left to
// itself, a list that was shown small stays small.
type form struct {
	*huh.Form
	fields  []huh.Field
	natural []int // height of each field when all of it shows
	leaving bool  // a field was left, and the form does not stand on the next one yet
	turns   int   // how often it was
}

// newForm returns a form in the app's theme. huh asks the terminal for nothing:
// theme and size come from here.
func (a *App) newForm(fields ...huh.Field) *form {
	keymap := huh.NewDefaultKeyMap()
	// A filter over a list that fits the screen only swallows keys.
	keymap.Select.Filter.SetEnabled(false)
	keymap.MultiSelect.Filter.SetEnabled(false)
	f := &form{fields: fields, natural: make([]int, len(fields))}
	f.Form = huh.NewForm(huh.NewGroup(fields...)).
		WithKeyMap(keymap).
		WithShowHelp(false).
		WithShowErrors(false).
		WithTheme(huh.ThemeFunc(func(bool) *huh.Styles { return a.env.theme.form() }))
	return f
}

// measure finds out how many rows the form needs at a width.
func (f *form) measure(width int) {
	f.Form = f.WithWidth(width)
	for i, field := range f.fields {
		switch field.(type) {
		case *huh.Text: // takes what there is
			f.natural[i] = leastTextRows
		default:
			f.natural[i] = max(f.natural[i], lipgloss.Height(field.View()))
		}
	}
}

const leastTextRows = 6

// rows is the height at which all of the form shows.
func (f *form) rows() int {
	rows := len(f.fields) - 1 // a blank line between two fields
	for _, natural := range f.natural {
		rows += natural
	}
	return rows
}

// roomBelow is the height for the form below a heading: with a row of air, unless the
// form needs that row too.
func (f *form) roomBelow(heading, height int) int {
	return max(height-heading-1, min(height-heading, f.rows()))
}

// fit sizes the form.
func (f *form) fit(width, height int) {
	f.measure(width)
	for i, field := range f.fields {
		switch field.(type) {
		case *huh.Select[string], *huh.Select[bool], *huh.MultiSelect[string]:
			field.WithHeight(f.natural[i])
		case *huh.Text:
			field.WithHeight(max(leastTextRows, height))
		}
	}
	f.Form = f.WithHeight(max(3, height))
}

// position says on which field of several the form stands.
func (f *form) position() string {
	if len(f.fields) < 2 {
		return ""
	}
	return fmt.Sprintf("field %d of %d ", f.stands()+1, len(f.fields))
}

// stands returns the place of the field that the form stands on.
func (f *form) stands() int { return slices.Index(f.fields, f.GetFocusedField()) }

// wordAhead deletes the word after the cursor of a field of one line. There it does
// nothing: at the last character it would end the app (bubbles 2.2.1,
// https://github.com/charmbracelet/bubbles/issues/1056).
var wordAhead = textinput.DefaultKeyMap().DeleteWordForward

// refuses reports whether the focused field must not get a message.
func (f *form) refuses(msg tea.Msg) bool {
	press, pressed := msg.(tea.KeyPressMsg)
	_, oneLine := f.GetFocusedField().(*huh.Input)
	return pressed && oneLine && key.Matches(press, wordAhead)
}

// types reports whether a message puts text into the focused field.
func (f *form) types(msg tea.Msg) bool {
	switch f.GetFocusedField().(type) {
	case *huh.Input, *huh.Text:
	default:
		return false
	}
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return msg.Content != ""
	case tea.KeyPressMsg:
		return msg.Text != ""
	}
	return false
}

// listRows is the height that shows a multi-select's title and all its options.
// Left to itself, huh forgets the title and hides the last option.
func listRows[T comparable](options []huh.Option[T]) int { return len(options) + 1 }

// formHeading is what stands above a form.
type formHeading struct {
	title     string
	about     string // the question that the form is about
	asked     string // its text, where there is room
	explained string
}

// headingLines draws what stands above a form: a title, what it is about, an
// explanation that leaves room for the fields, and why the last entry was refused.
func (t theme) headingLines(h formHeading, form *form, width, height int) []string {
	const leastForm = 6
	lines := []string{t.title.Render(h.title)}
	switch {
	case h.about == "":
	case ansi.StringWidth(h.title+h.about)+3 <= width:
		lines[0] = t.spread(lines[0], t.muted.Render(h.about), width)
	default:
		lines = append(lines, t.muted.Render(t.fit(h.about, width)))
	}
	explained := t.cut(wrap(h.explained, width), max(1, height-min(leastForm, form.rows())-len(lines)-1), width)
	spare := height - len(lines) - len(explained) - 1 - form.rows() - 1
	if spare > 0 {
		lines = slices.Insert(lines, 0, "")
		spare--
	}
	if asked := wrap(h.asked, width); h.asked != "" && len(asked)+2 <= spare {
		lines = append(append(append(lines, ""), t.wrapStyled(t.strong, h.asked, width)...), "")
	}
	for _, line := range explained {
		if line != "" {
			lines = append(lines, t.muted.Render(line))
		}
	}
	return append(lines, t.complaint(form))
}

// cut leaves of lines as many as there is room for.
func (t theme) cut(lines []string, room, width int) []string {
	if len(lines) <= room {
		return lines
	}
	lines = lines[:room]
	lines[room-1] = t.fit(strings.TrimRight(lines[room-1], " ")+t.symbols.ellipsis, width)
	return lines
}

// complaint is the line between heading and form: why a field is refused. The
// form would put it below its fields, where a small terminal has no room.
func (t theme) complaint(form *form) string {
	if form == nil || len(form.Errors()) == 0 {
		return ""
	}
	return t.bad.Render(clean(form.Errors()[0].Error()))
}

// formPane draws a heading with a form below, and what is told below that.
func (t theme) formPane(heading []string, form *form, below []string, width, height int) []string {
	lines := slices.Concat(heading, strings.Split(t.inOwnColors(form.View()), "\n"), below)
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return t.pane(lines, width, height)
}

// formKeys names the keys that work in the focused field; enter does done in
// the last one.
func formKeys(form *form, done string) []key.Binding {
	enter, inline := relabel(keys.Next, "next field"), false
	for _, binding := range form.KeyBinds() {
		switch {
		case !binding.Enabled():
		case binding.Help().Desc == "submit":
			enter = relabel(keys.Next, done)
		case binding.Help().Desc == "left":
			inline = true
		}
	}
	bindings := []key.Binding{enter}
	switch form.GetFocusedField().(type) {
	case *huh.MultiSelect[string]:
		bindings = append(bindings, label("space", "tick"), label("↑ ↓", "move"))
	case *huh.Select[string], *huh.Select[bool]:
		arrows := "↑ ↓"
		if inline {
			arrows = "← →"
		}
		bindings = append(bindings, label(arrows, "choose"))
	case *huh.Text:
		bindings = append(bindings, label("ctrl+j", "new line"))
	}
	if form.stands() > 0 {
		bindings = append(bindings, label("shift+tab", "field before"))
	}
	return bindings
}
