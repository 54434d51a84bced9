package scoring_test

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/scoring"
)

func TestScoreAgreesWithOracle(t *testing.T) {
	const assessmentsOfEach, workers = 5, 4
	banks := 2_000
	if testing.Short() {
		banks = 200
	}
	for worker := range workers {
		t.Run(fmt.Sprintf("worker %d", worker), func(t *testing.T) {
			t.Parallel()
			for seed := worker; seed < banks && !t.Failed(); seed += workers {
				g := newGenerator(uint64(seed))
				bank := g.bank()
				for n := range assessmentsOfEach {
					agree(t, fmt.Sprintf("seed %d, assessment %d", seed, n), g.sampleOf(bank), g.random.IntN(1001))
				}
			}
		})
	}
}

func agree(t *testing.T, name string, drawn sample, targetTenths int) {
	t.Helper()
	sheet, oracle := scoring.Score(drawn.bank, drawn.assessment, drawn.asOf), drawn.oracle()
	same(t, name+": figures", oracle.everything(), everything(sheet))
	target, _ := scoring.ParsePercent(strconv.FormatFloat(float64(targetTenths)/10, 'f', 1, 64))
	same(t, name+": plan", oracle.plan(big.NewRat(int64(targetTenths), 1000)), planned(scoring.Plan(sheet, target)))
}

// same spares the diff, which is slow, where there is none.
func same(t *testing.T, what string, oracle, scoring any) {
	t.Helper()
	if !reflect.DeepEqual(oracle, scoring) {
		t.Errorf("%s (-oracle +scoring):\n%s", what, cmp.Diff(oracle, scoring))
	}
}

// all is everything that a sheet says, but for its plans.
type all struct {
	Overall  figures
	Areas    map[string]figures
	Cells    map[string]figures // by area and tier
	Gaps     []gap
	Accepted []gap
}

func (o *oracle) everything() all {
	said := all{
		Overall: o.overall(), Areas: make(map[string]figures), Cells: make(map[string]figures),
		Gaps: o.gaps(false), Accepted: o.gaps(true),
	}
	for _, area := range areaOrder {
		said.Areas[area] = o.figures(area, "")
		for _, tier := range o.doc.Scope.Tiers {
			said.Cells[area+" "+tier] = o.figures(area, tier)
		}
	}
	return said
}

func everything(sheet *scoring.Sheet) all {
	overall := sheet.Overall()
	said := all{
		Overall: written(overall.Figures, scoring.Sums{}), Areas: make(map[string]figures), Cells: make(map[string]figures),
		Gaps: listed(scoring.Gaps(sheet)), Accepted: listed(scoring.AcceptedRisks(sheet)),
	}
	said.Overall.Pooled = overall.Pooled.Fraction()
	for _, area := range sheet.Areas() {
		said.Areas[area.ID.String()] = written(area.Figures, area.Sums)
		for tier, cell := range area.Tiers {
			said.Cells[area.ID.String()+" "+tier.String()] = written(cell.Figures, cell.Sums)
		}
	}
	return said
}

func written(f scoring.Figures, sums scoring.Sums) figures {
	return figures{
		Coverage: f.Coverage.Fraction(), Ceiling: f.Ceiling.Fraction(), AsCarried: f.AsCarried.Fraction(),
		Evidenced: f.Evidenced.Fraction(), NAAsNone: f.NAAsNone.Fraction(),
		Band: f.Band.String(), CappedBy: append([]string(nil), f.CappedBy...),
		Earned: int64(sums.Earned), EvidencedEarned: int64(sums.EvidencedEarned),
		CeilingEarned: int64(sums.CeilingEarned), Possible: int64(sums.Possible),
		Asked: f.Asked, Applicable: f.Applicable, Answered: f.Answered, Carried: f.Carried,
		Unknown: f.Unknown, Unanswered: f.Unanswered, NA: f.NA,
	}
}

func listed(gaps []scoring.Gap) []gap {
	var list []gap
	for _, g := range gaps {
		list = append(list, gap{g.Question, g.Area.String(), g.Severity.String(), g.Effort.String(), g.Level, g.Expired, g.Lift.Fraction()})
	}
	return list
}

func planned(roadmap scoring.Roadmap) plan {
	p := plan{Start: roadmap.Start.Fraction(), End: roadmap.End.Fraction(), Reached: roadmap.Reached}
	for _, s := range roadmap.Steps {
		p.Steps = append(p.Steps, step{s.Question, s.Effort.String(), s.Lift.Fraction(), s.CoverageAfter.Fraction()})
	}
	return p
}

// TestSamplesHoldEveryKind keeps the generator honest: what it never draws, the
// agreement says nothing about.
func TestSamplesHoldEveryKind(t *testing.T) {
	seen := make(map[string]bool)
	for seed := range uint64(1000) {
		look(newGenerator(seed).sample(), seen)
	}
	for _, kind := range []string{
		"area not asked", "area all na", "nothing asked", "one question", "over 100 questions", "baseline", "full", "final",
		"undecided", "Low", "Partial", "Substantial", "High", "capped at Partial",
		"unanswered", "carried graded", "carried unknown", "carried na", "unknown", "na", "reaffirmed", "population",
		"evidenced", "answered without fresh evidence", "expired", "carried and expired",
		"compensating in force", "compensating on its last day", "accepted risk in force", "accepted risk on its last day", "accepted risk over",
		"accepted risk unanswered", "evidence undated", "evidence on the as-of day", "evidence on the period's first day",
	} {
		if !seen[kind] {
			t.Errorf("no sample holds %s", kind)
		}
	}
}

func look(s sample, seen map[string]bool) {
	sheet := scoring.Score(s.bank, s.assessment, s.asOf)
	overall := sheet.Overall()
	seen["nothing asked"] = seen["nothing asked"] || overall.Asked == 0
	seen["one question"] = seen["one question"] || overall.Asked == 1
	seen["over 100 questions"] = seen["over 100 questions"] || overall.Asked > 100
	seen[s.assessment.Scope().Depth.String()] = true
	seen[s.assessment.Status().String()] = true
	if overall.Applicable > 0 && !overall.Band.Decided() {
		seen["undecided"] = true
	}
	seen[overall.Band.String()] = true
	for _, area := range sheet.Areas() {
		seen["area not asked"] = seen["area not asked"] || area.Asked == 0 && overall.Asked > 0
		seen["area all na"] = seen["area all na"] || area.NA > 0 && area.Applicable == 0
		if area.Band == scoring.BandPartial && area.Coverage.Float()*100 >= float64(s.bank.Bands().Substantial) {
			seen["capped at Partial"] = true
		}
	}
	for _, line := range sheet.Lines() {
		lookAtLine(s, line, seen)
	}
}

func lookAtLine(s sample, line scoring.Line, seen map[string]bool) {
	level, exception := line.Answer.Level, line.Answer.Exception
	switch line.Standing {
	case scoring.Unanswered:
		seen["unanswered"] = true
	case scoring.Carried:
		if level.Graded() {
			seen["carried graded"] = true
		}
		seen["carried "+level.String()] = true
	default:
		seen[level.String()] = true
	}
	seen[line.Answer.State.String()] = true
	seen["population"] = seen["population"] || line.Answer.Population.Total > 0
	seen["evidenced"] = seen["evidenced"] || line.Evidenced
	if line.Standing == scoring.Answered && len(line.Answer.Evidence) > 0 && !line.Evidenced {
		seen["answered without fresh evidence"] = true
	}
	seen["expired"] = seen["expired"] || line.Expired && line.Standing == scoring.Answered
	seen["carried and expired"] = seen["carried and expired"] || line.Expired && line.Standing == scoring.Carried
	for kind, name := range map[questionnaire.ExceptionKind]string{
		questionnaire.Compensating: "compensating", questionnaire.AcceptedRisk: "accepted risk",
	} {
		if exception.Kind != kind {
			continue
		}
		switch {
		case exception.Expires == s.asOf:
			seen[name+" on its last day"] = true
		case exception.Expires.Before(s.asOf):
			seen[name+" over"] = true
		default:
			seen[name+" in force"] = true
		}
		if line.Standing == scoring.Unanswered {
			seen[name+" unanswered"] = true
		}
	}
	for _, id := range line.Answer.Evidence {
		evidence, _ := s.assessment.Evidence(id)
		seen["evidence undated"] = seen["evidence undated"] || evidence.Date().IsZero()
		seen["evidence on the as-of day"] = seen["evidence on the as-of day"] || evidence.Date() == s.asOf
		if evidence.Date() == s.assessment.Period().Start {
			seen["evidence on the period's first day"] = true
		}
	}
}
