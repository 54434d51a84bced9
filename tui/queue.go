package tui

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// The queue makes the answers of a session durable, in the order in which they
// were given: all that wait in one save, while the next ones line up.

// enqueue adds edits, a question each, to the queue.
func (s *session) enqueue(edits ...store.Edit) tea.Cmd {
	s.queue = slices.Concat(s.queue[:s.saving], merged(s.queue[s.saving:], edits))
	return s.saveNext()
}

// merged returns edits that wait with newer ones behind them. Nothing moves past
// a change of the list of evidence: answers may need it before them or after.
func merged(waiting, newer []store.Edit) []store.Edit {
	last, first := len(waiting), 0
	for last > 0 && len(waiting[last-1].Amend) == 0 {
		last--
	}
	for first < len(newer) && len(newer[first].Amend) == 0 {
		first++
	}
	return slices.Concat(waiting[:last], folded(waiting[last:], newer[:first]), newer[first:])
}

// folded returns answers that wait with newer ones behind them. An older one
// gives way to a newer one to the same question: a save takes a question once.
func folded(waiting, newer []store.Edit) []store.Edit {
	newer = slices.Clone(newer)
	latest := make(map[string]*store.Edit, len(newer))
	for i := range newer {
		latest[newer[i].Question] = &newer[i]
	}
	var queue []store.Edit
	for _, edit := range waiting {
		if later, again := latest[edit.Question]; again {
			later.Evidence = slices.Concat(edit.Evidence, later.Evidence)
			later.Local = union(edit.Local, later.Local)
			continue
		}
		queue = append(queue, edit)
	}
	return append(queue, newer...)
}

func union(pieces ...map[string]questionnaire.Evidence) map[string]questionnaire.Evidence {
	all := make(map[string]questionnaire.Evidence)
	for _, each := range pieces {
		maps.Copy(all, each)
	}
	return all
}

// saveNext starts to save what is queued unless a save is under way or one has
// failed.
func (s *session) saveNext() tea.Cmd {
	if s.saving > 0 || s.saveErr != nil || s.conflict != nil || len(s.queue) == 0 {
		return nil
	}
	s.saving = savedTogether(s.queue)
	edits := slices.Clone(s.queue[:s.saving])
	for i := range edits {
		edits[i].Read = s.tokens[edits[i].Question]
	}
	id, keeper := s.assessment.ID(), s.store
	return func() tea.Msg {
		saved, err := keeper.SaveAnswers(context.Background(), id, edits...)
		if err != nil {
			return saveFailed{s, err}
		}
		return answersSaved{s, saved}
	}
}

// savedTogether returns how many edits at the head of the queue one save takes:
// answers up to a change of the list of evidence, or that change.
func savedTogether(queue []store.Edit) int {
	count := slices.IndexFunc(queue, func(edit store.Edit) bool { return len(edit.Amend) > 0 })
	switch count {
	case -1:
		return len(queue)
	case 0:
		return 1
	default:
		return count
	}
}

// saved takes note that the head of the queue is durable.
func (s *session) saved(batch []store.Saved) tea.Cmd {
	taken := s.queue[0]
	s.queue, s.saving = s.queue[s.saving:], 0
	for _, saved := range batch {
		if saved.Question != "" {
			s.tokens[saved.Question] = saved.Token
		}
	}
	s.savedAt = s.now()
	s.stale = s.stale || !s.listedAlike(batch)
	switch {
	case s.undone: // what came back was said when it did
	case len(taken.Amend) > 0:
		s.said = amendmentWords(taken.Amend[0])
	default:
		s.said = s.describe(batch)
	}
	return s.saveNext()
}

// describe says what a save changed, in a few words.
func (s *session) describe(batch []store.Saved) string {
	if len(batch) > 1 {
		return plural(len(batch), "answer", "answers")
	}
	saved := batch[0]
	answer, before := saved.Answer, questionnaire.Answer{}
	if s.lastChanged() == saved.Question {
		before = s.undo[len(s.undo)-1].answers[0].answer
	}
	changed := changedPart(before, answer)
	if answer.Level.IsZero() {
		return saved.Question + " " + cmp.Or(changed, "without a level")
	}
	if answer.State == questionnaire.StateCarried {
		return saved.Question + " " + cmp.Or(changed, levelName(answer.Level)) + ", still carried: a re-affirms"
	}
	text := saved.Question + " " + strings.ToUpper(levelName(answer.Level)) + " for " + clean(answer.By)
	switch {
	case before.State == questionnaire.StateCarried && answer.State == questionnaire.StateReaffirmed:
		text = saved.Question + " re-affirmed, " + levelName(answer.Level) + " for " + clean(answer.By)
	case answer.Level == before.Level && changed != "":
		text += ", " + changed
	case answer.Level != before.Level && !before.Level.IsZero():
		text += ", was " + levelName(before.Level)
	}
	return text
}

// amendmentWords says what became of a piece of evidence.
func amendmentWords(amendment store.Amendment) string {
	if (amendment.Becomes == questionnaire.Evidence{}) {
		return amendment.ID + " taken off the list"
	}
	return amendment.ID + " corrected"
}

// changedPart names what differs between two answers beside their level.
func changedPart(before, after questionnaire.Answer) string {
	switch {
	case before.Note != after.Note:
		return "note"
	case !slices.Equal(before.Evidence, after.Evidence):
		return "evidence"
	case before.Population != after.Population:
		return "count"
	case before.Owner != after.Owner || before.Due != after.Due:
		return "owner and due date"
	case before.Exception != after.Exception && after.Exception.IsZero():
		return "exception removed"
	case before.Exception != after.Exception:
		return "exception"
	case before.Flagged != after.Flagged && after.Flagged.IsZero():
		return "no longer parked"
	case before.Flagged != after.Flagged && after.Level == questionnaire.LevelUnknown:
		return orAnyone(after.Flagged) + " finds out"
	case before.Flagged != after.Flagged:
		return "parked" + forWhom(after.Flagged)
	default:
		return ""
	}
}

// failed takes note that the head of the queue could not be saved. It stays in
// the queue, so that nothing that was typed is lost.
func (s *session) failed(err error) {
	s.queue, s.saving = merged(s.queue[:s.saving], s.queue[s.saving:]), 0
	if errors.Is(err, store.ErrEvidenceChanged) {
		s.queue, s.stale = s.queue[1:], true // theirs stands, and is read once the queue is empty
		return
	}
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) {
		s.saveErr = err
		s.untold = s.lockedMeanwhile()
		return
	}
	s.conflict = conflict
}

// lockedMeanwhile reports whether what waits can never be saved, because
// somebody finalized the assessment.
func (s *session) lockedMeanwhile() bool { return errors.Is(s.saveErr, questionnaire.ErrFinal) }

// retry tries again what could not be saved.
func (s *session) retry() tea.Cmd {
	s.saveErr = nil
	return s.saveNext()
}

// disputed returns where in the queue the answer stands that somebody else gave
// another one to.
func (s *session) disputed() int {
	return slices.IndexFunc(s.queue, func(edit store.Edit) bool { return edit.Question == s.conflict.Question })
}

// inDispute returns the answer in dispute as it was given here.
func (s *session) inDispute() questionnaire.Answer { return s.queue[s.disputed()].Answer }

// keepMine saves the answer in dispute over somebody else's.
func (s *session) keepMine() tea.Cmd {
	s.tokens[s.conflict.Question] = s.conflict.Token
	s.conflict = nil
	return s.saveNext()
}

// keepTheirs drops the answer in dispute. Somebody else's answer is read when the
// rest of the queue is saved.
func (s *session) keepTheirs() tea.Cmd {
	at := s.disputed()
	s.queue = slices.Delete(s.queue, at, at+1)
	s.conflict, s.stale = nil, true
	return s.saveNext()
}

// unsaved reports whether something is not durable yet.
func (s *session) unsaved() bool { return len(s.queue) > 0 }

// blocked reports whether going on must wait until a save is settled.
func (s *session) blocked() bool { return s.saveErr != nil || s.conflict != nil }
