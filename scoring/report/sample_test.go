package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

var ofDraft = report.SampleOrigin{Digest: strings.Repeat("0f", 32)}

func drawFrom(t testing.TB, sheet *scoring.Sheet, size int) scoring.Sample {
	t.Helper()
	seed, err := scoring.ParseSeed("4711")
	if err != nil {
		t.Fatal(err)
	}
	return scoring.Draw(sheet, seed, size)
}

func TestSampleGolden(t *testing.T) {
	sheet := score(sampleBank(t), draft(t))
	golden.RequireEqual(t, report.Sample(sheet, drawFrom(t, sheet, 3), ofDraft).Markdown())
}

// TestSampleHoldsWhatATestNeeds looks at every drawn answer, and that no other
// stands there.
func TestSampleHoldsWhatATestNeeds(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, _ *report.Document) {
		sample := drawFrom(t, sheet, 4)
		document := report.Sample(sheet, sample, ofDraft)
		requireLinksResolve(t, document)
		requireTidy(t, document.Markdown())
		requireTightLists(t, document.Markdown())
		if again := report.Sample(sheet, sample, ofDraft); !bytes.Equal(document.Markdown(), again.Markdown()) {
			t.Error("the same sample gives other bytes")
		}
		cut, drawn := parts(document), make(map[string]bool)
		for _, stratum := range sample.Strata {
			for i, ranked := range stratum.Ranked {
				drawn[ranked.ID] = i < stratum.Take
				requireHolds(t, "the order", cut["Drawing it again"], ranked.ID+" | `"+ranked.Digest+"`")
			}
		}
		for _, line := range sheet.Lines() {
			name := line.ID + " " + line.Title
			if _, there := cut[name]; there != drawn[line.ID] {
				t.Errorf("%s is there: %t, drawn: %t", line.ID, there, drawn[line.ID])
			}
			if drawn[line.ID] {
				requireTestable(t, name, cut[name], line, sheet.Assessment())
			}
		}
		requireHolds(t, "population", cut["Population"], fmt.Sprintf("| All | all | %d | %d |", sample.Population(), sample.Size()))
	})
}

// requireTestable fails where something is missing that a test of an answer needs.
func requireTestable(t *testing.T, name, part string, line scoring.Line, assessment *questionnaire.Assessment) {
	t.Helper()
	reader := shown(t, []byte(part))
	wanted := []string{singleSpaced(line.Text), "Answer: " + line.Answer.Level.String(), singleSpaced(line.Answer.By), "Auditor's result:"}
	if population := line.Answer.Population; population.Total > 0 {
		wanted = append(wanted, "In place: "+population.String())
	}
	for _, id := range line.Answer.Evidence {
		evidence, _ := assessment.Evidence(id)
		wanted = append(wanted, "Evidence "+id+": "+singleSpaced(evidence.Title))
	}
	for _, step := range line.Verify {
		wanted = append(wanted, singleSpaced(step.Run+step.Ask), singleSpaced(step.Expect))
	}
	for _, text := range wanted {
		requireHolds(t, name, reader, text)
	}
	if line.Answer.Note != "" {
		requireHolds(t, name, reader, "Note to "+line.ID)
	}
	if got := ticks(t, []byte(part)); got != 3 {
		t.Errorf("%s has %d boxes for a result, want 3", name, got)
	}
}

func TestSampleSaysWhoseSeedItIs(t *testing.T) {
	sheet := score(sampleBank(t), draft(t))
	sample := drawFrom(t, sheet, 1)
	ours := report.Sample(sheet, sample, ofDraft)
	if !strings.HasPrefix(ours.Title, "DRAFT: Sample drawn by the assessed organization: ") {
		t.Errorf("title %q", ours.Title)
	}
	requireHolds(t, "our sample", string(ours.Markdown()), "`4711`, chosen by the assessed organization", "can try several")
	theirs := report.Sample(sheet, sample, report.SampleOrigin{Digest: ofDraft.Digest, Auditor: "Ines Roth"})
	if !strings.HasPrefix(theirs.Title, "DRAFT: Sample drawn with a seed that the auditor gave: ") {
		t.Errorf("title %q", theirs.Title)
	}
	requireHolds(t, "the auditor's sample", string(theirs.Markdown()), "`4711`, given by the auditor Ines Roth, name as entered")
}

// TestForeignTextInASampleIsOnlyText puts hostile text wherever people and banks
// write, and into the auditor's name.
func TestForeignTextInASampleIsOnlyText(t *testing.T) {
	for _, text := range hostile {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			t.Parallel()
			assessment, harmless, ok := withUserText(t, text)
			if !ok {
				t.Fatal("the assessment refuses the text")
			}
			sampleOf := func(text string, assessment *questionnaire.Assessment) []byte {
				sheet := score(withBankText(t, text), assessment)
				return report.Sample(sheet, drawFrom(t, sheet, 100), report.SampleOrigin{Digest: ofDraft.Digest, Auditor: "x" + text + "x"}).Markdown()
			}
			requireHarmless(t, text, sampleOf(text, assessment), sampleOf(benign(text), harmless))
		})
	}
}
