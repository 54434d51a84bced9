package handover

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// How much a package may hold. It is read into memory, and it may come from
// anybody.
var (
	maxPackageBytes int64 = 256 << 20
	maxFiles              = 20_000
)

var errTooLarge = fmt.Errorf("a package may hold no more than %d files and %d MiB", maxFiles, maxPackageBytes>>20)

// Read reads a package from a folder or a zip. Whatever no package holds is an
// *IntegrityError: links, empty folders, names that lead elsewhere or stand
// twice. Size and number of files are bounded.
func Read(path string) (Files, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	read := readZip
	switch {
	case info.IsDir():
		read = readFolder
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read %s: it is neither a folder nor a zip", path)
	}
	files, err := read(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return files, nil
}

func readFolder(dir string) (Files, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }() // it was only read
	if _, err := root.Lstat(SumsFile); errors.Is(err, fs.ErrNotExist) {
		return nil, broken(SumsFile, "it is missing, so this folder is no package, or no whole one")
	}
	reading := newReading()
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case entry.IsDir():
			return reading.folder(name)
		case !entry.Type().IsRegular():
			return broken(name, "it is not a plain file")
		default:
			return reading.file(name, func() (io.ReadCloser, error) { return root.Open(name) })
		}
	})
	if err != nil {
		return nil, err
	}
	return reading.done()
}

// reading is a package as far as it is read.
type reading struct {
	files   Files
	folded  map[string]bool // paths as a system sees them that knows no capitals
	folders map[string]bool // false for one in which no file was met
	left    int64
}

func newReading() *reading {
	return &reading{
		files: make(Files), folded: make(map[string]bool), folders: make(map[string]bool), left: maxPackageBytes,
	}
}

// folder takes note of a folder, in which there has to be a file.
func (r *reading) folder(name string) error {
	if err := checkPath(name); err != nil {
		return err
	}
	if !r.folders[name] {
		r.folders[name] = false
	}
	if len(r.folders) > maxFiles {
		return errTooLarge
	}
	return nil
}

func (r *reading) file(name string, open func() (io.ReadCloser, error)) error {
	if err := checkPath(name); err != nil {
		return err
	}
	folded := strings.ToLower(name)
	if r.folded[folded] {
		return broken(name, "the name stands twice")
	}
	r.folded[folded] = true
	if len(r.files) >= maxFiles {
		return errTooLarge
	}
	content, err := r.content(open)
	if err != nil {
		return err
	}
	r.files[name] = content
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		r.folders[folder] = true
	}
	return nil
}

// content reads a file, and no more than what may still come.
func (r *reading) content(open func() (io.ReadCloser, error)) ([]byte, error) {
	file, err := open()
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(file, r.left+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	if r.left -= int64(len(content)); r.left < 0 {
		return nil, errTooLarge
	}
	return content, nil
}

func (r *reading) done() (Files, error) {
	for _, folder := range slices.Sorted(maps.Keys(r.folders)) {
		if !r.folders[folder] {
			return nil, broken(folder, "no package holds an empty folder")
		}
	}
	return r.files, nil
}
