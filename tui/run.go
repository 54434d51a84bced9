package tui

import (
	"context"
	"errors"
	"io"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
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

// Run runs the app until the user leaves it. When ctx ends it leaves too, and
// returns ErrInterrupted: every answer that was called saved is.
func Run(ctx context.Context, app *App, terminal Terminal) error {
	options := []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithInput(terminal.In), tea.WithOutput(terminal.Out), tea.WithEnvironment(terminal.Environ),
	}
	if terminal.NoColor {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	_, err := tea.NewProgram(app, options...).Run()
	if errors.Is(err, tea.ErrInterrupted) || errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return ErrInterrupted
	}
	return err
}
