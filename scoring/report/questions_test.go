package report_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
	"demarc/scoring/report"
)

// asked returns the questions that an assessment is asked.
func asked(bank *questionnaire.Bank, assessment *questionnaire.Assessment) []*questionnaire.Question {
	var questions []*questionnaire.Question
	for _, one := range questionnaire.Asked(bank, assessment.Scope()) {
		questions = append(questions, one.Question)
	}
	return questions
}

func TestPaperGolden(t *testing.T) {
	bank, assessment := sampleBank(t), draft(t)
	t.Run("questions", func(t *testing.T) {
		golden.RequireEqual(t, report.Questions(bank, bank.Questions()).Markdown())
	})
	t.Run("preread", func(t *testing.T) {
		golden.RequireEqual(t, report.PreRead(assessment, asked(bank, assessment)).Markdown())
	})
}

// TestPaperOfOurBank holds paper to what holds for every report, and to leaving
// nothing of a question out.
func TestPaperOfOurBank(t *testing.T) {
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	questions := report.Questions(ours, ours.Questions())
	requireLinksResolve(t, questions)
	requireTidy(t, questions.Markdown())
	requireTightLists(t, questions.Markdown())
	if again := report.Questions(ours, ours.Questions()); !bytes.Equal(questions.Markdown(), again.Markdown()) {
		t.Error("the same bank gives other bytes")
	}
	cut := parts(questions)
	for _, question := range ours.Questions() {
		name := question.ID + " " + question.Title
		said := slices.Concat([]string{question.Text, question.Why, question.Ask}, question.Evidence, question.Remediation)
		for _, level := range question.OfferedLevels() {
			said = append(said, question.Levels.Of(level))
		}
		for _, step := range question.Verify {
			said = append(said, step.Run, step.Ask, step.Expect)
		}
		for framework, controls := range question.References {
			said = append(said, framework+": "+strings.Join(controls, ", "))
		}
		reader := shown(t, []byte(cut[name]))
		for _, text := range said {
			requireHolds(t, name, reader, singleSpaced(text))
		}
		if got, want := ticks(t, []byte(cut[name])), len(question.OfferedLevels())+2; got != want {
			t.Errorf("%s has %d boxes to tick, want one for each level, unknown and not applicable: %d", name, got, want)
		}
	}
	for seed := range uint64(3) {
		assessment := randomAssessment(t, ours, seed)
		document := report.PreRead(assessment, asked(ours, assessment))
		requireLinksResolve(t, document)
		requireTidy(t, document.Markdown())
		requireTightLists(t, document.Markdown())
	}
}

// requireTightLists fails where two lists in a row became one, or a list is torn
// apart.
func requireTightLists(t *testing.T, markdown []byte) {
	t.Helper()
	walk(t, markdown, func(node ast.Node, _ int) {
		if list, ok := node.(*ast.List); ok && !list.IsTight {
			t.Errorf("a list is not tight:\n%s", markdown[list.Pos():])
		}
	})
}

// ticks counts the boxes to tick.
func ticks(t *testing.T, markdown []byte) (count int) {
	t.Helper()
	walk(t, markdown, func(node ast.Node, _ int) {
		if box, ok := node.(*east.TaskCheckBox); ok {
			count++
			if box.IsChecked {
				t.Error("a box is ticked")
			}
		}
	})
	return count
}

func TestPreReadSaysWhatWasSaidLastTime(t *testing.T) {
	bank, assessment := sampleBank(t), draft(t)
	questions := asked(bank, assessment)
	cut := parts(report.PreRead(assessment, questions))
	for _, question := range questions {
		name := question.ID + " " + question.Title
		reader := shown(t, []byte(cut[name]))
		answer, _ := assessment.Answer(question.ID)
		if count := len(answer.History); count > 0 {
			last := answer.History[count-1]
			requireHolds(t, name, reader, fmt.Sprintf("Last time: %s %s by %s", last.Period, last.Level, last.By))
		}
		switch {
		case answer.Level.IsZero():
			requireHolds(t, name, reader, "Answer so far: not given yet")
		case answer.State == questionnaire.StateCarried:
			requireHolds(t, name, reader, "Carried over: ", "said by "+answer.By, answer.NAReason.Text, "counts once it is re-affirmed")
		default:
			requireHolds(t, name, reader, "Answer so far: ", "said by "+answer.By)
		}
		if answer.Note != "" {
			requireHolds(t, name, reader, "Note to "+question.ID)
		}
	}
}

func TestPreReadNamesWhomToBring(t *testing.T) {
	content := sampleContent()
	for i := range content.Questions {
		content.Questions[i].Ask = "everybody"
		if content.Questions[i].Area == questionnaire.IAM && i < 2 {
			content.Questions[i].Ask, content.Questions[i].Evidence = "identity lead", []string{"Export of all users"}
		}
	}
	bank, err := questionnaire.NewBank(content)
	if err != nil {
		t.Fatal(err)
	}
	assessment := draft(t)
	cut := parts(report.PreRead(assessment, asked(bank, assessment)))
	requireHolds(t, "whom to bring for identity", cut["Whom to bring for Identity and Access Management"],
		"| everybody | 4 | [IAM-03](#iam-03), [IAM-04](#iam-04), [IAM-05](#iam-05), [IAM-06](#iam-06) |\n| identity lead | 2 | [IAM-01](#iam-01), [IAM-02](#iam-02) |")
	requireHolds(t, "whom to bring", cut["Whom to bring"], "| identity lead | 2 |")
	requireHolds(t, "to have at hand", cut["To have at hand for Identity and Access Management"],
		"- [ ] for [IAM-01](#iam-01), [IAM-02](#iam-02): Export of all users\n")
}

// TestForeignTextOnPaperIsOnlyText puts hostile text wherever people and banks
// write.
func TestForeignTextOnPaperIsOnlyText(t *testing.T) {
	for _, text := range hostile {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			t.Parallel()
			assessment, harmless, ok := withUserText(t, text)
			if !ok {
				t.Fatal("the assessment refuses the text")
			}
			before, after := withBankText(t, benign(text)), withBankText(t, text)
			requireHarmless(t, text,
				report.Questions(after, after.Questions()).Markdown(),
				report.Questions(before, before.Questions()).Markdown())
			requireHarmless(t, text,
				report.PreRead(assessment, asked(after, assessment)).Markdown(),
				report.PreRead(harmless, asked(before, harmless)).Markdown())
			requireHarmless(t, text, allHomework(after, assessment, text), allHomework(before, harmless, benign(text)))
		})
	}
}
