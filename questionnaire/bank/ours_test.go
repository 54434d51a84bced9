package bank_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
)

// sketch is what the promises of our own bank look at in a question.
type sketch struct {
	area       questionnaire.Area
	id         string
	tiers      string
	severity   string
	baseline   bool
	runs       bool
	frameworks int
}

// sketches returns a bank that keeps every promise, and most of them only just.
func sketches() []*sketch {
	var all []*sketch
	runs := 77 // of 96 questions
	for _, area := range questionnaire.Areas() {
		for number := 1; number <= 16; number++ {
			all = append(all, &sketch{
				area: area, id: fmt.Sprintf("%s-%02d", area.Prefix(), number), tiers: tiersOf(number),
				severity: "high", baseline: number%4 == 1, runs: runs > 0, frameworks: 3,
			})
			runs--
		}
	}
	all[0].severity = "critical"
	all[2].baseline, all[3].baseline = true, true // with four an area, 26
	return all
}

// tiersOf gives two questions to each tier alone and six to all, and so eight
// to abstracted.
func tiersOf(number int) string {
	switch {
	case number <= 6:
		return [...]string{"infrastructure", "container", "abstracted"}[number%3]
	case number <= 12:
		return "infrastructure, container, abstracted"
	default:
		return "infrastructure, container"
	}
}

// drawn returns the files of a bank of our own name with these questions.
func drawn(questions []*sketch, retired string) fstest.MapFS {
	files := map[string]string{"bank.yaml": `id: demarc
version: 1.0.0
weights: {critical: 5, high: 3, medium: 2, low: 1}
bands: {partial: 40, substantial: 70, high: 90}
frameworks: [{id: f1, name: F, version: '1'}, {id: f2, name: F, version: '2'}, {id: f3, name: F, version: '3'}]
retired: [` + retired + "]\n"}
	for _, q := range questions {
		step := "ask: them"
		if q.runs {
			step = "run: aws s3 ls"
		}
		word := strings.ToLower(strings.ReplaceAll(q.id, "-", ""))
		files[q.area.String()+".yaml"] += fmt.Sprintf(`- id: %s
  revision: 1
  title: %[2]s
  tiers: [%[3]s]
  severity: %[4]s
  effort: low
  baseline: %[5]t
  ask: lead
  question: Is %[2]sa with %[2]sb and %[2]sc?
  why: Because.
  levels: {none: It is not %[2]s., all: It is %[2]s.}
  evidence: [paper]
  verify: [{%[6]s, expect: good}]
  remediation: [mend]
  references: {%[7]s}
  checks: {none: no scanner}
`, q.id, word, q.tiers, q.severity, q.baseline, step, strings.Join([]string{"f1: [a]", "f2: [a]", "f3: [a]"}[:q.frameworks], ", "))
	}
	fsys := make(fstest.MapFS)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// Our own bank promises more than a team's has to.
func TestLintHoldsOurOwnBankToItsPromises(t *testing.T) {
	without := func(all []*sketch, id string) []*sketch {
		var rest []*sketch
		for _, question := range all {
			if question.id != id {
				rest = append(rest, question)
			}
		}
		return rest
	}
	tests := map[string]struct {
		change  func(all []*sketch) []*sketch
		retired string
		want    []string
	}{
		"every promise kept": {},
		"a question short": {
			change: func(all []*sketch) []*sketch { return without(all, "TIN-16") },
			want: []string{
				"ours/bank.yaml:1:1: area threat-intel has 15 questions: at least 16 are needed [error promise]",
			},
		},
		"a number left out": {
			change: func(all []*sketch) []*sketch {
				all[95].id = "TIN-18"
				return append(all, &sketch{questionnaire.ThreatIntel, "TIN-19", "container", "low", false, true, 3})
			},
			retired: "{id: TIN-16, since: 1.0.0}",
			want:    []string{"ours/bank.yaml:1:1: TIN-17 is neither asked nor retired [error promise]"},
		},
		"a cell short": {
			change: func(all []*sketch) []*sketch { all[7].tiers = "infrastructure, container"; return all },
			want: []string{
				"ours/bank.yaml:1:1: area iam has 7 questions in tier abstracted: at least 8 are needed [error promise]",
			},
		},
		"too few about a tier alone": {
			change: func(all []*sketch) []*sketch { all[16].tiers = "container, abstracted"; return all },
			want: []string{
				"ours/bank.yaml:1:1: area network has 1 questions about tier container alone: at least 2 are needed [error promise]",
			},
		},
		"two frameworks": {
			change: func(all []*sketch) []*sketch { all[16].frameworks = 2; return all },
			want: []string{
				"ours/network.yaml:15:16: question refers to 2 frameworks: at least 3 are needed [error promise]",
			},
		},
		"critical outside the baseline": {
			change: func(all []*sketch) []*sketch { all[17].severity = "critical"; return all },
			want: []string{
				"ours/network.yaml:21:13: a critical question must be part of the baseline [error promise]",
			},
		},
		"baseline too short": {
			change: func(all []*sketch) []*sketch { all[2].baseline = false; return all },
			want:   []string{"ours/bank.yaml:1:1: the baseline has 25 questions: it must have 26 to 32 [error promise]"},
		},
		"baseline as long as it may be": {
			change: func(all []*sketch) []*sketch { lengthen(all, 6); return all },
		},
		"baseline too long": {
			change: func(all []*sketch) []*sketch { lengthen(all, 7); return all },
			want:   []string{"ours/bank.yaml:1:1: the baseline has 33 questions: it must have 26 to 32 [error promise]"},
		},
		"baseline without an area": {
			change: func(all []*sketch) []*sketch {
				for _, question := range all {
					question.baseline = question.baseline && question.area != questionnaire.Data
				}
				lengthen(all[:16], 4)
				return all
			},
			want: []string{"ours/bank.yaml:1:1: the baseline asks nothing in area data [error promise]"},
		},
		"baseline without a tier": {
			change: func(all []*sketch) []*sketch {
				for i, question := range all {
					question.baseline = i%16 >= 12 || i == 0 || i == 16
				}
				return all
			},
			want: []string{"ours/bank.yaml:1:1: the baseline asks nothing in tier abstracted [error promise]"},
		},
		"too few commands": {
			change: func(all []*sketch) []*sketch { all[0].runs = false; return all },
			want: []string{
				"ours/bank.yaml:1:1: 76 of 96 questions have a command to run: at least 80 % are needed [error promise]",
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			questions := sketches()
			if test.change != nil {
				questions = test.change(questions)
			}
			compiled, problems, err := bank.Compile(drawn(questions, test.retired), "ours")
			if err != nil {
				t.Fatal(err)
			}
			if (compiled == nil) != (len(problems) > 0) {
				t.Errorf("the bank is %v with %d problems", compiled, len(problems))
			}
			if diff := cmp.Diff(test.want, listed(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// lengthen adds questions to the baseline.
func lengthen(all []*sketch, by int) {
	for _, question := range all {
		if by > 0 && !question.baseline {
			question.baseline = true
			by--
		}
	}
}
