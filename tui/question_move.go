package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/scoring"
)

// pressMove handles the keys that move on the screen and between questions.
func (q *questionScreen) pressMove(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case key.Matches(msg, keys.Next):
		return q.goNext(), true
	case key.Matches(msg, keys.Previous):
		q.goPrevious()
		return nil, true
	case key.Matches(msg, keys.Right):
		q.step(+1)
		return nil, true
	case key.Matches(msg, keys.Left):
		q.step(-1)
		return nil, true
	case key.Matches(msg, keys.Up):
		q.arrow(-1)
		return nil, true
	case key.Matches(msg, keys.Down):
		q.arrow(+1)
		return nil, true
	case key.Matches(msg, keys.Pane):
		q.turnPane(+1)
		return nil, true
	case key.Matches(msg, keys.PaneBack):
		q.turnPane(-1)
		return nil, true
	case key.Matches(msg, keys.PageUp):
		q.guide.by(-q.guidePage())
		return nil, true
	case key.Matches(msg, keys.PageDown):
		q.guide.by(q.guidePage())
		return nil, true
	case key.Matches(msg, keys.Guide):
		q.guideHidden = !q.guideHidden
		return nil, true
	}
	return nil, false
}

// goNext goes to the next question that needs an answer, or to the review when
// none does. A choice that the cursor was moved to is taken first: nobody moves
// it there to lose it.
func (q *questionScreen) goNext() tea.Cmd {
	if q.waitsForSave() {
		return nil
	}
	if level := choices(q.line().Question)[q.cursor]; q.pointing && level != q.line().Answer.Level {
		q.pointing = false
		return q.choose(level)
	}
	if q.goNextWithin() {
		return nil
	}
	left := q.within
	place, ok := q.app.session.nextOpen(q.place)
	switch {
	case !ok:
		q.app.show(newReview(q.app))
		q.app.notice = "Every question has an answer."
		return nil
	case place == q.place:
		q.app.notice = "This is the only question left without an answer."
	case left != nil:
		q.app.notice = "Nothing else in that list needs an answer: on to the next that does."
	case place < q.place:
		q.app.notice = "Back to the first question that was left open."
	}
	q.arrive(place)
	return nil
}

func (q *questionScreen) goPrevious() {
	if q.waitsForSave() {
		return
	}
	if q.goPreviousWithin() {
		return
	}
	place, ok := q.app.session.previousOpen(q.place)
	if !ok || place >= q.place {
		q.app.notice = "No question before this one needs an answer."
		return
	}
	if q.within != nil {
		q.within = nil
		q.app.notice = "Nothing before it in that list needs an answer."
	}
	q.arrive(place)
}

// waitsForSave reports whether a save has to be settled before going on.
func (q *questionScreen) waitsForSave() bool { return q.app.session.blocked() }

// step goes to the next or the previous question: of the list that this one was
// opened from, else in the bank's order.
func (q *questionScreen) step(by int) {
	if q.within != nil {
		q.stepWithin(by)
		return
	}
	q.stepInOrder(by)
}

func (q *questionScreen) stepInOrder(by int) {
	if place := q.place + by; place >= 0 && place < q.app.session.sheet.Len() && !q.waitsForSave() {
		q.arrive(place)
	}
}

func (q *questionScreen) arrow(by int) {
	switch {
	case q.focus == onList:
		q.stepInOrder(by) // as the pane lists them
	case q.focus == onGuide || q.guideOnly:
		q.guide.by(by)
	default:
		q.cursor = max(0, min(len(choices(q.line().Question))-1, q.cursor+by))
		q.pointing = true
	}
}

// turnPane moves the focus where there are three panes, turns the guide's sheet
// where it stands below, and opens it where it hides.
func (q *questionScreen) turnPane(by int) {
	q.guide.offset = 0
	switch q.layout() {
	case threePanes:
		panes := 3
		if q.guideHidden {
			panes = int(onGuide)
		}
		q.focus = focus(turned(int(q.focus), by, panes))
	case stacked:
		q.sheet = guideSheet(turned(int(q.sheet), by, int(guideSheets)))
	default:
		q.turnSheet(by)
	}
}

// turnSheet turns the sheets of a guide that covers the question, which is the
// sheet before the first and after the last.
func (q *questionScreen) turnSheet(by int) {
	at := 0
	if q.guideOnly {
		at = int(q.sheet) + 1
	}
	at = turned(at, by, int(guideSheets)+1)
	q.guideOnly, q.sheet = at > 0, guideSheet(max(0, at-1))
}

// turned returns the next of a number of places in a direction, round and round.
func turned(at, by, of int) int { return (at + by + of) % of }

// nextOpen returns the place of the next question after from that needs an
// answer. It goes round, and comes to parked questions only when nothing else
// is left.
func (s *session) nextOpen(from int) (place int, ok bool) {
	return s.findOpen(from, +1)
}

// previousOpen is nextOpen backwards.
func (s *session) previousOpen(from int) (place int, ok bool) {
	return s.findOpen(from, -1)
}

func (s *session) findOpen(from, step int) (place int, ok bool) {
	return openAmong(s.sheet.Len(), s.sheet.LineAt, from, step)
}

// openAmong returns the place of the next of a number of questions that needs an
// answer.
func openAmong(total int, lineAt func(place int) *scoring.Line, from, step int) (place int, ok bool) {
	parked := -1
	for i := 1; i <= total; i++ {
		at := ((from+i*step)%total + total) % total
		switch line := lineAt(at); {
		case !needsAnswer(line):
		case line.Answer.Flagged.IsZero():
			return at, true
		case parked < 0:
			parked = at
		}
	}
	return parked, parked >= 0
}
