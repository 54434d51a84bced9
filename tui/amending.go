package tui

import (
	"cmp"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

// The list of evidence is amended beside the answers: a piece is put right, and
// one that no answer names is taken off.

// amendEvidence changes the list of evidence and queues the change.
func (s *session) amendEvidence(amendment store.Amendment) (tea.Cmd, error) {
	if err := s.amend(amendment); err != nil {
		return nil, err
	}
	back := store.Amendment{ID: amendment.ID, Read: amendment.Becomes, Becomes: amendment.Read}
	s.remember(act{list: []store.Amendment{back}})
	return s.enqueue(store.Edit{Amend: []store.Amendment{amendment}}), nil
}

// amend changes the list of evidence, and scores again what rests on the piece.
func (s *session) amend(amendment store.Amendment) error {
	if err := s.changeable(); err != nil {
		return err
	}
	if err := amendment.Apply(s.assessment, s.now()); err != nil {
		return err
	}
	for _, question := range s.assessment.EvidenceNamedBy(amendment.ID) {
		s.recount(question)
	}
	s.effect = effect{}
	return nil
}

// unlisting returns what takes the evidence off the list again that was not
// among the listed ids before.
func (s *session) unlisting(before []string) []store.Amendment {
	var list []store.Amendment
	for _, id := range s.assessment.EvidenceIDs() {
		if !slices.Contains(before, id) {
			piece, _ := s.assessment.Evidence(id)
			list = append(list, store.Amendment{ID: id, Read: piece})
		}
	}
	return list
}

// attached returns the evidence that an answer names and did not name before.
// Somebody else may have put another piece under its number meanwhile.
func (s *session) attached(question string, answer questionnaire.Answer) map[string]questionnaire.Evidence {
	before, pieces := s.answer(question), make(map[string]questionnaire.Evidence)
	for _, id := range answer.Evidence {
		if piece, listed := s.assessment.Evidence(id); listed && !slices.Contains(before.Evidence, id) {
			pieces[id] = piece
		}
	}
	return pieces
}

// listedAlike reports whether the evidence of saved answers is what the screens
// show of it. It cannot be told while the list is still being amended.
func (s *session) listedAlike(batch []store.Saved) bool {
	for _, edit := range s.queue {
		if len(edit.Amend) > 0 {
			return true
		}
	}
	for _, saved := range batch {
		for id, theirs := range saved.Evidence {
			if ours, _ := s.assessment.Evidence(id); ours != theirs {
				return false
			}
		}
	}
	return true
}

// evidenceFor returns the ids of all evidence, what serves a question best first:
// what counts for it before what is too old, and of that the piece that was attached
// last, then the one that the newest answer rests on, what no answer names last.
func (s *session) evidenceFor(question *questionnaire.Question) []string {
	used := make(map[string]time.Time)
	for place := range s.sheet.Len() {
		answer := &s.sheet.LineAt(place).Answer
		for _, id := range answer.Evidence {
			if at := answer.At.Time(); used[id].IsZero() || at.After(used[id]) {
				used[id] = at
			}
		}
	}
	ids := s.assessment.EvidenceIDs()
	slices.Reverse(ids) // of two that were used at once the newer one
	slices.SortStableFunc(ids, func(one, other string) int {
		return cmp.Or(
			firstOf(s.evidences(one, question), s.evidences(other, question)),
			firstOf(one == s.attachedLast, other == s.attachedLast),
			used[other].Compare(used[one]),
		)
	})
	return ids
}

// firstOf orders what is so before what is not.
func firstOf(one, other bool) int {
	switch {
	case one == other:
		return 0
	case one:
		return -1
	}
	return 1
}

// evidences reports whether a piece of evidence counts for a question.
func (s *session) evidences(id string, question *questionnaire.Question) bool {
	piece, _ := s.assessment.Evidence(id)
	return piece.Kind != questionnaire.KindStatement && piece.FreshFor(question, s.assessment.Period(), s.sheet.AsOf())
}

// nextEvidence returns the piece of evidence that serves an answer best, or why it
// cannot rest on it too.
func (s *session) nextEvidence(line *scoring.Line) (id, problem string) {
	ids := s.evidenceFor(line.Question)
	switch {
	case len(ids) == 0:
		return "", "No evidence is listed yet: e adds the first piece."
	case slices.Contains(line.Answer.Evidence, ids[0]):
		return "", ids[0] + " is attached already: e lists all there is."
	}
	return ids[0], ""
}

// cameAlong reports whether a piece of evidence is one of an earlier assessment,
// or may be: what that one says of it stays as it is.
func (s *session) cameAlong(id string) bool {
	piece, _ := s.assessment.Evidence(id)
	for _, ref := range s.earlierRefs() {
		earlier := s.earlier[ref.ID]
		if earlier == nil {
			return true
		}
		if theirs, listed := earlier.Evidence(id); listed && theirs == piece {
			return true
		}
	}
	return false
}

// earlierRefs names the assessments that this one carried on from or corrects.
func (s *session) earlierRefs() []questionnaire.DocumentRef {
	var refs []questionnaire.DocumentRef
	for _, find := range []func() (questionnaire.DocumentRef, bool){s.assessment.Previous, s.assessment.Supersedes} {
		if ref, ok := find(); ok {
			refs = append(refs, ref)
		}
	}
	return refs
}
