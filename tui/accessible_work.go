package tui

import (
	"errors"
	"fmt"
	"slices"
)

// task is something that can be done next. It is chosen by its number, by the
// letter that it has on the screens, or by a word of it.
type task struct {
	keys  []string
	name  string // what it is called where it is proposed
	about string // what more is said of it in the list
	do    func() error
}

func (t task) words() string {
	if t.about == "" {
		return t.name + "."
	}
	return t.name + ": " + t.about + "."
}

// chooseTask asks what to do next. The list of what can be done is said where it
// is not the one that was said last: nobody wants to hear it after every step.
func (c *conversation) chooseTask(title string, tasks []task, proposed int) (task, error) {
	var options, lines, names []string
	for i, each := range tasks {
		number := fmt.Sprintf("%d", i+1)
		if len(each.keys) > 0 {
			number += ", or " + nameAloud(each.keys[0])
		}
		options, names = append(options, each.words()), append(names, each.name)
		lines = append(lines, number+". "+each.words())
	}
	prompt := "What next, question mark for the list"
	if !slices.Equal(names, c.told) {
		c.told, prompt = names, "What next"
		c.sayTasks(title, lines)
	}
	for {
		text, err := c.read(prompt + " [" + names[proposed] + "]:")
		switch text {
		case "?":
			c.sayTasks(title, lines)
			c.say("Type a number, a letter where there is one, or the first word of a line. Enter alone takes %s. A full stop goes back.", names[proposed])
			continue
		case ".":
			return task{}, errBack
		case "":
			return tasks[proposed], err
		}
		if err != nil {
			return task{}, err
		}
		for _, each := range tasks {
			if slices.Contains(each.keys, text) {
				return each, nil
			}
		}
		chosen, err := optionOf(text, options)
		if err == nil {
			return tasks[chosen], nil
		}
		c.say("Not taken: %v. Type it again, or a question mark for the list.", err)
	}
}

func (c *conversation) sayTasks(title string, lines []string) {
	c.say("%s", title)
	for _, line := range lines {
		c.say("%s", line)
	}
}

// work asks what to do next with the assessment in hand until the person wants
// another one.
func (c *conversation) work() error {
	done := ""
	for {
		a := c.session.assessment
		c.say("%s, %s, %s: %s.", a.Team(), documentLabel(a), a.Status(), progressWords(c.session.sheet, c.session.pace))
		tasks, proposed := c.tasks()
		for i, each := range tasks {
			if each.name == done && i >= proposed && proposed > 0 {
				proposed = i + 1
			}
		}
		chosen, err := c.chooseTask("What can be done:", tasks, proposed)
		if errors.Is(err, errBack) {
			return errHome
		}
		if err != nil {
			return err
		}
		done = chosen.name
		switch err := chosen.do(); {
		case errors.Is(err, errBack):
			done = ""
			c.say("Nothing was changed.")
		case err != nil:
			return err
		}
	}
}

// tasks returns what can be done now, and which of it is the next step. From
// there on they stand in the order in which they are usually done.
func (c *conversation) tasks() (tasks []task, proposed int) {
	final := c.session.assessment.Final()
	unanswered, carried := c.session.open()
	if !final {
		tasks = c.answerTasks(carried)
	}
	tasks = append(tasks, c.readTasks()...)
	if final {
		tasks = append(tasks, task{keyed(keys.Correct), "Correct it", "in a new draft", c.correct})
	}
	if final || unanswered+carried == 0 {
		proposed = len(tasks) // the results
	}
	tasks = append(tasks,
		task{keyed(keys.Results), "Results", "coverage, areas, gaps and what if", c.goTo(c.results)},
		task{keyed(keys.Report), "Write the report", "", c.writeReport})
	if final {
		tasks = append(tasks, task{keyed(keys.Sign), "Sign it", "as reviewer or approver", c.sign})
	} else {
		tasks = append(tasks, task{keyed(keys.Scope), "Accounts and regions", "state what was looked at", c.askScope},
			task{keyed(keys.Finalize), "Finalize", "lock the answers", c.finalize})
	}
	if final && c.followable {
		tasks = append(tasks, task{keyed(keys.New), "Next assessment", "of the period after this one", func() error { return c.begin(c.session.assessment.Team()) }})
	}
	if len(c.session.undo) > 0 {
		tasks = append(tasks, task{keyed(keys.Undo), "Undo", "take the last change back", c.undo})
	}
	return append(tasks,
		task{keyed(keys.Home), "Other assessments", "", func() error { return errHome }},
		task{nil, "Quit", "", func() error { return errStop }},
	), proposed
}

// answerTasks are what can be done to the answers of a draft.
func (c *conversation) answerTasks(carried int) (tasks []task) {
	if carried > 0 {
		tasks = append(tasks,
			task{nil, "Go through what was carried over", "", c.goOn},
			task{keyed(keys.Agenda), "Carried over", "the list of it", c.goTo(c.agenda)},
			task{keyed(keys.Together), "Re-affirm together", "what needs no look of its own", c.reaffirmTogether})
	} else {
		tasks = append(tasks, task{nil, "Answer questions", "", c.goOn})
	}
	if next, ok := nextSitting(c.session.sheet, c.session.pace); ok {
		about := fmt.Sprintf("%s, %s, about %s", next.area.Name(), next.questions(),
			plural(c.session.pace.minutes(next.unanswered, next.carried), "minute", "minutes"))
		tasks = append(tasks, task{keyed(keys.Sitting), "Sitting", about, func() error { return c.sit(next.area) }})
	}
	return tasks
}

// undo takes the last act back.
func (c *conversation) undo() error {
	_, err := c.takeBack()
	return err
}

// readTasks are what there is to read beside the results.
func (c *conversation) readTasks() (tasks []task) {
	tasks = append(tasks, task{keyed(keys.Review), "Lists", "unanswered, unknown, parked, without evidence, or by person, service and framework", c.goTo(c.review)})
	if due := c.due(); len(due) > 0 {
		tasks = append(tasks, task{keyed(keys.Due), "Due", dueTitles(due), c.goTo(func() (pick, error) { return c.readQuestions(dueAloud(due), "") })})
	}
	if _, follows := c.session.assessment.Previous(); follows {
		tasks = append(tasks,
			task{keyed(keys.Compare), "Changes", "since the assessment before", c.goTo(c.changes)},
			task{keyed(keys.Trend), "Trend", "over the periods", c.trend})
	}
	return append(tasks, task{keyed(keys.Map), "Map", "who answers for which layer, you or AWS", c.goTo(c.responsibilities)})
}

// goOn asks questions from the first that needs an answer.
func (c *conversation) goOn() error { return c.walk(pick{}) }

// goTo shows something, and then asks the question that was chosen there, if one
// was. Of a final it says the answer.
func (c *conversation) goTo(choose func() (chosen pick, err error)) func() error {
	return func() error {
		chosen, err := choose()
		switch {
		case err != nil || chosen.isZero():
			return err
		case c.session.assessment.Final():
			c.sayQuestion(c.session.lineOf(chosen.id))
			return nil
		default:
			return c.walk(chosen)
		}
	}
}
