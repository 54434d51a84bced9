// Package handover makes the package that an auditor gets: the report, every
// document that it was made from, what says how to check it all, and the sums of
// the files, signed if somebody wants to. It reads packages back and checks them.
//
// A package is Files: the bytes of each file by its path. Build makes all of them
// from a Source, purely, so the same documents and as-of day give the same bytes
// on any machine at any time. Verify takes the Source out of a package, builds it
// again and compares. Only reading and writing packages, looking for evidence and
// running ssh-keygen touch the world.
//
// A package holds
//
//	report.md                          the report
//	report.html                        the same as a page, for screens and for paper
//	assessment.json                    the final assessment, as the workspace has it
//	signoff.json                       who signed it by name, if anybody did
//	bank.json                          the questions it answers
//	scores.json                        its figures and gaps, for programs
//	evidence.csv                       its evidence, for spreadsheets
//	evidence/                          files that evidence refers to, where asked for
//	inputs/assessments/<id>.json       the earlier assessments it leads to
//	inputs/assessments/<id>.signoff.json
//	inputs/banks/<SHA-256>.json        their banks, where they are not bank.json
//	render.json                        what else the report depends on
//	VERIFY.md                          how to check all this with stock tools
//	SHA256SUMS                         the sums of all files above
//	SHA256SUMS.sig                     an SSH signature of that, if it was signed
package handover
