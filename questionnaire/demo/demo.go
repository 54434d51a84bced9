// Package demo makes up what a sample team answers, for people who want to see
// demarc at work before they answer anything themselves. Only the sample team
// lives here: who it is, what it runs and what it says. It is made through the
// same doors as any assessment, from any bank, and the same bank and moment
// give the same answers.
package demo

import (
	"fmt"
	"time"

	"demarc/questionnaire"
)

// Assessment returns the sample team's draft for the quarter of now: every kind
// of answer there is, on evidence fresh and stale, with gaps, owners and
// exceptions.
func Assessment(bank *questionnaire.Bank, generator questionnaire.Generator, now time.Time) (*questionnaire.Assessment, error) {
	quarter := calendar{period: questionnaire.QuarterOf(questionnaire.NewDate(now)), now: now}
	assessment, err := questionnaire.New(questionnaire.Spec{
		Generator:    generator,
		Organization: "Meridian Example Ltd",
		Team:         "Payments",
		Period:       quarter.period,
		Scope:        scope(bank),
		People:       people,
	}, bank, quarter.sitting(questionnaire.IAM))
	if err != nil {
		return nil, fmt.Errorf("make the sample assessment: %w", err)
	}
	room := &room{bank: bank, assessment: assessment, calendar: quarter}
	if err := room.bringEvidence(); err != nil {
		return nil, fmt.Errorf("list sample evidence: %w", err)
	}
	for _, question := range questionnaire.Asked(bank, assessment.Scope()) {
		if err := room.answer(question.Question); err != nil {
			return nil, fmt.Errorf("give sample answers: %w", err)
		}
	}
	return assessment, nil
}

// calendar places what the team does in its quarter. Nothing lies after now.
type calendar struct {
	period questionnaire.Period
	now    time.Time
}

// sitting returns when the team went through an area: one area every other day,
// the last one today.
func (c calendar) sitting(area questionnaire.Area) time.Time {
	areas := questionnaire.Areas()
	daysAgo := 0
	for i, other := range areas {
		if other == area {
			daysAgo = 2 * (len(areas) - 1 - i)
		}
	}
	moment := c.now.UTC().AddDate(0, 0, -daysAgo)
	if start := c.period.Start.Time(); moment.Before(start) {
		return start
	}
	return moment
}

func (c calendar) today() questionnaire.Date { return questionnaire.NewDate(c.now) }

// recent returns a day of the period, as many days ago as the period allows.
func (c calendar) recent(daysAgo int) questionnaire.Date {
	day := c.today().AddDays(-daysAgo)
	if day.Before(c.period.Start) {
		return c.period.Start
	}
	return day
}

// before returns a day that lies that many days before the period.
func (c calendar) before(days int) questionnaire.Date { return c.period.Start.AddDays(-days) }
