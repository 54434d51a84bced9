//go:build unix

package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"demarc/questionnaire"
	"demarc/questionnaire/bank"
	"demarc/tui/screentest"
)

// The tests in the e2e files run the built program on a terminal and use it by
// its keys and its screen alone.

// build returns the path of the built program.
var build func() (path string, err error)

func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){"demarc": runForScript})
}

// suite runs all tests, with a folder for the built program.
type suite struct{ *testing.M }

func (s suite) Run() int {
	folder, err := os.MkdirTemp("", "demarc-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(folder) }()
	build = sync.OnceValues(func() (string, error) { return builtInto(folder, "demarc/cmd/demarc") })
	return s.M.Run()
}

// builtInto builds a program into a folder and returns its path.
func builtInto(folder, program string) (string, error) {
	path := filepath.Join(folder, filepath.Base(program))
	if out, err := exec.Command("go", "build", "-o", path, program).CombinedOutput(); err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", program, err, out)
	}
	return path, nil
}

// machine is a computer on which nothing has been done yet.
type machine struct {
	t      testing.TB
	home   string
	binary string   // the program
	env    []string // beside what every machine has
}

func newMachine(t testing.TB) machine {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return machine{t: t, home: t.TempDir(), binary: binary}
}

// workspace is where demarc keeps its files when nobody says where.
func (m machine) workspace() string { return filepath.Join(m.home, "data", "demarc") }

// command prepares a program to run in an empty folder, for somebody whose name
// the machine does not know.
func (m machine) command(program string, args ...string) *exec.Cmd {
	m.t.Helper()
	folder := filepath.Join(m.home, "work")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		m.t.Fatal(err)
	}
	command := exec.Command(program, args...)
	command.Dir = folder
	command.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + m.home, "XDG_DATA_HOME=" + filepath.Join(m.home, "data"),
		"TERM=xterm-256color", "LANG=C.UTF-8", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
	}
	command.Env = append(command.Env, m.env...)
	return command
}

// demarc starts the app on a terminal.
func (m machine) demarc(width, height int) *screentest.Terminal {
	m.t.Helper()
	return screentest.Start(m.t, m.command(m.binary), width, height)
}

// underShell prepares demarc to run as a shell runs a program, and to say how it
// ended. The shell then waits for a line.
func (m machine) underShell() *exec.Cmd {
	m.t.Helper()
	return m.command(mustFind(m.t, "sh"), "-c", `"$0"; echo "left with $?"; read line`, m.binary)
}

// mustFind returns where a program is. Without it the test is skipped, but not
// in continuous integration.
func mustFind(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		t.Fatalf("needs %s: %v", program, err)
	default:
		t.Skipf("needs %s: %v", program, err)
	}
	return path
}

// assessment reads the one assessment that there is, as any program could.
func (m machine) assessment() *questionnaire.Assessment {
	m.t.Helper()
	paths, err := filepath.Glob(filepath.Join(m.workspace(), "assessments", "*.json"))
	if err != nil || len(paths) != 1 {
		m.t.Fatalf("want one assessment in %s, found %q", m.workspace(), paths)
	}
	document, err := os.ReadFile(paths[0])
	if err != nil {
		m.t.Fatal(err)
	}
	assessment, err := questionnaire.DecodeAssessment(document)
	if err != nil {
		m.t.Fatalf("%s does not read back: %v", paths[0], err)
	}
	return assessment
}

// answer reads the answer to a question from the file.
func (m machine) answer(id string) questionnaire.Answer {
	m.t.Helper()
	answer, _ := m.assessment().Answer(id)
	return answer
}

// session is somebody at the terminal with an assessment.
type session struct {
	*screentest.Terminal
	t     testing.TB
	asked []questionnaire.AskedQuestion // in the order of the app
}

// begin sets up an assessment on a fresh machine, everything as proposed, and
// arrives at the first question.
func begin(m machine, width, height int) session {
	m.t.Helper()
	terminal := m.demarc(width, height)
	terminal.Expect("1 of 3")
	fill(terminal, "Team", "Payments")
	return acceptProposals(m, terminal)
}

// acceptProposals goes through setup from the period on, to the first question.
func acceptProposals(m machine, terminal *screentest.Terminal) session {
	m.t.Helper()
	fill(terminal, "Period", "")
	terminal.Expect("2 of 3", "[x] infrastructure", "[x] container", "[x] abstracted")
	terminal.Press("enter")
	terminal.ExpectNot("▸ [") // the tiers' field
	terminal.Press("enter")
	terminal.Expect("3 of 3", "Depth")
	terminal.Press("enter")
	fill(terminal, "Who is in the room", "Ana Ruiz, Sam Okafor")
	s := session{terminal, m.t, askedOf(m.t, everything)}
	s.expectQuestion(s.asked[0].ID)
	return s
}

// resume goes on with the assessment that begin has set up.
func resume(m machine, width, height int) session {
	m.t.Helper()
	terminal := m.demarc(width, height)
	terminal.Expect("next:")
	terminal.Press("enter")
	terminal.Expect("Now      ")
	return session{terminal, m.t, askedOf(m.t, everything)}
}

// everything is the scope that setup proposes.
var everything = questionnaire.Scope{Tiers: questionnaire.Tiers(), Depth: questionnaire.DepthFull}

// askedOf returns what our own bank asks of a scope.
func askedOf(t testing.TB, scope questionnaire.Scope) []questionnaire.AskedQuestion {
	t.Helper()
	ours, err := bank.Default()
	if err != nil {
		t.Fatal(err)
	}
	return questionnaire.Asked(ours, scope)
}

// fill types into the field with the label, which has to be the next one, and
// accepts it.
func fill(terminal *screentest.Terminal, label, text string) {
	terminal.ExpectCursor(label)
	terminal.Type(text)
	if text != "" {
		terminal.Expect(text)
	}
	terminal.Press("enter")
}

// expectQuestion waits until the question is the one that is asked. Wide lists
// show the question under their cursor with the same heading, but only the screen
// that asks it says at the top which one of how many it is.
func (s session) expectQuestion(id string) {
	s.t.Helper()
	s.ExpectMatch(`(?s)\A[^\n]*> \S+( \S+)* \d+(/| of )\d+ .*` + regexp.QuoteMeta(s.heading(id)))
}

// heading is how the screen names the question that it asks.
func (s session) heading(id string) string {
	for _, question := range s.asked {
		if question.ID == id {
			return id + "  " + question.Title
		}
	}
	s.t.Fatalf("%s is not asked", id)
	return ""
}

// goTo finds a question by its id and goes to it.
func (s session) goTo(id string) {
	s.t.Helper()
	s.Press("/")
	s.Expect("an id or a few words")
	s.Type(id)
	s.Expect("find: " + id)
	s.Press("enter")
	s.expectQuestion(id)
}

// expectSaved waits until the screen says that the answer to the question that is
// asked is durable. Answers that waited for the same save are only counted there.
func (s session) expectSaved(id, said string) {
	s.t.Helper()
	level, _, _ := strings.Cut(said, " ")
	s.ExpectMatch(`(?s)saved: ` + regexp.QuoteMeta(id+" "+said) + `|` +
		`\A[^\n]* saved \d\d:\d\d.*` + regexp.QuoteMeta(s.heading(id)) + `.*Now {6}` + regexp.QuoteMeta(level) + ` .*saved: \d+ answers`)
}

// shares returns the questions that are answered with a share, of which there
// are four levels.
func (s session) shares() []string {
	var ids []string
	for _, question := range s.asked {
		if len(question.OfferedLevels()) == 4 {
			ids = append(ids, question.ID)
		}
	}
	return ids
}

// place returns where in the order of the app a question stands.
func (s session) place(id string) int {
	return slices.IndexFunc(s.asked, func(question questionnaire.AskedQuestion) bool { return question.ID == id })
}

// thisQuarter is the period that the app proposes.
func thisQuarter() questionnaire.Period {
	return questionnaire.QuarterOf(questionnaire.NewDate(time.Now()))
}
