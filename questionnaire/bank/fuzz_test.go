package bank_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
)

// FuzzLoad holds that any bytes either make a bank whose document reads back as
// the same bank, or come back as problems that have a place in their file.
func FuzzLoad(f *testing.F) {
	f.Add(acme["bank.yaml"], acme["iam.yaml"])
	f.Add("id: acme\nversion: 1.0.0\nextends: demarc\n", acme["data.yaml"])
	f.Add("weights: {critical: 5, high: [3}\n", "- - - x\n- \"a\\\n")
	f.Add("a: &a [*a]\n", "? x\n: |2\n  y\n")
	f.Add("%YAML 1.2\n---\n!!map {}\n...", "\ufeff- {id: 'ACME-01', ? revision: 1}\r\n\t# x")
	f.Fuzz(func(t *testing.T, manifest, area string) {
		files := fstest.MapFS{"bank.yaml": {Data: []byte(manifest)}, "iam.yaml": {Data: []byte(area)}}
		loaded, err := bank.Load(files, "fuzz")
		problems, lintErr := bank.Lint(files, "fuzz")
		if lintErr != nil {
			t.Fatalf("lint: %v", lintErr)
		}
		if err != nil {
			refused(t, err, problems)
			return
		}
		again, err := questionnaire.DecodeBank(loaded.Document())
		if err != nil {
			t.Fatalf("the document does not read back: %v", err)
		}
		if again.Ref() != loaded.Ref() {
			t.Fatalf("the document reads back as %+v, want %+v", again.Ref(), loaded.Ref())
		}
	})
}

func refused(t *testing.T, err error, problems []bank.Problem) {
	t.Helper()
	var invalid *bank.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Problems) == 0 {
		t.Fatalf("refused without a problem: %v", err)
	}
	if len(problems) < len(invalid.Problems) {
		t.Fatalf("lint finds %d problems, load %d", len(problems), len(invalid.Problems))
	}
	for _, problem := range problems {
		if problem.Line < 0 || problem.Column < 0 || problem.What == "" || problem.Rule == "" {
			t.Fatalf("problem is %+v", problem)
		}
	}
}
