package handover

import (
	"fmt"
	"maps"
	"slices"

	"demarc/questionnaire"
)

// Relation says why one assessment names another.
type Relation string

// The relations.
const (
	Follows  Relation = "follows"  // the other is of the period before
	Corrects Relation = "corrects" // the other was final, and this one stands in its place
)

// Link is what one assessment says of another that it names.
type Link struct {
	From     string   `json:"from"`
	Relation Relation `json:"relation"`
	To       string   `json:"to"`
	// Digest is the SHA-256, in hex, that is named; empty where the other was
	// not final when it was named, so that nothing holds it to its bytes.
	Digest string `json:"digest,omitempty"`
	// Present says that the other is there and was found to be the one named.
	Present bool `json:"present"`
}

// linksOf returns the links of one assessment, none of them present yet.
func linksOf(a *questionnaire.Assessment) []Link {
	var links []Link
	if ref, ok := a.Previous(); ok {
		links = append(links, Link{From: a.ID(), Relation: Follows, To: ref.ID, Digest: ref.Digest})
	}
	if ref, ok := a.Supersedes(); ok {
		links = append(links, Link{From: a.ID(), Relation: Corrects, To: ref.ID, Digest: ref.Digest})
	}
	return links
}

// chain is an assessment with all earlier ones that it leads to.
type chain struct {
	entries []*entry // the subject first, then in the order in which links lead there
	links   []Link
}

// newChain follows the links from the subject. What the subject itself names has
// to be there; what earlier ones name is followed as far as it is. Every earlier
// one has to be on the way, and has to be what those that name it say.
func newChain(subject Record, earlier []Record) (*chain, error) {
	first, err := subject.read()
	if err != nil {
		return nil, err
	}
	there := make(map[string]*entry)
	for _, record := range earlier {
		read, err := record.read()
		if err != nil {
			return nil, err
		}
		id := read.assessment.ID()
		if there[id] != nil || id == first.assessment.ID() {
			return nil, broken(record.Name, "%s is there twice", id)
		}
		there[id] = read
	}
	c := &chain{entries: []*entry{first}}
	reached := map[string]bool{first.assessment.ID(): true}
	for next := 0; next < len(c.entries); next++ { //nolint:intrange // entries grow on the way
		if err := c.follow(c.entries[next], there, reached); err != nil {
			return nil, err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(there)) {
		if !reached[id] {
			return nil, broken(there[id].Name, "nothing in the chain from %s leads to it", first.assessment.ID())
		}
	}
	return c, nil
}

// follow takes in what one entry names.
func (c *chain) follow(from *entry, there map[string]*entry, reached map[string]bool) error {
	for _, link := range linksOf(from.assessment) {
		to := there[link.To]
		switch {
		case to == nil && from == c.entries[0]:
			return broken(from.Name, "it %s %s, which is missing", link.Relation, questionnaire.PrintableLine(link.To))
		case to != nil:
			if err := link.check(from, to); err != nil {
				return err
			}
			link.Present = true
			if !reached[link.To] {
				reached[link.To] = true
				c.entries = append(c.entries, to)
			}
		}
		c.links = append(c.links, link)
	}
	return nil
}

// check holds what an assessment says of another against that one.
func (l Link) check(from, to *entry) error {
	if err := l.checkDigest(to); err != nil {
		return err
	}
	mine, other := from.assessment, to.assessment
	switch {
	case mine.Team() != other.Team():
		return broken(to.Name, "it is of team %q, and %s, which %s it, of team %q", other.Team(), mine.ID(), l.Relation, mine.Team())
	case l.Relation == Follows && !other.Period().End.Before(mine.Period().Start):
		return broken(to.Name, "it ends on %s, and %s, which follows it, starts on %s", other.Period().End, mine.ID(), mine.Period().Start)
	case l.Relation == Corrects && !other.Final():
		return broken(to.Name, "it is a draft, and %s corrects it", mine.ID())
	case l.Relation == Corrects && mine.Period() != other.Period():
		return broken(to.Name, "it is of %s, and %s, which corrects it, of %s", other.Period().Label, mine.ID(), mine.Period().Label)
	default:
		return nil
	}
}

// checkDigest refuses another document than the one that is named.
func (l Link) checkDigest(to *entry) error {
	if l.Digest == "" || l.Digest == to.digest {
		return nil
	}
	return broken(to.Name, "it was changed after it was finalized: its SHA-256 is %s, and %s names %s", to.digest, l.From, l.Digest)
}

// String says a link in words.
func (l Link) String() string {
	said := fmt.Sprintf("%s %s %s", l.From, l.Relation, l.To)
	switch {
	case !l.Present:
		return said + ", which is not here"
	case l.Digest == "":
		return said + ", which was not final then, so that no digest holds it"
	default:
		return said
	}
}
