package report

import (
	"fmt"
	"slices"
	"strconv"

	"demarc/scoring"
)

// trend says how coverage and gaps moved over the assessments that lead to this
// one.
func (c changes) trend() []Block {
	periods := c.periods()
	table := Table{Columns: slices.Concat(words("Period", "Assessment", "Status", "As of"),
		numbers("Coverage", "With fresh evidence", "As carried", "Gaps", "Accepted risks", "Mean age of gaps in days", "Gaps closed since"))}
	for i, period := range periods {
		table.Rows = append(table.Rows, c.trendRow(period, i == 0))
	}
	return slices.Concat([]Block{heading("Trend"), c.trendBars(periods), table}, trendNotes(periods))
}

// trendNotes say what the figures of a trend are.
func trendNotes(periods []scoring.TrendPeriod) []Block {
	return []Block{
		paragraph("Every assessment that leads here, as its own bank and its own as-of day score it, the oldest first. A correction made since of an earlier one is not among them.%s", whereItBegins(periods)),
		paragraph("A gap is as old as the first day of the period since which its question has been below all without a break; open questions are below all. " +
			"A gap is closed where the next assessment has it at all."),
	}
}

// whereItBegins says what is missing where the first assessment carries on from
// yet another one.
func whereItBegins(periods []scoring.TrendPeriod) string {
	first := periods[0].Sheet.Assessment()
	ref, follows := first.Previous()
	if !follows {
		return ""
	}
	return fmt.Sprintf(" The first, %s, carries on from %s, which was not at hand when the report was made, or not as the document that it names.", first.ID(), ref.ID)
}

// periods are those of the assessments that lead here, and those left out on the
// way, the oldest first.
func (c changes) periods() []scoring.TrendPeriod {
	return scoring.Trend(slices.Concat(c.input.Earlier, []*scoring.Sheet{c.Old, c.New}))
}

func (c changes) trendRow(period scoring.TrendPeriod, first bool) []Text {
	if period.Missing() {
		return row(period.Period.Label, "none", nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing)
	}
	assessment := period.Sheet.Assessment()
	age, closed := nothing, nothing
	if days, ok := period.MeanGapAge(); ok {
		age = strconv.Itoa(days)
	}
	if !first {
		closed = strconv.Itoa(period.Closed)
	}
	return row(period.Period.Label, assessment.ID(), assessment.Status().String(), period.Sheet.AsOf().String(),
		c.percentThen(period.Coverage, period), c.percentThen(period.Evidenced, period), c.percentThen(period.AsCarried, period),
		strconv.Itoa(period.Gaps), strconv.Itoa(period.Accepted), age, closed)
}

// percentThen returns a share of a period in percent, so rounded that it stays
// in its band of that period's bank.
func (s *subject) percentThen(share scoring.Share, period scoring.TrendPeriod) string {
	if !share.Known() {
		return nothing
	}
	return s.inPercent(share, period.Sheet.Bank().Bands())
}

// trendBars draws a bar for every period.
func (s *subject) trendBars(periods []scoring.TrendPeriod) Bars {
	var bars Bars
	for _, period := range periods {
		bar := Bar{Label: period.Period.Label, Caption: "no assessment", Missing: true}
		if !period.Missing() {
			overall := period.Sheet.Overall()
			bar = Bar{
				Label: period.Period.Label, Caption: s.percentThen(overall.Coverage, period),
				Evidenced: overall.Evidenced, Coverage: overall.Coverage, Ceiling: overall.Ceiling,
			}
		}
		bars = append(bars, bar)
	}
	return bars
}
