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
			s.reaffirmed(),
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
		},
	}
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
