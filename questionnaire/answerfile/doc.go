// Package answerfile reads answers that people or programs wrote into a file:
// YAML or JSON in the assessment's own shape, or CSV with a header. It says
// with lines what is wrong with all of it, and turns what is right into edits
// that a store takes as one. Whatever knows how such a file is written belongs
// here; what an answer means is package questionnaire's.
//
//	evidence:
//	  E-01: {title: Rule export, kind: config-export, ref: rules.csv, collected_at: 2026-11-02}
//	answers:
//	  NET-04: {level: most, note: Bastion removed, population: 47/50, evidence: [E-01]}
//
// What a file does not say about a question stays as it was. Evidence ids are
// local to the file: one that the assessment uses for something else is
// renumbered.
package answerfile
