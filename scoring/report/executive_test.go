package report_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

func executive(input report.Input) *report.Document {
	input.Audience = report.Executive
	return report.New(input)
}

var decimals = regexp.MustCompile(`(\d+)\.\d+ %`)

// Whole percents, but where a whole one would stand in another band.
func TestExecutiveReportIsInWholePercents(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, _ *report.Document) {
		bands := sheet.Bank().Bands()
		markdown := string(executive(report.Input{Sheet: sheet}).Markdown())
		for _, printed := range decimals.FindAllStringSubmatch(markdown, -1) {
			if next := atoi(t, printed[1]) + 1; next != bands.Partial && next != bands.Substantial && next != bands.High {
				t.Errorf("%s is printed, and no band begins at %d", printed[0], next)
			}
		}
		overall := sheet.Overall().Coverage
		if overall.Known() && !strings.Contains(markdown, "**Overall coverage: "+overall.WholePercentIn(bands)+" %.**") {
			t.Errorf("overall coverage %s is not there", overall.Percent(1))
		}
	})
}

// The two pages say first what the whole report says first, name every area and
// whatever is worst, and lead nowhere that is not there.
func TestExecutiveReportIsASelection(t *testing.T) {
	input := signed(t, quarter(t, draft(t)))
	document := executive(input)
	whole, short := string(report.New(input).Markdown()), string(document.Markdown())
	if strings.Contains(short, "](#") || strings.Contains(short, "## Contents") {
		t.Error("the selection has links or a table of contents")
	}
	for _, area := range questionnaire.Areas() {
		requireHolds(t, "summary", parts(document)["Summary"], area.Name())
	}
	critical := 0
	for _, gap := range scoring.Gaps(input.Sheet) {
		if gap.Severity == questionnaire.SeverityCritical {
			critical++
			requireHolds(t, "critical gaps", parts(document)["Critical gaps"], gap.Question)
		}
	}
	requireHolds(t, "critical gaps", parts(document)["Critical gaps"], fmt.Sprintf("Critical gaps: %d.", critical))
	for _, risk := range scoring.AcceptedRisks(input.Sheet) {
		requireHolds(t, "accepted risks", parts(document)["Accepted risks and expiring controls"], risk.Question)
	}
	requireHolds(t, "sign-off", parts(document)["Sign-off and the whole report"], "Priya", "The preparer is the approver.", "demarc report "+input.Sheet.Assessment().ID())
	for _, same := range []string{"**FINAL: answers are locked.**", "**Signed by name:**"} {
		requireHolds(t, "whole", whole, same)
		requireHolds(t, "short", short, same)
	}
}

// What the whole report leads to is named with where it stands.
func TestExecutiveReportSaysWhereOpenQuestionsAre(t *testing.T) {
	input := report.Input{Sheet: score(sampleBank(t), draft(t))}
	requireHolds(t, "whole", string(report.New(input).Markdown()), "[Open questions](#open-questions) names them.")
	requireHolds(t, "short", string(executive(input).Markdown()), `the section "Open questions" of the whole report names them.`)
}

// The trend is drawn where there are more periods than the two that are compared
// in words, in whole percents.
func TestExecutiveReportDrawsTheTrend(t *testing.T) {
	const lead = "Overall coverage of the last "
	if part := parts(executive(quarter(t, draft(t))))["What changed"]; strings.Contains(part, lead) {
		t.Errorf("two periods are drawn:\n%s", part)
	}
	input := overYears(t)
	part := parts(executive(input))["What changed"]
	requireHolds(t, "what changed", part, lead+"4 periods", "] no assessment\n",
		"] "+input.Sheet.Overall().Coverage.WholePercentIn(input.Sheet.Bank().Bands())+" %\n")
	for _, period := range scoring.Trend([]*scoring.Sheet{input.Earlier[0], input.Previous, input.Sheet}) {
		requireHolds(t, "what changed", part, "\n"+period.Period.Label+" ")
	}
}

// However many gaps there are, the pages stay two and say what they leave out.
func TestExecutiveReportStaysShort(t *testing.T) {
	bank := largeBank(t, 5000)
	markdown := executive(report.Input{Sheet: score(bank, empty(t, bank))}).Markdown()
	if lines := bytes.Count(markdown, []byte("\n")); lines > 120 {
		t.Errorf("%d lines are more than two pages", lines)
	}
	requireHolds(t, "short", string(markdown), "The whole report lists ")
}

// A reader adds up the bridge in words.
func TestExecutiveBridgeAddsUp(t *testing.T) {
	input := quarter(t, draft(t))
	part := parts(executive(input))["What changed"]
	number := regexp.MustCompile(`: ([+-]?\d+) points?\.`)
	found := number.FindAllStringSubmatch(part, -1)
	if len(found) < 2 {
		t.Fatalf("no bridge in %q", part)
	}
	sum := 0
	for _, step := range found[1:] {
		sum += atoi(t, step[1])
	}
	if total := atoi(t, found[0][1]); total != sum {
		t.Errorf("%d in all, and the parts add up to %d:\n%s", total, sum, part)
	}
}

func atoi(t testing.TB, text string) int {
	t.Helper()
	var number int
	if _, err := fmt.Sscan(text, &number); err != nil {
		t.Fatal(err)
	}
	return number
}

// The index says of every question whether its answer rests on fresh evidence.
func TestFrameworkIndexSaysWhatIsEvidenced(t *testing.T) {
	evidenced := 0
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		index := parts(document)["Framework index"]
		for _, line := range sheet.Lines() {
			link := fmt.Sprintf("[%s](#%s) ", line.ID, strings.ToLower(line.ID))
			for _, rest := range strings.Split(index, link)[1:] {
				word, _, _ := strings.Cut(rest, " |")
				word, _, _ = strings.Cut(word, ", [")
				if strings.HasSuffix(word, " (evidenced)") != line.Evidenced {
					t.Errorf("%s stands as %q, evidenced: %t", line.ID, word, line.Evidenced)
				}
				if line.Evidenced {
					evidenced++
				}
			}
		}
	})
	if evidenced == 0 {
		t.Error("no answer is evidenced")
	}
}

func TestFrameworkIndexCanBeLimited(t *testing.T) {
	sheet := score(sampleBank(t), draft(t))
	all := parts(report.New(report.Input{Sheet: sheet}))["Framework index"]
	ids, err := report.FrameworksNamed(sheet, []string{"nist-csf-2.0", " nist-csf-2.0"})
	if err != nil || !slices.Equal(ids, []string{"nist-csf-2.0"}) {
		t.Fatal(ids, err)
	}
	limited := parts(report.New(report.Input{Sheet: sheet, Frameworks: ids}))["Framework index"]
	requireHolds(t, "limited index", limited, "nist-csf-2.0", "Limited on request")
	if was, is := strings.Count(all, "### "), strings.Count(limited, "### "); was < 2 || is != 1 {
		t.Errorf("%d frameworks, %d when limited to one", was, is)
	}
	_, err = report.FrameworksNamed(sheet, []string{"nist"})
	if err == nil || !strings.Contains(err.Error(), `unknown framework "nist"`) || !strings.Contains(err.Error(), "nist-csf-2.0") {
		t.Errorf("got %v", err)
	}
}

// The cover is the team's own text, and nothing but text.
func TestCoverIsOnlyText(t *testing.T) {
	sheet := score(sampleBank(t), draft(t))
	covered := func(text string) report.Input {
		return report.Input{Sheet: sheet, Cover: report.Cover{Logo: text, Text: text}}
	}
	for _, text := range hostile {
		input, harmless := executive(covered(text)), executive(covered(benign(text)))
		requireHarmless(t, text, input.Markdown(), harmless.Markdown())
		requireInert(t, input.HTML())
	}
	input := covered("Words Of Nobody Else")
	if first := string(report.New(input).Markdown()); strings.Index(first, "Words Of Nobody Else") > strings.Index(first, "## Summary") {
		t.Error("the cover does not come first")
	}
	if redacted := report.New(report.Redact(input)).Markdown(); bytes.Contains(redacted, []byte("Words Of Nobody Else")) {
		t.Error("a redacted report holds the cover")
	}
}
