package report

import (
	"fmt"
	"slices"
	"strconv"
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

// evidenceRegister lists every piece of evidence once: first what asked
// questions rest on, then the rest.
func (s *subject) evidenceRegister() Section {
	const title = "Evidence register"
	uses := s.evidenceUses()
	inUse, apart := Table{Columns: append(evidenceColumns(), words("Questions")...)}, Table{Columns: evidenceColumns()}
	for _, id := range s.assessment.EvidenceIDs() {
		evidence, _ := s.assessment.Evidence(id)
		cells := s.evidenceRow(id, evidence)
		if lines := uses[id]; len(lines) > 0 {
			inUse.Rows = append(inUse.Rows, append(cells, s.usedBy(evidence, lines)))
		} else {
			apart.Rows = append(apart.Rows, cells)
		}
	}
	digests := 0
	for _, id := range s.assessment.EvidenceIDs() {
		if evidence, _ := s.assessment.Evidence(id); evidence.SHA256 != "" {
			digests++
		}
	}
	blocks := []Block{
		paragraph("The evidence itself stays where the reference says; this report holds none of it and does not judge what it shows."),
		paragraph("The date of a piece is the earlier of the day it was collected and the last day it covers; its age is the days from then to %s.", s.asOf),
		paragraph("It is fresh for a question when that day is not after %s and is %s or later; where the question sets a maximum age, within that many days before %s. A statement never counts as evidence.",
			s.asOf, s.assessment.Period().Start, s.asOf),
		paragraph("Of %s, %d %s listed with a SHA-256. Of the others, nothing in this report would show that a piece was exchanged later.",
			piecesOfEvidence(len(s.assessment.EvidenceIDs())), digests, isOrAre(digests)),
		heading("Evidence that answers rest on"), orSay(inUse, "No asked question rests on evidence."),
		heading("Evidence that no asked question names"), orSay(apart, "None."),
	}
	return section(title, blocks...)
}

func piecesOfEvidence(number int) string {
	if number == 1 {
		return "1 piece of evidence"
	}
	return fmt.Sprintf("%d pieces of evidence", number)
}

func evidenceColumns() []Column {
	return slices.Concat(words("Evidence", "Title", "Kind", "Reference", "Collected", "Covers", "By"), numbers("Age in days"), words("SHA-256"))
}

func (s *subject) evidenceRow(id string, evidence questionnaire.Evidence) []Text {
	return []Text{
		{plain(id)},
		{plain(evidence.Title)},
		{plain(evidence.Kind.String())},
		{code(evidence.Ref)},
		{plain(orNothing(evidence.CollectedAt.Date().String()))},
		{plain(covers(evidence))},
		{plain(orNothing(evidence.By))},
		{plain(s.age(evidence))},
		digestOf(evidence.SHA256),
	}
}

// age returns how old evidence is on the as-of day.
func (s *subject) age(evidence questionnaire.Evidence) string {
	date := evidence.Date()
	if date.IsZero() {
		return nothing
	}
	return strconv.Itoa(date.DaysUntil(s.asOf))
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
