package tui_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// talks has a conversation in plain lines and returns what was said.
func talks(t *testing.T, keeper store.Store, typed string, adjust ...func(*tui.Options)) (said string, err error) {
	t.Helper()
	written := make(map[string]bool)
	options := tui.Options{
		Store: keeper, Bank: frozenBank, Now: clock, Defaults: nobodyKnown, Where: "~/assessments",
		Generator: questionnaire.Generator{Name: "demarc", Version: "test"},
		WriteReport: func(name string, _ []byte, replace bool) (string, error) {
			if written[name] && !replace {
				return name, fs.ErrExist
			}
			written[name] = true
			return name, nil
		},
	}
	for _, change := range adjust {
		change(&options)
	}
	var out bytes.Buffer
	err = tui.RunAccessible(t.Context(), options, tui.Lines{In: strings.NewReader(typed), Out: &out, Echo: true})
	return out.String(), err
}

// vocabulary is what people type, and what they do not.
var vocabulary = []string{
	"", "", "", "", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "u", "n", "a", "s", "c", "e", "t", "o", "x", "p", "z", "b", "i", "w", "v", "r", "q",
	"who", "together", "m", "?", ".", "-", "-", "47/50", "0/3", "5/3", "1/0", "IAM-01", "net-05", "DAT-04", "XYZ-99", "/iam", "/", "/zzz", "/mfa",
	"f", "h", "y", "g", "d", "l", "A", "T", "fix", "refs", "gaps", "area", "tier", "counts", "if", "if CSP-01, net-05", "due", "sitting", "undo",
	"show", "show gaps", "who mine", "who ana", "service", "service rds", "framework iso", "everything", "homework", "2, 3",
	"results", "report", "finalize", "sign", "amend", "correct", "changes", "map", "lists", "state", "other", "new", "yes", "no", "go", "answer",
	"Payments", "Ledger", "Ana Ruiz", "Ana Ruiz, Sam Okafor", ",", "2026-12-01", "2026-11-01", "2026-Q4", "2027", "Spring", "all", "Amazon EC2", "ec2, s3",
	"111122223333 production", "12", "eu-west-1", "a note of some words", "\x1b[A", "\x1b]0;title\x07", "\u202eevil", "\xff\xfe", "\ttabbed\t", "\u0085", "日本語", strings.Repeat("long ", 300),
}

func conversationOf(random *rand.Rand) string {
	var typed strings.Builder
	for range 20 + random.IntN(120) {
		typed.WriteString(vocabulary[random.IntN(len(vocabulary))] + "\n")
	}
	return typed.String()
}

// Whatever is typed, a conversation neither breaks nor says a byte that acts on a
// terminal, and what it calls saved is.
func TestAccessibleTakesAnything(t *testing.T) {
	const conversations = 120
	for seed := range uint64(conversations) {
		keeper := store.NewMemory(clock)
		var adjust []func(*tui.Options)
		if seed%2 == 1 {
			keepsLastQuarter(t, keeper)
			adjust = append(adjust, afterTheRevision)
		}
		if seed%4 == 3 {
			follows(t, keeper, []questionnaire.Person{{Name: "Ana Ruiz"}, {Name: "Sam Okafor"}})
		}
		typed := conversationOf(rand.New(rand.NewPCG(seed, 26)))
		said, err := talks(t, keeper, typed, adjust...)
		if err != nil && !errors.Is(err, tui.ErrInputEnded) {
			t.Errorf("seed %d: ended with %v", seed, err)
		}
		if at := strings.IndexFunc(said, acts); at >= 0 || !utf8.ValidString(said) {
			t.Errorf("seed %d: said %q", seed, said[max(0, at-40):])
		}
		checkSaved(t, seed, keeper, said)
	}
}

// acts reports whether a character does more than to be shown or to end a line.
func acts(char rune) bool {
	return char != '\n' && (unicode.IsControl(char) || unicode.Is(unicode.Bidi_Control, char))
}

var savedLevel = regexp.MustCompile(`(?m)^(?:.*: )?Saved: ([A-Z]{3}-\d\d), (none|some|most|all|unknown|not applicable), `)

// checkSaved finds the level that was called saved last, of every question, in
// one of the assessments.
func checkSaved(t *testing.T, seed uint64, keeper store.Store, said string) {
	t.Helper()
	if strings.Contains(said, "Undone and saved") {
		return
	}
	last := make(map[string]string)
	for _, found := range savedLevel.FindAllStringSubmatch(said, -1) {
		last[found[1]] = strings.Replace(found[2], "not applicable", "na", 1)
	}
	listed, err := keeper.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for question, level := range last {
		stored := false
		for _, one := range listed {
			answer, _ := one.Snapshot.Assessment.Answer(question)
			stored = stored || answer.Level.String() == level
		}
		if !stored {
			t.Errorf("seed %d: %s was called saved as %s and is not", seed, question, level)
		}
	}
}

// A note that is being typed when the input ends is kept.
func TestAccessibleKeepsAHalfTypedNote(t *testing.T) {
	keeper := store.NewMemory(clock)
	said, err := talks(t, keeper, "Payments\n\n\n\n\nAna Ruiz\n4\nt\nFirst line\nsecond li")
	if !errors.Is(err, tui.ErrInputEnded) {
		t.Fatalf("ended with %v:\n%s", err, said)
	}
	snapshot, err := keeper.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	if answer, _ := snapshot.Assessment.Answer("IAM-01"); answer.Note != "First line\nsecond li" || answer.Level != questionnaire.LevelAll {
		t.Errorf("the store holds %+v", answer)
	}
}

// What cannot be read or done is said, and the conversation goes on.
func TestAccessibleGoesOnAfterWhatFails(t *testing.T) {
	memory := store.NewMemory(clock)
	keepsLastQuarter(t, memory)
	keeper := &refusing{Store: memory, list: &store.DamagedError{Path: "assessments/payments-2026-q2.json", Err: errors.New("line 3: not JSON")}}
	said, err := talks(t, keeper, "2\nnew\n\n\nno\nnew\nPayments\n2026-Q4\nyes\n\n\n\nAna Ruiz\nq\nquit\n", afterTheRevision)
	if err != nil {
		t.Fatalf("ended with %v:\n%s", err, said)
	}
	for _, want := range []string{
		"2. payments-2026-q2: cannot be read.",
		"It cannot be read: assessments/payments-2026-q2.json: line 3: not JSON. The file was left as it is.",
		"Nothing can be carried over: assessments/payments-2026-q2.json: line 3: not JSON.",
		"Saved: a new assessment of Payments for 2026-Q4, 24 questions.",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("does not say %q:\n%s", want, said)
		}
	}
	snapshot, err := memory.Load(t.Context(), payments)
	if err != nil {
		t.Fatal(err)
	}
	if _, follows := snapshot.Assessment.Previous(); follows {
		t.Error("it carried over what it was not to")
	}
}

// What a merge left is said first, keeps the answers from being locked, and is
// settled by a level.
func TestAccessibleSettlesAMerge(t *testing.T) {
	keeper := store.NewMemory(clock)
	keepsAMerge(t, keeper)
	said, err := talks(t, keeper, "1\nfinalize\nlists\n\nIAM-02\n3\nq\nlists\n.\nquit\n", func(options *tui.Options) {
		options.Defaults = func() (tui.Defaults, error) { return tui.Defaults{By: "Ana Ruiz"}, nil }
	})
	if err != nil {
		t.Fatalf("ended with %v:\n%s", err, said)
	}
	for _, want := range []string{
		"A merge left two answers to IAM-02. Give the level of each again: that settles it.",
		"It cannot be finalized yet: a merge left two answers to IAM-02.",
		"1. In conflict, 1.\n",
		"A merge also brought another answer: none, by Sam Okafor. Give the level that stands.",
		"Saved: IAM-02, most, by Ana Ruiz.",
		"Which list? A full stop goes back.\n1. Unanswered, ",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("does not say %q:\n%s", want, said)
		}
	}
	if snapshot, err := keeper.Load(t.Context(), payments); err != nil || len(snapshot.Assessment.Conflicts()) > 0 {
		t.Errorf("it stands in the store: %v, %v", snapshot.Assessment.Conflicts(), err)
	}
}
