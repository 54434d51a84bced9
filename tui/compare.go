package tui

import (
	"errors"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
	"demarc/scoring/compared"
)

// compareScreen shows what moved since the assessment that the one in hand
// follows: the figures on sheets, and the questions that moved as a list.
type compareScreen struct {
	app           *App
	width, height int
	comparison    scoring.Comparison
	instead       string        // the sentence that stands in place of a comparison
	figures       []figureBlock // drawn once for a comparison and a size
	rows          []movedRow
	list          headedList
	sheet         int // which sheet is turned up, from 0
}

// movedRow is a heading, or a question below one.
type movedRow struct {
	heading   string
	item      compared.Item
	direction int // as the list says it
}

func newCompare(app *App) *compareScreen { return &compareScreen{app: app} }

// comparison says what moved since the assessment before, as the answers are
// now. Where there is none, instead says why in a sentence.
func (s *session) comparison() (comparison scoring.Comparison, instead string) {
	_, follows := s.assessment.Previous()
	switch {
	case !follows:
		return scoring.Comparison{}, s.assessment.ID() + " carries on from no earlier assessment, so there is nothing to compare it with. " +
			"demarc compare sets any two of a team side by side."
	case s.previousErr != nil:
		return scoring.Comparison{}, "There is nothing to compare with: " + previousProblem(s.previousErr) +
			". The answers in hand are as they were." + mending(s.previousErr)
	case s.previous == nil:
		return scoring.Comparison{}, "Reading the assessment before."
	}
	comparison, err := scoring.Compare(s.previous.sheet, s.sheet)
	switch {
	case errors.Is(err, scoring.ErrNothingApplies):
		return scoring.Comparison{}, "On one of the two sides no question applies, so there is no coverage to compare."
	case err != nil:
		return scoring.Comparison{}, "There is no comparison: " + clean(err.Error()) + "."
	}
	return comparison, ""
}

// mending says what brings an assessment back that is gone or was edited.
func mending(err error) string {
	var changed *questionnaire.ChangedError
	if errors.As(err, &changed) || errors.Is(err, store.ErrNotFound) {
		return " Its file as it was, from a copy or from version control, brings the comparison back."
	}
	return ""
}

// refresh compares again, for coming back after an answer has changed, and keeps
// the cursor on its question.
func (c *compareScreen) refresh() {
	pointed := c.pointed()
	c.comparison, c.instead = c.app.session.comparison()
	c.rows, c.figures = nil, nil
	if c.instead == "" && c.width > 0 {
		c.rows, c.figures = movedRows(c.comparison), c.blocks()
	}
	headings, chosen := make([]bool, len(c.rows)), 0
	for i, row := range c.rows {
		headings[i] = row.heading != ""
		if !headings[i] && row.item.Question == pointed && chosen == 0 {
			chosen = i
		}
	}
	c.list.fill(headings, chosen)
}

// pointed returns the question under the cursor; empty where there is none.
func (c *compareScreen) pointed() string {
	if c.list.empty() {
		return ""
	}
	return c.rows[c.list.chosen].item.Question
}

// movedRows puts every list under its heading: what fell first, what became of
// the carried answers last.
func movedRows(comparison scoring.Comparison) []movedRow {
	var rows []movedRow
	if len(comparison.Regressions) == 0 {
		rows = append(rows, movedRow{heading: compared.NoRegressions})
	}
	lists := append(compared.Fell(comparison), compared.Moved(comparison)...)
	for _, list := range append(lists, compared.CarriedOver(comparison)...) {
		title := list.Title
		if list.Group != "" {
			title = list.Group + ", " + title
		}
		rows = append(rows, movedRow{heading: fmt.Sprintf("%s  %d", clean(title), len(list.Items)), direction: list.Direction})
		for _, item := range list.Items {
			rows = append(rows, movedRow{item: item, direction: list.Direction})
		}
	}
	return rows
}

func (c *compareScreen) resize(width, height int) {
	c.width, c.height = width, height
	c.refresh()
}

func (c *compareScreen) capturing() bool { return false }

func (c *compareScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.BackgroundColorMsg:
		c.refresh() // in the colors for it
	case tea.KeyPressMsg:
		return c.press(msg)
	}
	return nil
}

func (c *compareScreen) press(press tea.KeyPressMsg) tea.Cmd {
	switch {
	case c.showsList(press):
	case key.Matches(press, keys.Pane):
		c.turn(+1)
	case key.Matches(press, keys.PaneBack):
		c.turn(-1)
	case key.Matches(press, keys.Right):
		c.list.nextGroup()
	case key.Matches(press, keys.Left):
		c.list.previousGroup()
	case key.Matches(press, keys.Open):
		c.open()
	case key.Matches(press, keys.Compare), c.list.press(press, c.listRoom()):
	default:
		return c.app.goElsewhere(press)
	}
	return nil
}

// showsList turns up the list of questions where it is not to be seen and the
// key works on it: nobody should act on what they do not see.
func (c *compareScreen) showsList(msg tea.KeyPressMsg) bool {
	if c.listSeen() || c.instead != "" ||
		!key.Matches(msg, keys.Up, keys.Down, keys.PageUp, keys.PageDown, keys.Right, keys.Left, keys.Open) {
		return false
	}
	c.sheet = len(c.sheets()) - 1
	return true
}

// listSeen reports whether the list of questions is on the screen.
func (c *compareScreen) listSeen() bool {
	sheets := c.sheets()
	return c.wide() || c.turned(sheets) == len(sheets)-1
}

// turn shows the next sheet, or where there is only one the next list.
func (c *compareScreen) turn(by int) {
	switch sheets := len(c.sheets()); {
	case sheets > 1:
		c.sheet = turned(c.sheet, by, sheets)
	case by > 0:
		c.list.nextGroup()
	default:
		c.list.previousGroup()
	}
}

// open goes to the question under the cursor, from where esc leads back here.
func (c *compareScreen) open() {
	question := c.pointed()
	if question == "" {
		return
	}
	if _, asked := c.app.session.sheet.Line(question); !asked {
		c.app.notice = clean(question) + " is not asked any more."
		return
	}
	places := make([]int, len(c.rows))
	for i, row := range c.rows {
		place, asked := c.app.session.sheet.Place(row.item.Question)
		if places[i] = place; !asked {
			places[i] = -1 // a heading, or a question that is gone
		}
	}
	c.app.show(newQuestionOn(c.app, newListWalk("Change", places, c.list.chosen, func(row int) { c.list.chosen = row })))
}

func (c *compareScreen) header() (left, right string) { return c.app.crumbsBesideLead("Change") }

func (c *compareScreen) footer() []key.Binding {
	if c.instead != "" {
		return []key.Binding{keys.Results, keys.Trend, keys.Review, keys.Back, keys.Home, keys.Help}
	}
	elsewhere := []key.Binding{keys.Results, keys.Trend, keys.Review, keys.Back, keys.Home, keys.Help}
	turn := relabel(keys.Pane, "next sheet")
	switch {
	case !c.listSeen():
		return append([]key.Binding{turn, label("↑ ↓", "the questions")}, elsewhere...)
	case len(c.sheets()) < 2:
		turn = relabel(keys.Pane, "next list")
	}
	return append([]key.Binding{relabel(keys.Open, "go to it"), label("↑ ↓", "choose"), turn, label("→ ←", "lists")}, elsewhere...)
}

func (c *compareScreen) groups() []keyGroup {
	return []keyGroup{{"Change", []key.Binding{
		relabel(keys.Open, "go to the question"), keys.Up, keys.Down, keys.ScrollPages, keys.Top, keys.Bottom,
		label("→ ←", "next, previous list"), relabel(keys.Pane, "next sheet, where not all fits"),
		keys.Results, keys.Trend, keys.Review, keys.Report, keys.Map,
	}}}
}
