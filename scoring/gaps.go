package scoring

import (
	"cmp"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// Gap is an applicable question whose counted level is below all.
type Gap struct {
	Question string                 `json:"question"`
	Title    string                 `json:"title"`
	Area     questionnaire.Area     `json:"area"`
	Severity questionnaire.Severity `json:"severity"`
	Effort   questionnaire.Effort   `json:"effort"`
	// Level is the level that was given, or unknown, carried or unanswered.
	Level string `json:"level"`
	// Expired says that the level counts as none because its compensating
	// control has ended.
	Expired bool `json:"expired"`
	// Lift is what overall coverage gains by taking the question to all.
	Lift Share `json:"lift"`

	missing  int // weight × points short of all
	possible int // of its area
}

// Gaps returns what is missing, gravest first: by weighted points short of all,
// then severity, then the least effort, then id. A risk accepted and in force
// on the as-of day is not among them; see AcceptedRisks.
func Gaps(sheet *Sheet) []Gap {
	gaps := make([]Gap, 0, len(sheet.lines))
	for i := range sheet.lines {
		if line := &sheet.lines[i]; isGap(line) && !acceptedRisk(line, sheet.asOf) {
			gaps = append(gaps, sheet.gap(line))
		}
	}
	slices.SortFunc(gaps, func(a, b Gap) int {
		return cmp.Or(
			b.missing-a.missing,
			a.Severity.Order()-b.Severity.Order(),
			a.Effort.Order()-b.Effort.Order(),
			strings.Compare(a.Question, b.Question),
		)
	})
	return gaps
}

// AcceptedRisks returns the gaps that somebody accepted until a day that has
// not passed, in the bank's order.
func AcceptedRisks(sheet *Sheet) []Gap {
	risks := []Gap{}
	for i := range sheet.lines {
		if line := &sheet.lines[i]; isGap(line) && acceptedRisk(line, sheet.asOf) {
			risks = append(risks, sheet.gap(line))
		}
	}
	return risks
}

func isGap(line *Line) bool {
	return line.Applicable() && line.Counted != questionnaire.LevelAll
}

func acceptedRisk(line *Line, asOf questionnaire.Date) bool {
	return line.Answer.Exception.InForce(questionnaire.AcceptedRisk, asOf)
}

func (s *Sheet) gap(line *Line) Gap {
	missing, possible := line.Possible()-line.Earned(), s.areas[line.Area].Possible
	return Gap{
		Question: line.ID, Title: line.Title, Area: line.Area,
		Severity: line.Severity, Effort: line.Effort,
		Level: gapLevel(line), Expired: line.Expired,
		Lift:    shareOf(missing, possible*s.areasCounted()),
		missing: missing, possible: possible,
	}
}

func gapLevel(line *Line) string {
	switch line.Standing {
	case Unanswered:
		return "unanswered"
	case Carried:
		return "carried"
	default:
		return line.Answer.Level.String()
	}
}
