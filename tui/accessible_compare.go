package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire/store"
	"demarc/scoring"
	"demarc/scoring/compared"
)

// changes reads out what moved since the assessment before: the figures, the
// questions that fell, and of the others those that are asked for. It returns the
// question that is chosen from them, if one is.
func (c *conversation) changes() (chosen pick, err error) {
	comparison, instead := c.session.comparison()
	if instead != "" {
		c.say("%s", instead)
		return pick{}, nil
	}
	if carriedDraft(c.session.sheet) {
		c.say("%s What follows counts only what is re-affirmed or answered so far.", c.renewalWords())
	}
	c.sayScores(comparison)
	if len(comparison.Regressions) == 0 {
		c.say("%s", compared.NoRegressions)
	}
	lists := slices.Concat(compared.Fell(comparison), compared.Moved(comparison), compared.CarriedOver(comparison))
	for len(lists) > 0 {
		var options []string
		for _, list := range lists {
			options = append(options, fmt.Sprintf("%s, %d.", listTitle(list), len(list.Items)))
		}
		list, err := c.choose("Which list? A full stop goes back.", options, 0)
		if err != nil {
			return pick{}, goneBack(err)
		}
		if chosen, err := c.readMoved(lists[list]); !chosen.isZero() || err != nil {
			return chosen, err
		}
	}
	return pick{}, nil
}

func listTitle(list compared.List) string {
	if list.Group == "" {
		return aloud(list.Title)
	}
	return aloud(list.Group + ", " + list.Title)
}

// sayScores says both scores, what the change between them is made of, and how
// each area moved.
func (c *conversation) sayScores(comparison scoring.Comparison) {
	then, now := compared.Sides(comparison)
	c.say("Coverage in %s was %s percent, in %s it is %s percent: %s.", then, comparison.Reported.Old.Percent(1),
		now, comparison.Reported.New.Percent(1), pointsWords(comparison.PrintedChange()))
	same := comparison.LikeForLike
	if same.Old.Known() && same.New.Known() {
		c.say("Like for like, over %s with a level on both sides, %s to %s percent: %s. %s left out.", plural(same.Questions, "question", "questions"),
			same.Old.Percent(1), same.New.Percent(1), pointsWords(same.New.Tenths()-same.Old.Tenths()), plural(same.LeftOut, "question is", "questions are"))
	}
	c.say("The change is made of, one thing after the other:")
	for _, row := range compared.NewWaterfall(comparison, 1, false).Rows {
		if row.Step {
			c.say("%s, %s.", aloud(row.Name), pointsWords(row.Change))
		}
	}
	for _, area := range comparison.Areas {
		if area.Old.Known() && area.New.Known() {
			c.say("%s: %s to %s percent, %s.", area.ID.Name(), area.Old.Percent(1), area.New.Percent(1), pointsWords(area.New.Tenths()-area.Old.Tenths()))
		}
	}
}

// pointsWords says a change as it is printed, in words for its sign.
func pointsWords(change scoring.Tenths) string {
	switch {
	case change > 0:
		return "up " + strings.TrimPrefix(change.String(), "+") + " points"
	case change < 0:
		return "down " + strings.TrimPrefix(change.String(), "-") + " points"
	default:
		return "no change"
	}
}

// readMoved reads out a list of questions that moved. It returns the question
// that is chosen from it, if one is.
func (c *conversation) readMoved(list compared.List) (chosen pick, err error) {
	c.say("%s: %s.", listTitle(list), plural(len(list.Items), "question", "questions"))
	var moved pages
	var ids []string
	for _, item := range list.Items {
		if _, asked := c.session.sheet.Place(item.Question); asked {
			ids = append(ids, item.Question)
		}
		moved.lines = append(moved.lines, movedWords(item))
	}
	c.readOn(&moved)
	for {
		text, err := c.read(moved.prompt("an id goes to its question"))
		if err != nil {
			return pick{}, err
		}
		place, asked := c.session.sheet.Place(strings.ToUpper(text))
		switch {
		case asked && c.session.assessment.Final():
			c.sayQuestion(c.session.sheet.LineAt(place))
		case asked:
			return pick{c.session.sheet.LineAt(place).ID, ids}, nil
		case text == "" && moved.left() > 0:
			c.readOn(&moved)
		case text == "", text == ".":
			return pick{}, nil
		case text == "?":
			c.say("Enter reads on, and goes back from the end. The id of a question goes to it. A full stop goes back to the lists.")
		default:
			c.say("%s is not the id of a question that is asked here.", text)
		}
	}
}

func movedWords(item compared.Item) string {
	text := item.Question + ", " + item.Title
	for _, said := range []struct{ before, what, after string }{
		{"", item.Then, " then"}, {"", item.Now, " now"}, {"", item.Because, ""}, {"", strings.ReplaceAll(item.Exception, "-", " "), ""}, {"last day ", item.LastDay, ""},
	} {
		if said.what != "" {
			text += ", " + said.before + aloud(said.what) + said.after
		}
	}
	return text + "."
}

// aloud spells out what a screen reader would garble.
func aloud(text string) string { return strings.ReplaceAll(text, "n/a", "not applicable") }

// trend reads out how the team's coverage and gaps moved, the oldest period
// first.
func (c *conversation) trend() error {
	listed, err := c.env.Store.List(context.Background())
	if err != nil {
		return err
	}
	sheets, unreadable := sheetsOf(store.Current(listed), c.session.assessment.Team(), c.env.Now(), nil)
	if err := checkApart(sheets); err != nil {
		c.say("There is no trend: %v.", err)
		return nil
	}
	for _, period := range scoring.Trend(sheets) {
		c.say("%s: %s.", period.Period.Label, trendWords(period))
	}
	if unreadable > 0 {
		c.say("Left out, because they cannot be read: %s.", plural(unreadable, "assessment", "assessments"))
	}
	return nil
}

func trendWords(period scoring.TrendPeriod) string {
	if period.Missing() {
		return "no assessment"
	}
	coverage := "coverage " + percentWords(period.Coverage, period.Sheet)
	if carriedDraft(period.Sheet) {
		coverage = "a draft, " + percentWords(period.AsCarried, period.Sheet) + " if nothing changed"
	}
	text := fmt.Sprintf("%s, with evidence %s, %s", coverage, percentWords(period.Evidenced, period.Sheet), plural(period.Gaps, "gap", "gaps"))
	if age, ok := period.MeanGapAge(); ok {
		text += ", " + plural(age, "day", "days") + " old on average"
	}
	if period.Accepted > 0 {
		text += ", " + plural(period.Accepted, "accepted risk", "accepted risks")
	}
	return text + fmt.Sprintf(", %d closed since the one before", period.Closed)
}
