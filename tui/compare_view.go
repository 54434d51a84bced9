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
	lines := []string{t.fit(" "+c.headline(), c.width)}
	if !c.wide() {
		return append(append(lines, c.tabs(c.width)), c.sheetLines()...)
	}
	lines = append(lines, t.ruler(c.width))
	left, right := c.figuresWidth(), c.width-c.figuresWidth()-1
	list := append([]string{t.spread(t.title.Render(" QUESTIONS"), t.muted.Render(c.position())+" ", right)}, c.listLines(right)...)
	figures := append([]string{c.tabs(left)}, c.sheetLines()...)
	return append(lines, t.beside(t.pane(figures, left, c.bodyHeight()), t.pane(list, right, c.bodyHeight()))...)
}

// headline leads with both scores, what moved between them, and how far they can
// be compared; of a carried draft with what was re-affirmed, because the score
// does not count the rest yet.
func (c *compareScreen) headline() string {
	t, same := c.app.env.theme, c.comparison.LikeForLike
	if carriedDraft(c.app.session.sheet) {
		return t.title.Render(c.app.renewalText(c.width - 2))
	}
	then, now := compared.Sides(c.comparison)
	was, is := c.comparison.Reported.Old.Percent(1), c.comparison.Reported.New.Percent(1)
	change := c.comparison.PrintedChange()
	moved := "  " + t.directed(change).Bold(true).Render(change.String()) + "   " + c.countsMoved()
	sides := t.title.Render(fmt.Sprintf("%s %s %% %s %s %s %%", clean(then), was, t.symbols.arrow, clean(now), is))
	alike := t.moved(t.figure(compared.Change(same.Old, same.New)))
	text := ""
	for _, text = range []string{
		sides + moved + fmt.Sprintf("   like for like %s %s %s  ", t.figure(same.Old.Percent(1)), t.symbols.arrow, t.figure(same.New.Percent(1))) + alike,
		sides + moved + "   like for like " + alike,
		t.title.Render(was+" "+t.symbols.arrow+" "+is) + moved + "   like for like " + alike,
	} {
		if ansi.StringWidth(text) <= c.width-2 {
			break
		}
	}
	return text
}

// countsMoved says how many questions fell and, where there is room, rose.
func (c *compareScreen) countsMoved() string {
	t := c.app.env.theme
	fell := t.good.Render("no regressions")
	if count := len(c.comparison.Regressions); count > 0 {
		fell = t.bad.Render(plural(count, "regression", "regressions"))
	}
	if rose := len(c.comparison.Improvements); rose > 0 && c.width >= 100 {
		return fell + ", " + t.good.Render(plural(rose, "improvement", "improvements"))
	}
	return fell
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
		return t.directionStyle(row.direction, t.strong).Bold(true).Render(t.fit(" "+row.heading, width))
	}
	mark, title := "  ", clean(row.item.Title)
	if chosen {
		mark, title = t.selected.Render(t.symbols.cursor+" "), t.selected.Render(title)
	}
	left := fmt.Sprintf(" %s%-7s %s", mark, clean(row.item.Question), title)
	return t.spread(left, " "+c.aside(row, width)+" ", width)
}

// directionStyle returns the style of what went up or down, else the other one.
func (t theme) directionStyle(direction int, otherwise lipgloss.Style) lipgloss.Style {
	if direction == 0 {
		return otherwise
	}
	return t.directed(scoring.Tenths(direction))
}

// aside is what stands at the right end of a line: what the question counted,
// or why it is in its list, and how severe it is.
func (c *compareScreen) aside(row movedRow, width int) string {
	t, item := c.app.env.theme, row.item
	var parts []string
	switch {
	case item.Then != "" && item.Now != "":
		parts = append(parts, t.directionStyle(row.direction, t.muted).Render(item.Then+" "+t.symbols.arrow+" "+item.Now))
	case item.Because != "":
		parts = append(parts, t.muted.Render(clean(item.Because)+"  "+item.Then+item.Now))
	case item.Exception != "":
		parts = append(parts, t.muted.Render(item.Exception+"  to "+item.LastDay))
	}
	if width >= 70 {
		parts = append(parts, t.muted.Render(fmt.Sprintf("%-8s", item.Severity)))
	}
	return strings.Join(parts, "  ")
}
