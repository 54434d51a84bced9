package handover

import (
	"strings"

	"demarc/questionnaire"
)

// sourceOf takes out of a package what it was built from.
func sourceOf(files Files, rendered rendering) (source Source, err error) {
	for _, path := range []string{assessmentFile, bankFile} {
		if files[path] == nil {
			return Source{}, broken(path, "it is missing")
		}
	}
	source = Source{
		Subject: Record{
			Name: assessmentFile, Assessment: files[assessmentFile], Bank: files[bankFile], Signoff: files[signoffFile],
		},
		Evidence: make(map[string][]byte),
		AsOf:     rendered.AsOf,
	}
	if source.Earlier, err = earlierOf(files); err != nil {
		return Source{}, err
	}
	return source, source.takeEvidence(files, rendered.Options.Evidence)
}

// earlierOf finds the records of the earlier assessments.
func earlierOf(files Files) ([]Record, error) {
	var earlier []Record
	for _, path := range files.Paths() {
		id, inside := strings.CutPrefix(path, assessmentsFolder)
		id, named := strings.CutSuffix(id, documentSuffix)
		if !inside || !named || strings.HasSuffix(path, signoffSuffix) {
			continue
		}
		a, err := questionnaire.DecodeAssessment(files[path])
		if err != nil {
			return nil, unreadable(path, err)
		}
		if a.ID() != id {
			return nil, broken(path, "it holds assessment %s", a.ID())
		}
		bank, err := bankOf(files, path, a.Bank().Digest)
		if err != nil {
			return nil, err
		}
		earlier = append(earlier, Record{
			Name: path, Assessment: files[path], Bank: bank, Signoff: files[assessmentsFolder+id+signoffSuffix],
		})
	}
	return earlier, nil
}

// bankOf finds the bank that an earlier assessment answers.
func bankOf(files Files, path, digest string) ([]byte, error) {
	if bank := files[bankFile]; digestOf(bank) == digest {
		return bank, nil
	}
	if bank := files[banksFolder+digest+documentSuffix]; bank != nil {
		return bank, nil
	}
	return nil, broken(path, "the bank that it answers, of SHA-256 %s, is missing", questionnaire.PrintableLine(digest))
}

// takeEvidence finds the files of the evidence that the package says it holds.
func (s *Source) takeEvidence(files Files, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	a, err := questionnaire.DecodeAssessment(s.Subject.Assessment)
	if err != nil {
		return unreadable(s.Subject.Name, err)
	}
	for _, id := range ids {
		piece, ok := a.Evidence(id)
		if !ok {
			return broken(renderFile, "it names evidence %s, which the assessment does not list", questionnaire.PrintableLine(id))
		}
		path := evidencePath(id, piece.Ref)
		if files[path] == nil {
			return broken(path, "it is missing, and %s names it", renderFile)
		}
		s.Evidence[id] = files[path]
	}
	return nil
}
