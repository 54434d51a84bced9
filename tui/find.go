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

// finder finds questions of a sheet by words in any text of them and their
// answers, as they were when it was made.
type finder struct {
	titles []string // as they are written
	texts  [][alike]string
}

func newFinder(s *session) *finder {
	f := &finder{titles: make([]string, s.sheet.Len()), texts: make([][alike]string, s.sheet.Len())}
	for i := range s.sheet.Len() {
		line := s.sheet.LineAt(i)
		title := line.ID + " " + line.Title
		f.titles[i] = title
		lower := strings.ToLower(title)
		f.texts[i] = [alike]string{
			beginsInTitle: " " + lower, inTitle: lower,
			inQuestion: strings.ToLower(strings.Join([]string{line.Text, line.Area.Name(), tierWords(line.In), line.Severity.String()}, "\n")),
			inAnswer:   strings.ToLower(strings.Join(answerTexts(s.assessment, line.Answer), "\n")),
			inGuide:    strings.ToLower(strings.Join(guideTexts(line.Question), "\n")),
		}
	}
	return f
}

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

// find returns the questions that belong and hold all the words: those with the
// words closest to the title first, then in the bank's order. Only where none
// holds them does it look for titles that are alike. Without words it returns
// all that belong.
func (f *finder) find(words string, belongs func(place int) bool) []match {
	wanted := strings.Fields(strings.ToLower(words))
	var found []match
	for place := range f.texts {
		if where, ok := f.closest(place, wanted); ok && belongs(place) {
			found = append(found, match{place, where})
		}
	}
	if len(found) == 0 && len(wanted) > 0 {
		return f.findAlike(words, belongs)
	}
	slices.SortStableFunc(found, func(a, b match) int { return int(a.where - b.where) })
	return found
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
	texts := &f.texts[place]
	if strings.Contains(texts[beginsInTitle], " "+word) {
		return beginsInTitle
	}
	for where := inTitle; where < alike; where++ {
		if strings.Contains(texts[where], word) {
			return where
		}
	}
	return alike
}

func (f *finder) findAlike(words string, belongs func(place int) bool) []match {
	var found []match
	for _, one := range fuzzy.Find(words, f.titles) {
		if belongs(one.Index) {
			found = append(found, match{one.Index, alike})
		}
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
