package tui

import (
	"fmt"

	"demarc/scoring"
)

// listWalk is the list that a question was opened from: → ← and enter stay within it
// for as long as the question on the screen is one of it.
type listWalk struct {
	name   string // of the list, as headers say it
	stops  []stop
	at     int           // the stop on the screen
	follow func(row int) // moves the list's cursor along, for coming back
}

// stop is a question of a walk: its place in the sheet, and its row in the list.
type stop struct{ place, row int }

// newListWalk returns the walk over the places of a list's rows, from one of them on.
// A row without a place, below zero, is not a stop.
func newListWalk(name string, places []int, from int, follow func(row int)) *listWalk {
	w := &listWalk{name: name, follow: follow}
	for row, place := range places {
		if place < 0 {
			continue
		}
		if row == from {
			w.at = len(w.stops)
		}
		w.stops = append(w.stops, stop{place, row})
	}
	return w
}

// place returns where in the sheet the question on the screen is.
func (w *listWalk) place() int { return w.stops[w.at].place }

// reach goes to a stop and takes the list's cursor along.
func (w *listWalk) reach(at int) {
	w.at = at
	w.follow(w.stops[at].row)
}

// find returns the stop of a place, the one on the screen before any other.
func (w *listWalk) find(place int) (at int, ok bool) {
	if w.place() == place {
		return w.at, true
	}
	for at, stop := range w.stops {
		if stop.place == place {
			return at, true
		}
	}
	return 0, false
}

// nextOpen returns the next stop that needs an answer, other than the one on the
// screen.
func (w *listWalk) nextOpen(sheet *scoring.Sheet) (at int, ok bool) {
	at, ok = openAmong(len(w.stops), func(at int) *scoring.Line { return sheet.LineAt(w.stops[at].place) }, w.at, +1)
	return at, ok && w.stops[at].place != w.place()
}

// previousOpen returns the stop before the one on the screen that needs an answer.
func (w *listWalk) previousOpen(sheet *scoring.Sheet) (at int, ok bool) {
	for at := w.at - 1; at >= 0; at-- {
		if needsAnswer(sheet.LineAt(w.stops[at].place)) {
			return at, true
		}
	}
	return 0, false
}

// position says which of how many is on the screen: "Gaps 3 of 12".
func (w *listWalk) position(of string) string {
	return fmt.Sprintf("%s %d%s%d", w.name, w.at+1, of, len(w.stops))
}

// newQuestionOn opens the app's question screen on a stop of a walk. Whoever had
// one question listed went to that question: → goes on from there in order.
func newQuestionOn(app *App, within *listWalk) *questionScreen {
	q := &questionScreen{app: app}
	if len(within.stops) > 1 {
		q.within = within
	}
	q.arrive(within.place())
	return q
}

// leaveOrFollow ends the walk where a place is none of its stops, and else goes
// along on it.
func (q *questionScreen) leaveOrFollow(place int) {
	if q.within == nil {
		return
	}
	at, on := q.within.find(place)
	if !on {
		q.within = nil
		return
	}
	q.within.reach(at)
}

// stepWithin goes to the next or the previous question of the list.
func (q *questionScreen) stepWithin(by int) {
	w := q.within
	switch at := w.at + by; {
	case q.waitsForSave():
	case at < 0:
		q.app.notice = "This is the first of " + fmt.Sprint(len(w.stops)) + ". esc leads back to the list."
	case at >= len(w.stops):
		q.app.notice = "This is the last of " + fmt.Sprint(len(w.stops)) + ". esc leads back to the list."
	default:
		w.reach(at)
		q.arrive(w.place())
	}
}

// goNextWithin goes to the next question of the list that needs an answer, and
// reports whether there is one.
func (q *questionScreen) goNextWithin() bool {
	w := q.within
	if w == nil {
		return false
	}
	at, ok := w.nextOpen(q.app.session.sheet)
	if !ok {
		return false
	}
	if at < w.at {
		q.app.notice = "Back to the first of this list that was left open."
	}
	w.reach(at)
	q.arrive(w.place())
	return true
}

// goPreviousWithin goes to the question before in the list that needs an answer,
// and reports whether there is one.
func (q *questionScreen) goPreviousWithin() bool {
	w := q.within
	if w == nil {
		return false
	}
	at, ok := w.previousOpen(q.app.session.sheet)
	if !ok {
		return false
	}
	w.reach(at)
	q.arrive(w.place())
	return true
}
