package tui

import (
	"strings"
	"time"

	"charm.land/huh/v2"

	"demarc/questionnaire"
)

// pieceFields are what is typed of a piece of evidence.
type pieceFields struct{ ref, title, kind, collected string }

// newPieceFields are what is proposed for a new piece: collected today.
func newPieceFields(s *session) pieceFields {
	return pieceFields{kind: questionnaire.KindConfigExport.String(), collected: questionnaire.NewDate(s.now()).String()}
}

func fieldsOfPiece(piece questionnaire.Evidence) pieceFields {
	return pieceFields{ref: piece.Ref, title: piece.Title, kind: piece.Kind.String(), collected: piece.CollectedAt.Date().String()}
}

// collectedCheck checks the day on which it was collected. A piece that came
// without a day may stay so.
func (f *pieceFields) collectedCheck(now time.Time) func(string) error {
	day := pastDate(questionnaire.NewDate(now))
	if f.collected == "" {
		return optional(day)
	}
	return day
}

// form asks for the fields.
func (f *pieceFields) form(app *App) *form {
	var kinds []huh.Option[string]
	for _, candidate := range questionnaire.EvidenceKinds() {
		kinds = append(kinds, huh.NewOption(strings.ReplaceAll(candidate.String(), "-", " "), candidate.String()))
	}
	return app.newForm(
		huh.NewInput().Title("Link or path").CharLimit(2000).Value(&f.ref).Validate(required("a link or a path")),
		huh.NewInput().Title("Title").CharLimit(200).Value(&f.title).Validate(required("a title")),
		huh.NewSelect[string]().Title("Kind").Options(kinds...).Inline(true).Value(&f.kind),
		huh.NewInput().Title("Collected on, YYYY-MM-DD").CharLimit(10).Value(&f.collected).Validate(f.collectedCheck(app.session.now())),
	)
}

// into returns a piece with the fields in it, in the name of whoever says so. A
// digest is of the file that the piece referred to, and goes with it.
func (f *pieceFields) into(piece questionnaire.Evidence, by string) (questionnaire.Evidence, error) {
	kind, err := questionnaire.ParseEvidenceKind(f.kind)
	if err != nil {
		return questionnaire.Evidence{}, err
	}
	before, ref := piece, strings.TrimSpace(f.ref)
	if ref != piece.Ref {
		piece.SHA256 = ""
	}
	piece.Title, piece.Kind, piece.Ref = strings.TrimSpace(f.title), kind, ref
	if typed := strings.TrimSpace(f.collected); typed != piece.CollectedAt.Date().String() {
		day, err := questionnaire.ParseDate(typed)
		if err != nil {
			return questionnaire.Evidence{}, err
		}
		piece.CollectedAt = questionnaire.NewInstant(day.Time())
	}
	if piece != before && by != "" {
		piece.By = by
	}
	return piece, nil
}
