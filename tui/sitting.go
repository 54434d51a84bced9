package tui

import (
	"fmt"
	"slices"
	"time"

	"demarc/questionnaire"
	"demarc/scoring"
)

// pace is how long a team takes for a question that it answers anew. An answer
// that only has to be given again takes a third of that.
type pace time.Duration

const (
	// plannedPace is the pace of a group in a room, until it has one of its own.
	plannedPace = pace(75 * time.Second)
	// longestSitting is after how long people stop to think.
	longestSitting = 30 * time.Minute
)

// paceOf returns the pace at which the answers of an assessment were given: the
// median time between one and the next. A longer time than ten minutes was a
// break, and one below five seconds no thought.
func paceOf(sheet *scoring.Sheet) pace {
	const leastKnown, shortest, pause = 10, 5 * time.Second, 10 * time.Minute
	var given []time.Time
	for i := range sheet.Len() {
		answer := &sheet.LineAt(i).Answer
		if answer.State == questionnaire.StateNew || answer.State == questionnaire.StateChanged {
			given = append(given, answer.At.Time())
		}
	}
	slices.SortFunc(given, time.Time.Compare)
	var taken []time.Duration
	for i := 1; i < len(given); i++ {
		if between := given[i].Sub(given[i-1]); between >= shortest && between <= pause {
			taken = append(taken, between)
		}
	}
	if len(taken) < leastKnown {
		return plannedPace
	}
	slices.Sort(taken)
	return pace(taken[len(taken)/2])
}

// takes returns how long so many questions take.
func (p pace) takes(unanswered, carried int) time.Duration {
	return time.Duration(p)*time.Duration(unanswered) + time.Duration(p)/3*time.Duration(carried)
}

// minutes returns how long so many questions take, rounded up to minutes, and
// above ten to five.
func (p pace) minutes(unanswered, carried int) int {
	minutes := int((p.takes(unanswered, carried) + time.Minute - 1) / time.Minute)
	if minutes > 10 {
		minutes = (minutes + 4) / 5 * 5
	}
	return minutes
}

// sitting is a part of an assessment that can be done in half an hour: open
// questions of one area.
type sitting struct {
	area                questionnaire.Area
	first               int // place in the sheet
	unanswered, carried int
	of                  int // open questions of the area
}

// nextSitting proposes the area that was answered last, if five minutes are left
// there, or else the one that fills the half hour best. Parked questions wait
// for somebody who is not in the room.
func nextSitting(sheet *scoring.Sheet, p pace) (next sitting, ok bool) {
	if sheet.Assessment().Final() {
		return sitting{}, false
	}
	const worthwhile = 5 * time.Minute
	last := areaAnsweredLast(sheet)
	for _, area := range questionnaire.Areas() {
		candidate := sittingOf(sheet, area, p)
		takes := p.takes(candidate.unanswered, candidate.carried)
		switch {
		case candidate.of == 0:
		case area == last && takes >= worthwhile:
			return candidate, true
		case !ok || takes > p.takes(next.unanswered, next.carried):
			next, ok = candidate, true
		}
	}
	return next, ok
}

// areaAnsweredLast returns the area of the newest answer, of those given in this
// assessment.
func areaAnsweredLast(sheet *scoring.Sheet) questionnaire.Area {
	var area questionnaire.Area
	var newest time.Time
	for i := range sheet.Len() {
		line := sheet.LineAt(i)
		if at := line.Answer.At.Time(); !needsAnswer(line) && at.After(newest) {
			area, newest = line.Area, at
		}
	}
	return area
}

func sittingOf(sheet *scoring.Sheet, area questionnaire.Area, p pace) sitting {
	s := sitting{area: area}
	for i := range sheet.Len() {
		line := sheet.LineAt(i)
		if line.Area != area || !needsAnswer(line) || !line.Answer.Flagged.IsZero() {
			continue
		}
		if s.of == 0 {
			s.first = i
		}
		s.of++
		unanswered, carried := s.unanswered, s.carried
		if line.Standing == scoring.Carried {
			carried++
		} else {
			unanswered++
		}
		if p.takes(unanswered, carried) <= longestSitting {
			s.unanswered, s.carried = unanswered, carried
		}
	}
	return s
}

// words say what the sitting is, for home.
func (s sitting) words(p pace) string {
	return fmt.Sprintf("%s, %s, about %d min (s)", s.area.ShortName(), s.questions(), p.minutes(s.unanswered, s.carried))
}

// questions says how many the sitting has, and of how many that are open.
func (s sitting) questions() string {
	count := s.unanswered + s.carried
	if count < s.of {
		return fmt.Sprintf("the next %d of %s", count, plural(s.of, "question", "questions"))
	}
	return plural(count, "question", "questions")
}
