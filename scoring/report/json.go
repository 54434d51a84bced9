package report

import (
	_ "embed"
	"encoding/json"

	"demarc/questionnaire"
	"demarc/scoring"
)

// Schema is the schema of what JSON returns.
const Schema = "demarc/report/v1"

//go:embed report.schema.json
var jsonSchema []byte

// JSONSchema returns the JSON Schema, draft 2020-12, of what JSON returns.
func JSONSchema() []byte { return append([]byte(nil), jsonSchema...) }

// JSON returns the assessment, as its document holds it, and what it scores, for
// programs.
func JSON(input Input) ([]byte, error) {
	s := newSubject(input)
	document, err := s.assessment.Encode()
	if err != nil {
		return nil, err
	}
	scored := scoredAssessment{
		Schema: Schema, Redacted: input.Redacted, Assessment: document, Scores: s.sheet.Scores(), AcceptedRisks: s.accepted,
		Bank:      scoredBank{s.bank.Ref(), s.bank.Weights(), s.bank.Bands()},
		Questions: []scoredQuestion{},
	}
	if input.Digest != "" {
		scored.AssessmentSHA256 = &input.Digest
	}
	if !input.Signoff.IsZero() {
		scored.Signoff = &input.Signoff
	}
	for i := range s.lines {
		scored.Questions = append(scored.Questions, s.scoredQuestion(&s.lines[i]))
	}
	return questionnaire.PrintableJSON(scored)
}

// scoredAssessment is the document; its schema says what each key means.
type scoredAssessment struct {
	Schema           string                 `json:"schema"`
	Redacted         bool                   `json:"redacted"`
	Assessment       json.RawMessage        `json:"assessment"`
	AssessmentSHA256 *string                `json:"assessment_sha256"`
	Signoff          *questionnaire.Signoff `json:"signoff"`
	Bank             scoredBank             `json:"bank"`
	Scores           scoring.Scores         `json:"scores"`
	AcceptedRisks    []scoring.Gap          `json:"accepted_risks"`
	Questions        []scoredQuestion       `json:"questions"`
}

type scoredBank struct {
	questionnaire.BankRef
	Weights questionnaire.Weights `json:"weights"`
	Bands   questionnaire.Bands   `json:"bands"`
}

// scoredQuestion is what the bank says of an asked question, in short, and what
// its answer counts.
type scoredQuestion struct {
	Question        string                 `json:"question"`
	Title           string                 `json:"title"`
	Area            questionnaire.Area     `json:"area"`
	Tiers           []questionnaire.Tier   `json:"tiers"`
	CountsIn        []questionnaire.Tier   `json:"counts_in"`
	Severity        questionnaire.Severity `json:"severity"`
	Effort          questionnaire.Effort   `json:"effort"`
	Revision        int                    `json:"revision"`
	Standing        string                 `json:"standing"`
	CountedLevel    questionnaire.Level    `json:"counted_level"`
	Expired         bool                   `json:"expired"`
	Evidenced       bool                   `json:"evidenced"`
	FreshEvidence   []string               `json:"fresh_evidence"`
	Weight          int                    `json:"weight"`
	Earned          int                    `json:"earned"`
	EvidencedEarned int                    `json:"evidenced_earned"`
	CeilingEarned   int                    `json:"ceiling_earned"`
	Possible        int                    `json:"possible"`
}

func (s *subject) scoredQuestion(line *scoring.Line) scoredQuestion {
	return scoredQuestion{
		Question: line.ID, Title: line.Title, Area: line.Area, Tiers: line.Tiers, CountsIn: line.In,
		Severity: line.Severity, Effort: line.Effort, Revision: line.Revision,
		Standing: standingNames[line.Standing], CountedLevel: line.Counted,
		Expired: line.Expired, Evidenced: line.Evidenced, FreshEvidence: s.freshEvidence(line),
		Weight: line.Weight, Earned: line.Earned(), EvidencedEarned: evidencedPoints(line),
		CeilingEarned: ceilingPoints(line), Possible: line.Possible(),
	}
}

// standingNames name how a question stands, as the counts of scores do.
var standingNames = map[scoring.Standing]string{
	scoring.Unanswered: "unanswered", scoring.Carried: "carried", scoring.Unknown: "unknown",
	scoring.NotApplicable: "na", scoring.Answered: "answered",
}

// freshEvidence returns the ids of the evidence of an answer that is fresh for
// its question.
func (s *subject) freshEvidence(line *scoring.Line) []string {
	fresh := []string{}
	for _, id := range line.Answer.Evidence {
		if piece, ok := s.assessment.Evidence(id); ok && piece.FreshFor(line.Question, s.assessment.Period(), s.asOf) {
			fresh = append(fresh, id)
		}
	}
	return fresh
}
