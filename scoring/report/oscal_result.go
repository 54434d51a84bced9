package report

import (
	"fmt"
	"maps"
	"strings"

	oscal "github.com/defenseunicorns/go-oscal/src/types/oscal-1-1-3"

	"demarc/questionnaire"
	"demarc/scoring"
)

// result is what the assessment came to.
func (w *oscalWriter) result() oscal.Result {
	a := w.assessment
	result := oscal.Result{
		UUID: oscalID("result", a.ID()), Title: markupLine(w.title()),
		Description: markup(
			"What the team says of its own side of the AWS Shared Responsibility Model, as of "+w.asOf.String()+".",
			strings.TrimSpace(fmt.Sprintf("Overall coverage: %s.%s", w.percent(w.overall.Coverage), w.overallRange()))),
		Start: oscalTime(a.CreatedAt().Time()), Props: some(w.figures()), Remarks: w.scopeRemarks(),
		ReviewedControls: w.reviewed(), LocalDefinitions: w.accountsInScope(), Attestations: some(w.attestations()),
	}
	if end := oscalTime(a.CompletedAt().Time()); !a.CompletedAt().IsZero() && !end.Before(result.Start) {
		result.End = &end
	}
	var observations []oscal.Observation
	var findings []oscal.Finding
	var risks []oscal.Risk
	for i := range w.lines {
		line := &w.lines[i]
		if _, said := a.Answer(line.ID); !said {
			continue
		}
		observations = append(observations, w.observation(line))
		if line.Standing != scoring.Answered {
			continue
		}
		findings = append(findings, w.finding(line))
		if line.Counted != questionnaire.LevelAll {
			risks = append(risks, w.risk(line))
		}
	}
	result.Observations, result.Findings, result.Risks = some(observations), some(findings), some(risks)
	return result
}

// figures are the scores, and how the questions stand. Their class says of what
// they are: overall, an area, or an area and a tier with a dot between.
func (w *oscalWriter) figures() properties {
	var facts properties
	for _, tier := range w.tiers {
		facts.add("tier", tier.String())
	}
	for _, service := range w.scope.Services {
		facts.add("service", service)
	}
	for _, region := range w.scope.Regions {
		facts.add("region", region)
	}
	facts.add("depth", w.scope.Depth.String())
	if w.scope.AccountsTotal > 0 {
		facts.add("accounts-total", fmt.Sprint(w.scope.AccountsTotal))
	}
	w.figuresOf(&facts, "overall", w.overall.Figures)
	w.share(&facts, "overall", "pooled", w.overall.Pooled)
	if w.moved != nil {
		w.share(&facts, "overall", "coverage-before", w.moved.Reported.Old)
	}
	for _, area := range w.areas {
		w.figuresOf(&facts, area.ID.String(), area.Figures)
		sums(&facts, area.ID.String(), area.Sums)
		for _, tier := range w.tiers {
			class := area.ID.String() + "." + tier.String()
			w.share(&facts, class, "coverage", area.Tiers[tier].Coverage)
			sums(&facts, class, area.Tiers[tier].Sums)
		}
	}
	for i := range w.lines {
		if name, open := openNames[w.lines[i].Standing]; open {
			facts.add(name, w.lines[i].ID)
		}
	}
	return facts
}

// openNames name the questions that are not settled, of which there is no
// finding.
var openNames = map[scoring.Standing]string{
	scoring.Unanswered: "unanswered", scoring.Carried: "carried", scoring.Unknown: "unknown",
}

func (w *oscalWriter) figuresOf(facts *properties, class string, figures scoring.Figures) {
	w.share(facts, class, "coverage", figures.Coverage)
	w.share(facts, class, "evidenced", figures.Evidenced)
	w.share(facts, class, "ceiling", figures.Ceiling)
	w.share(facts, class, "as-carried", figures.AsCarried)
	w.share(facts, class, "na-as-none", figures.NAAsNone)
	if figures.Band.Decided() {
		facts.addOf(class, "band", figures.Band.String(), "")
	}
	for _, count := range []struct {
		name   string
		number int
	}{
		{"asked", figures.Asked}, {"applicable", figures.Applicable}, {"answered", figures.Answered}, {"carried-count", figures.Carried},
		{"unknown-count", figures.Unknown}, {"unanswered-count", figures.Unanswered}, {"na-count", figures.NA},
	} {
		facts.addOf(class, count.name, fmt.Sprint(count.number), "")
	}
}

// share says a share in percent as reports print it, with the exact fraction as
// a remark.
func (w *oscalWriter) share(facts *properties, class, name string, share scoring.Share) {
	if share.Known() {
		facts.addOf(class, name, share.PercentIn(w.bank.Bands()), fraction(share))
	}
}

func sums(facts *properties, class string, sums scoring.Sums) {
	facts.addOf(class, "earned", fmt.Sprint(sums.Earned), "")
	facts.addOf(class, "possible", fmt.Sprint(sums.Possible), "")
}

func (w *oscalWriter) scopeRemarks() string {
	remarks := []string{"Accounts: " + w.accountCount() + "."}
	for _, exclusion := range w.scope.Exclusions {
		remarks = append(remarks, "Explicitly out of scope: "+exclusion)
	}
	remarks = append(remarks, "There is no finding for a question that is unanswered, unknown or only carried over; properties of this result name them. They count as none in every figure but the ceiling.")
	if aside := len(w.aside()); aside > 0 {
		remarks = append(remarks, fmt.Sprintf("Not in this document: %s to questions that this scope does not ask.", count(aside, "answer")))
	}
	return markup(remarks...)
}

// accountsInScope are the accounts as inventory.
func (w *oscalWriter) accountsInScope() *oscal.LocalDefinitions {
	var items []oscal.InventoryItem
	seen := make(map[string]bool)
	for _, account := range w.scope.Accounts {
		if seen[account.ID] {
			continue
		}
		seen[account.ID] = true
		var facts properties
		facts.add("account-id", account.ID)
		items = append(items, oscal.InventoryItem{
			UUID: oscalID("account", w.assessment.ID(), account.ID), Props: some(facts),
			Description: markupOr("AWS account", account.Name),
		})
	}
	if len(items) == 0 {
		return nil
	}
	return &oscal.LocalDefinitions{InventoryItems: &items}
}

// reviewed are the questions that apply, and apart those that do not.
func (w *oscalWriter) reviewed() oscal.ReviewedControls {
	var included, excluded []oscal.AssessedControlsSelectControlById
	for i := range w.lines {
		control := oscal.AssessedControlsSelectControlById{ControlId: w.lines[i].ID}
		if w.lines[i].Applicable() {
			included = append(included, control)
		} else {
			excluded = append(excluded, control)
		}
	}
	bank := w.bank.Ref()
	return oscal.ReviewedControls{ControlSelections: []oscal.AssessedControls{{
		Description:     markup(fmt.Sprintf("Questions of bank %s %s that this scope asks.", bank.ID, bank.Version)),
		IncludeControls: some(included), ExcludeControls: some(excluded),
		Remarks: "Excluded are the questions that the team says do not apply; the observation of each holds the reason.",
	}}}
}

// objectives are the questions that are asked.
func (w *oscalWriter) objectives() *oscal.LocalDefinitions {
	var objectives []oscal.LocalObjective
	for i := range w.lines {
		question := w.lines[i].Question
		var facts properties
		for _, framework := range frameworksOf(w.bank, maps.Keys(question.References)) {
			for _, control := range question.References[framework] {
				facts.add("reference", framework+" "+control)
			}
		}
		objectives = append(objectives, oscal.LocalObjective{
			ControlId: question.ID, Description: markupOr(nothing, question.Title), Props: some(facts),
			Parts: []oscal.Part{{ID: objectiveID(question.ID), Name: "assessment-objective", Prose: markup(question.Text)}},
		})
	}
	if len(objectives) == 0 {
		return nil
	}
	return &oscal.LocalDefinitions{ObjectivesAndMethods: &objectives}
}

func objectiveID(question string) string { return question + "_obj" }

// attestations say who put a name to the record.
func (w *oscalWriter) attestations() []oscal.AttestationStatements {
	a := w.assessment
	if !a.Final() {
		return nil
	}
	statement := func(role, name string, sentences ...string) oscal.AttestationStatements {
		attestation := oscal.AttestationStatements{Parts: []oscal.AssessmentPart{{
			UUID: oscalID("signature", a.ID(), role, name), Name: "statement", Prose: markup(sentences...),
		}}}
		if ids := w.persons([]string{name}); len(ids) > 0 {
			attestation.ResponsibleParties = &[]oscal.ResponsibleParty{{RoleId: role, PartyUuids: ids}}
		}
		return attestation
	}
	all := []oscal.AttestationStatements{statement(rolePreparer, a.PreparedBy(), "Locked the answers at "+a.FinalizedAt().String()+".")}
	for _, signature := range w.signoff.Signatures {
		sentence := fmt.Sprintf("Signed by name as %s at %s, under the assessment with the SHA-256 %s. Identity not authenticated.", signature.Role, signature.At, w.signoff.Assessment.Digest)
		reason := ""
		if signature.SamePersonReason != "" {
			reason = "Also the preparer, for this reason: " + signature.SamePersonReason
		}
		all = append(all, statement(signature.Role.String(), signature.Name, sentence, reason))
	}
	return all
}
