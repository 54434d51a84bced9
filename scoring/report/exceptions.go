package report

import (
	"fmt"

	"demarc/questionnaire"
	"demarc/scoring"
)

// exceptions holds the registers of agreed departures.
func (s *subject) exceptions() Section {
	return section("Accepted risks and compensating controls",
		paragraph("An accepted risk in force changes no figure and lifts no cap: it only moves the gap from the gap list to this register."),
		paragraph("A compensating control keeps the level of the answer until it expires; from then on the answer counts as none."),
		heading("Accepted risks"), s.exceptionTable(questionnaire.AcceptedRisk),
		heading("Compensating controls"), s.exceptionTable(questionnaire.Compensating),
	)
}

func (s *subject) exceptionTable(kind questionnaire.ExceptionKind) Block {
	table := Table{Columns: words("Question", "Title", "Severity", "Level", "Reason", "Approver", "Expires", "Status", "Said by")}
	for _, line := range s.linesWhere(func(line *scoring.Line) bool { return line.Answer.Exception.Kind == kind }) {
		exception := line.Answer.Exception
		table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title, line.Severity.String(),
			orNothing(levelWord(line.Answer.Level)), exception.Reason, exception.Approver, exception.Expires.String(), s.exceptionStatus(line), byWhom(line.Answer))...))
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
		return fmt.Sprintf("in force, %s left", count(s.asOf.DaysUntil(exception.Expires), "day"))
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
	table := Table{Columns: words("Question", "Title", "Severity", "Reason", "In words", "Said by", "On", "Since", "Evidence")}
	for _, line := range lines {
		answer := line.Answer
		cells := append([]Text{{s.question(line.ID)}}, row(line.Title, line.Severity.String(),
			naReason(answer.NAReason.Code), answer.NAReason.Text, byWhom(answer), orNothing(answer.At.Date().String()), orNothing(answer.Since))...)
		table.Rows = append(table.Rows, append(cells, s.evidenceOf(line.Question, answer)))
	}
	return section("Not applicable",
		paragraph("%s no part in coverage. If each counted as none, overall coverage would be %s instead of %s.",
			countTakes(len(lines)), s.percent(s.overall.NAAsNone), s.percent(s.overall.Coverage)),
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

var exceptionKinds = map[questionnaire.ExceptionKind]string{
	questionnaire.Compensating: "compensating control",
	questionnaire.AcceptedRisk: "accepted risk",
}
