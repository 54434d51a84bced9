package report_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/scoring/report"
)

// endingWith returns a document that ends with the blocks.
func endingWith(blocks ...report.Block) []byte {
	document := &report.Document{Title: "Title", Sections: []report.Section{
		{ID: "first", Title: "First"}, {ID: "last", Title: "Last", Blocks: blocks},
	}}
	return document.Markdown()
}

func TestTitleEndsAsItWasGiven(t *testing.T) {
	for _, title := range []string{"Payments ##", "C#", "a # b #", `Payments \`} {
		if got := shown(t, (&report.Document{Title: title}).Markdown()); got != title {
			t.Errorf("title %q shows as %q", title, got)
		}
	}
}

// TestQuoteKeepsLines holds a note to its lines, its paragraphs and the spaces
// that its lines begin with.
func TestQuoteKeepsLines(t *testing.T) {
	markdown := endingWith(report.Quote("steps:\n    run it\n\n\n  then\r\nrest  \n\n"))
	wantSource := "> steps:\\\n> &nbsp;&nbsp;&nbsp;&nbsp;run it\n>\n>\n> &nbsp;&nbsp;then\\\n> rest\n"
	if got := string(markdown[len(markdown)-len(wantSource):]); got != wantSource {
		t.Error(cmp.Diff(wantSource, got))
	}
	nodes := structure(t, markdown)
	want := []string{" Blockquote", "  Paragraph", "  Paragraph"}
	if got := nodes[len(nodes)-3:]; !slices.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
}

// TestRunsSideBySide holds what plain runs form together to be literal too.
func TestRunsSideBySide(t *testing.T) {
	text := report.Text{{Text: "1"}, {Text: ". no item, https:"}, {Text: "//example.com, snake_"}, {Text: "case"}}
	markdown := endingWith(report.Paragraph(text))
	want := "\n1\\. no item, https\\://example.com, snake_case\n"
	if got := string(markdown[len(markdown)-len(want):]); got != want {
		t.Error(cmp.Diff(want, got))
	}
}
