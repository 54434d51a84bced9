package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

type trendOptions struct {
	team string // empty where nobody named one
	asOf string
	json bool
}

func newTrendCmd(env *environment) *cobra.Command {
	var options trendOptions
	cmd := &cobra.Command{
		Use:     "trend [TEAM]",
		GroupID: groupRead,
		Short:   "Show how a team's coverage moved over its periods",
		Long: `Show how a team's coverage and gaps moved over its periods: of each period the
newest assessment that no correction supersedes. A period that was left out shows
as missing. Without TEAM it is the team of demarc.yaml, or the only one there is.

A gap is as old as the first day of the period since which its question has been
below all without a break; unanswered and carried questions are below all. A gap
is closed when the assessment after has it at all.`,
		Example:           "  demarc trend Payments",
		Args:              atMostATeam,
		ValidArgsFunction: env.completeTeams,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				options.team = args[0]
			}
			return runTrend(cmd.Context(), env, options)
		},
	}
	cmd.Flags().StringVar(&options.asOf, "as-of", "", "day on which drafts speak, YYYY-MM-DD (default: today); a final speaks on the day of its last change")
	cmd.Flags().BoolVar(&options.json, "json", false, "for other programs")
	return cmd
}

func atMostATeam(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usagef("trend has no use for %q; see %s --help", args[1], cmd.CommandPath())
	}
	return nil
}

func runTrend(ctx context.Context, env *environment, options trendOptions) error {
	opened, err := env.workspace()
	if err != nil {
		return err
	}
	listed, err := list(ctx, opened)
	if err != nil {
		return err
	}
	team, err := chooseTeam(opened, listed, options.team)
	if err != nil {
		return err
	}
	sheets, unreadable, err := env.scoreTeam(store.Current(listed), team, options.asOf)
	if err != nil {
		return err
	}
	periods := scoring.Trend(sheets)
	if options.json {
		err = env.printJSON(trendForPrograms(team, periods))
	} else {
		err = env.printText(env.trendForPeople(team, periods))
	}
	return cmp.Or(err, unreadable)
}

// chooseTeam returns the team that is meant: the one that was named, else that
// of the settings, else the only one that there is.
func chooseTeam(in *store.File, listed []store.Listed, named string) (string, error) {
	teams := teamsOf(listed)
	if named == "" {
		settings, err := in.Config()
		if err != nil {
			return "", err
		}
		named = settings.Team
	}
	switch {
	case slices.Contains(teams, named):
		return named, nil
	case len(teams) == 0:
		return "", advise(fmt.Errorf("no assessments yet in %s", in.Dir()), "demarc new makes one")
	case named != "":
		return "", advise(fmt.Errorf("no assessment of team %q", questionnaire.Printable(named)), "there are "+strings.Join(teams, ", "))
	case len(teams) > 1:
		return "", usagef("trend needs a team, of which there are %s", strings.Join(teams, ", "))
	default:
		return teams[0], nil
	}
}

// teamsOf returns the teams that have assessments, by name.
func teamsOf(listed []store.Listed) []string {
	var teams []string
	for _, one := range listed {
		if one.Snapshot.Assessment != nil {
			teams = append(teams, one.Snapshot.Assessment.Team())
		}
	}
	slices.Sort(teams)
	return slices.Compact(teams)
}

// scoreTeam scores the assessments of one team, the oldest first: drafts on the
// day of a flag, or today, finals on their own.
func (e *environment) scoreTeam(listed []store.Listed, team, asOf string) (sheets []*scoring.Sheet, unreadable, err error) {
	listed = slices.DeleteFunc(slices.Clone(listed), func(one store.Listed) bool {
		return one.Snapshot.Assessment != nil && one.Snapshot.Assessment.Team() != team
	})
	sheets, unreadable, err = scoreAll(listed, func(a *questionnaire.Assessment) (questionnaire.Date, error) {
		if a.Final() {
			return a.AsOf(e.now()), nil
		}
		return e.asOf(asOf, a)
	})
	slices.Reverse(sheets)
	for i := 1; i < len(sheets); i++ {
		older, newer := sheets[i-1].Assessment(), sheets[i].Assessment()
		if older.Period().Overlaps(newer.Period()) {
			return nil, nil, fmt.Errorf("%s and %s speak about the same days, and neither supersedes the other", older.ID(), newer.ID())
		}
	}
	return sheets, unreadable, err
}

// trendJSON is a trend as trend prints it for other programs.
type trendJSON struct {
	Team    string            `json:"team"`
	Periods []trendPeriodJSON `json:"periods"`
}

// trendPeriodJSON is one period of a trend; of a missing one all that follows
// missing is null.
type trendPeriodJSON struct {
	Period  string             `json:"period"`
	Start   questionnaire.Date `json:"start"`
	End     questionnaire.Date `json:"end"`
	Missing bool               `json:"missing"`
	ID      *string            `json:"id"`
	Status  *string            `json:"status"`
	AsOf    *string            `json:"as_of"`

	Coverage       scoring.Share `json:"coverage"`
	Evidenced      scoring.Share `json:"evidenced"`
	AsCarried      scoring.Share `json:"as_carried"`
	Gaps           *int          `json:"gaps"`
	AcceptedRisks  *int          `json:"accepted_risks"`
	MeanGapAgeDays *float64      `json:"mean_gap_age_days"` // null without a gap too
	Closed         *int          `json:"closed"`            // null for the first assessment too
}

func trendForPrograms(team string, periods []scoring.TrendPeriod) trendJSON {
	trend := trendJSON{Team: team, Periods: []trendPeriodJSON{}}
	for i, period := range periods {
		row := trendPeriodJSON{
			Period: period.Period.Label, Start: period.Period.Start, End: period.Period.End, Missing: period.Missing(),
			Coverage: period.Coverage, Evidenced: period.Evidenced, AsCarried: period.AsCarried,
		}
		if !period.Missing() {
			a := period.Sheet.Assessment()
			row.ID, row.Status, row.AsOf = new(a.ID()), new(a.Status().String()), new(period.Sheet.AsOf().String())
			row.Gaps, row.AcceptedRisks = &period.Gaps, &period.Accepted
			if period.Gaps > 0 {
				row.MeanGapAgeDays = new(float64(period.GapDays) / float64(period.Gaps))
			}
			if i > 0 {
				row.Closed = &period.Closed
			}
		}
		trend.Periods = append(trend.Periods, row)
	}
	return trend
}

func (e *environment) trendForPeople(team string, periods []scoring.TrendPeriod) string {
	rows := &table{}
	rows.add("PERIOD", "COVERAGE", "EVIDENCED", "IF CARRIED STOOD", "GAPS", "MEAN AGE", "CLOSED", "STATUS", "AS OF")
	for i, period := range periods {
		if period.Missing() {
			rows.add(period.Period.Label, "missing", "", "", "", "", "", "", "")
			continue
		}
		age, closed := "–", "–"
		if days, ok := period.MeanGapAge(); ok {
			age = plural(days, "day", "days")
		}
		if i > 0 {
			closed = fmt.Sprint(period.Closed)
		}
		rows.add(period.Period.Label, percentIn(period.Coverage, period.Sheet), percent(period.Evidenced), percent(period.AsCarried),
			gapsAndAccepted(period), age, closed, period.Sheet.Assessment().Status().String(), period.Sheet.AsOf().String())
	}
	return questionnaire.PrintableLine(team) + ": coverage, self-reported, mean of the areas\n\n" + rows.String() + "\n" + e.trendChart(periods)
}

func gapsAndAccepted(period scoring.TrendPeriod) string {
	if period.Accepted == 0 {
		return fmt.Sprint(period.Gaps)
	}
	return fmt.Sprintf("%d + %d accepted", period.Gaps, period.Accepted)
}

// trendChart draws each period's coverage as a bar of which 40 cells are 100
// percent.
func (e *environment) trendChart(periods []scoring.TrendPeriod) string {
	const width = 40
	evidenced, answered, carried, rest := "█", "▓", "░", "·"
	if !e.unicode() {
		evidenced, answered, carried, rest = "#", "=", "-", "."
	}
	cells := func(share scoring.Share) int { return int(share.Float()*width + 0.5) }
	chart := &table{}
	for _, period := range periods {
		if period.Missing() {
			chart.add(period.Period.Label, "missing")
			continue
		}
		bar := strings.Repeat(evidenced, cells(period.Evidenced))
		bar += strings.Repeat(answered, cells(period.Coverage)-cells(period.Evidenced))
		if more := cells(period.AsCarried) - cells(period.Coverage); more > 0 {
			bar += strings.Repeat(carried, more)
		}
		drawn := max(cells(period.Coverage), cells(period.AsCarried))
		chart.add(period.Period.Label, bar+strings.Repeat(rest, width-drawn), percentIn(period.Coverage, period.Sheet))
	}
	return chart.String() + fmt.Sprintf("%s with evidence of the period  %s answered  %s carried, not re-affirmed\n", evidenced, answered, carried)
}
