package demo

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"demarc/questionnaire"
)

// day is a day of the story: a day of one of its quarters, counted from 1. The
// quarter before the first one is 0.
type day struct {
	quarter, number int
	last            bool // of the quarter, whatever its number
}

var dayForm = regexp.MustCompile(`^Q(\d)-(?:(\d{1,3})|end)$`)

// UnmarshalYAML reads a day as the story writes it: Q1-61, or Q3-end.
func (d *day) UnmarshalYAML(decode func(any) error) error {
	var text string
	if err := decode(&text); err != nil {
		return err
	}
	parts := dayForm.FindStringSubmatch(text)
	if parts == nil {
		return fmt.Errorf("day %q is not of the form Q1-61 or Q1-end", text)
	}
	d.quarter, _ = strconv.Atoi(parts[1])
	d.number, _ = strconv.Atoi(parts[2])
	d.last = parts[2] == ""
	return nil
}

// calendar places the story in the quarters up to now.
type calendar struct {
	first questionnaire.Period
	now   time.Time
}

// calendarOf returns the calendar of a story of so many quarters.
func calendarOf(now time.Time, quarters int) calendar {
	c := calendar{first: questionnaire.QuarterOf(questionnaire.NewDate(now)), now: now.UTC()}
	c.first = c.quarter(2 - quarters)
	return c
}

// quarter returns a quarter of the story, the first one being 1.
func (c calendar) quarter(number int) questionnaire.Period {
	return questionnaire.QuarterOf(questionnaire.NewDate(c.first.Start.Time().AddDate(0, 3*(number-1), 0)))
}

func (c calendar) date(d day) questionnaire.Date {
	quarter := c.quarter(d.quarter)
	if d.last {
		return quarter.End
	}
	return quarter.Start.AddDays(d.number - 1)
}

// at returns an hour of a day, or now where that has not come yet.
func (c calendar) at(d day, hour int) time.Time {
	moment := c.date(d).Time().Add(time.Duration(hour) * time.Hour)
	if moment.After(c.now) {
		return c.now
	}
	return moment
}

// evidence returns a piece of evidence as it is listed.
func (c calendar) evidence(piece exhibit) questionnaire.Evidence {
	collected := c.at(piece.Collected, 9)
	quarter := strings.ToLower(c.quarter(piece.Collected.quarter).Label)
	evidence := questionnaire.Evidence{
		Title: piece.Title, Kind: piece.Kind, By: piece.By,
		Ref:         strings.ReplaceAll(piece.Ref, "{quarter}", quarter),
		CollectedAt: questionnaire.NewInstant(collected),
	}
	if piece.Covers > 0 {
		evidence.CoversTo = questionnaire.NewDate(collected)
		evidence.CoversFrom = evidence.CoversTo.AddDays(-piece.Covers)
	}
	return evidence
}
