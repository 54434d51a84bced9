package scoring_test

import (
	"fmt"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/scoring"
)

// The size of our own bank, and far more than anybody asks.
var benchSizes = []int{84, 10_000}

// large returns a full assessment of many questions: all six areas, all levels,
// every third answer with evidence.
func large(b *testing.B, questions int) sample {
	b.Helper()
	var content questionnaire.BankContent
	content.ID, content.Version = "large", "1"
	content.Weights = questionnaire.Weights{Critical: 5, High: 3, Medium: 2, Low: 1}
	content.Bands = questionnaire.Bands{Partial: 40, Substantial: 70, High: 90}
	for i := range questions {
		content.Questions = append(content.Questions, questionnaire.Question{
			ID: fmt.Sprintf("BIG-%05d", i), Area: cycle(i, questionnaire.Areas()), Revision: 1, Title: "Large", Text: "Is it so?",
			Tiers: questionnaire.Tiers(), Severity: cycle(i, questionnaire.Severities()), Effort: questionnaire.EffortLow,
			Levels: questionnaire.Meanings{None: "not", Some: "little", Most: "much", All: "whole"},
		})
	}
	bank, err := questionnaire.NewBank(content)
	if err != nil {
		b.Fatal(err)
	}
	period, _ := questionnaire.ParsePeriod("2026-Q4")
	now := period.Start.Time().Add(36 * time.Hour)
	assessment, err := questionnaire.New(questionnaire.Spec{
		Team: "Large", Period: period, Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()},
	}, bank, now)
	if err != nil {
		b.Fatal(err)
	}
	id, err := assessment.AddEvidence(questionnaire.Evidence{
		Title: "Large", Kind: questionnaire.KindLog, Ref: "evidence/large", CollectedAt: questionnaire.NewInstant(now),
	}, now)
	if err != nil {
		b.Fatal(err)
	}
	for i, question := range bank.Questions() {
		answer := questionnaire.Answer{By: "Ada", Level: cycle(i, questionnaire.GradedLevels())}
		if i%3 == 0 {
			answer.Evidence = []string{id}
		}
		if _, err := assessment.Record(bank, question.ID, answer, now); err != nil {
			b.Fatal(err)
		}
	}
	return sample{bank: bank, assessment: assessment, asOf: period.End}
}

func cycle[T any](i int, through []T) T { return through[i%len(through)] }

func forSizes(b *testing.B, run func(b *testing.B, large sample)) {
	for _, size := range benchSizes {
		b.Run(fmt.Sprintf("questions=%d", size), func(b *testing.B) {
			large := large(b, size)
			b.ReportAllocs()
			run(b, large)
		})
	}
}

func BenchmarkScore(b *testing.B) {
	forSizes(b, func(b *testing.B, large sample) {
		for b.Loop() {
			_ = large.score()
		}
	})
}

// BenchmarkCompare compares an assessment with one where every fifth answer is
// another.
func BenchmarkCompare(b *testing.B) {
	forSizes(b, func(b *testing.B, large sample) {
		later := large
		later.assessment = large.assessment.Clone()
		for i, question := range large.bank.Questions() {
			if i%5 > 0 {
				continue
			}
			answer := questionnaire.Answer{By: "Ada", Level: cycle(i/5, questionnaire.GradedLevels())}
			if _, err := later.assessment.Record(large.bank, question.ID, answer, later.asOf.Time()); err != nil {
				b.Fatal(err)
			}
		}
		before, after := large.score(), later.score()
		for b.Loop() {
			if _, err := scoring.Compare(before, after); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkOverall(b *testing.B) {
	forSizes(b, func(b *testing.B, large sample) {
		sheet := large.score()
		for b.Loop() {
			_ = sheet.Overall()
		}
	})
}

// BenchmarkRescore changes one answer and takes over what it does to the
// coverage, as the question screen does after every key.
func BenchmarkRescore(b *testing.B) {
	forSizes(b, func(b *testing.B, large sample) {
		sheet := large.score()
		id := large.bank.Questions()[0].ID
		for b.Loop() {
			sheet.Rescore(id)
			_ = sheet.Coverage()
		}
	})
}

func BenchmarkGaps(b *testing.B) {
	forSizes(b, func(b *testing.B, large sample) {
		sheet := large.score()
		for b.Loop() {
			_ = scoring.Gaps(sheet)
		}
	})
}

func BenchmarkPlan(b *testing.B) {
	whole, _ := scoring.ParsePercent("100")
	forSizes(b, func(b *testing.B, large sample) {
		sheet := large.score()
		for b.Loop() {
			_ = scoring.Plan(sheet, whole)
		}
	})
}

// BenchmarkPlainLoop is the yardstick: the sum of weight × points and nothing
// else, over as many structs, which no score can beat.
func BenchmarkPlainLoop(b *testing.B) {
	type weighed struct {
		area           int
		weight, points int
	}
	for _, size := range benchSizes {
		b.Run(fmt.Sprintf("questions=%d", size), func(b *testing.B) {
			answers := make([]weighed, size)
			for i := range answers {
				answers[i] = weighed{area: i % 6, weight: 1 + i%5, points: i % 5}
			}
			var earned, possible [6]int
			for b.Loop() {
				for _, answer := range answers {
					earned[answer.area] += answer.weight * answer.points
					possible[answer.area] += answer.weight * 4
				}
			}
			if earned[0] > possible[0] {
				b.Fatal("more is earned than possible")
			}
		})
	}
}
