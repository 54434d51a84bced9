package tui

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// answerLines draws what is said of the question now, and what that does.
func (q *questionScreen) answerLines(width int) []string {
	t, line := q.app.env.theme, q.line()
	lines := []string{t.fit(t.muted.Render("Now      ")+q.nowText(), width)}
	if reason := line.Answer.NAReason; !reason.Code.IsZero() {
		lines = append(lines, indent(t.muted.Render("Why      "), naWords[reason.Code]+": "+clean(reason.Text), width)...)
	}
	if exception := line.Answer.Exception; !exception.IsZero() {
		lines = append(lines, indent(t.muted.Render("Except.  "), q.exceptionText(exception), width)...)
	}
	if other, conflict := q.app.session.assessment.Conflict(line.ID); conflict {
		lines = append(lines, indent(t.warn.Render("Conflict "), conflictText(other), width)...)
	}
	if last := q.lastText(); last != "" {
		lines = append(lines, indent(t.muted.Render("Last     "), last, width)...)
	}
	lines = append(lines, t.fit(t.muted.Render("Effect   ")+q.effectText(), width))
	for _, text := range q.evidenceTexts() {
		lines = append(lines, t.fit(t.muted.Render("Evidence ")+text, width))
	}
	if note := line.Answer.Note; note != "" {
		lines = append(lines, t.fit(t.muted.Render("Note     ")+clean(note), width))
	}
	if owner, due := line.Answer.Owner, line.Answer.Due; owner != "" || !due.IsZero() {
		lines = append(lines, t.fit(t.muted.Render("Owner    ")+strings.TrimSpace(clean(owner)+"  due "+orNone(due.String())), width))
	}
	return lines
}

// exceptionText says of which kind an exception is, until when it holds, who
// approved it, and why.
func (q *questionScreen) exceptionText(exception questionnaire.Exception) string {
	holds := " until "
	if exception.Expires.Before(q.app.session.sheet.AsOf()) {
		holds = ", ended "
	}
	return exceptionWords[exception.Kind] + holds + exception.Expires.String() + ", approved by " + clean(exception.Approver) + ": " + clean(exception.Reason)
}

// conflictText says what the other side of a merge had answered.
func conflictText(other questionnaire.Answer) string {
	said := "no answer"
	if !other.Level.IsZero() {
		said = levelName(other.Level) + ", by " + clean(other.By)
	}
	return "a merge also brought " + said + "; give the level that stands"
}

func orNone(text string) string {
	if text == "" {
		return "not set"
	}
	return text
}

func (q *questionScreen) nowText() string {
	t, answer := q.app.env.theme, q.line().Answer
	dot := " " + t.symbols.dot + " "
	if answer.Level.IsZero() {
		text := t.muted.Render("not answered")
		if !answer.Flagged.IsZero() {
			text += dot + "parked" + forWhom(answer.Flagged)
		} else if q.line().Ask != "" {
			text += t.muted.Render(dot + "ask the " + clean(q.line().Ask))
		}
		return text
	}
	text := t.levelStyle(answer.Level).Render(strings.ToUpper(levelName(answer.Level)))
	switch carried := q.line().Standing == scoring.Carried; {
	case carried && q.app.session.assessment.Final():
		return text + dot + t.warn.Render("carried, not re-affirmed: counts as none")
	case carried:
		return text + dot + t.warn.Render("carried, counts once re-affirmed (a)")
	}
	if answer.Population != (questionnaire.Population{}) {
		text += dot + answer.Population.String()
	}
	text += dot + clean(answer.By)
	if answer.RecordedBy != "" {
		text += ", typed by " + clean(answer.RecordedBy)
	}
	if !answer.Flagged.IsZero() {
		text += dot + orAnyone(answer.Flagged) + " finds out"
	}
	return text
}

// lastText says what was answered last time, by whom and when, or that the
// question had another meaning then.
func (q *questionScreen) lastText() string {
	t, line := q.app.env.theme, q.line()
	dot := " " + t.symbols.dot + " "
	if history := line.Answer.History; len(history) > 0 {
		last := history[len(history)-1]
		text := levelName(last.Level)
		if last.Level.IsZero() {
			return text + dot + clean(last.Period)
		}
		return text + dot + clean(last.By) + dot + dayOf(last.At.Time())
	}
	last, ok := q.app.session.reworded(line)
	if !ok {
		return ""
	}
	return "asked anew: " + levelName(last.Level) + ", by " + clean(last.By) + ", " + dayOf(last.At.Time()) + ", to another wording"
}

func forWhom(flag questionnaire.Flag) string {
	if flag.Person() == "" {
		return ""
	}
	return " for " + clean(flag.Person())
}

func orAnyone(flag questionnaire.Flag) string {
	if flag.Person() == "" {
		return "somebody"
	}
	return clean(flag.Person())
}

// effectText says what the last change did to the coverage, or what it is.
func (q *questionScreen) effectText() string {
	t, s, line := q.app.env.theme, q.app.session, q.line()
	bands := s.bank.Bands()
	name := line.Area.ShortName()
	if e := s.effect; e.question != line.ID || e.areaBefore.Fraction() == e.areaAfter.Fraction() {
		if carriedDraft(s.sheet) {
			return fmt.Sprintf("%s %s   overall %s   if nothing changed", name, s.sheet.AreaAsCarried(line.Area).PercentIn(bands), s.sheet.AsCarried().PercentIn(bands))
		}
		return fmt.Sprintf("%s %s   overall %s", name, s.sheet.AreaCoverage(line.Area).PercentIn(bands), s.sheet.Coverage().PercentIn(bands))
	}
	e := s.effect
	return fmt.Sprintf("%s %s %s %s   overall %s", name, e.areaBefore.PercentIn(bands), t.symbols.arrow, e.areaAfter.PercentIn(bands), moved(e.totalBefore, e.totalAfter))
}

// moved returns by how many points a share changed, with its sign.
func moved(before, after scoring.Share) string {
	if !before.Known() || !after.Known() {
		return after.Percent(1)
	}
	points := after.Minus(before)
	sign := "+"
	if points.Float() < 0 {
		sign = ""
	}
	return sign + points.Percent(1)
}

func (q *questionScreen) evidenceTexts() []string {
	s, line := q.app.session, q.line()
	var texts []string
	for _, id := range line.Answer.Evidence {
		if piece, ok := s.assessment.Evidence(id); ok {
			texts = append(texts, id+" "+freshness(piece, line.Question, s)+"  "+clean(piece.Title))
		}
	}
	return texts
}

// freshness says whether a piece of evidence counts, in words.
func freshness(piece questionnaire.Evidence, question *questionnaire.Question, s *session) string {
	date := piece.Date()
	switch {
	case piece.Kind == questionnaire.KindStatement:
		return "does not count, a statement"
	case date.IsZero():
		return "does not count, no date"
	case piece.FreshFor(question, s.assessment.Period(), s.sheet.AsOf()):
		return "fresh, " + date.String()
	default:
		return "too old, " + date.String()
	}
}
