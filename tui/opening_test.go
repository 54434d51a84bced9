package tui_test

import (
	"context"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// Whoever leaves while an assessment is still being read does not want it any
// more: it does not come up over what is shown by then.
func TestLeavingDropsWhatIsStillBeingRead(t *testing.T) {
	for _, each := range []struct {
		name   string
		opens  []string // the last of these begins the reading
		leaves string
		sees   string
	}{
		{"home, from the trend", []string{"T", "enter"}, "q", "Assessments"},
		{"back, from the trend", []string{"T", "enter"}, "esc", "Assessments"},
		{"a new one, from home", []string{"down", "r"}, "n", "Next assessment"},
	} {
		t.Run(each.name, func(t *testing.T) {
			u := overQuarters(t, 80, 24)
			last := len(each.opens) - 1
			u.press(each.opens[:last]...)
			_, late := u.app.Update(pressed(each.opens[last]))
			u.press(each.leaves)
			u.sees(each.sees)
			u.run(late)
			u.sees(each.sees)
		})
	}
}

// What waits for the last answers to be saved is dropped as well.
func TestLeavingDropsWhatWaitsToBeRead(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v", "enter")
	_, save := u.app.Update(pressed("3"))
	u.press("q", "down", "enter")
	u.sees("Opens as soon as the last answers are saved.")
	u.press("T")
	u.run(save)
	u.sees("Payments > Trend")
}

// interrupted lets something happen while an assessment is being made.
type interrupted struct {
	store.Store
	meanwhile func()
}

func (i *interrupted) Create(ctx context.Context, a *questionnaire.Assessment, bank *questionnaire.Bank) error {
	err := i.Store.Create(ctx, a, bank)
	if i.meanwhile != nil {
		i.meanwhile()
	}
	return err
}

// What was made is kept where its maker has left before it was there: home lists
// it, and it is not opened.
func TestLeavingDoesNotOpenWhatWasJustMade(t *testing.T) {
	for _, each := range []struct {
		name, leaves string
		makes        []string
		id, period   string
	}{
		{"the next one", "esc", []string{"n", "enter"}, "payments-2026-q4", "2026-Q4"},
		{"a correction", "q", []string{"enter", "c", "down", "enter"}, "payments-2026-q3-r2", "2026-Q3-r2"},
	} {
		t.Run(each.name, func(t *testing.T) {
			keeper := &interrupted{Store: store.NewMemory(clock)}
			keepsLastQuarter(t, keeper)
			u := sit(t, keeper, 80, 24, afterTheRevision)
			keeper.meanwhile = func() { u.press(each.leaves) }
			u.press(each.makes...)
			u.sees("Assessments", each.period, each.id+" was made: it is on home.")
		})
	}
}

// A key that comes while the first assessment is being made does not make it
// again.
func TestAnAssessmentIsMadeOnce(t *testing.T) {
	keeper := &interrupted{Store: store.NewMemory(clock)}
	u := sit(t, keeper, 80, 24)
	made := 0
	keeper.meanwhile = func() {
		if made++; made == 1 {
			u.press("enter")
		}
	}
	u.setsUp()
	u.seesNot("already there")
	if made != 1 {
		t.Errorf("it was made %d times", made)
	}
}
