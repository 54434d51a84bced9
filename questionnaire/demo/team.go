package demo

import "demarc/questionnaire"

// The people in the sample team's room.
const (
	ana   = "Ana Ruiz"
	lena  = "Lena Vogt"
	priya = "Priya Shah"
	sam   = "Sam Okafor"
	tom   = "Tom Weber"
)

var people = []questionnaire.Person{
	{Name: ana, Role: "platform lead", Areas: []questionnaire.Area{questionnaire.Workload}},
	{Name: lena, Role: "data owner", Areas: []questionnaire.Area{questionnaire.Data}},
	{Name: priya, Role: "identity engineer", Areas: []questionnaire.Area{questionnaire.IAM}},
	{Name: sam, Role: "security engineer", Areas: []questionnaire.Area{questionnaire.Posture, questionnaire.ThreatIntel}},
	{Name: tom, Role: "network engineer", Areas: []questionnaire.Area{questionnaire.Network}},
}

// speaker returns who answers for an area.
func speaker(area questionnaire.Area) string {
	for _, person := range people {
		for _, known := range person.Areas {
			if known == area {
				return person.Name
			}
		}
	}
	return ana
}

// services are what the team runs, as far as a bank knows them.
var services = []string{
	"autoscaling", "ebs", "ec2", "elb", "vpc",
	"ecr", "ecs-ec2", "ecs-fargate", "rds",
	"dynamodb", "kms", "lambda", "s3", "secrets-manager", "sqs",
}

func scope(bank *questionnaire.Bank) questionnaire.Scope {
	scope := questionnaire.Scope{
		Tiers: questionnaire.Tiers(),
		Accounts: []questionnaire.Account{
			{ID: "111122223333", Name: "payments-prod"},
			{ID: "444455556666", Name: "payments-staging"},
			{ID: "777788889999", Name: "payments-tools"},
		},
		AccountsTotal:  4,
		AccountsSource: "account list of the organization",
		Regions:        []string{"eu-central-1", "eu-west-1"},
		Exclusions:     []string{"payments-sandbox: no production data, closed at the end of the year"},
		Depth:          questionnaire.DepthFull,
	}
	for _, id := range services {
		if _, known := bank.Service(id); known {
			scope.Services = append(scope.Services, id)
		}
	}
	return scope
}
