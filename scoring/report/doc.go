// Package report turns a scored assessment, or the questions of a bank, into the
// bytes of a document. It is pure: the same sheet gives the same bytes, whatever
// the clock, the machine or the version of the program. Document is the model
// that every format draws; what a section says is written once, there.
package report
