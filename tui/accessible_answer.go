package tui

import (
	"errors"
	"strings"

	"demarc/questionnaire"
)

// The questions here say more about an answer. Each changes a copy of it and
// records that when all was asked, so that going back changes nothing.

func (w *walk) askWhyNot() error {
	reason := w.line().Answer.NAReason
	var options []string
	proposed := 0
	codes := questionnaire.NACodes()
	for i, code := range codes {
		options = append(options, naWords[code]+".")
		if code == reason.Code {
			proposed = i
		}
	}
	chosen, err := w.choose("Why does it not apply? A duty that another team performs is assessed, not left out.", options, proposed)
	if err != nil {
		return err
	}
	text, err := w.askField("Why, in a sentence that the report prints", reason.Text, required("a sentence"))
	if err != nil {
		return err
	}
	answer := withLevel(w.line().Answer, questionnaire.LevelNA, w.session)
	answer.NAReason = questionnaire.NAReason{Code: codes[chosen], Text: text}
	return w.record(answer)
}

func (w *walk) askWhoFindsOut() error {
	person, err := w.askField("Who finds out? A name, or Enter for nobody yet", w.line().Answer.Flagged.Person(), nil)
	if err != nil || person == "" || person == w.line().Answer.Flagged.Person() {
		return err
	}
	answer := w.line().Answer
	answer.Flagged = questionnaire.ParkFor(person)
	return w.record(answer)
}

// askField asks for one field of an answer.
func (w *walk) askField(name, proposed string, check func(string) error) (string, error) {
	return w.prompter.ask(field{name: name, proposed: proposed, check: check})
}

func (w *walk) askCount() error {
	count, source := "", w.line().Answer.Population.Source
	if population := w.line().Answer.Population; population != (questionnaire.Population{}) {
		count = population.String()
	}
	count, err := w.askField("How many are in place, of how many, such as 47/50. It sets the level", count, optional(func(text string) error {
		_, err := questionnaire.ParsePopulation(text)
		return err
	}))
	if err != nil {
		return err
	}
	if count == "" {
		answer := w.line().Answer
		answer.Population = questionnaire.Population{}
		return w.record(answer)
	}
	population, err := questionnaire.ParsePopulation(count)
	if err != nil {
		return err
	}
	if population.Source, err = w.askField("Where the numbers come from, or Enter", source, nil); err != nil {
		return err
	}
	return w.recordCount(population)
}

// recordCount answers with the level that a count states.
func (w *walk) recordCount(population questionnaire.Population) error {
	answer := withLevel(w.line().Answer, population.Level(), w.session)
	answer.Population = population
	return w.record(answer)
}

// askNote reads a note, line by line. What was typed when the input ends is
// kept.
func (w *walk) askNote() error {
	w.say("Type the note and press Enter, more lines if you like, and Enter alone when it is done. A hyphen alone takes the note away, a full stop alone goes back.")
	var lines []string
	for {
		text, err := w.read("Note:")
		switch {
		case errors.Is(err, ErrInputEnded) && len(lines) > 0:
			return errors.Join(w.recordNote(lines), err)
		case err != nil:
			return err
		case text == "." || text == "" && len(lines) == 0:
			return errBack
		case text == "-" && len(lines) == 0:
			return w.recordNote(nil)
		case text == "":
			return w.recordNote(lines)
		}
		lines = append(lines, text)
	}
}

func (w *walk) recordNote(lines []string) error {
	answer := w.line().Answer
	answer.Note = strings.Join(lines, "\n")
	if len(answer.Note) > questionnaire.MaxTypedNote {
		w.say("Not saved: a note that is typed may have %d kilobytes at most.", questionnaire.MaxTypedNote>>10)
		return nil
	}
	return w.record(answer)
}

func (w *walk) askOwner() error {
	answer := w.line().Answer
	owner, err := w.askField("Who closes the gap, or Enter", answer.Owner, nil)
	if err != nil {
		return err
	}
	due, err := w.askDay(field{name: "Due, as year, month and day, such as 2027-03-31, or Enter", proposed: answer.Due.String(), check: optional(requiredDate)})
	if err != nil {
		return err
	}
	answer.Owner, answer.Due = owner, due
	return w.record(answer)
}

func (w *walk) askPark() error {
	answer := w.line().Answer
	if !answer.Flagged.IsZero() {
		chosen, err := w.choose("It is "+flagWords(answer)+".", []string{"Take that back.", "Name somebody else."}, 0)
		if err != nil {
			return err
		}
		if chosen == 0 {
			answer.Flagged = questionnaire.Flag{}
			return w.record(answer)
		}
	}
	person, err := w.askField("For whom? A name, or Enter for anybody", "", nil)
	if err != nil {
		return err
	}
	answer.Flagged = questionnaire.ParkFor(person)
	return w.record(answer)
}

func (w *walk) askException() error {
	answer := w.line().Answer
	kinds := []questionnaire.ExceptionKind{questionnaire.AcceptedRisk, questionnaire.Compensating}
	options := []string{
		"Accepted risk. It changes no number.",
		"Compensating control. It keeps the level until it ends.",
	}
	proposed := 0
	if !answer.Exception.IsZero() {
		options = append(options, "Take the exception away.")
		if answer.Exception.Kind == questionnaire.Compensating {
			proposed = 1
		}
	}
	chosen, err := w.choose("What kind of exception?", options, proposed)
	if err != nil {
		return err
	}
	if chosen == len(kinds) {
		answer.Exception = questionnaire.Exception{}
		return w.record(answer)
	}
	exception := questionnaire.Exception{Kind: kinds[chosen]}
	if exception.Reason, err = w.askField("Reason, in a sentence", answer.Exception.Reason, required("a reason")); err != nil {
		return err
	}
	if exception.Approver, err = w.askField("Who approved it", answer.Exception.Approver, required("an approver")); err != nil {
		return err
	}
	today := questionnaire.NewDate(w.session.now())
	exception.Expires, err = w.askDay(field{name: "Last day on which it holds, such as 2027-03-31", proposed: answer.Exception.Expires.String(), check: comingDate(today)})
	if err != nil {
		return err
	}
	answer.Exception = exception
	return w.record(answer)
}
