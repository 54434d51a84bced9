package scoring_test

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

// side is one side of a comparison that is worked out by hand: what is not said
// is as in basis.
type side struct {
	questions []object
	retired   []object
	weights   object
	tiers     []string
	answers   object
	evidence  object
	asOf      string
	head      object // keys of the assessment's document
}

// Beside each other: 2026-Q3, scored on its last day, and 2026-Q4.
var (
	thirdQuarter  = object{"label": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30"}
	fourthQuarter = object{"label": "2026-Q4", "start": "2026-10-01", "end": "2026-12-31"}
)

func (s side) sheet(t *testing.T, id string, period object) *scoring.Sheet {
	t.Helper()
	if s.weights == nil {
		s.weights = object{"critical": 5, "high": 3, "medium": 2, "low": 1}
	}
	if s.tiers == nil {
		s.tiers = []string{"infrastructure"}
	}
	bank := bankOf(object{
		"schema": questionnaire.BankSchema, "id": "by-hand", "version": "1", "weights": s.weights,
		"bands":     object{"partial": 40, "substantial": 70, "high": 90},
		"questions": s.questions, "retired": s.retired,
	})
	document := object{
		"schema": questionnaire.AssessmentSchema, "generator": object{"name": "demarc", "version": "1"},
		"id": id, "team": "Payments", "period": period,
		"scope": object{"tiers": s.tiers, "depth": "full"}, "bank": object{"id": "by-hand", "version": "1", "digest": ""},
		"status": "draft", "created_at": period["start"], "evidence": s.evidence, "answers": s.answers,
	}
	maps.Copy(document, s.head)
	asOf, err := questionnaire.ParseDate(s.asOf)
	if err != nil {
		t.Fatal(err)
	}
	return scoring.Score(bank, decode(bank, encode(document)), asOf)
}

// compareByHand compares a side for 2026-Q3 with one for 2026-Q4.
func compareByHand(t *testing.T, before, after side) (scoring.Comparison, error) {
	t.Helper()
	before.asOf, after.asOf = "2026-09-30", "2026-12-31"
	return scoring.Compare(before.sheet(t, "payments-2026-q3", thirdQuarter), after.sheet(t, "payments-2026-q4", fourthQuarter))
}

// asked returns a question of the area that its id begins with.
func asked(id, severity string, changes ...object) object {
	prefixes := map[string]string{"IAM": "iam", "NET": "network", "DAT": "data"}
	question := object{
		"id": id, "revision": 1, "area": prefixes[id[:3]], "title": id, "tiers": []string{"infrastructure"},
		"severity": severity, "effort": "low", "question": "Is it so?",
		"levels": object{"none": "not", "some": "little", "most": "much", "all": "whole"},
	}
	for _, change := range changes {
		maps.Copy(question, change)
	}
	return question
}

// given returns an answer of a person; na has its reason.
func given(level string, changes ...object) object {
	answer := object{"level": level, "state": "new", "by": "Ada"}
	if level == "na" {
		answer["na_reason"] = object{"code": "no-such-resource", "text": "There is none."}
	}
	for _, change := range changes {
		maps.Copy(answer, change)
	}
	return answer
}

var (
	carried    = object{"state": "carried"}
	reaffirmed = object{"state": "reaffirmed"}
	changed    = object{"state": "changed"}
	inBulk     = object{"state": "reaffirmed", "bulk": true}
	revised    = object{"revision": 2}
	container  = object{"tiers": []string{"container"}}
	bothTiers  = []string{"infrastructure", "container"}
)

func excepted(kind, expires string) object {
	return object{"exception": object{"kind": kind, "reason": "By hand", "approver": "Grace", "expires": expires}}
}

// TestBridgeByHand moves one thing at a time. Before, two questions are asked:
// IAM-01, high, with level all, and IAM-02, low, with level none, so that the
// coverage is 12 of 16, which is 3/4.
func TestBridgeByHand(t *testing.T) {
	first, second, third := asked("IAM-01", "high"), asked("IAM-02", "low"), asked("IAM-03", "medium")
	basis := side{questions: []object{first, second}, answers: object{"IAM-01": given("all"), "IAM-02": given("none")}}
	with := func(change func(*side)) side {
		changed := basis
		changed.answers = maps.Clone(basis.answers)
		change(&changed)
		return changed
	}
	type parts struct{ Old, Bank, Scope, NA, Answered, Answers, New string }
	tests := map[string]struct {
		before, after side
		want          parts
	}{
		"nothing": {basis, basis, parts{"3/4", "0", "0", "0", "0", "0", "3/4"}},

		// bank
		"a new question enters unanswered, 12 of 24, and is then answered, 20 of 24": {
			basis,
			with(func(s *side) { s.questions = append(s.questions, third); s.answers["IAM-03"] = given("all") }),
			parts{"3/4", "-1/4", "0", "0", "1/3", "0", "5/6"},
		},
		"a retired question leaves, 12 of 12": {
			basis,
			with(func(s *side) { s.questions = s.questions[:1]; delete(s.answers, "IAM-02") }),
			parts{"3/4", "1/4", "0", "0", "0", "0", "1"},
		},
		"another revision loses its old answer, 0 of 16": {
			basis,
			with(func(s *side) { s.questions = []object{asked("IAM-01", "high", revised), second} }),
			parts{"3/4", "-3/4", "0", "0", "3/4", "0", "3/4"},
		},
		"another revision loses its old na too, 12 of 12 to 12 of 16": {
			with(func(s *side) { s.answers["IAM-02"] = given("na") }),
			with(func(s *side) {
				s.questions = []object{first, asked("IAM-02", "low", revised)}
				s.answers["IAM-02"] = given("na")
			}),
			parts{"1", "-1/4", "0", "1/4", "0", "0", "1"},
		},
		"a weight falls, 4 of 8": {
			basis,
			with(func(s *side) { s.weights = object{"critical": 5, "high": 1, "medium": 1, "low": 1} }),
			parts{"3/4", "-1/4", "0", "0", "0", "0", "1/2"},
		},
		"a severity rises, 12 of 24": {
			basis,
			with(func(s *side) { s.questions = []object{first, asked("IAM-02", "high")} }),
			parts{"3/4", "-1/4", "0", "0", "0", "0", "1/2"},
		},
		"a question moves to another area, mean of 1 and 0": {
			basis,
			with(func(s *side) { s.questions = []object{first, asked("IAM-02", "low", object{"area": "network"})} }),
			parts{"3/4", "-1/4", "0", "0", "0", "0", "1/2"},
		},
		"a question that only the new bank asks of the scope enters with its old answer, 12 of 12 to 12 of 16": {
			with(func(s *side) { s.questions = []object{first, asked("IAM-02", "low", container)} }),
			basis,
			parts{"1", "-1/4", "0", "0", "0", "0", "3/4"},
		},
		"the old bank's weights count until the new one is taken over, and never after": {
			with(func(s *side) {
				s.weights = object{"critical": 5, "high": 1, "medium": 1, "low": 1} // 4 of 8
			}),
			with(func(s *side) { s.answers["IAM-02"] = given("all") }), // 12 of 16, then 16 of 16
			parts{"1/2", "1/4", "0", "0", "0", "1/4", "1"},
		},

		// scope
		"a newly asked question enters with its old answer, 12 of 12 to 12 of 16": {
			with(func(s *side) { s.questions = []object{first, asked("IAM-02", "low", container)} }),
			with(func(s *side) {
				s.questions, s.tiers = []object{first, asked("IAM-02", "low", container)}, bothTiers
			}),
			parts{"1", "0", "-1/4", "0", "0", "0", "3/4"},
		},
		"a newly asked question without an old answer enters unanswered": {
			with(func(s *side) {
				s.questions = []object{first, asked("IAM-02", "low", container)}
				delete(s.answers, "IAM-02")
			}),
			with(func(s *side) {
				s.questions, s.tiers = []object{first, asked("IAM-02", "low", container)}, bothTiers
				s.answers["IAM-02"] = given("all")
			}),
			parts{"1", "0", "-1/4", "0", "1/4", "0", "1"},
		},
		"questions out of scope leave": {
			with(func(s *side) {
				s.questions, s.tiers = []object{first, asked("IAM-02", "low", container)}, bothTiers
			}),
			with(func(s *side) { s.questions = []object{first, asked("IAM-02", "low", container)} }),
			parts{"3/4", "0", "1/4", "0", "0", "0", "1"},
		},
		"nothing applies in between, which counts as 0": {
			with(func(s *side) {
				s.questions = []object{first, asked("IAM-02", "low", container)}
				s.answers["IAM-02"] = given("na")
			}),
			with(func(s *side) {
				s.questions, s.tiers = []object{first, asked("IAM-02", "low", container)}, []string{"container"}
				s.answers["IAM-02"] = given("most")
			}),
			parts{"1", "0", "-1", "3/4", "0", "0", "3/4"},
		},

		// na
		"a level becomes na, 12 of 12": {
			basis, with(func(s *side) { s.answers["IAM-02"] = given("na") }),
			parts{"3/4", "0", "0", "1/4", "0", "0", "1"},
		},
		"na becomes a level and takes its answer whole, 12 of 12 to 15 of 16": {
			with(func(s *side) { s.answers["IAM-02"] = given("na") }),
			with(func(s *side) { s.answers["IAM-02"] = given("most") }),
			parts{"1", "0", "0", "-1/16", "0", "0", "15/16"},
		},
		"na becomes unknown": {
			with(func(s *side) { s.answers["IAM-02"] = given("na") }),
			with(func(s *side) { s.answers["IAM-02"] = given("unknown") }),
			parts{"1", "0", "0", "-1/4", "0", "0", "3/4"},
		},
		"a carried na still applies, and its re-affirmation is an na": {
			with(func(s *side) { s.answers["IAM-02"] = given("na", carried) }),
			with(func(s *side) { s.answers["IAM-02"] = given("na", reaffirmed) }),
			parts{"3/4", "0", "0", "1/4", "0", "0", "1"},
		},

		// answered
		"an unanswered question gets a level, 12 of 16 to 16 of 16": {
			with(func(s *side) { delete(s.answers, "IAM-02") }),
			with(func(s *side) { s.answers["IAM-02"] = given("all") }),
			parts{"3/4", "0", "0", "0", "1/4", "0", "1"},
		},
		"an unknown one gets a level": {
			with(func(s *side) { s.answers["IAM-02"] = given("unknown") }),
			with(func(s *side) { s.answers["IAM-02"] = given("some") }),
			parts{"3/4", "0", "0", "0", "1/16", "0", "13/16"},
		},
		"a level is only carried over": {
			basis, with(func(s *side) { s.answers["IAM-01"] = given("all", carried) }),
			parts{"3/4", "0", "0", "0", "-3/4", "0", "0"},
		},
		"a level becomes unknown": {
			basis, with(func(s *side) { s.answers["IAM-01"] = given("unknown") }),
			parts{"3/4", "0", "0", "0", "-3/4", "0", "0"},
		},

		// answers
		"a level falls, 12 of 16 to 3 of 16": {
			basis, with(func(s *side) { s.answers["IAM-01"] = given("some") }),
			parts{"3/4", "0", "0", "0", "0", "-9/16", "3/16"},
		},
		"a compensating control expires between the two days": {
			with(func(s *side) { s.answers["IAM-01"] = given("all", excepted("compensating", "2026-12-30")) }),
			with(func(s *side) { s.answers["IAM-01"] = given("all", excepted("compensating", "2026-12-30")) }),
			parts{"3/4", "0", "0", "0", "0", "-3/4", "0"},
		},
		"an expired one is renewed": {
			with(func(s *side) { s.answers["IAM-01"] = given("all", excepted("compensating", "2026-09-29")) }),
			with(func(s *side) { s.answers["IAM-01"] = given("all", excepted("compensating", "2026-12-31")) }),
			parts{"0", "0", "0", "0", "0", "3/4", "3/4"},
		},
		"an old answer counts on the old day also under the new bank": {
			with(func(s *side) { s.answers["IAM-01"] = given("all", excepted("compensating", "2026-09-30")) }),
			with(func(s *side) {
				s.questions = []object{first, asked("IAM-02", "high")} // 12 of 24
				s.answers["IAM-01"] = given("all")
			}),
			parts{"3/4", "-1/4", "0", "0", "0", "0", "1/2"},
		},
		"an accepted risk changes no number": {
			with(func(s *side) { s.answers["IAM-02"] = given("none", excepted("accepted-risk", "2026-10-30")) }),
			basis,
			parts{"3/4", "0", "0", "0", "0", "0", "3/4"},
		},

		// In one go: 12 of 16. The bank brings a medium question, 12 of 24; the
		// scope another low one, 12 of 28; IAM-02 becomes na, 12 of 24; IAM-03 is
		// answered most, 18 of 24; IAM-01 falls to most, 15 of 24.
		"everything at once": {
			basis,
			with(func(s *side) {
				s.questions = []object{first, second, third, asked("IAM-04", "low", container)}
				s.tiers = bothTiers
				s.answers = object{"IAM-01": given("most"), "IAM-02": given("na"), "IAM-03": given("most")}
			}),
			parts{"3/4", "-1/4", "-1/14", "1/14", "1/4", "-1/8", "5/8"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c, err := compareByHand(t, test.before, test.after)
			if err != nil {
				t.Fatal(err)
			}
			got := parts{
				c.Reported.Old.Fraction(), c.Bridge.Bank.Fraction(), c.Bridge.Scope.Fraction(), c.Bridge.NA.Fraction(),
				c.Bridge.Answered.Fraction(), c.Bridge.Answers.Fraction(), c.Reported.New.Fraction(),
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-by hand +compared):\n%s", diff)
			}
		})
	}
}

// TestPrintedBridge prints sixths: of six questions of one weight, two become
// all, one by an answer where there was none, one by a better answer.
func TestPrintedBridge(t *testing.T) {
	six := func(levels string) side {
		s := side{answers: object{}}
		for i, level := range strings.Fields(levels) {
			id := "IAM-0" + string(rune('1'+i))
			s.questions = append(s.questions, asked(id, "low"))
			if level != "-" {
				s.answers[id] = given(level)
			}
		}
		return s
	}
	tests := map[string]struct {
		before, after             string
		change, answered, answers scoring.Tenths
	}{
		// 33.33 to 66.67 %: printed that is 33.4 apart, of which each has 16.67.
		"both are rounded up": {"all all - none none none", "all all all all none none", 334, 167, 167},
		// 0 to 33.33 %: a tenth less, which the later of two equals lacks.
		"the earlier of equals gets the tenth":           {"- none none none none none", "all all none none none none", 333, 167, 166},
		"the earlier of equals loses less when it falls": {"all all none none none none", "- none none none none none", -333, -166, -167},
		// 0 to 50 %: the answer that came has 33.33, the better one 16.67.
		"the larger remainder gets the tenth": {"- - none none none none", "all all all none none none", 500, 333, 167},
		"nothing moves":                       {"all none none none none none", "all none none none none none", 0, 0, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c, err := compareByHand(t, six(test.before), six(test.after))
			if err != nil {
				t.Fatal(err)
			}
			printed := make(map[string]scoring.Tenths)
			for _, step := range c.BridgeSteps() {
				printed[step.Name] = step.Tenths
			}
			want := map[string]scoring.Tenths{"bank": 0, "scope": 0, "na": 0, "answered": test.answered, "answers": test.answers}
			if diff := cmp.Diff(want, printed); diff != "" || c.PrintedChange() != test.change {
				t.Errorf("the change is %s, want %s; its parts (-by hand +compared):\n%s", c.PrintedChange(), test.change, diff)
			}
		})
	}
}

func TestTenthsInWords(t *testing.T) {
	for tenths, want := range map[scoring.Tenths]string{0: "0.0", 1: "+0.1", 41: "+4.1", -3: "-0.3", -1000: "-100.0"} {
		if got := tenths.String(); got != want {
			t.Errorf("%d tenths read %s, want %s", int(tenths), got, want)
		}
	}
}

// TestMovementsByHand puts every kind of movement between two quarters.
func TestMovementsByHand(t *testing.T) {
	collected := func(day string) object {
		return object{"title": "By hand", "kind": "log", "ref": "log/by-hand", "collected_at": day}
	}
	rests := func(id string) object { return object{"evidence": []string{id}} }
	before := side{
		questions: []object{
			asked("IAM-01", "critical"), asked("IAM-02", "high"), asked("IAM-03", "low"), asked("IAM-04", "low"),
			asked("IAM-05", "medium"), asked("IAM-06", "high"), asked("IAM-07", "low"), asked("IAM-08", "low"),
			asked("NET-01", "high"), asked("NET-02", "low"), asked("NET-03", "medium"), asked("NET-04", "low", container),
			asked("NET-05", "low", container), asked("DAT-01", "low"), asked("DAT-02", "low"),
		},
		tiers:    bothTiers,
		evidence: object{"E-01": collected("2026-08-01")},
		answers: object{
			"IAM-01": given("most", rests("E-01")), "IAM-02": given("all", excepted("compensating", "2026-10-31")),
			"IAM-03": given("none"), "IAM-04": given("some", excepted("accepted-risk", "2026-11-30")), "IAM-05": given("none"),
			"IAM-06": given("all", rests("E-01")), "IAM-07": given("na"), "IAM-08": given("na"),
			"NET-01": given("unknown"), "NET-02": given("all", rests("E-01")), "NET-03": given("all", rests("E-01")), "NET-04": given("some"),
			"NET-05": given("na"), "DAT-01": given("na"),
		},
	}
	after := side{
		questions: []object{
			asked("IAM-01", "critical"), asked("IAM-02", "high"), asked("IAM-03", "low"), asked("IAM-04", "low"),
			asked("IAM-05", "medium"), asked("IAM-06", "high"), asked("IAM-07", "low"), asked("IAM-08", "low"),
			asked("NET-01", "high"), asked("NET-02", "low"), asked("NET-03", "medium", revised), asked("NET-05", "low", container),
			asked("NET-06", "low"), asked("DAT-01", "low"), asked("DAT-02", "low"),
		},
		retired:  []object{{"id": "NET-04", "since": "2", "successors": []string{"NET-06"}}},
		evidence: object{"E-01": collected("2026-08-01"), "E-02": collected("2026-11-01")},
		answers: object{
			// fell by 2 of 5 × 4 points, and its evidence is of last quarter
			"IAM-01": given("some", changed, rests("E-01")),
			// fell by 4 of 3 × 4 points: the control ended
			"IAM-02": given("all", reaffirmed, excepted("compensating", "2026-10-31")),
			// had no points to lose
			"IAM-03": given("unknown", changed),
			"IAM-04": given("most", changed, excepted("accepted-risk", "2026-11-30")),
			"IAM-05": given("all", changed, excepted("accepted-risk", "2027-01-31")),
			"IAM-06": given("all", carried, rests("E-01")),
			"IAM-07": given("na", inBulk),
			"IAM-08": given("none", changed),
			"NET-01": given("some", changed, rests("E-02")),
			"NET-02": given("na", changed),
			"NET-03": given("most"),
			"NET-06": given("all"),
			"DAT-01": given("na", carried),
			"DAT-02": object{"state": "reaffirmed", "note": "By whom?"}, // no level, so nothing is re-affirmed
		},
	}
	c, err := compareByHand(t, before, after)
	if err != nil {
		t.Fatal(err)
	}
	type lists struct {
		Regressions, Improvements, Lost, Gained, BecameNA, CeasedNA, Revised []scoring.Movement
		Entered                                                              []scoring.Entry
		Gone                                                                 []scoring.Departure
		Reaffirmed, ReaffirmedInBulk, Changed, Left, WentStale               []string
		Begun, Expired                                                       []scoring.ExceptionChange
	}
	day := func(text string) questionnaire.Date {
		date, _ := questionnaire.ParseDate(text)
		return date
	}
	want := lists{
		Regressions:  []scoring.Movement{{"IAM-02", "all", "none"}, {"IAM-01", "most", "some"}, {"IAM-03", "none", "unknown"}},
		Improvements: []scoring.Movement{{"IAM-05", "none", "all"}, {"IAM-04", "some", "most"}},
		Lost:         []scoring.Movement{{"IAM-06", "all", "carried"}, {"DAT-01", "na", "carried"}},
		Gained:       []scoring.Movement{{"NET-01", "unknown", "some"}},
		BecameNA:     []scoring.Movement{{"NET-02", "all", "na"}},
		CeasedNA:     []scoring.Movement{{"IAM-08", "na", "none"}},
		Revised:      []scoring.Movement{{"NET-03", "all", "most"}},
		Entered:      []scoring.Entry{{"NET-06", "all", true}},
		Gone:         []scoring.Departure{{"NET-04", "some", true, []string{"NET-06"}}, {"NET-05", "na", false, []string{}}},
		Reaffirmed:   []string{"IAM-02", "IAM-07"}, ReaffirmedInBulk: []string{"IAM-07"},
		Changed:   []string{"IAM-01", "IAM-03", "IAM-04", "IAM-05", "IAM-08", "NET-01", "NET-02"},
		Left:      []string{"IAM-06", "DAT-01"},
		WentStale: []string{"IAM-01", "IAM-06"},
		Begun:     []scoring.ExceptionChange{{"IAM-05", questionnaire.AcceptedRisk, day("2027-01-31")}},
		Expired: []scoring.ExceptionChange{
			{"IAM-02", questionnaire.Compensating, day("2026-10-31")}, {"IAM-04", questionnaire.AcceptedRisk, day("2026-11-30")},
		},
	}
	got := lists{
		c.Regressions, c.Improvements, c.Lost, c.Gained, c.BecameNA, c.CeasedNA, c.Revised, c.Entered, c.Gone,
		c.Reaffirmed, c.ReaffirmedInBulk, c.Changed, c.Left, c.WentStale, c.ExceptionsBegun, c.ExceptionsExpired,
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b questionnaire.Date) bool { return a == b }),
		cmp.Comparer(func(a, b questionnaire.ExceptionKind) bool { return a == b })); diff != "" {
		t.Errorf("(-by hand +compared):\n%s", diff)
	}
	// Four have a level and one revision on both sides: IAM-01 15 to 5 of 20,
	// IAM-02 12 to 0 of 12, IAM-04 1 to 3 of 4, IAM-05 0 to 8 of 8. Beside
	// them IAM-03, 06, 08, NET-01 to 04, 06, DAT-01 and 02 apply on a side; NET-05 and
	// IAM-07 do not.
	like := c.LikeForLike
	if like.Old.Fraction() != "7/11" || like.New.Fraction() != "4/11" || like.Questions != 4 || like.LeftOut != 10 {
		t.Errorf("like for like %s to %s over %d without %d", like.Old.Fraction(), like.New.Fraction(), like.Questions, like.LeftOut)
	}
}

// Like for like weighs both sides by the new bank: IAM-01 12 to 9 and IAM-02 0
// to 4, which the new bank asks as high, of 12 and 12.
func TestLikeForLikeUsesOneYardstick(t *testing.T) {
	before := side{
		questions: []object{asked("IAM-01", "high"), asked("IAM-02", "low")},
		answers:   object{"IAM-01": given("all"), "IAM-02": given("none")},
	}
	after := side{
		questions: []object{asked("IAM-01", "high"), asked("IAM-02", "high")},
		answers:   object{"IAM-01": given("most"), "IAM-02": given("some")},
	}
	c, err := compareByHand(t, before, after)
	if err != nil {
		t.Fatal(err)
	}
	if like := c.LikeForLike; like.Old.Fraction() != "1/2" || like.New.Fraction() != "1/2" || like.LeftOut != 0 {
		t.Errorf("like for like %s to %s without %d", like.Old.Fraction(), like.New.Fraction(), like.LeftOut)
	}
	after.answers = object{"IAM-01": given("unknown"), "IAM-02": given("unknown")}
	c, err = compareByHand(t, before, after)
	if err != nil {
		t.Fatal(err)
	}
	if like := c.LikeForLike; like.Old.Known() || like.New.Known() || like.Questions != 0 || like.LeftOut != 2 {
		t.Errorf("without a common level: %s to %s without %d", like.Old.Fraction(), like.New.Fraction(), like.LeftOut)
	}
}

func TestAreasAndTiersThatASideDoesNotUse(t *testing.T) {
	questions := []object{asked("IAM-01", "high"), asked("NET-01", "low", container)}
	before := side{questions: questions, answers: object{"IAM-01": given("all")}}
	after := side{questions: questions, tiers: []string{"container"}, answers: object{"NET-01": given("some")}}
	c, err := compareByHand(t, before, after)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Areas) != 6 {
		t.Fatalf("%d areas, want all 6", len(c.Areas))
	}
	iam, network := c.Areas[0], c.Areas[1]
	for _, figure := range []struct{ name, got, want string }{
		{"iam then", iam.Old.Percent(1), "100.0"},
		{"iam now", iam.New.Percent(1), "–"},
		{"iam in infrastructure then", iam.Tiers[questionnaire.Infrastructure].Old.Percent(1), "100.0"},
		{"iam in infrastructure now", iam.Tiers[questionnaire.Infrastructure].New.Percent(1), "–"},
		{"network in container then", network.Tiers[questionnaire.Container].Old.Percent(1), "–"},
		{"network in container now", network.Tiers[questionnaire.Container].New.Percent(1), "25.0"},
	} {
		if figure.got != figure.want {
			t.Errorf("%s: %s, want %s", figure.name, figure.got, figure.want)
		}
	}
	if _, ok := iam.Tiers[questionnaire.Abstracted]; ok {
		t.Error("a cell of a tier that neither side uses")
	}
	if !iam.Tiers[questionnaire.Infrastructure].Small || iam.Tiers[questionnaire.Container].Small {
		t.Errorf("a cell of one question is small, one of none has no figure to mark: %+v", iam.Tiers)
	}
}

func TestWhatIsNotCompared(t *testing.T) {
	one := side{questions: []object{asked("IAM-01", "high")}, answers: object{"IAM-01": given("all")}}
	nothing := one
	nothing.answers = object{"IAM-01": given("na")}
	sheet := func(s side, id string, period, head object) *scoring.Sheet {
		s.asOf, s.head = "2026-12-31", head
		return s.sheet(t, id, period)
	}
	third, fourth := sheet(one, "payments-2026-q3", thirdQuarter, nil), sheet(one, "payments-2026-q4", fourthQuarter, nil)
	november := object{"label": "2026-11", "start": "2026-11-01", "end": "2026-11-30"}
	begun := func(day string) object { return object{"created_at": day} }
	tests := map[string]struct {
		before, after *scoring.Sheet
		want          error
	}{
		"in order":                    {third, fourth, nil},
		"with itself":                 {fourth, fourth, nil},
		"backwards":                   {fourth, third, scoring.ErrWrongOrder},
		"overlapping":                 {fourth, sheet(one, "payments-2026-11", november, nil), scoring.ErrWrongOrder},
		"a correction":                {fourth, sheet(one, "payments-2026-q4-r2", fourthQuarter, begun("2026-12-02")), nil},
		"what a correction corrected": {sheet(one, "payments-2026-q4-r2", fourthQuarter, begun("2026-12-02")), fourth, scoring.ErrWrongOrder},
		"another team":                {third, sheet(one, "data-2026-q4", fourthQuarter, object{"team": "Data"}), scoring.ErrOtherTeam},
		"nothing applied":             {sheet(nothing, "payments-2026-q3", thirdQuarter, nil), fourth, scoring.ErrNothingApplies},
		"nothing applies":             {third, sheet(nothing, "payments-2026-q4", fourthQuarter, nil), scoring.ErrNothingApplies},
		"a correction that a clock misdated": {fourth, sheet(one, "payments-2026-q4-r2", fourthQuarter, object{
			"created_at": "2026-01-01", "supersedes": object{"id": "payments-2026-q4"},
		}), nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := scoring.Compare(test.before, test.after)
			if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}
