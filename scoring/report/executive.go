package report

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// Audience says for whom a report is.
type Audience int

// The audiences.
const (
	Auditor   Audience = iota // everything
	Executive                 // two pages, in whole percents
)

// String returns what people type.
func (a Audience) String() string {
	if a == Executive {
		return "executive"
	}
	return "auditor"
}

// Audiences returns every audience, the one that people get unasked first.
func Audiences() []Audience { return []Audience{Auditor, Executive} }

// AudienceNamed returns the audience of a name.
func AudienceNamed(name string) (Audience, error) {
	for _, audience := range Audiences() {
		if audience.String() == name {
			return audience, nil
		}
	}
	return Auditor, fmt.Errorf("unknown audience %q: want %s", questionnaire.Printable(name), strings.Join(stringsOf(Audiences()), " or "))
}

// What a list of the executive report holds at most, so that two pages are
// enough; it says how many more there are.
const (
	enoughGaps       = 10
	enoughSteps      = 5
	enoughExceptions = 8
	enoughPeriods    = 6
)

// expiresSoonDays is how long before its end an exception is worth an
// executive's eye: a quarter.
const expiresSoonDays = 92

// executive returns the two pages for whoever decides: the status, the figures,
// what is worst, what comes next and what moved.
func (s *subject) executive() *Document {
	return &Document{
		Title: s.title(),
		Cover: s.cover(),
		Short: true,
		Sections: unlinked([]Section{
			section("Summary", s.summaryInShort()...),
			section("Critical gaps", atMost(enoughGaps, s.criticalGaps())...),
			section("What comes next", s.nextSteps()...),
			section("Accepted risks and expiring controls", s.exceptionsInShort()...),
			section("What changed", s.changeInShort()...),
			section("Sign-off and the whole report", s.signOffInShort()...),
		}),
	}
}

func (s *subject) summaryInShort() []Block {
	overall := s.overall
	blocks := slices.Concat([]Block{s.status()}, s.leftOut(), s.corrects(), s.leftOpen())
	return append(blocks,
		paragraph("%s, as of %s. In scope: %s; accounts: %s.", s.period(), s.asOf, joined(s.tierTitles()), s.accountCount()),
		Paragraph{strong("Overall coverage: " + s.percent(overall.Coverage) + "."), plain(s.overallMove() + s.overallRange())},
		s.overallBand(),
		Paragraph{strong("With fresh evidence: " + s.percent(overall.Evidenced) + "."),
			plainf(" If everything not applicable counted as none: %s.", s.percent(overall.NAAsNone))},
		s.barsWithChange(),
		s.standingOfAnswers(),
	)
}

func (s *subject) barsWithChange() Bars {
	caption := func(coverage scoring.Share, change string) string {
		if change == nothing {
			return s.percent(coverage)
		}
		return fmt.Sprintf("%s (%s)", s.percent(coverage), change)
	}
	bars := Bars{s.bar("Overall", s.overall.Figures, caption(s.overall.Coverage, s.overallChange()))}
	for _, area := range s.areas {
		bars = append(bars, s.bar(area.Name, area.Figures, caption(area.Coverage, s.areaChange(area.ID))))
	}
	return bars
}

// nextSteps is the top of the plan, with where each step leads.
func (s *subject) nextSteps() []Block {
	if len(s.gaps) == 0 {
		return []Block{paragraph("No applicable question counts less than all, accepted risks aside.")}
	}
	roadmap := scoring.Plan(s.sheet, everything())
	titles := make(map[string]scoring.Gap, len(s.gaps))
	for _, gap := range s.gaps {
		titles[gap.Question] = gap
	}
	table := Table{Columns: slices.Concat(words("Question", "Action", "Owner", "Due", "Effort"), numbers("Overall coverage then"))}
	for _, step := range roadmap.Steps[:min(enoughSteps, len(roadmap.Steps))] {
		line, _ := s.sheet.Line(step.Question)
		gap := titles[step.Question]
		table.Rows = append(table.Rows, row(step.Question, fmt.Sprintf("%s: from %s to all", gap.Title, startsFrom(gap)),
			orNothing(inHands(&line)), s.due(line.Answer.Due), step.Effort.String(), s.percent(step.CoverageAfter)))
	}
	return []Block{
		paragraph("The first %d of %s, in the order that gains the most for the effort. All together lead to %s.",
			len(table.Rows), count(len(roadmap.Steps), "step"), s.percent(roadmap.End)),
		table,
	}
}

// exceptionsInShort lists the accepted risks, and the compensating controls that
// have ended or end soon.
func (s *subject) exceptionsInShort() []Block {
	lines := s.linesWhere(func(line *scoring.Line) bool {
		exception := line.Answer.Exception
		return exception.Kind == questionnaire.AcceptedRisk ||
			exception.Kind == questionnaire.Compensating && s.asOf.DaysUntil(exception.Expires) <= expiresSoonDays
	})
	if len(lines) == 0 {
		return []Block{paragraph("No risk is accepted, and no compensating control ends within %d days.", expiresSoonDays)}
	}
	slices.SortStableFunc(lines, func(a, b *scoring.Line) int {
		return b.Answer.Exception.Expires.DaysUntil(a.Answer.Exception.Expires)
	})
	table := Table{Columns: words("Question", "Title", "Severity", "What", "Approver", "Expires", "Status")}
	for _, line := range lines[:min(enoughExceptions, len(lines))] {
		exception := line.Answer.Exception
		table.Rows = append(table.Rows, row(line.ID, line.Title, line.Severity.String(), exceptionKinds[exception.Kind],
			exception.Approver, exception.Expires.String(), s.exceptionStatus(line)))
	}
	blocks := []Block{table}
	if more := len(lines) - len(table.Rows); more > 0 {
		blocks = append(blocks, andMore(more))
	}
	return blocks
}

// changeInShort tells the bridge in words.
func (s *subject) changeInShort() []Block {
	if s.moved == nil {
		return s.change().Blocks
	}
	c := *s.moved
	steps := List{}
	for _, step := range c.BridgeSteps() {
		if step.Whole != 0 {
			steps = append(steps, say("%s: %s.", bridgeSteps[step.Name], inPoints(step.Whole)))
		}
	}
	blocks := []Block{paragraph("Overall coverage went from %s in %s to %s: %s.", s.percent(c.Reported.Old), c.Old.Assessment().Period().Label,
		s.percent(c.Reported.New), inPoints(c.WholeChange()))}
	if len(steps) > 0 {
		blocks = append(blocks, steps)
	}
	blocks = append(blocks, paragraph("Answers that fell or became unknown: %d; that rose: %d; that lost their level: %d; that got their first: %d.",
		len(c.Regressions), len(c.Improvements), len(c.Lost), len(c.Gained)))
	return append(blocks, s.trendInShort()...)
}

// trendInShort draws the last periods, where there are more than the two whose
// difference stands in words.
func (s *subject) trendInShort() []Block {
	periods := changes{subject: s, Comparison: *s.moved}.periods()
	if len(periods) <= 2 {
		return nil
	}
	last := periods[max(0, len(periods)-enoughPeriods):]
	return []Block{
		paragraph("Overall coverage of the last %d periods, as each was scored at its time:", len(last)),
		s.trendBars(last),
	}
}

// inPoints returns a change in whole points with its sign.
func inPoints(points int) string {
	if points == 1 || points == -1 {
		return fmt.Sprintf("%+d point", points)
	}
	return signedWhole(points) + " points"
}

// signedWhole returns whole points with their sign; no change has none.
func signedWhole(points int) string {
	if points == 0 {
		return "0"
	}
	return fmt.Sprintf("%+d", points)
}

func (s *subject) signOffInShort() []Block {
	blocks := s.signed()
	if !s.assessment.Final() {
		blocks = append(blocks, paragraph("A draft is not signed."))
	}
	return append(blocks,
		Paragraph{plain("These pages are a selection. The whole report says what was asked and answered, on what evidence, and how to check it: "),
			code("demarc report " + s.assessment.ID()), plain(".")},
		Paragraph{plain("Assessment "), code(s.assessment.ID()), plain(", SHA-256 "), s.ownDigest()[0], plain(".")},
	)
}

// atMost cuts lists short, and says how many items are left out.
func atMost(enough int, blocks []Block) []Block {
	var short []Block
	for _, block := range blocks {
		list, ok := block.(List)
		if !ok || len(list) <= enough {
			short = append(short, block)
			continue
		}
		short = append(short, list[:enough], andMore(len(list)-enough))
	}
	return short
}

func andMore(left int) Paragraph { return paragraph("The whole report lists %d more.", left) }

// unlinked returns the sections without the links that lead to what a selection
// leaves out.
func unlinked(sections []Section) []Section {
	there := make(map[string]bool)
	for _, section := range sections {
		there[section.ID] = true
	}
	text := func(text Text) Text {
		kept := slices.Clone(text)
		for i := range kept {
			if !there[kept[i].Target] {
				kept[i].Target = ""
			}
		}
		return kept
	}
	for _, section := range sections {
		for i, block := range section.Blocks {
			switch block := block.(type) {
			case Paragraph:
				section.Blocks[i] = Paragraph(text(Text(block)))
			case List:
				items := make(List, len(block))
				for j, item := range block {
					items[j] = text(item)
				}
				section.Blocks[i] = items
			}
		}
	}
	return sections
}
