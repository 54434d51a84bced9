package answerfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// columns are what a CSV file may say about a question. The question is named
// in a column of its own.
var columns = []string{
	"level", "note", "by", "recorded_by", "method", "population", "na_reason", "evidence", "owner", "due", "flagged",
}

const questionColumn = "question"

// csvComma returns what separates the columns of a CSV file, which shows in its
// first line: a list of names, one of them question. It is 0 for another file.
func csvComma(data []byte) rune {
	header, _, _ := bytes.Cut(data, []byte("\n"))
	for _, comma := range ",;\t" {
		if slices.ContainsFunc(strings.Split(string(header), string(comma)), isQuestionColumn) && bytes.ContainsRune(header, comma) {
			return comma
		}
	}
	return 0
}

func isQuestionColumn(cell string) bool { return columnName(cell) == questionColumn }

func columnName(cell string) string {
	return strings.ToLower(strings.Trim(strings.TrimSpace(cell), `"`))
}

// parseCSV reads rows as if they were the answers of a document. An empty cell
// says nothing.
func parseCSV(data []byte, comma rune) (*node, error) {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma = comma
	reader.TrimLeadingSpace = true
	names, err := header(reader)
	if err != nil {
		return nil, err
	}
	answers := &node{kind: mapping, line: 1}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return &node{kind: mapping, line: 1, pairs: []pair{{key: keyAnswers, line: 1, value: answers}}}, nil
		}
		if err != nil {
			return nil, csvError(err)
		}
		line, _ := reader.FieldPos(0)
		if len(answers.pairs) == maxKeys {
			return nil, at(line, "%s", errKeys)
		}
		answers.pairs = append(answers.pairs, row(names, cells, line))
	}
}

func header(reader *csv.Reader) ([]string, error) {
	names, err := reader.Read()
	if err != nil {
		return nil, csvError(err)
	}
	for i := range names {
		names[i] = columnName(names[i])
		if names[i] != questionColumn && !slices.Contains(columns, names[i]) {
			return nil, at(1, "unknown column %q: want %s, %s", names[i], questionColumn, strings.Join(columns, ", "))
		}
		if slices.Contains(names[:i], names[i]) {
			return nil, at(1, "column %q stands twice", names[i])
		}
	}
	return names, nil
}

func row(names, cells []string, line int) pair {
	answer := pair{line: line, value: &node{kind: mapping, line: line}}
	for i, cell := range cells {
		value := &node{kind: text, line: line, text: strings.TrimSpace(cell)}
		switch {
		case names[i] == questionColumn:
			answer.key = value.text
		case value.text != "":
			answer.value.pairs = append(answer.value.pairs, pair{key: names[i], line: line, value: value})
		}
	}
	return answer
}

func csvError(err error) error {
	var syntax *csv.ParseError
	if errors.As(err, &syntax) {
		return at(syntax.Line, "%s", syntax.Err)
	}
	return at(0, "%s", err)
}
