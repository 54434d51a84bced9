//go:build unix

package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/banktest"
	"demarc/questionnaire/store"
	"demarc/tui/screentest"
)

// BenchmarkStart measures from the start of the process to the first frame, and
// to the frame that shows the assessments of the workspace, beside the first
// frame of the least that a Bubble Tea program can be, in turns. It reports
// medians, and the ratio of the first frames.
func BenchmarkStart(b *testing.B) {
	const rounds = 25
	m := newMachine(b)
	minimal, err := builtInto(b.TempDir(), "demarc/cmd/demarc/testdata/minimal")
	if err != nil {
		b.Fatal(err)
	}
	s := begin(m, 80, 24)
	s.Press("4")
	s.expectSaved(s.asked[0].ID, "ALL")
	s.Press("ctrl+c")
	s.ExpectExit(0)

	var first, home, least []time.Duration
	for b.Loop() {
		for range rounds {
			ours := untilShown(b, m.command(m.binary), "demarc", "next:")
			first, home = append(first, ours[0]), append(home, ours[1])
			least = append(least, untilShown(b, m.command(minimal), "ready")...)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(median(first)), "first-ms")
	b.ReportMetric(milliseconds(median(home)), "home-ms")
	b.ReportMetric(milliseconds(median(least)), "minimal-ms")
	b.ReportMetric(float64(median(first))/float64(median(least)), "ratio")
}

// BenchmarkKey measures from a key to the frame that shows it, beside the same of
// the least that a Bubble Tea program can be, in turns: medians, and their ratio,
// for a key that moves to another question and for one that answers it; and how long
// the least program takes if it draws as often as we do. It does so with as many
// questions as our bank has, and with 10,000.
// Before each key it waits for a part of a frame, drawn from a fixed seed: without
// that the turns fall into step with the frames, and the two figures add up to one
// whatever the programs do.
// It also reports how many bytes a key brings over the line, and how much memory
// the app then has.
func BenchmarkKey(b *testing.B) {
	for _, questions := range []int{108, 10_000} {
		b.Run(fmt.Sprint(questions), func(b *testing.B) { benchmarkKey(b, questions) })
	}
}

func benchmarkKey(b *testing.B, questions int) {
	const (
		rounds = 60
		aFrame = time.Second / 60 // of the least program, which keeps Bubble Tea's own rate
	)
	m := newMachine(b)
	minimal, err := builtInto(b.TempDir(), "demarc/cmd/demarc/testdata/minimal")
	if err != nil {
		b.Fatal(err)
	}
	command := m.command(m.binary, "open", m.keeps(questions))
	s := session{screentest.Start(b, command, 80, 24), b, questionnaire.Asked(manyQuestions(b, questions), everything)}
	s.expectQuestion(s.asked[0].ID)
	minimum := screentest.Start(b, m.command(minimal), 80, 24)
	minimum.Expect("ready, 0 pressed")
	alike := screentest.Start(b, m.command(minimal, "120"), 80, 24) // our own rate
	alike.Expect("ready, 0 pressed")

	random := rand.New(rand.NewPCG(1, 2))
	took := func(terminal *screentest.Terminal, pressed, shown string) time.Duration {
		time.Sleep(time.Duration(random.Int64N(int64(aFrame))))
		began := time.Now()
		terminal.Press(pressed)
		terminal.Expect(shown)
		return time.Since(began)
	}
	var moves, answers, least, leastAlike []time.Duration
	var sent []int
	for b.Loop() {
		for round := range rounds {
			for i, press := range []string{"right", "left"} {
				before := len(s.Output())
				moves = append(moves, took(s.Terminal, press, s.heading(s.asked[1-i].ID)))
				sent = append(sent, len(s.Output())-before)
				least = append(least, took(minimum, press, fmt.Sprintf("ready, %d pressed", len(least)+1)))
				leastAlike = append(leastAlike, took(alike, press, fmt.Sprintf("ready, %d pressed", len(leastAlike)+1)))
				other := (round + i) % 2 // than it stands at
				answers = append(answers, took(s.Terminal, []string{"3", "4"}[other], "Now      "+[]string{"MOST", "ALL"}[other]))
				least = append(least, took(minimum, press, fmt.Sprintf("ready, %d pressed", len(least)+1)))
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(median(moves)), "move-ms")
	b.ReportMetric(milliseconds(median(answers)), "answer-ms")
	b.ReportMetric(milliseconds(median(least)), "minimal-ms")
	b.ReportMetric(float64(median(moves))/float64(median(least)), "move-ratio")
	b.ReportMetric(float64(median(answers))/float64(median(least)), "answer-ratio")
	b.ReportMetric(milliseconds(median(leastAlike)), "minimal-at-our-rate-ms")
	slices.Sort(sent)
	b.ReportMetric(float64(sent[len(sent)/2]), "bytes/key")
	b.ReportMetric(resident(b, command.Process.Pid), "MB")
}

// keeps makes a workspace with a draft of so many questions, and returns its id.
func (m machine) keeps(questions int) (id string) {
	m.t.Helper()
	asks := manyQuestions(m.t, questions)
	keeper, err := store.InitFile(m.workspace(), store.Config{}, time.Now, asks)
	if err != nil {
		m.t.Fatal(err)
	}
	a, err := questionnaire.New(questionnaire.Spec{
		Team: "Payments", Period: thisQuarter(), Scope: everything, People: []questionnaire.Person{{Name: "Ana Ruiz"}},
	}, asks, time.Now())
	if err != nil {
		m.t.Fatal(err)
	}
	if err := keeper.Create(m.t.Context(), a, asks); err != nil {
		m.t.Fatal(err)
	}
	return a.ID()
}

// manyQuestions returns a bank of so many questions.
func manyQuestions(t testing.TB, count int) *questionnaire.Bank {
	t.Helper()
	bank, err := banktest.Sized(count)
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

// resident returns how much memory a process has, where the system tells.
func resident(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	var kilobytes float64
	for line := range strings.Lines(string(status)) {
		if _, err := fmt.Sscanf(line, "VmRSS: %f kB", &kilobytes); err == nil {
			break
		}
	}
	return kilobytes / 1024
}

// untilShown starts a program and returns after how long its screen showed each
// of the texts.
func untilShown(b *testing.B, command *exec.Cmd, texts ...string) []time.Duration {
	b.Helper()
	var took []time.Duration
	began := time.Now()
	terminal := screentest.Start(b, command, 80, 24)
	for _, text := range texts {
		terminal.Expect(text)
		took = append(took, time.Since(began))
	}
	terminal.Press("ctrl+c")
	terminal.ExpectExit(0)
	return took
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
