// Command demarc is a self-assessment of the customer's side of the AWS Shared
// Responsibility Model, in the terminal.
//
// This folder holds flags, streams and exit codes: one file a command. What a
// command does is done by the packages that it calls.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, systemEnvironment(), os.Args[1:]))
}
