package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
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

// stayedWords says what was said beside another level and still stands, with the
// keys that change it. Of a gap that is closed that is its owner too.
func stayedWords(before, after questionnaire.Answer) []string {
	var parts, pressed []string
	stays := func(part string, binding key.Binding) {
		parts, pressed = append(parts, "the "+part), append(pressed, binding.Help().Key)
	}
	if after.Note != "" && after.Note == before.Note {
		stays("note", keys.Note)
	}
	if !after.Exception.IsZero() && after.Exception == before.Exception {
		stays("exception", keys.Exception)
	}
	if after.Level == questionnaire.LevelAll && after.Owner != "" && after.Owner == before.Owner {
		stays("owner", keys.Owner)
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return []string{"T" + parts[0][1:] + " is from before: " + pressed[0] + " changes it."}
	}
	return []string{"T" + listWords(parts)[1:] + " are from before: " + listWords(pressed) + " change them."}
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
