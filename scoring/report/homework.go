package report

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// Homework writes what one person finds out for a team: questions that nobody in
// the room could answer and that were parked for them, each with what is known,
// how to check it, and boxes for the answer. An empty person means whoever takes
// it. Questions stand in the order in which they are given, which has to keep
// those of an area together.
func Homework(sheet *scoring.Sheet, person string, lines []*scoring.Line) *Document {
	s := newSubject(Input{Sheet: sheet})
	questions := make([]*questionnaire.Question, len(lines))
	for i, line := range lines {
		questions[i] = line.Question
	}
	a := sheet.Assessment()
	document := &Document{
		Title: fmt.Sprintf("To find out: %s, %s", a.Team(), a.Period().Label),
		Sections: []Section{section("What this is",
			List{
				fact("For", plain(parkedFor(questionnaire.ParkFor(person)))),
				fact("Team", plain(a.Team())),
				fact("Period", plainf("%s, %s to %s", a.Period().Label, a.Period().Start, a.Period().End)),
				fact("Questions", plain(fmt.Sprint(len(lines)))),
				fact("As of", plain(s.asOf.String())),
			},
			paragraph("Nobody in the room knew these, and until somebody finds out they count as none. Say how things are, not how they are meant to be; bring what shows it. If it cannot be found out, say that too."),
			s.toFindOut(lines),
		)},
	}
	for _, area := range areasOf(questions) {
		name := area.name.Name()
		blocks := []Block{heading("To find out on " + name)}
		for _, question := range area.questions {
			line, _ := sheet.Line(question.ID)
			blocks = append(blocks, s.findOut(&line)...)
		}
		document.Sections = append(document.Sections, section(name, blocks...))
	}
	return document
}

// toFindOut lists the questions with what is due when.
func (s *subject) toFindOut(lines []*scoring.Line) Table {
	table := Table{Columns: words("Question", "Title", "Severity", "Due")}
	for _, line := range lines {
		cells := append([]Text{{s.question(line.ID)}}, row(line.Title, line.Severity.String(), s.due(line.Answer.Due))...)
		table.Rows = append(table.Rows, cells)
	}
	return table
}

func (s *subject) findOut(line *scoring.Line) []Block {
	facts := List{
		fact("Likely to know", plain(orNothing(line.Ask))),
		fact("Asked of", plain(strings.Join(stringsOf(line.In), ", "))),
		fact("So far", plain(soFar(line))),
	}
	if past := line.Answer.History; len(past) > 0 {
		facts = append(facts, fact("Last time", plain(history(past[len(past)-1:]))))
	}
	blocks := []Block{questionHeading(line.ID, line.Question), Paragraph{plain(line.Text)}, facts}
	if strings.TrimSpace(line.Answer.Note) != "" {
		blocks = append(blocks, paragraph("Note to %s:", line.ID), Quote(line.Answer.Note))
	}
	for i, step := range line.Verify {
		blocks = append(blocks, check(fmt.Sprintf("Check %d of %d", i+1, len(line.Verify)), step)...)
	}
	blocks = append(blocks, labelled("What an auditor accepts", line.Evidence)...)
	return append(blocks, tickOne, boxes(line.Question), foundOut)
}

// soFar says how a question that waits for somebody stands.
func soFar(line *scoring.Line) string {
	switch line.Standing {
	case scoring.Carried:
		return levelWord(line.Answer.Level) + ", carried over, said by " + saidBy(line.Answer)
	case scoring.Unknown:
		return "unknown, said by " + saidBy(line.Answer)
	default:
		return "not answered"
	}
}

// foundOut has room for what was found out.
var foundOut = Table{
	Columns: words("Found out by", "Day", "How many of how many", "Where it can be seen"),
	Rows:    [][]Text{row("", "", "", "")},
}
