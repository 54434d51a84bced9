package tui

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/scoring"
)

// facet is one way to narrow a list of questions: to those for which one of its
// values holds. Its first value is any.
type facet struct {
	name   string
	values []facetValue
	chosen int
}

// facetValue is what a facet can be set to.
type facetValue struct {
	word  string
	holds func(*scoring.Line) bool
}

// The names of the facets. The values of frameworkFacet are ids of frameworks.
const (
	showFacet      = "show"
	whoFacet       = "who"
	serviceFacet   = "service"
	frameworkFacet = "framework"
)

// newFacets returns the facets of an assessment, with the values that at least
// one of its questions has now.
func newFacets(s *session) []facet {
	facets := []facet{
		{name: showFacet, values: standings(s)},
		{name: whoFacet, values: people(s)},
		{name: serviceFacet, values: services(s)},
		{name: frameworkFacet, values: frameworks(s)},
	}
	anything := facetValue{"any", func(*scoring.Line) bool { return true }}
	for i := range facets {
		facets[i].values = append([]facetValue{anything}, s.held(facets[i].values)...)
	}
	return facets
}

// held returns the values that some question has.
func (s *session) held(values []facetValue) []facetValue {
	var held []facetValue
	for _, value := range values {
		if s.has(value.holds) {
			held = append(held, value)
		}
	}
	return held
}

// has reports whether something holds for a question.
func (s *session) has(holds func(*scoring.Line) bool) bool {
	for place := range s.sheet.Len() {
		if holds(s.sheet.LineAt(place)) {
			return true
		}
	}
	return false
}

func standings(s *session) []facetValue {
	standing := func(wanted scoring.Standing) func(*scoring.Line) bool {
		return func(line *scoring.Line) bool { return line.Standing == wanted }
	}
	return []facetValue{
		{"unanswered", standing(scoring.Unanswered)},
		{"carried", standing(scoring.Carried)},
		{"unknown", standing(scoring.Unknown)},
		{"parked", parked},
		{"gaps", s.isGap},
		{"without evidence", asserted},
		{"n/a", standing(scoring.NotApplicable)},
	}
}

// isGap reports whether the results list a question among the gaps: it applies,
// its counted level is below all, and no risk is accepted for it today.
func (s *session) isGap(line *scoring.Line) bool {
	return line.Applicable() && line.Counted != questionnaire.LevelAll && !s.accepted(line)
}

// isAcceptedGap reports whether a question would be a gap if somebody had not
// accepted the risk until a day that has not passed.
func (s *session) isAcceptedGap(line *scoring.Line) bool {
	return line.Applicable() && line.Counted != questionnaire.LevelAll && s.accepted(line)
}

func (s *session) accepted(line *scoring.Line) bool {
	return line.Answer.Exception.InForce(questionnaire.AcceptedRisk, s.sheet.AsOf())
}

// asserted reports whether a level above none rests on no fresh evidence.
func asserted(line *scoring.Line) bool {
	return line.Standing == scoring.Answered && line.Counted != questionnaire.LevelNone && !line.Evidenced
}

// people returns a value for who is answering, and one for everybody for whom a
// question is parked.
func people(s *session) []facetValue {
	var values []facetValue
	if s.by != "" {
		values = append(values, facetValue{"mine", s.mine()})
	}
	for _, person := range s.waitedFor() {
		values = append(values, facetValue{"for " + cmp.Or(clean(person), "anyone"), func(line *scoring.Line) bool {
			return waits(line) && line.Answer.Flagged.Person() == person
		}})
	}
	return values
}

// waitedFor returns for whom questions are parked, by name and at the end, empty,
// for nobody in particular.
func (s *session) waitedFor() []string {
	var persons []string
	for place := range s.sheet.Len() {
		if line := s.sheet.LineAt(place); waits(line) {
			persons = append(persons, line.Answer.Flagged.Person())
		}
	}
	slices.SortFunc(persons, func(a, b string) int {
		if (a == "") != (b == "") {
			return strings.Compare(b, a)
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(persons)
}

// mine returns whether a question is a matter of who is answering: answered by
// them, theirs to close, parked for them, or open in an area that they were
// named for.
func (s *session) mine() func(*scoring.Line) bool {
	var areas []questionnaire.Area
	for _, person := range s.assessment.People() {
		if person.Name == s.by {
			areas = append(areas, person.Areas...)
		}
	}
	me := s.by
	return func(line *scoring.Line) bool {
		answer := &line.Answer
		return answer.By == me || answer.Owner == me || waits(line) && answer.Flagged.Person() == me ||
			needsAnswer(line) && slices.Contains(areas, line.Area)
	}
}

// services returns a value for every service in scope that questions name. A question
// that names none is about all of a tier and no service's own.
func services(s *session) []facetValue {
	var values []facetValue
	scope := s.assessment.Scope()
	for _, service := range s.bank.Services() {
		if !scope.Includes(service, s.bank) {
			continue
		}
		values = append(values, facetValue{clean(service.Name), func(line *scoring.Line) bool {
			return slices.Contains(line.Services, service.ID)
		}})
	}
	return values
}

func frameworks(s *session) []facetValue {
	var values []facetValue
	for _, framework := range s.bank.Frameworks() {
		values = append(values, facetValue{clean(framework.ID), func(line *scoring.Line) bool {
			return len(line.References[framework.ID]) > 0
		}})
	}
	return values
}

// holds reports whether a question belongs to a facet as it is set.
func (f *facet) holds(line *scoring.Line) bool { return f.values[f.chosen].holds(line) }

// turn sets the facet to another value, round and round.
func (f *facet) turn(by int) {
	f.chosen = (f.chosen + by + len(f.values)) % len(f.values)
}

// set reports whether the facet narrows anything.
func (f *facet) set() bool { return f.chosen > 0 }

// facetLine draws the facets on one line, the focused one between arrows. Where
// they do not all fit, those that narrow nothing are only named, and then the
// values of the others are cut.
func (t theme) facetLine(facets []facet, focused, width int) string {
	line := ""
	for _, space := range []facetSpace{
		{24, 24, sayAny}, {24, 24, nameUnset}, {24, 24, hideUnset}, {24, 12, hideUnset}, {20, 6, hideUnset}, {12, 3, hideUnset},
	} {
		line = ""
		for i := range facets {
			line += t.facetText(&facets[i], i == focused, space)
		}
		if ansi.StringWidth(line) <= width {
			break
		}
	}
	return t.fit(line, width)
}

// facetSpace is how many cells the value of a facet may take, of the focused one
// and of the others, and what stands of those that narrow nothing.
type facetSpace struct {
	focused, others int
	unset           unsetFacets
}

// unsetFacets says what stands of the facets that narrow nothing.
type unsetFacets int

const (
	sayAny unsetFacets = iota
	nameUnset
	hideUnset
)

func (t theme) facetText(f *facet, focused bool, space facetSpace) string {
	word, most := f.values[f.chosen].word, space.others
	if focused {
		most = space.focused
	}
	if ansi.StringWidth(word) > most {
		word = t.fit(word, most)
	}
	switch {
	case focused:
		word = " " + t.selected.Render("<"+word+">")
	case f.set():
		word = " " + t.strong.Render(word)
	case space.unset == sayAny:
		word = " " + word
	case space.unset == nameUnset:
		word = ""
	default:
		return ""
	}
	return " " + t.muted.Render(f.name) + word + " "
}

// controls returns the controls of the framework that the facets are set to,
// which a question refers to.
func controls(facets []facet, line *scoring.Line) string {
	for i := range facets {
		if f := &facets[i]; f.name == frameworkFacet && f.set() {
			return clean(strings.Join(line.References[f.values[f.chosen].word], " "))
		}
	}
	return ""
}
