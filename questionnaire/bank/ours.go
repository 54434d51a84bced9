package bank

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"demarc/questionnaire"
)

// What our own bank promises to whoever answers it, beyond what lint asks of
// every bank.
const (
	leastPerArea    = 16
	leastPerCell    = 8 // questions of an area that list a tier
	leastOfTier     = 2 // of those, questions about this tier alone
	leastFrameworks = 3 // that a question refers to
	leastBaseline   = 26
	mostBaseline    = 32
	leastRunnable   = 80 // percent of questions with a command to run
)

func (l *linter) promises() {
	if !l.ours {
		return
	}
	for _, question := range l.questions {
		if count := len(question.References); count < leastFrameworks {
			l.fault(question.places.of("references"), rulePromise, "question refers to %d frameworks: at least %d are needed",
				count, leastFrameworks)
		}
		if question.Severity == questionnaire.SeverityCritical && !question.Baseline {
			l.fault(question.places.of("severity"), rulePromise, "a critical question must be part of the baseline")
		}
	}
	for _, area := range questionnaire.Areas() {
		l.area(area)
	}
	l.baseline()
	l.runnable()
}

func (l *linter) short(format string, args ...any) {
	l.fault(l.places.of(""), rulePromise, format, args...)
}

func (l *linter) count(is func(*entry) bool) (count int) {
	for _, question := range l.questions {
		if is(question) {
			count++
		}
	}
	return count
}

func (l *linter) area(area questionnaire.Area) {
	ofArea := func(q *entry) bool { return q.Area == area }
	if count := l.count(ofArea); count < leastPerArea {
		l.short("area %s has %d questions: at least %d are needed", area, count, leastPerArea)
	}
	for _, tier := range questionnaire.Tiers() {
		all := l.count(func(q *entry) bool { return ofArea(q) && slices.Contains(q.Tiers, tier) })
		if all < leastPerCell {
			l.short("area %s has %d questions in tier %s: at least %d are needed", area, all, tier, leastPerCell)
		}
		alone := l.count(func(q *entry) bool { return ofArea(q) && slices.Equal(q.Tiers, []questionnaire.Tier{tier}) })
		if alone < leastOfTier {
			l.short("area %s has %d questions about tier %s alone: at least %d are needed", area, alone, tier, leastOfTier)
		}
	}
	l.numbering(area)
}

// numbering reports the numbers that an area leaves out. Ids are given in
// order, so a number that is not there was dropped without being retired, and
// could be given again.
func (l *linter) numbering(area questionnaire.Area) {
	used := make(map[int]bool)
	for _, question := range l.questions {
		used[numberIn(area, question.ID)] = true
	}
	for _, retired := range l.content.Retired {
		used[numberIn(area, retired.ID)] = true
	}
	last := slices.Max(slices.Collect(maps.Keys(used)))
	for number := 1; number < min(last, maxQuestions); number++ {
		if !used[number] {
			l.short("%s-%02d is neither asked nor retired", area.Prefix(), number)
		}
	}
}

// numberIn returns the number of an id of the area, or 0 for any other id.
func numberIn(area questionnaire.Area, id string) int {
	digits, ok := strings.CutPrefix(id, area.Prefix()+"-")
	if !ok {
		return 0
	}
	number, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return number
}

func (l *linter) baseline() {
	inBaseline := func(q *entry) bool { return q.Baseline }
	if count := l.count(inBaseline); count < leastBaseline || count > mostBaseline {
		l.short("the baseline has %d questions: it must have %d to %d", count, leastBaseline, mostBaseline)
	}
	for _, area := range questionnaire.Areas() {
		if l.count(func(q *entry) bool { return q.Baseline && q.Area == area }) == 0 {
			l.short("the baseline asks nothing in area %s", area)
		}
	}
	for _, tier := range questionnaire.Tiers() {
		if l.count(func(q *entry) bool { return q.Baseline && slices.Contains(q.Tiers, tier) }) == 0 {
			l.short("the baseline asks nothing in tier %s", tier)
		}
	}
}

func (l *linter) runnable() {
	count := l.count(func(q *entry) bool {
		return slices.ContainsFunc(q.Verify, func(step questionnaire.VerifyStep) bool { return step.Run != "" })
	})
	if 100*count < leastRunnable*len(l.questions) {
		l.short("%d of %d questions have a command to run: at least %d %% are needed", count, len(l.questions), leastRunnable)
	}
}
