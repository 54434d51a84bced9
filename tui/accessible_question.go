package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// walk goes through the questions of the assessment in hand, one after the
// other.
type walk struct {
	*conversation
	order []string // ids, in the order in which they are asked
	at    int      // place in order of the last question that was come to in order
	id    string   // of the question that is asked now
	trail []string // the questions before it, the last one last
	// concerns says why a carried draft asks a question when it does.
	concerns map[string]scoring.Concern
	group    scoring.Concern    // of the question before
	area     questionnaire.Area // of the question before
	list     []string           // that is walked within; nil for all there is
	sitting  bool               // the list is a sitting
	seen     *session           // that the order was made from
}

// newWalk puts what a carried draft has to look at first, and everything else in
// the bank's order.
func newWalk(c *conversation) *walk {
	w := &walk{conversation: c, at: -1, concerns: make(map[string]scoring.Concern), group: -1}
	w.arrange()
	return w
}

// arrange puts the questions in their order, as the assessment stands now.
func (w *walk) arrange() {
	w.order, w.seen = nil, w.session
	sheet := w.session.sheet
	if carriedDraft(sheet) {
		w.arrangeCarried()
	} else {
		for place := range sheet.Len() {
			w.order = append(w.order, sheet.LineAt(place).ID)
		}
	}
}

// arrangeCarried puts first what of a carried draft has to be looked at.
func (w *walk) arrangeCarried() {
	sheet := w.session.sheet
	var before *scoring.Sheet
	if w.session.previous != nil {
		before = w.session.previous.sheet
	}
	agenda := scoring.NewAgenda(sheet, before)
	for _, item := range slices.Concat(agenda.First, agenda.Rest) {
		w.order = append(w.order, item.Question)
		w.concerns[item.Question] = item.Concern
	}
}

func (w *walk) line() *scoring.Line { return w.session.lineOf(w.id) }

// lineOf returns the line of a question that is asked.
func (s *session) lineOf(id string) *scoring.Line {
	place, _ := s.sheet.Place(id)
	return s.sheet.LineAt(place)
}

// walk asks questions from the chosen one on, within its list, or from the first
// that needs an answer, until the person stops or none is left.
func (c *conversation) walk(chosen pick) error {
	w, err := c.startWalk()
	if w == nil || err != nil {
		return err
	}
	w.id, w.list = chosen.id, chosen.list
	if chosen.isZero() && !w.goOnward() {
		w.id = w.order[0]
		c.say("Every question has an answer. This is the first one.")
	}
	return w.goThrough()
}

// sit asks what is open in an area, and then goes on.
func (c *conversation) sit(area questionnaire.Area) error {
	w, err := c.startWalk()
	if w == nil || err != nil {
		return err
	}
	w.sitting = true
	for _, id := range w.order {
		if line := w.session.lineOf(id); line.Area == area && needsAnswer(line) {
			w.list = append(w.list, id)
		}
	}
	if !w.goOnward() {
		return nil
	}
	return w.goThrough()
}

// startWalk makes sure that there is something to ask, and somebody to answer.
func (c *conversation) startWalk() (*walk, error) {
	if c.session.sheet.Len() == 0 {
		c.say("This scope asks no question.")
		return nil, nil
	}
	if err := c.mayAnswer(); err != nil {
		return nil, err
	}
	return newWalk(c), nil
}

func (w *walk) goThrough() error {
	for {
		w.ask()
		next, err := w.listen()
		if err != nil {
			return err
		}
		if next == away || next == onward && !w.goOnward() {
			return nil
		}
	}
}

// mayAnswer makes sure that somebody is named as answering.
func (c *conversation) mayAnswer() error {
	nobodyChosen := c.env.proposed.By == "" && c.env.answering == "" && c.session.by != c.env.proposed.Git
	if c.session.by == "" || nobodyChosen && len(c.session.assessment.People()) > 1 {
		if err := c.whoAnswers(); err != nil {
			return err
		}
	}
	c.say("Answers are given in the name of %s. A question mark lists all you can type.", c.session.by)
	return nil
}

// whoAnswers asks in whose name answers are given from now on.
func (c *conversation) whoAnswers() error {
	names := c.session.named()
	proposed := max(0, slices.Index(names, c.session.by))
	chosen := len(names)
	if len(names) > 0 {
		var err error
		if chosen, err = c.choose("Who is answering?", append(slices.Clone(names), "Somebody else."), proposed); err != nil {
			return err
		}
	}
	if chosen == len(names) {
		name, err := c.ask(field{name: "Name of who is answering", check: required("a name")})
		if err != nil {
			return err
		}
		names = append(names, name)
	}
	c.session.by, c.env.answering = names[chosen], names[chosen]
	return nil
}

// goOnward goes to the next question that needs an answer; ok is false where
// there is none.
func (w *walk) goOnward() (ok bool) {
	if id, ok := w.nextOnList(); ok {
		w.come(id)
		return true
	}
	next, ok := openAmong(len(w.order), func(i int) *scoring.Line { return w.session.lineOf(w.order[i]) }, w.at, +1)
	switch {
	case !ok:
		w.say("Every question has an answer.")
		return false
	case w.order[next] == w.id:
		w.say("This is the only question left without an answer.")
	case w.sitting:
		w.say("The sitting is over: nothing of it is left to answer. Type q to stop, or go on.")
	case w.list != nil:
		w.say("Nothing else on that list needs an answer: on to the next that does.")
	case next < w.at:
		w.say("Back to the first question that was left open.")
	}
	w.list, w.sitting = nil, false
	w.come(w.order[next])
	w.at = next
	return true
}

// nextOnList returns the next question of the list that needs an answer, other
// than the one that is asked.
func (w *walk) nextOnList() (id string, ok bool) {
	from := slices.Index(w.list, w.id)
	at, ok := openAmong(len(w.list), func(i int) *scoring.Line { return w.session.lineOf(w.list[i]) }, from, +1)
	if !ok || w.list[at] == w.id {
		return "", false
	}
	return w.list[at], true
}

// step goes to the question after or before the one that is asked, answered or
// not: on the list, or else in the bank's order.
func (w *walk) step(by int) (move, error) {
	ids := w.list
	if ids == nil {
		for place := range w.session.sheet.Len() {
			ids = append(ids, w.session.sheet.LineAt(place).ID)
		}
	}
	at := slices.Index(ids, w.id) + by
	switch {
	case at < 0:
		w.say("This is the first of %d.", len(ids))
		return stay, nil
	case at >= len(ids):
		w.say("This is the last of %d.", len(ids))
		return stay, nil
	}
	w.come(ids[at])
	return again, nil
}

// come goes to a question.
func (w *walk) come(id string) {
	if w.id != "" && w.id != id {
		w.trail = append(w.trail, w.id)
	}
	w.id = id
}

// ask says where the question stands, and the question.
func (w *walk) ask() {
	line, sheet := w.line(), w.session.sheet
	w.say("")
	if concern, ok := w.concerns[w.id]; ok && concern != w.group {
		w.group = concern
		w.say("Next group, %s: %s.", plural(w.left(concern), "question", "questions"), concernWords[concern])
		if concern == scoring.NoConcern {
			w.say("Most of these may be given again in one act: type capital A, or together.")
		}
	}
	counts, settled := sheet.AreaCounts(line.Area), sheet.Counts()
	text := fmt.Sprintf("%d of %d answered here, %d of %d in all", counts.Answered+counts.NA, counts.Asked, settled.Answered+settled.NA, settled.Asked)
	if at := slices.Index(w.list, w.id); at >= 0 {
		w.say("Question %d of %d on the list.", at+1, len(w.list))
	}
	if line.Area != w.area {
		w.area = line.Area
		text = line.Area.Name() + ", " + text
	}
	if left := w.session.minutesLeft(); left > 0 {
		text += ", about " + plural(left, "minute", "minutes") + " left"
	}
	w.say("%s.", text)
	w.sayQuestion(line)
}

// sayQuestion says a question, the levels that it can be answered with, and what
// is said of it.
func (c *conversation) sayQuestion(line *scoring.Line) {
	c.say("%s, %s. Severity %s.", line.ID, line.Title, line.Severity)
	c.say("%s", line.Text)
	for _, level := range line.OfferedLevels() {
		c.say("%s for %s: %s", levelKey(level), level, line.Levels.Of(level))
	}
	if !c.session.assessment.Final() {
		c.say("u for unknown, n for not applicable.")
	}
	c.sayAnswer(line)
}

// left returns how many questions of a concern still need somebody.
func (w *walk) left(concern scoring.Concern) int {
	left := 0
	for _, id := range w.order {
		if w.concerns[id] == concern && needsAnswer(w.session.lineOf(id)) {
			left++
		}
	}
	return left
}

// sayAnswer says what is said of a question now and what was last time.
func (c *conversation) sayAnswer(line *scoring.Line) {
	if line.Standing == scoring.Carried {
		c.say("Carried over, and does not count yet: %s, on %s. Type a to give it again, as it is.", standingWords(line), dayWords(line.Answer.At.Date()))
	} else {
		if !line.Answer.Level.IsZero() || !line.Answer.Flagged.IsZero() {
			c.say("Now: %s.", standingWords(line))
		}
		if last := c.lastWords(line); last != "" {
			c.say("%s", last)
		}
	}
	if other, conflict := c.session.assessment.Conflict(line.ID); conflict {
		c.say("A merge also brought another answer: %s. Give the level that stands.", answerInWords(other))
	}
	for _, text := range c.aboutLines(line) {
		c.say("%s", text)
	}
}

// listen takes commands until one leads elsewhere.
func (w *walk) listen() (move, error) {
	for {
		if w.session.sheet.Len() == 0 {
			return away, nil // somebody else narrowed the scope
		}
		if w.session != w.seen {
			w.comeBack()
		}
		text, err := w.read(w.prompt())
		if err != nil {
			return away, err
		}
		next, err := w.obey(text)
		if errors.Is(err, errBack) {
			w.say("Nothing was changed.")
			continue
		}
		if err != nil || next != stay {
			return next, err
		}
	}
}

// prompt says what is expected, which depends on how the question stands.
func (w *walk) prompt() string {
	switch {
	case w.line().Standing == scoring.Carried:
		return w.id + ", a to re-affirm, or another level, Enter skips, question mark for more:"
	case needsAnswer(w.line()):
		return w.id + ", your answer, Enter skips, question mark for more:"
	case slices.Contains(w.list, w.id):
		return w.id + ", j for the next on the list, Enter for the next that needs an answer, question mark for more:"
	default:
		return w.id + ", Enter for the next question, e evidence, t note, question mark for more:"
	}
}

// obey does what was typed at a question.
func (w *walk) obey(text string) (move, error) {
	if place, asked := w.session.sheet.Place(strings.ToUpper(text)); asked {
		w.goTo(pick{id: w.session.sheet.LineAt(place).ID})
		return again, nil
	}
	if words, ok := strings.CutPrefix(text, "/"); ok {
		return w.find(words)
	}
	if population, err := questionnaire.ParsePopulation(text); err == nil {
		return stay, w.recordCount(population)
	}
	if command, ok := named(questionCommands(), text); ok {
		return command.do(w)
	}
	w.say("%q is not among the answers. Type %s for a level, u for unknown, n for not applicable, Enter to skip, or a question mark for all there is.", text, w.levelKeys())
	return stay, nil
}

// levelKeys names the numbers of the levels that the question offers.
func (w *walk) levelKeys() string {
	var pressed []string
	for _, level := range w.line().OfferedLevels() {
		pressed = append(pressed, levelKey(level))
	}
	return strings.Join(pressed, ", ")
}
