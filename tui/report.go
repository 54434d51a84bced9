package tui

import (
	"bytes"
	"context"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/handover"
	"demarc/scoring/report"
)

// reportScreen shows the report as it will be written: its outline, a pager,
// and the key that writes the file.
type reportScreen struct {
	app           *App
	width, height int
	text          []byte
	lines         []string // the text, wrapped for the pane
	starts        []int    // where in lines each entry of the outline begins
	outline       []report.Entry
	scroll        scrolled
	written       string
}

func newReport(app *App) *reportScreen { return &reportScreen{app: app} }

// renderReport renders the report of the assessment in hand, off the event
// loop and from a copy, so that answering can go on.
func (a *App) renderReport() tea.Cmd {
	s, sheet, options := a.session, a.session.scoredCopy(), a.env.Options
	return func() tea.Msg {
		input, err := options.reportInput(sheet)
		if err != nil {
			return reportRendered{session: s, err: err}
		}
		document := report.New(input)
		return reportRendered{session: s, document: document, text: document.Markdown()}
	}
}

// reportInView is the report on the screen or on the way back; nil for none.
func (a *App) reportInView() *reportScreen {
	for _, candidate := range append([]screen{a.current}, a.trail...) {
		if open, ok := candidate.(*reportScreen); ok {
			return open
		}
	}
	return nil
}

// renewReport makes the report anew, where one is in view, after what it says has
// changed.
func (a *App) renewReport() tea.Cmd {
	if a.reportInView() == nil {
		return nil
	}
	return a.renderReport()
}

// takeRendered shows a report that was made, if it is still wanted.
func (a *App) takeRendered(msg reportRendered) tea.Cmd {
	open := a.reportInView()
	if open == nil || msg.session != a.session {
		return nil
	}
	return open.take(msg)
}

// reportInput returns what the report of a scored assessment is made from.
func (o Options) reportInput(sheet *scoring.Sheet) (report.Input, error) {
	input, err := handover.ReportInput(context.Background(), o.Store, sheet)
	if err != nil || o.Cover == nil {
		return input, err
	}
	input.Cover, err = o.Cover()
	return input, err
}

// reportFile makes a report in the format of a name, redacted or not.
func (o Options) reportFile(sheet *scoring.Sheet, name string, redact bool) (reportFile, error) {
	format, err := report.FormatNamed(name)
	if err != nil {
		return reportFile{}, err
	}
	input, err := o.reportInput(sheet)
	if err != nil {
		return reportFile{}, err
	}
	file := reportFile{name: sheet.Assessment().ID()}
	if redact {
		input = report.Redact(input)
		file.name += "-redacted"
	}
	file.name += "." + format.Extension()
	file.text, err = format.Write(input)
	return file, err
}

func (r *reportScreen) capturing() bool { return false }

func (r *reportScreen) resize(width, height int) {
	r.width, r.height = width, height
	r.layOut()
}

// layOut wraps the text for the pane and finds the sections in it.
func (r *reportScreen) layOut() {
	r.lines, r.starts = nil, nil
	if r.text == nil {
		return
	}
	next := 0
	for i, line := range strings.Split(questionnaire.Printable(string(r.text)), "\n") {
		for next < len(r.outline) && r.outline[next].Line <= i {
			r.starts = append(r.starts, len(r.lines))
			next++
		}
		r.lines = append(r.lines, wrap(strings.ReplaceAll(line, "\t", " "), r.pagerWidth()-2)...)
	}
}

const outlineWidth = 34

func (r *reportScreen) pagerWidth() int {
	if r.width < 100 {
		return r.width
	}
	return r.width - outlineWidth - 1
}

func (r *reportScreen) update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		return r.press(press)
	}
	return nil
}

// take shows the report. One that says something else than what was written was
// not written yet.
func (r *reportScreen) take(msg reportRendered) tea.Cmd {
	if msg.err != nil {
		r.app.notice = "The report cannot be made: " + clean(msg.err.Error())
		if r.app.current == screen(r) {
			return r.app.back()
		}
		return nil
	}
	if !bytes.Equal(r.text, msg.text) {
		r.written = ""
	}
	r.text, r.outline = msg.text, msg.document.Outline()
	r.layOut()
	return nil
}

func (r *reportScreen) press(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, keys.Save), key.Matches(msg, keys.Open):
		return r.write()
	case key.Matches(msg, keys.Format):
		if r.text == nil || r.refuses() {
			return nil
		}
		return r.app.openDialog(r.newFormatDialog())
	case key.Matches(msg, keys.Right), key.Matches(msg, keys.Pane):
		r.jump(r.section() + 1)
	case key.Matches(msg, keys.Left, keys.PaneBack):
		r.jump(r.section() - 1)
	case key.Matches(msg, keys.Report):
		return nil
	case key.Matches(msg, keys.Search, keys.Review, keys.Results, keys.Map, keys.Compare, keys.Trend, keys.Sign, keys.Correct):
		return r.app.goElsewhere(msg)
	default:
		r.scroll.press(msg, r.height-2)
	}
	return nil
}

// section returns the place in the outline of what is at the top of the pager.
func (r *reportScreen) section() int {
	at := 0
	for i, start := range r.starts {
		if start <= r.scroll.offset {
			at = i
		}
	}
	return at
}

func (r *reportScreen) jump(section int) {
	if section >= 0 && section < len(r.starts) {
		r.scroll.offset = r.starts[section]
	}
}

func (r *reportScreen) header() (left, right string) {
	return r.app.crumbs("Report")
}

func (r *reportScreen) footer() []key.Binding {
	return []key.Binding{keys.Save, keys.Format, label("→ ←", "section"), label("↑ ↓ pgup pgdn", "scroll"),
		keys.Results, keys.Review, keys.Back, keys.Home, keys.Help}
}

func (r *reportScreen) groups() []keyGroup {
	return []keyGroup{{"Report", []key.Binding{relabel(keys.Save, "write the markdown file"), relabel(keys.Format, "write it in another format, or redacted"), label("→ ←", "next, previous section"),
		label("↑ ↓ pgup pgdn", "scroll"), keys.Top, keys.Bottom, keys.Results, keys.Review, keys.Compare, keys.Trend, keys.Map}}}
}

func (r *reportScreen) view() []string {
	t := r.app.env.theme
	if r.text == nil {
		return t.pane([]string{"", "  Rendering the report."}, r.width, r.height)
	}
	visible, position := r.scroll.window(r.lines, r.height-1)
	width := r.pagerWidth()
	head := t.spread(" "+t.selected.Render("s")+t.muted.Render(" writes it to reports/"), t.muted.Render(position+" "), width)
	if r.written != "" {
		head = t.spread(t.good.Render(" written"), t.muted.Render(position+" "), width)
	}
	if err := r.app.session.integrity; err != nil {
		head = t.spread(t.alarm.Render(" "+integrityWords(err)+" "), t.muted.Render(position+" "), width)
	}
	page := t.pane(append([]string{head}, t.markdownLines(visible)...), width, r.height)
	if width == r.width {
		return page
	}
	return t.beside(t.pane(r.outlineLines(), outlineWidth, r.height), page)
}

func (r *reportScreen) outlineLines() []string {
	t := r.app.env.theme
	lines := []string{t.muted.Render(" SECTIONS")}
	here := r.section()
	for i, entry := range r.outline {
		mark, title := "  "+strings.Repeat(" ", max(0, entry.Level-2)), clean(entry.Title)
		if i == here {
			mark, title = t.selected.Render(t.symbols.cursor)+mark[1:], t.selected.Render(title)
		} else if entry.Level > 2 {
			title = t.muted.Render(title)
		}
		lines = append(lines, mark+title)
	}
	if most := r.height; len(lines) > most {
		first := max(0, min(here-most/2, len(lines)-most))
		return lines[first:]
	}
	return lines
}

// markdownLines makes headings and what is strong stand out, and the lines of a
// table stand back; the rest is shown as it is written.
func (t theme) markdownLines(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "#"):
			line = t.title.Render(line)
		case strings.HasPrefix(line, "| --"):
			line = t.muted.Render(line)
		case strings.HasPrefix(line, "| "):
			line = strings.ReplaceAll(line, "|", t.muted.Render("|"))
		default:
			line = t.strongParts(line)
		}
		out[i] = " " + line
	}
	return out
}

// strongParts renders what stands between pairs of asterisks as strong, with
// them.
func (t theme) strongParts(line string) string {
	const mark = "**"
	parts := strings.Split(line, mark)
	for i := 1; i < len(parts)-1; i += 2 {
		parts[i] = t.strong.Render(mark + parts[i] + mark)
	}
	if len(parts)%2 == 0 { // a pair goes on in the next line
		return strings.Join(parts[:len(parts)-1], "") + mark + parts[len(parts)-1]
	}
	return strings.Join(parts, "")
}
