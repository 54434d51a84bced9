package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

type newOptions struct {
	team           string
	tiers          []string
	period         string
	from, to       string
	services       []string
	accounts       []string
	accountsTotal  int
	accountsSource string
	regions        []string
	exclusions     []string
	depth          string
}

func newNewCmd(env *environment) *cobra.Command {
	var options newOptions
	cmd := &cobra.Command{
		Use:     "new --team TEAM --tiers TIER,...",
		GroupID: groupBegin,
		Short:   "Make an assessment and print its id",
		Long: `Make an assessment of one team for one period, and print its id.

Tiers are infrastructure (EC2, EBS, VPC, Auto Scaling), container (AWS's word for
managed platforms: RDS, EMR, Elastic Beanstalk, ECS, EKS) and abstracted (S3,
DynamoDB, SQS, Lambda, KMS). A tier of which no service is named has all of its
services in scope; demarc questions --services lists them.`,
		Example: "  demarc new --team Payments --tiers infrastructure,abstracted\n  demarc new --team Payments --tiers container --services RDS,ECR --period 2026-H2 --depth baseline",
		Args:    exactly(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runNew(cmd.Context(), env, options) },
	}
	flags := cmd.Flags()
	flags.StringVar(&options.team, "team", "", "team that answers (default: the workspace's team)")
	flags.StringSliceVar(&options.tiers, "tiers", nil, "service tiers in use: infrastructure, container, abstracted")
	flags.StringVar(&options.period, "period", "", "2026, 2026-H2, 2026-Q4, 2026-11, or any name with --from and --to (default: the quarter of today)")
	flags.StringVar(&options.from, "from", "", "first day of a period with a name of its own")
	flags.StringVar(&options.to, "to", "", "last day of a period with a name of its own")
	flags.StringSliceVar(&options.services, "services", nil, "services in use, by id or name (default: all of the tiers)")
	flags.StringSliceVar(&options.accounts, "accounts", nil, "AWS accounts in scope: 111122223333 or 111122223333=name")
	flags.IntVar(&options.accountsTotal, "accounts-total", 0, "how many accounts there are, in scope or not")
	flags.StringVar(&options.accountsSource, "accounts-source", "", "where that number comes from")
	flags.StringSliceVar(&options.regions, "regions", nil, "regions in use")
	flags.StringArrayVar(&options.exclusions, "exclude", nil, "what is out of scope and why, in a sentence; may be repeated")
	flags.StringVar(&options.depth, "depth", "full", "full, or baseline for the short form")
	completeWords(cmd, "tiers", questionnaire.Tiers())
	return cmd
}

func runNew(ctx context.Context, env *environment, options newOptions) error {
	if len(options.tiers) == 0 {
		return usagef("new needs --tiers: infrastructure, container, abstracted, or some of them")
	}
	opened, err := env.workspace()
	if err != nil {
		return err
	}
	settings, err := opened.Config()
	if err != nil {
		return err
	}
	if options.team == "" {
		options.team = settings.Team
	}
	if options.team == "" {
		return usagef("new needs --team, because demarc.yaml names none")
	}
	spec, err := options.spec(questionnaire.NewDate(env.now()))
	if err != nil {
		return err
	}
	spec.Organization = settings.Organization
	current, err := env.currentBank(opened)
	if err != nil {
		return err
	}
	made, err := questionnaire.New(spec, current, env.now())
	if err != nil {
		return err
	}
	if err := opened.Create(ctx, made, current); err != nil {
		return adviseOnTaken(err)
	}
	env.say("%s to answer for %s, %s; demarc questions --for %s lists them, demarc open %s asks them in the app",
		plural(len(questionnaire.Asked(current, made.Scope())), "question", "questions"),
		made.Team(), made.Period().Label, made.ID(), made.ID())
	if err := env.print([]byte(made.ID() + "\n")); err != nil {
		return &outputError{fmt.Errorf("%s was made, but could not be printed: %w", made.ID(), err)}
	}
	return nil
}

// adviseOnTaken says how to get on where a team has an assessment for the days.
func adviseOnTaken(err error) error {
	if errors.Is(err, store.ErrExists) || errors.Is(err, store.ErrOverlap) {
		return advise(err, "demarc list shows what there is, --period names another")
	}
	return err
}

func (o newOptions) spec(today questionnaire.Date) (questionnaire.Spec, error) {
	spec := questionnaire.Spec{Generator: generator(), Team: o.team}
	var err error
	if spec.Period, err = o.parsePeriod(today); err != nil {
		return spec, err
	}
	spec.Scope, err = o.scope()
	return spec, err
}

func (o newOptions) parsePeriod(today questionnaire.Date) (questionnaire.Period, error) {
	switch {
	case o.from == "" && o.to == "" && o.period == "":
		return questionnaire.QuarterOf(today), nil
	case o.from == "" && o.to == "":
		return questionnaire.ParsePeriod(o.period)
	case o.from == "" || o.to == "" || o.period == "":
		return questionnaire.Period{}, usagef("--period, --from and --to go together: a name, a first and a last day")
	}
	first, err := parseDay("--from", o.from)
	if err != nil {
		return questionnaire.Period{}, err
	}
	last, err := parseDay("--to", o.to)
	if err != nil {
		return questionnaire.Period{}, err
	}
	return questionnaire.NewPeriod(o.period, first, last)
}

func (o newOptions) scope() (questionnaire.Scope, error) {
	scope := questionnaire.Scope{
		Services: o.services, AccountsTotal: o.accountsTotal, AccountsSource: o.accountsSource,
		Regions: o.regions, Exclusions: o.exclusions,
	}
	for _, name := range o.tiers {
		tier, err := questionnaire.ParseTier(strings.TrimSpace(name))
		if err != nil {
			return scope, err
		}
		scope.Tiers = append(scope.Tiers, tier)
	}
	for _, account := range o.accounts {
		id, name, _ := strings.Cut(account, "=")
		scope.Accounts = append(scope.Accounts, questionnaire.Account{ID: strings.TrimSpace(id), Name: strings.TrimSpace(name)})
	}
	depth, err := questionnaire.ParseDepth(o.depth)
	scope.Depth = depth
	return scope, err
}
