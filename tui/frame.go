package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// View implements tea.Model.
func (a *App) View() tea.View {
	frame := a.frame()
	if a.env.ASCII {
		frame = inASCII(frame, a.width)
	}
	view := tea.NewView(frame)
	view.AltScreen = true
	view.WindowTitle = "demarc"
	if !a.env.NoMouse {
		view.MouseMode = tea.MouseModeCellMotion // the wheel comes with nothing less
	}
	return view
}

func (a *App) frame() string {
	t := a.env.theme
	if a.width == 0 {
		return ""
	}
	if a.tooSmall() {
		lines := []string{"need 60x16", fmt.Sprintf("have %dx%d", a.width, a.height), "ctrl+c quits"}
		return strings.Join(t.pane(lines, a.width, a.height), "\n")
	}
	left, right := a.current.header()
	if right == "" {
		right = a.savedState()
	} else if state := a.savedState(); state != "" {
		right += "   " + state
	}
	lines := []string{t.spread(" "+left, " "+right+" ", a.width), t.ruler(a.width)}
	if a.dialog != nil {
		lines = append(lines, a.dialogLines()...)
	} else {
		lines = append(lines, a.current.view()...)
	}
	lines = append(lines, t.ruler(a.width), a.status(), a.footer())
	return strings.Join(lines, "\n")
}

// savedState says in a few characters whether the newest answer is durable.
func (a *App) savedState() string {
	switch {
	case a.session == nil:
		return ""
	case a.session.blocked():
		return a.env.theme.alarm.Render(" NOT SAVED ")
	case a.session.unsaved():
		return "saving"
	case a.session.savedAt.IsZero() || a.atHome():
		return ""
	default:
		return "saved " + a.session.savedAt.Format("15:04")
	}
}

// status is the line above the keys: what went wrong, else what the last key
// did, else what was saved last and who is answering, else what to do next.
func (a *App) status() string {
	t := a.env.theme
	if a.session != nil && a.session.saveErr != nil {
		advice := "Kept here; s saves again"
		switch {
		case a.quitting:
			advice = "s saves again, ctrl+c leaves without"
		case a.session.lockedMeanwhile():
			advice = "s says what now"
		}
		const before, between = " NOT SAVED: ", ". "
		reason := ansi.Truncate(saveProblem(a.session.saveErr), max(20, a.width-len(before+between+advice)), t.symbols.ellipsis)
		return t.alarm.Render(t.fit(before+reason+between+advice, a.width))
	}
	left := ""
	answering := a.answering() && a.dialog == nil
	switch {
	case a.notice != "":
		left = t.strong.Render(" " + a.notice)
	case answering && a.session.said != "":
		left = " saved: " + a.session.said
		if len(a.session.undo) > 0 && a.width >= 80 {
			left += "   z undo"
		}
		left = t.muted.Render(left)
	}
	if left == "" && a.readsAssessment() && a.session.integrity != nil {
		left = t.alarm.Render(" " + integrityWords(a.session.integrity) + " ")
	}
	if left == "" && a.readsFinal() {
		left = t.muted.Render(" final, read-only: l signs it, c corrects it")
	}
	if guide, ok := a.current.(interface{ whatNext() string }); ok && left == "" && a.dialog == nil {
		left = t.muted.Render(" next: ") + guide.whatNext()
	}
	if form := a.openForm(); form != nil {
		return t.spread(left, t.muted.Render(form.position()), a.width)
	}
	if !answering || a.session.by == "" || a.session.assessment.Final() {
		return t.fit(left, a.width)
	}
	if a.notice != "" && ansi.StringWidth(left) > a.width-ansi.StringWidth(a.answeringText())-1 {
		return t.fit(left, a.width) // who is answering is said again with the next key
	}
	return t.spread(left, t.muted.Render(a.answeringText()), a.width)
}

// openForm is the form that is being filled in; nil for none.
func (a *App) openForm() *form {
	if a.dialog != nil {
		return a.dialog.form
	}
	if setup, ok := a.current.(*setupScreen); ok {
		return setup.form
	}
	return nil
}

// answeringText says who is answering.
func (a *App) answeringText() string {
	right := "p " + clean(a.session.by) + " "
	if a.width >= 100 {
		right = "answering: " + clean(a.session.by) + "  p change "
	}
	return right
}

// answering reports whether the screen takes answers.
func (a *App) answering() bool {
	switch a.current.(type) {
	case *questionScreen, *reaffirmScreen:
		return true
	default:
		return false
	}
}

// readsFinal reports whether the screen shows an assessment that is locked.
func (a *App) readsFinal() bool {
	return a.readsAssessment() && a.session.assessment.Final()
}

// readsAssessment reports whether the screen shows the assessment in hand.
func (a *App) readsAssessment() bool {
	if a.session == nil || a.dialog != nil {
		return false
	}
	switch a.current.(type) {
	case *questionScreen, *reviewScreen, *resultsScreen, *reportScreen, *mapScreen:
		return true
	default:
		return false
	}
}

func (a *App) footer() string {
	t := a.env.theme
	bindings := a.current.footer()
	switch {
	case a.dialog != nil:
		bindings = a.dialog.footer()
	case a.session != nil && a.session.saveErr != nil && !a.session.lockedMeanwhile() && !a.current.capturing():
		bindings = append([]key.Binding{keys.Retry}, bindings...)
	}
	return t.footer(bindings, a.width)
}
