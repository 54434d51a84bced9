package scoring_test

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
)

// pairOracle compares two assessments a second time, from their documents and
// those of their banks, with nothing of package scoring.
type pairOracle struct{ old, new *oracle }

// comparison is what the two say, its fractions written out exactly. Its lists
// are by question.
type comparison struct {
	Refused                         bool // a side has no applicable question; the rest is empty
	Reported                        oldNew
	LikeForLike                     likeForLike
	Bridge                          bridge
	Printed                         []int // the bridge in tenths of a percentage point
	Areas                           map[string]oldNew
	Regressions, Improvements, Lost []movement
	Reaffirmed, InBulk, Changed     []string
	Left                            []string
}

type oldNew struct{ Old, New string }

type likeForLike struct {
	Old, New           string
	Questions, LeftOut int
}

type bridge struct{ Bank, Scope, NA, Answered, Answers string }

type movement struct{ Question, From, To string }

func (p pairOracle) compare() comparison {
	if p.old.means()[0] == nil || p.new.means()[0] == nil {
		return comparison{Refused: true}
	}
	parts := differences(p.way())
	said := comparison{
		Reported:    oldNew{exact(p.old.means()[0]), exact(p.new.means()[0])},
		LikeForLike: p.likeForLike(),
		Bridge:      bridge{exact(parts[0]), exact(parts[1]), exact(parts[2]), exact(parts[3]), exact(parts[4])},
		Printed:     inTenths(parts, tenths(p.new.means()[0])-tenths(p.old.means()[0])),
		Areas:       make(map[string]oldNew),
	}
	for _, area := range areaOrder {
		said.Areas[area] = oldNew{p.old.figures(area, "").Coverage, p.new.figures(area, "").Coverage}
	}
	p.addMovements(&said)
	p.addCarried(&said)
	return said
}

// settled returns the answers as they count on this side's own as-of day. A
// compensating control past its date is a level none from here on; no exception
// is left that another day could judge differently.
func (o *oracle) settled() map[string]answerDocument {
	answers := make(map[string]answerDocument)
	for id, answer := range o.doc.Answers {
		if o.standing(questionDocument{ID: id}) == "expired" {
			answer.Level = "none"
		}
		answers[id] = answerDocument{Level: answer.Level, State: answer.State}
	}
	return answers
}

// under returns what a bank, a scope and settled answers make together.
func under(bank bankDocument, scope scopeDocument, answers map[string]answerDocument) *oracle {
	o := &oracle{bank: bank, doc: assessmentDocument{Scope: scope, Answers: answers}}
	o.ask()
	return o
}

// way goes from the old assessment to the new one and takes over one kind of
// thing at a time. Each question's way is decided by how it stands on the
// bridge itself, where a question of another revision has no old answer.
func (p pairOracle) way() []*oracle {
	is, will := p.old.settled(), p.new.settled()
	way := []*oracle{under(p.old.bank, p.old.doc.Scope, maps.Clone(is))}
	for _, q := range p.new.bank.Questions {
		if !p.sameMeaning(q.ID) {
			delete(is, q.ID)
		}
	}
	way = append(way, under(p.new.bank, p.old.doc.Scope, is), under(p.new.bank, p.new.doc.Scope, is))
	for _, takes := range []func(before, after string) bool{
		func(before, after string) bool { return (before == "na") != (after == "na") },
		func(before, after string) bool { return (before == "graded") != (after == "graded") },
		func(string, string) bool { return true },
	} {
		crossed := make(map[string]answerDocument)
		here, there := way[len(way)-1], under(p.new.bank, p.new.doc.Scope, will)
		for _, q := range p.new.bank.Questions {
			crossed[q.ID] = is[q.ID]
			if takes(here.standing(q), there.standing(q)) {
				crossed[q.ID] = will[q.ID]
			}
		}
		way, is = append(way, under(p.new.bank, p.new.doc.Scope, crossed)), crossed
	}
	return way
}

// differences returns what each step changes. Where nothing applies in between
// there is no coverage, which counts as 0 there.
func differences(way []*oracle) []*big.Rat {
	var parts []*big.Rat
	for i, after := range way[1:] {
		from, to := cmp.Or(way[i].means()[0], new(big.Rat)), cmp.Or(after.means()[0], new(big.Rat))
		parts = append(parts, new(big.Rat).Sub(to, from))
	}
	return parts
}

// tenths returns a coverage as it is printed with one decimal: in tenths of a
// percent, halves up.
func tenths(coverage *big.Rat) int {
	twice := new(big.Rat).Mul(coverage, big.NewRat(2000, 1))
	return floor(twice.Add(twice, big.NewRat(1, 1)).Mul(twice, big.NewRat(1, 2)))
}

func floor(r *big.Rat) int { return int(new(big.Int).Div(r.Num(), r.Denom()).Int64()) }

// inTenths hands the tenths of the printed change out to the parts: to each the
// whole ones it has, and of what is left one at a time to who is owed most.
func inTenths(parts []*big.Rat, change int) []int {
	var printed []int
	for _, part := range parts {
		whole := floor(new(big.Rat).Mul(part, big.NewRat(1000, 1)))
		printed, change = append(printed, whole), change-whole
	}
	for ; change > 0; change-- {
		most, owed := 0, new(big.Rat).SetInt64(-1)
		for i, part := range parts {
			rest := new(big.Rat).Mul(part, big.NewRat(1000, 1))
			if rest.Sub(rest, big.NewRat(int64(printed[i]), 1)); rest.Cmp(owed) > 0 {
				most, owed = i, rest
			}
		}
		printed[most]++
	}
	return printed
}

// sameMeaning says whether both banks have the question in the same revision.
func (p pairOracle) sameMeaning(id string) bool {
	was, is := find(p.old.bank.Questions, id), find(p.new.bank.Questions, id)
	return was.ID == id && is.ID == id && was.Revision == is.Revision
}

// find returns the question with the id, or one without an id.
func find(among []questionDocument, id string) questionDocument {
	if place := slices.IndexFunc(among, func(q questionDocument) bool { return q.ID == id }); place >= 0 {
		return among[place]
	}
	return questionDocument{}
}

// hasLevel says that the question is asked and answered with none to all; a
// carried answer is none.
func (o *oracle) hasLevel(id string) bool {
	q := find(o.asked, id)
	return q.ID == id && slices.Contains([]string{"graded", "expired"}, o.standing(q))
}

func (o *oracle) applies(id string) bool {
	q := find(o.asked, id)
	return q.ID == id && o.standing(q) != "na"
}

// likeForLike scores the questions that have a level on both sides and mean the
// same, both times by the new bank's areas and weights, so that nothing but
// answers can differ.
func (p pairOracle) likeForLike() likeForLike {
	var same []string
	var leftOut int
	for _, id := range p.ids() {
		switch {
		case p.sameMeaning(id) && p.old.hasLevel(id) && p.new.hasLevel(id):
			same = append(same, id)
		case p.old.applies(id) || p.new.applies(id):
			leftOut++
		}
	}
	of := func(side *oracle) string {
		only := under(p.new.bank, p.new.doc.Scope, side.settled())
		only.asked = slices.DeleteFunc(only.asked, func(q questionDocument) bool { return !slices.Contains(same, q.ID) })
		return exact(only.means()[0])
	}
	return likeForLike{of(p.old), of(p.new), len(same), leftOut}
}

// ids returns every question of either bank, once.
func (p pairOracle) ids() []string {
	var ids []string
	for _, q := range slices.Concat(p.old.bank.Questions, p.new.bank.Questions) {
		ids = append(ids, q.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// addMovements adds the questions whose counted level fell or rose between two
// levels, those whose level became unknown among the fallen, and apart from them
// those whose answer is gone.
func (p pairOracle) addMovements(said *comparison) {
	from, to := p.old.settled(), p.new.settled()
	for _, id := range p.ids() {
		was, is := find(p.old.asked, id), find(p.new.asked, id)
		if was.ID != id || is.ID != id || !p.sameMeaning(id) {
			continue
		}
		moved, standing := movement{id, from[id].Level, to[id].Level}, p.new.standing(is)
		switch gone := standing == "carried" || standing == "unanswered"; {
		case gone && (p.old.hasLevel(id) || p.old.standing(was) == "na"):
			said.Lost = append(said.Lost, movement{id, moved.From, standing})
		case !p.old.hasLevel(id):
		case standing == "unknown", p.new.hasLevel(id) && quarters[moved.To] < quarters[moved.From]:
			said.Regressions = append(said.Regressions, moved)
		case p.new.hasLevel(id) && quarters[moved.To] > quarters[moved.From]:
			said.Improvements = append(said.Improvements, moved)
		}
	}
}

// addCarried adds what became of the answers that the new side carried over.
func (p pairOracle) addCarried(said *comparison) {
	for _, id := range p.ids() {
		answer := p.new.doc.Answers[id]
		if find(p.new.asked, id).ID != id || answer.Level == "" {
			continue
		}
		switch answer.State {
		case "reaffirmed":
			said.Reaffirmed = append(said.Reaffirmed, id)
			if answer.Bulk {
				said.InBulk = append(said.InBulk, id)
			}
		case "changed":
			said.Changed = append(said.Changed, id)
		case "carried":
			said.Left = append(said.Left, id)
		}
	}
}
