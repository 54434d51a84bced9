//go:build unix

package main_test

import (
	"testing"

	"demarc/tui/screentest"
)

// bytesPerSecond is what a line of 9600 baud carries.
const bytesPerSecond = 960

// Over a line of 9600 baud the app stays usable: a key brings at most what the
// line carries in a second, and what is typed ahead is not lost.
func TestAtNineThousandSixHundredBaud(t *testing.T) {
	t.Parallel() // it mostly waits
	m := newMachine(t)
	terminal := screentest.Kind{BytesPerSecond: bytesPerSecond}.Start(t, m.command(m.binary), 80, 24)
	terminal.Expect("1 of 3")
	fill(terminal, "Team", "Payments")
	s := acceptProposals(m, terminal)
	cost := func(what string, press func()) {
		before := len(s.Output())
		press()
		if sent := len(s.Output()) - before; sent > bytesPerSecond {
			t.Errorf("%s brought %d bytes", what, sent)
		} else {
			t.Logf("%s: %d bytes", what, sent)
		}
	}
	first, second, third := s.asked[0].ID, s.asked[1].ID, s.asked[2].ID
	cost("a level", func() { s.Press("4"); s.expectSaved(first, "ALL") })
	cost("a move of the cursor", func() { s.Press("down"); s.Expect("▸ u") })
	cost("the answer to choose", func() { s.Press("up"); s.Expect("▸ 4") })
	s.Press("enter")
	s.expectQuestion(second)
	s.Press("1", "enter", "4", "enter") // ahead of the screen
	s.expectQuestion(s.asked[3].ID)
	s.Press("r")
	s.Expect("GAPS")
	s.Press("ctrl+c")
	s.ExpectExit(0)
	if a, b := m.answer(second).Level.String(), m.answer(third).Level.String(); a != "none" || b != "all" {
		t.Errorf("the file holds %s and %s", a, b)
	}
}
