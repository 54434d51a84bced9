package scoring

import (
	"errors"
	"fmt"

	"demarc/questionnaire"
)

var (
	// ErrNothingApplies means that a side of a comparison has no coverage.
	ErrNothingApplies = errors.New("no question applies, so there is no coverage to compare")
	// ErrOtherTeam means that the two sides are not of one team.
	ErrOtherTeam = errors.New("only assessments of one team can be compared")
	// ErrWrongOrder means that the new side does not follow the old one.
	ErrWrongOrder = errors.New("the old assessment must end before the new one starts, or be an earlier version for the same period")
)

// Comparison says what moved from an old assessment to a new one. Each side is
// scored on its own as-of day.
//
// Where levels are set side by side, a question must be asked on both sides
// with the same revision: another revision is another question, and is among
// Revised only. Lists of movements are gravest first: by the weighted points
// between the two levels, then severity, then the least effort, then id. Other
// lists are in the bank's order.
type Comparison struct {
	Old *Sheet `json:"-"`
	New *Sheet `json:"-"`

	// Reported holds the overall coverage of each side as it was reported.
	Reported    Reported    `json:"reported"`
	LikeForLike LikeForLike `json:"like_for_like"`
	Bridge      Bridge      `json:"bridge"`
	// Areas holds all six areas.
	Areas []AreaChange `json:"areas"`

	// Regressions are counted levels that fell, and levels that became unknown.
	Regressions []Movement `json:"regressions"`
	// Improvements are counted levels that rose.
	Improvements []Movement `json:"improvements"`
	// Lost are levels, and reasons for n/a, that nobody stands by any more: the
	// question is unanswered now, or its answer only carried over.
	Lost []Movement `json:"lost"`
	// Gained are the questions that had no level and have one now.
	Gained []Movement `json:"gained"`
	// BecameNA and CeasedNA are the questions that applied and do not now, and
	// the other way round.
	BecameNA []Movement `json:"became_na"`
	CeasedNA []Movement `json:"ceased_na"`
	// Revised are the questions whose meaning changed in between. What was said
	// then and what is said now answer different questions.
	Revised []Movement `json:"revised"`

	// Entered are the questions asked now but not then, Gone those asked then
	// but not now.
	Entered []Entry     `json:"entered"`
	Gone    []Departure `json:"gone"`

	// Reaffirmed, Changed and Left hold what became of the answers that the new
	// side carried over: given again with the same level, with another, or not
	// at all. ReaffirmedInBulk holds those of Reaffirmed that were given in one
	// act with others.
	Reaffirmed       []string `json:"reaffirmed"`
	ReaffirmedInBulk []string `json:"reaffirmed_in_bulk"`
	Changed          []string `json:"changed"`
	Left             []string `json:"left"`

	// WentStale are the questions whose level rested on fresh evidence then and
	// rests on none now, carried or not.
	WentStale []string `json:"went_stale"`
	// ExceptionsBegun are in force now and were not then; ExceptionsExpired were
	// in force then and are past their date now.
	ExceptionsBegun   []ExceptionChange `json:"exceptions_begun"`
	ExceptionsExpired []ExceptionChange `json:"exceptions_expired"`
}

// Reported is a figure of both sides.
type Reported struct {
	Old Share `json:"old"`
	New Share `json:"new"`
}

// LikeForLike is the overall coverage of both sides over the questions that
// have a level on both, with the same revision. Both are weighed by the new
// bank, so that only answers can make them differ. They are unknown where there
// is no such question.
type LikeForLike struct {
	Old Share `json:"old"`
	New Share `json:"new"`
	// Questions were compared; LeftOut apply on a side but were not.
	Questions int `json:"questions"`
	LeftOut   int `json:"left_out"`
}

// AreaChange is the coverage of one area on both sides.
type AreaChange struct {
	ID  questionnaire.Area `json:"id"`
	Old Share              `json:"old"`
	New Share              `json:"new"`
	// Tiers holds the cells of the tiers that a side uses.
	Tiers map[questionnaire.Tier]CellChange `json:"tiers"`
}

// CellChange is the coverage of one area in one tier on both sides.
type CellChange struct {
	Old Share `json:"old"`
	New Share `json:"new"`
	// Small says that a side with a figure has so few questions that it says
	// little.
	Small bool `json:"small"`
}

// Compare says what moved from an old assessment to a new one of the same team.
// The old one must end before the new one starts, or be an earlier version for
// the same period; an assessment may be compared with itself, as on two days.
// The errors are ErrOtherTeam, ErrWrongOrder and ErrNothingApplies.
func Compare(before, after *Sheet) (Comparison, error) {
	if err := checkSides(before, after); err != nil {
		return Comparison{}, err
	}
	c := Comparison{
		Old: before, New: after,
		Reported:    Reported{Old: before.Coverage(), New: after.Coverage()},
		LikeForLike: likeForLike(before, after),
		Bridge:      bridge(before, after),
	}
	for _, area := range questionnaire.Areas() {
		c.Areas = append(c.Areas, areaChange(before, after, area))
	}
	c.move()
	c.comeAndGo()
	c.followCarried()
	c.followEvidence()
	c.followExceptions()
	return c, nil
}

func checkSides(before, after *Sheet) error {
	was, is := before.assessment, after.assessment
	if was.Team() != is.Team() {
		return fmt.Errorf("%s is of team %s, %s of team %s: %w", was.ID(), was.Team(), is.ID(), is.Team(), ErrOtherTeam)
	}
	if !follows(was, is) {
		return fmt.Errorf("%s ends on %s, %s starts on %s: %w", was.ID(), was.Period().End, is.ID(), is.Period().Start, ErrWrongOrder)
	}
	for _, side := range []*Sheet{before, after} {
		if side.areasCounted() == 0 {
			return fmt.Errorf("%s: %w", side.assessment.ID(), ErrNothingApplies)
		}
	}
	return nil
}

// follows reports whether one assessment speaks of a later time than another,
// or of the same and was not begun before it.
func follows(was, is *questionnaire.Assessment) bool {
	if was.Period() == is.Period() {
		corrected, _ := is.Supersedes()
		return corrected.ID == was.ID() || !is.CreatedAt().Time().Before(was.CreatedAt().Time())
	}
	return was.Period().End.Before(is.Period().Start)
}

func likeForLike(before, after *Sheet) LikeForLike {
	then, now := newAreaSums(), newAreaSums()
	applicable, compared := 0, 0
	for i := range after.lines {
		is := &after.lines[i]
		was := before.line(is.ID)
		if is.Applicable() || was != nil && was.Applicable() {
			applicable++
		}
		if was != nil && was.Revision == is.Revision && was.Standing == Answered && is.Standing == Answered {
			weighed := after.takenOver(is.AskedQuestion, before)
			then.add(&weighed, +1)
			now.add(is, +1)
			compared++
		}
	}
	for i := range before.lines {
		if was := &before.lines[i]; was.Applicable() && after.line(was.ID) == nil {
			applicable++
		}
	}
	return LikeForLike{Old: then.coverage(), New: now.coverage(), Questions: compared, LeftOut: applicable - compared}
}

func areaChange(before, after *Sheet, area questionnaire.Area) AreaChange {
	change := AreaChange{
		ID: area, Old: before.AreaCoverage(area), New: after.AreaCoverage(area),
		Tiers: make(map[questionnaire.Tier]CellChange),
	}
	for _, tier := range questionnaire.Tiers() {
		was, usedThen := before.cells[cell{area, tier}]
		is, usedNow := after.cells[cell{area, tier}]
		if !usedThen && !usedNow {
			continue
		}
		var moved CellChange
		if usedThen {
			moved.Old, moved.Small = was.coverage(), was.small()
		}
		if usedNow {
			moved.New, moved.Small = is.coverage(), moved.Small || is.small()
		}
		change.Tiers[tier] = moved
	}
	return change
}

// small reports whether the figure of a cell says little.
func (t *tally) small() bool { return t.Applicable > 0 && t.Applicable < SmallCell }
