package bank

import (
	"embed"
	"io/fs"
	"sync"

	"demarc/questionnaire"
)

// ID is the id of our own bank.
const ID = "demarc"

//go:embed demarc.json
var document []byte

//go:embed demarc/*.yaml demarc/*.schema.json
var source embed.FS

// Default returns our own bank. It is decoded once, on first use.
func Default() (*questionnaire.Bank, error) { return decodeDefault() }

var decodeDefault = sync.OnceValues(func() (*questionnaire.Bank, error) {
	return questionnaire.DecodeCompiledBank(document)
})

// Source returns the YAML that our own bank is written in, for teams who want
// to read it or to begin from it. Beside it lie the JSON Schemas by which an
// editor completes and checks such files: bank.schema.json for bank.yaml and
// area.schema.json for the others.
func Source() fs.FS {
	folder, err := fs.Sub(source, ID)
	if err != nil {
		panic(err) // the folder's name is a constant that is a valid path
	}
	return folder
}
