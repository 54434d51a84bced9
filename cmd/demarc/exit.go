package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"demarc/questionnaire"
	"demarc/questionnaire/answerfile"
	"demarc/questionnaire/bank"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// The exit codes. Scripts are written against them.
const (
	exitDone        = 0
	exitFailed      = 1 // nothing has changed
	exitUsage       = 2 // or no terminal where one is needed
	exitNotHeld     = 3 // a gate, an integrity check, a merge without conflicts
	exitInterrupted = 130
)

// usageError says that what was typed cannot be run.
type usageError struct{ what string }

func (e *usageError) Error() string { return e.what }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// notHeldError says that a command did its work and that what it checked did not
// hold: a gate, an integrity check, a merge without conflicts.
type notHeldError struct{ what string }

func (e *notHeldError) Error() string { return e.what }

// advised is an error together with what to do next.
type advised struct {
	error
	next string
}

func (e *advised) Unwrap() error { return e.error }

func advise(err error, next string) error { return &advised{err, next} }

// outputError says that what a command found out could not be written to
// standard output.
type outputError struct{ error }

func (e *outputError) Unwrap() error { return e.error }

// exitCode returns the code for what a command returned.
func exitCode(err error) int {
	var usage *usageError
	var notHeld *notHeldError
	var changed *questionnaire.ChangedError
	switch {
	case err == nil, isClosedPipe(err):
		return exitDone
	case isInterrupt(err):
		return exitInterrupted
	case errors.As(err, &usage), isUnknownCommand(err):
		return exitUsage
	case errors.As(err, &notHeld), errors.As(err, &changed):
		return exitNotHeld
	default:
		return exitFailed
	}
}

// isClosedPipe reports whether whoever read the output had enough of it.
func isClosedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }

func isInterrupt(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, tui.ErrInterrupted)
}

// isUnknownCommand recognizes what cobra says of the commands that it brings
// along.
func isUnknownCommand(err error) bool { return strings.HasPrefix(err.Error(), "unknown command ") }

// reportError tells the person at the keyboard what happened, what is safe and
// what to do next: one sentence, below the places of what is wrong in a file.
func reportError(w io.Writer, err error) {
	if isClosedPipe(err) {
		return
	}
	message := ""
	var answers *answerfile.InvalidError
	var questions *bank.InvalidError
	switch {
	case errors.As(err, &answers):
		message = questionnaire.Printable(answers.Error()) + "\n"
		err = fmt.Errorf("%s in %s", plural(len(answers.Problems), "problem", "problems"), answers.File)
	case errors.As(err, &questions):
		message = questionnaire.Printable(questions.Error()) + "\n"
		what, _, _ := strings.Cut(err.Error(), ":\n")
		err = errors.New(what)
	}
	message += "demarc: " + questionnaire.PrintableLine(sentence(err))
	_, _ = fmt.Fprintln(w, message) // where it cannot be written there is nowhere else
}

func sentence(err error) string {
	parts := []string{err.Error()}
	var missing *questionnaire.IncompleteError
	switch {
	case errors.Is(err, context.Canceled):
		parts[0] = "interrupted"
	case errors.As(err, &missing):
		parts[0] = whatIsMissing(missing)
	}
	return strings.Join(append(parts, consequences(err)...), "; ")
}

// consequences says what is safe, and what to do next.
func consequences(err error) []string {
	var (
		usage    *usageError
		notHeld  *notHeldError
		output   *outputError
		damaged  *store.DamagedError
		conflict *store.ConflictError
		missing  *questionnaire.IncompleteError
		told     *advised
		unsaved  *tui.UnsavedError
		changed  *questionnaire.ChangedError
	)
	const unchanged = "nothing was changed"
	switch {
	case errors.As(err, &usage), errors.As(err, &notHeld), errors.As(err, &output), isUnknownCommand(err):
		return nil
	case errors.Is(err, tui.ErrInterrupted), errors.Is(err, tui.ErrInputEnded), errors.Is(err, tui.ErrUnheard), errors.As(err, &unsaved):
		return []string{"all that was called saved is"}
	case errors.As(err, &told):
		return []string{unchanged, told.next}
	case errors.Is(err, questionnaire.ErrNewerSchema):
		return []string{"the file was left as it is", "a newer demarc can read it"}
	case errors.As(err, &changed):
		return []string{unchanged, "take the file from version control; demarc verify says more"}
	case errors.As(err, &damaged):
		return []string{"the file was left as it is", "mend it by hand or take it from version control"}
	case errors.As(err, &conflict):
		return []string{unchanged, "look at theirs and run the command again"}
	case errors.As(err, &missing) && len(missing.Conflicts) > 0:
		return []string{unchanged, "answer them; what is in conflict is answered by giving its level again"}
	case errors.As(err, &missing) && len(missing.Carried) > 0:
		return []string{unchanged, "answer them and reaffirm what is carried, or give --allow-unanswered"}
	case errors.As(err, &missing):
		return []string{unchanged, "answer them, or give --allow-unanswered"}
	case errors.Is(err, questionnaire.ErrFinal):
		return []string{unchanged, "demarc new --supersedes makes a correction of it"}
	default:
		return []string{unchanged}
	}
}

// whatIsMissing names what keeps an assessment from being finalized.
func whatIsMissing(missing *questionnaire.IncompleteError) string {
	var parts []string
	name := func(ids []string, one, many string) {
		const few = 5
		if len(ids) == 0 {
			return
		}
		part := plural(len(ids), one, many) + ": " + strings.Join(ids[:min(few, len(ids))], " ")
		if len(ids) > few {
			part += " and more"
		}
		parts = append(parts, part)
	}
	name(missing.Unanswered, "question has no answer", "questions have no answer")
	name(missing.Carried, "carried answer is not re-affirmed", "carried answers are not re-affirmed")
	name(missing.Conflicts, "answer is in conflict", "answers are in conflict")
	return strings.Join(parts, "; ")
}

func plural(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}
