package tui

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
)

// A note is typed in a field, or written in the user's own editor. The editor is
// run here and not by the form, which gives what it wrote to every field, and
// empties them where the editor fails.

// longNote is from how many bytes on a note belongs into an editor: a field lays
// all of it out at every key.
const longNote = 16 << 10

// startNote asks for the note to the question on the screen.
func (q *questionScreen) startNote() tea.Cmd {
	note := q.line().Answer.Note
	if len(note) > longNote && q.app.env.Editor != "" {
		return q.app.editNote(q.line().ID, note)
	}
	return q.app.openDialog(newNoteDialog(q))
}

func newNoteDialog(q *questionScreen) *dialog {
	app, question := q.app, q.line().ID
	before := q.line().Answer.Note
	note := before
	save := func() tea.Cmd { return app.recordNote(question, note) }
	d := &dialog{
		title: "What was looked at, what is missing?",
		about: q.line().Question,
		intro: "Where the exception is, what a reader should know. The report prints it.",
		form: app.newForm(huh.NewText().Title("Note").CharLimit(questionnaire.MaxNote).Lines(leastTextRows).
			ExternalEditor(false).Value(&note).Validate(func(text string) error {
			if text == before {
				return nil // it may have come from a file, which may hold more
			}
			return noteFits(text)
		})),
		submit: save,
		rescue: save,
	}
	if app.env.Editor != "" {
		d.edit = func() tea.Cmd { return app.editNote(question, note) }
	}
	return d
}

// editNote opens a text for the note to a question in the user's editor.
func (a *App) editNote(question, text string) tea.Cmd {
	note := &writing{editor: a.env.Editor, name: question + ".md", text: text}
	return tea.Exec(note, func(err error) tea.Msg { return noteWritten{question, note.text, err} })
}

// newLongNoteDialog keeps a text that is too long until it is shortened or given
// up.
func newLongNoteDialog(app *App, question, text string, tooLong error) *dialog {
	again := true
	open := func() tea.Cmd { return app.editNote(question, text) }
	return &dialog{
		title: "The note to " + question + " is too long",
		intro: tooLong.Error() + ". The text is kept until you choose.",
		form: app.newForm(huh.NewSelect[bool]().Title("What now?").Options(
			huh.NewOption("shorten it in the editor", true), huh.NewOption("give it up, the note stays as it was", false)).Value(&again)),
		submit: func() tea.Cmd {
			if again {
				return open()
			}
			return nil
		},
		cancelled: func() tea.Cmd {
			app.notice = "Not settled yet: the text is kept until you choose."
			return app.openDialog(newLongNoteDialog(app, question, text, tooLong))
		},
		edit: open,
	}
}

// noteFits refuses a note that is longer than a typed one may be.
func noteFits(text string) error {
	if len(text) <= questionnaire.MaxTypedNote {
		return nil
	}
	return fmt.Errorf("%d KiB: a note holds %d KiB at most", (len(text)+1023)>>10, questionnaire.MaxTypedNote>>10)
}

// recordNote saves the note to a question.
func (a *App) recordNote(question, text string) tea.Cmd {
	answer := a.session.answer(question)
	if answer.Note == strings.TrimSpace(text) {
		return nil
	}
	answer.Note = strings.TrimSpace(text)
	cmd, err := a.session.change(question, answer)
	if err != nil {
		a.notice = refusal(err)
	}
	return cmd
}

// noteWritten brings what came out of the user's editor.
type noteWritten struct {
	question, text string
	err            error
}

// takeNote saves what was written in the user's editor. Where the editor failed,
// the note stays as it was; a text that is too long is not lost.
func (a *App) takeNote(msg noteWritten) tea.Cmd {
	if msg.err != nil {
		a.notice = "The note is as it was: " + clean(msg.err.Error()) + "."
		return nil
	}
	if err := noteFits(msg.text); err != nil {
		return a.openDialog(newLongNoteDialog(a, msg.question, msg.text, err))
	}
	a.dialog = nil
	return a.recordNote(msg.question, msg.text)
}

// writing is a text in the user's editor.
type writing struct {
	editor   string // as a shell reads it
	name     string // of the file
	text     string // before, and after a run without an error
	in       io.Reader
	out, err io.Writer
}

// SetStdin implements tea.ExecCommand.
func (w *writing) SetStdin(in io.Reader) { w.in = in }

// SetStdout implements tea.ExecCommand.
func (w *writing) SetStdout(out io.Writer) { w.out = out }

// SetStderr implements tea.ExecCommand.
func (w *writing) SetStderr(err io.Writer) { w.err = err }

// Run implements tea.ExecCommand. The text changes only if the editor ends well
// and leaves text behind.
func (w *writing) Run() (err error) {
	folder, err := os.MkdirTemp("", "demarc-note-")
	if err != nil {
		return fmt.Errorf("make a file for the editor: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, filepath.Base(w.name))
	if err := os.WriteFile(path, []byte(inLines(w.text)), 0o600); err != nil {
		return fmt.Errorf("make a file for the editor: %w", err)
	}
	command := editorCommand(w.editor, path)
	command.Stdin, command.Stdout, command.Stderr = w.in, w.out, w.err
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s failed, %w", w.editor, err)
	}
	written, err := os.ReadFile(path)
	switch {
	case err != nil:
		return fmt.Errorf("%s left no file behind", w.editor)
	case !utf8.Valid(written):
		return fmt.Errorf("%s did not write UTF-8", w.editor)
	}
	w.text = strings.ReplaceAll(string(written), "\r\n", "\n")
	return nil
}

// inLines ends the last line of a text as editors expect it.
func inLines(text string) string {
	if text == "" {
		return ""
	}
	return strings.TrimSuffix(text, "\n") + "\n"
}

// editorCommand prepares the editor for a file. Like other programs do with
// $EDITOR, it leaves options and quotes to the shell, where there is one.
func editorCommand(editor, path string) *exec.Cmd {
	if runtime.GOOS == "windows" {
		words := append(strings.Fields(editor), path)
		return exec.Command(words[0], words[1:]...)
	}
	return exec.Command("sh", "-c", editor+` "$1"`, editor, path)
}
