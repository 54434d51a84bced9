package tui

import (
	"context"
	"fmt"
	"strings"

	"demarc/questionnaire/store"
	"demarc/scoring"
	"demarc/scoring/compared"
)

// changes reads out what moved since the assessment before: the figures, the
// questions that fell, and of the others those that are asked for. It returns the
// question that is chosen from them, if one is.
func (c *conversation) changes() (id string, err error) {
	comparison, instead := c.session.comparison()
	if instead != "" {
		c.say("%s", instead)
		return "", nil
	}
	if carriedDraft(c.session.sheet) {
		c.say("%s What follows counts only what is re-affirmed or answered so far.", c.renewalWords())
	}
	c.sayScores(comparison)
	if len(comparison.Regressions) == 0 {
		c.say("%s", compared.NoRegressions)
	}
	for _, list := range compared.Fell(comparison) {
		c.sayMoved(list)
	}
	more := append(compared.Moved(comparison), compared.CarriedOver(comparison)...)
	if len(more) == 0 {
		return c.askForQuestion()
	}
	var options []string
	for _, list := range more {
		options = append(options, fmt.Sprintf("%s, %d.", listTitle(list), len(list.Items)))
	}
	chosen, err := c.choose("More lists. Which one? A full stop goes back.", options, 0)
	if err != nil {
		return "", goneBack(err)
	}
	c.sayMoved(more[chosen])
	return c.askForQuestion()
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
		c.say("Like for like, over %s with a level on both sides, %s to %s percent: %s. %d are left out.", plural(same.Questions, "question", "questions"),
			same.Old.Percent(1), same.New.Percent(1), pointsWords(same.New.Tenths()-same.Old.Tenths()), same.LeftOut)
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

// sayMoved reads out a list of questions that moved.
func (c *conversation) sayMoved(list compared.List) {
	c.say("%s, %d:", listTitle(list), len(list.Items))
	for _, item := range list.Items {
		text := item.Question + ", " + item.Title
		for _, said := range []struct{ before, what, after string }{
			{"", item.Then, " then"}, {"", item.Now, " now"}, {"", item.Because, ""}, {"", strings.ReplaceAll(item.Exception, "-", " "), ""}, {"last day ", item.LastDay, ""},
		} {
			if said.what != "" {
				text += ", " + said.before + aloud(said.what) + said.after
			}
		}
		c.say("%s.", text)
	}
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

// responsibilities read out who answers for each layer of the stack in each tier
// in use.
func (c *conversation) responsibilities() error {
	tiers := c.session.assessment.Scope().Tiers
	for _, layer := range c.session.bank.Layers() {
		var owners []string
		for _, tier := range tiers {
			owner := fmt.Sprintf("%s, %s", tier, ownerWord(layer.Owner[tier]))
			if note := layer.Note[tier]; note != "" {
				owner += ": " + strings.TrimSuffix(note, ".")
			}
			owners = append(owners, owner)
		}
		c.say("%s. %s.", layer.Name, strings.Join(owners, ". "))
	}
	return nil
}
