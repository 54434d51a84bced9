package bank

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"demarc/questionnaire"
)

// startNote tells an author, in bank.yaml, how such a bank and ours go together.
const startNote = `
# What stands in these files goes before what demarc says, by id. A question that is taken out of them is still asked, as
# demarc asks it: one that nobody is to be asked goes into "retired" below. So keep what you change and take out the rest.
extends: demarc
`

// StartManifest returns the bank.yaml for a team's bank that begins as a copy of
// Source. The bank has an id of its own and extends ours, so that its questions
// keep our ids: answers given to ours remain answers to them.
func StartManifest(id string) ([]byte, error) {
	if id == ID {
		return nil, fmt.Errorf("%s is the id of our own bank", ID)
	}
	if id == "" || id != questionnaire.TeamSlug(id) {
		return nil, fmt.Errorf("bank id %q must be lower-case letters, digits and dashes", questionnaire.Printable(id))
	}
	ours, err := fs.ReadFile(Source(), ManifestName)
	if err != nil {
		return nil, err
	}
	head, rest, named := strings.Cut(string(ours), "id: "+ID+"\n")
	_, rest, versioned := strings.Cut(rest, "\n")
	if !named || !versioned {
		return nil, errors.New("our bank.yaml does not begin with id and version")
	}
	return []byte(head + "id: " + id + "\nversion: 1.0.0\n" + startNote + rest), nil
}
