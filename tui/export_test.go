package tui

import (
	"reflect"

	"charm.land/bubbles/v2/key"

	"demarc/questionnaire"
)

// KeyMap returns the app's key map by the names of its actions.
func KeyMap() map[string]key.Binding {
	bindings := make(map[string]key.Binding)
	all := reflect.ValueOf(keys)
	for i := range all.NumField() {
		if binding, ok := all.Field(i).Interface().(key.Binding); ok {
			bindings[all.Type().Field(i).Name] = binding
		}
	}
	return bindings
}

// Unsaved reports whether an answer is not durable yet.
func (a *App) Unsaved() bool { return a.session != nil && a.session.unsaved() }

// Answers returns the assessment in hand and its answers as the screens show them.
func (a *App) Answers() (id string, answers map[string]questionnaire.Answer) {
	if a.session == nil {
		return "", nil
	}
	answers = make(map[string]questionnaire.Answer)
	for i := range a.session.sheet.Len() {
		question := a.session.sheet.LineAt(i).ID
		answers[question] = a.session.answer(question)
	}
	return a.session.assessment.ID(), answers
}
