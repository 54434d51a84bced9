package scoring_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

// The worked example, small enough to redo with a pencil. Weights are 5 3 2 1,
// points none 0, some 1, most 3, all 4; infrastructure and abstracted are in
// use; the period is 2026-Q4 and the as-of day 2026-11-15.
//
//	           severity tiers  answer                                  w·p  of  ceiling  evidenced  as carried
//	IAM-01     critical i a    all, export of 2026-10-20                20  20       20         20
//	IAM-02     critical i a    some                                      5  20        5          0              caps
//	IAM-03     high       a    carried: most                             0  12       12          0      9
//	IAM-04     low      i      unanswered                                0   4        4          0
//	iam                                                                 25  56       41         20     34
//	NET-01     high     i      all, control ended on 2026-11-14          0  12       12          0
//	NET-02     medium   i      most, export of 2026-09-30                6   8        6          0
//	NET-03     low      i      unknown, risk accepted to 2026-11-15      0   4        4          0
//	network                                                              6  24       22          0      6
//	CWP-01     high     (container only: not asked)
//	DAT-01     critical   a    some, on somebody's statement             5  20        5          0              caps
//	DAT-02     high     i a    all, test of 2025-11-01 (400 days)       12  12       12         12
//	DAT-03     high       a    all                                      12  12       12          0
//	DAT-04     high       a    all, log that ends on 2026-09-30         12  12       12          0
//	DAT-05     low        a    na                                        –   –        –          –              4 if asked of
//	data                                                                41  56       41         12     41
//	TIN-01     medium   i a    na                                        –   –        –          –              8 if asked of
//	posture    no question
func workedExample(t *testing.T) sample {
	t.Helper()
	const i, c, a = "infrastructure", "container", "abstracted"
	question := func(id, area, severity, effort string, tiers ...string) object {
		return object{
			"id": id, "revision": 1, "area": area, "title": id, "tiers": tiers, "severity": severity, "effort": effort,
			"question": "Is it so?", "levels": object{"none": "not", "some": "little", "most": "much", "all": "whole"},
		}
	}
	yearly := question("DAT-02", "data", "high", "medium", i, a)
	yearly["evidence_max_age_days"] = 400
	bank := encode(object{
		"schema": questionnaire.BankSchema, "id": "worked", "version": "1",
		"weights": object{"critical": 5, "high": 3, "medium": 2, "low": 1},
		"bands":   object{"partial": 40, "substantial": 70, "high": 90},
		"questions": []object{
			question("IAM-01", "iam", "critical", "low", i, c, a),
			question("IAM-02", "iam", "critical", "medium", i, a),
			question("IAM-03", "iam", "high", "low", a),
			question("IAM-04", "iam", "low", "high", i),
			question("NET-01", "network", "high", "medium", i),
			question("NET-02", "network", "medium", "low", i),
			question("NET-03", "network", "low", "low", i),
			question("CWP-01", "workload", "high", "low", c),
			question("DAT-01", "data", "critical", "high", a),
			yearly,
			question("DAT-03", "data", "high", "low", a),
			question("DAT-04", "data", "high", "low", a),
			question("DAT-05", "data", "low", "low", a),
			question("TIN-01", "threat-intel", "medium", "low", i, c, a),
		},
	})
	evidence := func(kind, collected, coversTo string) object {
		piece := object{"title": "Worked", "kind": kind, "ref": "evidence/worked", "collected_at": collected}
		if coversTo != "" {
			piece["covers_to"] = coversTo
		}
		return piece
	}
	answer := func(level, state string, evidence ...string) object {
		return object{"level": level, "state": state, "by": "Ada", "evidence": evidence}
	}
	excepted := func(answer object, kind, expires string) object {
		answer["exception"] = object{"kind": kind, "reason": "Worked", "approver": "Grace", "expires": expires}
		return answer
	}
	na := answer("na", "new")
	na["na_reason"] = object{"code": "no-such-resource", "text": "There is none."}
	document := encode(object{
		"schema": questionnaire.AssessmentSchema, "generator": object{"name": "demarc", "version": "1"},
		"id": "worked-2026-q4", "team": "Worked", "period": object{"label": "2026-Q4", "start": "2026-10-01", "end": "2026-12-31"},
		"scope": object{"tiers": []string{i, a}, "depth": "full"}, "bank": object{"id": "worked", "version": "1", "digest": ""},
		"status": "draft", "created_at": "2026-10-01",
		"evidence": object{
			"E-01": evidence("config-export", "2026-10-20T09:00:00Z", ""),
			"E-02": evidence("config-export", "2026-09-30T23:59:59Z", ""),
			"E-03": evidence("statement", "2026-11-10", ""),
			"E-04": evidence("record", "2025-11-01", ""),
			"E-05": evidence("log", "2026-10-02", "2026-09-30"),
		},
		"answers": object{
			"IAM-01": answer("all", "new", "E-01"),
			"IAM-02": answer("some", "changed"),
			"IAM-03": answer("most", "carried"),
			"NET-01": excepted(answer("all", "new", "E-01"), "compensating", "2026-11-14"),
			"NET-02": answer("most", "reaffirmed", "E-02"),
			"NET-03": excepted(answer("unknown", "new"), "accepted-risk", "2026-11-15"),
			"CWP-01": answer("all", "new"),
			"DAT-01": answer("some", "new", "E-03"),
			"DAT-02": answer("all", "new", "E-04"),
			"DAT-03": answer("all", "new"),
			"DAT-04": answer("all", "new", "E-05"),
			"DAT-05": na,
			"TIN-01": na,
		},
	})
	read, err := questionnaire.DecodeBank(bank)
	if err != nil {
		t.Fatal(err)
	}
	asOf, _ := questionnaire.ParseDate("2026-11-15")
	return sample{bank: read, assessment: decode(read, document), document: document, asOf: asOf}
}

func TestScoreOfWorkedExample(t *testing.T) {
	const none = "–"
	want := all{
		// coverage     (25/56 + 6/24 + 41/56) ÷ 3  =  (25 + 14 + 41)/56 ÷ 3  =  80/168
		// ceiling      (41/56 + 22/24 + 41/56) ÷ 3 =  (123 + 154 + 123)/168 ÷ 3  =  400/504
		// as carried   (34/56 + 6/24 + 41/56) ÷ 3  =  (34 + 14 + 41)/56 ÷ 3  =  89/168
		// evidenced    (20/56 + 0/24 + 12/56) ÷ 3  =  32/168
		// na as none   (25/56 + 6/24 + 41/60 + 0/8) ÷ 4  =  (375 + 210 + 574)/840 ÷ 4
		// pooled       (25 + 6 + 41)/(56 + 24 + 56)  =  72/136
		// 47.6 % is Partial and 79.4 % Substantial, so there is no band yet.
		Overall: figures{
			Coverage: "10/21", Ceiling: "50/63", AsCarried: "89/168", Evidenced: "4/21", NAAsNone: "1159/3360", Pooled: "9/17",
			CappedBy: []string{"IAM-02", "DAT-01"},
			Asked:    13, Applicable: 11, Answered: 8, Carried: 1, Unknown: 1, Unanswered: 1, NA: 2,
		},
		Areas: map[string]figures{
			// 44.6 % and 73.2 %: undecided.
			"iam": {
				Coverage: "25/56", Ceiling: "41/56", AsCarried: "17/28", Evidenced: "5/14", NAAsNone: "25/56",
				CappedBy: []string{"IAM-02"}, Earned: 25, EvidencedEarned: 20, CeilingEarned: 41, Possible: 56,
				Asked: 4, Applicable: 4, Answered: 2, Carried: 1, Unanswered: 1,
			},
			// 25.0 % and 91.7 %: undecided.
			"network": {
				Coverage: "1/4", Ceiling: "11/12", AsCarried: "1/4", Evidenced: "0", NAAsNone: "1/4",
				Earned: 6, CeilingEarned: 22, Possible: 24, Asked: 3, Applicable: 3, Answered: 2, Unknown: 1,
			},
			"posture":  {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: none},
			"workload": {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: none},
			// 73.2 % and nothing open: Substantial, but DAT-01 caps it.
			"data": {
				Coverage: "41/56", Ceiling: "41/56", AsCarried: "41/56", Evidenced: "3/14", NAAsNone: "41/60", Band: "Partial",
				CappedBy: []string{"DAT-01"}, Earned: 41, EvidencedEarned: 12, CeilingEarned: 41, Possible: 56,
				Asked: 5, Applicable: 4, Answered: 4, NA: 1,
			},
			"threat-intel": {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: "0", Asked: 1, NA: 1},
		},
		Cells: map[string]figures{
			// IAM-01, 02, 04: 56.8 % and 65.9 %, both Partial.
			"iam infrastructure": {
				Coverage: "25/44", Ceiling: "29/44", AsCarried: "25/44", Evidenced: "5/11", NAAsNone: "25/44", Band: "Partial",
				CappedBy: []string{"IAM-02"}, Earned: 25, EvidencedEarned: 20, CeilingEarned: 29, Possible: 44,
				Asked: 3, Applicable: 3, Answered: 2, Unanswered: 1,
			},
			// IAM-01, 02, 03: 48.1 % and 71.2 %.
			"iam abstracted": {
				Coverage: "25/52", Ceiling: "37/52", AsCarried: "17/26", Evidenced: "5/13", NAAsNone: "25/52",
				CappedBy: []string{"IAM-02"}, Earned: 25, EvidencedEarned: 20, CeilingEarned: 37, Possible: 52,
				Asked: 3, Applicable: 3, Answered: 2, Carried: 1,
			},
			"network infrastructure": {
				Coverage: "1/4", Ceiling: "11/12", AsCarried: "1/4", Evidenced: "0", NAAsNone: "1/4",
				Earned: 6, CeilingEarned: 22, Possible: 24, Asked: 3, Applicable: 3, Answered: 2, Unknown: 1,
			},
			"network abstracted":      {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: none},
			"posture infrastructure":  {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: none},
			"posture abstracted":      {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: none},
			"workload infrastructure": {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: none},
			"workload abstracted":     {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: none},
			// DAT-02 alone.
			"data infrastructure": {
				Coverage: "1", Ceiling: "1", AsCarried: "1", Evidenced: "1", NAAsNone: "1", Band: "High",
				Earned: 12, EvidencedEarned: 12, CeilingEarned: 12, Possible: 12, Asked: 1, Applicable: 1, Answered: 1,
			},
			"data abstracted": {
				Coverage: "41/56", Ceiling: "41/56", AsCarried: "41/56", Evidenced: "3/14", NAAsNone: "41/60", Band: "Partial",
				CappedBy: []string{"DAT-01"}, Earned: 41, EvidencedEarned: 12, CeilingEarned: 41, Possible: 56,
				Asked: 5, Applicable: 4, Answered: 4, NA: 1,
			},
			"threat-intel infrastructure": {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: "0", Asked: 1, NA: 1},
			"threat-intel abstracted":     {Coverage: none, Ceiling: none, AsCarried: none, Evidenced: none, NAAsNone: "0", Asked: 1, NA: 1},
		},
		// Points missing, then severity, then effort; lift = missing ÷ possible of the area ÷ 3 areas.
		Gaps: []gap{
			{"IAM-02", "iam", "critical", "medium", "some", false, "5/56"}, // 5·3 = 15, of 56, of 3 areas: 15/168
			{"DAT-01", "data", "critical", "high", "some", false, "5/56"},  // 15/168
			{"IAM-03", "iam", "high", "low", "carried", false, "1/14"},     // 3·4 = 12: 12/168
			{"NET-01", "network", "high", "medium", "all", true, "1/6"},    // 12, of 24: 12/72
			{"IAM-04", "iam", "low", "high", "unanswered", false, "1/42"},  // 4/168
			{"NET-02", "network", "medium", "low", "most", false, "1/36"},  // 2·1 = 2: 2/72
		},
		Accepted: []gap{{"NET-03", "network", "low", "low", "unknown", false, "1/18"}}, // 4/72
	}
	worked := workedExample(t)
	if diff := cmp.Diff(want, everything(worked.score())); diff != "" {
		t.Errorf("(-by hand +scored):\n%s", diff)
	}
	if diff := cmp.Diff(want, worked.oracle().everything()); diff != "" {
		t.Errorf("(-by hand +oracle):\n%s", diff)
	}
}

func TestPlanOfWorkedExample(t *testing.T) {
	// Lift per effort, of which low costs 1, medium 3 and high 8:
	// IAM-03 1/14, NET-01 1/18, IAM-02 5/168, NET-02 1/36 (a little less), DAT-01 5/448, IAM-04 1/336.
	steps := []step{
		{"IAM-03", "low", "1/14", "23/42"},    // 10/21 + 1/14 = 54.8 %
		{"NET-01", "medium", "1/6", "5/7"},    // 71.4 %
		{"IAM-02", "medium", "5/56", "45/56"}, // 80.4 %
		{"NET-02", "low", "1/36", "419/504"},  // 83.1 %
		{"DAT-01", "high", "5/56", "58/63"},   // 92.1 %
		{"IAM-04", "high", "1/42", "17/18"},   // 94.4 %: what is left is the accepted risk, 1/18
	}
	tests := map[string]plan{
		"0":     {Start: "10/21", End: "10/21", Reached: true},
		"47.6":  {Start: "10/21", End: "10/21", Reached: true}, // 47.619…
		"47.62": {Start: "10/21", End: "23/42", Reached: true, Steps: steps[:1]},
		"80":    {Start: "10/21", End: "45/56", Reached: true, Steps: steps[:3]},
		"94":    {Start: "10/21", End: "17/18", Reached: true, Steps: steps},
		"95":    {Start: "10/21", End: "17/18", Steps: steps},
	}
	sheet := workedExample(t).score()
	for _, text := range slices.Sorted(maps.Keys(tests)) {
		target, ok := scoring.ParsePercent(text)
		if !ok {
			t.Fatalf("%s is no percentage", text)
		}
		roadmap := scoring.Plan(sheet, target)
		if diff := cmp.Diff(tests[text], planned(roadmap)); diff != "" {
			t.Errorf("target %s (-by hand +planned):\n%s", text, diff)
		}
		if roadmap.Target.Cmp(target) != 0 {
			t.Errorf("target %s comes back as %s", text, roadmap.Target.Fraction())
		}
	}
}

func TestPlanTakesTiesInGapOrder(t *testing.T) {
	// A high gap of 4·3 points for medium effort and a low gap of 4·1 for low
	// effort give the same for what they cost; the graver gap comes first.
	question := func(id, severity, effort string) questionnaire.Question {
		q := questionnaire.Question{
			ID: id, Area: questionnaire.IAM, Revision: 1, Title: id, Tiers: questionnaire.Tiers(), Text: "Is it so?",
			Levels: questionnaire.Meanings{None: "no", All: "yes"},
		}
		q.Severity, _ = questionnaire.ParseSeverity(severity)
		q.Effort, _ = questionnaire.ParseEffort(effort)
		return q
	}
	drawn := blankSample(t, question("AA-01", "low", "low"), question("ZZ-01", "high", "medium"))
	whole, _ := scoring.ParsePercent("100")
	got := planned(scoring.Plan(drawn.score(), whole))
	want := plan{Start: "0", End: "1", Reached: true, Steps: []step{{"ZZ-01", "medium", "3/4", "3/4"}, {"AA-01", "low", "1/4", "1"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// blankSample returns an unanswered assessment of the questions.
func blankSample(t *testing.T, questions ...questionnaire.Question) sample {
	t.Helper()
	bank, err := questionnaire.NewBank(questionnaire.BankContent{
		ID: "blank", Version: "1", Questions: questions,
		Weights: questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands:   questionnaire.Bands{Partial: 40, Substantial: 70, High: 90},
	})
	if err != nil {
		t.Fatal(err)
	}
	period, _ := questionnaire.ParsePeriod("2026-Q4")
	assessment, err := questionnaire.New(questionnaire.Spec{
		Team: "Blank", Period: period, Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()},
	}, bank, period.Start.Time())
	if err != nil {
		t.Fatal(err)
	}
	document, err := assessment.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return sample{bank: bank, assessment: assessment, document: document, asOf: period.End}
}

func TestPlanWithoutApplicableQuestions(t *testing.T) {
	target, _ := scoring.ParsePercent("80")
	drawn := workedExample(t)
	for _, id := range drawn.assessment.Answered() {
		drawn = drawn.with(id, func(answer object) { clear(answer) })
	}
	var none sample
	for _, question := range drawn.bank.Questions() {
		none = drawn.with(question.ID, func(answer object) {
			maps.Copy(answer, object{"level": "na", "state": "new", "by": "Ada", "na_reason": object{"code": "other", "text": "Worked"}})
		})
		drawn = none
	}
	roadmap := scoring.Plan(none.score(), target)
	if roadmap.Reached || roadmap.Start.Known() || roadmap.End.Known() || len(roadmap.Steps) != 0 {
		t.Errorf("a plan without questions: %+v", roadmap)
	}
}
