//go:build unix

// Package screentest runs a program on a terminal for tests: a pseudo-terminal
// with an emulator as its screen. Tests type as a person does and look at what
// the program has painted. What a test needs to know of the program's insides
// does not belong here.
package screentest

import (
	"bytes"
	"errors"
	"fmt"
	"image/color"
	"io"
	"os"
	"os/exec"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience is how long a test waits for the screen to show something. It is
// generous, because it decides about failures only: a test goes on as soon as
// the screen shows what it waits for.
const patience = 10 * time.Second

// Terminal is a terminal with a program that runs on it. Its screen changes by
// whole frames: what stands on it between two frames is never seen.
//
// Methods that wait fail the test, with the screen as it is, when their patience
// is at an end or the program has exited.
type Terminal struct {
	t        testing.TB
	command  *exec.Cmd
	pty, tty *os.File
	before   *term.State // of the line discipline, as the program found it
	exited   chan struct{}
	code     int

	mu       sync.Mutex
	emulator *vt.Emulator
	painting bool // a frame has begun and is not whole yet
	frame    string
	reversed map[int]bool // rows of the frame with something in reverse video
	watchers []func(screen string)
	changed  chan struct{} // closed when the frame may have changed
	unusual  map[ansi.Mode]bool
	output   bytes.Buffer // all that the program has written
}

// Start runs a command on a terminal of the given size and ends it with the
// test.
func Start(t testing.TB, command *exec.Cmd, width, height int) *Terminal {
	t.Helper()
	return Kind{}.Start(t, command, width, height)
}

// Kind is what kind of terminal it is. The zero value answers queries, is dark
// and as fast as can be.
type Kind struct {
	Silent     bool        // answers no query
	Background color.Color // nil for black
	// BytesPerSecond is how fast the line to the terminal is; 0 for no limit.
	BytesPerSecond int
}

// Start runs a command on a terminal of this kind, like the function Start.
func (k Kind) Start(t testing.TB, command *exec.Cmd, width, height int) *Terminal {
	t.Helper()
	ptm, tty, err := pty.Open()
	if err != nil {
		t.Fatalf("open a pseudo-terminal: %v", err)
	}
	s := &Terminal{
		t: t, command: command, pty: ptm, tty: tty,
		exited: make(chan struct{}), changed: make(chan struct{}),
		emulator: vt.NewEmulator(width, height), unusual: make(map[ansi.Mode]bool),
	}
	if k.Background != nil {
		s.emulator.SetDefaultBackgroundColor(k.Background)
	}
	s.setSize(width, height)
	if s.before, err = term.GetState(tty.Fd()); err != nil {
		t.Fatalf("read the state of the terminal: %v", err)
	}
	s.listen(!k.Silent)
	command.Stdin, command.Stdout, command.Stderr = tty, tty, tty
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := command.Start(); err != nil {
		t.Fatalf("start %s: %v", command.Path, err)
	}
	go s.reply(!k.Silent)
	go s.run(k.BytesPerSecond)
	t.Cleanup(s.end)
	return s
}

// listen notes the terminal's modes. A terminal that answers also says that it
// paints whole frames, so that the program marks where they begin and end.
func (s *Terminal) listen(answers bool) {
	if answers {
		_, _ = s.emulator.WriteString(ansi.ResetModeSynchronizedOutput)
	}
	usual := map[ansi.Mode]bool{ansi.ModeTextCursorEnable: true, ansi.ModeAutoWrap: true}
	s.emulator.SetCallbacks(vt.Callbacks{
		EnableMode:  func(mode ansi.Mode) { s.setMode(mode, true, usual[mode]) },
		DisableMode: func(mode ansi.Mode) { s.setMode(mode, false, usual[mode]) },
	})
}

func (s *Terminal) setMode(mode ansi.Mode, on, usual bool) {
	if on == usual {
		delete(s.unusual, mode)
	} else {
		s.unusual[mode] = true
	}
	if mode == ansi.ModeSynchronizedOutput {
		s.painting = on
		s.show()
	}
}

// run paints what the program writes until it exits.
func (s *Terminal) run(bytesPerSecond int) {
	painted := make(chan struct{})
	go func() {
		defer close(painted)
		_, _ = io.Copy(s, line{s.pty, bytesPerSecond}) // ends with an error when the last program has closed the terminal
	}()
	err := s.command.Wait()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		s.code = exit.ExitCode()
	}
	_ = s.tty.Close()
	<-painted
	close(s.exited)
}

// line carries what the program writes.
type line struct {
	io.Reader
	bytesPerSecond int
}

// Read reads no faster than the line is.
func (l line) Read(into []byte) (int, error) {
	if l.bytesPerSecond == 0 {
		return l.Reader.Read(into)
	}
	n, err := l.Reader.Read(into[:min(len(into), max(1, l.bytesPerSecond/50))])
	time.Sleep(time.Duration(n) * time.Second / time.Duration(l.bytesPerSecond))
	return n, err
}

// Write paints output of the program.
func (s *Terminal) Write(output []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.output.Write(output)
	n, err := s.emulator.Write(output)
	s.show()
	return n, err
}

// show takes over what is painted as the frame that is seen.
func (s *Terminal) show() {
	if s.painting {
		return
	}
	s.frame, s.reversed = s.emulator.String(), s.rowsWithCursor()
	for _, watch := range s.watchers {
		watch(s.frame)
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

// rowsWithCursor returns the rows with something in reverse video, as programs
// draw a cursor of their own.
func (s *Terminal) rowsWithCursor() map[int]bool {
	rows := make(map[int]bool)
	for y := range s.emulator.Height() {
		for x := range s.emulator.Width() {
			if cell := s.emulator.CellAt(x, y); cell != nil && cell.Style.Attrs&uv.AttrReverse != 0 {
				rows[y] = true
			}
		}
	}
	return rows
}

// reply sends the terminal's answers to the program's queries, or drops them.
func (s *Terminal) reply(answers bool) {
	var to io.Writer = s.pty
	if !answers {
		to = io.Discard
	}
	_, _ = io.Copy(to, s.emulator) // ends when the test does
}

func (s *Terminal) end() {
	_ = s.command.Process.Kill()
	<-s.exited
	if replies, ok := s.emulator.InputPipe().(io.Closer); ok {
		_ = replies.Close()
	}
	_ = s.pty.Close()
}

// Type types text, as it is.
func (s *Terminal) Type(text string) {
	s.t.Helper()
	if _, err := io.WriteString(s.pty, text); err != nil {
		s.t.Fatalf("type %q: %v\n%s", text, err, s.framed())
	}
}

// Paste pastes text as a terminal does that brackets it.
func (s *Terminal) Paste(text string) {
	s.t.Helper()
	s.Type(ansi.BracketedPasteStart + text + ansi.BracketedPasteEnd)
}

// Press presses keys by their names, one after the other and without a pause:
// "enter", "pgdown", "ctrl+c", "x". Escape has to come last, because a terminal
// sends the same bytes for escape and a key as for alt and that key.
func (s *Terminal) Press(names ...string) {
	s.t.Helper()
	var bytes strings.Builder
	for i, name := range names {
		sequence, known := sequenceOf(name)
		switch {
		case !known:
			s.t.Fatalf("there is no key %q", name)
		case name == "esc" && i < len(names)-1:
			s.t.Fatalf("esc has to be pressed last")
		}
		bytes.WriteString(sequence)
	}
	s.Type(bytes.String())
}

// Resize changes the terminal's size, of which the program is told by a signal.
func (s *Terminal) Resize(width, height int) {
	s.t.Helper()
	s.mu.Lock()
	s.emulator.Resize(width, height)
	s.mu.Unlock()
	s.setSize(width, height)
}

func (s *Terminal) setSize(width, height int) {
	s.t.Helper()
	if err := pty.Setsize(s.pty, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		s.t.Fatalf("set the size of the terminal: %v", err)
	}
}

// Signal sends a signal to the program.
func (s *Terminal) Signal(signal os.Signal) {
	s.t.Helper()
	if err := s.command.Process.Signal(signal); err != nil {
		s.t.Fatalf("signal %v: %v", signal, err)
	}
}

// Kill ends the program as a power cut would, and waits until it is gone.
func (s *Terminal) Kill() {
	s.t.Helper()
	s.Signal(os.Kill)
	<-s.exited
}

// Watch calls a function with every frame from now on. The function must not
// call the terminal.
func (s *Terminal) Watch(watch func(screen string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers = append(s.watchers, watch)
}

// Screen returns what the screen shows, without colours.
func (s *Terminal) Screen() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.frame
}

// Output returns all bytes that the program has written so far.
func (s *Terminal) Output() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.output.Bytes())
}

// Expect waits until the screen shows all the texts at once, and returns it.
func (s *Terminal) Expect(texts ...string) string {
	s.t.Helper()
	return s.await(fmt.Sprintf("%q", texts), func(screen string) bool {
		return !slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(screen, text) })
	})
}

// ExpectNot waits until the screen shows none of the texts, and returns it.
func (s *Terminal) ExpectNot(texts ...string) string {
	s.t.Helper()
	return s.await(fmt.Sprintf("none of %q", texts), func(screen string) bool {
		return !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(screen, text) })
	})
}

// ExpectMatch waits until a line of the screen matches a regular expression,
// and returns the match and what its groups matched.
func (s *Terminal) ExpectMatch(pattern string) []string {
	s.t.Helper()
	expression := regexp.MustCompile(pattern)
	screen := s.await("a match of "+pattern, expression.MatchString)
	return expression.FindStringSubmatch(screen)
}

// ExpectCursor waits until the program draws a cursor of its own in the row below
// a label, so that what is typed goes there.
func (s *Terminal) ExpectCursor(label string) {
	s.t.Helper()
	s.await("a cursor below "+label, func(string) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		for row, line := range strings.Split(s.frame, "\n") {
			if strings.Contains(line, label) && s.reversed[row+1] {
				return true
			}
		}
		return false
	})
}

// ExpectExit waits until the program has exited with a code.
func (s *Terminal) ExpectExit(code int) {
	s.t.Helper()
	select {
	case <-s.exited:
	case <-time.After(patience):
		s.t.Fatalf("the program still runs after %v\n%s", patience, s.framed())
	}
	if s.code != code {
		s.t.Fatalf("the program exited with code %d, want %d\n%s", s.code, code, s.framed())
	}
}

// ExpectRestored checks that the program has left the terminal as it found it:
// out of the alternate screen, with a cursor, every mode as it was and the line
// discipline of the shell. It is for a program that has exited.
func (s *Terminal) ExpectRestored() {
	s.t.Helper()
	s.mu.Lock()
	alternate, unusual := s.emulator.IsAltScreen(), len(s.unusual)
	modes := fmt.Sprint(s.unusual)
	s.mu.Unlock()
	if alternate || unusual > 0 {
		s.t.Errorf("the terminal was not restored: alternate screen %t, changed modes %s\n%s", alternate, modes, s.framed())
	}
	after, err := term.GetState(s.pty.Fd())
	if err != nil {
		s.t.Fatalf("read the state of the terminal: %v", err)
	}
	if !reflect.DeepEqual(s.before, after) {
		s.t.Errorf("the line discipline is %+v, was %+v", *after, *s.before)
	}
}

// await returns the first frame for which done holds.
func (s *Terminal) await(what string, done func(screen string) bool) string {
	s.t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	for {
		s.mu.Lock()
		screen, changed := s.frame, s.changed
		s.mu.Unlock()
		if done(screen) {
			return screen
		}
		select {
		case <-changed:
		case <-s.exited:
			if screen = s.Screen(); done(screen) {
				return screen
			}
			s.t.Fatalf("the program exited with code %d before the screen showed %s\n%s", s.code, what, s.framed())
		case <-deadline.C:
			s.t.Fatalf("after %v the screen does not show %s\n%s", patience, what, s.framed())
		}
	}
}

// framed draws the screen for a message.
func (s *Terminal) framed() string {
	rule := strings.Repeat("-", 20)
	return rule + " the screen " + rule + "\n" + s.Screen() + "\n" + strings.Repeat("-", 52)
}
