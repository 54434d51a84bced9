package report

import "demarc/questionnaire"

// integrity names what the report was made from, so that it can be made again.
func (s *subject) integrity() Section {
	a, bank := s.assessment, s.bank.Ref()
	rows := [][]Text{
		row("Assessment", a.ID()),
		row("Status", a.Status().String()),
		row("Begun", orNothing(a.CreatedAt().String())),
		row("Answers or scope last changed", orNothing(a.CompletedAt().String())),
		row("Finalized", orNothing(a.FinalizedAt().String())),
		row("Prepared by", orNothing(a.PreparedBy())),
		row("As of", s.asOf.String()),
		row("Bank", bank.ID),
		row("Bank version", bank.Version),
		{{plain("Bank SHA-256")}, {code(bank.Digest)}},
	}
	rows = append(rows, reference("Carried on from", a.Previous)...)
	rows = append(rows, reference("Corrects", a.Supersedes)...)
	return section("Integrity",
		Table{Columns: words("Item", "Value"), Rows: rows},
		List{
			say("The same assessment, bank and as-of day give the same report, byte for byte."),
			say("A digest is the SHA-256 of a file's bytes; the bank's is of its document in the workspace."),
			say("A file cannot hold its own digest: the sums of this report and of the assessment are kept beside them."),
			say("Digests show accidental and partial edits; whoever holds all files can make them anew, so hand a digest to the reader by another way."),
		},
	)
}

func reference(label string, document func() (questionnaire.DocumentRef, bool)) [][]Text {
	ref, ok := document()
	switch {
	case !ok:
		return nil
	case ref.Digest == "":
		return [][]Text{row(label, ref.ID), row(label+", SHA-256", "none: it was not final")}
	default:
		return [][]Text{row(label, ref.ID), {{plain(label + ", SHA-256")}, {code(ref.Digest)}}}
	}
}

// glossary explains the words that have a meaning of their own here.
func glossary() Section {
	terms := []struct{ term, meaning string }{
		{"Accepted risk", "a gap that a named approver has accepted until a day; it changes no figure"},
		{"Applicable", "asked and not answered not applicable"},
		{"Area", "one of the six capability areas of the customer's side"},
		{"As-of day", "the day on which the figures speak; it decides what is fresh, due and expired"},
		{"Asked", "belonging to this assessment by tier, services and depth"},
		{"Band", "a name for a range of self-reported coverage"},
		{"Bank", "the versioned set of questions"},
		{"Carried", "taken over from the assessment before and not yet given again by a named person"},
		{"Ceiling", "coverage if every open question proved to be all"},
		{"Compensating control", "something else that serves the purpose until a day; the answer keeps its level until then"},
		{"Counted level", "the level that earns points; none where a question is open"},
		{"Coverage", "the weighted share of what is in place, as reported"},
		{"Evidenced coverage", "the same, counting only answers with fresh evidence"},
		{"Gap", "an applicable question whose counted level is below all"},
		{"Level", "the share of resources in scope for which a control works: none, some, most, all"},
		{"Lift", "what overall coverage gains when a gap is taken to all"},
		{"Open", "unanswered, carried, unknown, or with an expired compensating control"},
		{"Range", "from coverage to ceiling"},
		{"Tier", "how much of the stack AWS runs: infrastructure, container or abstracted services"},
	}
	var list List
	for _, entry := range terms {
		list = append(list, fact(entry.term, plain(entry.meaning)))
	}
	return section("Glossary", list)
}
