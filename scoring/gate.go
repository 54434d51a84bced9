package scoring

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
)

// Conditions are what a gate asks of an assessment. The zero value of each one
// asks nothing.
type Conditions struct {
	Min     Share // of the overall coverage
	MinArea map[questionnaire.Area]Share
	// NoCriticalGaps allows no critical gap outside the accepted risks.
	NoCriticalGaps bool
	// NoRegressions allows no question a counted level below that of the
	// assessment before, nor unknown after a level.
	NoRegressions bool
	// MaxStale is the most answers that may rest on stale evidence: that have a
	// level, are not carried, and name evidence, none of which is fresh.
	MaxStale *int
	// MaxOverdue is the most gaps, outside the accepted risks, that may be due on
	// a day before the as-of day.
	MaxOverdue *int
	// MaxCarried is the most carried answers that nobody has re-affirmed yet.
	MaxCarried *int
}

// Empty reports whether nothing is asked.
func (c Conditions) Empty() bool {
	return !c.Min.Known() && len(c.MinArea) == 0 && !c.NoCriticalGaps && !c.NoRegressions &&
		c.MaxStale == nil && c.MaxOverdue == nil && c.MaxCarried == nil
}

// Predecessor is the assessment that regressions are looked for against. The
// zero Predecessor means that none is named: a first assessment.
type Predecessor struct {
	Sheet *Sheet
	// Err says why the one that is named cannot be had, or is not what was named.
	Err error
}

// Check is one condition of a gate and how the assessment stands to it.
type Check struct {
	Name   string // as the flag that asks for it, with the area where it has one
	Passed bool
	Asked  string
	Is     string
}

// Detail says in one line what is and what was asked.
func (c Check) Detail() string { return c.Is + "; asked: " + c.Asked }

// Gate checks every condition that is asked, in the order of Conditions and of
// the areas. Percentages are compared exact. A coverage that is not known does
// not hold, nor does a comparison that cannot be made; a first assessment has
// nothing to regress from.
func Gate(sheet *Sheet, conditions Conditions, before Predecessor) []Check {
	checks := []Check{}
	if conditions.Min.Known() {
		checks = append(checks, atLeast("min", sheet.Coverage(), conditions.Min))
	}
	for _, area := range questionnaire.Areas() {
		if limit, asked := conditions.MinArea[area]; asked {
			checks = append(checks, atLeast("min-area "+area.String(), sheet.AreaCoverage(area), limit))
		}
	}
	if conditions.NoCriticalGaps {
		checks = append(checks, noCriticalGaps(sheet))
	}
	if conditions.NoRegressions {
		checks = append(checks, noRegressions(sheet, before))
	}
	for _, most := range []struct {
		name  string
		limit *int
		asked string
		found func(*Line) bool
	}{
		{"max-stale", conditions.MaxStale, "at most %d with evidence, none of it fresh", (*Line).stale},
		{"max-overdue", conditions.MaxOverdue, "at most %d past the due date", func(line *Line) bool { return overdue(line, sheet.asOf) }},
		{"max-carried", conditions.MaxCarried, "at most %d carried and not re-affirmed", func(line *Line) bool { return line.Standing == Carried }},
	} {
		if most.limit != nil {
			found := sheet.idsOf(most.found)
			checks = append(checks, Check{
				Name: most.name, Passed: len(found) <= *most.limit,
				Asked: fmt.Sprintf(most.asked, *most.limit), Is: named(found),
			})
		}
	}
	return checks
}

// Holds reports whether every check passed.
func Holds(checks []Check) bool {
	for _, check := range checks {
		if !check.Passed {
			return false
		}
	}
	return true
}

func atLeast(name string, is, limit Share) Check {
	check := Check{Name: name, Asked: "at least " + limit.shortPercent() + " %", Is: "no question applies"}
	if is.Known() {
		check.Passed, check.Is = is.Cmp(limit) >= 0, is.PercentBeside(limit)+" %"
	}
	return check
}

func noCriticalGaps(sheet *Sheet) Check {
	critical := func(gaps []Gap) (ids []string) {
		for _, gap := range gaps {
			if gap.Severity == questionnaire.SeverityCritical {
				ids = append(ids, gap.Question)
			}
		}
		return ids
	}
	open, accepted := critical(Gaps(sheet)), critical(AcceptedRisks(sheet))
	check := Check{
		Name: "no-critical-gaps", Passed: len(open) == 0,
		Asked: "no critical gap outside the accepted risks", Is: named(open),
	}
	if len(accepted) > 0 {
		check.Is += "; accepted " + named(accepted)
	}
	return check
}

func noRegressions(sheet *Sheet, before Predecessor) Check {
	check := Check{Name: "no-regressions", Asked: "no level below that of the assessment before"}
	switch {
	case before.Err != nil:
		check.Is = "cannot be compared: " + before.Err.Error()
		return check
	case before.Sheet == nil:
		check.Passed, check.Is = true, "it follows none, so no level can have fallen"
		return check
	}
	comparison, err := Compare(before.Sheet, sheet)
	if err != nil {
		check.Is = "cannot be compared: " + err.Error()
		return check
	}
	var fell []string
	for _, movement := range comparison.Regressions {
		fell = append(fell, fmt.Sprintf("%s from %s to %s", movement.Question, movement.From, movement.To))
	}
	check.Passed = len(fell) == 0
	check.Is = fmt.Sprintf("%s since %s", named(fell), before.Sheet.assessment.ID())
	// What no longer stands, applies or is asked is no level that fell, but is
	// not passed over in silence either.
	for _, apart := range []struct {
		what  string
		count int
	}{
		{"not given again", len(comparison.Lost)},
		{"not applicable any more", len(comparison.BecameNA)},
		{"not asked any more", len(comparison.Gone)},
		{"asked in another way", len(comparison.Revised)},
	} {
		if apart.count > 0 {
			check.Is += fmt.Sprintf("; %d %s", apart.count, apart.what)
		}
	}
	return check
}

// stale reports whether the line's answer rests on evidence, none of which is
// fresh. A carried answer is not an answer yet.
func (l *Line) stale() bool {
	return l.Standing == Answered && len(l.Answer.Evidence) > 0 && !l.Evidenced
}

func overdue(line *Line, asOf questionnaire.Date) bool {
	due := line.Answer.Due
	return isGap(line) && !acceptedRisk(line, asOf) && !due.IsZero() && due.Before(asOf)
}

func (s *Sheet) idsOf(found func(*Line) bool) []string {
	var ids []string
	for i := range s.lines {
		if found(&s.lines[i]) {
			ids = append(ids, s.lines[i].ID)
		}
	}
	return ids
}

// named counts things and names the first ones.
func named(things []string) string {
	const few = 10
	switch {
	case len(things) == 0:
		return "none"
	case len(things) > few:
		return fmt.Sprintf("%d: %s and %d more", len(things), strings.Join(things[:few], ", "), len(things)-few)
	default:
		return fmt.Sprintf("%d: %s", len(things), strings.Join(things, ", "))
	}
}
