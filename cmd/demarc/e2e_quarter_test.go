//go:build unix

package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarc/questionnaire"
)

// The second quarter by keys: carried over, re-affirmed, locked, signed and
// corrected.
func TestTheNextQuarter(t *testing.T) {
	m := newMachine(t)
	count := lastQuarterByCommands(m)
	terminal := m.demarc(80, 24)
	terminal.Expect("begin the next (n)")
	terminal.Press("n")
	terminal.Expect("Payments  "+thisQuarter().Label, fmt.Sprintf("%d answers", count), "1 account; eu-west-1")
	terminal.Press("enter")
	terminal.Expect("> Carried over", fmt.Sprintf("0 of %d re-affirmed", count), "% last quarter", "% if nothing changed")

	terminal.Press("a")
	fill(terminal, "Name", "Ana Ruiz")
	terminal.Expect(fmt.Sprintf("1 of %d re-affirmed", count), "saved: ")
	together := func() {
		terminal.Press("A")
		terminal.Expect("together?", "By Ana Ruiz;", "critical")
		terminal.Press("down", "enter")
		terminal.Expect("re-affirmed together. z takes it back")
	}
	together()
	terminal.Press("z")
	terminal.Expect("answers are back as before", fmt.Sprintf("1 of %d re-affirmed", count))
	together()
	for range criticalQuestions(t) {
		terminal.Press("a")
	}
	terminal.Expect("Nothing is left on this list", "0 carried")
	terminal.ExpectNot("saving")

	terminal.Press("v")
	terminal.Expect("> Review", "Unanswered 0")
	terminal.Press("l")
	terminal.Expect("Finalize Payments")
	fill(terminal, "Prepared by", "")
	terminal.Expect("enter accept")
	terminal.Press("down", "enter")
	terminal.Expect("FINAL", "l signs it")
	terminal.Press("l")
	terminal.Expect("Nobody signed yet", "Prepared by Ana Ruiz")
	terminal.Press("enter")
	fill(terminal, "Name", "Priya Shah")
	terminal.Expect("Priya Shah signs", "This cannot be taken back")
	terminal.Press("down", "enter")
	terminal.Expect("Signed by Priya Shah as reviewer")
	terminal.Press("c")
	terminal.Expect("Begin a correction?")
	terminal.Press("down", "enter")
	terminal.Expect("A draft that corrects the final", "Now      ") // and its first question
	terminal.Press("q")
	terminal.Expect("next:")
	terminal.Press("q")
	terminal.ExpectExit(0)
	terminal.ExpectRestored()

	id := questionnaire.AssessmentID("Payments", thisQuarter())
	for _, name := range []string{id + ".json", id + ".signoff.json", id + "-r2.json"} {
		if _, err := os.Stat(filepath.Join(m.workspace(), "assessments", name)); err != nil {
			t.Error(err)
		}
	}
}

// lastQuarterByCommands makes and finalizes the assessment of the quarter
// before, every answer all, and returns how many there are.
func lastQuarterByCommands(m machine) int {
	m.t.Helper()
	run := func(args ...string) {
		m.t.Helper()
		if out, err := m.command(m.binary, args...).CombinedOutput(); err != nil {
			m.t.Fatalf("demarc %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	period := questionnaire.QuarterOf(thisQuarter().Start.AddDays(-1))
	id := questionnaire.AssessmentID("Payments", period)
	asked := askedOf(m.t, everything)
	answers := filepath.Join(m.t.TempDir(), "answers.csv")
	lines := "question,level\n"
	for _, question := range asked {
		lines += question.ID + ",all\n"
	}
	if err := os.WriteFile(answers, []byte(lines), 0o600); err != nil {
		m.t.Fatal(err)
	}
	run("new", "--team", "Payments", "--period", period.Label, "--tiers", "infrastructure,container,abstracted", "--accounts", "111122223333", "--regions", "eu-west-1")
	run("answer", id, "--file", answers, "--by", "Aiko Ito")
	run("finalize", id, "--prepared-by", "Aiko Ito")
	return len(asked)
}

// criticalQuestions returns the questions that are not re-affirmed together.
func criticalQuestions(t *testing.T) []string {
	t.Helper()
	var ids []string
	for _, question := range askedOf(t, everything) {
		if question.Severity == questionnaire.SeverityCritical {
			ids = append(ids, question.ID)
		}
	}
	return ids
}
