package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/gofrs/flock"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

// writerDir names the workspace in which the test binary, started again by
// TestKilledWriter, saves answers until it is killed.
const writerDir = "STORE_TEST_WRITER_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerDir); dir != "" {
		fmt.Fprintln(os.Stderr, saveForEver(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const (
	writerQuestions = 20
	writerPadding   = 50_000 // bytes a note, so that a save takes a while
)

// saveForEver saves one answer after the other, each with the next number as
// its note, and prints the number once the save has returned.
func saveForEver(dir string) error {
	f, err := store.OpenFile(dir, storetest.Clock)
	if err != nil {
		return err
	}
	snapshot, err := f.Load(context.Background(), payments)
	if err != nil {
		return err
	}
	for number := latestNumber(snapshot.Assessment) + 1; ; number++ {
		next := edit(number%writerQuestions+1, fmt.Sprintf("%d %s", number, strings.Repeat("x", writerPadding)), "")
		next.Read = snapshot.Answers[next.Question]
		saved, err := f.SaveAnswers(context.Background(), payments, next)
		if err != nil {
			return err
		}
		snapshot.Answers[next.Question] = saved[0].Token
		fmt.Println(number)
	}
}

func numberOf(a *questionnaire.Assessment, question string) int {
	answer, _ := a.Answer(question)
	digits, _, _ := strings.Cut(answer.Note, " ")
	number, _ := strconv.Atoi(digits)
	return number
}

func latestNumber(a *questionnaire.Assessment) int {
	latest := 0
	for _, id := range a.Answered() {
		latest = max(latest, numberOf(a, id))
	}
	return latest
}

func TestKilledWriter(t *testing.T) {
	f := newPayments(t, writerQuestions)
	acknowledged := make(map[string]int)
	for round, saves := range []int{1, 5, 14, 30, 43} {
		highest := killAfter(t, f.Dir(), saves, acknowledged)
		snapshot, err := f.Load(t.Context(), payments)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for question, number := range acknowledged {
			// The save that was cut short may be there as well.
			if got := numberOf(snapshot.Assessment, question); got != number && got != highest+1 {
				t.Errorf("round %d: %s has number %d, acknowledged was %d", round, question, got, number)
			}
		}
		if err := f.SavePeople(t.Context(), payments, nil); err != nil {
			t.Errorf("round %d: a save after the kill: %v", round, err)
		}
		left, err := filepath.Glob(filepath.Join(f.Dir(), "assessments", ".*.tmp"))
		if err != nil || len(left) > 0 {
			t.Errorf("round %d: left behind %v, error %v", round, left, err)
		}
	}
}

// killAfter starts a writer, kills it once it has acknowledged that many saves,
// notes all it acknowledged, by question, and returns the last number.
func killAfter(t *testing.T, dir string, saves int, acknowledged map[string]int) int {
	t.Helper()
	writer := exec.CommandContext(t.Context(), os.Args[0])
	writer.Env = append(os.Environ(), writerDir+"="+dir)
	writer.Stderr = os.Stderr
	output, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	number, seen := 0, 0
	for lines := bufio.NewScanner(output); lines.Scan(); {
		if number, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		acknowledged[storetest.QuestionID(number%writerQuestions+1)] = number
		if seen++; seen == saves {
			if err := writer.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	var killed *exec.ExitError
	if err := writer.Wait(); !errors.As(err, &killed) || killed.Exited() || seen < saves {
		t.Fatalf("the writer ended by itself after %d saves: %v", seen, err)
	}
	return number
}

func TestTwoPrograms(t *testing.T) {
	one := newPayments(t, 40)
	other := reopen(t, one)
	mine := save(t, one, edit(1, "mine", ""))[0]
	save(t, other, edit(2, "theirs", ""))
	save(t, one, edit(3, "mine", ""))
	_, err := other.SaveAnswers(t.Context(), payments, edit(1, "over it", ""))
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) || conflict.Token != mine.Token || conflict.Theirs.Note != "mine" {
		t.Fatalf("got error %v, want a conflict with what the other program saved", err)
	}
	save(t, other, edit(1, "over it", conflict.Token))
	for number, want := range map[int]string{1: "over it", 2: "theirs", 3: "mine"} {
		if got := note(t, one, number); got != want {
			t.Errorf("question %d has the note %q, want %q", number, got, want)
		}
	}
}

func TestTwoProgramsAtOnce(t *testing.T) {
	const questions = 40
	one := newPayments(t, questions)
	programs := []*store.File{one, reopen(t, one)}
	var writers sync.WaitGroup
	errs := make([]error, questions)
	for i := range questions {
		writers.Go(func() {
			_, errs[i] = programs[i%2].SaveAnswers(t.Context(), payments, edit(i+1, strconv.Itoa(i), ""))
		})
	}
	writers.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	for i := range questions {
		if got := note(t, one, i+1); got != strconv.Itoa(i) {
			t.Errorf("question %d has the note %q", i+1, got)
		}
	}
}

func TestOneOfTwoCreates(t *testing.T) {
	one := newFile(t)
	bank := storetest.Bank(t, 1)
	labels := []string{"2026", "2026-H2", "2026-Q4", "2026-12"}
	errs := make([]error, len(labels))
	var writers sync.WaitGroup
	for i, label := range labels {
		program := reopen(t, one)
		a := storetest.Assessment(t, bank, "payments", label)
		writers.Go(func() { errs[i] = program.Create(t.Context(), a, bank) })
	}
	writers.Wait()
	created := 0
	for _, err := range errs {
		if err == nil {
			created++
		} else if !errors.Is(err, store.ErrOverlap) {
			t.Errorf("got error %v, want an overlap", err)
		}
	}
	if created != 1 {
		t.Errorf("%d of them were created, want 1", created)
	}
}

// What an editor or git changes without asking for a lock is seen.
func TestChangedByHand(t *testing.T) {
	f := newPayments(t, 2)
	mine := save(t, f, edit(1, "mine", ""))[0]
	writeFile(t, f, paymentsFile, strings.Replace(readFile(t, f, paymentsFile), `"note": "mine"`, `"note": "by hand"`, 1))
	_, err := f.SaveAnswers(t.Context(), payments, edit(1, "mine again", mine.Token))
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) || conflict.Theirs.Note != "by hand" {
		t.Errorf("got error %v, want a conflict with what was written by hand", err)
	}
	save(t, f, edit(2, "", ""))
	if got := note(t, f, 1); got != "by hand" {
		t.Errorf("the note is %q", got)
	}
}

// watchedContext tells when somebody waits for its end.
type watchedContext struct {
	context.Context
	once   sync.Once
	waited chan struct{}
}

func (c *watchedContext) Done() <-chan struct{} {
	c.once.Do(func() { close(c.waited) })
	return c.Context.Done()
}

func TestLockHeldElsewhere(t *testing.T) {
	f := newPayments(t, 1)
	for lock, change := range map[string]func(context.Context) error{
		"assessments/." + payments + ".lock": func(ctx context.Context) error {
			_, err := f.SaveAnswers(ctx, payments, edit(1, "", ""))
			return err
		},
		".demarc.lock": func(ctx context.Context) error {
			bank := storetest.Bank(t, 1)
			return f.Create(ctx, storetest.Assessment(t, bank, "search", "2026-Q4"), bank)
		},
	} {
		held := flock.New(filepath.Join(f.Dir(), lock))
		if err := held.Lock(); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Load(t.Context(), payments); err != nil {
			t.Errorf("%s: reading waits for a writer: %v", lock, err)
		}
		changed := make(chan error)
		ctx, cancel := context.WithCancel(t.Context())
		waiting := &watchedContext{Context: ctx, waited: make(chan struct{})}
		go func() { changed <- change(waiting) }()
		<-waiting.waited
		cancel()
		if err := <-changed; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got error %v, want that it was cancelled", lock, err)
		}
		waiting = &watchedContext{Context: t.Context(), waited: make(chan struct{})}
		go func() { changed <- change(waiting) }()
		<-waiting.waited
		if err := held.Unlock(); err != nil {
			t.Fatal(err)
		}
		if err := <-changed; err != nil {
			t.Errorf("%s: once it is given back: %v", lock, err)
		}
	}
}
