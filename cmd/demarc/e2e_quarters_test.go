//go:build unix

package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/tui/screentest"
)

// Two quarters by keys alone, from an empty folder: the first one set up, every
// question of the short form answered, read, written, locked and signed; the
// second one carried over, re-affirmed, compared and locked.
func TestTwoQuarters(t *testing.T) {
	t.Parallel()
	twoQuarters(t, screentest.Kind{}, 80, 24)
}

// The same over a line of 9600 baud, which is slower than whoever types.
func TestTwoQuartersAtNineThousandSixHundredBaud(t *testing.T) {
	t.Parallel() // it mostly waits
	began := time.Now()
	sent := twoQuarters(t, screentest.Kind{BytesPerSecond: bytesPerSecond}, 80, 24)
	t.Logf("%d bytes, which take the line %d s; the job took %.0f s", sent, sent/bytesPerSecond, time.Since(began).Seconds())
}

// twoQuarters does the job on a terminal, and returns how many bytes that brought.
func twoQuarters(t *testing.T, kind screentest.Kind, width, height int) (sent int) {
	t.Helper()
	m := newMachine(t)
	s := session{kind.Start(t, m.command(m.binary), width, height), t, askedOf(t, theShortForm)}
	setUpTheShortForm(s, lastQuarter())
	answerEverything(s)
	readAndWrite(s)
	finalizeByHand(s, lastQuarter())
	signByHand(s)
	reaffirmEverything(s)
	readTheChange(s)
	finalizeByHand(s, thisQuarter())
	s.Press("ctrl+c")
	s.ExpectExit(0)
	s.ExpectRestored()
	checkTwoQuarters(m, s)
	return len(s.Output())
}

// theShortForm is asked of whoever uses all tiers and has little time.
var theShortForm = questionnaire.Scope{Tiers: questionnaire.Tiers(), Depth: questionnaire.DepthBaseline}

// lastQuarter is the period before the one that the app proposes.
func lastQuarter() questionnaire.Period {
	return questionnaire.QuarterOf(thisQuarter().Start.AddDays(-1))
}

func setUpTheShortForm(s session, period questionnaire.Period) {
	s.Expect("1 of 3")
	fill(s.Terminal, "Team", "Payments")
	s.ExpectCursor("Period")
	s.Press("ctrl+u")
	s.ExpectNot("> " + thisQuarter().Label)
	fill(s.Terminal, "Period", period.Label)
	s.Expect("2 of 3")
	s.Press("enter")
	s.ExpectNot("▸ [")
	s.Press("enter")
	s.Expect("3 of 3", fmt.Sprintf("baseline %4d questions", len(s.asked)))
	s.Press("down", "enter")
	fill(s.Terminal, "Who is in the room", "Ana Ruiz")
	s.expectQuestion(s.asked[0].ID)
}

// answerEverything answers all questions: the first with a note and evidence, the
// second as unknown, the third as not applicable, all others by their levels, the
// last one as a gap.
func answerEverything(s session) {
	for i, question := range s.asked {
		s.expectQuestion(question.ID)
		switch i {
		case 0:
			s.Press("4", "t")
			fill(s.Terminal, "Note", theNote)
			s.Expect("Note     " + theNote)
			s.Press("e")
			s.Expect("New evidence")
			fill(s.Terminal, "Link or path", theRef)
			fill(s.Terminal, "Title", theEvidence)
			s.Expect("← → choose")
			s.Press("enter")
			fill(s.Terminal, "Collected on", "")
			s.Expect("E-01")
		case 1:
			s.Press("u")
			fill(s.Terminal, "Name", "Tom Weber")
			s.Expect("Tom Weber finds out")
		case 2:
			s.Press("n")
			s.Expect("Why does it not apply?", "↑ ↓ choose")
			s.Press("enter")
			fill(s.Terminal, "In a sentence", theReason)
			s.expectSaved(question.ID, "N/A")
		case len(s.asked) - 1:
			s.Press("1")
			s.expectSaved(question.ID, "NONE")
		default:
			s.Press("4")
			s.expectSaved(question.ID, "ALL")
		}
		s.Press("enter")
	}
	s.Expect("Review", "Unanswered 0")
}

// readAndWrite looks at review, results and map and writes the report.
func readAndWrite(s session) {
	s.Press("r")
	s.Expect("Overall", "GAPS ")
	s.Press("space")
	s.Expect("1 ticked")
	s.Press("m")
	s.Expect("Responsibility map", "LAYER")
	s.Press("w")
	s.Expect("Report", "s writes it")
	s.Press("s")
	s.Expect("Written: ")
}

// finalizeByHand locks the assessment, after what was looked at was asked for.
func finalizeByHand(s session, period questionnaire.Period) {
	s.Press("v")
	s.Expect("> Review")
	s.Press("l")
	if period == lastQuarter() {
		s.Expect("What was looked at")
		fill(s.Terminal, "Account ids", "111122223333")
		for range 4 {
			s.Press("enter")
		}
	}
	s.Expect("Finalize Payments " + period.Label)
	fill(s.Terminal, "Prepared by", "")
	s.Expect("enter accept")
	s.Press("down", "enter")
	s.Expect("FINAL", "l signs it")
}

func signByHand(s session) {
	s.Press("l")
	s.Expect("Nobody signed yet")
	s.Press("enter")
	fill(s.Terminal, "Name", "Priya Shah")
	s.Expect("Priya Shah signs")
	s.Press("down", "enter")
	s.Expect("Signed by Priya Shah as reviewer")
}

// reaffirmEverything begins the next quarter and gives every answer again. The gap
// at the end of the form was closed meanwhile.
func reaffirmEverything(s session) {
	all := len(s.asked)
	last := s.asked[all-1].ID
	s.Press("q")
	s.Expect("begin the next (n)")
	s.Press("n")
	s.Expect("Payments  "+thisQuarter().Label, "1 account")
	s.Press("enter")
	s.Expect("> Carried over", fmt.Sprintf("0 of %d re-affirmed", all))
	s.Press("a")
	s.Expect("▸ "+last, fmt.Sprintf("1 of %d re-affirmed", all))
	s.Press("enter")
	s.expectQuestion(last)
	s.Press("4")
	s.expectSaved(last, "ALL for Ana Ruiz")
	s.Press("esc")
	s.Expect("1 changed")
	s.Press("A")
	s.Expect("together?")
	s.Press("down", "enter")
	s.Expect("re-affirmed together")
	for left := carriedLeft(s); left > 0; left-- {
		s.Press("a")
		s.Expect(fmt.Sprintf(" %d carried, 0 without", left-1))
	}
	s.Expect("Nothing is left on this list")
}

// carriedLeft reads how many carried answers the list still holds.
func carriedLeft(s session) int {
	left, err := strconv.Atoi(s.ExpectMatch(`(\d+) carried, 0 without`)[1])
	if err != nil {
		s.t.Fatal(err)
	}
	return left
}

// readTheChange reads what is another than last quarter.
func readTheChange(s session) {
	s.Press("d")
	s.Expect("> Change", lastQuarter().Label, "no regressions")
	s.Press("tab", "tab")
	s.Expect(s.asked[len(s.asked)-1].ID, "none → all")
}

// checkTwoQuarters looks at what the job left on disk: two finals, of which the
// second holds every answer given again, a signature and a report.
func checkTwoQuarters(m machine, s session) {
	m.t.Helper()
	first, second := m.assessmentOf(lastQuarter()), m.assessmentOf(thisQuarter())
	for _, a := range []*questionnaire.Assessment{first, second} {
		if !a.Final() {
			m.t.Errorf("%s is no final", a.ID())
		}
	}
	for i, question := range s.asked {
		was, _ := first.Answer(question.ID)
		is, _ := second.Answer(question.ID)
		want := questionnaire.StateReaffirmed
		if i == len(s.asked)-1 {
			want = questionnaire.StateChanged
		}
		if was.Level.IsZero() || is.State != want || is.By != "Ana Ruiz" {
			m.t.Errorf("%s was %s and is %s, %s by %s", question.ID, was.Level, is.Level, is.State, is.By)
		}
	}
	for _, name := range []string{"assessments/" + first.ID() + ".signoff.json", "reports/" + first.ID() + ".md"} {
		if _, err := os.Stat(filepath.Join(m.workspace(), name)); err != nil {
			m.t.Error(err)
		}
	}
}

// assessmentOf reads the assessment of a period, as any program could.
func (m machine) assessmentOf(period questionnaire.Period) *questionnaire.Assessment {
	m.t.Helper()
	path := filepath.Join(m.workspace(), "assessments", questionnaire.AssessmentID("Payments", period)+".json")
	document, err := os.ReadFile(path)
	if err != nil {
		m.t.Fatal(err)
	}
	assessment, err := questionnaire.DecodeAssessment(document)
	if err != nil {
		m.t.Fatalf("%s does not read back: %v", path, err)
	}
	return assessment
}
