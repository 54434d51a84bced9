package store_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

func TestConfigIsWrittenAndRead(t *testing.T) {
	none, few := 0, 3
	for name, config := range map[string]store.Config{
		"empty": {},
		"full": {
			Organization: "Example: Ltd # 1", Team: "päyments", Bank: "../bank",
			Gate: store.Gate{
				Min: "72.5", MinArea: map[string]string{"iam": "80", "threat-intel": "100"},
				NoCriticalGaps: true, NoRegressions: true, MaxStale: &none, MaxOverdue: &few, MaxCarried: &none,
			},
			Report: store.Report{Logo: "Example: Ltd", Cover: "First line.\n\n  <b> | second\n"},
		},
	} {
		f, err := store.InitFile(t.TempDir(), config, storetest.Clock)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := f.Config()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(config, got); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
	}
}

func TestConfigByHand(t *testing.T) {
	f := newFile(t)
	for text, want := range map[string]store.Config{
		"":               {},
		"# nothing\n":    {},
		"---\n":          {},
		"team: 42\n":     {Team: "42"},
		"gate:\n":        {},
		"team: ' a b'\n": {Team: " a b"},
		"gate: {min: 70, min_area: {iam: 72.5, data: 0}}": {Gate: store.Gate{Min: "70", MinArea: map[string]string{"iam": "72.5", "data": "0"}}},
	} {
		writeFile(t, f, "demarc.yaml", text)
		got, err := f.Config()
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestConfigErrors(t *testing.T) {
	f := newFile(t)
	path := filepath.Join(f.Dir(), "demarc.yaml")
	for text, want := range map[string]string{
		"team: a\ncolour: red\n":                                     `:2:1: unknown key "colour"`,
		"report:\n  logo: \"a\\nb\"\n":                               `:2:9: report.logo: must be one line without control characters`,
		"report:\n  logo: " + strings.Repeat("a", 121):               `:2:9: report.logo: must be at most 120 characters`,
		"report:\n  cover: \"a\\e[31m\"\n":                           `:2:10: report.cover: must be without control characters`,
		"report:\n  cover: " + strings.Repeat("a", 2001):             `:2:10: report.cover: must be at most 2000 characters in 30 lines`,
		"report:\n  cover: \"" + strings.Repeat("a\\n", 31) + "\"\n": `:2:10: report.cover: must be at most 2000 characters in 30 lines`,
		"gate:\n  minimum: 70\n":                                     `:2:3: unknown key "minimum"`,
		"team: a\nteam: b\n":                                         `:2:1: mapping key "team" already defined at [1:1]`,
		"team: [a]\n":                                                `:1:7: want text`,
		"gate:\n  max_stale: few\n":                                  `:2:14: want a whole number`,
		"gate:\n  no_regressions: perhaps\n":                         `:2:19: want true or false`,
		"gate: 70\n":                                                 `:1:7: int was used where mapping is expected`,
		"- team\n":                                                   `:1:1: sequence was used where mapping is expected`,
		"team: \"a\\e[31m\"\n":                                       `:1:7: team: must be one line without control characters`,
		"team: \"a\\nb\"\n":                                          `:1:7: team: must be one line without control characters`,
		"gate:\n  min: 101\n":                                        `:2:8: gate.min: must be a percentage from 0 to 100, such as 70 or 72.5`,
		"gate:\n  min: -1\n":                                         `:2:8: gate.min: must be a percentage`,
		"gate:\n  min: 70%\n":                                        `:2:8: gate.min: must be a percentage`,
		"gate:\n  min: .nan\n":                                       `:2:8: gate.min: must be a percentage`,
		"gate:\n  min_area:\n    iam: lots\n":                        `:3:10: gate.min_area.iam: must be a percentage`,
		"gate:\n  min_area:\n    'i.am': 80\n":                       `:3:13: gate.min_area.i.am: unknown area "i.am"`,
		"gate:\n  max_stale: -1\n":                                   `:2:14: gate.max_stale: must not be negative`,
		"gate:\n  max_overdue: -1\n":                                 `:2:16: gate.max_overdue: must not be negative`,
		"gate:\n  max_carried: -1\n":                                 `:2:16: gate.max_carried: must not be negative`,
		"team: [\n":                                                  `:1:7: sequence end token ']' not found`,
		"team: &a b\norganization: *a\n":                             `:1:7: anchors, aliases and tags are not used here`,
		"team: !!str b\n":                                            `:1:7: anchors, aliases and tags are not used here`,
		"team: a\n---\nteam: b\n":                                    `:3:5: a second document`,
		"team: \xff\n":                                               `: it is not valid UTF-8 text`,
		"team: " + strings.Repeat("[", 10000):                        `: it holds more than settings need`,
		"team: " + strings.Repeat("a", 65<<10):                       `: it is larger than 64 KiB`,
		"\x1b]0;title\x07: 1\n":                                      `:1:`,
		"team:\n" + strings.Repeat("- ", 10000):                      `: it holds more than settings need`,
		"gate:\n  min_area: {iam: 80, iam: 90}\n":                    `:2:23: mapping key "iam" already defined`,
	} {
		writeFile(t, f, "demarc.yaml", text)
		_, err := f.Config()
		if err == nil {
			t.Errorf("%.40q was taken", text)
			continue
		}
		if !strings.HasPrefix(err.Error(), path+want) && !strings.HasSuffix(err.Error(), path+want) {
			t.Errorf("%.40q gave\n%s\nwant\n%s", text, err, path+want)
		}
		if questionnaire.PrintableLine(err.Error()) != err.Error() {
			t.Errorf("error %q would act on a terminal", err)
		}
	}
}

func TestOpenDoesNotReadConfig(t *testing.T) {
	f := newPayments(t, 1)
	writeFile(t, f, "demarc.yaml", ": [")
	if got := note(t, reopen(t, f), 1); got != "" {
		t.Errorf("the note is %q", got)
	}
}
