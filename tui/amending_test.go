package tui_test

import (
	"strings"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// attaches gives the question at hand a level and a new piece of evidence.
func attaches(u *user, ref, title string) {
	u.press("4", "e")
	if strings.Contains(u.screen(), "In this assessment") {
		u.press("n")
	}
	u.types(ref)
	u.press("enter")
	u.types(title)
	u.press("enter", "enter", "enter")
}

// listed returns what the store lists of a piece of evidence.
func (u *user) listed(assessment, id string) (questionnaire.Evidence, bool) {
	u.t.Helper()
	snapshot, err := u.store.Load(u.t.Context(), assessment)
	if err != nil {
		u.t.Fatal(err)
	}
	return snapshot.Assessment.Evidence(id)
}

func TestEvidenceIsCorrected(t *testing.T) {
	u := answering(t, 80, 24)
	attaches(u, "s3://audit/reprot.csv", "Report")
	u.press("right", "4", "e", "enter")
	u.press("e", "e")
	u.sees("Evidence E-01", "s3://audit/reprot.csv", "Report", "config export", "2026-11-23", "IAM-01 rests on it too: it changes there as well.")
	u.press("ctrl+u")
	u.types("s3://audit/report.csv")
	u.press("enter", "enter", "right", "enter", "ctrl+u")
	u.types("2026-11-20")
	u.press("enter")
	u.sees("saved: E-01 corrected", "E-01 fresh, 2026-11-20  Report")
	piece, _ := u.listed(payments, "E-01")
	if piece.Ref != "s3://audit/report.csv" || piece.Kind == questionnaire.KindConfigExport || piece.CollectedAt.Date().String() != "2026-11-20" {
		t.Errorf("stored %+v", piece)
	}
	u.press("z")
	u.sees("Evidence E-01 is back as before.")
	if piece, _ = u.listed(payments, "E-01"); piece.Ref != "s3://audit/reprot.csv" {
		t.Errorf("undone it is %+v", piece)
	}
	u.press("e", "e", "esc")
	u.sees("In this assessment")
}

func TestEvidenceThatNoAnswerNamesIsTakenOff(t *testing.T) {
	u := answering(t, 80, 24)
	attaches(u, "s3://audit/one.csv", "One")
	u.press("right")
	attaches(u, "s3://audit/two.csv", "Two")
	u.press("e", "down", "backspace")
	u.sees("E-01 stays: IAM-01 rests on it. Untick it there first.", "In this assessment")
	u.press("esc", "left", "e", "space", "enter", "e", "end", "up")
	u.sees("E-01 not used, fresh, 2026-11-23  One")
	u.press("backspace")
	u.sees("E-01 is off the list. On the question, z brings it back.")
	u.seesNot("One")
	if _, listed := u.listed(payments, "E-01"); listed {
		t.Error("the store lists it still")
	}
	u.press("esc")
	u.sees("saved: E-01 taken off the list")
	u.press("z")
	u.sees("Evidence E-01 is back as before.")
	u.press("z")
	if got := u.stored("IAM-01").Evidence; len(got) != 1 || got[0] != "E-01" {
		t.Errorf("IAM-01 rests on %v", got)
	}
}

// What was listed for an answer goes with it when that is undone.
func TestUndoneEvidenceIsNotListed(t *testing.T) {
	u := answering(t, 80, 24)
	attaches(u, "s3://audit/one.csv", "One")
	u.press("z")
	if _, listed := u.listed(payments, "E-01"); listed {
		t.Error("E-01 is listed still")
	}
	u.press("e")
	u.sees("New evidence")
}

// A piece that came along stays as it was last quarter.
func TestEvidenceThatCameAlongStaysAsItWas(t *testing.T) {
	u := carried(t, 80, 24)
	before, _ := u.listed(lastPayments, "E-01")
	named := u.namedBy("E-01")
	u.press("v", "/")
	u.types(named[0])
	u.press("enter", "e", "e")
	u.sees("stays as it was there. Changed,", "takes its place under "+named[0])
	u.press("ctrl+u")
	u.types("s3://audit/2026-q4.csv")
	u.press("enter", "enter", "enter", "enter")
	u.sees("E-01 stays as it was.")
	if now, _ := u.listed(payments, "E-01"); now != before {
		t.Errorf("E-01 is %+v now, was %+v", now, before)
	}
	for _, id := range u.stored(named[0]).Evidence {
		if piece, _ := u.listed(payments, id); id == "E-01" || piece.Ref != "s3://audit/2026-q4.csv" && piece == before {
			t.Errorf("%s rests on %s, %+v", named[0], id, piece)
		}
	}
	if got := u.stored(named[0]); got.State != questionnaire.StateCarried {
		t.Errorf("the answer is %s", got.State)
	}
}

// namedBy returns the questions whose answers name a piece of evidence.
func (u *user) namedBy(id string) []string {
	u.t.Helper()
	snapshot, err := u.store.Load(u.t.Context(), payments)
	if err != nil {
		u.t.Fatal(err)
	}
	return snapshot.Assessment.EvidenceNamedBy(id)
}

// Two people who list evidence at the same time never see each other's under
// their own.
func TestEvidenceOfTwoWritersIsNotMixedUp(t *testing.T) {
	keeper := store.NewMemory(clock)
	sit(t, keeper, 80, 24).setsUp()
	first, second := sit(t, keeper, 80, 24), sit(t, keeper, 80, 24)
	first.press("enter")
	second.press("enter", "right")
	attaches(first, "s3://audit/mine.csv", "Mine")
	attaches(second, "s3://audit/theirs.csv", "Theirs")
	second.press("/")
	second.types("IAM-02")
	second.press("enter", "t")
	second.types("Seen.")
	second.press("enter")
	if got := second.stored("IAM-02"); len(got.Evidence) != 1 || got.Evidence[0] != "E-02" {
		t.Errorf("IAM-02 rests on %v", got.Evidence)
	}
	second.press("e", "e")
	second.sees("s3://audit/theirs.csv")
}

// What somebody else changed meanwhile stands, and is shown.
func TestEvidenceThatSomebodyElseChangedStands(t *testing.T) {
	keeper := store.NewMemory(clock)
	u := sit(t, keeper, 80, 24)
	u.setsUp()
	attaches(u, "s3://audit/one.csv", "One")
	read, _ := u.listed(payments, "E-01")
	theirs := read
	theirs.Ref = "s3://audit/theirs.csv"
	edit := store.Edit{Amend: []store.Amendment{{ID: "E-01", Read: read, Becomes: theirs}}}
	if _, err := keeper.SaveAnswers(t.Context(), payments, edit); err != nil {
		t.Fatal(err)
	}
	u.press("e", "e", "ctrl+u")
	u.types("s3://audit/mine.csv")
	u.press("enter", "enter", "enter", "enter")
	u.sees("Somebody else changed this evidence meanwhile")
	if piece, _ := u.listed(payments, "E-01"); piece != theirs {
		t.Errorf("stored %+v", piece)
	}
	u.press("e", "e")
	u.sees("s3://audit/theirs.csv")
}

// In plain lines too a piece is put right, taken off, and left as it was where it
// came along.
func TestAccessibleEvidenceIsPutRight(t *testing.T) {
	keeper := store.NewMemory(clock)
	said, err := talks(t, keeper, strings.Join([]string{
		"Payments", "", "", "", "", "Ana Ruiz",
		"4", "amend", "e", "s3://audit/reprot.csv", "Report", "", "",
		"amend", "1", "s3://audit/report.csv", "", "query output", "2026-11-20",
		"amend", "1", "", "", "", "",
		"e", "2", "amend", "1", "2",
		"amend", "z", "q", "quit",
	}, "\n")+"\n")
	if err != nil {
		t.Fatalf("ended with %v:\n%s", err, said)
	}
	for _, want := range []string{
		"No evidence is listed yet. Type e for the first piece.\n",
		"Which piece of evidence do you want to put right?\n1. E-01, Report, config export, fresh, 2026-11-23.\n",
		"Link or path [s3://audit/reprot.csv]:", "Saved: E-01 corrected.\n",
		"1. E-01, Report, query output, fresh, 2026-11-20.\n", "Nothing is changed.\n",
		"1. E-01, Report, query output, fresh, 2026-11-20, not used.\n", "E-01 supports no answer.\n", "Saved: E-01 taken off the list.\n",
		"Undone and saved: evidence E-01 is as before.\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("does not say %q:\n%s", want, said)
		}
	}
	u := &user{t: t, store: keeper}
	piece, _ := u.listed(payments, "E-01")
	if piece.Ref != "s3://audit/report.csv" || piece.Kind != questionnaire.KindQueryOutput || piece.CollectedAt.Date().String() != "2026-11-20" || piece.By != "Ana Ruiz" {
		t.Errorf("stored %+v", piece)
	}
}

// What is too old for the question comes after what counts.
func TestEvidenceThatCountsComesFirst(t *testing.T) {
	u := carried(t, 80, 24)
	named := u.namedBy("E-01")
	u.press("v", "/")
	u.types(named[0])
	u.press("enter", "e", "n")
	u.types("s3://audit/2026-q4.csv")
	u.press("enter")
	u.types("Now")
	u.press("enter", "enter", "enter", "/")
	u.types("IAM-04")
	u.press("enter", "E")
	u.sees("is attached: Now.")
}

func TestAccessibleEvidenceThatCameAlongStaysAsItWas(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsLastQuarter(t, keeper)
	follows(t, keeper, []questionnaire.Person{{Name: "Ana Ruiz"}})
	u := &user{t: t, store: keeper}
	before, _ := u.listed(lastPayments, "E-01")
	question := u.namedBy("E-01")[0]
	said, err := talks(t, keeper, strings.Join([]string{
		"", "", question, "amend", "E-01", "s3://audit/2026-q4.csv", "", "", "", "q", "quit",
	}, "\n")+"\n", afterTheRevision)
	if err != nil {
		t.Fatalf("ended with %v:\n%s", err, said)
	}
	if !strings.Contains(said, "stays as it was there. Changed, it is a new piece, which takes its place under "+question) {
		t.Errorf("does not say that it stays:\n%s", said)
	}
	if now, _ := u.listed(payments, "E-01"); now != before {
		t.Errorf("E-01 is %+v now, was %+v", now, before)
	}
	for _, id := range u.stored(question).Evidence {
		if piece, _ := u.listed(payments, id); piece.Ref == before.Ref {
			t.Errorf("%s rests on %s, %+v", question, id, piece)
		}
	}
}

// One export serves many questions: one key lets the next answer rest on it, and
// the list begins with it.
func TestTheEvidenceThatWasUsedLastIsAtHand(t *testing.T) {
	now := today
	keeper := store.NewMemory(func() time.Time { return now })
	u := sit(t, keeper, 80, 24, func(o *tui.Options) {
		o.Now = func() time.Time {
			now = now.Add(time.Second)
			return now
		}
	})
	u.setsUp()
	u.press("E")
	u.sees("No evidence is listed yet: e adds the first piece.")
	attaches(u, "s3://audit/one.csv", "One")
	u.press("right")
	attaches(u, "s3://audit/two.csv", "Two")
	u.press("right", "4", "E")
	u.sees("E-02 is attached: Two. z takes it off.")
	u.press("E")
	u.sees("E-02 is attached already: e lists all there is.")
	u.press("z")
	if got := u.stored("IAM-03").Evidence; len(got) > 0 {
		t.Errorf("undone it rests on %v", got)
	}
	u.press("left", "left", "e", "space", "enter", "E", "right", "right", "e", "enter")
	if got := u.stored("IAM-03").Evidence; len(got) != 1 || got[0] != "E-02" {
		t.Errorf("enter in the list took %v", got)
	}
	said, err := talks(t, keeper, "\n\n1\nIAM-04\n4\nsame\nE\nq\nquit\n")
	if err != nil || !strings.Contains(said, "Saved: IAM-04, evidence E-02 attached.") || !strings.Contains(said, "E-02 is attached already: e lists all there is.") {
		t.Errorf("plain lines: %v\n%s", err, said)
	}
}
