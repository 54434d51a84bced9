package questionnaire

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// mergeHead merges everything but evidence and answers. The result is a copy of
// ours so far. Id, team, period, bank and status are the same on both sides.
func (m *merging) mergeHead() {
	base, ours, theirs := m.base.head, m.ours.head, m.theirs.head
	merged := &m.result.head
	merged.Organization = pick(m, "organization", base.Organization, ours.Organization, theirs.Organization)
	merged.Scope = m.mergeScope(base.Scope, ours.Scope, theirs.Scope)
	merged.People = mergeList(m, "people", base.People, ours.People, theirs.People, func(p Person) string { return p.Name })
	merged.PreparedBy = pick(m, "prepared_by", base.PreparedBy, ours.PreparedBy, theirs.PreparedBy)
	merged.Previous = m.mergeRef("previous", base.Previous, ours.Previous, theirs.Previous)
	merged.Supersedes = m.mergeRef("supersedes", base.Supersedes, ours.Supersedes, theirs.Supersedes)
	merged.CompletedAt = later(ours.CompletedAt, theirs.CompletedAt)
	merged.FinalizedAt = later(ours.FinalizedAt, theirs.FinalizedAt)
	merged.Generator, merged.CreatedAt = mergeOrigin(base, ours, theirs)
}

func later(a, b Instant) Instant {
	if b.moment.After(a.moment) {
		return b
	}
	return a
}

// mergeOrigin returns which program made the assessment, and when. Two that
// were begun apart began with the earlier.
func mergeOrigin(base, ours, theirs head) (Generator, Instant) {
	type origin struct {
		Generator Generator
		CreatedAt Instant
	}
	begun := origin{ours.Generator, ours.CreatedAt}
	other := origin{theirs.Generator, theirs.CreatedAt}
	merged, ok := threeWay(origin{base.Generator, base.CreatedAt}, begun, other)
	if !ok && other.CreatedAt.moment.Before(begun.CreatedAt.moment) {
		merged = other
	}
	return merged.Generator, merged.CreatedAt
}

// mergeRef merges what names another assessment. One and the same is named
// better with its digest.
func (m *merging) mergeRef(what string, base, ours, theirs *DocumentRef) *DocumentRef {
	if ours != nil && theirs != nil && ours.ID == theirs.ID && (ours.Digest == "" || theirs.Digest == "") {
		return &DocumentRef{ID: ours.ID, Digest: cmp.Or(ours.Digest, theirs.Digest)}
	}
	return pick(m, what, base, ours, theirs)
}

// mergeScope merges tiers with their services as one thing, because a tier
// without a service named has all of them, so that two changes can mean together
// what neither side said.
func (m *merging) mergeScope(base, ours, theirs Scope) Scope {
	type use struct {
		Tiers    []Tier   `json:"tiers"`
		Services []string `json:"services,omitempty"`
	}
	inUse := func(s Scope) use { return use{s.Tiers, s.Services} }
	itself := func(text string) string { return text }
	used := pick(m, "tiers and services", inUse(base), inUse(ours), inUse(theirs))
	merged := Scope{
		Tiers: used.Tiers, Services: used.Services,
		Regions:    mergeList(m, "regions", base.Regions, ours.Regions, theirs.Regions, itself),
		Exclusions: mergeList(m, "exclusions", base.Exclusions, ours.Exclusions, theirs.Exclusions, itself),
		Depth:      pick(m, "depth", base.Depth, ours.Depth, theirs.Depth),
	}
	m.mergeAccounts(&merged, base, ours, theirs)
	return merged
}

// mergeAccounts merges each account by itself, and how many there are in all
// with the source of that number. Where both sides named more, these can be more
// than there are in all; then both have changed the same thing.
func (m *merging) mergeAccounts(merged *Scope, base, ours, theirs Scope) {
	type all struct {
		Total  int    `json:"accounts_total"`
		Source string `json:"accounts_source,omitempty"`
	}
	inAll := func(s Scope) all { return all{s.AccountsTotal, s.AccountsSource} }
	merged.Accounts = mergeList(m, "accounts", base.Accounts, ours.Accounts, theirs.Accounts, func(a Account) string { return a.ID })
	total := pick(m, "accounts in all", inAll(base), inAll(ours), inAll(theirs))
	if total.Total > 0 && total.Total < len(merged.Accounts) {
		side := ours
		if m.takesTheirs("accounts", namedOf(ours), namedOf(theirs)) {
			side = theirs
		}
		merged.Accounts, total = slices.Clone(side.Accounts), inAll(side)
	}
	merged.AccountsTotal, merged.AccountsSource = total.Total, total.Source
}

func namedOf(s Scope) string {
	return fmt.Sprintf("names %d of %d in all", len(s.Accounts), s.AccountsTotal)
}

// threeWay returns the version that one side changed; ok is false where both
// did.
func threeWay[T any](base, ours, theirs T) (merged T, ok bool) {
	before, mine, other := documentOf(base), documentOf(ours), documentOf(theirs)
	switch {
	case mine == other, other == before:
		return ours, true
	case mine == before:
		return theirs, true
	default:
		return ours, false
	}
}

// documentOf returns a value as a document holds it, by which two values are
// told apart. Those of a merge came out of documents, so they go into one.
func documentOf(value any) string {
	document, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(document)
}

// pick returns the version that one side changed. Where both did, the preferred
// side decides; without one it stays undecided.
func pick[T any](m *merging, what string, base, ours, theirs T) T {
	merged, ok := threeWay(base, ours, theirs)
	if !ok && m.takesTheirs(what, documentOf(ours), documentOf(theirs)) {
		return theirs
	}
	return merged
}

// takesTheirs decides what both sides changed, and takes note of it.
func (m *merging) takesTheirs(what, ours, theirs string) bool {
	changed := fmt.Sprintf("%s (ours %s, theirs %s)", what, ours, theirs)
	if m.preferred == NoSide {
		m.undecided = append(m.undecided, changed)
	} else {
		m.settled = append(m.settled, changed)
	}
	return m.preferred == Theirs
}

// mergeList merges two lists of things that have a key, each thing by itself:
// what ours lists in its order, then what theirs added. Things that share a key
// are merged as one.
func mergeList[E any](m *merging, what string, base, ours, theirs []E, key func(E) string) []E {
	before, mine, other := byKey(base, key), byKey(ours, key), byKey(theirs, key)
	var merged []E
	done := make(map[string]bool)
	for _, thing := range slices.Concat(ours, theirs) {
		if id := key(thing); !done[id] {
			done[id] = true
			merged = append(merged, pick(m, what, before[id], mine[id], other[id])...)
		}
	}
	return merged
}

func byKey[E any](list []E, key func(E) string) map[string][]E {
	groups := make(map[string][]E)
	for _, thing := range list {
		groups[key(thing)] = append(groups[key(thing)], thing)
	}
	return groups
}
