package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// listScreen lists questions to walk into: those behind a number of another
// screen, or all of them to look for one. Words and facets narrow it. While it
// is open a question keeps its line, whatever is answered meanwhile, so that
// esc leads back to the same place.
type listScreen struct {
	app           *App
	width, height int
	narrowing
	input       textinput.Model
	focus, rest listFocus // rest is where esc and the last tab lead
	found       []match
	total       int // how many there are without words and facets
	waiting     int // how many of those found wait for somebody
	chosen      int
	scroll      scrolled
}

// listFocus is what the keys work on: the words, the rows, or from there on one
// of the facets.
type listFocus int

const (
	onWords listFocus = iota
	onRows
	onFacets
)

// newFind returns the list of all questions, with the cursor in the words.
func newFind(app *App) *listScreen {
	return newList(app, everyQuestion(), onWords)
}

// showQuestions lists the questions behind a number.
func (a *App) showQuestions(of questionsOf) { a.show(newList(a, of, onRows)) }

func newList(app *App, of questionsOf, rest listFocus) *listScreen {
	input := textinput.New()
	input.SetStyles(app.env.theme.inputStyles())
	input.Prompt = "find: "
	input.Placeholder = "an id or a few words"
	input.KeyMap.DeleteWordForward.SetEnabled(false) // see wordAhead
	l := &listScreen{app: app, narrowing: narrowing{of: of, facets: newFacets(app.session)}, input: input, focus: rest, rest: rest}
	for place := range app.session.sheet.Len() {
		if of.holds(app.session.sheet.LineAt(place)) {
			l.total++
		}
	}
	l.narrow()
	return l
}

// isFind reports whether the screen looks for a question among all.
func (l *listScreen) isFind() bool { return l.rest == onWords }

// find opens the search.
func (a *App) find() tea.Cmd {
	search := newFind(a)
	a.show(search)
	return search.input.Focus()
}

// dropEarlierFind takes an earlier search, and what was opened from there, out of the
// way back: esc leads from what this one found to where the team was before it looked.
func (l *listScreen) dropEarlierFind() {
	earlier := slices.IndexFunc(l.app.trail, func(each screen) bool {
		list, ok := each.(*listScreen)
		return ok && list.isFind()
	})
	if l.isFind() && earlier >= 0 {
		l.app.trail = l.app.trail[:earlier]
	}
}

func (l *listScreen) focusOn(focus listFocus) tea.Cmd {
	l.focus = focus
	if focus == onWords {
		return l.input.Focus()
	}
	l.input.Blur()
	return nil
}

func (l *listScreen) resize(width, height int) {
	l.width, l.height = width, height
	l.input.SetWidth(max(10, width/2))
	l.forget()
}

func (l *listScreen) capturing() bool { return l.focus == onWords }

// narrow lists anew what belongs, for other words or facets.
func (l *listScreen) narrow() {
	s := l.app.session
	l.chosen, l.scroll.offset = 0, 0
	l.found = l.find(s, l.input.Value())
	l.waiting = len(waiting(s.sheet, placesOf(l.found)))
}

func (l *listScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok && l.focus == onWords:
		return l.typed(msg) // the cursor blinks
	case !ok, l.move(press):
		return nil
	case l.focus == onWords:
		return l.pressWords(press)
	}
	return l.press(press)
}

// move handles the keys that move the cursor, whatever has the focus.
func (l *listScreen) move(msg tea.KeyPressMsg) bool {
	to := l.chosen
	switch {
	case key.Matches(msg, keys.Up):
		to--
	case key.Matches(msg, keys.Down):
		to++
	case key.Matches(msg, keys.PageUp):
		to -= l.room()
	case key.Matches(msg, keys.PageDown):
		to += l.room()
	case key.Matches(msg, keys.Top) && l.focus != onWords:
		to = 0
	case key.Matches(msg, keys.Bottom) && l.focus != onWords:
		to = len(l.found)
	default:
		return false
	}
	l.chosen = max(0, min(len(l.found)-1, to))
	return true
}

func (l *listScreen) pressWords(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, keys.Back) && l.isFind():
		return l.app.back()
	case key.Matches(msg, keys.Back):
		return l.focusOn(l.rest)
	case key.Matches(msg, keys.Pane):
		return l.turnFocus(+1)
	case key.Matches(msg, keys.PaneBack):
		return l.turnFocus(-1)
	case key.Matches(msg, keys.Open):
		l.open()
		return nil
	}
	return l.typed(msg)
}

func (l *listScreen) typed(msg tea.Msg) tea.Cmd {
	before := l.input.Value()
	var cmd tea.Cmd
	l.input, cmd = l.input.Update(msg)
	if l.input.Value() != before {
		l.narrow()
	}
	return cmd
}

func (l *listScreen) press(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, keys.Pane):
		return l.turnFocus(+1)
	case key.Matches(msg, keys.PaneBack):
		return l.turnFocus(-1)
	case key.Matches(msg, keys.Clear):
		l.clear()
	case key.Matches(msg, keys.Search):
		return l.focusOn(onWords)
	case key.Matches(msg, keys.Open):
		l.open()
	case key.Matches(msg, keys.Right):
		l.turnFacet(+1)
	case key.Matches(msg, keys.Left):
		l.turnFacet(-1)
	case key.Matches(msg, keys.Save):
		return l.app.writeHomework(placesOf(l.found))
	default:
		return l.app.goElsewhere(msg)
	}
	return nil
}

// turnFocus goes from the words or the rows through the facets and back, in
// either direction.
func (l *listScreen) turnFocus(by int) tea.Cmd {
	at := turned(max(0, int(l.focus-onFacets)+1), by, len(l.facets)+1)
	if at == 0 {
		return l.focusOn(l.rest)
	}
	return l.focusOn(onFacets + listFocus(at-1))
}

// clear sets every facet to any and forgets the words.
func (l *listScreen) clear() {
	l.widen()
	l.input.SetValue("")
	l.narrow()
}

// narrowed reports whether there is anything to clear.
func (l *listScreen) narrowed() bool {
	return l.input.Value() != "" || slices.ContainsFunc(l.facets, func(f facet) bool { return f.set() })
}

// turnFacet sets the focused facet, or the first one, to the next value that
// leaves a question on the list.
func (l *listScreen) turnFacet(by int) {
	l.focus = max(l.focus, onFacets)
	at := int(l.focus - onFacets)
	for range l.facets[at].values {
		l.turn(at, by)
		l.narrow()
		if len(l.found) > 0 || !l.facets[at].set() {
			return
		}
	}
}

// stepOut goes back from facets to where the list began.
func (l *listScreen) stepOut() bool {
	if l.focus == l.rest || l.isFind() {
		return false
	}
	l.focus = l.rest
	return true
}

// open goes to the chosen question, from where esc leads back here.
func (l *listScreen) open() {
	if len(l.found) == 0 {
		return
	}
	l.dropEarlierFind()
	l.app.show(newQuestionOn(l.app, newListWalk(l.crumb(), placesOf(l.found), l.chosen, func(row int) { l.chosen = row })))
}

func (l *listScreen) header() (left, right string) {
	return l.app.crumbs(l.crumb())
}

// crumb names the list in the header.
func (l *listScreen) crumb() string {
	if l.isFind() {
		return l.of.title
	}
	return "Questions"
}

func (l *listScreen) footer() []key.Binding {
	bindings := []key.Binding{keys.Open}
	choose, clears := label("↑ ↓", "choose"), relabel(keys.Clear, "clear")
	switch {
	case l.focus == onWords:
		return append(bindings, choose, relabel(keys.Pane, "filters"), keys.Back)
	case l.focus == onRows && l.narrowed():
		bindings = append(bindings, choose, relabel(keys.Pane, "filters"), clears, keys.Search)
	case l.focus == onRows:
		bindings = append(bindings, choose, relabel(keys.Pane, "filters"), keys.Search)
	case l.narrowed():
		bindings = append(bindings, label("→ ←", "set filter"), relabel(keys.Pane, "next filter"), clears, choose, keys.Search)
	default:
		bindings = append(bindings, label("→ ←", "set filter"), relabel(keys.Pane, "next filter"), choose, keys.Search)
	}
	if l.waiting > 0 {
		bindings = append(bindings, relabel(keys.Save, "homework list"))
	}
	return append(bindings, keys.Back, keys.Home, keys.Help)
}

func (l *listScreen) groups() []keyGroup {
	return []keyGroup{{"Questions", []key.Binding{
		relabel(keys.Open, "go to the question; esc comes back here"), keys.Up, keys.Down, keys.ScrollPages, keys.Top, keys.Bottom,
		relabel(keys.Search, "narrow to words, anywhere in question or answer"), relabel(keys.Pane, "next filter: show, who, service, framework"),
		label("→ ←", "set the filter"), relabel(keys.Clear, "clear filters and words"), relabel(keys.Save, "write what waits for somebody as homework, a file for each person"),
		keys.Review, keys.Results, keys.Report, keys.Map,
	}}}
}
