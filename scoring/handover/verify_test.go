package handover_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"demarc/scoring/handover"
)

func verify(files handover.Files, signer *handover.Signer) error {
	_, err := handover.Verify(context.Background(), files, signer)
	return err
}

// requireBroken wants an error that names the file and says why.
func requireBroken(t *testing.T, err error, file, reason string) {
	t.Helper()
	var broken *handover.IntegrityError
	if !errors.As(err, &broken) {
		t.Fatalf("got %v, want that %s is broken", err, file)
	}
	if broken.File != file || !strings.Contains(broken.Reason, reason) {
		t.Errorf("got\n%v\nwant\n%s: …%s…", err, file, reason)
	}
}

func TestVerifyAcceptsWhatWasBuilt(t *testing.T) {
	files := build(t, threeQuarters(t))
	verified, err := handover.Verify(context.Background(), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	if made := verified.Package; !made.SameLayout || made.Signed != nil || made.Files != len(files)-1 || made.Digest != digest(files["SHA256SUMS"]) {
		t.Errorf("got %+v", made)
	}
	if len(verified.Signoff) != 1 || verified.Digest != digest(files["assessment.json"]) {
		t.Errorf("got %+v", verified)
	}
	if len(verified.Chain) != 2 || !verified.Chain[0].Present || !verified.Chain[1].Present {
		t.Errorf("chain is %v", verified.Chain)
	}
}

// Whatever byte somebody changes, it shows.
func TestEveryChangedByteIsFound(t *testing.T) {
	jane := newKey(t, "ed25519")
	files := jane.sign(t, build(t, threeQuarters(t)))
	signer := jane.allowed(t, "")
	if err := verify(files, signer); err != nil {
		t.Fatal(err)
	}
	const bit = 0x20 // what tells capitals from small letters, and a space from none
	for path, content := range files {
		for at := range content {
			content[at] ^= bit
			err := verify(files, signer)
			content[at] ^= bit
			var broken *handover.IntegrityError
			if !errors.As(err, &broken) {
				t.Errorf("%s, byte %d of %d: got %v", path, at, len(content), err)
			}
		}
	}
}

// Nor does it help to make the sums anew: what follows from the documents is made
// again, and the documents hold each other.
func TestChangedAndSummedAnewIsFound(t *testing.T) {
	const stride = 101
	files := build(t, threeQuarters(t))
	for path, content := range files {
		if path == handover.SumsFile || strings.HasSuffix(path, "signoff.json") {
			continue // names in a sign-off are held by a signature alone
		}
		for at := 0; at < len(content); at += stride {
			changed := maps.Clone(files)
			changed[path] = bytes.Clone(content)
			changed[path][at] ^= 0x01
			var broken *handover.IntegrityError
			if err := verify(summed(changed), nil); !errors.As(err, &broken) {
				t.Errorf("%s, byte %d of %d: got %v", path, at, len(content), err)
			}
		}
	}
}

func TestFilesTakenAwayAddedAndRenamed(t *testing.T) {
	whole := build(t, threeQuarters(t))
	const q1 = "inputs/assessments/payments-2027-q1.json"
	tests := map[string]struct {
		change       func(handover.Files)
		again        bool // the sums are made anew
		file, reason string
	}{
		"no sums":             {change: func(f handover.Files) { delete(f, "SHA256SUMS") }, file: "SHA256SUMS", reason: "missing"},
		"taken away":          {change: func(f handover.Files) { delete(f, "report.md") }, file: "report.md", reason: "it is missing, and SHA256SUMS lists it"},
		"taken away, summed":  {change: func(f handover.Files) { delete(f, "report.md") }, again: true, file: "report.md", reason: "it is missing"},
		"no bank, summed":     {change: func(f handover.Files) { delete(f, "bank.json") }, again: true, file: "bank.json", reason: "it is missing"},
		"no evidence, summed": {change: func(f handover.Files) { delete(f, evidenceOfKeys) }, again: true, file: evidenceOfKeys, reason: "render.json names it"},
		"no sign-off, summed": {change: func(f handover.Files) { delete(f, "signoff.json") }, again: true, file: "VERIFY.md", reason: "not what"},
		"no predecessor":      {change: func(f handover.Files) { delete(f, q1) }, again: true, file: "assessment.json", reason: "it follows payments-2027-q1, which is missing"},
		"added":               {change: func(f handover.Files) { f["notes.txt"] = nil }, file: "notes.txt", reason: "does not list it"},
		"added, summed":       {change: func(f handover.Files) { f["notes.txt"] = nil }, again: true, file: "notes.txt", reason: "does not belong"},
		"renamed": {change: func(f handover.Files) {
			f["Report.md"] = f["report.md"]
			delete(f, "report.md")
		}, file: "report.md", reason: "it is missing"},
		"another's id": {change: func(f handover.Files) {
			f["inputs/assessments/payments-2027-q3.json"] = f[q1]
			delete(f, q1)
		}, again: true, file: "inputs/assessments/payments-2027-q3.json", reason: "it holds assessment payments-2027-q1"},
		"listed twice": {change: func(f handover.Files) {
			f["SHA256SUMS"] = append(bytes.Clone(f["SHA256SUMS"]), f["SHA256SUMS"]...)
		}, file: "SHA256SUMS", reason: "does not belong there"},
		"another order": {change: func(f handover.Files) {
			lines := bytes.SplitAfter(f["SHA256SUMS"], []byte("\n"))
			f["SHA256SUMS"] = append(bytes.Join(lines[1:], nil), lines[0]...)
		}, file: "SHA256SUMS", reason: "another form"},
		"spaces that sha256sum reads past": {change: func(f handover.Files) {
			f["SHA256SUMS"] = append([]byte(" "), f["SHA256SUMS"]...)
		}, file: "SHA256SUMS", reason: "line 1 is not a sum and a path"},
		"no end of line": {change: func(f handover.Files) {
			f["SHA256SUMS"] = bytes.TrimSuffix(f["SHA256SUMS"], []byte("\n"))
		}, file: "SHA256SUMS", reason: "another form"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			files := maps.Clone(whole)
			test.change(files)
			if test.again {
				files = summed(files)
			}
			requireBroken(t, verify(files, nil), test.file, test.reason)
		})
	}
}

// A package whose layout is of another version is not held to ours, but its
// figures are.
func TestAnotherLayout(t *testing.T) {
	files := build(t, threeQuarters(t))
	edit := func(path, from, to string) {
		t.Helper()
		if bytes.Count(files[path], []byte(from)) == 0 {
			t.Fatalf("%s does not hold %q", path, from)
		}
		files[path] = bytes.Replace(files[path], []byte(from), []byte(to), 1)
		files = summed(files)
	}
	edit("render.json", `"format_version": 1`, `"format_version": 2`)
	edit("report.md", "# ", "# Another layout of ")
	verified, err := handover.Verify(context.Background(), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	if verified.Package.SameLayout || verified.Package.FormatVersion != 2 {
		t.Errorf("got %+v", verified.Package)
	}
	edit("scores.json", `"coverage": 1`, `"coverage": 0.9`)
	requireBroken(t, verify(files, nil), "scores.json", "overall.coverage is not what")
}

func TestDraftInAPackage(t *testing.T) {
	files := build(t, threeQuarters(t))
	delete(files, "signoff.json")
	files["assessment.json"] = edited(t, files["assessment.json"], `"status": "final"`, `"status": "draft"`)
	requireBroken(t, verify(summed(files), nil), "assessment.json", "it is a draft")
}
