package questionnaire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// ErrNewerSchema means that a document was written by a later demarc.
var ErrNewerSchema = errors.New("written by a newer demarc")

// DocumentError says what is wrong with a document and where, so that a person
// can mend it by hand.
type DocumentError struct {
	Line, Column int // both from 1; 0 where the place is not known
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
		return documentError(data, err)
	}
	if err := checkSchema(head.Schema, schema); err != nil {
		return err
	}
	if err := checkRepeatedKeys(data); err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(value); err != nil {
		return documentError(data, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return placeError(data, int(decoder.InputOffset()), "something follows the end of the document")
	}
	return nil
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

// checkRepeatedKeys refuses an object that holds a key twice. encoding/json
// would keep the last one and lose the other without a word, which is what a
// careless merge by hand leaves behind.
func checkRepeatedKeys(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var open []map[string]bool // keys seen per open object; nil for an array
	wantKey := false
	for {
		token, err := decoder.Token()
		if err != nil {
			return nil // the end; anything wrong was met before
		}
		switch token {
		case json.Delim('{'):
			open, wantKey = append(open, make(map[string]bool)), true
			continue
		case json.Delim('['):
			open, wantKey = append(open, nil), false
			continue
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		default:
			if key, ok := token.(string); ok && wantKey {
				if open[len(open)-1][key] {
					return placeError(data, int(decoder.InputOffset()), fmt.Sprintf("key %q stands twice", Printable(key)))
				}
				open[len(open)-1][key] = true
				wantKey = false
				continue
			}
		}
		wantKey = len(open) > 0 && open[len(open)-1] != nil
	}
}

// documentError turns an error of encoding/json into one with a place.
func documentError(data []byte, err error) error {
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	var unknown *UnknownWordError
	switch {
	case errors.As(err, &syntax):
		return placeError(data, int(syntax.Offset), syntax.Error())
	case errors.As(err, &wrongType):
		return placeError(data, int(wrongType.Offset), fmt.Sprintf("%s cannot be a %s", wrongType.Field, wrongType.Value))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return placeError(data, len(data), "the document ends too early")
	case errors.As(err, &unknown):
		return placeError(data, bytes.Index(data, []byte(strconv.Quote(unknown.Text))), unknown.Error())
	}
	what := strings.TrimPrefix(err.Error(), "json: ")
	if key, ok := strings.CutPrefix(what, "unknown field "); ok {
		return placeError(data, bytes.Index(data, []byte(key)), "unknown key "+Printable(key))
	}
	return &DocumentError{What: Printable(what)}
}

func placeError(data []byte, offset int, what string) error {
	if offset < 0 || offset > len(data) {
		return &DocumentError{What: what}
	}
	before := data[:offset]
	return &DocumentError{
		Line:   1 + bytes.Count(before, []byte("\n")),
		Column: max(1, offset-bytes.LastIndexByte(before, '\n')),
		What:   what,
	}
}
