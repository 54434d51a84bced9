package handover

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// The files of a package; see the package's documentation.
const (
	assessmentFile = "assessment.json"
	signoffFile    = "signoff.json"
	bankFile       = "bank.json"
	reportFile     = "report.md"
	pageFile       = "report.html"
	scoresFile     = "scores.json"
	registerFile   = "evidence.csv"
	renderFile     = "render.json"
	guideFile      = "VERIFY.md"

	// SumsFile holds the SHA-256 of every other file but the signature.
	SumsFile = "SHA256SUMS"
	// SignatureFile holds the SSH signature of SumsFile.
	SignatureFile = "SHA256SUMS.sig"

	evidenceFolder    = "evidence/"
	assessmentsFolder = "inputs/assessments/"
	banksFolder       = "inputs/banks/"

	documentSuffix = ".json"
	signoffSuffix  = ".signoff.json"
)

// Files is what a package holds: the bytes of each file by its path from the
// package's folder, with slashes.
type Files map[string][]byte

// Paths returns the paths of all files, sorted.
func (f Files) Paths() []string { return slices.Sorted(maps.Keys(f)) }

// size returns the bytes of all files together.
func (f Files) size() int64 {
	var size int64
	for _, content := range f {
		size += int64(len(content))
	}
	return size
}

// Digest returns the SHA-256, in hex, of the sums. Whoever has it by another way
// knows that nothing in the package was changed since.
func (f Files) Digest() string { return digestOf(f[SumsFile]) }

// IntegrityError says that a file is not what it should be.
type IntegrityError struct {
	File   string // the path in the package, or the file in the workspace
	Reason string
}

func (e *IntegrityError) Error() string {
	return questionnaire.PrintableLine(e.File) + ": " + questionnaire.PrintableLine(e.Reason)
}

func broken(file, format string, args ...any) error {
	return &IntegrityError{File: file, Reason: fmt.Sprintf(format, args...)}
}

// safePath is what names of files in a package are made of: they mean the same
// on every system, in SHA256SUMS and on a command line.
var safePath = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$`)

const maxPath = 240

func checkPath(path string) error {
	if len(path) > maxPath || !safePath.MatchString(path) || strings.Contains(path, "..") {
		return broken(path, "no file of a package has such a name")
	}
	return nil
}

func digestOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
