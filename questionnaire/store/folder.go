package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

const (
	privateFolder = 0o700
	privateFile   = 0o600
	lockedFile    = 0o400 // what must not change any more
)

// disk holds the calls of a durable write that a disk can refuse. Tests put
// refusals in their place.
type disk struct {
	write  func(*os.File, []byte) (int, error)
	sync   func(*os.File) error
	rename func(root *os.Root, from, to string) error
}

var realDisk = disk{write: (*os.File).Write, sync: (*os.File).Sync, rename: (*os.Root).Rename}

// folder is an open folder of a workspace. No name, and no symbolic link that
// somebody put there, leads out of it.
type folder struct {
	root *os.Root
	path string // for messages, and for locks
	disk disk
}

func openFolder(path string, calls disk) (*folder, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &folder{root: root, path: path, disk: calls}, nil
}

func (d *folder) close() { _ = d.root.Close() } // nothing was written through it

// open returns a folder inside.
func (d *folder) open(name string) (*folder, error) {
	root, err := d.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &folder{root: root, path: filepath.Join(d.path, name), disk: d.disk}, nil
}

// make returns a folder inside, which it makes if it is not there.
func (d *folder) make(name string) (*folder, error) {
	err := d.root.Mkdir(name, privateFolder)
	if err == nil {
		err = d.syncNames()
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return d.open(name)
}

func (d *folder) damaged(name string, err error) error {
	return &DamagedError{Path: filepath.Join(d.path, name), Err: err}
}

// has reports whether there is anything of that name.
func (d *folder) has(name string) (bool, error) {
	_, err := d.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// read returns the content of a file of at most limit bytes. Anything else of
// that name is a *DamagedError.
func (d *folder) read(name string, limit int) ([]byte, error) {
	info, err := d.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, d.damaged(name, errors.New("it is not a plain file"))
	}
	if info.Size() > int64(limit) {
		return nil, d.damaged(name, tooLarge(limit))
	}
	file, err := d.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	var content bytes.Buffer
	content.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := content.ReadFrom(io.LimitReader(file, int64(limit)+1)); err != nil {
		return nil, err
	}
	if content.Len() > limit {
		return nil, d.damaged(name, tooLarge(limit)) // it grew since
	}
	return content.Bytes(), nil
}

func tooLarge(limit int) error {
	if limit < 1<<20 {
		return fmt.Errorf("it is larger than %d KiB", limit>>10)
	}
	return fmt.Errorf("it is larger than %d MiB", limit>>20)
}

// replace puts content in the place of a file, or makes it. When it returns
// nil, the content outlives a power failure. When it returns an error, the file
// is as it was, unless only the last step failed.
//
// The caller holds the lock that covers the file, so whatever has its temporary
// name was left behind by a program that was killed.
func (d *folder) replace(name string, content []byte, mode fs.FileMode) error {
	temporary := "." + name + ".tmp"
	if err := d.root.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err := d.writeNew(temporary, content, mode)
	if err == nil {
		err = d.disk.rename(d.root, temporary, name)
	}
	if err != nil {
		_ = d.root.Remove(temporary) // the next write tries again
		return err
	}
	return d.syncNames()
}

func (d *folder) writeNew(name string, content []byte, mode fs.FileMode) error {
	file, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = d.disk.write(file, content)
	if err == nil {
		err = d.disk.sync(file)
	}
	return errors.Join(err, file.Close())
}

// syncNames makes the names in the folder durable. A file system that has no
// such thing says that it is invalid or not supported, which PostgreSQL's
// fsync_fname lets pass too; Windows has no such call.
func (d *folder) syncNames() error {
	if runtime.GOOS == "windows" {
		return nil
	}
	names, err := d.root.Open(".")
	if err != nil {
		return err
	}
	defer func() { _ = names.Close() }()
	err = d.disk.sync(names)
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}

// lockRetry is how long to wait before asking again for a lock that somebody
// else holds. They hold it for one durable write.
const lockRetry = 5 * time.Millisecond

// lock waits for the lock file and returns what gives it back. The file stays:
// removing it would let two programs hold locks on two files of one name. A
// program that is killed gives its locks back.
func (d *folder) lock(ctx context.Context, name string) (unlock func(), err error) {
	info, err := d.root.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, d.damaged(name, errors.New("it is not a plain file"))
	}
	held := flock.New(filepath.Join(d.path, name), flock.SetPermissions(privateFile))
	if _, err := held.TryLockContext(ctx, lockRetry); err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	return func() { _ = held.Unlock() }, nil
}
