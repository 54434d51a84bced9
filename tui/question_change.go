package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
)

// What is said of a change to an answer: what went with the level before, what
// stays beside another one, and what came back when it was undone.

// recordLevel is record for an answer given anew; it says what went with the
// level before, and what was said beside that one and stays.
func (q *questionScreen) recordLevel(answer questionnaire.Answer) tea.Cmd {
	before := q.line().Answer
	cmd := q.record(answer)
	if after := q.line().Answer; before.Level != after.Level && !before.Level.IsZero() {
		q.app.notice = strings.Join(append(wentWords(before, after), stayedWords(before, after)...), " ")
	}
	return cmd
}

// wentWords says what went with a level that was changed.
func wentWords(before, after questionnaire.Answer) []string {
	none := questionnaire.Population{}
	count := before.Population != none && after.Population == none
	exception := !before.Exception.IsZero() && after.Exception.IsZero()
	switch {
	case count && exception:
		return []string{"The count " + before.Population.String() + " and the exception went. z brings them back."}
	case count:
		return []string{"The count " + before.Population.String() + " went with its level. z brings both back."}
	case exception:
		return []string{"The exception went: nothing is left to except. z brings it back."}
	default:
		return nil
	}
}

// stayedWords says what was said beside another level and still stands.
func stayedWords(before, after questionnaire.Answer) []string {
	note := after.Note != "" && after.Note == before.Note
	exception := !after.Exception.IsZero() && after.Exception == before.Exception
	switch {
	case note && exception:
		return []string{"The note and the exception are from before: t and x change them."}
	case note:
		return []string{"The note is from before: t changes it."}
	case exception:
		return []string{"The exception is from before: x changes it."}
	default:
		return nil
	}
}

// backWords says what came back of an answer when its last change was undone.
func backWords(question string, undone, answer questionnaire.Answer) string {
	part := changedPart(undone, answer)
	if undone.Level == answer.Level && undone.State == answer.State && part != "" {
		return question + " is as before: " + part + "."
	}
	text := question + " is back to " + levelName(answer.Level)
	if answer.State == questionnaire.StateCarried {
		text = question + " is back to carried, " + levelName(answer.Level)
	}
	if undone.Exception.IsZero() && !answer.Exception.IsZero() {
		text += ", with its exception"
	}
	return text + "."
}
