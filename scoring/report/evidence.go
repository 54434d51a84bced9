package report

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// evidenceFacts lists the evidence of an answer, each with what it counts.
func (s *subject) evidenceFacts(line *scoring.Line) []Text {
	if len(line.Answer.Evidence) == 0 {
		if line.Answer.Level.Graded() {
			return []Text{fact("Evidence", plain("none named"))}
		}
		return nil
	}
	var facts []Text
	for _, id := range line.Answer.Evidence {
		evidence, ok := s.assessment.Evidence(id)
		if !ok {
			facts = append(facts, fact("Evidence "+id, plain("not in the register")))
			continue
		}
		facts = append(facts, fact("Evidence "+id,
			plainf("%s (%s): %s; ", evidence.Title, evidence.Kind, s.freshness(evidence, line.Question)), code(evidence.Ref)))
	}
	return facts
}

// freshness says whether evidence counts for a question on the as-of day, and
// why not, with the day that decides.
func (s *subject) freshness(evidence questionnaire.Evidence, question *questionnaire.Question) string {
	date := evidence.Date()
	switch {
	case evidence.Kind == questionnaire.KindStatement:
		return "never counts as evidenced, dated " + orNothing(date.String())
	case date.IsZero():
		return "undated"
	case evidence.FreshFor(question, s.assessment.Period(), s.asOf):
		return "fresh, dated " + date.String()
	case date.After(s.asOf):
		return "dated after the as-of day, " + date.String()
	case question.EvidenceMaxAgeDays > 0:
		return fmt.Sprintf("older than %d days, dated %s", question.EvidenceMaxAgeDays, date)
	default:
		return "before the period, dated " + date.String()
	}
}

// evidenceRegister lists every piece of evidence once.
func (s *subject) evidenceRegister() Section {
	ids := s.assessment.EvidenceIDs()
	if len(ids) == 0 {
		return section("Evidence register", paragraph("No evidence is listed."))
	}
	uses := s.evidenceUses()
	table := Table{Columns: words("Evidence", "Title", "Kind", "Reference", "SHA-256", "Collected", "Covers", "By", "Used by")}
	for _, id := range ids {
		evidence, _ := s.assessment.Evidence(id)
		table.Rows = append(table.Rows, []Text{
			{plain(id)},
			{plain(evidence.Title)},
			{plain(evidence.Kind.String())},
			{code(evidence.Ref)},
			digestOf(evidence.SHA256),
			{plain(orNothing(evidence.CollectedAt.Date().String()))},
			{plain(covers(evidence))},
			{plain(orNothing(evidence.By))},
			s.usedBy(evidence, uses[id]),
		})
	}
	return section("Evidence register",
		paragraph("The date of a piece is the earlier of the day it was collected and the last day it covers."),
		paragraph("It is fresh for a question when that day is not after %s and is %s or later; where the question sets a maximum age, within that many days before %s.",
			s.asOf, s.assessment.Period().Start, s.asOf),
		table,
	)
}

func (s *subject) evidenceUses() map[string][]*scoring.Line {
	uses := make(map[string][]*scoring.Line)
	for i := range s.lines {
		for _, id := range s.lines[i].Answer.Evidence {
			uses[id] = append(uses[id], &s.lines[i])
		}
	}
	return uses
}

func (s *subject) usedBy(evidence questionnaire.Evidence, lines []*scoring.Line) Text {
	if len(lines) == 0 {
		return Text{plain("no asked question")}
	}
	var text Text
	for i, line := range lines {
		if i > 0 {
			text = append(text, plain(", "))
		}
		text = append(text, s.question(line.ID))
		if evidence.FreshFor(line.Question, s.assessment.Period(), s.asOf) {
			text = append(text, plain(" (fresh)"))
		} else {
			text = append(text, plain(" (not fresh)"))
		}
	}
	return text
}

func digestOf(sum string) Text {
	if sum == "" {
		return Text{plain(nothing)}
	}
	return Text{code(sum)}
}

func covers(evidence questionnaire.Evidence) string {
	from, to := evidence.CoversFrom.String(), evidence.CoversTo.String()
	if from == "" && to == "" {
		return nothing
	}
	return strings.TrimSpace(orNothing(from) + " to " + orNothing(to))
}
