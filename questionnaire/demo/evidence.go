package demo

import "demarc/questionnaire"

// exhibit is a piece of evidence that the team brings along.
type exhibit struct {
	title, ref string
	kind       questionnaire.EvidenceKind
	areas      []questionnaire.Area
	by         string
	daysAgo    int // when it was collected, within the period
	stale      int // instead, how many days before the period
	covers     int // how many days up to its collection it covers
}

var (
	identity = []questionnaire.Area{questionnaire.IAM}
	network  = []questionnaire.Area{questionnaire.Network}
	posture  = []questionnaire.Area{questionnaire.Posture}
	machines = []questionnaire.Area{questionnaire.Workload}
	data     = []questionnaire.Area{questionnaire.Data}
	threats  = []questionnaire.Area{questionnaire.ThreatIntel}
)

// exhibits hold one piece of every kind; some are older than the period.
var exhibits = []exhibit{
	{title: "Credential report, three accounts", ref: "evidence/iam/credential-report.csv", kind: questionnaire.KindConfigExport, areas: identity, by: priya, daysAgo: 11},
	{title: "Access review of the last quarter", ref: "https://tickets.example.com/SEC-188", kind: questionnaire.KindTicket, areas: identity, by: priya, stale: 20},
	{title: "Security group rules, all regions", ref: "evidence/net/security-groups.json", kind: questionnaire.KindQueryOutput, areas: network, by: tom, daysAgo: 9},
	{title: "Route tables and endpoints", ref: "evidence/net/routes.json", kind: questionnaire.KindConfigExport, areas: network, by: tom, stale: 75},
	{title: "Conformance pack summary", ref: "evidence/posture/conformance.png", kind: questionnaire.KindScreenshot, areas: posture, by: sam, daysAgo: 7},
	{title: "Trail status and log file checks", ref: "evidence/posture/trails.log", kind: questionnaire.KindLog, areas: posture, by: sam, daysAgo: 7, covers: 30},
	{title: "Image pipeline and patch runs", ref: "https://tickets.example.com/OPS-2211", kind: questionnaire.KindTicket, areas: machines, by: ana, daysAgo: 5},
	{title: "Word of the build team", ref: "call with the build team", kind: questionnaire.KindStatement, areas: machines, by: ana, daysAgo: 5},
	{title: "Encryption by resource type", ref: "evidence/data/encryption.json", kind: questionnaire.KindQueryOutput, areas: data, by: lena, daysAgo: 3},
	{title: "Restore drill, minutes", ref: "evidence/data/restore-drill.md", kind: questionnaire.KindRecord, areas: data, by: lena, stale: 110},
	{title: "Detector status, all accounts", ref: "evidence/threats/detectors.json", kind: questionnaire.KindConfigExport, areas: threats, by: sam, daysAgo: 1},
	{title: "Incident plan for AWS, version 3", ref: "https://wiki.example.com/incident-plan", kind: questionnaire.KindDocument, areas: threats, by: sam, stale: 200},
}

// bringEvidence lists the exhibits and remembers which speak to which area.
func (r *room) bringEvidence() error {
	r.shelf = make(map[questionnaire.Area][]string)
	for _, exhibit := range exhibits {
		id, err := r.assessment.AddEvidence(r.collected(exhibit), r.calendar.now)
		if err != nil {
			return err
		}
		for _, area := range exhibit.areas {
			r.shelf[area] = append(r.shelf[area], id)
		}
	}
	return nil
}

func (r *room) collected(from exhibit) questionnaire.Evidence {
	day := r.calendar.recent(from.daysAgo)
	if from.stale > 0 {
		day = r.calendar.before(from.stale)
	}
	piece := questionnaire.Evidence{
		Title: from.title, Kind: from.kind, Ref: from.ref, By: from.by,
		CollectedAt: questionnaire.NewInstant(day.Time()),
	}
	if from.covers > 0 {
		piece.CoversFrom, piece.CoversTo = day.AddDays(-from.covers), day
	}
	return piece
}
