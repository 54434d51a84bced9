package tui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

const payments = "payments-2026-q4"

// answering sits down in front of a new assessment's first question.
func answering(t *testing.T, width, height int) *user {
	t.Helper()
	u := sit(t, store.NewMemory(clock), width, height)
	u.setsUp()
	return u
}

func TestFirstStartLeadsThroughSetupToTheFirstQuestion(t *testing.T) {
	u := answering(t, 80, 24)
	u.sees("0/24 done", "~30 min left")
	snapshot, err := u.store.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	scope := snapshot.Assessment.Scope()
	if len(scope.Tiers) != 3 || len(scope.Services) != 0 || scope.Depth != questionnaire.DepthFull {
		t.Errorf("scope is %+v", scope)
	}
	if people := snapshot.Assessment.People(); len(people) != 2 || people[1].Name != "Sam Okafor" {
		t.Errorf("people are %+v", people)
	}
}

func TestSetupNamesServicesAndDatesOfItsOwn(t *testing.T) {
	u := sit(t, store.NewMemory(clock), 80, 30)
	u.types("Payments")
	u.press("enter", "ctrl+u")
	u.types("Sprint 7")
	u.press("enter")
	u.sees("Dates of the period")
	u.types("2026-11-02")
	u.press("enter")
	u.types("2026-11-13")
	u.press("enter")
	u.press("space", "down", "space") // leaves abstracted alone ticked
	u.press("enter", "down", "enter")
	u.sees("Services in use", "Amazon S3")
	u.press("space", "enter")
	u.sees("3 of 3")
	u.press("esc")
	u.sees("[x] Amazon S3")
	u.press("enter")
	u.press("enter")
	u.types("Ana")
	u.press("enter")
	snapshot, err := u.store.Load(t.Context(), "payments-sprint-7")
	if err != nil {
		t.Fatalf("%v\n%s", err, u.screen())
	}
	a := snapshot.Assessment
	if got := a.Period().Start.String() + " " + a.Period().End.String(); got != "2026-11-02 2026-11-13" {
		t.Errorf("the period is %s", got)
	}
	if got := fmt.Sprint(a.Scope().Tiers, a.Scope().Services); got != "[abstracted] [s3]" {
		t.Errorf("the scope is %s", got)
	}
}

func TestSetupRefusesASecondAssessmentOfThePeriod(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("q", "n")
	u.sees("Payments  2027-Q1") // the next quarter that is free
	u.press("c", "enter", "ctrl+u")
	u.types("2026-Q4")
	u.press("enter")
	u.sees("1 of 3", "Payments has an assessment for 2026-Q4 already")
}

func TestLevelsByKeyAndByCursor(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4")
	u.sees("ALL", "saved: IAM-01 ALL for Ana Ruiz", "1/24")
	if got := u.stored("IAM-01"); got.Level != questionnaire.LevelAll || got.By != "Ana Ruiz" {
		t.Errorf("stored %+v", got)
	}
	u.press("up", "space")
	if got := u.stored("IAM-01").Level; got == questionnaire.LevelAll || !got.Graded() {
		t.Errorf("the cursor chose %s", got)
	}
	u.sees("was all")
	u.press("z")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelAll {
		t.Errorf("undo left %s", got)
	}
}

func TestEnterTakesTheChoiceThatTheCursorWasMovedTo(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("down", "down", "enter")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelMost {
		t.Errorf("stored %s", got)
	}
	u.sees("IAM-01  ")
	u.press("enter")
	u.sees("IAM-02  ")
	u.press("enter")
	if got := u.stored("IAM-02").Level; !got.IsZero() {
		t.Errorf("passing by stored %s", got)
	}
}

func TestPreviousStopsAtTheFirstQuestion(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("backspace")
	u.sees("IAM-01  ", "No question before this one")
}

func TestUnknownAsksWhoFindsOut(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("u")
	u.sees("Who finds out?")
	u.types("Tom")
	u.press("enter")
	got := u.stored("IAM-01")
	if got.Level != questionnaire.LevelUnknown || got.Flagged.Person() != "Tom" {
		t.Errorf("stored %+v", got)
	}
	u.press("right", "u", "enter")
	if got := u.stored("IAM-02"); got.Level != questionnaire.LevelUnknown || !got.Flagged.IsZero() {
		t.Errorf("enter did not skip: stored %+v", got)
	}
}

func TestNotApplicableNeedsAReason(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("n", "enter", "enter")
	u.sees("needs a sentence")
	u.types("No such thing here")
	u.press("enter")
	got := u.stored("IAM-01")
	if got.Level != questionnaire.LevelNA || got.NAReason.Text != "No such thing here" {
		t.Errorf("stored %+v", got)
	}
	u.press("right", "n", "esc")
	if got := u.stored("IAM-02"); !got.Level.IsZero() {
		t.Errorf("esc saved %+v", got)
	}
}

func TestNoteEvidenceOwnerCountAndException(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("3", "t")
	u.types("All but the sandbox")
	u.press("enter", "e")
	u.types("s3://audit/root.csv")
	u.press("enter")
	u.types("Root export")
	u.press("enter", "enter", "enter", "o")
	u.types("Sam")
	u.press("enter")
	u.types("2027-01-31")
	u.press("enter", "x", "enter")
	u.types("Legacy account")
	u.press("enter")
	u.types("CISO")
	u.press("enter")
	u.types("2027-03-31")
	u.press("enter")
	got := u.stored("IAM-01")
	if got.Note != "All but the sandbox" || len(got.Evidence) != 1 || got.Owner != "Sam" ||
		got.Due.String() != "2027-01-31" || got.Exception.Approver != "CISO" {
		t.Errorf("stored %+v", got)
	}
	u.sees("E-01 fresh, 2026-11-23  Root export", "All but the sandbox")

	u.press("right", "c")
	u.types("47 of 50")
	u.press("enter", "enter")
	u.sees("MOST · 47 of 50")
	u.press("4")
	u.sees("The count 47 of 50 went with its level. z brings both back.")
	u.press("c")
	u.types("50/50")
	u.press("enter")
	u.types("credential report")
	u.press("enter", "e", "space", "enter")
	got = u.stored("IAM-02")
	if got.Level != questionnaire.LevelAll || got.Population.Total != 50 || len(got.Evidence) != 1 || got.Evidence[0] != "E-01" {
		t.Errorf("stored %+v\n%s", got, u.screen())
	}
}

func TestParkedQuestionsWaitUntilNothingElseIsLeft(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("f")
	u.types("Tom")
	u.press("enter", "enter")
	u.sees("IAM-02")
	u.press("backspace")
	u.seesNot("IAM-01  ")
	u.press("v", "tab", "tab")
	u.sees("[Parked 1]", "IAM-01", "Tom")
}

func TestEnterGoesToTheReviewWhenEverythingIsAnswered(t *testing.T) {
	u := answering(t, 80, 24)
	for range 200 {
		u.press("4", "enter")
		if strings.Contains(u.screen(), "> Review") {
			break
		}
	}
	u.sees("> Review", "Unanswered 0", "Without evidence 24")
	u.press("r")
	u.sees("Overall 100.0 %", "High (90-100)", "No gap")
}

func TestSearchFindsByIDAndByWords(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("/")
	u.types("dat-03")
	u.press("enter")
	u.sees("DAT-03  ")
	u.press("/")
	u.types("root user")
	u.sees("IAM-01")
	u.press("esc")
	u.sees("DAT-03  ")
	u.press("/")
	u.types("root user")
	u.press("enter")
	u.sees("IAM-01  ")
	u.press("esc", "esc")
	u.seesNot("dat-03")
	u.sees("> Identity")
}

func TestScopeRefusesWhatIsNoAccount(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("v", "c")
	u.types("1234")
	u.press("enter")
	u.sees("not twelve digits")
	u.press("esc")
	u.sees("> Review")
}

func TestWhatIfMovesTheCoverage(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("4", "r", "space", "down", "space")
	u.sees("WHAT IF  2 ticked")
	u.press("enter")
	u.sees("Effect")
	u.press("esc")
	u.sees("GAPS")
}

// What the smallest terminal cuts short beside the question stands in whole on a
// sheet.
func TestEveryLevelCanBeReadOnTheSmallestTerminal(t *testing.T) {
	u := answering(t, 60, 16)
	u.seesNot("credentials at all.")
	u.press("tab", "tab", "tab", "tab", "tab", "tab")
	u.sees("none     No account is known")
	u.press("pgdown")
	u.sees("credentials at all.")
}

func TestReportIsShownAndWritten(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("3", "w")
	u.sees("SECTIONS", "Payments")
	u.press("right", "right", "pgdown", "s")
	u.sees("Written: reports/" + payments + ".md")
	if text := string(u.written[payments+".md"]); !strings.Contains(text, "Payments") || !strings.Contains(text, "IAM-01") {
		t.Errorf("the report holds %d bytes without the team or the answer", len(text))
	}
}

func TestReportIsWrittenInAnotherFormat(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("3", "t")
	u.types("Seen by Mona Vale")
	u.press("enter", "w", "f")
	u.sees("Write the report", "html")
	u.press("down", "enter", "enter")
	u.sees("Written: reports/" + payments + ".html")
	if page := string(u.written[payments+".html"]); !strings.HasPrefix(strings.ToLower(page), "<!doctype html>") || !strings.Contains(page, "Mona Vale") {
		t.Errorf("the page holds %d bytes, without the note or not as HTML", len(page))
	}
	u.press("f", "down", "down", "down", "enter", "down", "enter")
	u.sees("Written: reports/" + payments + "-redacted.csv")
	rows := string(u.written[payments+"-redacted.csv"])
	if !strings.Contains(rows, "IAM-01") || strings.Contains(rows, "Mona") {
		t.Errorf("the rows are not redacted, or not there: %d bytes", len(rows))
	}
	u.press("f", "up", "enter", "enter")
	u.sees("Written: reports/" + payments + ".oscal.json")
}

func TestFinalizeLocksTheAnswers(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "v", "l")
	u.sees("What was looked at")
	u.types("111122223333 production")
	u.press("enter")
	u.types("3")
	u.press("enter", "enter")
	u.types("eu-west-1")
	u.press("enter")
	u.types("sandbox")
	u.press("enter")
	u.sees("Not complete yet", "23 without an answer: IAM-02, IAM-03")
	u.press("enter")
	u.sees("> Review")
	u.press("l", "down")
	u.sees("yes, with 23 unanswered: the report lists them")
	u.press("enter")
	u.sees("Finalize Payments")
	u.press("enter", "down", "enter")
	u.sees("FINAL", "l signs it")
	snapshot, err := u.store.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	scope := snapshot.Assessment.Scope()
	if got := fmt.Sprint(scope.Accounts, scope.AccountsTotal, scope.Regions, scope.Exclusions); got != "[{111122223333 production}] 3 [eu-west-1] [sandbox]" {
		t.Errorf("the scope is %s", got)
	}
	u.press("q", "enter")
	u.sees("> Results")
	u.press("down", "enter", "2")
	u.sees("final, read-only: c corrects it")
}

func TestHomeListsAssessmentsAndSaysWhatIsNext(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "q")
	u.sees("1 of 24 done", "next: answer 23 more questions (enter)")
	u.press("enter")
	u.sees("IAM-02")
	u.press("q", "q")
	if !u.gone {
		t.Error("q at home did not quit")
	}
}

func TestHelpListsTheKeysOfTheScreen(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("?")
	u.sees("not applicable; asks why", "park for somebody", "quit; every answer is saved")
	u.press("?", "esc")
	u.sees("IAM-01  ")
}

func TestSmallTerminalSaysSoAndGoesOn(t *testing.T) {
	u := answering(t, 80, 24)
	u.send(tea.WindowSizeMsg{Width: 10, Height: 3})
	u.fits(10, 3)
	u.press("4")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.sees("IAM-01  ", "0/24")
}

// broken is a store whose saves fail while it has an error.
type broken struct {
	store.Store
	err error
}

func (b *broken) SaveAnswers(ctx context.Context, id string, edits ...store.Edit) ([]store.Saved, error) {
	if b.err != nil {
		return nil, b.err
	}
	return b.Store.SaveAnswers(ctx, id, edits...)
}

func TestFailedSaveStaysOnTheScreenUntilItIsSettled(t *testing.T) {
	keeper := &broken{Store: store.NewMemory(clock)}
	u := sit(t, keeper, 80, 24)
	u.setsUp()
	keeper.err = fmt.Errorf("write answer: %w", syscall.ENOSPC)
	u.press("4")
	u.sees("NOT SAVED: the disk is full. Kept here; s saves again", "ALL")
	u.press("enter", "right")
	u.sees("IAM-01  ", "NOT SAVED")
	u.press("s")
	u.sees("NOT SAVED")
	keeper.err = nil
	u.press("s")
	u.seesNot("NOT SAVED")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelAll {
		t.Errorf("stored %s", got)
	}
	u.press("enter")
	u.sees("IAM-02  ")
}

// The answer was changed while its save was under way, and then the save failed.
func TestAnAnswerThatWasChangedDuringAFailedSaveIsSaved(t *testing.T) {
	keeper := &broken{Store: store.NewMemory(clock)}
	u := sit(t, keeper, 80, 24)
	u.setsUp()
	_, save := u.app.Update(pressed("4"))
	u.press("2", "right", "3", "left", "3")
	keeper.err = fmt.Errorf("write answer: %w", syscall.ENOSPC)
	u.run(save)
	u.sees("NOT SAVED")
	keeper.err = nil
	u.press("s")
	u.seesNot("NOT SAVED")
	if first, second := u.stored("IAM-01").Level, u.stored("IAM-02").Level; first != questionnaire.LevelMost || second != questionnaire.LevelMost {
		t.Errorf("stored %s and %s", first, second)
	}
}

// Enter was pressed twice, and the first reading arrives last.
func TestALateReadingDoesNotTakeThePlaceOfAnswers(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("q")
	_, late := u.app.Update(pressed("enter"))
	u.press("enter")
	u.sees("IAM-01  ")
	_, save := u.app.Update(pressed("4"))
	u.run(late)
	u.run(save)
	u.sees("ALL", "1/24")
	if got := u.stored("IAM-01").Level; got != questionnaire.LevelAll {
		t.Errorf("stored %s", got)
	}
	u.press("1")
	u.sees("saved: IAM-01 NONE")
}

func TestQuitKeepsTheNoteThatIsBeingTyped(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "t")
	u.types("half a sentence")
	u.press("ctrl+c")
	if got := u.stored("IAM-01").Note; got != "half a sentence" || !u.gone {
		t.Errorf("gone %v, stored note %q", u.gone, got)
	}
}

func TestEvidenceFormRefusesADateAfterTodayAndKeepsTheRest(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "e")
	u.types("link")
	u.press("enter")
	u.types("Title")
	u.press("enter", "enter", "ctrl+u")
	u.types("2027-01-01")
	u.press("enter")
	u.sees("2027-01-01 is after today", "link")
}

func TestEnterOnARowOfEvidenceTakesIt(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4", "e")
	u.types("link")
	u.press("enter")
	u.types("Title")
	u.press("enter", "enter", "enter", "right", "4", "e", "enter")
	if got := u.stored("IAM-02").Evidence; len(got) != 1 || got[0] != "E-01" {
		t.Errorf("stored %v", got)
	}
}

func TestQuitSaysWhatIsNotSavedAndLeavesAtTheSecondPress(t *testing.T) {
	keeper := &broken{Store: store.NewMemory(clock)}
	u := sit(t, keeper, 80, 24)
	u.setsUp()
	keeper.err = errors.New("no")
	u.press("4", "ctrl+c")
	if u.gone {
		t.Fatal("ctrl+c left an answer behind without a word")
	}
	u.sees("NOT SAVED", "ctrl+c leaves without")
	u.press("q")
	u.sees("NOT SAVED")
	u.seesNot("ctrl+c leaves without")
	u.press("ctrl+c", "ctrl+c")
	if !u.gone {
		t.Error("the second ctrl+c did not quit")
	}
}

func TestTheOneWhoAnswersStays(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("p", "down", "enter")
	u.sees("answering: Sam Okafor")
	u.press("q", "enter")
	u.sees("answering: Sam Okafor")
}

func TestSomebodyElsesAnswerIsShownAndNothingIsOverwritten(t *testing.T) {
	for _, mine := range []bool{true, false} {
		keeper := store.NewMemory(clock)
		u := sit(t, keeper, 80, 24)
		u.setsUp()
		_, err := keeper.SaveAnswers(t.Context(), payments, store.Edit{
			Question: "IAM-01", Answer: questionnaire.Answer{Level: questionnaire.LevelNone, By: "Tom"},
		})
		if err != nil {
			t.Fatal(err)
		}
		u.press("4")
		u.sees("Two answers to IAM-01", "mine: all for Ana Ruiz", "theirs: none for Tom")
		want := questionnaire.LevelAll
		u.press("down")
		if !mine {
			u.press("down")
			want = questionnaire.LevelNone
		}
		u.press("enter")
		if got := u.stored("IAM-01").Level; got != want {
			t.Errorf("mine %v: stored %s", mine, got)
		}
		u.sees("IAM-0")
	}
}

func TestTextFromOutsideCannotReachTheTerminal(t *testing.T) {
	keeper := store.NewMemory(clock)
	u := sit(t, keeper, 80, 24, func(o *tui.Options) { o.Where = "x\x1b[2Jy" })
	u.types("Payments")
	if frame := u.frame(); strings.Contains(frame, "\x1b[2J") {
		t.Errorf("the frame holds an escape from outside: %q", frame)
	}
}

// What is answered while a save is under way is saved after it, and nothing
// that is on its way is lost.
func TestAnswersGivenDuringASaveAreSaved(t *testing.T) {
	u := answering(t, 80, 24)
	_, first := u.app.Update(tea.KeyPressMsg{Code: '4', Text: "4"})
	u.app.Update(tea.KeyPressMsg{Code: tea.KeyRight})
	if _, more := u.app.Update(tea.KeyPressMsg{Code: '3', Text: "3"}); more != nil {
		t.Error("a second save began while the first was under way")
	}
	u.app.Update(tea.KeyPressMsg{Code: '2', Text: "2"})
	u.sees("saving")
	u.run(first)
	u.sees("saved 14:02")
	if one, two := u.stored("IAM-01").Level, u.stored("IAM-02").Level; one != questionnaire.LevelAll || two != questionnaire.LevelSome {
		t.Errorf("stored %s and %s", one, two)
	}
}

// To finalize waits for the answers that are being saved.
func TestFinalizeWaitsForTheQueue(t *testing.T) {
	u := answering(t, 80, 24)
	_, saving := u.app.Update(tea.KeyPressMsg{Code: '4', Text: "4"})
	u.press("v", "l")
	u.sees("Goes on as soon as the last answers are saved")
	u.run(saving)
	u.sees("What was looked at: 1 of 2, then finalize")
}

// Whoever stands first in the room answers, and whom git knows is not there if
// setup says so.
func TestTheFirstInTheRoomAnswers(t *testing.T) {
	git := func(options *tui.Options) {
		options.Defaults = func() (tui.Defaults, error) { return tui.Defaults{Git: "Seed 24bd23c4"}, nil }
	}
	keeper := store.NewMemory(clock)
	u := sit(t, keeper, 80, 24, git)
	u.types("Payments")
	u.press("enter", "enter", "enter", "enter", "enter")
	u.sees("3 of 3", "Seed 24bd23c4")
	u.press("ctrl+u")
	u.types("Ana, Bo")
	u.press("enter", "4")
	u.sees("saved: IAM-01 ALL for Ana", "p Ana")
	again := sit(t, keeper, 80, 24, git)
	again.press("enter", "right", "3")
	for _, question := range []string{"IAM-01", "IAM-03"} {
		if got := u.stored(question); got.By != "Ana" || got.RecordedBy != "" {
			t.Errorf("%s is said by %q, typed by %q", question, got.By, got.RecordedBy)
		}
	}
}

// Whom git knows answers where they are in the room, and types for the others.
func TestWhomGitKnowsAnswersIfInTheRoom(t *testing.T) {
	keeper := store.NewMemory(clock)
	sit(t, keeper, 80, 24).setsUp()
	u := sit(t, keeper, 80, 24, func(options *tui.Options) {
		options.Defaults = func() (tui.Defaults, error) { return tui.Defaults{Git: "Sam Okafor"}, nil }
	})
	u.press("enter", "4")
	u.sees("saved: IAM-01 ALL for Sam Okafor")
	u.press("p", "up", "enter", "right", "4")
	if got := u.stored("IAM-02"); got.By != "Ana Ruiz" || got.RecordedBy != "Sam Okafor" {
		t.Errorf("said by %q, typed by %q", got.By, got.RecordedBy)
	}
}

// What was saved is said of the question that it is about, and no longer.
func TestWhatWasSavedIsSaidOfItsQuestionOnly(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("4")
	u.sees("saved: IAM-01 ALL", "z undo")
	u.press("pgdown")
	u.sees("saved: IAM-01 ALL")
	u.press("enter")
	u.sees("IAM-02  ")
	u.seesNot("saved: IAM-01")
	u.press("left")
	u.seesNot("saved: IAM-01")
	u.press("z")
	u.sees("IAM-01 is back to not answered")
	u.press("4", "v", "esc")
	u.seesNot("saved: IAM-01")
	u.press("3", "backspace")
	u.sees("No question before this one")
	u.press("pgdown")
	u.seesNot("saved: IAM-01")
}

// Home and the questions tell the same minutes, at the pace at which answers
// were given.
func TestHomeAndQuestionsTellTheSameMinutes(t *testing.T) {
	now := today
	keeper := store.NewMemory(func() time.Time { return now })
	u := sit(t, keeper, 80, 24, func(options *tui.Options) { options.Now = func() time.Time { return now } })
	u.setsUp()
	for range 14 {
		now = now.Add(12 * time.Second)
		u.press("4", "right")
	}
	u.sees("14/24 done", "~2 min left")
	u.press("q")
	u.sees("about 2 min left")
}

func TestWhoAnswersOffersWhoWasNamed(t *testing.T) {
	u := answering(t, 80, 24)
	parksSome(u)
	u.press("p")
	u.sees("Ana Ruiz", "Sam Okafor", "Priya Shah", "Tom", "somebody else")
	u.press("down", "down", "down", "enter", "right", "4")
	u.sees("for Tom")
}

func TestTheGapOfWhatSomebodyFindsOutNamesThem(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("u")
	u.types("Cem")
	u.press("enter", "r")
	if line := u.line("] IAM-01"); !strings.Contains(line, "Cem") {
		t.Errorf("the gap does not name who finds out: %q", line)
	}
}

// Shift+tab goes back wherever tab goes forward.
func TestShiftTabGoesBack(t *testing.T) {
	for _, look := range []struct {
		width, height int
		opens         []string
		first, last   string
	}{
		{80, 24, nil, "[Why]", "[Answer]"},
		{60, 16, []string{"tab"}, "[Why]", "Now "},
		{80, 24, []string{"v"}, "[Unanswered", "[Without evidence"},
		{80, 24, []string{"r"}, "open the gap", "Tiers]"},
		{80, 24, []string{"/", "tab"}, "show <any>", "find: an id"},
	} {
		u := answering(t, look.width, look.height)
		u.press(look.opens...)
		u.sees(look.first)
		u.press("shift+tab")
		u.sees(look.last)
		u.press("tab")
		u.sees(look.first)
	}
}
