package report

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// HTML returns the document as one HTML page, in the order and with the anchors
// of Markdown. The page needs nothing from outside and runs nothing: it says so
// to the browser, which then refuses whatever else would come to stand in it.
// Printed, it makes a paginated document.
func (d *Document) HTML() []byte {
	p := &page{}
	p.head(d.Title)
	p.add("<body>\n<main>\n<h1>", escaped(oneLine(d.Title)), "</h1>\n")
	for _, block := range d.Cover {
		p.block(block)
	}
	for i, section := range d.Sections {
		p.section(section)
		if i == 0 && !d.Short {
			p.contents(d.Sections)
		}
	}
	p.add("</main>\n</body>\n</html>\n")
	return p.out
}

// page is an HTML page as far as it is written.
type page struct {
	out    []byte
	part   string // the heading that what is written stands under
	tables int    // in the whole page
	inPart int    // tables under that heading
}

func (p *page) add(markup ...string) {
	for _, text := range markup {
		p.out = append(p.out, text...)
	}
}

// escaped returns text as HTML shows it: no character of it acts, and what would
// act on a reader's eye is made visible.
func escaped(text string) string {
	return html.EscapeString(questionnaire.Printable(text))
}

// lines is escaped for text that may have several lines, and words of any length:
// where a word is longer than any in a dictionary, the browser may break it.
func lines(text string) string {
	if !hasLongWord(text) {
		return withBreaks(text)
	}
	text = unifyBreaks.Replace(text)
	var out strings.Builder
	for _, line := range strings.SplitAfter(text, "\n") {
		for _, word := range strings.SplitAfter(strings.TrimSuffix(line, "\n"), " ") {
			runes := []rune(questionnaire.Printable(word))
			for len(runes) > longestWord {
				out.WriteString(html.EscapeString(string(runes[:longestWord])) + "<wbr>")
				runes = runes[longestWord:]
			}
			out.WriteString(html.EscapeString(string(runes)))
		}
		if strings.HasSuffix(line, "\n") {
			out.WriteString("<br>")
		}
	}
	return out.String()
}

// withBreaks is escaped for text that may have several lines.
func withBreaks(text string) string {
	return strings.ReplaceAll(escaped(unifyBreaks.Replace(text)), "\n", "<br>")
}

// longestWord is how many characters of a word are kept together.
const longestWord = 24

func hasLongWord(text string) bool {
	length := 0
	for i := range len(text) { // bytes, so that some are looked at in vain
		if text[i] == ' ' || text[i] == '\n' {
			length = 0
			continue
		}
		if length++; length > longestWord {
			return true
		}
	}
	return false
}

func (p *page) under(title string) { p.part, p.inPart = title, 0 }

func (p *page) section(section Section) {
	class := ""
	switch {
	case isBroad(section):
		class = ` class="broad"`
	case isChapter(section):
		class = ` class="chapter"`
	}
	p.add("<section", class, ">\n")
	p.heading(2, section.ID, section.Title, "")
	for _, block := range section.Blocks {
		p.block(block)
	}
	p.add("</section>\n")
}

// partsOfChapter is how many parts make a section worth a new sheet of paper.
const partsOfChapter = 3

// isChapter reports whether a section begins a sheet of paper.
func isChapter(section Section) bool {
	parts := 0
	for _, block := range section.Blocks {
		if part, ok := block.(Heading); ok && part.Level == 3 {
			parts++
		}
	}
	return parts >= partsOfChapter
}

// broadTable is how many columns of words take more than a sheet of paper that
// stands.
const broadTable = 9

// isBroad reports whether a section is printed on sheets that lie.
func isBroad(section Section) bool {
	return slices.ContainsFunc(section.Blocks, func(block Block) bool {
		table, ok := block.(Table)
		return ok && wordColumns(table) >= broadTable
	})
}

// wordColumns returns how many columns hold words.
func wordColumns(table Table) int {
	count := 0
	for _, column := range table.Columns {
		if !column.Number {
			count++
		}
	}
	return count
}

func (p *page) heading(level int, id, title, subtitle string) {
	p.under(title)
	name := fmt.Sprint("h", level)
	p.add("<", name, ` id="`, escaped(id), `">`, escaped(oneLine(title)))
	if subtitle != "" {
		p.add(` <span class="subtitle">`, lines(subtitle), "</span>")
	}
	p.add("</", name, ">\n")
}

// contents lists the sections and the headings right below them.
func (p *page) contents(sections []Section) {
	p.add("<nav aria-labelledby=\"contents\">\n")
	p.heading(2, "contents", "Contents", "")
	p.add("<ul>\n")
	for _, section := range sections {
		p.add("<li>")
		p.link(section.Title, section.ID)
		open := false
		for _, block := range section.Blocks {
			part, ok := block.(Heading)
			if !ok || part.Level != 3 {
				continue
			}
			if !open {
				p.add("\n<ul>\n")
				open = true
			}
			p.add("<li>")
			p.link(strings.TrimSpace(part.Title+" "+part.Subtitle), part.ID)
			p.add("</li>\n")
		}
		if open {
			p.add("</ul>\n")
		}
		p.add("</li>\n")
	}
	p.add("</ul>\n</nav>\n")
}

func (p *page) link(title, target string) {
	class := ""
	if isWordOnly(Text{{Text: title}}) {
		class = ` class="word"`
	}
	p.add("<a", class, ` href="#`, escaped(target), `">`, lines(title), "</a>")
}

func (p *page) block(block Block) {
	switch block := block.(type) {
	case Heading:
		p.heading(block.Level, block.ID, block.Title, block.Subtitle)
	case Paragraph:
		p.add("<p>")
		p.inline(Text(block))
		p.add("</p>\n")
	case List:
		p.list(block)
	case Checklist:
		p.items(`<ul class="checklist">`, block)
	case Quote:
		p.add("<blockquote>", escaped(strings.TrimRight(unifyBreaks.Replace(string(block)), " \t\n")), "</blockquote>\n")
	case Code:
		p.add("<pre><code>", escaped(strings.TrimRight(unifyBreaks.Replace(block.Text), " \t\n")), "</code></pre>\n")
	case Table:
		p.table(block)
	case Bars:
		p.bars(block)
	case BarTable:
		p.barTable(block)
	case Waterfall:
		p.waterfall(block)
	}
}

// list writes items that all begin with a label as terms and what is said of
// them.
func (p *page) list(items List) {
	for _, item := range items {
		if label(item) == "" {
			p.items("<ul>", items)
			return
		}
	}
	p.add("<dl>\n")
	for _, item := range items {
		p.add("<div><dt>", lines(label(item)), "</dt><dd>")
		p.inline(item[1:])
		p.add("</dd></div>\n")
	}
	p.add("</dl>\n")
}

// label returns the label that a text begins with, or nothing.
func label(text Text) string {
	if len(text) < 2 || text[0].Style != Strong || text[0].Target != "" {
		return ""
	}
	before, ok := strings.CutSuffix(text[0].Text, ":")
	if !ok {
		return ""
	}
	return strings.TrimSpace(before)
}

func (p *page) items(begin string, items []Text) {
	p.add(begin, "\n")
	for _, item := range items {
		p.add("<li>")
		p.inline(item)
		p.add("</li>\n")
	}
	p.add("</ul>\n")
}

func (p *page) inline(text Text) {
	for _, run := range text {
		switch {
		case run.Target != "":
			p.link(run.Text, run.Target)
		case run.Style == Strong:
			p.add("<strong>", lines(run.Text), "</strong>")
		case run.Style == Monospace:
			p.add("<code>", withBreaks(run.Text), "</code>") // which breaks anywhere
		default:
			p.add(lines(run.Text))
		}
	}
}

// slimTable is how many columns a table may have that need not be as wide as the
// page: the eye would lose its way from one to the next.
const slimTable = 3

// table writes a table that scrolls by itself where the page is too narrow.
func (p *page) table(table Table) {
	class := ""
	if len(table.Columns) <= slimTable {
		class = ` class="slim"`
	}
	p.beginTable(class)
	for _, column := range table.Columns {
		p.add(`<th scope="col"`, numberClass(column), ">", lines(column.Title), "</th>")
	}
	p.add("</tr></thead>\n<tbody>\n")
	for _, row := range table.Rows {
		p.add("<tr>")
		for i, cell := range row {
			p.cell(cell, i == 0 && !blank(cell), table.Columns[i])
		}
		p.add("</tr>\n")
	}
	p.endTable()
}

// beginTable begins a table and its head. Its caption is the heading that it
// stands under, for who hears it.
func (p *page) beginTable(class string) {
	p.tables++
	p.inPart++
	caption := p.part
	if p.inPart > 1 {
		caption = fmt.Sprintf("%s, table %d", p.part, p.inPart)
	}
	id := fmt.Sprint("table", p.tables)
	p.add(`<div class="table" role="region" aria-labelledby="`, id, `" tabindex="0"><table`, class, `><caption id="`, id, `">`,
		escaped(oneLine(caption)), "</caption>\n<thead><tr>")
}

func (p *page) endTable() { p.add("</tbody>\n</table></div>\n") }

// cell writes a cell; the first one of a row names it.
func (p *page) cell(cell Text, names bool, column Column) {
	name, attributes := "td", ""
	if names {
		name, attributes = "th", ` scope="row"`
	}
	switch {
	case column.Number:
		attributes += ` class="number"`
	case isWordOnly(cell):
		attributes += ` class="word"`
	}
	p.add("<", name, attributes, ">")
	p.inline(cell)
	p.add("</", name, ">")
}

// isWordOnly reports whether a text is one short word, such as a day or an id,
// that reads badly in two lines.
func isWordOnly(text Text) bool {
	const short = 16
	length := 0
	for _, run := range text {
		length += len(run.Text)
		if length > short || strings.ContainsAny(run.Text, " \n\r\t") {
			return false
		}
	}
	return length > 0
}

func blank(text Text) bool {
	for _, run := range text {
		if strings.TrimSpace(run.Text) != "" {
			return false
		}
	}
	return true
}

func numberClass(column Column) string {
	if column.Number {
		return ` class="number"`
	}
	return ""
}
