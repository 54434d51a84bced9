//go:build unix

package screentest_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"demarc/tui/screentest"
)

// What is typed arrives, a new size is told, the modes come back, and a frame is
// seen whole or not at all.
func TestTerminal(t *testing.T) {
	script := `
printf 'name? '; read name
stty size
printf '\033[?1049h\033[?2026h'; printf 'half a frame'; sleep 0.1; printf ' and a whole one\033[?2026l'; read line
printf '\033[?1049l'; echo "hello $name"; exit 3`
	shell, err := exec.LookPath("sh")
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		t.Fatalf("needs sh: %v", err)
	default:
		t.Skipf("needs sh: %v", err)
	}
	terminal := screentest.Start(t, exec.Command(shell, "-c", script), 40, 10)
	var halves int
	terminal.Watch(func(screen string) {
		if strings.Contains(screen, "half a frame") && !strings.Contains(screen, "whole") {
			halves++
		}
	})
	terminal.Expect("name?")
	terminal.Resize(70, 20)
	terminal.Type("Ana")
	terminal.Press("enter")
	terminal.Expect("half a frame and a whole one")
	terminal.ExpectNot("20 70")
	terminal.Press("enter")
	terminal.ExpectMatch(`(?m)^20 70$`)
	terminal.Expect("hello Ana")
	terminal.ExpectExit(3)
	terminal.ExpectRestored()
	if halves > 0 {
		t.Errorf("half a frame was seen %d times", halves)
	}
}
