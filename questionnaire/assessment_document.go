package questionnaire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// MaxAssessmentBytes is how large the document of an assessment may be.
const MaxAssessmentBytes = 64 << 20

// Encode returns the assessment's document: keys in a fixed order, evidence and
// answers sorted by id, one block each. The same assessment gives the same
// bytes.
func (a *Assessment) Encode() ([]byte, error) {
	opening, err := encodeDocument(a.head)
	if err != nil {
		return nil, fmt.Errorf("encode assessment %s: %w", a.head.ID, err)
	}
	var out bytes.Buffer
	out.Grow(len(opening) + 400*(len(a.answers)+len(a.evidence)))
	out.Write(bytes.TrimSuffix(opening, []byte("\n}\n")))
	out.WriteString(",\n  \"evidence\": {")
	err = writeBlocks(&out, a.EvidenceIDs(), func(id string) ([]byte, error) { return encodeBlock(a.evidence[id], "    ") })
	if err != nil {
		return nil, fmt.Errorf("encode evidence of %s: %w", a.head.ID, err)
	}
	out.WriteString(",\n  \"answers\": {")
	if err := writeBlocks(&out, a.Answered(), a.encodedAnswer); err != nil {
		return nil, fmt.Errorf("encode answers of %s: %w", a.head.ID, err)
	}
	out.WriteString("\n}\n")
	return out.Bytes(), nil
}

func (a *Assessment) encodedAnswer(id string) ([]byte, error) {
	if block, ok := a.encoded[id]; ok {
		return block, nil
	}
	block, err := encodeBlock(a.answers[id], "    ")
	if err != nil {
		return nil, err
	}
	a.encoded[id] = block
	return block, nil
}

// writeBlocks writes the members of an object whose brace is open, and closes
// it.
func writeBlocks(out *bytes.Buffer, ids []string, block func(id string) ([]byte, error)) error {
	for i, id := range ids {
		member, err := block(id)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    \"" + id + "\": ")
		out.Write(bytes.TrimSuffix(member, []byte("\n")))
	}
	if len(ids) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteByte('}')
	return nil
}

// DecodeAssessment reads an assessment's document. It checks everything that
// can be checked without the bank; see CheckAgainst for the rest.
func DecodeAssessment(document []byte) (*Assessment, error) {
	var content struct {
		head
		Evidence map[string]Evidence `json:"evidence"`
		Answers  map[string]Answer   `json:"answers"`
	}
	if err := decodeDocument(document, AssessmentSchema, &content); err != nil {
		return nil, err
	}
	a := &Assessment{head: content.head, evidence: content.Evidence, answers: content.Answers, encoded: make(map[string][]byte)}
	if a.evidence == nil {
		a.evidence = make(map[string]Evidence)
	}
	if a.answers == nil {
		a.answers = make(map[string]Answer)
	}
	if err := a.validate(); err != nil {
		return nil, err
	}
	return a, nil
}

func (a *Assessment) validate() error {
	if err := a.head.validate(); err != nil {
		return &DocumentError{What: err.Error()}
	}
	if a.Final() && a.head.CompletedAt.IsZero() {
		return &DocumentError{What: "a final assessment needs completed_at"}
	}
	for _, id := range a.EvidenceIDs() {
		if err := checkEvidenceID(id); err != nil {
			return &DocumentError{What: err.Error()}
		}
		if err := a.evidence[id].consistent(); err != nil {
			return &DocumentError{What: fmt.Sprintf("%s: %s", id, err)}
		}
	}
	for _, answers := range []map[string]Answer{a.answers, a.head.Conflicts} {
		for _, id := range slices.Sorted(maps.Keys(answers)) {
			if !questionID.MatchString(id) {
				return &DocumentError{What: fmt.Sprintf("question id %q is not of the form IAM-01", Printable(id))}
			}
			if err := a.checkConsistent(answers[id]); err != nil {
				return &DocumentError{What: fmt.Sprintf("%s: %s", id, err)}
			}
		}
	}
	return nil
}

// CheckAgainst checks the assessment against the bank that it names: every
// service and question must be there and every level offered.
func (a *Assessment) CheckAgainst(bank *Bank) error {
	if _, err := a.head.Scope.normalized(bank); err != nil {
		return &DocumentError{What: err.Error()}
	}
	for _, id := range a.head.Scope.Services {
		if _, ok := bank.Service(id); !ok {
			return &DocumentError{What: fmt.Sprintf("service %q is not named by its id", Printable(id))}
		}
	}
	for _, answers := range []map[string]Answer{a.answers, a.head.Conflicts} {
		for _, id := range slices.Sorted(maps.Keys(answers)) {
			question, ok := bank.Question(id)
			if !ok {
				return &DocumentError{What: fmt.Sprintf("bank %s %s has no question %s", bank.content.ID, bank.content.Version, id)}
			}
			if err := a.checkAnswer(question, answers[id]); err != nil {
				return &DocumentError{What: fmt.Sprintf("%s: %s", id, err)}
			}
		}
	}
	return nil
}

// EncodeAnswer returns one answer's document, for telling answers apart.
func EncodeAnswer(answer Answer) ([]byte, error) { return json.Marshal(answer) }
