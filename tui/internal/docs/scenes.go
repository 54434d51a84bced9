package main

import (
	"context"
	"reflect"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
	"demarc/questionnaire/demo"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// scenes are the screens of the pictures, and the keys that lead to them from the
// questions of the current quarter.
var scenes = map[string]string{
	"question.svg": "/ N E T - 0 1 enter 3",
	"results.svg":  "r space down space",
	"compare.svg":  "d",
	"map.svg":      "m down down down down",
}

// The size of the terminal in the pictures.
const (
	columns = 124
	rows    = 36
)

// pictureDay is the day on which the pictures are taken.
var pictureDay = time.Date(2026, 11, 23, 14, 2, 0, 0, time.UTC)

// frames returns what the app shows in every scene of the demo.
func frames() (map[string]string, error) {
	ours, err := bank.Default()
	if err != nil {
		return nil, err
	}
	shown := make(map[string]string)
	for name, keys := range scenes {
		keeper, draft, err := sampleTeam(ours)
		if err != nil {
			return nil, err
		}
		app := tui.New(tui.Options{
			Store: keeper, Now: func() time.Time { return pictureDay }, Open: draft, Background: tui.BackgroundLight,
			Bank:     func() (*questionnaire.Bank, error) { return ours, nil },
			Defaults: func() (tui.Defaults, error) { return tui.Defaults{By: "Priya Shah", Team: demo.Team}, nil },
		})
		send(app, tea.WindowSizeMsg{Width: columns, Height: rows})
		carryOut(app, app.Init())
		for _, pressed := range strings.Fields(keys) {
			send(app, keyNamed(pressed))
		}
		shown[name] = app.View().Content
	}
	return shown, nil
}

// sampleTeam tells the demo, and returns the draft of its current quarter.
func sampleTeam(ours *questionnaire.Bank) (keeper store.Store, draft string, err error) {
	err = demo.Tell(context.Background(), demo.Setting{
		Bank: ours, Now: pictureDay, Generator: questionnaire.Generator{Name: "demarc", Version: "demo"},
		Open: func(clock store.Clock) (store.Store, error) {
			keeper = store.NewMemory(clock)
			return keeper, nil
		},
	})
	if err != nil {
		return nil, "", err
	}
	listed, err := keeper.List(context.Background())
	if err != nil {
		return nil, "", err
	}
	return keeper, listed[0].ID, nil // the newest stands first
}

func keyNamed(name string) tea.KeyPressMsg {
	named := map[string]tea.KeyPressMsg{
		"enter": {Code: tea.KeyEnter}, "down": {Code: tea.KeyDown}, "space": {Code: tea.KeySpace, Text: " "}, "tab": {Code: tea.KeyTab},
	}
	if msg, ok := named[name]; ok {
		return msg
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

func send(app *tui.App, msg tea.Msg) {
	_, cmd := app.Update(msg)
	carryOut(app, cmd)
}

// carryOut carries out a command and all that follows from it, but the blinking
// of a cursor, which would only wait.
func carryOut(app *tui.App, cmd tea.Cmd) {
	if cmd == nil || strings.Contains(runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name(), "bubbles/v2/cursor") {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, each := range msg {
			carryOut(app, each)
		}
	default:
		send(app, msg)
	}
}
