package questionnaire

import "slices"

// AskedQuestion is a question that belongs to an assessment.
type AskedQuestion struct {
	*Question
	// In holds the tiers in whose columns the question counts: those that it
	// lists, that are in use, and for which its services meet the scope.
	In []Tier
}

// Asked returns the questions that a scope asks of a bank, in the bank's order.
// It is the one place that decides this; screens, scores and reports all ask it.
//
// A question is asked when the depth includes it and it counts in at least one
// tier. It counts in a tier that it lists and that is in use if it names no
// services, or names one of that tier that is in scope. A tier of which the
// scope names no service has all of them in scope.
func Asked(bank *Bank, scope Scope) []AskedQuestion {
	named := make(map[Tier][]string)
	for _, id := range scope.Services {
		if service, ok := bank.Service(id); ok {
			named[service.Tier] = append(named[service.Tier], id)
		}
	}
	var asked []AskedQuestion
	for i := range bank.questions {
		question := &bank.questions[i]
		if scope.Depth == DepthBaseline && !question.Baseline {
			continue
		}
		if in := countingTiers(bank, scope, named, question); len(in) > 0 {
			asked = append(asked, AskedQuestion{Question: question, In: in})
		}
	}
	return asked
}

// Includes reports whether a service of the bank is in scope.
func (s Scope) Includes(service Service, bank *Bank) bool {
	var named []string
	for _, id := range s.Services {
		if other, ok := bank.Service(id); ok && other.Tier == service.Tier {
			named = append(named, id)
		}
	}
	return s.Uses(service.Tier) && meetsServices(bank, service.Tier, named, []string{service.ID})
}

func countingTiers(bank *Bank, scope Scope, named map[Tier][]string, question *Question) []Tier {
	var in []Tier
	for _, tier := range question.Tiers {
		if scope.Uses(tier) && meetsServices(bank, tier, named[tier], question.Services) {
			in = append(in, tier)
		}
	}
	return in
}

// meetsServices reports whether a question about the wanted services has one in
// scope in the tier, of which the scope names those in named.
func meetsServices(bank *Bank, tier Tier, named, wanted []string) bool {
	if len(wanted) == 0 {
		return true
	}
	return slices.ContainsFunc(wanted, func(id string) bool {
		service, ok := bank.Service(id)
		return ok && service.Tier == tier && (len(named) == 0 || slices.Contains(named, id))
	})
}
