package report_test

import (
	"bytes"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

const seeds = 12

// eachReport runs a check on the report of the sample draft, of an empty draft
// and of random assessments.
func eachReport(t *testing.T, check func(t *testing.T, sheet *scoring.Sheet, document *report.Document)) {
	bank := sampleBank(t)
	run := func(name string, assessment *questionnaire.Assessment) {
		sheet := score(bank, assessment)
		t.Run(name, func(t *testing.T) { check(t, sheet, report.New(report.Input{Sheet: sheet})) })
	}
	run("draft", draft(t))
	run("empty", empty(t, bank))
	for seed := range uint64(seeds) {
		run(fmt.Sprint("random ", seed), randomAssessment(t, bank, seed))
	}
}

// parts cuts a report into its sections by the outline, and those into the
// parts that a deeper heading begins; a part ends where the next heading of
// its level or above begins.
func parts(document *report.Document) map[string]string {
	lines := strings.Split(string(document.Markdown()), "\n")
	outline := document.Outline()
	cut := make(map[string]string)
	for i, entry := range outline {
		end := len(lines)
		for _, next := range outline[i+1:] {
			if next.Level <= entry.Level {
				end = next.Line
				break
			}
		}
		cut[entry.Title] = strings.Join(lines[entry.Line:end], "\n")
	}
	return cut
}

func requireHolds(t *testing.T, where, part string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(part, want) {
			t.Errorf("%s does not hold %q", where, want)
		}
	}
}

func TestReportIsDeterministic(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		again := report.New(report.Input{Sheet: scoring.Score(sheet.Bank(), sheet.Assessment().Clone(), sheet.AsOf())})
		if !bytes.Equal(document.Markdown(), again.Markdown()) {
			t.Error("the same sheet gives other bytes")
		}
		if diff := cmp.Diff(document.Outline(), again.Outline()); diff != "" {
			t.Error(diff)
		}
	})
}

// TestReportLeavesNothingOut counts every question, answer, note, piece of
// evidence and exception in the places that hold them.
func TestReportLeavesNothingOut(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		cut := parts(document)
		for _, line := range sheet.Lines() {
			requireLine(t, cut, line)
		}
		requireRows(t, cut["Gaps by gravity"], len(scoring.Gaps(sheet)))
		requireRows(t, cut["Plan"], len(scoring.Gaps(sheet)))
		for _, gap := range scoring.Gaps(sheet) {
			requireHolds(t, "gaps", cut["Gaps by gravity"], "| ["+gap.Question+"]", "("+gap.Lift.Fraction())
			requireHolds(t, "plan", cut["Plan"], "| ["+gap.Question+"]", gap.Title+": from ")
		}
		for _, risk := range scoring.AcceptedRisks(sheet) {
			requireHolds(t, "accepted risks", cut["Accepted risks"], "["+risk.Question+"]")
		}
		for _, area := range questionnaire.Areas() {
			for _, section := range []string{"Summary", "Completeness", "Areas", "Areas by tier", "Ledger", "Points of every question"} {
				requireHolds(t, section, cut[section], area.Name())
			}
		}
		bank := sheet.Bank().Ref()
		requireHolds(t, "integrity", cut["Integrity"], bank.ID, bank.Version, bank.Digest, sheet.AsOf().String())
	})
}

// requireLine fails where something of an asked question is missing.
func requireLine(t *testing.T, cut map[string]string, line scoring.Line) {
	t.Helper()
	name := line.ID + " " + line.Title
	requireHolds(t, name, cut[name], "**"+line.Title+"**", line.Text, "**Why:**", "**Expect:**", "(#ledger-of-")
	requireHolds(t, "points", cut["Points of "+line.Area.Name()], "| ["+line.ID+"]")
	row := "[" + line.ID + "](#" + strings.ToLower(line.ID) + ") | " + line.Title
	requireHolds(t, "ledger", cut["Ledger of "+line.Area.Name()], row)
	switch line.Standing {
	case scoring.Unanswered:
		requireHolds(t, "unanswered", cut["Unanswered"], row)
	case scoring.Carried:
		requireHolds(t, "carried", cut["Carried and not counted"], row)
	case scoring.Unknown:
		requireHolds(t, "unknown", cut["Unknown by who finds out"], row)
	case scoring.NotApplicable:
		requireHolds(t, "not applicable", cut["Not applicable"], row)
	}
	if line.Expired {
		requireHolds(t, "compensating controls", cut["Compensating controls"], "expired, counted as none")
		requireHolds(t, "gaps", cut["Gaps by gravity"], row+" | "+line.Area.ShortName()+" | "+line.Severity.String()+
			" | "+gapWord(line)+", counted as none (compensating control expired)")
	}
	for framework, controls := range line.References {
		for _, control := range controls {
			requireHolds(t, framework, cut["Framework index"], "| "+control+" | ")
		}
	}
	requireHolds(t, "owner of "+name, cut["Gaps and plan"], line.Answer.Owner)
}

func requireRows(t *testing.T, part string, want int) {
	t.Helper()
	if got := strings.Count(part, "\n| ["); got != want {
		t.Errorf("%d rows for %d things:\n%s", got, want, part)
	}
}

func gapWord(line scoring.Line) string {
	if line.Standing == scoring.Carried {
		return "carried"
	}
	return line.Answer.Level.String()
}

var printed = regexp.MustCompile(`(\d+(?:\.\d+)?) % \((\d+)/(\d+)\)`)

func TestPercentagesCanBeRedone(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		found := printed.FindAllStringSubmatch(string(document.Markdown()), -1)
		if want := 6; len(found) < want && sheet.Counts().Applicable > 0 {
			t.Fatalf("found %d percentages, want at least %d", len(found), want)
		}
		for _, match := range found {
			part, _ := strconv.ParseInt(match[2], 10, 64)
			whole, _ := strconv.ParseInt(match[3], 10, 64)
			_, decimals, _ := strings.Cut(match[1], ".")
			if got := big.NewRat(100*part, whole).FloatString(len(decimals)); got != match[1] {
				t.Errorf("%q: the fraction gives %s", match[0], got)
			}
		}
	})
}

var pointsRow = regexp.MustCompile(`(?m)^\| \[.+?\]\(.+?\) \| .+? \| (.+?) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`)

// TestPointsAddUp redoes the coverage of every area from the points of every
// question and those that the method states.
func TestPointsAddUp(t *testing.T) {
	eachReport(t, func(t *testing.T, sheet *scoring.Sheet, document *report.Document) {
		cut := parts(document)
		points := make(map[string]int)
		for _, match := range regexp.MustCompile(`(?m)^\| (none|some|most|all) \| .+ \| (\d) \|$`).FindAllStringSubmatch(cut["Weights and points"], -1) {
			points[match[1]], _ = strconv.Atoi(match[2])
		}
		for _, area := range sheet.Areas() {
			part := cut["Points of "+area.Name]
			rows := pointsRow.FindAllStringSubmatch(part, -1)
			if len(rows) != area.Asked {
				t.Fatalf("%s: there are %d rows, want %d", area.Name, len(rows), area.Asked)
			}
			var sums [4]int
			for _, row := range rows {
				numbers := make([]int, 0, 6)
				for _, cell := range row[2:] {
					number, _ := strconv.Atoi(cell)
					numbers = append(numbers, number)
				}
				if weight, stated, earned := numbers[0], numbers[1], numbers[2]; stated != points[row[1]] || earned != weight*stated {
					t.Errorf("row %q does not follow from the method", row[0])
				}
				for i := range sums {
					sums[i] += numbers[2+i]
				}
			}
			if area.Asked == 0 {
				continue
			}
			requireHolds(t, "points of "+area.Name, part, fmt.Sprintf("| Sum | | | | | %d | %d | %d | %d |", sums[0], sums[1], sums[2], sums[3]))
			if area.Possible > 0 {
				requireHolds(t, "areas", cut["Areas"], fmt.Sprintf("(%d/%d) |", sums[0], sums[1]))
			}
		}
	})
}

func TestCountsAddUp(t *testing.T) {
	row := regexp.MustCompile(`(?m)^\| .+? \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`)
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) {
		rows := row.FindAllStringSubmatch(parts(document)["Completeness"], -1)
		if len(rows) != 7 {
			t.Fatalf("found %d rows of counts, want six areas and all", len(rows))
		}
		var total [7]int
		for place, match := range rows {
			var n [7]int
			for i := range n {
				n[i], _ = strconv.Atoi(match[1+i])
				if place < 6 {
					total[i] += n[i]
				} else if n[i] != total[i] {
					t.Errorf("column %d: the areas give %d, all says %d", i, total[i], n[i])
				}
			}
			if n[0] != n[1]+n[2] || n[2] != n[3]+n[4]+n[5]+n[6] {
				t.Errorf("row %q does not add up", match[0])
			}
		}
	})
}

func TestLinksResolve(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) { requireLinksResolve(t, document) })
}

func requireLinksResolve(t *testing.T, document *report.Document) {
	t.Helper()
	markdown := document.Markdown()
	seen := make(map[string]bool)
	var links []string
	walk(t, markdown, func(node ast.Node, _ int) {
		switch node := node.(type) {
		case *ast.Heading:
			title := string(node.Lines().Value(markdown))
			if gitHubAnchor(title) != gitLabAnchor(title) && node.Level > 1 {
				t.Errorf("heading %q has another anchor on GitHub than on GitLab", title)
			}
			if seen[gitHubAnchor(title)] {
				t.Errorf("heading %q stands twice", title)
			}
			seen[gitHubAnchor(title)] = true
		case *ast.Link:
			links = append(links, string(node.Destination))
		}
	})
	for _, link := range links {
		if !seen[strings.TrimPrefix(link, "#")] {
			t.Errorf("link %q leads nowhere", link)
		}
	}
	for _, section := range document.Sections {
		if !slices.Contains(links, "#"+section.ID) {
			t.Errorf("the contents do not lead to %q", section.Title)
		}
	}
}

func TestOutline(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) {
		markdown := document.Markdown()
		lines := strings.Split(string(markdown), "\n")
		for _, entry := range document.Outline() {
			line := lines[entry.Line]
			title, ok := strings.CutPrefix(line, strings.Repeat("#", entry.Level)+" ")
			if !ok || !strings.HasPrefix(entry.Title, title) {
				t.Errorf("line %d is %q, the outline says %q", entry.Line, line, entry.Title)
			}
		}
		headings := 0
		walk(t, markdown, func(node ast.Node, _ int) {
			if heading, ok := node.(*ast.Heading); ok && heading.Level > 1 {
				headings++
			}
		})
		if headings != len(document.Outline()) {
			t.Errorf("the outline has %d entries of %d headings", len(document.Outline()), headings)
		}
	})
}

// TestMarkdownIsTidy holds the report to what markdown linters ask for.
func TestMarkdownIsTidy(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) { requireTidy(t, document.Markdown()) })
}

var notOurWords = regexp.MustCompile(`(?i)\b(finding|opinion|effective|compliant|assurance|confirmation|attestation)`)

func TestOurWords(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *scoring.Sheet, document *report.Document) {
		if word := notOurWords.Find(document.Markdown()); word != nil {
			t.Errorf("the report says %q", word)
		}
	})
}

func TestProgramIsNotNamed(t *testing.T) {
	markdown := reportOf(sampleBank(t), draft(t)).Markdown()
	if bytes.Contains(markdown, []byte("0.0.0-secret")) {
		t.Error("the report names the program's version")
	}
}

func TestStatusIsLoud(t *testing.T) {
	bank, assessment := sampleBank(t), empty(t, sampleBank(t))
	before := reportOf(bank, assessment)
	if err := assessment.Finalize(bank, "Priya *S.*", true, today); err != nil {
		t.Fatal(err)
	}
	after := reportOf(bank, assessment)
	requireHolds(t, "draft", before.Title, "DRAFT")
	requireHolds(t, "draft", string(before.Markdown()), "**DRAFT: answers can still change.**")
	requireHolds(t, "final", string(after.Markdown()), `**FINAL: answers are locked.** Prepared by Priya \*S.\*, finalized on 2026-11-23.`)
	if strings.Contains(string(after.Markdown()), "DRAFT") {
		t.Error("the report of a final says DRAFT")
	}
}

// TestBands takes one critical question through the levels: the band is
// undecided while it is open, capped below most, and decided after.
func TestBands(t *testing.T) {
	bank := sampleBank(t)
	assessment := empty(t, bank)
	answer := func(id string, level questionnaire.Level) {
		t.Helper()
		if _, err := assessment.Record(bank, id, questionnaire.Answer{Level: level, By: "Priya"}, today); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range score(bank, assessment).Lines() {
		answer(line.ID, questionnaire.LevelAll)
	}
	for _, test := range []struct {
		level questionnaire.Level
		want  string
	}{
		{questionnaire.LevelUnknown, "**Band:** undecided between Substantial (70 to 90) and High (90 to 100). At most Partial (40 to 70) while a critical question stands below most: [DAT-02](#dat-02)."},
		{questionnaire.LevelSome, "**Band:** Partial (40 to 70). At most Partial (40 to 70) while a critical question stands below most: [DAT-02](#dat-02)."},
		{questionnaire.LevelMost, "**Band:** High (90 to 100).\n"},
	} {
		answer("DAT-02", test.level)
		requireHolds(t, test.level.String(), string(reportOf(bank, assessment).Markdown()), test.want)
	}
}

// TestPercentStaysInItsBand has a coverage of 69.96 percent, which one decimal
// would show as 70.0, in the next band.
func TestPercentStaysInItsBand(t *testing.T) {
	content := sampleContent()
	pattern := content.Questions[3] // of four levels and every tier
	content.Questions = nil
	for i := range 2500 {
		pattern.ID = fmt.Sprintf("IAM-%04d", i)
		content.Questions = append(content.Questions, pattern)
	}
	bank, err := questionnaire.NewBank(content)
	if err != nil {
		t.Fatal(err)
	}
	assessment := empty(t, bank)
	for i, question := range bank.Questions() {
		level := questionnaire.LevelNone
		if i < 1749 {
			level = questionnaire.LevelAll
		}
		if _, err := assessment.Record(bank, question.ID, questionnaire.Answer{Level: level, By: "Priya"}, today); err != nil {
			t.Fatal(err)
		}
	}
	requireHolds(t, "summary", parts(reportOf(bank, assessment))["Summary"],
		"**Overall coverage: 69.96 %.**", "Partial (40 to 70).", "69.96 % (13992/20000)")
}
