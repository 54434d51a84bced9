package scoring_test

import (
	"encoding/json"
	"maps"
	"slices"

	"demarc/questionnaire"
	"demarc/scoring"
)

// drawnPair is two assessments of one team, the later of which may use a later
// bank and may carry answers of the earlier.
type drawnPair struct{ before, after sample }

func (p drawnPair) compare() (scoring.Comparison, error) {
	return scoring.Compare(p.before.score(), p.after.score())
}

// pair draws two assessments of one team in two periods.
func (g *generator) pair() drawnPair {
	content := g.bankContent()
	earlier := bankOf(content)
	later := earlier
	if g.chance(75) {
		later = bankOf(g.laterBank(content))
	}
	before := g.sampleOf(earlier)
	g.start = g.start.AddDate(0, pick(g, 3, 3, 6), 0)
	g.asOf = g.start.AddDate(0, 0, pick(g, 0, 1, 45, 89))
	document := g.assessment(later)
	document["id"] = "drawn-p2"
	period := document["period"].(object)
	period["label"] = "P2"
	if g.chance(70) {
		g.carryOver(document, before, later)
	}
	after := sample{bank: later, document: encode(document), asOf: questionnaire.NewDate(g.asOf)}
	after.assessment = decode(later, after.document)
	return drawnPair{before, after}
}

func bankOf(content object) *questionnaire.Bank {
	bank, err := questionnaire.DecodeBank(encode(content))
	if err != nil {
		panic(err)
	}
	return bank
}

// laterBank draws what becomes of a bank: weights move, questions come, go, are
// revised, and change in what decides who is asked and where they count.
func (g *generator) laterBank(content object) object {
	later := maps.Clone(content)
	later["version"] = "2"
	if g.chance(30) {
		later["weights"] = object{"critical": 9, "high": 4, "medium": 4, "low": 1}
	}
	ofTier := make(map[string][]string)
	for _, service := range content["services"].([]object) {
		tier := service["tier"].(string)
		ofTier[tier] = append(ofTier[tier], service["id"].(string))
	}
	var questions, retired []object
	old := content["questions"].([]object)
	fate := pick(g, 3, 15, 40)
	for _, question := range old {
		question = maps.Clone(question)
		if len(old) > 1 && len(retired) < len(old)-1 && g.chance(fate) {
			retired = append(retired, object{"id": question["id"], "since": "2", "successors": []any{old[0]["id"]}})
			continue
		}
		if g.chance(fate) {
			question["revision"] = 2
		}
		if g.chance(fate) {
			question["severity"] = pick(g, severityOrder...)
		}
		if g.chance(fate) {
			question["area"] = pick(g, areaOrder...)
		}
		if g.chance(fate) {
			question["baseline"] = g.chance(50)
		}
		if g.chance(fate) {
			question["tiers"], question["services"] = g.someOf(allTiers), nil
		}
		questions = append(questions, question)
	}
	for n := range g.random.IntN(4) {
		questions = append(questions, g.question(900+n, pick(g, areaOrder...), ofTier))
	}
	later["questions"], later["retired"] = questions, retired
	return later
}

// carryOver gives the document answers of the earlier assessment: some carried,
// some re-affirmed, by themselves or in bulk. Scopes are mostly the same.
func (g *generator) carryOver(document object, before sample, bank *questionnaire.Bank) {
	var earlier struct {
		Scope    object
		Evidence map[string]object
		Answers  map[string]object
	}
	if err := json.Unmarshal(before.document, &earlier); err != nil {
		panic(err)
	}
	if g.chance(60) {
		document["scope"] = earlier.Scope
	}
	document["previous"] = object{"id": before.assessment.ID()}
	evidence, answers := document["evidence"].(object), document["answers"].(object)
	for id, piece := range earlier.Evidence {
		evidence[id] = piece
	}
	carried := pick(g, 30, 60, 100)
	for _, id := range slices.Sorted(maps.Keys(earlier.Answers)) {
		was, _ := before.bank.Question(id)
		question, ok := bank.Question(id)
		if !ok || question.Revision != was.Revision || !g.chance(carried) {
			continue
		}
		answer := maps.Clone(earlier.Answers[id])
		if _, given := answer["level"]; given {
			answer["state"] = pick(g, "carried", "reaffirmed", "reaffirmed")
			if answer["state"] == "reaffirmed" && g.chance(40) {
				answer["bulk"] = true
			}
		}
		answers[id] = answer
	}
}

// comparedPair draws until both sides have a question that applies.
func (g *generator) comparedPair() (drawnPair, scoring.Comparison) {
	for {
		drawn := g.pair()
		if comparison, err := drawn.compare(); err == nil {
			return drawn, comparison
		}
	}
}
