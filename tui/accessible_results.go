package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// figures are the results, which lead to the questions behind each number, and
// on to what closing gaps would bring.
type figures struct {
	*conversation
	prospect
	heard bool // the gaps were read out
	pick  pick // the question to go to
}

// results reads out what the answers come to. It returns the question that is
// chosen from behind a number, if one is.
func (c *conversation) results() (chosen pick, err error) {
	f := &figures{conversation: c}
	f.rescore(c.session.sheet)
	f.sayFigures()
	for {
		text, err := f.read(f.prompt())
		if err != nil {
			return pick{}, err
		}
		next, err := f.obey(text)
		switch {
		case errors.Is(err, errBack):
			f.say("Nothing was changed.")
		case err != nil:
			return pick{}, err
		case !f.pick.isZero() || next == away:
			return f.pick, nil
		case next == again:
			f.sayFigures()
		}
	}
}

func (f *figures) goTo(chosen pick) { f.pick = chosen }

func (f *figures) sayWhere() {} // its prompt says it

func (f *figures) sayFigures() {
	f.sayOverall()
	f.sayAreas()
	if len(f.gaps) == 0 {
		f.say("No gap: everything that applies is in place.")
	}
}

func (f *figures) prompt() string {
	if len(f.gaps) == 0 || f.heard {
		return "Results. Enter goes back, question mark for more:"
	}
	target := ""
	if f.aims() {
		target = "b plans toward a target, "
	}
	return fmt.Sprintf("Results. Enter reads the %s, %sfull stop back, question mark for more:", plural(len(f.gaps), "gap", "gaps"), target)
}

// resultsCommands returns all that can be typed at the results.
func resultsCommands() []command[*figures] {
	const numbers, gaps, move_ = "The questions behind a number", "What if", "To move"
	commands := []command[*figures]{
		{numbers, []string{"gaps"}, "gravest first", (*figures).readGaps},
		{numbers, []string{"area"}, "of one area", (*figures).readArea},
		{numbers, []string{"tier"}, "of one area in one tier, after the figures of all", (*figures).readCell},
		{numbers, []string{"counts"}, "how the questions fall: with evidence, without, unknown and so on", (*figures).readCount},
		{gaps, []string{"if", "what-if"}, "or if with ids, what closing these gaps would bring", (*figures).askTicks},
		{gaps, append(keyed(keys.Plan), "plan"), "which gaps lead to a target with the least effort", (*figures).planTo},
		{move_, []string{"", "next"}, "reads the gaps, and then goes back", (*figures).next},
		{move_, append([]string{".", "back", "stop", "quit"}, keyed(keys.Home)...), "or q goes back", func(*figures) (move, error) { return away, nil }},
		{move_, []string{"i", "repeat"}, "the results once more", func(*figures) (move, error) { return again, nil }},
		{move_, []string{"?", "help"}, "this list", (*figures).help},
	}
	for _, command := range elsewhere[*figures]() {
		if !slices.Equal(command.names, keyed(keys.Results, "results")) {
			commands = append(commands, command)
		}
	}
	return commands
}

// obey does what was typed at the results.
func (f *figures) obey(text string) (move, error) {
	if command, ok := named(resultsCommands(), text); ok {
		return command.do(f)
	}
	if ids, ok := strings.CutPrefix(text, "if "); ok {
		f.tickAll(ids)
		return stay, nil
	}
	if place, asked := f.session.sheet.Place(strings.ToUpper(text)); asked {
		line := f.session.sheet.LineAt(place)
		if f.session.assessment.Final() {
			f.sayQuestion(line)
			return stay, nil
		}
		f.pick.id = line.ID
		return away, nil
	}
	f.say("%q is neither the id of a question that is asked here nor a command. Type an id, Enter, or a question mark for all there is.", text)
	return stay, nil
}

func (f *figures) help() (move, error) {
	sayCommands(f.prompter, resultsCommands())
	f.say("The id of a question goes to it.")
	return stay, nil
}

func (f *figures) next() (move, error) {
	if f.heard || len(f.gaps) == 0 {
		return away, nil
	}
	return f.readGaps()
}

// readBehind reads the questions behind a number.
func (f *figures) readBehind(of questionsOf) (move, error) {
	chosen, err := f.readQuestions(of, "")
	f.pick = chosen
	return stay, err
}

func (f *figures) readGaps() (move, error) {
	f.heard = true
	return f.readBehind(f.gapsAloud("Gaps", "Gravest first."))
}

// gapsAloud is the list of the gaps, each with what closing it would bring.
func (f *figures) gapsAloud(title, rule string) questionsOf {
	gaps, rank := make(map[string]scoring.Gap), make(map[string]int)
	for i, gap := range f.gaps {
		gaps[gap.Question], rank[gap.Question] = gap, i
	}
	return questionsOf{
		title: title, rule: rule,
		holds: func(line *scoring.Line) bool { _, ok := gaps[line.ID]; return ok },
		rank:  func(line *scoring.Line) int { return rank[line.ID] },
		aside: func(line *scoring.Line) string {
			gap := gaps[line.ID]
			text := fmt.Sprintf("%s, severity %s, effort %s, would add %s points", gapWords(gap), gap.Severity, gap.Effort, gap.Lift.Percent(1))
			if line.Answer.Owner != "" {
				text += ", " + line.Answer.Owner + " closes it"
			}
			return text
		},
	}
}

// readArea reads the questions of an area.
func (f *figures) readArea() (move, error) {
	area, err := f.chooseArea()
	if err != nil {
		return stay, err
	}
	return f.readBehind(inArea(area))
}

func (f *figures) chooseArea() (questionnaire.Area, error) {
	var options []string
	for _, area := range questionnaire.Areas() {
		options = append(options, area.Name()+".")
	}
	chosen, err := f.choose("Which area?", options, 0)
	if err != nil {
		return questionnaire.Area{}, err
	}
	return questionnaire.Areas()[chosen], nil
}

// readCell says the figures of every area in every tier, and reads the questions
// behind one.
func (f *figures) readCell() (move, error) {
	sheet, tiers := f.session.sheet, f.session.assessment.Scope().Tiers
	shown, _ := f.shownShare()
	for _, area := range sheet.Areas() {
		if area.Asked == 0 {
			continue
		}
		var parts []string
		for _, tier := range tiers {
			cell := area.Tiers[tier]
			parts = append(parts, fmt.Sprintf("%s %s of %s", tier, percentWords(shown(cell.Figures), sheet), plural(cell.Applicable, "question", "questions")))
		}
		f.say("%s: %s.", area.Name, strings.Join(parts, ", "))
	}
	f.say("A figure of under 6 questions says little. A question of several tiers is in each, so they do not add up.")
	area, err := f.chooseArea()
	if err != nil {
		return stay, err
	}
	tier := 0
	if len(tiers) > 1 {
		var options []string
		for _, each := range tiers {
			options = append(options, each.String()+".")
		}
		if tier, err = f.choose("Which tier?", options, 0); err != nil {
			return stay, err
		}
	}
	return f.readBehind(inCell(area, tiers[tier]))
}

// readCount says how many questions stand in which way, and reads those of one.
func (f *figures) readCount() (move, error) {
	counts := f.session.counts(symbols{})
	if len(counts) == 0 {
		f.say("No question is asked.")
		return stay, nil
	}
	var options []string
	for _, one := range counts {
		options = append(options, fmt.Sprintf("%s, %d.", one.of.title, one.count))
	}
	chosen, err := f.choose("How the questions fall. Which ones?", options, 0)
	if err != nil {
		return stay, err
	}
	return f.readBehind(counts[chosen].of)
}
