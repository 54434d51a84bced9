package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

func (e *environment) compareForPeople(c scoring.Comparison) string {
	then, now := sideNames(c)
	parts := []string{
		comparedHead(c, then, now),
		bridgeInWords(c, then, now, e.unicode()),
		comparedAreas(c, then, now).String(),
	}
	if cells := comparedCells(c); len(cells.rows) > 0 {
		parts = append(parts, cells.String())
	}
	return strings.Join(append(parts, movedQuestions(c)...), "\n")
}

// sideNames names the sides by their periods, or, where those are one, by their
// ids.
func sideNames(c scoring.Comparison) (then, now string) {
	was, is := c.Old.Assessment(), c.New.Assessment()
	if was.Period().Label == is.Period().Label {
		return was.ID(), is.ID()
	}
	return was.Period().Label, is.Period().Label
}

func comparedHead(c scoring.Comparison, then, now string) string {
	was, is := c.Old.Assessment(), c.New.Assessment()
	before, after := c.Old.Overall(), c.New.Overall()
	head := &table{}
	head.add("", then, now, "CHANGE")
	head.add("assessment", was.ID()+", "+was.Status().String(), is.ID()+", "+is.Status().String(), "")
	head.add("as of", c.Old.AsOf().String(), c.New.AsOf().String(), "")
	head.add("bank", was.Bank().ID+" "+was.Bank().Version, is.Bank().ID+" "+is.Bank().Version, bankChange(c))
	head.add("coverage", percentAndBand(c.Reported.Old, c.Old), percentAndBand(c.Reported.New, c.New), c.PrintedChange().String())
	if before.Carried+after.Carried > 0 {
		head.add("if carried answers stood", percent(before.AsCarried), percent(after.AsCarried), printedChange(before.AsCarried, after.AsCarried))
	}
	head.add("like for like", percent(c.LikeForLike.Old), percent(c.LikeForLike.New), printedChange(c.LikeForLike.Old, c.LikeForLike.New))
	head.add("with evidence of the period", percent(before.Evidenced), percent(after.Evidenced), printedChange(before.Evidenced, after.Evidenced))
	head.add("if every n/a counted as none", percent(before.NAAsNone), percent(after.NAAsNone), printedChange(before.NAAsNone, after.NAAsNone))
	text := questionnaire.PrintableLine(is.Team()) + ", coverage as the team reported it\n\n" + head.String() +
		fmt.Sprintf("\nLike for like: %s with a level on both sides and the same revision, %d left out.\n",
			plural(c.LikeForLike.Questions, "question", "questions"), c.LikeForLike.LeftOut)
	if len(c.Left) > 0 {
		text += fmt.Sprintf("Only carried over, so not counted yet: %d of %d questions.\n", len(c.Left), after.Asked)
	}
	return text
}

// bankChange says whether the questions are other ones, which comes before any
// figure.
func bankChange(c scoring.Comparison) string {
	if c.Old.Bank().Ref() == c.New.Bank().Ref() {
		return "the same"
	}
	return "another"
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

// printedChange is the difference of two figures as they are printed.
func printedChange(from, to scoring.Share) string {
	if !from.Known() || !to.Known() {
		return "–"
	}
	return (to.Tenths() - from.Tenths()).String()
}

var bridgeNames = map[string]string{
	"bank":     "other questions and weights",
	"scope":    "other tiers, services, depth",
	"na":       "n/a that came or went",
	"answered": "levels given or lost",
	"answers":  "levels that rose or fell",
}

func bridgeInWords(c scoring.Comparison, then, now string, unicode bool) string {
	steps, total := c.BridgeSteps(), c.Reported.Old.Tenths()
	drawing := newWaterfall(total, steps, unicode)
	rows := &table{}
	rows.add("POINTS OF COVERAGE", "", drawing.scale())
	rows.add(then, fmt.Sprintf("%6s", c.Reported.Old.Percent(1)), drawing.total(total))
	for _, step := range steps {
		next := total + step.Tenths
		rows.add("  "+bridgeNames[step.Name], fmt.Sprintf("%6s", step.Tenths), drawing.bar(total, next))
		total = next
	}
	rows.add(now, fmt.Sprintf("%6s", c.Reported.New.Percent(1)), drawing.total(total))
	return rows.String() + drawing.legend() + "; one thing after the other, in this order\n"
}

func comparedAreas(c scoring.Comparison, then, now string) *table {
	areas := &table{}
	areas.add("AREA", then, now, "CHANGE")
	for _, area := range c.Areas {
		areas.add(area.ID.Name(), percentIn(area.Old, c.Old), percentIn(area.New, c.New), printedChange(area.Old, area.New))
	}
	return areas
}

// comparedCells shows areas by tiers, where a side uses more than one.
func comparedCells(c scoring.Comparison) *table {
	cells := &table{}
	var tiers []questionnaire.Tier
	titles := []string{"AREA BY TIER"}
	for _, tier := range questionnaire.Tiers() {
		if _, used := c.Areas[0].Tiers[tier]; used {
			tiers = append(tiers, tier)
			titles = append(titles, strings.ToUpper(tier.String()))
		}
	}
	if len(tiers) < 2 {
		return cells
	}
	cells.add(titles...)
	for _, area := range c.Areas {
		row := []string{area.ID.Name()}
		for _, tier := range tiers {
			row = append(row, changeInWords(area.Tiers[tier]))
		}
		cells.add(row...)
	}
	cells.add("* fewer than 6 questions; a question counts in every tier it names, so columns do not add up")
	return cells
}

func changeInWords(cell scoring.CellChange) string {
	if !cell.Old.Known() && !cell.New.Known() {
		return cell.New.Percent(1)
	}
	text := cell.Old.Percent(1) + " to " + cell.New.Percent(1)
	if cell.Small {
		text += " *"
	}
	return text
}

// movedQuestions lists what moved, what fell or was lost first.
func movedQuestions(c scoring.Comparison) []string {
	noLongerAnswered := slices.DeleteFunc(slices.Clone(c.Lost), func(lost scoring.Movement) bool {
		return slices.Contains(c.Left, lost.Question) // told among what was carried over
	})
	parts := []string{
		cmp.Or(movements("Regressions", c.Regressions, c), "No regressions.\n"),
		movements("No longer answered", noLongerAnswered, c),
		carriedInWords(c),
		movements("Became n/a", c.BecameNA, c),
		movements("No longer n/a", c.CeasedNA, c),
		movements("Improvements", c.Improvements, c),
		movements("Given a level", c.Gained, c),
		movements("Revised, so not compared", c.Revised, c),
		entered(c),
		gone(c),
		stale(c),
		exceptions("Exceptions expired", c.ExceptionsExpired, c),
		exceptions("Exceptions begun", c.ExceptionsBegun, c),
	}
	return slices.DeleteFunc(parts, func(part string) bool { return part == "" })
}

// section writes rows under a title that counts them; nothing where there is no
// row below the titles of the columns.
func section(title string, rows *table) string {
	count := len(rows.rows) - 1
	if count == 0 {
		return ""
	}
	rows.indent = "  "
	return fmt.Sprintf("%s (%d)\n", title, count) + rows.String()
}

func movements(title string, moved []scoring.Movement, c scoring.Comparison) string {
	rows := &table{}
	rows.add("QUESTION", "THEN", "NOW", "SEVERITY", "TITLE")
	for _, movement := range moved {
		line, _ := c.New.Line(movement.Question)
		to := levelInWords(movement.To)
		if line.Expired && line.Standing == scoring.Answered {
			to += ", expired"
		}
		rows.add(movement.Question, levelInWords(movement.From), to, line.Severity.String(), line.Title)
	}
	return section(title, rows)
}

// levelInWords returns what a question counts as people write it.
func levelInWords(level string) string {
	if level == questionnaire.LevelNA.String() {
		return "n/a"
	}
	return level
}

func entered(c scoring.Comparison) string {
	rows := &table{}
	rows.add("QUESTION", "NOW", "BECAUSE", "TITLE")
	for _, entry := range c.Entered {
		line, _ := c.New.Line(entry.Question)
		because := "now in scope"
		if entry.NewInBank {
			because = "new in the bank"
		}
		rows.add(entry.Question, levelInWords(entry.To), because, line.Title)
	}
	return section("Asked now, not then", rows)
}

func gone(c scoring.Comparison) string {
	rows := &table{}
	rows.add("QUESTION", "THEN", "BECAUSE", "TITLE")
	for _, departure := range c.Gone {
		line, _ := c.Old.Line(departure.Question)
		rows.add(departure.Question, levelInWords(departure.From), whyGone(departure), line.Title)
	}
	return section("Asked then, not now", rows)
}

func whyGone(departure scoring.Departure) string {
	switch {
	case !departure.Retired:
		return "not in scope any more"
	case len(departure.Successors) > 0:
		return "retired, see " + strings.Join(departure.Successors, " ")
	default:
		return "retired"
	}
}

func stale(c scoring.Comparison) string {
	if len(c.WentStale) == 0 {
		return ""
	}
	return wrapIDs(fmt.Sprintf("Evidence was fresh then and is not now (%d):", len(c.WentStale)), c.WentStale)
}

func exceptions(title string, changed []scoring.ExceptionChange, c scoring.Comparison) string {
	rows := &table{}
	rows.add("QUESTION", "KIND", "LAST DAY", "TITLE")
	for _, exception := range changed {
		line, _ := c.New.Line(exception.Question)
		rows.add(exception.Question, exception.Kind.String(), exception.Expires.String(), line.Title)
	}
	return section(title, rows)
}

// carriedInWords says what became of the answers that the new side carried over
// from the assessment that it follows, which need not be the old side.
func carriedInWords(c scoring.Comparison) string {
	if len(c.Reaffirmed)+len(c.Changed)+len(c.Left) == 0 {
		return ""
	}
	text := "Carried over"
	if previous, follows := c.New.Assessment().Previous(); follows {
		text += " from " + questionnaire.PrintableLine(previous.ID)
	}
	oneByOne := slices.DeleteFunc(slices.Clone(c.Reaffirmed), func(id string) bool { return slices.Contains(c.ReaffirmedInBulk, id) })
	for _, fate := range []struct {
		title string
		ids   []string
	}{
		{"left as carried", c.Left},
		{"re-affirmed in bulk", c.ReaffirmedInBulk},
		{"re-affirmed one by one", oneByOne},
		{"changed", c.Changed},
	} {
		if len(fate.ids) > 0 {
			text += "\n" + strings.TrimSuffix(wrapIDs(fmt.Sprintf("  %s (%d):", fate.title, len(fate.ids)), fate.ids), "\n")
		}
	}
	return text + "\n"
}

// wrapIDs writes ids behind a title, in lines that fit a page.
func wrapIDs(title string, ids []string) string {
	const page = 100
	var out strings.Builder
	out.WriteString(title)
	length := len(title)
	for _, id := range ids {
		if length+1+len(id) > page {
			out.WriteString("\n     ")
			length = 5
		}
		out.WriteString(" " + id)
		length += 1 + len(id)
	}
	out.WriteString("\n")
	return out.String()
}
