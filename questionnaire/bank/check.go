package bank

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"demarc/questionnaire"
)

// The rules that a bank can break, as problems name them.
const (
	ruleFile        = "file"
	ruleSyntax      = "syntax"
	ruleKey         = "key"
	ruleValue       = "value"
	ruleRequired    = "required"
	ruleID          = "id"
	ruleRevision    = "revision"
	ruleTitle       = "title"
	ruleTier        = "tier"
	ruleService     = "service"
	ruleLevel       = "level"
	ruleVerify      = "verify"
	ruleReference   = "reference"
	ruleChecks      = "checks"
	ruleLength      = "length"
	rulePlaceholder = "placeholder"
	ruleSimilar     = "similar"
	ruleDouble      = "double"
	ruleRetired     = "retired"
	rulePromise     = "promise"
	ruleBank        = "bank"
)

const (
	maxTitle       = 40
	maxEvidenceAge = 3660 // ten years, in days
)

var questionID = regexp.MustCompile(`^[A-Z]{2,8}(-[A-Z]+)?-\d{2,}$`)

// checker goes through a draft for what would make its scores or its answers
// wrong.
type checker struct {
	*draft
	seen     map[string]place // by question id
	retired  map[string]bool
	services map[string]questionnaire.Service
}

func newChecker(d *draft) *checker {
	c := &checker{
		draft:    d,
		seen:     make(map[string]place),
		retired:  make(map[string]bool),
		services: make(map[string]questionnaire.Service),
	}
	for _, service := range d.content.Services {
		c.services[service.ID] = service
	}
	for _, retired := range d.content.Retired {
		c.retired[retired.ID] = true
	}
	return c
}

// check returns the draft's bank, or nil and everything that keeps it from
// being one in the draft's problems.
func (d *draft) check() *questionnaire.Bank {
	if !d.open {
		return nil
	}
	c := newChecker(d)
	c.manifest()
	for _, question := range d.questions {
		c.question(question)
	}
	if len(d.problems) > 0 {
		return nil
	}
	bank, err := d.bank()
	if err != nil {
		d.fault(d.places.of(""), ruleBank, "%s", err)
		return nil
	}
	return bank
}

func (c *checker) manifest() {
	if c.base != nil && c.content.ID == ID {
		c.fault(c.places.of("id"), ruleID, "a bank that extends %s needs an id of its own", ID)
	}
}

// poses reports a bank that goes by the id of ours and is another: two
// assessments with the same bank on the cover would have been asked different
// things. bank is what the draft became, nil where that failed.
func (d *draft) poses(bank *questionnaire.Bank) {
	if d.content.ID != ID || d.base != nil {
		return
	}
	if ours, err := Default(); err == nil && bank != nil && bank.Ref() == ours.Ref() {
		return
	}
	d.fault(d.places.of("id"), ruleID, "id %s is that of our bank, and this one is not the same: give it an id of its own; "+
		"with extends: %[1]s it keeps our questions", ID)
}

func (c *checker) question(q *entry) {
	c.id(q)
	c.revision(q)
	if length := utf8.RuneCountInString(q.Title); length > maxTitle {
		c.fault(q.places.of("title"), ruleTitle, "title has %d characters: at most %d fit in a list", length, maxTitle)
	}
	if q.places.has("tiers") && len(q.Tiers) == 0 {
		c.fault(q.places.of("tiers"), ruleTier, "lists no tier")
	}
	for i, tier := range q.Tiers {
		if slices.Contains(q.Tiers[:i], tier) {
			c.fault(q.places.of(fmt.Sprintf("tiers[%d]", i)), ruleTier, "tier %s stands twice", tier)
		}
	}
	if (q.Levels.Some == "") != (q.Levels.Most == "") {
		c.fault(q.places.of("levels"), ruleLevel, "levels must be none and all, or all four")
	}
	if q.EvidenceMaxAgeDays > maxEvidenceAge {
		c.fault(q.places.of("evidence_max_age_days"), ruleValue, "evidence_max_age_days must be %d at most", maxEvidenceAge)
	}
	c.ofServices(q)
}

// id keeps ids apart: from each other, from those that were ever used, and from
// those of our bank, so that no answer is ever taken for one to another
// question.
func (c *checker) id(q *entry) {
	at := q.places.of("id")
	if q.ID == "" {
		return // reported where it was read
	}
	if !questionID.MatchString(q.ID) {
		c.fault(at, ruleID, "id %q must be a prefix in capitals, a dash and two digits or more, as in ACME-01", q.ID)
		return
	}
	if first, ok := c.seen[q.ID]; ok {
		c.fault(at, ruleID, "id %s stands in %s, line %d, already", q.ID, first.file.name, first.line)
		return
	}
	c.seen[q.ID] = at
	if c.retired[q.ID] {
		if _, asked := c.inBase(q.ID); asked {
			c.fault(at, ruleID, "%s is in the list of retired: take it out of this file to ask it no more", q.ID)
			return
		}
		c.fault(at, ruleID, "id %s is retired: it is never used again", q.ID)
		return
	}
	c.prefix(q, at)
}

func (c *checker) prefix(q *entry, at place) {
	if inherited, ok := c.inBase(q.ID); ok {
		if inherited.Area != q.Area {
			c.fault(at, ruleID, "%s is of area %s: it cannot move to another", q.ID, inherited.Area)
		}
		return
	}
	if c.content.ID == ID {
		if !strings.HasPrefix(q.ID, q.Area.Prefix()+"-") {
			c.fault(at, ruleID, "id %s must begin with %s in area %s", q.ID, q.Area.Prefix(), q.Area)
		}
		return
	}
	if isOurs(q.ID) {
		prefix, _, _ := strings.Cut(q.ID, "-")
		c.fault(at, ruleID, "id %s: %s is a prefix of the bank %s, choose one of your own%s", q.ID, prefix, ID, c.wayToOurs(q.ID))
	}
}

// wayToOurs says what a bank that stands alone lacks to use a question of ours;
// nothing where that is not what it is about.
func (c *checker) wayToOurs(id string) string {
	ours, err := Default()
	if err != nil || c.base != nil {
		return ""
	}
	if _, ok := ours.Question(id); !ok {
		return ""
	}
	return fmt.Sprintf(", or say extends: %s in %s to ask ours", ID, ManifestName)
}

// isOurs reports whether an id begins with a prefix that our bank keeps for
// itself.
func isOurs(id string) bool {
	return slices.ContainsFunc(questionnaire.Areas(), func(area questionnaire.Area) bool {
		return strings.HasPrefix(id, area.Prefix()+"-")
	})
}

// revision sees to it that a question whose meaning changes against the base
// is not taken for the same one.
func (c *checker) revision(q *entry) {
	at := q.places.of("revision")
	if q.places.has("revision") && q.Revision < 1 {
		c.fault(at, ruleRevision, "revision must be 1 or more")
	}
	inherited, ok := c.inBase(q.ID)
	if !ok {
		return
	}
	same := q.Levels == inherited.Levels && q.Severity == inherited.Severity &&
		slices.Equal(q.Tiers, inherited.Tiers) && slices.Equal(q.Services, inherited.Services)
	if !same && q.Revision <= inherited.Revision {
		c.fault(at, ruleRevision, "%s changes levels, severity, tiers or services: its revision must be above %d",
			q.ID, inherited.Revision)
	}
}

func (c *checker) ofServices(q *entry) {
	listed := make(map[string]bool, len(q.Services))
	for i, id := range q.Services {
		at := q.places.of(fmt.Sprintf("services[%d]", i))
		service, ok := c.services[id]
		switch {
		case !ok:
			c.fault(at, ruleService, "service %q is not in %s", id, ManifestName)
		case listed[id]:
			c.fault(at, ruleService, "service %s stands twice", id)
		case len(q.Tiers) > 0 && !slices.Contains(q.Tiers, service.Tier):
			c.fault(at, ruleService, "service %s is of tier %s, which the question does not list", id, service.Tier)
		}
		listed[id] = true
	}
}
