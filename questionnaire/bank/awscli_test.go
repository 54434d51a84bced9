package bank_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"demarc/questionnaire/bank"
)

// newOperations are operations, or parameters of one, that older releases of
// the AWS CLI do not know, with the release that brought them. They count in
// version 2; a version 1 is taken to be new enough. Debian 12 has 2.9.19.
var newOperations = map[string]string{
	"accessanalyzer list-findings-v2":                    "2.13.39",
	"account list-regions":                               "2.10.0",
	"artifact list-reports":                              "2.15.21",
	"backup list-restore-testing-plans":                  "2.14.0",
	"bedrock get-guardrail":                              "2.15.41",
	"bedrock get-model-invocation-logging-configuration": "2.13.23",
	"bedrock list-guardrails":                            "2.15.41",
	"bedrock-agent get-agent":                            "2.14.2",
	"ec2 describe-instance-image-metadata":               "2.18.14",
	"ec2 get-allowed-images-settings":                    "2.22.8",
	"ec2 get-image-block-public-access-state":            "2.13.18",
	"ec2 get-instance-metadata-defaults":                 "2.15.33",
	"ec2 get-snapshot-block-public-access-state":         "2.13.34",
	"ecr get-signing-configuration":                      "2.32.3",
	"eks describe-cluster-versions":                      "2.22.23",
	"eks list-access-entries":                            "2.15.3",
	"eks list-pod-identity-associations":                 "2.13.39",
	"guardduty get-coverage-statistics":                  "2.11.8",
	"guardduty get-organization-statistics":              "2.15.4",
	"guardduty list-coverage":                            "2.11.8",
	"iam list-organizations-features":                    "2.21.1",
	"inspector2 list-coverage-statistics":                "2.27.19", // its filter ecrImageInUseCount
	"rds describe-db-major-engine-versions":              "2.27.19",
	"securityhub list-configuration-policy-associations": "2.14.0",
	"securityhub list-standards-control-associations":    "2.10.4",
}

// TestCommandsPassTheAWSCLI has the real AWS CLI read every command of our bank.
// It talks to nobody: see awsCLI.
func TestCommandsPassTheAWSCLI(t *testing.T) {
	if testing.Short() {
		t.Skip("starts aws once for every command of the bank, which takes minutes")
	}
	cli := newAWSCLI(t)
	for command, id := range commands(t) {
		words := awsWords(t, command)
		if since, ok := newOperations[operation(words)]; ok && cli.olderThan(since) {
			words = justQuery(words)
		}
		t.Run(id+" "+operation(words), func(t *testing.T) {
			t.Parallel()
			if reached, said := cli.run(t, words); !reached {
				t.Errorf("aws refuses %s\n%s", command, said)
			}
		})
	}
}

// What the check above rests on: a command that is wrong gets no further than
// the AWS CLI itself.
func TestAWSCLIRefusesWrongCommands(t *testing.T) {
	cli := newAWSCLI(t)
	tests := map[string]struct {
		command string
		reaches bool
	}{
		"nothing wrong":           {"aws ec2 describe-vpcs --vpc-ids <vpc-id> --query 'Vpcs[].VpcId' | jq length", true},
		"unknown service":         {"aws ec3 describe-vpcs", false},
		"unknown operation":       {"aws ec2 describe-vpc-mood", false},
		"unknown option":          {"aws ec2 describe-vpcs --mood good", false},
		"option without its text": {"aws eks describe-cluster --name", false},
		"required option missing": {"aws eks describe-cluster", false},
		"unknown part of a value": {"aws ec2 describe-vpcs --filters Named=state,Values=available", false},
		"number that is not one":  {"aws ec2 describe-vpcs --max-items many", false},
		"query that is broken":    {"aws ec2 describe-vpcs --query 'Vpcs[].[VpcId'", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if reached, said := cli.run(t, awsWords(t, test.command)); reached != test.reaches {
				t.Errorf("%s reaches AWS: %t, want %t\n%s", test.command, reached, test.reaches, said)
			}
		})
	}
}

// A list of exceptions must not outlive what it excuses.
func TestNewOperationsAreInUse(t *testing.T) {
	used := make(map[string]bool)
	for command := range commands(t) {
		used[operation(awsWords(t, command))] = true
	}
	for name := range newOperations {
		if !used[name] {
			t.Errorf("no command of the bank uses %s: take it off the list", name)
		}
	}
}

// commands returns every command of our bank, each with a question that has it.
func commands(t *testing.T) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, question := range ours(t).Questions() {
		for _, step := range question.Verify {
			if step.Run != "" {
				all[step.Run] = question.ID
			}
		}
	}
	return all
}

var (
	placeholder = regexp.MustCompile(`<[a-z0-9-]+>`)
	// filled stands for placeholders that not any text can stand for.
	filled = map[string]string{"<region>": "us-east-1", "<account-id>": "123456789012", "<yyyy-mm-01>": "2026-01-01"}
)

// awsWords returns the words of a command up to its first pipe, with something
// in place of its placeholders.
func awsWords(t *testing.T, command string) []string {
	t.Helper()
	stages, err := bank.SplitCommand(command)
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	words := slices.Clone(stages[0])
	for i := range words {
		words[i] = placeholder.ReplaceAllStringFunc(words[i], func(name string) string {
			if text, ok := filled[name]; ok {
				return text
			}
			return "a-name-of-thirty-two-characters1"
		})
	}
	return words
}

func operation(words []string) string { return words[1] + " " + words[2] }

// justQuery keeps of a command only its query.
func justQuery(words []string) []string {
	query := []string{"aws", "sts", "get-caller-identity"}
	if i := slices.Index(words, "--query"); i >= 0 {
		query = append(query, words[i:i+2]...)
	}
	return query
}

// awsCLI is the AWS CLI of this machine, without an account and before a closed
// door: what it tries to send cannot leave.
type awsCLI struct {
	path    string
	version []int
	home    string
}

func newAWSCLI(t *testing.T) *awsCLI {
	t.Helper()
	path, err := exec.LookPath("aws")
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		t.Fatal("aws is not installed")
	default:
		t.Skip("aws is not installed")
	}
	cli := &awsCLI{path: path, home: t.TempDir()}
	said, err := cli.command(t, "--version").CombinedOutput()
	if err != nil {
		t.Fatalf("aws --version: %v\n%s", err, said)
	}
	found := regexp.MustCompile(`^aws-cli/([0-9.]+)`).FindSubmatch(said)
	if found == nil {
		t.Fatalf("aws --version says %s", said)
	}
	cli.version = numbers(string(found[1]))
	return cli
}

// olderThan reports whether this is a release of version 2 before the given one.
func (c *awsCLI) olderThan(since string) bool {
	return c.version[0] == 2 && slices.Compare(c.version, numbers(since)) < 0
}

// numbers returns the parts of a version. What is no number counts as 0.
func numbers(version string) (parts []int) {
	for part := range strings.SplitSeq(version, ".") {
		number, _ := strconv.Atoi(part)
		parts = append(parts, number)
	}
	return parts
}

func (c *awsCLI) command(t *testing.T, args ...string) *exec.Cmd {
	command := exec.CommandContext(t.Context(), c.path, args...)
	command.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + c.home, "AWS_DEFAULT_REGION=us-east-1",
		"AWS_MAX_ATTEMPTS=1", "AWS_EC2_METADATA_DISABLED=true", "AWS_PAGER=",
	}
	return command
}

// run runs a command and reports whether the AWS CLI, having found nothing
// wrong with it, went on to send it, and what it said. That nobody listens on
// the port it sends to makes it say so.
func (c *awsCLI) run(t *testing.T, words []string) (reached bool, said string) {
	t.Helper()
	args := append(slices.Clone(words[1:]), "--no-sign-request", "--endpoint-url", "http://127.0.0.1:1")
	output, err := c.command(t, args...).CombinedOutput()
	if err == nil {
		t.Fatalf("aws got an answer to %s", strings.Join(args, " "))
	}
	return strings.Contains(string(output), "Could not connect to the endpoint URL"), fmt.Sprintf("%v\n%s", err, output)
}
