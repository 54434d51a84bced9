package report

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
)

// Format is a form in which the report of an assessment can be had.
type Format struct {
	Name      string // what people type
	Describes string
	Write     func(Input) ([]byte, error)
}

// String returns the format's name.
func (f Format) String() string { return f.Name }

// Extension returns what the name of a file in the format ends in.
func (f Format) Extension() string {
	if f.Name == "oscal" {
		return "oscal.json"
	}
	return f.Name
}

// Reads reports whether the format is the report as people read it, from the
// first page to the last, so that it can be written for an audience.
func (f Format) Reads() bool { return f.Name == "md" || f.Name == "html" }

// Indexes reports whether the format has a framework index.
func (f Format) Indexes() bool { return f.Reads() || f.Name == "xlsx" }

// Formats returns every format, the one that people get unasked first.
func Formats() []Format {
	return []Format{
		{"md", "markdown", func(input Input) ([]byte, error) { return New(input).Markdown(), nil }},
		{"html", "one page for screens and for paper", func(input Input) ([]byte, error) { return New(input).HTML(), nil }},
		{"json", "the answers and what they score, for programs", JSON},
		{"csv", "a row a question, for spreadsheets", CSV},
		{"xlsx", "a workbook with charts, filters and the crosswalk of frameworks", XLSX},
		{"oscal", "OSCAL assessment results in JSON, which validate against NIST's JSON schema", OSCAL},
	}
}

// FormatNamed returns the format of a name.
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, format := range Formats() {
		if format.Name == name {
			return format, nil
		}
		names = append(names, format.Name)
	}
	return Format{}, fmt.Errorf("unknown format %q: want %s", questionnaire.Printable(name), strings.Join(names, ", "))
}
