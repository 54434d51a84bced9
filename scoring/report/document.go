package report

import "demarc/scoring"

// Document is a report as every format draws it: a title and sections in
// order. All text in it is meant literally; a format escapes it where it lands.
type Document struct {
	Title    string
	Cover    []Block // stands before the first section; Paragraphs and Quotes
	Sections []Section
	Short    bool // so few pages that a table of contents is in the way
}

// Section is a part of a document that its table of contents lists.
type Section struct {
	ID     string // unique in the document; what links name
	Title  string // our own words, ASCII, unique in the document
	Blocks []Block
}

// Block is one of Heading, Paragraph, List, Checklist, Quote, Code, Table, Bars,
// BarTable and Waterfall.
type Block interface{ block() }

// Heading begins a part of a section.
type Heading struct {
	ID    string // unique in the document; what links name
	Level int    // 3 below a section, 4 below that
	Title string // our own words or a question's id, ASCII, unique
	// Subtitle is text from the bank that belongs to the heading. It is kept
	// apart so that the heading, and every link to it, stays as it is when the
	// wording changes.
	Subtitle string
}

// Paragraph is one paragraph.
type Paragraph Text

// List is a list of short items in no order that matters.
type List []Text

// Checklist is a list of items to tick, none of them ticked. An item is never
// empty: markdown knows no box without text.
type Checklist []Text

// Quote is text that somebody wrote, of any number of lines.
type Quote string

// Code is text for a machine, of any number of lines.
type Code struct {
	Language string // "sh" for a command, "text" for anything else
	Text     string
}

// Table is a table with a row of column titles. Every row is as long as
// Columns.
type Table struct {
	Columns []Column
	Rows    [][]Text
}

// Column is a column of a table.
type Column struct {
	Title  string
	Number bool // whether it holds numbers, which are read from the right
}

// Bars draws shares on one scale from 0 to 100 percent.
type Bars []Bar

// Bar is one coverage, drawn: what has fresh evidence, what is answered beyond
// that, what is still open beyond that, and nothing for the rest.
type Bar struct {
	Label     string
	Evidenced scoring.Share
	Coverage  scoring.Share
	Ceiling   scoring.Share
	Caption   string // the coverage in figures
	Missing   bool   // whether nobody assessed what it would show
}

// BarTable draws shares in rows and columns, all on the scale of Bars. Every row
// is as long as Columns.
type BarTable struct {
	Columns []string
	Rows    []BarRow
}

// BarRow is a row of a BarTable. Its bars are labelled by their column.
type BarRow struct {
	Label string
	Bars  []Bar
}

// Waterfall draws how the bridge of a comparison leads from one overall coverage
// to the other.
type Waterfall struct{ Comparison scoring.Comparison }

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Checklist) block() {}
func (Quote) block()     {}
func (Code) block()      {}
func (Table) block()     {}
func (Bars) block()      {}
func (BarTable) block()  {}
func (Waterfall) block() {}
