package questionnaire_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"demarc/questionnaire"
)

func TestPopulationStatesALevel(t *testing.T) {
	tests := map[string]questionnaire.Level{
		"0/50":                  questionnaire.LevelNone,
		"0/1":                   questionnaire.LevelNone,
		"1/50":                  questionnaire.LevelSome,
		"24/50":                 questionnaire.LevelSome,
		"24/49":                 questionnaire.LevelSome, // 48.98 %
		"25/50":                 questionnaire.LevelMost, // half is most
		"25/49":                 questionnaire.LevelMost,
		"49/50":                 questionnaire.LevelMost,
		"50/50":                 questionnaire.LevelAll,
		"1/1":                   questionnaire.LevelAll,
		"499999999/1000000000":  questionnaire.LevelSome,
		"500000000/1000000000":  questionnaire.LevelMost,
		"1000000000/1000000000": questionnaire.LevelAll,
	}
	for text, want := range tests {
		population, err := questionnaire.ParsePopulation(text)
		if err != nil || population.Level() != want {
			t.Errorf("%s means %s, %v; want %s", text, population.Level(), err, want)
		}
	}
	if words, err := questionnaire.ParsePopulation("47 of 50"); err != nil || words != (questionnaire.Population{InPlace: 47, Total: 50}) {
		t.Errorf("47 of 50 is read as %s, %v", words, err)
	}
	if spaced, err := questionnaire.ParsePopulation(" 47 / 50 "); err != nil || spaced != (questionnaire.Population{InPlace: 47, Total: 50}) {
		t.Errorf("with spaces it is %s, %v", spaced, err)
	}
	if got := (questionnaire.Population{InPlace: 47, Total: 50}).String(); got != "47 of 50" {
		t.Errorf("printed as %q", got)
	}
}

func TestParsePopulationRefuses(t *testing.T) {
	for _, text := range []string{
		"", "47", "47/", "/50", "47/50/60", "51/50", "-1/50", "0/0", "a/b", "47.5/50", "4 7/50", "47/5 0",
		"1/1000000001", "99999999999999999999/1", "0x2f/50", "4_7/50",
	} {
		if population, err := questionnaire.ParsePopulation(text); err == nil {
			t.Errorf("%q is read as %s", text, population)
		}
	}
}

func TestRecordRefusesPopulationThatDisagrees(t *testing.T) {
	bank := smallBank(t)
	for _, level := range questionnaire.Levels() {
		for in, counted := range map[int]questionnaire.Level{
			0: questionnaire.LevelNone, 10: questionnaire.LevelSome, 25: questionnaire.LevelMost, 50: questionnaire.LevelAll,
		} {
			answer := questionnaire.Answer{Level: level, By: "Ada", Population: questionnaire.Population{InPlace: in, Total: 50}}
			if level == questionnaire.LevelNA {
				answer.NAReason = questionnaire.NAReason{Code: questionnaire.NAOther, Text: "Nobody has one."}
			}
			a := draft(t, bank)
			_, err := a.Record(bank, "IAM-01", answer, now)
			if (err == nil) != (level == counted) {
				t.Errorf("%s with %d of 50: %v", level, in, err)
			}
			if _, recorded := a.Answer("IAM-01"); recorded != (err == nil) {
				t.Errorf("%s with %d of 50 was refused and is there all the same", level, in)
			}
		}
	}
}

func TestParseNAReason(t *testing.T) {
	got, err := questionnaire.ParseNAReason(" no-such-resource : No buckets: we use EFS. ")
	want := questionnaire.NAReason{Code: questionnaire.NANoSuchResource, Text: "No buckets: we use EFS."}
	if err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, text := range []string{"", "other", "other:", "other:  ", ":because", "somebody-else:they do it", "Other:because", "other:\x1b[31mred"} {
		if reason, err := questionnaire.ParseNAReason(text); err == nil {
			t.Errorf("%q is read as %+v", text, reason)
		}
	}
}

func TestFlagInFiles(t *testing.T) {
	tests := map[string]struct {
		flag    questionnaire.Flag
		written string
	}{
		`true`:      {questionnaire.ParkFor(""), `true`},
		`"Grace"`:   {questionnaire.ParkFor("Grace"), `"Grace"`},
		`" Grace "`: {questionnaire.ParkFor("Grace"), `"Grace"`},
		`false`:     {questionnaire.Flag{}, `false`},
		`null`:      {questionnaire.Flag{}, `false`},
	}
	for document, test := range tests {
		var flag questionnaire.Flag
		if err := json.Unmarshal([]byte(document), &flag); err != nil || flag != test.flag {
			t.Errorf("%s is read as %+v, %v", document, flag, err)
		}
		if written, err := json.Marshal(flag); err != nil || string(written) != test.written {
			t.Errorf("%s is written back as %s, %v", document, written, err)
		}
	}
	for _, document := range []string{`""`, `"  "`, `1`, `[]`, `{}`} {
		var flag questionnaire.Flag
		if err := json.Unmarshal([]byte(document), &flag); err == nil {
			t.Errorf("%s is read as a flag for %q", document, flag.Person())
		}
	}
	if questionnaire.ParkFor("").IsZero() || !(questionnaire.Flag{}).IsZero() {
		t.Error("parked for nobody is not the same as not parked")
	}
}

func TestExceptionHoldsToTheEndOfItsDay(t *testing.T) {
	exception := questionnaire.Exception{
		Kind: questionnaire.Compensating, Reason: "Nightly job.", Approver: "Grace", Expires: date(t, "2026-12-31"),
	}
	for day, inForce := range map[string]bool{"2026-01-01": true, "2026-12-30": true, "2026-12-31": true, "2027-01-01": false} {
		on := date(t, day)
		if exception.InForce(questionnaire.Compensating, on) != inForce || exception.Expired(questionnaire.Compensating, on) == inForce {
			t.Errorf("on %s: in force %t, expired %t", day, exception.InForce(questionnaire.Compensating, on), exception.Expired(questionnaire.Compensating, on))
		}
		if exception.InForce(questionnaire.AcceptedRisk, on) || exception.Expired(questionnaire.AcceptedRisk, on) {
			t.Errorf("on %s a compensating control is taken for an accepted risk", day)
		}
	}
	var none questionnaire.Exception
	day := date(t, "2026-12-31")
	for _, kind := range questionnaire.ExceptionKinds() {
		if !none.IsZero() || none.InForce(kind, day) || none.Expired(kind, day) {
			t.Errorf("no exception is in force or expired as %s", kind)
		}
	}
}

func TestRecordRefusesHalfAnException(t *testing.T) {
	bank := smallBank(t)
	whole := questionnaire.Exception{
		Kind: questionnaire.AcceptedRisk, Reason: "Sunset in May.", Approver: "Grace", Expires: date(t, "2027-05-31"),
	}
	tests := map[string]struct {
		change func(*questionnaire.Exception)
		legal  bool
	}{
		"whole":                 {func(*questionnaire.Exception) {}, true},
		"reason of two lines":   {func(e *questionnaire.Exception) { e.Reason = "Sunset.\nIn May." }, true},
		"none":                  {func(e *questionnaire.Exception) { *e = questionnaire.Exception{} }, true},
		"no kind":               {func(e *questionnaire.Exception) { e.Kind = questionnaire.ExceptionKind{} }, false},
		"no reason":             {func(e *questionnaire.Exception) { e.Reason = " " }, false},
		"no approver":           {func(e *questionnaire.Exception) { e.Approver = "\t" }, false},
		"no end":                {func(e *questionnaire.Exception) { e.Expires = questionnaire.Date{} }, false},
		"approver on two lines": {func(e *questionnaire.Exception) { e.Approver = "Grace\nHopper" }, false},
		"reason with an escape": {func(e *questionnaire.Exception) { e.Reason = "\x1b[2J" }, false},
	}
	for name, test := range tests {
		exception := whole
		test.change(&exception)
		a := draft(t, bank)
		_, err := a.Record(bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelNone, By: "Ada", Exception: exception}, now)
		if (err == nil) != test.legal {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRecordRefusesIllegalAnswers(t *testing.T) {
	bank := smallBank(t)
	reason := questionnaire.NAReason{Code: questionnaire.NAOther, Text: "We have none."}
	none := questionnaire.LevelNone
	tests := map[string]struct {
		question string
		answer   questionnaire.Answer
		legal    bool
	}{
		"a level":                      {"IAM-01", questionnaire.Answer{Level: none, By: "Ada"}, true},
		"only a note":                  {"IAM-01", questionnaire.Answer{Note: "Ask Grace.\n\tShe knows."}, true},
		"nothing at all":               {"IAM-01", questionnaire.Answer{}, true},
		"unknown":                      {"IAM-04", questionnaire.Answer{Level: questionnaire.LevelUnknown, By: "Ada"}, true},
		"yes to a duty":                {"IAM-04", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}, true},
		"na with its reason":           {"IAM-04", questionnaire.Answer{Level: questionnaire.LevelNA, By: "Ada", NAReason: reason}, true},
		"the longest note":             {"IAM-01", questionnaire.Answer{Note: strings.Repeat("x", questionnaire.MaxNote)}, true},
		"a note that is too long":      {"IAM-01", questionnaire.Answer{Note: strings.Repeat("x", questionnaire.MaxNote+1)}, false},
		"most of a yes/no duty":        {"IAM-04", questionnaire.Answer{Level: questionnaire.LevelMost, By: "Ada"}, false},
		"some of a yes/no duty":        {"IAM-04", questionnaire.Answer{Level: questionnaire.LevelSome, By: "Ada"}, false},
		"nobody's level":               {"IAM-01", questionnaire.Answer{Level: none}, false},
		"a blank name":                 {"IAM-01", questionnaire.Answer{Level: none, By: "  "}, false},
		"na without a reason":          {"IAM-01", questionnaire.Answer{Level: questionnaire.LevelNA, By: "Ada"}, false},
		"na with half a reason":        {"IAM-01", questionnaire.Answer{Level: questionnaire.LevelNA, By: "Ada", NAReason: questionnaire.NAReason{Code: questionnaire.NAOther}}, false},
		"na with a reason of blanks":   {"IAM-01", questionnaire.Answer{Level: questionnaire.LevelNA, By: "Ada", NAReason: questionnaire.NAReason{Code: questionnaire.NAOther, Text: " "}}, false},
		"na with a reason of no code":  {"IAM-01", questionnaire.Answer{Level: questionnaire.LevelNA, By: "Ada", NAReason: questionnaire.NAReason{Text: "We have none."}}, false},
		"a reason without na":          {"IAM-01", questionnaire.Answer{Level: none, By: "Ada", NAReason: reason}, false},
		"a reason without a level":     {"IAM-01", questionnaire.Answer{NAReason: reason}, false},
		"a population without a level": {"IAM-01", questionnaire.Answer{Population: questionnaire.Population{InPlace: 1, Total: 2}}, false},
		"a population of nothing":      {"IAM-01", questionnaire.Answer{Level: none, By: "Ada", Population: questionnaire.Population{Source: "inventory"}}, false},
		"evidence that is not listed":  {"IAM-01", questionnaire.Answer{Level: none, By: "Ada", Evidence: []string{"E-01"}}, false},
		"evidence with an odd id":      {"IAM-01", questionnaire.Answer{Level: none, By: "Ada", Evidence: []string{"../x"}}, false},
		"a name with an escape":        {"IAM-01", questionnaire.Answer{Level: none, By: "\x1b[31mAda"}, false},
		"a name on two lines":          {"IAM-01", questionnaire.Answer{Level: none, By: "Ada\nLovelace"}, false},
		"a name that is too long":      {"IAM-01", questionnaire.Answer{Level: none, By: strings.Repeat("x", 401)}, false},
		"a typist with an escape":      {"IAM-01", questionnaire.Answer{Level: none, By: "Ada", RecordedBy: "\x07"}, false},
		"an owner with an override":    {"IAM-01", questionnaire.Answer{Owner: "\u202eadA"}, false},
		"a flag with an escape":        {"IAM-01", questionnaire.Answer{Flagged: questionnaire.ParkFor("\x1b")}, false},
		"a note with an escape":        {"IAM-01", questionnaire.Answer{Note: "\x1b]0;title\x07"}, false},
		"a note of broken text":        {"IAM-01", questionnaire.Answer{Note: "\xff"}, false},
		"a source on two lines":        {"IAM-01", questionnaire.Answer{Level: none, By: "Ada", Population: questionnaire.Population{Total: 2, Source: "a\nb"}}, false},
		"a question that is not there": {"IAM-99", questionnaire.Answer{Note: "Hello."}, false},
	}
	for name, test := range tests {
		a := draft(t, bank)
		before := encoded(t, a)
		_, err := a.Record(bank, test.question, test.answer, now)
		if (err == nil) != test.legal {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && encoded(t, a) != before {
			t.Errorf("%s is refused and changes the assessment", name)
		}
		if err == nil {
			if err := decoded(t, encoded(t, a)).CheckAgainst(bank); err != nil {
				t.Errorf("%s is taken and cannot be read again: %v", name, err)
			}
		}
	}
}

func TestRecordNamesWhatIsWrong(t *testing.T) {
	bank := smallBank(t)
	_, err := draft(t, bank).Record(bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll}, now)
	if !errors.Is(err, questionnaire.ErrNobodyNamed) || !strings.Contains(err.Error(), "IAM-01") {
		t.Errorf("nobody named: %v", err)
	}
	_, err = draft(t, bank).Record(bank, "IAM-\x1b9", questionnaire.Answer{}, now)
	if !errors.Is(err, questionnaire.ErrUnknownQuestion) || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("unknown question: %q", err)
	}
	answer := questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada", Population: questionnaire.Population{InPlace: 47, Total: 50}}
	_, err = draft(t, bank).Record(bank, "IAM-01", answer, now)
	if err == nil || err.Error() != "IAM-01: population 47 of 50 means most, not all" {
		t.Errorf("population: %v", err)
	}
}
