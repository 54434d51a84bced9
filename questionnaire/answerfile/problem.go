package answerfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// Problem is one thing that is wrong with a file, and where.
type Problem struct {
	File string
	Line int // from 1; 0 where the file as a whole is meant
	What string
}

// String returns the problem as "file:line: what", on one line that is safe
// for a terminal.
func (p Problem) String() string {
	place := questionnaire.PrintableLine(p.File)
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, p.Line)
	}
	return place + ": " + questionnaire.PrintableLine(p.What)
}

// InvalidError says everything that is wrong with a file, in the order of its
// lines.
type InvalidError struct {
	File     string
	Problems []Problem
}

func (e *InvalidError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, problem := range e.Problems {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

func invalid(file string, problems []Problem) error {
	if len(problems) == 0 {
		return nil
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return &InvalidError{File: file, Problems: problems}
}

// misplaced is an error at a line, on its way to becoming a problem.
type misplaced struct {
	line int
	what string
}

func (e *misplaced) Error() string { return e.what }

func at(line int, format string, args ...any) error {
	return &misplaced{line, fmt.Sprintf(format, args...)}
}
