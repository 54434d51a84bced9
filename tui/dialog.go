package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
)

// dialog asks for a few fields over the screen. It is built when it opens and
// holds one small form that the app sizes; guidance stands above the form, not
// inside it.
type dialog struct {
	app   *App
	title string
	// about is the question that the dialog is about; nil for none.
	about  *questionnaire.Question
	intro  string
	form   *form
	begin  int // the field that it stands on when it opens
	submit func() tea.Cmd
	// escape names what esc does, if that is not to cancel.
	escape string
	// cancelled is what esc does; nil means that it just closes.
	cancelled func() tea.Cmd
	// rescue keeps what was typed when the app is left from the dialog; nil
	// where half an entry means nothing.
	rescue func() tea.Cmd
	// edit opens what is typed in the user's editor; nil where there is none.
	edit func() tea.Cmd
	// pointed tells more of the row under the cursor, below the form; nil where
	// the row says all.
	pointed func() string
	// also holds what other keys do in this dialog alone.
	also          []dialogKey
	typed         bool // whether esc would drop text
	warned        bool // whether the last key was an esc that said so
	width, height int
}

// dialogKey is a key of a dialog's own.
type dialogKey struct {
	binding key.Binding
	act     func() tea.Cmd
}

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

// dialogHost is a screen that goes on showing what stands around a dialog.
type dialogHost interface {
	dialogSize() (width, height int)
	around(dialog []string) []string
}

// dialogSize is the room for a dialog: all of the body, or what the screen leaves.
func (a *App) dialogSize() (width, height int) {
	if host, ok := a.current.(dialogHost); ok {
		return host.dialogSize()
	}
	return a.bodySize()
}

// dialogLines draws the open dialog, and around it what the screen goes on
// showing.
func (a *App) dialogLines() []string {
	if host, ok := a.current.(dialogHost); ok {
		return host.around(a.dialog.view())
	}
	return a.dialog.view()
}

// openDialog asks for something that the user wants to say. What they asked for
// before, and is not there yet, is no longer wanted.
func (a *App) openDialog(d *dialog) tea.Cmd {
	a.dropOpening()
	return a.ask(d)
}

// ask puts a dialog over the screen.
func (a *App) ask(d *dialog) tea.Cmd {
	d.app = a
	a.dialog = d
	d.resize(a.dialogSize())
	cmd := d.form.Init()
	for range d.begin {
		cmd = tea.Batch(cmd, d.form.take(huh.NextField()))
	}
	return cmd
}

func (d *dialog) resize(width, height int) {
	d.width, d.height = width, height
	d.form.measure(d.formWidth())
	room := d.form.roomBelow(len(d.heading()), height)
	if len(d.below()) > 0 {
		room = d.form.rows()
	}
	d.form.fit(d.formWidth(), room)
}

func (d *dialog) formWidth() int { return min(maxFormWidth, d.width-4) }

// heading is the dialog's title and what it explains.
func (d *dialog) heading() []string {
	heading := formHeading{title: d.title, explained: d.intro}
	if d.about != nil {
		heading.about, heading.asked = d.about.ID+"  "+clean(d.about.Title), clean(d.about.Text)
	}
	return d.app.env.theme.headingLines(heading, d.form, d.formWidth(), d.height)
}

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

// below draws what is told of the row under the cursor, where the form leaves room
// for it.
func (d *dialog) below() []string {
	const most = 3
	t := d.app.env.theme
	if d.pointed == nil || len(d.heading())+d.form.rows()+1+most > d.height {
		return nil
	}
	lines := append([]string{""}, t.cut(wrap(d.pointed(), d.formWidth()-2), most-1, d.formWidth()-2)...)
	for i := range lines {
		lines[i] = t.muted.Render(strings.TrimRight("  "+lines[i], " "))
	}
	return lines
}

func (d *dialog) view() []string {
	return d.app.env.theme.formPane(d.heading(), d.form, d.below(), d.width, d.height)
}

// formPane draws a heading with a form below, and what is told below that.
func (t theme) formPane(heading []string, form *form, below []string, width, height int) []string {
	lines := slices.Concat(heading, strings.Split(t.inOwnColors(form.View()), "\n"), below)
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return t.pane(lines, width, height)
}

func (d *dialog) footer() []key.Binding {
	bindings := formKeys(d.form, "accept")
	if d.edit != nil {
		bindings = append(bindings, keys.Editor)
	}
	for _, own := range d.also {
		bindings = append(bindings, own.binding)
	}
	return append(bindings, relabel(keys.Back, cmp.Or(d.escape, "cancel")))
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

// pressInDialog handles a key while a dialog is open.
func (a *App) pressInDialog(msg tea.KeyPressMsg) tea.Cmd {
	if key.Matches(msg, keys.Back) {
		return a.leaveDialog()
	}
	a.dialog.warned = false
	if a.dialog.edit != nil && key.Matches(msg, keys.Editor) {
		return a.dialog.edit()
	}
	for _, own := range a.dialog.also {
		if key.Matches(msg, own.binding) {
			return own.act()
		}
	}
	return a.updateDialog(msg)
}

// leaveDialog closes the dialog. What was typed is not dropped by one key.
func (a *App) leaveDialog() tea.Cmd {
	d := a.dialog
	if d.typed && !d.warned {
		d.warned = true
		a.notice = "esc again drops what you typed."
		return nil
	}
	a.dialog = nil
	if d.cancelled != nil {
		return d.cancelled()
	}
	return nil
}

func (a *App) updateDialog(msg tea.Msg) tea.Cmd {
	d := a.dialog
	d.typed = d.typed || d.form.types(msg)
	cmd := d.form.take(msg)
	if d.form.State != huh.StateCompleted {
		return cmd
	}
	a.dialog = nil
	return d.submit()
}
