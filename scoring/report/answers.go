package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// answers holds every asked question with everything that was said about it.
func (s *subject) answers() Section {
	blocks := []Block{
		paragraph("Every asked question, in the bank's order. How to check each answer and how to close each gap stands further down, once for each question; so do the names of the frameworks."),
	}
	for _, area := range s.areas {
		blocks = append(blocks, heading("Answers on "+area.Name))
		lines := s.inArea(area.ID)
		if len(lines) == 0 {
			blocks = append(blocks, paragraph("No question of this area is asked."))
		}
		for _, line := range lines {
			blocks = append(blocks, s.answerTo(line)...)
		}
	}
	return section("Answers", blocks...)
}

func (s *subject) answerTo(line *scoring.Line) []Block {
	blocks := []Block{questionHeading(line.ID, line.Question), Paragraph{plain(line.Text)}, s.facts(line)}
	if strings.TrimSpace(line.Answer.Note) == "" {
		return blocks
	}
	return append(blocks, paragraph("Note to %s:", line.ID), Quote(line.Answer.Note))
}

// facts lists what is known of an answer, one fact a line.
func (s *subject) facts(line *scoring.Line) List {
	answer := line.Answer
	facts := List{
		fact("Answer", levelGiven(line)...),
		fact("Counts", plain(counts(line))),
	}
	if !answer.Level.IsZero() {
		facts = append(facts, fact("Said by", plain(saidBy(answer))), fact("Standing", plain(standingWords(answer))))
	}
	if answer.Level.Graded() {
		facts = append(facts, fact("Method", plain(cmp.Or(answer.Method.String(), "not stated"))), fact("In place", plain(population(line))))
	}
	facts = append(facts, s.evidenceFacts(line)...)
	facts = append(facts, s.actionFacts(line)...)
	if len(answer.History) > 0 {
		facts = append(facts, fact("Earlier periods", plain(history(answer.History))))
	}
	return append(facts,
		fact("Severity", plainf("%s; effort to close %s; counts in %s", line.Severity, line.Effort, strings.Join(stringsOf(line.In), ", "))),
		fact("References", references(s.bank, line.References)...),
	)
}

// levelGiven says what was answered and what that means for this question.
func levelGiven(line *scoring.Line) []Run {
	answer := line.Answer
	meaning := line.Levels.Of(answer.Level)
	switch line.Standing {
	case scoring.Unanswered:
		return []Run{strong("unanswered")}
	case scoring.Carried:
		return []Run{strong("carried: " + levelWord(answer.Level)), plain(", not re-affirmed and not counted." + sentence(meaning) + reason(answer))}
	case scoring.Unknown:
		who := findsOut(line)
		if who == "" {
			return []Run{strong("unknown"), plain(", and nobody is named to find out")}
		}
		return []Run{strong("unknown"), plain(", to be found out by " + who)}
	case scoring.NotApplicable:
		return []Run{strong("not applicable"), plain("." + reason(answer))}
	default:
		return []Run{strong(answer.Level.String()), plain("." + sentence(meaning))}
	}
}

func sentence(text string) string {
	if text == "" {
		return ""
	}
	return " " + text
}

func reason(answer questionnaire.Answer) string {
	if answer.Level != questionnaire.LevelNA {
		return ""
	}
	return fmt.Sprintf(" Reason: %s. %s", naReason(answer.NAReason.Code), answer.NAReason.Text)
}

// counts says what an answer earns, so that it can be redone.
func counts(line *scoring.Line) string {
	if !line.Applicable() {
		return "takes no part in coverage"
	}
	text := fmt.Sprintf("as %s, weight %d × points %d = %d of %d", line.Counted, line.Weight, line.Earned()/line.Weight, line.Earned(), line.Possible())
	switch {
	case line.Expired:
		text += "; its compensating control has expired"
	case line.Evidenced:
		text += "; evidenced"
	case line.Standing == scoring.Answered:
		text += "; not evidenced"
	}
	return text
}

func saidBy(answer questionnaire.Answer) string {
	text := cmp.Or(answer.By, "nobody named")
	if answer.RecordedBy != "" {
		text += ", typed by " + answer.RecordedBy
	}
	if !answer.At.IsZero() {
		text += ", on " + answer.At.Date().String()
	}
	return text
}

var stateWords = map[questionnaire.State]string{
	questionnaire.StateCarried:    "carried over from the period before",
	questionnaire.StateReaffirmed: "re-affirmed",
	questionnaire.StateChanged:    "changed against the period before",
	questionnaire.StateNew:        "new",
}

func standingWords(answer questionnaire.Answer) string {
	text := cmp.Or(stateWords[answer.State], "not stated")
	if answer.Bulk {
		text += ", in one act with others"
	}
	if answer.Since != "" {
		text += "; at this level since " + answer.Since
	}
	if answer.Revision > 0 {
		text += fmt.Sprintf("; given to revision %d of the question", answer.Revision)
	}
	return text
}

// population says how the share was arrived at. A yes/no duty has no share.
func population(line *scoring.Line) string {
	population := line.Answer.Population
	switch {
	case population != questionnaire.Population{} && population.Source != "":
		return fmt.Sprintf("%s, source: %s", population, population.Source)
	case population != questionnaire.Population{}:
		return fmt.Sprintf("%s, source not stated", population)
	case len(line.OfferedLevels()) == 2:
		return "a yes/no duty, without a share"
	default:
		return "share estimated"
	}
}

func (s *subject) actionFacts(line *scoring.Line) []Text {
	var facts []Text
	answer := line.Answer
	if answer.Owner != "" || !answer.Due.IsZero() {
		facts = append(facts, fact("Owner", plainf("%s; due %s", orNothing(answer.Owner), s.due(answer.Due))))
	}
	if !answer.Flagged.IsZero() {
		facts = append(facts, fact("Parked", plain("for "+parkedFor(answer.Flagged))))
	}
	if exception := answer.Exception; !exception.IsZero() {
		facts = append(facts, fact("Exception", plainf("%s, %s; reason: %s; approver: %s; expires %s",
			exceptionTitles[exception.Kind], s.exceptionStatus(line), exception.Reason, exception.Approver, exception.Expires)))
	}
	return facts
}

var exceptionTitles = map[questionnaire.ExceptionKind]string{
	questionnaire.Compensating: "compensating control",
	questionnaire.AcceptedRisk: "accepted risk",
}

func history(past []questionnaire.Past) string {
	var texts []string
	for _, earlier := range past {
		text := earlier.Period + " " + cmp.Or(levelWord(earlier.Level), "unanswered")
		if earlier.By != "" {
			text += " by " + earlier.By
		}
		if !earlier.At.IsZero() {
			text += " on " + earlier.At.Date().String()
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

// references names the controls that a question refers to, by framework: those
// of the bank in its order, then any other.
func references(bank *questionnaire.Bank, references map[string][]string) []Run {
	var order []string
	for _, framework := range bank.Frameworks() {
		order = append(order, framework.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(references)) {
		if !slices.Contains(order, id) {
			order = append(order, id)
		}
	}
	var texts []string
	for _, id := range order {
		if controls := references[id]; len(controls) > 0 {
			texts = append(texts, id+": "+strings.Join(controls, ", "))
		}
	}
	return []Run{plain(orNothing(strings.Join(texts, "; ")))}
}
