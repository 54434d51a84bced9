package spreadsheet_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"demarc/questionnaire"
	"demarc/scoring/spreadsheet"
)

func read(t testing.TB, document []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(document)).ReadAll()
	if err != nil {
		t.Fatalf("%v\n%q", err, document)
	}
	return rows
}

func cell(t testing.TB, text string) string {
	t.Helper()
	document, err := spreadsheet.CSV([][]string{{"first", text, "last"}, {"a", "b", "c"}})
	if err != nil {
		t.Fatal(err)
	}
	rows := read(t, document)
	if len(rows) != 2 || rows[0][0] != "first" || rows[0][2] != "last" || rows[1][0] != "a" {
		t.Fatalf("%q moves other cells: %q", text, rows)
	}
	return rows[0][1]
}

func TestFormulasAreText(t *testing.T) {
	for _, text := range []string{
		"=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\n=1", "\r\n=1", "\u00a0=1", "\u200b=1", "\ufeff=1", "＝1", "－2", "＠x",
	} {
		got := cell(t, text)
		if !strings.HasPrefix(got, "'") {
			t.Errorf("%q stands as %q", text, got)
		}
	}
	for _, text := range []string{"", "a", "1", "a = b", "'=1", "1-2", "\u2212 is no minus here", "a\n=b"} {
		if got := cell(t, text); got != text {
			t.Errorf("%q stands as %q", text, got)
		}
	}
}

func TestCellsKeepWhatTheyHold(t *testing.T) {
	for text, want := range map[string]string{
		`say "no"`: `say "no"`, "a,b;c": "a,b;c", "a\nb": "a\nb", "a\r\nb\rc": "a\nb\nc", " padded ": " padded ",
		"\x1b[31m": "␛[31m", "\u202ex": "\ufffdx", "\x00": "␀", "日本\u200b語": "日本\u200b語", `\.`: `\.`,
	} {
		if got := cell(t, text); got != want {
			t.Errorf("%q stands as %q, want %q", text, got, want)
		}
	}
}

func TestRowsEndAsRFC4180HasIt(t *testing.T) {
	document, err := spreadsheet.CSV([][]string{{"a", "b\nc"}, {"d", ""}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(document), "a,\"b\r\nc\"\r\nd,\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzCSV(f *testing.F) {
	for _, text := range []string{"=1", `"`, "\"\r\n=1,2", "\x1b", "\u202e", "a\rb", "\xff", "\u200b+1", "'", ","} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := cell(t, text)
		visible := strings.TrimLeftFunc(got, func(r rune) bool { return unicode.In(r, unicode.White_Space, unicode.Cf) })
		if visible != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(visible)[0]) {
			t.Fatalf("%q stands as %q, which may act", text, got)
		}
		unified := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
		if want := questionnaire.Printable(unified); got != want && got != "'"+want {
			t.Fatalf("%q stands as %q", text, got)
		}
	})
}
