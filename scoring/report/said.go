package report

import (
	"cmp"
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// standingWord says in a word how a question stands.
func standingWord(line *scoring.Line) string {
	switch line.Standing {
	case scoring.Unanswered:
		return "unanswered"
	case scoring.Carried:
		return "carried: " + levelWord(line.Answer.Level)
	default:
		if line.Expired {
			return levelWord(line.Answer.Level) + ", control expired"
		}
		return levelWord(line.Answer.Level)
	}
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

// saidBy says in whose name an answer was given, who typed it, and when.
func saidBy(answer questionnaire.Answer) string {
	text := byWhom(answer)
	if !answer.At.IsZero() {
		text += ", on " + answer.At.Date().String()
	}
	return text
}

func byWhom(answer questionnaire.Answer) string {
	text := cmp.Or(answer.By, "nobody named")
	if answer.RecordedBy != "" {
		text += ", typed by " + answer.RecordedBy
	}
	return text
}

var stateWords = map[questionnaire.State]string{
	questionnaire.StateCarried:    "carried over",
	questionnaire.StateReaffirmed: "re-affirmed",
	questionnaire.StateChanged:    "changed",
	questionnaire.StateNew:        "new",
}

// standingWords says how an answer came to stand: by whose act, since when, and
// to which wording of the question.
func standingWords(answer questionnaire.Answer) string {
	text := cmp.Or(stateWords[answer.State], "not stated")
	if answer.Bulk {
		text += " in one act with others"
	}
	if answer.Since != "" {
		text += ", since " + answer.Since
	}
	return text
}

// toRevision says to which revision of the question an answer was given, where
// that is not the one that is asked.
func toRevision(question *questionnaire.Question, answer questionnaire.Answer) string {
	if answer.Revision == 0 || answer.Revision == question.Revision {
		return ""
	}
	return fmt.Sprintf(", given to revision %d of the question, which is at %d", answer.Revision, question.Revision)
}

// population says how the share was arrived at. A yes/no duty has no share.
func population(question *questionnaire.Question, answer questionnaire.Answer) string {
	population := answer.Population
	switch {
	case !answer.Level.Graded():
		return nothing
	case population != questionnaire.Population{} && population.Source != "":
		return fmt.Sprintf("%s, source: %s", population, population.Source)
	case population != questionnaire.Population{}:
		return fmt.Sprintf("%s, source not stated", population)
	case len(question.OfferedLevels()) == 2:
		return "a yes/no duty"
	default:
		return "share estimated"
	}
}

// exceptionWords says all of an exception in one line.
func (s *subject) exceptionWords(line *scoring.Line) string {
	exception := line.Answer.Exception
	return fmt.Sprintf("%s, %s; reason: %s; approver: %s; expires %s",
		exceptionKinds[exception.Kind], s.exceptionStatus(line), exception.Reason, exception.Approver, exception.Expires)
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

// referencesInWords names the controls that a question refers to, by framework, in
// the order of the frameworks.
func referencesInWords(frameworks []string, references map[string][]string) string {
	var text strings.Builder
	for _, id := range frameworks {
		before := "; " + id + ": "
		if text.Len() == 0 {
			before = id + ": "
		}
		for _, control := range references[id] {
			text.WriteString(before)
			text.WriteString(control)
			before = ", "
		}
	}
	return text.String()
}

// wrote reports whether somebody wrote more than white space.
func wrote(text string) bool { return strings.TrimSpace(text) != "" }

// aboveNone reports whether a level claims that something is in place.
func aboveNone(level questionnaire.Level) bool {
	return level.Graded() && level != questionnaire.LevelNone
}

// gradedLines are the answers that count with a level of their own.
func (s *subject) gradedLines() []*scoring.Line { return s.standing(scoring.Answered) }
