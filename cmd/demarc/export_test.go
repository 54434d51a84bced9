package main

import (
	"context"
	"os"
	"time"
)

// RunOn is main on a clock that stands still.
func RunOn(now time.Time) {
	env := systemEnvironment()
	env.now = func() time.Time { return now }
	os.Exit(run(context.Background(), env, os.Args[1:]))
}
