package answerfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// parseJSON reads a JSON document.
func parseJSON(data []byte) (*node, error) {
	reader := &jsonReader{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), line: 1}
	reader.decoder.UseNumber()
	root, err := reader.value(0)
	if err != nil {
		return nil, reader.placed(err)
	}
	if _, err := reader.decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, at(reader.here(), "something follows the end of the document")
	}
	return root, nil
}

type jsonReader struct {
	data    []byte
	decoder *json.Decoder
	counted int // how far lines have been counted
	line    int
}

// here returns the line of the token that was read last.
func (r *jsonReader) here() int {
	offset := int(r.decoder.InputOffset())
	r.line += bytes.Count(r.data[r.counted:offset], []byte("\n"))
	r.counted = offset
	return r.line
}

func (r *jsonReader) value(depth int) (*node, error) {
	if depth > maxDepth {
		return nil, at(r.here(), "%s", errDepth)
	}
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	read := &node{line: r.here()}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			return read, r.mapping(read, depth)
		}
		return read, r.list(read, depth)
	case string:
		read.kind, read.text = text, token
	case json.Number:
		read.kind, read.text = number, token.String()
	case bool:
		read.kind, read.text = boolean, "false"
		if token {
			read.text = "true"
		}
	default:
		read.kind = null
	}
	return read, nil
}

func (r *jsonReader) mapping(read *node, depth int) error {
	read.kind = mapping
	for r.decoder.More() {
		key, err := r.decoder.Token()
		if err != nil {
			return err
		}
		if len(read.pairs) == maxKeys {
			return at(r.here(), "%s", errKeys)
		}
		one := pair{key: key.(string), line: r.here()} // the decoder lets nothing but a string stand here
		if one.value, err = r.value(depth + 1); err != nil {
			return err
		}
		read.pairs = append(read.pairs, one)
	}
	_, err := r.decoder.Token()
	return err
}

func (r *jsonReader) list(read *node, depth int) error {
	read.kind = list
	for r.decoder.More() {
		item, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		read.items = append(read.items, item)
	}
	_, err := r.decoder.Token()
	return err
}

// placed gives an error of the decoder its line.
func (r *jsonReader) placed(err error) error {
	var syntax *json.SyntaxError
	var placed *misplaced
	switch {
	case errors.As(err, &placed):
		return err
	case errors.As(err, &syntax):
		offset := min(int(syntax.Offset), len(r.data))
		return at(1+bytes.Count(r.data[:offset], []byte("\n")), "%s", syntax)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return at(1+bytes.Count(r.data, []byte("\n")), "the document ends too early")
	default:
		return at(r.here(), "%s", err)
	}
}
