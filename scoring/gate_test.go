package scoring_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

func limit(t testing.TB, percent string) scoring.Share {
	t.Helper()
	share, ok := scoring.ParsePercent(percent)
	if !ok {
		t.Fatalf("%q is no percentage", percent)
	}
	return share
}

func TestGateChecksOnlyWhatIsAsked(t *testing.T) {
	if checks := scoring.Gate(workedExample(t).score(), scoring.Conditions{}, scoring.Predecessor{}); len(checks) != 0 || !scoring.Holds(checks) {
		t.Errorf("nothing is asked, and %v is checked", checks)
	}
	none := 0
	area := map[questionnaire.Area]scoring.Share{questionnaire.IAM: limit(t, "0")}
	for name, conditions := range map[string]scoring.Conditions{
		"min": {Min: limit(t, "0")}, "min-area iam": {MinArea: area}, "no-critical-gaps": {NoCriticalGaps: true},
		"no-regressions": {NoRegressions: true}, "max-stale": {MaxStale: &none}, "max-overdue": {MaxOverdue: &none}, "max-carried": {MaxCarried: &none},
	} {
		checks := scoring.Gate(workedExample(t).score(), conditions, scoring.Predecessor{})
		if len(checks) != 1 || checks[0].Name != name || conditions.Empty() {
			t.Errorf("%s is asked, %+v is checked, empty %t", name, checks, conditions.Empty())
		}
	}
	if !(scoring.Conditions{}).Empty() {
		t.Error("no condition is not empty")
	}
}

// TestGateOfWorkedExample has a coverage of 10/21, 47.619…%; 25/56, 44.64…% of
// iam; and 41/56 of data.
func TestGateOfWorkedExample(t *testing.T) {
	overdue := func(day string) func(object) {
		return func(answer object) { answer["due"] = day }
	}
	worked := workedExample(t).
		with("IAM-02", overdue("2026-11-14")). // critical, some
		with("IAM-03", overdue("2026-11-15")). // carried; due today
		with("IAM-04", overdue("2026-01-01")). // unanswered
		with("IAM-01", overdue("2026-01-01")). // all: no gap
		with("NET-03", overdue("2026-01-01")). // accepted until today
		with("DAT-05", overdue("2026-01-01"))  // does not apply
	two, one, none := 2, 1, 0
	tests := map[string]struct {
		conditions scoring.Conditions
		passed     bool
		is         string
		asked      string
	}{
		"at the limit":           {scoring.Conditions{Min: limit(t, "47.6")}, true, "47.62 %", "at least 47.6 %"},
		"below by a hair":        {scoring.Conditions{Min: limit(t, "47.62")}, false, "47.6 %", "at least 47.62 %"},
		"far below":              {scoring.Conditions{Min: limit(t, "80")}, false, "47.6 %", "at least 80 %"},
		"area holds":             {scoring.Conditions{MinArea: map[questionnaire.Area]scoring.Share{questionnaire.Data: limit(t, "73.2")}}, true, "73.21 %", "at least 73.2 %"},
		"exactly":                {scoring.Conditions{MinArea: map[questionnaire.Area]scoring.Share{questionnaire.Network: limit(t, "25")}}, true, "25.0 %", "at least 25 %"},
		"area of na only":        {scoring.Conditions{MinArea: map[questionnaire.Area]scoring.Share{questionnaire.ThreatIntel: limit(t, "0")}}, false, "no question applies", "at least 0 %"},
		"area without questions": {scoring.Conditions{MinArea: map[questionnaire.Area]scoring.Share{questionnaire.Posture: limit(t, "0")}}, false, "no question applies", "at least 0 %"},
		"critical gaps":          {scoring.Conditions{NoCriticalGaps: true}, false, "2: IAM-02, DAT-01", "no critical gap outside the accepted risks"},
		// NET-02 rests on an export of before the period, DAT-01 on a statement,
		// which is never fresh, DAT-04 on a log that ends before the period.
		"stale":        {scoring.Conditions{MaxStale: &two}, false, "3: NET-02, DAT-01, DAT-04", "at most 2 with evidence, none of it fresh"},
		"overdue":      {scoring.Conditions{MaxOverdue: &one}, false, "2: IAM-02, IAM-04", "at most 1 past the due date"},
		"overdue, two": {scoring.Conditions{MaxOverdue: &two}, true, "2: IAM-02, IAM-04", "at most 2 past the due date"},
		"carried":      {scoring.Conditions{MaxCarried: &none}, false, "1: IAM-03", "at most 0 carried and not re-affirmed"},
		"carried, one": {scoring.Conditions{MaxCarried: &one}, true, "1: IAM-03", "at most 1 carried and not re-affirmed"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			checks := scoring.Gate(worked.score(), test.conditions, scoring.Predecessor{})
			if len(checks) != 1 {
				t.Fatalf("%d checks", len(checks))
			}
			got := checks[0]
			if got.Passed != test.passed || got.Is != test.is || got.Asked != test.asked || scoring.Holds(checks) != test.passed {
				t.Errorf("%+v, want %t: %q, asked %q", got, test.passed, test.is, test.asked)
			}
			if got.Detail() != test.is+"; asked: "+test.asked {
				t.Errorf("detail %q", got.Detail())
			}
		})
	}
}

func TestGateSparesAcceptedRisks(t *testing.T) {
	accepted := func(answer object) {
		answer["exception"] = object{"kind": "accepted-risk", "reason": "Why", "approver": "Grace", "expires": "2026-11-15"}
	}
	worked := workedExample(t).with("IAM-02", accepted).with("DAT-01", accepted)
	checks := scoring.Gate(worked.score(), scoring.Conditions{NoCriticalGaps: true}, scoring.Predecessor{})
	if !checks[0].Passed || checks[0].Is != "none; accepted 2: IAM-02, DAT-01" {
		t.Errorf("%+v", checks[0])
	}
	worked.asOf = worked.asOf.AddDays(1)
	checks = scoring.Gate(worked.score(), scoring.Conditions{NoCriticalGaps: true}, scoring.Predecessor{})
	if checks[0].Passed || checks[0].Is != "2: IAM-02, DAT-01" {
		t.Errorf("a day after the risk was accepted: %+v", checks[0])
	}
}

func TestGateIgnoresStaleEvidenceOfCarriedAnswers(t *testing.T) {
	none := 0
	worked := workedExample(t).with("IAM-03", func(answer object) { answer["evidence"] = []string{"E-02"} })
	checks := scoring.Gate(worked.score(), scoring.Conditions{MaxStale: &none}, scoring.Predecessor{})
	if checks[0].Is != "3: NET-02, DAT-01, DAT-04" {
		t.Errorf("%+v", checks[0])
	}
}

func TestGateNamesTheFirstOfMany(t *testing.T) {
	none := 0
	worked := workedExample(t)
	for _, line := range worked.score().Lines() {
		worked = worked.with(line.ID, func(answer object) {
			answer["level"], answer["state"], answer["by"] = "some", "carried", "Ada"
			delete(answer, "na_reason")
		})
	}
	checks := scoring.Gate(worked.score(), scoring.Conditions{MaxCarried: &none}, scoring.Predecessor{})
	if want := "13: IAM-01, IAM-02, IAM-03, IAM-04, NET-01, NET-02, NET-03, DAT-01, DAT-02, DAT-03 and 3 more"; checks[0].Is != want {
		t.Errorf("%s, want %s", checks[0].Is, want)
	}
}

func TestGateComparesWithTheAssessmentBefore(t *testing.T) {
	na := object{"level": "na", "state": "new", "by": "Ada", "na_reason": object{"code": "other", "text": "None."}}
	carried := object{"level": "all", "state": "carried", "by": "Ada"}
	before := sat(t, in(t, "2026-Q3"), "2026-09-30", said{"IAM-01": "most", "IAM-02": "all", "IAM-03": "all", "IAM-04": "all"})
	now := func(answers said) *scoring.Sheet { return sat(t, in(t, "2026-Q4"), "2026-10-11", answers) }
	tests := map[string]struct {
		sheet  *scoring.Sheet
		before scoring.Predecessor
		passed bool
		is     string
	}{
		"first": {now(said{"IAM-01": "none"}), scoring.Predecessor{}, true, "it follows none, so no level can have fallen"},
		"as before or better": {
			now(said{"IAM-01": "all", "IAM-02": "all", "IAM-03": "all", "IAM-04": "all"}), scoring.Predecessor{Sheet: before}, true, "none since sat",
		},
		"fell": {
			now(said{"IAM-01": "some", "IAM-02": "none", "IAM-03": "unknown", "IAM-04": "all"}), scoring.Predecessor{Sheet: before}, false,
			"3: IAM-02 from all to none, IAM-03 from all to unknown, IAM-01 from most to some since sat",
		},
		"lost, na and gone": {
			now(said{"IAM-01": "most", "IAM-02": carried, "IAM-03": na}), scoring.Predecessor{Sheet: before}, true,
			"none since sat; 1 not given again; 1 not applicable any more; 1 not asked any more",
		},
		"revised": {
			sat(t, in(t, "2026-Q4"), "2026-10-11", said{"IAM-01": "none", "IAM-02": "all", "IAM-03": "all", "IAM-04": "all"}, "IAM-01"),
			scoring.Predecessor{Sheet: before}, true, "none since sat; 1 asked in another way",
		},
		"gone": {now(nil), scoring.Predecessor{Err: errors.New("x is not found")}, false, "cannot be compared: x is not found"},
		"another team": {
			now(nil), scoring.Predecessor{Sheet: workedExample(t).score()}, false,
			"cannot be compared: " + scoring.ErrOtherTeam.Error(),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			checks := scoring.Gate(test.sheet, scoring.Conditions{NoRegressions: true}, test.before)
			got := checks[0]
			if reason, ok := strings.CutPrefix(test.is, "cannot be compared: "); ok && strings.HasSuffix(got.Is, reason) {
				got.Is = test.is // the error says of what, too
			}
			if diff := cmp.Diff(scoring.Check{Name: "no-regressions", Passed: test.passed, Asked: "no level below that of the assessment before", Is: test.is}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPercentBeside(t *testing.T) {
	share := func(percent string) scoring.Share { return limit(t, percent) }
	for _, test := range []struct{ share, limit, want string }{
		{"69.96", "70", "69.96"}, {"70.04", "70", "70.04"}, {"70", "70", "70.0"}, {"69.94", "70", "69.9"}, {"69.9999", "70", "69.9999"},
		{"72.5", "72.5", "72.5"}, {"72.49", "72.5", "72.49"}, {"0", "0", "0.0"}, {"100", "100", "100.0"}, {"99.99", "100", "99.99"},
	} {
		if got := share(test.share).PercentBeside(share(test.limit)); got != test.want {
			t.Errorf("%s beside %s is %s, want %s", test.share, test.limit, got, test.want)
		}
	}
}
