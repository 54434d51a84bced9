package scoring_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

func TestSheetFindsItsLines(t *testing.T) {
	worked := workedExample(t)
	sheet := worked.score()
	if sheet.Len() != 13 || len(sheet.Lines()) != 13 {
		t.Errorf("%d places and %d lines, want 13", sheet.Len(), len(sheet.Lines()))
	}
	for i, line := range sheet.Lines() {
		place, ok := sheet.Place(line.ID)
		if found, okLine := sheet.Line(line.ID); !ok || !okLine || place != i || found.ID != line.ID || sheet.LineAt(i).ID != line.ID {
			t.Errorf("%s at %d is found at %d", line.ID, i, place)
		}
	}
	if _, ok := sheet.Line("CWP-01"); ok {
		t.Error("a line for CWP-01, which is not asked")
	}
	if _, ok := sheet.Place("CWP-01"); ok {
		t.Error("a place for CWP-01, which is not asked")
	}
	if sheet.Assessment() != worked.assessment || sheet.Bank() != worked.bank || sheet.AsOf() != worked.asOf {
		t.Error("the sheet names another assessment, bank or day than it was scored from")
	}
	for _, area := range sheet.Areas() {
		alone := sheet.AreaCoverage(area.ID).Fraction()
		if got, want := sheet.AreaAsCarried(area.ID).Fraction(), area.AsCarried.Fraction(); got != want {
			t.Errorf("%s: as carried alone is %s, of the area %s", area.ID, got, want)
		}
		if sheet.AreaCounts(area.ID) != area.Counts || alone != area.Coverage.Fraction() {
			t.Errorf("%s: counts or coverage alone are not those of the area", area.ID)
		}
	}
	if got, want := sheet.AsCarried().Fraction(), sheet.Overall().AsCarried.Fraction(); got != want {
		t.Errorf("as carried alone is %s, of the whole %s", got, want)
	}
	if sheet.Counts() != sheet.Overall().Counts {
		t.Error("the counts alone are not those of the whole")
	}
}

func TestLinesOfWorkedExample(t *testing.T) {
	type row struct {
		id                                   string
		standing                             scoring.Standing
		counted                              string
		earned, possible                     int
		applicable, open, expired, evidenced bool
	}
	want := []row{
		{"IAM-01", scoring.Answered, "all", 20, 20, true, false, false, true},
		{"IAM-02", scoring.Answered, "some", 5, 20, true, false, false, false},
		{"IAM-03", scoring.Carried, "none", 0, 12, true, true, false, false},
		{"IAM-04", scoring.Unanswered, "none", 0, 4, true, true, false, false},
		{"NET-01", scoring.Answered, "none", 0, 12, true, true, true, true},
		{"NET-02", scoring.Answered, "most", 6, 8, true, false, false, false},
		{"NET-03", scoring.Unknown, "none", 0, 4, true, true, false, false},
		{"DAT-01", scoring.Answered, "some", 5, 20, true, false, false, false},
		{"DAT-02", scoring.Answered, "all", 12, 12, true, false, false, true},
		{"DAT-03", scoring.Answered, "all", 12, 12, true, false, false, false},
		{"DAT-04", scoring.Answered, "all", 12, 12, true, false, false, false},
		{"DAT-05", scoring.NotApplicable, "na", 0, 0, false, false, false, false},
		{"TIN-01", scoring.NotApplicable, "na", 0, 0, false, false, false, false},
	}
	worked := workedExample(t).with("IAM-03", func(answer object) { answer["evidence"] = []string{"E-01"} })
	var got []row
	for _, line := range worked.score().Lines() {
		got = append(got, row{
			line.ID, line.Standing, line.Counted.String(), line.Earned(), line.Possible(),
			line.Applicable(), line.Open(), line.Expired, line.Evidenced,
		})
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("(-by hand +scored):\n%s", diff)
	}
}

func TestCellOfFewQuestionsIsSmall(t *testing.T) {
	for applicable, small := range map[int]bool{0: true, 5: true, 6: false, 7: false} {
		cell := scoring.Cell{Figures: scoring.Figures{Counts: scoring.Counts{Applicable: applicable, Asked: applicable + 10}}}
		if cell.Small() != small {
			t.Errorf("a cell of %d applicable questions: small is %t", applicable, cell.Small())
		}
	}
}

// Other programs read these keys.
func TestFiguresInJSON(t *testing.T) {
	sheet := workedExample(t).score()
	shared := []string{
		"coverage", "ceiling", "as_carried", "evidenced", "na_as_none", "band", "capped_by",
		"asked", "applicable", "answered", "carried", "unknown", "unanswered", "na",
	}
	sums := []string{"earned", "evidenced_earned", "ceiling_earned", "possible"}
	whole, _ := scoring.ParsePercent("100")
	tests := map[string]struct {
		value any
		keys  []string
	}{
		"overall": {sheet.Overall(), append([]string{"pooled"}, shared...)},
		"area":    {sheet.Area(questionnaire.Data), slices.Concat([]string{"id", "name", "tiers"}, shared, sums)},
		"cell":    {sheet.Area(questionnaire.Data).Tiers[questionnaire.Abstracted], slices.Concat(shared, sums)},
		"gap":     {scoring.Gaps(sheet)[0], []string{"question", "title", "area", "severity", "effort", "level", "expired", "lift"}},
		"plan":    {scoring.Plan(sheet, whole), []string{"target", "reached", "start", "end", "steps"}},
		"step":    {scoring.Plan(sheet, whole).Steps[0], []string{"question", "effort", "lift", "coverage_after"}},
	}
	for name, test := range tests {
		var written map[string]any
		if err := json.Unmarshal(encode(test.value), &written); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(slices.Sorted(slices.Values(test.keys)), slices.Sorted(maps.Keys(written))); diff != "" {
			t.Errorf("keys of %s (-want +got):\n%s", name, diff)
		}
	}
}

func TestNothingIsNullInJSON(t *testing.T) {
	worked := workedExample(t)
	posture := string(encode(worked.score().Area(questionnaire.Posture)))
	for _, want := range []string{
		`"coverage":null`, `"ceiling":null`, `"as_carried":null`, `"evidenced":null`, `"na_as_none":null`, `"band":null`,
		`"capped_by":[]`, `"possible":0`,
	} {
		if !strings.Contains(posture, want) {
			t.Errorf("an area without questions has no %s: %s", want, posture)
		}
	}
	iam := string(encode(worked.score().Area(questionnaire.IAM)))
	for _, want := range []string{`"coverage":0.44642857142857145`, `"band":null`, `"capped_by":["IAM-02"]`, `"tiers":{"abstracted":{`} {
		if !strings.Contains(iam, want) {
			t.Errorf("an undecided area has no %s: %s", want, iam)
		}
	}
	if data := string(encode(worked.score().Area(questionnaire.Data))); !strings.Contains(data, `"band":"Partial"`) {
		t.Errorf("a decided area has no band: %s", data)
	}
}
