package main

import (
	"context"
	"fmt"
	"io"
	"os"
)

// readInput reads a file, or standard input for -, of at most limit bytes. It
// returns when ctx ends, even while it waits for somebody to type.
func (e *environment) readInput(ctx context.Context, path string, limit int64, tooLarge error) ([]byte, error) {
	type read struct {
		content []byte
		err     error
	}
	done := make(chan read, 1)
	go func() {
		content, err := e.readAtMost(path, limit, tooLarge)
		done <- read{content, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case read := <-done:
		return read.content, read.err
	}
}

func (e *environment) readAtMost(path string, limit int64, tooLarge error) ([]byte, error) {
	if path == "-" {
		return readUpTo(e.in, "standard input", limit, tooLarge)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
		return nil, fmt.Errorf("read %s: it is a folder", path)
	case info.Size() > limit:
		return nil, fmt.Errorf("read %s: %w", path, tooLarge)
	}
	return readUpTo(file, path, limit, tooLarge)
}

func readUpTo(from io.Reader, name string, limit int64, tooLarge error) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(from, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, plainPathError(err))
	}
	if int64(len(content)) > limit {
		return nil, fmt.Errorf("read %s: %w", name, tooLarge)
	}
	return content, nil
}
