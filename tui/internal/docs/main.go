// Command docs writes what the documentation takes from the app itself into
// tui/docs: the reference of the keys, and pictures of its screens. It runs with
// go generate ./tui.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"demarc/tui"
)

func main() {
	if err := write("docs"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write writes all files into a folder.
func write(folder string) error {
	files, err := generated()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generated returns the files by their names.
func generated() (map[string][]byte, error) {
	files := map[string][]byte{"keys.md": tui.KeyReference()}
	shown, err := frames()
	if err != nil {
		return nil, err
	}
	for name, frame := range shown {
		files[name] = picture(frame)
	}
	return files, nil
}
