package bank

import (
	"fmt"
	"io/fs"

	"demarc/questionnaire"
)

// Load reads the bank in the folder fsys; name is what errors call the folder.
// A bank that extends ours comes merged with it. What is wrong with the files
// comes as an *InvalidError with all of it, and never with half a bank.
func Load(fsys fs.FS, name string) (*questionnaire.Bank, error) {
	read, err := readDraft(fsys, name)
	if err != nil {
		return nil, err
	}
	bank := read.check()
	if read.poses(bank); len(read.problems) == 0 && bank != nil {
		return bank, nil
	}
	sortProblems(read.problems)
	return nil, fmt.Errorf("bank %s cannot be used:\n%w", questionnaire.Printable(name), &InvalidError{read.problems})
}
