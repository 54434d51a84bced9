package compared_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/compared"
)

// The bars stay on the scale at every width, and every step that moved a
// tenth or more is drawn, in the characters that were asked for.
func TestWaterfallStaysOnItsScale(t *testing.T) {
	comparison := twoQuarters(t)
	for _, unicode := range []bool{true, false} {
		for _, cells := range []int{8, 15, 40, 120} {
			t.Run(fmt.Sprintf("%d/%t", cells, unicode), func(t *testing.T) {
				drawing := compared.NewWaterfall(comparison, cells, unicode)
				if len(drawing.Rows) != 7 {
					t.Fatalf("%d rows, want both totals and five steps", len(drawing.Rows))
				}
				for _, row := range drawing.Rows {
					if wide := utf8.RuneCountInString(row.Bar); wide > cells+1 {
						t.Errorf("%s: the bar is %d wide", row.Name, wide)
					}
					if stays := strings.Trim(row.Bar, " │") == ""; row.Step && (row.Change == 0) != stays {
						t.Errorf("%s moved %s and is drawn as %q", row.Name, row.Points, row.Bar)
					}
					if !unicode && utf8.RuneCountInString(row.Bar) != len(row.Bar) {
						t.Errorf("%s: %q is not ASCII", row.Name, row.Bar)
					}
				}
			})
		}
	}
}

func TestListsTellWhatMovedAndWhatIsOnlyCarried(t *testing.T) {
	comparison := twoQuarters(t)
	var told []string
	for _, list := range append(append(compared.Fell(comparison), compared.Moved(comparison)...), compared.CarriedOver(comparison)...) {
		for _, item := range list.Items {
			told = append(told, list.Title+": "+item.Question+" "+item.Then+">"+item.Now)
		}
	}
	want := []string{
		"Regressions: ACME-01 all>some", "Improvements: ACME-02 none>most",
		"left as carried: ACME-03 >", "changed: ACME-01 >", "changed: ACME-02 >",
	}
	if fmt.Sprint(told) != fmt.Sprint(want) {
		t.Errorf("told %q\nwant %q", told, want)
	}
	if then, now := compared.Sides(comparison); then != "2026-Q3" || now != "2026-Q4" {
		t.Errorf("the sides are %s and %s", then, now)
	}
}

// twoQuarters compares a quarter with the next, which carried three answers
// over: one fell, one rose, one was left.
func twoQuarters(t *testing.T) scoring.Comparison {
	t.Helper()
	bank := bankOf(t, "ACME-01", "ACME-02", "ACME-03")
	then := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	quarter, err := questionnaire.ParsePeriod("2026-Q3")
	if err != nil {
		t.Fatal(err)
	}
	spec := questionnaire.Spec{Team: "Acme", Period: quarter, Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()}}
	old, err := questionnaire.New(spec, bank, then)
	if err != nil {
		t.Fatal(err)
	}
	record(t, old, bank, map[string]questionnaire.Level{
		"ACME-01": questionnaire.LevelAll, "ACME-02": questionnaire.LevelNone, "ACME-03": questionnaire.LevelMost,
	})
	if spec.Period, err = questionnaire.ParsePeriod("2026-Q4"); err != nil {
		t.Fatal(err)
	}
	next, _, err := questionnaire.Follow(questionnaire.Earlier{Assessment: old, Bank: bank}, spec, bank, then)
	if err != nil {
		t.Fatal(err)
	}
	record(t, next, bank, map[string]questionnaire.Level{"ACME-01": questionnaire.LevelSome, "ACME-02": questionnaire.LevelMost})
	comparison, err := scoring.Compare(scoring.Score(bank, old, old.AsOf(then)), scoring.Score(bank, next, next.AsOf(then)))
	if err != nil {
		t.Fatal(err)
	}
	return comparison
}

func record(t *testing.T, a *questionnaire.Assessment, bank *questionnaire.Bank, levels map[string]questionnaire.Level) {
	t.Helper()
	for id, level := range levels {
		if _, err := a.Record(bank, id, questionnaire.Answer{Level: level, By: "Ana"}, time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)); err != nil {
			t.Fatal(err)
		}
	}
}

func bankOf(t *testing.T, ids ...string) *questionnaire.Bank {
	t.Helper()
	var questions []questionnaire.Question
	for _, id := range ids {
		questions = append(questions, questionnaire.Question{
			ID: id, Area: questionnaire.IAM, Revision: 1, Title: "Badges", Tiers: questionnaire.Tiers(),
			Severity: questionnaire.SeverityHigh, Effort: questionnaire.EffortLow, Text: "Badges?",
			Levels: questionnaire.Meanings{None: "n", Some: "s", Most: "m", All: "a"},
		})
	}
	bank, err := questionnaire.NewBank(questionnaire.BankContent{
		ID: "acme", Version: "1", Weights: questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1},
		Bands: questionnaire.Bands{Partial: 40, Substantial: 70, High: 90}, Questions: questions,
	})
	if err != nil {
		t.Fatal(err)
	}
	return bank
}
