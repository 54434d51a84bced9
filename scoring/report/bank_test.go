package report_test

import (
	"testing"

	"demarc/questionnaire"
)

var (
	everyTier = questionnaire.Tiers()
	onServers = []questionnaire.Tier{questionnaire.Infrastructure}
	onS3      = []questionnaire.Tier{questionnaire.Abstracted}
)

// sampleBank is a small bank with every sort of question: of all tiers and of
// one, with four levels and with two, with a maximum age of evidence, with
// commands, with people to ask, and with text that looks like markdown.
func sampleBank(t testing.TB) *questionnaire.Bank {
	t.Helper()
	bank, err := questionnaire.NewBank(sampleContent())
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

func sampleContent() questionnaire.BankContent {
	return questionnaire.BankContent{
		ID: "sample", Version: "2026.4",
		Weights: questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands:   questionnaire.Bands{Partial: 40, Substantial: 70, High: 90},
		Frameworks: []questionnaire.Framework{
			{ID: "nist-csf-2.0", Name: "NIST CSF", Version: "2.0"},
			{ID: "csa-ccm-4.0", Name: "CSA CCM", Version: "4.0"},
			{ID: "cis-aws-7.0", Name: "CIS AWS Foundations", Version: "7.0.0"},
		},
		Services:  sampleServices(),
		Layers:    sampleLayers(),
		Questions: sampleQuestions(),
	}
}

func sampleServices() []questionnaire.Service {
	return []questionnaire.Service{
		{ID: "ec2", Name: "Amazon EC2", Tier: questionnaire.Infrastructure},
		{ID: "ebs", Name: "Amazon EBS", Tier: questionnaire.Infrastructure},
		{
			ID: "ecs", Name: "Amazon ECS", Tier: questionnaire.Container, Also: questionnaire.Infrastructure,
			Caution: "On EC2 nodes of your own, the operating system is yours again.",
		},
		{ID: "s3", Name: "Amazon S3", Tier: questionnaire.Abstracted},
		{
			ID: "lambda", Name: "AWS Lambda", Tier: questionnaire.Abstracted, Also: questionnaire.Container,
			Caution: "Attached to a VPC, its network rules are yours.",
		},
	}
}

func sampleLayers() []questionnaire.Layer {
	customer, shared, aws := questionnaire.OwnerCustomer, questionnaire.OwnerShared, questionnaire.OwnerAWS
	owners := func(infrastructure, container, abstracted questionnaire.Owner) map[questionnaire.Tier]questionnaire.Owner {
		return map[questionnaire.Tier]questionnaire.Owner{
			questionnaire.Infrastructure: infrastructure, questionnaire.Container: container, questionnaire.Abstracted: abstracted,
		}
	}
	return []questionnaire.Layer{
		{
			ID: "customer-data", Name: "Customer data", Owner: owners(customer, customer, customer),
			Note: map[questionnaire.Tier]string{
				questionnaire.Infrastructure: "Yours, wherever it sits.",
				questionnaire.Abstracted:     "Yours; AWS stores objects or items, you decide who may read them.",
			},
		},
		{
			ID: "server-side-encryption", Name: "Server-side encryption at rest", Owner: owners(customer, shared, shared),
			Note: map[questionnaire.Tier]string{
				questionnaire.Infrastructure: "You turn on EBS or file-system encryption and pick the key.",
				questionnaire.Abstracted:     "AWS provides and often defaults it; you choose key type, key policy and exceptions.",
			},
		},
		{ID: "guest-os", Name: "Guest operating system", Owner: owners(customer, aws, aws)},
		{ID: "physical", Name: "Buildings and hardware", Owner: owners(aws, aws, aws)},
	}
}

func fourLevels(what string) questionnaire.Meanings {
	return questionnaire.Meanings{
		None: "No " + what + ", or nobody looked.",
		Some: "Under half of the " + what + "s.",
		Most: "Half or more of the " + what + "s, but not all.",
		All:  "Every " + what + ".",
	}
}

func yesOrNo(no, yes string) questionnaire.Meanings {
	return questionnaire.Meanings{None: no, All: yes}
}

func refs(csf, ccm string) map[string][]string {
	return map[string][]string{"nist-csf-2.0": {csf}, "csa-ccm-4.0": {ccm}}
}

// question fills in what the sample bank's questions have in common.
func question(q questionnaire.Question) questionnaire.Question {
	q.Revision = max(1, q.Revision)
	if q.Tiers == nil {
		q.Tiers = everyTier
	}
	if q.Why == "" {
		q.Why = "Somebody who finds the weak spot first will use it."
	}
	if q.Ask == "" {
		q.Ask = "platform lead"
	}
	if q.Evidence == nil {
		q.Evidence = []string{"Export of the setting, with the account and the date"}
	}
	if q.Verify == nil {
		q.Verify = []questionnaire.VerifyStep{{Ask: "the platform lead to show the setting", Expect: "it is on in every account"}}
	}
	if q.Remediation == nil {
		q.Remediation = []string{"Turn it on.", "Hold it on with a policy of the organization."}
	}
	if q.Checks.Prowler == nil && q.Checks.None == "" {
		q.Checks.None = "no scanner sees how people work"
	}
	return q
}

func sampleQuestions() []questionnaire.Question {
	critical, high, medium, low := questionnaire.SeverityCritical, questionnaire.SeverityHigh, questionnaire.SeverityMedium, questionnaire.SeverityLow
	cheap, fair, dear := questionnaire.EffortLow, questionnaire.EffortMedium, questionnaire.EffortHigh
	questions := []questionnaire.Question{
		{
			ID: "IAM-01", Area: questionnaire.IAM, Revision: 2, Title: "Root user locked away", Severity: critical, Effort: cheap, Baseline: true,
			Text:   "For how many AWS accounts is the root user without access keys and behind a hardware key?",
			Why:    "The root user can do everything, and no policy of the account holds it back.",
			Levels: fourLevels("account"), References: map[string][]string{"nist-csf-2.0": {"PR.AA-03"}, "csa-ccm-4.0": {"IAM-14"}, "cis-aws-7.0": {"2.4", "2.5"}},
			Verify: []questionnaire.VerifyStep{
				{Run: "aws iam get-account-summary --query \"SummaryMap.[AccountMFAEnabled,AccountAccessKeysPresent]\"", Expect: "1 and 0"},
				{Ask: "who holds the hardware key of the root user", Expect: "a named person and a sealed place; a `*shared*` inbox is not one"},
			},
			Checks: questionnaire.Checks{Prowler: []string{"iam_root_mfa_enabled", "iam_no_root_access_key"}, SecurityHub: []string{"IAM.4", "IAM.9"}},
		},
		{ID: "IAM-02", Area: questionnaire.IAM, Title: "People sign in through one provider", Severity: high, Effort: fair, Text: "For how many people is the sign-in federated?", Levels: fourLevels("person"), References: refs("PR.AA-01", "IAM-01")},
		{ID: "IAM-03", Area: questionnaire.IAM, Title: "Leavers lose access at once", Severity: high, Effort: fair, EvidenceMaxAgeDays: 400, Text: "Is access of people who leave taken away within a day, and was that tested in the last year?", Levels: yesOrNo("It is not, or nobody tested it.", "It is, and a test within a year shows it."), References: refs("PR.AA-01", "IAM-07")},
		{ID: "IAM-04", Area: questionnaire.IAM, Title: "Access keys gone", Severity: medium, Effort: cheap, Text: "How many workloads do without long-lived access keys?", Levels: fourLevels("workload"), References: refs("PR.AA-01", "IAM-13")},
		{ID: "IAM-05", Area: questionnaire.IAM, Title: "Rights reviewed", Severity: medium, Effort: dear, Text: "For how many roles were the rights reviewed this period?", Levels: fourLevels("role"), References: refs("PR.AA-05", "IAM-08")},
		{ID: "IAM-06", Area: questionnaire.IAM, Title: "Roles bound to their workload", Severity: low, Effort: fair, Text: "How many roles can be taken on by one workload only?", Levels: fourLevels("role")},
		{
			ID: "NET-01", Area: questionnaire.Network, Title: "No admin port open to the internet", Severity: critical, Effort: cheap, Baseline: true, Tiers: onServers, Services: []string{"ec2"},
			Text: "For how many EC2 instances are SSH, RDP and other admin ports closed to the internet?", Levels: fourLevels("instance"), References: refs("PR.IR-01", "IVS-09"),
			Verify: []questionnaire.VerifyStep{{
				Run:    "aws ec2 describe-security-groups \\\n  --filters Name=ip-permission.cidr,Values=0.0.0.0/0 \\\n  --query 'SecurityGroups[].[GroupId,IpPermissions[].FromPort]' # not `--output text`",
				Expect: "no 22, no 3389 and no 5985 to 5986",
			}},
			Remediation: []string{"Use Session Manager instead of SSH.", "Allow rules only from code that somebody reviews."},
			Checks:      questionnaire.Checks{Prowler: []string{"ec2_securitygroup_allow_ingress_from_internet_to_port_22"}, SecurityHub: []string{"EC2.13", "EC2.14"}},
		},
		{ID: "NET-02", Area: questionnaire.Network, Title: "Flow logs kept", Severity: high, Effort: cheap, Tiers: onServers, Text: "For how many VPCs are flow logs kept for 90 days?", Levels: fourLevels("VPC"), References: refs("DE.CM-01", "LOG-03")},
		{ID: "NET-03", Area: questionnaire.Network, Title: "Buckets kept off the internet", Severity: high, Effort: cheap, Tiers: onS3, Services: []string{"s3"}, Text: "For how many buckets is public access blocked?", Levels: fourLevels("bucket"), References: refs("PR.DS-01", "DSP-17")},
		{ID: "CSP-01", Area: questionnaire.Posture, Title: "API calls recorded everywhere", Severity: critical, Effort: cheap, Baseline: true, Text: "For how many accounts does a trail record API calls in every region?", Levels: fourLevels("account"), References: refs("PR.PS-04", "LOG-07")},
		{ID: "CSP-02", Area: questionnaire.Posture, Title: "Settings checked every day", Severity: high, Effort: fair, Text: "For how many accounts does a tool check the live settings daily?", Levels: fourLevels("account"), References: refs("DE.CM-09", "TVM-07")},
		{ID: "CWP-01", Area: questionnaire.Workload, Title: "Patches within the deadline", Severity: high, Effort: dear, Tiers: onServers, Text: "How many instances get critical patches within 14 days?", Levels: fourLevels("instance"), References: refs("PR.PS-02", "TVM-03")},
		{ID: "CWP-02", Area: questionnaire.Workload, Title: "Runtimes still supported", Severity: medium, Effort: fair, Tiers: onS3, Services: []string{"lambda"}, Text: "How many functions run on a supported runtime?", Levels: fourLevels("function"), References: refs("PR.PS-02", "UEM-05")},
		{ID: "DAT-01", Area: questionnaire.Data, Title: "Disks encrypted", Severity: high, Effort: cheap, Tiers: onServers, Text: "How many volumes are encrypted with a key of yours?", Levels: fourLevels("volume"), References: refs("PR.DS-01", "CEK-03")},
		{ID: "DAT-02", Area: questionnaire.Data, Title: "Backups that nobody can delete", Severity: critical, Effort: dear, Baseline: true, Text: "How many systems have a backup that an administrator cannot delete?", Levels: fourLevels("system"), References: refs("PR.DS-11", "BCR-08")},
		{ID: "TIN-01", Area: questionnaire.ThreatIntel, Title: "Feeds used in detection", Severity: medium, Effort: fair, Text: "Are threat feeds matched against your own logs?", Levels: yesOrNo("They are not.", "They are, every day."), References: refs("ID.RA-02", "TVM-05")},
	}
	for i := range questions {
		questions[i] = question(questions[i])
	}
	return questions
}
