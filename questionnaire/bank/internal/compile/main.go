// Command compile writes demarc.json, the document of our own bank, from the
// YAML in demarc/. It is run by go generate in the folder of package bank.
package main

import (
	"errors"
	"fmt"
	"os"

	"demarc/questionnaire/bank"
)

const (
	folder   = "demarc"
	document = "demarc.json"
)

func main() {
	if err := compile(); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func compile() error {
	compiled, problems, err := bank.Compile(os.DirFS(folder), folder)
	if err != nil {
		return err
	}
	for _, problem := range problems {
		fmt.Fprintf(os.Stderr, "%s (%s)\n%s", problem, problem.Severity, problem.Excerpt())
	}
	if compiled == nil {
		return errors.New("the bank has errors: nothing written")
	}
	return os.WriteFile(document, compiled.Document(), 0o644)
}
