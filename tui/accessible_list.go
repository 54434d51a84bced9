package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"demarc/scoring"
)

// listing is a list of questions that is read out a few at a time, narrowed by
// words and facets as the screen's is.
type listing struct {
	*conversation
	narrowing
	pages
	words string
	found []match
	ruled bool // what puts a question on the list was said
	pick  pick // the question to go to
}

// readQuestions reads a list out. It returns the question that is chosen from
// it, if one is.
func (c *conversation) readQuestions(of questionsOf, words string) (chosen pick, err error) {
	l := &listing{conversation: c, narrowing: narrowing{of: of, facets: newFacets(c.session)}, words: words}
	l.begin()
	if len(l.found) == 0 {
		return pick{}, nil
	}
	for {
		text, err := l.conversation.read(l.prompt())
		if err != nil {
			return pick{}, err
		}
		next, err := l.obey(text)
		switch {
		case errors.Is(err, errBack):
			l.say("Nothing was changed.")
		case err != nil:
			return pick{}, err
		case !l.pick.isZero() || next == away:
			return l.pick, nil
		case next == again:
			l.begin()
		}
	}
}

func (l *listing) prompt() string { return l.pages.prompt("an id goes to its question") }

func (l *listing) goTo(chosen pick) { l.pick = chosen }

func (l *listing) sayWhere() {
	l.say("Back at the list of %s.", plural(len(l.found), "question", "questions"))
}

// begin says which questions there are, and the first of them.
func (l *listing) begin() {
	l.forget()
	l.found = l.find(l.session, l.words)
	l.pages = pages{}
	for _, one := range l.found {
		l.lines = append(l.lines, l.lineWords(one))
	}
	l.say("%s: %s.", aloud(l.of.title)+l.narrowedWords(), plural(len(l.found), "question", "questions"))
	if l.of.rule != "" && !l.ruled {
		l.ruled = true
		l.say("%s", aloud(l.of.rule))
	}
	if len(l.found) == 0 {
		l.say("%s", l.nothing())
	}
	l.readOn(&l.pages)
}

func (l *listing) nothing() string {
	narrowed := slices.ContainsFunc(l.facets, func(f facet) bool { return f.set() })
	switch {
	case narrowed:
		return "No question has all of this. Fewer words or another filter show more."
	case l.words != "":
		return "No question holds these words."
	default:
		return "Nothing is on this list."
	}
}

// narrowedWords says what the list is narrowed to.
func (l *listing) narrowedWords() string {
	text := ""
	for i := range l.facets {
		if f := &l.facets[i]; f.set() {
			text += ", " + f.name + " " + aloud(f.values[f.chosen].word)
		}
	}
	if l.words != "" {
		text += ", with the words " + l.words
	}
	return text
}

// lineWords says a question, and what puts it on the list.
func (l *listing) lineWords(one match) string {
	line := l.session.sheet.LineAt(one.place)
	text := line.ID + ", " + line.Title + ", "
	if l.of.aside != nil {
		text += l.of.aside(line)
	} else {
		text += "severity " + line.Severity.String() + ", " + reviewWords(line)
	}
	if found := controls(l.facets, line); found != "" {
		text += ", controls " + strings.ReplaceAll(found, " ", ", ")
	}
	switch one.where {
	case inAnswer:
		text += ", found in the answer"
	case inGuide:
		text += ", found in the guide"
	}
	return text + "."
}

// listCommands returns all that can be typed at a list.
func listCommands() []command[*listing] {
	const read, narrow = "To read", "To narrow it"
	commands := []command[*listing]{
		{read, []string{"", "next"}, "reads on, and goes back from the end", (*listing).next},
		{read, []string{"i", "repeat"}, "the list from its beginning", func(*listing) (move, error) { return again, nil }},
		{read, append([]string{".", "back", "stop", "quit"}, keyed(keys.Home)...), "or q goes back", func(*listing) (move, error) { return away, nil }},
		{read, []string{"?", "help"}, "this list", (*listing).help},
		{narrow, []string{"show"}, "how they stand, such as show gaps", turning(showFacet)},
		{narrow, []string{"who"}, "whose they are, such as who mine", turning(whoFacet)},
		{narrow, []string{"service"}, "a service, such as service rds", turning(serviceFacet)},
		{narrow, []string{"framework"}, "a framework, such as framework iso", turning(frameworkFacet)},
		{narrow, []string{"everything"}, "no longer", (*listing).widen},
		{"To take home", append(keyed(keys.Save), "homework"), "or homework writes what is parked on this list to files, one for each person", (*listing).writeHomework},
	}
	return append(commands, elsewhere[*listing]()...)
}

// obey does what was typed at the list.
func (l *listing) obey(text string) (move, error) {
	if place, asked := l.session.sheet.Place(strings.ToUpper(text)); asked {
		return l.chooseLine(l.session.sheet.LineAt(place)), nil
	}
	if words, ok := strings.CutPrefix(text, "/"); ok {
		l.words = strings.TrimSpace(words)
		return again, nil
	}
	if command, ok := named(listCommands(), text); ok {
		return command.do(l)
	}
	name, value, _ := strings.Cut(text, " ")
	for i := range l.facets {
		if strings.EqualFold(l.facets[i].name, name) && value != "" {
			return l.turn(&l.facets[i], strings.TrimSpace(value))
		}
	}
	l.say("%q is neither the id of a question that is asked here nor a command. Type an id, Enter, or a question mark for all there is.", text)
	return stay, nil
}

// chooseLine goes to a question of the list. One of a final is said here: nothing can be answered.
func (l *listing) chooseLine(line *scoring.Line) move {
	if l.session.assessment.Final() {
		l.sayQuestion(line)
		return stay
	}
	var listed []string
	for _, one := range l.found {
		listed = append(listed, l.session.sheet.LineAt(one.place).ID)
	}
	l.pick = pick{id: line.ID}
	if slices.Contains(listed, line.ID) {
		l.pick.list = listed
	}
	return away
}

func (l *listing) next() (move, error) {
	if l.left() == 0 {
		return away, nil
	}
	l.readOn(&l.pages)
	return stay, nil
}

func (l *listing) help() (move, error) {
	sayCommands(l.prompter, listCommands())
	l.say("A slash with words narrows the list to those that hold them; a slash alone takes that back. The id of a question goes to it.")
	return stay, nil
}

// turning asks for the value of a facet.
func turning(name string) func(*listing) (move, error) {
	return func(l *listing) (move, error) {
		at := slices.IndexFunc(l.facets, func(f facet) bool { return f.name == name })
		f := &l.facets[at]
		if len(f.values) == 1 {
			l.say("No question here can be told apart by that.")
			return stay, nil
		}
		var options []string
		for _, value := range f.values {
			options = append(options, aloud(value.word)+".")
		}
		chosen, err := l.choose("Narrow to which?", options, f.chosen)
		if err != nil {
			return stay, err
		}
		f.chosen = chosen
		return again, nil
	}
}

// turn sets a facet to a value that was named with it.
func (l *listing) turn(f *facet, value string) (move, error) {
	var words []string
	for _, each := range f.values {
		words = append(words, aloud(each.word))
	}
	if chosen, err := optionOf(value, words); err == nil {
		f.chosen = chosen
		return again, nil
	}
	l.say("Not taken: %s can be %s.", f.name, listWords(words))
	return stay, nil
}

// widen takes facets and words away.
func (l *listing) widen() (move, error) {
	l.facets, l.words = newFacets(l.session), ""
	return again, nil
}

// writeHomework writes the parked questions on the list, a file for each person.
func (l *listing) writeHomework() (move, error) {
	sheet := l.session.scoredCopy()
	lines := waiting(sheet, placesOf(l.found))
	if len(lines) == 0 {
		l.say("Nothing on this list is parked. Type f at a question to park it for somebody.")
		return stay, nil
	}
	written := l.env.putHomework(homeworkOf(sheet, lines), false)
	l.sayHomework(written)
	if len(written.there) == 0 {
		return stay, nil
	}
	var names []string
	for _, one := range written.there {
		names = append(names, one.name)
	}
	replace, err := l.confirm(fmt.Sprintf("There is homework already, perhaps with answers written into it: %s.", listWords(names)), "Keep it.", "Write over it.")
	if err != nil || !replace {
		return stay, err
	}
	l.sayHomework(l.env.putHomework(written.there, true))
	return stay, nil
}

func (l *listing) sayHomework(written homeworkWritten) {
	for _, path := range written.paths {
		l.say("Written: %s", path)
	}
	if written.err != nil {
		l.say("NOT WRITTEN: %s.", saveProblem(written.err))
	}
}
