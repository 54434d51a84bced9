package scoring

import (
	"slices"

	"demarc/questionnaire"
)

// TrendPeriod is one period of a team and what became of its gaps. Where no
// assessment speaks about the period, Sheet is nil and there is no figure.
type TrendPeriod struct {
	Period questionnaire.Period
	Sheet  *Sheet
	// Coverage, Evidenced and AsCarried are those of the whole assessment.
	Coverage  Share
	Evidenced Share
	AsCarried Share
	// Gaps is the number of open gaps, as Gaps lists them. Accepted is the number
	// of gaps that are not among them because somebody accepted the risk.
	Gaps     int
	Accepted int
	// GapDays adds up how many days old the open gaps are on the as-of day.
	GapDays int
	// Closed is how many gaps of the assessment before, accepted or not, are at
	// all now. What is no longer asked, does not apply any more or was accepted
	// in between is not closed. It is 0 for the first assessment.
	Closed int
}

// Missing reports whether no assessment speaks about the period.
func (p TrendPeriod) Missing() bool { return p.Sheet == nil }

// MeanGapAge returns the mean age of the open gaps in days, rounded to whole
// ones, halves up; ok is false where there is no gap.
//
// A gap is as old as the first day of the earliest period since which its
// question has been below all without a break. The period of the assessment
// itself counts, whatever the question's answer: one that is unanswered, carried
// or unknown is below all, because nobody has said that it is in place. Earlier
// periods are looked at from the latest backwards, and the run breaks where the
// question was at all, did not apply, was not asked, or was of another revision,
// which asks for something else. What an earlier assessment says is what counted
// there, so that an answer that was never re-affirmed does not break a run;
// where only the answer's own history speaks about a period, it is the level that
// was given. A period that nothing speaks about does not break a run: nobody
// looked, and leaving out a quarter must not make a gap look young.
func (p TrendPeriod) MeanGapAge() (days int, ok bool) {
	if p.Gaps == 0 {
		return 0, false
	}
	return (2*p.GapDays + p.Gaps) / (2 * p.Gaps), true
}

// Trend says how a team's coverage and gaps moved. The sheets are those of one
// team, one for each period, the oldest first; see store.Current. Between them
// stand the periods that no assessment speaks about: those of the calendar that
// lie whole between two assessments, and any other span of at least half the
// shorter period beside it.
func Trend(sheets []*Sheet) []TrendPeriod {
	periods := []TrendPeriod{}
	for i, sheet := range sheets {
		if i > 0 {
			for _, missing := range between(sheets[i-1].assessment.Period(), sheet.assessment.Period()) {
				periods = append(periods, TrendPeriod{Period: missing})
			}
		}
		periods = append(periods, trendPeriod(sheet, sheets[:i]))
	}
	return periods
}

// trendPeriod says how a sheet stands after those before it, the oldest first.
func trendPeriod(sheet *Sheet, before []*Sheet) TrendPeriod {
	overall := sheet.Overall()
	period := TrendPeriod{
		Period: sheet.assessment.Period(), Sheet: sheet,
		Coverage: overall.Coverage, Evidenced: overall.Evidenced, AsCarried: overall.AsCarried,
	}
	for i := range sheet.lines {
		line := &sheet.lines[i]
		switch {
		case !isGap(line):
		case acceptedRisk(line, sheet.asOf):
			period.Accepted++
		default:
			period.Gaps++
			period.GapDays += max(0, belowAllSince(line, sheet, before).DaysUntil(sheet.asOf))
		}
	}
	if len(before) > 0 {
		period.Closed = closedSince(before[len(before)-1], sheet)
	}
	return period
}

// closedSince counts the gaps of an older assessment that a newer one has at all.
func closedSince(older, newer *Sheet) int {
	closed := 0
	for i := range older.lines {
		if !isGap(&older.lines[i]) {
			continue
		}
		if line, asked := newer.Line(older.lines[i].ID); asked && line.Counted == questionnaire.LevelAll {
			closed++
		}
	}
	return closed
}

// belowAllSince returns the first day of the earliest period since which the
// question of a gap has been below all.
func belowAllSince(line *Line, sheet *Sheet, before []*Sheet) questionnaire.Date {
	since := sheet.assessment.Period().Start
	for _, earlier := range earlierLooks(line, sheet, before) {
		if !earlier.belowAll {
			break
		}
		since = earlier.period.Start
	}
	return since
}

// look is what is known of a question in an earlier period.
type look struct {
	period   questionnaire.Period
	belowAll bool
}

// earlierLooks returns what is known of a line's question in the periods before
// its sheet, the latest first: from the assessments at hand, and for periods of
// the calendar without one from the history of the answer.
func earlierLooks(line *Line, sheet *Sheet, before []*Sheet) []look {
	var looks []look
	known := make(map[string]bool)
	for _, earlier := range before {
		period := earlier.assessment.Period()
		then, asked := earlier.Line(line.ID)
		looks = append(looks, look{period, asked && then.Revision == line.Revision && isGap(&then)})
		known[period.Label] = true
	}
	for _, past := range line.Answer.History {
		period, err := questionnaire.ParsePeriod(past.Period)
		if err != nil || known[past.Period] || !period.End.Before(sheet.assessment.Period().Start) {
			continue
		}
		looks = append(looks, look{period, past.Level != questionnaire.LevelAll && past.Level != questionnaire.LevelNA})
	}
	slices.SortStableFunc(looks, func(a, b look) int { return b.period.Start.Time().Compare(a.period.Start.Time()) })
	return looks
}

// between returns the periods that lie between two assessments, the oldest
// first.
func between(older, newer questionnaire.Period) []questionnaire.Period {
	var missing []questionnaire.Period
	first := newer
	for {
		preceding, ok := first.Preceding()
		if !ok || !preceding.Start.After(older.End) {
			break
		}
		missing = append(missing, preceding)
		first = preceding
	}
	rest := questionnaire.Period{Start: older.End.AddDays(1), End: first.Start.AddDays(-1)}
	if days := rest.Days(); days > 0 && 2*days >= min(older.Days(), first.Days()) {
		rest.Label = rest.Start.String() + " to " + rest.End.String()
		missing = append(missing, rest)
	}
	slices.Reverse(missing)
	return missing
}
