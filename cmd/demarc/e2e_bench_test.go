//go:build unix

package main_test

import (
	"os/exec"
	"slices"
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
