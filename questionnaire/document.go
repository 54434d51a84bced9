package questionnaire

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrNewerSchema means that a document was written by a later demarc.
var ErrNewerSchema = errors.New("written by a newer demarc")

// DocumentError says what is wrong with a document and where, so that a person
// can mend it by hand.
type DocumentError struct {
	Line, Column int // both from 1, in characters; 0 where the place is not known
	What         string
}

func (e *DocumentError) Error() string {
	if e.Line == 0 {
		return e.What
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.What)
}

// encodeDocument writes value as demarc keeps documents: indented JSON, with
// its text as people wrote it.
func encodeDocument(value any) ([]byte, error) { return encodeBlock(value, "") }

func encodeBlock(value any, prefix string) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(prefix, "  ")
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// decodeDocument reads data into value. It refuses another schema than the
// given one, unknown and repeated keys, and anything after the document.
func decodeDocument(data []byte, schema string, value any) error {
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return syntaxError(data, err)
	}
	if err := checkSchema(head.Schema, schema); err != nil {
		return err
	}
	return decodeStrictly(data, value)
}

var schemaVersion = regexp.MustCompile(`^(demarc/[a-z]+)/v(\d{1,6})$`)

func checkSchema(found, want string) error {
	wantParts := schemaVersion.FindStringSubmatch(want)
	parts := schemaVersion.FindStringSubmatch(found)
	if parts == nil || parts[1] != wantParts[1] {
		return &DocumentError{What: fmt.Sprintf("schema is %q: want %s", Printable(found), want)}
	}
	have, _ := strconv.Atoi(parts[2])
	known, _ := strconv.Atoi(wantParts[2])
	if have > known {
		return fmt.Errorf("%w: its schema is %s, this program reads up to %s", ErrNewerSchema, found, want)
	}
	if have < known {
		return &DocumentError{What: fmt.Sprintf("schema is %s: this program reads %s", found, want)}
	}
	return nil
}

// syntaxError turns an error of encoding/json into one with a place.
func syntaxError(data []byte, err error) error {
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && int(syntax.Offset) == len(data) && strings.HasPrefix(syntax.Error(), "unexpected end"):
		return placeError(data, len(data), "the document ends too early")
	case errors.As(err, &syntax):
		return placeError(data, int(syntax.Offset)-1, syntax.Error())
	case errors.As(err, &wrongType):
		what := cmp.Or(wrongType.Field, "the document")
		return placeError(data, int(wrongType.Offset)-1, fmt.Sprintf("%s cannot be %s", what, kindOf(wrongType.Value)))
	default:
		return &DocumentError{What: Printable(err.Error())}
	}
}

// placeError says what is wrong at an offset from 0.
func placeError(data []byte, offset int, what string) error {
	before := data[:max(0, min(offset, len(data)))]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return &DocumentError{Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(line), What: what}
}
