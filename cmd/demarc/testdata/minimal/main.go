// Command minimal is the least that a Bubble Tea program can be: one line on the
// alternate screen, which counts the keys that were pressed. Benchmarks compare
// demarc with it.
package main

import (
	"fmt"
	"os"

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
	if _, err := tea.NewProgram(model{}).Run(); err != nil {
		os.Exit(1)
	}
}
