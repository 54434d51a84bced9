package report_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/defenseunicorns/go-oscal/src/pkg/validation"
	oscal "github.com/defenseunicorns/go-oscal/src/types/oscal-1-1-3"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
	"demarc/scoring"
	"demarc/scoring/report"
)

// oscalSchemas are NIST's schemas, by name: that of the version which documents
// say they are of, which the library brings along, and those in the folder that
// DEMARC_OSCAL_SCHEMAS names, if it does.
var oscalSchemas = sync.OnceValues(func() (map[string]*jsonschema.Schema, error) {
	validator, err := validation.NewValidatorDesiredVersion([]byte(`{"assessment-results": {}}`), "1.1.3")
	if err != nil {
		return nil, err
	}
	params, err := validator.GetValidationParams()
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schemas := make(map[string]*jsonschema.Schema)
	add := func(name string, content any) error {
		if err := compiler.AddResource(name, content); err != nil {
			return err
		}
		schemas[name], err = compiler.Compile(name)
		return err
	}
	if err := add("oscal-1.1.3.json", params.SchemaData); err != nil {
		return nil, err
	}
	folder, ok := os.LookupEnv("DEMARC_OSCAL_SCHEMAS")
	if !ok {
		return schemas, nil
	}
	newer, err := filepath.Glob(filepath.Join(folder, "oscal_*_schema-*.json"))
	if err != nil || len(newer) == 0 {
		return nil, fmt.Errorf("no schema in %s: %w", folder, err)
	}
	for _, path := range newer {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		content, err := jsonschema.UnmarshalJSON(file)
		if err := cmp.Or(err, file.Close()); err != nil {
			return nil, err
		}
		if err := add(filepath.Base(path), content); err != nil {
			return nil, err
		}
	}
	return schemas, nil
})

// requireOSCAL fails where a document does not validate, holds text that other
// validators refuse, or refers to what is not in it. It returns the results.
func requireOSCAL(t testing.TB, input report.Input) *oscal.AssessmentResults {
	t.Helper()
	document, err := report.OSCAL(input)
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := oscalSchemas()
	if err != nil {
		t.Fatal(err)
	}
	content, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	for name, schema := range schemas {
		if err := schema.Validate(content); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	requireForAnyValidator(t, content, "")
	requireReferencesResolve(t, content)
	var results oscal.OscalCompleteSchema
	if err := json.Unmarshal(document, &results); err != nil {
		t.Fatal(err)
	}
	return results.AssessmentResults
}

var (
	// plainStrings are the keys whose text NIST holds to one trimmed line.
	plainStrings = regexp.MustCompile(`^(value|name|title|version|href|target-id|control-id)$`)
	hrefs        = regexp.MustCompile(`^[!#$&-;=?-Z_a-z~]*$|^[!#$%&-;=?-Z_a-z~]*$`)
	badEscape    = regexp.MustCompile(`%([^0-9A-Fa-f]|.[^0-9A-Fa-f]|.?$)`)
	moments      = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`)
)

// requireForAnyValidator holds a document to what Go's regular expressions and
// formats let pass, and those of other validators do not.
func requireForAnyValidator(t testing.TB, value any, key string) {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		for member := range value {
			requireForAnyValidator(t, value[member], member)
		}
	case []any:
		if len(value) == 0 {
			t.Errorf("%s is an empty list", key)
		}
		for i := range value {
			requireForAnyValidator(t, value[i], key)
		}
	case string:
		trimmed := strings.TrimFunc(value, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
		if plainStrings.MatchString(key) && (trimmed != value || value == "" || strings.ContainsAny(value, "\n\r\u2028\u2029")) {
			t.Errorf("%s is %q", key, value)
		}
		if key == "href" && (!hrefs.MatchString(value) || badEscape.MatchString(value) || strings.Count(value, "#") > 1) {
			t.Errorf("href is %q", value)
		}
		if slices.Contains([]string{"start", "end", "collected", "expires", "deadline", "last-modified"}, key) && !moments.MatchString(value) {
			t.Errorf("%s is %q", key, value)
		}
	}
}

// requireReferencesResolve fails where an id is referred to that nothing has, or
// where two things have one.
func requireReferencesResolve(t testing.TB, content any) {
	t.Helper()
	has := make(map[string]bool)
	var refers []string
	var visit func(value any, key string)
	visit = func(value any, key string) {
		switch value := value.(type) {
		case map[string]any:
			for member := range value {
				visit(value[member], member)
			}
		case []any:
			for i := range value {
				visit(value[i], key)
			}
		case string:
			switch {
			case key == "uuid" || key == "id":
				if has[value] {
					t.Errorf("two things have the id %s", value)
				}
				has[value] = true
			case key == "href":
				if id, inside := strings.CutPrefix(value, "#"); inside {
					refers = append(refers, id)
				}
			case key == "target-id", key == "role-id", strings.HasSuffix(key, "-uuid"), strings.HasSuffix(key, "-uuids"), key == "member-of-organizations":
				refers = append(refers, value)
			}
		}
	}
	visit(content, "")
	for _, id := range refers {
		if !has[id] {
			t.Errorf("nothing has the id %q", id)
		}
	}
	if len(refers) == 0 {
		t.Error("nothing refers to anything")
	}
}

// listed returns what a list holds that may not be there.
func listed[T any](list *[]T) []T {
	if list == nil {
		return nil
	}
	return *list
}

// TestOSCALValidates writes all sorts of assessments, open and redacted.
func TestOSCALValidates(t *testing.T) {
	sample := sampleBank(t)
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	inputs := map[string]report.Input{
		"draft":   {Sheet: score(sample, draft(t))},
		"empty":   {Sheet: score(sample, empty(t, sample))},
		"quarter": quarter(t, draft(t)),
		"signed":  signed(t, quarter(t, draft(t))),
		"ours":    {Sheet: score(ours, randomAssessment(t, ours, 1))},
	}
	for seed := range uint64(seeds) {
		inputs[fmt.Sprint("random ", seed)] = report.Input{Sheet: score(sample, randomAssessment(t, sample, seed))}
	}
	for name, input := range inputs {
		t.Run(name, func(t *testing.T) {
			requireOSCAL(t, input)
			requireOSCAL(t, report.Redact(input))
		})
	}
}

// TestOSCALSaysHowEachQuestionStands holds the document against the lines that
// it is made from.
func TestOSCALSaysHowEachQuestionStands(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, _ *report.Document) {
		result := requireOSCAL(t, report.Input{Sheet: sheet}).Results[0]
		observations := make(map[string]oscal.Observation)
		for _, observation := range listed(result.Observations) {
			observations[questionOf(observation.Title)] = observation
		}
		findings := make(map[string]oscal.Finding)
		for _, finding := range listed(result.Findings) {
			findings[questionOf(finding.Title)] = finding
		}
		risks := make(map[string]oscal.Risk)
		for _, risk := range listed(result.Risks) {
			risks[questionOf(risk.Title)] = risk
		}
		open := make(map[string]string)
		for _, fact := range listed(result.Props) {
			if fact.Name == "unanswered" || fact.Name == "carried" || fact.Name == "unknown" {
				open[fact.Value] = fact.Name
			}
		}
		controls := result.ReviewedControls.ControlSelections[0]
		for _, line := range sheet.Lines() {
			in := oscal.AssessedControlsSelectControlById{ControlId: line.ID}
			if included, excluded := slices.Contains(listed(controls.IncludeControls), in), slices.Contains(listed(controls.ExcludeControls), in); included != line.Applicable() || excluded == included {
				t.Errorf("%s: applicable is %t, included %t, excluded %t", line.ID, line.Applicable(), included, excluded)
			}
			requireStanding(t, line, observations, findings, risks, open)
		}
	})
}

// questionOf returns the id that a title begins with.
func questionOf(title string) string {
	id, _, _ := strings.Cut(title, " ")
	return id
}

func requireStanding(t *testing.T, line scoring.Line, observations map[string]oscal.Observation, findings map[string]oscal.Finding, risks map[string]oscal.Risk, open map[string]string) {
	t.Helper()
	finding, found := findings[line.ID]
	risk, risky := risks[line.ID]
	observation, observed := observations[line.ID]
	if answer := line.Answer; (answer.Note != "" || !answer.Level.IsZero()) && !observed {
		t.Errorf("%s: nothing is observed", line.ID)
	}
	if observed && line.Evidenced != (observation.Expires != nil) {
		t.Errorf("%s: evidenced is %t, and it expires %v", line.ID, line.Evidenced, observation.Expires)
	}
	if line.Standing != scoring.Answered {
		if found || risky {
			t.Errorf("%s is not answered, and has a finding or a risk", line.ID)
		}
		want := map[scoring.Standing]string{scoring.Unanswered: "unanswered", scoring.Carried: "carried", scoring.Unknown: "unknown"}[line.Standing]
		if open[line.ID] != want {
			t.Errorf("%s is listed as %q, want %q", line.ID, open[line.ID], want)
		}
		return
	}
	state := "not-satisfied"
	if line.Counted == questionnaire.LevelAll {
		state = "satisfied"
	}
	if !found || finding.Target.Status.State != state || risky == (state == "satisfied") {
		t.Errorf("%s counts as %s: finding %+v, risk %t", line.ID, line.Counted, finding.Target.Status, risky)
	}
	accepted := line.Answer.Exception.InForce(questionnaire.AcceptedRisk, questionnaire.NewDate(today))
	if risky && accepted != (risk.Status == "deviation-approved") {
		t.Errorf("%s: accepted is %t, status %s", line.ID, accepted, risk.Status)
	}
	if risky && accepted && !risk.Deadline.Equal(line.Answer.Exception.Expires.Time()) {
		t.Errorf("%s: accepted until %v", line.ID, risk.Deadline)
	}
}

// TestOSCALNamesTheControlsOfFrameworks looks for every reference of every asked
// question.
func TestOSCALNamesTheControlsOfFrameworks(t *testing.T) {
	sheet := score(sampleBank(t), draft(t))
	objectives := listed(requireOSCAL(t, report.Input{Sheet: sheet}).LocalDefinitions.ObjectivesAndMethods)
	if len(objectives) != sheet.Len() {
		t.Fatalf("%d objectives of %d questions", len(objectives), sheet.Len())
	}
	for i, line := range sheet.Lines() {
		var got, want []string
		for _, fact := range listed(objectives[i].Props) {
			got = append(got, fact.Value)
		}
		for framework, controls := range line.References {
			for _, control := range controls {
				want = append(want, framework+" "+control)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if objectives[i].ControlId != line.ID || objectives[i].Parts[0].Prose == "" || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", line.ID, got, want)
		}
	}
}

func TestOSCALSaysWhoSigned(t *testing.T) {
	input := signed(t, quarter(t, draft(t)))
	results := requireOSCAL(t, input)
	names := make(map[string]string)
	for _, party := range listed(results.Metadata.Parties) {
		names[party.UUID] = party.Name
	}
	var got []string
	for _, attestation := range listed(results.Results[0].Attestations) {
		responsible := listed(attestation.ResponsibleParties)[0]
		got = append(got, responsible.RoleId+" "+names[responsible.PartyUuids[0]])
	}
	want := []string{"preparer Ana Ruiz", "reviewer Priya | Shah", "approver Ana Ruiz"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if last := input.Signoff.Signatures[1].At.Time(); !results.Metadata.LastModified.Equal(last) {
		t.Errorf("last modified %s, signed %s", results.Metadata.LastModified, last)
	}
}

// TestOSCALIDsAreStable holds the ids to being the same for the same things and
// the document's own to changing with it.
func TestOSCALIDsAreStable(t *testing.T) {
	input := quarter(t, draft(t))
	first, err := report.OSCAL(input)
	if err != nil {
		t.Fatal(err)
	}
	again, err := report.OSCAL(report.Input{Sheet: input.Sheet, Previous: input.Previous})
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same input gives other bytes (%v)", err)
	}
	now, then := requireOSCAL(t, input), requireOSCAL(t, report.Input{Sheet: input.Previous})
	redacted := requireOSCAL(t, report.Redact(input))
	if now.UUID == redacted.UUID || now.UUID == then.UUID {
		t.Error("two documents have one id")
	}
	risks := make(map[string]string)
	for _, risk := range listed(then.Results[0].Risks) {
		risks[questionOf(risk.Title)] = risk.UUID
	}
	same := 0
	for _, risk := range listed(now.Results[0].Risks) {
		if before := risks[questionOf(risk.Title)]; before != "" {
			same++
			if before != risk.UUID {
				t.Errorf("%s has another id than the quarter before", risk.Title)
			}
		}
	}
	if same == 0 {
		t.Error("no gap is in both quarters")
	}
}

// requireOSCALHolds puts text wherever people write and looks for it again.
func requireOSCALHolds(t testing.TB, text string) {
	t.Helper()
	assessment, harmless, ok := withUserText(t, text)
	if !ok {
		return
	}
	sample := sampleBank(t)
	results := requireOSCAL(t, report.Input{Sheet: score(withBankText(t, text), assessment)})
	plain := requireOSCAL(t, report.Input{Sheet: score(sample, harmless)})
	result := results.Results[0]
	if got, want := len(listed(result.Observations)), len(listed(plain.Results[0].Observations)); got != want {
		t.Fatalf("text %q: %d observations, want %d", text, got, want)
	}
	for _, observation := range listed(result.Observations) {
		if answer, _ := assessment.Answer(questionOf(observation.Title)); answer.Note != "" {
			requireReads(t, observation.Description, text)
		}
	}
}

func TestForeignTextInOSCALIsOnlyText(t *testing.T) {
	for _, text := range append(slices.Clone(hostile), "\u00a0end\u00a0", "\u2028", "a b/c d?e#f", "javascript:alert(1)", "#uuid", "https://a b/c#d#e%zz", "C:\\x\\y z", "http://[::1", "//host/x", "s3://b/k[1].csv", "\u3000") {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			t.Parallel()
			requireOSCALHolds(t, text)
		})
	}
}

// FuzzOSCALUserText puts text wherever an assessment of one question holds any.
func FuzzOSCALUserText(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, hostile[len(hostile)-1-i])
	}
	content := sampleContent()
	content.Questions = content.Questions[:1]
	one, err := questionnaire.NewBank(content)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, other string) {
		document, err := json.Marshal(object{
			"schema": questionnaire.AssessmentSchema, "generator": object{"name": "demarc", "version": "1"},
			"id": "team-2026-q4", "organization": other, "team": "Team", "period": object{"label": "2026-Q4", "start": "2026-10-01", "end": "2026-12-31"},
			"scope": object{"tiers": []string{"abstracted"}, "depth": "full"}, "bank": one.Ref(),
			"status": "final", "created_at": "2026-11-01T00:00:00Z", "completed_at": "2026-11-01T00:00:00Z", "prepared_by": other,
			"people":   []any{object{"name": text, "role": other}},
			"evidence": object{"E-01": object{"title": "x" + text, "kind": "log", "ref": "x" + other, "by": text}, "E-02": object{"title": other + "x", "kind": "log", "ref": text + "x"}},
			"answers": object{"IAM-01": object{
				"level": "some", "by": text, "recorded_by": other, "since": text, "note": "x" + text + "\n" + other + "x", "owner": other, "evidence": []string{"E-01"},
				"exception": object{"kind": "compensating", "reason": "x" + text, "approver": "x" + other, "expires": "2027-01-01"},
			}},
		})
		if err != nil {
			t.Fatal(err)
		}
		assessment, err := questionnaire.DecodeAssessment(document)
		if err != nil {
			return
		}
		observation := listed(requireOSCAL(t, report.Input{Sheet: score(one, assessment)}).Results[0].Observations)[0]
		requireReads(t, observation.Description, text+"\n"+other)
	})
}

// requireReads fails where markup is more than paragraphs of text, or does not
// show every line of the text.
func requireReads(t testing.TB, markup, text string) {
	t.Helper()
	seen := shown(t, []byte(markup))
	for _, line := range lineOfText.FindAllString(text, -1) {
		if want := strings.Trim(singleSpaced(questionnaire.Printable(line)), "\ufeff "); !strings.Contains(seen, want) {
			t.Fatalf("text %q: the reader of %q does not see %q", text, markup, want)
		}
	}
	for _, node := range structure(t, []byte(markup)) {
		if kind := strings.TrimSpace(node); kind != "Document" && kind != "Paragraph" {
			t.Fatalf("text %q makes a %s of %q", text, kind, markup)
		}
	}
}

func TestOSCALHoldsALongNoteWhole(t *testing.T) {
	sample, assessment := sampleBank(t), draft(t)
	note := strings.Repeat("0123456789abcde ", questionnaire.MaxNote/16-1) + "end"
	level := questionnaire.LevelAll
	answer := questionnaire.Change{Level: &level}.Apply(questionnaire.Answer{By: "Ana", Note: note})
	if _, err := assessment.Record(sample, "IAM-02", answer, today); err != nil {
		t.Fatal(err)
	}
	for _, observation := range listed(requireOSCAL(t, report.Input{Sheet: score(sample, assessment)}).Results[0].Observations) {
		if questionOf(observation.Title) == "IAM-02" && !strings.HasSuffix(observation.Description, note) {
			t.Error("the note is cut short")
		}
	}
}

func TestOSCALHrefs(t *testing.T) {
	for ref, want := range map[string]string{
		"https://wiki.example/a b?c=d#e": "https://wiki.example/a%20b?c=d#e",
		"HTTPS://wiki.example/%7Ea%zz":   "https://wiki.example/%7Ea%25zz",
		"s3://bucket/key[1].csv":         "s3://bucket/key%5B1%5D.csv",
		"evidence/q1/ä b.json":           "evidence/q1/%C3%A4%20b.json",
		"#12345678":                      "%2312345678",
		"javascript:alert(1)":            "javascript%3Aalert%281%29",
		`C:\exports\a.csv`:               "C%3A/exports/a.csv",
		"//host/share":                   "host/share",
		"https://a.example/x#y#z":        "https%3A//a.example/x%23y%23z",
		"http://a.example:port/":         "http%3A//a.example%3Aport/",
	} {
		assessment := withReference(t, ref)
		results := requireOSCAL(t, report.Input{Sheet: score(sampleBank(t), assessment)})
		resources := listed(results.BackMatter.Resources)
		if got := listed(resources[len(resources)-1].Rlinks)[0].Href; got != want {
			t.Errorf("%q becomes %q, want %q", ref, got, want)
		}
	}
}

// withReference returns an assessment with one piece of evidence.
func withReference(t *testing.T, ref string) *questionnaire.Assessment {
	t.Helper()
	assessment := empty(t, sampleBank(t))
	_, err := assessment.AddEvidence(questionnaire.Evidence{Title: "Export", Kind: questionnaire.EvidenceKinds()[0], Ref: ref}, today)
	if err != nil {
		t.Fatal(err)
	}
	return assessment
}

// TestOSCALHoldsAnyDay holds moments of any year to what the schema can hold.
func TestOSCALHoldsAnyDay(t *testing.T) {
	document, err := os.ReadFile("testdata/draft.json")
	if err != nil {
		t.Fatal(err)
	}
	date := regexp.MustCompile(`"(at|created_at|completed_at|collected_at|due|expires)": "\d{4}-\d\d-\d\d`)
	for _, day := range []string{"0002-01-01", "1904-02-29", "2999-12-31", "9999-12-31"} {
		assessment := decode(t, date.ReplaceAll(document, []byte(`"$1": "`+day)))
		for _, asOf := range []time.Time{today, time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)} {
			requireOSCAL(t, report.Input{Sheet: scoring.Score(sampleBank(t), assessment, questionnaire.NewDate(asOf))})
		}
	}
}
