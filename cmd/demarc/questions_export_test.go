package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// torn is a folder of which one file cannot be read.
type torn struct {
	fstest.MapFS
	unreadable string
}

var errTorn = errors.New("input/output error")

func (t torn) Open(name string) (fs.File, error) {
	if name == t.unreadable {
		return nil, errTorn
	}
	return t.MapFS.Open(name)
}

// No script can make a disk fail halfway, so this test reaches inside.
func TestExportLeavesNothingHalfMade(t *testing.T) {
	parent := t.TempDir()
	files := fstest.MapFS{"a.yaml": {Data: []byte("first")}, "b.yaml": {Data: []byte("second")}}
	err := copyWhole(filepath.Join(parent, "house"), torn{files, "b.yaml"}, nil)
	if !errors.Is(err, errTorn) {
		t.Errorf("the error is %v", err)
	}
	left, err := os.ReadDir(parent)
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left behind, %v", left, err)
	}
}
