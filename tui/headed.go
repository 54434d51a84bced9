package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// headedList is the cursor of a list whose rows are headings and what stands
// below them.
type headedList struct {
	headings []bool // of every row, whether it is a heading
	chosen   int    // never a heading, where there is anything else
	begun    bool   // the cursor just came to a group, which is to be seen as a whole
	scroll   scrolled
}

// fill takes over new rows and puts the cursor on one of them, or on the first
// that is no heading.
func (l *headedList) fill(headings []bool, chosen int) {
	l.headings, l.chosen = headings, 0
	l.move(max(0, chosen), +1)
}

// empty reports whether there is nothing to choose.
func (l *headedList) empty() bool { return l.chosen >= len(l.headings) || l.headings[l.chosen] }

// press moves the cursor by the keys for that, and reports whether it was one.
func (l *headedList) press(msg tea.KeyPressMsg, page int) bool {
	switch {
	case key.Matches(msg, keys.Up):
		l.move(l.chosen-1, -1)
	case key.Matches(msg, keys.Down):
		l.move(l.chosen+1, +1)
	case key.Matches(msg, keys.PageUp):
		l.move(max(0, l.chosen-page), -1)
	case key.Matches(msg, keys.PageDown):
		l.move(min(len(l.headings)-1, l.chosen+page), +1)
	case key.Matches(msg, keys.Top):
		l.move(0, +1)
	case key.Matches(msg, keys.Bottom):
		l.move(len(l.headings)-1, -1)
	default:
		return false
	}
	return true
}

// move puts the cursor on the first row from a place on, in a direction, that is
// no heading; it stays where there is none.
func (l *headedList) move(from, step int) {
	for i := from; i >= 0 && i < len(l.headings); i += step {
		if !l.headings[i] {
			l.chosen = i
			return
		}
	}
}

// nextGroup puts the cursor below the next heading, or the first one again.
func (l *headedList) nextGroup() {
	for i := l.chosen; i < len(l.headings); i++ {
		if l.headings[i] {
			l.begin(i)
			return
		}
	}
	l.begin(0)
}

// begin puts the cursor below a heading, so that as much as there is room for is
// seen of its group.
func (l *headedList) begin(heading int) {
	l.move(heading, +1)
	l.begun = true
}

// endOfGroup returns the place behind the last row of the cursor's group.
func (l *headedList) endOfGroup() int {
	end := l.chosen
	for end < len(l.headings) && !l.headings[end] {
		end++
	}
	return end
}

// previousGroup puts the cursor below the heading before, or the last one.
func (l *headedList) previousGroup() {
	mine := l.headingAbove(l.chosen)
	before := l.headingAbove(mine - 1)
	if mine <= 0 || before < 0 || before+1 < len(l.headings) && l.headings[before+1] {
		before = l.headingAbove(len(l.headings) - 1)
	}
	l.begin(max(0, before))
}

// headingAbove returns the place of the heading of a row, or -1.
func (l *headedList) headingAbove(row int) int {
	row = min(row, len(l.headings)-1)
	for row >= 0 && !l.headings[row] {
		row--
	}
	return row
}

// window returns which rows are seen: the cursor's with its heading, if that
// stands right above.
func (l *headedList) window(room int) (first, end int) {
	room = max(1, room)
	if l.begun {
		l.scroll.keepInView(l.endOfGroup()-1, room)
		l.begun = false
	}
	if l.chosen > 0 && l.headings[l.chosen-1] {
		l.scroll.keepInView(l.chosen-1, room)
	}
	l.scroll.keepInView(l.chosen, room)
	l.scroll.offset = max(0, min(l.scroll.offset, len(l.headings)-room))
	return l.scroll.offset, min(len(l.headings), l.scroll.offset+room)
}
