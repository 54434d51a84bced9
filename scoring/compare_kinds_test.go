package scoring_test

import (
	"slices"
	"strings"
)

// pairKinds are the kinds of pairs on which a comparison has to be right. What
// is not drawn, an agreement says nothing about.
var pairKinds = []string{
	"refused", "same bank", "another bank",
	"question added", "question retired", "revision raised", "revision fell", "weights changed",
	"severity changed", "area changed", "tiers changed", "services changed", "baseline changed",
	"scope of other tiers", "scope of other services", "scope of another depth", "scope of a service that the new bank lacks",
	"kept answer enters", "kept na enters", "kept carried answer enters", "kept answer of another revision enters blank", "answer leaves with the scope",
	"question under another weight", "level of another revision given again", "na of another revision given again",
	"carried graded, then graded", "graded, then carried graded", "carried na, then na", "na, then carried na",
	"carried na, then carried na", "carried na, then graded", "carried unknown, then unknown", "graded, then carried unknown",
	"unanswered, then graded", "graded, then unanswered", "unknown, then graded", "graded, then unknown", "none, then unknown",
	"na, then graded", "graded, then na", "na, then unanswered", "unknown, then na", "na, then na", "unanswered, then unknown", "unknown, then unknown",
	"control in force, then expired", "control expired, then in force", "control expired, then expired", "control in force, then in force",
	"control expired, then unknown", "control expired, then unanswered", "control in force, then carried", "control of one side's day alone",
	"accepted risk", "accepted risk on both sides", "accepted risk in force, then over",
	"area all na before", "area all na after", "area all na on the bridge",
	"area counted before alone", "area counted after alone", "nothing applies on the bridge",
	"evidence fresh, then stale", "evidence stale, then fresh",
	"as of the same day", "as of a later day", "as of an earlier day", "two versions of one period",
	"regression", "improvement", "regression by expiry", "lower level of another revision",
	"lost answer", "lost reason for na", "re-affirmed", "re-affirmed in bulk", "changed", "left",
	"bank moves", "scope moves", "na moves", "answered moves", "answers moves", "all five move", "parts of both signs",
	"nothing like for like", "like for like of some", "left out",
}

// looker notes of one pair what it holds.
type looker struct {
	pairOracle
	onBank *oracle // the new bank in the old scope
	seen   map[string]bool
}

func (l looker) sees(kind string, when bool) {
	if when {
		l.seen[kind] = true
	}
}

// look notes every kind of the pair, once.
func (p pairOracle) look(said comparison) map[string]bool {
	l := looker{p, under(p.new.bank, p.old.doc.Scope, nil), make(map[string]bool)}
	l.sees("refused", said.Refused)
	if said.Refused {
		return l.seen
	}
	l.lookAtBanks()
	l.lookAtScopes()
	l.lookAtDays()
	l.lookAtAreas()
	l.lookAtResult(said)
	for _, id := range p.ids() {
		l.lookAtQuestion(find(p.old.bank.Questions, id), find(p.new.bank.Questions, id))
		l.lookAtAnswers(id)
	}
	return l.seen
}

func (l looker) lookAtBanks() {
	same := equal(l.old.bank, l.new.bank)
	l.sees("same bank", same)
	l.sees("another bank", !same)
	l.sees("weights changed", !equal(l.old.bank.Weights, l.new.bank.Weights))
}

func (l looker) lookAtScopes() {
	was, is := l.old.doc.Scope, l.new.doc.Scope
	l.sees("scope of other tiers", !equal(was.Tiers, is.Tiers))
	l.sees("scope of other services", equal(was.Tiers, is.Tiers) && !equal(was.Services, is.Services))
	l.sees("scope of another depth", was.Depth != is.Depth)
	l.sees("scope of a service that the new bank lacks", slices.ContainsFunc(was.Services, func(id string) bool {
		return !slices.ContainsFunc(l.new.bank.Services, func(known struct{ ID, Tier string }) bool { return known.ID == id })
	}))
}

func equal(a, b any) bool { return string(encode(a)) == string(encode(b)) }

func (l looker) lookAtDays() {
	l.sees("as of the same day", l.old.asOf == l.new.asOf)
	l.sees("as of a later day", l.old.asOf < l.new.asOf)
	l.sees("as of an earlier day", l.old.asOf > l.new.asOf)
	l.sees("two versions of one period", l.old.doc.Period == l.new.doc.Period)
}

func (l looker) lookAtAreas() {
	allNA := func(o *oracle, area string) bool {
		f := o.figures(area, "")
		return f.Asked > 0 && f.Applicable == 0
	}
	way := l.way()
	for _, area := range areaOrder {
		naBefore, naAfter := allNA(l.old, area), allNA(l.new, area)
		l.sees("area all na before", naBefore)
		l.sees("area all na after", naAfter)
		for _, on := range way[1 : len(way)-1] {
			l.sees("area all na on the bridge", allNA(on, area) && !naBefore && !naAfter)
		}
		before, after := l.old.figures(area, "").Applicable > 0, l.new.figures(area, "").Applicable > 0
		l.sees("area counted before alone", before && !after)
		l.sees("area counted after alone", after && !before)
	}
	l.sees("nothing applies on the bridge", slices.ContainsFunc(way, func(o *oracle) bool { return o.means()[0] == nil }))
}

func (l looker) lookAtResult(said comparison) {
	parts := []string{said.Bridge.Bank, said.Bridge.Scope, said.Bridge.NA, said.Bridge.Answered, said.Bridge.Answers}
	moving, falling := 0, 0
	for i, name := range []string{"bank", "scope", "na", "answered", "answers"} {
		l.sees(name+" moves", parts[i] != "0")
		if parts[i] != "0" {
			moving++
		}
		if strings.HasPrefix(parts[i], "-") {
			falling++
		}
	}
	l.sees("all five move", moving == 5)
	l.sees("parts of both signs", falling > 0 && falling < moving)
	l.sees("regression", len(said.Regressions) > 0)
	l.sees("improvement", len(said.Improvements) > 0)
	l.sees("lost answer", len(said.Lost) > 0)
	l.sees("lost reason for na", slices.ContainsFunc(said.Lost, func(m movement) bool { return m.From == "na" }))
	l.sees("re-affirmed", len(said.Reaffirmed) > len(said.InBulk))
	l.sees("re-affirmed in bulk", len(said.InBulk) > 0)
	l.sees("changed", len(said.Changed) > 0)
	l.sees("left", len(said.Left) > 0)
	l.sees("nothing like for like", said.LikeForLike.Questions == 0)
	l.sees("like for like of some", said.LikeForLike.Questions > 0)
	l.sees("left out", said.LikeForLike.Questions > 0 && said.LikeForLike.LeftOut > 0)
}

func (l looker) lookAtQuestion(was, is questionDocument) {
	before, after := find(l.old.asked, was.ID), find(l.new.asked, is.ID)
	switch {
	case was.ID == "":
		l.sees("question added", after.ID != "")
		return
	case is.ID == "":
		l.sees("question retired", before.ID != "")
		return
	}
	l.sees("severity changed", was.Severity != is.Severity)
	l.sees("area changed", was.Area != is.Area)
	l.sees("tiers changed", !equal(was.Tiers, is.Tiers))
	l.sees("services changed", !equal(was.Services, is.Services))
	l.sees("baseline changed", was.Baseline != is.Baseline)
	both := before.ID != "" && after.ID != ""
	l.sees("revision raised", both && was.Revision < is.Revision)
	l.sees("revision fell", both && was.Revision > is.Revision)
	l.sees("question under another weight", both && l.old.hasLevel(was.ID) && l.new.hasLevel(is.ID) &&
		l.old.bank.Weights[was.Severity] != l.new.bank.Weights[is.Severity])
	if was.Revision == is.Revision {
		return
	}
	l.sees("level of another revision given again", l.old.hasLevel(was.ID) && l.new.hasLevel(is.ID))
	l.sees("na of another revision given again", both && l.old.standing(was) == "na" && l.new.standing(is) == "na")
	l.sees("lower level of another revision", l.old.hasLevel(was.ID) && l.new.hasLevel(is.ID) &&
		l.old.points(was) > l.new.points(is))
}

// lookAtAnswers looks at a question that both banks have.
func (l looker) lookAtAnswers(id string) {
	was, is := find(l.old.bank.Questions, id), find(l.new.bank.Questions, id)
	if was.ID == "" || is.ID == "" {
		return
	}
	asked := func(o *oracle) bool { return find(o.asked, id).ID == id }
	before, after := l.old.standing(was), l.new.standing(is)
	entering := !asked(l.onBank) && asked(l.new)
	l.sees("kept answer enters", entering && l.sameMeaning(id) && before == "graded")
	l.sees("kept na enters", entering && l.sameMeaning(id) && before == "na")
	l.sees("kept carried answer enters", entering && l.sameMeaning(id) && before == "carried")
	l.sees("kept answer of another revision enters blank", entering && !l.sameMeaning(id) && before == "graded")
	l.sees("answer leaves with the scope", before == "graded" && asked(l.onBank) && !asked(l.new))
	if !asked(l.old) || !asked(l.new) || !l.sameMeaning(id) {
		return
	}
	l.sees(l.named(l.old, was)+", then "+l.named(l.new, is), true)
	l.sees("none, then unknown", l.old.doc.Answers[id].Level == "none" && before == "graded" && after == "unknown")
	l.lookAtExceptions(was, is)
	l.sees("evidence fresh, then stale", l.old.evidencedPoints(was) > 0 && l.new.points(is) > 0 && l.new.evidencedPoints(is) == 0)
	l.sees("evidence stale, then fresh", l.new.evidencedPoints(is) > 0 && l.old.points(was) > 0 && l.old.evidencedPoints(was) == 0)
}

// named is the standing, and of what is carried also what was carried.
func (l looker) named(o *oracle, q questionDocument) string {
	standing, level := o.standing(q), o.doc.Answers[q.ID].Level
	if _, graded := quarters[level]; graded {
		level = "graded"
	}
	switch standing {
	case "carried":
		return "carried " + level
	case "expired":
		return "graded"
	default:
		return standing
	}
}

func (l looker) lookAtExceptions(was, is questionDocument) {
	control := func(o *oracle, q questionDocument) string {
		switch exception := o.doc.Answers[q.ID].Exception; {
		case o.standing(q) == "expired":
			return "control expired"
		case exception.Kind == "compensating" && o.standing(q) == "graded":
			return "control in force"
		default:
			return o.standing(q)
		}
	}
	before, after := control(l.old, was), control(l.new, is)
	after = strings.TrimPrefix(after, "control ")
	l.sees(before+", then "+after, strings.HasPrefix(before, "control"))
	fell := l.old.points(was) > l.new.points(is)
	l.sees("regression by expiry", fell && l.old.doc.Answers[was.ID].Level == l.new.doc.Answers[is.ID].Level && after == "expired")
	other := *l.old
	other.asOf = l.new.asOf
	l.sees("control of one side's day alone", l.old.points(was) != other.points(was))
	accepted := func(o *oracle, q questionDocument) bool { return o.doc.Answers[q.ID].Exception.Kind == "accepted-risk" }
	l.sees("accepted risk", accepted(l.old, was) || accepted(l.new, is))
	l.sees("accepted risk on both sides", accepted(l.old, was) && accepted(l.new, is))
	l.sees("accepted risk in force, then over", l.old.accepted(was) && accepted(l.new, is) && !l.new.accepted(is))
}
