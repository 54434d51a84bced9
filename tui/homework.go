package tui

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// homework is what one person finds out, as a file.
type homework struct {
	name string
	text []byte
}

// homeworkWritten says where homework went, and which of it was not written
// because a file was there.
type homeworkWritten struct {
	paths []string
	there []homework
	err   error
}

// writeHomework writes those of some questions that wait for somebody, a file for
// each person.
func (a *App) writeHomework(places []int) tea.Cmd {
	sheet := a.session.scoredCopy()
	lines := waiting(sheet, places)
	if len(lines) == 0 {
		a.notice = "Nothing on this list waits for somebody: f on a question parks it for somebody."
		return nil
	}
	return a.putHomework(homeworkOf(sheet, lines), false)
}

// homeworkOf makes a list for every person that questions wait for. Two names
// that make the same file name get a number.
func homeworkOf(sheet *scoring.Sheet, lines []*scoring.Line) []homework {
	byPerson := make(map[string][]*scoring.Line)
	var persons []string
	for _, line := range lines {
		person := line.Answer.Flagged.Person()
		if byPerson[person] == nil {
			persons = append(persons, person)
		}
		byPerson[person] = append(byPerson[person], line)
	}
	slices.Sort(persons)
	taken := make(map[string]int)
	var all []homework
	for _, person := range persons {
		name := sheet.Assessment().ID() + "-homework-" + questionnaire.PersonSlug(cmp.Or(person, "anyone"))
		if taken[name]++; taken[name] > 1 {
			name = fmt.Sprintf("%s-%d", name, taken[name])
		}
		theirs := byPerson[person]
		slices.SortFunc(theirs, func(a, b *scoring.Line) int { return placeOf(sheet, a) - placeOf(sheet, b) })
		all = append(all, homework{name + ".md", report.Homework(sheet, person, theirs).Markdown()})
	}
	return all
}

func placeOf(sheet *scoring.Sheet, line *scoring.Line) int {
	place, _ := sheet.Place(line.ID)
	return place
}

// putHomework writes files, off the event loop.
func (a *App) putHomework(all []homework, replace bool) tea.Cmd {
	env := *a.env
	return func() tea.Msg { return env.putHomework(all, replace) }
}

func (e environment) putHomework(all []homework, replace bool) (written homeworkWritten) {
	for _, one := range all {
		path, err := e.WriteReport(one.name, one.text, replace)
		switch {
		case errors.Is(err, fs.ErrExist):
			written.there = append(written.there, one)
		case err != nil:
			written.err = err
			return written
		default:
			written.paths = append(written.paths, path)
		}
	}
	return written
}

func (a *App) takeHomework(msg homeworkWritten) tea.Cmd {
	switch {
	case msg.err != nil:
		a.notice = "Not all homework was written: " + saveProblem(msg.err)
		return nil
	case len(msg.there) > 0 && a.dialog != nil: // the user has gone on
		a.notice = "There is homework already: nothing was written over it."
		return nil
	case len(msg.there) > 0:
		return a.openDialog(newReplaceHomework(a, msg.there))
	}
	a.notice = writtenWords(msg.paths)
	return nil
}

// writtenWords says where the files are that were written: all in one folder,
// each named after the person.
func writtenWords(paths []string) string {
	if len(paths) == 1 {
		return "Written: " + clean(paths[0])
	}
	return fmt.Sprintf("Written: %d lists in %s", len(paths), clean(filepath.Dir(paths[0])))
}

func newReplaceHomework(a *App, there []homework) *dialog {
	names := make([]string, len(there))
	for i, one := range there {
		names[i] = one.name
	}
	replace := false
	return &dialog{
		title: "There is homework already",
		intro: clean(strings.Join(names, ", ")) + ": earlier lists, perhaps with answers written into them.",
		form: a.newForm(huh.NewSelect[bool]().Title("Write over them?").Options(
			huh.NewOption("no, keep them", false), huh.NewOption("yes, replace them", true)).Value(&replace)),
		submit: func() tea.Cmd {
			if !replace {
				return nil
			}
			return a.putHomework(there, true)
		},
	}
}
