package tui

import (
	"slices"

	"demarc/questionnaire"
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
	ref, err := w.askField("Link or path", "", required("a link or a path"))
	if err != nil {
		return err
	}
	title, err := w.askField("Title", "", required("a title"))
	if err != nil {
		return err
	}
	var kinds []string
	for _, kind := range questionnaire.EvidenceKinds() {
		kinds = append(kinds, kindWords(kind)+".")
	}
	chosen, err := w.choose("What is it?", kinds, 0)
	if err != nil {
		return err
	}
	today := questionnaire.NewDate(w.session.now())
	collected, err := w.askField("Collected on, as year, month and day", today.String(), pastDate(today))
	if err != nil {
		return err
	}
	fields := pieceFields{ref: ref, title: title, kind: questionnaire.EvidenceKinds()[chosen].String(), collected: collected}
	piece, err := fields.into(questionnaire.Evidence{}, w.session.by)
	if err != nil {
		return err
	}
	return w.record(w.line().Answer, piece)
}
