package tui_test

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire/store"
	"demarc/tui"
)

// parksSome answers some questions and parks others: IAM-02 for Tom, who finds
// out, IAM-03 for Priya Shah, and IAM-04 for anyone.
func parksSome(u *user) {
	u.press("4", "t")
	u.types("Bastion removed, OPS-2211")
	u.press("enter", "o")
	u.types("Sam Okafor")
	u.press("enter", "enter", "right", "u")
	u.types("Tom")
	u.press("enter", "right", "f")
	u.types("Priya Shah")
	u.press("enter", "right", "f", "enter", "right", "1")
}

func TestFindLooksAtAllTextOfQuestionAndAnswer(t *testing.T) {
	u := answering(t, 80, 24)
	parksSome(u)
	for _, look := range []struct{ words, finds, where string }{
		{"dat-03", "▸ DAT-03", ""},
		{"root", "▸ IAM-01", ""},
		{"ops-2211 bastion", "▸ IAM-01", "in the answer"},
		{"sam okafor", "▸ IAM-01", "in the answer"},
		{"tom", "▸ IAM-02", "in the answer"},
		{"accountmfaenabled", "▸ IAM-01", "in the guide"},
	} {
		u.press("/")
		u.types(look.words)
		u.sees(look.finds, look.where)
		u.press("esc")
	}
	u.press("/")
	u.types("rootlocked")
	u.sees("▸ IAM-01") // no text holds it, but the title is like it
	u.press("ctrl+u")
	u.types("zzqx")
	u.sees("No question has all of this.", "0 of 24 questions")
}

// What is found for words does not depend on how they were typed: letter by
// letter, with letters taken back, or all at once.
func TestFindDoesNotDependOnTyping(t *testing.T) {
	u, pasted := answering(t, 80, 24), answering(t, 80, 24)
	parksSome(u)
	parksSome(pasted)
	u.press("/")
	pasted.press("/")
	random := rand.New(rand.NewPCG(3, 3))
	letters := []rune("aeinorst dz-01")
	words := []rune{}
	for range 300 {
		if len(words) > 0 && random.IntN(3) == 0 {
			words = words[:len(words)-1]
			u.press("backspace")
		} else {
			letter := letters[random.IntN(len(letters))]
			words = append(words, letter)
			u.types(string(letter))
		}
		pasted.press("ctrl+u")
		pasted.send(tea.PasteMsg{Content: string(words)})
		if diff := cmp.Diff(pasted.screen(), u.screen()); diff != "" {
			t.Fatalf("%q (-pasted +typed):\n%s", string(words), diff)
		}
	}
}

// An answer that was given from the list is found when somebody looks again.
func TestFindLooksAtTheNewestAnswer(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("/")
	u.types("ops-2211")
	u.sees("No question has all of this.")
	u.press("esc", "t")
	u.types("Bastion removed, OPS-2211")
	u.press("enter", "/")
	u.types("ops-2211")
	u.sees("▸ IAM-01", "in the answer")
}

// Whose title begins with the words comes before who only mentions them.
func TestFindPutsTitlesFirst(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("/")
	u.types("root")
	u.sees("▸ IAM-01  ")
	lines := strings.Split(u.screen(), "\n")
	guided := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "in the guide") })
	titled := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "Root user") })
	if guided >= 0 && guided < titled {
		t.Errorf("the guide comes before the title:\n%s", u.screen())
	}
}

func TestFromAListAndBackToTheSamePlace(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("/", "down", "down", "down", "enter")
	u.sees("IAM-04  ")
	u.press("3", "esc")
	u.sees("> Find", "▸ IAM-04  ███░")
	u.press("esc")
	u.sees("IAM-01  ")
}

func TestFiltersCombineWithWordsAndWithEachOther(t *testing.T) {
	u := answering(t, 80, 24)
	parksSome(u)
	u.press("/", "tab", "right")
	u.sees("show <unanswered>", "21 of 24 questions")
	u.press("right")
	u.sees("show <unknown>", "1 of 24 questions", "IAM-02")
	u.press("right")
	u.sees("show <parked>", "2 of 24 questions", "2 wait for somebody: s writes homework")
	u.seesNot("IAM-02") // it is unknown: Tom finds out
	u.press("tab", "right")
	u.sees("who <for Priya Shah>", "1 of 24 questions", "IAM-03")
	u.press("right")
	u.sees("who <for anyone>", "1 of 24 questions", "IAM-04")
	u.press("right")
	u.sees("who <any>", "2 of 24")
	u.press("tab", "tab", "right")
	u.sees("framework <nist-csf-2.0>", "PR.AA-01")
	u.press("/")
	u.types("secret store")
	u.sees("1 of 24 questions", "IAM-03")
}

func TestMineIsWhatTouchesWhoIsAnswering(t *testing.T) {
	u := answering(t, 80, 24)
	parksSome(u)
	u.press("/", "tab", "tab", "right")
	u.sees("who <mine>", "3 of 24 questions", "IAM-01", "IAM-02", "NET-01") // what Ana answered
	u.press("esc", "p", "down", "enter", "/", "tab", "tab", "right")
	u.sees("who <mine>", "1 of 24 questions", "IAM-01") // what is Sam's to close
}

func TestServiceFilterListsWhatNamesTheService(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("/", "tab", "tab", "tab", "left")
	u.sees("service <Amazon")
	u.seesNot("IAM-01")
	u.press("tab", "right", "right") // the services are set still: what has none is passed over
	u.seesNot("IAM-01")
}

func TestParkedQuestionsBecomeHomeworkByPerson(t *testing.T) {
	u := answering(t, 80, 24)
	parksSome(u)
	u.press("/", "tab", "s")
	u.sees("Written: 3 lists in reports")
	for name, holds := range map[string][]string{
		"payments-2026-q4-homework-anyone.md":     {"# To find out: Payments, 2026-Q4", "IAM-04", "nobody in particular"},
		"payments-2026-q4-homework-priya-shah.md": {"IAM-03", "Priya Shah", "not answered", "Tick one"},
		"payments-2026-q4-homework-tom.md":        {"IAM-02", "Tom", "unknown, said by Ana Ruiz", "```sh"},
	} {
		for _, text := range holds {
			if !strings.Contains(string(u.written[name]), text) {
				t.Errorf("%s does not hold %q:\n%s", name, text, u.written[name])
			}
		}
	}
	if len(u.written) != 3 {
		t.Errorf("%d files were written", len(u.written))
	}
	u.press("tab", "left", "left")
	u.sees("who <for Tom>")
	u.press("s")
	u.sees("Written: reports/payments-2026-q4-homework-tom.md")
}

func TestHomeworkNeedsSomethingParked(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("/", "tab", "s")
	u.sees("Nothing on this list waits for somebody")
}

func TestHomeworkIsReplacedOnlyOnAsking(t *testing.T) {
	written := make(map[string]int)
	u := sit(t, store.NewMemory(clock), 80, 24, func(options *tui.Options) {
		options.WriteReport = func(name string, _ []byte, replace bool) (string, error) {
			path := filepath.Join("reports", name)
			if written[name] > 0 && !replace {
				return path, fs.ErrExist
			}
			written[name]++
			return path, nil
		}
	})
	u.setsUp()
	parksSome(u)
	const tom = "payments-2026-q4-homework-tom.md"
	u.press("/", "tab", "tab", "left", "left", "s")
	u.sees("Written: reports/" + tom)
	u.press("s")
	u.sees("There is homework already", tom)
	u.press("enter")
	if written[tom] != 1 {
		t.Errorf("written %d times without asking", written[tom])
	}
	u.press("s", "down", "enter")
	u.sees("Written: reports/" + tom)
	if written[tom] != 2 {
		t.Errorf("written %d times, want 2", written[tom])
	}
}

// Where the review shows what waits for somebody, it writes it down for them too.
func TestHomeworkFromTheReview(t *testing.T) {
	u := answering(t, 80, 24)
	parksSome(u)
	u.press("right", "right", "right", "right", "u")
	u.types("Nora")
	u.press("enter", "v", "s")
	u.seesNot("Written")
	u.press("tab")
	u.sees("[Unknown 2]", "s homework lists")
	u.press("s")
	for _, name := range []string{"nora", "tom"} {
		if len(u.written["payments-2026-q4-homework-"+name+".md"]) == 0 {
			t.Errorf("nothing was written for %s; written is %v", name, slices.Collect(maps.Keys(u.written)))
		}
	}
	u.sees("Written: ")
}

// Two names that make one file name do not write over each other.
func TestHomeworkOfNamesThatAreAlike(t *testing.T) {
	u := answering(t, 80, 24)
	for _, person := range []string{"Jose", "jose"} {
		u.press("f")
		u.types(person)
		u.press("enter", "right")
	}
	u.press("/", "tab", "s")
	for _, name := range []string{"payments-2026-q4-homework-jose.md", "payments-2026-q4-homework-jose-2.md"} {
		if len(u.written[name]) == 0 {
			t.Errorf("%s was not written", name)
		}
	}
}

// Skipping a filter's values never skips any.
func TestAFilterWithNothingElseGoesBackToAny(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("/", "tab", "right")
	u.sees("show <unanswered>")
	u.press("right")
	u.sees("show <gaps>")
	u.press("right")
	u.sees("show <any>", "24 questions")
}

func TestOneKeyClearsTheFilters(t *testing.T) {
	u := answering(t, 80, 24)
	parksSome(u)
	u.press("/")
	u.types("secret")
	u.press("tab", "right", "tab", "right")
	u.sees("backspace clear")
	u.press("backspace")
	u.sees("show any", "who <any>", "24 questions", "find: an id")
	u.seesNot("backspace clear")
}

func TestTheServiceFilterOffersWhatIsInScope(t *testing.T) {
	u := sit(t, store.NewMemory(clock), 80, 30)
	u.types("Payments")
	u.press("enter", "enter", "space", "down", "space", "enter", "down", "enter", "space", "enter")
	u.press("enter")
	u.types("Ana")
	u.press("enter", "/", "tab", "tab", "tab", "right")
	u.sees("service <Amazon S3>")
	u.press("right")
	u.sees("service <any>")
}
