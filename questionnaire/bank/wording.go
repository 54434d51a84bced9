package bank

import (
	"slices"
	"strings"
	"unicode"

	"demarc/questionnaire"
)

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

// similar reports questions that read much like another one of the same tier:
// whoever answers could not tell them apart. Across tiers a duty may be asked
// in the same words.
func (l *linter) similar() {
	type read struct {
		question *questionnaire.Question
		words    []string
	}
	var before []read
	for _, question := range l.inherited() {
		before = append(before, read{question, vocabulary(question.Text)})
	}
	for _, question := range l.questions {
		words := vocabulary(question.Text)
		for _, other := range before {
			if alike(words, other.words) && shareTier(&question.Question, other.question) {
				l.warn(question.places.of("question"), ruleSimilar, "question reads much like %s", other.question.ID)
				break
			}
		}
		before = append(before, read{&question.Question, words})
	}
}

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
