//go:build unix

package main_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"demarc/questionnaire"
)

// The whole job, from an empty folder to a written report, by keys alone.
func TestTheWholeJob(t *testing.T) {
	for _, size := range []struct {
		name          string
		width, height int
	}{{"80x24", 80, 24}, {"140x45", 140, 45}} {
		t.Run(size.name, func(t *testing.T) {
			m := newMachine(t)
			s := setUpByHand(m, size.width, size.height)
			said := answerEveryWay(s)
			lookAround(s)
			review(s, said)
			results(s)
			path := writeReport(s, m)
			s.Press("q")
			s.Expect("next:", "of "+strconv.Itoa(len(s.asked))+" done")
			s.Press("q")
			s.ExpectExit(0)
			s.ExpectRestored()
			checkAssessment(m, said)
			checkReport(t, path, said)
		})
	}
}

// setUpByHand goes through the three screens of setup, back and forth, and
// names the tiers and services.
func setUpByHand(m machine, width, height int) session {
	terminal := m.demarc(width, height)
	terminal.Expect("New assessment", "1 of 3  Team and period")
	fill(terminal, "Team", "Paymnts")
	terminal.ExpectCursor("Period")
	terminal.Expect(thisQuarter().Label)
	terminal.Press("shift+tab")
	terminal.ExpectCursor("Team")
	terminal.Press("backspace", "backspace", "backspace")
	terminal.Type("ents")
	terminal.Expect("Payments")
	fill(terminal, "Team", "")
	fill(terminal, "Period", "")

	terminal.Expect("2 of 3  Tiers and services", "[x] infrastructure", "[x] container", "[x] abstracted")
	terminal.Press("down", "space")
	terminal.Expect("[ ] container")
	terminal.Press("enter")
	terminal.ExpectNot("▸ [")
	terminal.Press("down", "enter")
	terminal.Expect("2 of 3  Services in use", "[ ] Amazon EC2")
	terminal.Press("space")
	terminal.Expect("[x] Amazon EC2")
	terminal.Press("enter")
	terminal.Expect("Services of the abstracted tier", "[ ] Amazon S3")
	terminal.Press("enter")

	terminal.Expect("3 of 3  Depth and names")
	terminal.Press("esc")
	terminal.Expect("Services of the abstracted tier")
	terminal.Press("esc")
	terminal.Expect("[x] Amazon EC2")
	terminal.Press("esc")
	terminal.Expect("2 of 3  Tiers and services", "[x] infrastructure", "[ ] container")
	terminal.Press("enter")
	terminal.ExpectNot("▸ [")
	terminal.Press("up", "enter")
	terminal.Expect("3 of 3  Depth and names", "full", "baseline")
	terminal.Press("enter")
	fill(terminal, "Who is in the room", "Ana Ruiz, Sam Okafor")

	scope := questionnaire.Scope{Tiers: []questionnaire.Tier{questionnaire.Infrastructure, questionnaire.Abstracted}, Depth: questionnaire.DepthFull}
	s := session{terminal, m.t, askedOf(m.t, scope)}
	s.expectQuestion(s.asked[0].ID)
	return s
}

const (
	theNote     = "Bastion removed in November, OPS-2211"
	theEvidence = "Security group export"
	theRef      = "https://wiki.example/exports/sg.csv"
	theReason   = "No load balancer in this account"
	theDue      = "2031-03-31"
)

// answerEveryWay answers questions with every kind of key, and returns what the
// file should hold afterwards.
func answerEveryWay(s session) map[string]questionnaire.Answer {
	said := make(map[string]questionnaire.Answer)
	first, second, third := s.asked[0].ID, s.asked[1].ID, s.asked[2].ID
	var shares []string
	for _, id := range s.shares() {
		if s.place(id) > 4 { // the first ones are answered in order, two stay open
			shares = append(shares, id)
		}
	}

	// A level by its number, a note, new evidence; then on to the next.
	s.Press("4")
	s.expectSaved(first, "ALL for Ana Ruiz")
	s.Press("t")
	fill(s.Terminal, "Note", theNote)
	s.Expect("Note     " + theNote)
	s.Press("e")
	s.Expect("New evidence")
	fill(s.Terminal, "Link or path", theRef)
	fill(s.Terminal, "Title", theEvidence)
	s.Expect("← → choose")
	s.Press("enter")
	fill(s.Terminal, "Collected on", "")
	s.Expect("Evidence E-01 fresh", theEvidence)
	said[first] = questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ana Ruiz", Note: theNote, Evidence: []string{"E-01"}}

	// Arrows and space; the other answer is taken back.
	s.Press("enter")
	s.expectQuestion(second)
	s.Press("down", "up", "space")
	s.expectSaved(second, "NONE for Ana Ruiz")
	s.Press("4")
	s.expectSaved(second, "ALL for Ana Ruiz, was none")
	s.Press("z")
	s.Expect(second + " is back to none.")
	said[second] = questionnaire.Answer{Level: questionnaire.LevelNone, By: "Ana Ruiz"}

	// Nobody knows, but somebody finds out.
	s.Press("enter")
	s.expectQuestion(third)
	s.Press("u")
	fill(s.Terminal, "Name", "Tom Weber")
	s.Expect("UNKNOWN", "Tom Weber finds out")
	said[third] = questionnaire.Answer{Level: questionnaire.LevelUnknown, By: "Ana Ruiz", Flagged: questionnaire.ParkFor("Tom Weber")}

	// Not applicable, with the second reason offered.
	s.goTo(shares[0])
	s.Press("n")
	s.Expect("Why does it not apply?", "↑ ↓ choose")
	s.Press("enter")
	fill(s.Terminal, "In a sentence", theReason)
	s.expectSaved(shares[0], "N/A for Ana Ruiz")
	said[shares[0]] = questionnaire.Answer{Level: questionnaire.LevelNA, By: "Ana Ruiz",
		NAReason: questionnaire.NAReason{Code: questionnaire.NANoSuchResource, Text: theReason}}

	// A count sets the level; the evidence is there already; Sam answers, Ana types.
	s.goTo(shares[1])
	s.Press("p")
	s.Expect("Who is answering?", "Sam Okafor")
	s.Press("down", "enter")
	s.ExpectNot("Who is answering?")
	s.Expect("Sam Okafor")
	s.Press("c")
	fill(s.Terminal, "In place / in all", "47/50")
	fill(s.Terminal, "Source of the numbers", "AWS Config")
	s.Expect("MOST", "47 of 50")
	s.expectSaved(shares[1], "MOST for Sam Okafor")
	s.Press("e")
	s.Expect("In this assessment", "E-01 fresh", theEvidence)
	s.Press("space")
	s.Expect("[x] E-01")
	s.Press("enter")
	s.Expect("Evidence E-01 fresh", theEvidence)
	said[shares[1]] = questionnaire.Answer{Level: questionnaire.LevelMost, By: "Sam Okafor", Evidence: []string{"E-01"},
		Population: questionnaire.Population{InPlace: 47, Total: 50, Source: "AWS Config"}}

	// A gap with its owner and day.
	s.goTo(shares[2])
	s.Press("2")
	s.expectSaved(shares[2], "SOME for Sam Okafor")
	s.Press("o")
	fill(s.Terminal, "Owner", "Priya Shah")
	fill(s.Terminal, "Due", theDue)
	s.Expect("Owner    Priya Shah  due " + theDue)
	due, err := questionnaire.ParseDate(theDue)
	if err != nil {
		s.t.Fatal(err)
	}
	said[shares[2]] = questionnaire.Answer{Level: questionnaire.LevelSome, By: "Sam Okafor", Owner: "Priya Shah", Due: due}

	// An accepted risk.
	s.goTo(shares[3])
	s.Press("1")
	s.expectSaved(shares[3], "NONE for Sam Okafor")
	s.Press("x")
	s.Expect("Exception", "↑ ↓ choose")
	s.Press("enter")
	fill(s.Terminal, "Reason", "Decommissioned in spring")
	fill(s.Terminal, "Approver", "Rita Ek")
	fill(s.Terminal, "Holds until", theDue)
	s.Expect("accepted risk until "+theDue, "Rita Ek")
	said[shares[3]] = questionnaire.Answer{Level: questionnaire.LevelNone, By: "Sam Okafor",
		Exception: questionnaire.Exception{Kind: questionnaire.AcceptedRisk, Reason: "Decommissioned in spring", Approver: "Rita Ek", Expires: due}}

	// Parked: enter passes it by.
	s.goTo(shares[4])
	s.Press("f")
	fill(s.Terminal, "For whom", "Lee Wong")
	s.Expect("not answered", "parked for Lee Wong")
	said[shares[4]] = questionnaire.Answer{Flagged: questionnaire.ParkFor("Lee Wong")}
	parked := s.place(shares[4])
	s.Press("left", "enter")
	s.expectQuestion(s.nextOpen(parked, said))
	return said
}

// nextOpen returns the first question after a place of which nothing was said.
func (s session) nextOpen(place int, said map[string]questionnaire.Answer) string {
	for _, question := range s.asked[place+1:] {
		if _, answered := said[question.ID]; !answered {
			return question.ID
		}
	}
	s.t.Fatalf("no open question after the %dth", place+1)
	return ""
}

// lookAround moves between questions and through what stands beside them.
func lookAround(s session) {
	first, second, third, fourth := s.asked[0].ID, s.asked[1].ID, s.asked[2].ID, s.asked[3].ID
	s.goTo(second)
	s.Press("right")
	s.expectQuestion(third)
	s.Press("left", "left")
	s.expectQuestion(first)
	s.Press("left")
	s.expectQuestion(first)
	s.Press("enter")
	s.expectQuestion(fourth)
	s.goTo(s.asked[4].ID)
	s.Press("backspace")
	s.expectQuestion(fourth)

	// Finding by words.
	s.Press("/")
	s.Expect("find:")
	s.Type(strings.ToLower(s.asked[1].Title))
	s.Expect(second)
	s.Press("enter")
	s.expectQuestion(second)

	// All keys, and the responsibility map.
	s.Press("?")
	s.Expect("All keys", "not applicable; asks why")
	s.Press("esc")
	s.expectQuestion(second)
	s.Press("m")
	s.Expect("Responsibility map", "LAYER", "█ you", "▒ ")
	s.Press("down", "pgdown", "esc")
	s.expectQuestion(second)
}

// review reads the lists of what is open and opens a question from one.
func review(s session, said map[string]questionnaire.Answer) {
	s.Press("v")
	s.Expect("Review", "[Unanswered "+strconv.Itoa(len(s.asked)-len(said)+1)+"]", "Unknown 1", "Parked 1")
	s.Press("tab")
	s.Expect("[Unknown 1]", s.asked[2].ID, "Tom Weber")
	s.Press("tab")
	s.Expect("[Parked 1]", "Lee Wong")
	s.Press("left", "enter")
	s.expectQuestion(s.asked[2].ID)
	s.Press("esc")
	s.Expect("[Unknown 1]")
}

// results reads the figures and asks what it would bring to close a gap.
func results(s session) {
	s.Press("r")
	s.Expect("Results", "Overall", "GAPS ")
	s.ExpectNot(" ticked")
	s.Press("space", "down", "space")
	s.Expect(" 2 ticked")
	s.Press("space")
	s.Expect(" 1 ticked")
}

// writeReport writes the report, and once more over the first.
func writeReport(s session, m machine) (path string) {
	s.Press("w")
	s.Expect("Report", "Payments", "s writes it")
	s.Press("pgdown", "end", "home", "s")
	s.Expect("Written: ~/data/demarc/reports/")
	s.Press("s")
	s.Expect("There is a report already", "Write over it?")
	s.Press("down", "enter")
	s.Expect("Written: ")
	return filepath.Join(m.workspace(), "reports", m.assessment().ID()+".md")
}

// checkAssessment compares the file with what was typed.
func checkAssessment(m machine, said map[string]questionnaire.Answer) {
	m.t.Helper()
	a := m.assessment()
	if a.Team() != "Payments" || a.Period() != thisQuarter() {
		m.t.Errorf("the file is of %s, %+v; want Payments, %+v", a.Team(), a.Period(), thisQuarter())
	}
	people := []questionnaire.Person{{Name: "Ana Ruiz"}, {Name: "Sam Okafor"}}
	if diff := cmp.Diff(people, a.People(), cmpopts.EquateEmpty()); diff != "" {
		m.t.Errorf("people (-want +got):\n%s", diff)
	}
	stored := make(map[string]questionnaire.Answer)
	for _, id := range a.Answered() {
		answer, _ := a.Answer(id)
		stored[id] = answer
	}
	if diff := cmp.Diff(said, stored, asTyped...); diff != "" {
		m.t.Errorf("answers (-want +got):\n%s", diff)
	}
	evidence, _ := a.Evidence("E-01")
	if evidence.Title != theEvidence || evidence.Ref != theRef || evidence.Kind != questionnaire.KindConfigExport {
		m.t.Errorf("E-01 is %+v", evidence)
	}
}

// asTyped compares answers by what a person typed, not by what the program
// adds.
var asTyped = []cmp.Option{
	cmp.Comparer(func(a, b questionnaire.Level) bool { return a == b }),
	cmp.Comparer(func(a, b questionnaire.Date) bool { return a == b }),
	cmp.Comparer(func(a, b questionnaire.Flag) bool { return a == b }),
	cmp.Comparer(func(a, b questionnaire.NACode) bool { return a == b }),
	cmp.Comparer(func(a, b questionnaire.ExceptionKind) bool { return a == b }),
	cmpopts.IgnoreFields(questionnaire.Answer{}, "State", "Revision", "RecordedBy", "At", "Since", "Method"),
	cmpopts.EquateEmpty(),
}

// checkReport looks for what was typed in the report.
func checkReport(t *testing.T, path string, said map[string]questionnaire.Answer) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wanted := []string{"Payments", thisQuarter().Label, "Ana Ruiz", "Sam Okafor", "OPS-2211", theEvidence, "47 of 50",
		"Tom Weber", theReason, "Priya Shah", theDue, "Decommissioned in spring", "Rita Ek"}
	for id := range said {
		wanted = append(wanted, id)
	}
	for _, want := range wanted {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s does not hold %q", path, want)
		}
	}
}
