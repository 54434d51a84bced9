package tui

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// review says which lists there are and reads one out. It returns the question
// that is chosen from it, if one is.
func (c *conversation) review() (chosen pick, err error) {
	lists := c.lists()
	var options []string
	proposed := noProposal
	for i, list := range lists {
		count := len((&narrowing{of: list}).find(c.session, ""))
		if count > 0 && proposed == noProposal {
			proposed = i
		}
		options = append(options, fmt.Sprintf("%s, %d.", aloud(list.title), count))
	}
	list, err := c.choose("Which list? A full stop goes back.", options, max(0, proposed))
	if err != nil {
		return pick{}, goneBack(err)
	}
	return c.readQuestions(lists[list], "")
}

// lists returns the lists of the review, what is due and whose it is, and at the
// end all questions, which can be narrowed.
func (c *conversation) lists() []questionsOf {
	s := c.session
	var lists []questionsOf
	for heap := range heaps {
		if s.hides(heap) {
			continue
		}
		holds := func(line *scoring.Line) bool { return inHeap(heap, line) }
		if heap == heapConflict {
			holds = func(line *scoring.Line) bool { _, conflict := s.assessment.Conflict(line.ID); return conflict }
		}
		lists = append(lists, questionsOf{title: heapNames[heap], rule: heapMeaning(heap), holds: holds})
	}
	if due := c.due(); len(due) > 0 {
		lists = append(lists, dueAloud(due))
	}
	if s.by != "" {
		lists = append(lists, questionsOf{title: "Mine, of " + s.by, rule: "Answered by you, yours to close, parked for you, or open in an area that you were named for.", holds: s.mine()})
	}
	return append(lists, allQuestions())
}

// allQuestions is the list to narrow.
func allQuestions() questionsOf {
	of := everyQuestion()
	of.title, of.rule = "All questions", "To narrow it type show, who, service or framework, or a slash and words."
	return of
}

// agenda reads out what was carried over and is open, in the order in which it
// wants a look.
func (c *conversation) agenda() (chosen pick, err error) {
	s := c.session
	switch {
	case s.assessment.Final():
		c.say("This assessment is final: nothing is left to re-affirm.")
		return pick{}, nil
	case s.renewal.of == 0:
		c.say("No answer of this assessment was carried over.")
		return pick{}, nil
	}
	var before *scoring.Sheet
	if s.previous != nil {
		before = s.previous.sheet
	}
	agenda := scoring.NewAgenda(s.sheet, before)
	rank, concern := make(map[string]int), make(map[string]scoring.Concern)
	for _, item := range slices.Concat(agenda.First, agenda.Rest) {
		rank[item.Question], concern[item.Question] = len(rank), item.Concern
	}
	return c.readQuestions(questionsOf{
		title: "Carried over",
		rule:  "What needs a look of its own first.",
		holds: func(line *scoring.Line) bool { _, open := rank[line.ID]; return open },
		rank:  func(line *scoring.Line) int { return rank[line.ID] },
		aside: func(line *scoring.Line) string { return concernWords[concern[line.ID]] + ", " + reviewWords(line) },
	}, "")
}

// due returns what is due in the assessment in hand, if its team has none for a
// later period.
func (c *conversation) due() []scoring.Due {
	if !c.latest {
		return nil
	}
	return due(c.session.sheet, questionnaire.NewDate(c.env.Now()))
}

// dueAloud is the list of what is due, with all of it said of each question.
func dueAloud(all []scoring.Due) questionsOf {
	of := questionsDue(all, dueInFull)
	of.aside = func(line *scoring.Line) string {
		var parts []string
		for _, one := range all {
			if one.Question == line.ID {
				parts = append(parts, strings.ReplaceAll(dueInFull(one), "  ", ", "))
			}
		}
		return strings.Join(parts, ", and ")
	}
	return of
}

// dueTitles says in a few words what is due.
func dueTitles(all []scoring.Due) string {
	var titles []string
	for _, group := range dueGroups(all) {
		titles = append(titles, group.title())
	}
	return listWords(titles)
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
