package tui_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

const lastPayments = "payments-2026-q3"

// lastQuarter is when the assessment before was answered.
var lastQuarter = time.Date(2026, 9, 20, 9, 30, 0, 0, time.UTC)

// revisedBank returns the frozen bank as it is a quarter later: IAM-03 has
// another meaning, NET-04 is retired, and NET-05 has come.
var revisedBank = sync.OnceValues(func() (*questionnaire.Bank, error) {
	file, err := os.ReadFile(filepath.Join("testdata", "bank.json"))
	if err != nil {
		return nil, err
	}
	var document map[string]any
	if err := json.Unmarshal(file, &document); err != nil {
		return nil, err
	}
	document["version"] = "1.1.0"
	document["retired"] = []any{map[string]any{"id": "NET-04", "since": "1.1.0", "successors": []any{"NET-05"}}}
	for _, entry := range document["questions"].([]any) {
		question := entry.(map[string]any)
		switch question["id"] {
		case "IAM-03":
			question["revision"], question["question"] = 2, "For how many applications do all secrets live in a secret store, rotated?"
		case "NET-04":
			question["id"], question["title"] = "NET-05", "Data subnets reach only what they need"
		}
	}
	if file, err = json.Marshal(document); err != nil {
		return nil, err
	}
	return questionnaire.DecodeBank(file)
})

func afterTheRevision(options *tui.Options) { options.Bank = revisedBank }

// keepsLastQuarter puts the finalized assessment of the quarter before into a
// store: most answers all, one of every other kind, evidence from that quarter
// and one yearly piece, an exception that has ended since.
func keepsLastQuarter(t *testing.T, keeper store.Store) {
	t.Helper()
	bank, err := frozenBank()
	if err != nil {
		t.Fatal(err)
	}
	period, err := questionnaire.ParsePeriod("2026-Q3")
	if err != nil {
		t.Fatal(err)
	}
	a, err := questionnaire.New(questionnaire.Spec{
		Team: "Payments", Period: period,
		Scope: questionnaire.Scope{
			Tiers: questionnaire.Tiers(), Accounts: []questionnaire.Account{{ID: "111122223333", Name: "production"}},
			AccountsTotal: 3, AccountsSource: "account list", Regions: []string{"eu-west-1"}, Exclusions: []string{"sandbox"},
		},
		People: []questionnaire.Person{{Name: "Ana Ruiz"}, {Name: "Sam Okafor"}},
	}, bank, lastQuarter)
	if err != nil {
		t.Fatal(err)
	}
	export, err := a.AddEvidence(questionnaire.Evidence{
		Title: "Rules of all accounts", Kind: questionnaire.KindConfigExport, Ref: "evidence/rules.csv", CollectedAt: questionnaire.NewInstant(lastQuarter),
	}, lastQuarter)
	if err != nil {
		t.Fatal(err)
	}
	for _, asked := range questionnaire.Asked(bank, a.Scope()) {
		answer := answeredLastQuarter(asked.ID, export)
		if _, err := a.Record(bank, asked.ID, answer, lastQuarter); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Finalize(bank, "Ana Ruiz", true, lastQuarter); err != nil {
		t.Fatal(err)
	}
	if err := keeper.Create(t.Context(), a, bank); err != nil {
		t.Fatal(err)
	}
}

func answeredLastQuarter(id, export string) questionnaire.Answer {
	answer := questionnaire.Answer{Level: questionnaire.LevelAll, By: "Aiko Ito"}
	switch id {
	case "NET-01", "TIN-04": // TIN-04 may be 400 days old
		answer.Evidence = []string{export}
	case "NET-03":
		answer.Level = questionnaire.LevelSome
	case "TIN-02":
		answer.Population = questionnaire.Population{InPlace: 3, Total: 3, Source: "account list"}
	case "CSP-04":
		answer.Level = questionnaire.LevelMost
		answer.Exception = questionnaire.Exception{Kind: questionnaire.Compensating, Reason: "A proxy stands before it.", Approver: "Nora Lind", Expires: questionnaire.NewDate(lastQuarter).AddDays(30)}
	case "CWP-04":
		answer.Level, answer.Flagged = questionnaire.LevelUnknown, questionnaire.ParkFor("Tom")
	case "DAT-03":
		answer.Level = questionnaire.LevelNA
		answer.NAReason = questionnaire.NAReason{Code: questionnaire.NANoSuchResource, Text: "No platform holds data."}
	case "DAT-04":
		return questionnaire.Answer{Note: "Nobody was in the room."}
	}
	return answer
}

// follows keeps this quarter's draft, which carries last quarter's answers.
func follows(t *testing.T, keeper store.Store, people []questionnaire.Person) {
	t.Helper()
	bank, err := revisedBank()
	if err != nil {
		t.Fatal(err)
	}
	earlier, err := keeper.Load(t.Context(), lastPayments)
	if err != nil {
		t.Fatal(err)
	}
	last := earlier.Assessment
	a, _, err := questionnaire.Follow(earlier.Earlier(), questionnaire.Spec{
		Team: last.Team(), Period: questionnaire.QuarterOf(questionnaire.NewDate(today)), Scope: last.Scope(), People: people,
	}, bank, today)
	if err != nil {
		t.Fatal(err)
	}
	if err := keeper.Create(t.Context(), a, bank); err != nil {
		t.Fatal(err)
	}
}

// carried sits down in front of home, with a carried draft on it.
func carried(t *testing.T, width, height int) *user {
	t.Helper()
	return carriedBy(t, []questionnaire.Person{{Name: "Ana Ruiz"}, {Name: "Sam Okafor"}}, width, height)
}

// carriedBy is carried with others in the room.
func carriedBy(t *testing.T, people []questionnaire.Person, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	follows(t, keeper, people)
	return sit(t, keeper, width, height, afterTheRevision)
}

func TestACarriedDraftNeverLeadsWithNothing(t *testing.T) {
	for _, size := range []struct {
		width, height int
		home, header  string
	}{
		{140, 45, "0 of 21 re-affirmed · 90.7 % last quarter · 81.6 % if nothing changed", "0/24 done  ~15 min left"},
		{80, 24, "0 of 21 re-affirmed · 90.7 % last quarter · 81.6 % if nothing changed", "0/24 done  ~15 min left"},
		{60, 16, "0/21 re-affirmed · 90.7 % last · 81.6 % if unchanged", "0/24  ~15m"},
	} {
		u := carried(t, size.width, size.height)
		u.sees(size.home, "carried")
		u.seesNot(" 0.0 %")
		u.press("r")
		u.sees(size.home)
		u.seesNot("Overall 0.0")
		u.press("v", "enter")
		u.sees(size.header)
		u.seesNot(" 0.0 ")
	}
}

func TestTheQuestionSaysWhatWasAnsweredLastTime(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v", "enter")
	u.sees("ALL · carried, counts once re-affirmed (a)", "Last     all · Aiko Ito · 20 Sep 2026", "< last time")
	u.press("right", "right")
	u.sees("IAM-03", "not answered", "asked anew: all, by Aiko Ito, 20 Sep 2026, to another wording")
	u.press("3")
	u.sees("MOST · Ana Ruiz", "asked anew: all")
	u.finds("CWP-04")
	u.sees("Last     unknown · Aiko Ito · 20 Sep 2026 · for Tom to find out")
	u.finds("TIN-02")
	u.sees("ALL · 3 of 3 · carried, counts once re-affirmed (a)")
}

// What is given anew counts as done, and its effect stands on one basis before
// the choice and after it.
func TestACarriedAnswerGivenAnewCountsAndHasOneBasis(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v", "enter")
	u.sees("0/24 done", "overall 81.6   if nothing changed")
	u.press("1")
	u.sees("1/24 done", "Identity 75.0 → 50.0   overall -4.2   if nothing else changed")
	u.press("4")
	u.sees("1/24 done", "Identity 50.0 → 75.0   overall +4.2   if nothing else changed")
}

func TestUndoGivesTheCarriedAnswerBack(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v", "enter")
	before := u.stored("IAM-01")
	u.press("a")
	u.sees("IAM-02  ", "1/24 done")
	if got := u.stored("IAM-01"); got.State != questionnaire.StateReaffirmed || got.By != "Ana Ruiz" || got.Since != "2026-Q3" {
		t.Errorf("stored %+v", got)
	}
	u.press("z")
	u.sees("IAM-01  ", "IAM-01 is back to carried, all.", "0/24 done")
	if got := u.stored("IAM-01"); !cmp.Equal(got, before, exported) {
		t.Errorf("undo left %+v, want %+v", got, before)
	}
}

// Figures of last time are left out where what is there is not the document
// that was named.
func TestAPredecessorThatWasEditedIsTold(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	follows(t, keeper, nil)
	u := sit(t, &edited{keeper}, 140, 45, afterTheRevision)
	u.sees("0 of 21 re-affirmed · 81.6 % if nothing changed")
	u.press("v")
	u.sees("payments-2026-q3 was changed after it was finalized")
	u.press("enter")
	u.sees("0 of 21 re-affirmed · 81.6 % if nothing changed")
	u.press("right", "right")
	u.seesNot("asked anew")
}

// edited is a store in which somebody edited every final since it was named.
type edited struct{ store.Store }

func (e *edited) Load(ctx context.Context, id string) (store.Snapshot, error) {
	snapshot, err := e.Store.Load(ctx, id)
	return tampered(snapshot), err
}

func (e *edited) List(ctx context.Context) ([]store.Listed, error) {
	listed, err := e.Store.List(ctx)
	for i := range listed {
		listed[i].Snapshot = tampered(listed[i].Snapshot)
	}
	return listed, err
}

// mistaken is a store in which the assessment before is another team's.
type mistaken struct {
	store.Store
	other *questionnaire.Assessment
}

func (m *mistaken) Load(ctx context.Context, id string) (store.Snapshot, error) {
	snapshot, err := m.Store.Load(ctx, id)
	if id == lastPayments {
		snapshot.Assessment = m.other
	}
	return snapshot, err
}

func TestAPredecessorOfAnotherTeamIsTold(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	follows(t, keeper, nil)
	snapshot, err := keeper.Load(t.Context(), lastPayments)
	if err != nil {
		t.Fatal(err)
	}
	other, err := questionnaire.New(questionnaire.Spec{Team: "Ledger", Period: snapshot.Assessment.Period(), Scope: snapshot.Assessment.Scope()}, snapshot.Bank, lastQuarter)
	if err != nil {
		t.Fatal(err)
	}
	u := sit(t, &mistaken{keeper, other}, 140, 45, afterTheRevision)
	u.press("v")
	u.sees("Nothing from last time beside the answers: ledger-2026-q3 is of team Ledger, not of Payments.")
}

func tampered(snapshot store.Snapshot) store.Snapshot {
	if snapshot.Assessment != nil && snapshot.Assessment.Final() {
		snapshot.Digest = strings.Repeat("0", 64)
	}
	return snapshot
}

// exported lets cmp look into the plain values of the domain.
var exported = cmp.Exporter(func(reflect.Type) bool { return true })
