package tui_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// nextQuarter sits down in front of home, with last quarter's final on it.
func nextQuarter(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	return sit(t, keeper, width, height, afterTheRevision)
}

func TestTheNextQuarterTakesOneKey(t *testing.T) {
	u := nextQuarter(t, 80, 24)
	u.press("n")
	u.sees("Payments  2026-Q4", "1 Oct 2026 to 31 Dec 2026", "2026-Q3, final, 90.7 %", "every tier", "full, 24 questions",
		"1 account of 3; eu-west-1; 1 exclusion", "Ana Ruiz, Sam Okafor", "21 answers: 2 below all, 1 on old evidence, 1 exception over",
		"1 reworded: IAM-03; 1 new: NET-05; 1 left open last time: DAT-04", "1 answer to a retired question: NET-04")
	u.press("enter")
	u.sees("> Carried over", "0 of 21 re-affirmed · 90.7 % last quarter", "New, to answer  1")
	snapshot, err := u.store.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	a := snapshot.Assessment
	ref, _ := a.Previous()
	scope := a.Scope()
	got := fmt.Sprint(ref.ID, " ", ref.Digest != "", scope.Accounts, scope.AccountsTotal, scope.Regions, scope.Exclusions, len(a.People()), len(a.EvidenceIDs()))
	if want := "payments-2026-q3 true [{111122223333 production}] 3 [eu-west-1] [sandbox] 2 1"; got != want {
		t.Errorf("the draft is %s, want %s", got, want)
	}
	if answer := u.stored("IAM-01"); answer.State != questionnaire.StateCarried || answer.Level != questionnaire.LevelAll {
		t.Errorf("carried %+v", answer)
	}
}

func TestChangeLeadsToThePagesFilledIn(t *testing.T) {
	u := nextQuarter(t, 80, 30)
	u.press("n", "c", "esc")
	u.sees("Next assessment", "enter as last time")
	u.press("c")
	u.sees("1 of 3", "The answers of 2026-Q3 come along", "Payments", "2026-Q4")
	u.press("enter", "enter")
	u.sees("2 of 3", "[x]")
	u.press("space", "enter", "enter") // without infrastructure
	u.sees("3 of 3", "Ana Ruiz, Sam Okafor")
	u.press("down", "enter", "ctrl+u")
	u.types("Sam Okafor, Mei Tanaka")
	u.press("enter")
	u.sees("> Carried over")
	snapshot, err := u.store.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	a := snapshot.Assessment
	got := fmt.Sprint(a.Scope().Tiers, a.Scope().Depth, a.Scope().Regions, " ", a.People()[0].Name, ", ", a.People()[1].Name)
	if want := "[container abstracted] baseline [eu-west-1] Sam Okafor, Mei Tanaka"; got != want {
		t.Errorf("the draft is %s, want %s", got, want)
	}
	if answer := u.stored("IAM-01"); answer.State != questionnaire.StateCarried {
		t.Errorf("carried %+v", answer)
	}
}

func TestWithoutCarryingOver(t *testing.T) {
	u := nextQuarter(t, 80, 24)
	u.press("n", "f")
	u.sees("1 of 3", "Nothing is carried over: every question is asked anew")
	u.press("enter", "enter", "enter", "enter", "enter", "enter")
	u.sees("0/24 done", "IAM-01  ")
	snapshot, err := u.store.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	if _, follows := snapshot.Assessment.Previous(); follows || len(snapshot.Assessment.Answered()) > 0 {
		t.Error("a fresh assessment took something over")
	}
}

// Another team has nothing to carry over; a team that has, is asked about it
// wherever its name is typed.
func TestTheTeamDecidesWhatIsCarried(t *testing.T) {
	u := nextQuarter(t, 80, 24)
	u.press("n", "c", "ctrl+u")
	u.types("Ledger")
	u.press("enter", "enter")
	u.sees("2 of 3")
	u.press("enter", "enter", "enter", "enter")
	if _, err := u.store.Load(t.Context(), "ledger-2026-q4"); err != nil {
		t.Fatal(err)
	}
	u.press("q", "n")
	u.sees("Ledger  2027-Q1", "2026-Q4, draft, 0.0 %", "a draft: later answers there stay there", "0 accounts")
	u.press("c", "ctrl+u")
	u.types("Payments")
	u.press("enter", "enter")
	u.sees("Payments  2027-Q1", "2026-Q3, final")
}

// refusing is a store whose previous assessment cannot be had, or in which
// nothing can be made.
type refusing struct {
	store.Store
	signoff, list, create error
}

func (r *refusing) Signoff(ctx context.Context, id string) (questionnaire.Signoff, error) {
	if r.signoff != nil && id == lastPayments {
		return questionnaire.Signoff{}, r.signoff
	}
	return r.Store.Signoff(ctx, id)
}

func (r *refusing) List(ctx context.Context) ([]store.Listed, error) {
	listed, err := r.Store.List(ctx)
	if r.list != nil {
		listed = append(listed, store.Listed{ID: "payments-2026-q2", Err: r.list})
	}
	return listed, err
}

func (r *refusing) Create(ctx context.Context, a *questionnaire.Assessment, bank *questionnaire.Bank) error {
	if r.create != nil {
		return r.create
	}
	return r.Store.Create(ctx, a, bank)
}

func TestAPredecessorThatCannotBeCarriedIsTold(t *testing.T) {
	for name, test := range map[string]struct {
		broken refusing
		sees   string
	}{
		"edited after it was signed": {refusing{signoff: &questionnaire.ChangedError{ID: lastPayments}}, "payments-2026-q3 was changed after it was"},
		"damaged":                    {refusing{list: &store.DamagedError{Path: "assessments/payments-2026-q2.json", Err: errors.New("line 3: not JSON")}}, "assessments/payments-2026-q2.json: line 3"},
	} {
		t.Run(name, func(t *testing.T) {
			memory := store.NewMemory(clock)
			keepsLastQuarter(t, memory)
			test.broken.Store = memory
			u := sit(t, &test.broken, 80, 24, afterTheRevision)
			u.press("n")
			u.sees("Nothing can be carried over", test.sees, "f without carrying over", "enter try again")
			u.press("enter", "c")
			u.sees("Nothing can be carried over")
			u.press("f", "enter", "enter", "enter", "enter", "enter")
			u.types("Ana Ruiz")
			u.press("enter")
			u.sees("0/24 done")
		})
	}
}

func TestAClockThatIsBehindIsTold(t *testing.T) {
	now := today
	memory := store.NewMemory(clock)
	keepsLastQuarter(t, memory)
	u := sit(t, memory, 80, 24, afterTheRevision, func(o *tui.Options) { o.Now = func() time.Time { return now } })
	now = lastQuarter.AddDate(0, 0, -1)
	u.press("n")
	u.sees("the clock is behind", "Set the clock of this computer")
	now = today
	u.press("esc", "n")
	u.sees("Payments  2026-Q4")
	now = lastQuarter.AddDate(0, 0, -1)
	u.press("enter")
	u.sees("the clock is behind", "Nothing was changed")
	now = today
	u.press("enter")
	u.sees("> Carried over")
}

func TestAnAssessmentThatCannotBeKeptLosesNothing(t *testing.T) {
	memory := store.NewMemory(clock)
	keepsLastQuarter(t, memory)
	keeper := &refusing{Store: memory, create: fmt.Errorf("create: %w", fs.ErrPermission)}
	u := sit(t, keeper, 80, 24, afterTheRevision)
	u.press("n", "enter")
	u.sees("the workspace cannot be written to", "Payments  2026-Q4")
	keeper.create = fmt.Errorf("payments-2026-q4 covers some of the same days: %w", store.ErrOverlap)
	u.press("enter")
	u.sees("covers some of the same days", "choose another period")
	keeper.create = nil
	u.press("enter")
	u.sees("> Carried over")
}

func TestServicesComeAlong(t *testing.T) {
	memory := store.NewMemory(clock)
	keepsLastQuarter(t, memory)
	snapshot, err := memory.Load(t.Context(), lastPayments)
	if err != nil {
		t.Fatal(err)
	}
	spec := questionnaire.Spec{Team: "Ledger", Period: snapshot.Assessment.Period(), Scope: snapshot.Assessment.Scope(), People: snapshot.Assessment.People()}
	spec.Scope.Services = []string{"ec2", "s3"}
	a, err := questionnaire.New(spec, snapshot.Bank, lastQuarter)
	if err != nil {
		t.Fatal(err)
	}
	if err := memory.Create(t.Context(), a, snapshot.Bank); err != nil {
		t.Fatal(err)
	}
	u := sit(t, memory, 80, 30, afterTheRevision, func(o *tui.Options) { o.Where = strings.Repeat("x", 10) })
	u.press("n")
	u.sees("Ledger  2026-Q4", "EC2", "S3", "no answer")
	u.press("c", "enter", "enter", "enter", "enter")
	u.sees("Services in use", "[x]")
	u.press("enter", "enter", "enter", "enter", "enter")
	made, err := memory.Load(t.Context(), "ledger-2026-q4")
	if err != nil {
		t.Fatalf("%v\n%s", err, u.screen())
	}
	if got := made.Assessment.Scope().Services; !slices.Equal(got, []string{"ec2", "s3"}) {
		t.Errorf("the services are %v", got)
	}
}

// The quarter of today and the one after it are taken: the next one is free.
func TestTheNextFreeQuarterIsProposed(t *testing.T) {
	u := nextQuarter(t, 80, 24)
	for _, label := range []string{"2026-Q4", "2027-Q1", "2027-Q2"} {
		u.press("n")
		u.sees("Payments  " + label)
		u.press("enter", "q", "home")
	}
}

// later opens the app on last quarter's final when a quarter or two were missed.
func later(now time.Time) func(t *testing.T, width, height int) *user {
	return func(t *testing.T, width, height int) *user {
		t.Helper()
		keeper := store.NewMemory(clock)
		keepsLastQuarter(t, keeper)
		return sit(t, keeper, width, height, afterTheRevision, func(o *tui.Options) { o.Now = func() time.Time { return now } })
	}
}

var afterTwoMissed = later(time.Date(2027, 5, 10, 9, 0, 0, 0, time.UTC))

// A period that the proposal leaves out is named, and one key begins it instead.
func TestAPeriodThatIsLeftOutIsTold(t *testing.T) {
	u := later(time.Date(2027, 2, 10, 9, 0, 0, 0, time.UTC))(t, 80, 24)
	u.press("n")
	u.sees("Payments  2027-Q1", "2026-Q4 is left out", "e 2026-Q4 instead")
	u.press("e")
	u.sees("Payments  2026-Q4", "2026-Q3, final")
	u.seesNot("left out:")
	u.seesNot("is left out")
	u.seesNot("instead")
	u.press("e") // nothing is left out any more
	u.press("enter")
	u.sees("> Carried over")
	if _, err := u.store.Load(t.Context(), payments); err != nil {
		t.Fatal(err)
	}

	u = afterTwoMissed(t, 60, 16)
	u.press("n")
	u.sees("Payments  2027-Q2", "2026-Q4, 2027-Q1 are left out", "e 2026-Q4 instead", "Dropped   1 answer")
	u.press("e")
	u.sees("Payments  2026-Q4")

	u = nextQuarter(t, 80, 24)
	u.press("n")
	u.seesNot("left out ")
	u.seesNot("instead")
}

// On a small screen the warning that a draft is followed is whole.
func TestTheWarningOfADraftIsWhole(t *testing.T) {
	u := carried(t, 60, 16)
	u.press("n")
	u.sees("Payments  2027-Q1", "2026-Q4, draft, 21 answers not re-affirmed", "a draft: later answers there stay there ")
}

// Evidence of today is too old for a period that has not begun: that is said
// before it is made, on every way to it.
func TestAPeriodThatHasNotBegunIsTold(t *testing.T) {
	const ahead = "not begun: evidence of today may be too old"
	u := answering(t, 80, 24)
	u.press("4", "q", "n")
	u.sees(ahead)
	u.press("c", "enter", "enter", "enter", "enter")
	u.sees("Depth", "2027-Q1 has "+ahead)
	said, _ := talks(t, u.store, "new\n\n\n")
	if !strings.Contains(said, ahead) {
		t.Errorf("plain lines do not say %q:\n%s", ahead, said)
	}
	u = nextQuarter(t, 80, 24)
	u.press("n")
	u.seesNot("not begun")
}
