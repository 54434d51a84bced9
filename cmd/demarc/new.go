package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

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
	fresh          bool
	supersedes     string
	// given reports whether a flag stands on the command line.
	given func(flag string) bool
}

func newNewCmd(env *environment) *cobra.Command {
	var options newOptions
	cmd := &cobra.Command{
		Use:     "new [--team TEAM] [--tiers TIER,...]",
		GroupID: groupBegin,
		Short:   "Make an assessment and print its id",
		Long: `Make an assessment of one team for one period, and print its id.

Tiers are infrastructure (EC2, EBS, VPC, Auto Scaling), container (AWS's word for
managed platforms: RDS, EMR, Elastic Beanstalk, ECS, EKS) and abstracted (S3,
DynamoDB, SQS, Lambda, KMS). A tier of which no service is named has all of its
services in scope; demarc questions --services lists them.

Where the team has an earlier assessment, its answers are carried over: they are
there to be re-affirmed or changed, and count once somebody does. What no flag
says is as last time. --fresh begins without them.

--supersedes makes a draft that corrects a final: every answer in it counts as it
did until somebody changes it.`,
		Example: `  demarc new --team Payments --tiers infrastructure,abstracted
  demarc new --team Payments --tiers container --services RDS,ECR \
    --period 2026-H2 --depth baseline
  demarc new --team Payments --period 2027-Q1
  demarc new --supersedes payments-2026-q4`,
		Args: exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if options.supersedes != "" {
				return runCorrection(cmd.Context(), env, options)
			}
			return runNew(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.team, "team", "", "team that answers (default: the workspace's team)")
	flags.StringSliceVar(&options.tiers, "tiers", nil, "service tiers in use: infrastructure, container, abstracted")
	flags.StringVar(&options.period, "period", "", "2026, 2026-H2, 2026-Q4, 2026-11, or any name with --from and --to (default: the quarter of today)")
	flags.StringVar(&options.from, "from", "", "first day of a period with a name of its own")
	flags.StringVar(&options.to, "to", "", "last day of a period with a name of its own")
	flags.StringSliceVar(&options.services, "services", nil, "services in use, by id or name (default: all of the tiers)")
	flags.StringSliceVar(&options.accounts, "accounts", nil, "account ids in scope: 111122223333 or 111122223333=name")
	flags.IntVar(&options.accountsTotal, "accounts-total", 0, "how many accounts there are, in scope or not")
	flags.StringVar(&options.accountsSource, "accounts-source", "", "where that number comes from")
	flags.StringSliceVar(&options.regions, "regions", nil, "regions in use")
	flags.StringArrayVar(&options.exclusions, "exclude", nil, "what is out of scope and why, in a sentence; may be repeated")
	flags.StringVar(&options.depth, "depth", "full", "full, or baseline for the short form")
	flags.BoolVar(&options.fresh, "fresh", false, "begin without the answers of the team's last assessment")
	flags.StringVar(&options.supersedes, "supersedes", "", "id of the final assessment that this one corrects")
	options.given = func(flag string) bool { return cmd.Flags().Changed(flag) }
	completeWords(cmd, "tiers", questionnaire.Tiers())
	return cmd
}

func runNew(ctx context.Context, env *environment, options newOptions) error {
	if len(options.tiers) == 0 && !env.hasWorkspace() {
		return errNoTiers
	}
	opened, err := env.workspace()
	if err != nil {
		return err
	}
	settings, err := opened.Config()
	if err != nil {
		return err
	}
	spec := questionnaire.Spec{Generator: generator(), Organization: settings.Organization, Team: cmp.Or(options.team, settings.Team)}
	if spec.Team == "" {
		return usagef("new needs --team, because demarc.yaml names none")
	}
	if spec.Period, err = options.parsePeriod(questionnaire.NewDate(env.now())); err != nil {
		return err
	}
	last, err := options.lastAssessment(ctx, opened, spec)
	if err != nil {
		return err
	}
	current, err := env.currentBank(opened)
	if err != nil {
		return err
	}
	made, left, err := options.make(spec, last, current, env.now())
	if err != nil {
		return err
	}
	if err := opened.Create(ctx, made, current); err != nil {
		return adviseOnTaken(err)
	}
	env.sayWhatWasCarried(last, left)
	env.say("%s to answer for %s, %s; demarc questions --for %s lists them, demarc open %s asks them in the app",
		plural(len(questionnaire.Asked(current, made.Scope())), "question", "questions"),
		made.Team(), made.Period().Label, made.ID(), made.ID())
	return env.printMade(made)
}

var errNoTiers = usagef("new needs --tiers: infrastructure, container, abstracted, or some of them")

// make returns the new draft, following last if that is not nil.
func (o newOptions) make(spec questionnaire.Spec, last *store.Snapshot, bank *questionnaire.Bank, now time.Time) (*questionnaire.Assessment, questionnaire.LeftBehind, error) {
	var left questionnaire.LeftBehind
	var err error
	if last == nil {
		if len(o.tiers) == 0 {
			return nil, left, errNoTiers
		}
		if spec.Scope, err = o.scope(questionnaire.Scope{}, bank); err != nil {
			return nil, left, err
		}
		made, err := questionnaire.New(spec, bank, now)
		return made, left, err
	}
	if spec.Scope, err = o.scope(last.Assessment.Scope(), bank); err != nil {
		return nil, left, err
	}
	spec.People = last.Assessment.People()
	return questionnaire.Follow(last.Earlier(), spec, bank, now)
}

// printMade prints the id of an assessment that was made.
func (e *environment) printMade(made *questionnaire.Assessment) error {
	if err := e.print([]byte(made.ID() + "\n")); err != nil {
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

// scope returns the scope of the last assessment with what the flags say in its
// place.
func (o newOptions) scope(last questionnaire.Scope, bank *questionnaire.Bank) (questionnaire.Scope, error) {
	scope := last
	var err error
	if o.given("depth") || scope.Depth.IsZero() {
		if scope.Depth, err = questionnaire.ParseDepth(o.depth); err != nil {
			return scope, err
		}
	}
	if o.given("tiers") {
		if scope.Tiers, err = parseTiers(o.tiers); err != nil {
			return scope, err
		}
		scope.Services = servicesOf(scope, bank)
	}
	if o.given("services") {
		scope.Services = o.services
	}
	if o.given("accounts") {
		scope.Accounts = parseAccounts(o.accounts)
	}
	if o.given("accounts-total") {
		scope.AccountsTotal = o.accountsTotal
	}
	if o.given("accounts-source") {
		scope.AccountsSource = o.accountsSource
	}
	if o.given("regions") {
		scope.Regions = o.regions
	}
	if o.given("exclude") {
		scope.Exclusions = o.exclusions
	}
	return scope, nil
}

func parseTiers(names []string) ([]questionnaire.Tier, error) {
	var tiers []questionnaire.Tier
	for _, name := range names {
		tier, err := questionnaire.ParseTier(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		tiers = append(tiers, tier)
	}
	return tiers, nil
}

// servicesOf returns the services of a scope that belong to a tier in use.
func servicesOf(scope questionnaire.Scope, bank *questionnaire.Bank) []string {
	return slices.DeleteFunc(slices.Clone(scope.Services), func(id string) bool {
		service, known := bank.Service(id)
		return !known || !scope.Uses(service.Tier)
	})
}

func parseAccounts(texts []string) []questionnaire.Account {
	var accounts []questionnaire.Account
	for _, text := range texts {
		id, name, _ := strings.Cut(text, "=")
		accounts = append(accounts, questionnaire.Account{ID: strings.TrimSpace(id), Name: strings.TrimSpace(name)})
	}
	return accounts
}
