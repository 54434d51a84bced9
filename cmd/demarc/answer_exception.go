package main

import (
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
)

// exceptionFlags say that an answer departs from the rule for a time: all four
// together, or only that it no longer does.
type exceptionFlags struct {
	kind, reason, approver, expires string
}

// noException is what --exception says to end one.
const noException = "none"

func (e *exceptionFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&e.kind, "exception", "", "compensating or accepted-risk, with --reason, --approver and --expires; none ends it")
	flags.StringVar(&e.reason, "reason", "", "why the exception is made")
	flags.StringVar(&e.approver, "approver", "", "name of the person who approved the exception")
	flags.StringVar(&e.expires, "expires", "", "last day on which the exception holds, YYYY-MM-DD")
	completeWords(cmd, "exception", questionnaire.ExceptionKinds())
}

// change returns what the flags say; nil where they say nothing.
func (e *exceptionFlags) change(given func(flag string) bool) (*questionnaire.Exception, error) {
	about := given("reason") || given("approver") || given("expires")
	switch {
	case !given("exception") && about:
		return nil, usagef("--reason, --approver and --expires speak of an exception; give --exception with its kind")
	case !given("exception"):
		return nil, nil
	case e.kind == noException && about:
		return nil, usagef("--exception none ends an exception; it needs no --reason, --approver or --expires")
	case e.kind == noException:
		return &questionnaire.Exception{}, nil
	case e.reason == "" || e.approver == "" || e.expires == "":
		return nil, usagef("an exception needs --reason, --approver and --expires")
	}
	kind, err := questionnaire.ParseExceptionKind(e.kind)
	if err != nil {
		return nil, err
	}
	day, err := parseDay("--expires", e.expires)
	if err != nil {
		return nil, err
	}
	return &questionnaire.Exception{Kind: kind, Reason: strings.TrimSpace(e.reason), Approver: strings.TrimSpace(e.approver), Expires: day}, nil
}

// sayWhatStays names what was said for another level and still stands beside the
// new one, and the exception that went with it.
func (e *environment) sayWhatStays(before, after questionnaire.Answer, change questionnaire.Change) {
	if before.Level.IsZero() || before.Level == after.Level {
		return
	}
	if !before.Exception.IsZero() && after.Exception.IsZero() && change.Exception == nil {
		e.say("the exception until %s ended with the level it was made for", before.Exception.Expires)
	}
	if change.Note == nil && after.Note != "" {
		e.say("the note is from when it was %s; --note changes it", before.Level)
	}
}
