package report

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// SampleOrigin says where a sample comes from, which its document prints.
type SampleOrigin struct {
	// Digest is the SHA-256, in hex, of the assessment's document.
	Digest string
	// Auditor is the name, as entered, of the auditor who gave the seed; empty
	// where the assessed organization chose it.
	Auditor string
}

// Sample writes a sample of positive answers for an auditor to test: each with
// what was said, how to check it, and a place for the result.
func Sample(sheet *scoring.Sheet, sample scoring.Sample, origin SampleOrigin) *Document {
	s := &sampled{subject: newSubject(Input{Sheet: sheet}), sample: sample, origin: origin}
	return &Document{Title: s.title(), Sections: []Section{s.about(), s.drawnFrom(), s.drawn(), s.again()}}
}

type sampled struct {
	*subject
	sample scoring.Sample
	origin SampleOrigin
}

func (s *sampled) title() string {
	title := "Sample drawn by the assessed organization"
	if s.origin.Auditor != "" {
		title = "Sample drawn with a seed that the auditor gave"
	}
	title += fmt.Sprintf(": %s, %s", s.assessment.Team(), s.assessment.Period().Label)
	if !s.assessment.Final() {
		return "DRAFT: " + title
	}
	return title
}

func (s *sampled) about() Section {
	a, bank := s.assessment, s.bank.Ref()
	blocks := []Block{
		List{
			fact("Organization", plain(orNothing(a.Organization()))),
			fact("Team", plain(a.Team())),
			fact("Period", plainf("%s, %s to %s", a.Period().Label, a.Period().Start, a.Period().End)),
			fact("Assessment", plainf("%s, %s", a.ID(), a.Status())),
			fact("Assessment SHA-256", code(s.origin.Digest)),
			fact("Bank", plainf("%s, version %s", bank.ID, bank.Version)),
			fact("Bank SHA-256", code(bank.Digest)),
			fact("As of", plain(s.asOf.String())),
			fact("Seed", code(s.sample.Seed), plain(", "+s.seedFrom())),
			fact("Sample", plainf("%d of %s", s.sample.Size(), count(s.sample.Population(), "positive answer"))),
		},
		s.howFarToTrust(),
	}
	if !a.Final() {
		blocks = append(blocks, paragraph("The assessment is a draft: an answer that changes changes the population, and so may the sample."))
	}
	return section("About this sample", blocks...)
}

func (s *sampled) seedFrom() string {
	if s.origin.Auditor == "" {
		return "chosen by the assessed organization"
	}
	return fmt.Sprintf("given by the auditor %s, name as entered", s.origin.Auditor)
}

func (s *sampled) howFarToTrust() Block {
	if s.origin.Auditor == "" {
		return paragraph("Whoever chooses the seed can try several and keep the one whose sample they like. An auditor who wants to rely on a sample names the seed, after the answers are final, and draws or redraws it.")
	}
	return paragraph("The assessed organization drew the sample and says whose seed it is. The auditor whose seed it is can redraw it from the last section.")
}

// drawnFrom counts the population by stratum.
func (s *sampled) drawnFrom() Section {
	table := Table{Columns: append(words("Area", "Severity"), numbers("Positive answers", "Drawn")...)}
	for _, stratum := range s.sample.Strata {
		table.Rows = append(table.Rows, row(stratum.Area.Name(), stratum.Severity.String(),
			fmt.Sprint(len(stratum.Ranked)), fmt.Sprint(stratum.Take)))
	}
	table.Rows = append(table.Rows, row("All", "all", fmt.Sprint(s.sample.Population()), fmt.Sprint(s.sample.Size())))
	return section("Population",
		paragraph("The population is every positive answer: one that claims that something is in place, because its counted level is some, most or all."),
		paragraph("Of %s, these claim nothing and are left out: %d at none, %d unknown, %d not applicable, %d unanswered, %d carried and not re-affirmed, %d whose compensating control has expired.",
			count(len(s.lines), "asked question"), len(s.linesWhere(saysNone)), s.overall.Unknown, s.overall.NA, s.overall.Unanswered, s.overall.Carried, len(s.linesWhere(expiredClaim))),
		paragraph("Every area and severity gives its share of the sample: the size times its positive answers, divided by all positive answers. What is left over when the shares are rounded down goes, one each, to the largest remainders, the first in this order among equal ones."),
		table,
	)
}

func saysNone(line *scoring.Line) bool {
	return line.Standing == scoring.Answered && line.Answer.Level == questionnaire.LevelNone
}

func expiredClaim(line *scoring.Line) bool {
	return line.Standing == scoring.Answered && line.Expired && !saysNone(line)
}

// drawn holds the answers to test.
func (s *sampled) drawn() Section {
	blocks := []Block{
		paragraph("Each answer as it was given, how to check it, and a place for the auditor's result. Commands are meant to read and to change nothing; look at them before you run them. Words in angle brackets are to be filled in."),
	}
	var begun questionnaire.Area
	for _, stratum := range s.sample.Strata {
		for _, ranked := range stratum.Drawn() {
			if stratum.Area != begun {
				begun = stratum.Area
				blocks = append(blocks, heading("Sample of "+begun.Name()))
			}
			blocks = append(blocks, s.toTest(&ranked.Line)...)
		}
	}
	return section("Sample", blocks...)
}

func (s *sampled) toTest(line *scoring.Line) []Block {
	answer := line.Answer
	facts := List{
		fact("Area", plainf("%s; severity %s", line.Area.Name(), line.Severity)),
		fact("Answer", levelGiven(line)...),
		fact("Said by", plain(saidBy(answer))),
		fact("Standing", plain(standingWords(answer)+toRevision(line.Question, answer))),
		fact("In place", plain(population(line.Question, answer))),
	}
	facts = append(facts, s.evidenceFacts(line)...)
	if exception := answer.Exception; !exception.IsZero() {
		facts = append(facts, fact("Exception", plain(s.exceptionWords(line))))
	}
	blocks := []Block{questionHeading(line.ID, line.Question), Paragraph{plain(line.Text)}, facts}
	if strings.TrimSpace(answer.Note) != "" {
		blocks = append(blocks, paragraph("Note to %s:", line.ID), Quote(answer.Note))
	}
	for i, step := range line.Verify {
		blocks = append(blocks, check(fmt.Sprintf("Check %d of %d", i+1, len(line.Verify)), step)...)
	}
	return append(blocks, Paragraph{strong("Auditor's result:")}, results, resultForm)
}

// results are what a test of an answer can come to.
var results = Checklist{
	say("as answered"),
	say("not as answered"),
	say("could not be checked"),
}

// resultForm has room for what the auditor did.
var resultForm = Table{
	Columns: words("Auditor", "Day", "What was looked at", "Result"),
	Rows:    [][]Text{row("", "", "", "")},
}

// again says how to redo the draw with what every system brings along.
func (s *sampled) again() Section {
	return section("Drawing it again",
		paragraph("Within an area and severity the questions are put in the order of the SHA-256 of the seed, a colon and the question's id, and the first ones are drawn. These commands print what is drawn, a line each; they need nothing of demarc."),
		Code{Language: "sh", Text: s.commands()},
		paragraph("The whole order:"),
		s.ranks(),
	)
}

// commands draws every stratum that gives to the sample. Its questions stand in
// the order of their ids, so that the draw decides.
func (s *sampled) commands() string {
	var calls strings.Builder
	for _, stratum := range s.sample.Strata {
		if stratum.Take == 0 {
			continue
		}
		var ids []string
		for _, ranked := range stratum.Ranked {
			ids = append(ids, ranked.ID)
		}
		slices.Sort(ids)
		fmt.Fprintf(&calls, "draw %d %s\n", stratum.Take, strings.Join(ids, " "))
	}
	return fmt.Sprintf(drawAgain, s.sample.Seed, calls.String())
}

func (s *sampled) ranks() Table {
	table := Table{Columns: words("Area", "Severity", "Question", "SHA-256", "Drawn")}
	for _, stratum := range s.sample.Strata {
		for i, ranked := range stratum.Ranked {
			drawn := "no"
			if i < stratum.Take {
				drawn = "yes"
			}
			table.Rows = append(table.Rows, []Text{
				{plain(stratum.Area.ShortName())}, {plain(stratum.Severity.String())},
				{plain(ranked.ID)}, {code(ranked.Digest)}, {plain(drawn)},
			})
		}
	}
	return table
}

// drawAgain is the draw in the shell: the seed, and a call for every stratum.
const drawAgain = `draw() { # how many, then the questions of one area and severity
  take=$1; shift
  for id; do echo "$(printf %%s "%s:$id" | sha256sum | cut -c 1-64) $id"; done | LC_ALL=C sort | head -n "$take"
}
%s`
