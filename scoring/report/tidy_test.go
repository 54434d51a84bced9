package report_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// requireTidy holds markdown to the rules of markdownlint that a report could
// break: by its lines, and by what it is made of.
func requireTidy(t *testing.T, markdown []byte) {
	t.Helper()
	requireTidyLines(t, markdown)
	level := 0
	walk(t, markdown, func(node ast.Node, _ int) {
		switch node := node.(type) {
		case *ast.Heading:
			if node.Level > level+1 {
				t.Errorf("heading %q is more than a level below the one before (MD001)", node.Lines().Value(markdown))
			}
			level = node.Level
			if text := string(node.Lines().Value(markdown)); endsInPunctuation.MatchString(text) && level > 1 {
				t.Errorf("heading %q ends in punctuation (MD026)", text)
			}
		case *ast.Paragraph:
			requireNotAHeading(t, node, markdown)
		case *ast.RawHTML, *ast.HTMLBlock:
			t.Errorf("there is raw HTML (MD033): %q", node.Text(markdown)) //nolint:staticcheck // for a message
		case *ast.AutoLink:
			t.Errorf("there is a bare address (MD034): %q", node.URL(markdown))
		case *ast.Image:
			t.Error("there is an image, which a report has none of")
		case *ast.List:
			if node.IsOrdered() || node.Marker != '-' {
				t.Errorf("a list begins with %q (MD004)", node.Marker)
			}
		case *east.Table:
			requireWholeRows(t, node)
		}
	})
}

var endsInPunctuation = regexp.MustCompile(`[.,;:!?]$`)

// requireNotAHeading fails where a paragraph of nothing but strong text looks
// like a heading (MD036).
func requireNotAHeading(t *testing.T, paragraph *ast.Paragraph, markdown []byte) {
	t.Helper()
	only := paragraph.FirstChild()
	if only == nil || only.NextSibling() != nil || only.Kind() != ast.KindEmphasis {
		return
	}
	if text := string(paragraph.Lines().Value(markdown)); !endsInPunctuation.MatchString(strings.Trim(text, "*\n")) {
		t.Errorf("a paragraph looks like a heading (MD036): %q", text)
	}
}

// requireWholeRows fails where a row has not as many cells as the head (MD056).
func requireWholeRows(t *testing.T, table *east.Table) {
	t.Helper()
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if got := row.ChildCount(); got != len(table.Alignments) {
			t.Errorf("a row has %d cells, its table %d columns", got, len(table.Alignments))
		}
	}
}

func requireTidyLines(t *testing.T, markdown []byte) {
	t.Helper()
	text, ok := strings.CutSuffix(string(markdown), "\n")
	if !ok || strings.HasSuffix(text, "\n") {
		t.Error("the report does not end in one line break")
	}
	inCode, columns := false, 0
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.TrimRight(line, " \t") != line || strings.Contains(line, "\t") {
			t.Errorf("line %d ends in a space or holds a tab: %q", i, line)
		}
		wasInCode := inCode
		if strings.HasPrefix(line, "```") {
			inCode = !inCode
			if inCode && strings.Trim(line, "`") == "" {
				t.Errorf("line %d: code without a language", i)
			}
		}
		if i == 0 || wasInCode {
			continue
		}
		if !strings.HasPrefix(line, "|") {
			columns = 0
		} else if got := len(pipe.FindAllString(line, -1)); columns != 0 && got != columns {
			t.Errorf("line %d: %d pipes in a table of %d (MD056)", i, got, columns)
		} else {
			columns = got
		}
		switch before := lines[i-1]; {
		case line == "" && before == "":
			t.Errorf("line %d: two blank lines", i)
		case line != "" && before != "" && (kindOfLine(line) != kindOfLine(before) || strings.HasPrefix(before, "#")):
			t.Errorf("line %d: no blank line before %q", i, line)
		}
	}
	if strings.Count("\n"+text, "\n# ") != 1 {
		t.Error("the report has not one title")
	}
}

// pipe is a pipe that cuts a row into cells.
var pipe = regexp.MustCompile(`(^| )\|`)

// kindOfLine tells the blocks apart by how their lines begin.
func kindOfLine(line string) string {
	for _, prefix := range []string{"|", ">", "```", "#"} {
		if strings.HasPrefix(line, prefix) {
			return prefix
		}
	}
	if strings.HasPrefix(strings.TrimLeft(line, " "), "- ") {
		return "-"
	}
	return ""
}
