package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
)

// everywhere are the keys that every screen has.
func everywhere() keyGroup {
	return keyGroup{"Everywhere", []key.Binding{
		keys.Back, keys.Home, relabel(keys.Help, "all keys of the screen"), relabel(keys.Suspend, "suspend; fg comes back"),
		relabel(keys.Quit, "quit; every answer is saved"),
	}}
}

// inForms are the keys of a form, which stand in its footer.
func inForms() keyGroup {
	return keyGroup{"In a form", []key.Binding{
		relabel(keys.Next, "next field; in the last one, accept"), label("shift+tab", "field before"),
		label("↑ ↓", "move in a list"), label("← →", "choose in a line"), relabel(keys.Choose, "tick"),
		label("ctrl+j", "new line, in a note"), relabel(keys.Editor, "write the note in $VISUAL or $EDITOR"),
		relabel(keys.Back, "cancel; in setup, screen before"),
	}}
}

// KeyReference returns a page of markdown with every key of every screen, drawn
// from the same key map as footers and help.
func KeyReference() []byte {
	screens := []struct {
		name   string
		screen screen
	}{
		{"Home", &homeScreen{}}, {"Next assessment", &nextScreen{}}, {"Question", &questionScreen{}},
		{"Carried over", &reaffirmScreen{}}, {"Questions", &listScreen{}}, {"Review", &reviewScreen{}}, {"Results", &resultsScreen{}},
		{"Change", &compareScreen{}}, {"Trend", &trendScreen{}}, {"Responsibility map", &mapScreen{}}, {"Report", &reportScreen{}},
	}
	var page strings.Builder
	page.WriteString("# Keys\n\nGenerated from the app's key map by `go generate ./tui`. `?` shows those of a screen.\n")
	page.WriteString(everywhere().markdown("## Everywhere"))
	for _, each := range screens {
		groups := each.screen.groups()
		for _, group := range groups {
			heading := "## " + each.name
			if len(groups) > 1 {
				heading += ": " + strings.ToLower(group.title)
			}
			page.WriteString(group.markdown(heading))
		}
	}
	page.WriteString(inForms().markdown("## In a form"))
	page.WriteString(plainLinesReference())
	return []byte(page.String())
}

func (g keyGroup) markdown(heading string) string {
	text := "\n" + heading + "\n\n| key | what it does |\n| --- | --- |\n"
	for _, binding := range g.bindings {
		text += fmt.Sprintf("| %s | %s |\n", keysInMarkdown(binding), binding.Help().Desc)
	}
	return text
}

// keysInMarkdown lists all keys that a binding has.
func keysInMarkdown(binding key.Binding) string {
	names := strings.Fields(binding.Help().Key)
	for _, pressed := range binding.Keys() {
		if name := keyName(pressed); pressed != labelled && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return "`" + strings.Join(names, "` `") + "`"
}
