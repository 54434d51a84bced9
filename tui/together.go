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
		a.notice = "What is left wants a look each: " + s.leftOut(oneByOne) + "."
		return nil
	case s.by == "":
		return a.openDialog(newPersonDialog(a, a.startTogether))
	}
	sure := false
	intro := "By " + clean(s.by) + "; the report marks them as given together."
	if among := s.amongThem(together); among != "" {
		intro += " Among them: " + among + "."
	}
	if len(oneByOne) > 0 {
		intro += " Left out, for a look each: " + s.leftOut(oneByOne) + "."
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
	critical, conflicting := 0, 0
	for _, id := range oneByOne {
		line, _ := s.sheet.Line(id)
		_, inConflict := s.assessment.Conflict(id)
		switch {
		case line.Severity == questionnaire.SeverityCritical:
			critical++
		case inConflict:
			conflicting++
		}
	}
	var parts []string
	if critical > 0 {
		parts = append(parts, fmt.Sprintf("%d critical", critical))
	}
	if conflicting > 0 {
		parts = append(parts, fmt.Sprintf("%d with two answers from a merge", conflicting))
	}
	if stale := len(oneByOne) - critical - conflicting; stale > 0 {
		parts = append(parts, fmt.Sprintf("%d on old evidence", stale))
	}
	return strings.Join(parts, ", ")
}

// amongThem says what of the answers somebody may want to look at after all.
func (s *session) amongThem(ids []string) string {
	below, over, late := 0, 0, 0
	for _, id := range ids {
		answer := s.answer(id)
		if answer.Level != questionnaire.LevelAll && answer.Level != questionnaire.LevelNA {
			below++
			if !answer.Due.IsZero() && answer.Due.Before(s.sheet.AsOf()) {
				late++
			}
		}
		if !answer.Exception.IsZero() && answer.Exception.Expires.Before(s.sheet.AsOf()) {
			over++
		}
	}
	var parts []string
	if below > 0 {
		parts = append(parts, fmt.Sprintf("%d below all", below))
	}
	if late > 0 {
		parts = append(parts, fmt.Sprintf("%d past the due date", late))
	}
	if over > 0 {
		parts = append(parts, fmt.Sprintf("%d whose exception is over", over))
	}
	return strings.Join(parts, ", ")
}

func (a *App) reaffirmTogether(ids []string) tea.Cmd {
	changed, cmd := a.session.reaffirmTogether(ids)
	a.notice = plural(changed, "answer", "answers") + " re-affirmed together. z takes it back."
	if list, ok := a.current.(*reaffirmScreen); ok && len(list.rows) > 0 && !needsAnswer(list.line(list.rows[list.list.chosen])) {
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
