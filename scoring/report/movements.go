package report

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// movements lists what moved question by question, regressions first.
func (c changes) movements() []Block {
	var blocks []Block
	for _, list := range []struct {
		title, none string
		moved       []scoring.Movement
	}{
		{"Regressions", "No counted level fell, and none became unknown.", c.Regressions},
		{"Lost answers", "No answer of then is unanswered or only carried now.", c.Lost},
		{"Improvements", "No counted level rose.", c.Improvements},
		{"Newly answered", "No question got its first level.", c.Gained},
		{"Not applicable now", "No question became not applicable.", c.BecameNA},
		{"Applicable again", "No question ceased to be not applicable.", c.CeasedNA},
		{"Asked anew", "No question was reworded in between.", c.Revised},
	} {
		blocks = append(blocks, heading(list.title), c.movementTable(list.moved, list.none))
	}
	return blocks
}

func (c changes) movementTable(moved []scoring.Movement, none string) Block {
	if len(moved) == 0 {
		return paragraph("%s", none)
	}
	table := Table{Columns: words("Question", "Title", "Severity", "Then", "Now", "Said by", "On", "Evidence", "Note")}
	for _, movement := range moved {
		line, _ := c.New.Line(movement.Question)
		cells := append([]Text{{c.question(movement.Question)}}, row(
			c.titleOf(movement.Question), line.Severity.String(), movedLevel(movement.From), movedLevel(movement.To),
			orNothing(line.Answer.By), orNothing(line.Answer.At.Date().String()), orNothing(strings.Join(line.Answer.Evidence, ", ")))...)
		table.Rows = append(table.Rows, append(cells, noteOf(movement.Question, line.Answer)))
	}
	return table
}

func movedLevel(word string) string {
	if word == questionnaire.LevelNA.String() {
		return "not applicable"
	}
	return word
}

// registers lists what came and went, what became of carried answers, and what
// time did to evidence and exceptions.
func (c changes) registers() []Block {
	return []Block{
		heading("Questions that came and went"), c.cameAndWent(),
		heading("What became of carried answers"), c.carriedAnswers(),
		heading("Evidence gone stale"), c.wentStale(),
		heading("Exceptions begun and expired"), c.exceptionChanges(),
	}
}

func (c changes) cameAndWent() Block {
	var list List
	for _, entry := range c.Entered {
		reason := "newly asked in this scope"
		if entry.NewInBank {
			reason = "new in the bank"
		}
		list = append(list, Text{c.question(entry.Question), plainf(" %s: %s, %s", c.titleOf(entry.Question), reason, movedLevel(entry.To))})
	}
	for _, gone := range c.Gone {
		reason := "not asked in this scope any more"
		switch {
		case gone.Retired && len(gone.Successors) > 0:
			reason = "retired, followed by " + strings.Join(gone.Successors, ", ")
		case gone.Retired:
			reason = "retired"
		}
		list = append(list, Text{c.question(gone.Question), plainf(" %s: %s, was %s", c.titleOf(gone.Question), reason, movedLevel(gone.From))})
	}
	if len(list) == 0 {
		return paragraph("The same questions are asked as then.")
	}
	return list
}

func (c changes) carriedAnswers() List {
	return List{
		c.counted("re-affirmed", c.Reaffirmed, false),
		c.counted("of these in one act with others", c.ReaffirmedInBulk, true),
		c.counted("changed", c.Changed, true),
		c.counted("left as carried, not counted", c.Left, true),
	}
}

// counted says how many questions something holds for, and which if they are to
// be named.
func (c changes) counted(what string, ids []string, named bool) Text {
	text := Text{plainf("%d %s", len(ids), what)}
	if !named || len(ids) == 0 {
		return text
	}
	return append(append(text, plain(": ")), c.questions(ids)...)
}

func (c changes) wentStale() Block {
	if len(c.WentStale) == 0 {
		return paragraph("No answer lost its fresh evidence.")
	}
	text := Paragraph{plainf("%d %s rested on fresh evidence then and on none now: ", len(c.WentStale), answerOrAnswers(len(c.WentStale)))}
	return append(text, c.questions(c.WentStale)...)
}

func answerOrAnswers(number int) string {
	if number == 1 {
		return "answer"
	}
	return "answers"
}

func (c changes) exceptionChanges() Block {
	var list List
	add := func(what string, exceptions []scoring.ExceptionChange) {
		for _, exception := range exceptions {
			list = append(list, Text{c.question(exception.Question), plain(fmt.Sprintf(" %s: %s %s, until %s",
				c.titleOf(exception.Question), exceptionKinds[exception.Kind], what, exception.Expires))})
		}
	}
	add("begun", c.ExceptionsBegun)
	add("expired", c.ExceptionsExpired)
	if len(list) == 0 {
		return paragraph("No exception began or expired.")
	}
	return list
}
