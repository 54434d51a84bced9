package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
)

// startTogether asks once, and then re-affirms in one act what may be: not what
// is critical, and not what rests on evidence that is too old.
func (a *App) startTogether() tea.Cmd {
	s := a.session
	together, oneByOne := s.assessment.Carried(s.bank, s.sheet.AsOf())
	switch {
	case len(together) == 0 && len(oneByOne) == 0:
		a.notice = "No carried answer is left."
		return nil
	case len(together) == 0:
		a.notice = "What is left has to be looked at one by one: " + s.leftOut(oneByOne) + "."
		return nil
	case s.by == "":
		return a.openDialog(newPersonDialog(a, a.startTogether))
	}
	sure := false
	intro := fmt.Sprintf("In the name of %s, and marked in the report as re-affirmed together.", clean(s.by))
	if below := s.belowAll(together); below > 0 {
		intro += fmt.Sprintf(" %d of them are below all.", below)
	}
	if len(oneByOne) > 0 {
		intro += " Left out, to be looked at one by one: " + s.leftOut(oneByOne) + "."
	}
	return a.openDialog(&dialog{
		title: "Re-affirm " + plural(len(together), "answer", "answers") + " together?",
		intro: intro,
		form: a.newForm(huh.NewSelect[bool]().Title("Is it all still so?").Options(
			huh.NewOption("no, go on one by one", false),
			huh.NewOption("yes, as it was", true),
		).Value(&sure)),
		submit: func() tea.Cmd {
			if !sure {
				return nil
			}
			return a.reaffirmTogether(together)
		},
	})
}

// leftOut says how many answers are not re-affirmed together, and why.
func (s *session) leftOut(oneByOne []string) string {
	critical := 0
	for _, id := range oneByOne {
		if line, _ := s.sheet.Line(id); line.Severity == questionnaire.SeverityCritical {
			critical++
		}
	}
	var parts []string
	if critical > 0 {
		parts = append(parts, fmt.Sprintf("%d critical", critical))
	}
	if stale := len(oneByOne) - critical; stale > 0 {
		parts = append(parts, fmt.Sprintf("%d with evidence that is too old", stale))
	}
	return strings.Join(parts, ", ")
}

func (s *session) belowAll(ids []string) int {
	below := 0
	for _, id := range ids {
		level := s.answer(id).Level
		if level != questionnaire.LevelAll && level != questionnaire.LevelNA {
			below++
		}
	}
	return below
}

func (a *App) reaffirmTogether(ids []string) tea.Cmd {
	changed, cmd := a.session.reaffirmTogether(ids)
	a.notice = plural(changed, "answer", "answers") + " re-affirmed together. z takes it back."
	if list, ok := a.current.(*reaffirmScreen); ok && len(list.rows) > 0 && !needsAnswer(list.line(list.rows[list.chosen])) {
		list.next()
	}
	return cmd
}

// reaffirmTogether gives answers again in one act, as they are.
func (s *session) reaffirmTogether(ids []string) (changed int, cmd tea.Cmd) {
	answers := make([]given, len(ids))
	for i, id := range ids {
		answers[i] = given{id, s.answer(id).Reaffirmed(s.by, s.typist, true)}
	}
	return s.changeTogether(answers)
}
