package bank

// SplitCommand is how lint reads a command: the words of each stage of its
// pipe, without their quotes.
var SplitCommand = splitCommand
