package bank

import (
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// Lint reads the bank in the folder fsys and returns all that is wrong with it:
// what Load would refuse, and what would make it a poor one to answer or to
// audit. name is what problems call the folder. The error says that the folder
// could not be read at all.
func Lint(fsys fs.FS, name string) ([]Problem, error) {
	read, err := readDraft(fsys, name)
	if err != nil {
		return nil, err
	}
	bank := read.check()
	read.poses(bank)
	return read.lint(bank, false), nil
}

// Compile reads the folder that our own bank is written in. It returns the bank
// and what lint says of it, which for ours is more than for a team's; where that
// holds an error, there is no bank.
func Compile(fsys fs.FS, name string) (*questionnaire.Bank, []Problem, error) {
	read, err := readDraft(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	bank := read.check()
	problems := read.lint(bank, true)
	if slices.ContainsFunc(problems, func(problem Problem) bool { return problem.Severity == Error }) {
		return nil, problems, nil
	}
	return bank, problems, nil
}

// lint returns all that is wrong with the draft. bank is what it became, nil
// where that failed; ours says that it has to keep the promises of our own bank.
func (d *draft) lint(bank *questionnaire.Bank, ours bool) []Problem {
	if !d.open {
		sortProblems(d.problems)
		return d.problems
	}
	linter := &linter{draft: d, ours: ours, frameworks: make(map[string]bool)}
	for _, framework := range d.content.Frameworks {
		linter.frameworks[framework.ID] = true
	}
	for _, question := range d.questions {
		linter.question(question)
	}
	linter.sharedLevels()
	linter.similar()
	linter.retirements()
	if bank != nil {
		linter.successors(bank)
		linter.promises()
	}
	sortProblems(d.problems)
	return d.problems
}

// linter goes through a draft for what an author should mend.
type linter struct {
	*draft
	ours       bool            // it is our own bank, which promises more than a team's needs to
	frameworks map[string]bool // that the bank knows
}

func (l *linter) question(q *entry) {
	l.guide(q)
	l.wording(q)
	l.levels(q)
	l.placeholders(q)
	l.verify(q)
	l.references(q)
	l.checks(q)
}

// guide reports what an answer needs to be given and audited, and is not there.
func (l *linter) guide(q *entry) {
	for _, part := range []struct {
		key  string
		says bool
	}{
		{"ask", q.Ask != ""},
		{"why", q.Why != ""},
		{"evidence", len(q.Evidence) > 0},
		{"verify", len(q.Verify) > 0},
		{"remediation", len(q.Remediation) > 0},
		{"references", len(q.References) > 0},
		{"checks", len(q.Checks.Prowler)+len(q.Checks.SecurityHub) > 0 || q.Checks.None != ""},
	} {
		if !part.says {
			l.fault(q.places.of(part.key), ruleRequired, "%s says nothing: every question needs it", part.key)
		}
	}
}

func (l *linter) placeholders(q *entry) {
	for path, text := range texts(q) {
		for word := range strings.FieldsFuncSeq(text, notLetter) {
			if isPlaceholder(word) {
				l.fault(q.places.of(path), rulePlaceholder, "%q stands for text that is still to come", word)
				break
			}
		}
	}
}

// texts walks what a question says, each with its path.
func texts(q *entry) iter.Seq2[string, string] {
	all := [][2]string{
		{"title", q.Title}, {"ask", q.Ask}, {"question", q.Text}, {"why", q.Why}, {"checks.none", q.Checks.None},
	}
	for _, level := range questionnaire.GradedLevels() {
		all = append(all, [2]string{"levels." + level.String(), q.Levels.Of(level)})
	}
	for i, text := range q.Evidence {
		all = append(all, [2]string{fmt.Sprintf("evidence[%d]", i), text})
	}
	for i, step := range q.Verify {
		path := fmt.Sprintf("verify[%d].", i)
		all = append(all, [][2]string{{path + "run", step.Run}, {path + "ask", step.Ask}, {path + "expect", step.Expect}}...)
	}
	for i, text := range q.Remediation {
		all = append(all, [2]string{fmt.Sprintf("remediation[%d]", i), text})
	}
	return func(yield func(path, text string) bool) {
		for _, one := range all {
			if one[1] != "" && !yield(one[0], one[1]) {
				return
			}
		}
	}
}

func (l *linter) verify(q *entry) {
	for i, step := range q.Verify {
		if step.Run == "" {
			continue
		}
		if err := checkReadOnly(step.Run); err != nil {
			l.fault(q.places.of(fmt.Sprintf("verify[%d].run", i)), ruleVerify, "%s", err)
		}
	}
}

func (l *linter) references(q *entry) {
	for _, framework := range slices.Sorted(maps.Keys(q.References)) {
		path := "references." + framework
		if !l.frameworks[framework] {
			l.fault(q.places.of(path), ruleReference, "framework %q is not in %s", framework, ManifestName)
			continue
		}
		if len(q.References[framework]) == 0 {
			l.fault(q.places.of(path), ruleReference, "%s names no control", framework)
		}
		for i, control := range q.References[framework] {
			if known := published().controls[framework]; known != nil && !known[control] {
				at := q.places.of(fmt.Sprintf("%s[%d]", path, i))
				l.fault(at, ruleReference, "%s has no %q", framework, control)
			}
		}
	}
}

func (l *linter) checks(q *entry) {
	if q.Checks.None != "" && len(q.Checks.Prowler)+len(q.Checks.SecurityHub) > 0 {
		l.fault(q.places.of("checks"), ruleChecks, "checks says that no scanner can tell, and names one")
	}
	for i, check := range q.Checks.Prowler {
		if !published().prowler[check] {
			l.unknownCheck(q.places.of(fmt.Sprintf("checks.prowler[%d]", i)), "Prowler", check)
		}
	}
	for i, check := range q.Checks.SecurityHub {
		if !published().securityHub[strings.ToLower(check)] {
			l.unknownCheck(q.places.of(fmt.Sprintf("checks.security_hub[%d]", i)), "Security Hub", check)
		}
	}
}

// unknownCheck is a warning in a team's bank: scanners gain checks every month,
// and the list here is only as new as the program.
func (l *linter) unknownCheck(at place, scanner, check string) {
	if l.ours {
		l.fault(at, ruleChecks, "%s has no check %q", scanner, check)
		return
	}
	l.warn(at, ruleChecks, "%s has no check %q that this version knows", scanner, check)
}

// retirements reports ids on the list of retired questions that never were those
// of a question.
func (l *linter) retirements() {
	for _, retired := range l.content.Retired {
		if path, own := l.retired[retired.ID]; own {
			l.retirement(retired, path)
		}
	}
}

// successors reports successors that the bank does not have. An answer to a
// question that is gone finds its way by them.
func (l *linter) successors(bank *questionnaire.Bank) {
	gone := make(map[string]bool)
	for _, retired := range bank.Retired() {
		gone[retired.ID] = true
	}
	for _, retired := range bank.Retired() {
		path, own := l.retired[retired.ID]
		if !own {
			continue
		}
		for i, successor := range retired.Successors {
			if _, asked := bank.Question(successor); !asked && !gone[successor] {
				at := l.places.of(fmt.Sprintf("%s.successors[%d]", path, i))
				l.fault(at, ruleRetired, "successor %s of %s is not in the bank", successor, retired.ID)
			}
		}
	}
}

func (l *linter) retirement(retired questionnaire.Retired, path string) {
	at := l.places.of(path + ".id")
	if !questionID.MatchString(retired.ID) {
		l.fault(at, ruleRetired, "%q is not the id of a question: want one as in ACME-01", retired.ID)
		return
	}
	if _, asked := l.inBase(retired.ID); l.base == nil || asked || !isOurs(retired.ID) {
		return
	}
	if !slices.ContainsFunc(l.base.Retired(), func(r questionnaire.Retired) bool { return r.ID == retired.ID }) {
		l.fault(at, ruleRetired, "the bank %s has no %s to retire", ID, retired.ID)
	}
}

// oldestFirst returns the questions, those that the base has before those that
// the bank adds: of two that say the same, the newer one is at fault, wherever
// they stand.
func (l *linter) oldestFirst() []*entry {
	age := func(q *entry) int {
		if _, ok := l.inBase(q.ID); ok {
			return 0
		}
		return 1
	}
	return slices.SortedStableFunc(slices.Values(l.questions), func(a, b *entry) int { return age(a) - age(b) })
}

// sharedLevels reports a sentence that two questions use for a level: it can
// hardly be concrete to both.
func (l *linter) sharedLevels() {
	first := make(map[string]string)
	for _, question := range l.inherited() {
		for _, level := range question.OfferedLevels() {
			first[folded(question.Levels.Of(level))] = question.ID
		}
	}
	for _, question := range l.oldestFirst() {
		for _, level := range questionnaire.GradedLevels() {
			text := question.Levels.Of(level)
			if text == "" {
				continue
			}
			if other, ok := first[folded(text)]; ok {
				l.fault(question.places.of("levels."+level.String()), ruleLevel, "%s has this very sentence for a level", other)
				continue
			}
			first[folded(text)] = question.ID
		}
	}
}
