package tui

import (
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// questionCommands returns all that can be typed at a question.
func questionCommands() []command[*walk] {
	const answer, about, look, move_ = "To answer", "About the answer", "To understand it", "To move"
	return append([]command[*walk]{
		{answer, keyed(keys.None, "none"), "none", level(questionnaire.LevelNone)},
		{answer, keyed(keys.Some, "some"), "some, which is under half", level(questionnaire.LevelSome)},
		{answer, keyed(keys.Most, "most"), "most, which is half or more but not all", level(questionnaire.LevelMost)},
		{answer, keyed(keys.All, "all"), "all", level(questionnaire.LevelAll)},
		{answer, keyed(keys.Unknown, "unknown"), "unknown, asks who finds out", level(questionnaire.LevelUnknown)},
		{answer, keyed(keys.NA, "na"), "not applicable, asks why", level(questionnaire.LevelNA)},
		{answer, keyed(keys.Count, "count"), "count, such as 47/50, which sets the level", staying((*walk).askCount)},
		{answer, keyed(keys.Reaffirm, "again", "re-affirm", "reaffirm"), "give the carried answer again, as it is, and go on", (*walk).reaffirm},
		{answer, keyed(keys.Together, "together"), "give again in one act what was carried over and needs no look of its own", staying(func(w *walk) error { return w.reaffirmTogether() })},
		{answer, keyed(keys.Undo, "undo"), "undo the last change", (*walk).undo},
		{about, keyed(keys.Evidence, "evidence"), "evidence", staying((*walk).askEvidence)},
		{about, keyed(keys.Same, "same"), "the evidence that was used last", staying((*walk).attachLast)},
		{about, []string{"amend"}, "put a piece of evidence right, or take one off the list", staying((*walk).askAmend)},
		{about, keyed(keys.Note, "note"), "note", staying((*walk).askNote)},
		{about, keyed(keys.Owner, "owner"), "owner of the gap, and due date", staying((*walk).askOwner)},
		{about, keyed(keys.Exception, "exception"), "exception: an accepted risk or a compensating control", staying((*walk).askException)},
		{about, keyed(keys.Park, "park"), "park it for somebody", staying((*walk).askPark)},
		{about, keyed(keys.Person, "who", "person"), "who is answering", staying((*walk).changeWho)},
		{look, keyed(keys.Guide, "why", "guide"), "why it is asked, and what an auditor accepts", reading(sheetWhy, sheetEvidence)},
		{look, keyed(keys.Copy, "check", "verify"), "how to check it, each command on a line of its own", reading(sheetCheck)},
		{look, []string{"fix", "close"}, "how to close the gap", reading(sheetFix)},
		{look, []string{"refs", "references"}, "controls of frameworks", reading(sheetReferences)},
		{look, []string{"i", "repeat"}, "the question once more", func(*walk) (move, error) { return again, nil }},
		{move_, []string{"", "s", "skip", "next"}, "or s skips to the next question that needs an answer", (*walk).skip},
		{move_, []string{"j", "following"}, "the question after this one, answered or not", func(w *walk) (move, error) { return w.step(+1) }},
		{move_, []string{"k", "preceding"}, "the question before this one in order", func(w *walk) (move, error) { return w.step(-1) }},
		{move_, []string{"b", "back", "."}, "or a full stop, back to where you came from", (*walk).back},
		{move_, append(keyed(keys.Home), "stop", "quit"), "stop answering, everything is saved", func(*walk) (move, error) { return away, nil }},
		{move_, []string{"?", "help"}, "this list", (*walk).help},
	}, elsewhere[*walk]()...)
}

// goTo goes to a question that was chosen, and walks on within its list.
func (w *walk) goTo(chosen pick) {
	w.come(chosen.id)
	w.list, w.sitting = chosen.list, false
}

func (w *walk) sayWhere() { w.say("Back at %s, %s.", w.id, w.line().Title) }

// staying is for commands that say more about the answer.
func staying(do func(*walk) error) func(*walk) (move, error) {
	return func(w *walk) (move, error) { return stay, do(w) }
}

// reading reads sheets of the guide out.
func reading(sheets ...guideSheet) func(*walk) (move, error) {
	return func(w *walk) (move, error) {
		for _, sheet := range sheets {
			for _, text := range guideLines(sheet, w.line().Question, w.session.bank) {
				w.say("%s", text)
			}
		}
		return stay, nil
	}
}

func (w *walk) help() (move, error) {
	sayCommands(w.prompter, questionCommands())
	w.say("The id of a question, such as %s, goes to it. A slash with words lists the questions that hold them.", w.order[0])
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
	if err := w.recordLevel(withLevel(line.Answer, level, w.session)); err != nil {
		return err
	}
	if level == questionnaire.LevelUnknown && w.session == w.seen && w.line().Standing == scoring.Unknown {
		return w.askWhoFindsOut()
	}
	return nil
}

// recordLevel is record for an answer given anew; it says what went with the
// level before, and what was said beside that one and stays.
func (w *walk) recordLevel(answer questionnaire.Answer) error {
	before := w.line().Answer
	if err := w.record(answer); err != nil {
		return err
	}
	after := w.line().Answer
	if w.session == w.seen && before.Level != after.Level && !before.Level.IsZero() {
		for _, text := range append(wentWords(before, after), stayedWords(before, after)...) {
			w.say("%s", text)
		}
	}
	return nil
}

// record saves an answer to the question, or says why it is not legal.
func (w *walk) record(answer questionnaire.Answer, evidence ...questionnaire.Evidence) error {
	before, coverage := w.line().Answer, w.session.sheet.Coverage()
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
	w.say("Saved: %s.%s", savedWords(w.line(), before), w.effectWords(w.line(), coverage))
	return nil
}

// comeBack says how the question stands after the assessment was read again.
func (w *walk) comeBack() {
	w.arrange()
	w.trail, w.list = nil, nil // what is asked may be other questions
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

// undo takes the last act back and goes to the question that it was about.
func (w *walk) undo() (move, error) {
	question, err := w.takeBack()
	if err != nil || question == "" || w.session != w.seen {
		return stay, err
	}
	if question != w.id {
		w.goTo(pick{id: question})
	}
	return again, nil
}

// takeBack undoes the last act and says what came back. It returns the first
// question of it; none where nothing was undone.
func (c *conversation) takeBack() (question string, err error) {
	s := c.session
	undone := s.answer(s.lastChanged())
	back, cmd := s.takeBack()
	if back == (takenBack{}) {
		c.say("There is nothing to undo.")
		return "", nil
	}
	kept, err := c.settle(cmd)
	if err != nil || !kept {
		return "", err
	}
	switch {
	case back.answers > 1:
		c.say("Undone and saved: %s.", plural(back.answers, "answer is as before", "answers are as before"))
	case back.answers == 1:
		c.say("Undone and saved: %s", aloud(backWords(back.question, undone, s.answer(back.question))))
	default:
		c.say("Undone and saved: evidence %s is as before.", back.evidence)
	}
	return back.question, nil
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

// find lists the questions that hold some words, or all to be narrowed
// otherwise, and goes to the one that is chosen.
func (w *walk) find(words string) (move, error) {
	return aside[*walk](func(c *conversation) (pick, error) {
		return c.readQuestions(allQuestions(), strings.TrimSpace(words))
	})(w)
}
