package questionnaire_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"demarc/questionnaire"
)

func forSizes(b *testing.B, run func(b *testing.B, bank *questionnaire.Bank, a *questionnaire.Assessment)) {
	for _, size := range []int{84, 10_000} {
		b.Run(fmt.Sprintf("questions=%d", size), func(b *testing.B) {
			bank, a := large(b, size)
			b.ReportAllocs()
			run(b, bank, a)
		})
	}
}

// large returns a fully answered assessment of many questions.
func large(b *testing.B, size int) (*questionnaire.Bank, *questionnaire.Assessment) {
	b.Helper()
	t := &testing.T{}
	var questions []questionnaire.Question
	for i := range size {
		questions = append(questions, question(fmt.Sprintf("BIG-%05d", i)))
	}
	bank := bankOf(t, questions...)
	a := draft(t, bank)
	for _, question := range bank.Questions() {
		record(t, a, bank, question.ID, questionnaire.Answer{
			Level: questionnaire.LevelMost, By: "Ada", Note: "Seen in the export.", Owner: "Grace",
			Population: questionnaire.Population{InPlace: 47, Total: 50, Source: "inventory"},
		}, now)
	}
	return bank, a
}

func BenchmarkDecode(b *testing.B) {
	forSizes(b, func(b *testing.B, _ *questionnaire.Bank, a *questionnaire.Assessment) {
		document, err := a.Encode()
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(document)))
		for b.Loop() {
			if _, err := questionnaire.DecodeAssessment(document); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkDecodeUnchecked is the yardstick: encoding/json without the checks.
func BenchmarkDecodeUnchecked(b *testing.B) {
	forSizes(b, func(b *testing.B, _ *questionnaire.Bank, a *questionnaire.Assessment) {
		document, err := a.Encode()
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(document)))
		for b.Loop() {
			var content struct {
				Answers map[string]questionnaire.Answer
			}
			if err := json.Unmarshal(document, &content); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkRecordAndEncode is one saved answer, without the disk.
func BenchmarkRecordAndEncode(b *testing.B) {
	forSizes(b, func(b *testing.B, bank *questionnaire.Bank, a *questionnaire.Assessment) {
		if _, err := a.Encode(); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := a.Record(bank, "BIG-00007", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada"}, now); err != nil {
				b.Fatal(err)
			}
			if _, err := a.Encode(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
