// Package demo tells what a sample team answered in four quarters, for people
// who want to see demarc at work before they answer anything themselves. The
// story is in the YAML files beside: who the team is, what it runs, and what it
// says, each quarter only what is other than in the quarter before. It is told
// through the doors of any assessment, into any store, and the same bank and
// moment give the same bytes.
package demo

import (
	"context"
	"fmt"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

const (
	// Organization is where the sample team works.
	Organization = "Meridian Example Ltd"
	// Team is the sample team's name.
	Team = "Payments"
)

// Setting is where and when the story is told.
type Setting struct {
	// Bank holds the questions. Those of it that the story does not know are
	// answered a step further each quarter.
	Bank      *questionnaire.Bank
	Generator questionnaire.Generator
	// Now is a moment in the last of the quarters. Nothing lies after it.
	Now time.Time
	// Open opens the store to tell the story in. Its clock is that of the story:
	// each answer, and each signature, is given on a day of its quarter.
	Open func(store.Clock) (store.Store, error)
}

// Tell makes the sample team's four assessments, for the quarter of now and the
// three before it: the earlier ones final, signed by name, each naming the one
// before; the last a draft of which a part is carried over still.
func Tell(ctx context.Context, setting Setting) error {
	told, err := readStory()
	if err != nil {
		return err
	}
	teller := &teller{Setting: setting, story: told, calendar: calendarOf(setting.Now, len(told))}
	teller.store = store.NewMemory(teller.clock)
	ids := make([]string, len(told))
	for i, chapter := range told {
		if ids[i], err = teller.tell(ctx, i+1, chapter); err != nil {
			return fmt.Errorf("make the sample assessment of %s: %w", teller.calendar.quarter(i+1).Label, err)
		}
	}
	return teller.keep(ctx, ids)
}
