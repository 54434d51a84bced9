package report

import (
	"slices"
	"strings"

	"demarc/questionnaire"
)

// corrects says on the first page that this is a correction.
func (s *subject) corrects() []Block {
	ref, corrects := s.assessment.Supersedes()
	if !corrects {
		return nil
	}
	return []Block{Paragraph{strong("Correction:"), plainf(" this assessment takes the place of %s; ", ref.ID),
		s.sectionNamed(correctionTitle), plain(" says how they differ.")}}
}

const correctionTitle = "What this correction changes"

// correction says in what a correction differs from what it corrects. Of any
// other assessment there is no such section.
func (s *subject) correction() []Section {
	ref, corrects := s.assessment.Supersedes()
	switch {
	case !corrects:
		return nil
	case s.corrected == nil:
		return []Section{section(correctionTitle,
			paragraph("%s was not at hand when the report was made, or not as the document that this assessment names.", ref.ID))}
	}
	was := s.corrected.Overall()
	table := Table{Columns: words("Question", "Title", "Corrected", "Was", "Is now", "Said by", "On")}
	for i := range s.lines {
		line := &s.lines[i]
		before, _ := s.corrected.Assessment().Answer(line.ID)
		if differs := differences(before, line.Answer); differs != "" {
			table.Rows = append(table.Rows, append([]Text{{s.question(line.ID)}}, row(line.Title, differs,
				givenLevel(before), givenLevel(line.Answer), orNothing(line.Answer.By), orNothing(line.Answer.At.Date().String()))...))
		}
	}
	blocks := []Block{paragraph("%s, which this assessment corrects, reported %s overall; this one reports %s.",
		ref.ID, s.percent(was.Coverage), s.percent(s.overall.Coverage))}
	if len(table.Rows) == 0 {
		return []Section{section(correctionTitle, append(blocks, paragraph("No answer to an asked question differs."))...)}
	}
	return []Section{section(correctionTitle, append(blocks, table)...)}
}

func givenLevel(answer questionnaire.Answer) string {
	if answer.Level.IsZero() {
		return nothing
	}
	return levelWord(answer.Level)
}

// differences names the parts in which two answers to one question differ, but
// for when and by whom they were given; nothing where there is none.
func differences(before, after questionnaire.Answer) string {
	var parts []string
	for _, part := range []struct {
		name    string
		differs bool
	}{
		{"level", before.Level != after.Level},
		{"count", before.Population != after.Population},
		{"reason", before.NAReason != after.NAReason},
		{"note", before.Note != after.Note},
		{"evidence", !slices.Equal(before.Evidence, after.Evidence)},
		{"method", before.Method != after.Method},
		{"owner or due date", before.Owner != after.Owner || before.Due != after.Due},
		{"exception", before.Exception != after.Exception},
		{"parking", before.Flagged != after.Flagged},
	} {
		if part.differs {
			parts = append(parts, part.name)
		}
	}
	return strings.Join(parts, ", ")
}
