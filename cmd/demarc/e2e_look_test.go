//go:build unix

package main_test

import (
	"image/color"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"demarc/tui/screentest"
)

var style = regexp.MustCompile(`\x1b\[([0-9;:]*)m`)

// depths returns in which ways colors are given in what a program wrote: 16, 256
// or 16 million of them.
func depths(output []byte) []string {
	found := make(map[string]bool)
	for _, match := range style.FindAllSubmatch(output, -1) {
		parameters := regexp.MustCompile(`[;:]`).Split(string(match[1]), -1)
		for i := 0; i < len(parameters); i++ {
			switch parameter := parameters[i]; {
			case parameter == "38" || parameter == "48":
				found[map[string]string{"5": "256", "2": "true"}[parameters[i+1]]] = true
				i = len(parameters)
			case len(parameter) >= 2 && strings.ContainsAny(parameter[:1], "349") && parameter != "39" && parameter != "49",
				strings.HasPrefix(parameter, "10") && len(parameter) == 3:
				found["16"] = true
			}
		}
	}
	var names []string
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// The blue of the accents, for dark and for light backgrounds.
const (
	darkBlue  = "38;2;86;180;233"
	lightBlue = "38;2;0;95;153"
)

var paper = color.RGBA{0xff, 0xff, 0xf0, 0xff}

// Colors are as many as the terminal has, and suit it from the first one on.
func TestColorsSuitTheTerminal(t *testing.T) {
	for name, test := range map[string]struct {
		kind       screentest.Kind
		env, args  []string
		depth      string
		has, hasNo string
	}{
		"16 million":                      {env: []string{"COLORTERM=truecolor"}, depth: "true", has: darkBlue, hasNo: lightBlue},
		"256":                             {env: []string{"TERM=xterm-256color"}, depth: "256"},
		"16":                              {env: []string{"TERM=xterm"}, depth: "16"},
		"NO_COLOR":                        {env: []string{"COLORTERM=truecolor", "NO_COLOR=1"}},
		"--no-color":                      {env: []string{"COLORTERM=truecolor"}, args: []string{"--no-color"}},
		"light":                           {kind: screentest.Kind{Background: paper}, env: []string{"COLORTERM=truecolor"}, depth: "true", has: lightBlue, hasNo: darkBlue},
		"no answer":                       {kind: screentest.Kind{Silent: true}, env: []string{"COLORTERM=truecolor"}, depth: "true", has: darkBlue, hasNo: lightBlue},
		"--theme light":                   {env: []string{"COLORTERM=truecolor"}, args: []string{"--theme", "light"}, depth: "true", has: lightBlue, hasNo: darkBlue},
		"--theme dark on a light one":     {kind: screentest.Kind{Background: paper}, env: []string{"COLORTERM=truecolor"}, args: []string{"--theme", "dark"}, depth: "true", has: darkBlue, hasNo: lightBlue},
		"--theme auto on a light one":     {kind: screentest.Kind{Background: paper}, env: []string{"COLORTERM=truecolor"}, args: []string{"--theme", "auto"}, depth: "true", has: lightBlue, hasNo: darkBlue},
		"16 colors on a light background": {kind: screentest.Kind{Background: paper}, env: []string{"TERM=xterm"}, depth: "16"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t)
			m.env = test.env
			terminal := test.kind.Start(t, m.command(m.binary, test.args...), 80, 24)
			s := session{terminal, t, askedOf(t, everything)}
			fill(terminal, "Team", "Payments")
			acceptProposals(m, terminal)
			s.Press("4")
			s.expectSaved(s.asked[0].ID, "ALL")
			s.Press("r")
			s.Expect("GAPS")
			waitFor(t, terminal, test.has) // colors come when the terminal answers, or has had its time to
			s.Press("ctrl+c")
			s.ExpectExit(0)
			output := terminal.Output()
			if got := strings.Join(depths(output), " "); got != test.depth {
				t.Errorf("colors are given as %q, want %q", got, test.depth)
			}
			if test.has != "" && !strings.Contains(string(output), test.has) {
				t.Errorf("no text is in %s", test.has)
			}
			if test.hasNo != "" && strings.Contains(string(output), test.hasNo) {
				t.Errorf("some text was in %s", test.hasNo)
			}
		})
	}
}

// waitFor waits until the program has sent a text to the terminal, or ten seconds.
func waitFor(t *testing.T, terminal *screentest.Terminal, text string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if strings.Contains(string(terminal.Output()), text) {
			return
		}
	}
}

// A locale without UTF-8 gets nothing but ASCII, whatever is typed or asked.
func TestASCIIWhereTheLocaleHasNoMore(t *testing.T) {
	m := newMachine(t)
	m.env = []string{"LANG=C"}
	terminal := m.demarc(80, 24)
	terminal.ExpectCursor("Team")
	terminal.Press("ctrl+c")
	terminal.ExpectExit(0)
	m.env = []string{"LC_ALL=en_US.ISO-8859-1"}
	terminal = m.demarc(140, 45)
	fill(terminal, "Team", "Payments")
	fill(terminal, "Period", "")
	terminal.Expect("2 of 3", "[x] infrastructure", "> [")
	terminal.Press("enter")
	terminal.ExpectNot("> [")
	terminal.Press("enter")
	terminal.Expect("3 of 3")
	terminal.Press("enter")
	fill(terminal, "Who is in the room", "Ana Ruiz")
	s := session{terminal, t, askedOf(t, everything)}
	s.expectQuestion(s.asked[0].ID)
	s.Press("3")
	s.expectSaved(s.asked[0].ID, "MOST")
	s.Expect("[###.]")
	for pressed, seen := range map[string]string{"v": "Unanswered", "r": "GAPS", "m": "LAYER", "w": "SECTIONS", "?": "All keys"} {
		s.Press(pressed)
		s.Expect(seen)
		s.Press("esc")
		s.ExpectNot(seen)
		s.Expect("Now      ")
	}
	s.Press("ctrl+c")
	s.ExpectExit(0)
	if beyond := regexp.MustCompile(`[^\x00-\x7f]+`).Find(terminal.Output()); beyond != nil {
		t.Errorf("%q was written", beyond)
	}
}

// The wheel scrolls the guide; without it the terminal keeps its mouse.
func TestMouseWheel(t *testing.T) {
	const wheelDown, takesMouse = "\x1b[<65;100;20M", "\x1b[?1002h"
	m := newMachine(t)
	s := begin(m, 140, 24)
	s.Expect("GUIDE  lines 1-")
	s.Type(wheelDown)
	s.Expect("GUIDE  lines 4-")
	s.Press("ctrl+c")
	s.ExpectExit(0)
	s.ExpectRestored()
	if !strings.Contains(string(s.Output()), takesMouse) {
		t.Error("the program did not ask for the mouse")
	}
	off := screentest.Start(t, m.command(m.binary, "--no-mouse"), 80, 24)
	off.Expect("next:")
	off.Press("ctrl+c")
	off.ExpectExit(0)
	if strings.Contains(string(off.Output()), takesMouse) {
		t.Error("the program asked for the mouse")
	}
}

// A paste arrives in one piece in every kind of field, and answers nothing
// where there is no field.
func TestPaste(t *testing.T) {
	m := newMachine(t)
	terminal := m.demarc(80, 24)
	terminal.ExpectCursor("Team")
	terminal.Paste("Payments & Größe\n")
	terminal.Expect("Payments & Größe")
	terminal.Press("enter")
	s := acceptProposals(m, terminal)
	first := s.asked[0].ID
	s.Paste("4 4 n") // would answer, were it typed
	s.Press("t")
	s.ExpectCursor("Note")
	s.Paste("first line\r\nsecond \x1b[31mline\rthird\n")
	s.Expect("first line", "second", "third")
	s.Press("enter")
	s.Expect("not answered", "Note     first line / second")
	s.Press("/")
	s.Expect("find:")
	s.Paste(s.asked[1].ID)
	s.Expect("find: " + s.asked[1].ID)
	s.Press("enter")
	s.expectQuestion(s.asked[1].ID)
	s.Press("ctrl+c")
	s.ExpectExit(0)
	s.ExpectRestored()
	if answer := m.answer(first); !strings.HasPrefix(answer.Note, "first line\nsecond") || !strings.HasSuffix(answer.Note, "line\nthird") || !answer.Level.IsZero() {
		t.Errorf("the file holds the level %q and the note %q", answer.Level, answer.Note)
	}
}
