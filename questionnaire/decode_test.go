package questionnaire_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"demarc/questionnaire"
)

// The place is that of the offending key or value, in characters from 1.
func TestDecodeNamesThePlace(t *testing.T) {
	document := encoded(t, filled(t, smallBank(t)))
	tests := map[string]struct {
		old, new string
		at       string // what stands at the place
		what     string
	}{
		"unknown key":                     {`"team": "Payments"`, `"colour": "Payments"`, `"colour"`, `unknown key "colour"`},
		"unknown key in an answer":        {`"since": "2026-Q4"`, `"team": "2026-Q4"`, `"team": "2026-Q4"`, `unknown key "team"`},
		"unknown key that is a value too": {`"bulk": true`, `"production": true`, `"production": true`, `unknown key "production"`},
		"key of ours in capitals":         {`"team": "Payments"`, `"Team": "Payments"`, `"Team"`, `unknown key "Team"`},
		"key of ours with a long s":       {`"since": "2026-Q4"`, `"ſince": "2026-Q4"`, `"ſince"`, `unknown key "ſince"`},
		"key of an answer in capitals":    {`"owner": "Grace"`, `"OWNER": "Grace"`, `"OWNER"`, `unknown key "OWNER"`},
		"repeated key":                    {`"team": "Payments"`, `"team": "Payments", "team": "Other"`, `"team": "Other"`, `key "team" stands twice`},
		"repeated key in an answer":       {`"owner": "Grace"`, "\"owner\": \"Grace\",\n\"owner\": \"Ada\"", `"owner": "Ada"`, `key "owner" stands twice`},
		"repeated answer":                 {`"IAM-04": {`, `"IAM-01": {`, "\"IAM-01\": {\n      \"at\"", `key "IAM-01" stands twice`},
		"repeated key, once escaped":      {`"team": "Payments"`, `"team": "Payments", "t\u0065am": "Other"`, `"t\u0065am"`, `key "team" stands twice`},
		"unknown level":                   {`"level": "most"`, `"level": "much"`, `"much"`, `unknown level "much": want none, some, most, all, unknown or na`},
		"level that is a depth":           {`"level": "most"`, `"level": "full"`, "\"full\",\n      \"state\"", `unknown level "full"`},
		"unknown tier in a list":          {`"abstracted"`, `"serverless"`, `"serverless"`, `unknown tier "serverless"`},
		"unknown word of hostile text":    {`"level": "most"`, `"level": "\u001b[31m"`, `"\u001b[31m"`, `unknown level "␛[31m"`},
		"unknown reason code":             {`"out-of-scope"`, `"inherited"`, `"inherited"`, `unknown reason code`},
		"no date":                         {`"due": "2026-12-01"`, `"due": "next week"`, `"next week"`, `"next week" is not a date`},
		"empty date":                      {`"due": "2026-12-01"`, `"due": ""`, `"",`, `"" is not a date`},
		"no flag":                         {`"flagged": "Grace"`, `"flagged": 1`, "1,\n      \"exception\"", "flagged must be true or a name"},
		"number for a text":               {`"team": "Payments"`, `"team": 7`, "7,\n  \"period\"", "team cannot be a number"},
		"text for a number":               {`"in_place": 47`, `"in_place": "47"`, `"47"`, "in_place cannot be a text"},
		"half a number":                   {`"in_place": 47`, `"in_place": 4.5`, "4.5", "in_place cannot be the number 4.5"},
		"number for a word":               {`"level": "most"`, `"level": 3`, "3,\n      \"state\"", "level cannot be a number"},
		"text for an object":              {`"answers": {`, `"answers": "none", "conflicts": {`, `"none"`, "answers cannot be a text"},
		"list for an object":              {`"IAM-04": {`, `"IAM-03": [], "IAM-04": {`, `[], "IAM-04"`, "IAM-03 cannot be a list"},
		"object for a list":               {`"people": [`, `"people": {}, "conflicts": [`, `{}, "conflicts"`, "people cannot be an object"},
		"text in a list of objects":       {`"people": [`, `"people": ["Ada",`, "\"Ada\",\n    {", "people cannot be a text"},
		"comma missing":                   {`"team": "Payments",`, `"team": "Payments"`, `"period"`, "invalid character '\"' after object key:value pair"},
		"comma too many":                  {"\"flagged\": true\n", "\"flagged\": true,\n", "}\n  }\n}", "invalid character '}'"},
		"something after the end":         {"    }\n  }\n}\n", "    }\n  }\n}\n{}", "{}", "invalid character '{' after top-level value"},
		"control byte in a text":          {`"team": "Payments"`, "\"team\": \"Pay\x1bments\"", "\x1b", `invalid character '\x1b' in string literal`},
		"after letters of several bytes":  {`"team": "Payments"`, `"organization": "Zürich 支払い", "colour": 1`, `"colour"`, `unknown key "colour"`},
	}
	for name, test := range tests {
		if !strings.Contains(document, test.old) {
			t.Fatalf("%s: the document holds no %s", name, test.old)
		}
		broken := strings.Replace(document, test.old, test.new, 1)
		if name == "after letters of several bytes" {
			broken = strings.Replace(broken, "  \"organization\": \"Example AG\",\n", "", 1)
		}
		_, err := questionnaire.DecodeAssessment([]byte(broken))
		var wrong *questionnaire.DocumentError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !strings.Contains(broken, test.at) {
			t.Fatalf("%s: the broken document holds no %s", name, test.at)
		}
		line, column := placeOf(broken, strings.LastIndex(broken, test.at))
		if wrong.Line != line || wrong.Column != column || !strings.Contains(wrong.What, test.what) {
			t.Errorf("%s: %v; want line %d, column %d: %s", name, err, line, column, test.what)
		}
		if want := fmt.Sprintf("line %d, column %d: ", line, column); !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s is told as %q", name, err)
		}
		if strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: the error holds an escape: %q", name, err)
		}
	}
}

// placeOf counts lines and characters from 1.
func placeOf(text string, offset int) (line, column int) {
	lines := strings.Split(text[:offset], "\n")
	return len(lines), len([]rune(lines[len(lines)-1])) + 1
}

func TestDecodeOfHalfADocument(t *testing.T) {
	document := encoded(t, filled(t, smallBank(t)))
	for length := range len(document) - 1 {
		_, err := questionnaire.DecodeAssessment([]byte(document[:length]))
		var wrong *questionnaire.DocumentError
		if !errors.As(err, &wrong) || wrong.Line == 0 && length > 0 {
			t.Fatalf("the first %d bytes: %v", length, err)
		}
		if lines := strings.Count(document[:length], "\n") + 1; wrong.Line != lines && length > 0 {
			t.Fatalf("the first %d bytes end on line %d, and the error is on %d", length, lines, wrong.Line)
		}
	}
}

func TestDecodeRefusesOtherSchemas(t *testing.T) {
	document := encoded(t, filled(t, smallBank(t)))
	for schema, newer := range map[string]bool{
		"demarc/assessment/v2": true, "demarc/assessment/v10": true, "demarc/assessment/v0": false, "demarc/bank/v1": false,
		"demarc/assessment/v1-": false, "other/assessment/v1": false, "": false, "demarc/assessment/v9999999": false, "\\u001b[31m": false,
	} {
		// A newer document may hold what this program does not know.
		changed := strings.Replace(document, `"schema": "demarc/assessment/v1"`, `"schema": "`+schema+`", "brand_new": true`, 1)
		_, err := questionnaire.DecodeAssessment([]byte(changed))
		if err == nil || errors.Is(err, questionnaire.ErrNewerSchema) != newer || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("schema %q: %v", schema, err)
		}
	}
	for _, document := range []string{"", "null", "[]", `"demarc/assessment/v1"`, "{}", "\x00", "{\"schema\": 1}", "\xef\xbb\xbf{}"} {
		if _, err := questionnaire.DecodeAssessment([]byte(document)); err == nil {
			t.Errorf("%q is read as an assessment", document)
		}
	}
}

func TestDecodeRefusesWhatCannotBe(t *testing.T) {
	document := encoded(t, filled(t, smallBank(t)))
	tests := map[string]struct{ old, new, what string }{
		"no team":                      {`"team": "Payments"`, `"team": " "`, "needs a team"},
		"a team with an escape":        {`"team": "Payments"`, `"team": "\u001b[2J"`, "control character"},
		"a path for an id":             {`"payments-2026-q4"`, `"../payments"`, "is not an assessment id"},
		"a period without an end":      {",\n    \"end\": \"2026-12-31\"", "", "first and a last day"},
		"a period that runs backwards": {`"end": "2026-12-31"`, `"end": "2026-09-30"`, "before it starts"},
		"no status":                    {`"status": "draft",`, "", "needs a status"},
		"no depth":                     {",\n    \"depth\": \"full\"", "", "depth"},
		"no moment of creation":        {"\"created_at\": \"2026-11-15T10:30:00Z\",", "", "created_at"},
		"final without completed_at":   {"\"status\": \"draft\",\n  \"created_at\": \"2026-11-15T10:30:00Z\",\n  \"completed_at\": \"2026-11-15T10:30:00Z\"", "\"status\": \"final\",\n  \"created_at\": \"2026-11-15T10:30:00Z\"", "needs completed_at"},
		"no tier":                      {"[\n      \"infrastructure\",\n      \"container\",\n      \"abstracted\"\n    ]", "[]", "names no tier"},
		"an account of letters":        {`"123456789012"`, `"12345678901x"`, "twelve digits"},
		"more accounts than in all":    {`"accounts_total": 3`, `"accounts_total": -1`, "accounts"},
		"a region that is a path":      {`"eu-central-1"`, `"../eu"`, "is not of the form"},
		"an empty exclusion":           {`"The laboratory."`, `" "`, "empty exclusion"},
		"an odd question id":           {`"IAM-04": {`, `"iam-04": {`, "is not of the form IAM-01"},
		"a question id with an escape": {`"IAM-04": {`, `"\u001b[31m": {`, "␛[31m"},
		"an odd evidence id":           {`"E-01": {`, `"E-1": {`, "is not of the form E-01"},
		"evidence without a title":     {`"title": "IAM export <all>"`, `"title": ""`, "needs a title"},
		"evidence without a kind":      {`"kind": "config-export",`, "", "needs a kind"},
		"half a digest":                {strings.Repeat("0a", 32), "0a0a", "64 lower-case hex digits"},
		"na without a reason":          {`"code": "out-of-scope",`, "", "needs a reason"},
		"half an exception":            {`"approver": "Grace",`, "", "an exception needs"},
		"an exception without a kind":  {`"kind": "compensating",`, "", "an exception needs"},
		"a population that disagrees":  {`"in_place": 47`, `"in_place": 50`, "population 50 of 50 means all, not most"},
		"a population of nothing":      {`"total": 50`, `"total": 0`, "population 47 of 0"},
		"evidence that is not listed":  {"[\n        \"E-01\"\n      ]", `["E-02"]`, "there is no evidence E-02"},
	}
	for name, test := range tests {
		if strings.Count(document, test.old) == 0 {
			t.Fatalf("%s: the document holds no %s", name, test.old)
		}
		_, err := questionnaire.DecodeAssessment([]byte(strings.Replace(document, test.old, test.new, 1)))
		var wrong *questionnaire.DocumentError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.what) || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %v; want %s", name, err, test.what)
		}
	}
}

func TestCheckAgainstBank(t *testing.T) {
	bank := smallBank(t)
	document := encoded(t, filled(t, bank))
	tests := map[string]struct{ old, new, what string }{
		"as it is":                       {"", "", ""},
		"a question the bank lacks":      {`"IAM-04": {`, `"IAM-99": {`, "no question IAM-99"},
		"a service the bank lacks":       {`"s3"`, `"s4"`, `unknown service "s4"`},
		"a service by another name":      {`"s3"`, `"Amazon S3"`, `"Amazon S3"`},
		"a service of a tier not in use": {"\"container\",\n      \"abstracted\"", `"container"`, "which is not in use"},
		"a level that is not offered":    {`"IAM-04": {`, `"IAM-04": {"level": "some", "by": "Ada",`, "a yes/no duty"},
	}
	for name, test := range tests {
		changed := document
		if test.old != "" {
			changed = strings.Replace(document, test.old, test.new, 1)
		}
		err := decoded(t, changed).CheckAgainst(bank)
		if (err == nil) != (test.what == "") || err != nil && !strings.Contains(err.Error(), test.what) {
			t.Errorf("%s: %v; want %s", name, err, test.what)
		}
	}
}

// What a merge left under conflicts is an answer like any other.
func TestConflictsAreChecked(t *testing.T) {
	bank := smallBank(t)
	document := encoded(t, filled(t, bank))
	conflict := func(answer string) string {
		return strings.Replace(document, `"evidence": {`, `"conflicts": {"IAM-01": `+answer+`}, "evidence": {`, 1)
	}
	a := decoded(t, conflict(`{"level": "some", "by": "Grace"}`))
	if err := a.CheckAgainst(bank); err != nil || len(a.Conflicts()) != 1 {
		t.Errorf("a legal conflict: %v, %v", a.Conflicts(), err)
	}
	if again := encoded(t, decoded(t, encoded(t, a))); again != encoded(t, a) {
		t.Errorf("read and written again it is\n%s", again)
	}
	if _, err := questionnaire.DecodeAssessment([]byte(conflict(`{"level": "na", "by": "Grace"}`))); err == nil {
		t.Error("a conflict that is na without a reason is read")
	}
	if _, err := questionnaire.DecodeAssessment([]byte(conflict(`{"colour": 1}`))); err == nil {
		t.Error("a conflict with an unknown key is read")
	}
}
