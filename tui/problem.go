package tui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"demarc/questionnaire"
)

// saveProblem says in a few words why a save failed.
func saveProblem(err error) string {
	var onFile *fs.PathError
	var renamed *os.LinkError
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "the disk is full"
	case errors.Is(err, questionnaire.ErrFinal):
		return "it was finalized meanwhile"
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return "the workspace cannot be written to"
	case errors.As(err, &onFile):
		return reasonFirst(onFile.Err, onFile.Path)
	case errors.As(err, &renamed):
		return reasonFirst(renamed.Err, renamed.New)
	default:
		return clean(err.Error())
	}
}

// reasonFirst names why and of a path the end: all of it would leave no room for
// why.
func reasonFirst(why error, path string) string {
	return clean(why.Error()) + ": " + clean(filepath.Base(path))
}
