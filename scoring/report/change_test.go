package report_test

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

var nextQuarter = time.Date(2027, 2, 10, 14, 0, 0, 0, time.UTC)

// laterBank is the sample bank of the year after: a question is retired, one is
// reworded and one is new.
func laterBank(t testing.TB) *questionnaire.Bank {
	t.Helper()
	content := sampleContent()
	content.Version = "2027.1"
	last := len(content.Questions) - 1
	content.Retired = append(content.Retired, questionnaire.Retired{ID: content.Questions[last].ID, Since: "2027.1", Successors: []string{"DAT-90"}})
	added := content.Questions[0]
	added.ID, added.Area, added.Title = "DAT-90", questionnaire.Data, "Asked for the first time"
	content.Questions = append(slices.Clone(content.Questions[:last]), added)
	content.Questions[1].Revision++
	bank, err := questionnaire.NewBank(content)
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

// quarter returns an assessment, and the next one, which carries on from it.
// Every third carried answer is given again, every fifth is changed, and the
// rest is left.
func quarter(t testing.TB, then *questionnaire.Assessment) report.Input {
	t.Helper()
	before, after := sampleBank(t), laterBank(t)
	for _, id := range then.Conflicts() { // giving an answer again settles it
		answer, _ := then.Answer(id)
		if _, err := then.Record(before, id, answer.Reaffirmed(answer.By, "", false), today); err != nil {
			t.Fatal(err)
		}
	}
	if err := then.Finalize(before, "Ana Ruiz", true, today); err != nil {
		t.Fatal(err)
	}
	period, err := questionnaire.ParsePeriod("2027-Q1")
	if err != nil {
		t.Fatal(err)
	}
	digest := strings.Repeat("1f", 32)
	spec := questionnaire.Spec{Organization: then.Organization(), Team: then.Team(), Period: period, Scope: then.Scope(), People: then.People()}
	now, _, err := questionnaire.Follow(questionnaire.Earlier{Assessment: then, Bank: before, Digest: digest}, spec, after, nextQuarter)
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range now.Answered() {
		answer, _ := now.Answer(id)
		if answer.Level.IsZero() {
			continue
		}
		question, _ := after.Question(id)
		switch {
		case i%3 == 0:
			answer = answer.Reaffirmed("Ben", "", i%2 == 0)
		case i%5 == 1:
			level := question.OfferedLevels()[i%len(question.OfferedLevels())]
			answer = questionnaire.Change{Level: &level}.Apply(answer)
		default:
			continue
		}
		if _, err := now.Record(after, id, answer, nextQuarter); err != nil {
			t.Fatal(err)
		}
	}
	return report.Input{Sheet: scoring.Score(after, now, now.AsOf(nextQuarter)), Previous: scoring.Score(before, then, then.AsOf(nextQuarter))}
}

// signed finalizes the assessment of an input, and has the preparer approve it.
func signed(t testing.TB, input report.Input) report.Input {
	t.Helper()
	assessment, bank := input.Sheet.Assessment(), input.Sheet.Bank()
	if err := assessment.Finalize(bank, "Ana Ruiz", true, nextQuarter.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	var err error
	for _, signature := range []questionnaire.Signature{
		{Role: questionnaire.RoleReviewer, Name: "Priya | Shah"},
		{Role: questionnaire.RoleApprover, Name: "Ana Ruiz", SamePersonReason: "A team of two; Tom is on leave."},
	} {
		input.Signoff, err = input.Signoff.Sign(assessment, strings.Repeat("2e", 32), signature, nextQuarter.Add(48*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
	}
	input.Sheet = scoring.Score(bank, assessment, assessment.AsOf(nextQuarter))
	return input
}

func TestQuarterGolden(t *testing.T) {
	golden.RequireEqual(t, report.New(signed(t, quarter(t, draft(t)))).Markdown())
}

func TestFirstPageTellsWhoSignedAndWhatIsOpen(t *testing.T) {
	input := quarter(t, draft(t))
	requireLacks(t, parts(report.New(input))["Summary"], "Signed by name", "Finalized with questions open")
	input = signed(t, input)
	unsigned := input
	unsigned.Signoff = questionnaire.Signoff{}
	requireHolds(t, "unsigned summary", parts(report.New(unsigned))["Summary"], "reviewer none yet; approver none yet")

	cut := parts(report.New(input))
	requireHolds(t, "summary", cut["Summary"],
		`reviewer Priya \| Shah; approver Ana Ruiz.`,
		"**The preparer is the approver.** Reason given by Ana Ruiz: A team of two; Tom is on leave.",
		"**Finalized with questions open:**", "[Open questions](#open-questions)")
	requireHolds(t, "sign-off", cut["Sign-off"], "| reviewer | Priya \\| Shah | 2027-02-12T14:00:00Z |", "also the preparer: A team of two", strings.Repeat("2e", 32))
}

func TestChangeSaysWhyThereIsNone(t *testing.T) {
	const title = "Change since the period before"
	requireHolds(t, "a first one", parts(reportOf(sampleBank(t), draft(t)))[title], "carries on from payments-2026-q3, which was not at hand")
	requireHolds(t, "an empty one", parts(reportOf(sampleBank(t), empty(t, sampleBank(t))))[title], "carries on from no earlier one")
	input := quarter(t, draft(t))
	input.Previous = scoring.Score(sampleBank(t), empty(t, sampleBank(t)), input.Previous.AsOf())
	requireHolds(t, "another team's", parts(report.New(input))[title], "cannot be compared")
}

func TestChangeSaysWhatChangedInScope(t *testing.T) {
	input := quarter(t, draft(t))
	requireHolds(t, "the same scope", parts(report.New(input))["Change of scope"], "are as they were")

	now, bank := input.Sheet.Assessment(), input.Sheet.Bank()
	scope := now.Scope()
	scope.Tiers, scope.Services = everyTier, []string{"ec2", "s3"}
	scope.Accounts, scope.AccountsTotal = append(scope.Accounts[:1], questionnaire.Account{ID: "777788889999", Name: "new | one"}), 6
	scope.Regions, scope.Exclusions, scope.Depth = []string{"eu-west-1"}, nil, questionnaire.DepthBaseline
	if err := now.Rescope(bank, scope, nextQuarter); err != nil {
		t.Fatal(err)
	}
	input.Sheet = scoring.Score(bank, now, now.AsOf(nextQuarter))
	requireHolds(t, "another scope", parts(report.New(input))["Change of scope"],
		"- **Tiers:** new: container\n", "- **Services named:** no longer: Amazon EBS, AWS Lambda\n",
		"- **Accounts:** new: 777788889999 new \\| one; no longer: 444455556666\n", "- **Regions:** no longer: eu-central-1\n",
		"- **Exclusions:** no longer: Sandbox accounts", "- **Accounts there are:** 5 then, 6 now\n", "- **Depth:** full then, baseline now\n")
}

func TestChangeLeavesNothingOut(t *testing.T) {
	compared := 0
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint("random ", seed), func(t *testing.T) {
			input := quarter(t, randomAssessment(t, sampleBank(t), seed))
			comparison, err := scoring.Compare(input.Previous, input.Sheet)
			if errors.Is(err, scoring.ErrNothingApplies) {
				return
			}
			compared++
			cut := parts(report.New(input))
			requireBridgeAddsUp(t, cut["Bridge"], comparison)
			for title, moved := range map[string][]scoring.Movement{
				"Regressions": comparison.Regressions, "Lost answers": comparison.Lost, "Improvements": comparison.Improvements,
				"Newly answered": comparison.Gained, "Not applicable now": comparison.BecameNA,
				"Applicable again": comparison.CeasedNA, "Asked anew": comparison.Revised,
			} {
				if rows := strings.Count(cut[title], "\n| ["); rows != len(moved) {
					t.Errorf("%s holds %d rows for %d questions", title, rows, len(moved))
				}
				for _, movement := range moved {
					requireHolds(t, title, cut[title], "| ["+movement.Question+"]")
				}
			}
			for _, gone := range comparison.Gone {
				requireHolds(t, "came and went", cut["Questions that came and went"], gone.Question)
			}
			for _, entered := range comparison.Entered {
				requireHolds(t, "came and went", cut["Questions that came and went"], "["+entered.Question+"]")
			}
			carried := cut["What became of carried answers"]
			requireHolds(t, "carried answers", carried,
				fmt.Sprintf("- %d re-affirmed", len(comparison.Reaffirmed)), fmt.Sprintf("- %d of these in one act", len(comparison.ReaffirmedInBulk)),
				fmt.Sprintf("- %d changed", len(comparison.Changed)), fmt.Sprintf("- %d left as carried", len(comparison.Left)))
			for _, id := range slices.Concat(comparison.ReaffirmedInBulk, comparison.Changed, comparison.Left) {
				requireHolds(t, "carried answers", carried, "["+id+"]")
			}
			for _, id := range comparison.WentStale {
				requireHolds(t, "stale", cut["Evidence gone stale"], "["+id+"]")
			}
		})
	}
	if compared < seeds/2 {
		t.Errorf("only %d of %d pairs could be compared", compared, seeds)
	}
}

// requireBridgeAddsUp reads the table as a reader does: from the coverage then,
// the points of every step lead to the coverage now.
func requireBridgeAddsUp(t *testing.T, part string, comparison scoring.Comparison) {
	t.Helper()
	printed, exact := new(big.Rat), new(big.Rat)
	var rows int
	for line := range strings.SplitSeq(part, "\n") {
		cells := strings.Split(line, " | ")
		if len(cells) != 3 || strings.Contains(line, "---") || strings.Contains(line, "Step") {
			continue
		}
		points, ok := new(big.Rat).SetString(strings.TrimPrefix(cells[1], "+"))
		fraction, okay := new(big.Rat).SetString(strings.TrimSuffix(cells[2], " |"))
		if !ok || !okay {
			t.Fatalf("a row of the bridge is %q", line)
		}
		rows++
		if strings.Contains(line, "Coverage now") {
			if printed.Cmp(points) != 0 || exact.Cmp(fraction) != 0 {
				t.Errorf("the steps lead to %s (%s), the row says %s", printed.FloatString(1), exact, line)
			}
			continue
		}
		printed.Add(printed, points)
		exact.Add(exact, fraction)
	}
	if rows != 7 || comparison.Reported.New.Percent(1) != printed.FloatString(1) {
		t.Errorf("%d rows lead to %s, reported is %s", rows, printed.FloatString(1), comparison.Reported.New.Percent(1))
	}
}

func requireLacks(t *testing.T, part string, unwanted ...string) {
	t.Helper()
	for _, one := range unwanted {
		if strings.Contains(part, one) {
			t.Errorf("it holds %q", one)
		}
	}
}

func TestCorrectionSaysWhatItChanges(t *testing.T) {
	const title = "What this correction changes"
	input := signed(t, quarter(t, draft(t)))
	requireLacks(t, string(report.New(input).Markdown()), title)

	wrong, bank := input.Sheet.Assessment(), input.Sheet.Bank()
	later := nextQuarter.Add(72 * time.Hour)
	right, err := questionnaire.Correct(questionnaire.Earlier{Assessment: wrong, Bank: bank, Digest: strings.Repeat("2e", 32)}, questionnaire.Generator{}, later)
	if err != nil {
		t.Fatal(err)
	}
	correction := report.Input{Sheet: scoring.Score(bank, right, right.AsOf(later)), Previous: input.Previous}
	requireHolds(t, "one without", parts(report.New(correction))[title], "payments-2027-q1 was not at hand")
	correction.Corrected = input.Sheet
	requireHolds(t, "one that changes nothing", parts(report.New(correction))[title], "No answer to an asked question differs.")

	answer, _ := right.Answer("NET-02")
	answer = questionnaire.Change{Level: &questionnaire.LevelNone, Note: new("Only in one account."), By: new("Ben")}.Apply(answer)
	if _, err := right.Record(bank, "NET-02", answer, later); err != nil {
		t.Fatal(err)
	}
	correction.Sheet = scoring.Score(bank, right, right.AsOf(later))
	cut := parts(report.New(correction))
	requireHolds(t, "the correction", cut[title], "payments-2027-q1, which this assessment corrects, reported",
		"| [NET-02](#net-02) | Flow logs kept | level, note | all | none | Ben | 2027-02-13 |")
	if rows := strings.Count(cut[title], "\n| ["); rows != 1 {
		t.Errorf("%d rows for one changed answer", rows)
	}
	requireHolds(t, "first page", cut["Summary"], "takes the place of payments-2027-q1; [What this correction changes](#what-this-correction-changes)")
}
