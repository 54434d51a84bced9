package report

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// method says how every figure comes about, and redoes the overall ones.
func (s *subject) method() Section {
	blocks := []Block{
		paragraph("Every figure can be redone with a pencil from the ledger: whole numbers and fractions, rounded only where they are printed, halves away from zero."),
		Code{Language: "text", Text: formula},
		heading("Weights and points"), s.weights(), pointsTable(),
		heading("Rules"), s.rules(),
		heading("Bands"), s.bandTable(), s.bandRules(),
		heading("Overall figures redone"), s.overallRedone(),
		heading("Frameworks referred to"), s.frameworks(),
	}
	return section("Method", blocks...)
}

const formula = `earned    = sum of weight x points of the counted level, over the applicable questions
possible  = sum of weight x 4, over the applicable questions
coverage  = earned / possible
evidenced = the same sum of weight x points, only where an answer has fresh evidence, / possible
ceiling   = coverage if every open question were all
overall   = plain mean of the areas that have an applicable question
lift      = weight x (4 - points) / possible of the area / number of areas counted
`

func (s *subject) weights() Table {
	table := Table{Columns: append(words("Severity"), numbers("Weight")...)}
	for _, severity := range questionnaire.Severities() {
		table.Rows = append(table.Rows, row(severity.String(), fmt.Sprint(s.bank.Weights().Of(severity))))
	}
	return table
}

func pointsTable() Table {
	return Table{Columns: append(words("Counted level", "Meaning"), numbers("Points")...), Rows: [][]Text{
		row("none", "nothing, or nobody looked", "0"),
		row("some", "under half of what is in scope", "1"),
		row("most", "half or more, not all", "3"),
		row("all", "everything in scope", "4"),
	}}
}

func (s *subject) rules() List {
	return List{
		say("Points are quarters, by convention the middle of each level's range."),
		say("Unanswered, carried and unknown questions, and answers whose compensating control has expired, count as none and stay in possible."),
		say("Those are the open ones: the ceiling counts them as all."),
		say("Not applicable takes a question out of earned and possible; a carried not applicable does so only when it is given again."),
		say("N/A as none takes every such question back in with nothing earned; overall it is the mean of the areas with an asked question."),
		say("Evidence is fresh when its date is not after the as-of day, %s, and in the period or later, or within the question's own maximum age.", s.asOf),
		say("A statement never counts as evidence."),
		say("An area without an applicable question has no figure, printed %s, and takes no part in the mean.", nothing),
	}
}

func (s *subject) bandTable() Table {
	table := Table{Columns: words("Band", "Coverage")}
	for _, band := range []scoring.Band{scoring.BandLow, scoring.BandPartial, scoring.BandSubstantial, scoring.BandHigh} {
		from, to := band.Limits(s.bank.Bands())
		upTo := fmt.Sprintf("below %d %%", to)
		if band == scoring.BandHigh {
			upTo = fmt.Sprintf("up to %d %%", to)
		}
		table.Rows = append(table.Rows, row(band.String(), fmt.Sprintf("from %d %%, %s", from, upTo)))
	}
	return table
}

func (s *subject) bandRules() List {
	return List{
		say("The exact coverage decides, before rounding; where rounding would show another band, more decimals are printed."),
		say("While coverage and ceiling lie in different bands, the band is undecided."),
		say("A critical question whose counted level is below most keeps its area, its tiers and the whole at %s or below.", s.limits(scoring.BandPartial)),
	}
}

// overallRedone writes the overall figures out as the means that they are.
func (s *subject) overallRedone() Block {
	overall := s.overall
	if !overall.Coverage.Known() {
		return paragraph("No question is applicable, so there is no overall figure.")
	}
	return List{
		fact("Coverage", plain(s.mean(overall.Coverage, func(a scoring.Area) string { return over(a.Coverage, a.Earned, a.Possible) }))),
		fact("Evidenced", plain(s.mean(overall.Evidenced, func(a scoring.Area) string { return over(a.Evidenced, a.EvidencedEarned, a.Possible) }))),
		fact("Ceiling", plain(s.mean(overall.Ceiling, func(a scoring.Area) string { return over(a.Ceiling, a.CeilingEarned, a.Possible) }))),
		fact("As carried", plain(s.mean(overall.AsCarried, func(a scoring.Area) string { return fraction(a.AsCarried) }))),
		fact("N/A as none", plain(s.mean(overall.NAAsNone, func(a scoring.Area) string { return fraction(a.NAAsNone) }))),
		fact("Pooled", plain(s.pooled())),
	}
}

func (s *subject) frameworks() Block {
	table := Table{Columns: words("Framework", "Name", "Version")}
	for _, framework := range s.bank.Frameworks() {
		table.Rows = append(table.Rows, row(framework.ID, framework.Name, framework.Version))
	}
	if len(table.Rows) == 0 {
		return paragraph("The question bank names no framework.")
	}
	return table
}

// over returns a fraction as it comes from two sums.
func over(share scoring.Share, part, whole int) string {
	if !share.Known() {
		return nothing
	}
	return fmt.Sprintf("%d/%d", part, whole)
}

// mean writes a share out as the mean of a fraction of each area that has one.
func (s *subject) mean(share scoring.Share, of func(scoring.Area) string) string {
	var fractions []string
	for _, area := range s.areas {
		if text := of(area); text != nothing {
			fractions = append(fractions, text)
		}
	}
	return fmt.Sprintf("(%s) ÷ %d = %s = %s", strings.Join(fractions, " + "), len(fractions), fraction(share), s.percent(share))
}

func (s *subject) pooled() string {
	earned, possible := 0, 0
	for _, area := range s.areas {
		earned += area.Earned
		possible += area.Possible
	}
	return s.ratio(s.overall.Pooled, earned, possible)
}

// ledger holds the numbers of every question and their sums.
func (s *subject) ledger() Section {
	blocks := []Block{
		paragraph("One row for every asked question; the last row of each area holds the sums behind its percentages."),
	}
	for _, area := range s.areas {
		blocks = append(blocks, heading("Ledger of "+area.Name), s.areaLedger(area))
	}
	return section("Ledger", blocks...)
}

func (s *subject) areaLedger(area scoring.Area) Block {
	lines := s.inArea(area.ID)
	if len(lines) == 0 {
		return paragraph("No question of this area is asked.")
	}
	table := Table{Columns: slices.Concat(words("Question", "Answer", "Counted as"),
		numbers("Weight", "Points", "Earned", "Possible", "Evidenced", "Ceiling"))}
	for _, line := range lines {
		table.Rows = append(table.Rows, s.ledgerRow(line))
	}
	sums := area.Sums
	table.Rows = append(table.Rows, append(row("Sum", "", "", "", ""), figures(sums.Earned, sums.Possible, sums.EvidencedEarned, sums.CeilingEarned)...))
	return table
}

func (s *subject) ledgerRow(line *scoring.Line) []Text {
	evidenced, ceiling := 0, line.Earned()
	if line.Evidenced {
		evidenced = line.Earned()
	}
	if line.Open() {
		ceiling = line.Possible()
	}
	cells := []Text{{s.question(line.ID)}, {plain(standingWord(line))}, {plain(levelWord(line.Counted))}}
	return append(cells, figures(line.Weight, line.Earned()/line.Weight, line.Earned(), line.Possible(), evidenced, ceiling)...)
}

func standingWord(line *scoring.Line) string {
	switch line.Standing {
	case scoring.Unanswered:
		return "unanswered"
	case scoring.Carried:
		return "carried: " + levelWord(line.Answer.Level)
	default:
		if line.Expired {
			return levelWord(line.Answer.Level) + ", control expired"
		}
		return levelWord(line.Answer.Level)
	}
}

func figures(values ...int) []Text {
	cells := make([]Text, len(values))
	for i, value := range values {
		cells[i] = say("%d", value)
	}
	return cells
}
