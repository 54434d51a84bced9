package handover

import (
	"strings"

	"demarc/scoring/report"
)

func section(title string, blocks ...report.Block) report.Section {
	id := strings.ReplaceAll(strings.ToLower(title), " ", "-")
	return report.Section{ID: id, Title: title, Blocks: blocks}
}

func words(text string) report.Text { return report.Text{{Text: text}} }

func say(text string) report.Paragraph { return report.Paragraph(words(text)) }

func fact(label, value string) report.Text {
	return report.Text{{Text: label + ":", Style: report.Strong}, {Text: " " + value}}
}

// machine returns what a machine reads, or why there is nothing.
func machine(text, otherwise string) report.Text {
	if text == "" {
		return words(otherwise)
	}
	return report.Text{{Text: text, Style: report.Monospace}}
}

func shell(command string) report.Code { return report.Code{Language: "sh", Text: command + "\n"} }

func columns(titles ...string) []report.Column {
	named := make([]report.Column, len(titles))
	for i, title := range titles {
		named[i].Title = title
	}
	return named
}
