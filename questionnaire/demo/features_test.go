package demo_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/demo"
	"demarc/scoring"
)

// sheets scores the four quarters, the oldest first.
func sheets(t *testing.T) []*scoring.Sheet {
	t.Helper()
	var sheets []*scoring.Sheet
	for _, quarter := range tell(t, ours(t), november).quarters {
		sheets = append(sheets, scoring.Score(quarter.Bank, quarter.Assessment, quarter.Assessment.AsOf(november)))
	}
	return sheets
}

func compare(t *testing.T, before, after *scoring.Sheet) scoring.Comparison {
	t.Helper()
	comparison, err := scoring.Compare(before, after)
	if err != nil {
		t.Fatal(err)
	}
	return comparison
}

// seen counts what occurs, by what it is.
type seen map[string]int

func (s seen) see(what string, is bool) {
	s[what] += 0
	if is {
		s[what]++
	}
}

func (s seen) checkAll(t *testing.T, where string) {
	t.Helper()
	for _, what := range slices.Sorted(maps.Keys(s)) {
		if s[what] == 0 {
			t.Errorf("%s shows no %s", where, what)
		}
	}
}

func TestCoverageRises(t *testing.T) {
	quarters := sheets(t)
	for i, want := range []struct{ least, most float64 }{{0.50, 0.54}, {0.56, 0.60}, {0.61, 0.66}} {
		if coverage := quarters[i].Coverage().Float(); coverage < want.least || coverage > want.most {
			t.Errorf("coverage of %s is %.3f, want %v to %v", quarters[i].Assessment().ID(), coverage, want.least, want.most)
		}
	}
	before, after := quarters[1].AreaCoverage(questionnaire.Network).Float(), quarters[2].AreaCoverage(questionnaire.Network).Float()
	if after > before-0.05 {
		t.Errorf("network went from %.3f to %.3f in the third quarter, which should be its dip", before, after)
	}
	draft := quarters[3].Overall()
	if draft.Carried < 20 || draft.Answered < 40 {
		t.Errorf("of the draft %d are answered and %d carried: want a part of it", draft.Answered, draft.Carried)
	}
}

func TestDraftShowsEveryKindOfAnswer(t *testing.T) {
	sheet := sheets(t)[3]
	today := sheet.AsOf()
	draft := make(seen)
	for _, line := range sheet.Lines() {
		answer, carried := line.Answer, line.Answer.State == questionnaire.StateCarried
		for _, level := range questionnaire.Levels() {
			draft.see(level.String(), answer.Level == level)
		}
		for _, method := range []questionnaire.Method{questionnaire.MethodExamine, questionnaire.MethodInterview, questionnaire.MethodTest} {
			draft.see(method.String(), answer.Method == method)
		}
		draft.see("parked without a level", answer.Level.IsZero() && answer.Flagged.Person() != "")
		draft.see("parked although carried", carried && answer.Flagged.Person() != "")
		draft.see("somebody finds out", line.Standing == scoring.Unknown && answer.Flagged.Person() != "")
		draft.see("carried", carried)
		draft.see("critical one left in an area gone through",
			carried && line.Severity == questionnaire.SeverityCritical && sheet.AreaCounts(line.Area).Answered > 10)
		draft.see("re-affirmed in bulk without evidence", answer.Bulk && len(answer.Evidence) == 0)
		draft.see("re-affirmed in bulk on fresh evidence", answer.Bulk && line.Evidenced)
		draft.see("re-affirmed by itself", answer.State == questionnaire.StateReaffirmed && !answer.Bulk)
		draft.see("changed", answer.State == questionnaire.StateChanged)
		draft.see("population", answer.Population.Total > 0)
		draft.see("share estimated", answer.Level.Graded() && answer.Population.Total == 0)
		draft.see("typed by another", answer.RecordedBy != "")
		draft.see("owner and due", answer.Owner != "" && answer.Due.After(today))
		draft.see("overdue", !answer.Due.IsZero() && answer.Due.Before(today) && line.Counted != questionnaire.LevelAll)
		draft.see("gap without an owner", answer.Owner == "" && line.Standing == scoring.Answered && line.Counted != questionnaire.LevelAll)
		draft.see("compensating control in force", answer.Exception.InForce(questionnaire.Compensating, today))
		draft.see("compensating control past its date", line.Expired)
		draft.see("evidenced", line.Evidenced)
		draft.see("stale evidence", len(answer.Evidence) > 0 && !carried && !line.Evidenced)
		draft.see("level of three quarters", len(answer.History) == 3)
	}
	draft.see("accepted risk in force", len(scoring.AcceptedRisks(sheet)) > 0)
	for _, area := range questionnaire.Areas() {
		counts := sheet.AreaCounts(area)
		draft.see("area that is done", counts.Answered > 10 && counts.Carried == 0)
		draft.see("area that is carried whole", counts.Answered == 0 && counts.Carried > 10)
	}
	draft.checkAll(t, "the draft")
}

// What is in place needs nobody to close it, and what is critical or rests on
// stale evidence is looked at by itself.
func TestAnswersHoldTogether(t *testing.T) {
	for _, sheet := range sheets(t) {
		for _, line := range sheet.Lines() {
			answer, id := line.Answer, sheet.Assessment().ID()+" "+line.ID
			closed := answer.Level == questionnaire.LevelAll || answer.Level == questionnaire.LevelNA
			if closed && (answer.Owner != "" || !answer.Due.IsZero() || !answer.Exception.IsZero()) {
				t.Errorf("%s is closed and has an owner, a day or an exception", id)
			}
			stale := line.Standing == scoring.Answered && len(answer.Evidence) > 0 && !line.Evidenced
			if answer.Bulk && (line.Severity == questionnaire.SeverityCritical || stale) {
				t.Errorf("%s was re-affirmed in bulk", id)
			}
		}
	}
}

func TestEvidenceIsOfEveryKindAndQuarter(t *testing.T) {
	kinds := make(seen)
	for _, sheet := range sheets(t)[:3] {
		a := sheet.Assessment()
		ages := seen{"of the quarter": 0, "older": 0}
		for _, id := range a.EvidenceIDs() {
			piece, _ := a.Evidence(id)
			for _, kind := range questionnaire.EvidenceKinds() {
				kinds.see(kind.String(), piece.Kind == kind)
			}
			ages.see("of the quarter", !piece.Date().Before(a.Period().Start))
			ages.see("older", piece.Date().Before(a.Period().Start))
		}
		ages.checkAll(t, a.ID())
	}
	kinds.checkAll(t, "the story")
}

func TestEveryReasonForNotApplicable(t *testing.T) {
	reasons := make(seen)
	for _, sheet := range sheets(t) {
		for _, line := range sheet.Lines() {
			for _, code := range questionnaire.NACodes() {
				reasons.see(code.String(), line.Answer.NAReason.Code == code)
			}
		}
	}
	reasons.checkAll(t, "the story")
}

func TestQuartersMove(t *testing.T) {
	quarters := sheets(t)
	moved := make(seen)
	for i := 1; i < len(quarters); i++ {
		c := compare(t, quarters[i-1], quarters[i])
		for what, count := range map[string]int{
			"improvement": len(c.Improvements), "regression": len(c.Regressions), "gained": len(c.Gained),
			"became n/a": len(c.BecameNA), "ceased to be n/a": len(c.CeasedNA), "newly asked": len(c.Entered),
			"re-affirmed in bulk": len(c.ReaffirmedInBulk), "changed": len(c.Changed), "left": len(c.Left),
			"went stale": len(c.WentStale), "exception begun": len(c.ExceptionsBegun), "exception expired": len(c.ExceptionsExpired),
		} {
			moved[what] += count
		}
		moved.see("scope in the bridge", c.Bridge.Scope.Float() != 0)
		for _, movement := range c.Regressions {
			line, _ := quarters[i].Line(movement.Question)
			if line.Answer.Note == "" || line.Answer.At.Date().Before(quarters[i].Assessment().Period().Start) && !line.Expired {
				t.Errorf("%s went from %s to %s without a word", movement.Question, movement.From, movement.To)
			}
		}
	}
	moved.checkAll(t, "the story")
	third := compare(t, quarters[1], quarters[2])
	if len(third.Regressions) < 2 || len(third.Left) != 0 {
		t.Errorf("the third quarter has the regressions %v and left %v", third.Regressions, third.Left)
	}
}

// People do not write the same note twice.
func TestNotesDifferByQuestion(t *testing.T) {
	for _, sheet := range sheets(t) {
		said := make(map[string]string)
		for _, line := range sheet.Lines() {
			note := line.Answer.Note
			if other, twice := said[note]; twice && note != "" {
				t.Errorf("%s: %s and %s have one note", sheet.Assessment().ID(), other, line.ID)
			}
			said[note] = line.ID
			if strings.Contains(note, demo.StepNote) {
				t.Errorf("%s: the story does not tell %s", sheet.Assessment().ID(), line.ID)
			}
		}
	}
}
