package report

import (
	"fmt"

	"demarc/questionnaire"
	"demarc/scoring"
)

// gapList is every gap, gravest first, with what closing it is worth.
func (s *subject) gapList() Section {
	if len(s.gaps) == 0 {
		return section("Gaps and actions", paragraph("No applicable question counts less than all, accepted risks aside."))
	}
	table := Table{Columns: append(words("Question", "Title", "Area", "Severity", "Level", "Effort"),
		append(numbers("Lift in points"), words("Owner", "Due")...)...)}
	for _, gap := range s.gaps {
		table.Rows = append(table.Rows, s.gapRow(gap))
	}
	return section("Gaps and actions",
		paragraph("A gap is an applicable question whose counted level is below all; unknown, carried and unanswered ones are gaps until somebody says otherwise."),
		paragraph("Lift is what overall coverage gains, in percentage points, when the gap alone is taken to all: weight × points missing ÷ possible of the area ÷ number of areas counted."),
		paragraph("The gravest come first: by weight × points missing, then severity, the least effort, and id."),
		s.gapCounts(),
		table,
	)
}

func (s *subject) gapCounts() Paragraph {
	open, expired := 0, 0
	for _, gap := range s.gaps {
		switch {
		case gap.Expired:
			expired++
		case gap.Level == "unknown" || gap.Level == "carried" || gap.Level == "unanswered":
			open++
		}
	}
	return paragraph("%s: %d answered below all, %d unknown, carried or unanswered, %d with an expired compensating control.",
		count(len(s.gaps), "gap"), len(s.gaps)-open-expired, open, expired)
}

func (s *subject) gapRow(gap scoring.Gap) []Text {
	answer, _ := s.assessment.Answer(gap.Question)
	cells := []Text{{s.question(gap.Question)}}
	return append(cells, row(gap.Title, gap.Area.ShortName(), gap.Severity.String(), gapLevel(gap), gap.Effort.String(),
		lift(gap.Lift), orNothing(answer.Owner), s.due(answer.Due))...)
}

func gapLevel(gap scoring.Gap) string {
	if gap.Expired {
		return gap.Level + ", counted as none (compensating control expired)"
	}
	return gap.Level
}

// exceptions holds the registers of agreed departures.
func (s *subject) exceptions() Section {
	return section("Accepted risks and compensating controls",
		paragraph("An accepted risk in force changes no figure and lifts no cap: it only moves the gap from the list above to this one."),
		paragraph("A compensating control keeps the level of the answer until it expires; from then on the answer counts as none."),
		heading("Accepted risks"), s.exceptionTable(questionnaire.AcceptedRisk),
		heading("Compensating controls"), s.exceptionTable(questionnaire.Compensating),
	)
}

func (s *subject) exceptionTable(kind questionnaire.ExceptionKind) Block {
	table := Table{Columns: words("Question", "Title", "Severity", "Level", "Reason", "Approver", "Expires", "Status")}
	for _, line := range s.linesWhere(func(line *scoring.Line) bool { return line.Answer.Exception.Kind == kind }) {
		exception := line.Answer.Exception
		table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title, line.Severity.String(),
			orNothing(levelWord(line.Answer.Level)), exception.Reason, exception.Approver, exception.Expires.String(), s.exceptionStatus(line))...))
	}
	if len(table.Rows) == 0 {
		return paragraph("None.")
	}
	return table
}

func (s *subject) exceptionStatus(line *scoring.Line) string {
	exception := line.Answer.Exception
	switch {
	case exception.InForce(exception.Kind, s.asOf):
		return "in force"
	case line.Expired:
		return "expired, counted as none"
	default:
		return "expired"
	}
}

// notApplicable is the register of what the team says does not apply.
func (s *subject) notApplicable() Section {
	lines := s.standing(scoring.NotApplicable)
	if len(lines) == 0 {
		return section("Not applicable", paragraph("No question is answered not applicable."))
	}
	table := Table{Columns: words("Question", "Title", "Severity", "Reason", "In words", "Said by", "Since")}
	for _, line := range lines {
		answer := line.Answer
		table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title, line.Severity.String(),
			naReason(answer.NAReason.Code), answer.NAReason.Text, orNothing(answer.By), orNothing(answer.Since))...))
	}
	return section("Not applicable",
		paragraph("%s no part in coverage. If each counted as none, overall coverage would be %s instead of %s.",
			countTakes(len(lines)), s.exact(s.overall.NAAsNone), s.exact(s.overall.Coverage)),
		table,
	)
}

func countTakes(number int) string {
	if number == 1 {
		return "1 question takes"
	}
	return fmt.Sprintf("%d questions take", number)
}

var naReasons = map[questionnaire.NACode]string{
	questionnaire.NAOutOfScope:     "out of scope",
	questionnaire.NANoSuchResource: "no such resource",
	questionnaire.NAOther:          "other",
}

func naReason(code questionnaire.NACode) string { return orNothing(naReasons[code]) }
