package tui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/scoring"
)

// reviewScreen lists what still needs a hand before the assessment is done: in
// conflict, unanswered, parked, unknown, carried, and asserted without evidence.
type reviewScreen struct {
	app           *App
	width, height int
	heap          reviewHeap
	heaps         [heaps][]int // places in the sheet
	chosen        int
	scroll        scrolled
}

// reviewHeap is one of the lists.
type reviewHeap int

const (
	heapConflict reviewHeap = iota // shown only where a merge left one
	heapUnanswered
	heapUnknown
	heapParked
	heapAsserted
	heaps // how many there are
)

var heapNames = [heaps]string{"In conflict", "Unanswered", "Unknown", "Parked", "Without evidence"}

func newReview(app *App) *reviewScreen {
	r := &reviewScreen{app: app}
	r.refresh()
	for r.heap < heaps-1 && len(r.heaps[r.heap]) == 0 {
		r.heap++
	}
	return r
}

// refresh sorts the questions again, for coming back after an answer changed.
func (r *reviewScreen) refresh() {
	for heap := range heaps {
		r.heaps[heap] = r.app.session.heap(heap)
	}
	r.chosen = max(0, min(r.chosen, len(r.heaps[r.heap])-1))
}

func (r *reviewScreen) resize(width, height int) {
	r.width, r.height = width, height
	r.refresh()
}

func (r *reviewScreen) capturing() bool { return false }

// heap returns where in the sheet the questions of a heap are.
func (s *session) heap(heap reviewHeap) []int {
	var places []int
	for i := range s.sheet.Len() {
		line := s.sheet.LineAt(i)
		if heap == heapConflict {
			if _, conflict := s.assessment.Conflict(line.ID); conflict {
				places = append(places, i)
			}
		} else if inHeap(heap, line) {
			places = append(places, i)
		}
	}
	return places
}

// hides reports whether a list is left out: most assessments were never merged.
func (s *session) hides(heap reviewHeap) bool {
	return heap == heapConflict && len(s.heap(heap)) == 0
}

func (r *reviewScreen) hides(heap reviewHeap) bool {
	return heap == heapConflict && len(r.heaps[heap]) == 0
}

func inHeap(heap reviewHeap, line *scoring.Line) bool {
	switch heap {
	case heapUnanswered:
		return needsAnswer(line)
	case heapUnknown:
		return line.Standing == scoring.Unknown
	case heapParked:
		return !line.Answer.Flagged.IsZero() && line.Standing != scoring.Unknown
	default:
		return asserted(line)
	}
}

func (r *reviewScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	places := r.heaps[r.heap]
	switch {
	case key.Matches(press, keys.Up):
		r.chosen = max(0, r.chosen-1)
	case key.Matches(press, keys.Down):
		r.chosen = max(0, min(len(places)-1, r.chosen+1))
	case key.Matches(press, keys.PageUp):
		r.chosen = max(0, r.chosen-r.height)
	case key.Matches(press, keys.PageDown):
		r.chosen = max(0, min(len(places)-1, r.chosen+r.height))
	case key.Matches(press, keys.Pane), key.Matches(press, keys.Right):
		r.turn(+1)
	case key.Matches(press, keys.Left, keys.PaneBack):
		r.turn(-1)
	case key.Matches(press, keys.Open):
		if len(places) > 0 {
			r.app.show(newQuestionOn(r.app, newListWalk("Review", places, r.chosen, func(row int) { r.chosen = row })))
		}
	case r.waits() && key.Matches(press, keys.Save):
		return r.app.writeHomework(slices.Concat(r.heaps[heapUnknown], r.heaps[heapParked]))
	case r.app.session.assessment.Final():
		return r.app.goElsewhere(press)
	case key.Matches(press, keys.Finalize):
		return r.app.startFinalize()
	case key.Matches(press, keys.Scope):
		return r.app.editScope(nil)
	default:
		return r.app.goElsewhere(press)
	}
	return nil
}

// waits reports whether the list is one of what somebody takes home.
func (r *reviewScreen) waits() bool {
	return (r.heap == heapUnknown || r.heap == heapParked) && len(r.heaps[r.heap]) > 0
}

func (r *reviewScreen) turn(by int) {
	r.heap = (r.heap + heaps + reviewHeap(by)) % heaps
	if r.hides(r.heap) {
		r.heap = (r.heap + heaps + reviewHeap(by)) % heaps
	}
	r.chosen, r.scroll.offset = 0, 0
}

func (r *reviewScreen) header() (left, right string) {
	return r.app.crumbs("Review")
}

func (r *reviewScreen) footer() []key.Binding {
	scope, finalize := keys.Scope, keys.Finalize
	if r.app.session.assessment.Final() {
		scope, finalize = keys.Sign, keys.Correct
	}
	bindings := []key.Binding{keys.Open, relabel(keys.Pane, "next list")}
	if r.waits() {
		bindings = append(bindings, relabel(keys.Save, "homework lists"))
	}
	return append(bindings, finalize, scope, keys.Results, keys.Report,
		label("↑ ↓", "choose"), keys.Compare, keys.Back, keys.Home, keys.Help)
}

// whatNext proposes the one thing to do next.
func (r *reviewScreen) whatNext() string {
	counts := r.app.session.sheet.Counts()
	switch {
	case len(r.heaps[heapConflict]) > 0:
		return "give the level where a merge left two (enter)"
	case counts.Carried > 0:
		return "go through the " + plural(counts.Carried, "carried answer", "carried answers") + " (g)"
	case counts.Unanswered > 0:
		return "answer " + plural(counts.Unanswered, "more question", "more questions") + " (enter)"
	case counts.Unknown > 0:
		return "find out " + plural(counts.Unknown, "unknown answer", "unknown answers") + ", or finalize (l)"
	default:
		return "finalize (l): every question has an answer"
	}
}

func (r *reviewScreen) groups() []keyGroup {
	return []keyGroup{{"Review", []key.Binding{relabel(keys.Open, "go to the question"), keys.Up, keys.Down,
		label("tab → ←", "next, previous list"), keys.Results, keys.Compare, keys.Trend, keys.Report, keys.Map,
		relabel(keys.Agenda, "list of what was carried over"), relabel(keys.Scope, "accounts, regions, exclusions"),
		relabel(keys.Save, "write what waits for somebody, a list for each person"),
		relabel(keys.Finalize, "finalize: lock the answers")}}}
}

func (r *reviewScreen) view() []string {
	t := r.app.env.theme
	places := r.heaps[r.heap]
	tabs := " "
	for heap := range heaps {
		if r.hides(heap) {
			continue
		}
		name := fmt.Sprintf("%s %d", heapNames[heap], len(r.heaps[heap]))
		if heap == r.heap {
			tabs += t.selected.Render("["+name+"]") + "  "
		} else {
			tabs += t.muted.Render(name) + "  "
		}
	}
	lines := append([]string{tabs}, inset(t.wrapStyled(t.muted, heapMeaning(r.heap), r.width-2))...)
	lines = append(lines, "")
	if len(places) == 0 {
		return t.pane(append(lines, " Nothing here."), r.width, r.height)
	}
	room := max(1, r.height-len(lines)-1)
	chosen := max(0, min(r.chosen, len(places)-1))
	r.scroll.keepInView(chosen, room)
	r.scroll.offset = max(0, min(r.scroll.offset, len(places)-room))
	var rows []string
	for i := r.scroll.offset; i < min(len(places), r.scroll.offset+room); i++ {
		rows = append(rows, r.lineFor(places[i], i == chosen))
	}
	lines = append(lines, r.app.withPreview(rows, places[chosen], r.width, room)...)
	position := fmt.Sprintf("%d of %d ", chosen+1, len(places))
	body := t.pane(lines, r.width, r.height-1)
	return append(body, t.muted.Render(t.spread("", position, r.width)))
}

func heapMeaning(heap reviewHeap) string {
	switch heap {
	case heapConflict:
		return "A merge kept two answers: give the level that stands."
	case heapUnanswered:
		return "Not answered, or not re-affirmed: they count as none."
	case heapUnknown:
		return "Nobody in the room knew. They count as none until somebody finds out."
	case heapParked:
		return "Waiting for somebody, by name where one was given."
	default:
		return "A level above none, but no fresh evidence. The report lists them as asserted."
	}
}

func (r *reviewScreen) lineFor(place int, chosen bool) string {
	line := r.app.session.sheet.LineAt(place)
	aside := line.Severity.String()
	if person := line.Answer.Flagged.Person(); person != "" {
		aside = clean(person) + "  " + aside
	} else if columns := listColumns(r.width); columns >= 100 && line.Ask != "" {
		aside = "ask the " + clean(line.Ask) + "  " + aside
	}
	return r.app.questionRow(line, chosen, aside, listColumns(r.width))
}
