package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"demarc/questionnaire"
)

// print writes the output of a command.
func (e *environment) print(output []byte) error {
	if _, err := e.out.Write(output); err != nil {
		return &outputError{fmt.Errorf("write the output: %w", plainPathError(err))}
	}
	return nil
}

// printText writes the output of a command for people.
func (e *environment) printText(text string) error {
	if !e.unicode() {
		text = strings.ReplaceAll(text, "–", "-") // where there is no figure
	}
	return e.print([]byte(text))
}

// plainPathError leaves out the path of standard output, which says nothing.
func plainPathError(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// printJSON writes a value for other programs.
func (e *environment) printJSON(value any) error {
	document, err := questionnaire.PrintableJSON(value)
	if err != nil {
		return err
	}
	return e.print(document)
}

// table lays out rows of cells in columns, the first row as their titles.
type table struct {
	rows   [][]string
	indent string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// String returns the table, its cells made safe for a terminal.
func (t *table) String() string {
	var out strings.Builder
	columns := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, row := range t.rows {
		for i, cell := range row {
			row[i] = questionnaire.PrintableLine(cell)
		}
		_, _ = fmt.Fprintln(columns, t.indent+strings.Join(row, "\t"))
	}
	_ = columns.Flush() // a strings.Builder takes everything, here and above
	lines := strings.Split(out.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func errNoOverwrite(path string) error {
	return advise(fmt.Errorf("%s is there already", path), "--force writes over it")
}

// writeOutput puts the output of a command where -o says and names the file.
func (e *environment) writeOutput(path string, output []byte, force bool) error {
	kept, err := e.placeOutput(path, output, force)
	if kept {
		e.say("wrote %s", path)
	}
	return err
}

// placeOutput puts the output of a command where -o says: standard output for
// -, else a file, which is written over only if force says so. It reports
// whether a file keeps the output now.
func (e *environment) placeOutput(path string, output []byte, force bool) (kept bool, err error) {
	if path == "-" {
		return false, e.print(output)
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return false, fmt.Errorf("write %s: it is a folder", path)
	case err == nil && !info.Mode().IsRegular():
		return false, writeInto(path, output)
	case err == nil && !force:
		return false, errNoOverwrite(path)
	}
	if err := replaceFile(path, output); err != nil {
		return false, err
	}
	return true, nil
}

// writeInto writes to a pipe or a device, which cannot be replaced.
func writeInto(path string, output []byte) (err error) {
	into, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, into.Close()) }()
	_, err = into.Write(output)
	return err
}

// replaceFile writes a file whole or not at all. A new one is for nobody else
// to read; one that is there keeps its mode.
func replaceFile(path string, content []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := fs.FileMode(0o600)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), ".demarc-*.tmp")
	if err != nil {
		return err
	}
	err = fill(temporary, content, mode)
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temporary.Name()))
	}
	return nil
}

func fill(file *os.File, content []byte, mode fs.FileMode) error {
	_, err := file.Write(content)
	if err == nil {
		err = file.Chmod(mode)
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// fold breaks a text between its words into lines of at most so many characters.
func fold(text string, width int) string {
	var folded strings.Builder
	used := 0
	for _, word := range strings.Fields(text) {
		wide := utf8.RuneCountInString(word)
		switch {
		case used == 0:
		case used+1+wide > width:
			folded.WriteByte('\n')
			used = 0
		default:
			folded.WriteByte(' ')
			used++
		}
		folded.WriteString(word)
		used += wide
	}
	return folded.String()
}
