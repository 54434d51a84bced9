package compared

import (
	"demarc/questionnaire"
	"demarc/scoring"
)

// NoFigure stands where there is nothing to divide by.
const NoFigure = "–"

// Sides names the sides of a comparison by their periods, or, where those are
// one, by their ids.
func Sides(c scoring.Comparison) (then, now string) {
	was, is := c.Old.Assessment(), c.New.Assessment()
	if was.Period().Label == is.Period().Label {
		return was.ID(), is.ID()
	}
	return was.Period().Label, is.Period().Label
}

// Change is the difference of two figures as they are printed with one decimal,
// in points with their sign.
func Change(from, to scoring.Share) string {
	if !from.Known() || !to.Known() {
		return NoFigure
	}
	return (to.Tenths() - from.Tenths()).String()
}

// BankChange says whether the questions are other ones, which comes before any
// figure.
func BankChange(c scoring.Comparison) string {
	if c.Old.Bank().Ref() == c.New.Bank().Ref() {
		return "the same"
	}
	return "another"
}

// Cell says how one area in one tier moved.
func Cell(cell scoring.CellChange) string {
	if !cell.Old.Known() && !cell.New.Known() {
		return NoFigure
	}
	text := cell.Old.Percent(1) + " to " + cell.New.Percent(1)
	if cell.Small {
		text += " *"
	}
	return text
}

// Tiers returns the tiers that a side of a comparison uses.
func Tiers(c scoring.Comparison) []questionnaire.Tier {
	var tiers []questionnaire.Tier
	for _, tier := range questionnaire.Tiers() {
		if _, used := c.Areas[0].Tiers[tier]; used {
			tiers = append(tiers, tier)
		}
	}
	return tiers
}

// Level returns a level, or what stands for one, as people write it.
func Level(level string) string {
	if level == questionnaire.LevelNA.String() {
		return "n/a"
	}
	return level
}
