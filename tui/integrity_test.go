package tui_test

import (
	"errors"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

const notAsSigned = "NOT AS SIGNED"

// readsEdited sits down in front of home, with a final on it that was edited
// after it was signed.
func readsEdited(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	if _, err := keeper.Sign(t.Context(), lastPayments, questionnaire.Signature{Role: questionnaire.RoleReviewer, Name: "Priya Shah"}); err != nil {
		t.Fatal(err)
	}
	return sit(t, &edited{keeper}, width, height, afterTheRevision)
}

func TestAFinalThatWasEditedAfterItWasSignedIsMarkedEverywhere(t *testing.T) {
	for _, s := range sizes {
		u := readsEdited(t, s.width, s.height)
		u.sees("Changed after it was signed: integrity does not hold.", notAsSigned, "bring back the signed file, from git or a copy")
		for _, press := range []string{"enter", "v", "m", "w", "d"} {
			u.press(press)
			u.sees(notAsSigned)
			u.fits(s.width, s.height)
		}
		u.press("q", "enter")
		u.sees("> Results", "Changed after it was signed: integrity does not hold.")
		u.press("w")
		u.sees("> Report", "Changed after it was signed: integrity does not hold.")
		u.press("s")
		u.sees("Not written. Changed after it was signed")
		if len(u.written) > 0 {
			t.Error("the report of what nobody signed was written")
		}
		u.press("q", "v", "enter", "4")
		u.sees(notAsSigned, "Read-only. Changed after it was signed")
	}
}

// A final that is what was signed, and one that nobody signed, carry no mark.
func TestAFinalThatHoldsCarriesNoMark(t *testing.T) {
	u := readsFinal(t, 80, 24)
	u.seesNot(notAsSigned)
	u.press("l", "enter")
	u.types("Priya Shah")
	u.press("enter", "down", "enter", "q")
	u.seesNot(notAsSigned)
	u.press("enter")
	u.sees("> Results")
	u.seesNot(notAsSigned)
}

func TestASignoffThatCannotBeReadIsTold(t *testing.T) {
	memory := store.NewMemory(clock)
	keepsLastQuarter(t, memory)
	u := sit(t, &refusing{Store: memory, signoff: errors.New("damaged")}, 80, 24, afterTheRevision)
	u.sees("The sign-off cannot be read: integrity not checked.", notAsSigned)
}
