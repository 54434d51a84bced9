package questionnaire

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// PrintableJSON returns a value as indented JSON that is safe on a terminal too:
// what Printable would make visible is escaped, which readers of JSON undo.
func PrintableJSON(value any) ([]byte, error) {
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("encode JSON: %w", err)
	}
	if document := plain.String(); Printable(document) == document {
		return plain.Bytes(), nil
	}
	var escaped bytes.Buffer
	for _, char := range plain.String() {
		if hidden(char) {
			fmt.Fprintf(&escaped, `\u%04x`, char)
		} else {
			escaped.WriteRune(char)
		}
	}
	return escaped.Bytes(), nil
}
