package tui

import (
	"context"
	"errors"
	"io"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Terminal is where the app runs.
type Terminal struct {
	In      io.Reader
	Out     io.Writer
	Environ []string
	NoColor bool // whatever the environment says
}

// ErrInterrupted means that the app was stopped from outside.
var ErrInterrupted = errors.New("interrupted")

// framesPerSecond is the most that Bubble Tea allows. A key waits for the next
// frame, on average for half of one; with the usual sixty a second that is most of
// the time that it takes to be seen.
const framesPerSecond = 120

// Run runs the app until the user leaves it. When ctx ends it saves what is
// queued, leaves too and returns ErrInterrupted.
func Run(ctx context.Context, app *App, terminal Terminal) error {
	options := []tea.ProgramOption{
		tea.WithInput(terminal.In), tea.WithOutput(terminal.Out), tea.WithEnvironment(terminal.Environ),
		tea.WithoutSignalHandler(), // it would end the program before the queue is saved
		tea.WithFPS(framesPerSecond),
	}
	if terminal.NoColor {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	// The first character beyond ASCII that is drawn makes the terminal libraries
	// build a table of all widths, of two megabytes. That is done while the terminal
	// is made ready, rather than in the first frame.
	go ansi.StringWidthWc("─")
	program := tea.NewProgram(app, options...)
	defer context.AfterFunc(ctx, func() { program.Send(leave{}) })()
	_, err := program.Run()
	if ctx.Err() != nil {
		return ErrInterrupted
	}
	return err
}
