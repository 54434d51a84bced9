package report

import (
	"fmt"
	"slices"

	"demarc/questionnaire"
	"demarc/scoring"
)

func (s *subject) title() string {
	title := fmt.Sprintf("AWS shared responsibility self-assessment of %s, %s", s.assessment.Team(), s.assessment.Period().Label)
	if !s.assessment.Final() {
		return "DRAFT: " + title
	}
	return title
}

// summary is the first page: what this is, what is worst, and the figures.
func (s *subject) summary() Section {
	blocks := slices.Concat([]Block{s.status()}, s.signed(), s.corrects(), s.leftOpen(), []Block{s.identity()})
	blocks = append(blocks, s.criticalGaps()...)
	blocks = append(blocks, s.lowestArea())
	blocks = append(blocks, s.overallFigures()...)
	return section("Summary", blocks...)
}

func (s *subject) status() Paragraph {
	const nature = "Self-reported by the team, for a point in time; not an audit. Names as entered; identity not authenticated."
	if !s.assessment.Final() {
		return Paragraph{strong("DRAFT: answers can still change."), plain(" " + nature)}
	}
	return Paragraph{
		strong("FINAL: answers are locked."),
		plainf(" Prepared by %s, finalized on %s. %s", s.assessment.PreparedBy(), s.assessment.FinalizedAt().Date(), nature),
	}
}

func (s *subject) identity() Table {
	a := s.assessment
	return Table{Columns: words("Item", "Value"), Rows: [][]Text{
		row("Organization", orNothing(a.Organization())),
		row("Team", a.Team()),
		row("Period", s.period()),
		row("Status", a.Status().String()),
		row("As of", s.asOf.String()),
		row("Service tiers in use", joined(s.tierTitles())),
		row("Questions asked", fmt.Sprintf("%d (%s depth)", len(s.lines), s.scope.Depth)),
		row("Question bank", fmt.Sprintf("%s %s", s.bank.Ref().ID, s.bank.Ref().Version)),
	}}
}

func (s *subject) period() string {
	period := s.assessment.Period()
	return fmt.Sprintf("%s (%s to %s)", period.Label, period.Start, period.End)
}

func (s *subject) criticalGaps() []Block {
	var list List
	for _, gap := range s.gaps {
		if gap.Severity == questionnaire.SeverityCritical {
			list = append(list, Text{s.question(gap.Question), plainf(" %s: %s, lift %s", gap.Title, gapLevel(gap), lift(gap.Lift))})
		}
	}
	blocks := []Block{Paragraph{strong("Critical gaps: " + fmt.Sprint(len(list)) + "."), plain(s.acceptedCritical())}}
	if len(list) > 0 {
		blocks = append(blocks, list)
	}
	return blocks
}

// acceptedCritical says how many critical gaps are not in the list because
// somebody accepted the risk.
func (s *subject) acceptedCritical() string {
	accepted := 0
	for _, gap := range s.accepted {
		if gap.Severity == questionnaire.SeverityCritical {
			accepted++
		}
	}
	if accepted == 0 {
		return ""
	}
	return fmt.Sprintf(" Not in this list: %s with an accepted risk.", count(accepted, "critical gap"))
}

func (s *subject) lowestArea() Paragraph {
	var lowest *scoring.Area
	for i := range s.areas {
		area := &s.areas[i]
		if area.Coverage.Known() && (lowest == nil || area.Coverage.Cmp(lowest.Coverage) < 0) {
			lowest = area
		}
	}
	if lowest == nil {
		return Paragraph{strong("Lowest area:"), plain(" no area has an applicable question.")}
	}
	return Paragraph{
		strong("Lowest area:"),
		plainf(" %s, %s.", lowest.Name, s.ratio(lowest.Coverage, lowest.Earned, lowest.Possible)),
	}
}

func (s *subject) overallFigures() []Block {
	overall := s.overall
	blocks := []Block{
		Paragraph{strong("Overall coverage: " + s.percent(overall.Coverage) + "."), plain(s.overallRange())},
		s.overallBand(),
		s.overallBars(),
		Table{Columns: append(words("Overall figure"), numbers("Percent (exact fraction)")...), Rows: s.overallRows()},
	}
	return append(blocks, s.standingOfAnswers())
}

func (s *subject) overallRange() string {
	overall := s.overall
	text := fmt.Sprintf(" Range %s to %s, as open answers turn out.", s.percent(overall.Coverage), s.percent(overall.Ceiling))
	if overall.Carried == 0 {
		return text
	}
	return text + fmt.Sprintf(" If every carried answer stood as it is: %s.", s.percent(overall.AsCarried))
}

func (s *subject) overallBand() Paragraph {
	text := Paragraph{strong("Band:"), plain(" " + s.band(s.overall.Figures) + ".")}
	if len(s.overall.CappedBy) == 0 {
		return text
	}
	text = append(text, plainf(" At most %s while a critical question stands below most: ", s.limits(scoring.BandPartial)))
	text = append(text, s.questions(s.overall.CappedBy)...)
	return append(text, plain("."))
}

func (s *subject) overallBars() Bars {
	bars := Bars{s.bar("Overall", s.overall.Figures)}
	for _, area := range s.areas {
		bars = append(bars, s.bar(area.Name, area.Figures))
	}
	return bars
}

func (s *subject) bar(label string, figures scoring.Figures) Bar {
	return Bar{
		Label: label, Caption: s.percent(figures.Coverage),
		Evidenced: figures.Evidenced, Coverage: figures.Coverage, Ceiling: figures.Ceiling,
	}
}

func (s *subject) overallRows() [][]Text {
	overall := s.overall
	rows := [][]Text{
		row("Coverage: what the answers say is in place", s.exact(overall.Coverage)),
		row("Evidenced coverage: only answers with fresh evidence", s.exact(overall.Evidenced)),
		row("Ceiling: if everything open proved to be all", s.exact(overall.Ceiling)),
	}
	if overall.Carried > 0 {
		rows = append(rows, row("As carried: if every carried answer stood as it is", s.exact(overall.AsCarried)))
	}
	return append(rows,
		row("N/A as none: if everything not applicable counted as none", s.exact(overall.NAAsNone)),
		row("Pooled: all questions together, areas disregarded", s.exact(overall.Pooled)),
	)
}

func (s *subject) standingOfAnswers() Paragraph {
	counts := s.overall.Counts
	return paragraph("Of %s asked, %d %s answered, %d carried and not counted, %d unknown, %d unanswered and %d not applicable.",
		count(counts.Asked, "question"), counts.Answered, isOrAre(counts.Answered), counts.Carried, counts.Unknown, counts.Unanswered, counts.NA)
}

func isOrAre(number int) string {
	if number == 1 {
		return "is"
	}
	return "are"
}

// purpose says what the document is and what it is not.
func (s *subject) purpose() Section {
	return section("What this is and what it is not",
		List{
			say("This is a self-assessment: the team says how much of its own side of the AWS Shared Responsibility Model is in place."),
			say("It speaks of one point in time, %s, and not of how anything worked over the period.", s.asOf),
			say("It is not an audit: nobody independent of the team has checked the answers."),
			say("Coverage measures what the team reports, weighted by severity; a band is a band of coverage, not of security."),
			say("Names as entered; identity not authenticated."),
			say("Evidence is named by reference and date; this document does not hold it and does not judge what it shows."),
			say("What AWS does is never scored; the responsibility matrix shows it as inherited."),
		},
	)
}
