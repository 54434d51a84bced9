package questionnaire

import "slices"

// Nowhere stands for the id of evidence of base that neither side has any more.
// No answer of a side can name it.
const nowhere = "nowhere"

// mergeEvidence lists the evidence of both sides in the result and finds the ids
// that the evidence of base and of theirs has there. Evidence that one side
// removed stays for now, because the other may refer to it.
func (m *merging) mergeEvidence() error {
	m.baseIDs, m.theirIDs = make(map[string]string), make(map[string]string)
	if err := m.listAdded(m.listKnown()); err != nil {
		return err
	}
	for id := range m.base.evidence {
		if _, there := m.result.evidence[id]; !there || m.theirIDs[id] != "" && m.theirIDs[id] != id {
			m.baseIDs[id] = nowhere
		}
	}
	return nil
}

// listKnown lists the evidence of theirs that keeps its id because the id means
// the same piece on both sides, as it was or as one of them changed it. It
// returns the ids of the rest.
func (m *merging) listKnown() (added []string) {
	for _, id := range m.theirs.EvidenceIDs() {
		theirs := m.theirs.evidence[id]
		ours, inOurs := m.ours.evidence[id]
		base, inBase := m.base.evidence[id]
		switch {
		case inOurs && (ours == theirs || inBase && base == theirs && ours.corrects(base)):
			m.theirIDs[id] = id
		case inBase && (!inOurs || base == ours && theirs.corrects(base)):
			m.result.evidence[id] = theirs
			m.theirIDs[id] = id
		default:
			added = append(added, id)
		}
	}
	return added
}

// corrects reports whether this is another piece put right, and not one that was
// listed anew under a number that had become free.
func (e Evidence) corrects(before Evidence) bool {
	return e.Title == before.Title || e.Ref == before.Ref
}

// listAdded lists other evidence of theirs: under the id that ours has it by,
// else under its own where that is free, else under the next number that nobody
// used.
func (m *merging) listAdded(added []string) error {
	listed := make(map[Evidence]string)
	for _, id := range slices.Backward(m.result.EvidenceIDs()) {
		listed[m.result.evidence[id]] = id
	}
	number := max(m.base.lastEvidence(), m.ours.lastEvidence(), m.theirs.lastEvidence())
	for _, id := range added {
		theirs := m.theirs.evidence[id]
		into, known := listed[theirs]
		switch _, taken := m.ours.evidence[id]; {
		case known:
		case taken:
			number++
			into = evidenceIDOf(number)
		default:
			into = id
		}
		if err := checkEvidenceID(into); err != nil {
			return err // the numbers are used up
		}
		m.result.evidence[into], listed[theirs], m.theirIDs[id] = theirs, into, into
	}
	return nil
}

// renumbered returns the evidence of theirs that has another id in the result.
func (m *merging) renumbered() map[string]string {
	moved := make(map[string]string)
	for from, to := range m.theirIDs {
		if from != to {
			moved[from] = to
		}
	}
	return moved
}

// referring returns the answer with the evidence that it names by the ids of
// the result.
func (a Answer) referring(ids map[string]string) Answer {
	var evidence []string
	for _, id := range a.Evidence {
		if moved, ok := ids[id]; ok {
			id = moved
		}
		if !slices.Contains(evidence, id) {
			evidence = append(evidence, id)
		}
	}
	a.Evidence = evidence
	return a
}

// dropRemovedEvidence drops what one side removed and the other left as it was,
// unless an answer of the result still rests on it.
func (m *merging) dropRemovedEvidence() {
	named := make(map[string]bool)
	for _, answers := range []map[string]Answer{m.result.answers, m.result.head.Conflicts} {
		for _, answer := range answers {
			for _, id := range answer.Evidence {
				named[id] = true
			}
		}
	}
	for id, before := range m.base.evidence {
		_, inOurs := m.ours.evidence[id]
		_, inTheirs := m.theirs.evidence[id]
		if inOurs != inTheirs && m.result.evidence[id] == before && !named[id] {
			delete(m.result.evidence, id)
		}
	}
}
