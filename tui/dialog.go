package tui

import (
	"cmp"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

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
