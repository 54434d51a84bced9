package tui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// readsFinal sits down in front of the results of last quarter's final.
func readsFinal(t *testing.T, width, height int) *user {
	t.Helper()
	u := nextQuarter(t, width, height)
	u.press("enter")
	u.sees("> Results")
	return u
}

func (u *user) signatures() string {
	u.t.Helper()
	signoff, err := u.store.Signoff(u.t.Context(), lastPayments)
	if err != nil {
		u.t.Fatal(err)
	}
	var all []string
	for _, s := range signoff.Signatures {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s %s", s.Role, s.Name, s.SamePersonReason)))
	}
	return strings.Join(all, "; ")
}

func TestReviewerAndApproverSignByName(t *testing.T) {
	u := readsFinal(t, 80, 24)
	u.press("l")
	u.sees("Sign Payments 2026-Q3", "Nobody signed yet", "Prepared by Ana Ruiz", "reviewer", "approver")
	u.press("enter")
	u.types("Sam Okafor")
	u.press("enter", "down", "enter")
	u.sees("Signed by Sam Okafor as reviewer")
	u.press("v", "l")
	u.sees("Signed by Sam Okafor as reviewer on 23 Nov 2026", "▸ approver")
	u.press("up", "enter")
	u.types("Tom Berg")
	u.press("enter", "down", "enter", "l")
	u.sees("Tom Berg as reviewer", "▸ approver")
	u.press("enter")
	u.types("Mei Tanaka")
	u.press("enter", "down", "enter")
	u.sees("Signed by Mei Tanaka as approver")
	if got := u.signatures(); got != "reviewer Sam Okafor; reviewer Tom Berg; approver Mei Tanaka" {
		t.Errorf("signed: %s", got)
	}
	u.press("l", "enter")
	u.types("sam  okafor")
	u.press("enter")
	u.sees("Not signed", "signed as reviewer already", "sam  okafor")
	u.press("esc", "l")
	u.sees("▸ reviewer")
	u.seesNot("approver\n")
}

// A signature is for good, so nothing is signed before a last step says what is
// about to be.
func TestSigningAsksForSure(t *testing.T) {
	u := readsFinal(t, 80, 24)
	u.press("l", "enter")
	u.types("Priya Shah")
	u.press("enter")
	u.sees("Priya Shah signs payments-2026-q3 as reviewer. This cannot be taken back.", "▸ no", "yes, sign")
	u.press("esc")
	u.sees("Not signed: nothing was changed.", "> Results")
	if got := u.signatures(); got != "" {
		t.Errorf("esc signed: %s", got)
	}
	u.press("l", "enter")
	u.types("Priya Shaw")
	u.press("enter", "enter")
	u.sees("Not signed: change what is wrong", "> Priya Shaw")
	if got := u.signatures(); got != "" {
		t.Errorf("no signed: %s", got)
	}
	u.press("backspace")
	u.types("h")
	u.press("enter", "down", "enter")
	u.sees("Signed by Priya Shah as reviewer")
	if got := u.signatures(); got != "reviewer Priya Shah" {
		t.Errorf("signed: %s", got)
	}
}

// After a refusal the form stands on what was refused.
func TestTheFormStandsOnTheNameThatWasRefused(t *testing.T) {
	u := readsFinal(t, 80, 24)
	u.press("l", "enter")
	u.types("Sam Okafor")
	u.press("enter", "down", "enter", "l", "up", "enter")
	u.types("Sam Okafor")
	u.press("enter")
	u.sees("signed as reviewer already")
	u.press("ctrl+u")
	u.types("Priya Shah")
	u.press("enter", "down", "enter")
	if got := u.signatures(); got != "reviewer Sam Okafor; reviewer Priya Shah" {
		t.Errorf("signed: %s", got)
	}
}

func TestOnePersonInTwoRolesNeedsAReason(t *testing.T) {
	u := readsFinal(t, 80, 24)
	u.press("l", "down", "enter")
	u.types("ana ruiz")
	u.press("enter")
	u.sees("One person in two roles", "needs a reason")
	u.press("enter")
	u.sees("needs a reason")
	u.types("The team has one lead.")
	u.press("enter")
	u.sees("ana ruiz signs payments-2026-q3 as approver. This cannot be taken back.")
	u.press("down", "enter")
	if got := u.signatures(); got != "approver ana ruiz The team has one lead." {
		t.Errorf("signed: %s", got)
	}
}

func TestAFinalIsReadOnlyOnEveryScreen(t *testing.T) {
	u := readsFinal(t, 80, 24)
	before, err := u.store.Load(t.Context(), lastPayments)
	if err != nil {
		t.Fatal(err)
	}
	u.press("down", "enter")
	u.sees("final, read-only: l signs it, c corrects it", "c correct")
	changing := strings.Split("1 2 3 4 u n space a z e t o x f p", " ")
	for _, press := range changing {
		u.press(press)
		u.sees("final, read-only: c corrects it")
	}
	u.press("down", "enter")
	for _, screen := range []string{"v", "r", "m", "w"} {
		u.press(screen)
		u.sees("final, read-only: l signs it, c corrects it")
		for _, press := range append(changing, "g", "A") {
			// One ticks a what-if, the other asks for a format of the report.
			if press != "space" && (press != "f" || screen != "w") {
				u.press(press)
			}
		}
		u.press("c")
		u.sees("Correct Payments 2026-Q3?")
		u.press("esc", "esc")
	}
	after, err := u.store.Load(t.Context(), lastPayments)
	if err != nil || after.Digest != before.Digest {
		t.Errorf("the final changed: %v", err)
	}
}

func TestACorrectionIsANewDraftThatNamesTheFinal(t *testing.T) {
	u := readsFinal(t, 80, 24)
	u.press("c", "enter")
	u.sees("> Results")
	u.press("c", "down", "enter")
	u.sees("A draft that corrects the final")
	const correction = lastPayments + "-r2"
	snapshot, err := u.store.Load(t.Context(), correction)
	if err != nil {
		t.Fatal(err)
	}
	ref, _ := snapshot.Assessment.Supersedes()
	if answer, _ := snapshot.Assessment.Answer("IAM-01"); ref.ID != lastPayments || ref.Digest == "" || answer.Level != questionnaire.LevelAll {
		t.Errorf("the correction names %+v and holds %+v", ref, answer)
	}
	u.press("1")
	u.sees("saved: DAT-04 NONE for Ana Ruiz") // the one that was left open
	u.sees("Payments 2026-Q3-r2 DRAFT")
	u.send(tea.WindowSizeMsg{Width: 120, Height: 30})
	u.sees("Payments 2026-Q3-r2 DRAFT, corrects 2026-Q3 >")
	u.press("q")
	u.sees("Payments  2026-Q3-r2  DRAFT, corrects 2026-Q3", " 2026-Q3-r2  Payments")
	if strings.Count(u.screen(), "2026-Q3-r2") != 2 || strings.Count(u.screen(), "2026-Q3") != 3 { // at hand, and one line of the list
		t.Errorf("home lists the final that is corrected:\n%s", u.screen())
	}
}

// unsigned is a store that keeps no signature and no final.
type unsigned struct {
	store.Store
	err error
}

func (s *unsigned) Sign(context.Context, string, questionnaire.Signature) (questionnaire.Signoff, error) {
	return questionnaire.Signoff{}, s.err
}

func (s *unsigned) Finalize(context.Context, string, string, bool) error { return s.err }

func TestASignatureThatIsRefusedKeepsWhatWasTyped(t *testing.T) {
	for name, test := range map[string]struct {
		err  error
		sees string
	}{
		"clock":   {fmt.Errorf("sign: %w: it says then", questionnaire.ErrClockBehind), "Set the clock of this"},
		"changed": {&questionnaire.ChangedError{ID: lastPayments}, "was changed after it was signed"},
		"other":   {errors.New("no"), "Not signed: no."},
	} {
		t.Run(name, func(t *testing.T) {
			memory := store.NewMemory(clock)
			keepsLastQuarter(t, memory)
			u := sit(t, &unsigned{memory, test.err}, 80, 24, afterTheRevision)
			u.press("enter", "l", "enter")
			u.types("Sam Okafor")
			u.press("enter", "down", "enter")
			u.sees(test.sees, "Sign as Sam Okafor?", "▸ no")
		})
	}
}

func TestFinalizingIsRefusedWhereThePredecessorWasEdited(t *testing.T) {
	memory := store.NewMemory(clock)
	keepsLastQuarter(t, memory)
	follows(t, memory, []questionnaire.Person{{Name: "Ana Ruiz"}})
	u := sit(t, &unsigned{memory, &questionnaire.ChangedError{ID: lastPayments}}, 80, 24, afterTheRevision)
	u.press("v", "l")
	u.sees("Not complete yet", "3 without an answer: IAM-03, NET-05, DAT-04", "21 carried over and not", "IAM-01, IAM-02, IAM-04, NET-01, NET-02, NET-03 and 15 more")
	u.press("down", "enter", "enter", "down", "enter")
	u.sees("Not finalized: payments-2026-q3 was changed after it was finalized.", "> Review")
}

func TestACorrectionWithASlowClockIsRefused(t *testing.T) {
	memory := store.NewMemory(clock)
	keepsLastQuarter(t, memory)
	now := today
	u := sit(t, memory, 80, 24, afterTheRevision, func(o *tui.Options) { o.Now = func() time.Time { return now } })
	u.press("enter")
	now = lastQuarter.AddDate(0, 0, -1)
	u.press("c", "down", "enter")
	u.sees("Not corrected: the clock is behind")
	now = today
	u.press("c", "down", "enter")
	u.sees("A draft that corrects the final")
}

func TestAFinalThatWasEditedIsNotCorrected(t *testing.T) {
	memory := store.NewMemory(clock)
	keepsLastQuarter(t, memory)
	u := sit(t, &refusing{Store: memory, signoff: &questionnaire.ChangedError{ID: lastPayments}}, 80, 24, afterTheRevision)
	u.press("enter", "c", "down", "enter")
	u.sees("Not corrected: payments-2026-q3 was changed after it was finalized.")
	if _, err := memory.Load(t.Context(), lastPayments+"-r2"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a correction was made: %v", err)
	}
}

// A final leads with its coverage, whatever was left carried in it.
func TestAFinalLeadsWithItsCoverage(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v", "l", "down", "enter", "enter", "down", "enter")
	u.sees("FINAL", "Overall 0.0 %", "21 carried answers count as none")
	u.press("down", "enter")
	u.sees("carried, not re-affirmed: counts as none")
}
