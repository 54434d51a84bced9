package report

import (
	"cmp"
	"fmt"
	"maps"
	"strings"

	"demarc/questionnaire"
)

// Questions writes questions of a bank for paper: what the bank says of each,
// with a box to tick for every level. Questions stand in the order in which
// they are given, which has to keep those of an area together.
func Questions(bank *questionnaire.Bank, questions []*questionnaire.Question) *Document {
	ref := bank.Ref()
	frameworks := frameworksOf(bank, maps.Keys(referredBy(questions)))
	blocks := []Block{paragraph("Commands are meant to read and to change nothing; look at them before you run them. Words in angle brackets are to be filled in.")}
	for _, area := range areasOf(questions) {
		blocks = append(blocks, heading(area.name.Name()))
		for _, question := range area.questions {
			blocks = append(blocks, forPaper(bank, frameworks, question)...)
		}
	}
	return &Document{
		Title: fmt.Sprintf("Questions of the bank %s %s", ref.ID, ref.Version),
		Sections: []Section{
			section("About these questions",
				List{
					fact("Bank", plainf("%s, version %s", ref.ID, ref.Version)),
					fact("Digest", code(ref.Digest)),
					fact("Questions", plainf("%d of %d", len(questions), len(bank.Questions()))),
				},
				paragraph("Each question has one answer: tick the level that describes how things are, not how they are meant to be. Some is under half of what is in scope; most is half or more, but not all. What nobody in the room knows is unknown."),
			),
			section("Questions", blocks...),
		},
	}
}

// questionsOfArea are the questions of one area.
type questionsOfArea struct {
	name      questionnaire.Area
	questions []*questionnaire.Question
}

func areasOf(questions []*questionnaire.Question) []questionsOfArea {
	var areas []questionsOfArea
	for _, question := range questions {
		if len(areas) == 0 || areas[len(areas)-1].name != question.Area {
			areas = append(areas, questionsOfArea{name: question.Area})
		}
		last := &areas[len(areas)-1]
		last.questions = append(last.questions, question)
	}
	return areas
}

func forPaper(bank *questionnaire.Bank, frameworks []string, question *questionnaire.Question) []Block {
	blocks := []Block{
		questionHeading(question.ID, question),
		Paragraph{plain(question.Text)},
		tickOne, boxes(question),
		Paragraph(fact("Why", plain(orNothing(question.Why)))),
		List{
			fact("Likely to know", plain(orNothing(question.Ask))),
			fact("Asked where in use", plain(askedWhere(bank, question))),
			fact("Severity", plainf("%s; effort to close %s%s", question.Severity, question.Effort, inBaseline(question))),
			fact("Evidence", plain(evidenceAge(question))),
		},
	}
	blocks = append(blocks, labelled("What an auditor accepts", question.Evidence)...)
	for i, step := range question.Verify {
		blocks = append(blocks, check(fmt.Sprintf("Check %d of %d", i+1, len(question.Verify)), step)...)
	}
	blocks = append(blocks, labelled("To close the gap", question.Remediation)...)
	return append(blocks,
		Paragraph(fact("References", plain(orNothing(referencesInWords(frameworks, question.References))))),
		scanners(question.Checks),
	)
}

// tickOne stands before boxes: two lists in a row would be one to markdown.
var tickOne = Paragraph{strong("Tick one:")}

// boxes lists the answers that a question can be given, each to be ticked.
func boxes(question *questionnaire.Question) Checklist {
	var list Checklist
	for _, level := range question.OfferedLevels() {
		list = append(list, fact(level.String(), plain(question.Levels.Of(level))))
	}
	return append(list,
		fact(levelWord(questionnaire.LevelUnknown), plain("nobody in the room knows; write down who finds out")),
		fact(levelWord(questionnaire.LevelNA), plain("write down why")),
	)
}

func askedWhere(bank *questionnaire.Bank, question *questionnaire.Question) string {
	var services []string
	for _, id := range question.Services {
		service, _ := bank.Service(id)
		services = append(services, cmp.Or(service.Name, id))
	}
	tiers := strings.Join(stringsOf(question.Tiers), ", ")
	if len(services) == 0 {
		return tiers
	}
	return tiers + ", with " + strings.Join(services, ", ")
}

func inBaseline(question *questionnaire.Question) string {
	if question.Baseline {
		return "; part of the baseline"
	}
	return ""
}
