package report_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// TestLedgerHoldsEveryAnswer holds the ledger against the answers, asked or not.
func TestLedgerHoldsEveryAnswer(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		cut, assessment := parts(document), sheet.Assessment()
		for _, id := range assessment.Answered() {
			answer, _ := assessment.Answer(id)
			title, place, row := "–", "Kept but not asked", "\n| "+id+" |"
			if question, ok := sheet.Bank().Question(id); ok {
				title = question.Title
			}
			if line, asked := sheet.Line(id); asked {
				place, row = "Ledger of "+line.Area.Name(), "\n| ["+id+"]"
			}
			_, rest, found := strings.Cut(cut[place], row)
			if !found {
				t.Errorf("%s does not hold %s", place, id)
				continue
			}
			row, _, _ = strings.Cut(rest, "\n")
			requireAnswer(t, id+" in "+place, shown(t, []byte(row)), answer)
			requireWritten(t, cut, id, title, answer)
		}
	})
}

func requireAnswer(t *testing.T, name, row string, answer questionnaire.Answer) {
	t.Helper()
	wanted := append([]string{singleSpaced(answer.By), singleSpaced(answer.RecordedBy)}, answer.Evidence...)
	if !answer.Level.IsZero() && answer.Level != questionnaire.LevelNA {
		wanted = append(wanted, answer.Level.String())
	}
	if answer.Population.Total > 0 {
		wanted = append(wanted, answer.Population.String(), singleSpaced(answer.Population.Source))
	}
	if answer.Note != "" {
		wanted = append(wanted, "note")
	}
	requireHolds(t, name, row, wanted...)
}

// requireWritten fails where something that people wrote is not there in full.
func requireWritten(t *testing.T, cut map[string]string, id, title string, answer questionnaire.Answer) {
	t.Helper()
	note := shown(t, []byte(cut["Note to "+id+" "+title]))
	for line := range strings.SplitSeq(answer.Note, "\n") {
		requireHolds(t, "note to "+id, note, singleSpaced(line))
	}
	registers := shown(t, []byte(cut["Accepted risks and compensating controls"]+cut["Not applicable"]+cut["Carried and not counted"]+cut["Kept but not asked"]))
	for _, text := range []string{answer.NAReason.Text, answer.Exception.Reason, answer.Exception.Approver} {
		for line := range strings.SplitSeq(text, "\n") {
			requireHolds(t, "registers", registers, singleSpaced(line))
		}
	}
	for _, past := range answer.History {
		requireHolds(t, "earlier answers", cut["Answers of earlier periods"], past.Period+" "+past.Level.String())
	}
}

// TestEvidenceRegisterHoldsEveryPiece counts each piece once, apart where no
// asked question names it.
func TestEvidenceRegisterHoldsEveryPiece(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		cut, assessment := parts(document), sheet.Assessment()
		named := make(map[string][]string)
		for _, line := range sheet.Lines() {
			for _, id := range line.Answer.Evidence {
				named[id] = append(named[id], "["+line.ID+"]")
			}
		}
		for _, id := range assessment.EvidenceIDs() {
			piece, _ := assessment.Evidence(id)
			place := "Evidence that no asked question names"
			if len(named[id]) > 0 {
				place = "Evidence that answers rest on"
			}
			requireHolds(t, place, shown(t, []byte(cut[place])), singleSpaced(piece.Title), singleSpaced(piece.Ref))
			wanted := append([]string{"\n| " + id + " | ", piece.SHA256}, named[id]...)
			if date := piece.Date(); !date.IsZero() {
				wanted = append(wanted, fmt.Sprintf(" | %d | ", date.DaysUntil(sheet.AsOf())))
			}
			requireHolds(t, place, cut[place], wanted...)
			if got := strings.Count(cut["Evidence register"], "\n| "+id+" |"); got != 1 {
				t.Errorf("%s stands %d times in the register", id, got)
			}
		}
	})
}

// TestAssertedOnly lists exactly the answers that nothing but a name speaks for.
func TestAssertedOnly(t *testing.T) {
	found := 0
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		part := parts(document)["Asserted only"]
		want := 0
		for _, line := range sheet.Lines() {
			answer := line.Answer
			asserted := line.Standing == scoring.Answered && answer.Level != questionnaire.LevelNone && answer.Note == "" && len(answer.Evidence) == 0
			if asserted {
				want++
			}
			if listed := strings.Contains(part, "\n| ["+line.ID+"]"); listed != asserted {
				t.Errorf("%s is listed: %t, is asserted only: %t", line.ID, listed, asserted)
			}
		}
		requireRows(t, part, want)
		found += want
	})
	if found == 0 {
		t.Error("no report has an answer that is asserted only")
	}
}

// TestSupportAddsUp holds what answers rest on to adding up, by area and in all,
// and to agreeing with the sheet.
func TestSupportAddsUp(t *testing.T) {
	row := regexp.MustCompile(`(?m)^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`)
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		fresh, stale := 0, 0
		for _, line := range sheet.Lines() {
			switch {
			case line.Evidenced:
				fresh++
			case line.Standing == scoring.Answered && len(line.Answer.Evidence) > 0:
				stale++
			}
		}
		var sum, all [5]int
		for _, match := range row.FindAllStringSubmatch(parts(document)["Evidence of the answers"], -1) {
			var numbers [5]int
			for i := range numbers {
				numbers[i], _ = strconv.Atoi(match[2+i])
				sum[i] += numbers[i]
			}
			if numbers[0] != numbers[1]+numbers[2]+numbers[3]+numbers[4] {
				t.Errorf("row %q does not add up", match[0])
			}
			all = numbers
		}
		for i := range all {
			if sum[i] != 2*all[i] { // the areas and their sum
				t.Errorf("column %d: the areas give %d, all says %d", i, sum[i]-all[i], all[i])
			}
		}
		if counts := sheet.Counts(); all[0] != counts.Answered || all[1] != fresh || all[2] != stale {
			t.Errorf("answered, fresh and stale are %v; the sheet has %d, %d and %d", all[:3], counts.Answered, fresh, stale)
		}
	})
}

// TestFrameworkIndexHoldsEveryReference looks for each question in the row of
// each control that it refers to.
func TestFrameworkIndexHoldsEveryReference(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		cut := parts(document)
		for number, framework := range sheet.Bank().Frameworks() {
			part := cut[fmt.Sprintf("Framework %d %s, %s (%s)", number+1, framework.Name, framework.Version, framework.ID)]
			rows := make(map[string]string)
			for line := range strings.SplitSeq(part, "\n") {
				if control, questions, ok := strings.Cut(strings.TrimPrefix(line, "| "), " | "); ok {
					rows[control] = questions
				}
			}
			for _, line := range sheet.Lines() {
				for _, control := range line.References[framework.ID] {
					requireHolds(t, framework.ID+" "+control, rows[control], "["+line.ID+"](#"+strings.ToLower(line.ID)+") ")
				}
			}
		}
	})
}

// TestControlsAreInOrder holds ids to the order in which people look for them.
func TestControlsAreInOrder(t *testing.T) {
	content := sampleContent()
	content.Questions[0].References = map[string][]string{"cis-aws-7.0": {"2.10", "A.8.9", "2.9", "10.1", "2.1.10", "2.1.9", "2", "CC6.1", "A.8.24", "02.9"}}
	content.Questions = content.Questions[:1]
	bank, err := questionnaire.NewBank(content)
	if err != nil {
		t.Fatal(err)
	}
	var controls []string
	part := parts(reportOf(bank, empty(t, bank)))["Framework index"]
	for _, match := range regexp.MustCompile(`(?m)^\| ([^ ]+) \| \[`).FindAllStringSubmatch(part, -1) {
		controls = append(controls, match[1])
	}
	const want = "2 2.1.9 2.1.10 2.9 2.10 02.9 10.1 A.8.9 A.8.24 CC6.1"
	if got := strings.Join(controls, " "); got != want {
		t.Errorf("controls stand as %s, want %s", got, want)
	}
}
