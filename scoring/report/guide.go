package report

import (
	"fmt"
	"strconv"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// questionGuide is what the bank says of every asked question: why it is asked,
// what the levels mean, how to check an answer and how to close a gap.
func (s *subject) questionGuide() Section {
	const ofAQuestion = 20
	blocks := make([]Block, 0, ofAQuestion*len(s.lines))
	blocks = append(blocks,
		paragraph("What the question bank says of each asked question. Commands are meant to read and to change nothing; look at them before you run them. Words in angle brackets are to be filled in."))
	for _, area := range s.areas {
		lines := s.inArea(area.ID)
		if len(lines) == 0 {
			continue
		}
		blocks = append(blocks, heading("Guide to "+area.Name))
		for _, line := range lines {
			blocks = append(blocks, s.guide(line)...)
		}
	}
	return section("Question guide", blocks...)
}

func (s *subject) guide(line *scoring.Line) []Block {
	question := line.Question
	blocks := []Block{
		questionHeading(question.ID, question), Paragraph{plain(question.Text)},
		List{
			fact("Answer", s.whereAnswered(line)...),
			fact("Severity", plainf("%s; effort to close %s; counts in %s", question.Severity, question.Effort, strings.Join(stringsOf(line.In), ", "))),
			fact("Why", plain(orNothing(question.Why))),
			fact("Likely to know", plain(orNothing(question.Ask))),
			fact("Asked where in use", plain(askedWhere(s.bank, question))),
			fact("Fresh evidence", plain(evidenceAge(question))),
			fact("Revision", plain(strconv.Itoa(question.Revision))),
			fact("References", plain(orNothing(referencesInWords(s.frameworks, question.References)))),
		},
		Paragraph{strong("Levels:")},
	}
	offered := question.OfferedLevels()
	levels := make(List, 0, len(offered))
	for _, level := range offered {
		levels = append(levels, fact(level.String(), plain(question.Levels.Of(level))))
	}
	blocks = append(blocks, levels)
	blocks = append(blocks, labelled("What an auditor accepts", question.Evidence)...)
	for i, step := range question.Verify {
		blocks = append(blocks, check(fmt.Sprintf("Check %d of %d", i+1, len(question.Verify)), step)...)
	}
	blocks = append(blocks, labelled("To close the gap", question.Remediation)...)
	return append(blocks, scanners(question.Checks))
}

// whereAnswered leads back from a question to its answer.
func (s *subject) whereAnswered(line *scoring.Line) []Run {
	answer := []Run{linked("Ledger of " + line.Area.Name())}
	if !wrote(line.Answer.Note) {
		return answer
	}
	return append(answer, plain(", "), linked(noteTitle(line.ID)))
}

func evidenceAge(question *questionnaire.Question) string {
	if question.EvidenceMaxAgeDays == 0 {
		return "of the period or later"
	}
	return fmt.Sprintf("at most %d days old on the as-of day", question.EvidenceMaxAgeDays)
}

func labelled(label string, items []string) []Block {
	if len(items) == 0 {
		return nil
	}
	return []Block{Paragraph{strong(label + ":")}, List(row(items...))}
}

func check(label string, step questionnaire.VerifyStep) []Block {
	expect := Paragraph(fact("Expect", plain(step.Expect)))
	if step.Run == "" {
		return []Block{Paragraph(fact(label, plain("ask: "+step.Ask))), expect}
	}
	return []Block{Paragraph(fact(label, plain("run"))), Code{Language: "sh", Text: step.Run}, expect}
}

func scanners(checks questionnaire.Checks) Paragraph {
	var texts []string
	if len(checks.Prowler) > 0 {
		texts = append(texts, "Prowler "+strings.Join(checks.Prowler, ", "))
	}
	if len(checks.SecurityHub) > 0 {
		texts = append(texts, "Security Hub "+strings.Join(checks.SecurityHub, ", "))
	}
	if checks.None != "" {
		texts = append(texts, "none: "+checks.None)
	}
	return Paragraph(fact("Scanner checks", plain(orNothing(strings.Join(texts, "; ")))))
}
