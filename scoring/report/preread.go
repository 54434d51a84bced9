package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// PreRead writes what a team reads before it sits down to answer questions of
// its assessment: whom to bring, what to have at hand, and each question with
// its levels and what was said last time. Questions stand in the order in which
// they are given, which has to keep those of an area together.
func PreRead(assessment *questionnaire.Assessment, questions []*questionnaire.Question) *Document {
	p := &preRead{assessment: assessment, areas: areasOf(questions)}
	document := &Document{
		Title:    fmt.Sprintf("Pre-read: %s, %s", assessment.Team(), assessment.Period().Label),
		Sections: []Section{p.overview(questions)},
	}
	for _, area := range p.areas {
		document.Sections = append(document.Sections, p.area(area))
	}
	return document
}

type preRead struct {
	assessment *questionnaire.Assessment
	areas      []questionsOfArea
}

func (p *preRead) overview(questions []*questionnaire.Question) Section {
	period := p.assessment.Period()
	table := Table{Columns: append(words("Area"), numbers("Questions", "Answered", "Carried", "Without an answer")...)}
	for _, area := range p.areas {
		table.Rows = append(table.Rows, p.progress(area))
	}
	return section("Before you meet",
		List{
			fact("Team", plain(p.assessment.Team())),
			fact("Period", plainf("%s, %s to %s", period.Label, period.Start, period.End)),
			fact("Questions", plain(fmt.Sprint(len(questions)))),
		},
		paragraph("Read the questions that you are likely to know about, and bring what shows the answer. A carried answer was taken over from last time and counts once a named person says it again."),
		table,
		heading("Whom to bring"),
		whoKnows(questions),
	)
}

// progress is an area's row: how many of its questions are answered.
func (p *preRead) progress(area questionsOfArea) []Text {
	var answered, carried int
	for _, question := range area.questions {
		answer, _ := p.assessment.Answer(question.ID)
		switch {
		case answer.State == questionnaire.StateCarried:
			carried++
		case !answer.Level.IsZero():
			answered++
		}
	}
	open := len(area.questions) - answered - carried
	return append([]Text{{link(area.name.Name(), identifier(area.name.Name()))}},
		row(fmt.Sprint(len(area.questions)), fmt.Sprint(answered), fmt.Sprint(carried), fmt.Sprint(open))...)
}

func (p *preRead) area(area questionsOfArea) Section {
	name := area.name.Name()
	blocks := []Block{
		heading("Whom to bring for " + name), whoKnows(area.questions),
		heading("To have at hand for " + name), atHand(area.questions),
		heading("Questions on " + name),
	}
	for _, question := range area.questions {
		blocks = append(blocks, questionHeading(question.ID, question), Paragraph{plain(question.Text)}, p.said(question), tickOne, boxes(question))
		if answer, _ := p.assessment.Answer(question.ID); strings.TrimSpace(answer.Note) != "" {
			blocks = append(blocks, paragraph("Note to %s:", question.ID), Quote(answer.Note))
		}
	}
	return section(name, blocks...)
}

// whoKnows counts the questions that each role is likely to know about, the
// role with the most of them first.
func whoKnows(questions []*questionnaire.Question) Block {
	byRole := make(map[string][]*questionnaire.Question)
	var roles []string
	for _, question := range questions {
		if byRole[question.Ask] == nil {
			roles = append(roles, question.Ask)
		}
		byRole[question.Ask] = append(byRole[question.Ask], question)
	}
	slices.SortFunc(roles, func(a, b string) int {
		return cmp.Or(len(byRole[b])-len(byRole[a]), strings.Compare(a, b))
	})
	table := Table{Columns: append(append(words("Role"), numbers("Questions")...), words("Which")...)}
	for _, role := range roles {
		table.Rows = append(table.Rows, append(row(orNothing(role), fmt.Sprint(len(byRole[role]))), linksTo(byRole[role])))
	}
	return table
}

// atHand lists what an auditor accepts, each piece once with the questions it
// speaks to.
func atHand(questions []*questionnaire.Question) Block {
	speaksTo := make(map[string][]*questionnaire.Question)
	var pieces []string
	for _, question := range questions {
		for _, piece := range question.Evidence {
			if speaksTo[piece] == nil {
				pieces = append(pieces, piece)
			}
			if !slices.Contains(speaksTo[piece], question) {
				speaksTo[piece] = append(speaksTo[piece], question)
			}
		}
	}
	if len(pieces) == 0 {
		return paragraph("The question bank names no evidence for these questions.")
	}
	var list Checklist
	for _, piece := range pieces {
		list = append(list, append(append(Text{plain("for ")}, linksTo(speaksTo[piece])...), plain(": "+piece)))
	}
	return list
}

func linksTo(questions []*questionnaire.Question) Text {
	var text Text
	for i, question := range questions {
		if i > 0 {
			text = append(text, plain(", "))
		}
		text = append(text, link(question.ID, identifier(question.ID)))
	}
	return text
}

// said lists what was said of a question last time, and so far.
func (p *preRead) said(question *questionnaire.Question) List {
	answer, _ := p.assessment.Answer(question.ID)
	var facts List
	if len(answer.History) > 0 {
		facts = append(facts, fact("Last time", plain(history(answer.History[len(answer.History)-1:]))))
	}
	switch {
	case answer.Level.IsZero():
		return append(facts, fact("Answer so far", plain("not given yet")))
	case answer.State == questionnaire.StateCarried:
		return append(facts, fact("Carried over", plainf("%s, said by %s; counts once it is re-affirmed.%s",
			levelWord(answer.Level), saidBy(answer), reason(answer))))
	default:
		return append(facts, fact("Answer so far", plainf("%s, said by %s.%s", levelWord(answer.Level), saidBy(answer), reason(answer))))
	}
}
