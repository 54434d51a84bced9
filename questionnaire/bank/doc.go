// Package bank reads question banks that people write as YAML, says with line
// and column what is wrong with them, and holds our own bank. Whatever knows how
// a bank is written belongs here; what a bank means is package questionnaire's.
//
// A bank is a folder: bank.yaml with what all questions share, and one file an
// area, named for it. Our own is compiled to its document by go generate, so
// that the program starts without reading YAML.
package bank

//go:generate go run ./internal/compile
//go:generate go test -run ^TestREADME -update .
