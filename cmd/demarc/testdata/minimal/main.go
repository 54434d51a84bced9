// Command minimal is the least that a Bubble Tea program can be: one line on the
// alternate screen, which counts the keys that were pressed. Benchmarks compare
// demarc with it. It draws sixty frames a second, as Bubble Tea does by itself, or
// as many as its argument says.
package main

import (
	"fmt"
	"os"
	"strconv"

	tea "charm.land/bubbletea/v2"
)

type model struct{ pressed int }

func (model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		if press.String() == "ctrl+c" {
			return m, tea.Quit
		}
		m.pressed++
	}
	return m, nil
}

func (m model) View() tea.View {
	view := tea.NewView(fmt.Sprintf("ready, %d pressed", m.pressed))
	view.AltScreen = true
	return view
}

func main() {
	var options []tea.ProgramOption
	if len(os.Args) > 1 {
		rate, err := strconv.Atoi(os.Args[1])
		if err != nil {
			os.Exit(2)
		}
		options = append(options, tea.WithFPS(rate))
	}
	if _, err := tea.NewProgram(model{}, options...).Run(); err != nil {
		os.Exit(1)
	}
}
