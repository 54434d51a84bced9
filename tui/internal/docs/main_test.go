package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// What stands in tui/docs is what the app is now.
func TestDocsAreCurrent(t *testing.T) {
	files, err := generated()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the app draws now (%v): run go generate ./tui", name, err)
		}
	}
}
