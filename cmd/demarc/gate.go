package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

type gateOptions struct {
	id             string
	min            string
	minArea        []string // AREA=PERCENT
	noCriticalGaps bool
	noRegressions  bool
	maxStale       int
	maxOverdue     int
	maxCarried     int
	asOf           string
	json           bool
	given          func(flag string) bool // whether the flag was given
}

func newGateCmd(env *environment) *cobra.Command {
	var options gateOptions
	cmd := &cobra.Command{
		Use:     "gate ID",
		GroupID: groupRead,
		Short:   "Check an assessment against limits, for a pipeline",
		Long: `Check an assessment against limits, for a pipeline: exit code 0 where all of
them hold, 3 where one does not. Only what is asked for is checked. Defaults
stand under gate in demarc.yaml; a flag takes the place of one of them.

Percentages are those of self-reported coverage, compared before rounding.
Accepted risks in force are neither critical gaps nor overdue. An answer is stale
if it names evidence, none of which is fresh. --no-regressions compares with the
assessment that this one carried on from; where that one is gone or was changed
after it was finalized, the check does not hold, and where there never was one, it
does.`,
		Example: `  demarc gate payments-2026-q4 --min 70 --min-area iam=80 \
    --no-critical-gaps
  demarc gate payments-2026-q4 --no-regressions --max-stale 0 \
    --max-overdue 0`,
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id, options.given = args[0], cmd.Flags().Changed
			return runGate(cmd.Context(), env, options)
		},
	}
	options.addFlags(cmd)
	return cmd
}

func (o *gateOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.min, "min", "", "least overall coverage, in percent")
	flags.StringArrayVar(&o.minArea, "min-area", nil, "least coverage of an area, such as iam=80; as often as needed")
	flags.BoolVar(&o.noCriticalGaps, "no-critical-gaps", false, "no critical gap outside the accepted risks")
	flags.BoolVar(&o.noRegressions, "no-regressions", false, "no level below that of the assessment before")
	flags.IntVar(&o.maxStale, "max-stale", 0, "most answers that may rest on evidence, none of which is fresh")
	flags.IntVar(&o.maxOverdue, "max-overdue", 0, "most gaps that may be past their due date")
	flags.IntVar(&o.maxCarried, "max-carried", 0, "most carried answers that may not be re-affirmed yet")
	flags.StringVar(&o.asOf, "as-of", "", "day on which the gate speaks, YYYY-MM-DD (default: today)")
	flags.BoolVar(&o.json, "json", false, "for other programs")
}

func runGate(ctx context.Context, env *environment, options gateOptions) error {
	opened, snapshot, err := env.load(ctx, options.id)
	if err != nil {
		return err
	}
	settings, err := opened.Config()
	if err != nil {
		return err
	}
	conditions, err := options.conditions(settings.Gate)
	if err != nil {
		return err
	}
	if conditions.Empty() {
		return usagef("gate has nothing to check: give --min 70 or another limit, or put limits under gate in demarc.yaml; see demarc gate --help")
	}
	day := questionnaire.NewDate(env.now())
	if options.asOf != "" {
		if day, err = parseDay("--as-of", options.asOf); err != nil {
			return err
		}
	}
	sheet := scoring.Score(snapshot.Bank, snapshot.Assessment, day)
	before, err := predecessor(ctx, opened, snapshot.Assessment, day)
	if err != nil {
		return err
	}
	checks := scoring.Gate(sheet, conditions, before)
	if options.json {
		err = env.printJSON(gateForPrograms(checks))
	} else {
		err = env.printText(gateForPeople(sheet, checks))
	}
	if err != nil || scoring.Holds(checks) {
		return err
	}
	return &notHeldError{gateSummary(options.id, checks)}
}

// predecessor reads and scores the assessment that another one follows, or says
// why it cannot be had. A final speaks on its own day, a draft on the gate's.
func predecessor(ctx context.Context, in store.Store, a *questionnaire.Assessment, day questionnaire.Date) (scoring.Predecessor, error) {
	previous, named, err := store.PreviousOf(ctx, in, a)
	if err == nil && named {
		err = store.CheckSigned(ctx, in, previous)
	}
	if errors.Is(err, context.Canceled) {
		return scoring.Predecessor{}, err
	}
	before := scoring.Predecessor{Err: err}
	if err == nil && named {
		before.Sheet = scoring.Score(previous.Bank, previous.Assessment, previous.Assessment.AsOf(day.Time()))
	}
	return before, nil
}

// conditions returns what is asked: the defaults, each with the flag in its
// place where one was given.
func (o gateOptions) conditions(defaults store.Gate) (scoring.Conditions, error) {
	conditions := scoring.Conditions{
		NoCriticalGaps: defaults.NoCriticalGaps, NoRegressions: defaults.NoRegressions,
		MaxStale: defaults.MaxStale, MaxOverdue: defaults.MaxOverdue, MaxCarried: defaults.MaxCarried,
	}
	if o.given("no-critical-gaps") {
		conditions.NoCriticalGaps = o.noCriticalGaps
	}
	if o.given("no-regressions") {
		conditions.NoRegressions = o.noRegressions
	}
	for _, limit := range []struct {
		flag string
		most int
		in   **int
	}{
		{"max-stale", o.maxStale, &conditions.MaxStale},
		{"max-overdue", o.maxOverdue, &conditions.MaxOverdue},
		{"max-carried", o.maxCarried, &conditions.MaxCarried},
	} {
		if !o.given(limit.flag) {
			continue
		}
		if limit.most < 0 {
			return conditions, fmt.Errorf("--%s must not be negative", limit.flag)
		}
		*limit.in = &limit.most
	}
	return o.withPercentages(conditions, defaults)
}

func (o gateOptions) withPercentages(conditions scoring.Conditions, defaults store.Gate) (scoring.Conditions, error) {
	least := defaults.Min
	if o.given("min") {
		least = o.min
	}
	var err error
	if least != "" || o.given("min") {
		if conditions.Min, err = parseLimit("--min", least); err != nil {
			return conditions, err
		}
	}
	conditions.MinArea = make(map[questionnaire.Area]scoring.Share)
	for name, percent := range defaults.MinArea {
		if err := setMinArea(conditions.MinArea, name, percent); err != nil {
			return conditions, err
		}
	}
	for _, limit := range o.minArea {
		name, percent, ok := strings.Cut(limit, "=")
		if !ok {
			return conditions, fmt.Errorf("--min-area %q is not of the form iam=80", questionnaire.Printable(limit))
		}
		if err := setMinArea(conditions.MinArea, name, percent); err != nil {
			return conditions, err
		}
	}
	return conditions, nil
}

func setMinArea(limits map[questionnaire.Area]scoring.Share, name, percent string) error {
	area, err := questionnaire.ParseArea(name)
	if err != nil {
		return fmt.Errorf("--min-area: %w", err)
	}
	limits[area], err = parseLimit("--min-area "+name, percent)
	return err
}

func parseLimit(flag, text string) (scoring.Share, error) {
	limit, ok := scoring.ParsePercent(strings.TrimSuffix(text, "%"))
	if !ok {
		return limit, fmt.Errorf("%s: %q is not a percentage from 0 to 100", flag, questionnaire.Printable(text))
	}
	return limit, nil
}

// gateJSON is a gate as gate prints it for other programs.
type gateJSON struct {
	Passed bool        `json:"passed"`
	Checks []checkJSON `json:"checks"`
}

type checkJSON struct {
	Name   string `json:"name"`
	Passed bool   `json:"passed"`
	Detail string `json:"detail"`
}

func gateForPrograms(checks []scoring.Check) gateJSON {
	gate := gateJSON{Passed: scoring.Holds(checks), Checks: []checkJSON{}}
	for _, check := range checks {
		gate.Checks = append(gate.Checks, checkJSON{check.Name, check.Passed, check.Detail()})
	}
	return gate
}

func gateForPeople(sheet *scoring.Sheet, checks []scoring.Check) string {
	a, list := sheet.Assessment(), &table{}
	list.add("HOLDS", "CHECK", "ASKED", "IS")
	for _, check := range checks {
		holds := "no"
		if check.Passed {
			holds = "yes"
		}
		list.add(holds, check.Name, check.Asked, check.Is)
	}
	return fmt.Sprintf("%s  %s  %s  as of %s\n\n%s", questionnaire.PrintableLine(a.Team()), a.Period().Label, a.Status(), sheet.AsOf(), list)
}

func gateSummary(id string, checks []scoring.Check) string {
	failed := 0
	for _, check := range checks {
		if !check.Passed {
			failed++
		}
	}
	return fmt.Sprintf("%s: %d of %s did not hold", id, failed, plural(len(checks), "check", "checks"))
}
