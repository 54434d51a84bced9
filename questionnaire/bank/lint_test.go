package bank_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire/bank"
)

func TestLint(t *testing.T) {
	iam := func(from, to string) []change { return []change{{"iam.yaml", from, to}} }
	data := func(from, to string) []change { return []change{{"data.yaml", from, to}} }
	manifest := func(from, to string) []change { return []change{{"bank.yaml", from, to}} }
	tests := map[string]struct {
		changes []change
		want    []string
	}{
		"nothing wrong": {},

		// The shape of the files.
		"unknown file": {[]change{{"threat.yaml", "", "[]"}}, []string{
			"acme/threat.yaml: is not named for an area: want iam.yaml, network.yaml, posture.yaml, workload.yaml, data.yaml, threat-intel.yaml or bank.yaml [error file]",
		}},
		"broken manifest": {manifest("id: acme", "id: [acme"), []string{
			"acme/bank.yaml:2:1: ',' or ']' must be specified [error syntax]",
		}},
		"empty manifest": {manifest(acme["bank.yaml"], "# nothing yet\n"), []string{
			"acme/bank.yaml:1:1: bank.yaml says nothing [error required]",
		}},
		"unknown key": {iam("severity: high", "sevrity: high"), []string{
			"acme/iam.yaml:1:3: severity is missing [error required]",
			`acme/iam.yaml:6:3: unknown key "sevrity" in question 1 [error key]`,
		}},
		"repeated key": {iam("effort: low", "effort: low\n  effort: high"), []string{
			`acme/iam.yaml:8:3: key "effort" stands twice in question 1 [error key]`,
		}},
		"unknown key in levels": {iam("    most: Half", "    lots: Half"), []string{
			"acme/iam.yaml:15:5: levels must be none and all, or all four [error level]",
			`acme/iam.yaml:17:5: unknown key "lots" in levels [error key]`,
		}},
		"missing key": {iam("  effort: low\n", ""), []string{
			"acme/iam.yaml:1:3: effort is missing [error required]",
		}},
		"empty value": {iam("Badges checked", ""), []string{
			"acme/iam.yaml:3:9: title is empty [error required]",
		}},
		"blank value": {iam("Badges checked", "' '"), []string{
			"acme/iam.yaml:3:10: title is empty [error required]",
		}},
		"number for text": {iam("Badges checked", "2.5"), []string{
			"acme/iam.yaml:3:10: title must be text: put 2.5 in quotes [error value]",
		}},
		"text for number": {iam("revision: 1", "revision: one"), []string{
			"acme/iam.yaml:2:13: revision must be a whole number [error value]",
		}},
		"negative number": {iam("revision: 1", "revision: -1"), []string{
			"acme/iam.yaml:2:13: revision must be a whole number [error value]",
		}},
		"text for yes or no": {iam("baseline: true", "baseline: often"), []string{
			"acme/iam.yaml:8:13: baseline must be true or false [error value]",
		}},
		"text for list": {iam("[infrastructure, abstracted]", "infrastructure"), []string{
			"acme/iam.yaml:4:10: tiers must be a list [error value]",
		}},
		"list for text": {iam("Badges checked", "[Badges, checked]"), []string{
			"acme/iam.yaml:3:10: title must be text [error value]",
		}},
		"list for mapping": {data("{none: no scanner looks into bins}", "[none]"), []string{
			"acme/data.yaml:16:11: checks must be keys with values [error value]",
		}},
		"unknown word": {iam("severity: high", "severity: grave"), []string{
			`acme/iam.yaml:6:13: severity: unknown severity "grave": want critical, high, medium or low [error value]`,
		}},
		"unknown word in a list": {iam("[infrastructure, abstracted]", "[infrastructure, abstract]"), []string{
			`acme/iam.yaml:4:27: tiers[1]: unknown tier "abstract": want infrastructure, container or abstracted [error value]`,
		}},
		"two lines for one": {iam("title: Badges checked", "title: |-\n    Badges\n    checked"), []string{
			"acme/iam.yaml:3:10: title must be one line [error value]",
		}},
		"control character": {iam("Badges checked", `"Badges \u001b[31m checked"`), []string{
			"acme/iam.yaml:3:10: title holds a control character [error value]",
		}},
		"not a list of questions": {data("- id: ACME-02", "id: ACME-02"), []string{
			"acme/data.yaml:1:5: mapping value is not allowed in this context [error syntax]",
		}},
		"not a question": {[]change{{"network.yaml", "", "- ACME-03\n"}}, []string{
			"acme/network.yaml:1:3: question 1 must be keys with values [error value]",
		}},
		"step without run or ask": {iam("- ask: site lead\n      expect: a list", "- expect: a list"), []string{
			"acme/iam.yaml:24:7: verify[1] must have run or ask, and not both [error verify]",
		}},
		"step with run and ask": {iam("- ask: site lead", "- ask: site lead\n      run: aws s3 ls"), []string{
			"acme/iam.yaml:24:7: verify[1] must have run or ask, and not both [error verify]",
		}},

		// What scores and answers rest on.
		"id not of the form": {iam("id: ACME-01", "id: acme1"), []string{
			`acme/iam.yaml:1:7: id "acme1" must be a prefix in capitals, a dash and two digits or more, as in ACME-01 [error id]`,
		}},
		"id twice": {data("id: ACME-02", "id: ACME-01"), []string{
			"acme/data.yaml:1:7: id ACME-01 stands in acme/iam.yaml, line 1, already [error id]",
		}},
		"id retired": {iam("id: ACME-01", "id: ACME-99"), []string{
			"acme/iam.yaml:1:7: id ACME-99 is retired: it is never used again [error id]",
		}},
		"our prefix": {iam("id: ACME-01", "id: DAT-01"), []string{
			"acme/iam.yaml:1:7: id DAT-01: DAT is a prefix of the bank demarc, choose one of your own, " +
				"or say extends: demarc in bank.yaml to ask ours [error id]",
		}},
		"our prefix, an id we never gave": {iam("id: ACME-01", "id: DAT-99"), []string{
			"acme/iam.yaml:1:7: id DAT-99: DAT is a prefix of the bank demarc, choose one of your own [error id]",
		}},
		"our prefix with a suffix": {iam("id: ACME-01", "id: DAT-X-01"), []string{
			"acme/iam.yaml:1:7: id DAT-X-01: DAT is a prefix of the bank demarc, choose one of your own [error id]",
		}},
		"no revision": {iam("revision: 1", "revision: 0"), []string{
			"acme/iam.yaml:2:13: revision must be 1 or more [error revision]",
		}},
		"long title": {iam("Badges checked", strings.Repeat("é", 41)), []string{
			"acme/iam.yaml:3:10: title has 41 characters: at most 40 fit in a list [error title]",
		}},
		"title that just fits": {iam("Badges checked", strings.Repeat("é", 40)), nil},
		"no tier": {data("[container]", "[]"), []string{
			"acme/data.yaml:4:10: lists no tier [error tier]",
		}},
		"tier twice": {data("[container]", "[container, container]"), []string{
			"acme/data.yaml:4:22: tier container stands twice [error tier]",
		}},
		"three levels": {iam("    most: Half or more of the sites check badges.\n", ""), []string{
			"acme/iam.yaml:15:5: levels must be none and all, or all four [error level]",
		}},
		"no none": {iam("    none: No site checks badges.\n", ""), []string{
			"acme/iam.yaml:15:5: levels.none is missing [error required]",
		}},
		"unknown service": {iam("[ec2]", "[ec3]"), []string{
			`acme/iam.yaml:5:14: service "ec3" is not in bank.yaml [error service]`,
		}},
		"service twice": {iam("[ec2]", "[ec2, ec2]"), []string{
			"acme/iam.yaml:5:19: service ec2 stands twice [error service]",
		}},
		"service of another tier": {data("severity: low", "severity: low\n  services: [s3]"), []string{
			"acme/data.yaml:6:14: service s3 is of tier abstracted, which the question does not list [error service]",
		}},
		"bands that fall": {manifest("partial: 40", "partial: 80"), []string{
			"acme/bank.yaml:1:1: bank acme: bands must rise from above 0 to at most 100 percent [error bank]",
		}},
		"service of an unknown tier": {manifest("tier: abstracted", "tier: abstract"), []string{
			`acme/bank.yaml:10:37: services[1].tier: unknown tier "abstract": want infrastructure, container or abstracted [error value]`,
		}},
		"evidence older than any": {data("evidence_max_age_days: 400", "evidence_max_age_days: 3661"), []string{
			"acme/data.yaml:12:26: evidence_max_age_days must be 3660 at most [error value]",
		}},
		"retired id not of the form": {manifest("{id: ACME-99", "{id: acme 99"), []string{
			`acme/bank.yaml:18:10: "acme 99" is not the id of a question: want one as in ACME-01 [error retired]`,
		}},
		"successor that is not there": {manifest("successors: [ACME-01]", "successors: [ACME-01, ACME-03]"), []string{
			"acme/bank.yaml:18:55: successor ACME-03 of ACME-99 is not in the bank [error retired]",
		}},
		"successor that is retired too": {manifest("successors: [ACME-01]}", "successors: [ACME-98]}\n  - {id: ACME-98, since: 0.9.1}"), nil},
		"service listed twice": {manifest("{id: s3,", "{id: ec2,"), []string{
			`acme/bank.yaml:10:10: "ec2" stands twice in services [error id]`,
		}},
		"layer without an owner": {manifest("container: shared, ", ""), []string{
			"acme/bank.yaml:15:13: layers[0].owner.container is missing [error required]",
		}},
		"layer with an unknown owner": {manifest("container: shared", "container: nobody"), []string{
			`acme/bank.yaml:15:50: layers[0].owner.container: unknown owner "nobody": want customer, shared or aws [error value]`,
		}},
		"unknown base": {manifest("version: 1.0.0", "version: 1.0.0\nextends: sbom"), []string{
			`acme/bank.yaml:3:10: extends "sbom": only demarc can be extended [error value]`,
		}},

		// What makes a question good to answer and to audit.
		"no why": {data("  why: Paper piles up.\n", ""), []string{
			"acme/data.yaml:1:3: why says nothing: every question needs it [error required]",
		}},
		"no evidence": {data("[a bin that is empty]", "[]"), []string{
			"acme/data.yaml:11:13: evidence says nothing: every question needs it [error required]",
		}},
		"no verify": {data("  verify: [{ask: office lead, expect: yes it is}]\n", ""), []string{
			"acme/data.yaml:1:3: verify says nothing: every question needs it [error required]",
		}},
		"no references": {data("  references: {nist-csf-2.0: [PR.DS-01]}\n", ""), []string{
			"acme/data.yaml:1:3: references says nothing: every question needs it [error required]",
		}},
		"no checks": {data("{none: no scanner looks into bins}", "{}"), []string{
			"acme/data.yaml:16:11: checks says nothing: every question needs it [error required]",
		}},
		"checks none and some": {data("{none: no", "{prowler: [iam_root_mfa_enabled], none: no"), []string{
			"acme/data.yaml:16:12: checks says that no scanner can tell, and names one [error checks]",
		}},
		"long question": {iam("is every badge checked", "is "+strings.Repeat("very ", 25)+"good"), []string{
			"acme/iam.yaml:10:13: question has 31 words: it must stay under 30 [error length]",
		}},
		"two questions": {iam("is every badge checked?", "is every badge checked, and is it worn?"), []string{
			"acme/iam.yaml:10:13: question joins two with “and”: would each have its own answer? [warning double]",
		}},
		"two question marks": {data("Is the shredder emptied?", "Is the shredder emptied? By whom?"), []string{
			"acme/data.yaml:8:13: question has more than one question mark: would each have its own answer? [warning double]",
		}},
		"two verbs": {iam("is every badge checked?", "is every badge shown twice and checked once?"), []string{
			"acme/iam.yaml:10:13: question joins two with “and”: would each have its own answer? [warning double]",
		}},
		"long why": {data("Paper piles up.", "Paper"+strings.Repeat(" piles", 59)), []string{
			"acme/data.yaml:9:8: why has 60 words: it must stay under 60 [error length]",
		}},
		"why that just fits": {data("Paper piles up.", "Paper"+strings.Repeat(" piles", 58)), nil},
		"long level": {data("It is emptied daily.", "It is emptied"+strings.Repeat(" daily", 27)), []string{
			"acme/data.yaml:10:35: levels.all has 30 words: it must stay under 30 [error length]",
		}},
		"levels out of order": {iam(
			"    some: Under half of the sites check badges.\n    most: Half or more of the sites check badges.\n",
			"    most: Half or more of the sites check badges.\n    some: Under half of the sites check badges.\n",
		), []string{
			"acme/iam.yaml:16:11: levels.most stands above levels.some: levels climb from none to all [error level]",
		}},
		"levels out of order in one line": {data(
			"{none: It is not., all: It is emptied daily.}", "{all: It is emptied daily., none: It is not.}",
		), []string{
			"acme/data.yaml:10:17: levels.all stands above levels.none: levels climb from none to all [error level]",
		}},
		"levels swapped": {[]change{
			{"iam.yaml", "some: Under half of", "some: Half or more of"},
			{"iam.yaml", "most: Half or more of the sites check badges.", "most: In under half of the sites badges are checked."},
		}, []string{
			"acme/iam.yaml:16:11: levels.some says “half or more”, which is what most means [error level]",
			"acme/iam.yaml:17:11: levels.most says “under half”, which is what some means [error level]",
		}},
		"things counted together": {iam("is every badge checked?", "is every old and new badge and pass checked?"), nil},
		"placeholder": {iam("door log of one week", "TODO ask Kim"), []string{
			`acme/iam.yaml:20:7: "TODO" stands for text that is still to come [error placeholder]`,
		}},
		"placeholder in a step": {iam("expect: a count", "expect: xxxx of them"), []string{
			`acme/iam.yaml:23:15: "xxxx" stands for text that is still to come [error placeholder]`,
		}},
		"word that holds one": {iam("door log of one week", "the method todos of XXIV"), nil},
		"shared level": {data("It is emptied daily.", "every  site checks Badges."), []string{
			"acme/data.yaml:10:35: ACME-01 has this very sentence for a level [error level]",
		}},
		"unknown framework": {iam("house-rules: [whatever", "iso-27001-2022: [whatever"), []string{
			`acme/iam.yaml:30:21: framework "iso-27001-2022" is not in bank.yaml [error reference]`,
		}},
		"unknown control": {iam("[PR.AA-03]", "[PR.AA-03, PR.AC-1]"), []string{
			`acme/iam.yaml:29:30: nist-csf-2.0 has no "PR.AC-1" [error reference]`,
		}},
		"framework without ids": {iam("[PR.AA-03]", "[]"), []string{
			"acme/iam.yaml:29:19: nist-csf-2.0 names no control [error reference]",
		}},
		"unknown prowler check": {iam("[iam_root_mfa_enabled]", "[iam_root_asleep]"), []string{
			`acme/iam.yaml:31:22: Prowler has no check "iam_root_asleep" that this version knows [warning checks]`,
		}},
		"unknown hub check": {iam("[iam.9]", "[iam.9, IAM.999]"), []string{
			`acme/iam.yaml:31:67: Security Hub has no check "IAM.999" that this version knows [warning checks]`,
		}},
		"similar question": {[]change{
			{"data.yaml", "Is the shredder emptied?", "For how many old sites is every badge checked?"},
			{"data.yaml", "[container]", "[container, abstracted]"},
		}, []string{
			"acme/data.yaml:8:13: question reads much like ACME-01 [warning similar]",
		}},
		"same question": {data("Is the shredder emptied?", "For how many sites is  every badge Checked?"), []string{
			"acme/data.yaml:8:13: question is that of ACME-01, word for word [error similar]",
		}},
		"same title": {data("Shredder emptied", "badges checked"), []string{
			"acme/data.yaml:3:10: title is that of ACME-01 [error similar]",
		}},
		"similar question of another tier": {data("Is the shredder emptied?", "For how many old sites is every badge checked?"), nil},
		"everything at once": {[]change{
			{"iam.yaml", "revision: 1", "revision: one"},
			{"iam.yaml", "severity: high", "severity: grave"},
			{"iam.yaml", "effort: low", "efort: low"},
			{"data.yaml", "[container]", "container]"},
			{"bank.yaml", "low: 1}", "low: little}"},
		}, []string{
			"acme/bank.yaml:3:49: weights.low must be a whole number [error value]",
			"acme/data.yaml:4:10: tiers must be a list [error value]",
			"acme/iam.yaml:1:3: effort is missing [error required]",
			"acme/iam.yaml:2:13: revision must be a whole number [error value]",
			`acme/iam.yaml:6:13: severity: unknown severity "grave": want critical, high, medium or low [error value]`,
			`acme/iam.yaml:7:3: unknown key "efort" in question 1 [error key]`,
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			problems, err := bank.Lint(changed(t, test.changes...), "acme")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, listed(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// People run the commands of a bank with their own credentials.
func TestLintLetsOnlyReadingCommandsThrough(t *testing.T) {
	tests := map[string]string{ // by command, what is wrong with it
		"aws iam get-account-summary --query SummaryMap.AccountMFAEnabled": "",
		"aws s3 ls":                             "",
		"aws iam generate-credential-report":    "",
		"aws cloudtrail lookup-events":          "",
		"aws resource-explorer-2 search":        "",
		"aws codebuild batch-get-projects":      "",
		"aws s3api head-bucket --bucket <name>": "",
		"aws iam simulate-principal-policy --policy-source-arn <role-arn> --action-names s3:GetObject": "",
		"aws ec2 describe-volumes --query 'Volumes[?!Encrypted].[VolumeId]' --output text | wc -l":     "",
		"aws ec2 describe-vpcs --query \"Vpcs[?IsDefault=='true']\" | jq -r '.[] | .VpcId'":            "",
		"aws s3api get-object-lock-configuration --bucket <log-bucket>":                                "",
		"aws iam get-account-password-policy":                                                          "",
		"aws configservice select-resource-config --expression \"SELECT COUNT(*) WHERE a > 1; x\"":     "",

		"aws ec2 terminate-instances --instance-ids <id>":       `"terminate-instances" is not known to only read: want describe-, get-, list- or the like`,
		"aws iam getaway-now":                                   `"getaway-now" is not known to only read: want describe-, get-, list- or the like`,
		"aws s3 rm s3://x":                                      `"rm" is not known to only read: want describe-, get-, list- or the like`,
		"aws --profile x ec2 describe-vpcs":                     "command must begin with aws, a service and an operation",
		"aws ec2":                                               "command must begin with aws, a service and an operation",
		"curl https://example.com":                              "command must begin with aws, a service and an operation",
		"'aws' ec2 delete-vpc --vpc-id <id>":                    `"delete-vpc" is not known to only read: want describe-, get-, list- or the like`,
		"aws ec2 describe-vpcs; rm -r x":                        `";" in a command can make the shell do more than read`,
		"aws ec2 describe-vpcs && rm x":                         `"&" in a command can make the shell do more than read`,
		"aws ec2 describe-vpcs > vpcs.json":                     `">" in a command can make the shell do more than read`,
		"aws ec2 describe-vpcs --vpc-ids $(cat x)":              `"$" in a command can make the shell do more than read`,
		"aws ec2 describe-vpcs --query \"Vpcs[?x==`1`]\"":       `"\"" in a command can make the shell do more than read`,
		"aws ec2 describe-vpcs --query Vpcs[?x==`1`]":           "\"`\" in a command can make the shell do more than read",
		"aws ec2 describe-vpcs --query \"$(rm x)\"":             `"\"" in a command can make the shell do more than read`,
		"aws ec2 describe-vpcs --query 'Vpcs":                   `"'" in a command can make the shell do more than read`,
		"aws ec2 describe-vpcs | sh":                            `command pipes into "sh": want one of jq, grep, wc, head, tail, cut`,
		"aws ec2 describe-vpcs | jq . | tee x":                  `command pipes into "tee": want one of jq, grep, wc, head, tail, cut`,
		"aws ec2 describe-vpcs || aws ec2 delete-vpc":           "command has an empty stage",
		"aws ec2 describe-vpcs |":                               "command has an empty stage",
		"aws secretsmanager get-secret-value --secret-id x":     `"get-secret-value" brings out a credential`,
		"aws sts get-session-token":                             `"get-session-token" brings out a credential`,
		"aws redshift get-cluster-credentials --db-user x":      `"get-cluster-credentials" brings out a credential`,
		"aws s3api get-object --bucket x --key y z":             `"get-object" writes a file`,
		"aws ebs get-snapshot-block --snapshot-id x f":          `"get-snapshot-block" writes a file`,
		"aws s3api select-object-content --key x f":             `"select-object-content" writes a file`,
		"aws configure get aws_secret_access_key":               `"configure" is about the credentials of whoever runs it`,
		"aws s3control get-data-access --target s3://x":         `"get-data-access" brings out a credential`,
		"aws iot-data get-thing-shadow --thing-name x f":        `"get-thing-shadow" writes a file`,
		"aws ssm get-parameters --names x --with-decryption":    "option --with-decryption has no place in a check",
		"aws ssm get-parameters --names x --with-d":             "option --with-d has no place in a check",
		"aws ec2 describe-vpcs --endpoint=https://x.test":       "option --endpoint has no place in a check",
		"aws ec2 describe-vpcs '--endpoint-url=https://x.test'": "option --endpoint-url has no place in a check",
	}
	for command, wrong := range tests {
		t.Run(command, func(t *testing.T) {
			quoted, err := json.Marshal(command)
			if err != nil {
				t.Fatal(err)
			}
			step := change{"data.yaml", "{ask: office lead, expect: yes it is}", "{run: " + string(quoted) + ", expect: good}"}
			problems, err := bank.Lint(changed(t, step), "acme")
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			if wrong != "" {
				want = []string{"acme/data.yaml:13:18: " + wrong + " [error verify]"}
			}
			if diff := cmp.Diff(want, listed(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// Our own bank promises more than a team's has to.
func TestLintIsStricterWithOurOwnBank(t *testing.T) {
	fsys := changed(t,
		change{"bank.yaml", "id: acme", "id: demarc"},
		change{"iam.yaml", "id: ACME-01", "id: NET-01"},
		change{"iam.yaml", "iam_root_mfa_enabled", "iam_root_asleep"},
		change{"data.yaml", "id: ACME-02", "id: DAT-01"},
	)
	_, problems, err := bank.Compile(fsys, "ours")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"ours/iam.yaml:1:7: id NET-01 must begin with IAM in area iam [error id]",
		`ours/iam.yaml:31:22: Prowler has no check "iam_root_asleep" [error checks]`,
	}
	if diff := cmp.Diff(want, listed(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// Two banks of one name would make two assessments look alike that were asked
// different things.
func TestABankThatGoesByOurNameIsOurs(t *testing.T) {
	const refusal = "ours/bank.yaml:3:5: id demarc is that of our bank, and this one is not the same: " +
		"give it an id of its own; with extends: demarc it keeps our questions"
	tests := map[string]struct {
		old, new string
		want     []string
	}{
		"ours, word for word": {"", "", nil},
		"another why":         {"No account is known to have its root user", "No account has its root user", []string{refusal}},
		"not even a bank": {"title: Root user locked away", "title: ''", []string{
			refusal, "ours/iam.yaml:4:10: title is empty",
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := make(fstest.MapFS)
			if err := fs.WalkDir(bank.Source(), ".", func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				text, err := fs.ReadFile(bank.Source(), name)
				if name == "iam.yaml" {
					text = bytes.Replace(text, []byte(test.old), []byte(test.new), 1)
				}
				fsys[name] = &fstest.MapFile{Data: text}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			problems, err := bank.Lint(fsys, "ours")
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, problem := range problems {
				lines = append(lines, problem.String())
			}
			if diff := cmp.Diff(test.want, lines); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if _, err := bank.Load(fsys, "ours"); (err == nil) != (test.want == nil) {
				t.Errorf("loading it: %v", err)
			}
		})
	}
}

func TestLintNeedsAFolder(t *testing.T) {
	if _, err := bank.Lint(fstest.MapFS{}, "acme"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
}
