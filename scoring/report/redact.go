package report

import (
	"demarc/questionnaire"
	"demarc/scoring"
)

// Redact returns the input without what people outside must not see, for any
// format to write. See questionnaire.Redaction for what that is. The earlier
// assessments are redacted with the same pseudonyms, and every figure stays.
func Redact(input Input) Input {
	redaction := questionnaire.NewRedaction()
	redacted := Input{Sheet: redactSheet(redaction, input.Sheet), Digest: input.Digest, Redacted: true}
	redacted.Audience, redacted.Frameworks = input.Audience, input.Frameworks
	redacted.Signoff = redaction.Signoff(input.Signoff)
	if input.Previous != nil {
		redacted.Previous = redactSheet(redaction, input.Previous)
	}
	for _, sheet := range input.Earlier {
		redacted.Earlier = append(redacted.Earlier, redactSheet(redaction, sheet))
	}
	if input.Corrected != nil {
		redacted.Corrected = redactSheet(redaction, input.Corrected)
	}
	return redacted
}

func redactSheet(redaction *questionnaire.Redaction, sheet *scoring.Sheet) *scoring.Sheet {
	return scoring.Score(sheet.Bank(), redaction.Assessment(sheet.Assessment()), sheet.AsOf())
}

// leftOut says on the first page that something was left out, and what.
func (s *subject) leftOut() []Block {
	if !s.redacted {
		return nil
	}
	return []Block{
		Paragraph{strong("REDACTED for readers outside."), plain(" The team's own report holds what is left out here:")},
		whatIsLeftOut,
	}
}

var whatIsLeftOut = List{
	fact("People", plain("names and roles are left out. Person 1 is the same person throughout this report, and so on; in another report the numbers can differ.")),
	fact("AWS accounts", plain("ids and names are left out. Account 1 is the same account throughout, and so on; its twelve digits are that number and no id.")),
	fact("Text that people wrote", plainf("notes, reasons, exclusions, named sources and the words on the cover are left out, because such text can hold names; \"%s\" stands in their place.", questionnaire.LeftOut)),
	fact("Evidence", plain("titles and locations are left out.")),
	fact("Kept", plain("organization, team, periods, regions, services, levels, dates, counts, every figure, and the text of the question bank.")),
	fact("Digests", plain("those of the real documents and files, so that whoever is shown them can tell that they are the ones.")),
}

// leftOutWords is the same for formats that hold no list.
func leftOutWords() []string {
	var words []string
	for _, fact := range whatIsLeftOut {
		words = append(words, fact.String())
	}
	return words
}
