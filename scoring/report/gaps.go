package report

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// gapsAndPlan is every gap, gravest first, and in which order closing them lifts
// coverage with the least effort.
func (s *subject) gapsAndPlan() Section {
	const title = "Gaps and plan"
	if len(s.gaps) == 0 {
		return section(title, append([]Block{paragraph("No applicable question counts less than all, accepted risks aside.")}, s.ownedElsewhere()...)...)
	}
	lifts := make(map[string]string, len(s.gaps))
	for _, gap := range s.gaps {
		lifts[gap.Question] = lift(gap.Lift)
	}
	blocks := []Block{
		paragraph("A gap is an applicable question whose counted level is below all; unknown, carried and unanswered ones are gaps until somebody says otherwise. A gap whose risk is accepted stands in the register of accepted risks instead."),
		s.gapCounts(),
		heading("Gaps by gravity"),
		paragraph("The gravest come first: by missing points (weight × points short of all), then severity, the least effort, and id."),
		s.gapTable(lifts),
		heading("Plan"),
		paragraph("The same gaps in the order that gains the most for the effort: by lift ÷ effort (low 1, medium 3, high 8). Lift is what overall coverage gains, in percentage points, when the gap alone is taken to all. What closing it takes stands in the question guide, to which the id leads."),
		s.planStanding(),
	}
	blocks = append(blocks, s.planTables(lifts)...)
	return section(title, append(blocks, s.ownedElsewhere()...)...)
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

func (s *subject) gapTable(lifts map[string]string) Table {
	table := Table{Columns: append(words("Question", "Title", "Area", "Severity", "Level"), numbers("Missing points", "Lift in points")...)}
	for _, gap := range s.gaps {
		line := s.asked[gap.Question]
		table.Rows = append(table.Rows, append([]Text{{s.question(gap.Question)}}, row(gap.Title, gap.Area.ShortName(), gap.Severity.String(),
			gapLevel(gap), strconv.Itoa(line.Possible()-line.Earned()), lifts[gap.Question])...))
	}
	return table
}

func gapLevel(gap scoring.Gap) string {
	if gap.Expired {
		return gap.Level + ", counted as none (compensating control expired)"
	}
	return gap.Level
}

// planStanding says how far the plan is one: who has it in hand, and by when.
func (s *subject) planStanding() List {
	owned, dated, passed := 0, 0, 0
	for _, gap := range s.gaps {
		line := s.asked[gap.Question]
		answer := &line.Answer
		if inHands(line.Line) != "" {
			owned++
		}
		if answer.Due.IsZero() {
			continue
		}
		dated++
		if answer.Due.Before(s.asOf) {
			passed++
		}
	}
	all := len(s.gaps)
	list := List{
		say("With an owner: %d of %d. Without: %d.", owned, all, all-owned),
		say("With a due date: %d of %d. Without: %d.", dated, all, all-dated),
		say("Due date passed on %s: %d.", s.asOf, passed),
	}
	if strangers := s.strangers(); len(strangers) > 0 {
		list = append(list, say("Owners who are not listed as participants: %s.", strings.Join(strangers, ", ")))
	}
	return list
}

// inHands names who is to close a gap: its owner, or who finds out what nobody
// knows.
func inHands(line *scoring.Line) string {
	if line.Answer.Owner == "" && line.Standing == scoring.Unknown && findsOut(line) != "" {
		return findsOut(line) + ", who finds out"
	}
	return line.Answer.Owner
}

// strangers names the owners of gaps who are not listed as participants.
func (s *subject) strangers() []string {
	names := make(map[string]bool)
	for _, gap := range s.gaps {
		if answer, _ := s.assessment.Answer(gap.Question); answer.Owner != "" {
			names[answer.Owner] = true
		}
	}
	for _, person := range s.assessment.People() {
		delete(names, person.Name)
	}
	return slices.Sorted(maps.Keys(names))
}

// planTables are the steps of the plan, and after which of them coverage
// reaches the next bands.
func (s *subject) planTables(lifts map[string]string) []Block {
	roadmap := scoring.Plan(s.sheet, everything())
	table := Table{Columns: slices.Concat(words("Question", "Action", "Owner", "Due", "Effort"), numbers("Lift in points"))}
	byID := make(map[string]scoring.Gap, len(s.gaps))
	for _, gap := range s.gaps {
		byID[gap.Question] = gap
	}
	for _, step := range roadmap.Steps {
		gap := byID[step.Question]
		line := s.asked[step.Question]
		table.Rows = append(table.Rows, append([]Text{{s.question(step.Question)}}, row(fmt.Sprintf("%s: from %s to all", gap.Title, startsFrom(gap)),
			orNothing(inHands(line.Line)), s.due(line.Answer.Due), step.Effort.String(), lifts[step.Question])...))
	}
	return []Block{table, s.milestones(roadmap)}
}

// startsFrom is the level at which closing a gap begins.
func startsFrom(gap scoring.Gap) string {
	if gap.Expired {
		return "none (compensating control expired)"
	}
	return gap.Level
}

// everything is the target that takes every gap.
func everything() scoring.Share {
	all, _ := scoring.ParsePercent("100")
	return all
}

// milestones says how many steps of the plan lead into each band.
func (s *subject) milestones(roadmap scoring.Roadmap) List {
	var list List
	for _, band := range []scoring.Band{scoring.BandPartial, scoring.BandSubstantial, scoring.BandHigh} {
		from, _ := band.Limits(s.bank.Bands())
		target, ok := scoring.ParsePercent(fmt.Sprint(from))
		if !ok || roadmap.Start.Cmp(target) >= 0 {
			continue
		}
		at := slices.IndexFunc(roadmap.Steps, func(step scoring.Step) bool { return step.CoverageAfter.Cmp(target) >= 0 })
		if at < 0 {
			list = append(list, say("Coverage does not reach %d %%, where %s begins, while risks stay accepted.", from, band))
			continue
		}
		list = append(list, Text{plainf("Coverage reaches %d %%, where %s begins, after %s, ending with ", from, band, count(at+1, "step")),
			s.question(roadmap.Steps[at].Question), plain(".")})
	}
	return append(list, say("All %s together lead to %s.", count(len(roadmap.Steps), "step"), s.percent(roadmap.End)))
}

// ownedElsewhere lists who has something in hand that is not in the plan.
func (s *subject) ownedElsewhere() []Block {
	planned := make(map[string]bool)
	for _, gap := range s.gaps {
		planned[gap.Question] = true
	}
	table := Table{Columns: words("Question", "Title", "Answer", "Owner", "Due")}
	for i := range s.lines {
		line := &s.lines[i]
		if answer := line.Answer; !planned[line.ID] && (answer.Owner != "" || !answer.Due.IsZero()) {
			table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title, standingWord(line), orNothing(answer.Owner), dueDay(answer.Due))...))
		}
	}
	for _, one := range s.kept {
		if one.Owner != "" || !one.Due.IsZero() {
			table.Rows = append(table.Rows, row(one.id, one.title, "not asked", orNothing(one.Owner), dueDay(one.Due)))
		}
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return []Block{heading("In hand beside the plan"), paragraph("Questions with an owner or a due date that are not in the list of gaps."), table}
}

func dueDay(day questionnaire.Date) string { return orNothing(day.String()) }
