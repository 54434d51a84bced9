package report

import (
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// Input is what a report is made from.
type Input struct {
	Sheet *scoring.Sheet
	// Digest is the SHA-256, in hex, of the assessment's document as it is kept;
	// empty for a draft, which changes.
	Digest string
	// Previous is the assessment that this one follows, scored on its own as-of
	// day; nil where there is none or it is not at hand.
	Previous *scoring.Sheet
	// Earlier holds the assessment that Previous follows, the one that that one
	// follows, and so on as far as they are at hand, each scored on its own as-of
	// day: the oldest first, each of them over before the next one begins.
	Earlier []*scoring.Sheet
	// Corrected is the assessment that this one corrects; nil where there is none
	// or it is not at hand.
	Corrected *scoring.Sheet
	Signoff   questionnaire.Signoff
	// Redacted says that Redact left out what people outside must not see.
	Redacted bool
	Audience Audience
	// Frameworks limits the framework index to these ids; empty means all. See
	// FrameworksNamed.
	Frameworks []string
	Cover      Cover
}

// New writes the report of a scored assessment. It reads no clock: every date
// in it comes from the input.
func New(input Input) *Document {
	s := newSubject(input)
	if input.Audience == Executive {
		return s.executive()
	}
	sections := []Section{s.summary(), s.purpose()}
	return &Document{
		Title: s.title(),
		Cover: s.cover(),
		Sections: append(append(sections, s.correction()...),
			s.scopeSection(),
			s.responsibility(),
			s.method(),
			s.completeness(),
			s.coverage(),
			s.change(),
			s.gapsAndPlan(),
			s.exceptions(),
			s.notApplicable(),
			s.openQuestions(),
			s.ledger(),
			s.evidenceRegister(),
			s.frameworkIndex(),
			s.participants(),
			s.signOff(),
			s.integrity(),
			glossary(),
			s.points(),
			s.questionGuide(),
		),
	}
}

func section(title string, blocks ...Block) Section {
	return Section{ID: identifier(title), Title: title, Blocks: blocks}
}

// heading heads a part of a section.
func heading(title string) Heading {
	return Heading{ID: identifier(title), Level: 3, Title: title}
}

// questionHeading heads what is said of one question. The id alone is the
// title: it never changes, so links from outside keep working.
func questionHeading(title string, question *questionnaire.Question) Heading {
	return Heading{ID: identifier(title), Level: 4, Title: title, Subtitle: question.Title}
}

// identifier returns what GitHub and GitLab both make of a title of ASCII
// words: small letters, and a dash for every space.
func identifier(title string) string {
	return strings.ReplaceAll(strings.ToLower(title), " ", "-")
}

// words returns columns of text.
func words(titles ...string) []Column { return columns(titles, false) }

// numbers returns columns of numbers.
func numbers(titles ...string) []Column { return columns(titles, true) }

func columns(titles []string, number bool) []Column {
	named := make([]Column, len(titles))
	for i, title := range titles {
		named[i] = Column{Title: title, Number: number}
	}
	return named
}
