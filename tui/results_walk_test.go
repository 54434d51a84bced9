package tui_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/scoring"
)

// walksResults sits down in front of the results of some answers.
func walksResults(t *testing.T, width, height int) *user {
	t.Helper()
	u := answering(t, width, height)
	answerSome(u)
	u.press("r")
	u.sees("> Results")
	return u
}

// sheet scores what the store holds.
func (u *user) sheet() *scoring.Sheet {
	u.t.Helper()
	snapshot, err := u.store.Load(u.t.Context(), payments)
	if err != nil {
		u.t.Fatal(err)
	}
	return scoring.Score(snapshot.Bank, snapshot.Assessment, snapshot.Assessment.AsOf(today))
}

// Every count opens as many questions as it says, and without those that only
// caution they add up to all that are asked.
func TestEveryCountOpensItsQuestions(t *testing.T) {
	u := walksResults(t, 140, 45)
	u.press("tab")
	chosen := regexp.MustCompile(`\[(?:[^\[\]]* )?(evidenced|asserted|none|expired|unknown|carried|unanswered|n/a|critical below most|accepted risks|nobody finds out) (\d+)\]`)
	asked, last := 0, ""
	for range 12 {
		found := chosen.FindStringSubmatch(u.screen())
		if found == nil {
			t.Fatalf("no count is chosen:\n%s", u.screen())
		}
		word, count := found[1], found[2]
		if word == last {
			break
		}
		last = word
		number, _ := strconv.Atoi(count)
		if word != "critical below most" && word != "accepted risks" && !strings.HasSuffix(word, "finds out") {
			asked += number
		}
		u.press("enter")
		questions := " questions"
		if number == 1 {
			questions = " question"
		}
		u.sees("> Questions", count+questions, "1 of "+count)
		u.press("esc")
		u.sees("["+found[0][1:], "> Results")
		u.press("right")
	}
	if want := u.sheet().Len(); asked != want {
		t.Errorf("the counts add up to %d of %d", asked, want)
	}
	if got := len(u.sheet().Overall().CappedBy); got == 0 {
		t.Error("nothing caps the band, so nothing was shown of it")
	} else {
		u.sees(fmt.Sprintf("critical below most %d", got))
	}
}

func TestAnAreaAndACellOpenTheirQuestions(t *testing.T) {
	u := walksResults(t, 140, 45)
	sheet := u.sheet()
	u.press("tab", "tab", "down")
	u.sees("▸Network")
	u.press("enter")
	u.sees("Cloud Network Security", fmt.Sprintf("%d questions", sheet.AreaCounts(questionnaire.Network).Asked), "▸ NET-01")
	u.press("esc")
	u.sees("▸Network")
	u.press("tab", "right", "up")
	cell := sheet.Area(questionnaire.IAM).Tiers[questionnaire.Container]
	u.sees("▸ " + cell.Coverage.Percent(1))
	u.press("enter")
	u.sees("Identity, container", fmt.Sprintf("%d questions", cell.Applicable), "of several tiers")
	u.press("down", "enter")
	u.sees("IAM-02  ")
	u.press("esc")
	u.sees("▸ IAM-02")
	u.press("esc")
	u.sees("▸ " + cell.Coverage.Percent(1))
}

func TestWhatIfMovesTowardATarget(t *testing.T) {
	u := answering(t, 80, 24)
	for range 24 {
		u.press("3", "right") // 75.0 everywhere
	}
	u.press("1", "r")
	sheet := u.sheet()
	target, _ := scoring.ParsePercent("90")
	plan := scoring.Plan(sheet, target)
	u.sees("to 90: " + strconv.Itoa(len(plan.Steps)) + " more")
	u.press("b")
	u.sees(fmt.Sprintf("%d ticked", len(plan.Steps)), plan.End.Percent(1), "to 90: reached", "[x]")
	u.press("right")
	u.sees("to 100: ")
	u.press("b")
	u.sees("100.0", "to 100: reached")
	u.press("b")
	u.seesNot("[x]")
	u.press("left", "left")
	u.sees("to 80: ")
	before := len(scoring.Plan(sheet, eighty(t)).Steps)
	u.press("space")
	u.sees("1 ticked")
	if before > 1 {
		u.seesNot(fmt.Sprintf("to 80: %d more", before))
	}
}

// However gaps were ticked and targets chosen, the screen says what adding up the
// lifts says, and how many more gaps lead to the target in the order of the plan.
func TestWhatIfAddsUp(t *testing.T) {
	u := answering(t, 80, 24)
	random := rand.New(rand.NewPCG(5, 5))
	for range 24 {
		u.press(strconv.Itoa(1+random.IntN(4)), "right")
	}
	u.press("r")
	sheet := u.sheet()
	gaps, ticked, at := scoring.Gaps(sheet), make(map[string]bool), 0
	shown := regexp.MustCompile(`(?:what if: (\d+) ticked  \S+ → (\S+)  )?to (\d+): (reached|\d+ more)`)
	for range 400 {
		switch dice := random.IntN(10); {
		case dice < 4:
			u.press("space")
			ticked[gaps[at].Question] = !ticked[gaps[at].Question]
		case dice < 8:
			down := random.IntN(2)
			u.press([]string{"up", "down"}[down])
			at = max(0, min(len(gaps)-1, at+2*down-1))
		default:
			u.press([]string{"left", "right"}[random.IntN(2)])
		}
		found := shown.FindStringSubmatch(u.screen())
		if found == nil {
			t.Fatalf("no target is on the screen:\n%s", u.screen())
		}
		if want := addedUp(t, sheet, ticked, found[3]); !slices.Equal(found[1:], want) {
			t.Fatalf("the screen says %q, want %q", found[0], want)
		}
	}
}

// addedUp returns what the results say of ticked gaps and a target: how many are
// ticked and the coverage with them, both empty where none is, the target, and
// what is missing to it.
func addedUp(t *testing.T, sheet *scoring.Sheet, ticked map[string]bool, percent string) []string {
	t.Helper()
	target, ok := scoring.ParsePercent(percent)
	whole, _ := scoring.ParsePercent("100")
	if !ok {
		t.Fatalf("%s is no percentage", percent)
	}
	count, coverage, missing := 0, sheet.Coverage(), 0
	for _, gap := range scoring.Gaps(sheet) {
		if ticked[gap.Question] {
			count++
			coverage = coverage.Plus(gap.Lift)
		}
	}
	said := []string{"", "", percent, "reached"}
	if count > 0 {
		said[0], said[1] = strconv.Itoa(count), coverage.PercentIn(sheet.Bank().Bands())
	}
	for _, step := range scoring.Plan(sheet, whole).Steps {
		if coverage.Cmp(target) < 0 && !ticked[step.Question] {
			missing++
			coverage = coverage.Plus(step.Lift)
		}
	}
	if missing > 0 {
		said[3] = fmt.Sprintf("%d more", missing)
	}
	return said
}

func eighty(t *testing.T) scoring.Share {
	t.Helper()
	share, ok := scoring.ParsePercent("80")
	if !ok {
		t.Fatal("80 is no percentage")
	}
	return share
}

// A target that gaps alone do not reach, because risks were accepted, is said so.
func TestATargetThatGapsDoNotReach(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("1", "x", "enter")
	u.types("Legacy")
	u.press("enter")
	u.types("CISO")
	u.press("enter")
	u.types("2027-03-31")
	u.press("enter", "r", "right", "right", "right", "right", "right", "right", "right", "right", "right", "right", "right")
	u.sees("to 100: not by these alone")
}

// Where the screen is short the areas come first, and every part has its turn.
func TestShortResultsShowOnePartAtATime(t *testing.T) {
	u := walksResults(t, 60, 16)
	u.sees("▸Identity")
	u.seesNot("GAPS")
	u.press("tab")
	u.sees("infra ", "▸ 58.3")
	u.press("tab")
	u.sees("GAPS")
	u.press("tab")
	u.sees("[▒ asserted", "AREA")
	u.press("tab", "space")
	u.sees("GAPS")
	u.seesNot("[x]")
	u.press("space")
	u.sees("[x]")
}
