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
	ref := s.bank.Ref()
	blocks := []Block{
		paragraph("The questions come from the bank %s, version %s, which asks %s; its SHA-256 stands under integrity, and what it says of each asked question in the question guide.",
			ref.ID, ref.Version, count(len(s.bank.Questions()), "question")),
		paragraph("Every question has one answer: a level, unknown, or not applicable with a reason. Every figure can be redone with a pencil from the points of every question: whole numbers and fractions, rounded only where they are printed, to one decimal, halves away from zero."),
		Code{Language: "text", Text: formula},
		heading("Weights and points"), s.weights(), pointsTable(),
		heading("Rules"), s.rules(),
		heading("Methods of answering"), methods(),
		heading("Bands"), s.bandTable(), s.bandRules(),
		heading("Example worked through"), s.example(),
		heading("Overall figures redone"), s.overallRedone(),
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
		row("none", "in place nowhere, or nobody looked", "0"),
		row("some", "in place for under half of what is in scope", "1"),
		row("most", "in place for half or more, but not for all", "3"),
		row("all", "in place for everything in scope", "4"),
	}}
}

func (s *subject) rules() List {
	return List{
		say("Severity and effort are the bank's, not the team's; so is what each level means for a question."),
		say("Points are quarters: none and all are exact, some and most stand by convention for the middle of their range."),
		say("A single thing, such as a plan, has four levels that its question describes; a yes/no duty has only none and all."),
		say("Unanswered, carried and unknown questions, and answers whose compensating control has expired, count as none and stay in possible."),
		say("Those are the open ones: the ceiling counts them as all."),
		say("Not applicable takes a question out of earned and possible; a carried not applicable does so only when it is given again."),
		say("N/A as none takes every such question back in with nothing earned; overall it is the mean of the areas with an asked question."),
		say("Evidence is fresh when its date is not after the as-of day, %s, and in the period or later, or within the question's own maximum age.", s.asOf),
		say("A statement never counts as evidence."),
		say("An area without an applicable question has no figure, printed %s, and takes no part in the mean.", nothing),
	}
}

// methods explains the words for how an answer was arrived at.
func methods() List {
	return List{
		fact("examine", plain("somebody looked at settings, records or documents")),
		fact("interview", plain("somebody asked those who know")),
		fact("test", plain("somebody exercised the control and compared what happened with what should")),
		say("The words are those of NIST SP 800-53A. Whoever answered states the method; nobody else has repeated it."),
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

// example redoes one question by hand: the gravest gap that was answered, or
// else the first applicable question.
func (s *subject) example() Block {
	line := s.exemplar()
	if line == nil {
		return paragraph("No question is applicable, so there is nothing to work through.")
	}
	area := s.sheet.Area(line.Area)
	points, missing := line.Earned()/line.Weight, line.Possible()-line.Earned()
	list := List{
		{s.question(line.ID), plainf(" is %s, so its weight is %d. It is answered %s, which counts as %s: %s.",
			line.Severity, line.Weight, standingWord(line), line.Counted, count(points, "point"))},
		say("It earns %d × %d = %d of a possible %d × 4 = %d.", line.Weight, points, line.Earned(), line.Weight, line.Possible()),
		say("%s, so to evidenced coverage it gives %d.", evidencedOrNot(line), evidencedPoints(line)),
		say("With the other questions of its area, %s, that makes %d of %d: %d ÷ %d = %s.",
			area.Name, area.Earned, area.Possible, area.Earned, area.Possible, s.percent(area.Coverage)),
		say("The mean of the areas is %s; it is written out below.", s.percent(s.overall.Coverage)),
	}
	if missing == 0 {
		return list
	}
	return append(list, say("Taken to all it would earn %d more, which lifts the overall coverage by %d ÷ %d ÷ %d areas = %s points.",
		missing, missing, area.Possible, s.areasCounted(), lift(s.liftOf(line.ID))))
}

func (s *subject) exemplar() *scoring.Line {
	for _, gap := range s.gaps {
		if line, _ := s.sheet.Line(gap.Question); line.Standing == scoring.Answered && !line.Expired {
			return &line
		}
	}
	applicable := s.linesWhere(func(line *scoring.Line) bool { return line.Applicable() })
	if len(applicable) == 0 {
		return nil
	}
	return applicable[0]
}

func evidencedOrNot(line *scoring.Line) string {
	if line.Evidenced {
		return "It has fresh evidence"
	}
	return "It has no fresh evidence"
}

func evidencedPoints(line *scoring.Line) int {
	if line.Evidenced {
		return line.Earned()
	}
	return 0
}

func (s *subject) areasCounted() int {
	counted := 0
	for _, area := range s.areas {
		if area.Possible > 0 {
			counted++
		}
	}
	return counted
}

// liftOf returns what a gap is worth, whether its risk is accepted or not.
func (s *subject) liftOf(id string) scoring.Share {
	for _, gap := range slices.Concat(s.gaps, s.accepted) {
		if gap.Question == id {
			return gap.Lift
		}
	}
	return scoring.Share{}
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
