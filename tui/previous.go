package tui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

// previous is the assessment that the one in hand follows, as it stood.
type previous struct {
	snapshot store.Snapshot
	sheet    *scoring.Sheet // scored on its own as-of day
}

// readPrevious reads and scores what the session's assessment follows, and reads
// what it corrects, off the event loop. Screens do without until it is there.
func (s *session) readPrevious() tea.Cmd {
	if len(s.earlierRefs()) == 0 {
		return nil
	}
	keeper, now, following := s.store, s.now, s.assessment.Clone()
	return func() tea.Msg {
		read := previousRead{session: s, earlier: make(map[string]*questionnaire.Assessment)}
		if ref, corrects := following.Supersedes(); corrects {
			if corrected, err := keeper.Load(context.Background(), ref.ID); err == nil {
				read.earlier[ref.ID] = corrected.Assessment
			}
		}
		if _, follows := following.Previous(); !follows {
			return read
		}
		before, err := loadPrevious(keeper, following)
		if err != nil {
			read.err = err
			return read
		}
		read.earlier[before.Assessment.ID()] = before.Assessment
		read.previous = &previous{before, scoring.Score(before.Bank, before.Assessment, before.Assessment.AsOf(now()))}
		return read
	}
}

func loadPrevious(keeper store.Store, following *questionnaire.Assessment) (store.Snapshot, error) {
	before, _, err := store.PreviousOf(context.Background(), keeper, following)
	if err != nil {
		return store.Snapshot{}, err
	}
	if team := before.Assessment.Team(); team != following.Team() {
		return store.Snapshot{}, fmt.Errorf("%s is of team %s, not of %s", before.Assessment.ID(), team, following.Team())
	}
	if err := store.CheckSigned(context.Background(), keeper, before); err != nil {
		return store.Snapshot{}, err
	}
	return before, nil
}

// takePrevious takes over what the assessment in hand follows, or says why its
// figures are not shown.
func (a *App) takePrevious(msg previousRead) {
	msg.session.previous, msg.session.previousErr, msg.session.earlier = msg.previous, msg.err, msg.earlier
	for _, each := range append(a.trail, a.current) {
		if list, ok := each.(*reaffirmScreen); ok {
			list.build() // what is new can be told from what is not
		}
		if figures, ok := each.(interface{ refresh() }); ok {
			figures.refresh() // what moved can be told
		}
	}
	if msg.err != nil && msg.session == a.session {
		a.notice = "Nothing from last time beside the answers: " + previousProblem(msg.err) + "."
	}
}

// previousProblem says in a few words why an earlier assessment cannot be had.
func previousProblem(err error) string {
	var changed *questionnaire.ChangedError
	switch {
	case errors.As(err, &changed):
		return clean(changed.ID) + " was changed after it was finalized"
	case errors.Is(err, store.ErrNotFound):
		return "the assessment before is not in this workspace"
	default:
		return clean(err.Error())
	}
}

// finderThen returns for whom a question was parked last time. That does not
// carry over, and whoever found out what was unknown may still know more.
func (s *session) finderThen(line *scoring.Line) questionnaire.Flag {
	if s.previous == nil {
		return questionnaire.Flag{}
	}
	last, _ := s.previous.snapshot.Assessment.Answer(line.ID)
	return last.Flagged
}

// reworded returns what was answered last time to a question that means
// something else now, if anything was.
func (s *session) reworded(line *scoring.Line) (last questionnaire.Answer, ok bool) {
	if s.previous == nil || len(line.Answer.History) > 0 {
		return questionnaire.Answer{}, false
	}
	last, ok = s.previous.snapshot.Assessment.Answer(line.ID)
	return last, ok && !last.Level.IsZero()
}
