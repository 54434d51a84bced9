package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

type sampleOptions struct {
	id      string
	seed    string
	size    int
	auditor string
	asOf    string
	json    bool
	output  string
	force   bool
}

func newSampleCmd(env *environment) *cobra.Command {
	var options sampleOptions
	cmd := &cobra.Command{
		Use:     "sample ID --seed SEED --size COUNT",
		GroupID: groupRead,
		Short:   "Draw answers for an auditor to test",
		Long: `Draw answers for an auditor to test, as markdown: each with its note, evidence
and checks, and a place for the result. Drawn are answers that claim that
something is in place (counted level some, most or all), in every area and
severity in proportion to how many there are. The same seed draws the same
answers; the document says how to draw them again with sha256sum.

The sample is titled as drawn by the assessed organization, unless
--seed-from-auditor says which auditor gave the seed.`,
		Example:           "  demarc sample payments-2026-q4 --seed 4711 --size 15 \\\n    --seed-from-auditor \"Ines Roth\" -o sample.md",
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runSample(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.seed, "seed", "", "what decides the draw: digits, letters, dots, dashes, underscores")
	flags.IntVar(&options.size, "size", 0, "how many answers to draw")
	flags.StringVar(&options.auditor, "seed-from-auditor", "", "name of the auditor who gave the seed")
	flags.StringVarP(&options.output, "output", "o", "-", "file to write, - for standard output")
	flags.BoolVar(&options.force, "force", false, "write over a file that is there")
	addFactFlags(cmd, &options.asOf, &options.json)
	return cmd
}

func runSample(ctx context.Context, env *environment, options sampleOptions) error {
	switch {
	case options.seed == "":
		return usagef("sample needs --seed, which decides the draw; an auditor who relies on the sample gives it")
	case options.size < 1:
		return usagef("sample needs --size, how many answers to draw: 1 or more")
	}
	seed, err := scoring.ParseSeed(options.seed)
	if err != nil {
		return err
	}
	_, snapshot, err := env.load(ctx, options.id)
	if err != nil {
		return err
	}
	day, err := env.asOf(options.asOf, snapshot.Assessment)
	if err != nil {
		return err
	}
	sheet := scoring.Score(snapshot.Bank, snapshot.Assessment, day)
	sample := scoring.Draw(sheet, seed, options.size)
	if sample.Population() == 0 {
		return fmt.Errorf("%s has nothing to sample: no answer claims that something is in place", options.id)
	}
	if sample.Size() < options.size {
		env.say("there are only %s: all are drawn", plural(sample.Population(), "positive answer", "positive answers"))
	}
	origin := report.SampleOrigin{Digest: snapshot.Digest, Auditor: strings.TrimSpace(options.auditor)}
	document := report.Sample(sheet, sample, origin).Markdown()
	if options.json {
		if document, err = questionnaire.PrintableJSON(sampleForPrograms(sheet, sample, origin)); err != nil {
			return err
		}
	}
	return env.writeOutput(options.output, document, options.force)
}

// sampleJSON is a sample as sample prints it for other programs.
type sampleJSON struct {
	Assessment      questionnaire.DocumentRef `json:"assessment"`
	Team            string                    `json:"team"`
	Period          string                    `json:"period"`
	Status          questionnaire.Status      `json:"status"`
	AsOf            questionnaire.Date        `json:"as_of"`
	Seed            string                    `json:"seed"`
	SeedFromAuditor string                    `json:"seed_from_auditor"` // empty: the assessed organization chose it
	Population      int                       `json:"population"`
	Size            int                       `json:"size"`
	Strata          []stratumJSON             `json:"strata"`
	Drawn           []drawnJSON               `json:"drawn"`
}

// stratumJSON holds the questions of a stratum in the order of the draw.
type stratumJSON struct {
	Area       questionnaire.Area     `json:"area"`
	Severity   questionnaire.Severity `json:"severity"`
	Population int                    `json:"population"`
	Drawn      int                    `json:"drawn"`
	Order      []rankedJSON           `json:"order"`
}

type rankedJSON struct {
	Question string `json:"question"`
	SHA256   string `json:"sha256"`
}

type drawnJSON struct {
	Question string                     `json:"question"`
	Title    string                     `json:"title"`
	Area     questionnaire.Area         `json:"area"`
	Severity questionnaire.Severity     `json:"severity"`
	Answer   questionnaire.Answer       `json:"answer"`
	Verify   []questionnaire.VerifyStep `json:"verify"`
}

func sampleForPrograms(sheet *scoring.Sheet, sample scoring.Sample, origin report.SampleOrigin) sampleJSON {
	a := sheet.Assessment()
	document := sampleJSON{
		Assessment: questionnaire.DocumentRef{ID: a.ID(), Digest: origin.Digest},
		Team:       a.Team(), Period: a.Period().Label, Status: a.Status(), AsOf: sheet.AsOf(),
		Seed: sample.Seed, SeedFromAuditor: origin.Auditor, Population: sample.Population(), Size: sample.Size(),
	}
	for _, stratum := range sample.Strata {
		written := stratumJSON{Area: stratum.Area, Severity: stratum.Severity, Population: len(stratum.Ranked), Drawn: stratum.Take}
		for _, ranked := range stratum.Ranked {
			written.Order = append(written.Order, rankedJSON{ranked.ID, ranked.Digest})
		}
		document.Strata = append(document.Strata, written)
		for _, drawn := range stratum.Drawn() {
			document.Drawn = append(document.Drawn, drawnJSON{
				drawn.ID, drawn.Title, drawn.Area, drawn.Severity, drawn.Answer, drawn.Verify,
			})
		}
	}
	return document
}
