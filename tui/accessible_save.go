package tui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// settle waits until what a change queued is durable, and asks where it cannot
// be. kept is false where somebody else's answer stands instead, or what was
// typed is dropped: the assessment was read again then.
func (c *conversation) settle(cmd tea.Cmd) (kept bool, err error) {
	kept = true
	for cmd != nil {
		switch msg := cmd().(type) {
		case answersSaved:
			cmd = c.session.saved(msg.saved)
		case saveFailed:
			c.session.failed(msg.err)
			if errors.Is(msg.err, store.ErrEvidenceChanged) {
				c.say("Somebody else changed this evidence meanwhile: it stands as they left it.")
				cmd, kept = c.session.saveNext(), false
				continue
			}
			var still bool
			if cmd, still, err = c.settleFailure(); err != nil {
				return false, err
			}
			kept = kept && still
		}
	}
	if !kept || c.session.stale {
		return kept, c.takeInHand(c.session.assessment.ID())
	}
	return true, nil
}

// settleFailure asks what to do about what could not be saved, and returns how
// to go on.
func (c *conversation) settleFailure() (again tea.Cmd, kept bool, err error) {
	s := c.session
	if s.conflict != nil {
		return c.settleConflict()
	}
	id := s.queue[0].Question
	if edit := s.queue[0]; len(edit.Amend) > 0 {
		c.say("NOT SAVED: %s. Kept here: %s.", saveProblem(s.saveErr), amendmentWords(edit.Amend[0]))
	} else {
		c.say("NOT SAVED: %s. What you said of %s is kept here: %s.", saveProblem(s.saveErr), id, answerInWords(edit.Answer))
	}
	if others := len(s.queue) - 1; others > 0 {
		c.say("So %s.", plural(others, "other answer is", "other answers are"))
	}
	for {
		text, err := c.read("Enter tries again, d drops it, q quits without it:")
		if err != nil {
			return nil, false, fmt.Errorf("%w, and %w", err, &UnsavedError{id, s.saveErr})
		}
		switch text {
		case "":
			return s.retry(), true, nil
		case "d":
			return nil, false, nil
		case "q":
			return nil, false, &UnsavedError{id, s.saveErr}
		}
		c.say("%s is none of these. Nothing goes on before this is settled.", text)
	}
}

// settleConflict asks whose answer stands where two people answered the same
// question.
func (c *conversation) settleConflict() (again tea.Cmd, kept bool, err error) {
	s := c.session
	id := s.conflict.Question
	title := "NOT SAVED: somebody else answered " + id + " meanwhile. Nothing is lost until you choose. Which answer stands?"
	options := []string{
		"Mine: " + answerInWords(s.inDispute()) + ".",
		"Theirs: " + answerInWords(s.conflict.Theirs) + ".",
	}
	for {
		chosen, err := c.choose(title, options, noProposal)
		switch {
		case errors.Is(err, errBack):
			c.say("It has to be settled before going on.")
		case err != nil:
			return nil, false, fmt.Errorf("%w, and %w", err, &UnsavedError{id, s.conflict})
		case chosen == 0:
			return s.keepMine(), true, nil
		default:
			return s.keepTheirs(), false, nil
		}
	}
}

// answerInWords says an answer and whose it is.
func answerInWords(answer questionnaire.Answer) string {
	text := spoken(answer.Level)
	if answer.Level.IsZero() {
		text = "no level"
	} else if answer.By != "" {
		text += ", by " + answer.By
	}
	if answer.Note != "" {
		text += ", with the note: " + answer.Note
	}
	return text
}
