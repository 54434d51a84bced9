package tui

import (
	"cmp"
	"image/color"
	"slices"
	"strings"
	"sync"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring/report"
)

// The smallest terminal on which every screen can be drawn.
const (
	minWidth  = 60
	minHeight = 16
)

// Options is what the app needs from outside.
type Options struct {
	Store store.Store
	// Bank returns the bank that new assessments use.
	Bank func() (*questionnaire.Bank, error)
	// WriteReport puts a report into the workspace and returns its path. It
	// returns an error that is fs.ErrExist where the file is there already and
	// may not be replaced.
	WriteReport func(name string, text []byte, replace bool) (path string, err error)
	// Cover returns what the workspace puts first on its reports; nil for nothing.
	Cover func() (report.Cover, error)
	Now   func() time.Time
	// Defaults is asked once, off the event loop, for what a person would
	// otherwise have to type.
	Defaults  func() (Defaults, error)
	Generator questionnaire.Generator
	ASCII     bool   // the terminal cannot show Unicode
	Open      string // id of the assessment to begin with; empty for home
	Where     string // the workspace, as home names it
	Editor    string // command line of the user's editor; empty for none
	NoMouse   bool   // leaves the mouse to the terminal, which can select text then
	// Background is what the colors have to suit.
	Background Background
}

// Defaults are proposed where nobody says otherwise.
type Defaults struct {
	By           string // who answers, where somebody said so
	Git          string // whom git knows, who answers where nobody else is named
	Organization string
	Team         string
}

// name returns who is at the keyboard, as far as that is known.
func (d Defaults) name() string { return cmp.Or(d.By, d.Git) }

// answers returns who answers for the people in a room, and who types, as far as
// that is known: whoever was named, else whom git knows if they are in the room,
// else the first in it.
func (d Defaults) answers(people []questionnaire.Person) (by, typist string) {
	inRoom := slices.ContainsFunc(people, func(person questionnaire.Person) bool { return person.Name == d.Git })
	switch {
	case d.By != "":
		return d.By, d.By
	case len(people) == 0 || inRoom:
		return d.Git, d.Git
	default:
		return people[0].Name, ""
	}
}

// environment is what every screen shares. It changes only when the terminal's
// background becomes known, and when the bank for new assessments was read.
type environment struct {
	Options
	theme theme
	// background is what the terminal has, as far as that is known.
	background Background
	sixteen    bool // colors are all that the terminal has
	bank       *questionnaire.Bank
	proposed   Defaults
	// answering is who was last chosen to answer; empty until somebody was.
	answering string
}

// screen is one of the app's screens. Its view has exactly the height and width
// that it was last given.
type screen interface {
	resize(width, height int)
	update(msg tea.Msg) tea.Cmd
	view() []string
	header() (left, right string)
	footer() []key.Binding
	groups() []keyGroup
	// capturing reports whether printable keys are text for a field.
	capturing() bool
}

// App is the app's only tea.Model.
type App struct {
	env           *environment
	width, height int
	current       screen
	trail         []screen // where esc leads back to
	dialog        *dialog
	session       *session
	notice        string         // one sentence about the last key, gone with the next
	quitting      bool           // leaves as soon as the queue is empty
	next          func() tea.Cmd // waits until the queue is empty
	ahead         []tea.Msg      // what was typed while a form was between two fields
	reopen        *opening       // what came to be opened while a dialog was open
	reading       int            // how many assessments were begun to be read
	altIsTold     bool           // the terminal tells a key with alt from escape and that key
}

// New returns the app. It reads nothing before the program runs.
func New(options Options) *App {
	options.Defaults = sync.OnceValues(options.Defaults)
	env := &environment{Options: options, background: options.Background, theme: newTheme(options.Background, false, options.ASCII)}
	app := &App{env: env}
	app.current = newHome(app)
	return app
}

// asLines ends lines as the app does: a terminal that pastes may send the key
// that somebody would press, a carriage return.
var asLines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Init asks for the terminal's background and reads the workspace.
func (a *App) Init() tea.Cmd {
	first := a.readWorkspace()
	if a.env.Open != "" {
		first = a.readAssessment(a.env.Open, toQuestions)
	}
	return tea.Batch(a.askBackground(), first)
}

// Update implements tea.Model.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	for _, each := range a.apart(msg) {
		cmd = tea.Batch(cmd, a.take(each))
	}
	return a, cmd
}

// take handles a message, or keeps it until its turn comes.
func (a *App) take(msg tea.Msg) tea.Cmd {
	if a.waits(msg) {
		a.ahead = append(a.ahead, msg)
		return nil
	}
	return a.raise(a.catchUp(a.handle(msg)))
}

// handle hands a message to whom it concerns.
func (a *App) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
		a.resize()
		return nil
	case tea.BackgroundColorMsg:
		return a.takeBackground(msg)
	case tea.ColorProfileMsg:
		a.env.sixteen = msg.Profile == colorprofile.ANSI
		a.env.theme = newTheme(a.env.background, a.env.sixteen, a.env.ASCII)
		return nil
	case tea.KeyboardEnhancementsMsg:
		a.altIsTold = msg.SupportsKeyDisambiguation()
		return nil
	case unanswered:
		if a.env.background != BackgroundAuto {
			return nil
		}
		return a.takeBackground(tea.BackgroundColorMsg{Color: color.Black})
	case tea.PasteMsg:
		return a.forward(tea.PasteMsg{Content: questionnaire.Printable(asLines.Replace(msg.Content))})
	case tea.MouseWheelMsg:
		return a.wheel(msg)
	case tea.KeyPressMsg:
		return a.press(msg)
	case turn:
		msg.of.arrived(msg.count)
		return nil
	case workspaceRead:
		return a.homeScreen().take(msg)
	case assessmentRead:
		return a.open(msg)
	case answersSaved:
		return a.saved(msg)
	case saveFailed:
		return a.saveFailed(msg)
	case leave:
		return a.quit()
	case scopeSaved:
		return a.takeScope(msg)
	case finalized:
		return a.takeFinalized(msg)
	case noteWritten:
		return a.takeNote(msg)
	case signoffRead:
		return a.takeSignoff(msg)
	case signed:
		return a.takeSigned(msg)
	case created:
		return a.takeCreated(msg)
	case proposal:
		return a.takeProposal(msg)
	case previousRead:
		a.takePrevious(msg)
		return nil
	case reportRendered:
		return a.takeRendered(msg)
	case reportWritten:
		return a.takeReportWritten(msg)
	case homeworkWritten:
		return a.takeHomework(msg)
	case trendRead:
		a.takeTrend(msg)
		return nil
	}
	return a.forward(msg)
}

// press handles a key: quitting first, then an open dialog, then the keys that
// work everywhere, then the screen.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	if key.Matches(msg, keys.Quit) {
		return a.quit()
	}
	if a.tooSmall() {
		return nil
	}
	a.notice = ""
	if a.session != nil && a.session.blocked() {
		a.quitting = false // whoever goes on working does not want to leave
	}
	if key.Matches(msg, keys.Suspend) {
		return tea.Suspend
	}
	if a.dialog != nil {
		return a.pressInDialog(msg)
	}
	cmd := a.pressOnScreen(msg)
	if a.notice != "" && a.session != nil {
		a.session.said = "" // the newer of two messages is the one that stays
	}
	return cmd
}

func (a *App) pressOnScreen(msg tea.KeyPressMsg) tea.Cmd {
	if !a.current.capturing() {
		if cmd, done := a.pressEverywhere(msg); done {
			return cmd
		}
	}
	return a.current.update(msg)
}

func (a *App) pressEverywhere(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if a.session != nil && a.session.saveErr != nil && key.Matches(msg, keys.Retry) {
		if a.session.lockedMeanwhile() {
			return a.openDialog(newLockedDialog(a)), true
		}
		return a.session.retry(), true
	}
	switch {
	case key.Matches(msg, keys.Help):
		if _, open := a.current.(*helpScreen); !open {
			a.show(newHelp(a, a.current))
		}
		return nil, true
	case key.Matches(msg, keys.Back):
		if inner, ok := a.current.(interface{ stepOut() bool }); ok && inner.stepOut() {
			return nil, true
		}
		return a.back(), true
	case key.Matches(msg, keys.Home):
		if a.atHome() {
			return a.quit(), true
		}
		return a.goHome(), true
	}
	return nil, false
}

// forward hands any other message to whoever may wait for it.
func (a *App) forward(msg tea.Msg) tea.Cmd {
	if a.dialog != nil {
		return a.updateDialog(msg)
	}
	return a.current.update(msg)
}

func (a *App) tooSmall() bool {
	return a.width > 0 && (a.width < minWidth || a.height < minHeight)
}

// frameRows is how many rows the app draws around a screen: header and rule
// above; rule, status and keys below.
const frameRows = 5

// bodySize is the room for a screen. Where the terminal is too small nothing is
// shown, and no screen has to bear a size that it was not made for.
func (a *App) bodySize() (width, height int) {
	return max(minWidth, a.width), max(minHeight, a.height) - frameRows
}

// resize lays everything out for the terminal.
func (a *App) resize() {
	width, height := a.bodySize()
	a.current.resize(width, height)
	for _, behind := range a.trail {
		behind.resize(width, height)
	}
	if a.dialog != nil {
		a.dialog.resize(a.dialogSize())
	}
}

// show goes to a screen from which esc leads back here.
func (a *App) show(next screen) {
	a.trail = append(a.trail, a.current)
	a.replace(next)
}

// replace goes to a screen without leaving a way back to this one. What was asked
// for on the screen that is left, and is not there yet, is no longer wanted.
func (a *App) replace(next screen) {
	a.current = next
	if a.session != nil {
		a.session.said = "" // it belongs to the screen that is left
	}
	a.dropOpening()
	next.resize(a.bodySize())
}

func (a *App) back() tea.Cmd {
	if len(a.trail) == 0 {
		return nil
	}
	previous := a.trail[len(a.trail)-1]
	a.trail = a.trail[:len(a.trail)-1]
	a.replace(previous)
	switch previous := previous.(type) {
	case *trendScreen:
		return previous.reread()
	case *homeScreen:
		return a.readWorkspace()
	case *reportScreen:
		return a.renewReport()
	}
	return nil
}

func (a *App) atHome() bool {
	_, home := a.current.(*homeScreen)
	return home
}

func (a *App) homeScreen() *homeScreen {
	for _, candidate := range append([]screen{a.current}, a.trail...) {
		if home, ok := candidate.(*homeScreen); ok {
			return home
		}
	}
	return newHome(a)
}

func (a *App) goHome() tea.Cmd {
	home := a.homeScreen()
	a.trail = nil
	a.replace(home)
	return a.readWorkspace()
}
