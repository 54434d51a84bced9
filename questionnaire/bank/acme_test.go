package bank_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"demarc/questionnaire/bank"
)

// acme is a small bank without a fault. Tests break it in one place.
var acme = map[string]string{
	"bank.yaml": `id: acme
version: 1.0.0
weights: {critical: 5, high: 3, medium: 2, low: 1}
bands: {partial: 40, substantial: 70, high: 90}
frameworks:
  - {id: nist-csf-2.0, name: NIST CSF, version: '2.0'}
  - {id: house-rules, name: House rules, version: '7'}
services:
  - {id: ec2, name: Amazon EC2, tier: infrastructure}
  - {id: s3, name: Amazon S3, tier: abstracted}
layers:
  - id: data
    name: Data
    areas: [data]
    owner: {infrastructure: customer, container: shared, abstracted: aws}
    note: {infrastructure: Yours., container: Both., abstracted: Theirs.}
retired:
  - {id: ACME-99, since: 0.9.0, successors: [ACME-01]}
`,
	"iam.yaml": `- id: ACME-01
  revision: 1
  title: Badges checked
  tiers: [infrastructure, abstracted]
  services: [ec2]
  severity: high
  effort: low
  baseline: true
  ask: site lead
  question: For how many sites is every badge checked?
  why: >-
    A badge that nobody checks
    opens every door.
  levels:
    none: No site checks badges.
    some: Under half of the sites check badges.
    most: Half or more of the sites check badges.
    all: Every site checks badges.
  evidence:
    - door log of one week
  verify:
    - run: aws ec2 describe-instances --query 'Reservations[].Instances[]' | jq length
      expect: a count
    - ask: site lead
      expect: a list
  remediation:
    - check badges
  references:
    nist-csf-2.0: [PR.AA-03]
    house-rules: [whatever is in there]
  checks: {prowler: [iam_root_mfa_enabled], security_hub: [iam.9]}
`,
	"data.yaml": `- id: ACME-02
  revision: 3
  title: Shredder emptied
  tiers: [container]
  severity: low
  effort: high
  ask: office lead
  question: Is the shredder emptied?
  why: Paper piles up.
  levels: {none: It is not., all: It is emptied daily.}
  evidence: [a bin that is empty]
  evidence_max_age_days: 400
  verify: [{ask: office lead, expect: yes it is}]
  remediation: [empty it]
  references: {nist-csf-2.0: [PR.DS-01]}
  checks: {none: no scanner looks into bins}
`,
}

// change replaces one text in one file of the bank.
type change struct{ file, old, new string }

// changed returns the files of acme after the changes. A change that finds
// nothing, or more than one place, is a mistake in the test.
func changed(t testing.TB, changes ...change) fstest.MapFS {
	t.Helper()
	files := make(map[string]string)
	for name, text := range acme {
		files[name] = text
	}
	for _, c := range changes {
		if c.old == "" {
			files[c.file] = c.new
			continue
		}
		if count := strings.Count(files[c.file], c.old); count != 1 {
			t.Fatalf("%s holds %q %d times", c.file, c.old, count)
		}
		files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
	}
	fsys := make(fstest.MapFS)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// listed returns problems as a person reads them, with severity and rule.
func listed(problems []bank.Problem) []string {
	var lines []string
	for _, problem := range problems {
		lines = append(lines, fmt.Sprintf("%s [%s %s]", problem, problem.Severity, problem.Rule))
	}
	return lines
}
