package report

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/spreadsheet"
)

// CSV returns a row for every asked question, in the bank's order, with every
// field of it, of its answer and of its score: what a reader sorts, filters and
// adds up in a spreadsheet. Ids that stand together in a cell have a space
// between them. Without a figure, a cell is empty.
func CSV(input Input) ([]byte, error) {
	s := newSubject(input)
	lifts := make(map[string]scoring.Share, len(s.gaps))
	for _, gap := range s.gaps {
		lifts[gap.Question] = gap.Lift
	}
	titles := make([]string, len(csvColumns))
	for i, column := range csvColumns {
		titles[i] = column.title
	}
	rows := [][]string{titles}
	for i := range s.lines {
		asked := csvLine{subject: s, Line: &s.lines[i], lift: lifts[s.lines[i].ID]}
		cells := make([]string, len(csvColumns))
		for j, column := range csvColumns {
			cells[j] = column.cell(asked)
		}
		rows = append(rows, cells)
	}
	return spreadsheet.CSV(rows)
}

// csvLine is what the cells of a row are taken from.
type csvLine struct {
	*subject
	*scoring.Line
	lift scoring.Share
}

// csvColumns are named as in the assessment's document, where they stand there.
var csvColumns = []struct {
	title string
	cell  func(csvLine) string
}{
	{"question", func(l csvLine) string { return l.ID }},
	{"title", func(l csvLine) string { return l.Title }},
	{"area", func(l csvLine) string { return l.Area.String() }},
	{"tiers", func(l csvLine) string { return strings.Join(stringsOf(l.Tiers), " ") }},
	{"counts_in", func(l csvLine) string { return strings.Join(stringsOf(l.In), " ") }},
	{"services", func(l csvLine) string { return strings.Join(l.Services, " ") }},
	{"severity", func(l csvLine) string { return l.Severity.String() }},
	{"effort", func(l csvLine) string { return l.Effort.String() }},
	{"revision", func(l csvLine) string { return fmt.Sprint(l.Revision) }},
	{"text", func(l csvLine) string { return l.Text }},
	{"standing", func(l csvLine) string { return standingNames[l.Standing] }},
	{"level", func(l csvLine) string { return l.Answer.Level.String() }},
	{"counted_level", func(l csvLine) string { return l.Counted.String() }},
	{"meaning", func(l csvLine) string { return l.Levels.Of(l.Answer.Level) }},
	{"weight", func(l csvLine) string { return fmt.Sprint(l.Weight) }},
	{"points", func(l csvLine) string { return l.ifApplicable(l.Earned() / l.Weight) }},
	{"earned", func(l csvLine) string { return l.ifApplicable(l.Earned()) }},
	{"possible", func(l csvLine) string { return l.ifApplicable(l.Possible()) }},
	{"evidenced_earned", func(l csvLine) string { return l.ifApplicable(evidencedPoints(l.Line)) }},
	{"ceiling_earned", func(l csvLine) string { return l.ifApplicable(ceilingPoints(l.Line)) }},
	{"lift_points", func(l csvLine) string { return figureOrEmpty(l.lift) }},
	{"population_in_place", func(l csvLine) string { return l.ofPopulation(l.Answer.Population.InPlace) }},
	{"population_total", func(l csvLine) string { return l.ofPopulation(l.Answer.Population.Total) }},
	{"population_source", func(l csvLine) string { return l.Answer.Population.Source }},
	{"by", func(l csvLine) string { return l.Answer.By }},
	{"recorded_by", func(l csvLine) string { return l.Answer.RecordedBy }},
	{"at", func(l csvLine) string { return l.Answer.At.String() }},
	{"since", func(l csvLine) string { return l.Answer.Since }},
	{"state", func(l csvLine) string { return l.Answer.State.String() }},
	{"bulk", func(l csvLine) string { return yesOrNo(l.Answer.Bulk) }},
	{"answered_revision", func(l csvLine) string { return numberOrEmpty(l.Answer.Revision) }},
	{"method", func(l csvLine) string { return l.Answer.Method.String() }},
	{"owner", func(l csvLine) string { return l.Answer.Owner }},
	{"due", func(l csvLine) string { return l.Answer.Due.String() }},
	{"flagged", func(l csvLine) string { return flaggedFor(l.Answer.Flagged) }},
	{"na_reason_code", func(l csvLine) string { return l.Answer.NAReason.Code.String() }},
	{"na_reason_text", func(l csvLine) string { return l.Answer.NAReason.Text }},
	{"exception_kind", func(l csvLine) string { return l.Answer.Exception.Kind.String() }},
	{"exception_reason", func(l csvLine) string { return l.Answer.Exception.Reason }},
	{"exception_approver", func(l csvLine) string { return l.Answer.Exception.Approver }},
	{"exception_expires", func(l csvLine) string { return l.Answer.Exception.Expires.String() }},
	{"exception_in_force", func(l csvLine) string { return l.exceptionInForce() }},
	{"evidenced", func(l csvLine) string { return yesOrNo(l.Evidenced) }},
	{"evidence", func(l csvLine) string { return strings.Join(l.Answer.Evidence, " ") }},
	{"fresh_evidence", func(l csvLine) string { return strings.Join(l.freshEvidence(l.Line), " ") }},
	{"references", func(l csvLine) string { return referencesInWords(l.frameworks, l.References) }},
	{"history", func(l csvLine) string { return history(l.Answer.History) }},
	{"note", func(l csvLine) string { return l.Answer.Note }},
	{"redacted", func(l csvLine) string { return yesOrNo(l.redacted) }}, // a table has no first page to say so on
}

func (l csvLine) ifApplicable(figure int) string {
	if !l.Applicable() {
		return ""
	}
	return fmt.Sprint(figure)
}

func (l csvLine) ofPopulation(number int) string {
	if (l.Answer.Population == questionnaire.Population{}) {
		return ""
	}
	return fmt.Sprint(number)
}

func (l csvLine) exceptionInForce() string {
	exception := l.Answer.Exception
	if exception.IsZero() {
		return ""
	}
	return yesOrNo(exception.InForce(exception.Kind, l.asOf))
}

func yesOrNo(holds bool) string {
	if holds {
		return "yes"
	}
	return "no"
}

func numberOrEmpty(number int) string {
	if number == 0 {
		return ""
	}
	return fmt.Sprint(number)
}

func figureOrEmpty(share scoring.Share) string {
	if !share.Known() {
		return ""
	}
	return share.Percent(4)
}

func flaggedFor(flag questionnaire.Flag) string {
	if flag.IsZero() {
		return ""
	}
	if flag.Person() == "" {
		return "yes"
	}
	return flag.Person()
}
