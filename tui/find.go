package tui

import (
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"demarc/questionnaire"
	"demarc/scoring"
)

// closeness says where in a question the words that were looked for stand; the
// smaller, the closer.
type closeness int

const (
	beginsInTitle closeness = iota // at the beginning of a word of id or title
	inTitle
	inQuestion
	inAnswer // what was said: note, owner, names, evidence
	inGuide  // why, levels, evidence, checks, remediation, references
	alike    // nowhere, but the letters come in this order in id and title
)

// finder finds questions of a session by words in any text of them and their
// answers. A text is made ready when something is first looked for in it: most
// words stand in titles.
type finder struct {
	session *session
	texts   []texts
}

// texts are those of a question in lower case, as far as they are ready.
type texts struct {
	of    [alike]string
	ready closeness // how many of them
}

// look returns what finds questions by words, and keeps it.
func (s *session) look() *finder {
	if s.finder == nil {
		s.finder = &finder{session: s, texts: make([]texts, s.sheet.Len())}
	}
	return s.finder
}

// answered takes note that the answer to the question at a place has changed.
func (f *finder) answered(place int) {
	if f != nil {
		f.texts[place] = texts{}
	}
}

// text returns a text of the question at a place, in lower case.
func (f *finder) text(place int, where closeness) string {
	texts := &f.texts[place]
	for ; texts.ready <= where; texts.ready++ {
		texts.of[texts.ready] = strings.ToLower(f.written(place, texts.ready))
	}
	return texts.of[where]
}

// written returns a text of the question at a place as it is written.
func (f *finder) written(place int, where closeness) string {
	switch line := f.session.sheet.LineAt(place); where {
	case beginsInTitle:
		return " " + title(line)
	case inTitle:
		return title(line)
	case inQuestion:
		return strings.Join([]string{line.Text, line.Area.Name(), tierWords(line.In), line.Severity.String()}, "\n")
	case inAnswer:
		return strings.Join(answerTexts(f.session.assessment, line.Answer), "\n")
	default:
		return strings.Join(guideTexts(line.Question), "\n")
	}
}

// title is what a list shows of a question.
func title(line *scoring.Line) string { return line.ID + " " + line.Title }

// answerTexts returns everything in words that an answer says.
func answerTexts(a *questionnaire.Assessment, answer questionnaire.Answer) []string {
	texts := []string{
		answer.Note, answer.Owner, answer.By, answer.RecordedBy, answer.Flagged.Person(), answer.NAReason.Text,
		answer.Population.Source, answer.Exception.Reason, answer.Exception.Approver,
	}
	for _, id := range answer.Evidence {
		piece, _ := a.Evidence(id)
		texts = append(texts, id, piece.Title, piece.Ref)
	}
	return texts
}

// guideTexts returns everything in words that the bank says beside a question.
func guideTexts(question *questionnaire.Question) []string {
	texts := []string{question.Ask, question.Why, question.Checks.None}
	for _, level := range question.OfferedLevels() {
		texts = append(texts, question.Levels.Of(level))
	}
	for _, step := range question.Verify {
		texts = append(texts, step.Run, step.Ask, step.Expect)
	}
	for _, framework := range sortedKeys(question.References) {
		texts = append(texts, framework)
		texts = append(texts, question.References[framework]...)
	}
	return slices.Concat(texts, question.Evidence, question.Remediation, question.Services, question.Checks.Prowler, question.Checks.SecurityHub)
}

// match is a question that was found, by its place in the sheet.
type match struct {
	place int
	where closeness
}

// findAmong returns which of some questions, which are in the bank's order, hold
// all the words, in that order too.
func (f *finder) findAmong(candidates []match, wanted []string) []match {
	found := make([]match, 0, len(candidates))
	for _, candidate := range candidates {
		if where, ok := f.closest(candidate.place, wanted); ok {
			found = append(found, match{candidate.place, where})
		}
	}
	return found
}

// closestFirst returns questions with those first that have the words closest to
// the title, and else in their order.
func closestFirst(found []match) []match {
	closer := func(a, b match) int { return int(a.where - b.where) }
	if slices.IsSortedFunc(found, closer) {
		return found
	}
	ordered := slices.Clone(found)
	slices.SortStableFunc(ordered, closer)
	return ordered
}

// closest returns how close to the title all the words are found, each in the
// closest part that has it.
func (f *finder) closest(place int, wanted []string) (where closeness, ok bool) {
	for _, word := range wanted {
		at := f.closestOf(place, word)
		if at == alike {
			return alike, false
		}
		where = max(where, at)
	}
	return where, true
}

func (f *finder) closestOf(place int, word string) closeness {
	if strings.Contains(f.text(place, beginsInTitle), " "+word) {
		return beginsInTitle
	}
	for where := inTitle; where < alike; where++ {
		if strings.Contains(f.text(place, where), word) {
			return where
		}
	}
	return alike
}

// findAlike returns which of some questions have titles like the words, the most
// alike first. They are in the bank's order, which decides between equal ones.
func (f *finder) findAlike(candidates []match, words string) []match {
	titles := make([]string, len(candidates))
	for i, candidate := range candidates {
		titles[i] = title(f.session.sheet.LineAt(candidate.place))
	}
	likely := fuzzy.Find(words, titles)
	found := make([]match, len(likely))
	for i, one := range likely {
		found[i] = match{candidates[one.Index].place, alike}
	}
	return found
}

// parked reports whether a question that somebody has to answer is put aside.
func parked(line *scoring.Line) bool { return !line.Answer.Flagged.IsZero() && needsAnswer(line) }

// waits reports whether a question waits for somebody: it is parked, and nobody
// has given it a level since.
func waits(line *scoring.Line) bool {
	return parked(line) || line.Standing == scoring.Unknown && !line.Answer.Flagged.IsZero()
}
