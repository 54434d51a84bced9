package handover

import (
	"fmt"
	"maps"
	"slices"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// Build returns all files of a package but the signature. A draft is refused: it
// would change after it was handed over, and nothing could name what was signed.
// Documents that do not belong together are an *IntegrityError.
func Build(source Source) (Files, error) {
	chain, err := newChain(source.Subject, source.Earlier)
	if err != nil {
		return nil, err
	}
	return build(source, chain)
}

func build(source Source, chain *chain) (Files, error) {
	subject := chain.entries[0]
	if !subject.assessment.Final() {
		return nil, fmt.Errorf("%s cannot be handed over: %w", subject.assessment.ID(), questionnaire.ErrNotFinal)
	}
	files := make(Files)
	files.addDocuments(chain)
	evidence, err := files.addEvidence(subject, source.Evidence)
	if err != nil {
		return nil, err
	}
	sheet := scoring.Score(subject.bank, subject.assessment, source.AsOf)
	input, err := chain.reportInput(sheet)
	if err != nil {
		return nil, err
	}
	document := report.New(input)
	files[reportFile], files[pageFile] = document.Markdown(), document.HTML()
	if files[registerFile], err = register(sheet, evidence); err != nil {
		return nil, err
	}
	if files[scoresFile], err = questionnaire.PrintableJSON(sheet.Scores()); err != nil {
		return nil, err
	}
	if files[renderFile], err = questionnaire.PrintableJSON(renderingOf(source)); err != nil {
		return nil, err
	}
	files[guideFile] = guide(sheet, chain, files.Paths()).Markdown()
	files[SumsFile] = sums(files)
	return files, nil
}

// addDocuments adds the documents of the chain, byte for byte.
func (f Files) addDocuments(chain *chain) {
	subject := chain.entries[0]
	f[assessmentFile], f[bankFile] = subject.Assessment, subject.Bank
	if subject.Signoff != nil {
		f[signoffFile] = subject.Signoff
	}
	for _, earlier := range chain.entries[1:] {
		id := earlier.assessment.ID()
		f[assessmentsFolder+id+documentSuffix] = earlier.Assessment
		if earlier.Signoff != nil {
			f[assessmentsFolder+id+signoffSuffix] = earlier.Signoff
		}
		if digest := earlier.bank.Ref().Digest; digest != subject.bank.Ref().Digest {
			f[banksFolder+digest+documentSuffix] = earlier.Bank
		}
	}
}

// addEvidence adds the files of evidence and returns their paths by id. A file
// that is not the one whose SHA-256 the assessment names is refused.
func (f Files) addEvidence(subject *entry, contents map[string][]byte) (map[string]string, error) {
	paths := make(map[string]string)
	for _, id := range slices.Sorted(maps.Keys(contents)) {
		content := contents[id]
		piece, ok := subject.assessment.Evidence(id)
		if !ok {
			return nil, broken(subject.Name, "it lists no evidence %s", id)
		}
		path := evidencePath(id, piece.Ref)
		if digest := digestOf(content); piece.SHA256 != "" && digest != piece.SHA256 {
			return nil, broken(path, "its SHA-256 is %s, and %s of the assessment names %s", digest, id, piece.SHA256)
		}
		f[path] = content
		paths[id] = path
	}
	return paths, nil
}
