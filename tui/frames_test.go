package tui_test

import (
	"bytes"
	"image/color"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/exp/golden"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// scenes lead a user, who has just finished setup, to every screen there is.
var scenes = []struct {
	name  string
	steps func(u *user)
}{
	{"question", func(*user) {}},
	{"question-answered", func(u *user) {
		u.press("3", "t")
		u.types("Bastion removed in November, OPS-2211")
		u.press("enter", "e")
		u.types("s3://audit/rules.csv")
		u.press("enter")
		u.types("rules.csv")
		u.press("enter", "enter", "enter")
	}},
	{"question-guide", func(u *user) { u.press("tab", "tab") }},
	{"dialog-not-applicable", func(u *user) { u.press("n") }},
	{"dialog-evidence", func(u *user) { u.press("4", "e") }},
	{"dialog-note", func(u *user) { u.press("4", "t") }},
	{"dialog-person", func(u *user) { u.press("p") }},
	{"search", func(u *user) {
		u.press("/")
		u.types("backup")
	}},
	{"search-filters", func(u *user) {
		parksSome(u)
		u.press("/", "tab", "right", "right", "tab", "right", "tab", "tab", "right")
	}},
	{"review", func(u *user) { u.press("3", "right", "u", "enter", "v") }},
	{"results", func(u *user) { answerSome(u); u.press("r", "space") }},
	{"results-gaps", func(u *user) { u.press("4", "right", "1", "right", "3", "r", "space", "b") }},
	{"results-cells", func(u *user) { answerSome(u); u.press("r", "tab", "tab", "tab", "down", "right") }},
	{"results-counts", func(u *user) { answerSome(u); u.press("r", "tab", "right", "right") }},
	{"questions", func(u *user) {
		answerSome(u)
		u.press("r", "tab", "tab", "tab", "right", "down", "enter")
	}},
	{"report", func(u *user) { answerSome(u); u.press("w") }},
	{"map", func(u *user) { u.press("m", "down", "down", "down") }},
	{"compare-nothing", func(u *user) { u.press("d") }},
	{"map-line", func(u *user) { u.press("m", "end", "up") }},
	{"help", func(u *user) { u.press("?") }},
	{"home", func(u *user) { answerSome(u); u.press("q") }},
	{"results-target", func(u *user) { answerSome(u); u.press("r", "tab", "tab", "tab", "tab", "b", "right") }},
	{"map-notes", func(u *user) { u.press("m", "down", "down", "down", "tab") }},
	{"report-written", func(u *user) { answerSome(u); u.press("w", "s") }},
	{"finalize-lock", func(u *user) {
		for range 24 {
			u.press("3", "right")
		}
		u.press("v", "l", "enter", "enter", "enter", "enter", "enter")
	}},
}

// quarterScenes lead a user, who is at home with last quarter's final or a
// carried draft on it, to the screens of the next quarter.
var quarterScenes = []struct {
	name  string
	sits  func(t *testing.T, width, height int) *user
	steps func(u *user)
}{
	{"next", nextQuarter, func(u *user) { u.press("n") }},
	{"next-ahead", answering, func(u *user) { u.press("4", "q", "n") }},
	{"next-left-out", afterTwoMissed, func(u *user) { u.press("n") }},
	{"next-refused", func(t *testing.T, width, height int) *user {
		memory := store.NewMemory(clock)
		keepsLastQuarter(t, memory)
		return sit(t, &refusing{Store: memory, signoff: &questionnaire.ChangedError{ID: lastPayments}}, width, height, afterTheRevision)
	}, func(u *user) { u.press("n") }},
	{"final-question", readsFinal, func(u *user) { u.press("down", "enter") }},
	{"final-results", readsFinal, func(*user) {}},
	{"edited-home", readsEdited, func(*user) {}},
	{"edited-results", readsEdited, func(u *user) { u.press("enter") }},
	{"final-sign", readsFinal, func(u *user) { u.press("l") }},
	{"final-sign-sure", readsFinal, func(u *user) {
		u.press("l", "enter")
		u.types("Priya Shah")
		u.press("enter")
	}},
	{"final-sign-same-person", readsFinal, func(u *user) {
		u.press("l", "down", "enter")
		u.types("Ana Ruiz")
		u.press("enter")
	}},
	{"final-signed", readsFinal, func(u *user) {
		u.press("l", "enter")
		u.types("Priya Shah")
		u.press("enter", "down", "enter")
	}},
	{"home-empty", func(t *testing.T, width, height int) *user {
		return sit(t, store.NewMemory(clock), width, height)
	}, func(u *user) { u.press("esc") }},
	{"home-final", nextQuarter, func(*user) {}},
	{"home-periods", isBusy, func(*user) {}},
	{"questions-unknown", isBusy, func(u *user) { u.press("r", "tab", "right", "right", "right", "enter") }},
	{"final-correct", readsFinal, func(u *user) { u.press("c") }},
	{"finalize-missing", carried, func(u *user) { u.press("v", "l") }},
	{"carried-home", carried, func(*user) {}},
	{"carried-list", carried, func(u *user) { u.press("enter") }},
	{"carried-due", somethingDue, func(u *user) { u.press("o") }},
	{"carried-sitting", carried, func(u *user) { u.press("s") }},
	{"carried-walk-end", carried, func(u *user) { u.press("enter", "end", "enter", "right") }},
	{"next-change-team", nextQuarter, func(u *user) { u.press("n", "c") }},
	{"next-change-tiers", nextQuarter, func(u *user) { u.press("n", "c", "enter", "enter") }},
	{"next-change-services", nextQuarter, func(u *user) { u.press("n", "c", "enter", "enter", "enter") }},
	{"next-change-depth", nextQuarter, func(u *user) { u.press("n", "c", "enter", "enter", "enter", "enter") }},
	{"next-fresh", nextQuarter, func(u *user) { u.press("n", "f") }},
	{"merged-review", afterAMerge, func(u *user) { u.press("v") }},
	{"carried-list-begun", carried, func(u *user) { u.press("enter", "a", "enter", "3", "esc", "tab", "tab", "a") }},
	{"carried-together", carried, func(u *user) { u.press("enter", "A") }},
	{"carried-question", carried, func(u *user) { u.press("enter", "tab", "tab", "tab", "tab", "enter") }},
	{"carried-reworded", carried, func(u *user) { u.press("enter", "tab", "tab", "enter") }},
	{"carried-results", carried, func(u *user) { u.press("enter", "a", "r") }},
	{"carried-compare", carried, func(u *user) { u.press("d") }},
	{"carried-compare-bridge", carried, func(u *user) { u.press("d", "tab") }},
	{"carried-compare-areas", carried, func(u *user) { u.press("d", "tab", "tab") }},
	{"carried-compare-questions", carried, func(u *user) { u.press("d", "down", "right") }},
	{"results-since", carried, func(u *user) { settles(u); u.press("r") }},
	{"trend", overQuarters, func(u *user) { u.press("T") }},
	{"trend-table", overQuarters, func(u *user) { u.press("T", "tab", "up", "up") }},
	{"trend-edited", overEdited, func(u *user) { u.press("T", "home") }},
	{"trend-one", overOne, func(u *user) { u.press("T") }},
	{"compare", carried, func(u *user) { settles(u); u.press("q", "d") }},
	{"compare-bridge", carried, func(u *user) { settles(u); u.press("q", "d", "tab") }},
	{"compare-areas", carried, func(u *user) { settles(u); u.press("q", "d", "tab", "tab") }},
	{"compare-tiers", carried, func(u *user) { settles(u); u.press("q", "d", "tab", "tab", "tab") }},
	{"compare-questions", carried, func(u *user) { settles(u); u.press("q", "d", "down", "down") }},
}

// answerSome gives one answer of every kind in turn.
func answerSome(u *user) {
	for i := range 16 {
		switch i % 6 {
		case 4:
			u.press("u", "enter")
		case 5:
			u.press("n", "enter")
			u.types("not here")
			u.press("enter")
		default:
			u.press([]string{"4", "1", "3", "2"}[i%6])
		}
		u.press("right")
	}
}

var sizes = []struct{ width, height int }{{60, 16}, {80, 24}, {140, 45}}

// looks are the three ways a terminal can show the same frame.
var looks = []struct {
	name string
	dark bool
	show func(frame string) string
}{
	{"dark", true, func(frame string) string { return frame }},
	{"light", false, func(frame string) string { return frame }},
	{"nocolor", true, withoutColor},
}

func withoutColor(frame string) string {
	var out bytes.Buffer
	writer := &colorprofile.Writer{Forward: &out, Profile: colorprofile.ASCII}
	if _, err := writer.WriteString(frame); err != nil {
		panic(err)
	}
	return out.String()
}

// background is what a terminal answers when it is asked for its colour.
func background(dark bool) tea.BackgroundColorMsg {
	if dark {
		return tea.BackgroundColorMsg{Color: color.Black}
	}
	return tea.BackgroundColorMsg{Color: color.White}
}

func TestFrames(t *testing.T) {
	for _, scene := range scenes {
		framesOf(t, scene.name, answering, scene.steps)
	}
	for _, scene := range slices.Concat(askingScenes, quarterScenes) {
		framesOf(t, scene.name, scene.sits, scene.steps)
	}
}

// framesOf compares the frames of one scene, at every size and in every look.
func framesOf(t *testing.T, scene string, sits func(t *testing.T, width, height int) *user, steps func(u *user)) {
	for _, s := range sizes {
		for _, look := range looks {
			t.Run(scene+"/"+size(s.width, s.height)+"/"+look.name, func(t *testing.T) {
				t.Parallel()
				u := sits(t, s.width, s.height)
				u.send(background(look.dark))
				steps(u)
				u.fits(s.width, s.height)
				golden.RequireEqual(t, look.show(u.frame()))
			})
		}
	}
}

// A terminal that is too small says so, in the same words at any size.
func TestFramesOfASmallTerminal(t *testing.T) {
	for _, s := range []struct{ width, height int }{{59, 24}, {24, 6}} {
		t.Run(size(s.width, s.height), func(t *testing.T) {
			u := answering(t, 80, 24)
			u.send(tea.WindowSizeMsg{Width: s.width, Height: s.height})
			u.fits(s.width, s.height)
			golden.RequireEqual(t, u.frame())
		})
	}
}

// Every screen fills every terminal exactly, whatever is written in it.
func TestFramesFitEveryTerminal(t *testing.T) {
	widths, heights := []int{60, 61, 71, 72, 79, 80, 99, 100, 119, 120, 140, 200, 300}, []int{16, 17, 20, 24, 30, 45, 80}
	fit := func(name string, sits func(t *testing.T, width, height int) *user, steps func(u *user)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := sits(t, 80, 24)
			steps(u)
			for _, width := range widths {
				for _, height := range heights {
					u.send(tea.WindowSizeMsg{Width: width, Height: height})
					u.fits(width, height)
				}
			}
		})
	}
	for _, scene := range scenes {
		fit(scene.name, answering, scene.steps)
	}
	for _, scene := range slices.Concat(askingScenes, quarterScenes) {
		fit(scene.name, scene.sits, scene.steps)
	}
}

func TestHostileTextKeepsItsPlace(t *testing.T) {
	hostile := "宽字符 e\u0301 👩‍👩‍👧 | `x` <b>\n# a heading\n" + strings.Repeat("long", 200)
	keeper := store.NewMemory(clock)
	u := sit(t, keeper, 80, 24)
	u.setsUp()
	_, err := keeper.SaveAnswers(t.Context(), payments, store.Edit{
		Question: "IAM-01", Answer: questionnaire.Answer{Level: questionnaire.LevelSome, By: "A 宽 👩‍👩‍👧", Note: hostile},
	})
	if err != nil {
		t.Fatal(err)
	}
	u.press("q", "enter", "left")
	for _, s := range sizes {
		u.send(tea.WindowSizeMsg{Width: s.width, Height: s.height})
		u.fits(s.width, s.height)
		for _, press := range []string{"v", "esc", "r", "esc", "w", "esc", "d", "esc", "T", "esc", "q", "enter", "left"} {
			u.press(press)
			u.fits(s.width, s.height)
		}
	}
}

// Until the terminal says what its background is, nothing is in colors that may
// not suit it. A form that is open by then changes its colors too.
func TestColorsWaitForTheBackground(t *testing.T) {
	const darkBlue, lightBlue = "86;180;233", "0;95;153"
	u := sit(t, store.NewMemory(clock), 80, 24)
	if frame := u.frame(); strings.Contains(frame, "38;2;") {
		t.Fatalf("the first frame is in colors: %q", frame)
	}
	u.send(background(false))
	if frame := u.frame(); strings.Contains(frame, darkBlue) || !strings.Contains(frame, lightBlue) {
		t.Errorf("the form is not in the colors for a light background: %q", frame)
	}
	u.send(background(true))
	if frame := u.frame(); strings.Contains(frame, lightBlue) || !strings.Contains(frame, darkBlue) {
		t.Errorf("the form is not in the colors for a dark background: %q", frame)
	}
}

func TestABackgroundThatSomebodyNamedStays(t *testing.T) {
	const lightBlue = "0;95;153"
	u := sit(t, store.NewMemory(clock), 80, 24, func(o *tui.Options) { o.Background = tui.BackgroundLight })
	u.send(background(true))
	if frame := u.frame(); !strings.Contains(frame, lightBlue) {
		t.Errorf("the form is not in the colors for a light background: %q", frame)
	}
}

// Sixteen colors are few, but what went wrong is not in the color of a warning.
func TestSixteenColorsTellAWarningFromAnAlarm(t *testing.T) {
	for _, dark := range []bool{true, false} {
		u := sit(t, store.NewMemory(clock), 80, 24)
		u.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
		u.send(background(dark))
		u.setsUp()
		colored := func(text string) string {
			var out bytes.Buffer
			writer := &colorprofile.Writer{Forward: &out, Profile: colorprofile.ANSI}
			if _, err := writer.WriteString(u.frame()); err != nil {
				t.Fatal(err)
			}
			before, _, _ := strings.Cut(out.String(), text)
			return before[strings.LastIndexByte(before, '\x1b'):]
		}
		if none, some := colored("none "), colored("some "); none == some {
			t.Errorf("dark %t: none and some are both in %q", dark, none)
		}
	}
}

func TestASCIITerminalsGetASCII(t *testing.T) {
	u := sit(t, store.NewMemory(clock), 80, 24, func(o *tui.Options) { o.ASCII = true })
	u.setsUp()
	u.press("4", "t")
	u.types("Größe 宽 e\u0301té 👩‍👩‍👧 – fin")
	u.press("enter")
	u.sees("Note     Grose ?? ete ?? - fin")
	for _, press := range []string{"3", "v", "r", "esc", "m", "?"} {
		u.press(press)
		u.fits(80, 24)
		for _, r := range u.screen() {
			if r > 0x7e {
				t.Fatalf("%q is on the screen after %s:\n%s", r, press, u.screen())
			}
		}
	}
}
