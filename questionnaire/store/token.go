package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"demarc/questionnaire"
)

func digestOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// snapshotOf returns a snapshot of an assessment that is the caller's own.
func snapshotOf(a *questionnaire.Assessment, bank *questionnaire.Bank, digest string) (Snapshot, error) {
	scope, err := scopeToken(a)
	if err != nil {
		return Snapshot{}, err
	}
	ids := a.Answered()
	answers := make(map[string]Token, len(ids))
	for _, id := range ids {
		if _, answers[id], err = answerAndToken(a, id); err != nil {
			return Snapshot{}, err
		}
	}
	return Snapshot{Assessment: a, Bank: bank, Digest: digest, Scope: scope, Answers: answers}, nil
}

// answerAndToken returns the answer to a question, and the empty token where
// there is none.
func answerAndToken(a *questionnaire.Assessment, question string) (questionnaire.Answer, Token, error) {
	answer, ok := a.Answer(question)
	if !ok {
		return questionnaire.Answer{}, "", nil
	}
	document, err := questionnaire.EncodeAnswer(answer)
	if err != nil {
		return questionnaire.Answer{}, "", fmt.Errorf("encode answer to %s: %w", question, err)
	}
	return answer, Token(digestOf(document)), nil
}

func scopeToken(a *questionnaire.Assessment) (Token, error) {
	document, err := json.Marshal(a.Scope())
	if err != nil {
		return "", fmt.Errorf("encode scope of %s: %w", a.ID(), err)
	}
	return Token(digestOf(document)), nil
}
