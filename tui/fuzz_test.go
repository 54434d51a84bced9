package tui_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// monkey uses the app at random: keys, pastes, the wheel, new sizes. Commands of
// the app are carried out later and in any order, saves fail at times, as on a
// slow machine with a full disk, and somebody else answers the same questions.
type monkey struct {
	t             *testing.T
	random        *rand.Rand
	store         *broken
	bank          *questionnaire.Bank
	draft         string // id of the assessment to begin with
	app           *tui.App
	waiting       []tea.Cmd
	width, height int
	gone          bool
	did           []string // the last events, for a message
}

// TestRandomUse sends 2,000 events, or as many as DEMARC_EVENTS says.
func TestRandomUse(t *testing.T) {
	events := 2000
	if wanted, err := strconv.Atoi(os.Getenv("DEMARC_EVENTS")); err == nil {
		events = wanted
	}
	const shards = 4
	for seed := range uint64(shards) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			m := newMonkey(t, seed)
			for range events / shards {
				m.step()
			}
			m.leave()
		})
	}
}

func newMonkey(t *testing.T, seed uint64) *monkey {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	m := &monkey{t: t, random: random, store: &broken{Store: store.NewMemory(clock)}, bank: hostileBank(t, random)}
	m.draft = hostileQuarters(t, m.store, m.bank, random)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the last events: %q", m.did)
		}
	})
	m.start()
	return m
}

func (m *monkey) start() {
	m.gone, m.waiting = false, nil
	m.app = tui.New(tui.Options{
		Store: m.store, Now: clock, Defaults: nobodyKnown, Where: "\x1b[2J" + hostileText(m.random, 60),
		Bank:        func() (*questionnaire.Bank, error) { return m.bank, nil },
		Generator:   questionnaire.Generator{Name: "demarc", Version: "test"},
		WriteReport: func(name string, _ []byte, _ bool) (string, error) { return name, nil },
		ASCII:       m.random.IntN(4) == 0,
		Open:        m.draft,
	})
	m.later(m.app.Init())
	m.resize()
}

// later puts a command where it waits to be carried out, unless it only waits.
func (m *monkey) later(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	if !strings.Contains(name, "bubbles/v2/cursor") && !strings.Contains(name, "bubbletea/v2.Tick") {
		m.waiting = append(m.waiting, cmd)
	}
}

// carryOut carries out a command that waits.
func (m *monkey) carryOut(at int) {
	cmd := m.waiting[at]
	m.waiting = slices.Delete(m.waiting, at, at+1)
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		m.gone = true
	case tea.BatchMsg:
		for _, each := range msg {
			m.later(each)
		}
	default:
		if steps := reflect.ValueOf(msg); steps.Kind() == reflect.Slice && steps.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range steps.Len() {
				m.later(steps.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		m.send(msg)
	}
}

func (m *monkey) send(msg tea.Msg) {
	_, cmd := m.app.Update(msg)
	m.later(cmd)
}

// usual are keys that lead further than random ones do.
var usual = []string{
	"enter", "esc", "esc", "esc", "down", "down", "up", "tab", "space", "right", "right", "left", "1", "2", "3", "4", "4", "a", "a",
	"enter", "u", "n", "A", "z", "v", "r", "d", "g", "pgdown", "backspace", "/", "m", "o", "s", "b",
}

func (m *monkey) step() {
	switch dice := m.random.IntN(100); {
	case dice < 25 && len(m.waiting) > 0:
		m.carryOut(m.random.IntN(len(m.waiting)))
	case dice < 70:
		m.press(usual[m.random.IntN(len(usual))])
	case dice < 83:
		m.press(anyKey(m.random))
	case dice < 86:
		m.pressModified()
	case dice < 89:
		text := hostileText(m.random, 200) + escapes[m.random.IntN(len(escapes))] + hostileText(m.random, 50)
		m.note("paste " + text)
		m.send(tea.PasteMsg{Content: text})
	case dice < 91:
		m.note("wheel")
		m.send(tea.MouseWheelMsg{X: m.random.IntN(300), Y: m.random.IntN(80), Button: tea.MouseWheelUp + tea.MouseButton(m.random.IntN(2))})
	case dice < 94:
		m.resize()
	case dice < 96:
		m.somebodyElseAnswers()
	default:
		m.store.err = nil
		if m.random.IntN(2) == 0 {
			m.store.err = fmt.Errorf("write answer: %w", syscall.ENOSPC)
		}
		m.note(fmt.Sprint("the disk: ", m.store.err))
	}
	m.look()
	if m.gone {
		m.leave()
		m.start()
	}
}

// elsewhere begins the notes that are written at another terminal.
const elsewhere = "From elsewhere: "

// somebodyElseAnswers gives a question another answer, from another terminal, as
// far as the assessment can still be changed.
func (m *monkey) somebodyElseAnswers() {
	snapshot, err := m.store.Load(context.Background(), m.draft)
	if err != nil {
		m.t.Fatal(err)
	}
	questions := m.bank.Questions()
	question := questions[m.random.IntN(len(questions))].ID
	answer, given := snapshot.Assessment.Answer(question)
	if snapshot.Assessment.Final() || !given {
		return
	}
	answer.Note = elsewhere + hostileText(m.random, 20)
	m.note("somebody else answers " + question)
	_, err = m.store.Store.SaveAnswers(context.Background(), m.draft, store.Edit{
		Question: question, Read: snapshot.Answers[question], Answer: answer,
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

// anyKey returns a key of the key map, or a letter.
func anyKey(random *rand.Rand) string {
	var all []string
	for _, binding := range tui.KeyMap() {
		all = append(all, binding.Keys()...)
	}
	slices.Sort(all)
	if random.IntN(3) == 0 {
		return string(rune('a' + random.IntN(26)))
	}
	return all[random.IntN(len(all))]
}

func (m *monkey) press(name string) {
	if name == "label" || name == "ctrl+z" {
		return
	}
	if name == "ctrl+c" && strings.Contains(m.app.View().Content, "ctrl+c leaves without") {
		return // as the screen says, it would lose what cannot be saved
	}
	if name == "q" || name == "ctrl+c" {
		m.store.err = nil // pressed twice they leave without what cannot be saved
	}
	m.note(name)
	m.send(pressed(name))
}

// pressModified presses a key together with others, as text fields know more of
// them than the key map names. Left out are the keys that end or suspend the app
// and the one that reads the clipboard of the machine.
func (m *monkey) pressModified() {
	special := []rune{
		tea.KeyLeft, tea.KeyRight, tea.KeyUp, tea.KeyDown, tea.KeyHome, tea.KeyEnd, tea.KeyPgUp, tea.KeyPgDown,
		tea.KeyBackspace, tea.KeyDelete, tea.KeyEnter, tea.KeyTab, tea.KeySpace, tea.KeyEscape, '<', '>',
	}
	modifiers := []tea.KeyMod{tea.ModAlt, tea.ModCtrl, tea.ModShift, tea.ModAlt | tea.ModShift, tea.ModCtrl | tea.ModShift, tea.ModCtrl | tea.ModAlt}
	press := tea.KeyPressMsg{Code: 'a' + m.random.Int32N(26), Mod: modifiers[m.random.IntN(len(modifiers))]}
	if m.random.IntN(2) == 0 {
		press.Code = special[m.random.IntN(len(special))]
	}
	switch press.String() {
	case "ctrl+c", "ctrl+z", "ctrl+v":
		return
	case "alt+q":
		m.store.err = nil // escape and q, which may leave
	}
	m.note(press.String())
	m.send(press)
}

func (m *monkey) resize() {
	m.width, m.height = 60+m.random.IntN(90), 16+m.random.IntN(30)
	if m.random.IntN(8) == 0 {
		m.width, m.height = 1+m.random.IntN(300), 1+m.random.IntN(80)
	}
	m.note(size(m.width, m.height))
	m.send(tea.WindowSizeMsg{Width: m.width, Height: m.height})
}

func (m *monkey) note(event string) {
	m.did = append(m.did, event)
	if len(m.did) > 40 {
		m.did = m.did[1:]
	}
}

// look checks the frame.
func (m *monkey) look() {
	m.t.Helper()
	frame := m.app.View().Content
	if fault := faultOf(frame, m.width, m.height); fault != "" {
		m.t.Fatalf("%s\n%s", fault, colors.ReplaceAllString(frame, ""))
	}
}

// leave lets everything that waits be done and compares what the app shows with
// what the store holds: no answer may be lost.
func (m *monkey) leave() {
	m.t.Helper()
	m.store.err = nil
	m.rest()
	for rounds := 0; m.app.Unsaved(); rounds++ {
		m.settle()
		m.send(pressed("ctrl+c"))
		if len(m.waiting) == 0 || rounds > 10 {
			m.t.Fatalf("an answer is neither saved nor being saved\n%s", colors.ReplaceAllString(m.app.View().Content, ""))
		}
		m.rest()
	}
	m.rest()
	id, shown := m.app.Answers()
	if id == "" {
		return
	}
	snapshot, err := m.store.Load(context.Background(), id)
	if err != nil {
		m.t.Fatal(err)
	}
	for question, answer := range shown {
		stored, _ := snapshot.Assessment.Answer(question)
		if strings.HasPrefix(stored.Note, elsewhere) {
			continue // it was given later, or let stand
		}
		if diff := cmp.Diff(stored, answer, cmp.Exporter(func(reflect.Type) bool { return true }), cmpopts.EquateEmpty(),
			cmpopts.IgnoreFields(questionnaire.Answer{}, "At")); diff != "" {
			m.t.Errorf("%s of %s (-stored +shown):\n%s", question, id, diff)
		}
	}
}

// rest carries out everything that waits, and what follows from it.
func (m *monkey) rest() {
	m.t.Helper()
	for rounds := 0; len(m.waiting) > 0; rounds++ {
		if rounds > 10_000 {
			m.t.Fatal("the app never comes to rest")
		}
		m.carryOut(0)
	}
}

// settle goes on working, so that the app does not leave without what could not
// be saved, and chooses where somebody else answered too.
func (m *monkey) settle() {
	m.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	for range 6 {
		m.send(pressed("esc"))
		m.rest()
	}
	for rounds := 0; strings.Contains(m.app.View().Content, "Two answers to") && rounds < 100; rounds++ {
		m.send(pressed("down"))
		m.send(pressed("enter"))
		m.rest()
	}
}

// everySize sweeps the sizes of a terminal: some of them, or all with
// DEMARC_SWEEP=all.
func everySize(yield func(width, height int) bool) {
	stepX, stepY := 17, 9
	if os.Getenv("DEMARC_SWEEP") == "all" {
		stepX, stepY = 1, 1
	}
	for width := 60; width <= 300; width += stepX {
		for height := 16; height <= 80; height += stepY {
			if !yield(width, height) {
				return
			}
		}
	}
}

// Every screen keeps within every terminal, whatever is written in it.
func TestHostileTextFitsEveryTerminal(t *testing.T) {
	for name, keys := range map[string]string{
		"home": "", "home-final": "down", "list": "enter", "question": "enter enter", "guide": "enter enter tab tab",
		"answered": "enter enter 1 right u enter 4", "note": "enter enter t", "evidence": "enter enter e", "person": "enter enter p",
		"not applicable": "enter enter n", "exception": "enter enter x", "find": "enter / x", "review": "v", "parked": "v tab tab",
		"results": "r", "final results": "down r tab",
		"counts": "r tab right right", "cells": "r tab tab tab down right", "target": "down r space right b",
		"questions": "r tab right enter", "filters": "enter / tab right tab right tab right tab left", "layer": "r m enter", "layer notes": "r m tab",
		"due": "o", "sitting": "s", "report": "w pgdown", "map": "r m down down", "compare": "d", "compare list": "d tab down",
		"trend": "T", "help": "enter enter ?", "together": "enter A", "next": "down n", "scope": "v c", "sign": "down r l", "finalize": "v l",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(7, 7))
			keeper, bank := store.NewMemory(clock), hostileBank(t, random)
			hostileQuarters(t, keeper, bank, random)
			u := sit(t, keeper, 100, 30, func(o *tui.Options) {
				o.Bank = func() (*questionnaire.Bank, error) { return bank, nil }
				o.Where = hostileText(random, 300)
			})
			u.press(strings.Fields(keys)...)
			for width, height := range everySize {
				u.send(tea.WindowSizeMsg{Width: width, Height: height})
				if fault := faultOf(u.frame(), width, height); fault != "" {
					t.Fatalf("%s\n%s", fault, u.screen())
				}
			}
		})
	}
}
