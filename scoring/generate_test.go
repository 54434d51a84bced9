package scoring_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"demarc/questionnaire"
)

// sample is a bank, an assessment of it and a day, as documents and as read.
type sample struct {
	bank       *questionnaire.Bank
	assessment *questionnaire.Assessment
	document   []byte
	asOf       questionnaire.Date
}

func (s sample) oracle() *oracle { return newOracle(s.bank.Document(), s.document, s.asOf.String()) }

type object = map[string]any

// generator draws samples that hold every kind of answer the formats allow, with
// days crowded around the boundaries. The same seed gives the same sample.
type generator struct {
	random *rand.Rand
	start  time.Time // of the period
	asOf   time.Time
}

func newGenerator(seed uint64) *generator {
	return &generator{random: rand.New(rand.NewPCG(seed, 84))}
}

// with returns the sample with one answer changed; an answer that is left empty
// is as if nothing had been said.
func (s sample) with(id string, change func(answer object)) sample {
	var document object
	if err := json.Unmarshal(s.document, &document); err != nil {
		panic(err)
	}
	answers := document["answers"].(object)
	answer, _ := answers[id].(object)
	if answer == nil {
		answer = make(object)
	}
	change(answer)
	answers[id] = answer
	if len(answer) == 0 {
		delete(answers, id)
	}
	s.document = encode(document)
	s.assessment = decode(s.bank, s.document)
	return s
}

func pick[T any](g *generator, from ...T) T { return from[g.random.IntN(len(from))] }

func (g *generator) chance(percent int) bool { return g.random.IntN(100) < percent }

// some returns each of all with an even chance, in another order.
func (g *generator) some(all []string) []string {
	all = slices.DeleteFunc(slices.Clone(all), func(string) bool { return g.chance(50) })
	g.random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// someOf is some with at least one.
func (g *generator) someOf(all []string) []string {
	if chosen := g.some(all); len(chosen) > 0 {
		return chosen
	}
	return []string{pick(g, all...)}
}

func (g *generator) sample() sample { return g.sampleOf(g.bank()) }

// sampleOf draws another assessment of a bank; drawing banks is slow.
func (g *generator) sampleOf(bank *questionnaire.Bank) sample {
	g.start = time.Date(2026, time.Month(1+g.random.IntN(24)), 1, 0, 0, 0, 0, time.UTC)
	g.asOf = g.start.AddDate(0, 0, pick(g, -1, 0, 1, 20, 45, 89, 90, 120, 400))
	document := encode(g.assessment(bank))
	return sample{bank: bank, assessment: decode(bank, document), document: document, asOf: questionnaire.NewDate(g.asOf)}
}

func (g *generator) bank() *questionnaire.Bank {
	bank, err := questionnaire.DecodeBank(encode(g.bankContent()))
	if err != nil {
		panic(err)
	}
	return bank
}

func decode(bank *questionnaire.Bank, document []byte) *questionnaire.Assessment {
	assessment, err := questionnaire.DecodeAssessment(document)
	if err != nil {
		panic(err)
	}
	if err := assessment.CheckAgainst(bank); err != nil {
		panic(err)
	}
	return assessment
}

func encode(value any) []byte {
	document, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return document
}

var allTiers = []string{"infrastructure", "container", "abstracted"}

func (g *generator) bankContent() object {
	weights, bands := object{"critical": 5, "high": 3, "medium": 2, "low": 1}, object{"partial": 40, "substantial": 70, "high": 90}
	if g.chance(40) {
		odd := []int{1 + g.random.IntN(100), 1 + g.random.IntN(100), 1 + g.random.IntN(100), 1 + g.random.IntN(100)}
		slices.Sort(odd)
		weights = object{"critical": odd[3], "high": odd[2], "medium": odd[1], "low": odd[0]}
	}
	if g.chance(40) {
		odd := g.random.Perm(100)[:3]
		slices.Sort(odd)
		bands = object{"partial": 1 + odd[0], "substantial": 1 + odd[1], "high": 1 + odd[2]}
	}
	var services []object
	ofTier := make(map[string][]string)
	for _, tier := range allTiers {
		for n := range g.random.IntN(4) {
			id := fmt.Sprintf("%s-%d", tier[:3], n)
			services = append(services, object{"id": id, "name": "Service " + id, "tier": tier})
			ofTier[tier] = append(ofTier[tier], id)
		}
	}
	areas := areaOrder
	if g.chance(40) {
		areas = g.someOf(areaOrder)
	}
	// Most banks are small, so that cells without a question, or of one, come up.
	size := 1 + g.random.IntN(pick(g, 3, 6, 10, 10, 10, 20, 20, 30, 30, 120))
	var questions []object
	for _, number := range g.random.Perm(size) {
		questions = append(questions, g.question(number, pick(g, areas...), ofTier))
	}
	return object{
		"schema": questionnaire.BankSchema, "id": "drawn", "version": "1", "weights": weights, "bands": bands,
		"services": services, "questions": questions,
	}
}

func (g *generator) question(number int, area string, ofTier map[string][]string) object {
	tiers := g.someOf(allTiers)
	var services []string
	if g.chance(40) {
		for _, tier := range tiers {
			services = append(services, g.some(ofTier[tier])...)
		}
	}
	levels := object{"none": "not", "some": "little", "most": "much", "all": "whole"}
	if g.chance(20) {
		levels = object{"none": "no", "all": "yes"}
	}
	question := object{
		"id":       fmt.Sprintf("%s-%02d", pick(g, "IAM", "TIN", "AA", "ZZ-OWN"), number),
		"revision": 1, "area": area, "title": "Drawn", "tiers": tiers, "services": services,
		"severity": pick(g, severityOrder...), "effort": pick(g, effortOrder...), "baseline": g.chance(60),
		"question": "Is it so?", "levels": levels,
	}
	if g.chance(25) {
		question["evidence_max_age_days"] = pick(g, 1, 30, 90, 400)
	}
	return question
}

func (g *generator) assessment(bank *questionnaire.Bank) object {
	scope := object{"tiers": g.someOf(allTiers), "depth": pick(g, "full", "full", "baseline")}
	if g.chance(60) {
		var services []string
		for _, service := range bank.Services() {
			if slices.Contains(scope["tiers"].([]string), service.Tier.String()) && g.chance(40) {
				services = append(services, service.ID)
			}
		}
		scope["services"] = services
	}
	evidence := make(object)
	for n := range g.random.IntN(13) {
		evidence[fmt.Sprintf("E-%02d", n+1)] = g.evidence()
	}
	answers, moods := make(object), make(map[questionnaire.Area]int)
	for _, question := range bank.Questions() {
		if _, ok := moods[question.Area]; !ok {
			moods[question.Area] = g.random.IntN(len(levelsByMood))
		}
		if answer := g.answer(question, levelsByMood[moods[question.Area]], slices.Sorted(maps.Keys(evidence))); len(answer) > 0 {
			answers[question.ID] = answer
		}
	}
	ref, start := bank.Ref(), g.start.Format(time.DateOnly)
	return object{
		"schema": questionnaire.AssessmentSchema, "generator": object{"name": "demarc", "version": "1"}, "id": "drawn-p1",
		"team": "Drawn", "period": object{"label": "P1", "start": start, "end": g.start.AddDate(0, 3, -1).Format(time.DateOnly)},
		"scope": scope, "bank": object{"id": ref.ID, "version": ref.Version, "digest": ref.Digest},
		"status": pick(g, "draft", "draft", "final"), "created_at": start, "completed_at": start,
		"evidence": evidence, "answers": answers,
	}
}

func (g *generator) evidence() object {
	evidence := object{
		"title": "Drawn", "ref": "https://example.com/drawn",
		"kind": pick(g, "config-export", "query-output", "log", "ticket", "record", "document", "screenshot", "statement"),
	}
	if g.chance(80) {
		// The offsets move some of these moments to another day in UTC.
		evidence["collected_at"] = g.day() + pick(g, "", "T00:00:00Z", "T12:00:00Z", "T23:59:59Z", "T23:30:00-05:00", "T00:30:00+03:00")
	}
	if g.chance(40) {
		evidence["covers_to"] = g.day()
	}
	return evidence
}

// day returns a day close to one that decides about freshness or expiry.
func (g *generator) day() string {
	boundary := pick(g, g.start, g.asOf, g.asOf, g.asOf.AddDate(0, 0, -30), g.asOf.AddDate(0, 0, -90), g.asOf.AddDate(0, 0, -400))
	return boundary.AddDate(0, 0, pick(g, -1, 0, 0, 1)).Format(time.DateOnly)
}

// Every area has a mood, so that some are all na, some full, some untouched.
var levelsByMood = [][]string{
	{"", "none", "some", "most", "all", "unknown", "na"},
	{"", "none", "some", "most", "all", "unknown", "na"},
	{"most", "all", "all", "all", "all", "all", "all"},
	{"all"},
	{"na"},
	{"na", "na", "na", "all"},
	{""},
	{"none", "some"},
}

func (g *generator) answer(question *questionnaire.Question, levels []string, evidence []string) object {
	answer := make(object)
	if g.chance(20) {
		answer["note"] = "Drawn"
	}
	if g.chance(25) {
		answer["exception"] = object{"kind": pick(g, "compensating", "accepted-risk"), "reason": "Drawn", "approver": "Ada", "expires": g.day()}
	}
	if len(evidence) > 0 && g.chance(60) {
		answer["evidence"] = g.some(evidence)
	}
	level := pick(g, levels...)
	parsed, err := questionnaire.ParseLevel(level)
	if err != nil || !question.Offers(parsed) {
		return answer
	}
	answer["level"], answer["state"], answer["by"] = level, pick(g, "new", "changed", "reaffirmed", "carried"), "Ada"
	switch {
	case level == "na":
		answer["na_reason"] = object{"code": pick(g, "out-of-scope", "no-such-resource", "other"), "text": "Drawn"}
	case parsed.Graded() && g.chance(30):
		inPlace := map[string]int{"none": 0, "some": 1 + g.random.IntN(49), "most": 50 + g.random.IntN(50), "all": 100}[level]
		answer["population"] = object{"in_place": inPlace, "total": 100}
	}
	return answer
}
