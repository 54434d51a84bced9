package report_test

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parsePage reads a page as a browser does.
func parsePage(t testing.TB, page []byte) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// elements returns the elements of a page with one of the names, or all.
func elements(root *html.Node, names ...string) []*html.Node {
	var found []*html.Node
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && (len(names) == 0 || slices.Contains(names, node.Data)) {
			found = append(found, node)
		}
	}
	return found
}

func attribute(node *html.Node, name string) string {
	for _, attribute := range node.Attr {
		if attribute.Key == name {
			return attribute.Val
		}
	}
	return ""
}

// textOf returns the text in an element, as it stands.
func textOf(node *html.Node) string {
	var text strings.Builder
	for part := range node.Descendants() {
		switch {
		case part.Type == html.TextNode:
			text.WriteString(part.Data)
		case part.Data == "br":
			text.WriteString("\n")
		}
	}
	return text.String()
}

// body returns the element that holds what a reader sees.
func body(t testing.TB, page []byte) *html.Node {
	t.Helper()
	found := elements(parsePage(t, page), "body")
	if len(found) != 1 {
		t.Fatalf("the page has %d bodies", len(found))
	}
	return found[0]
}

// pageStructure returns what a page is made of, an element a line, without text,
// and without what says where text may be broken.
func pageStructure(t testing.TB, page []byte) []string {
	t.Helper()
	var nodes []string
	for node := range parsePage(t, page).Descendants() {
		switch node.Type {
		case html.TextNode, html.DocumentNode:
			continue
		case html.ElementNode:
			name := node.Data
			if name == "wbr" {
				continue
			}
			for _, attribute := range node.Attr {
				if attribute.Key != "content" && attribute.Val != "word" { // content: the digest of the style
					name += " " + attribute.Namespace + attribute.Key + "=" + attribute.Val
				}
			}
			nodes = append(nodes, name)
		default:
			nodes = append(nodes, "node "+node.Data)
		}
	}
	return nodes
}

// luminance returns the relative luminance of a color as WCAG 2 defines it.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	value, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	linear := func(shift int) float64 {
		channel := float64(value>>shift&0xff) / 255
		if channel <= 0.04045 {
			return channel / 12.92
		}
		return math.Pow((channel+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func contrast(one, other float64) float64 {
	return (max(one, other) + 0.05) / (min(one, other) + 0.05)
}
