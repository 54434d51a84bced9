package questionnaire_test

import (
	"encoding"
	"errors"
	"fmt"
	"strings"
	"testing"

	"demarc/questionnaire"
)

// vocabulary is a closed set of words with the two ways to read one.
type vocabulary struct {
	words []string
	parse func(string) (fmt.Stringer, error)
	read  func() encoding.TextUnmarshaler
}

func words[T fmt.Stringer](all []T, parse func(string) (T, error), read func() encoding.TextUnmarshaler) vocabulary {
	v := vocabulary{read: read, parse: func(text string) (fmt.Stringer, error) { return parse(text) }}
	for _, word := range all {
		v.words = append(v.words, word.String())
	}
	return v
}

func TestWords(t *testing.T) {
	tests := map[string]struct {
		vocabulary
		want string
	}{
		"tiers":           {words(questionnaire.Tiers(), questionnaire.ParseTier, func() encoding.TextUnmarshaler { return new(questionnaire.Tier) }), "infrastructure container abstracted"},
		"areas":           {words(questionnaire.Areas(), questionnaire.ParseArea, func() encoding.TextUnmarshaler { return new(questionnaire.Area) }), "iam network posture workload data threat-intel"},
		"levels":          {words(questionnaire.Levels(), questionnaire.ParseLevel, func() encoding.TextUnmarshaler { return new(questionnaire.Level) }), "none some most all unknown na"},
		"severities":      {words(questionnaire.Severities(), questionnaire.ParseSeverity, func() encoding.TextUnmarshaler { return new(questionnaire.Severity) }), "critical high medium low"},
		"efforts":         {words([]questionnaire.Effort{questionnaire.EffortLow, questionnaire.EffortMedium, questionnaire.EffortHigh}, questionnaire.ParseEffort, func() encoding.TextUnmarshaler { return new(questionnaire.Effort) }), "low medium high"},
		"depths":          {words([]questionnaire.Depth{questionnaire.DepthFull, questionnaire.DepthBaseline}, questionnaire.ParseDepth, func() encoding.TextUnmarshaler { return new(questionnaire.Depth) }), "full baseline"},
		"methods":         {words([]questionnaire.Method{questionnaire.MethodExamine, questionnaire.MethodInterview, questionnaire.MethodTest}, questionnaire.ParseMethod, func() encoding.TextUnmarshaler { return new(questionnaire.Method) }), "examine interview test"},
		"evidence kinds":  {words(questionnaire.EvidenceKinds(), questionnaire.ParseEvidenceKind, func() encoding.TextUnmarshaler { return new(questionnaire.EvidenceKind) }), "config-export query-output log ticket record document screenshot statement"},
		"reason codes":    {words(questionnaire.NACodes(), questionnaire.ParseNACode, func() encoding.TextUnmarshaler { return new(questionnaire.NACode) }), "no-such-resource out-of-scope other"},
		"exception kinds": {words(questionnaire.ExceptionKinds(), questionnaire.ParseExceptionKind, func() encoding.TextUnmarshaler { return new(questionnaire.ExceptionKind) }), "compensating accepted-risk"},
	}
	for name, test := range tests {
		if got := strings.Join(test.words, " "); got != test.want {
			t.Errorf("%s are %s", name, got)
		}
		for _, word := range test.words {
			parsed, err := test.parse(word)
			if err != nil || parsed.String() != word {
				t.Errorf("%s: %s is read as %s, %v", name, word, parsed, err)
			}
			read := test.read()
			if err := read.UnmarshalText([]byte(word)); err != nil || read.(fmt.Stringer).String() != word {
				t.Errorf("%s: %s is read from a file as %s, %v", name, word, read, err)
			}
		}
		for _, other := range []string{"", "everything", " " + test.words[0], strings.ToUpper(test.words[0]), "\x1b[31m"} {
			_, err := test.parse(other)
			var unknown *questionnaire.UnknownWordError
			if !errors.As(err, &unknown) || strings.Join(unknown.Legal, " ") != test.want || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%s: %q is refused with %v", name, other, err)
			}
			if err := test.read().UnmarshalText([]byte(other)); err == nil {
				t.Errorf("%s: %q is read from a file", name, other)
			}
		}
	}
}

func TestUnknownWordNamesTheLegalOnes(t *testing.T) {
	_, err := questionnaire.ParseSeverity("grave")
	if err == nil || err.Error() != `unknown severity "grave": want critical, high, medium or low` {
		t.Errorf("it says %v", err)
	}
}

func TestListsOfWordsAreCopies(t *testing.T) {
	questionnaire.Tiers()[0] = questionnaire.Abstracted
	questionnaire.Areas()[0] = questionnaire.Data
	questionnaire.Levels()[0] = questionnaire.LevelAll
	questionnaire.GradedLevels()[0] = questionnaire.LevelAll
	questionnaire.Severities()[0] = questionnaire.SeverityLow
	questionnaire.EvidenceKinds()[0] = questionnaire.KindStatement
	questionnaire.NACodes()[0] = questionnaire.NAOther
	questionnaire.ExceptionKinds()[0] = questionnaire.AcceptedRisk
	if questionnaire.Tiers()[0] != questionnaire.Infrastructure || questionnaire.Areas()[0] != questionnaire.IAM ||
		questionnaire.Levels()[0] != questionnaire.LevelNone || questionnaire.GradedLevels()[0] != questionnaire.LevelNone ||
		questionnaire.Severities()[0] != questionnaire.SeverityCritical || questionnaire.EvidenceKinds()[0] != questionnaire.KindConfigExport ||
		questionnaire.NACodes()[0] != questionnaire.NANoSuchResource || questionnaire.ExceptionKinds()[0] != questionnaire.Compensating {
		t.Error("a vocabulary can be changed from outside")
	}
}

func TestLevelsAreRanked(t *testing.T) {
	for i, level := range questionnaire.GradedLevels() {
		if level.Rank() != i || !level.Graded() {
			t.Errorf("%s has rank %d", level, level.Rank())
		}
	}
	for _, level := range []questionnaire.Level{questionnaire.LevelUnknown, questionnaire.LevelNA, {}} {
		if level.Rank() != -1 || level.Graded() {
			t.Errorf("%q has rank %d", level, level.Rank())
		}
	}
}

func TestAreasAreNamed(t *testing.T) {
	prefixes := make(map[string]bool)
	for _, area := range questionnaire.Areas() {
		if area.Name() == "" || area.ShortName() == "" || len([]rune(area.ShortName())) > 11 {
			t.Errorf("%s is named %q, in short %q", area, area.Name(), area.ShortName())
		}
		prefixes[area.Prefix()] = true
	}
	for _, prefix := range []string{"IAM", "NET", "CSP", "CWP", "DAT", "TIN"} {
		if !prefixes[prefix] {
			t.Errorf("no area has the prefix %s", prefix)
		}
	}
}

func TestOrders(t *testing.T) {
	for i, area := range questionnaire.Areas() {
		if area.Order() != i {
			t.Errorf("%s has place %d", area, area.Order())
		}
	}
	for i, severity := range questionnaire.Severities() {
		if severity.Order() != i {
			t.Errorf("%s has place %d", severity, severity.Order())
		}
	}
	weights := questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1}
	if weights.Of(questionnaire.SeverityCritical) != 5 || weights.Of(questionnaire.SeverityHigh) != 3 ||
		weights.Of(questionnaire.SeverityMedium) != 2 || weights.Of(questionnaire.SeverityLow) != 1 {
		t.Error("weights are not those of their severities")
	}
	if questionnaire.EffortLow.Order() != 0 || questionnaire.EffortMedium.Order() != 1 || questionnaire.EffortHigh.Order() != 2 {
		t.Error("efforts are not ordered from low to high")
	}
}
