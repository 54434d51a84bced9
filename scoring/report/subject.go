package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// nothing stands where there is no figure or nobody said anything.
const nothing = "–"

// subject is what a report is about, with the figures that several sections
// print, and the one way to print each kind of thing.
type subject struct {
	input      Input
	sheet      *scoring.Sheet
	previous   *scoring.Sheet      // nil where there is nothing to compare with
	moved      *scoring.Comparison // with previous; nil where the two cannot be compared
	notMoved   error               // why they cannot
	corrected  *scoring.Sheet      // nil where nothing is corrected, or it is not at hand
	digest     string              // of the document; empty for a draft
	signoff    questionnaire.Signoff
	redacted   bool // whether names and what people wrote are left out
	selection  bool // whether sections of the whole report are elsewhere
	assessment *questionnaire.Assessment
	bank       *questionnaire.Bank
	asOf       questionnaire.Date
	scope      questionnaire.Scope
	tiers      []questionnaire.Tier // in use, in their order
	lines      []scoring.Line
	asked      map[string]askedLine
	kept       []aside  // answers to questions that are not asked
	frameworks []string // those of the bank, then others that questions refer to
	areas      []scoring.Area
	overall    scoring.Overall
	gaps       []scoring.Gap
	accepted   []scoring.Gap
}

func newSubject(input Input) *subject {
	sheet := input.Sheet
	s := &subject{
		input: input, sheet: sheet, previous: input.Previous, corrected: input.Corrected, digest: input.Digest, signoff: input.Signoff, redacted: input.Redacted,
		selection:  input.Audience == Executive,
		assessment: sheet.Assessment(),
		bank:       sheet.Bank(),
		asOf:       sheet.AsOf(),
		scope:      sheet.Assessment().Scope(),
		lines:      sheet.Lines(),
		asked:      make(map[string]askedLine, sheet.Len()),
		areas:      sheet.Areas(),
		overall:    sheet.Overall(),
		gaps:       scoring.Gaps(sheet),
		accepted:   scoring.AcceptedRisks(sheet),
	}
	for _, tier := range questionnaire.Tiers() {
		if s.scope.Uses(tier) {
			s.tiers = append(s.tiers, tier)
		}
	}
	for i := range s.lines {
		id := s.lines[i].ID
		s.asked[id] = askedLine{&s.lines[i], link(id, identifier(id))}
	}
	s.kept = s.aside()
	s.frameworks = frameworksOf(s.bank, maps.Keys(referredBy(questionsOf(s.lines))))
	s.compare()
	return s
}

// askedLine is an asked question as it stands, and the name that leads to what the
// bank says of it.
type askedLine struct {
	*scoring.Line
	name Run
}

// compare compares with the previous assessment, if there is one.
func (s *subject) compare() {
	if s.previous == nil {
		return
	}
	comparison, err := scoring.Compare(s.previous, s.sheet)
	if err != nil {
		s.notMoved = err
		return
	}
	s.moved = &comparison
}

// linesWhere returns the lines for which keep holds, in the bank's order.
func (s *subject) linesWhere(keep func(*scoring.Line) bool) []*scoring.Line {
	var kept []*scoring.Line
	for i := range s.lines {
		if keep(&s.lines[i]) {
			kept = append(kept, &s.lines[i])
		}
	}
	return kept
}

func (s *subject) standing(standing scoring.Standing) []*scoring.Line {
	return s.linesWhere(func(line *scoring.Line) bool { return line.Standing == standing })
}

func (s *subject) inArea(area questionnaire.Area) []*scoring.Line {
	return s.linesWhere(func(line *scoring.Line) bool { return line.Area == area })
}

func (s *subject) asks(id string) bool {
	_, asked := s.asked[id]
	return asked
}

// question names a question and leads to what the bank says of it, where the
// ledger that holds its answer is named.
func (s *subject) question(id string) Run {
	if line, ok := s.asked[id]; ok {
		return line.name
	}
	return plain(id)
}

// questions names questions in a row: "A, B".
func (s *subject) questions(ids []string) Text {
	var text Text
	for i, id := range ids {
		if i > 0 {
			text = append(text, plain(", "))
		}
		text = append(text, s.question(id))
	}
	return text
}

// percent returns a share in percent, so rounded that it stays in its band.
func (s *subject) percent(share scoring.Share) string {
	if !share.Known() {
		return nothing
	}
	return s.inPercent(share, s.bank.Bands())
}

// inPercent returns a known share in percent, so rounded that it stays in its
// band.
func (s *subject) inPercent(share scoring.Share, bands questionnaire.Bands) string {
	if s.inWholePercents() {
		return share.WholePercentIn(bands) + " %"
	}
	return share.PercentIn(bands) + " %"
}

// inWholePercents reports whether percentages are printed without decimals.
func (s *subject) inWholePercents() bool { return s.input.Audience == Executive }

// pointsBetween returns the difference of two shares as they are printed.
func (s *subject) pointsBetween(was, is scoring.Share) string {
	if s.inWholePercents() && was.Known() && is.Known() {
		return signedWhole(is.Whole() - was.Whole())
	}
	return points(was, is)
}

// ratio returns a share in percent beside the whole numbers that it comes from.
func (s *subject) ratio(share scoring.Share, part, whole int) string {
	if !share.Known() {
		return nothing
	}
	return fmt.Sprintf("%s (%d/%d)", s.percent(share), part, whole)
}

// exact returns a share in percent beside the exact fraction, for shares that
// do not come from two sums.
func (s *subject) exact(share scoring.Share) string {
	if !share.Known() {
		return nothing
	}
	return fmt.Sprintf("%s (%s)", s.percent(share), fraction(share))
}

// fraction returns a share as a fraction in lowest terms, whole ones over 1.
func fraction(share scoring.Share) string {
	lowest := share.Fraction()
	if share.Known() && !strings.Contains(lowest, "/") {
		return lowest + "/1"
	}
	return lowest
}

// lift returns what a gap is worth, in points of overall coverage.
func lift(share scoring.Share) string {
	if !share.Known() {
		return nothing
	}
	return fmt.Sprintf("+%s (%s)", share.Percent(1), fraction(share))
}

// band returns a band with its limits, or between which bands it is undecided.
func (s *subject) band(figures scoring.Figures) string {
	switch {
	case !figures.Coverage.Known():
		return nothing
	case figures.Band.Decided():
		return s.limits(figures.Band)
	default:
		bands := s.bank.Bands()
		return fmt.Sprintf("undecided between %s and %s",
			s.limits(figures.Coverage.BandIn(bands)), s.limits(figures.Ceiling.BandIn(bands)))
	}
}

func (s *subject) limits(band scoring.Band) string {
	from, to := band.Limits(s.bank.Bands())
	return fmt.Sprintf("%s (%d to %d)", band, from, to)
}

// cappedBy names the critical questions that keep a band at Partial or below.
func (s *subject) cappedBy(figures scoring.Figures) Text {
	if len(figures.CappedBy) == 0 {
		return Text{plain(nothing)}
	}
	return s.questions(figures.CappedBy)
}

// orSay returns a table, or a sentence in its place where it has no row.
func orSay(table Table, otherwise string) Block {
	if len(table.Rows) == 0 {
		return paragraph("%s", otherwise)
	}
	return table
}

func orNothing(text string) string {
	if strings.TrimSpace(text) == "" {
		return nothing
	}
	return text
}

// due returns the day on which an action is due, and says when it has passed.
func (s *subject) due(day questionnaire.Date) string {
	if !day.IsZero() && day.Before(s.asOf) {
		return day.String() + ", passed"
	}
	return orNothing(day.String())
}

// count returns a number of things: "1 gap", "2 gaps".
func count(number int, thing string) string {
	if number == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", number, thing)
}

func levelWord(level questionnaire.Level) string {
	if level == questionnaire.LevelNA {
		return "not applicable"
	}
	return level.String()
}

func stringsOf[T fmt.Stringer](values []T) []string {
	var texts []string
	for _, value := range values {
		texts = append(texts, value.String())
	}
	return texts
}

// linked returns a link to a section or heading by its title.
func linked(title string) Run { return link(title, identifier(title)) }

// sectionNamed leads to a section of the whole report, or says that it is there.
func (s *subject) sectionNamed(title string) Run {
	if s.selection {
		return plainf("the section \"%s\" of the whole report", title)
	}
	return linked(title)
}

// tierTitles name the tiers for a reader who has not met AWS's terms.
var tierTitles = map[questionnaire.Tier]string{
	questionnaire.Infrastructure: "Infrastructure",
	questionnaire.Container:      "Container (managed platforms)",
	questionnaire.Abstracted:     "Abstracted",
}

func (s *subject) tierTitles() []string {
	var titles []string
	for _, tier := range s.tiers {
		titles = append(titles, tierTitles[tier])
	}
	return titles
}

// servicesInScope returns the services of the bank that the scope speaks
// about: those it names, and all of a tier in use of which it names none.
func (s *subject) servicesInScope() []questionnaire.Service {
	named := make(map[questionnaire.Tier]bool)
	for _, id := range s.scope.Services {
		if service, ok := s.bank.Service(id); ok {
			named[service.Tier] = true
		}
	}
	return slices.DeleteFunc(s.bank.Services(), func(service questionnaire.Service) bool {
		if named[service.Tier] {
			return !slices.Contains(s.scope.Services, service.ID)
		}
		return !s.scope.Uses(service.Tier)
	})
}
