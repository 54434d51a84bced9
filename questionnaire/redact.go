package questionnaire

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// LeftOut stands where somebody wrote text that a redacted document leaves out,
// so that a reader can tell what was left out from what was never written.
const LeftOut = "left out"

// Redaction takes out of documents what people outside must not see: names and
// roles of people, ids and names of accounts, titles and locations of evidence,
// and whatever people wrote in words of their own, which can hold any of these.
// Documents that go through one Redaction share pseudonyms: the same person is
// Person 1 in all of them, the same account Account 1. Pseudonyms are numbered
// in the order in which the documents name people and accounts, which says
// nothing about who they are.
//
// What a redaction keeps it names, so that a field that documents get later is
// left out until somebody decides that it stays.
type Redaction struct {
	people   map[string]string
	accounts map[string]int
}

// NewRedaction returns a redaction that has met nobody yet.
func NewRedaction() *Redaction {
	return &Redaction{people: make(map[string]string), accounts: make(map[string]int)}
}

// Assessment returns the redacted assessment. It is as legal as the one it is
// made from and scores the same: levels, dates and counts stay, and so do team,
// organization, regions, services and the digests of the real documents.
func (r *Redaction) Assessment(a *Assessment) *Assessment {
	redacted := &Assessment{
		head:     r.head(a.head),
		answers:  make(map[string]Answer, len(a.answers)),
		evidence: make(map[string]Evidence, len(a.evidence)),
		encoded:  make(map[string][]byte, len(a.answers)),
	}
	for _, id := range a.Answered() {
		redacted.answers[id] = r.answer(a.answers[id])
	}
	if len(a.head.Conflicts) > 0 {
		redacted.head.Conflicts = make(map[string]Answer, len(a.head.Conflicts))
		for _, id := range slices.Sorted(maps.Keys(a.head.Conflicts)) {
			redacted.head.Conflicts[id] = r.answer(a.head.Conflicts[id])
		}
	}
	for _, id := range a.EvidenceIDs() {
		redacted.evidence[id] = r.evidence(a.evidence[id])
	}
	return redacted
}

// Signoff returns the redacted sign-off, which still names the digest of the
// real document.
func (r *Redaction) Signoff(s Signoff) Signoff {
	redacted := Signoff{Schema: s.Schema, Assessment: s.Assessment}
	for _, signature := range s.Signatures {
		redacted.Signatures = append(redacted.Signatures, Signature{
			Role: signature.Role, At: signature.At,
			Name: r.person(signature.Name), SamePersonReason: leftOut(signature.SamePersonReason),
		})
	}
	return redacted
}

func (r *Redaction) head(h head) head {
	redacted := head{
		Schema: h.Schema, Generator: h.Generator, ID: h.ID,
		Organization: h.Organization, Team: h.Team, Period: h.Period,
		Scope: r.scope(h.Scope), Bank: h.Bank, Status: h.Status,
		CreatedAt: h.CreatedAt, CompletedAt: h.CompletedAt, FinalizedAt: h.FinalizedAt,
		Previous: h.Previous, Supersedes: h.Supersedes,
	}
	for _, person := range h.People {
		redacted.People = append(redacted.People, Person{
			Name: r.person(person.Name), Role: leftOut(person.Role), Areas: slices.Clone(person.Areas),
		})
	}
	redacted.PreparedBy = r.person(h.PreparedBy)
	return redacted
}

func (r *Redaction) scope(s Scope) Scope {
	redacted := Scope{
		Tiers: slices.Clone(s.Tiers), Services: slices.Clone(s.Services), Regions: slices.Clone(s.Regions),
		AccountsTotal: s.AccountsTotal, AccountsSource: leftOut(s.AccountsSource), Depth: s.Depth,
	}
	for _, account := range s.Accounts {
		redacted.Accounts = append(redacted.Accounts, r.account(account))
	}
	for _, exclusion := range s.Exclusions {
		redacted.Exclusions = append(redacted.Exclusions, leftOut(exclusion))
	}
	return redacted
}

func (r *Redaction) answer(a Answer) Answer {
	redacted := Answer{
		Level: a.Level, State: a.State, Bulk: a.Bulk, Revision: a.Revision,
		By: r.person(a.By), RecordedBy: r.person(a.RecordedBy), At: a.At, Since: a.Since, Method: a.Method,
		Population: Population{InPlace: a.Population.InPlace, Total: a.Population.Total, Source: leftOut(a.Population.Source)},
		Note:       leftOut(a.Note),
		NAReason:   NAReason{Code: a.NAReason.Code, Text: leftOut(a.NAReason.Text)},
		Evidence:   slices.Clone(a.Evidence),
		Owner:      r.person(a.Owner), Due: a.Due,
		Flagged: Flag{parked: a.Flagged.parked, person: r.person(a.Flagged.person)},
		Exception: Exception{
			Kind: a.Exception.Kind, Reason: leftOut(a.Exception.Reason),
			Approver: r.person(a.Exception.Approver), Expires: a.Exception.Expires,
		},
	}
	if redacted.RecordedBy == redacted.By {
		redacted.RecordedBy = "" // one person, written in two ways
	}
	for _, past := range a.History {
		redacted.History = append(redacted.History, Past{Period: past.Period, Level: past.Level, By: r.person(past.By), At: past.At})
	}
	return redacted
}

func (r *Redaction) evidence(e Evidence) Evidence {
	return Evidence{
		Title: leftOut(e.Title), Kind: e.Kind, Ref: leftOut(e.Ref), SHA256: e.SHA256,
		CollectedAt: e.CollectedAt, CoversFrom: e.CoversFrom, CoversTo: e.CoversTo, By: r.person(e.By),
	}
}

// person returns who stands for a name. A name that is written with other
// capitals or spaces is the same person, as it is for signatures.
func (r *Redaction) person(name string) string {
	if name == "" {
		return ""
	}
	key := strings.ToLower(strings.Join(strings.Fields(name), " "))
	if r.people[key] == "" {
		r.people[key] = fmt.Sprintf("Person %d", len(r.people)+1)
	}
	return r.people[key]
}

// account returns what stands for an account. Its id is the number in twelve
// digits, because an assessment holds no other ids.
func (r *Redaction) account(a Account) Account {
	if r.accounts[a.ID] == 0 {
		r.accounts[a.ID] = len(r.accounts) + 1
	}
	number := r.accounts[a.ID]
	return Account{ID: fmt.Sprintf("%012d", number), Name: fmt.Sprintf("Account %d", number)}
}

// text returns what stands for text that somebody wrote.
func leftOut(written string) string {
	if strings.TrimSpace(written) == "" {
		return written
	}
	return LeftOut
}
