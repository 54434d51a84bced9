package handover

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

const (
	privateFolder = 0o700
	privateFile   = 0o600
	zipSuffix     = ".zip"
)

// CheckFree returns an error that wraps fs.ErrExist where there is something at
// the path already.
func CheckFree(path string) error {
	_, err := os.Lstat(path)
	switch {
	case err == nil:
		return fmt.Errorf("%s: %w", path, fs.ErrExist)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	default:
		return err
	}
}

// Write puts a package at a path where there is nothing yet: as a zip if the
// path ends in .zip, else as a folder. It is made beside that path, brought to
// the disk and then renamed, so that there is never half of one.
func Write(path string, files Files) (err error) {
	path = filepath.Clean(path)
	if files.size() > maxPackageBytes || len(files) > maxFiles {
		return errTooLarge
	}
	if err := CheckFree(path); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(filepath.Dir(path), ".demarc-*.tmp")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(beside)) }()
	made := filepath.Join(beside, "package")
	if strings.EqualFold(filepath.Ext(path), zipSuffix) {
		err = writeZip(made, files)
	} else {
		err = writeFolder(made, files)
	}
	if err == nil {
		err = os.Rename(made, path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

func writeFolder(dir string, files Files) error {
	folders := map[string]bool{dir: true}
	if err := os.Mkdir(dir, privateFolder); err != nil {
		return err
	}
	for _, name := range files.Paths() {
		if err := checkPath(name); err != nil {
			return err
		}
		for inside := path.Dir(name); inside != "."; inside = path.Dir(inside) {
			folders[filepath.Join(dir, filepath.FromSlash(inside))] = true
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), privateFolder); err != nil {
			return err
		}
		if err := writeFile(file, func(file *os.File) error { _, err := file.Write(files[name]); return err }); err != nil {
			return err
		}
	}
	for folder := range folders {
		if err := syncFolder(folder); err != nil {
			return err
		}
	}
	return nil
}

// writeFile makes a new file and brings it to the disk.
func writeFile(path string, fill func(*os.File) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, privateFile)
	if err != nil {
		return err
	}
	err = fill(file)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// syncFolder brings the names in a folder to the disk, where the system knows
// such a thing.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }() // it was only read
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}
