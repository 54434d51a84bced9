package report_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"demarc/questionnaire"
	"demarc/scoring"
)

type object = map[string]any

// randomAssessment returns an assessment of the bank with answers of every
// sort, drawn from seed. What people wrote says where it stands: "note to
// IAM-01", "title of E-01".
func randomAssessment(t testing.TB, bank *questionnaire.Bank, seed uint64) *questionnaire.Assessment {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	evidence := randomEvidence(random)
	answers := object{}
	for _, question := range bank.Questions() {
		if random.IntN(6) > 0 {
			answers[question.ID] = randomAnswer(random, question, len(evidence))
		}
	}
	document, err := json.Marshal(object{
		"schema": questionnaire.AssessmentSchema, "generator": object{"name": "demarc", "version": "1"},
		"id": "team-2026-q4", "team": "Team", "period": object{"label": "2026-Q4", "start": "2026-10-01", "end": "2026-12-31"},
		"scope": object{"tiers": randomTiers(random), "depth": questionnaire.DepthFull}, "bank": bank.Ref(),
		"status": "draft", "created_at": "2026-11-01T00:00:00Z", "evidence": evidence, "answers": answers,
	})
	if err != nil {
		t.Fatal(err)
	}
	assessment := decode(t, document)
	if err := assessment.CheckAgainst(bank); err != nil {
		t.Fatal(err)
	}
	return assessment
}

func pick[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }

func randomTiers(random *rand.Rand) []questionnaire.Tier {
	tiers := questionnaire.Tiers()
	random.Shuffle(len(tiers), func(i, j int) { tiers[i], tiers[j] = tiers[j], tiers[i] })
	return tiers[:1+random.IntN(len(tiers))]
}

func randomEvidence(random *rand.Rand) object {
	evidence := object{}
	for number := range random.IntN(8) {
		id := fmt.Sprintf("E-%02d", number+1)
		evidence[id] = object{
			"title": "title of " + id, "ref": "ref of " + id, "kind": pick(random, questionnaire.EvidenceKinds()...),
			"collected_at": pick(random, "2026-11-01T00:00:00Z", "2026-08-01T00:00:00Z", "2025-01-01T00:00:00Z"),
		}
	}
	return evidence
}

func randomAnswer(random *rand.Rand, question *questionnaire.Question, pieces int) object {
	answer := object{"owner": "owner of " + question.ID}
	if random.IntN(4) > 0 {
		answer["note"] = "note to " + question.ID
	}
	if random.IntN(8) == 0 {
		return answer
	}
	level := pick(random, append(question.OfferedLevels(), questionnaire.LevelUnknown, questionnaire.LevelNA)...)
	answer["level"], answer["by"], answer["revision"] = level, pick(random, "Ana", "Ben"), question.Revision
	answer["state"] = pick(random, "new", "carried", "reaffirmed", "changed")
	if level == questionnaire.LevelNA {
		answer["na_reason"] = object{"code": pick(random, questionnaire.NACodes()...), "text": "reason at " + question.ID}
	}
	if pieces > 0 && random.IntN(2) == 0 {
		answer["evidence"] = []string{fmt.Sprintf("E-%02d", 1+random.IntN(pieces))}
	}
	if random.IntN(4) == 0 {
		answer["flagged"] = pick(random, any(true), any("Cleo"))
	}
	if random.IntN(4) == 0 {
		answer["exception"] = object{
			"kind": pick(random, questionnaire.ExceptionKinds()...), "reason": "exception at " + question.ID, "approver": "CISO",
			"expires": pick(random, "2026-10-31", "2027-10-31"),
		}
	}
	return answer
}

// largeBank returns a bank of a number of questions, a sixth in each area.
func largeBank(t testing.TB, size int) *questionnaire.Bank {
	t.Helper()
	content := sampleContent()
	pattern := content.Questions
	content.Questions = nil
	areas := questionnaire.Areas()
	for i := range size {
		q := pattern[i%len(pattern)]
		q.Area = areas[i%len(areas)]
		q.ID = fmt.Sprintf("%s-%02d", q.Area.Prefix(), i+1)
		content.Questions = append(content.Questions, q)
	}
	bank, err := questionnaire.NewBank(content)
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

func score(bank *questionnaire.Bank, assessment *questionnaire.Assessment) *scoring.Sheet {
	return scoring.Score(bank, assessment, assessment.AsOf(today))
}
