package bank

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed references.txt
var referenceList string

// registry holds the ids that publishers have given to controls and checks.
type registry struct {
	controls    map[string]map[string]bool // by framework
	prowler     map[string]bool
	securityHub map[string]bool // in lower case: its own pages are not of one mind
}

// published returns the ids of references.txt.
var published = sync.OnceValue(func() registry {
	groups := make(map[string]map[string]bool)
	var group map[string]bool
	for line := range strings.Lines(referenceList) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			group = make(map[string]bool)
			groups[strings.Trim(line, "[]")] = group
		default:
			group[line] = true
		}
	}
	hub := make(map[string]bool, len(groups["security-hub"]))
	for id := range groups["security-hub"] {
		hub[strings.ToLower(id)] = true
	}
	known := registry{controls: groups, prowler: groups["prowler"], securityHub: hub}
	delete(groups, "prowler")
	delete(groups, "security-hub")
	return known
})
