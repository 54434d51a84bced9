package report

import (
	"cmp"
	"slices"

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
		Paragraph(fact("Accounts assessed", plain(s.accountCount()+"."))),
		heading("How the questions stand"),
		paragraph("Every asked question is in exactly one of the columns not applicable, answered, carried, unknown and unanswered, so the counts add up:"),
		table,
		List{
			say("Asked %d = not applicable %d + applicable %d.", counts.Asked, counts.NA, counts.Applicable),
			say("Applicable %d = answered %d + carried %d + unknown %d + unanswered %d.",
				counts.Applicable, counts.Answered, counts.Carried, counts.Unknown, counts.Unanswered),
			say("The bank's %s = asked %d + not asked %d; which are not asked, and why, stands under what is out of scope.",
				count(len(s.bank.Questions()), "question"), counts.Asked, len(s.bank.Questions())-counts.Asked),
			s.given(),
		},
		heading("Evidence of the answers"),
	}
	blocks = append(blocks, s.supported()...)
	return section("Completeness", append(blocks, s.conflicts()...)...)
}

// support counts answers by what supports them.
type support struct{ fresh, stale, noteOnly, nothing int }

func supportOf(lines []*scoring.Line) (counts support) {
	for _, line := range lines {
		switch {
		case line.Standing != scoring.Answered:
		case line.Evidenced:
			counts.fresh++
		case len(line.Answer.Evidence) > 0:
			counts.stale++
		case wrote(line.Answer.Note):
			counts.noteOnly++
		default:
			counts.nothing++
		}
	}
	return counts
}

// supported says how many answers rest on what.
func (s *subject) supported() []Block {
	table := Table{Columns: slices.Concat(words("Area"),
		numbers("Answered", "Fresh evidence", "Evidence, none fresh", "A note only", "Neither"))}
	add := func(name string, counts scoring.Counts, lines []*scoring.Line) {
		support := supportOf(lines)
		table.Rows = append(table.Rows, append(row(name), figures(counts.Answered, support.fresh, support.stale, support.noteOnly, support.nothing)...))
	}
	for _, area := range s.areas {
		add(area.Name, area.Counts, s.inArea(area.ID))
	}
	add("All", s.overall.Counts, s.linesWhere(func(*scoring.Line) bool { return true }))
	all := supportOf(s.gradedLines())
	return []Block{
		table,
		List{
			say("Answered %d = with fresh evidence %d + with evidence, none of it fresh %d + with a note only %d + with neither %d.",
				s.overall.Answered, all.fresh, all.stale, all.noteOnly, all.nothing),
			say("Fresh, stale and the dates that decide stand in the evidence register; a mere statement is never fresh."),
			say("Answers above none among those with neither are listed in the ledger as asserted only."),
			s.byCount(),
			s.criticalUnsupported(),
		},
	}
}

// byCount says how many shares were counted.
func (s *subject) byCount() Text {
	counted, duties, estimated := 0, 0, 0
	for _, line := range s.gradedLines() {
		switch {
		case line.Answer.Population != questionnaire.Population{}:
			counted++
		case len(line.OfferedLevels()) == 2:
			duties++
		default:
			estimated++
		}
	}
	return say("Answered %d = by a count %d + a yes/no duty %d + share estimated %d.", s.overall.Answered, counted, duties, estimated)
}

// criticalUnsupported names the critical answers that claim something without
// fresh evidence.
func (s *subject) criticalUnsupported() Text {
	var ids []string
	claims := 0
	for _, line := range s.gradedLines() {
		if line.Severity != questionnaire.SeverityCritical || !aboveNone(line.Counted) {
			continue
		}
		claims++
		if !line.Evidenced {
			ids = append(ids, line.ID)
		}
	}
	text := Text{plainf("Without fresh evidence: %d of %s above none", len(ids), count(claims, "critical answer"))}
	if len(ids) == 0 {
		return append(text, plain("."))
	}
	return append(append(append(text, plain(": ")), s.questions(ids)...), plain("."))
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

// given says how the answers came to stand, in counts that add up.
func (s *subject) given() Text {
	states := make(map[questionnaire.State]int)
	all, bulk := 0, 0
	for i := range s.lines {
		answer := s.lines[i].Answer
		if answer.Level.IsZero() {
			continue
		}
		all++
		states[answer.State]++
		if answer.Bulk {
			bulk++
		}
	}
	return say("Answers, unknown and not applicable included, %d = re-affirmed %d (%d of them in one act with others) + changed %d + new %d + carried %d + not stated %d.",
		all, states[questionnaire.StateReaffirmed], bulk, states[questionnaire.StateChanged], states[questionnaire.StateNew],
		states[questionnaire.StateCarried], states[questionnaire.State{}])
}

// conflicts says what a merge left undecided, with both answers.
func (s *subject) conflicts() []Block {
	ids := s.assessment.Conflicts()
	if len(ids) == 0 {
		return nil
	}
	var list List
	for _, id := range ids {
		here, _ := s.assessment.Answer(id)
		other, _ := s.assessment.Conflict(id)
		list = append(list, Text{s.question(id), plainf(": this report shows %s; the other side has %s", inShort(here), inShort(other))})
	}
	return []Block{
		Paragraph{strong("In conflict:"), plain(" a merge kept two answers to these questions, and nobody has decided yet.")},
		list,
	}
}

// inShort is an answer in one line, with its note.
func inShort(answer questionnaire.Answer) string {
	text := cmp.Or(levelWord(answer.Level), "no level") + " by " + saidBy(answer)
	if reasons := reasons(answer); reasons != nothing {
		text += ", " + reasons
	}
	if wrote(answer.Note) {
		text += ", with the note: " + answer.Note
	}
	return text
}
