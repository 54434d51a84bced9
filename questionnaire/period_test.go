package questionnaire_test

import (
	"strings"
	"testing"

	"demarc/questionnaire"
)

func TestParsePeriod(t *testing.T) {
	tests := []struct{ label, want, start, end string }{
		{"2026", "2026", "2026-01-01", "2026-12-31"},
		{"2026-H1", "2026-H1", "2026-01-01", "2026-06-30"},
		{"2026-h2", "2026-H2", "2026-07-01", "2026-12-31"},
		{"2026-Q1", "2026-Q1", "2026-01-01", "2026-03-31"},
		{"2026-Q2", "2026-Q2", "2026-04-01", "2026-06-30"},
		{"2026-Q3", "2026-Q3", "2026-07-01", "2026-09-30"},
		{"2026-q4", "2026-Q4", "2026-10-01", "2026-12-31"},
		{"2026-01", "2026-01", "2026-01-01", "2026-01-31"},
		{"2028-02", "2028-02", "2028-02-01", "2028-02-29"},
		{"2026-12", "2026-12", "2026-12-01", "2026-12-31"},
	}
	for _, test := range tests {
		got, err := questionnaire.ParsePeriod(test.label)
		if err != nil || got.Label != test.want || got.Start.String() != test.start || got.End.String() != test.end {
			t.Errorf("%s is %s from %s to %s, %v", test.label, got.Label, got.Start, got.End, err)
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for _, label := range []string{
		"", "0000", "26", "2026-", "2026-Q0", "2026-Q5", "2026-H0", "2026-H3", "2026-00", "2026-13", "2026-1", "2026-Q11",
		"2026-W01", "FY26", " 2026", "2026 ", "2026-Q4\n", "-2026", "２０２６",
	} {
		if got, err := questionnaire.ParsePeriod(label); err == nil {
			t.Errorf("%q is read as %s to %s", label, got.Start, got.End)
		}
	}
}

func TestNewPeriod(t *testing.T) {
	start, end := date(t, "2026-07-01"), date(t, "2027-06-30")
	got, err := questionnaire.NewPeriod("FY 2027", start, end)
	if err != nil || got.Start != start || got.End != end {
		t.Errorf("got %+v, %v", got, err)
	}
	if one, err := questionnaire.NewPeriod("a day", start, start); err != nil || one.Start != one.End {
		t.Errorf("a period of one day: %v", err)
	}
	tests := map[string]struct {
		label      string
		start, end questionnaire.Date
	}{
		"no label":      {"", start, end},
		"only signs":    {"???", start, end},
		"long label":    {strings.Repeat("x", 41), start, end},
		"control bytes": {"FY\x1b[31m", start, end},
		"two lines":     {"FY\n27", start, end},
		"no start":      {"FY27", questionnaire.Date{}, end},
		"no end":        {"FY27", start, questionnaire.Date{}},
		"backwards":     {"FY27", end, start},
	}
	for name, test := range tests {
		if _, err := questionnaire.NewPeriod(test.label, test.start, test.end); err == nil {
			t.Errorf("%s is taken as a period", name)
		}
	}
}

func TestQuarterOf(t *testing.T) {
	for day, want := range map[string]string{
		"2026-01-01": "2026-Q1", "2026-03-31": "2026-Q1", "2026-04-01": "2026-Q2", "2026-06-30": "2026-Q2",
		"2026-07-01": "2026-Q3", "2026-09-30": "2026-Q3", "2026-10-01": "2026-Q4", "2026-12-31": "2026-Q4",
	} {
		if got := questionnaire.QuarterOf(date(t, day)); got != period(t, want) {
			t.Errorf("%s is in %s, want %s", day, got.Label, want)
		}
	}
}

func TestPeriodsOverlap(t *testing.T) {
	tests := []struct {
		one, other string
		want       bool
	}{
		{"2026-Q3", "2026-Q4", false},
		{"2026-Q4", "2026-Q4", true},
		{"2026", "2026-Q4", true},
		{"2026-H2", "2026-06", false},
		{"2026-H2", "2026-07", true},
		{"2025", "2026", false},
	}
	for _, test := range tests {
		one, other := period(t, test.one), period(t, test.other)
		if one.Overlaps(other) != test.want || other.Overlaps(one) != test.want {
			t.Errorf("%s and %s: overlap is %t", test.one, test.other, one.Overlaps(other))
		}
	}
	last, _ := questionnaire.NewPeriod("last day", date(t, "2026-12-31"), date(t, "2027-01-05"))
	if !last.Overlaps(period(t, "2026-Q4")) {
		t.Error("periods that share one day do not overlap")
	}
}

func TestTeamSlug(t *testing.T) {
	tests := map[string]string{
		"Payments":                      "payments",
		"Zürich":                        "zu-rich", // the diaeresis is decomposed to a mark, which is no letter
		"  Core Banking (EU)  ":         "core-banking-eu",
		"R&D / Platform":                "r-d-platform",
		"ﬁrst ①":                        "first-1", // compatibility forms are decomposed
		"../../etc/passwd":              "etc-passwd",
		"TEAM_2":                        "team-2",
		strings.Repeat("a", 60):         strings.Repeat("a", 40),
		strings.Repeat("a", 39) + " bc": strings.Repeat("a", 39), // no dash at the cut
		"支払い":                           "team-e7882037",
		"":                              "team-e3b0c442",
	}
	for team, want := range tests {
		if got := questionnaire.TeamSlug(team); got != want {
			t.Errorf("slug of %q is %s, want %s", team, got, want)
		}
	}
}

func TestAssessmentID(t *testing.T) {
	if got := questionnaire.AssessmentID("Payments", period(t, "2026-Q4")); got != "payments-2026-q4" {
		t.Errorf("got %s", got)
	}
	own, _ := questionnaire.NewPeriod("FY 2026/27", date(t, "2026-07-01"), date(t, "2027-06-30"))
	if got := questionnaire.AssessmentID("Zürich", own); got != "zu-rich-fy-2026-27" {
		t.Errorf("got %s", got)
	}
	longest, err := questionnaire.NewPeriod(strings.Repeat("㎯", 13), date(t, "2026-07-01"), date(t, "2027-06-30"))
	if err != nil {
		t.Fatal(err)
	}
	if err := questionnaire.CheckAssessmentID(questionnaire.AssessmentID(strings.Repeat("a", 60), longest)); err != nil {
		t.Errorf("the longest id there can be: %v", err)
	}
}

func TestCheckAssessmentID(t *testing.T) {
	for _, id := range []string{"payments-2026-q4", "a", "0", "payments-2026-q4-r2"} {
		if err := questionnaire.CheckAssessmentID(id); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	for _, id := range []string{"", "-a", "..", "a/b", `a\b`, "A", "a.json", "a\x00", "a b", "ä", strings.Repeat("a", 122)} {
		if questionnaire.CheckAssessmentID(id) == nil {
			t.Errorf("%q is taken as an id", id)
		}
	}
}

func TestPrecedingPeriod(t *testing.T) {
	for label, want := range map[string]string{
		"2026": "2025", "2026-H2": "2026-H1", "2026-H1": "2025-H2", "2026-Q3": "2026-Q2", "2026-q1": "2025-Q4",
		"2026-12": "2026-11", "2026-03": "2026-02", "2026-01": "2025-12",
	} {
		period, err := questionnaire.ParsePeriod(label)
		if err != nil {
			t.Fatal(err)
		}
		preceding, ok := period.Preceding()
		if !ok || preceding.Label != want || preceding.End.AddDays(1) != period.Start {
			t.Errorf("before %s is %s, %s to %s, %t", label, preceding.Label, preceding.Start, preceding.End, ok)
		}
	}
	start, end := date(t, "2026-07-01"), date(t, "2026-09-30")
	for _, label := range []string{"Summer", "2026-Q2", "2026-07"} {
		if preceding, ok := (questionnaire.Period{Label: label, Start: start, End: end}).Preceding(); ok {
			t.Errorf("before %s of July to September is %s", label, preceding.Label)
		}
	}
	if days := (questionnaire.Period{Label: "Summer", Start: start, End: end}).Days(); days != 92 {
		t.Errorf("July to September has %d days", days)
	}
}
