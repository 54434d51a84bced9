package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// newEvidenceOption is the choice that leads to a new piece of evidence.
const newEvidenceOption = "new"

// newEvidenceDialog ticks what is in the assessment already, or leads to a new
// piece where there is nothing yet.
func newEvidenceDialog(q *questionScreen) *dialog {
	if len(q.app.session.assessment.EvidenceIDs()) == 0 {
		return newPieceDialog(q)
	}
	ticked := slices.Clone(q.line().Answer.Evidence)
	options := q.evidenceOptions()
	// The value comes first: the cursor then begins on what is ticked.
	list := huh.NewMultiSelect[string]().Title("In this assessment").Value(&ticked).Options(options...).Filterable(false).Height(listRows(options))
	newPiece := func() tea.Cmd {
		return tea.Batch(q.attach(ticked), q.app.openDialog(newPieceDialog(q)))
	}
	// onPiece does something with the piece under the cursor, once what was ticked
	// is taken.
	onPiece := func(do func(id string) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd {
			pointed, ok := list.Hovered()
			if !ok || pointed == newEvidenceOption {
				return newPiece()
			}
			return tea.Batch(q.attach(ticked), do(pointed))
		}
	}
	return &dialog{
		title: "Evidence",
		about: q.line().Question,
		intro: "Tick what supports this answer.",
		form:  q.app.newForm(list),
		pointed: func() string {
			id, _ := list.Hovered()
			return q.pieceInWhole(id)
		},
		also: []dialogKey{
			{relabel(keys.Evidence, "edit"), onPiece(func(id string) tea.Cmd { return q.app.openDialog(newCorrectionDialog(q, id)) })},
			{relabel(keys.New, "new piece"), newPiece},
			{keys.Remove, onPiece(q.takeOff)},
		},
		submit: func() tea.Cmd {
			// Enter on a row without ticking anything means that row.
			if pointed, ok := list.Hovered(); ok && slices.Equal(ticked, q.line().Answer.Evidence) {
				ticked = append(ticked, pointed)
			}
			if slices.Contains(ticked, newEvidenceOption) {
				return newPiece()
			}
			return q.attach(ticked)
		},
	}
}

// evidenceOptions lists all evidence of the assessment, and after it the way to a
// new piece.
func (q *questionScreen) evidenceOptions() []huh.Option[string] {
	s := q.app.session
	var options []huh.Option[string]
	for _, id := range s.evidenceFor(q.line().Question) {
		piece, _ := s.assessment.Evidence(id)
		words := freshness(piece, q.line().Question, s) + "  " + clean(piece.Title)
		if len(s.assessment.EvidenceNamedBy(id)) == 0 {
			words = "not used, " + words
		}
		options = append(options, huh.NewOption(id+" "+words, id))
	}
	return append(options, huh.NewOption("a new piece of evidence", newEvidenceOption))
}

// pieceInWhole says all of a piece of evidence, of which a row shows the beginning.
func (q *questionScreen) pieceInWhole(id string) string {
	piece, listed := q.app.session.assessment.Evidence(id)
	if !listed {
		return "Where an auditor can look: a link or a path, a title, and when it was collected."
	}
	text := id + ": " + clean(piece.Title) + ", " + kindWords(piece.Kind) + ", " + clean(piece.Ref)
	if piece.By != "" {
		text += ", by " + clean(piece.By)
	}
	return text
}

// attachLast lets the answer rest on the evidence that was used last: one export
// often serves many questions.
func (q *questionScreen) attachLast() tea.Cmd {
	id, problem := q.app.session.nextEvidence(q.line())
	if problem != "" {
		q.app.notice = problem
		return nil
	}
	cmd := q.attach(append(slices.Clone(q.line().Answer.Evidence), id))
	piece, _ := q.app.session.assessment.Evidence(id)
	q.app.notice = id + " is attached: " + clean(piece.Title) + ". z takes it off."
	return cmd
}

// attach lets the answer rest on the evidence that is ticked.
func (q *questionScreen) attach(ticked []string) tea.Cmd {
	answer := q.line().Answer
	answer.Evidence = slices.DeleteFunc(slices.Clone(ticked), func(id string) bool { return id == newEvidenceOption })
	slices.Sort(answer.Evidence)
	answer.Evidence = slices.Compact(answer.Evidence)
	if slices.Equal(answer.Evidence, q.line().Answer.Evidence) {
		return nil
	}
	return q.record(answer)
}

// takeOff takes a piece that no answer names off the list, and shows the list
// again while there is one.
func (q *questionScreen) takeOff(id string) tea.Cmd {
	s := q.app.session
	if named := s.assessment.EvidenceNamedBy(id); len(named) > 0 {
		q.app.notice = id + " stays: " + restsOn(named) + ". Untick it there first."
		return q.app.openDialog(newEvidenceDialog(q))
	}
	piece, _ := s.assessment.Evidence(id)
	cmd, err := s.amendEvidence(store.Amendment{ID: id, Read: piece})
	if err != nil {
		q.app.notice = refusal(err)
		return nil
	}
	q.app.notice = id + " is off the list. On the question, z brings it back."
	if len(s.assessment.EvidenceIDs()) == 0 {
		q.app.dialog = nil
		return cmd
	}
	return tea.Batch(cmd, q.app.openDialog(newEvidenceDialog(q)))
}

// restsOn says which questions rest on a piece of evidence.
func restsOn(questions []string) string {
	verb := " rest on it"
	if len(questions) == 1 {
		verb = " rests on it"
	}
	return shortList(questions, 4) + verb
}

// newPieceDialog asks for a new piece of evidence for the answer.
func newPieceDialog(q *questionScreen) *dialog {
	s := q.app.session
	fields := newPieceFields(s)
	return &dialog{
		title: "New evidence",
		about: q.line().Question,
		intro: "Where an auditor can look. A statement is kept but does not count as evidence.",
		form:  fields.form(q.app),
		submit: func() tea.Cmd {
			piece, err := fields.into(questionnaire.Evidence{}, s.by)
			if err != nil {
				q.app.notice = refusal(err)
				return nil
			}
			return q.record(q.line().Answer, piece)
		},
	}
}

// newCorrectionDialog puts a piece of evidence right. One that came along from an
// earlier assessment stays as it was there: a new piece takes its place under
// this answer.
func newCorrectionDialog(q *questionScreen, id string) *dialog {
	s := q.app.session
	piece, _ := s.assessment.Evidence(id)
	fields := fieldsOfPiece(piece)
	list := func() tea.Cmd { return q.app.openDialog(newEvidenceDialog(q)) }
	return &dialog{
		title: "Evidence " + id,
		about: q.line().Question,
		intro: s.correctionWords(id, q.line().ID),
		form:  fields.form(q.app),
		submit: func() tea.Cmd {
			corrected, err := fields.into(piece, s.by)
			if err != nil {
				q.app.notice = refusal(err)
				return nil
			}
			return q.correct(id, corrected)
		},
		cancelled: list,
	}
}

// correctionWords say what else changes with a piece of evidence.
func (s *session) correctionWords(id, question string) string {
	if s.cameAlong(id) {
		return "It came along from an earlier assessment and stays as it was there. Changed, it is a new piece, which takes its place under " + question + "."
	}
	others := slices.DeleteFunc(s.assessment.EvidenceNamedBy(id), func(other string) bool { return other == question })
	if len(others) == 0 {
		return "A statement is kept but does not count as evidence."
	}
	return restsOn(others) + " too: it changes there as well."
}

// correct puts a piece of evidence right, or a new one in its place.
func (q *questionScreen) correct(id string, corrected questionnaire.Evidence) tea.Cmd {
	s := q.app.session
	piece, _ := s.assessment.Evidence(id)
	switch {
	case corrected == piece:
		return nil
	case s.cameAlong(id):
		return q.replace(id, corrected)
	}
	cmd, err := s.amendEvidence(store.Amendment{ID: id, Read: piece, Becomes: corrected})
	if err != nil {
		q.app.notice = refusal(err)
	}
	return cmd
}

// replace puts a new piece of evidence in the place of another one, under this
// answer alone.
func (q *questionScreen) replace(id string, by questionnaire.Evidence) tea.Cmd {
	answer := without(q.line().Answer, id)
	cmd := q.record(answer, by)
	if named := q.line().Answer.Evidence; len(named) > len(answer.Evidence) {
		q.app.notice = id + " stays as it was. " + named[len(named)-1] + " takes its place here."
	}
	return cmd
}

// without returns an answer that no longer rests on a piece of evidence.
func without(answer questionnaire.Answer, id string) questionnaire.Answer {
	answer.Evidence = slices.DeleteFunc(slices.Clone(answer.Evidence), func(other string) bool { return other == id })
	return answer
}
