package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	oscal "github.com/defenseunicorns/go-oscal/src/types/oscal-1-1-3"

	"demarc/questionnaire"
	"demarc/scoring"
)

func (w *oscalWriter) observationID(line *scoring.Line) string {
	return oscalID("observation", w.assessment.ID(), line.ID)
}

// riskID is the same in every assessment of a team, so that a gap can be
// followed from quarter to quarter.
func (w *oscalWriter) riskID(line *scoring.Line) string {
	return oscalID("risk", w.assessment.Organization(), w.assessment.Team(), line.ID)
}

// observation is what was said of a question.
func (w *oscalWriter) observation(line *scoring.Line) oscal.Observation {
	answer := line.Answer
	observation := oscal.Observation{
		UUID: w.observationID(line), Title: markupLine(line.ID + " " + line.Title),
		Description: markup(w.answerWords(line), answer.Note), Methods: []string{oscalMethod(answer.Method)},
		Types: &[]string{"control-objective"}, Collected: oscalTime(w.collected(answer)), Expires: w.expires(line),
		Origins: w.origins(answer), Props: some(w.answerFacts(line)), Remarks: markup(w.answerRemarks(line)...),
	}
	var evidence []oscal.RelevantEvidence
	for _, id := range answer.Evidence {
		if piece, listed := w.assessment.Evidence(id); listed {
			evidence = append(evidence, oscal.RelevantEvidence{
				Href: "#" + evidenceID(w.assessment, id), Description: markup(id + " " + piece.Title + ": " + w.freshness(piece, line.Question)),
			})
		}
	}
	observation.RelevantEvidence = some(evidence)
	return observation
}

// oscalMethod returns the method as OSCAL names it. Whoever answers a question
// without saying how they know was interviewed.
func oscalMethod(method questionnaire.Method) string {
	return strings.ToUpper(cmp.Or(method, questionnaire.MethodInterview).String())
}

// collected is when an answer was given, or at least kept.
func (w *oscalWriter) collected(answer questionnaire.Answer) time.Time {
	for _, at := range []questionnaire.Instant{answer.At, w.assessment.CompletedAt()} {
		if !at.IsZero() {
			return at.Time()
		}
	}
	return w.assessment.CreatedAt().Time()
}

// expires is the end of the last day on which the answer rests on fresh
// evidence: that of the period, or the one after which a piece is too old.
func (w *oscalWriter) expires(line *scoring.Line) *time.Time {
	if !line.Evidenced {
		return nil
	}
	var last questionnaire.Date
	for _, id := range line.Answer.Evidence {
		piece, _ := w.assessment.Evidence(id)
		if !piece.FreshFor(line.Question, w.assessment.Period(), w.asOf) {
			continue
		}
		until := w.assessment.Period().End
		if line.EvidenceMaxAgeDays > 0 {
			until = piece.Date().AddDays(line.EvidenceMaxAgeDays)
		}
		if until.After(last) {
			last = until
		}
	}
	return oscalDay(last.AddDays(1))
}

// origins are whoever asserts an answer, and whoever typed it.
func (w *oscalWriter) origins(answer questionnaire.Answer) *[]oscal.Origin {
	var actors []oscal.OriginActor
	for _, actor := range []struct{ role, name string }{
		{roleRespondent, answer.By}, {roleRecorder, answer.RecordedBy}, {roleRiskApprover, answer.Exception.Approver},
	} {
		if wrote(actor.name) {
			actors = append(actors, oscal.OriginActor{Type: "party", ActorUuid: w.person(actor.name), RoleId: actor.role})
		}
	}
	if len(actors) == 0 {
		return nil
	}
	return &[]oscal.Origin{{Actors: actors}}
}

// answerWords say the answer, and what it means for this question.
func (w *oscalWriter) answerWords(line *scoring.Line) string {
	words := "Answer: "
	for _, run := range levelGiven(line) {
		words += run.Text
	}
	if share := population(line.Question, line.Answer); share != nothing {
		words += " In place: " + share + "."
	}
	return words
}

func (w *oscalWriter) answerFacts(line *scoring.Line) properties {
	answer := line.Answer
	var facts properties
	facts.add("question", line.ID)
	facts.add("area", line.Area.String())
	for _, tier := range line.In {
		facts.add("tier", tier.String())
	}
	facts.add("severity", line.Severity.String())
	facts.add("answer", cmp.Or(answer.Level.String(), "unanswered"))
	facts.add("counted", line.Counted.String())
	facts.add("state", answer.State.String())
	facts.add("method", cmp.Or(answer.Method.String(), "not-stated"))
	facts.add("evidenced", fmt.Sprint(line.Evidenced))
	if answer.Bulk {
		facts.add("bulk", "true")
	}
	if answer.Revision > 0 {
		facts.add("revision", fmt.Sprint(answer.Revision))
	}
	facts.add("since", answer.Since)
	if total := answer.Population.Total; total > 0 {
		facts.add("in-place", fmt.Sprint(answer.Population.InPlace))
		facts.add("total", fmt.Sprint(total))
	}
	facts.add("na-reason", answer.NAReason.Code.String())
	facts.add("exception", answer.Exception.Kind.String())
	facts.add("exception-expires", answer.Exception.Expires.String())
	facts.add("due", answer.Due.String())
	return facts
}

// answerRemarks hold what else is known of an answer.
func (w *oscalWriter) answerRemarks(line *scoring.Line) []string {
	answer := line.Answer
	var remarks []string
	say := func(label, text string) {
		if wrote(text) {
			remarks = append(remarks, label+": "+text)
		}
	}
	say("Who is said to close it", answer.Owner)
	if !answer.Flagged.IsZero() {
		say("Parked for", parkedFor(answer.Flagged))
	}
	if !answer.Exception.IsZero() {
		say("Exception", w.exceptionWords(line))
	}
	say("Answers of earlier periods", history(answer.History))
	return remarks
}

// finding says whether what a question asks for is in place everywhere.
func (w *oscalWriter) finding(line *scoring.Line) oscal.Finding {
	finding := oscal.Finding{
		UUID: oscalID("finding", w.assessment.ID(), line.ID), Title: markupLine(line.ID + " " + line.Title),
		Description: markup(w.answerWords(line)),
		Target: oscal.FindingTarget{
			Type: "objective-id", TargetId: objectiveID(line.ID), Status: oscalStatus(line),
		},
		RelatedObservations: &[]oscal.RelatedObservation{{ObservationUuid: w.observationID(line)}},
	}
	if line.Counted != questionnaire.LevelAll {
		finding.RelatedRisks = &[]oscal.AssociatedRisk{{RiskUuid: w.riskID(line)}}
	}
	return finding
}

// oscalStatus is satisfied where a level counts as all. OSCAL has no word for
// what is in place in part, so the reason says so.
func oscalStatus(line *scoring.Line) oscal.ObjectiveStatus {
	remarks := "Counted level: " + line.Counted.String()
	if line.Expired {
		remarks += ", because a compensating control has expired"
	}
	switch line.Counted {
	case questionnaire.LevelAll:
		return oscal.ObjectiveStatus{State: "satisfied", Reason: "pass", Remarks: remarks}
	case questionnaire.LevelNone:
		return oscal.ObjectiveStatus{State: "not-satisfied", Reason: "fail", Remarks: remarks}
	default:
		return oscal.ObjectiveStatus{State: "not-satisfied", Reason: "other", Remarks: remarks}
	}
}

// risk is a gap, accepted or not.
func (w *oscalWriter) risk(line *scoring.Line) oscal.Risk {
	answer := line.Answer
	risk := oscal.Risk{
		UUID: w.riskID(line), Title: markupLine(line.ID + " " + line.Title),
		Description: markupOr(nothing, line.Text), Statement: markupOr(nothing, line.Why),
		Status: "open", Deadline: oscalDay(answer.Due),
		RelatedObservations: &[]oscal.RelatedObservation{{ObservationUuid: w.observationID(line)}},
		Remediations:        some(w.remediations(line)),
		Characterizations: &[]oscal.Characterization{{
			Origin: oscal.Origin{Actors: []oscal.OriginActor{{Type: "party", ActorUuid: w.teamID()}}},
			Facets: []oscal.Facet{
				{Name: "severity", System: oscalNames, Value: line.Severity.String()},
				{Name: "effort", System: oscalNames, Value: line.Effort.String()},
			},
		}},
	}
	exception := answer.Exception
	switch {
	case exception.InForce(questionnaire.AcceptedRisk, w.asOf):
		risk.Status, risk.Deadline = "deviation-approved", oscalDay(exception.Expires)
	case exception.InForce(questionnaire.Compensating, w.asOf):
		risk.MitigatingFactors = &[]oscal.MitigatingFactor{{
			UUID: oscalID("compensating", w.assessment.ID(), line.ID), Description: markupOr(nothing, w.exceptionWords(line)),
		}}
	}
	return risk
}

// remediations are how the bank says a gap is closed, and who does so by when.
func (w *oscalWriter) remediations(line *scoring.Line) []oscal.Response {
	answer := line.Answer
	response := oscal.Response{
		UUID: oscalID("remediation", w.assessment.ID(), line.ID), Lifecycle: "recommendation",
		Title: markupLine("To close " + line.ID), Description: markupOr(nothing, line.Remediation...),
	}
	ids := w.persons([]string{answer.Owner})
	if due := oscalDay(answer.Due); due != nil || len(ids) > 0 {
		task := oscal.Task{UUID: oscalID("task", w.assessment.ID(), line.ID), Type: "action", Title: markupLine("Close " + line.ID)}
		if due != nil {
			task.Timing = &oscal.EventTiming{OnDate: &oscal.OnDateCondition{Date: *due}}
		}
		if len(ids) > 0 {
			task.ResponsibleRoles = &[]oscal.ResponsibleRole{{RoleId: roleOwner, PartyUuids: &ids}}
		}
		response.Lifecycle, response.Tasks = "planned", &[]oscal.Task{task}
	}
	return []oscal.Response{response}
}
