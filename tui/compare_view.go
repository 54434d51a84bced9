package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/scoring"
	"demarc/scoring/compared"
)

// figureBlock is a table of figures with the name that its sheet goes by.
type figureBlock struct {
	name  string
	lines []string
}

func (c *compareScreen) wide() bool { return c.width >= 120 }

// figuresWidth is how wide the figures are drawn.
func (c *compareScreen) figuresWidth() int {
	if !c.wide() {
		return c.width
	}
	return min(90, max(minWidth+1, c.width*47/100)) // the dates of a side fit from there on
}

// compareHead is how many lines stand above the sheets and the list: the scores
// and, below 120 columns, the tabs; beyond them a rule.
const compareHead = 2

func (c *compareScreen) bodyHeight() int { return max(1, c.height-compareHead) }

// listRoom is how many rows of the list are seen at once.
func (c *compareScreen) listRoom() int {
	if c.wide() {
		return max(1, c.bodyHeight()-1)
	}
	return c.bodyHeight()
}

func (c *compareScreen) view() []string {
	t := c.app.env.theme
	if c.instead != "" {
		return t.pane(append([]string{""}, indent("  ", c.instead, c.width-2)...), c.width, c.height)
	}
	lines := []string{t.fit(" "+t.title.Render(c.headline()), c.width)}
	if !c.wide() {
		return append(append(lines, c.tabs(c.width)), c.sheetLines()...)
	}
	lines = append(lines, t.ruler(c.width))
	left, right := c.figuresWidth(), c.width-c.figuresWidth()-1
	list := append([]string{t.spread(t.title.Render(" QUESTIONS"), t.muted.Render(c.position())+" ", right)}, c.listLines(right)...)
	figures := append([]string{c.tabs(left)}, c.sheetLines()...)
	return append(lines, t.beside(t.pane(figures, left, c.bodyHeight()), t.pane(list, right, c.bodyHeight()))...)
}

// headline leads with both scores and how far they can be compared; of a
// carried draft with what was re-affirmed, because the score does not count the
// rest yet.
func (c *compareScreen) headline() string {
	if carriedDraft(c.app.session.sheet) {
		return c.app.renewalText(c.width - 2)
	}
	t, same := c.app.env.theme, c.comparison.LikeForLike
	then, now := compared.Sides(c.comparison)
	was, is := c.comparison.Reported.Old.Percent(1), c.comparison.Reported.New.Percent(1)
	change := c.comparison.PrintedChange().String()
	alike := t.figure(compared.Change(same.Old, same.New))
	text := ""
	for _, text = range []string{
		fmt.Sprintf("%s %s %% %s %s %s %%  %s     like for like %s %s %s  %s, %s, %d left out", clean(then), was, t.symbols.arrow, clean(now), is, change,
			t.figure(same.Old.Percent(1)), t.symbols.arrow, t.figure(same.New.Percent(1)), alike, plural(same.Questions, "question", "questions"), same.LeftOut),
		fmt.Sprintf("%s %s %% %s %s %s %%  %s   like for like %s, %d left out", clean(then), was, t.symbols.arrow, clean(now), is, change, alike, same.LeftOut),
		fmt.Sprintf("%s %s %s  %s   like for like %s, %d left out", was, t.symbols.arrow, is, change, alike, same.LeftOut),
	} {
		if ansi.StringWidth(text) <= c.width-2 {
			break
		}
	}
	return text
}

// blocks draws the figures as tables, none higher than the smallest terminal
// shows at once.
func (c *compareScreen) blocks() []figureBlock {
	blocks := []figureBlock{{"Scores", c.scoreLines()}, {"Bridge", c.bridgeLines()}, {"Areas", c.areaLines()}}
	if len(compared.Tiers(c.comparison)) > 1 {
		blocks = append(blocks, figureBlock{"Tiers", c.tierLines()})
	}
	return blocks
}

// sheets puts as many blocks on a sheet as fit above each other, in their order.
// Where the list has no pane of its own it is the last sheet, without a block.
func (c *compareScreen) sheets() [][]figureBlock {
	if c.instead != "" {
		return nil
	}
	room := c.listRoom()
	var sheets [][]figureBlock
	used := 0
	for _, block := range c.figures {
		if len(sheets) == 0 || used+1+len(block.lines) > room {
			sheets, used = append(sheets, nil), -1
		}
		last := len(sheets) - 1
		sheets[last] = append(sheets[last], block)
		used += 1 + len(block.lines)
	}
	if !c.wide() {
		sheets = append(sheets, nil)
	}
	return sheets
}

// turned returns the place of the sheet that is turned up.
func (c *compareScreen) turned(sheets [][]figureBlock) int { return min(c.sheet, len(sheets)-1) }

// tabs names the sheets, the one that is turned up in brackets.
func (c *compareScreen) tabs(width int) string {
	t, sheets := c.app.env.theme, c.sheets()
	line := " "
	for i, sheet := range sheets {
		var names []string
		for _, block := range sheet {
			names = append(names, block.name)
		}
		name := strings.Join(names, ", ")
		if len(sheet) == 0 {
			name = fmt.Sprintf("Questions %d", c.questions())
		}
		switch {
		case len(sheets) == 1:
			line += t.title.Render(strings.ToUpper(name))
		case i == c.turned(sheets):
			line += t.selected.Render("["+name+"]") + "  "
		default:
			line += t.muted.Render(name) + "  "
		}
	}
	right := ""
	switch {
	case !c.wide() && c.turned(sheets) == len(sheets)-1:
		right = t.muted.Render(c.position()) + " "
	case len(sheets) > 1:
		right = t.muted.Render("tab") + " "
	}
	return t.spread(line, right, width)
}

// questions returns how many lines of the list are questions.
func (c *compareScreen) questions() int {
	count := 0
	for _, heading := range c.list.headings {
		if !heading {
			count++
		}
	}
	return count
}

// position says which question of how many the cursor is on.
func (c *compareScreen) position() string {
	if c.list.empty() {
		return "nothing moved"
	}
	at := 0
	for _, heading := range c.list.headings[:c.list.chosen+1] {
		if !heading {
			at++
		}
	}
	return fmt.Sprintf("%d of %d", at, c.questions())
}

// sheetLines draw the sheet that is turned up.
func (c *compareScreen) sheetLines() []string {
	t, sheets := c.app.env.theme, c.sheets()
	sheet := sheets[c.turned(sheets)]
	if len(sheet) == 0 {
		return t.pane(c.listLines(c.width), c.width, c.bodyHeight())
	}
	var lines []string
	for i, block := range sheet {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, block.lines...)
	}
	return t.pane(lines, c.figuresWidth(), c.listRoom())
}

// changeWidth is the column of what a figure changed by.
const changeWidth = 9

// scoreLines draw the figures of both sides, each with its change.
func (c *compareScreen) scoreLines() []string {
	t := c.app.env.theme
	columns := t.figureColumns(28, c.figuresWidth())
	then, now := compared.Sides(c.comparison)
	before, after := c.comparison.Old, c.comparison.New
	was, is, same := before.Overall(), after.Overall(), c.comparison.LikeForLike
	lines := []string{t.muted.Render(columns.row("", clean(then), clean(now), "CHANGE"))}
	add := func(name string, then, now scoring.Share) {
		lines = append(lines, columns.changeRow(name, then.Percent(1), now.Percent(1), compared.Change(then, now)))
	}
	if was.Carried+is.Carried > 0 {
		add("if carried answers stood", was.AsCarried, is.AsCarried)
	}
	add("coverage", was.Coverage, is.Coverage)
	add("like for like", same.Old, same.New)
	add("with evidence of the period", was.Evidenced, is.Evidenced)
	add("if every n/a counted as none", was.NAAsNone, is.NAAsNone)
	lines = append(lines, t.muted.Render(columns.row("as of", before.AsOf().String(), after.AsOf().String(), "")),
		t.muted.Render(columns.row("bank", clean(before.Bank().Ref().Version), clean(after.Bank().Ref().Version), compared.BankChange(c.comparison))))
	if len(c.comparison.Left) > 0 {
		lines = append(lines, fmt.Sprintf(" Only carried over, not counted yet: %d of %d questions.", len(c.comparison.Left), is.Asked))
	}
	return lines
}

// figureColumns are the columns of a table of figures: a name, two figures and
// what changed between them.
type figureColumns struct {
	theme        theme
	name, figure int
	margin       string
}

// figureColumns fills a width, with names of a length at the least.
func (t theme) figureColumns(names, width int) figureColumns {
	margin := strings.Repeat(" ", min(1, max(0, width-minWidth))) // the smallest terminal has no room for one
	room := width - 1 - changeWidth - len(margin)
	figure := min(14, max(6, (room-names)/2))
	return figureColumns{theme: t, name: max(1, room-2*figure), figure: figure, margin: margin}
}

func (f figureColumns) row(name, then, now, change string) string {
	return f.figures(name, then, now) + f.theme.right(change, changeWidth) + f.margin
}

// changeRow is row with the change in the colour of its direction.
func (f figureColumns) changeRow(name, then, now, change string) string {
	return f.figures(name, then, now) + f.theme.moved(f.theme.right(f.theme.figure(change), changeWidth)) + f.margin
}

func (f figureColumns) figures(name, then, now string) string {
	t := f.theme
	return " " + t.fit(name, f.name) + t.right(t.figure(then), f.figure) + t.right(t.figure(now), f.figure)
}

// right puts text at the right end of a column.
func (t theme) right(text string, width int) string {
	if ansi.StringWidth(text) >= width {
		text = t.fit(text, width-1)
	}
	return strings.Repeat(" ", width-ansi.StringWidth(text)) + text
}

// moved colours a printed change by its sign.
func (t theme) moved(change string) string {
	switch {
	case strings.Contains(change, "+"):
		return t.directed(+1).Render(change)
	case strings.Contains(change, "-") && strings.Contains(change, "."):
		return t.directed(-1).Render(change)
	default:
		return t.directed(0).Render(change)
	}
}

// directed returns the style of a rise, a fall, or neither.
func (t theme) directed(change scoring.Tenths) lipgloss.Style {
	switch {
	case change > 0:
		return t.good
	case change < 0:
		return t.bad
	default:
		return t.muted
	}
}

// figure shows a figure as the terminal can: there may be none.
func (t theme) figure(text string) string {
	if t.symbols == asciiSymbols {
		return strings.ReplaceAll(text, compared.NoFigure, "-")
	}
	return text
}

// bridgeLines draw the way from one coverage to the other, a step a line.
func (c *compareScreen) bridgeLines() []string {
	const nameWidth, pointsWidth = 31, 7
	t, width := c.app.env.theme, c.figuresWidth()
	drawing := compared.NewWaterfall(c.comparison, min(60, width-nameWidth-pointsWidth-3), t.symbols != asciiSymbols)
	head := t.fit(" POINTS OF COVERAGE  "+drawing.Legend, nameWidth+pointsWidth+1) + " " + drawing.Scale
	lines := []string{t.muted.Render(t.fit(head, width))}
	for _, row := range drawing.Rows {
		name, points, bar := row.Name, t.right(row.Points, pointsWidth), row.Bar
		if row.Step {
			name = "  " + name
			points, bar = t.moved(points), t.directed(row.Change).Render(bar)
		}
		lines = append(lines, t.fit(" "+t.fit(clean(name), nameWidth)+points+" "+bar, width))
	}
	return lines
}

// areaLines draw the six areas, each with its change, and for a carried draft
// with what it would be if nothing had changed.
func (c *compareScreen) areaLines() []string {
	const nameWidth, besideWidth = 12, 9
	t, before, after := c.app.env.theme, c.comparison.Old, c.comparison.New
	columns := t.figureColumns(nameWidth, c.figuresWidth())
	beside := func(string) string { return "" }
	if carriedDraft(after) {
		columns = t.figureColumns(nameWidth, c.figuresWidth()-besideWidth)
		beside = func(text string) string { return t.right(t.figure(text), besideWidth-1) + " " }
	}
	then, now := compared.Sides(c.comparison)
	lines := []string{t.muted.Render(columns.row("AREA", clean(then), clean(now), "CHANGE") + beside("if same"))}
	for _, area := range c.comparison.Areas {
		line := columns.changeRow(area.ID.ShortName(), area.Old.PercentIn(before.Bank().Bands()), area.New.PercentIn(after.Bank().Bands()),
			compared.Change(area.Old, area.New))
		lines = append(lines, line+beside(after.AreaAsCarried(area.ID).Percent(1)))
	}
	return lines
}

// tierLines draw how areas moved in each tier.
func (c *compareScreen) tierLines() []string {
	const nameWidth, widest = 12, 20
	t, width, tiers := c.app.env.theme, c.figuresWidth(), compared.Tiers(c.comparison)
	column := min(widest, (width-nameWidth)/len(tiers))
	head := t.fit(" BY TIER", nameWidth)
	for _, tier := range tiers {
		head += t.right(tier.String(), column)
	}
	lines := []string{t.muted.Render(head)}
	for _, area := range c.comparison.Areas {
		line := t.fit(" "+area.ID.ShortName(), nameWidth)
		for _, tier := range tiers {
			// The mark takes no more room than it needs, so that the smallest terminal
			// shows three tiers.
			line += t.right(strings.Replace(t.figure(compared.Cell(area.Tiers[tier])), " *", "*", 1), column)
		}
		lines = append(lines, line)
	}
	return append(lines, t.muted.Render(" * under 6 questions. Columns overlap, so no sum."))
}

// listLines draw what is seen of the list.
func (c *compareScreen) listLines(width int) []string {
	first, end := c.list.window(c.listRoom())
	lines := make([]string, 0, end-first)
	for i := first; i < end; i++ {
		lines = append(lines, c.rowLine(c.rows[i], i == c.list.chosen, width))
	}
	return lines
}

func (c *compareScreen) rowLine(row movedRow, chosen bool, width int) string {
	t := c.app.env.theme
	if row.heading != "" {
		return t.strong.Render(t.fit(" "+row.heading, width))
	}
	mark, title := "  ", clean(row.item.Title)
	if chosen {
		mark, title = t.selected.Render(t.symbols.cursor+" "), t.selected.Render(title)
	}
	left := fmt.Sprintf(" %s%-7s %s", mark, clean(row.item.Question), title)
	return t.spread(left, t.muted.Render(" "+c.aside(row.item, width))+" ", width)
}

// aside is what stands at the right end of a line: what the question counted,
// or why it is in its list, and how severe it is.
func (c *compareScreen) aside(item compared.Item, width int) string {
	t := c.app.env.theme
	var parts []string
	switch {
	case item.Then != "" && item.Now != "":
		parts = append(parts, item.Then+" "+t.symbols.arrow+" "+item.Now)
	case item.Because != "":
		parts = append(parts, clean(item.Because), item.Then+item.Now)
	case item.Exception != "":
		parts = append(parts, item.Exception, "to "+item.LastDay)
	}
	if width >= 70 {
		parts = append(parts, fmt.Sprintf("%-8s", item.Severity))
	}
	return strings.Join(parts, "  ")
}
