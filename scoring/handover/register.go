package handover

import (
	"path"
	"regexp"
	"strings"

	"demarc/scoring"
	"demarc/scoring/spreadsheet"
)

var registerColumns = []string{
	"evidence", "title", "kind", "reference", "sha256", "collected_at", "covers_from", "covers_to", "by",
	"used_by", "fresh_for", "file",
}

// register lists the evidence of an assessment as RFC 4180 has it: what auditors
// sort, filter and take samples from in a spreadsheet, where report.md shows the
// same to readers. paths says which pieces have their file in the package.
func register(sheet *scoring.Sheet, paths map[string]string) ([]byte, error) {
	rows := [][]string{registerColumns}
	a := sheet.Assessment()
	for _, id := range a.EvidenceIDs() {
		piece, _ := a.Evidence(id)
		used, fresh := usesOf(sheet, id)
		rows = append(rows, []string{
			id, piece.Title, piece.Kind.String(), piece.Ref, piece.SHA256,
			piece.CollectedAt.String(), piece.CoversFrom.String(), piece.CoversTo.String(), piece.By,
			strings.Join(used, " "), strings.Join(fresh, " "), paths[id],
		})
	}
	return spreadsheet.CSV(rows)
}

// usesOf returns the asked questions that a piece of evidence is named for, and
// those among them for which it is fresh.
func usesOf(sheet *scoring.Sheet, id string) (used, fresh []string) {
	a := sheet.Assessment()
	piece, _ := a.Evidence(id)
	for _, line := range sheet.Lines() {
		for _, named := range line.Answer.Evidence {
			if named != id {
				continue
			}
			used = append(used, line.ID)
			if piece.FreshFor(line.Question, a.Period(), sheet.AsOf()) {
				fresh = append(fresh, line.ID)
			}
		}
	}
	return used, fresh
}

var unsafeInName = regexp.MustCompile(`[^A-Za-z0-9._-]+|\.\.+`)

const maxEvidenceName = 100

// evidencePath returns where a package holds the file of a piece of evidence: by
// its id, and by as much of its own name as means the same on every system.
func evidencePath(id, ref string) string {
	name := path.Base(strings.ReplaceAll(ref, `\`, "/"))
	name = strings.Trim(unsafeInName.ReplaceAllString(name, "-"), ".-")
	if len(name) > maxEvidenceName {
		name = name[len(name)-maxEvidenceName:] // the end says what kind of file it is
		name = strings.TrimLeft(name, ".-")
	}
	if name == "" {
		return evidenceFolder + id
	}
	return evidenceFolder + id + "-" + name
}
