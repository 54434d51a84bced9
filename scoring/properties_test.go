package scoring_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

// forSamples runs a property over drawn samples until one fails.
func forSamples(t *testing.T, property func(t *testing.T, g *generator, drawn sample)) {
	t.Helper()
	t.Parallel()
	samples := uint64(250)
	if testing.Short() {
		samples = 50
	}
	for seed := range samples {
		g := newGenerator(seed)
		property(t, g, g.sample())
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

func (s sample) score() *scoring.Sheet { return scoring.Score(s.bank, s.assessment, s.asOf) }

// sets returns the figures of everything a sheet speaks about, by name.
func sets(sheet *scoring.Sheet) map[string]scoring.Figures {
	named := map[string]scoring.Figures{"overall": sheet.Overall().Figures}
	for _, area := range sheet.Areas() {
		named[area.ID.String()] = area.Figures
		for tier, cell := range area.Tiers {
			named[area.ID.String()+" "+tier.String()] = cell.Figures
		}
	}
	return named
}

func coverage(f scoring.Figures) scoring.Share  { return f.Coverage }
func ceiling(f scoring.Figures) scoring.Share   { return f.Ceiling }
func asCarried(f scoring.Figures) scoring.Share { return f.AsCarried }
func evidenced(f scoring.Figures) scoring.Share { return f.Evidenced }
func naAsNone(f scoring.Figures) scoring.Share  { return f.NAAsNone }

// notAbove fails if the first share is above the second; a figure that is not
// known is above nothing and below nothing.
func notAbove(t *testing.T, what string, low, high scoring.Share) {
	t.Helper()
	if low.Known() && high.Known() && low.Cmp(high) > 0 {
		t.Errorf("%s: %s is above %s", what, low.Fraction(), high.Fraction())
	}
}

// neverRise fails if one of the shares is higher after than before.
func neverRise(t *testing.T, what string, before, after *scoring.Sheet, shares ...func(scoring.Figures) scoring.Share) {
	t.Helper()
	were := sets(before)
	for name, figures := range sets(after) {
		for i, share := range shares {
			notAbove(t, fmt.Sprintf("%s: %s, figure %d", what, name, i), share(figures), share(were[name]))
		}
	}
	notAbove(t, what+": pooled", after.Overall().Pooled, before.Overall().Pooled)
}

func TestFiguresStandInTheirOrder(t *testing.T) {
	none, _ := scoring.ParsePercent("0")
	whole, _ := scoring.ParsePercent("100")
	forSamples(t, func(t *testing.T, _ *generator, drawn sample) {
		for name, f := range sets(drawn.score()) {
			ladder := []scoring.Share{none, f.Evidenced, f.Coverage, f.AsCarried, f.Ceiling, whole}
			ladder = slices.DeleteFunc(ladder, func(share scoring.Share) bool { return !share.Known() })
			for i := range len(ladder) - 1 {
				notAbove(t, fmt.Sprintf("%s: step %d of evidenced, coverage, as carried, ceiling", name, i), ladder[i], ladder[i+1])
			}
			notAbove(t, name+": na as none and coverage", f.NAAsNone, f.Coverage)
			notAbove(t, name+": nothing and na as none", none, f.NAAsNone)
			if f.Coverage.Known() != (f.Applicable > 0) || f.NAAsNone.Known() != (f.Asked > 0) {
				t.Errorf("%s: a figure is known without questions, or unknown with them: %+v", name, f.Counts)
			}
			if f.Asked != f.Applicable+f.NA || f.Applicable != f.Answered+f.Carried+f.Unknown+f.Unanswered {
				t.Errorf("%s: the counts do not add up: %+v", name, f.Counts)
			}
		}
	})
}

func TestRaisingALevelLowersNothing(t *testing.T) {
	forSamples(t, func(t *testing.T, g *generator, drawn sample) {
		sheet := drawn.score()
		for _, line := range sheet.Lines() {
			offered := line.OfferedLevels()
			place := slices.Index(offered, line.Answer.Level)
			if place < 0 || place == len(offered)-1 || g.chance(60) {
				continue
			}
			higher := drawn.with(line.ID, func(answer object) {
				answer["level"] = offered[place+1].String()
				delete(answer, "population")
			})
			neverRise(t, line.ID+" lowered", higher.score(), sheet, coverage, ceiling, asCarried, evidenced, naAsNone)
		}
	})
}

func TestNotApplicableNeverLiftsNAAsNone(t *testing.T) {
	forSamples(t, func(t *testing.T, g *generator, drawn sample) {
		sheet := drawn.score()
		for _, line := range sheet.Lines() {
			if g.chance(60) {
				continue
			}
			without := drawn.with(line.ID, func(answer object) {
				clear(answer)
				maps.Copy(answer, object{
					"level": "na", "state": "new", "by": "Ada", "na_reason": object{"code": "other", "text": "Drawn"},
				})
			})
			was, is := sets(sheet), sets(without.score())
			for name := range was {
				notAbove(t, line.ID+" as na: "+name, is[name].NAAsNone, was[name].NAAsNone)
			}
		}
	})
}

func TestUnansweringNeverRaisesAScore(t *testing.T) {
	forSamples(t, func(t *testing.T, g *generator, drawn sample) {
		sheet := drawn.score()
		for _, line := range sheet.Lines() {
			if line.Standing != scoring.Unanswered && g.chance(40) {
				blank := drawn.with(line.ID, func(answer object) { clear(answer) })
				neverRise(t, line.ID+" left blank", sheet, blank.score(), coverage, asCarried, evidenced, naAsNone)
			}
		}
	})
}

func TestOrderInTheDocumentsIsIrrelevant(t *testing.T) {
	forSamples(t, func(t *testing.T, g *generator, drawn sample) {
		shuffled := drawn
		shuffled.assessment = decode(drawn.bank, g.shuffledAnswers(drawn.document))
		bank, err := questionnaire.DecodeBank(g.shuffledQuestions(drawn.bank.Document()))
		if err != nil {
			t.Fatal(err)
		}
		shuffled.bank = bank
		if diff := cmp.Diff(everything(drawn.score()), everything(shuffled.score())); diff != "" {
			t.Errorf("another order gives other figures (-as drawn +shuffled):\n%s", diff)
		}
	})
}

// shuffledAnswers writes the document's answers in another order.
func (g *generator) shuffledAnswers(document []byte) []byte {
	var whole, answers map[string]json.RawMessage
	if err := json.Unmarshal(document, &whole); err != nil {
		panic(err)
	}
	if err := json.Unmarshal(whole["answers"], &answers); err != nil {
		panic(err)
	}
	var members []string
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		members = append(members, fmt.Sprintf("%q: %s", id, answers[id]))
	}
	g.random.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	whole["answers"] = json.RawMessage("{" + strings.Join(members, ", ") + "}")
	return encode(whole)
}

func (g *generator) shuffledQuestions(document []byte) []byte {
	var whole map[string]json.RawMessage
	var questions []json.RawMessage
	if err := json.Unmarshal(document, &whole); err != nil {
		panic(err)
	}
	if err := json.Unmarshal(whole["questions"], &questions); err != nil {
		panic(err)
	}
	g.random.Shuffle(len(questions), func(i, j int) { questions[i], questions[j] = questions[j], questions[i] })
	whole["questions"] = encode(questions)
	return encode(whole)
}

func TestRemovingATierOnlyRemovesItsQuestions(t *testing.T) {
	forSamples(t, func(t *testing.T, g *generator, drawn sample) {
		scope := drawn.assessment.Scope()
		if drawn.assessment.Final() || len(scope.Tiers) < 2 {
			return
		}
		removed := pick(g, scope.Tiers...)
		scope.Tiers = slices.DeleteFunc(scope.Tiers, func(tier questionnaire.Tier) bool { return tier == removed })
		scope.Services = slices.DeleteFunc(scope.Services, func(id string) bool {
			service, _ := drawn.bank.Service(id)
			return service.Tier == removed
		})
		narrower := drawn
		narrower.assessment = drawn.assessment.Clone()
		if err := narrower.assessment.Rescope(drawn.bank, scope, drawn.asOf.Time()); err != nil {
			t.Fatal(err)
		}
		before, after := drawn.score(), narrower.score()
		var want, got []string
		for _, line := range before.Lines() {
			if !slices.Equal(line.In, []questionnaire.Tier{removed}) {
				want = append(want, line.ID)
			}
		}
		for _, line := range after.Lines() {
			got = append(got, line.ID)
			if was, _ := before.Line(line.ID); was.Counted != line.Counted || was.Standing != line.Standing {
				t.Errorf("%s counts %s without tier %s, and %s with it", line.ID, line.Counted, removed, was.Counted)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("without tier %s (-want +got):\n%s", removed, diff)
		}
		was, is := everything(before), everything(after)
		for _, area := range areaOrder {
			if _, ok := is.Cells[area+" "+removed.String()]; ok {
				t.Errorf("%s still has a cell of tier %s", area, removed)
			}
		}
		for name := range is.Cells {
			if diff := cmp.Diff(was.Cells[name], is.Cells[name]); diff != "" {
				t.Errorf("cell %s changed with tier %s (-with +without):\n%s", name, removed, diff)
			}
		}
	})
}

func TestRescoreEqualsScore(t *testing.T) {
	forSamples(t, func(t *testing.T, g *generator, drawn sample) {
		if drawn.assessment.Final() {
			return
		}
		sheet, questions := drawn.score(), drawn.bank.Questions()
		for range 5 {
			question := pick(g, questions...)
			answer := g.given(question, drawn.assessment.EvidenceIDs())
			if _, err := drawn.assessment.Record(drawn.bank, question.ID, answer, drawn.asOf.Time().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
			sheet.Rescore(question.ID)
			sheet.Rescore("NO-99") // of which it knows nothing
			if diff := cmp.Diff(everything(drawn.score()), everything(sheet)); diff != "" {
				t.Fatalf("after %s to %s (-score +rescore):\n%s", answer.Level, question.ID, diff)
			}
			if diff := cmp.Diff(sheet.Overall().Coverage.Fraction(), sheet.Coverage().Fraction()); diff != "" {
				t.Errorf("coverage alone (-overall +alone):\n%s", diff)
			}
		}
	})
}

// given draws an answer as a person would give it now.
func (g *generator) given(question *questionnaire.Question, evidence []string) questionnaire.Answer {
	answer := questionnaire.Answer{By: "Ada", Evidence: g.some(evidence)}
	answer.Level = pick(g, append(question.OfferedLevels(), questionnaire.LevelUnknown, questionnaire.LevelNA, questionnaire.Level{})...)
	if answer.Level == questionnaire.LevelNA {
		answer.NAReason = questionnaire.NAReason{Code: questionnaire.NAOther, Text: "Drawn"}
	}
	if g.chance(40) {
		expires, _ := questionnaire.ParseDate(g.day())
		answer.Exception = questionnaire.Exception{
			Kind: pick(g, questionnaire.ExceptionKinds()...), Reason: "Drawn", Approver: "Grace", Expires: expires,
		}
	}
	return answer
}
