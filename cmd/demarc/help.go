package main

import (
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// What the help library (fang 2.0.1) puts around texts, in columns.
const (
	besideProse = 4  // margins of what a command does
	besideTerms = 6  // the indent of commands and flags, and the gap behind them
	leastRoom   = 20 // for what a flag means, on however narrow a terminal
	mostProse   = 80 // a longer line is hard to read
)

// fitHelp folds the help that a command line may ask for to a terminal of so many
// columns. The library would leave that to the terminal, which breaks words.
func fitHelp(root *cobra.Command, args []string, columns int) {
	if len(args) > 0 && args[0] == "help" {
		args = args[1:]
	}
	cmd, _, err := root.Find(args)
	if err != nil {
		return
	}
	cmd.Long = refold(cmd.Long, min(columns, mostProse)-besideProse)
	cmd.InitDefaultHelpFlag()
	cmd.InheritedFlags() // brings them among the command's own
	room := max(leastRoom, columns-besideTerms-widestTerm(cmd))
	for _, sub := range cmd.Commands() {
		sub.Short = fold(sub.Short, room)
	}
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		flag.Usage = fold(flag.Usage, max(leastRoom, room-len(shownDefault(flag))))
	})
}

// shownDefault returns what the library appends to what a flag means.
func shownDefault(flag *pflag.Flag) string {
	switch flag.DefValue {
	case "", "false", "0", "[]":
		return ""
	}
	return " (" + flag.DefValue + ")"
}

// widestTerm returns how wide the names of commands and flags are that help lists.
func widestTerm(cmd *cobra.Command) int {
	widest := 0
	for _, sub := range cmd.Commands() {
		term := strings.TrimSuffix(sub.Use, " [command]") + " [--flags]"
		if sub.HasAvailableSubCommands() {
			term += " [command]"
		}
		widest = max(widest, utf8.RuneCountInString(term))
	}
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		term := "--" + flag.Name
		if flag.Shorthand != "" {
			term = "-" + flag.Shorthand + " " + term
		}
		widest = max(widest, utf8.RuneCountInString(term))
	})
	return widest
}

// refold folds a text of paragraphs anew. Indented lines are examples and stay as
// they are.
func refold(text string, width int) string {
	var blocks []string
	prose := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		goesOn := line != "" && !strings.HasPrefix(line, " ")
		if goesOn && prose {
			blocks[len(blocks)-1] += " " + line
		} else {
			blocks = append(blocks, line)
		}
		prose = goesOn
	}
	for i, block := range blocks {
		if !strings.HasPrefix(block, " ") {
			blocks[i] = fold(block, width)
		}
	}
	return strings.Join(blocks, "\n")
}
