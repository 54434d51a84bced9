package tui

import (
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// command is something that can be typed at a question.
type command struct {
	names []string // the first one is the one that help names
	what  string
	do    func(*walk) (move, error)
}

// commands returns all that can be typed at a question.
func commands() []command {
	return []command{
		{[]string{"1", "none"}, "none", level(questionnaire.LevelNone)},
		{[]string{"2", "some"}, "some, which is under half", level(questionnaire.LevelSome)},
		{[]string{"3", "most"}, "most, which is half or more but not all", level(questionnaire.LevelMost)},
		{[]string{"4", "all"}, "all", level(questionnaire.LevelAll)},
		{[]string{"u", "unknown"}, "unknown; asks who finds out", level(questionnaire.LevelUnknown)},
		{[]string{"n", "na"}, "not applicable; asks why", level(questionnaire.LevelNA)},
		{[]string{"a", "again", "re-affirm", "reaffirm"}, "give the carried answer again, as it is, and go on", (*walk).reaffirm},
		{[]string{"c", "count"}, "count, such as 47/50, which sets the level", staying((*walk).askCount)},
		{[]string{"e", "evidence"}, "evidence", staying((*walk).askEvidence)},
		{[]string{"t", "note"}, "note", staying((*walk).askNote)},
		{[]string{"o", "owner"}, "owner of the gap, and due date", staying((*walk).askOwner)},
		{[]string{"x", "exception"}, "exception: an accepted risk or a compensating control", staying((*walk).askException)},
		{[]string{"p", "f", "park"}, "park it for somebody", staying((*walk).askPark)},
		{[]string{"z", "undo"}, "undo the last change", (*walk).undo},
		{[]string{"w", "why"}, "why it is asked, what an auditor accepts, how to check and close it", (*walk).guide},
		{[]string{"", "s", "skip", "next"}, "skip to the next question that needs an answer; Enter alone does too", (*walk).skip},
		{[]string{"b", "back", "."}, "back to the question before", (*walk).back},
		{[]string{"i", "repeat"}, "say the question once more", func(*walk) (move, error) { return again, nil }},
		{[]string{"who"}, "change who is answering", staying((*walk).changeWho)},
		{[]string{"together"}, "give again in one act what was carried over and needs no look of its own", staying(func(w *walk) error { return w.reaffirmTogether() })},
		{[]string{"v", "review"}, "lists: unanswered, unknown, parked, without evidence", aside((*conversation).review)},
		{[]string{"r", "results"}, "results", aside((*conversation).results)},
		{[]string{"q", "stop", "quit"}, "stop; everything is saved", func(*walk) (move, error) { return away, nil }},
		{[]string{"?", "help"}, "this list", (*walk).help},
	}
}

// commandReference returns the part of the key reference for accessible mode.
func commandReference(heading string) string {
	text := "\n" + heading + "\n\nWith `demarc --accessible`.\n\n| typed | what it does |\n| --- | --- |\n"
	for _, command := range commands() {
		var names []string
		for _, name := range command.names {
			if name != "" {
				names = append(names, "`"+name+"`")
			}
		}
		text += "| " + strings.Join(names, " ") + " | " + command.what + " |\n"
	}
	return text + "| `IAM-01` | go to the question with that id |\n| `/root user` | find questions by words |\n"
}

// staying is for commands that say more about the answer.
func staying(do func(*walk) error) func(*walk) (move, error) {
	return func(w *walk) (move, error) { return stay, do(w) }
}

// aside is for commands that show something else and come back, to the question
// that was chosen there if one was.
func aside(choose func(*conversation) (id string, err error)) func(*walk) (move, error) {
	return func(w *walk) (move, error) {
		id, err := choose(w.conversation)
		if id != "" {
			w.come(id)
		}
		return again, err
	}
}

func (w *walk) help() (move, error) {
	for _, command := range commands() {
		for _, name := range command.names {
			if name != "" {
				w.say("%s: %s.", name, command.what)
				break
			}
		}
	}
	w.say("The id of a question, such as %s, goes to it. A slash with words finds questions by them.", w.order[0])
	return stay, nil
}

// level answers with a level.
func level(level questionnaire.Level) func(*walk) (move, error) {
	return func(w *walk) (move, error) { return stay, w.give(level) }
}

// give answers the question with a level, and asks what goes with it.
func (w *walk) give(level questionnaire.Level) error {
	line := w.line()
	switch {
	case !line.Offers(level):
		w.say("This is a yes or no duty: type 1 for none or 4 for all.")
		return nil
	case level == questionnaire.LevelNA:
		return w.askWhyNot()
	}
	dropped := line.Answer.Population
	if err := w.record(withLevel(line.Answer, level, w.session)); err != nil {
		return err
	}
	if dropped != (questionnaire.Population{}) && w.session == w.seen && w.line().Answer.Population != dropped {
		w.say("The count %s went with the level it stood for. z brings both back.", dropped)
	}
	if level == questionnaire.LevelUnknown && w.session == w.seen && w.line().Standing == scoring.Unknown {
		return w.askWhoFindsOut()
	}
	return nil
}

// record saves an answer to the question, or says why it is not legal.
func (w *walk) record(answer questionnaire.Answer, evidence ...questionnaire.Evidence) error {
	before := w.line().Answer
	cmd, err := w.session.change(w.id, answer, evidence...)
	if err != nil {
		w.say("%s", refusal(err))
		return nil
	}
	kept, err := w.settle(cmd)
	if err != nil {
		return err
	}
	if !kept {
		return nil
	}
	w.say("Saved: %s.%s", savedWords(w.line(), before), w.effectWords(w.line()))
	return nil
}

// comeBack says how the question stands after the assessment was read again.
func (w *walk) comeBack() {
	w.arrange()
	w.trail = nil // what is asked may be other questions
	if _, asked := w.session.sheet.Place(w.id); !asked {
		w.id = w.session.sheet.LineAt(0).ID
	}
	w.say("Read again: %s, %s.", w.id, standingWords(w.line()))
}

func (w *walk) changeWho() error {
	if err := w.whoAnswers(); err != nil {
		return err
	}
	w.say("From now on answers are given in the name of %s.", w.session.by)
	return nil
}

func (w *walk) reaffirm() (move, error) {
	line := w.line()
	if line.Standing != scoring.Carried {
		w.say("Only a carried answer can be re-affirmed.")
		return stay, nil
	}
	if err := w.record(line.Answer.Reaffirmed(w.session.by, w.session.typist, false)); err != nil {
		return stay, err
	}
	if w.session != w.seen || needsAnswer(w.line()) {
		return stay, nil // it was not saved
	}
	return onward, nil
}

func (w *walk) skip() (move, error) {
	if needsAnswer(w.line()) {
		w.say("Left open: %s.", w.id)
	}
	return onward, nil
}

func (w *walk) back() (move, error) {
	if len(w.trail) == 0 {
		w.say("This is the question that you began with.")
		return stay, nil
	}
	w.id, w.trail = w.trail[len(w.trail)-1], w.trail[:len(w.trail)-1]
	return again, nil
}

func (w *walk) guide() (move, error) {
	for _, text := range guideLines(w.line().Question, w.session.bank) {
		w.say("%s", text)
	}
	return stay, nil
}

// undo takes the last act back and goes to the question that it was about.
func (w *walk) undo() (move, error) {
	question, count, cmd := w.session.takeBack()
	if count == 0 {
		w.say("There is nothing to undo.")
		return stay, nil
	}
	kept, err := w.settle(cmd)
	if err != nil {
		return stay, err
	}
	if !kept {
		return stay, nil
	}
	w.come(question)
	if count > 1 {
		w.say("Undone and saved: %s.", plural(count, "answer is as before", "answers are as before"))
	} else {
		w.say("Undone and saved: %s is back to %s.", question, strings.TrimSpace(standingWords(w.line())))
	}
	return again, nil
}

// reaffirmTogether asks once, and then gives again in one act what may be.
func (c *conversation) reaffirmTogether() error {
	s := c.session
	together, oneByOne := s.assessment.Carried(s.bank, s.sheet.AsOf())
	if len(together) == 0 {
		if len(oneByOne) == 0 {
			c.say("No carried answer is left.")
		} else {
			c.say("What is left has to be looked at one by one: %s.", s.leftOut(oneByOne))
		}
		return nil
	}
	if s.by == "" {
		if err := c.whoAnswers(); err != nil {
			return err
		}
	}
	c.say("%s, in the name of %s, marked in the report as re-affirmed together.", plural(len(together), "carried answer", "carried answers"), s.by)
	if among := s.amongThem(together); among != "" {
		c.say("Among them: %s.", among)
	}
	if len(oneByOne) > 0 {
		c.say("Left out, to be looked at one by one: %s.", s.leftOut(oneByOne))
	}
	sure, err := c.confirm("Is it all still so?", "No, one by one.", "Yes, as it was.")
	if err != nil || !sure {
		return err
	}
	changed, cmd := s.reaffirmTogether(together)
	if kept, err := c.settle(cmd); err != nil || !kept {
		return err
	}
	c.say("Saved: %s re-affirmed together.", plural(changed, "answer", "answers"))
	return nil
}
