package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"
)

// searchScreen finds a question of the assessment by its id or its words.
type searchScreen struct {
	app           *App
	width, height int
	input         textinput.Model
	found         []int // places in the sheet, best first
	chosen        int
	scroll        scrolled
}

func newSearch(app *App) *searchScreen {
	input := textinput.New()
	input.Prompt = "find: "
	input.Placeholder = "an id or a few words"
	s := &searchScreen{app: app, input: input}
	s.find()
	return s
}

func (s *searchScreen) resize(width, height int) {
	s.width, s.height = width, height
	s.input.SetWidth(max(10, width-12))
}

func (s *searchScreen) capturing() bool { return true }

func (s *searchScreen) update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, keys.Back):
			return s.app.back()
		case key.Matches(press, keys.Up):
			s.chosen = max(0, s.chosen-1)
			return nil
		case key.Matches(press, keys.Down):
			s.chosen = max(0, min(len(s.found)-1, s.chosen+1))
			return nil
		case key.Matches(press, keys.Open):
			return s.open()
		}
	}
	before := s.input.Value()
	var cmd tea.Cmd
	s.input, cmd = s.input.Update(msg)
	if s.input.Value() != before {
		s.find()
	}
	return cmd
}

// open goes to the chosen question in place of the search.
func (s *searchScreen) open() tea.Cmd {
	if len(s.found) == 0 {
		return nil
	}
	id := s.app.session.sheet.LineAt(s.found[s.chosen]).ID
	cmd := s.app.back()
	if question, ok := s.app.current.(*questionScreen); ok {
		if place, asked := s.app.session.sheet.Place(id); asked {
			question.arrive(place)
		}
		return cmd
	}
	s.app.show(newQuestionAt(s.app, id))
	return cmd
}

// asked lets fuzzy match the ids and titles of a sheet's questions.
type asked struct{ session *session }

func (a asked) Len() int { return a.session.sheet.Len() }

func (a asked) String(i int) string {
	line := a.session.sheet.LineAt(i)
	return line.ID + " " + line.Title
}

func (s *searchScreen) find() {
	s.chosen, s.scroll.offset = 0, 0
	s.found = s.app.session.find(s.input.Value())
}

// find ranks the questions: those that hold all the words in id and title, then
// those that hold them anywhere. Only where there is none does it look for
// something alike.
func (s *session) find(text string) (places []int) {
	wanted := strings.Fields(strings.ToLower(text))
	var elsewhere []int
	for i := range s.sheet.Len() {
		line := s.sheet.LineAt(i)
		title := strings.ToLower(line.ID + " " + line.Title)
		switch {
		case holdsAll(title, wanted):
			places = append(places, i)
		case holdsAll(title+" "+strings.ToLower(line.Text), wanted):
			elsewhere = append(elsewhere, i)
		}
	}
	places = append(places, elsewhere...)
	if len(places) > 0 || len(wanted) == 0 {
		return places
	}
	for _, match := range fuzzy.FindFrom(text, asked{s}) {
		places = append(places, match.Index)
	}
	return places
}

func holdsAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (s *searchScreen) header() (left, right string) {
	return s.app.crumbs("Find")
}

func (s *searchScreen) footer() []key.Binding {
	return []key.Binding{relabel(keys.Open, "go to it"), label("↑ ↓", "choose"), keys.Back}
}

func (s *searchScreen) groups() []keyGroup { return nil }

func (s *searchScreen) view() []string {
	t := s.app.env.theme
	lines := []string{"", " " + s.input.View(), t.muted.Render(" " + plural(len(s.found), "question", "questions")), ""}
	room := max(1, s.height-len(lines))
	s.scroll.keepInView(s.chosen, room)
	s.scroll.offset = max(0, min(s.scroll.offset, len(s.found)-room))
	for i := s.scroll.offset; i < min(len(s.found), s.scroll.offset+room); i++ {
		line := s.app.session.sheet.LineAt(s.found[i])
		mark, title := "  ", clean(line.Title)
		if i == s.chosen {
			mark, title = t.selected.Render(t.symbols.cursor+" "), t.selected.Render(title)
		}
		left := fmt.Sprintf(" %s%-7s %s %s", mark, line.ID, t.levelCells(line.Answer.Level), title)
		lines = append(lines, t.spread(left, t.muted.Render(line.Area.ShortName())+" ", s.width))
	}
	return t.pane(lines, s.width, s.height)
}
