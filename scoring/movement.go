package scoring

import (
	"cmp"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// Movement is what a question counted on the old side and counts on the new:
// a counted level, or na, unknown, carried or unanswered.
type Movement struct {
	Question string `json:"question"`
	From     string `json:"from"`
	To       string `json:"to"`
}

// Entry is a question that is asked now but was not then.
type Entry struct {
	Question string `json:"question"`
	To       string `json:"to"`
	// NewInBank says that the old bank did not have the question. Else the scope
	// or the bank asks it of others than before.
	NewInBank bool `json:"new_in_bank"`
}

// Departure is a question that was asked then but is not now.
type Departure struct {
	Question string `json:"question"`
	From     string `json:"from"`
	// Retired says that the new bank does not have the question any more, and
	// Successors which ones took its place.
	Retired    bool     `json:"retired"`
	Successors []string `json:"successors"`
}

// ExceptionChange is an exception that began or expired. Expires is the last
// day on which it holds or held.
type ExceptionChange struct {
	Question string                      `json:"question"`
	Kind     questionnaire.ExceptionKind `json:"kind"`
	Expires  questionnaire.Date          `json:"expires"`
}

// countsAs returns what a line counts, in a word.
func (l *Line) countsAs() string {
	switch l.Standing {
	case Unanswered, Carried, Unknown:
		return gapLevel(l)
	default:
		return l.Counted.String()
	}
}

// pair is a question that is asked on both sides.
type pair struct{ was, is *Line }

// moved returns the weighted points between the two sides, by the new weight.
func (p pair) moved() int {
	change := points(p.is.Counted) - points(p.was.Counted)
	return p.is.Weight * max(change, -change)
}

// pairs returns the questions that are asked on both sides, gravest first.
func (c *Comparison) pairs() []pair {
	var pairs []pair
	for i := range c.New.lines {
		is := &c.New.lines[i]
		if was := c.Old.line(is.ID); was != nil {
			pairs = append(pairs, pair{was: was, is: is})
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(
			b.moved()-a.moved(),
			a.is.Severity.Order()-b.is.Severity.Order(),
			a.is.Effort.Order()-b.is.Effort.Order(),
			strings.Compare(a.is.ID, b.is.ID),
		)
	})
	return pairs
}

// move sorts every question that is asked on both sides into the list that it
// belongs to, or into none where nothing moved.
func (c *Comparison) move() {
	for _, list := range []*[]Movement{
		&c.Regressions, &c.Improvements, &c.Lost, &c.Gained, &c.BecameNA, &c.CeasedNA, &c.Revised,
	} {
		*list = []Movement{}
	}
	for _, pair := range c.pairs() {
		if list := c.listFor(pair.was, pair.is); list != nil {
			*list = append(*list, Movement{Question: pair.is.ID, From: pair.was.countsAs(), To: pair.is.countsAs()})
		}
	}
}

func (c *Comparison) listFor(was, is *Line) *[]Movement {
	open := is.Standing == Carried || is.Standing == Unanswered
	switch {
	case was.Revision != is.Revision:
		return &c.Revised
	case was.Standing == NotApplicable && is.Standing == NotApplicable:
		return nil
	case is.Standing == NotApplicable:
		return &c.BecameNA
	case open && (was.Standing == NotApplicable || was.Standing == Answered):
		return &c.Lost
	case was.Standing == NotApplicable:
		return &c.CeasedNA
	case is.Standing == Answered && was.Standing != Answered:
		return &c.Gained
	case was.Standing != Answered:
		return nil
	case is.Standing == Unknown || is.Counted.Rank() < was.Counted.Rank():
		return &c.Regressions
	case is.Counted.Rank() > was.Counted.Rank():
		return &c.Improvements
	default:
		return nil
	}
}

func (c *Comparison) comeAndGo() {
	c.Entered, c.Gone = []Entry{}, []Departure{}
	for i := range c.New.lines {
		is := &c.New.lines[i]
		if c.Old.line(is.ID) == nil {
			_, known := c.Old.bank.Question(is.ID)
			c.Entered = append(c.Entered, Entry{Question: is.ID, To: is.countsAs(), NewInBank: !known})
		}
	}
	successors := make(map[string][]string)
	for _, retired := range c.New.bank.Retired() {
		successors[retired.ID] = retired.Successors
	}
	for i := range c.Old.lines {
		was := &c.Old.lines[i]
		if c.New.line(was.ID) == nil {
			_, known := c.New.bank.Question(was.ID)
			c.Gone = append(c.Gone, Departure{
				Question: was.ID, From: was.countsAs(), Retired: !known,
				Successors: append([]string{}, successors[was.ID]...),
			})
		}
	}
}

// followCarried sorts the new side's answers by what became of them since they
// were carried over from the assessment before.
func (c *Comparison) followCarried() {
	c.Reaffirmed, c.ReaffirmedInBulk, c.Changed, c.Left = []string{}, []string{}, []string{}, []string{}
	for i := range c.New.lines {
		line := &c.New.lines[i]
		if line.Standing == Unanswered {
			continue
		}
		switch line.Answer.State {
		case questionnaire.StateReaffirmed:
			c.Reaffirmed = append(c.Reaffirmed, line.ID)
			if line.Answer.Bulk {
				c.ReaffirmedInBulk = append(c.ReaffirmedInBulk, line.ID)
			}
		case questionnaire.StateChanged:
			c.Changed = append(c.Changed, line.ID)
		case questionnaire.StateCarried:
			c.Left = append(c.Left, line.ID)
		}
	}
}

func (c *Comparison) followEvidence() {
	c.WentStale = []string{}
	for i := range c.New.lines {
		is := &c.New.lines[i]
		was := c.Old.line(is.ID)
		if was == nil || was.Revision != is.Revision || !was.Evidenced || !is.Answer.Level.Graded() {
			continue
		}
		if !c.New.assessment.Evidenced(is.Question, is.Answer, c.New.asOf) {
			c.WentStale = append(c.WentStale, is.ID)
		}
	}
}

func (c *Comparison) followExceptions() {
	c.ExceptionsBegun, c.ExceptionsExpired = []ExceptionChange{}, []ExceptionChange{}
	for i := range c.New.lines {
		is := &c.New.lines[i]
		now := is.Answer.Exception
		if now.IsZero() {
			continue
		}
		was := c.Old.line(is.ID)
		heldBefore := was != nil && was.Answer.Exception.InForce(now.Kind, c.Old.asOf)
		change := ExceptionChange{Question: is.ID, Kind: now.Kind, Expires: now.Expires}
		switch holds := now.InForce(now.Kind, c.New.asOf); {
		case holds && !heldBefore:
			c.ExceptionsBegun = append(c.ExceptionsBegun, change)
		case !holds && heldBefore:
			c.ExceptionsExpired = append(c.ExceptionsExpired, change)
		}
	}
}
