// Package spreadsheet writes tables as CSV and as workbooks that spreadsheets open
// as what they are: text and numbers, never formulas.
package spreadsheet

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarc/questionnaire"
)

// ByteOrderMark stands before CSV for spreadsheets that else take UTF-8 for an
// older encoding.
const ByteOrderMark = "\ufeff"

// CSV returns rows of cells as RFC 4180 has it, in UTF-8, each row ended by CR
// and LF. Cells keep their lines.
func CSV(rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	table := csv.NewWriter(&out)
	table.UseCRLF = true
	for _, row := range rows {
		inert := make([]string, len(row))
		for i, cell := range row {
			inert[i] = inertCell(cell)
		}
		if err := table.Write(inert); err != nil {
			return nil, err
		}
	}
	table.Flush()
	return out.Bytes(), table.Error()
}

var unifyBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// inertCell keeps a spreadsheet from taking text for a formula, by the apostrophe
// that OWASP advises against CSV injection. Spreadsheets look past white space
// and what has no width before a sign, and take its full-width form for it.
func inertCell(text string) string {
	text = questionnaire.Printable(unifyBreaks.Replace(text))
	first := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if sign, _ := utf8.DecodeRuneInString(first); first != "" && strings.ContainsRune("=+-@＝＋－＠", sign) {
		return "'" + text
	}
	return text
}
