package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// openQuestions lists what is not settled: unanswered, carried, unknown and
// parked.
func (s *subject) openQuestions() Section {
	return section("Open questions",
		heading("Unanswered"), s.unanswered(),
		heading("Carried and not counted"), s.carried(),
		heading("Unknown by who finds out"), s.unknown(),
		heading("Parked"), s.parked(),
	)
}

func (s *subject) unanswered() Block {
	lines := s.standing(scoring.Unanswered)
	if len(lines) == 0 {
		return paragraph("Every asked question has an answer.")
	}
	table := Table{Columns: words("Question", "Title", "Severity", "Who is likely to know", "Owner", "Due")}
	for _, line := range lines {
		table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title,
			line.Severity.String(), orNothing(line.Ask), orNothing(line.Answer.Owner), s.due(line.Answer.Due))...))
	}
	return table
}

func (s *subject) carried() Block {
	lines := s.standing(scoring.Carried)
	if len(lines) == 0 {
		return paragraph("No answer is carried over without having been given again.")
	}
	table := Table{Columns: words("Question", "Title", "Level as carried", "Reason or exception", "Said by", "On")}
	for _, line := range lines {
		table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title,
			levelWord(line.Answer.Level), reasons(line.Answer), byWhom(line.Answer), orNothing(line.Answer.At.Date().String()))...))
	}
	return table
}

// findsOut returns who finds out what nobody knows: for whom the question is
// parked, or else who owns it.
func findsOut(line *scoring.Line) string {
	return cmp.Or(line.Answer.Flagged.Person(), line.Answer.Owner)
}

func (s *subject) unknown() Block {
	lines := s.standing(scoring.Unknown)
	if len(lines) == 0 {
		return paragraph("No answer is unknown.")
	}
	slices.SortStableFunc(lines, func(a, b *scoring.Line) int {
		return cmp.Or(compareNamedFirst(findsOut(a), findsOut(b)), strings.Compare(findsOut(a), findsOut(b)))
	})
	table := Table{Columns: words("Who finds out", "Question", "Title", "Severity", "Due")}
	for _, line := range lines {
		cells := row(cmp.Or(findsOut(line), "nobody named"))
		cells = append(cells, Text{s.question(line.ID)})
		table.Rows = append(table.Rows, append(cells, row(line.Title, line.Severity.String(), s.due(line.Answer.Due))...))
	}
	return table
}

// compareNamedFirst puts nobody after everybody.
func compareNamedFirst(a, b string) int {
	switch {
	case (a == "") == (b == ""):
		return 0
	case a == "":
		return 1
	default:
		return -1
	}
}

// parked lists what waits for somebody to answer it. Whoever finds out what
// nobody knows stands beside the unknown answer already.
func (s *subject) parked() Block {
	lines := s.linesWhere(func(line *scoring.Line) bool {
		return !line.Answer.Flagged.IsZero() && line.Standing != scoring.Unknown
	})
	if len(lines) == 0 {
		return paragraph("No question is parked.")
	}
	var list List
	for _, line := range lines {
		list = append(list, Text{s.question(line.ID), plain(fmt.Sprintf(" %s: parked for %s", line.Title, parkedFor(line.Answer.Flagged)))})
	}
	return list
}

// parkedFor returns for whom a question is parked.
func parkedFor(flag questionnaire.Flag) string {
	if flag.Person() == "" {
		return "nobody in particular"
	}
	return flag.Person()
}
