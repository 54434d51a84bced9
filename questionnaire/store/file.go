package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"

	"demarc/questionnaire"
)

const (
	assessmentsFolder = "assessments"
	banksFolder       = "banks"
	reportsFolder     = "reports"

	assessmentSuffix = ".json"
	signoffSuffix    = ".signoff.json"

	workspaceLock = ".demarc.lock"
)

func assessmentFile(id string) string { return id + assessmentSuffix }

func signoffFile(id string) string { return id + signoffSuffix }

func assessmentLock(id string) string { return "." + id + ".lock" }

// File keeps a workspace: a folder of files that people and git can read. Any
// number of them, in any number of programs, may work on one folder. Errors of
// the system come wrapped: fs.ErrPermission for a folder that is read-only,
// syscall.ENOSPC for a full disk. A change that the disk refuses leaves the file
// as it was, but for one case: where it refuses only to sync the folder, the new
// file is there and may not outlive a power failure.
type File struct {
	drafts
	dir  string
	disk disk

	mu    sync.Mutex
	kept  map[string]document                           // the last one of each id
	banks map[questionnaire.BankRef]*questionnaire.Bank // read so far
}

var _ Store = (*File)(nil)

// document is an assessment as a file holds it. It is shared, and so cloned
// before it is changed or handed out.
type document struct {
	digest     string // of the file's bytes
	assessment *questionnaire.Assessment
	bank       *questionnaire.Bank // nil until the two were checked together
}

// OpenFile opens the workspace in dir. It returns ErrNoWorkspace where there is
// none. Assessments that use one of the known banks, such as the one built into
// the program, are read without reading the bank's file.
func OpenFile(dir string, clock Clock, known ...*questionnaire.Bank) (*File, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	f := &File{
		dir: dir, disk: realDisk,
		kept:  make(map[string]document),
		banks: make(map[questionnaire.BankRef]*questionnaire.Bank),
	}
	f.drafts = drafts{clock: clock, load: f.Load, update: f.save}
	for _, bank := range known {
		f.banks[bank.Ref()] = bank
	}
	workspace, err := f.open()
	if err != nil {
		return nil, err
	}
	defer workspace.close()
	found, err := workspace.has(configFile)
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	if !found {
		return nil, fmt.Errorf("%s: %w", dir, ErrNoWorkspace)
	}
	return f, nil
}

// Dir returns the workspace's folder.
func (f *File) Dir() string { return f.dir }

// ReportsDir returns the folder where exports go by default.
func (f *File) ReportsDir() string { return filepath.Join(f.dir, reportsFolder) }

// open opens the workspace's folder. One that is gone, like a share that is no
// longer mounted, is not taken for one with nothing in it.
func (f *File) open() (*folder, error) {
	workspace, err := openFolder(f.dir, f.disk)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", f.dir, ErrNoWorkspace)
	}
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	return workspace, nil
}

// openInside opens a folder of the workspace. The error wraps fs.ErrNotExist
// where nothing was ever kept in it: git does not keep empty folders.
func (f *File) openInside(name string) (*folder, error) {
	workspace, err := f.open()
	if err != nil {
		return nil, err
	}
	defer workspace.close()
	return workspace.open(name)
}

// Create implements Store. The bank is kept first, so that there is never an
// assessment without its bank.
func (f *File) Create(ctx context.Context, a *questionnaire.Assessment, bank *questionnaire.Bank) error {
	if err := f.create(ctx, a.Clone(), bank); err != nil {
		return fmt.Errorf("create %s: %w", a.ID(), err)
	}
	return nil
}

func (f *File) create(ctx context.Context, a *questionnaire.Assessment, bank *questionnaire.Bank) error {
	workspace, err := f.open()
	if err != nil {
		return err
	}
	defer workspace.close()
	unlock, err := workspace.lock(ctx, workspaceLock)
	if err != nil {
		return err
	}
	defer unlock()
	assessments, err := workspace.make(assessmentsFolder)
	if err != nil {
		return err
	}
	defer assessments.close()
	there, err := f.readable(ctx, assessments)
	if err != nil {
		return err
	}
	if err := checkNew(a, bank, there); err != nil {
		return err
	}
	taken, err := assessments.has(assessmentFile(a.ID()))
	if err != nil {
		return err
	}
	if taken {
		return fmt.Errorf("a file of that name, which cannot be read, is %w", ErrExists)
	}
	if err := f.keepBank(workspace, bank); err != nil {
		return err
	}
	return f.write(assessments, a, bank)
}

// Load implements Store.
func (f *File) Load(ctx context.Context, id string) (Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return Snapshot{}, err
	}
	assessments, err := f.openHolding(id)
	if err != nil {
		return Snapshot{}, err
	}
	defer assessments.close()
	snapshot, err := f.snapshot(assessments, id)
	if err != nil {
		return Snapshot{}, fmt.Errorf("read %s: %w", id, err)
	}
	return snapshot, nil
}

// List implements Store. It passes over what cannot be meant as an assessment:
// hidden files, sign-offs, and files of other kinds.
func (f *File) List(ctx context.Context) ([]Listed, error) {
	assessments, err := f.openInside(assessmentsFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("list assessments: %w", err)
	}
	defer assessments.close()
	ids, err := assessmentIDs(assessments)
	if err != nil {
		return nil, fmt.Errorf("list assessments: %w", err)
	}
	var listed []Listed
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		snapshot, err := f.snapshot(assessments, id)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since
		}
		listed = append(listed, Listed{ID: id, Snapshot: snapshot, Err: err})
	}
	sortListed(listed)
	return listed, nil
}

// assessmentIDs returns the names of the files that stand for assessments,
// which need not be ids.
func assessmentIDs(assessments *folder) ([]string, error) {
	entries, err := fs.ReadDir(assessments.root.FS(), ".")
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, entry := range entries {
		id, ok := strings.CutSuffix(entry.Name(), assessmentSuffix)
		if ok && !strings.HasPrefix(id, ".") && !strings.HasSuffix(entry.Name(), signoffSuffix) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// readable returns the assessments that can be read, with or without their
// banks.
func (f *File) readable(ctx context.Context, assessments *folder) ([]*questionnaire.Assessment, error) {
	ids, err := assessmentIDs(assessments)
	if err != nil {
		return nil, err
	}
	var there []*questionnaire.Assessment
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if read, err := f.read(assessments, id); err == nil {
			there = append(there, read.assessment)
		}
	}
	return there, nil
}

// save makes one change durable: under the assessment's lock it reads what is
// there now, changes a copy and puts that in its place.
func (f *File) save(ctx context.Context, id string, apply change) error {
	assessments, err := f.openHolding(id)
	if err != nil {
		return err
	}
	defer assessments.close()
	unlock, err := assessments.lock(ctx, assessmentLock(id))
	if err != nil {
		return fmt.Errorf("save %s: %w", id, err)
	}
	defer unlock()
	read, err := f.readWithBank(assessments, id)
	if err != nil {
		return fmt.Errorf("save %s: %w", id, err)
	}
	next, err := changed(read.assessment, read.bank, apply)
	if err != nil {
		return fmt.Errorf("save %s: %w", id, err)
	}
	if err := f.write(assessments, next, read.bank); err != nil {
		return fmt.Errorf("save %s: %w", id, err)
	}
	return nil
}

// openHolding opens the folder of the assessments, if it holds that one.
func (f *File) openHolding(id string) (*folder, error) {
	if err := questionnaire.CheckAssessmentID(id); err != nil {
		return nil, err
	}
	assessments, err := f.openInside(assessmentsFolder)
	if err == nil {
		var found bool
		if found, err = assessments.has(assessmentFile(id)); found {
			return assessments, nil
		}
		assessments.close()
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		err = ErrNotFound
	}
	return nil, fmt.Errorf("assessment %s: %w", id, err)
}
