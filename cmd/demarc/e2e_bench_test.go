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
// the least that a Bubble Tea program can be, in turns: medians, and their ratio.
// Before each key it waits for a part of a frame, drawn from a fixed seed: without
// that the turns fall into step with the frames, and the two figures add up to one
// whatever the programs do.
// It also reports how many bytes a key brings over the line, and how much memory
// the app then has.
func BenchmarkKey(b *testing.B) {
	const (
		rounds = 60
		aFrame = time.Second / 60 // of the least program, which keeps Bubble Tea's own rate
	)
	m := newMachine(b)
	minimal, err := builtInto(b.TempDir(), "demarc/cmd/demarc/testdata/minimal")
	if err != nil {
		b.Fatal(err)
	}
	begin(m, 80, 24).Press("ctrl+c")
	command := m.command(m.binary, "open", m.assessment().ID())
	s := session{screentest.Start(b, command, 80, 24), b, askedOf(b, everything)}
	s.expectQuestion(s.asked[0].ID)
	other := screentest.Start(b, m.command(minimal), 80, 24)
	other.Expect("ready, 0 pressed")

	var ours, least []time.Duration
	var sent []int
	random := rand.New(rand.NewPCG(1, 2))
	pause := func() { time.Sleep(time.Duration(random.Int64N(int64(aFrame)))) }
	pressed := 0
	for b.Loop() {
		for range rounds {
			for i, direction := range []string{"right", "left"} {
				pause()
				before, began := len(s.Output()), time.Now()
				s.Press(direction)
				s.expectQuestion(s.asked[1-i].ID)
				ours = append(ours, time.Since(began))
				sent = append(sent, len(s.Output())-before)

				pressed++
				pause()
				began = time.Now()
				other.Press(direction)
				other.Expect(fmt.Sprintf("ready, %d pressed", pressed))
				least = append(least, time.Since(began))
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(median(ours)), "key-ms")
	b.ReportMetric(milliseconds(median(least)), "minimal-ms")
	b.ReportMetric(float64(median(ours))/float64(median(least)), "ratio")
	slices.Sort(sent)
	b.ReportMetric(float64(sent[len(sent)/2]), "bytes/key")
	b.ReportMetric(resident(b, command.Process.Pid), "MB")
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
