package report

import (
	"fmt"
	"strings"
)

// Text is a line of text in runs. Runs hold literal text, whoever wrote it:
// there is no run that a format would pass on unescaped.
type Text []Run

// String returns the text without its styles.
func (t Text) String() string {
	var text strings.Builder
	for _, run := range t {
		text.WriteString(run.Text)
	}
	return text.String()
}

// Run is text of one style.
type Run struct {
	Text  string
	Style Style
	// Target is the ID of the section or heading that the run links to.
	Target string
}

// Style says how a run looks.
type Style int

// The styles.
const (
	Plain     Style = iota
	Strong          // a label, or what must not be missed
	Monospace       // something a machine reads: a path, a digest, a check's name
)

func plain(text string) Run { return Run{Text: text} }

func plainf(format string, args ...any) Run { return Run{Text: fmt.Sprintf(format, args...)} }

func strong(text string) Run { return Run{Text: text, Style: Strong} }

func code(text string) Run { return Run{Text: text, Style: Monospace} }

func link(text, target string) Run { return Run{Text: text, Target: target} }

// say returns a line in one plain run.
func say(format string, args ...any) Text { return Text{plainf(format, args...)} }

// paragraph returns a paragraph in one plain run.
func paragraph(format string, args ...any) Paragraph { return Paragraph(say(format, args...)) }

// fact returns a line that begins with a label.
func fact(label string, value ...Run) Text {
	text := make(Text, 0, 2+len(value))
	return append(append(text, strong(label+":"), plain(" ")), value...)
}

// row returns the cells of a table's row, each in one plain run.
func row(cells ...string) []Text {
	texts, runs := make([]Text, len(cells)), make(Text, len(cells))
	for i, cell := range cells {
		runs[i] = plain(cell)
		texts[i] = runs[i : i+1 : i+1]
	}
	return texts
}
