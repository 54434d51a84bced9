package bank_test

import (
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
)

// BenchmarkDefault measures what a start of the program pays for our own bank.
func BenchmarkDefault(b *testing.B) {
	ours, err := bank.Default()
	if err != nil {
		b.Fatal(err)
	}
	document := ours.Document()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := questionnaire.DecodeCompiledBank(document); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLint measures reading and checking the whole of our own bank.
func BenchmarkLint(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := bank.Compile(bank.Source(), bank.ID); err != nil {
			b.Fatal(err)
		}
	}
}
