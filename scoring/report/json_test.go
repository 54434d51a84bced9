package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

func reportSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("report.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func requireValid(t testing.TB, schema *jsonschema.Schema, document []byte) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%v", err)
	}
}

func jsonOf(t testing.TB, input report.Input) []byte {
	t.Helper()
	document, err := report.JSON(input)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// signedInput returns the input of a report of a final assessment that is signed,
// with everything in it that an assessment can hold.
func signedInput(t *testing.T) report.Input {
	t.Helper()
	document, err := draft(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	final := decode(t, bytes.Replace(document, []byte(`"status": "draft",`),
		[]byte(`"status": "final", "finalized_at": "2026-11-23T14:00:00Z", "prepared_by": "Ana Ruiz",`), 1))
	digest := strings.Repeat("ab", 32)
	signoff, err := questionnaire.Signoff{}.Sign(final, digest, questionnaire.Signature{
		Role: questionnaire.RoleApprover, Name: "Ana Ruiz", SamePersonReason: "a team of one",
	}, today)
	if err != nil {
		t.Fatal(err)
	}
	return report.Input{Sheet: score(sampleBank(t), final), Digest: digest, Signoff: signoff}
}

func TestJSONIsValid(t *testing.T) {
	schema := reportSchema(t)
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, _ *report.Document) {
		requireValid(t, schema, jsonOf(t, report.Input{Sheet: sheet}))
		requireValid(t, schema, jsonOf(t, report.Redact(report.Input{Sheet: sheet})))
	})
	requireValid(t, schema, jsonOf(t, signedInput(t)))
	requireValid(t, schema, jsonOf(t, report.Redact(signedInput(t))))
}

// What the document holds is the assessment as it is kept, what it scores, and a
// line a question that adds up to that.
func TestJSONHoldsTheAssessmentAndItsScores(t *testing.T) {
	check := func(t *testing.T, input report.Input) {
		var got struct {
			Assessment map[string]any
			Scores     any
			Signoff    any
			Questions  []map[string]any
		}
		unmarshal(t, jsonOf(t, input), &got)
		var kept map[string]any
		encoded, err := input.Sheet.Assessment().Encode()
		if err != nil {
			t.Fatal(err)
		}
		unmarshal(t, encoded, &kept)
		if diff := cmp.Diff(kept, got.Assessment); diff != "" {
			t.Error(diff)
		}
		scores, err := json.Marshal(input.Sheet.Scores())
		if err != nil {
			t.Fatal(err)
		}
		var want any
		unmarshal(t, scores, &want)
		if diff := cmp.Diff(want, got.Scores); diff != "" {
			t.Error(diff)
		}
		if (got.Signoff == nil) != input.Signoff.IsZero() {
			t.Errorf("the sign-off is %v", got.Signoff)
		}
		sums := make(map[string]scoring.Sums)
		for _, question := range got.Questions {
			number := func(key string) int { return int(question[key].(float64)) }
			area := question["area"].(string)
			sum := sums[area]
			sum.Earned += number("earned")
			sum.EvidencedEarned += number("evidenced_earned")
			sum.CeilingEarned += number("ceiling_earned")
			sum.Possible += number("possible")
			sums[area] = sum
		}
		for _, area := range input.Sheet.Areas() {
			if sums[area.ID.String()] != area.Sums {
				t.Errorf("%s: the questions add up to %+v, want %+v", area.Name, sums[area.ID.String()], area.Sums)
			}
		}
	}
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, _ *report.Document) { check(t, report.Input{Sheet: sheet}) })
	check(t, signedInput(t))
}

func unmarshal(t testing.TB, document []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(document, into); err != nil {
		t.Fatal(err)
	}
}

// The schema says no to a document in which anything is missing, added or of
// another kind: each of its values, replaced or taken out, is noticed, except
// those that need not be there.
func TestSchemaIsTight(t *testing.T) {
	schema := reportSchema(t)
	document := jsonOf(t, signedInput(t))
	missed := make(map[string]bool)
	var walk func(value any, path string, replace func(any))
	root := func() any {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	whole := root()
	refused := func() bool { return schema.Validate(whole) != nil }
	walk = func(value any, path string, replace func(any)) {
		replace([]any{map[string]any{"unheard-of": 1}})
		if !refused() {
			missed[path] = true
		}
		replace(value)
		switch value := value.(type) {
		case map[string]any:
			value["unheard-of"] = true
			if !refused() {
				missed[path+" takes any key"] = true
			}
			delete(value, "unheard-of")
			for key, member := range value {
				walk(member, path+"."+key, func(other any) { value[key] = other })
			}
		case []any:
			for i := range value[:min(1, len(value))] {
				walk(value[i], path+"[]", func(other any) { value[i] = other })
			}
		}
	}
	walk(whole, "$", func(other any) { whole = other })
	for path := range missed {
		t.Errorf("%s may be anything", path)
	}
	if !reflect.DeepEqual(whole, root()) || refused() {
		t.Fatal("the document was not put back together")
	}
}

// Every word of every vocabulary is in the schema.
func TestSchemaKnowsTheVocabularies(t *testing.T) {
	schema := string(report.JSONSchema())
	requireWords(t, schema, questionnaire.Tiers())
	requireWords(t, schema, questionnaire.Areas())
	requireWords(t, schema, questionnaire.Levels())
	requireWords(t, schema, questionnaire.Severities())
	requireWords(t, schema, questionnaire.EvidenceKinds())
	requireWords(t, schema, questionnaire.NACodes())
	requireWords(t, schema, questionnaire.ExceptionKinds())
	requireWords(t, schema, questionnaire.Roles())
}

// requireWords holds the words to stand in one list, all of them and in order.
func requireWords[T fmt.Stringer](t *testing.T, schema string, words []T) {
	t.Helper()
	var quoted []string
	for _, word := range words {
		quoted = append(quoted, fmt.Sprintf("%q", word.String()))
	}
	if list := "[" + strings.Join(quoted, ", ") + "]"; !strings.Contains(schema, list) {
		t.Errorf("the schema has no %s", list)
	}
}

func FuzzJSON(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	schema, bank := reportSchema(f), sampleBank(f)
	f.Fuzz(func(t *testing.T, text string) {
		assessment, _, ok := withUserText(t, text)
		if !ok {
			t.Skip("the assessment refuses the text")
		}
		document := jsonOf(t, report.Input{Sheet: score(bank, assessment)})
		requireValid(t, schema, document)
		if shown := string(document); questionnaire.Printable(shown) != shown {
			t.Fatalf("text %q: the document holds what acts on a terminal", text)
		}
		var got struct {
			Assessment json.RawMessage `json:"assessment"`
		}
		unmarshal(t, document, &got)
		again, err := questionnaire.DecodeAssessment(got.Assessment)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := assessment.Encode()
		if kept, _ := again.Encode(); !bytes.Equal(kept, want) {
			t.Fatalf("text %q does not come back as it was", text)
		}
	})
}
