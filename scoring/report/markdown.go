package report

import "strings"

// Entry is a heading of the markdown report and the line it stands on.
type Entry struct {
	Title string
	Level int // 2 for a section, 3 and 4 for headings within it
	Line  int // from 0
}

// Markdown returns the document as markdown, with a table of contents after
// its first section, so that the first page says what matters. Every sentence,
// row and item is one line, and no line is padded to fit another, so that two
// reports differ only where what they say differs.
func (d *Document) Markdown() []byte {
	return d.markdown().out
}

// Outline returns the headings of what Markdown returns.
func (d *Document) Outline() []Entry {
	return d.markdown().outline
}

func (d *Document) markdown() *markdown {
	m := &markdown{out: make([]byte, 0, d.roughSize())}
	m.heading(1, d.Title)
	for _, block := range d.Cover {
		m.block(block)
	}
	for i, section := range d.Sections {
		m.section(section)
		if i == 0 && !d.Short {
			m.contents(d.Sections)
		}
	}
	return m
}

// roughSize guesses how many bytes a document takes, so that it need not grow
// many times over.
func (d *Document) roughSize() int {
	const ofABlock = 256
	blocks := 0
	for _, section := range d.Sections {
		blocks += len(section.Blocks)
	}
	return ofABlock * blocks
}

// markdown is a markdown document as far as it is written.
type markdown struct {
	out     []byte
	lines   int
	pending []string // runs of plain text that wait for what comes next
	outline []Entry
}

func (m *markdown) section(section Section) {
	m.heading(2, section.Title)
	for _, block := range section.Blocks {
		m.block(block)
	}
}

func (m *markdown) block(block Block) {
	switch block := block.(type) {
	case Heading:
		m.partHeading(block)
	case Paragraph:
		m.between()
		m.line("", Text(block))
	case List:
		m.list("- ", block)
	case Checklist:
		m.list("- [ ] ", block)
	case Quote:
		m.quote(block)
	case Code:
		m.code(block)
	case Table:
		m.table(block)
	case Bars:
		m.bars(block)
	case BarTable:
		m.barTable(block)
	case Waterfall:
		m.waterfall(block)
	}
}

// contents lists the sections and the headings right below them.
func (m *markdown) contents(sections []Section) {
	m.heading(2, "Contents")
	m.between()
	for _, section := range sections {
		m.line("- ", Text{link(section.Title, section.ID)})
		for _, block := range section.Blocks {
			if part, ok := block.(Heading); ok && part.Level == 3 {
				m.line("  - ", Text{link(part.Title, part.ID), plain(" " + part.Subtitle)})
			}
		}
	}
}

func (m *markdown) partHeading(part Heading) {
	m.heading(part.Level, part.Title)
	if part.Subtitle == "" {
		return
	}
	m.outline[len(m.outline)-1].Title += " " + oneLine(part.Subtitle)
	m.between()
	m.line("", Text{plain(part.Title + ": "), strong(part.Subtitle)})
}

func (m *markdown) heading(level int, title string) {
	m.between()
	if level > 1 {
		m.outline = append(m.outline, Entry{Title: title, Level: level, Line: m.lines})
	}
	m.out = append(m.out, strings.Repeat("#", level)+" "...)
	m.out = appendLiteral(m.out, strings.TrimSpace(oneLine(title)), false)
	m.end()
}

func (m *markdown) list(mark string, items []Text) {
	m.between()
	for _, item := range items {
		m.line(mark, item)
	}
}

// quote keeps the lines of the text: each ends in a hard break, and leading
// spaces stay, which markdown would otherwise take for code.
func (m *markdown) quote(quote Quote) {
	m.between()
	lines := linesOf(string(quote))
	for i, line := range lines {
		line = strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), " ")
		m.out = append(m.out, '>')
		if line != "" {
			text := strings.TrimLeft(line, " ")
			m.out = append(m.out, ' ')
			m.out = append(m.out, strings.Repeat("&nbsp;", len(line)-len(text))...)
			m.out = appendLiteral(m.out, text, true)
			if i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
				m.out = append(m.out, '\\')
			}
		}
		m.end()
	}
}

func (m *markdown) code(code Code) {
	m.between()
	fence := strings.Repeat("`", max(3, longestRun(code.Text, '`')+1))
	m.out = append(m.out, fence+code.Language...)
	m.end()
	for _, line := range linesOf(code.Text) {
		m.out = append(m.out, strings.TrimRight(line, " \t")...)
		m.end()
	}
	m.out = append(m.out, fence...)
	m.end()
}

func (m *markdown) table(table Table) {
	m.between()
	for _, column := range table.Columns {
		m.cell(Text{plain(column.Title)})
	}
	m.endRow()
	for _, column := range table.Columns {
		if column.Number {
			m.out = append(m.out, "| ---: "...)
		} else {
			m.out = append(m.out, "| --- "...)
		}
	}
	m.endRow()
	for _, row := range table.Rows {
		for _, cell := range row {
			m.cell(cell)
		}
		m.endRow()
	}
}

func (m *markdown) cell(text Text) {
	m.out = append(m.out, "| "...)
	m.inline(text, insideTable)
	m.trimSpaces()
	m.out = append(m.out, ' ')
}

func (m *markdown) endRow() {
	m.out = append(m.out, '|')
	m.end()
}

// place says what surrounds a line of text.
type place bool

const (
	outsideTable place = false
	insideTable  place = true
)

// line writes a line of text that is not in a table.
func (m *markdown) line(prefix string, text Text) {
	m.out = append(m.out, prefix...)
	m.inline(text, outsideTable)
	m.trimSpaces()
	m.end()
}

// inline writes runs. Neighbours of plain text are written as one, so that
// what they form together is escaped too.
func (m *markdown) inline(text Text, in place) {
	atStart := in == outsideTable
	if len(text) == 1 && text[0].Style == Plain && text[0].Target == "" { // as most are
		m.literally(oneLine(text[0].Text), atStart)
		return
	}
	for _, run := range text {
		shown := oneLine(run.Text)
		if literal(run, shown, in) {
			m.pending = append(m.pending, shown)
			continue
		}
		m.flush(atStart)
		atStart = false
		m.styled(run, shown)
	}
	m.flush(atStart)
}

// flush writes the plain text that is pending.
func (m *markdown) flush(atStart bool) {
	m.literally(strings.Join(m.pending, ""), atStart)
	m.pending = m.pending[:0]
}

// literally writes plain text, at the start of a line without the spaces that it
// begins with.
func (m *markdown) literally(text string, atStart bool) {
	if atStart {
		text = strings.TrimLeft(text, " ")
	}
	m.out = appendLiteral(m.out, text, atStart)
}

// literal reports whether a run is drawn as plain text. Code with a pipe is,
// inside tables, because programs differ on how to escape it there.
func literal(run Run, shown string, in place) bool {
	return run.Style == Plain && run.Target == "" ||
		run.Style == Monospace && in == insideTable && strings.Contains(shown, "|") ||
		strings.TrimSpace(shown) == ""
}

func (m *markdown) styled(run Run, shown string) {
	switch {
	case run.Target != "":
		m.out = append(m.out, '[')
		m.out = appendLiteral(m.out, shown, false)
		m.out = append(m.out, "](#"+run.Target+")"...)
	case run.Style == Strong:
		m.out = append(m.out, "**"...)
		m.out = appendLiteral(m.out, strings.TrimSpace(shown), false)
		m.out = append(m.out, "**"...)
	default:
		m.out = appendCode(m.out, shown)
	}
}

// between leaves a blank line before the next block.
func (m *markdown) between() {
	if len(m.out) > 0 {
		m.end()
	}
}

func (m *markdown) end() {
	m.out = append(m.out, '\n')
	m.lines++
}

func (m *markdown) trimSpaces() {
	for len(m.out) > 0 && m.out[len(m.out)-1] == ' ' {
		m.out = m.out[:len(m.out)-1]
	}
}
