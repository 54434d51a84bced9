// Package store keeps assessments and the banks they used. The Store interface
// is what the program works against; File keeps a workspace of files that
// people and git can read, Memory keeps one for tests. Every store passes the
// suite in package storetest. What is legal in an assessment is decided by
// package questionnaire; a store adds durability and says when another writer
// got there first.
package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"demarc/questionnaire"
)

var (
	// ErrNotFound means that there is no assessment, or no bank, of that name.
	ErrNotFound = errors.New("not found")
	// ErrExists means that there is an assessment of that id already.
	ErrExists = errors.New("already there")
	// ErrOverlap means that another assessment of the team covers some of the
	// same days.
	ErrOverlap = errors.New("periods of one team may not overlap")
	// ErrNoWorkspace means that a folder is not a workspace.
	ErrNoWorkspace = errors.New("not a demarc workspace")
)

// Token names one answer, or the scope, as it was read. A save with an old
// token is refused, so that nobody overwrites what they have not seen. The
// empty Token stands for an answer that was not there.
type Token string

// Snapshot is an assessment as it was read, with its bank and the token of
// everything in it.
type Snapshot struct {
	Assessment *questionnaire.Assessment
	Bank       *questionnaire.Bank
	Scope      Token
	Answers    map[string]Token
}

// Edit is one answer to save. Evidence that is new with it is listed first, and
// its ids are put behind those that the answer names.
type Edit struct {
	Question string
	Answer   questionnaire.Answer
	Evidence []questionnaire.Evidence
	Read     Token // the answer that this one replaces
}

// Saved is an answer as the store now has it.
type Saved struct {
	Question string
	Answer   questionnaire.Answer
	Evidence map[string]questionnaire.Evidence // what the answer names, by id
	Token    Token
}

// Listed is an assessment in a list. Err says why one could not be read; the
// list goes on without it.
type Listed struct {
	ID       string
	Snapshot Snapshot
	Err      error
}

// ConflictError says that somebody else saved an answer to the same question,
// or another scope, since it was read. Nothing was saved.
type ConflictError struct {
	Question string // empty for the scope
	Theirs   questionnaire.Answer
	Token    Token // to save over theirs
}

func (e *ConflictError) Error() string {
	if e.Question == "" {
		return "somebody else changed the scope since it was read"
	}
	return fmt.Sprintf("somebody else answered %s since it was read", e.Question)
}

// DamagedError says that a file of the workspace cannot be read as what it
// should be. The file is never overwritten.
type DamagedError struct {
	Path string
	Err  error
}

func (e *DamagedError) Error() string { return fmt.Sprintf("%s: %v", e.Path, e.Err) }

func (e *DamagedError) Unwrap() error { return e.Err }

// Store keeps assessments. A method that returns nil has made its change
// durable; one that returns an error has changed nothing. Stores may be used by
// several goroutines and several programs at once.
type Store interface {
	// Create keeps a new assessment together with its bank. It returns
	// ErrExists or ErrOverlap where the team has one for these days.
	Create(ctx context.Context, a *questionnaire.Assessment, bank *questionnaire.Bank) error
	// Load reads one assessment; the snapshot is the caller's own.
	Load(ctx context.Context, id string) (Snapshot, error)
	// List reads all assessments, the latest period first.
	List(ctx context.Context) ([]Listed, error)
	// SaveAnswers takes all the edits or none. It returns a *ConflictError for
	// the first answer that somebody else changed since it was read.
	SaveAnswers(ctx context.Context, id string, edits ...Edit) ([]Saved, error)
	// SaveScope changes what a draft speaks about.
	SaveScope(ctx context.Context, id string, scope questionnaire.Scope, read Token) (Token, error)
	// SavePeople changes who is in the room; the last writer wins.
	SavePeople(ctx context.Context, id string, people []questionnaire.Person) error
	// Finalize locks the answers; see questionnaire.Assessment.Finalize.
	Finalize(ctx context.Context, id, preparedBy string, allowUnanswered bool) error
}

// Clock tells the time; time.Now, but for tests.
type Clock func() time.Time
