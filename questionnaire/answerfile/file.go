package answerfile

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"demarc/questionnaire"
)

// MaxBytes is how large a file of answers may be.
const MaxBytes = questionnaire.MaxAssessmentBytes

// File is what a file says: answers, the evidence they name, and what is wrong
// with it.
type File struct {
	name     string
	answers  []answer
	evidence map[string]evidence // by the file's own ids
	problems []Problem
}

// answer is what a file says about one question.
type answer struct {
	question string
	line     int
	change   questionnaire.Change
	broken   bool // something about it could not be read, and is a problem already
}

type evidence struct {
	line   int
	piece  questionnaire.Evidence
	broken bool
}

const (
	keyEvidence = "evidence"
	keyAnswers  = "answers"
)

// Parse reads a file of answers; name is what problems call it. The error is an
// *InvalidError where the file cannot be read at all. What is wrong with single
// answers waits for Edits, which reports everything together.
func Parse(name string, data []byte) (*File, error) {
	root, err := parse(data)
	if err != nil {
		return nil, invalid(name, []Problem{problem(name, err)})
	}
	file := &File{name: name, evidence: make(map[string]evidence)}
	from := &reader{file: file}
	from.document(root)
	if len(file.answers) == 0 && len(file.problems) == 0 {
		return nil, invalid(name, []Problem{{File: name, What: "holds no answers"}})
	}
	return file, nil
}

func problem(name string, err error) Problem {
	var placed *misplaced
	if errors.As(err, &placed) {
		return Problem{File: name, Line: placed.line, What: placed.what}
	}
	return Problem{File: name, What: err.Error()}
}

// NamesEverybody reports whether every answer with a level says whose word it
// is.
func (f *File) NamesEverybody() bool {
	for _, answer := range f.answers {
		if answer.change.Level != nil && answer.change.By == nil {
			return false
		}
	}
	return true
}

// parse tells the formats apart by content: JSON begins with a brace, CSV with
// a header, and everything else is YAML. YAML may begin with a brace too.
func parse(data []byte) (*node, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // Excel writes it before CSV
	if len(data) > MaxBytes {
		return nil, ErrTooLarge
	}
	if line := invalidLine(data); line > 0 {
		return nil, at(line, "the line is not valid UTF-8 text")
	}
	opening := bytes.TrimSpace(data)
	if comma := csvComma(data); comma != 0 {
		return parseCSV(data, comma)
	}
	if !bytes.HasPrefix(opening, []byte("{")) {
		return parseYAML(string(data))
	}
	root, err := parseJSON(data)
	if err == nil || bytes.HasPrefix(bytes.TrimSpace(opening[1:]), []byte(`"`)) {
		return root, err
	}
	return parseYAML(string(data))
}

// ErrTooLarge means that a file of answers is larger than MaxBytes.
var ErrTooLarge = fmt.Errorf("larger than %d MiB: a file of answers may hold no more", MaxBytes>>20)

// invalidLine returns the first line that is not UTF-8, or 0.
func invalidLine(data []byte) int {
	if utf8.Valid(data) {
		return 0
	}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		if !utf8.Valid(line) {
			return number
		}
	}
	return number
}
