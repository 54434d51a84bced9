package scoring_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

// said is what a team answered in a period; what stands alone is a level.
type said map[string]any

// sat returns a scored assessment of a period: IAM-01 to IAM-04, weight 1 each,
// asked at revision 1 unless revised says otherwise.
func sat(t *testing.T, period questionnaire.Period, asOf string, answers said, revised ...string) *scoring.Sheet {
	t.Helper()
	var questions []object
	for _, id := range []string{"IAM-01", "IAM-02", "IAM-03", "IAM-04"} {
		tier, revision := "infrastructure", 1
		if id == "IAM-04" {
			tier = "container"
		}
		for _, other := range revised {
			if other == id {
				revision = 2
			}
		}
		questions = append(questions, object{
			"id": id, "revision": revision, "area": "iam", "title": id, "tiers": []string{tier}, "severity": "low", "effort": "low",
			"question": "Is it so?", "levels": object{"none": "not", "some": "little", "most": "much", "all": "whole"},
		})
	}
	bank, err := questionnaire.DecodeBank(encode(object{
		"schema": questionnaire.BankSchema, "id": "sat", "version": "1",
		"weights": object{"critical": 1, "high": 1, "medium": 1, "low": 1}, "bands": object{"partial": 40, "substantial": 70, "high": 90},
		"questions": questions,
	}))
	if err != nil {
		t.Fatal(err)
	}
	given, tiers := make(object), []string{"infrastructure"}
	for id, answer := range answers {
		switch answer := answer.(type) {
		case string:
			given[id] = object{"level": answer, "state": "new", "by": "Ada"}
		case object:
			given[id] = answer
		}
		if id == "IAM-04" {
			tiers = append(tiers, "container")
		}
	}
	day, err := questionnaire.ParseDate(asOf)
	if err != nil {
		t.Fatal(err)
	}
	return scoring.Score(bank, decode(bank, encode(object{
		"schema": questionnaire.AssessmentSchema, "generator": object{"name": "demarc", "version": "1"},
		"id": "sat", "team": "Sat", "period": period, "scope": object{"tiers": tiers, "depth": "full"},
		"bank": object{"id": "sat", "version": "1", "digest": ""}, "status": "draft", "created_at": period.Start.String(), "answers": given,
	})), day)
}

func in(t *testing.T, label string) questionnaire.Period {
	t.Helper()
	period, err := questionnaire.ParsePeriod(label)
	if err != nil {
		t.Fatal(err)
	}
	return period
}

func ownPeriod(t *testing.T, label, start, end string) questionnaire.Period {
	t.Helper()
	first, errFirst := questionnaire.ParseDate(start)
	last, errLast := questionnaire.ParseDate(end)
	period, err := questionnaire.NewPeriod(label, first, last)
	if errFirst != nil || errLast != nil || err != nil {
		t.Fatal(errFirst, errLast, err)
	}
	return period
}

// TestTrend follows three questions over a year, of which nobody assessed the
// second quarter.
func TestTrend(t *testing.T) {
	na := object{"level": "na", "state": "new", "by": "Ada", "na_reason": object{"code": "other", "text": "None."}}
	accepted := object{"level": "some", "state": "new", "by": "Ada", "exception": object{"kind": "accepted-risk", "reason": "Why", "approver": "Grace", "expires": "2026-12-31"}}
	carried := object{"level": "all", "state": "carried", "by": "Ada"}
	type row struct {
		label                          string
		coverage, evidenced, asCarried string
		gaps, accepted, closed, days   int
		mean                           int
	}
	var got []row
	for _, period := range scoring.Trend([]*scoring.Sheet{
		sat(t, in(t, "2026-Q1"), "2026-03-31", said{"IAM-01": "some", "IAM-02": "none"}),
		sat(t, in(t, "2026-Q3"), "2026-07-11", said{"IAM-01": "all", "IAM-02": accepted, "IAM-03": na}),
		sat(t, in(t, "2026-Q4"), "2026-10-11", said{"IAM-01": carried, "IAM-02": "most", "IAM-03": "all"}),
		sat(t, in(t, "2027-Q1"), "2027-01-01", said{"IAM-01": "all", "IAM-02": "all", "IAM-03": "all"}),
	}) {
		mean, ok := period.MeanGapAge()
		if ok != (period.Gaps > 0) || period.Missing() != (period.Sheet == nil) {
			t.Errorf("%s: mean age %d, %t with %d gaps", period.Period.Label, mean, ok, period.Gaps)
		}
		got = append(got, row{
			period.Period.Label, period.Coverage.Fraction(), period.Evidenced.Fraction(), period.AsCarried.Fraction(),
			period.Gaps, period.Accepted, period.Closed, period.GapDays, mean,
		})
	}
	want := []row{
		// 1 + 0 + 0 of 12; all three below all since 1 January, 89 days before 31 March.
		{label: "2026-Q1", coverage: "1/12", evidenced: "0", asCarried: "1/12", gaps: 3, days: 3 * 89, mean: 89},
		{label: "2026-Q2", coverage: "–", evidenced: "–", asCarried: "–"},
		// 4 + 1 of 8. IAM-02 is accepted; IAM-03, which does not apply, is not closed.
		{label: "2026-Q3", coverage: "5/8", evidenced: "0", asCarried: "5/8", accepted: 1, closed: 1},
		// 0 + 3 + 4 of 12. IAM-01 was all and is carried: 10 days. IAM-02 never
		// was: 283 days since 1 January.
		{label: "2026-Q4", coverage: "7/12", evidenced: "0", asCarried: "11/12", gaps: 2, days: 10 + 283, mean: 147},
		{label: "2027-Q1", coverage: "1", evidenced: "0", asCarried: "1", closed: 2},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("(-by hand +computed):\n%s", diff)
	}
}

func TestTrendOfNothing(t *testing.T) {
	if got := scoring.Trend(nil); len(got) != 0 {
		t.Errorf("%d periods of no assessment", len(got))
	}
}

// TestAgeOfAGap looks at IAM-01 on 31 December, 91 days after the quarter began;
// the others are at all.
func TestAgeOfAGap(t *testing.T) {
	past := func(history ...string) object {
		answer := object{"level": "some", "state": "reaffirmed", "by": "Ada"}
		var entries []object
		for i := 0; i < len(history); i += 2 {
			entry := object{"period": history[i], "by": "Ada"}
			if history[i+1] != "" {
				entry["level"] = history[i+1]
			}
			entries = append(entries, entry)
		}
		answer["history"] = entries
		return answer
	}
	na := object{"level": "na", "state": "new", "by": "Ada", "na_reason": object{"code": "other", "text": "None."}}
	ended := object{"level": "all", "state": "new", "by": "Ada", "exception": object{"kind": "compensating", "reason": "Why", "approver": "Grace", "expires": "2026-07-01"}}
	inForce := object{"level": "all", "state": "new", "by": "Ada", "exception": object{"kind": "compensating", "reason": "Why", "approver": "Grace", "expires": "2027-07-01"}}
	const sinceQ4, sinceQ3, sinceQ2, sinceQ1 = 91, 183, 274, 364
	tests := map[string]struct {
		earlier map[string]any // what was said of IAM-01, by period; nil: not asked
		now     any
		days    int
	}{
		"first assessment":        {nil, "none", sinceQ4},
		"unanswered":              {nil, nil, sinceQ4},
		"unanswered all along":    {map[string]any{"2026-Q2": "", "2026-Q3": ""}, nil, sinceQ2},
		"unanswered, once some":   {map[string]any{"2026-Q3": "some"}, nil, sinceQ3},
		"unknown":                 {map[string]any{"2026-Q3": "unknown"}, "unknown", sinceQ3},
		"never all":               {map[string]any{"2026-Q1": "none", "2026-Q2": "some", "2026-Q3": "most"}, "some", sinceQ1},
		"all in between":          {map[string]any{"2026-Q1": "none", "2026-Q2": "all", "2026-Q3": "most"}, "some", sinceQ3},
		"na in between":           {map[string]any{"2026-Q1": "none", "2026-Q2": na, "2026-Q3": "most"}, "some", sinceQ3},
		"not looked at":           {map[string]any{"2026-Q1": "none"}, "some", sinceQ1},
		"control ended":           {map[string]any{"2026-Q3": ended}, "none", sinceQ3},
		"control in force":        {map[string]any{"2026-Q3": inForce}, "none", sinceQ4},
		"carried and not given":   {map[string]any{"2026-Q3": object{"level": "all", "state": "carried", "by": "Ada"}}, "none", sinceQ3},
		"history alone":           {nil, past("2026-Q2", "some", "2026-Q3", "none"), sinceQ2},
		"history with a break":    {nil, past("2026-Q1", "some", "2026-Q2", "all", "2026-Q3", "none"), sinceQ3},
		"history with na":         {nil, past("2026-Q2", "some", "2026-Q3", "na"), sinceQ4},
		"history unknown, silent": {nil, past("2026-Q2", "unknown", "2026-Q3", ""), sinceQ2},
		"history before the rest": {map[string]any{"2026-Q3": "some"}, past("2026-Q1", "some", "2026-Q2", "none", "2026-Q3", "all"), sinceQ1},
		"history between the rest": {
			map[string]any{"2026-Q1": "some", "2026-Q3": "some"}, past("2026-Q1", "some", "2026-Q2", "all", "2026-Q3", "some"), sinceQ3,
		},
		"history of no known days": {nil, past("Spring", "all", "2026-Q3", "none"), sinceQ3},
		"history of now and later": {nil, past("2026", "some", "2027-Q1", "some"), sinceQ4},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var sheets []*scoring.Sheet
			answered := func(answer any) said {
				answers := said{"IAM-02": "all", "IAM-03": "all"}
				if answer != nil && answer != "" {
					answers["IAM-01"] = answer
				}
				return answers
			}
			for _, label := range []string{"2026-Q1", "2026-Q2", "2026-Q3"} {
				if answer, ok := test.earlier[label]; ok {
					period := in(t, label)
					sheets = append(sheets, sat(t, period, period.End.String(), answered(answer)))
				}
			}
			sheets = append(sheets, sat(t, in(t, "2026-Q4"), "2026-12-31", answered(test.now)))
			trend := scoring.Trend(sheets)
			last := trend[len(trend)-1]
			if last.Gaps != 1 || last.GapDays != test.days {
				t.Errorf("%d gaps of %d days, want 1 of %d", last.Gaps, last.GapDays, test.days)
			}
		})
	}
}

func TestAgeOfAGapBeginsAnewWithTheQuestion(t *testing.T) {
	others := said{"IAM-02": "all", "IAM-03": "all"}
	with := func(id, level string) said {
		answers := said{id: level}
		for other, answer := range others {
			answers[other] = answer
		}
		return answers
	}
	revised := scoring.Trend([]*scoring.Sheet{
		sat(t, in(t, "2026-Q3"), "2026-09-30", with("IAM-01", "none")),
		sat(t, in(t, "2026-Q4"), "2026-10-11", with("IAM-01", "none"), "IAM-01"),
	})
	if got := revised[1]; got.Gaps != 1 || got.GapDays != 10 {
		t.Errorf("a revised question: %d gaps of %d days, want 1 of 10", got.Gaps, got.GapDays)
	}
	others["IAM-01"] = "all"
	newlyAsked := scoring.Trend([]*scoring.Sheet{
		sat(t, in(t, "2026-Q3"), "2026-09-30", others),
		sat(t, in(t, "2026-Q4"), "2026-10-11", with("IAM-04", "none")),
	})
	if got := newlyAsked[1]; got.Gaps != 1 || got.GapDays != 10 || got.Closed != 0 {
		t.Errorf("a question newly asked: %+v, want 1 gap of 10 days", got)
	}
}

// A score may speak on a day before its period began.
func TestAGapIsNeverYoungerThanToday(t *testing.T) {
	trend := scoring.Trend([]*scoring.Sheet{sat(t, in(t, "2026-Q4"), "2026-09-01", said{"IAM-01": "none"})})
	if trend[0].Gaps != 3 || trend[0].GapDays != 0 {
		t.Errorf("%d gaps of %d days, want 3 of 0", trend[0].Gaps, trend[0].GapDays)
	}
}

func TestMeanGapAgeRounds(t *testing.T) {
	for _, test := range []struct{ gaps, days, want int }{{2, 3, 2}, {3, 4, 1}, {3, 5, 2}, {1, 0, 0}, {4, 9, 2}, {4, 10, 3}} {
		if got, ok := (scoring.TrendPeriod{Gaps: test.gaps, GapDays: test.days}).MeanGapAge(); got != test.want || !ok {
			t.Errorf("%d days over %d gaps is %d, want %d", test.days, test.gaps, got, test.want)
		}
	}
}

func TestMissingPeriods(t *testing.T) {
	spring := ownPeriod(t, "Spring", "2026-03-01", "2026-05-31")
	tests := map[string]struct {
		older, newer questionnaire.Period
		want         []string
	}{
		"one after the other":   {in(t, "2026-Q1"), in(t, "2026-Q2"), nil},
		"over new year":         {in(t, "2025-Q4"), in(t, "2026-Q1"), nil},
		"two quarters":          {in(t, "2025-Q3"), in(t, "2026-Q2"), []string{"2025-Q4", "2026-Q1"}},
		"months":                {in(t, "2025-11"), in(t, "2026-02"), []string{"2025-12", "2026-01"}},
		"halves":                {in(t, "2025-H1"), in(t, "2026-H1"), []string{"2025-H2"}},
		"years":                 {in(t, "2023"), in(t, "2026"), []string{"2024", "2025"}},
		"quarter, then month":   {in(t, "2026-Q1"), in(t, "2026-06"), []string{"2026-04", "2026-05"}},
		"year, then quarter":    {in(t, "2025"), in(t, "2026-Q3"), []string{"2026-Q1", "2026-Q2"}},
		"half, then year":       {in(t, "2025-H1"), in(t, "2027"), []string{"2025-07-01 to 2025-12-31", "2026"}},
		"month, then year":      {in(t, "2025-10"), in(t, "2026"), []string{"2025-11-01 to 2025-12-31"}},
		"own, after a pause":    {spring, ownPeriod(t, "Summer", "2026-07-16", "2026-12-31"), nil},
		"own, after half":       {spring, ownPeriod(t, "Late", "2026-07-17", "2026-12-31"), []string{"2026-06-01 to 2026-07-16"}},
		"own, after a season":   {spring, ownPeriod(t, "Autumn", "2026-09-01", "2026-11-30"), []string{"2026-06-01 to 2026-08-31"}},
		"own, days of calendar": {ownPeriod(t, "One", "2026-01-01", "2026-03-31"), ownPeriod(t, "Three", "2026-07-01", "2026-09-30"), []string{"2026-04-01 to 2026-06-30"}},
		"a label's other days":  {ownPeriod(t, "2026-Q1", "2026-01-01", "2026-02-28"), ownPeriod(t, "2026-Q3", "2026-08-01", "2026-09-30"), []string{"2026-03-01 to 2026-07-31"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			trend := scoring.Trend([]*scoring.Sheet{
				sat(t, test.older, test.older.End.String(), nil),
				sat(t, test.newer, test.newer.End.String(), nil),
			})
			var labels []string
			for i, period := range trend {
				if period.Missing() {
					labels = append(labels, period.Period.Label)
				}
				if i > 0 && !period.Period.Start.After(trend[i-1].Period.End) {
					t.Errorf("%s does not begin after %s", period.Period.Label, trend[i-1].Period.Label)
				}
			}
			if len(labels) != len(test.want) || len(labels) > 0 && cmp.Diff(test.want, labels) != "" {
				t.Errorf("missing %q, want %q", labels, test.want)
			}
		})
	}
}
