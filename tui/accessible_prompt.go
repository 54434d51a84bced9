package tui

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"demarc/questionnaire"
)

// errBack means that the person goes back without the change they began.
var errBack = errors.New("back")

// prompter says plain lines and reads typed ones. Nothing that it writes holds a
// control byte but the line break, and no line is wrapped: screen readers and
// terminals do that themselves.
type prompter struct {
	ctx     context.Context
	typed   <-chan typed
	ended   error // why there is nothing more to read
	out     io.Writer
	echo    bool
	failure error // why nothing more can be said
}

// typed is one line of input, or why there is none.
type typed struct {
	text string
	err  error
}

func newPrompter(ctx context.Context, lines Lines) *prompter {
	read := make(chan typed)
	// A terminal cannot be read with an end in sight, so that this waits beside
	// whoever asks. It stays behind when the conversation is over.
	go func() {
		in := bufio.NewReader(lines.In)
		for {
			text, err := readLine(in)
			select {
			case read <- typed{text, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return &prompter{ctx: ctx, typed: read, out: lines.Out, echo: lines.Echo}
}

// readLine reads a line of any length. Of one that is too long to be taken it
// keeps only so much that this can be told.
func readLine(in *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, more, err := in.ReadLine()
		if len(line) <= questionnaire.MaxTypedNote {
			line = append(line, part...)
		}
		if err != nil || !more {
			return string(line), err
		}
	}
}

// say writes a line. Text from outside is made safe here and nowhere else.
func (p *prompter) say(format string, args ...any) {
	p.write(questionnaire.PrintableLine(fmt.Sprintf(format, args...)) + "\n")
}

func (p *prompter) write(text string) {
	if p.failure != nil {
		return
	}
	if _, err := io.WriteString(p.out, text); err != nil {
		p.failure = fmt.Errorf("%w: %w", ErrUnheard, err)
	}
}

// read asks for a line and returns it without the space around it.
func (p *prompter) read(prompt string) (string, error) {
	for {
		p.write(questionnaire.PrintableLine(prompt) + " ")
		line, err := p.next()
		if err != nil {
			p.write("\n")
			return "", err
		}
		if p.echo {
			p.say("%s", line)
		}
		line = strings.TrimSpace(strings.ReplaceAll(line, "\t", " "))
		switch {
		case len(line) > questionnaire.MaxTypedNote:
			p.say("Not taken: that is longer than %d kilobytes, which is the most that can be typed.", questionnaire.MaxTypedNote>>10)
		case questionnaire.Printable(line) != line:
			p.say("Not taken: that holds a control character, perhaps of an arrow key. Type it again.")
		default:
			return line, nil
		}
	}
}

// next waits for a line. Nobody is asked anything who cannot hear it.
func (p *prompter) next() (string, error) {
	if p.failure != nil {
		return "", p.failure
	}
	if p.ended != nil {
		return "", p.ended
	}
	select {
	case <-p.ctx.Done():
		p.ended = ErrInterrupted
	case line := <-p.typed:
		switch {
		case line.err == nil:
			return line.text, nil
		case errors.Is(line.err, io.EOF):
			p.ended = ErrInputEnded
		default:
			p.ended = fmt.Errorf("read the input: %w", line.err)
		}
	}
	return "", p.ended
}

// field is something to be typed.
type field struct {
	name     string
	proposed string   // what Enter alone takes
	help     string   // what a question mark adds
	options  []string // that a question mark lists once more
	check    func(string) error
}

// ask asks for a field until what is typed can be taken. It returns errBack for
// a full stop.
func (p *prompter) ask(f field) (string, error) {
	prompt := f.name + ":"
	if f.proposed != "" {
		prompt = f.name + " [" + f.proposed + "]:"
	}
	for {
		text, err := p.read(prompt)
		if err != nil {
			return "", err
		}
		switch text {
		case "?":
			p.explain(f)
			continue
		case ".":
			return "", errBack
		case "":
			text = f.proposed
		case "-":
			text = ""
		}
		if f.check != nil {
			if err := f.check(text); err != nil {
				p.say("Not taken: %v. Type it again, or a question mark for help.", err)
				continue
			}
		}
		return text, nil
	}
}

func (p *prompter) explain(f field) {
	if f.help != "" {
		p.say("%s", f.help)
	}
	switch {
	case len(f.options) > 0:
		p.sayOptions(f.options)
		p.say("Type the number of a line, or its first word.")
		if f.proposed != "" {
			p.say("Enter alone takes %s.", f.proposed)
		}
	case f.proposed != "":
		p.say("Enter alone takes %s. A hyphen alone empties it.", f.proposed)
	}
	p.say("A full stop alone goes back and changes nothing.")
}

// noProposal is for a choice that nobody makes by accident.
const noProposal = -1

// choose lists options and returns the place of the one that is chosen: by its
// number, or by the beginning of its words.
func (p *prompter) choose(title string, options []string, proposed int) (int, error) {
	p.list(title, options)
	chosen := 0
	f := field{
		name: "Number", options: options,
		check: func(text string) (err error) {
			chosen, err = optionOf(text, options)
			return err
		},
	}
	if proposed != noProposal {
		f.proposed = strconv.Itoa(proposed + 1)
	}
	_, err := p.ask(f)
	return chosen, err
}

func (p *prompter) list(title string, options []string) {
	p.say("%s", title)
	p.sayOptions(options)
}

func (p *prompter) sayOptions(options []string) {
	for i, option := range options {
		p.say("%d. %s", i+1, option)
	}
}

// optionOf returns the place of the option that a number names, or the beginning
// of its line, or else the beginning of one of its words.
func optionOf(text string, options []string) (int, error) {
	if number, err := strconv.Atoi(text); err == nil && number >= 1 && number <= len(options) {
		return number - 1, nil
	}
	for _, fits := range []func(option, text string) bool{strings.HasPrefix, hasWordWith} {
		var found []int
		for i, option := range options {
			if text != "" && fits(strings.ToLower(option), strings.ToLower(text)) {
				found = append(found, i)
			}
		}
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return 0, fmt.Errorf("%s fits more than one line: want a number from 1 to %d", text, len(options))
		}
	}
	return 0, fmt.Errorf("want a number from 1 to %d, or the beginning of a line", len(options))
}

// hasWordWith reports whether a word of an option begins with text.
func hasWordWith(option, text string) bool { return strings.Contains(option, " "+text) }

// chooseSome is choose for several options at once, by their numbers with commas
// between. An empty answer is none of them.
func (p *prompter) chooseSome(title string, options []string, proposed []int) ([]int, error) {
	p.list(title, options)
	name := "Numbers, with commas between"
	if len(proposed) == 0 {
		name += ", or Enter for none"
	}
	var numbers []string
	for _, place := range proposed {
		numbers = append(numbers, strconv.Itoa(place+1))
	}
	var chosen []int
	_, err := p.ask(field{
		name: name, proposed: strings.Join(numbers, ", "), options: options,
		help: "Several go with commas between.",
		check: func(text string) error {
			chosen = nil
			for _, entry := range listed(text, ",") {
				place, err := optionOf(entry, options)
				if err != nil {
					return err
				}
				chosen = append(chosen, place)
			}
			return nil
		},
	})
	return chosen, err
}

// confirm asks whether to go on with something that cannot be undone.
func (p *prompter) confirm(title, no, yes string) (bool, error) {
	chosen, err := p.choose(title, []string{no, yes}, 0)
	return chosen == 1, err
}

// goneBack lets a person go back from where nothing can be changed.
func goneBack(err error) error {
	if errors.Is(err, errBack) {
		return nil
	}
	return err
}
