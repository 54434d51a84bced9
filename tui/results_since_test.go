package tui_test

import (
	"testing"

	"demarc/questionnaire/store"
)

func TestResultsTellWhatMovedSinceTheAssessmentBefore(t *testing.T) {
	for _, at := range []struct {
		width, height int
		since         string
	}{
		{140, 45, "  last quarter 90.7  -2.5   like for like -4.8"},
		{80, 24, " last quarter 90.7  -2.5   like for like -4.8, 5 left out"},
		{60, 16, "|  last quarter 90.7  -2.5"},
	} {
		u := carried(t, at.width, at.height)
		settles(u)
		u.press("r")
		u.sees("Overall 88.2 %", at.since, "+/-", "83.3  -12.5", "100.0  +14.3", "100.0    0.0")
	}
}

// A carried draft says in its head what was last time. Its areas, shown as if
// nothing had changed, are set beside that.
func TestResultsOfACarriedDraftAgainstTheAssessmentBefore(t *testing.T) {
	u := carried(t, 140, 45)
	u.press("r")
	u.sees("90.7 % last quarter", "if same    +/-", "75.0  -25.0", "62.5  -16.7")
	u.seesNot("like for like")
}

func TestResultsWithoutAnAssessmentBeforeTellNoChange(t *testing.T) {
	none := answering(t, 140, 45)
	none.press("r")
	none.seesNot("+/-")
	none.seesNot("like for like")

	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	follows(t, keeper, nil)
	changed := sit(t, &edited{keeper}, 140, 45, afterTheRevision)
	changed.press("r")
	changed.sees("if same")
	changed.seesNot("+/-")
}
