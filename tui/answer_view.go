package tui

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// said is one thing that is said of a question.
type said struct {
	label, text string
	weight      weight
}

// weight says what becomes of a thing that is said where there is little room.
type weight int

const (
	essential weight = iota // stands everywhere, with all of its words
	beside                  // is named on a line with others where nothing else fits
	missing                 // could still be said; stands only where there is much room
)

// answerLines draws what is said of the question now, and what that does.
func (q *questionScreen) answerLines(width int, space spacing) []string {
	t := q.app.env.theme
	var lines []string
	draw := func(label, text string, whole bool) {
		label = t.muted.Render(t.fit(label, len("Evidence ")))
		if whole {
			lines = append(lines, indent(label, text, width)...)
		} else {
			lines = append(lines, t.fit(label+text, width))
		}
	}
	for _, one := range q.allSaid() {
		switch one.weight {
		case missing:
			if space.apart {
				draw(one.label, t.muted.Render(one.text), space.whole)
			}
		case beside:
			if !space.brief {
				draw(one.label, one.text, space.whole)
			}
		default:
			draw(one.label, one.text, true)
		}
	}
	if also := q.alsoText(); space.brief && also != "" {
		draw("Also", also, false)
	}
	return lines
}

// allSaid returns all that is said of the question, and what else could be.
func (q *questionScreen) allSaid() []said {
	line := q.line()
	answer := &line.Answer
	all := []said{{"Now", q.nowText(), essential}}
	if reason := answer.NAReason; !reason.Code.IsZero() {
		all = append(all, said{"Why", naWords[reason.Code] + ": " + clean(reason.Text), essential})
	}
	if exception := answer.Exception; !exception.IsZero() {
		all = append(all, said{"Except.", q.exceptionText(exception), q.exceptionWeight(exception)})
	}
	if other, conflict := q.app.session.assessment.Conflict(line.ID); conflict {
		all = append(all, said{"Conflict", q.app.env.theme.warn.Render(conflictText(other)), essential})
	}
	if last := q.lastText(); last != "" {
		all = append(all, said{"Last", last, essential})
	}
	all = append(all, said{"Effect", q.effectText(), essential})
	for _, text := range q.evidenceTexts() {
		all = append(all, said{"Evidence", text, beside})
	}
	if source := answer.Population.Source; source != "" {
		all = append(all, said{"Count", answer.Population.String() + ", says " + clean(source), beside})
	}
	if answer.Note != "" {
		all = append(all, said{"Note", noteText(answer.Note), beside})
	}
	if answer.Owner != "" || !answer.Due.IsZero() {
		all = append(all, said{"Owner", strings.TrimSpace(clean(answer.Owner) + "  due " + orNone(answer.Due.String())), beside})
	}
	return append(all, q.unsaid()...)
}

// exceptionWeight is high where the exception is given again with a carried
// answer, and where it ended.
func (q *questionScreen) exceptionWeight(exception questionnaire.Exception) weight {
	if q.line().Standing == scoring.Carried || q.hasEnded(exception) {
		return essential
	}
	return beside
}

func (q *questionScreen) hasEnded(exception questionnaire.Exception) bool {
	return exception.Expires.Before(q.app.session.sheet.AsOf())
}

// unsaid returns what could still be said of an answer, each with its key.
func (q *questionScreen) unsaid() []said {
	answer := &q.line().Answer
	if q.previewed || !answer.Level.Graded() || q.app.session.assessment.Final() {
		return nil
	}
	var rest []said
	if len(answer.Evidence) == 0 && answer.Level != questionnaire.LevelNone {
		rest = append(rest, said{"Evidence", "none yet: e adds it", missing})
	}
	if answer.Note == "" {
		rest = append(rest, said{"Note", "none yet: t writes one", missing})
	}
	if answer.Owner == "" && answer.Due.IsZero() && answer.Level != questionnaire.LevelAll {
		rest = append(rest, said{"Owner", "nobody yet: o names who closes the gap", missing})
	}
	return rest
}

// alsoText names what is said beside level and effect, in a few words.
func (q *questionScreen) alsoText() string {
	answer := &q.line().Answer
	var parts []string
	if exception := answer.Exception; !exception.IsZero() && q.exceptionWeight(exception) == beside {
		parts = append(parts, exceptionWords[exception.Kind])
	}
	if count := len(answer.Evidence); count > 0 {
		parts = append(parts, fmt.Sprintf("%d evidence", count))
	}
	if answer.Note != "" {
		parts = append(parts, "note")
	}
	if answer.Owner != "" || !answer.Due.IsZero() {
		parts = append(parts, strings.TrimSpace("owner "+clean(answer.Owner)))
	}
	return strings.Join(parts, " "+q.app.env.theme.symbols.dot+" ")
}

// noteText is a note as far as a screen shows it: no key may have to lay out a
// megabyte.
func noteText(note string) string {
	const most = 8 << 10
	text := clean(strings.Join(noteLines(note), " / "))
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + " (goes on: t opens all of it)"
}

// noteLines are the lines of a note that hold something.
func noteLines(note string) []string {
	var lines []string
	for line := range strings.Lines(note) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// exceptionText says of which kind an exception is, until when it holds, who
// approved it, and why.
func (q *questionScreen) exceptionText(exception questionnaire.Exception) string {
	holds := " until "
	if q.hasEnded(exception) {
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
	if answer.Population != (questionnaire.Population{}) {
		text += dot + answer.Population.String()
	}
	switch carried := q.line().Standing == scoring.Carried; {
	case carried && q.app.session.assessment.Final():
		return text + dot + t.warn.Render("carried, not re-affirmed: counts as none")
	case carried:
		return text + dot + t.warn.Render("carried, counts once re-affirmed (a)")
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
		text += dot + clean(last.By) + dot + dayOf(last.At.Time())
		if finder := q.app.session.finderThen(line); last.Level == questionnaire.LevelUnknown && !finder.IsZero() {
			text += dot + "for " + orAnyone(finder) + " to find out"
		}
		return text
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

// effectText says what the last change did to the coverage, or what it is. Of a
// carried draft it speaks of what would come out if nothing else changed, before
// the change and after it.
func (q *questionScreen) effectText() string {
	t, s, line := q.app.env.theme, q.app.session, q.line()
	bands := s.bank.Bands()
	name := line.Area.ShortName()
	e := s.effect
	switch changed := e.question == line.ID && e.areaBefore.Fraction() != e.areaAfter.Fraction(); {
	case changed:
		text := fmt.Sprintf("%s %s %s %s   overall %s", name, e.areaBefore.PercentIn(bands), t.symbols.arrow, e.areaAfter.PercentIn(bands), moved(e.totalBefore, e.totalAfter))
		if carriedDraft(s.sheet) {
			text += "   if nothing else changed"
		}
		return text
	case carriedDraft(s.sheet):
		return fmt.Sprintf("%s %s   overall %s   if nothing changed", name, s.sheet.AreaAsCarried(line.Area).PercentIn(bands), s.sheet.AsCarried().PercentIn(bands))
	default:
		return fmt.Sprintf("%s %s   overall %s", name, s.sheet.AreaCoverage(line.Area).PercentIn(bands), s.sheet.Coverage().PercentIn(bands))
	}
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
			texts = append(texts, id+" "+q.freshnessText(id)+"  "+clean(piece.Title))
		}
	}
	return texts
}

// whereLines say where the evidence of the answer is.
func (q *questionScreen) whereLines(width int) []string {
	var lines []string
	for _, id := range q.line().Answer.Evidence {
		if piece, ok := q.app.session.assessment.Evidence(id); ok {
			lines = append(lines, indent(q.app.env.theme.muted.Render("Where    "), id+" "+clean(piece.Ref), width)...)
		}
	}
	return lines
}

// levelLines say in whole what the levels mean, which a small terminal cuts
// short beside the question.
func (q *questionScreen) levelLines(width int) []string {
	var lines []string
	for _, level := range q.line().OfferedLevels() {
		lines = append(lines, indent(q.app.env.theme.muted.Render(fmt.Sprintf("%-9s", levelName(level))), clean(q.line().Levels.Of(level)), width)...)
	}
	return lines
}

// freshnessText says whether a piece of evidence counts for the question, and
// stands out where it does not.
func (q *questionScreen) freshnessText(id string) string {
	s, line := q.app.session, q.line()
	piece, _ := s.assessment.Evidence(id)
	words := freshness(piece, line.Question, s)
	if s.evidences(id, line.Question) {
		return words
	}
	return q.app.env.theme.warn.Render(words)
}

// freshness says whether a piece of evidence counts, in words.
func freshness(piece questionnaire.Evidence, question *questionnaire.Question, s *session) string {
	date := piece.Date()
	fresh := piece.FreshFor(question, s.assessment.Period(), s.sheet.AsOf())
	switch {
	case piece.Kind == questionnaire.KindStatement:
		return "does not count, a statement"
	case date.IsZero():
		return "does not count, no date"
	case fresh && date.Before(s.assessment.Period().Start): // by the question's own limit
		return fmt.Sprintf("fresh here, at most %s: %s", plural(question.EvidenceMaxAgeDays, "day", "days"), date)
	case fresh:
		return "fresh, " + date.String()
	case date.After(s.sheet.AsOf()):
		return "does not count, dated after today, " + date.String()
	case question.EvidenceMaxAgeDays > 0:
		return fmt.Sprintf("too old here, at most %s: %s", plural(question.EvidenceMaxAgeDays, "day", "days"), date)
	default:
		return "too old, before this period: " + date.String()
	}
}
