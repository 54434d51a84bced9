package handover

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// zipTime stands for the time of every file in a zip: the first that one can hold.
var zipTime = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// writeZip writes a package as a zip that does not say when it was made.
func writeZip(path string, files Files) error {
	return writeFile(path, func(file *os.File) error {
		archive := zip.NewWriter(file)
		for _, name := range files.Paths() {
			if err := checkPath(name); err != nil {
				return err
			}
			header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: zipTime}
			header.SetMode(privateFile)
			entry, err := archive.CreateHeader(header)
			if err != nil {
				return err
			}
			if _, err := entry.Write(files[name]); err != nil {
				return err
			}
		}
		return archive.Close()
	})
}

// readZip reads a package from a zip. Sizes that the zip states are not trusted.
func readZip(path string) (Files, error) {
	if info, err := os.Stat(path); err != nil {
		return nil, err
	} else if info.Size() > maxPackageBytes {
		return nil, errTooLarge
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		damaged := errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF)
		if damaged && strings.EqualFold(filepath.Ext(path), zipSuffix) {
			return nil, broken(filepath.Base(path), "it is not a zip that can be read")
		}
		return nil, fmt.Errorf("it is not a zip that can be read: %w", err)
	}
	defer func() { _ = archive.Close() }() // it was only read
	reading := newReading()
	for _, entry := range archive.File {
		if folder, ok := strings.CutSuffix(entry.Name, "/"); ok {
			if err := reading.folder(folder); err != nil {
				return nil, err
			}
			continue
		}
		if entry.Mode()&fs.ModeType != 0 {
			return nil, broken(entry.Name, "it is not a plain file")
		}
		if err := reading.file(entry.Name, entry.Open); err != nil {
			return nil, damageOf(entry.Name, err)
		}
	}
	return reading.done()
}

// damageOf says of a file that could not be read out of a zip, which is open and
// was read up to it, that it is damaged: what zip, flate and the system report of
// that has many forms.
func damageOf(name string, err error) error {
	var said *IntegrityError
	if errors.As(err, &said) || errors.Is(err, errTooLarge) {
		return err
	}
	return broken(name, "what the zip holds of it is damaged")
}
