package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// participants names who was in the room and who answered what.
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
	return section("Participants", append(blocks, heading("Who answered what"),
		paragraph("Carried answers stand with those who gave them in an earlier period."), s.answersByName())...)
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

// spoken is what was answered and typed in one name.
type spoken struct {
	said  []string // questions, in the bank's order
	typed int
}

// spokenByName holds what was answered to asked questions, by name.
func (s *subject) spokenByName() map[string]*spoken {
	byName := make(map[string]*spoken)
	of := func(name string) *spoken {
		if byName[name] == nil {
			byName[name] = &spoken{}
		}
		return byName[name]
	}
	for i := range s.lines {
		answer := s.lines[i].Answer
		if answer.Level.IsZero() || answer.By == "" {
			continue
		}
		typist := answer.By
		if answer.RecordedBy != "" {
			typist = answer.RecordedBy
		}
		by := of(answer.By)
		by.said = append(by.said, s.lines[i].ID)
		of(typist).typed++
	}
	return byName
}

func (s *subject) answersByName() Block {
	byName := s.spokenByName()
	if len(byName) == 0 {
		return paragraph("No answer is given in anybody's name.")
	}
	listed := make(map[string]bool)
	for _, person := range s.assessment.People() {
		listed[person.Name] = true
	}
	table := Table{Columns: slices.Concat(words("Name"), numbers("Answers given", "Answers typed"), words("Listed above", "Questions answered"))}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		there := "no"
		if listed[name] {
			there = "yes"
		}
		questions := s.questions(byName[name].said)
		if len(questions) == 0 {
			questions = Text{plain(nothing)}
		}
		table.Rows = append(table.Rows, append(row(name, fmt.Sprint(len(byName[name].said)), fmt.Sprint(byName[name].typed), there), questions))
	}
	return table
}
