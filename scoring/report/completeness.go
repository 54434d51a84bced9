package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// completeness says how the questions stand, in counts that add up.
func (s *subject) completeness() Section {
	counts := s.overall.Counts
	table := Table{Columns: slices.Concat(words("Area"),
		numbers("Asked", "Not applicable", "Applicable", "Answered", "Carried", "Unknown", "Unanswered"))}
	for _, area := range s.areas {
		table.Rows = append(table.Rows, countsRow(area.Name, area.Counts))
	}
	table.Rows = append(table.Rows, countsRow("All", counts))
	blocks := []Block{
		paragraph("Every asked question is in exactly one of the columns not applicable, answered, carried, unknown and unanswered."),
		table,
		List{
			say("Asked %d = not applicable %d + applicable %d.", counts.Asked, counts.NA, counts.Applicable),
			say("Applicable %d = answered %d + carried %d + unknown %d + unanswered %d.",
				counts.Applicable, counts.Answered, counts.Carried, counts.Unknown, counts.Unanswered),
			say("The bank holds %s; %d of them are asked for these tiers, services and this depth.",
				count(len(s.bank.Questions()), "question"), counts.Asked),
			s.reaffirmed(),
		},
	}
	blocks = append(blocks, s.keptAside()...)
	return section("Completeness", append(blocks, s.conflicts()...)...)
}

func countsRow(name string, counts scoring.Counts) []Text {
	cells := row(name)
	for _, number := range []int{
		counts.Asked, counts.NA, counts.Applicable, counts.Answered, counts.Carried, counts.Unknown, counts.Unanswered,
	} {
		cells = append(cells, say("%d", number))
	}
	return cells
}

// reaffirmed says how many answers were given again, and how carefully.
func (s *subject) reaffirmed() Text {
	reaffirmed, bulk, changed := 0, 0, 0
	for _, line := range s.lines {
		switch line.Answer.State {
		case questionnaire.StateReaffirmed:
			reaffirmed++
			if line.Answer.Bulk {
				bulk++
			}
		case questionnaire.StateChanged:
			changed++
		}
	}
	return say("Of the answers of the period before, %d %s re-affirmed (%d of them in one act with others) and %d changed.",
		reaffirmed, isOrAre(reaffirmed), bulk, changed)
}

// keptAside names the answers that the assessment keeps but does not ask for.
func (s *subject) keptAside() []Block {
	var ids []string
	for _, id := range s.assessment.Answered() {
		if !s.asked[id] {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return []Block{paragraph("Kept in the assessment but not asked in this scope, not counted and not reported: %s.", strings.Join(ids, ", "))}
}

func (s *subject) conflicts() []Block {
	ids := s.assessment.Conflicts()
	if len(ids) == 0 {
		return nil
	}
	text := Paragraph{strong("In conflict:"), plain(" a merge kept two answers to ")}
	text = append(text, s.questions(ids)...)
	return []Block{append(text, plain("; this report shows one of them."))}
}

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
	table := Table{Columns: words("Question", "Title", "Level as carried", "Said by", "On")}
	for _, line := range lines {
		table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title,
			levelWord(line.Answer.Level), orNothing(line.Answer.By), orNothing(line.Answer.At.Date().String()))...))
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

func (s *subject) parked() Block {
	lines := s.linesWhere(func(line *scoring.Line) bool { return !line.Answer.Flagged.IsZero() })
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
