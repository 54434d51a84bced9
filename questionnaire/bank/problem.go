package bank

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// Severity says whether a problem has to be mended.
type Severity string

// The severities. A bank with an error is not fit for use; a warning is for a
// person to look at.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Problem is one thing that is wrong with a bank, and where.
type Problem struct {
	File         string
	Line, Column int // both from 1, in characters; 0 where the file as a whole is meant
	Severity     Severity
	Rule         string // which rule is broken, as one word
	What         string
	at           place
}

// String returns the problem as "file:line:column: what", on one line that is
// safe for a terminal.
func (p Problem) String() string {
	place := questionnaire.PrintableLine(p.File)
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", place, p.Line, p.Column)
	}
	return place + ": " + questionnaire.PrintableLine(p.What)
}

// Excerpt returns the line and the one before it, with a caret below the place,
// safe for a terminal; nothing where the file as a whole is meant.
func (p Problem) Excerpt() string { return p.at.excerpt() }

// InvalidError says everything that keeps a bank from being used.
type InvalidError struct{ Problems []Problem }

// printedProblems is how many problems an error message spells out.
const printedProblems = 20

// Error lists the problems, each with its excerpt.
func (e *InvalidError) Error() string {
	var message strings.Builder
	for i, problem := range e.Problems {
		if i == printedProblems {
			fmt.Fprintf(&message, "and %d more", len(e.Problems)-i)
			break
		}
		message.WriteString(problem.String() + "\n" + problem.Excerpt())
	}
	return strings.TrimSuffix(message.String(), "\n")
}

func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column)
	})
}

// maxProblems is how many problems of a bank are collected: more than anybody
// mends before running again.
const maxProblems = 1000

// report collects problems.
type report struct {
	problems []Problem
	// misread holds the places of values that could not be read. What follows
	// from such a mistake needs no problem of its own.
	misread map[place]bool
}

func (r *report) fault(at place, rule, format string, args ...any) {
	r.add(at, Error, rule, fmt.Sprintf(format, args...))
}

func (r *report) warn(at place, rule, format string, args ...any) {
	r.add(at, Warning, rule, fmt.Sprintf(format, args...))
}

func (r *report) add(at place, severity Severity, rule, what string) {
	if !r.misread[at] && len(r.problems) < maxProblems {
		r.problems = append(r.problems, at.problem(severity, rule, what))
	}
}

// place is a spot in a file. Without a line it means the file as a whole.
type place struct {
	file         *file
	line, column int
}

func (p place) problem(severity Severity, rule, what string) Problem {
	return Problem{
		File: p.file.name, Line: p.line, Column: p.column,
		Severity: severity, Rule: rule, What: what, at: p,
	}
}

// before reports whether p stands above or to the left of another place of its
// file.
func (p place) before(other place) bool {
	return cmp.Or(cmp.Compare(p.line, other.line), cmp.Compare(p.column, other.column)) < 0
}

// excerptWidth is how many characters of a long line an excerpt shows.
const excerptWidth = 100

func (p place) excerpt() string {
	if p.file == nil {
		return ""
	}
	lines := p.file.splitLines()
	if p.line < 1 || p.line > len(lines) {
		return ""
	}
	start := max(0, p.column-excerptWidth*3/4)
	var out strings.Builder
	if p.line > 1 {
		fmt.Fprintf(&out, "  %5d | %s\n", p.line-1, window(lines[p.line-2], start))
	}
	fmt.Fprintf(&out, "> %5d | %s\n", p.line, window(lines[p.line-1], start))
	fmt.Fprintf(&out, "%*s^\n", len("> 12345 | ")+p.column-1-start, "")
	return out.String()
}

// window returns what a line shows from the character start on.
func window(line string, start int) string {
	characters := []rune(line)
	from := min(start, len(characters))
	to := min(from+excerptWidth, len(characters))
	return questionnaire.PrintableLine(strings.TrimSuffix(string(characters[from:to]), "\r"))
}
