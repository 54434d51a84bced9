package report_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// homework returns what a person finds out of a draft.
func homework(t *testing.T, bank *questionnaire.Bank, assessment *questionnaire.Assessment, person string, ids ...string) *report.Document {
	t.Helper()
	sheet := scoring.Score(bank, assessment, assessment.AsOf(today))
	var lines []*scoring.Line
	for _, id := range ids {
		line, ok := sheet.Line(id)
		if !ok {
			t.Fatalf("%s is not asked", id)
		}
		lines = append(lines, &line)
	}
	return report.Homework(sheet, person, lines)
}

func TestHomeworkGolden(t *testing.T) {
	golden.RequireEqual(t, homework(t, sampleBank(t), draft(t), "Ana *Lopez*", "IAM-02", "IAM-05", "DAT-02").Markdown())
}

func TestHomeworkSaysWhatIsKnownAndHowToCheckIt(t *testing.T) {
	document := homework(t, sampleBank(t), draft(t), "", "IAM-02", "IAM-05", "DAT-02")
	requireLinksResolve(t, document)
	requireTidy(t, document.Markdown())
	requireTightLists(t, document.Markdown())
	cut := parts(document)
	requireHolds(t, "the head", cut["What this is"], "nobody in particular", "2026-11-15, passed")
	for id, known := range map[string]string{
		"IAM-02": "most, carried over, said by A. Ito", "IAM-05": "Ask the identity team first.", "DAT-02": "unknown, said by Priya S.",
	} {
		question, _ := sampleBank(t).Question(id)
		name := id + " " + question.Title
		requireHolds(t, name, cut[name], known, question.Text, "Tick one", "Found out by")
		for _, step := range question.Verify {
			requireHolds(t, name, cut[name], step.Run, step.Ask)
		}
	}
}

// allHomework returns every question that is asked as one person's homework.
func allHomework(bank *questionnaire.Bank, assessment *questionnaire.Assessment, person string) []byte {
	sheet := scoring.Score(bank, assessment, assessment.AsOf(today))
	lines := make([]*scoring.Line, sheet.Len())
	for i := range lines {
		lines[i] = sheet.LineAt(i)
	}
	return report.Homework(sheet, person, lines).Markdown()
}
