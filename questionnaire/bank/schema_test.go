package bank_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	gocmp "github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
)

// schemas are what an editor checks the files of a bank by.
type schemas struct{ manifest, area *jsonschema.Schema }

func compiled(t *testing.T) schemas {
	t.Helper()
	compile := func(name string) *jsonschema.Schema {
		text, err := fs.ReadFile(bank.Source(), name)
		if err != nil {
			t.Fatal(err)
		}
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		compiler := jsonschema.NewCompiler()
		if err := compiler.AddResource(name, document); err != nil {
			t.Fatal(err)
		}
		schema, err := compiler.Compile(name)
		if err != nil {
			t.Fatal(err)
		}
		return schema
	}
	return schemas{compile("bank.schema.json"), compile("area.schema.json")}
}

// check returns what the schema of a file has against its text.
func (s schemas) check(t *testing.T, name string, text []byte) error {
	t.Helper()
	asJSON, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if name == "bank.yaml" {
		return s.manifest.Validate(document)
	}
	return s.area.Validate(document)
}

// refusal returns the first error that lint has against a file, if any.
func refusal(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	problems, err := bank.Lint(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		if problem.Severity == bank.Error && path.Base(problem.File) == name {
			return problem.String()
		}
	}
	return ""
}

func TestSchemasAcceptOurBank(t *testing.T) {
	schemas := compiled(t)
	names, err := fs.Glob(bank.Source(), "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(bank.Source(), name)
		if err != nil {
			t.Fatal(err)
		}
		if err := schemas.check(t, name, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Both must refuse each of these: lint for whoever runs it, the schema while
// the file is written.
func TestSchemasAndLintRefuseTheSameFiles(t *testing.T) {
	tests := map[string]change{
		"bank without version":           {"bank.yaml", "version: 1.0.0\n", ""},
		"bank without weights":           {"bank.yaml", "weights: {critical: 5, high: 3, medium: 2, low: 1}\n", ""},
		"bank with a name in capitals":   {"bank.yaml", "id: acme", "id: ACME"},
		"version with a blank":           {"bank.yaml", "1.0.0", "1.0.0 beta"},
		"version without quotes":         {"bank.yaml", "1.0.0", "1.0"},
		"another base":                   {"bank.yaml", "version: 1.0.0", "version: 1.0.0\nextends: sbom"},
		"weight of nothing":              {"bank.yaml", "low: 1}", "low: 0}"},
		"weight that is missing":         {"bank.yaml", ", low: 1}", "}"},
		"band beyond all":                {"bank.yaml", "high: 90}", "high: 101}"},
		"framework without version":      {"bank.yaml", ", version: '7'}", "}"},
		"edition without quotes":         {"bank.yaml", "'2.0'", "2.0"},
		"service of no tier":             {"bank.yaml", "tier: abstracted}", "tier: serverless}"},
		"service with an unknown key":    {"bank.yaml", "tier: abstracted}", "tier: abstracted, teir: x}"},
		"layer of no area":               {"bank.yaml", "areas: [data]", "areas: [date]"},
		"layer without an owner":         {"bank.yaml", "container: shared, ", ""},
		"layer with an unknown owner":    {"bank.yaml", "container: shared", "container: both"},
		"layer with an empty note":       {"bank.yaml", "container: Both.", "container: ''"},
		"retired id not of the form":     {"bank.yaml", "id: ACME-99", "id: acme99"},
		"retired since nobody knows":     {"bank.yaml", "since: 0.9.0, ", ""},
		"id not of the form":             {"iam.yaml", "id: ACME-01", "id: ACME-1"},
		"revision of nothing":            {"iam.yaml", "revision: 1", "revision: 0"},
		"revision in words":              {"iam.yaml", "revision: 1", "revision: one"},
		"title too long":                 {"iam.yaml", "Badges checked", strings.Repeat("é", 41)},
		"title of two lines":             {"iam.yaml", "title: Badges checked", "title: |-\n    Badges\n    checked"},
		"title that is blank":            {"iam.yaml", "Badges checked", "'  '"},
		"title that is a number":         {"iam.yaml", "Badges checked", "42"},
		"no tier":                        {"data.yaml", "[container]", "[]"},
		"tier twice":                     {"data.yaml", "[container]", "[container, container]"},
		"unknown tier":                   {"data.yaml", "[container]", "[containers]"},
		"service twice":                  {"iam.yaml", "[ec2]", "[ec2, ec2]"},
		"unknown severity":               {"iam.yaml", "severity: high", "severity: grave"},
		"unknown effort":                 {"iam.yaml", "effort: low", "effort: none"},
		"baseline in words":              {"iam.yaml", "baseline: true", "baseline: often"},
		"no role to ask":                 {"iam.yaml", "  ask: site lead\n  question", "  question"},
		"three levels":                   {"iam.yaml", "    most: Half or more of the sites check badges.\n", ""},
		"no lowest level":                {"iam.yaml", "    none: No site checks badges.\n", ""},
		"unknown level":                  {"data.yaml", "{none: It is not.,", "{none: It is not., maybe: It is.,"},
		"no evidence":                    {"data.yaml", "[a bin that is empty]", "[]"},
		"evidence in one text":           {"data.yaml", "[a bin that is empty]", "a bin that is empty"},
		"evidence older than ten years":  {"data.yaml", "evidence_max_age_days: 400", "evidence_max_age_days: 4000"},
		"no verify":                      {"data.yaml", "  verify: [{ask: office lead, expect: yes it is}]\n", ""},
		"step that expects nothing":      {"data.yaml", "{ask: office lead, expect: yes it is}", "{ask: office lead}"},
		"step with neither run nor ask":  {"data.yaml", "{ask: office lead, expect: yes it is}", "{expect: yes}"},
		"step with both run and ask":     {"data.yaml", "{ask: office lead,", "{ask: office lead, run: aws s3 ls,"},
		"command of another program":     {"data.yaml", "{ask: office lead,", "{run: curl https://example.com,"},
		"command without an operation":   {"data.yaml", "{ask: office lead,", "{run: aws ec2,"},
		"no references":                  {"data.yaml", "{nist-csf-2.0: [PR.DS-01]}", "{}"},
		"framework without a control":    {"data.yaml", "[PR.DS-01]", "[]"},
		"control that is a number":       {"data.yaml", "[PR.DS-01]", "[2.5]"},
		"checks that say nothing":        {"data.yaml", "{none: no scanner looks into bins}", "{}"},
		"checks that name nothing":       {"data.yaml", "{none: no scanner looks into bins}", "{prowler: [], security_hub: []}"},
		"checks that are none and named": {"data.yaml", "{none: no", "{prowler: [iam_root_mfa_enabled], none: no"},
		"unknown scanner":                {"data.yaml", "{none: no", "{nessus: [x], none: no"},
		"questions that are not a list":  {"iam.yaml", "", "id: ACME-01\n"},
		"question that is a text":        {"iam.yaml", "", "- ACME-01\n"},
	}
	schemas := compiled(t)
	for name, broken := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := changed(t, broken)
			if refusal(t, fsys, broken.file) == "" {
				t.Error("lint accepts it")
			}
			if schemas.check(t, broken.file, fsys[broken.file].Data) == nil {
				t.Error("the schema accepts it")
			}
		})
	}
}

// Whatever is done to the shape of a good file, its schema and lint are of one
// mind about it.
func TestSchemasAgreeWithLintOnMutations(t *testing.T) {
	extending := changed(t, extension("- {id: CSP-02, revision: 2, title: Logs kept, severity: low, baseline: false}\n")...)
	tests := map[string]struct {
		fsys fstest.MapFS
		name string
	}{
		"bank":                  {changed(t), "bank.yaml"},
		"bank that extends":     {extending, "bank.yaml"},
		"question":              {changed(t), "iam.yaml"},
		"yes or no question":    {changed(t), "data.yaml"},
		"override":              {extending, "posture.yaml"},
		"added to an extension": {extending, "iam.yaml"},
	}
	schemas := compiled(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			good := decoded(t, test.fsys[test.name].Data)
			if !agree(t, schemas, test.fsys, test.name, "nothing", good) {
				t.Fatal("the good file is refused")
			}
			verdicts := make(map[bool]int)
			for what, mutant := range mutants(good) {
				verdicts[agree(t, schemas, test.fsys, test.name, what, mutant)]++
			}
			if verdicts[true] == 0 || verdicts[false] == 0 {
				t.Errorf("%d mutants are accepted and %d refused: the mutations prove nothing", verdicts[true], verdicts[false])
			}
		})
	}
}

// agree reports whether a document is accepted in the place of a file, and that
// lint and the schema have it the same way.
func agree(t *testing.T, schemas schemas, fsys fstest.MapFS, name, what string, document any) bool {
	t.Helper()
	text := encoded(t, document)
	mutated := maps.Clone(fsys)
	mutated[name] = &fstest.MapFile{Data: text}
	refused, invalid := refusal(t, mutated, name), schemas.check(t, name, text)
	if (refused == "") != (invalid == nil) {
		t.Errorf("%s: lint says %q, the schema says %v", what, refused, invalid)
	}
	return refused == ""
}

func TestSchemasKnowEveryWord(t *testing.T) {
	schemas := compiled(t)
	accepts := func(file, old, with string) {
		fsys := changed(t, change{file, old, with})
		if err := schemas.check(t, file, fsys[file].Data); err != nil {
			t.Errorf("%s: %v", with, err)
		}
		if said := refusal(t, fsys, file); said != "" {
			t.Errorf("%s: %s", with, said)
		}
	}
	for _, tier := range questionnaire.Tiers() {
		accepts("data.yaml", "[container]", "["+tier.String()+"]")
		accepts("bank.yaml", "tier: abstracted}", "tier: abstracted, also: "+tier.String()+"}")
	}
	for _, severity := range questionnaire.Severities() {
		accepts("data.yaml", "severity: low", "severity: "+severity.String())
	}
	for _, area := range questionnaire.Areas() {
		accepts("bank.yaml", "areas: [data]", "areas: ["+area.String()+"]")
	}
	for _, effort := range []questionnaire.Effort{questionnaire.EffortLow, questionnaire.EffortMedium, questionnaire.EffortHigh} {
		accepts("data.yaml", "effort: high", "effort: "+effort.String())
	}
	for _, owner := range []questionnaire.Owner{questionnaire.OwnerCustomer, questionnaire.OwnerShared, questionnaire.OwnerAWS} {
		accepts("bank.yaml", "container: shared", "container: "+owner.String())
	}
}

// An editor shows the description of a key to whoever writes it, and offers the
// keys that it knows.
func TestSchemasExplainEveryKey(t *testing.T) {
	for _, name := range []string{"bank.schema.json", "area.schema.json"} {
		document := schemaDocument(t, name)
		explained := 0
		for path, key := range properties("", document) {
			if text, _ := key["description"].(string); text == "" {
				t.Errorf("%s: %s has no description", name, path)
			}
			explained++
		}
		if explained < 20 {
			t.Errorf("%s: only %d keys found", name, explained)
		}
	}
}

func TestAreaSchemaOffersTheFrameworksOfOurBank(t *testing.T) {
	var want []string
	for _, framework := range ours(t).Frameworks() {
		want = append(want, framework.ID)
	}
	var offered []string
	for path := range properties("", schemaDocument(t, "area.schema.json")) {
		if id, ok := strings.CutPrefix(path, "/$defs/question/properties/references/properties/"); ok {
			offered = append(offered, id)
		}
	}
	slices.Sort(want)
	slices.Sort(offered)
	if diff := gocmp.Diff(want, offered); diff != "" {
		t.Errorf("frameworks (-want +got):\n%s", diff)
	}
}

func schemaDocument(t *testing.T, name string) (document map[string]any) {
	t.Helper()
	text, err := fs.ReadFile(bank.Source(), name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	return document
}

// properties walks the keys that a schema defines. Those under if, then, else
// and the like only narrow a key that is defined elsewhere.
func properties(path string, schema map[string]any) iter.Seq2[string, map[string]any] {
	return func(yield func(string, map[string]any) bool) { walkProperties(path, schema, yield) }
}

func walkProperties(path string, schema map[string]any, yield func(string, map[string]any) bool) bool {
	for _, within := range []string{"properties", "$defs"} {
		inner, _ := schema[within].(map[string]any)
		for name, value := range inner {
			defined, _ := value.(map[string]any)
			at := path + "/" + within + "/" + name
			if within == "properties" && !yield(at, defined) || !walkProperties(at, defined, yield) {
				return false
			}
		}
	}
	items, ok := schema["items"].(map[string]any)
	return !ok || walkProperties(path+"/items", items, yield)
}
