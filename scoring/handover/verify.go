package handover

import (
	"bytes"
	"context"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// Verified says what was checked and found to hold.
type Verified struct {
	Assessment string `json:"assessment"`
	Team       string `json:"team"`
	Period     string `json:"period"`
	// Digest is the SHA-256, in hex, of the assessment's document.
	Digest string `json:"digest"`
	// Signoff holds who signed by name.
	Signoff []questionnaire.Signature `json:"signoff"`
	Chain   []Link                    `json:"chain"`
	// Package is nil for an assessment in a workspace.
	Package *VerifiedPackage `json:"package,omitempty"`
}

// VerifiedPackage says what was found of a package as a whole.
type VerifiedPackage struct {
	Files  int                `json:"files"`  // that the sums list
	Digest string             `json:"digest"` // of its sums
	AsOf   questionnaire.Date `json:"as_of"`
	// FormatVersion is the version of the layout that the package is in.
	FormatVersion int `json:"format_version"`
	// SameLayout says that every file was made again and is the same, byte for
	// byte. Else the layout is of another version, and the figures were.
	SameLayout bool    `json:"same_layout"`
	Signed     *Signed `json:"signed"` // nil where there is no signature
}

// Verify checks a package: its sums, its signature, that its documents belong
// together and that everything else in it follows from them. With a signer there
// has to be a signature, and it has to be theirs. What does not hold is an
// *IntegrityError.
func Verify(ctx context.Context, files Files, signer *Signer) (*Verified, error) {
	if err := checkSums(files); err != nil {
		return nil, err
	}
	signed, err := signatureOf(ctx, files, signer)
	if err != nil {
		return nil, err
	}
	rendered, err := readRendering(files)
	if err != nil {
		return nil, err
	}
	source, err := sourceOf(files, rendered)
	if err != nil {
		return nil, err
	}
	chain, err := newChain(source.Subject, source.Earlier)
	if err != nil {
		return nil, err
	}
	if !chain.entries[0].assessment.Final() {
		return nil, broken(assessmentFile, "it is a draft, and only a final assessment is handed over")
	}
	same := rendered.FormatVersion == report.FormatVersion
	if same {
		err = checkBuilt(files, source, chain)
	} else {
		err = checkScores(files[scoresFile], source, chain)
	}
	if err != nil {
		return nil, err
	}
	verified := chain.verified()
	verified.Package = &VerifiedPackage{
		Files: bytes.Count(files[SumsFile], []byte("\n")), Digest: files.Digest(), AsOf: source.AsOf,
		FormatVersion: rendered.FormatVersion, SameLayout: same, Signed: signed,
	}
	return verified, nil
}

// verified returns what a chain says by itself.
func (c *chain) verified() *Verified {
	subject := c.entries[0]
	return &Verified{
		Assessment: subject.assessment.ID(), Team: subject.assessment.Team(), Period: subject.assessment.Period().Label,
		Digest:  subject.digest,
		Signoff: append([]questionnaire.Signature{}, subject.signoff.Signatures...),
		Chain:   append([]Link{}, c.links...),
	}
}

func signatureOf(ctx context.Context, files Files, signer *Signer) (*Signed, error) {
	_, there := files[SignatureFile]
	switch {
	case !there && signer != nil:
		return nil, broken(SignatureFile, "it is missing, so nobody is known to have signed")
	case !there:
		return nil, nil
	}
	signed, err := checkSignature(ctx, files, signer)
	if err != nil {
		return nil, err
	}
	return &signed, nil
}

// checkBuilt makes the whole package again and compares it.
func checkBuilt(files Files, source Source, chain *chain) error {
	built, err := build(source, chain)
	if err != nil {
		return err
	}
	for _, path := range files.Paths() {
		content, ok := built[path]
		switch {
		case path == SignatureFile || path == SumsFile:
		case !ok:
			return broken(path, "it does not belong in this package")
		case !bytes.Equal(content, files[path]):
			return broken(path, "it is not what the assessment and its bank give")
		}
	}
	for _, path := range built.Paths() {
		if _, ok := files[path]; !ok {
			return broken(path, "it is missing")
		}
	}
	return nil
}

// checkScores computes the figures again and compares those that both layouts
// know.
func checkScores(document []byte, source Source, chain *chain) error {
	subject := chain.entries[0]
	if _, err := make(Files).addEvidence(subject, source.Evidence); err != nil {
		return err
	}
	scores, err := questionnaire.PrintableJSON(scoring.Score(subject.bank, subject.assessment, source.AsOf).Scores())
	if err != nil {
		return err
	}
	return compareFigures(document, scores)
}
