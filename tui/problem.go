package tui

import (
	"errors"
	"io/fs"
	"syscall"

	"demarc/questionnaire"
)

// saveProblem says in a few words why a save failed.
func saveProblem(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "the disk is full"
	case errors.Is(err, questionnaire.ErrFinal):
		return "it was finalized meanwhile"
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return "the workspace cannot be written to"
	default:
		return clean(err.Error())
	}
}
