package questionnaire

import (
	"encoding/json"
	"fmt"
)

// DecodeCompiledBank reads a bank document that was compiled into the program.
// It checks the bank as DecodeBank does, but does not look for unknown and
// repeated keys: nobody can have edited the document by hand, and the search
// takes most of the time that a start can spare.
func DecodeCompiledBank(document []byte) (*Bank, error) {
	var content BankContent
	if err := json.Unmarshal(document, &content); err != nil {
		return nil, fmt.Errorf("compiled bank: %w", err)
	}
	return newBank(content, document)
}
