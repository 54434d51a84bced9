package tui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// today is when the tests take place.
var today = time.Date(2026, 11, 23, 14, 2, 0, 0, time.UTC)

func clock() time.Time { return today }

// frozenBank returns a small bank that stays as it is while our own grows, so
// that frames change only when the app does.
var frozenBank = sync.OnceValues(func() (*questionnaire.Bank, error) {
	document, err := os.ReadFile(filepath.Join("testdata", "bank.json"))
	if err != nil {
		return nil, err
	}
	return questionnaire.DecodeBank(document)
})

func nobodyKnown() (tui.Defaults, error) { return tui.Defaults{}, nil }

// user drives the app as a person would: with keys, looking at frames. The
// app's commands run at once, in order, so that every frame is the same on
// every run.
type user struct {
	t       *testing.T
	app     *tui.App
	store   store.Store
	written map[string][]byte
	gone    bool
	slow    string    // what takes long: the commands of this function are held
	held    []tea.Cmd // until they are released
}

// sit opens the app on a store at a size.
func sit(t *testing.T, keeper store.Store, width, height int, adjust ...func(*tui.Options)) *user {
	t.Helper()
	u := &user{t: t, store: keeper, written: make(map[string][]byte)}
	options := tui.Options{
		Store: keeper, Bank: frozenBank, Now: clock, Defaults: nobodyKnown, Where: "~/assessments",
		Generator: questionnaire.Generator{Name: "demarc", Version: "test"},
		WriteReport: func(name string, text []byte, _ bool) (string, error) {
			u.written[name] = text
			return filepath.Join("reports", name), nil
		},
	}
	for _, change := range adjust {
		change(&options)
	}
	u.app = tui.New(options)
	u.run(u.app.Init())
	u.send(tea.WindowSizeMsg{Width: width, Height: height})
	return u
}

func (u *user) send(msg tea.Msg) {
	u.t.Helper()
	_, cmd := u.app.Update(msg)
	u.run(cmd)
}

// run carries out a command and all that follows from it. A cursor that blinks
// and a timer are left alone: they would only wait.
func (u *user) run(cmd tea.Cmd) {
	u.t.Helper()
	if cmd == nil {
		return
	}
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	if strings.Contains(name, "bubbles/v2/cursor") || strings.Contains(name, "bubbletea/v2.Tick") {
		return
	}
	if u.slow != "" && strings.Contains(name, u.slow+".") {
		u.held = append(u.held, cmd)
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		u.gone = true
	case tea.BatchMsg:
		for _, each := range msg {
			u.run(each)
		}
	default:
		if steps := reflect.ValueOf(msg); steps.Kind() == reflect.Slice && steps.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range steps.Len() {
				u.run(steps.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		u.send(msg)
	}
}

// release carries out what was held.
func (u *user) release() {
	u.t.Helper()
	if len(u.held) == 0 {
		u.t.Fatalf("no command of %s is held", u.slow)
	}
	held := u.held
	u.slow, u.held = "", nil
	for _, cmd := range held {
		u.run(cmd)
	}
}

var named = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "tab": {Code: tea.KeyTab}, "esc": {Code: tea.KeyEscape},
	"backspace": {Code: tea.KeyBackspace}, "space": {Code: tea.KeySpace, Text: " "},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl},
	"ctrl+u": {Code: 'u', Mod: tea.ModCtrl},
	"ctrl+f": {Code: 'f', Mod: tea.ModCtrl}, "f1": {Code: tea.KeyF1},
}

// press presses keys by their names, one after the other.
func (u *user) press(names ...string) {
	u.t.Helper()
	for _, name := range names {
		msg, ok := named[name]
		if !ok {
			r := []rune(name)
			if len(r) != 1 {
				u.t.Fatalf("no key %q", name)
			}
			msg = tea.KeyPressMsg{Code: r[0], Text: name}
		}
		u.send(msg)
	}
}

// types types text, a key a character.
func (u *user) types(text string) {
	u.t.Helper()
	for _, r := range text {
		if r == ' ' {
			u.press("space")
			continue
		}
		u.press(string(r))
	}
}

// screen returns the frame without its colours.
// finds goes to the question of an id.
func (u *user) finds(id string) {
	u.press("/")
	u.types(id)
	u.press("enter")
}

func (u *user) screen() string { return ansi.Strip(u.frame()) }

func (u *user) frame() string { return u.app.View().Content }

// sees fails unless every text is on the screen.
func (u *user) sees(texts ...string) {
	u.t.Helper()
	for _, text := range texts {
		if !strings.Contains(u.screen(), text) {
			u.t.Fatalf("the screen does not show %q:\n%s", text, u.screen())
		}
	}
}

// seesNot fails if a text is on the screen.
func (u *user) seesNot(text string) {
	u.t.Helper()
	if strings.Contains(u.screen(), text) {
		u.t.Fatalf("the screen shows %q:\n%s", text, u.screen())
	}
}

// fits fails unless the frame fills the terminal exactly.
func (u *user) fits(width, height int) {
	u.t.Helper()
	lines := strings.Split(u.frame(), "\n")
	if len(lines) != height {
		u.t.Errorf("%d lines in a terminal of %d:\n%s", len(lines), height, u.screen())
	}
	for i, line := range lines {
		if ansi.StringWidth(line) > width {
			u.t.Errorf("line %d is %d wide in a terminal of %d: %q", i+1, ansi.StringWidth(line), width, ansi.Strip(line))
		}
	}
}

// setsUp goes through setup with its defaults.
func (u *user) setsUp() {
	u.t.Helper()
	u.sees("1 of 3")
	u.types("Payments")
	u.press("enter", "enter")
	u.sees("2 of 3")
	u.press("enter", "enter")
	u.sees("3 of 3")
	u.press("enter")
	u.types("Ana Ruiz, Sam Okafor")
	u.press("enter")
	u.sees("Payments", "2026-Q4", "IAM-01")
}

// stored returns what the store holds of the answer to a question.
func (u *user) stored(question string) questionnaire.Answer {
	u.t.Helper()
	answer, _ := u.storedWithToken(question)
	return answer
}

// storedWithToken returns what the store holds of an answer, and its token.
func (u *user) storedWithToken(question string) (questionnaire.Answer, store.Token) {
	u.t.Helper()
	snapshot, err := u.store.Load(u.t.Context(), payments)
	if err != nil {
		u.t.Fatal(err)
	}
	answer, _ := snapshot.Assessment.Answer(question)
	return answer, snapshot.Answers[question]
}

func size(width, height int) string { return fmt.Sprintf("%dx%d", width, height) }

// line returns the first line of the screen that holds a text.
func (u *user) line(text string) string {
	for line := range strings.Lines(u.screen()) {
		if strings.Contains(line, text) {
			return line
		}
	}
	return ""
}
