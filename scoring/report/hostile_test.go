package report_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring/report"
)

// hostile are texts that mean something in markdown, or in what reads it.
var hostile = []string{
	"a | b", "||", `\`, `\|`, `a\\|b`, "trailing \\", "`", "``", "```", "` | `", "``` sh", "~~~", "~~gone~~", "a `b", "`a`|`b`",
	"<b>", "<script>alert(1)</script>", "<!-- ", "-->", "</table>", "<details>", "<http://example.com>", "<?php", "<![CDATA[",
	"&lt;b&gt;", "&#60;b&#62;", "&nbsp;", "R&D; &copy", "AT&T",
	"*a*", "**a**", "_a_", "__a__", "a_b_c", "snake_case_", "***", "___", "---", "===", "- - -", "* * *",
	"# heading", "###### heading", "#", "a #", "a ##", "## a ##", "> quote", ">", "- item", "+ item", "* item", "1. item", "1) item", "123456789. x",
	"- [ ] task", "[x]", "[text](https://example.com)", "![image](x.png)", "[ref]: https://example.com", "[^1]", "[^1]: note", "[[toc]]", "[text][ref]",
	"https://example.com", "http://example.com/a_b_c", "www.example.com", "WWW.example.com", "ftp://example.com", "sam@example.com", "mailto:sam@example.com", "xmpp:sam@example.com/x",
	":---", ":-", "-:", "| --- |", "--- | ---", ":smile:", ": definition", "Term\n: definition", "$a$", "$$a$$", "{#id}", "{: .class}", "{{ page }}", "{% raw %}",
	"a\n---", "a\n===", "a\n- b", "a\n# b", "a\n\n    code", "a\nb | c\n--- | ---\nd | e", "a\n:-", "a\n\n\nb", "a\n```\nb", "a\n> b", "a  \nb", "a\\\nb", "    four", "\ttab", "a\tb", "  two", "a\r\nb", "a\rb",
	"\x1b[31mred\x1b[0m", "\x00", "\a", "\u202eevil", "\u2066x\u2069", "a\u2028b", "a\u2029b", "a\u0085b", "\ufeff", "\ufffd", "é_é", "日本語", "\u00a0# x", "\u2003**x**",
	"=cmd()", "+1", "-1", "@sum", "!important", "\"quoted\"", "'single'", "^sup^", "==mark==", "H~2~O",
}

// userKeys are the keys of an assessment's document whose text people write.
var userKeys = map[string]bool{
	"organization": true, "name": true, "role": true, "accounts_source": true, "title": true, "ref": true, "by": true,
	"recorded_by": true, "note": true, "owner": true, "flagged": true, "text": true, "reason": true, "approver": true,
	"source": true, "since": true, "exclusions": true,
}

// withUserText returns the sample draft with every text that people write
// replaced, and the same with harmless text of the same shape; ok is false
// where an assessment cannot hold such text. Scope and population hold clean
// lines only, so other text leaves them as they are.
func withUserText(t testing.TB, text string) (hostile, harmless *questionnaire.Assessment, ok bool) {
	t.Helper()
	for _, except := range [][]string{nil, {"scope", "population"}} {
		hostile, err := replaceUserText(t, text, except)
		if err != nil {
			continue
		}
		harmless, err := replaceUserText(t, benign(text), except)
		return hostile, harmless, err == nil
	}
	return nil, nil, false
}

// replaceUserText returns the sample draft with every text replaced that
// people write, but not below the keys except.
func replaceUserText(t testing.TB, text string, except []string) (*questionnaire.Assessment, error) {
	t.Helper()
	document, err := os.ReadFile("testdata/draft.json")
	if err != nil {
		t.Fatal(err)
	}
	var content any
	if err := json.Unmarshal(document, &content); err != nil {
		t.Fatal(err)
	}
	replaced, err := json.Marshal(replaceStrings(content, "", text, except))
	if err != nil {
		t.Fatal(err)
	}
	return questionnaire.DecodeAssessment(replaced)
}

func replaceStrings(value any, key, text string, except []string) any {
	switch value := value.(type) {
	case map[string]any:
		for member := range value {
			if !slices.Contains(except, member) {
				value[member] = replaceStrings(value[member], member, text, except)
			}
		}
	case []any:
		for i := range value {
			value[i] = replaceStrings(value[i], key, text, except)
		}
	case string:
		if userKeys[key] {
			return text
		}
	}
	return value
}

// withBankText returns the sample bank with every free text replaced.
func withBankText(t testing.TB, text string) *questionnaire.Bank {
	t.Helper()
	content := sampleContent()
	for i := range content.Questions {
		q := &content.Questions[i]
		q.Text, q.Why, q.Ask = text, text, text
		q.Levels = questionnaire.Meanings{None: text, Some: text, Most: text, All: text}
		q.Evidence, q.Remediation = []string{text, text}, []string{text}
		q.Verify = []questionnaire.VerifyStep{{Run: text, Expect: text}, {Ask: text, Expect: text}}
		q.References = map[string][]string{"nist-csf-2.0": {text}, text: {text, text}}
		q.Checks = questionnaire.Checks{Prowler: []string{text}, SecurityHub: []string{text}, None: text}
		if title := []rune(text); len(title) <= 40 {
			q.Title = text
		}
	}
	for i := range content.Layers {
		content.Layers[i].Name = text
		content.Layers[i].Note = map[questionnaire.Tier]string{questionnaire.Infrastructure: text, questionnaire.Abstracted: text}
	}
	for i := range content.Services {
		content.Services[i].Name, content.Services[i].Caution = text, text
	}
	for i := range content.Frameworks {
		content.Frameworks[i].Name = text
	}
	bank, err := questionnaire.NewBank(content)
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

var lineOfText = regexp.MustCompile("[^\n\r\u2028\u2029]+")

// benign returns text of the same shape: each line that says something is one
// harmless word.
func benign(text string) string {
	return lineOfText.ReplaceAllStringFunc(text, func(line string) string {
		if strings.TrimSpace(line) == "" {
			return line
		}
		return "word"
	})
}

// requireHarmless fails where markdown with the text is built otherwise than
// markdown with harmless text, or does not show the text.
func requireHarmless(t testing.TB, text string, hostile, harmless []byte) {
	t.Helper()
	if want, got := structure(t, harmless), structure(t, hostile); !slices.Equal(want, got) {
		t.Fatalf("text %q changes what the report is made of (-harmless +hostile):\n%s", text, cmp.Diff(want, got))
	}
	reader := shown(t, hostile)
	for _, line := range lineOfText.FindAllString(text, -1) {
		if want := singleSpaced(questionnaire.Printable(line)); !strings.Contains(reader, want) {
			t.Fatalf("text %q: the reader does not see %q", text, want)
		}
	}
	for _, control := range "\x00\x07\x1b\r\u202e\u2066" {
		if strings.ContainsRune(string(hostile), control) {
			t.Fatalf("text %q: the report holds %U", text, control)
		}
	}
}

// TestForeignTextIsOnlyText puts hostile text wherever people and banks write.
func TestForeignTextIsOnlyText(t *testing.T) {
	for _, text := range hostile {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			t.Parallel()
			assessment, harmless, ok := withUserText(t, text)
			if !ok {
				t.Fatal("the assessment refuses the text")
			}
			requireHarmless(t, text,
				reportOf(withBankText(t, text), assessment).Markdown(),
				reportOf(withBankText(t, benign(text)), harmless).Markdown())
		})
	}
}

func TestTeamAndPeriodAreOnlyText(t *testing.T) {
	bank := sampleBank(t)
	titled := func(team, label string) []byte {
		period, err := questionnaire.NewPeriod(label, questionnaire.NewDate(today), questionnaire.NewDate(today))
		if err != nil {
			t.Fatal(err)
		}
		assessment, err := questionnaire.New(questionnaire.Spec{
			Team: team, Period: period, Scope: questionnaire.Scope{Tiers: questionnaire.Tiers()},
		}, bank, today)
		if err != nil {
			t.Fatal(err)
		}
		return reportOf(bank, assessment).Markdown()
	}
	for _, text := range []string{"a | b ##", "<b>x</b> [y](z)", "`x` *y* _z_ #", "# x", `x \`, "www.x.com {#y}"} {
		requireHarmless(t, text, titled(text, text), titled("x", "x"))
	}
}

// everyPlace returns a document with the texts in every place that a document
// has for one, alone and side by side.
func everyPlace(text, other string) *report.Document {
	plain, strong := report.Run{Text: text}, report.Run{Text: text, Style: report.Strong}
	code, link := report.Run{Text: text, Style: report.Monospace}, report.Run{Text: text, Target: "part"}
	next, colon := report.Run{Text: other}, report.Run{Text: ": "}
	lines := []report.Text{
		{plain}, {plain, next}, {strong, colon, next}, {code}, {colon, link}, {colon, plain}, {next, colon, code, colon, strong, colon, link},
	}
	blocks := []report.Block{
		report.Heading{ID: "part", Level: 3, Title: "Part", Subtitle: text},
		report.List(lines), report.Checklist(lines),
		report.Quote(text + "\n" + other), report.Quote(other),
		report.Code{Language: "sh", Text: text + "\n" + other},
	}
	table := report.Table{Columns: []report.Column{{Title: text}, {Title: "Other", Number: true}}}
	for _, line := range lines {
		blocks = append(blocks, report.Paragraph(line))
		table.Rows = append(table.Rows, []report.Text{line, {next}})
	}
	return &report.Document{Title: text, Sections: []report.Section{
		{ID: "first", Title: "First", Blocks: append(blocks, table)}, {ID: "last", Title: "Last"},
	}}
}

// TestAMegabyteIsOnlyText writes as much as a note can hold, with what acts in
// markdown over and over, and what would be slow to look at again and again.
func TestAMegabyteIsOnlyText(t *testing.T) {
	everything := strings.Join(hostile, " ")
	for name, pattern := range map[string]string{
		"everything": strings.NewReplacer("\n", " ", "\r", " ").Replace(everything),
		"lines":      everything + "\n",
		"digits":     "1", "numbers": "1.", "entities": "&a", "ticks": "`a", "brackets": "[", "stars": "*a", "pipes": "|",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Repeat(pattern, questionnaire.MaxNote/len(pattern))
			inFull := func(text string) []byte {
				return endingWith(report.Quote(text), report.Paragraph{{Text: text}}, report.Table{
					Columns: []report.Column{{Title: "Column"}}, Rows: [][]report.Text{{{{Text: text}}}},
				})
			}
			if !slices.Equal(structure(t, inFull(benign(text))), structure(t, inFull(text))) {
				t.Error("it changes what the document is made of")
			}
			reader := shown(t, inFull(text))
			for _, line := range lineOfText.FindAllString(text, -1) {
				if !strings.Contains(reader, singleSpaced(questionnaire.Printable(line))) {
					t.Fatalf("the reader does not see all of it: %d bytes", len(reader))
				}
			}
		})
	}
}

func FuzzMarkdownUserText(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, hostile[len(hostile)-1-i])
	}
	f.Fuzz(func(t *testing.T, text, other string) {
		harmless := everyPlace(benign(text), benign(other)).Markdown()
		requireHarmless(t, text, everyPlace(text, other).Markdown(), harmless)
	})
}
