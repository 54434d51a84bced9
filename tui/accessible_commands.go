package tui

import (
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
)

// place is somewhere in the assessment in hand where commands can be typed: a
// question, a list, the results.
type place interface {
	here() *conversation
	// goTo leaves the place for a question.
	goTo(chosen pick)
	// sayWhere says where one is after something else was shown.
	sayWhere()
}

// pick is a question that was chosen; the zero pick is none.
type pick struct {
	id   string
	list []string // that it was chosen from, and is walked within; nil for none
}

func (p pick) isZero() bool { return p.id == "" }

// command is something that can be typed at a place. Its letters are those of the
// screens, from the one key map.
type command[P place] struct {
	purpose string
	names   []string // the first one is the one that help names
	what    string
	do      func(P) (move, error)
}

// move says where to go after a command.
type move int

const (
	stay   move = iota
	again       // say once more where one is
	onward      // to the next question that needs an answer
	away        // what is asked next is up to the person
)

// keyed returns what can be typed for a key of the screens: the key, or a word.
func keyed(binding key.Binding, words ...string) []string {
	return append(slices.Clone(binding.Keys()), words...)
}

// named returns the command that was typed. A capital letter may be another
// command than the small one.
func named[P place](commands []command[P], typed string) (found command[P], ok bool) {
	for _, name := range []string{typed, strings.ToLower(typed)} {
		for _, command := range commands {
			if slices.Contains(command.names, name) {
				return command, true
			}
		}
	}
	return found, false
}

// sayCommands says all that can be typed at a place, a line for each purpose.
func sayCommands[P place](p *prompter, commands []command[P]) {
	var purposes []string
	said := make(map[string][]string)
	for _, command := range commands {
		if said[command.purpose] == nil {
			purposes = append(purposes, command.purpose)
		}
		said[command.purpose] = append(said[command.purpose], nameAloud(command.names[0])+", "+command.what)
	}
	for _, purpose := range purposes {
		p.say("%s: %s.", purpose, strings.Join(said[purpose], "; "))
	}
}

// nameAloud says what to type, which a voice may leave out or say like another.
func nameAloud(name string) string {
	switch {
	case name == "":
		return "Enter"
	case name == "?":
		return "question mark"
	case name == ".":
		return "full stop"
	case len(name) == 1 && unicode.IsUpper(rune(name[0])):
		return "capital " + name
	default:
		return name
	}
}

// commandsInMarkdown returns the part of the key reference for a place.
func commandsInMarkdown[P place](heading string, commands []command[P]) string {
	text := "\n" + heading + "\n\n| typed | what it does |\n| --- | --- |\n"
	for _, command := range commands {
		var names []string
		for _, name := range command.names {
			if name != "" {
				names = append(names, "`"+name+"`")
			} else {
				names = append(names, "Enter")
			}
		}
		text += "| " + strings.Join(names, " ") + " | " + command.what + " |\n"
	}
	return text
}

// plainLinesReference returns the part of the key reference for accessible mode.
func plainLinesReference() string {
	text := commandsInMarkdown("## In plain lines: at a question", questionCommands())
	text += "| `IAM-01` | go to the question with that id |\n| `47/50` | count, which sets the level |\n| `/root user` | list the questions that hold these words |\n"
	text += commandsInMarkdown("## In plain lines: at a list", listCommands())
	text += "| `IAM-01` | go to the question with that id |\n| `/root user` | narrow the list to these words; `/` alone takes them away |\n"
	text += commandsInMarkdown("## In plain lines: at the results", resultsCommands())
	return text + "\nPlain lines are `demarc --accessible`, `ACCESSIBLE=1` or `TERM=dumb`. What can be done next is a numbered list there; `?` says it again.\n"
}

// elsewhere are the commands that show something else of the assessment and come
// back, or go to the question that was chosen there.
func elsewhere[P place]() []command[P] {
	const purpose = "Elsewhere"
	return []command[P]{
		{purpose, keyed(keys.Review, "review", "lists"), "lists of questions", aside[P]((*conversation).review)},
		{purpose, keyed(keys.Agenda, "carried"), "list of what was carried over", aside[P]((*conversation).agenda)},
		{purpose, keyed(keys.Results, "results"), "results", aside[P]((*conversation).results)},
		{purpose, keyed(keys.Compare, "changes", "change"), "changes since the assessment before", aside[P]((*conversation).changes)},
		{purpose, keyed(keys.Trend, "trend"), "trend over the periods", aside[P](showing((*conversation).trend))},
		{purpose, keyed(keys.Map, "map"), "map of who answers for what", aside[P]((*conversation).responsibilities)},
		{purpose, keyed(keys.Report, "report", "write"), "write the report", aside[P](showing((*conversation).writeReport))},
	}
}

// aside does something else and comes back, to the question that was chosen
// there if one was.
func aside[P place](choose func(*conversation) (chosen pick, err error)) func(P) (move, error) {
	return func(at P) (move, error) {
		chosen, err := choose(at.here())
		switch {
		case err != nil:
			return stay, err
		case chosen.isZero():
			at.sayWhere()
			return stay, nil
		}
		at.goTo(chosen)
		return again, nil
	}
}

// showing is for what leads to no question.
func showing(show func(*conversation) error) func(*conversation) (chosen pick, err error) {
	return func(c *conversation) (pick, error) { return pick{}, show(c) }
}

func (c *conversation) here() *conversation { return c }
