package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"demarc/questionnaire/store"
	"demarc/scoring"
)

// Lines is where the app runs in accessible mode.
type Lines struct {
	In  io.Reader
	Out io.Writer
	// Echo writes what was read behind its prompt, where no terminal shows it.
	Echo bool
}

// ErrInputEnded means that the input of accessible mode ended before the person
// left. All that was called saved is.
var ErrInputEnded = errors.New("the input ended")

// ErrUnheard means that accessible mode could not write what it has to say. All
// that was called saved is.
var ErrUnheard = errors.New("nothing more can be said")

// UnsavedError says that a person left accessible mode with an answer that
// could not be saved.
type UnsavedError struct {
	Question string
	Err      error
}

func (e *UnsavedError) Error() string { return e.Question + " was not saved: " + saveProblem(e.Err) }

func (e *UnsavedError) Unwrap() error { return e.Err }

// What a person wants who leaves where they are.
var (
	errStop = errors.New("stop")
	errHome = errors.New("other assessments")
)

// conversation is the app in accessible mode: the whole job as questions in
// plain lines, for a screen reader or a pipe. It works on the same session as
// the screens. Every save is waited for, so that what is called saved is, and
// nothing is queued when it asks.
type conversation struct {
	*prompter
	env     *environment
	session *session
}

// RunAccessible runs the app in accessible mode until the person leaves it. It
// returns ErrInputEnded where the input ends before, ErrUnheard where the output
// does, an *UnsavedError where an answer was left unsaved, and ErrInterrupted when
// ctx ends.
func RunAccessible(ctx context.Context, options Options, lines Lines) error {
	options.Defaults = sync.OnceValues(options.Defaults)
	listening, leave := context.WithCancel(ctx)
	defer leave()
	c := &conversation{prompter: newPrompter(listening, lines), env: &environment{Options: options}}
	err := c.converse()
	switch {
	case ctx.Err() != nil:
		return ErrInterrupted
	case errors.Is(err, errStop):
		c.say("Goodbye. Everything that was answered is saved.")
		return c.failure
	default:
		return err
	}
}

// converse opens one assessment after the other.
func (c *conversation) converse() error {
	c.say("demarc in plain lines. Workspace: %s.", c.env.Where)
	c.say("Type an answer and press Enter. Enter alone takes what stands in square brackets. A question mark explains, a full stop goes back.")
	if c.env.Open != "" {
		if err := c.open(c.env.Open, true); !leadsHome(err) {
			return err
		}
	}
	for {
		if err := c.home(); !leadsHome(err) {
			return err
		}
	}
}

// leadsHome reports whether a person goes on at home.
func leadsHome(err error) bool {
	return err == nil || errors.Is(err, errHome) || errors.Is(err, errBack)
}

// home asks which assessment to go on with and opens it. An empty workspace leads
// straight to making the first one.
func (c *conversation) home() error {
	read := c.env.readWorkspace()
	if read.err != nil {
		return read.err
	}
	first := c.env.bank == nil
	c.env.bank, c.env.proposed = read.bank, read.defaults
	entries := homeEntries(read, c.env.Now())
	if len(entries) == 0 && first {
		c.say("There is no assessment yet. A few short questions make one.")
		return c.begin("")
	}
	var options []string
	for _, entry := range entries {
		options = append(options, entryWords(entry))
	}
	chosen, err := c.choose("Assessments:", append(options, "New assessment.", "Quit."), 0)
	switch {
	case err != nil:
		return err
	case chosen == len(entries)+1:
		return errStop
	case chosen == len(entries):
		return c.begin(teamOf(entries))
	case entries[chosen].sheet == nil:
		c.say("It cannot be read: %v. The file was left as it is. Mend it by hand or take it from version control.", entries[chosen].listed.Err)
		return nil
	}
	return c.open(entries[chosen].listed.ID, false)
}

// begin makes an assessment and goes straight to its questions.
func (c *conversation) begin(team string) error {
	id, err := c.setUp(team)
	if err != nil {
		return err
	}
	return c.open(id, true)
}

// teamOf returns the team of the first assessment that can be read.
func teamOf(entries []homeEntry) string {
	for _, entry := range entries {
		if entry.sheet != nil {
			return entry.sheet.Assessment().Team()
		}
	}
	return ""
}

func entryWords(entry homeEntry) string {
	if entry.sheet == nil {
		return entry.listed.ID + ", cannot be read."
	}
	a := entry.sheet.Assessment()
	return fmt.Sprintf("%s, %s, %s, %s.", a.Team(), a.Period().Label, a.Status(), progressWords(entry.sheet))
}

// progressWords says how far an assessment is.
func progressWords(sheet *scoring.Sheet) string {
	counts := sheet.Counts()
	text := fmt.Sprintf("%d of %d answered", counts.Answered+counts.NA, counts.Asked)
	if counts.Unknown > 0 {
		text += fmt.Sprintf(", %d unknown", counts.Unknown)
	}
	if counts.Carried > 0 {
		text += fmt.Sprintf(", %d carried over and not re-affirmed", counts.Carried)
	}
	if counts.Unanswered > 0 {
		text += fmt.Sprintf(", %d without an answer", counts.Unanswered)
	}
	if left := minutesLeft(counts.Unanswered, counts.Carried); left > 0 && !sheet.Assessment().Final() {
		text += ", about " + plural(left, "minute", "minutes") + " left"
	}
	return text
}

// open works on an assessment until the person wants another one; straight
// begins with the questions of a draft.
func (c *conversation) open(id string, straight bool) error {
	if err := c.takeInHand(id); err != nil {
		return err
	}
	if c.session.previousErr != nil {
		c.say("Nothing from last time beside the answers: %s.", previousProblem(c.session.previousErr))
	}
	if conflicts := c.session.assessment.Conflicts(); len(conflicts) > 0 {
		c.say("A merge left two answers to %s. Give the level of each again: that settles it.", listWords(conflicts))
	}
	if straight && !c.session.assessment.Final() {
		if err := c.goOn(); err != nil {
			return err
		}
	}
	return c.work()
}

// takeInHand reads an assessment and what it follows.
func (c *conversation) takeInHand(id string) error {
	defaults, err := c.env.Defaults()
	if err != nil {
		return err
	}
	snapshot, err := c.env.Store.Load(context.Background(), id)
	if err != nil {
		return err
	}
	c.env.proposed = defaults
	c.session = newSession(c.env, snapshot)
	if err := store.CheckSigned(context.Background(), c.env.Store, snapshot); err != nil {
		c.session.integrity = err
		c.say("%s It can be read, not changed.", integrityWords(err))
	}
	if read := c.session.readPrevious(); read != nil {
		if before, ok := read().(previousRead); ok {
			c.session.previous, c.session.previousErr = before.previous, before.err
		}
	}
	return nil
}

// task is something to do with the assessment in hand.
type task struct {
	words string
	do    func() error
}

// work asks what to do next with the assessment in hand until the person wants
// another one.
func (c *conversation) work() error {
	done := ""
	for {
		a := c.session.assessment
		c.say("%s, %s, %s: %s.", a.Team(), a.Period().Label, a.Status(), progressWords(c.session.sheet))
		tasks, proposed := c.tasks()
		var options []string
		for i, each := range tasks {
			if each.words == done && i >= proposed && proposed > 0 {
				proposed = i + 1
			}
			options = append(options, each.words)
		}
		chosen, err := c.choose("What next?", options, proposed)
		if err != nil {
			return err
		}
		done = tasks[chosen].words
		switch err := tasks[chosen].do(); {
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
	switch {
	case final:
		tasks = []task{{"Correct it, in a new draft.", c.correct}}
	case carried > 0:
		tasks = []task{
			{"Go through what was carried over.", c.goOn},
			{"Re-affirm together what needs no look of its own.", c.reaffirmTogether},
		}
	default:
		tasks = []task{{"Answer questions.", c.goOn}}
	}
	if !final {
		tasks = append(tasks, task{"Lists: unanswered, unknown, parked, without evidence.", c.goTo(c.review)})
	}
	if _, follows := c.session.assessment.Previous(); follows {
		tasks = append(tasks, task{"Changes since the assessment before.", c.goTo(c.changes)}, task{"Trend over the periods.", c.trend})
	}
	tasks = append(tasks, task{"Map: who answers for which layer, you or AWS.", c.responsibilities})
	if final || unanswered+carried == 0 {
		proposed = len(tasks) // the results
	}
	tasks = append(tasks, task{"Results: coverage, areas and gaps.", c.goTo(c.results)}, task{"Write the report.", c.writeReport})
	if final {
		tasks = append(tasks, task{"Sign it, as reviewer or approver.", c.sign})
	} else {
		tasks = append(tasks, task{"State what was looked at: accounts, regions, exclusions.", c.askScope}, task{"Finalize: lock the answers.", c.finalize})
	}
	return append(tasks,
		task{"Other assessments.", func() error { return errHome }},
		task{"Quit.", func() error { return errStop }},
	), proposed
}

// goOn asks questions from the first that needs an answer.
func (c *conversation) goOn() error { return c.answerQuestions("") }

// goTo shows something, and then asks the question that was chosen there, if one
// was. Of a final it says the answer.
func (c *conversation) goTo(choose func() (id string, err error)) func() error {
	return func() error {
		id, err := choose()
		switch {
		case err != nil || id == "":
			return err
		case c.session.assessment.Final():
			c.sayQuestion(c.session.lineOf(id))
			return nil
		default:
			return c.answerQuestions(id)
		}
	}
}

// listWords joins ids or names as they are read aloud.
func listWords(names []string) string {
	switch last := len(names) - 1; {
	case last < 0:
		return "none"
	case last == 0:
		return names[0]
	default:
		text := names[0]
		for _, name := range names[1:last] {
			text += ", " + name
		}
		return text + " and " + names[last]
	}
}
