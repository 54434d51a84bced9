package report

import (
	"cmp"
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
	blocks := slices.Concat([]Block{s.status()}, s.leftOut(), s.signed(), s.corrects(), s.leftOpen(), []Block{s.identity()})
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
	a, bank := s.assessment, s.bank.Ref()
	rows := [][]Text{
		row("Organization", orNothing(a.Organization())),
		row("Team", a.Team()),
		row("Period", s.period()),
		row("As of", s.asOf.String()),
		row("Status", a.Status().String()),
		row("Scope", fmt.Sprintf("%s; accounts: %s", joined(s.tierTitles()), s.accountCount())),
		row("Questions asked", fmt.Sprintf("%d (%s depth)", len(s.lines), s.scope.Depth)),
		row("Assessment", a.ID()),
		{{plain("Assessment SHA-256")}, s.ownDigest()},
		row("Question bank", fmt.Sprintf("%s %s", bank.ID, bank.Version)),
		{{plain("Question bank SHA-256")}, {code(bank.Digest)}},
	}
	return Table{Columns: words("Item", "Value"), Rows: rows}
}

// ownDigest is the digest of the assessment's document.
func (s *subject) ownDigest() Text {
	switch {
	case !s.assessment.Final():
		return Text{plain("none: a draft changes")}
	case s.digest == "":
		return Text{plain("not given when the report was made")}
	default:
		return Text{code(s.digest)}
	}
}

func (s *subject) period() string {
	period := s.assessment.Period()
	return fmt.Sprintf("%s (%s to %s)", period.Label, period.Start, period.End)
}

func (s *subject) criticalGaps() []Block {
	var list List
	for _, gap := range s.gaps {
		if gap.Severity == questionnaire.SeverityCritical {
			line, _ := s.sheet.Line(gap.Question)
			list = append(list, Text{s.question(gap.Question), plainf(" %s: %s; %s", gap.Title, standingWord(&line), inHand(&line, s.due(line.Answer.Due)))})
		}
	}
	blocks := []Block{Paragraph{strong("Critical gaps: " + fmt.Sprint(len(list)) + "."), plain(s.acceptedCritical())}}
	if len(list) > 0 {
		blocks = append(blocks, list)
	}
	return blocks
}

// inHand says who closes a gap, and by when.
func inHand(line *scoring.Line, due string) string {
	when := "no due date"
	if !line.Answer.Due.IsZero() {
		when = "due " + due
	}
	return fmt.Sprintf("in hand: %s, %s", cmp.Or(inHands(line), "nobody"), when)
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
		plainf(" %s, %s, range up to %s%s.", lowest.Name, s.ratio(lowest.Coverage, lowest.Earned, lowest.Possible),
			s.percent(lowest.Ceiling), s.against(s.areaChange(lowest.ID))),
	}
}

func (s *subject) overallFigures() []Block {
	overall := s.overall
	blocks := []Block{
		Paragraph{strong("Overall coverage: " + s.percent(overall.Coverage) + "."), plain(s.overallMove() + s.overallRange())},
		s.overallBand(),
		s.overallBars(),
		Table{Columns: append(words("Overall figure"), numbers("Percent")...), Rows: s.overallRows()},
		Paragraph{plain("All but pooled are means of the areas, written out under "), linked("Overall figures redone"), plain(".")},
	}
	return append(blocks, s.standingOfAnswers(), Paragraph(s.criticalUnsupported()))
}

// against says a change, with the period that it is measured from.
func (s *subject) against(change string) string {
	if s.moved == nil || change == nothing {
		return ""
	}
	return fmt.Sprintf(", %s points against %s", change, s.moved.Old.Assessment().Period().Label)
}

func (s *subject) overallMove() string {
	if s.moved == nil {
		return ""
	}
	text := fmt.Sprintf(" %s points against %s as reported", s.overallChange(), s.moved.Old.Assessment().Period().Label)
	if same := s.moved.LikeForLike; same.Questions > 0 {
		text += fmt.Sprintf(", %s like for like", s.pointsBetween(same.Old, same.New))
	}
	if fell := len(s.moved.Regressions); fell > 0 {
		text += "; " + count(fell, "regression")
	}
	return text + "."
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
	bars := Bars{s.bar("Overall", s.overall.Figures, s.percent(s.overall.Coverage))}
	for _, area := range s.areas {
		bars = append(bars, s.bar(area.Name, area.Figures, s.ratio(area.Coverage, area.Earned, area.Possible)))
	}
	return bars
}

func (s *subject) bar(label string, figures scoring.Figures, caption string) Bar {
	return Bar{
		Label: label, Caption: caption,
		Evidenced: figures.Evidenced, Coverage: figures.Coverage, Ceiling: figures.Ceiling,
	}
}

func (s *subject) overallRows() [][]Text {
	overall := s.overall
	rows := [][]Text{
		row("Coverage: what the answers say is in place", s.percent(overall.Coverage)),
		row("Evidenced coverage: only answers with fresh evidence", s.percent(overall.Evidenced)),
		row("Ceiling: if everything open proved to be all", s.percent(overall.Ceiling)),
	}
	if overall.Carried > 0 {
		rows = append(rows, row("As carried: if every carried answer stood as it is", s.percent(overall.AsCarried)))
	}
	return append(rows,
		row("N/A as none: if everything not applicable counted as none", s.percent(overall.NAAsNone)),
		row("Pooled: all questions together, areas disregarded", s.percent(overall.Pooled)),
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
			say("It speaks of one point in time, %s%s, and not of how anything worked throughout the period.", s.asOf, s.placeInPeriod()),
			say("It is not an audit. Whoever answered also runs what is assessed; nobody independent of the team has repeated a check for this report."),
			say("It speaks of the accounts, regions and services under scope, and of nothing else."),
			say("Coverage measures what the team reports, weighted by severity; a band is a band of coverage, not of security. A high one does not say that a framework is met."),
			say("Where an answer rests on a count, the ledger prints it; elsewhere the share is the team's estimate."),
			say("Names as entered; identity not authenticated. Times are those of the computers that were used."),
			say("Evidence is named by reference and date; this report does not hold it and does not judge what it shows."),
			say("What AWS does is never scored; the responsibility boundary shows it as inherited."),
			say("Whoever wants to rely on an answer tests it: the question guide says how, and \"demarc sample\" draws answers to test by a seed that the auditor names."),
		},
	)
}

// placeInPeriod says where the as-of day lies, seen from the period.
func (s *subject) placeInPeriod() string {
	switch period := s.assessment.Period(); {
	case s.asOf.Before(period.Start):
		return ", before the period begins"
	case s.asOf.Before(period.End):
		return fmt.Sprintf(", %s before the period ends", count(s.asOf.DaysUntil(period.End), "day"))
	case s.asOf.After(period.End):
		return fmt.Sprintf(", %s after the period ended", count(period.End.DaysUntil(s.asOf), "day"))
	default:
		return ", the last day of the period"
	}
}
