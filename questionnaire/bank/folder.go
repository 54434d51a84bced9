package bank

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// maxSize is how many bytes of YAML a bank may hold.
const maxSize = 10 << 20

// ManifestName is the file of a bank that says what all its questions share.
const ManifestName = "bank.yaml"

// file is one YAML file of a bank.
type file struct {
	name  string // as problems call it
	area  questionnaire.Area
	text  string
	lines []string
}

func (f *file) splitLines() []string {
	if f.lines == nil {
		f.lines = strings.Split(f.text, "\n")
	}
	return f.lines
}

// folder is what a bank's folder holds: bank.yaml and the files of the areas.
type folder struct {
	manifest *file
	areas    []*file
	problems []Problem
}

// openFolder reads the YAML files of fsys, none of them if they are too large
// together. name is what problems call the folder.
func openFolder(fsys fs.FS, name string) (*folder, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read bank %s: %w", questionnaire.Printable(name), err)
	}
	opened := &folder{}
	for _, entry := range entries {
		if extension := path.Ext(entry.Name()); extension == ".yaml" || extension == ".yml" {
			opened.admit(entry.Name(), name)
		}
	}
	slices.SortFunc(opened.areas, func(a, b *file) int { return areaOrder(a) - areaOrder(b) })
	if opened.manifest == nil {
		return nil, fmt.Errorf("read bank %s: no %s: %w", questionnaire.Printable(name), ManifestName, fs.ErrNotExist)
	}
	if err := opened.read(fsys); err != nil {
		return nil, fmt.Errorf("read bank %s: %w", questionnaire.Printable(name), err)
	}
	return opened, nil
}

func areaOrder(f *file) int { return slices.Index(questionnaire.Areas(), f.area) }

// admit gives a file its part in the bank by its name.
func (o *folder) admit(base, name string) {
	admitted := &file{name: path.Join(name, base)}
	if base == ManifestName {
		o.manifest = admitted
		return
	}
	area, err := questionnaire.ParseArea(strings.TrimSuffix(base, ".yaml"))
	if err != nil {
		var names []string
		for _, area := range questionnaire.Areas() {
			names = append(names, area.String()+".yaml")
		}
		what := fmt.Sprintf("is not named for an area: want %s or %s", strings.Join(names, ", "), ManifestName)
		o.problems = append(o.problems, place{file: admitted}.problem(Error, ruleFile, what))
		return
	}
	admitted.area = area
	o.areas = append(o.areas, admitted)
}

func (o *folder) files() []*file { return append([]*file{o.manifest}, o.areas...) }

func (o *folder) read(fsys fs.FS) error {
	var total int64
	for _, file := range o.files() {
		info, err := fs.Stat(fsys, path.Base(file.name))
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is not a file", questionnaire.Printable(file.name))
		}
		total += info.Size()
	}
	if total > maxSize {
		return errTooLarge
	}
	left := int64(maxSize)
	for _, file := range o.files() {
		text, err := readAtMost(fsys, path.Base(file.name), left)
		if err != nil {
			return err
		}
		file.text = strings.TrimPrefix(text, "\ufeff") // the byte order mark that some editors write
		left -= int64(len(text))
	}
	return nil
}

var errTooLarge = fmt.Errorf("more than %d MiB of YAML: a bank may hold no more", maxSize>>20)

// readAtMost reads a file that may have grown since its size was taken.
func readAtMost(fsys fs.FS, name string, limit int64) (text string, err error) {
	opened, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	var read strings.Builder
	if _, err := io.Copy(&read, io.LimitReader(opened, limit+1)); err != nil {
		return "", err
	}
	if int64(read.Len()) > limit {
		return "", errTooLarge
	}
	return read.String(), nil
}
