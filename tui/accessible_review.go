package tui

import (
	"errors"
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// review says which lists there are and reads one out. It returns the question
// that is chosen from it, if one is.
func (c *conversation) review() (id string, err error) {
	sheet := c.session.sheet
	var lists []reviewHeap
	var options []string
	proposed := noProposal
	for heap := range heaps {
		count := len(c.session.heap(heap))
		if c.session.hides(heap) {
			continue
		}
		if count > 0 && proposed == noProposal {
			proposed = len(lists)
		}
		lists = append(lists, heap)
		options = append(options, fmt.Sprintf("%s, %d.", heapNames[heap], count))
	}
	chosen, err := c.choose("Which list? A full stop goes back.", options, max(0, proposed))
	if err != nil {
		return "", goneBack(err)
	}
	places := c.session.heap(lists[chosen])
	c.say("%s", heapMeaning(lists[chosen]))
	for _, place := range places {
		line := sheet.LineAt(place)
		c.say("%s, %s, severity %s, %s.", line.ID, line.Title, line.Severity, reviewWords(line))
	}
	if len(places) == 0 {
		c.say("Nothing is on this list.")
		return "", nil
	}
	return c.askForQuestion()
}

// reviewWords says what stands in the way of a question.
func reviewWords(line *scoring.Line) string {
	text := spoken(line.Answer.Level)
	if line.Standing == scoring.Carried {
		text = "carried over, " + text
	}
	switch {
	case !line.Answer.Flagged.IsZero():
		text += ", " + flagWords(line.Answer)
	case line.Ask != "":
		text += ", ask the " + line.Ask
	}
	return text
}

// askForQuestion asks for the id of a question; an empty one is none.
func (c *conversation) askForQuestion() (id string, err error) {
	text, err := c.ask(field{name: "The id of a question goes to it, Enter goes back", check: func(text string) error {
		if _, asked := c.session.sheet.Place(strings.ToUpper(text)); text != "" && !asked {
			return fmt.Errorf("%s is not the id of a question that is asked here", text)
		}
		return nil
	}})
	return strings.ToUpper(text), goneBack(err)
}

// goneBack lets a person go back from where nothing can be changed.
func goneBack(err error) error {
	if errors.Is(err, errBack) {
		return nil
	}
	return err
}

// results reads out what the answers come to, and the gaps. It returns the
// question of a gap that is chosen, if one is.
func (c *conversation) results() (id string, err error) {
	c.sayOverall()
	c.sayAreas()
	return c.sayGaps()
}

func (c *conversation) sayOverall() {
	s, sheet := c.session, c.session.sheet
	overall, bands := sheet.Overall(), sheet.Bank().Bands()
	coverage, ceiling := percentWords(overall.Coverage, sheet), percentWords(overall.Ceiling, sheet)
	if carriedDraft(sheet) {
		c.say("%s", c.renewalWords())
		c.say("Only what is re-affirmed or answered counts: %s so far, and %s if all that is open proved to be all.", coverage, ceiling)
	} else {
		c.say("Overall coverage: %s, self-reported. Range %s to %s: the higher figure is what it would be if all that is open proved to be all.", coverage, coverage, ceiling)
	}
	if overall.Band.Decided() {
		from, to := overall.Band.Limits(bands)
		c.say("Band: %s, which is %d to %d percent.", overall.Band, from, to)
	} else {
		c.say("Band: none yet, because what is open can still move it.")
	}
	c.say("With evidence of this period: %s.", percentWords(overall.Evidenced, sheet))
	if overall.NA > 0 {
		c.say("If %s counted as none: %s.", plural(overall.NA, "question that does not apply", "questions that do not apply"), percentWords(overall.NAAsNone, sheet))
	}
	if len(overall.CappedBy) > 0 {
		c.say("Critical and below most, which keeps the band at Partial: %s.", listWords(overall.CappedBy))
	}
	c.say("Questions: %s.", progressWords(s.sheet))
}

// renewalWords is what a carried draft leads with, instead of a coverage that
// would mislead.
func (c *conversation) renewalWords() string {
	s := c.session
	text := fmt.Sprintf("%d of %d carried answers re-affirmed, %d changed.", s.renewal.reaffirmed, s.renewal.of, s.renewal.changed)
	if s.previous != nil {
		before := s.previous.sheet
		text += fmt.Sprintf(" Last %s it was %s.", lastWord(before.Assessment().Period(), s.assessment.Period()), percentWords(before.Coverage(), before))
	}
	return text + fmt.Sprintf(" If nothing changed it is %s.", percentWords(s.sheet.AsCarried(), s.sheet))
}

func (c *conversation) sayAreas() {
	sheet := c.session.sheet
	gaps := make(map[questionnaire.Area]int)
	for _, gap := range scoring.Gaps(sheet) {
		gaps[gap.Area]++
	}
	head, shown := "Areas:", func(figures scoring.Figures) scoring.Share { return figures.Coverage }
	if carriedDraft(sheet) {
		head, shown = "Areas, if nothing changed:", func(figures scoring.Figures) scoring.Share { return figures.AsCarried }
	}
	c.say("%s", head)
	for _, area := range sheet.Areas() {
		if area.Asked == 0 {
			c.say("%s: no question is asked.", area.Name)
			continue
		}
		c.say("%s: %s, up to %s, with evidence %s, %d of %d answered, %s.", area.Name,
			percentWords(shown(area.Figures), sheet), percentWords(area.Ceiling, sheet), percentWords(area.Evidenced, sheet),
			area.Answered+area.NA, area.Asked, plural(gaps[area.ID], "gap", "gaps"))
	}
}

// sayGaps reads out gaps, a few at a time, until a question is chosen or the
// person goes on.
func (c *conversation) sayGaps() (id string, err error) {
	const few = 10
	gaps := scoring.Gaps(c.session.sheet)
	if len(gaps) == 0 {
		c.say("No gap: everything that applies is in place.")
		return "", nil
	}
	c.say("Gaps, gravest first, %d of them:", len(gaps))
	for first := 0; ; first += few {
		last := min(first+few, len(gaps))
		for _, gap := range gaps[first:last] {
			c.say("%s, %s: %s, severity %s, effort %s, would add %s points.", gap.Question, gap.Title, gapWords(gap), gap.Severity, gap.Effort, gap.Lift.Percent(1))
		}
		if last == len(gaps) {
			return c.askForQuestion()
		}
		id, more, err := c.askForMore(len(gaps) - last)
		if err != nil || !more {
			return id, err
		}
	}
}

// askForMore asks whether to read on.
func (c *conversation) askForMore(left int) (id string, more bool, err error) {
	for {
		text, err := c.read(fmt.Sprintf("m for more, %d are left; the id of a question goes to it; Enter goes back:", left))
		if err != nil {
			return "", false, err
		}
		id = strings.ToUpper(text)
		_, asked := c.session.sheet.Place(id)
		switch {
		case text == "" || text == ".":
			return "", false, nil
		case id == "M":
			return "", true, nil
		case asked:
			return id, false, nil
		}
		c.say("%s is not the id of a question that is asked here.", text)
	}
}

func gapWords(gap scoring.Gap) string {
	if gap.Expired {
		return gap.Level + ", but its compensating control has ended"
	}
	return gap.Level
}
