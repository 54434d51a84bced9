package scoring

import (
	"slices"

	"demarc/questionnaire"
)

// SmallCell is the number of applicable questions below which an area × tier
// cell is marked: so few questions make a percentage jump.
const SmallCell = 6

// Sheet is a scored assessment: a line for every asked question and the sums
// over them. It holds no rounded number.
type Sheet struct {
	assessment *questionnaire.Assessment
	bank       *questionnaire.Bank
	asOf       questionnaire.Date
	lines      []Line
	at         map[string]int // place of each question in lines
	areas      areaSums
	cells      map[cell]*tally
	all        tally
}

type cell struct {
	area questionnaire.Area
	tier questionnaire.Tier
}

// Score scores an assessment against its bank as of a day.
func Score(bank *questionnaire.Bank, a *questionnaire.Assessment, asOf questionnaire.Date) *Sheet {
	asked := questionnaire.Asked(bank, a.Scope())
	sheet := &Sheet{
		assessment: a, bank: bank, asOf: asOf,
		lines: make([]Line, 0, len(asked)),
		at:    make(map[string]int, len(asked)),
		areas: newAreaSums(),
		cells: make(map[cell]*tally),
	}
	for _, area := range questionnaire.Areas() {
		for _, tier := range a.Scope().Tiers {
			sheet.cells[cell{area, tier}] = &tally{}
		}
	}
	for i, question := range asked {
		line := newLine(bank, a, question, asOf)
		sheet.lines = append(sheet.lines, line)
		sheet.at[line.ID] = i
		sheet.add(line, +1)
	}
	return sheet
}

func (s *Sheet) add(line Line, sign int) {
	s.all.add(line, sign)
	s.areas.add(&line, sign)
	for _, tier := range line.In {
		s.cells[cell{line.Area, tier}].add(line, sign)
	}
}

// Rescore takes over the assessment's present answer to one question, at a cost
// that does not grow with the number of questions. Of a question that is not
// asked it takes nothing.
func (s *Sheet) Rescore(id string) {
	i, ok := s.at[id]
	if !ok {
		return
	}
	s.add(s.lines[i], -1)
	s.lines[i] = newLine(s.bank, s.assessment, s.lines[i].AskedQuestion, s.asOf)
	s.add(s.lines[i], +1)
}

// Assessment returns what was scored.
func (s *Sheet) Assessment() *questionnaire.Assessment { return s.assessment }

// Bank returns the bank it was scored against.
func (s *Sheet) Bank() *questionnaire.Bank { return s.bank }

// AsOf returns the day on which the score speaks.
func (s *Sheet) AsOf() questionnaire.Date { return s.asOf }

// Len returns the number of asked questions.
func (s *Sheet) Len() int { return len(s.lines) }

// LineAt returns the line at a place from 0, in the bank's order. It is the
// sheet's own and must not be changed.
func (s *Sheet) LineAt(place int) *Line { return &s.lines[place] }

// Place returns the place of a question; ok is false where it is not asked.
func (s *Sheet) Place(id string) (place int, ok bool) {
	place, ok = s.at[id]
	return place, ok
}

// Lines returns a line for every asked question, in the bank's order.
func (s *Sheet) Lines() []Line { return slices.Clone(s.lines) }

// Line returns the line of a question; ok is false where it is not asked.
func (s *Sheet) Line(id string) (line Line, ok bool) {
	if found := s.line(id); found != nil {
		return *found, true
	}
	return Line{}, false
}

// line is Line without a copy; nil where the question is not asked.
func (s *Sheet) line(id string) *Line {
	i, ok := s.at[id]
	if !ok {
		return nil
	}
	return &s.lines[i]
}

// Area holds the figures of one capability area.
type Area struct {
	ID   questionnaire.Area `json:"id"`
	Name string             `json:"name"`
	Figures
	Sums
	// Tiers holds the cells of the tiers in use. A question stands in the cell
	// of every tier that it counts in, so cells overlap and do not add up.
	Tiers map[questionnaire.Tier]Cell `json:"tiers"`
}

// Cell holds the figures of one area in one tier.
type Cell struct {
	Figures
	Sums
}

// Small reports whether the cell has so few questions that its percentage says
// little.
func (c Cell) Small() bool { return c.Applicable < SmallCell }

// Overall holds the figures of the whole assessment: the plain mean of the
// areas. It has no sums, because a mean of fractions is not a sum of points.
type Overall struct {
	Figures
	// Pooled is the coverage of all questions together.
	Pooled Share `json:"pooled"`
}

// Area returns the figures of one area.
func (s *Sheet) Area(area questionnaire.Area) Area {
	sums := s.areas[area]
	scored := Area{
		ID: area, Name: area.Name(), Sums: sums.Sums,
		Figures: sums.figures(s.cappedBy(func(line *Line) bool { return line.Area == area }), s.bank.Bands()),
		Tiers:   make(map[questionnaire.Tier]Cell),
	}
	for _, tier := range s.assessment.Scope().Tiers {
		sums := s.cells[cell{area, tier}]
		capped := s.cappedBy(func(line *Line) bool { return line.Area == area && slices.Contains(line.In, tier) })
		scored.Tiers[tier] = Cell{Figures: sums.figures(capped, s.bank.Bands()), Sums: sums.Sums}
	}
	return scored
}

// Areas returns the figures of all six areas, asked or not.
func (s *Sheet) Areas() []Area {
	var scored []Area
	for _, area := range questionnaire.Areas() {
		scored = append(scored, s.Area(area))
	}
	return scored
}

// Overall returns the figures of the whole assessment. Coverage, ceiling,
// as-carried and evidenced are means over the areas with an applicable
// question; NAAsNone is the mean over the areas with an asked one.
func (s *Sheet) Overall() Overall {
	var coverage, ceiling, asCarried, evidenced, naAsNone []Share
	for _, area := range questionnaire.Areas() {
		figures := s.areas[area].figures(nil, s.bank.Bands())
		coverage = append(coverage, figures.Coverage)
		ceiling = append(ceiling, figures.Ceiling)
		asCarried = append(asCarried, figures.AsCarried)
		evidenced = append(evidenced, figures.Evidenced)
		naAsNone = append(naAsNone, figures.NAAsNone)
	}
	overall := Overall{
		Figures: Figures{
			Coverage: mean(coverage), Ceiling: mean(ceiling), AsCarried: mean(asCarried),
			Evidenced: mean(evidenced), NAAsNone: mean(naAsNone),
			CappedBy: s.cappedBy(func(*Line) bool { return true }),
			Counts:   s.all.Counts,
		},
		Pooled: shareOf(s.all.Earned, s.all.Possible),
	}
	overall.Band = band(overall.Coverage, overall.Ceiling, len(overall.CappedBy) > 0, s.bank.Bands())
	return overall
}

// Coverage returns the overall coverage alone, which is cheaper than Overall.
func (s *Sheet) Coverage() Share { return s.areas.coverage() }

// AsCarried returns alone what overall coverage would be if every carried answer
// stood as it is.
func (s *Sheet) AsCarried() Share {
	var asCarried []Share
	for _, sums := range s.areas {
		asCarried = append(asCarried, shareOf(sums.carriedEarned, sums.carriedPossible))
	}
	return mean(asCarried)
}

// Counts says how the questions of the whole assessment stand.
func (s *Sheet) Counts() Counts { return s.all.Counts }

// AreaCounts says how the questions of one area stand.
func (s *Sheet) AreaCounts(area questionnaire.Area) Counts { return s.areas[area].Counts }

// AreaCoverage returns one area's coverage alone.
func (s *Sheet) AreaCoverage(area questionnaire.Area) Share {
	return s.areas[area].coverage()
}

// AreaAsCarried returns alone what one area's coverage would be if every carried
// answer stood as it is.
func (s *Sheet) AreaAsCarried(area questionnaire.Area) Share {
	return shareOf(s.areas[area].carriedEarned, s.areas[area].carriedPossible)
}

// areasCounted returns the number of areas whose mean is the overall coverage.
func (s *Sheet) areasCounted() int {
	counted := 0
	for _, sums := range s.areas {
		if sums.Possible > 0 {
			counted++
		}
	}
	return counted
}

func (s *Sheet) cappedBy(among func(*Line) bool) []string {
	ids := []string{}
	for i := range s.lines {
		if line := &s.lines[i]; line.capping() && among(line) {
			ids = append(ids, line.ID)
		}
	}
	return ids
}
