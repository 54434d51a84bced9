//go:build unix

package tui_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"go.uber.org/goleak"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// Nothing of the app runs on after it was left, whether somebody leaves it or it
// is stopped from outside. It runs in its real loop here, on a terminal that
// answers no query.
func TestNothingRunsOnAfterTheApp(t *testing.T) {
	for name, leave := range map[string]struct {
		by   func(keyboard io.Writer, stop context.CancelFunc)
		want error
	}{
		"by its key":           {func(keyboard io.Writer, _ context.CancelFunc) { _, _ = io.WriteString(keyboard, "q") }, nil},
		"by ctrl+c":            {func(keyboard io.Writer, _ context.CancelFunc) { _, _ = io.WriteString(keyboard, "\x03") }, nil},
		"stopped from outside": {func(_ io.Writer, stop context.CancelFunc) { stop() }, tui.ErrInterrupted},
	} {
		t.Run(name, func(t *testing.T) {
			before := goleak.IgnoreCurrent()
			l := loopOn(t, quartersOf(t))
			l.waitFor("next:")
			l.types("\r")
			l.waitFor("Carried over")
			l.types("d")
			l.waitFor("like for like")
			l.types("q")
			l.waitFor("next:")
			leave.by(l.keyboard, l.stop)
			if err := l.ended(); !errors.Is(err, leave.want) {
				t.Errorf("the app ended with %v, want %v", err, leave.want)
			}
			goleak.VerifyNone(t, before)
		})
	}
}

// quartersOf returns a store with a final and the draft that carries it.
func quartersOf(t *testing.T) store.Store {
	t.Helper()
	bank, err := frozenBank()
	if err != nil {
		t.Fatal(err)
	}
	keeper := store.NewMemory(clock)
	earlier, next := benchQuarters(t, bank)
	for _, each := range []*questionnaire.Assessment{earlier, next} {
		if err := keeper.Create(t.Context(), each, bank); err != nil {
			t.Fatal(err)
		}
	}
	return keeper
}

// loop is the app in its real loop, on a terminal of which the test holds the
// other end.
type loop struct {
	t        *testing.T
	keyboard *os.File
	screen   *os.File
	stop     context.CancelFunc
	result   chan error
	drained  chan struct{}

	mu    sync.Mutex
	shown bytes.Buffer // since the last wait
}

func loopOn(t *testing.T, keeper store.Store) *loop {
	t.Helper()
	keyboard, screen, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(keyboard, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	l := &loop{t: t, keyboard: keyboard, screen: screen, stop: stop, result: make(chan error, 1), drained: make(chan struct{})}
	app := tui.New(tui.Options{Store: keeper, Bank: frozenBank, Now: clock, Defaults: nobodyKnown})
	go func() {
		l.result <- tui.Run(ctx, app, tui.Terminal{In: screen, Out: screen, Environ: []string{"TERM=xterm-256color"}})
	}()
	go func() {
		defer close(l.drained)
		_, _ = io.Copy(l, keyboard)
	}()
	return l
}

// Write takes what the app paints.
func (l *loop) Write(painted []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.shown.Write(painted)
}

func (l *loop) types(keys string) {
	l.t.Helper()
	if _, err := io.WriteString(l.keyboard, keys); err != nil {
		l.t.Fatal(err)
	}
}

// waitFor waits until the app has painted a text since the last one.
func (l *loop) waitFor(text string) {
	l.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		l.mu.Lock()
		painted := l.shown.String()
		if bytes.Contains(l.shown.Bytes(), []byte(text)) {
			l.shown.Reset()
			l.mu.Unlock()
			return
		}
		l.mu.Unlock()
		if time.Now().After(deadline) {
			l.t.Fatalf("%q was not painted:\n%q", text, painted)
		}
	}
}

// ended waits until the app has ended, closes the terminal and returns with what.
func (l *loop) ended() error {
	l.t.Helper()
	defer l.stop()
	err := <-l.result
	_ = l.screen.Close()
	_ = l.keyboard.Close()
	<-l.drained
	return err
}
