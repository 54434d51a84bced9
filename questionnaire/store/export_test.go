package store

import (
	"os"
	"path/filepath"
)

// WatchDisk calls watch before every call of a durable write, with what is
// about to happen: "write FILE", "sync FILE", "rename FILE FILE". An error that
// it returns is what the disk answers; a refused write keeps half the bytes.
func (f *File) WatchDisk(watch func(call string) error) {
	f.disk = disk{
		write: func(file *os.File, content []byte) (int, error) {
			if err := watch("write " + filepath.Base(file.Name())); err != nil {
				n, _ := file.Write(content[:len(content)/2])
				return n, &os.PathError{Op: "write", Path: file.Name(), Err: err}
			}
			return file.Write(content)
		},
		sync: func(file *os.File) error {
			if err := watch("sync " + filepath.Base(filepath.Clean(file.Name()))); err != nil {
				return &os.PathError{Op: "sync", Path: file.Name(), Err: err}
			}
			return file.Sync()
		},
		rename: func(root *os.Root, from, to string) error {
			if err := watch("rename " + from + " " + to); err != nil {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
			}
			return root.Rename(from, to)
		},
	}
}
