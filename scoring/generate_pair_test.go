package scoring_test

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"demarc/questionnaire"
	"demarc/scoring"
)

// drawnPair is two assessments of one team, mostly a period apart, and mostly of
// a bank that was edited in between.
type drawnPair struct{ before, after sample }

func (p drawnPair) compare() (scoring.Comparison, error) {
	return scoring.Compare(p.before.score(), p.after.score())
}

func (p drawnPair) oracle() pairOracle {
	return pairOracle{old: p.before.oracle(), new: p.after.oracle()}
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

// pair draws two assessments of one team in two periods, or of one period and
// its correction.
func (g *generator) pair() drawnPair {
	content := g.pairContent()
	earlier := bankOf(content)
	later := earlier
	if g.chance(80) {
		later = bankOf(g.laterBank(content))
	}
	if g.chance(20) {
		earlier, later = later, earlier // revisions fall, retired questions come back
	}
	g.start = time.Date(2026, time.Month(1+g.random.IntN(24)), 1, 0, 0, 0, 0, time.UTC)
	g.asOf = g.start.AddDate(0, 0, pick(g, -1, 0, 20, 45, 89, 120))
	was := g.assessment(earlier)
	g.stir(was, earlier)
	before := g.sampleFrom(earlier, was)
	day := g.asOf
	g.start = g.start.AddDate(0, pick(g, 3, 3, 3, 12, 0), 0)
	g.asOf = pick(g, day, day.AddDate(0, 0, 1), day.AddDate(0, 0, 90), day.AddDate(0, 0, 90), day.AddDate(0, 0, -30), g.start.AddDate(0, 0, 80))
	is := g.assessment(later)
	is["id"], is["previous"] = "drawn-p2", object{"id": "drawn-p1"}
	g.carryOver(was, is, later)
	g.stir(is, later)
	return drawnPair{before, g.sampleFrom(later, is)}
}

// pairContent draws a bank that is seldom tiny, where a comparison has little to
// say, and seldom large, where drawing is slow.
func (g *generator) pairContent() object {
	for {
		content := g.bankContent()
		if size := len(content["questions"].([]object)); size >= 8 && size <= 30 || g.chance(10) {
			return content
		}
	}
}

// sampleFrom reads what was drawn; every answer is to the bank's own revision.
func (g *generator) sampleFrom(bank *questionnaire.Bank, content object) sample {
	for id, drawn := range content["answers"].(object) {
		if answer := drawn.(object); answer["level"] != nil {
			question, _ := bank.Question(id)
			answer["revision"] = question.Revision
		}
	}
	document := encode(content)
	return sample{bank: bank, assessment: decode(bank, document), document: document, asOf: questionnaire.NewDate(g.asOf)}
}

func bankOf(content object) *questionnaire.Bank {
	bank, err := questionnaire.DecodeBank(encode(content))
	if err != nil {
		panic(err)
	}
	return bank
}

// laterBank draws what becomes of a bank: weights move, questions and services
// come and go, and questions are revised and change in what decides who is asked
// and where they count.
func (g *generator) laterBank(content object) object {
	later := remade(content)
	later["version"] = "2"
	if g.chance(30) {
		later["weights"] = object{"critical": 9, "high": 4, "medium": 4, "low": 1 + g.random.IntN(4)}
	}
	services, ofTier := []object(nil), make(map[string][]string)
	for _, service := range objects(later["services"]) {
		if g.chance(90) {
			services = append(services, service)
			tier := service["tier"].(string)
			ofTier[tier] = append(ofTier[tier], service["id"].(string))
		}
	}
	before := objects(later["questions"])
	much := pick(g, 0, 10, 10, 10, 10, 10, 10, 40, 40, 40, 40, 100) // percent of the questions that an edit touches
	questions, retired := []object(nil), []object(nil)
	for _, question := range before {
		if g.chance(much) && len(before) > 1 {
			retired = append(retired, object{"id": question["id"], "since": "2", "successors": []any{before[0]["id"]}})
			continue
		}
		questions = append(questions, g.editedQuestion(question, much, ofTier))
	}
	for n := range g.random.IntN(pick(g, 1, 4, 1+len(before))) {
		questions = append(questions, g.question(200+n, pick(g, areaOrder...), ofTier))
	}
	if len(questions) == 0 {
		questions = append(questions, g.question(300, pick(g, areaOrder...), ofTier))
	}
	later["services"], later["questions"], later["retired"] = services, questions, retired
	return later
}

func (g *generator) editedQuestion(question object, much int, ofTier map[string][]string) object {
	if g.chance(much) {
		question["revision"] = question["revision"].(float64) + float64(1+g.random.IntN(2))
	}
	if g.chance(much) {
		question["severity"] = pick(g, severityOrder...)
	}
	if g.chance(much) {
		question["baseline"] = !question["baseline"].(bool)
	}
	if g.chance(much / 4) {
		question["area"] = pick(g, areaOrder...)
	}
	if g.chance(much) {
		question["tiers"] = g.someOf(allTiers)
	}
	var asked, kept []string
	for _, tier := range texts(question["tiers"]) {
		asked = append(asked, ofTier[tier]...)
	}
	for _, id := range texts(question["services"]) {
		if slices.Contains(asked, id) {
			kept = append(kept, id)
		}
	}
	if g.chance(much) {
		kept = g.some(asked)
	}
	question["services"] = kept
	return question
}

// carryOver gives the later document much of the scope of the earlier one, and
// most of its answers: some only carried, some re-affirmed, by themselves or in
// bulk. An answer to another revision may be given again as it was.
func (g *generator) carryOver(earlier, later object, bank *questionnaire.Bank) {
	earlier = remade(earlier)
	evidence, answers := later["evidence"].(object), later["answers"].(object)
	maps.Copy(evidence, earlier["evidence"].(object))
	g.keepScope(earlier["scope"].(object), later["scope"].(object), bank)
	keeps, carries := pick(g, 20, 80, 95), pick(g, 0, 10, 10, 40)
	for _, question := range bank.Questions() {
		answer, given := earlier["answers"].(object)[question.ID].(object)
		if !given || !g.chance(keeps) {
			continue
		}
		switch {
		case answer["level"] == nil:
		case g.chance(carries):
			answer["state"] = "carried"
		case g.chance(8):
			answer = object{"level": "unknown", "state": "changed", "by": "Ada"}
		default:
			answer["state"] = "reaffirmed"
			answer["bulk"] = g.chance(40)
		}
		answers[question.ID] = answer
	}
}

// keepScope takes over the parts of a scope that the new bank still knows.
func (g *generator) keepScope(was, is object, bank *questionnaire.Bank) {
	if g.chance(60) {
		is["depth"] = was["depth"]
	}
	if g.chance(40) {
		return
	}
	is["tiers"] = was["tiers"]
	var services []string
	for _, id := range texts(was["services"]) {
		if _, known := bank.Service(id); known {
			services = append(services, id)
		}
	}
	is["services"] = services
	if g.chance(40) {
		is["services"] = nil
	}
}

// stir gives some questions another answer, whatever the mood of their area, and
// ends or begins exceptions.
func (g *generator) stir(document object, bank *questionnaire.Bank) {
	answers, redraws, excepts := document["answers"].(object), pick(g, 0, 20, 20, 40), pick(g, 10, 30, 60)
	evidence := slices.Sorted(maps.Keys(document["evidence"].(object)))
	for _, question := range bank.Questions() {
		if g.chance(redraws) {
			answers[question.ID] = g.answer(question, []string{"", "none", "none", "some", "most", "all", "unknown", "unknown", "na"}, evidence)
		}
		if answer, given := answers[question.ID].(object); given && g.chance(excepts) {
			g.except(answer)
		}
	}
}

// except ends an exception, or begins one.
func (g *generator) except(answer object) {
	if _, ok := answer["exception"]; ok && g.chance(30) {
		delete(answer, "exception")
		return
	}
	expires := g.asOf.AddDate(0, 0, pick(g, -100, -1, 0, 1, 30, 200)).Format(time.DateOnly)
	answer["exception"] = object{
		"kind": pick(g, "compensating", "compensating", "accepted-risk"), "reason": "Drawn", "approver": "Ada", "expires": expires,
	}
}

// remade returns an object as its document says it: numbers are float64, lists
// are []any.
func remade(of object) object {
	var is object
	if err := json.Unmarshal(encode(of), &is); err != nil {
		panic(err)
	}
	return is
}

func objects(list any) []object {
	var all []object
	if err := json.Unmarshal(encode(list), &all); err != nil {
		panic(err)
	}
	return all
}

// texts reads a list of texts, whether it was drawn or read from a document.
func texts(list any) []string {
	var all []string
	if err := json.Unmarshal(encode(list), &all); err != nil {
		panic(err)
	}
	return all
}
