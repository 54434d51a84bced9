package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
)

// newPersonDialog asks who is answering, and then does what waited for it.
func newPersonDialog(app *App, then func() tea.Cmd) *dialog {
	names := app.session.named()
	if len(names) == 0 {
		return newNameDialog(app, then)
	}
	const other = ""
	chosen := app.session.by
	var options []huh.Option[string]
	for _, name := range names {
		options = append(options, huh.NewOption(clean(name), name))
	}
	options = append(options, huh.NewOption("somebody else", other))
	return &dialog{
		title: "Who is answering?",
		intro: whoIntro,
		form:  app.newForm(huh.NewSelect[string]().Title("Named in this assessment").Options(options...).Value(&chosen)),
		submit: func() tea.Cmd {
			if chosen == other {
				return app.openDialog(newNameDialog(app, then))
			}
			return app.answersAre(chosen, then)
		},
	}
}

// named returns who may answer: who is in the room, then who answers now and who
// was named in the answers, as owner or as whom a question waits for.
func (s *session) named() []string {
	var names, others []string
	for _, person := range s.assessment.People() {
		names = append(names, person.Name)
	}
	for place := range s.sheet.Len() {
		answer := &s.sheet.LineAt(place).Answer
		others = append(others, answer.Owner, answer.Flagged.Person())
	}
	others = append(others, s.by)
	slices.Sort(others)
	for _, name := range slices.Compact(others) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

const whoIntro = "Answers are recorded in this name, as entered. It stays until p changes it."

// newNameDialog asks for the name of somebody who was not named in setup.
func newNameDialog(app *App, then func() tea.Cmd) *dialog {
	name := ""
	return &dialog{
		title:  "Who is answering?",
		intro:  whoIntro,
		form:   app.newForm(huh.NewInput().Title("Name").CharLimit(200).Value(&name).Validate(required("a name"))),
		submit: func() tea.Cmd { return app.answersAre(strings.TrimSpace(name), then) },
	}
}

// answersAre records from now on whose answers are given.
func (a *App) answersAre(by string, then func() tea.Cmd) tea.Cmd {
	a.session.by, a.env.answering = by, by
	if then == nil {
		return nil
	}
	return then()
}

// answerWords says an answer and whose it is in a few words.
func answerWords(answer questionnaire.Answer) string {
	if answer.Level.IsZero() {
		return "no level"
	}
	return levelName(answer.Level) + " for " + clean(answer.By)
}
