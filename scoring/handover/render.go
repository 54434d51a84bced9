package handover

import (
	"encoding/json"
	"maps"
	"slices"

	"demarc/questionnaire"
	"demarc/scoring/report"
)

const renderSchema = "demarc/render/v1"

// rendering is what a report depends on beside the documents. The version of the
// program and the clock are not among it.
type rendering struct {
	Schema        string             `json:"schema"`
	FormatVersion int                `json:"format_version"`
	AsOf          questionnaire.Date `json:"as_of"`
	Options       renderOptions      `json:"options"`
}

type renderOptions struct {
	// Evidence holds the ids of the evidence whose files are in the package.
	Evidence []string `json:"evidence"`
}

func renderingOf(source Source) rendering {
	ids := slices.AppendSeq([]string{}, maps.Keys(source.Evidence))
	slices.Sort(ids)
	return rendering{
		Schema: renderSchema, FormatVersion: report.FormatVersion,
		AsOf: source.AsOf, Options: renderOptions{Evidence: ids},
	}
}

// readRendering reads as much as every format version has.
func readRendering(files Files) (rendering, error) {
	var found rendering
	document, ok := files[renderFile]
	if !ok {
		return found, broken(renderFile, "it is missing")
	}
	switch err := json.Unmarshal(document, &found); {
	case err != nil:
		return found, broken(renderFile, "%s", err)
	case found.Schema != renderSchema:
		return found, broken(renderFile, "its schema is %q, not %s", found.Schema, renderSchema)
	case found.FormatVersion < 1 || found.AsOf.IsZero():
		return found, broken(renderFile, "it needs format_version and as_of")
	default:
		return found, nil
	}
}
