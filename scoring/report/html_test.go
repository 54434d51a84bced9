package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

func TestHTMLGolden(t *testing.T) {
	golden.RequireEqual(t, everyPlace("text & more", "other").HTML())
}

// What a page may consist of. Nothing on here runs, loads or sends anything.
var harmlessElements = strings.Fields(`html head meta title style body main h1 h2 h3 h4 section nav p ul li a strong code pre br wbr blockquote
	div table caption thead tbody tr th td dl dt dd span figure figcaption svg rect line`)

var harmlessAttributes = strings.Fields(`lang charset http-equiv content name id class href scope role tabindex aria-labelledby aria-hidden
	viewBox preserveAspectRatio x y width height x1 x2 y1 y2`)

func requireInert(t testing.TB, page []byte) {
	t.Helper()
	for _, element := range elements(parsePage(t, page)) {
		if !slices.Contains(harmlessElements, element.Data) {
			t.Fatalf("the page holds the element %s", element.Data)
		}
		for _, attribute := range element.Attr {
			if !slices.Contains(harmlessAttributes, attribute.Key) {
				t.Fatalf("the page holds the attribute %s of %s", attribute.Key, element.Data)
			}
			if attribute.Key == "href" && !strings.HasPrefix(attribute.Val, "#") {
				t.Fatalf("a link leads out of the page: %s", attribute.Val)
			}
		}
	}
}

func TestHTMLRunsAndLoadsNothing(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) {
		page := document.HTML()
		requireInert(t, page)
		root := parsePage(t, page)
		style := textOf(elements(root, "style")[0])
		if strings.Contains(style, "url(") || strings.Contains(style, "@import") {
			t.Error("the style sheet loads something")
		}
		digest := sha256.Sum256([]byte(style))
		want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) + "'; base-uri 'none'; form-action 'none'"
		for _, meta := range elements(root, "meta") {
			if attribute(meta, "http-equiv") == "Content-Security-Policy" && attribute(meta, "content") != want {
				t.Errorf("the policy is %q, want %q", attribute(meta, "content"), want)
			}
		}
		if got := attribute(elements(root, "meta")[1], "http-equiv"); got != "Content-Security-Policy" {
			t.Errorf("the policy does not come first: %q", got)
		}
	})
}

// Whoever hears the page, or goes through it by keys, finds the way.
func TestHTMLIsAccessible(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) {
		root := parsePage(t, document.HTML())
		if lang := attribute(elements(root, "html")[0], "lang"); lang != "en" {
			t.Errorf("the language is %q", lang)
		}
		headings, level := elements(root, "h1", "h2", "h3", "h4", "h5", "h6"), 0
		for i, heading := range headings {
			next := int(heading.Data[1] - '0')
			if (next == 1) != (i == 0) || next > level+1 {
				t.Errorf("%s %q follows level %d", heading.Data, textOf(heading), level)
			}
			level = next
		}
		for _, table := range elements(root, "table") {
			requireAccessibleTable(t, table)
		}
		for _, drawing := range elements(root, "svg") {
			named := attribute(drawing, "role") == "img" && len(elements(drawing, "title")) == 1
			if named == (attribute(drawing, "aria-hidden") == "true") {
				t.Error("a drawing is neither described nor hidden")
			}
		}
	})
}

func requireAccessibleTable(t *testing.T, table *html.Node) {
	t.Helper()
	captions := elements(table, "caption")
	if len(captions) != 1 || strings.TrimSpace(textOf(captions[0])) == "" {
		t.Error("a table has no caption")
	}
	columns := len(elements(elements(table, "thead")[0], "th"))
	for _, row := range elements(elements(table, "tbody")[0], "tr") {
		cells := elements(row, "th", "td")
		if len(cells) != columns {
			t.Errorf("%s: a row has %d cells under %d heads", textOf(captions[0]), len(cells), columns)
		}
	}
	for _, head := range elements(table, "th") {
		if scope := attribute(head, "scope"); scope != "row" && scope != "col" {
			t.Errorf("%s: a head has the scope %q", textOf(captions[0]), scope)
		}
	}
}

// A link to a part of the markdown report leads to the same part of the page.
func TestHTMLHasTheAnchorsOfMarkdown(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) {
		var ids, want, got []string
		for _, element := range elements(parsePage(t, document.HTML())) {
			id := attribute(element, "id")
			if id != "" && slices.Contains(ids, id) {
				t.Errorf("the id %s stands twice", id)
			}
			ids = append(ids, id)
			if id != "" && slices.Contains([]string{"h2", "h3", "h4"}, element.Data) {
				got = append(got, element.Data+" "+id)
			}
			if target, ok := strings.CutPrefix(attribute(element, "href"), "#"); ok && !slices.Contains(want, "link "+target) {
				want = append(want, "link "+target)
			}
		}
		for _, link := range want {
			if !slices.Contains(ids, strings.TrimPrefix(link, "link ")) {
				t.Errorf("%s leads nowhere", link)
			}
		}
		want = nil
		heads := strings.Split(string(document.Markdown()), "\n")
		for _, entry := range document.Outline() {
			want = append(want, fmt.Sprint("h", entry.Level, " ", gitHubAnchor(strings.TrimLeft(heads[entry.Line], "# "))))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// What the document says is on the page, every run of text of every block.
func TestHTMLLeavesNothingOut(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) {
		reader := singleSpaced(textOf(body(t, document.HTML())))
		for _, section := range document.Sections {
			for _, block := range section.Blocks {
				for _, text := range textsOf(block) {
					for _, line := range lineOfText.FindAllString(text, -1) {
						line = strings.TrimSuffix(singleSpaced(questionnaire.Printable(line)), ":") // terms have no colon
						if !strings.Contains(reader, line) {
							t.Errorf("%s: the page does not hold %q", section.Title, line)
						}
					}
				}
			}
		}
	})
}

// textsOf returns every text in a block.
func textsOf(block report.Block) []string {
	var texts []string
	add := func(lines ...report.Text) {
		for _, line := range lines {
			for _, run := range line {
				texts = append(texts, run.Text)
			}
		}
	}
	switch block := block.(type) {
	case report.Heading:
		texts = append(texts, block.Title, block.Subtitle)
	case report.Paragraph:
		add(report.Text(block))
	case report.List:
		add(block...)
	case report.Checklist:
		add(block...)
	case report.Quote:
		texts = append(texts, string(block))
	case report.Code:
		texts = append(texts, block.Text)
	case report.Table:
		for _, column := range block.Columns {
			texts = append(texts, column.Title)
		}
		for _, row := range block.Rows {
			add(row...)
		}
	case report.Bars:
		for _, bar := range block {
			texts = append(texts, bar.Label, bar.Caption)
		}
	case report.BarTable:
		texts = append(texts, block.Columns...)
		for _, row := range block.Rows {
			texts = append(texts, row.Label)
			for _, bar := range row.Bars {
				texts = append(texts, bar.Caption)
			}
		}
	}
	return texts
}

// TestHTMLForeignTextIsOnlyText puts hostile text wherever people and banks
// write; FuzzHTML has more of it, in every place of a document.
func TestHTMLForeignTextIsOnlyText(t *testing.T) {
	for _, text := range []string{
		"</td></table></main><script>alert(1)</script>", `" onmouseover="x`, "&lt;b&gt; & 'x'", "\x1b[31m\u202egnp\u2066\u200b", "a\r\n\n\tb", "[x](javascript:alert(1))", "=cmd|' /C calc'!A0",
	} {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			t.Parallel()
			assessment, harmless, ok := withUserText(t, text)
			if !ok {
				t.Fatal("the assessment refuses the text")
			}
			requireHarmlessPage(t, text,
				reportOf(withBankText(t, text), assessment).HTML(),
				reportOf(withBankText(t, benign(text)), harmless).HTML())
		})
	}
}

// requireHarmlessPage fails where a page with the text is built otherwise than a
// page with harmless text, or does not show the text.
func requireHarmlessPage(t testing.TB, text string, hostile, harmless []byte) {
	t.Helper()
	requireInert(t, hostile)
	if want, got := pageStructure(t, harmless), pageStructure(t, hostile); !slices.Equal(want, got) {
		t.Fatalf("text %q changes what the page is made of (-harmless +hostile):\n%s", text, cmp.Diff(want, got))
	}
	reader := singleSpaced(textOf(body(t, hostile)))
	for _, line := range lineOfText.FindAllString(text, -1) {
		want := strings.TrimSuffix(singleSpaced(questionnaire.Printable(line)), ":")
		if !strings.Contains(reader, want) {
			t.Fatalf("text %q: the reader does not see %q", text, want)
		}
	}
	for _, control := range "\x00\x07\x1b\r\u202e\u2066" {
		if strings.ContainsRune(string(hostile), control) {
			t.Fatalf("text %q: the page holds %U", text, control)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, hostile[len(hostile)-1-i])
	}
	f.Add("</title></style><script>", `"}} @import url(x); \`)
	f.Fuzz(func(t *testing.T, text, other string) {
		harmless := everyPlace(benign(text), benign(other)).HTML()
		requireHarmlessPage(t, text, everyPlace(text, other).HTML(), harmless)
	})
}

// A megabyte of text is still there, and still only text.
func TestHTMLTakesLongText(t *testing.T) {
	page := func(text string) []byte {
		line := report.Text{{Text: text}}
		return (&report.Document{Title: "Title", Sections: []report.Section{{ID: "first", Title: "First", Blocks: []report.Block{
			report.Quote(text), report.Table{Columns: []report.Column{{Title: "Note"}}, Rows: [][]report.Text{{line}}},
		}}}}).HTML()
	}
	long := strings.Repeat("<b>&\u202e|`", questionnaire.MaxNote/11)
	requireHarmlessPage(t, long, page(long), page("word"))
}

// No word is so long that it makes a column, or the page, wider than the screen.
func TestHTMLBreaksLongWords(t *testing.T) {
	word := strings.Repeat("日本", 40)
	page := everyPlace(word+" & "+word, "x").HTML()
	for node := range body(t, page).Descendants() {
		if node.Type != html.TextNode || slices.Contains([]string{"code", "blockquote", "title"}, node.Parent.Data) {
			continue
		}
		for text := range strings.FieldsSeq(node.Data) {
			if runes := utf8.RuneCountInString(text); runes > 24 && node.Parent.Data != "h1" && node.Parent.Data != "caption" {
				t.Errorf("%s holds a word of %d characters in one piece", node.Parent.Data, runes)
			}
		}
	}
}

// The parts of a bar are as wide, in tenths of a percent, as the figures.
func TestHTMLDrawsTheFigures(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		bars := elements(elements(body(t, document.HTML()), "figure")[0], "svg")
		figures := []scoring.Figures{sheet.Overall().Figures}
		for _, area := range sheet.Areas() {
			figures = append(figures, area.Figures)
		}
		for i, figure := range figures {
			widths := make(map[string]scoring.Tenths)
			for _, rect := range elements(bars[i], "rect") {
				width, _ := strconv.Atoi(attribute(rect, "width"))
				widths[attribute(rect, "class")] = scoring.Tenths(width)
			}
			want := map[string]scoring.Tenths{"track": 1000}
			for class, width := range map[string]scoring.Tenths{
				"evidenced": figure.Evidenced.Tenths(),
				"answered":  figure.Coverage.Tenths() - figure.Evidenced.Tenths(),
				"open":      figure.Ceiling.Tenths() - figure.Coverage.Tenths(),
			} {
				if width > 0 {
					want[class] = width
				}
			}
			if diff := cmp.Diff(want, widths); diff != "" {
				t.Errorf("bar %d: %s", i, diff)
			}
		}
	})
}

// Colors keep the contrast that WCAG 2 asks for at level AA: 4.5 to 1 for text,
// 3 to 1 for what is drawn, on a light page and on a dark one.
func TestHTMLContrast(t *testing.T) {
	style := textOf(elements(parsePage(t, everyPlace("a", "b").HTML()), "style")[0])
	schemes := regexp.MustCompile(`:root \{([^}]+)\}`).FindAllStringSubmatch(style, -1)
	if len(schemes) != 2 {
		t.Fatalf("%d color schemes, want light and dark", len(schemes))
	}
	for i, scheme := range schemes {
		colors := make(map[string]float64)
		for _, match := range regexp.MustCompile(`--([a-z]+): #([0-9a-f]{6});`).FindAllStringSubmatch(scheme[1], -1) {
			colors[match[1]] = luminance(t, match[2])
		}
		for _, pair := range []struct {
			front, back string
			atLeast     float64
		}{
			{"text", "page", 4.5}, {"muted", "page", 4.5}, {"link", "page", 4.5}, {"text", "head", 4.5},
			{"evidenced", "page", 3}, {"answered", "page", 3}, {"open", "page", 3}, {"rise", "page", 3}, {"fall", "page", 3}, {"muted", "page", 3},
			{"evidenced", "track", 3}, {"answered", "track", 3}, {"open", "track", 3},
		} {
			front, known := colors[pair.front]
			back, backKnown := colors[pair.back]
			if ratio := contrast(front, back); !known || !backKnown || ratio < pair.atLeast {
				t.Errorf("scheme %d: %s on %s has %.2f to 1, want %.1f", i, pair.front, pair.back, ratio, pair.atLeast)
			}
		}
	}
}

// A table that is too broad for a sheet that stands is printed on one that lies.
func TestHTMLPrintsBroadTablesOnSheetsThatLie(t *testing.T) {
	input := quarter(t, draft(t))
	page := string(report.New(input).HTML())
	for id, broad := range map[string]bool{"ledger": true, "evidence-register": true, "scope": false, "method": false, "framework-index": false} {
		if got := strings.Contains(page, `<section class="broad">`+"\n"+`<h2 id="`+id+`">`); got != broad {
			t.Errorf("%s lies: %t, want %t", id, got, broad)
		}
	}
	if !strings.Contains(page, "@page broad { size: landscape }") || strings.Contains(string(executive(input).HTML()), `class="broad"`) {
		t.Error("nothing says how broad sections are printed, or the two pages lie")
	}
}
