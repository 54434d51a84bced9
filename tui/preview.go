package tui

// A list of questions leaves room beside it in a wide terminal: the chosen one is
// shown there as it would open.

// previewFrom is from how many columns on there is room for a question beside a
// list.
const previewFrom = 120

// listColumns is how many of width columns a list of questions takes.
func listColumns(width int) int {
	if width < previewFrom {
		return width
	}
	return width * 11 / 20
}

// withPreview draws rows of a list and, in a wide terminal, the question at a
// place of the sheet beside them.
func (a *App) withPreview(rows []string, place, width, height int) []string {
	t, columns := a.env.theme, listColumns(width)
	list := t.pane(rows, columns, height)
	if columns == width {
		return list
	}
	q := &questionScreen{app: a, previewed: true, focus: onList}
	q.arrive(place)
	room := width - columns - 1
	asked, _ := q.questionLines(room-2, height)
	return t.beside(list, t.pane(inset(asked), room, height))
}
