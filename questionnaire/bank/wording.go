package bank

import (
	"slices"
	"strings"
	"unicode"

	"demarc/questionnaire"
)

// How many words a person takes in at once: a question and its levels are read
// out to a room, the reason for it is read once.
const (
	maxWords    = 30
	maxWhyWords = 60
)

func (l *linter) wording(q *entry) {
	l.length(q, "question", q.Text, maxWords)
	l.length(q, "why", q.Why, maxWhyWords)
	for _, level := range q.OfferedLevels() {
		l.length(q, "levels."+level.String(), q.Levels.Of(level), maxWords)
	}
	at := q.places.of("question")
	switch {
	case asksTwice(q.Text):
		l.warn(at, ruleDouble, "question joins two with “and”: would each have its own answer?")
	case strings.Count(q.Text, "?") > 1:
		l.warn(at, ruleDouble, "question has more than one question mark: would each have its own answer?")
	}
}

func (l *linter) length(q *entry, path, text string, limit int) {
	if words := len(strings.Fields(text)); words >= limit {
		l.fault(q.places.of(path), ruleLength, "%s has %d words: it must stay under %d", path, words, limit)
	}
}

// levels reports levels that do not climb from none to all: who answers reads
// them in that order and picks by position.
func (l *linter) levels(q *entry) {
	var before string
	for _, level := range q.OfferedLevels() {
		path := "levels." + level.String()
		if !q.places.has(path) {
			continue
		}
		if before != "" && q.places[path].before(q.places[before]) {
			l.fault(q.places.of(path), ruleLevel, "%s stands above %s: levels climb from none to all", path, before)
		}
		before = path
	}
	l.share(q, "levels.some", q.Levels.Some, "half or more", "most")
	l.share(q, "levels.most", q.Levels.Most, "under half", "some")
}

// share reports a level whose sentence states the share of its neighbour.
func (l *linter) share(q *entry, path, text, share, of string) {
	if strings.Contains(strings.ToLower(text), share) {
		l.fault(q.places.of(path), ruleLevel, "%s says “%s”, which is what %s means", path, share, of)
	}
}

// isPlaceholder reports whether a word holds the place of text to come. Case
// matters: "todo" is a word of other languages.
func isPlaceholder(word string) bool {
	switch word {
	case "TODO", "TBD", "FIXME", "lorem", "Lorem":
		return true
	default:
		return len(word) >= 3 && strings.Trim(word, "Xx") == ""
	}
}

// predicates are words that begin a second statement after "and". Without one,
// "and" joins things that are counted together.
var predicates = strings.Fields(`is are was were be do does did has have had can will must should
	how who whom when where what which why then also not never
	detect encrypt enforce ensure know notify prevent remove require restrict rotate verify`)

// asksTwice reports whether a question seems to join two with "and", so that
// one answer would have to serve both.
func asksTwice(question string) bool {
	words := strings.FieldsFunc(strings.ToLower(question), notLetter)
	for i := 1; i+1 < len(words); i++ {
		if words[i] != "and" {
			continue
		}
		before, after := words[i-1], words[i+1]
		joinsVerbs := strings.HasSuffix(after, "ed") && !strings.HasSuffix(before, "ed")
		if joinsVerbs || slices.Contains(predicates, after) {
			return true
		}
	}
	return false
}

// similar reports questions that a person could not tell apart: the same title
// or text as another one's, or much the same words in the same tier. Across
// tiers a duty may be asked in much the same words.
func (l *linter) similar() {
	var before []asked
	for _, question := range l.inherited() {
		before = append(before, newAsked(question))
	}
	for _, question := range l.oldestFirst() {
		this := newAsked(&question.Question)
		if other := find(before, this.sameTitle); other != nil {
			l.fault(question.places.of("title"), ruleSimilar, "title is that of %s", other.ID)
		}
		if other := find(before, this.sameText); other != nil {
			l.fault(question.places.of("question"), ruleSimilar, "question is that of %s, word for word", other.ID)
		} else if other := find(before, this.alike); other != nil {
			l.warn(question.places.of("question"), ruleSimilar, "question reads much like %s", other.ID)
		}
		before = append(before, this)
	}
}

// asked is a question with what it is compared by.
type asked struct {
	*questionnaire.Question
	title, text string
	words       []string
}

func newAsked(question *questionnaire.Question) asked {
	return asked{question, folded(question.Title), folded(question.Text), vocabulary(question.Text)}
}

func (a asked) sameTitle(other asked) bool { return a.title != "" && a.title == other.title }

func (a asked) sameText(other asked) bool { return a.text != "" && a.text == other.text }

func (a asked) alike(other asked) bool {
	return alike(a.words, other.words) && shareTier(a.Question, other.Question)
}

func find(among []asked, is func(asked) bool) *asked {
	if i := slices.IndexFunc(among, is); i >= 0 {
		return &among[i]
	}
	return nil
}

// folded returns a text without what does not change how it reads.
func folded(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

func shareTier(a, b *questionnaire.Question) bool {
	return slices.ContainsFunc(a.Tiers, func(tier questionnaire.Tier) bool { return slices.Contains(b.Tiers, tier) })
}

// alike reports whether two vocabularies have three quarters of their words in
// common.
func alike(a, b []string) bool {
	if 4*min(len(a), len(b)) < 3*max(len(a), len(b)) {
		return false
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch order := strings.Compare(a[i], b[j]); {
		case order < 0:
			i++
		case order > 0:
			j++
		default:
			common, i, j = common+1, i+1, j+1
		}
	}
	return common > 0 && 4*common >= 3*(len(a)+len(b)-common)
}

// vocabulary returns the words of a text, sorted, each once.
func vocabulary(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), notLetter)
	slices.Sort(words)
	return slices.Compact(words)
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
