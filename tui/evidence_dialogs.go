package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
)

// newEvidenceOption is the choice that leads to a new piece of evidence.
const newEvidenceOption = "new"

// newEvidenceDialog ticks what is in the assessment already, or leads to a new
// piece where there is nothing yet.
func newEvidenceDialog(q *questionScreen) *dialog {
	s := q.app.session
	ids := s.assessment.EvidenceIDs()
	if len(ids) == 0 {
		return newPieceDialog(q)
	}
	ticked := slices.Clone(q.line().Answer.Evidence)
	options := []huh.Option[string]{huh.NewOption("a new piece of evidence", newEvidenceOption)}
	for _, id := range ids {
		piece, _ := s.assessment.Evidence(id)
		options = append(options, huh.NewOption(id+" "+freshness(piece, q.line().Question, s)+"  "+clean(piece.Title), id))
	}
	list := huh.NewMultiSelect[string]().Title("In this assessment").Options(options...).Filterable(false).Height(listRows(options)).Value(&ticked)
	return &dialog{
		title: "Evidence",
		about: q.line().Question,
		intro: "Tick what supports this answer; one export often serves many questions.",
		form:  q.app.newForm(list),
		submit: func() tea.Cmd {
			// Enter on a row without ticking anything means that row.
			if pointed, ok := list.Hovered(); ok && slices.Equal(ticked, q.line().Answer.Evidence) {
				ticked = append(ticked, pointed)
			}
			wantsNew := slices.Contains(ticked, newEvidenceOption)
			answer := q.line().Answer
			answer.Evidence = slices.DeleteFunc(ticked, func(id string) bool { return id == newEvidenceOption })
			slices.Sort(answer.Evidence)
			answer.Evidence = slices.Compact(answer.Evidence)
			var cmd tea.Cmd
			if !slices.Equal(answer.Evidence, q.line().Answer.Evidence) {
				cmd = q.record(answer)
			}
			if wantsNew {
				return tea.Batch(cmd, q.app.openDialog(newPieceDialog(q)))
			}
			return cmd
		},
	}
}

func newPieceDialog(q *questionScreen) *dialog {
	s := q.app.session
	var title, ref string
	kind := questionnaire.KindConfigExport.String()
	collected := questionnaire.NewDate(s.now()).String()
	var kinds []huh.Option[string]
	for _, candidate := range questionnaire.EvidenceKinds() {
		kinds = append(kinds, huh.NewOption(strings.ReplaceAll(candidate.String(), "-", " "), candidate.String()))
	}
	return &dialog{
		title: "New evidence",
		about: q.line().Question,
		intro: "Where an auditor can look. A statement is kept but does not count as evidence.",
		form: q.app.newForm(
			huh.NewInput().Title("Link or path").CharLimit(2000).Value(&ref).Validate(required("a link or a path")),
			huh.NewInput().Title("Title").CharLimit(200).Value(&title).Validate(required("a title")),
			huh.NewSelect[string]().Title("Kind").Options(kinds...).Inline(true).Value(&kind),
			huh.NewInput().Title("Collected on, YYYY-MM-DD").CharLimit(10).Value(&collected).Validate(pastDate(questionnaire.NewDate(s.now()))),
		),
		submit: func() tea.Cmd {
			piece, err := newPiece(title, kind, ref, collected, s.by)
			if err != nil {
				q.app.notice = refusal(err)
				return nil
			}
			return q.record(q.line().Answer, piece)
		},
	}
}

func newPiece(title, kind, ref, collected, by string) (questionnaire.Evidence, error) {
	parsed, err := questionnaire.ParseEvidenceKind(kind)
	if err != nil {
		return questionnaire.Evidence{}, err
	}
	day, err := questionnaire.ParseDate(strings.TrimSpace(collected))
	if err != nil {
		return questionnaire.Evidence{}, err
	}
	return questionnaire.Evidence{
		Title: strings.TrimSpace(title), Kind: parsed, Ref: strings.TrimSpace(ref),
		CollectedAt: questionnaire.NewInstant(day.Time()), By: by,
	}, nil
}
