package tui

import (
	"slices"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// askEvidence attaches pieces that are in the assessment, or a new one.
func (w *walk) askEvidence() error {
	ids := w.session.assessment.EvidenceIDs()
	if len(ids) == 0 {
		return w.askNewPiece()
	}
	options := []string{"A new piece of evidence."}
	for _, id := range ids {
		piece, _ := w.session.assessment.Evidence(id)
		words := w.pieceWords(id, piece, w.line().Question)
		if slices.Contains(w.line().Answer.Evidence, id) {
			words += ", attached; naming it takes it off"
		}
		options = append(options, words+".")
	}
	chosen, err := w.chooseSome("Evidence in this assessment. Which supports this answer?", options, nil)
	if err != nil {
		return err
	}
	if len(chosen) == 0 {
		return errBack
	}
	answer := w.line().Answer
	for _, place := range chosen {
		if place > 0 {
			answer.Evidence = toggled(answer.Evidence, ids[place-1])
		}
	}
	if !slices.Equal(answer.Evidence, w.line().Answer.Evidence) {
		if err := w.record(answer); err != nil {
			return err
		}
	}
	if slices.Contains(chosen, 0) && w.session == w.seen {
		return w.askNewPiece()
	}
	return nil
}

// attachLast lets the answer rest on the evidence that was used last.
func (w *walk) attachLast() error {
	answer := w.line().Answer
	id, problem := w.session.nextEvidence(w.line())
	if problem != "" {
		w.say("%s", problem)
		return nil
	}
	answer.Evidence = toggled(answer.Evidence, id)
	return w.record(answer)
}

// toggled returns the ids with one taken in or, if it is there, left out.
func toggled(ids []string, id string) []string {
	if place := slices.Index(ids, id); place >= 0 {
		return slices.Delete(slices.Clone(ids), place, place+1)
	}
	ids = append(slices.Clone(ids), id)
	slices.Sort(ids)
	return ids
}

// askNewPiece asks for a new piece of evidence and attaches it.
func (w *walk) askNewPiece() error {
	w.say("New evidence: where an auditor can look. A statement is kept, but does not count as evidence.")
	piece, err := w.askPiece(questionnaire.Evidence{}, newPieceFields(w.session))
	if err != nil {
		return err
	}
	return w.record(w.line().Answer, piece)
}

// askPiece asks for the fields of a piece of evidence.
func (w *walk) askPiece(piece questionnaire.Evidence, fields pieceFields) (questionnaire.Evidence, error) {
	var err error
	if fields.ref, err = w.askField("Link or path", fields.ref, required("a link or a path")); err != nil {
		return piece, err
	}
	if fields.title, err = w.askField("Title", fields.title, required("a title")); err != nil {
		return piece, err
	}
	kinds, proposed := questionnaire.EvidenceKinds(), 0
	var options []string
	for i, kind := range kinds {
		options = append(options, kindWords(kind)+".")
		if kind.String() == fields.kind {
			proposed = i
		}
	}
	chosen, err := w.choose("What is it?", options, proposed)
	if err != nil {
		return piece, err
	}
	fields.kind = kinds[chosen].String()
	fields.collected, err = w.askField("Collected on, as year, month and day", fields.collected, fields.collectedCheck(w.session.now()))
	if err != nil {
		return piece, err
	}
	return fields.into(piece, w.session.by)
}

// askAmend puts a piece of evidence right, or takes one off the list that no
// answer names.
func (w *walk) askAmend() error {
	ids := w.session.assessment.EvidenceIDs()
	if len(ids) == 0 {
		w.say("No evidence is listed yet. Type e for the first piece.")
		return nil
	}
	var options []string
	for _, id := range ids {
		piece, _ := w.session.assessment.Evidence(id)
		words := w.pieceWords(id, piece, w.line().Question)
		if len(w.session.assessment.EvidenceNamedBy(id)) == 0 {
			words += ", not used"
		}
		options = append(options, words+".")
	}
	chosen, err := w.choose("Which piece of evidence do you want to put right?", options, noProposal)
	if err != nil {
		return err
	}
	id := ids[chosen]
	if len(w.session.assessment.EvidenceNamedBy(id)) > 0 {
		return w.askCorrection(id)
	}
	off, err := w.choose(id+" supports no answer.", []string{"Put it right.", "Take it off the list."}, 0)
	switch {
	case err != nil:
		return err
	case off == 1:
		piece, _ := w.session.assessment.Evidence(id)
		return w.amend(store.Amendment{ID: id, Read: piece})
	}
	return w.askCorrection(id)
}

// askCorrection puts a piece of evidence right, or a new one in its place where it
// came along from an earlier assessment.
func (w *walk) askCorrection(id string) error {
	s := w.session
	w.say("%s", s.correctionWords(id, w.id))
	piece, _ := s.assessment.Evidence(id)
	corrected, err := w.askPiece(piece, fieldsOfPiece(piece))
	switch {
	case err != nil:
		return err
	case corrected == piece:
		w.say("Nothing is changed.")
		return nil
	case s.cameAlong(id):
		return w.record(without(w.line().Answer, id), corrected)
	}
	return w.amend(store.Amendment{ID: id, Read: piece, Becomes: corrected})
}

// amend saves a change of the list of evidence, or says why it is not legal.
func (w *walk) amend(amendment store.Amendment) error {
	cmd, err := w.session.amendEvidence(amendment)
	if err != nil {
		w.say("%s", refusal(err))
		return nil
	}
	kept, err := w.settle(cmd)
	if err != nil || !kept {
		return err
	}
	w.say("Saved: %s.", amendmentWords(amendment))
	return nil
}
