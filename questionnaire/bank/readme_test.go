package bank_test

import (
	"flag"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
)

var update = flag.Bool("update", false, "write what is generated")

const (
	readme  = "README.md"
	example = "testdata/example"
)

func readText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// generated is a part of README.md that is written by go generate, with its
// name.
var generated = regexp.MustCompile(`(?s)(<!-- begin (\S+) -->\n).*?(<!-- end -->\n)`)

func TestREADMEShowsTheExampleAndTheNumbers(t *testing.T) {
	parts := map[string]string{"numbers": numbersOf(ours(t))}
	for _, name := range []string{"bank.yaml", "network.yaml"} {
		file := path.Join(example, name)
		parts[file] = fmt.Sprintf("`%s`\n\n```yaml\n%s```\n", name, readText(t, file))
	}
	got := readText(t, readme)
	want := generated.ReplaceAllStringFunc(got, func(part string) string {
		found := generated.FindStringSubmatch(part)
		content, ok := parts[found[2]]
		if !ok {
			t.Errorf("nothing is generated for %s", found[2])
		}
		delete(parts, found[2])
		return found[1] + content + found[3]
	})
	for name := range parts {
		t.Errorf("%s has no place for %s", readme, name)
	}
	if *update {
		if err := os.WriteFile(readme, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%s is out of date: run go generate (-want +got):\n%s", readme, diff)
	}
}

// numbersOf returns what a bank holds, counted, as tables.
func numbersOf(counted *questionnaire.Bank) string {
	questions := counted.Questions()
	commands := 0
	for _, question := range questions {
		commands += commandsOf(question)
	}
	return fmt.Sprintf(`%d questions. %d have a command to run, %d commands in all; %d name checks of a scanner.

A question that lists several tiers is counted under each; “all” counts it once.

| area | tier | critical | high | medium | low | questions | about this tier alone | baseline |
| --- | --- | --: | --: | --: | --: | --: | --: | --: |
%s
| framework | edition | questions that refer to it | its controls that are referred to |
| --- | --- | --: | --: |
%s`,
		len(questions),
		count(questions, func(q *questionnaire.Question) bool { return commandsOf(q) > 0 }), commands,
		count(questions, func(q *questionnaire.Question) bool { return q.Checks.None == "" }),
		areaRows(questions), frameworkRows(counted))
}

func count(questions []*questionnaire.Question, is func(*questionnaire.Question) bool) int {
	return len(only(questions, is))
}

func only(questions []*questionnaire.Question, is func(*questionnaire.Question) bool) []*questionnaire.Question {
	return slices.DeleteFunc(slices.Clone(questions), func(q *questionnaire.Question) bool { return !is(q) })
}

func commandsOf(question *questionnaire.Question) (commands int) {
	for _, step := range question.Verify {
		if step.Run != "" {
			commands++
		}
	}
	return commands
}

func areaRows(questions []*questionnaire.Question) (rows string) {
	for _, area := range questionnaire.Areas() {
		rows += tierRows(area.String(), only(questions, func(q *questionnaire.Question) bool { return q.Area == area }))
	}
	return rows + tierRows("all areas", questions)
}

// tierRows returns a row for each tier, and one for all.
func tierRows(area string, questions []*questionnaire.Question) (rows string) {
	for _, tier := range questionnaire.Tiers() {
		of := only(questions, func(q *questionnaire.Question) bool { return slices.Contains(q.Tiers, tier) })
		alone := count(of, func(q *questionnaire.Question) bool { return len(q.Tiers) == 1 })
		rows += row(area, tier.String(), of, fmt.Sprint(alone))
	}
	return rows + row(area, "all", questions, "")
}

func row(area, tier string, questions []*questionnaire.Question, alone string) string {
	cells := []string{area, tier}
	for _, severity := range questionnaire.Severities() {
		cells = append(cells, fmt.Sprint(count(questions, func(q *questionnaire.Question) bool { return q.Severity == severity })))
	}
	baseline := count(questions, func(q *questionnaire.Question) bool { return q.Baseline })
	cells = append(cells, fmt.Sprint(len(questions)), alone, fmt.Sprint(baseline))
	return "| " + strings.Join(cells, " | ") + " |\n"
}

func frameworkRows(counted *questionnaire.Bank) (rows string) {
	for _, framework := range counted.Frameworks() {
		controls := make(map[string]bool)
		for _, question := range counted.Questions() {
			for _, control := range question.References[framework.ID] {
				controls[control] = true
			}
		}
		referring := count(counted.Questions(), func(q *questionnaire.Question) bool { return len(q.References[framework.ID]) > 0 })
		rows += fmt.Sprintf("| %s | %s | %d | %d |\n", framework.Name, framework.Version, referring, len(controls))
	}
	return rows
}

// The example is what a team copies: it must be without a fault, and do what
// README.md says it does.
func TestExampleExtendsOurBank(t *testing.T) {
	problems, err := bank.Lint(os.DirFS(example), example)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff([]string(nil), listed(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	loaded, err := bank.Load(os.DirFS(example), example)
	if err != nil {
		t.Fatal(err)
	}
	if added, ok := loaded.Question("ACME-01"); !ok || added.Area != questionnaire.Network {
		t.Errorf("ACME-01 is not added: %+v", added)
	}
	before, _ := ours(t).Question("NET-15")
	after, _ := loaded.Question("NET-15")
	if before.Severity == after.Severity || before.Revision >= after.Revision {
		t.Errorf("NET-15 is not overridden: %s, revision %d", after.Severity, after.Revision)
	}
	if before.Text != after.Text {
		t.Errorf("NET-15 asks something else: %s", after.Text)
	}
	for _, id := range []string{"CWP-17", "DAT-18"} {
		if _, ok := loaded.Question(id); ok {
			t.Errorf("%s is not retired", id)
		}
	}
	if got, want := len(loaded.Questions()), len(ours(t).Questions())-1; got != want {
		t.Errorf("%d questions, want %d", got, want)
	}
}

// The example shows every key that a question may have.
func TestExampleShowsEveryKey(t *testing.T) {
	text := readText(t, path.Join(example, "network.yaml"))
	for path := range properties("", schemaDocument(t, "area.schema.json")) {
		key, ok := strings.CutPrefix(path, "/$defs/question/properties/")
		if ok && !strings.Contains(key, "/") && !strings.Contains(text, " "+key+":") {
			t.Errorf("%s is not there", key)
		}
	}
}

// clause is a row of the table of what is published.
var clause = regexp.MustCompile(`(?m)^\| (\S+) \| ([^|]+) \| ((?:[A-Z]{3}-\d{2}(?:, )?)+) \|$`)

func TestREADMECoversWhatIsPublished(t *testing.T) {
	_, table, found := strings.Cut(readText(t, readme), "\n## What is published")
	if !found {
		t.Fatal("no such section")
	}
	rows := clause.FindAllStringSubmatch(table, -1)
	if want := strings.Count(table, "\n| ") - 2; len(rows) != want {
		t.Errorf("%d of %d rows are of the form of a clause", len(rows), want)
	}
	of := make(map[string]bool)
	for _, row := range rows {
		of[row[1]] = true
		t.Run(row[1]+" "+row[2], func(t *testing.T) { checkClause(t, row[1], strings.Split(row[3], ", ")) })
	}
	for _, tier := range questionnaire.Tiers() {
		if !of[tier.String()] {
			t.Errorf("nothing about tier %s", tier)
		}
	}
	for _, area := range questionnaire.Areas() {
		if !of[area.String()] {
			t.Errorf("nothing about area %s", area)
		}
	}
}

// checkClause sees to it that the questions of a clause exist, and that they
// speak about the tier or the area that it is of.
func checkClause(t *testing.T, of string, ids []string) {
	tier, err := questionnaire.ParseTier(of)
	isTier := err == nil
	ofArea := false
	for i, id := range ids {
		question, ok := ours(t).Question(id)
		if !ok {
			t.Errorf("%s is not in the bank", id)
			continue
		}
		if isTier && !slices.Contains(question.Tiers, tier) {
			t.Errorf("%s is not about tier %s", id, tier)
		}
		if slices.Contains(ids[:i], id) {
			t.Errorf("%s stands twice", id)
		}
		ofArea = ofArea || question.Area.String() == of
	}
	if !isTier && !ofArea {
		t.Errorf("no question is of area %s", of)
	}
}
