package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/banktest"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// BenchmarkKeypress measures one key through Update and View. The yardstick is
// the smaller bank: at 10,000 questions a key may cost at most half as much
// again, because a frame draws what is visible and scores only what changed.
func BenchmarkKeypress(b *testing.B) {
	for _, questions := range []int{84, 10_000} {
		app := benchApp(b, questions)
		for _, keys := range [][]string{{"3", "4"}, {"down", "up"}, {"right", "left"}} {
			b.Run(fmt.Sprintf("%s/%d", keys[0], questions), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					app.Update(pressed(keys[i%2]))
					_ = app.View()
				}
			})
		}
	}
}

// BenchmarkReaffirm measures one key in the list of what was carried over: to
// re-affirm and to take it back, and to move.
func BenchmarkReaffirm(b *testing.B) {
	for _, questions := range []int{84, 10_000} {
		app := benchApp(b, questions)
		app.Update(pressed("g"))
		for _, keys := range [][]string{{"a", "z"}, {"down", "up"}} {
			b.Run(fmt.Sprintf("%s/%d", keys[0], questions), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					app.Update(pressed(keys[i%2]))
					_ = app.View()
				}
			})
		}
	}
}

// BenchmarkList measures one key in the list of all questions: to move, to look
// for a single letter, which reads the titles of all of them, and to type two
// words and take them back, of which every letter looks among what was found.
func BenchmarkList(b *testing.B) {
	words := strings.Split("number 77", "")
	typed := slices.Concat(words, slices.Repeat([]string{"backspace"}, len(words)))
	for _, questions := range []int{84, 10_000} {
		app := benchApp(b, questions)
		app.Update(pressed("/"))
		for name, keys := range map[string][]string{"down": {"down", "up"}, "letter": {"n", "backspace"}, "words": typed} {
			b.Run(fmt.Sprintf("%s/%d", name, questions), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					app.Update(pressed(keys[i%len(keys)]))
					_ = app.View()
				}
			})
		}
	}
}

// BenchmarkCompare measures one key in the list of questions that moved, of which
// there are as many as there are questions.
func BenchmarkCompare(b *testing.B) {
	for _, questions := range []int{84, 10_000} {
		app := benchApp(b, questions)
		app.Update(pressed("d"))
		if !strings.Contains(app.View().Content, "left as carried") {
			b.Fatal("there is no comparison on the screen")
		}
		for _, keys := range [][]string{{"down", "up"}, {"pgdown", "pgup"}} {
			b.Run(fmt.Sprintf("%s/%d", keys[0], questions), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					app.Update(pressed(keys[i%2]))
					_ = app.View()
				}
			})
		}
	}
}

// BenchmarkResults measures one key on the results: to move, to tick a gap, which
// adds up all that are ticked and looks for the way to the target, and to aim at
// another target.
func BenchmarkResults(b *testing.B) {
	for _, questions := range []int{84, 10_000} {
		app := gapApp(b, questions)
		app.Update(pressed("r"))
		if !strings.Contains(app.View().Content, "to 90: ") {
			b.Fatal("there is no target on the screen")
		}
		for _, keys := range [][]string{{"down", "up"}, {"space", "space"}, {"right", "left"}} {
			b.Run(fmt.Sprintf("%s/%d", keys[0], questions), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					app.Update(pressed(keys[i%2]))
					_ = app.View()
				}
			})
		}
	}
}

// BenchmarkHome measures one key at home, which has worked out what it shows when
// the workspace was read.
func BenchmarkHome(b *testing.B) {
	for _, questions := range []int{84, 10_000} {
		app := benchApp(b, questions)
		_, cmd := app.Update(pressed("q"))
		app.Update(cmd())
		b.Run(fmt.Sprintf("down/%d", questions), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				app.Update(pressed([]string{"down", "up"}[i%2]))
				_ = app.View()
			}
		})
	}
}

// BenchmarkResize measures laying out every screen anew.
func BenchmarkResize(b *testing.B) {
	app := benchApp(b, 10_000)
	for i := 0; b.Loop(); i++ {
		app.Update(tea.WindowSizeMsg{Width: 120 + i%2, Height: 45})
		_ = app.View()
	}
}

func pressed(name string) tea.KeyPressMsg {
	if msg, ok := named[name]; ok {
		return msg
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

// benchApp opens the question screen on an assessment of many questions, all of
// them carried over.
func benchApp(b *testing.B, questions int) *tui.App {
	b.Helper()
	bank, err := banktest.Sized(questions)
	if err != nil {
		b.Fatal(err)
	}
	earlier, a := benchQuarters(b, bank)
	return openedApp(b, bank, earlier, a)
}

// openedApp opens the question screen on the last of some assessments.
func openedApp(b *testing.B, bank *questionnaire.Bank, all ...*questionnaire.Assessment) *tui.App {
	b.Helper()
	now := func() time.Time { return today }
	keeper := store.NewMemory(now)
	for _, each := range all {
		if err := keeper.Create(b.Context(), each, bank); err != nil {
			b.Fatal(err)
		}
	}
	app := tui.New(tui.Options{
		Store: keeper, Now: now, Open: all[len(all)-1].ID(), Defaults: nobodyKnown,
		Bank: func() (*questionnaire.Bank, error) { return bank, nil },
	})
	app.Update(tea.WindowSizeMsg{Width: 140, Height: 45})
	for _, cmd := range app.Init()().(tea.BatchMsg) {
		if _, more := app.Update(cmd()); more != nil {
			app.Update(more()) // what it follows
		}
	}
	return app
}

// gapApp opens the question screen on an assessment in which every third of many
// questions is a gap.
func gapApp(b *testing.B, questions int) *tui.App {
	b.Helper()
	bank, err := banktest.Sized(questions)
	if err != nil {
		b.Fatal(err)
	}
	a := benchAssessment(b, bank, today, func(place int) questionnaire.Level {
		if place%3 == 0 {
			return questionnaire.LevelSome
		}
		return questionnaire.LevelAll
	})
	return openedApp(b, bank, a)
}

// benchQuarters returns an assessment with an answer to every question, and the
// draft that carries them.
func benchQuarters(b testing.TB, bank *questionnaire.Bank) (earlier, next *questionnaire.Assessment) {
	b.Helper()
	earlier = benchAssessment(b, bank, lastQuarter, func(int) questionnaire.Level { return questionnaire.LevelAll })
	next, _, err := questionnaire.Follow(questionnaire.Earlier{Assessment: earlier, Bank: bank}, benchSpec(today), bank, today)
	if err != nil {
		b.Fatal(err)
	}
	return earlier, next
}

// benchAssessment returns an assessment in which every question has a level, by
// its place.
func benchAssessment(b testing.TB, bank *questionnaire.Bank, at time.Time, level func(place int) questionnaire.Level) *questionnaire.Assessment {
	b.Helper()
	a, err := questionnaire.New(benchSpec(at), bank, at)
	if err != nil {
		b.Fatal(err)
	}
	for place, asked := range questionnaire.Asked(bank, a.Scope()) {
		if _, err := a.Record(bank, asked.ID, questionnaire.Answer{Level: level(place), By: "Ana Ruiz"}, at); err != nil {
			b.Fatal(err)
		}
	}
	return a
}

func benchSpec(at time.Time) questionnaire.Spec {
	return questionnaire.Spec{
		Team: "Payments", Period: questionnaire.QuarterOf(questionnaire.NewDate(at)),
		Scope:  questionnaire.Scope{Tiers: questionnaire.Tiers()},
		People: []questionnaire.Person{{Name: "Ana Ruiz"}},
	}
}
