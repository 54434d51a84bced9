package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// What accessible mode says is read aloud: levels, days and percentages are
// words, and no sign stands for one.

// spoken returns the word for a level.
func spoken(level questionnaire.Level) string {
	switch level {
	case questionnaire.LevelNA:
		return "not applicable"
	case questionnaire.Level{}:
		return "not answered"
	default:
		return level.String()
	}
}

func percentWords(share scoring.Share, sheet *scoring.Sheet) string {
	if !share.Known() {
		return "no figure"
	}
	return share.PercentIn(sheet.Bank().Bands()) + " percent"
}

func dayWords(day questionnaire.Date) string { return day.Time().Format("2 January 2006") }

// standingWords says what is said of a question now.
func standingWords(line *scoring.Line) string {
	answer := line.Answer
	text := spoken(answer.Level)
	if answer.Population != (questionnaire.Population{}) {
		text += ", " + answer.Population.String()
	}
	if answer.Level == questionnaire.LevelNA {
		text += ", because " + naWords[answer.NAReason.Code] + ": " + answer.NAReason.Text
	}
	if !answer.Level.IsZero() && answer.By != "" {
		text += ", by " + answer.By
		if answer.RecordedBy != "" {
			text += ", typed by " + answer.RecordedBy
		}
	}
	if !answer.Flagged.IsZero() {
		text += ", " + flagWords(answer)
	}
	return text
}

func flagWords(answer questionnaire.Answer) string {
	if answer.Level == questionnaire.LevelUnknown {
		return orAnyone(answer.Flagged) + " finds out"
	}
	return "parked" + forWhom(answer.Flagged)
}

// aboutLines say what else an answer holds, a line each.
func (c *conversation) aboutLines(line *scoring.Line) []string {
	var lines []string
	answer := line.Answer
	for _, id := range answer.Evidence {
		if piece, ok := c.session.assessment.Evidence(id); ok {
			lines = append(lines, "Evidence "+c.pieceWords(id, piece, line.Question)+".")
		}
	}
	if answer.Note != "" {
		lines = append(lines, "Note: "+answer.Note)
	}
	if answer.Owner != "" {
		lines = append(lines, "Owner of the gap: "+answer.Owner+".")
	}
	if !answer.Due.IsZero() {
		lines = append(lines, "Due on "+dayWords(answer.Due)+".")
	}
	if exception := answer.Exception; !exception.IsZero() {
		lines = append(lines, fmt.Sprintf("Exception: %s until %s, approved by %s: %s",
			exceptionWords[exception.Kind], dayWords(exception.Expires), exception.Approver, exception.Reason))
	}
	return lines
}

var exceptionWords = map[questionnaire.ExceptionKind]string{
	questionnaire.AcceptedRisk: "accepted risk",
	questionnaire.Compensating: "compensating control",
}

func (c *conversation) pieceWords(id string, piece questionnaire.Evidence, question *questionnaire.Question) string {
	return fmt.Sprintf("%s, %s, %s, %s", id, piece.Title, kindWords(piece.Kind), freshness(piece, question, c.session))
}

func kindWords(kind questionnaire.EvidenceKind) string {
	return strings.ReplaceAll(kind.String(), "-", " ")
}

// lastWords says what was answered last time, or that the question had another
// meaning then; nothing where nobody can tell.
func (c *conversation) lastWords(line *scoring.Line) string {
	if history := line.Answer.History; len(history) > 0 {
		last := history[len(history)-1]
		if last.Level.IsZero() {
			return "Last time: no answer, in " + last.Period + "."
		}
		return fmt.Sprintf("Last time: %s, by %s, on %s.", spoken(last.Level), last.By, dayWords(last.At.Date()))
	}
	if last, ok := c.session.reworded(line); ok {
		return fmt.Sprintf("It is asked anew. To another wording the answer was %s, by %s, on %s.", spoken(last.Level), last.By, dayWords(last.At.Date()))
	}
	return ""
}

// savedWords says what a save changed.
func savedWords(line *scoring.Line, before questionnaire.Answer) string {
	answer := line.Answer
	changed := changedPart(before, answer)
	same := answer.Level == before.Level && answer.State == before.State
	switch {
	case same && changed != "":
		return line.ID + ", " + changedAloud(before, answer)
	case answer.Level.IsZero():
		return line.ID + ", without a level"
	}
	text := line.ID + ", " + spoken(answer.Level)
	if answer.State == questionnaire.StateReaffirmed {
		text += ", re-affirmed"
	}
	if answer.Population != (questionnaire.Population{}) {
		text += ", " + answer.Population.String()
	}
	text += ", by " + answer.By
	if !before.Level.IsZero() && before.Level != answer.Level {
		text += ", was " + spoken(before.Level)
	}
	return text
}

// changedAloud says what changed beside the level, so that a slip is heard.
func changedAloud(before, after questionnaire.Answer) string {
	switch part := changedPart(before, after); part {
	case "count":
		if after.Population == (questionnaire.Population{}) {
			return "without a count"
		}
		return "count " + after.Population.String()
	case "evidence":
		return evidenceAloud(before.Evidence, after.Evidence)
	case "owner and due date":
		text := "nobody named to close it"
		if after.Owner != "" {
			text = after.Owner + " closes it"
		}
		if !after.Due.IsZero() {
			text += ", due on " + dayWords(after.Due)
		}
		return text
	case "exception":
		return exceptionWords[after.Exception.Kind] + " until " + dayWords(after.Exception.Expires)
	default:
		return part
	}
}

func evidenceAloud(before, after []string) string {
	var parts []string
	for _, id := range after {
		if !slices.Contains(before, id) {
			parts = append(parts, id+" attached")
		}
	}
	for _, id := range before {
		if !slices.Contains(after, id) {
			parts = append(parts, id+" taken off")
		}
	}
	return "evidence " + listWords(parts)
}

// fewWords joins the first of many ids.
func fewWords(ids []string) string {
	const few = 5
	if len(ids) <= few+1 {
		return listWords(ids)
	}
	return strings.Join(ids[:few], ", ") + fmt.Sprintf(" and %d more", len(ids)-few)
}

// effectWords says what a change did to the coverage, if anything, or how far a
// carried draft is, whose coverage would mislead.
func (c *conversation) effectWords(line *scoring.Line, before scoring.Share) string {
	s := c.session
	switch {
	case carriedDraft(s.sheet):
		return fmt.Sprintf(" %d of %d re-affirmed, %d changed.", s.renewal.reaffirmed, s.renewal.of, s.renewal.changed)
	case before.Fraction() == s.sheet.Coverage().Fraction():
		return ""
	}
	return fmt.Sprintf(" %s is at %s, overall %s.", line.Area.Name(), percentWords(s.sheet.AreaCoverage(line.Area), s.sheet), percentWords(s.sheet.Coverage(), s.sheet))
}

// guideLines are what stands on a sheet of the guide beside a question.
func guideLines(sheet guideSheet, question *questionnaire.Question, bank *questionnaire.Bank) []string {
	var lines []string
	switch sheet {
	case sheetWhy:
		lines = whyLines(question)
	case sheetEvidence:
		lines = acceptedLines(question)
	case sheetCheck:
		lines = checkLines(question)
	case sheetFix:
		for i, text := range question.Remediation {
			lines = append(lines, fmt.Sprintf("To close it, step %d of %d: %s", i+1, len(question.Remediation), text))
		}
	case sheetReferences:
		lines = referenceLines(question, bank)
	}
	if len(lines) == 0 {
		return []string{"The bank says nothing of that for this question."}
	}
	return lines
}

func whyLines(question *questionnaire.Question) []string {
	var lines []string
	if question.Why != "" {
		lines = append(lines, "Why: "+question.Why)
	}
	if question.Ask != "" {
		lines = append(lines, "Who is likely to know: the "+question.Ask+".")
	}
	return lines
}

func acceptedLines(question *questionnaire.Question) []string {
	var lines []string
	for i, text := range question.Evidence {
		lines = append(lines, fmt.Sprintf("An auditor accepts, %d of %d: %s.", i+1, len(question.Evidence), strings.TrimSuffix(text, ".")))
	}
	if question.EvidenceMaxAgeDays > 0 {
		lines = append(lines, "Evidence may be "+plural(question.EvidenceMaxAgeDays, "day", "days")+" old at most.")
	}
	return lines
}

// checkLines say how to check a question. A command has a line to itself, to be
// copied.
func checkLines(question *questionnaire.Question) []string {
	var lines []string
	for i, step := range question.Verify {
		check := fmt.Sprintf("To check, %d of %d, ", i+1, len(question.Verify))
		if step.Run == "" {
			lines = append(lines, check+"ask: "+step.Ask)
		} else {
			lines = append(lines, check+"run the next line.", step.Run)
		}
		lines = append(lines, "Expect: "+step.Expect)
	}
	return lines
}

func referenceLines(question *questionnaire.Question, bank *questionnaire.Bank) []string {
	var lines []string
	names := make(map[string]string)
	for _, framework := range bank.Frameworks() {
		names[framework.ID] = framework.Name
	}
	for _, id := range sortedKeys(question.References) {
		lines = append(lines, fmt.Sprintf("%s: %s.", cmp.Or(names[id], id), strings.Join(question.References[id], ", ")))
	}
	return lines
}
