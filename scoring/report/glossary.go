package report

// terms are the words that have a meaning of their own here.
var terms = []struct{ term, meaning string }{
	{"Accepted risk", "a gap that a named approver has accepted until a day; it changes no figure"},
	{"Applicable", "asked and not answered not applicable"},
	{"Area", "one of the six capability areas of the customer's side"},
	{"As-of day", "the day on which the figures speak; it decides what is fresh, due and expired"},
	{"As carried", "coverage if every carried answer stood as it is"},
	{"Asked", "belonging to this assessment by tier, services and depth"},
	{"Asserted only", "answered above none with neither a note nor evidence"},
	{"Band", "a name for a range of self-reported coverage"},
	{"Bank", "the versioned set of questions"},
	{"Bridge", "the change of overall coverage, cut into what each cause gave to it"},
	{"Carried", "taken over from the assessment before and not yet given again by a named person"},
	{"Ceiling", "coverage if every open question proved to be all"},
	{"Compensating control", "something else that serves the purpose until a day; the answer keeps its level until then"},
	{"Counted level", "the level that earns points; none where a question is open"},
	{"Coverage", "the weighted share of what is in place, as reported"},
	{"Critical gap", "a gap in a question of critical severity"},
	{"Earned", "weight × points of the counted level"},
	{"Evidenced coverage", "the same, counting only answers with fresh evidence"},
	{"Fresh", "of evidence: dated in the period or later, or within the question's own maximum age, and not after the as-of day"},
	{"Gap", "an applicable question whose counted level is below all"},
	{"Level", "the share of resources in scope for which a control works: none, some, most, all"},
	{"Like for like", "over the questions with a level on both sides and the same wording"},
	{"Lift", "what overall coverage gains when a gap is taken to all"},
	{"N/A as none", "coverage if everything not applicable counted as none"},
	{"Open", "unanswered, carried, unknown, or with an expired compensating control"},
	{"Pooled", "coverage of all questions together, areas disregarded"},
	{"Possible", "the points that a question would earn at all"},
	{"Range", "from coverage to ceiling"},
	{"Re-affirmed", "carried over and given again with the same level; in one act with others, where a person did so for many answers at once"},
	{"Regression", "a counted level that fell, or that became unknown"},
	{"Statement", "evidence that is only somebody's word; it never counts as evidenced"},
	{"Tier", "how much of the stack AWS runs: infrastructure, container or abstracted services"},
}

// glossary explains them.
func glossary() Section {
	var list List
	for _, entry := range terms {
		list = append(list, fact(entry.term, plain(entry.meaning)))
	}
	return section("Glossary", list)
}
