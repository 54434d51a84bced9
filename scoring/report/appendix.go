package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// howToCheck is what the bank says of every asked question: why it is asked,
// what the levels mean, how to check an answer and how to close a gap.
func (s *subject) howToCheck() Section {
	blocks := []Block{
		paragraph("What the question bank says of each asked question. Its commands are meant to read and to change nothing; look at them before you run them. Words in angle brackets are to be filled in."),
	}
	for _, area := range s.areas {
		lines := s.inArea(area.ID)
		if len(lines) == 0 {
			continue
		}
		blocks = append(blocks, heading("Checks on "+area.Name))
		for _, line := range lines {
			blocks = append(blocks, guide(line.Question)...)
		}
	}
	return section("How to check and close", blocks...)
}

func guide(question *questionnaire.Question) []Block {
	blocks := []Block{questionHeading("Checking "+question.ID, question)}
	blocks = append(blocks, List{
		fact("Why", plain(orNothing(question.Why))),
		fact("Likely to know", plain(orNothing(question.Ask))),
		fact("Asked where in use", plain(cmp.Or(strings.Join(question.Services, ", "), "any service of its tiers"))),
		fact("Evidence", plain(evidenceAge(question))),
	}, Paragraph{strong("Levels:")})
	var levels List
	for _, level := range question.OfferedLevels() {
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
	var list List
	for _, item := range items {
		list = append(list, Text{plain(item)})
	}
	return []Block{Paragraph{strong(label + ":")}, list}
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

// participants names who was in the room and in whose name answers were given.
func (s *subject) participants() Section {
	blocks := []Block{paragraph("Names as entered; identity not authenticated.")}
	people := Table{Columns: words("Name", "Role", "Knows about")}
	for _, person := range s.assessment.People() {
		people.Rows = append(people.Rows, row(person.Name, orNothing(person.Role), areasKnown(person)))
	}
	if len(people.Rows) == 0 {
		blocks = append(blocks, paragraph("Nobody is listed as being in the room."))
	} else {
		blocks = append(blocks, people)
	}
	return section("Participants", append(blocks, heading("Answers by name"), s.answersByName())...)
}

func areasKnown(person questionnaire.Person) string {
	if len(person.Areas) == 0 {
		return "all areas"
	}
	var names []string
	for _, area := range person.Areas {
		names = append(names, area.Name())
	}
	return strings.Join(names, ", ")
}

func (s *subject) answersByName() Block {
	said, typed := make(map[string]int), make(map[string]int)
	names := make(map[string]bool)
	for i := range s.lines {
		answer := s.lines[i].Answer
		if answer.Level.IsZero() || answer.By == "" {
			continue
		}
		typist := answer.By
		if answer.RecordedBy != "" {
			typist = answer.RecordedBy
		}
		said[answer.By]++
		typed[typist]++
		names[answer.By], names[typist] = true, true
	}
	if len(names) == 0 {
		return paragraph("No answer is given in anybody's name.")
	}
	table := Table{Columns: append(words("Name"), numbers("Answers given", "Answers typed")...)}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		table.Rows = append(table.Rows, row(name, fmt.Sprint(said[name]), fmt.Sprint(typed[name])))
	}
	return table
}
