package report

import (
	"cmp"
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// ledger holds every answer, a row each, and then only what people wrote.
func (s *subject) ledger() Section {
	blocks := []Block{
		paragraph("One row for every asked question: what was answered, for how many, since when, in whose name, by which method and on what evidence."),
		paragraph("The question itself, what each level means for it, and how to check and close it stand in the question guide, to which the id leads. What each answer earns stands under the points of every question."),
		s.methodsUsed(),
	}
	for _, area := range s.areas {
		blocks = append(blocks, heading("Ledger of "+area.Name), s.areaLedger(area.ID))
	}
	blocks = append(blocks, heading("Asserted only"))
	blocks = append(blocks, s.assertedOnly()...)
	blocks = append(blocks, heading("Kept but not asked"))
	blocks = append(blocks, s.keptAside()...)
	blocks = append(blocks, heading("Answers of earlier periods"))
	blocks = append(blocks, s.earlierAnswers()...)
	blocks = append(blocks, heading("What people wrote"))
	return section("Ledger", append(blocks, s.notes()...)...)
}

func (s *subject) methodsUsed() Paragraph {
	used := make(map[questionnaire.Method]int)
	for _, line := range s.gradedLines() {
		used[line.Answer.Method]++
	}
	var texts []string
	for _, method := range []questionnaire.Method{questionnaire.MethodExamine, questionnaire.MethodInterview, questionnaire.MethodTest} {
		texts = append(texts, fmt.Sprintf("%s %d", method, used[method]))
	}
	return paragraph("Answers by method, as whoever answered states it: %s, not stated %d.", strings.Join(texts, ", "), used[questionnaire.Method{}])
}

func (s *subject) areaLedger(area questionnaire.Area) Block {
	lines := s.inArea(area)
	if len(lines) == 0 {
		return paragraph("No question of this area is asked.")
	}
	table := Table{Columns: ledgerColumns()}
	for _, line := range lines {
		table.Rows = append(table.Rows, s.ledgerRow(line))
	}
	return table
}

func ledgerColumns() []Column {
	return words("Question", "Title", "Severity", "Answer", "In place", "How it stands", "Said by", "On", "Method", "Evidence", "Note")
}

func (s *subject) ledgerRow(line *scoring.Line) []Text {
	answer := line.Answer
	given := row(nothing, nothing, nothing, nothing)
	if !answer.Level.IsZero() {
		given = row(standingWords(answer)+toRevision(line.Question, answer), byWhom(answer), orNothing(answer.At.Date().String()), methodWord(answer))
	}
	cells := []Text{
		{s.question(line.ID)}, {plain(line.Title)}, {plain(line.Severity.String())},
		{strong(standingWord(line))}, {plain(population(line.Question, answer))},
	}
	return append(append(cells, given...), s.evidenceOf(line.Question, answer), noteOf(line.ID, answer))
}

func methodWord(answer questionnaire.Answer) string {
	if !answer.Level.Graded() {
		return nothing
	}
	return cmp.Or(answer.Method.String(), "not stated")
}

// evidenceOf names the evidence of an answer, and what of it does not count.
func (s *subject) evidenceOf(question *questionnaire.Question, answer questionnaire.Answer) Text {
	if len(answer.Evidence) == 0 {
		return Text{plain(nothing)}
	}
	var texts []string
	for _, id := range answer.Evidence {
		piece, listed := s.assessment.Evidence(id)
		switch {
		case !listed:
			id += " (not in the register)"
		case piece.Kind == questionnaire.KindStatement:
			id += " (statement)"
		case !piece.FreshFor(question, s.assessment.Period(), s.asOf):
			id += " (not fresh)"
		}
		texts = append(texts, id)
	}
	return Text{plain(strings.Join(texts, ", "))}
}

// noteOf leads to what somebody wrote to a question.
func noteOf(id string, answer questionnaire.Answer) Text {
	if !wrote(answer.Note) {
		return Text{plain(nothing)}
	}
	return Text{link("note", identifier(noteTitle(id)))}
}

func noteTitle(id string) string { return "Note to " + id }

// assertedOnly lists the answers that nothing but a name speaks for.
func (s *subject) assertedOnly() []Block {
	var asserted []*scoring.Line
	for _, line := range s.gradedLines() {
		if aboveNone(line.Answer.Level) && !wrote(line.Answer.Note) && len(line.Answer.Evidence) == 0 {
			asserted = append(asserted, line)
		}
	}
	if len(asserted) == 0 {
		return []Block{paragraph("Every answer above none has a note or evidence.")}
	}
	table := Table{Columns: words("Question", "Title", "Severity", "Answer", "In place", "Said by")}
	for _, line := range asserted {
		table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title, line.Severity.String(),
			standingWord(line), population(line.Question, line.Answer), byWhom(line.Answer))...))
	}
	return []Block{
		paragraph("Answers above none with neither a note nor evidence: all that speaks for them is the name. There %s %d of %s.",
			isOrAre(len(asserted)), len(asserted), count(len(s.gradedLines()), "answer")),
		table,
	}
}

// aside is an answer that the assessment keeps though its question is not asked.
type aside struct {
	id, title string
	questionnaire.Answer
}

func (s *subject) aside() []aside {
	var kept []aside
	for _, id := range s.assessment.Answered() {
		if s.asks(id) {
			continue
		}
		answer, _ := s.assessment.Answer(id)
		title := nothing
		if question, ok := s.bank.Question(id); ok {
			title = question.Title
		}
		kept = append(kept, aside{id, title, answer})
	}
	return kept
}

// keptAside lists the answers that take no part in anything else here.
func (s *subject) keptAside() []Block {
	if len(s.kept) == 0 {
		return []Block{paragraph("No answer is kept to a question that is not asked.")}
	}
	table := Table{Columns: words("Question", "Title", "Answer", "Reason or exception", "Said by", "On", "Evidence", "Note")}
	for _, one := range s.kept {
		table.Rows = append(table.Rows, append(row(one.id, one.title, cmp.Or(levelWord(one.Level), "unanswered"), reasons(one.Answer),
			byWhom(one.Answer), orNothing(one.At.Date().String()), orNothing(strings.Join(one.Evidence, ", "))), noteOf(one.id, one.Answer)))
	}
	return []Block{
		paragraph("Answers to questions that this scope does not ask, kept in case it does again. They count nowhere in this report."),
		table,
	}
}

func reasons(answer questionnaire.Answer) string {
	var texts []string
	if answer.Level == questionnaire.LevelNA {
		texts = append(texts, naReason(answer.NAReason.Code)+": "+answer.NAReason.Text)
	}
	if exception := answer.Exception; !exception.IsZero() {
		texts = append(texts, fmt.Sprintf("%s until %s, approver %s: %s", exceptionKinds[exception.Kind], exception.Expires, exception.Approver, exception.Reason))
	}
	return orNothing(strings.Join(texts, "; "))
}

func (s *subject) earlierAnswers() []Block {
	table := Table{Columns: words("Question", "Earlier answers")}
	for i := range s.lines {
		if past := s.lines[i].Answer.History; len(past) > 0 {
			table.Rows = append(table.Rows, []Text{{s.question(s.lines[i].ID)}, {plain(history(past))}})
		}
	}
	if len(table.Rows) == 0 {
		return []Block{paragraph("No answer comes from an earlier period.")}
	}
	return []Block{paragraph("As the assessments of those periods held them; they are not part of this one's figures."), table}
}

// notes holds every note in full, under a heading of its own.
func (s *subject) notes() []Block {
	var blocks []Block
	add := func(id, title, note string) {
		if wrote(note) {
			name := noteTitle(id)
			blocks = append(blocks, Heading{ID: identifier(name), Level: 4, Title: name, Subtitle: title}, Quote(note))
		}
	}
	for i := range s.lines {
		add(s.lines[i].ID, s.lines[i].Title, s.lines[i].Answer.Note)
	}
	for _, one := range s.kept {
		add(one.id, one.title, one.Note)
	}
	if len(blocks) == 0 {
		return []Block{paragraph("Nobody wrote a note.")}
	}
	intro := paragraph("Notes in full, in the words of whoever wrote them. Reasons for what does not apply and for exceptions stand in their registers.")
	if s.redacted {
		intro = paragraph("Notes are left out of this redacted report. Each that somebody wrote keeps its place.")
	}
	return append([]Block{intro}, blocks...)
}
