package main

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/compared"
)

func (e *environment) compareForPeople(c scoring.Comparison) string {
	then, now := compared.Sides(c)
	parts := []string{
		comparedHead(c, then, now),
		bridgeInWords(c, e.unicode()),
		comparedAreas(c, then, now).String(),
	}
	if cells := comparedCells(c); len(cells.rows) > 0 {
		parts = append(parts, cells.String())
	}
	return strings.Join(append(parts, movedQuestions(c)...), "\n")
}

func comparedHead(c scoring.Comparison, then, now string) string {
	was, is := c.Old.Assessment(), c.New.Assessment()
	before, after := c.Old.Overall(), c.New.Overall()
	head := &table{}
	head.add("", then, now, "CHANGE")
	head.add("assessment", was.ID()+", "+was.Status().String(), is.ID()+", "+is.Status().String(), "")
	head.add("as of", c.Old.AsOf().String(), c.New.AsOf().String(), "")
	head.add("bank", was.Bank().ID+" "+was.Bank().Version, is.Bank().ID+" "+is.Bank().Version, compared.BankChange(c))
	head.add("coverage", percentAndBand(c.Reported.Old, c.Old), percentAndBand(c.Reported.New, c.New), c.PrintedChange().String())
	if before.Carried+after.Carried > 0 {
		head.add("if carried answers stood", percent(before.AsCarried), percent(after.AsCarried), compared.Change(before.AsCarried, after.AsCarried))
	}
	head.add("like for like", percent(c.LikeForLike.Old), percent(c.LikeForLike.New), compared.Change(c.LikeForLike.Old, c.LikeForLike.New))
	head.add("with evidence of the period", percent(before.Evidenced), percent(after.Evidenced), compared.Change(before.Evidenced, after.Evidenced))
	head.add("if every n/a counted as none", percent(before.NAAsNone), percent(after.NAAsNone), compared.Change(before.NAAsNone, after.NAAsNone))
	text := questionnaire.PrintableLine(is.Team()) + ", coverage as the team reported it\n\n" + head.String() +
		fmt.Sprintf("\nLike for like: %s with a level on both sides and the same revision, %d left out.\n",
			plural(c.LikeForLike.Questions, "question", "questions"), c.LikeForLike.LeftOut)
	if len(c.Left) > 0 {
		text += fmt.Sprintf("Only carried over, so not counted yet: %d of %d questions.\n", len(c.Left), after.Asked)
	}
	return text
}

// percentAndBand is percent, and where rounding would put the figure into
// another band, with as many decimals as show it beside.
func percentAndBand(share scoring.Share, sheet *scoring.Sheet) string {
	printed, exact := percent(share), percentIn(share, sheet)
	if printed == exact {
		return printed
	}
	return printed + " (" + exact + ")"
}

// waterfallCells is how wide the scale of the waterfall is.
const waterfallCells = 40

func bridgeInWords(c scoring.Comparison, unicode bool) string {
	drawing := compared.NewWaterfall(c, waterfallCells, unicode)
	rows := &table{}
	rows.add("POINTS OF COVERAGE", "", drawing.Scale)
	for _, row := range drawing.Rows {
		name := row.Name
		if row.Step {
			name = "  " + name
		}
		rows.add(name, fmt.Sprintf("%6s", row.Points), row.Bar)
	}
	return rows.String() + drawing.Legend + "; one thing after the other, in this order\n"
}

func comparedAreas(c scoring.Comparison, then, now string) *table {
	areas := &table{}
	areas.add("AREA", then, now, "CHANGE")
	for _, area := range c.Areas {
		areas.add(area.ID.Name(), percentIn(area.Old, c.Old), percentIn(area.New, c.New), compared.Change(area.Old, area.New))
	}
	return areas
}

// comparedCells shows areas by tiers, where a side uses more than one.
func comparedCells(c scoring.Comparison) *table {
	cells, tiers := &table{}, compared.Tiers(c)
	if len(tiers) < 2 {
		return cells
	}
	titles := []string{"AREA BY TIER"}
	for _, tier := range tiers {
		titles = append(titles, strings.ToUpper(tier.String()))
	}
	cells.add(titles...)
	for _, area := range c.Areas {
		row := []string{area.ID.Name()}
		for _, tier := range tiers {
			row = append(row, compared.Cell(area.Tiers[tier]))
		}
		cells.add(row...)
	}
	cells.add("* fewer than 6 questions; a question counts in every tier it names, so columns do not add up")
	return cells
}

// movedQuestions lists what moved, what fell or was lost first.
func movedQuestions(c scoring.Comparison) []string {
	var parts []string
	if len(c.Regressions) == 0 {
		parts = append(parts, compared.NoRegressions+"\n")
	}
	for _, list := range compared.Fell(c) {
		parts = append(parts, listed(list))
	}
	if carried := compared.CarriedOver(c); len(carried) > 0 {
		parts = append(parts, carriedInWords(carried))
	}
	for _, list := range compared.Moved(c) {
		parts = append(parts, listed(list))
	}
	return parts
}

// listColumn is a column of a list; it stays out where the list does not tell it.
type listColumn struct {
	title string
	cell  func(compared.Item) string
}

var listColumns = []listColumn{
	{"THEN", func(item compared.Item) string { return item.Then }},
	{"NOW", func(item compared.Item) string { return item.Now }},
	{"BECAUSE", func(item compared.Item) string { return item.Because }},
	{"KIND", func(item compared.Item) string { return item.Exception }},
	{"LAST DAY", func(item compared.Item) string { return item.LastDay }},
}

// listed writes a list under its title, which counts it. A list that tells no
// more than its questions is a line of ids.
func listed(list compared.List) string {
	title := fmt.Sprintf("%s (%d)", list.Title, len(list.Items))
	columns := slices.DeleteFunc(slices.Clone(listColumns), func(column listColumn) bool { return column.cell(list.Items[0]) == "" })
	if len(columns) == 0 {
		return idLines(title+":", list.Items)
	}
	rows := &table{indent: "  "}
	heads := []string{"QUESTION"}
	for _, column := range columns {
		heads = append(heads, column.title)
	}
	rows.add(append(heads, "SEVERITY", "TITLE")...)
	for _, item := range list.Items {
		cells := []string{item.Question}
		for _, column := range columns {
			cells = append(cells, column.cell(item))
		}
		rows.add(append(cells, item.Severity, item.Title)...)
	}
	return title + "\n" + rows.String()
}

// carriedInWords says what became of the answers that were carried over.
func carriedInWords(lists []compared.List) string {
	text := questionnaire.PrintableLine(lists[0].Group) + "\n"
	for _, list := range lists {
		text += "  " + idLines(fmt.Sprintf("%s (%d):", list.Title, len(list.Items)), list.Items)
	}
	return text
}

// idLines writes the ids of questions behind a title, in lines that fit a page.
func idLines(title string, items []compared.Item) string {
	const page, inset = 100, "     "
	text := title
	for _, item := range items {
		text += " " + item.Question
	}
	return strings.ReplaceAll(fold(text, page-len(inset)), "\n", "\n"+inset) + "\n"
}
