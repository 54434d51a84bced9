package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/scoring"
)

type showOptions struct {
	id   string
	asOf string
	json bool
}

func newShowCmd(env *environment) *cobra.Command {
	var options showOptions
	cmd := &cobra.Command{
		Use:               "show ID",
		GroupID:           groupRead,
		Short:             "Show the coverage of an assessment",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runShow(cmd.Context(), env, options)
		},
	}
	addFactFlags(cmd, &options.asOf, &options.json)
	return cmd
}

func runShow(ctx context.Context, env *environment, options showOptions) error {
	sheet, err := env.score(ctx, options.id, options.asOf)
	if err != nil {
		return err
	}
	if options.json {
		return env.printJSON(sheet.Scores())
	}
	return env.printText(showForPeople(sheet))
}

// score reads an assessment and scores it on the day of --as-of.
func (e *environment) score(ctx context.Context, id, asOf string) (*scoring.Sheet, error) {
	_, snapshot, err := e.load(ctx, id)
	if err != nil {
		return nil, err
	}
	day, err := e.asOf(asOf, snapshot.Assessment)
	if err != nil {
		return nil, err
	}
	return scoring.Score(snapshot.Bank, snapshot.Assessment, day), nil
}

func showForPeople(sheet *scoring.Sheet) string {
	a := sheet.Assessment()
	var out strings.Builder
	fmt.Fprintf(&out, "%s  %s  %s  as of %s\n\n", questionnaire.PrintableLine(a.Team()), a.Period().Label, a.Status(), sheet.AsOf())
	out.WriteString(overallTable(sheet).String() + "\n")
	out.WriteString(areaTable(sheet).String())
	if cells := cellTable(sheet); len(cells.rows) > 0 {
		out.WriteString("\n" + cells.String())
	}
	fmt.Fprintf(&out, "\n%s; demarc gaps %s lists them\n", plural(len(scoring.Gaps(sheet)), "gap", "gaps"), a.ID())
	return out.String()
}

func overallTable(sheet *scoring.Sheet) *table {
	overall := sheet.Overall()
	facts := &table{}
	if overall.Carried > 0 {
		// What was only carried over earns nothing yet, which says nothing about
		// the team: how far it is comes first.
		facts.add("re-affirmed or answered", fmt.Sprintf("%d of %d", overall.Asked-overall.Carried-overall.Unanswered, overall.Asked))
		facts.add("if nothing changed", percent(overall.AsCarried))
	}
	facts.add("coverage", percentIn(overall.Coverage, sheet)+", self-reported, mean of the areas")
	facts.add("if every open answer were all", percentIn(overall.Ceiling, sheet))
	facts.add("with evidence of the period", percent(overall.Evidenced))
	facts.add("if every n/a counted as none", percent(overall.NAAsNone))
	facts.add("all questions together", percent(overall.Pooled))
	facts.add("band", bandInWords(overall.Figures, sheet))
	if len(overall.CappedBy) > 0 {
		facts.add("capped at Partial by", strings.Join(overall.CappedBy, " "))
	}
	counts := fmt.Sprintf("%d asked: %d answered, %d unknown, %d unanswered, %d n/a",
		overall.Asked, overall.Answered, overall.Unknown, overall.Unanswered, overall.NA)
	if overall.Carried > 0 {
		counts += fmt.Sprintf(", %d carried and not re-affirmed", overall.Carried)
	}
	facts.add("questions", counts)
	return facts
}

// bandInWords names the band with its numbers.
func bandInWords(figures scoring.Figures, sheet *scoring.Sheet) string {
	if !figures.Band.Decided() {
		return "none yet: the open answers can still move it"
	}
	from, to := figures.Band.Limits(sheet.Bank().Bands())
	return fmt.Sprintf("%s, %d to %d %%", figures.Band, from, to)
}

func areaTable(sheet *scoring.Sheet) *table {
	areas := &table{}
	areas.add("AREA", "COVERAGE", "POINTS", "RANGE UP TO", "EVIDENCED", "ANSWERED", "UNKNOWN", "OPEN", "N/A")
	for _, area := range sheet.Areas() {
		areas.add(area.Name, percentIn(area.Coverage, sheet), fmt.Sprintf("%d/%d", area.Earned, area.Possible),
			percentIn(area.Ceiling, sheet), percent(area.Evidenced),
			fmt.Sprintf("%d of %d", area.Answered, area.Applicable),
			fmt.Sprint(area.Unknown), fmt.Sprint(area.Unanswered+area.Carried), fmt.Sprint(area.NA))
	}
	return areas
}

// cellTable shows areas by tiers, where there is more than one tier.
func cellTable(sheet *scoring.Sheet) *table {
	tiers := sheet.Assessment().Scope().Tiers
	cells := &table{}
	if len(tiers) < 2 {
		return cells
	}
	titles := []string{"AREA BY TIER"}
	for _, tier := range tiers {
		titles = append(titles, strings.ToUpper(tier.String()))
	}
	cells.add(titles...)
	for _, area := range sheet.Areas() {
		row := []string{area.Name}
		for _, tier := range tiers {
			row = append(row, cellInWords(area.Tiers[tier], sheet))
		}
		cells.add(row...)
	}
	cells.add("* fewer than 6 questions; a question counts in every tier it names, so columns do not add up")
	return cells
}

func cellInWords(cell scoring.Cell, sheet *scoring.Sheet) string {
	text := percentIn(cell.Coverage, sheet)
	if cell.Coverage.Known() && cell.Small() {
		text += " *"
	}
	return text
}

// percent returns a share in percent, with one decimal.
func percent(share scoring.Share) string {
	if !share.Known() {
		return share.Percent(1)
	}
	return share.Percent(1) + " %"
}

// percentIn is percent for what has a band: its decimals do not cross one.
func percentIn(share scoring.Share, sheet *scoring.Sheet) string {
	if !share.Known() {
		return share.Percent(1)
	}
	return share.PercentIn(sheet.Bank().Bands()) + " %"
}
