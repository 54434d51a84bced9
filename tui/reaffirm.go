package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/scoring"
)

// reaffirmScreen goes through what was carried over: first what needs a look of
// its own, then the rest, an answer a line. What was settled since it opened
// keeps its line, so that nothing jumps and a slip is seen.
type reaffirmScreen struct {
	app           *App
	width, height int
	rows          []agendaRow
	list          headedList
}

// agendaRow is a heading, or a question below one.
type agendaRow struct {
	heading string
	item    scoring.AgendaItem
}

func newReaffirm(app *App) *reaffirmScreen {
	r := &reaffirmScreen{app: app}
	r.build()
	return r
}

// showAgenda goes to the list of what was carried over, if anything is open.
func (a *App) showAgenda() {
	switch {
	case a.session.assessment.Final():
		a.notice = "This assessment is final: nothing is left to re-affirm."
	case a.session.renewal.of == 0:
		a.notice = "No answer of this assessment was carried over."
	default:
		a.show(newReaffirm(a))
	}
}

// build lists what is open now, and keeps the cursor on its question once it was
// moved there; until then on the first.
func (r *reaffirmScreen) build() {
	pointed := ""
	const first = 1 // below the first heading
	if r.list.chosen > first {
		pointed = r.rows[r.list.chosen].item.Question
	}
	var before *scoring.Sheet
	if r.app.session.previous != nil {
		before = r.app.session.previous.sheet
	}
	r.rows = agendaRows(scoring.NewAgenda(r.app.session.sheet, before))
	headings, chosen := make([]bool, len(r.rows)), 0
	for i, row := range r.rows {
		headings[i] = row.heading != ""
		if !headings[i] && row.item.Question == pointed {
			chosen = i
		}
	}
	r.list.fill(headings, chosen)
}

// agendaRows puts a heading before every concern, with how many there are.
func agendaRows(agenda scoring.Agenda) []agendaRow {
	counts := make(map[scoring.Concern]int)
	for _, item := range agenda.First {
		counts[item.Concern]++
	}
	counts[scoring.NoConcern] = len(agenda.Rest)
	var rows []agendaRow
	last := scoring.Concern(-1)
	for _, items := range [][]scoring.AgendaItem{agenda.First, agenda.Rest} {
		for _, item := range items {
			if item.Concern != last {
				last = item.Concern
				rows = append(rows, agendaRow{heading: fmt.Sprintf("%s  %d", concernWords[last], counts[last])})
			}
			rows = append(rows, agendaRow{item: item})
		}
	}
	return rows
}

var concernWords = map[scoring.Concern]string{
	scoring.ExceptionEnded:  "The exception has ended",
	scoring.ExceptionEnding: "The exception ends within 30 days",
	scoring.DuePassed:       "The due date has passed",
	scoring.NewQuestion:     "New, to answer",
	scoring.Reworded:        "Reworded, to answer anew",
	scoring.LeftOpen:        "Without an answer, to answer",
	scoring.BelowAll:        "Was below all",
	scoring.EvidenceStale:   "Evidence of before this period, or too old here",
	scoring.NoConcern:       "The rest, as it was",
}

func (r *reaffirmScreen) resize(width, height int) { r.width, r.height = width, height }

func (r *reaffirmScreen) capturing() bool { return false }

func (r *reaffirmScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch {
	case r.list.press(press, r.room()):
		r.app.session.said = "" // it was said of another line
	case key.Matches(press, keys.Pane):
		r.list.nextGroup()
	case key.Matches(press, keys.PaneBack):
		r.list.previousGroup()
	case key.Matches(press, keys.Agenda):
		return nil
	default:
		return r.pressAnswer(press)
	}
	return nil
}

// pressAnswer handles the keys that answer, or lead elsewhere.
func (r *reaffirmScreen) pressAnswer(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case r.app.session.blocked():
		return nil // a save has to be settled first
	case key.Matches(msg, keys.Reaffirm):
		return r.reaffirm()
	case key.Matches(msg, keys.Together):
		return r.app.startTogether()
	case key.Matches(msg, keys.Undo):
		question, cmd := r.app.takeBack()
		r.pointTo(question)
		return cmd
	case key.Matches(msg, keys.Person):
		return r.app.openDialog(newPersonDialog(r.app, nil))
	case key.Matches(msg, keys.Open):
		r.open()
		return nil
	default:
		return r.app.goElsewhere(msg)
	}
}

// open goes to the question under the cursor, from where esc leads back here.
func (r *reaffirmScreen) open() {
	if len(r.rows) == 0 {
		return
	}
	places := make([]int, len(r.rows))
	for i, row := range r.rows {
		if places[i] = row.item.Place; row.heading != "" {
			places[i] = -1
		}
	}
	r.app.show(newQuestionOn(r.app, newListWalk("Carried over", places, r.list.chosen, func(row int) { r.list.chosen = row })))
}

func (r *reaffirmScreen) pointTo(question string) {
	for i, row := range r.rows {
		if row.heading == "" && row.item.Question == question {
			r.list.chosen = i
		}
	}
}

// line returns the question of a row as it stands now.
func (r *reaffirmScreen) line(row agendaRow) *scoring.Line {
	return r.app.session.sheet.LineAt(row.item.Place)
}

// reaffirm gives the answer under the cursor again, as it is, and goes on.
func (r *reaffirmScreen) reaffirm() tea.Cmd {
	s := r.app.session
	if len(r.rows) == 0 {
		return nil
	}
	line := r.line(r.rows[r.list.chosen])
	switch {
	case line.Standing == scoring.Unanswered:
		r.app.notice = "Nothing to re-affirm here: enter opens it."
		return nil
	case line.Standing != scoring.Carried:
		r.next()
		return nil
	case s.by == "":
		return r.app.openDialog(newPersonDialog(r.app, r.reaffirm))
	}
	cmd, err := s.change(line.ID, line.Answer.Reaffirmed(s.by, s.typist, false))
	if err != nil {
		r.app.notice = refusal(err)
		return nil
	}
	r.next()
	return cmd
}

// next goes on to the next row that still needs somebody, from the top again
// where there is none below.
func (r *reaffirmScreen) next() {
	for i := 1; i < len(r.rows); i++ {
		at := (r.list.chosen + i) % len(r.rows)
		if row := r.rows[at]; row.heading == "" && needsAnswer(r.line(row)) {
			r.list.chosen = at
			return
		}
	}
	r.app.notice = "Nothing is left on this list. v reviews, r shows the results."
}

func (r *reaffirmScreen) header() (left, right string) {
	return r.app.crumbsBesideLead("Carried over")
}

func (r *reaffirmScreen) footer() []key.Binding {
	return []key.Binding{keys.Reaffirm, relabel(keys.Open, "open"), keys.Together, keys.Undo, relabel(keys.Pane, "next group"),
		label("↑ ↓", "choose"), keys.Person, keys.Review, keys.Results, keys.Home, keys.Help}
}

func (r *reaffirmScreen) groups() []keyGroup {
	return []keyGroup{{"Carried over", []key.Binding{
		relabel(keys.Reaffirm, "re-affirm the answer and go on"), relabel(keys.Open, "open the question"),
		relabel(keys.Together, "re-affirm together all that is neither critical nor on old evidence; asks first"), keys.Undo,
		relabel(keys.Person, "who is answering"), keys.Up, keys.Down, keys.ScrollPages, keys.Top, keys.Bottom, relabel(keys.Pane, "next group"),
		keys.Review, keys.Results, keys.Report, keys.Map,
	}}}
}
