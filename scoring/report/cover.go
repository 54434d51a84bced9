package report

// Cover is what a team puts first on its reports, in its own words: text, of
// which nothing is markup.
type Cover struct {
	Logo string // a line, such as the name of a company
	Text string // any number of lines
}

// IsZero reports whether there is nothing to put first.
func (c Cover) IsZero() bool { return c == Cover{} }

// cover is what stands between the title and the first section. It is drawn as
// what somebody wrote, so that nobody takes it for the report's own words.
func (s *subject) cover() []Block {
	var blocks []Block
	if s.input.Cover.Logo != "" {
		blocks = append(blocks, Paragraph{strong(s.input.Cover.Logo)})
	}
	if wrote(s.input.Cover.Text) {
		blocks = append(blocks, Quote(s.input.Cover.Text))
	}
	return blocks
}
