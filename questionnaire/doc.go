// Package questionnaire is the domain: tiers, areas, questions and banks,
// answers and assessments, and which questions an assessment asks. It is pure:
// it reads no clock, no file and no random number. Anything that says what is
// legal in an assessment belongs here; what an assessment is worth belongs to
// package scoring, where it is kept to package store.
package questionnaire
