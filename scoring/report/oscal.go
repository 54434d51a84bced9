package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	oscal "github.com/defenseunicorns/go-oscal/src/types/oscal-1-1-3"

	"demarc/questionnaire"
)

// oscalVersion is the version of OSCAL that documents are written in.
const oscalVersion = "1.1.3"

// OSCAL returns the report as OSCAL assessment results in JSON, for programs of
// governance and audit. A question is a control with one objective, an answer an
// observation, a level a finding, a gap a risk, and a signature an attestation;
// these are OSCAL's words and mean there what the remarks of the document say.
// Every id is made from what it names and every time is one of the assessment,
// so the same input gives the same bytes. The document validates against NIST's
// JSON schema; that is all that is claimed of it.
func OSCAL(input Input) ([]byte, error) {
	w := &oscalWriter{subject: newSubject(input), parties: make(map[string]bool)}
	results := &oscal.AssessmentResults{
		ImportAp:         oscal.ImportAp{Href: "#" + w.bankID(), Remarks: "There is no assessment plan: the question bank stands in its place."},
		LocalDefinitions: w.objectives(),
		Results:          []oscal.Result{w.result()},
		BackMatter:       &oscal.BackMatter{Resources: some(w.resources())},
	}
	results.Metadata = w.metadata() // last, because it lists everybody whom the rest names
	// The document's own id has to change whenever anything in it does.
	content, err := encodeOSCAL(results)
	if err != nil {
		return nil, err
	}
	results.UUID = oscalID("document", string(content))
	return encodeOSCAL(results)
}

func encodeOSCAL(results *oscal.AssessmentResults) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(oscal.OscalCompleteSchema{AssessmentResults: results}); err != nil {
		return nil, fmt.Errorf("encode OSCAL: %w", err)
	}
	return out.Bytes(), nil
}

// oscalWriter writes a subject as OSCAL. It collects the parties that the rest
// of the document refers to.
type oscalWriter struct {
	*subject
	parties map[string]bool // by id
	people  []oscal.Party   // in the order in which they are met
}

// Roles in which the document names people.
const (
	roleParticipant  = "participant"
	roleRespondent   = "respondent"
	roleRecorder     = "recorder"
	roleOwner        = "owner"
	rolePreparer     = "preparer"
	roleRiskApprover = "risk-approver"
)

var oscalRoles = []oscal.Role{
	{ID: roleParticipant, Title: "In the room when questions were answered"},
	{ID: roleRespondent, Title: "Asserts an answer"},
	{ID: roleRecorder, Title: "Typed an answer of somebody else"},
	{ID: roleOwner, Title: "Closes a gap"},
	{ID: roleRiskApprover, Title: "Approved an exception"},
	{ID: rolePreparer, Title: "Locked the answers"},
	{ID: questionnaire.RoleReviewer.String(), Title: "Reviewed by name"},
	{ID: questionnaire.RoleApprover.String(), Title: "Approved by name"},
}

func (w *oscalWriter) metadata() oscal.Metadata {
	a := w.assessment
	var facts properties
	facts.add("assessment", a.ID())
	facts.add("assessment-sha-256", w.digest)
	facts.add("team", a.Team())
	facts.add("period", a.Period().Label)
	facts.add("period-start", a.Period().Start.String())
	facts.add("period-end", a.Period().End.String())
	facts.add("status", a.Status().String())
	facts.add("as-of", w.asOf.String())
	facts.add("layout", fmt.Sprint(FormatVersion))
	remarks := []string{
		"This is a self-assessment, for a point in time, and not an audit: a finding says what level the team reports, an attestation who put a name to the record. Names as entered; identity not authenticated.",
		"The document validates against NIST's JSON schema for OSCAL " + oscalVersion + "; no more is claimed of it. Properties in the namespace " + oscalNames + " are demarc's own.",
	}
	if w.redacted {
		facts.add("redacted", "true")
		remarks = append(remarks, "REDACTED for readers outside: "+strings.Join(leftOutWords(), " "))
	}
	roles := slices.Clone(oscalRoles)
	responsible := w.responsible()
	return oscal.Metadata{
		Title: markupLine(w.title()), Version: oscalString(fmt.Sprintf("%s, as of %s", a.Status(), w.asOf)), OscalVersion: oscalVersion,
		LastModified: oscalTime(w.lastModified()), Props: some(facts), Links: some(w.links()),
		Roles: &roles, Parties: some(append(w.organizations(), w.people...)), ResponsibleParties: some(responsible),
		Remarks: markup(remarks...),
	}
}

// lastModified is when the assessment changed or somebody signed it.
func (w *oscalWriter) lastModified() time.Time {
	last := w.assessment.UpdatedAt().Time()
	for _, signature := range w.signoff.Signatures {
		if at := signature.At.Time(); at.After(last) {
			last = at
		}
	}
	return last
}

// organizations are the team, and what it belongs to.
func (w *oscalWriter) organizations() []oscal.Party {
	team := oscal.Party{UUID: w.teamID(), Type: "organization", Name: cmp.Or(oscalString(w.assessment.Team()), nothing)}
	name := oscalString(w.assessment.Organization())
	if name == "" {
		return []oscal.Party{team}
	}
	organization := oscal.Party{UUID: oscalID("organization", w.assessment.ID()), Type: "organization", Name: name}
	team.MemberOfOrganizations = &[]string{organization.UUID}
	return []oscal.Party{organization, team}
}

func (w *oscalWriter) teamID() string { return oscalID("team", w.assessment.ID()) }

// person returns the id of a party for somebody's name, which has to say
// something.
func (w *oscalWriter) person(name string) string {
	id := oscalID("person", w.assessment.ID(), strings.ToLower(strings.Join(strings.Fields(name), " ")))
	if !w.parties[id] {
		w.parties[id] = true
		w.people = append(w.people, oscal.Party{UUID: id, Type: "person", Name: cmp.Or(oscalString(name), nothing)})
	}
	return id
}

func (w *oscalWriter) responsible() []oscal.ResponsibleParty {
	var all []oscal.ResponsibleParty
	add := func(role string, names ...string) {
		if ids := w.persons(names); len(ids) > 0 {
			all = append(all, oscal.ResponsibleParty{RoleId: role, PartyUuids: ids})
		}
	}
	var room []string
	for _, person := range w.assessment.People() {
		room = append(room, person.Name)
	}
	add(roleParticipant, room...)
	add(rolePreparer, w.assessment.PreparedBy())
	for _, role := range []questionnaire.Role{questionnaire.RoleReviewer, questionnaire.RoleApprover} {
		var signed []string
		for _, signature := range w.signoff.Of(role) {
			signed = append(signed, signature.Name)
		}
		add(role.String(), signed...)
	}
	return all
}

// persons returns the ids of those of the names that say something, each once.
func (w *oscalWriter) persons(names []string) []string {
	var ids []string
	for _, name := range names {
		if !wrote(name) {
			continue
		}
		if id := w.person(name); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// links lead to the assessments that this one follows or corrects.
func (w *oscalWriter) links() []oscal.Link {
	var links []oscal.Link
	if ref, follows := w.assessment.Previous(); follows {
		links = append(links, oscal.Link{Href: "#" + documentID(ref), Rel: "previous", Text: "the assessment of the period before"})
	}
	if ref, corrects := w.assessment.Supersedes(); corrects {
		links = append(links, oscal.Link{Href: "#" + documentID(ref), Rel: "predecessor-version", Text: "the assessment that this one corrects"})
	}
	return links
}

func documentID(ref questionnaire.DocumentRef) string {
	return oscalID("assessment", ref.ID, ref.Digest)
}

func (w *oscalWriter) bankID() string { return oscalID("bank", w.bank.Ref().Digest) }

func evidenceID(assessment *questionnaire.Assessment, id string) string {
	return oscalID("evidence", assessment.ID(), id)
}

// resources are the documents that the results rest on or refer to.
func (w *oscalWriter) resources() []oscal.Resource {
	bank := w.bank.Ref()
	resources := []oscal.Resource{{
		UUID: w.bankID(), Title: markupLine(fmt.Sprintf("Question bank %s %s", bank.ID, bank.Version)),
		Rlinks: documentAt(fmt.Sprintf("banks/%s-%s-%.12s.json", bank.ID, bank.Version, bank.Digest), bank.Digest),
	}}
	own := questionnaire.DocumentRef{ID: w.assessment.ID(), Digest: w.digest}
	resources = append(resources, assessmentResource(own, "Assessment that these results are made from"))
	if ref, follows := w.assessment.Previous(); follows {
		resources = append(resources, assessmentResource(ref, "Assessment of the period before"))
	}
	if ref, corrects := w.assessment.Supersedes(); corrects {
		if before, follows := w.assessment.Previous(); !follows || before != ref {
			resources = append(resources, assessmentResource(ref, "Assessment that this one corrects"))
		}
	}
	for _, id := range w.assessment.EvidenceIDs() {
		evidence, _ := w.assessment.Evidence(id)
		resources = append(resources, w.evidenceResource(id, evidence))
	}
	return resources
}

func assessmentResource(ref questionnaire.DocumentRef, title string) oscal.Resource {
	return oscal.Resource{
		UUID: documentID(ref), Title: markupLine(title + ", " + ref.ID),
		Rlinks: documentAt(fmt.Sprintf("assessments/%s.json", ref.ID), ref.Digest),
	}
}

// documentAt says where a document of the workspace or the package is.
func documentAt(path, digest string) *[]oscal.ResourceLink {
	return &[]oscal.ResourceLink{{Href: oscalHref(path), MediaType: "application/json", Hashes: hashes(digest)}}
}

func hashes(digest string) *[]oscal.Hash {
	if digest == "" {
		return nil
	}
	return &[]oscal.Hash{{Algorithm: "SHA-256", Value: digest}}
}

// evidenceResource is a piece of evidence. A redacted one has no location, so
// its digest stands among the facts.
func (w *oscalWriter) evidenceResource(id string, evidence questionnaire.Evidence) oscal.Resource {
	var facts properties
	facts.add("evidence", id)
	facts.add("kind", evidence.Kind.String())
	facts.add("collected-at", evidence.CollectedAt.String())
	facts.add("covers-from", evidence.CoversFrom.String())
	facts.add("covers-to", evidence.CoversTo.String())
	facts.add("collected-by", evidence.By)
	facts.add("reference", evidence.Ref)
	resource := oscal.Resource{UUID: evidenceID(w.assessment, id), Title: markupLine(evidence.Title)}
	if href := oscalHref(evidence.Ref); href != "" && !w.redacted {
		resource.Rlinks = &[]oscal.ResourceLink{{Href: href, Hashes: hashes(evidence.SHA256)}}
	} else {
		facts.add("sha-256", evidence.SHA256)
	}
	resource.Props = some(facts)
	return resource
}
