package tui_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// pieces are what texts from outside are made of where nobody means well by a
// terminal: wide and combining characters, emoji of many parts, letters that run
// from right to left, markup, and words that are too long.
var pieces = []string{
	"宽字符", "ｆｕｌｌ", "e\u0301\u0327", "a\u0308\u0323", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "☁️", "1️⃣", "שלום", "مرحبا", "ﷺ", "नमस्ते", "ไทย",
	"\u200bzero\u200d", "| `x` <b>", "# head", "=cmd()", "plain words", "and more", "Incomprehensibilities-of-the-longest-kind", "...", "\u00ad", "𝔘𝔫𝔦",
}

// escapes are added to what is pasted: a document may not hold them.
var escapes = []string{"\x1b[2J", "\x1b]0;title\x07", "\x1b[31m", "\r\n", "\t", "\u202e", "\x9b5m", "\x00", "\u2028"}

// hostileText returns random text of at most so many characters.
func hostileText(random *rand.Rand, most int) string {
	var words []string
	for range 1 + random.IntN(12) {
		words = append(words, pieces[random.IntN(len(pieces))])
	}
	text := []rune("x" + strings.Join(words, " "))
	return strings.TrimSpace(string(text[:min(len(text), most)]))
}

// hostileBank returns the frozen bank with other words.
func hostileBank(t *testing.T, random *rand.Rand) *questionnaire.Bank {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", "bank.json"))
	if err != nil {
		t.Fatal(err)
	}
	var document map[string]any
	if err := json.Unmarshal(file, &document); err != nil {
		t.Fatal(err)
	}
	for _, entry := range document["questions"].([]any) {
		question := entry.(map[string]any)
		question["title"] = hostileText(random, 40)
		for _, field := range []string{"ask", "question", "why"} {
			question[field] = hostileText(random, 300)
		}
		levels := question["levels"].(map[string]any)
		for level := range levels {
			levels[level] = hostileText(random, 200)
		}
		question["remediation"] = []any{hostileText(random, 300), hostileText(random, 20)}
		question["evidence"] = []any{hostileText(random, 300)}
	}
	if file, err = json.Marshal(document); err != nil {
		t.Fatal(err)
	}
	bank, err := questionnaire.DecodeBank(file)
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

// hostileQuarters fills a store with a final of last quarter and the draft that
// follows it, both of random answers in hostile words, and returns the draft's id.
func hostileQuarters(t *testing.T, keeper store.Store, bank *questionnaire.Bank, random *rand.Rand) (draftID string) {
	t.Helper()
	earlier, err := questionnaire.New(questionnaire.Spec{
		Team: "P" + hostileText(random, 60), Organization: hostileText(random, 60),
		Period: questionnaire.QuarterOf(questionnaire.NewDate(lastQuarter)),
		Scope: questionnaire.Scope{
			Tiers: questionnaire.Tiers(), Accounts: []questionnaire.Account{{ID: "111122223333", Name: hostileText(random, 60)}},
			AccountsTotal: 3, AccountsSource: hostileText(random, 90), Regions: []string{"eu-west-1"}, Exclusions: []string{hostileText(random, 200)},
		},
		People: []questionnaire.Person{{Name: hostileText(random, 90)}, {Name: hostileText(random, 20)}},
	}, bank, lastQuarter)
	if err != nil {
		t.Fatal(err)
	}
	answerAtRandom(t, earlier, bank, random)
	if err := earlier.Finalize(bank, hostileText(random, 60), true, lastQuarter); err != nil {
		t.Fatal(err)
	}
	if err := keeper.Create(t.Context(), earlier, bank); err != nil {
		t.Fatal(err)
	}
	last, err := keeper.Load(t.Context(), earlier.ID())
	if err != nil {
		t.Fatal(err)
	}
	draft, _, err := questionnaire.Follow(questionnaire.Earlier{Assessment: last.Assessment, Bank: bank, Digest: last.Digest}, questionnaire.Spec{
		Team: earlier.Team(), Period: questionnaire.QuarterOf(questionnaire.NewDate(today)), Scope: earlier.Scope(), People: earlier.People(),
	}, bank, today)
	if err != nil {
		t.Fatal(err)
	}
	if err := keeper.Create(t.Context(), draft, bank); err != nil {
		t.Fatal(err)
	}
	return draft.ID()
}

// answerAtRandom gives answers of every kind to most of the questions.
func answerAtRandom(t *testing.T, a *questionnaire.Assessment, bank *questionnaire.Bank, random *rand.Rand) {
	t.Helper()
	for _, asked := range questionnaire.Asked(bank, a.Scope()) {
		offered := append(asked.OfferedLevels(), questionnaire.LevelUnknown, questionnaire.LevelNA)
		level := offered[random.IntN(len(offered))]
		answer := questionnaire.Answer{Level: level, By: hostileText(random, 60), Note: hostileText(random, 400), Owner: hostileText(random, 60)}
		switch {
		case level == questionnaire.LevelNA:
			answer.NAReason = questionnaire.NAReason{Code: questionnaire.NAOther, Text: hostileText(random, 200)}
		case level == questionnaire.LevelUnknown:
			answer.Flagged = questionnaire.ParkFor(hostileText(random, 60))
		case random.IntN(3) == 0:
			id, err := a.AddEvidence(questionnaire.Evidence{
				Title: hostileText(random, 90), Kind: questionnaire.KindRecord, Ref: hostileText(random, 90), CollectedAt: questionnaire.NewInstant(lastQuarter),
			}, lastQuarter)
			if err != nil {
				t.Fatal(err)
			}
			answer.Evidence = []string{id}
		}
		if random.IntN(5) == 0 {
			continue
		}
		if _, err := a.Record(bank, asked.ID, answer, lastQuarter); err != nil {
			t.Fatal(err)
		}
	}
}

var colors = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// faultOf says what is wrong with a frame on a terminal, nothing if it is whole.
func faultOf(frame string, width, height int) string {
	lines := strings.Split(frame, "\n")
	if len(lines) != height {
		return fmt.Sprintf("%d lines on a terminal of %d", len(lines), height)
	}
	for i, line := range lines {
		if used := ansi.StringWidth(line); used > width {
			return fmt.Sprintf("line %d is %d wide on a terminal of %d: %q", i+1, used, width, line)
		}
	}
	for _, r := range colors.ReplaceAllString(frame, "") {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return fmt.Sprintf("%U is in the frame", r)
		}
	}
	return ""
}
