package bank

import (
	"github.com/goccy/go-yaml/ast"

	"demarc/questionnaire"
)

var (
	questionKeys = []string{
		"id", "revision", "title", "tiers", "services", "severity", "effort", "baseline", "ask", "question", "why",
		"levels", "evidence", "evidence_max_age_days", "verify", "remediation", "references", "checks",
	}
	// neededKeys are what scoring cannot do without. That the guide is complete
	// too is for lint to say.
	neededKeys = []string{"id", "revision", "title", "tiers", "severity", "effort", "question", "levels"}
)

// readQuestion reads one question. One with the id of a question of the base
// begins as that question, and says only what it changes.
func (d *draft) readQuestion(f fields, area questionnaire.Area) *entry {
	var id string
	f.line("id", &id)
	read := &entry{places: f.places}
	if inherited, ok := d.inBase(id); ok {
		read.Question = *inherited
		f.require("revision")
	} else {
		read.Question = questionnaire.Question{Services: []string{}, References: map[string][]string{}}
		f.require(neededKeys...)
	}
	question := &read.Question
	question.ID, question.Area = id, area
	f.number("revision", &question.Revision)
	f.line("title", &question.Title)
	words(f, "tiers", questionnaire.ParseTier, &question.Tiers)
	f.texts("services", &question.Services)
	word(f, "severity", questionnaire.ParseSeverity, &question.Severity)
	word(f, "effort", questionnaire.ParseEffort, &question.Effort)
	f.yes("baseline", &question.Baseline)
	f.line("ask", &question.Ask)
	f.line("question", &question.Text)
	f.text("why", &question.Why)
	readLevels(f, &question.Levels)
	f.texts("evidence", &question.Evidence)
	f.number("evidence_max_age_days", &question.EvidenceMaxAgeDays)
	readVerify(f, &question.Verify)
	f.texts("remediation", &question.Remediation)
	readReferences(f, &question.References)
	readChecks(f, &question.Checks)
	return read
}

func readLevels(f fields, into *questionnaire.Meanings) {
	levels, ok := f.mapping("levels", "none", "some", "most", "all")
	if !ok {
		return
	}
	*into = questionnaire.Meanings{}
	levels.require("none", "all")
	levels.line("none", &into.None)
	levels.line("some", &into.Some)
	levels.line("most", &into.Most)
	levels.line("all", &into.All)
}

func readVerify(f fields, into *[]questionnaire.VerifyStep) {
	if _, ok := f.values["verify"]; !ok {
		return
	}
	*into = []questionnaire.VerifyStep{}
	for path, node := range f.list("verify") {
		if step, ok := readStep(f, path, node); ok {
			*into = append(*into, step)
		}
	}
}

func readStep(f fields, path string, node ast.Node) (step questionnaire.VerifyStep, ok bool) {
	opened, ok := f.inner(node, path, "run", "ask", "expect")
	if !ok {
		return step, false
	}
	opened.require("expect")
	opened.text("run", &step.Run)
	opened.text("ask", &step.Ask)
	opened.text("expect", &step.Expect)
	if opened.places.has(path+".run") == opened.places.has(path+".ask") {
		f.fault(f.places.of(path), ruleVerify, "%s must have run or ask, and not both", path)
		return step, false
	}
	return step, true
}

func readReferences(f fields, into *map[string][]string) {
	frameworks, ok := f.mapping("references")
	if !ok {
		return
	}
	references := make(map[string][]string, len(frameworks.keys))
	for _, framework := range frameworks.keys {
		var controls []string
		frameworks.texts(framework, &controls)
		references[framework] = controls
	}
	*into = references
}

func readChecks(f fields, into *questionnaire.Checks) {
	checks, ok := f.mapping("checks", "prowler", "security_hub", "none")
	if !ok {
		return
	}
	*into = questionnaire.Checks{}
	checks.texts("prowler", &into.Prowler)
	checks.texts("security_hub", &into.SecurityHub)
	checks.text("none", &into.None)
}

func (d *draft) inBase(id string) (*questionnaire.Question, bool) {
	if d.base == nil {
		return nil, false
	}
	return d.base.Question(id)
}
