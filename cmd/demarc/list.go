package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

type listOptions struct {
	asOf string
	json bool
}

func newListCmd(env *environment) *cobra.Command {
	var options listOptions
	cmd := &cobra.Command{
		Use:     "list",
		GroupID: groupRead,
		Short:   "List the assessments of the workspace, the latest first",
		Args:    exactly(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runList(cmd.Context(), env, options) },
	}
	addFactFlags(cmd, &options.asOf, &options.json)
	return cmd
}

// addFactFlags adds what every command has that prints scored facts.
func addFactFlags(cmd *cobra.Command, asOf *string, json *bool) {
	cmd.Flags().StringVar(asOf, "as-of", "", "day on which the score speaks, YYYY-MM-DD (default: today for a draft, the last change for a final)")
	cmd.Flags().BoolVar(json, "json", false, "for other programs")
}

// listedJSON is one assessment as list prints it for other programs.
type listedJSON struct {
	ID         string                `json:"id"`
	Team       string                `json:"team"`
	Period     string                `json:"period"`
	Status     questionnaire.Status  `json:"status"`
	Coverage   scoring.Share         `json:"coverage"`
	Evidenced  scoring.Share         `json:"evidenced"`
	Answered   int                   `json:"answered"`
	Applicable int                   `json:"applicable"`
	UpdatedAt  questionnaire.Instant `json:"updated_at"`
}

func runList(ctx context.Context, env *environment, options listOptions) error {
	opened, err := env.workspace()
	if err != nil {
		return err
	}
	listed, err := list(ctx, opened)
	if err != nil {
		return err
	}
	if len(listed) == 0 {
		env.say("no assessments yet in %s; demarc new makes one", opened.Dir())
	}
	sheets, unreadable, err := scoreAll(listed, func(a *questionnaire.Assessment) (questionnaire.Date, error) {
		return env.asOf(options.asOf, a)
	})
	if err != nil {
		return err
	}
	if options.json {
		err = env.printJSON(listForPrograms(sheets))
	} else if len(sheets) > 0 {
		err = env.printText(listForPeople(sheets))
	}
	return cmp.Or(err, unreadable)
}

// scoreAll scores what can be read, each on its day. What cannot be read becomes
// an error of its own, so that one broken file does not hide the others.
func scoreAll(
	listed []store.Listed, asOf func(*questionnaire.Assessment) (questionnaire.Date, error),
) (sheets []*scoring.Sheet, unreadable, err error) {
	for _, one := range listed {
		if one.Err != nil {
			unreadable = errors.Join(unreadable, one.Err)
			continue
		}
		day, err := asOf(one.Snapshot.Assessment)
		if err != nil {
			return nil, nil, err
		}
		sheets = append(sheets, scoring.Score(one.Snapshot.Bank, one.Snapshot.Assessment, day))
	}
	return sheets, unreadable, nil
}

func listForPrograms(sheets []*scoring.Sheet) []listedJSON {
	printed := []listedJSON{}
	for _, sheet := range sheets {
		a, overall := sheet.Assessment(), sheet.Overall()
		printed = append(printed, listedJSON{
			ID: a.ID(), Team: a.Team(), Period: a.Period().Label, Status: a.Status(),
			Coverage: overall.Coverage, Evidenced: overall.Evidenced,
			Answered: overall.Answered, Applicable: overall.Applicable, UpdatedAt: a.UpdatedAt(),
		})
	}
	return printed
}

func listForPeople(sheets []*scoring.Sheet) string {
	drawn := &table{}
	drawn.add("ID", "TEAM", "PERIOD", "STATUS", "COVERAGE", "EVIDENCED", "ANSWERED", "CHANGED")
	for _, sheet := range sheets {
		a, overall := sheet.Assessment(), sheet.Overall()
		drawn.add(a.ID(), a.Team(), a.Period().Label, a.Status().String(),
			percentIn(overall.Coverage, sheet), percent(overall.Evidenced),
			fmt.Sprintf("%d of %d", overall.Answered, overall.Applicable), a.UpdatedAt().Date().String())
	}
	return drawn.String()
}
