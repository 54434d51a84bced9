package report_test

import (
	"fmt"
	"io"
	"testing"
	"text/template"

	"demarc/questionnaire/bank"
	"demarc/scoring/report"
)

// BenchmarkReportOfOurBank makes and draws the report of an assessment of the
// bank that comes with the program, as a team would have it.
func BenchmarkReportOfOurBank(b *testing.B) {
	ours, err := bank.Default()
	if err != nil {
		b.Fatal(err)
	}
	sheet := score(ours, randomAssessment(b, ours, 1))
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(report.New(report.Input{Sheet: sheet}).Markdown())))
	}
}

// BenchmarkReport makes and draws a report. Time per question should not grow
// with their number.
func BenchmarkReport(b *testing.B) {
	for _, size := range []int{84, 840, 10_000} {
		bank := largeBank(b, size)
		sheet := score(bank, randomAssessment(b, bank, 1))
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(len(report.New(report.Input{Sheet: sheet}).Markdown())))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/question")
		})
	}
}

// BenchmarkFormats draws an assessment in every format. Time per question should
// not grow with their number.
func BenchmarkFormats(b *testing.B) {
	for _, size := range []int{108, 10_000} {
		bank := largeBank(b, size)
		input := report.Input{Sheet: score(bank, randomAssessment(b, bank, 1))}
		for _, format := range report.Formats() {
			b.Run(fmt.Sprint(format.Name, "/", size), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					document, err := format.Write(input)
					if err != nil {
						b.Fatal(err)
					}
					b.SetBytes(int64(len(document)))
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/question")
			})
		}
	}
}

// BenchmarkYardstick is what the 84 questions cost text/template, one trivial
// line each and as many lines as the report has.
func BenchmarkYardstick(b *testing.B) {
	bank := largeBank(b, 84)
	markdown := reportOf(bank, randomAssessment(b, bank, 1)).Markdown()
	lines := make([]string, 0, len(markdown)/40)
	for len(lines) < len(markdown)/40 {
		lines = append(lines, "forty characters of text that say nothing")
	}
	trivial := template.Must(template.New("lines").Parse("{{range .}}{{.}}\n{{end}}"))
	b.SetBytes(int64(len(markdown)))
	b.ReportAllocs()
	for b.Loop() {
		if err := trivial.Execute(io.Discard, lines); err != nil {
			b.Fatal(err)
		}
	}
}
