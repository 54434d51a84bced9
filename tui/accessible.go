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
	// The assessment in hand is the team's last, and the next one can follow it.
	latest, followable bool
	told               []string // the last list of what can be done
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
	now := c.env.Now()
	entries := homeEntries(read, now)
	if len(entries) == 0 && first {
		c.say("There is no assessment yet. A few short questions make one.")
		return c.begin("")
	}
	c.told = nil // the list says how far each is now
	var tasks []task
	for _, entry := range entries {
		tasks = append(tasks, task{name: entryName(entry), about: entryWords(entry), do: func() error { return c.openEntry(entry) }})
	}
	proposed := 0
	if len(entries) > 0 && entries[0].isFollowable(read.listed, now) {
		proposed = len(tasks)
	}
	chosen, err := c.chooseTask("Assessments:", append(tasks,
		task{keyed(keys.New), "New assessment", "", func() error { return c.begin(teamOf(entries)) }},
		task{keyed(keys.Home), "Quit", "", func() error { return errStop }},
	), proposed)
	if err != nil {
		return err
	}
	return chosen.do()
}

func (c *conversation) openEntry(entry homeEntry) error {
	if entry.sheet == nil {
		c.say("It cannot be read: %v. The file was left as it is. Mend it by hand or take it from version control.", entry.listed.Err)
		return nil
	}
	return c.open(entry.listed.ID, false)
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

func entryName(entry homeEntry) string {
	if entry.sheet == nil {
		return entry.listed.ID
	}
	a := entry.sheet.Assessment()
	return a.Team() + ", " + documentLabel(a)
}

func entryWords(entry homeEntry) string {
	if entry.sheet == nil {
		return "cannot be read"
	}
	text := entry.sheet.Assessment().Status().String() + ", " + progressWords(entry.sheet, entry.pace)
	if entry.unsound != nil {
		text += ", NOT AS SIGNED"
	}
	if len(entry.due) > 0 {
		text += fmt.Sprintf(", %d due", len(entry.due))
	}
	return text
}

// progressWords says how far an assessment is.
func progressWords(sheet *scoring.Sheet, p pace) string {
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
	if left := p.minutes(counts.Unanswered, counts.Carried); left > 0 && !sheet.Assessment().Final() {
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
	if due := c.due(); len(due) > 0 {
		c.say("Due today, or within 30 days: %s.", dueTitles(due))
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
	listed, err := c.env.Store.List(context.Background())
	if err != nil {
		return err
	}
	c.env.proposed = defaults
	c.session = newSession(c.env, snapshot)
	c.latest = isLast(listed, snapshot.Assessment)
	c.followable = followable(listed, snapshot.Assessment, c.env.Now())
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
