package scoring_test

import (
	"cmp"
	"encoding/json"
	"math/big"
	"slices"
	"time"
)

// The oracle works every figure out a second time, from the two documents as
// they stand in the files, by the rule in its plainest form and with nothing of
// package scoring. Where the two differ, one of them is wrong.
type oracle struct {
	bank  bankDocument
	doc   assessmentDocument
	asOf  string // all its days are YYYY-MM-DD, which sorts as days do
	asked []questionDocument
}

type bankDocument struct {
	Weights   map[string]int64
	Bands     struct{ Partial, Substantial, High int64 }
	Services  []struct{ ID, Tier string }
	Questions []questionDocument
}

type questionDocument struct {
	ID, Area, Severity, Effort string
	Tiers, Services            []string
	Baseline                   bool
	Revision                   int
	MaxAge                     int `json:"evidence_max_age_days"`
	columns                    []string
}

type assessmentDocument struct {
	Period   struct{ Start string }
	Scope    scopeDocument
	Evidence map[string]evidenceDocument
	Answers  map[string]answerDocument
}

type scopeDocument struct {
	Tiers, Services []string
	Depth           string
}

type evidenceDocument struct {
	Kind        string
	CollectedAt string `json:"collected_at"`
	CoversTo    string `json:"covers_to"`
	date        string
}

type answerDocument struct {
	Level, State string
	Bulk         bool
	Evidence     []string
	Exception    struct{ Kind, Expires string }
}

// figures is S of the contract, its fractions written out exactly.
type figures struct {
	Coverage, Ceiling, AsCarried, Evidenced, NAAsNone, Pooled     string
	Band                                                          string
	CappedBy                                                      []string
	Earned, EvidencedEarned, CeilingEarned, Possible              int64
	Asked, Applicable, Answered, Carried, Unknown, Unanswered, NA int
}

var (
	areaOrder     = []string{"iam", "network", "posture", "workload", "data", "threat-intel"}
	severityOrder = []string{"critical", "high", "medium", "low"}
	quarters      = map[string]int64{"none": 0, "some": 1, "most": 3, "all": 4}
)

func newOracle(bank, assessment []byte, asOf string) *oracle {
	o := &oracle{asOf: asOf}
	if err := cmp.Or(json.Unmarshal(bank, &o.bank), json.Unmarshal(assessment, &o.doc)); err != nil {
		panic(err)
	}
	for id, evidence := range o.doc.Evidence {
		o.doc.Evidence[id] = dated(evidence)
	}
	o.ask()
	return o
}

// ask finds the questions that the scope asks of the bank.
func (o *oracle) ask() {
	for _, q := range o.bank.Questions {
		for _, tier := range q.Tiers {
			if slices.Contains(o.doc.Scope.Tiers, tier) && o.meets(q, tier) {
				q.columns = append(q.columns, tier)
			}
		}
		if len(q.columns) > 0 && (q.Baseline || o.doc.Scope.Depth != "baseline") {
			o.asked = append(o.asked, q)
		}
	}
	slices.SortFunc(o.asked, func(a, b questionDocument) int {
		return cmp.Or(slices.Index(areaOrder, a.Area)-slices.Index(areaOrder, b.Area), cmp.Compare(a.ID, b.ID))
	})
}

// meets says whether the question is about a service in scope in the tier.
func (o *oracle) meets(q questionDocument, tier string) bool {
	var all, named []string
	for _, service := range o.bank.Services {
		if service.Tier == tier {
			all = append(all, service.ID)
			if slices.Contains(o.doc.Scope.Services, service.ID) {
				named = append(named, service.ID)
			}
		}
	}
	if len(named) == 0 {
		named = all
	}
	return len(q.Services) == 0 || slices.ContainsFunc(q.Services, func(id string) bool { return slices.Contains(named, id) })
}

// standing says how an answer counts: graded is the only one that earns.
func (o *oracle) standing(q questionDocument) string {
	switch answer := o.doc.Answers[q.ID]; {
	case answer.Level == "":
		return "unanswered"
	case answer.State == "carried":
		return "carried"
	case answer.Level == "unknown" || answer.Level == "na":
		return answer.Level
	case o.expired(q):
		return "expired"
	default:
		return "graded"
	}
}

func (o *oracle) expired(q questionDocument) bool {
	answer := o.doc.Answers[q.ID]
	_, graded := quarters[answer.Level]
	return graded && answer.Exception.Kind == "compensating" && answer.Exception.Expires < o.asOf
}

func (o *oracle) accepted(q questionDocument) bool {
	exception := o.doc.Answers[q.ID].Exception
	return exception.Kind == "accepted-risk" && exception.Expires >= o.asOf
}

// points is p of the counted level.
func (o *oracle) points(q questionDocument) int64 {
	if o.standing(q) != "graded" {
		return 0
	}
	return quarters[o.doc.Answers[q.ID].Level]
}

func (o *oracle) ceilingPoints(q questionDocument) int64 {
	if o.standing(q) == "graded" {
		return o.points(q)
	}
	return 4
}

func (o *oracle) carriedPoints(q questionDocument) int64 {
	if o.standing(q) == "carried" && !o.expired(q) {
		return quarters[o.doc.Answers[q.ID].Level]
	}
	return o.points(q)
}

func (o *oracle) evidencedPoints(q questionDocument) int64 {
	if slices.ContainsFunc(o.doc.Answers[q.ID].Evidence, func(id string) bool { return o.fresh(id, q) }) {
		return o.points(q)
	}
	return 0
}

func (o *oracle) fresh(id string, q questionDocument) bool {
	evidence := o.doc.Evidence[id]
	if evidence.date == "" {
		return false
	}
	oldest := o.doc.Period.Start
	if q.MaxAge > 0 {
		oldest = day(o.asOf).AddDate(0, 0, -q.MaxAge).Format(time.DateOnly)
	}
	return oldest <= evidence.date && evidence.date <= o.asOf
}

// dated returns the evidence with the date that decides whether it is fresh; a
// statement has none.
func dated(evidence evidenceDocument) evidenceDocument {
	for _, text := range []string{evidence.CollectedAt, evidence.CoversTo} {
		if text == "" || evidence.Kind == "statement" {
			continue
		}
		if date := day(text).Format(time.DateOnly); evidence.date == "" || date < evidence.date {
			evidence.date = date
		}
	}
	return evidence
}

func day(text string) time.Time {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if moment, err := time.Parse(layout, text); err == nil {
			return moment.UTC()
		}
	}
	panic(text + " is no day")
}

// column returns the asked questions of an area, in one tier or in any.
func (o *oracle) column(area, tier string) []questionDocument {
	var questions []questionDocument
	for _, q := range o.asked {
		if q.Area == area && (tier == "" || slices.Contains(q.columns, tier)) {
			questions = append(questions, q)
		}
	}
	return questions
}

// shares are the five fractions of S in their order, nil where there is nothing
// to divide by.
type shares [5]*big.Rat

func share(earned, possible int64) *big.Rat {
	if possible == 0 {
		return nil
	}
	return big.NewRat(earned, possible)
}

func exact(r *big.Rat) string {
	if r == nil {
		return "–"
	}
	return r.RatString()
}

func (o *oracle) add(questions []questionDocument) (figures, shares) {
	var f figures
	var ifCarried, possibleIfCarried, possibleIfNone int64
	for _, q := range questions {
		standing, weight := o.standing(q), o.bank.Weights[q.Severity]
		f.Asked++
		possibleIfNone += weight * 4
		if o.doc.Answers[q.ID].Level != "na" {
			ifCarried += weight * o.carriedPoints(q)
			possibleIfCarried += weight * 4
		}
		if standing == "na" {
			f.NA++
			continue
		}
		f.Applicable++
		f.Earned += weight * o.points(q)
		f.EvidencedEarned += weight * o.evidencedPoints(q)
		f.CeilingEarned += weight * o.ceilingPoints(q)
		f.Possible += weight * 4
		switch standing {
		case "unanswered":
			f.Unanswered++
		case "carried":
			f.Carried++
		case "unknown":
			f.Unknown++
		default:
			f.Answered++
		}
		if q.Severity == "critical" && o.points(q) < quarters["most"] {
			f.CappedBy = append(f.CappedBy, q.ID)
		}
	}
	return f, shares{
		share(f.Earned, f.Possible), share(f.CeilingEarned, f.Possible), share(ifCarried, possibleIfCarried),
		share(f.EvidencedEarned, f.Possible), share(f.Earned, possibleIfNone),
	}
}

// figures returns S of an area, in one tier or in any.
func (o *oracle) figures(area, tier string) figures {
	f, of := o.add(o.column(area, tier))
	return o.withShares(f, of)
}

func (o *oracle) overall() figures {
	f, pooled := o.add(o.asked)
	f.Pooled = exact(pooled[0])
	f.Earned, f.EvidencedEarned, f.CeilingEarned, f.Possible = 0, 0, 0, 0 // a mean has no sums
	return o.withShares(f, o.means())
}

// means are the plain means of the areas that have the figure at all.
func (o *oracle) means() shares {
	var means shares
	for i := range means {
		sum, areas := new(big.Rat), int64(0)
		for _, area := range areaOrder {
			if _, of := o.add(o.column(area, "")); of[i] != nil {
				sum.Add(sum, of[i])
				areas++
			}
		}
		if areas > 0 {
			means[i] = sum.Mul(sum, big.NewRat(1, areas))
		}
	}
	return means
}

func (o *oracle) withShares(f figures, of shares) figures {
	f.Coverage, f.Ceiling, f.AsCarried = exact(of[0]), exact(of[1]), exact(of[2])
	f.Evidenced, f.NAAsNone = exact(of[3]), exact(of[4])
	if of[0] == nil || o.band(of[0]) != o.band(of[1]) {
		return f
	}
	f.Band = o.band(of[0])
	if len(f.CappedBy) > 0 && f.Band != "Low" {
		f.Band = "Partial"
	}
	return f
}

func (o *oracle) band(of *big.Rat) string {
	reaches := func(percent int64) bool { return of.Cmp(big.NewRat(percent, 100)) >= 0 }
	switch {
	case reaches(o.bank.Bands.High):
		return "High"
	case reaches(o.bank.Bands.Substantial):
		return "Substantial"
	case reaches(o.bank.Bands.Partial):
		return "Partial"
	default:
		return "Low"
	}
}
