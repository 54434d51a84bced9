package report_test

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// parser reads markdown as GitHub does.
var parser = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))

// structure returns what markdown is made of, a node a line, without the text
// itself. A span of code counts as text.
func structure(t testing.TB, markdown []byte) []string {
	t.Helper()
	var nodes []string
	walk(t, markdown, func(node ast.Node, depth int) {
		name := node.Kind().String()
		switch node := node.(type) {
		case *ast.Text, *ast.String, *ast.CodeSpan:
			return
		case *ast.Heading:
			name += fmt.Sprint(" ", node.Level)
		case *ast.Emphasis:
			name += fmt.Sprint(" ", node.Level)
		case *ast.Link:
			name += " " + string(node.Destination)
		case *ast.List:
			name += fmt.Sprint(" ", node.IsOrdered(), node.IsTight)
		case *ast.FencedCodeBlock:
			name += " " + string(node.Language(markdown))
		case *east.Table:
			name += fmt.Sprint(" ", node.Alignments)
		}
		nodes = append(nodes, strings.Repeat(" ", depth)+name)
	})
	return nodes
}

func walk(t testing.TB, markdown []byte, visit func(node ast.Node, depth int)) {
	t.Helper()
	depth := 0
	err := ast.Walk(parser.Parser().Parse(text.NewReader(markdown)), func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		visit(node, depth)
		depth++
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// shown returns the text that a reader of the rendered markdown sees, with
// every run of white space as one space.
func shown(t testing.TB, markdown []byte) string {
	t.Helper()
	var rendered bytes.Buffer
	if err := parser.Convert(markdown, &rendered); err != nil {
		t.Fatal(err)
	}
	plain := html.UnescapeString(tag.ReplaceAllString(rendered.String(), ""))
	return singleSpaced(plain)
}

func singleSpaced(text string) string { return strings.Join(strings.Fields(text), " ") }

var punctuation = regexp.MustCompile(`[^\p{L}\p{N}\p{M}\p{Pc} -]`)

// gitHubAnchor returns the anchor that GitHub gives a heading.
func gitHubAnchor(heading string) string {
	return strings.ReplaceAll(punctuation.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

var dashes = regexp.MustCompile(`-+`)

// gitLabAnchor returns the anchor that GitLab gives a heading.
func gitLabAnchor(heading string) string {
	return dashes.ReplaceAllString(gitHubAnchor(strings.TrimSpace(heading)), "-")
}
