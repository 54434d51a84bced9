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
	// ErrExists means that there is an assessment of that id already, or a
	// workspace in that folder.
	ErrExists = errors.New("already there")
	// ErrOverlap means that another assessment of the team covers some of the
	// same days.
	ErrOverlap = errors.New("periods of one team may not overlap")
	// ErrEvidenceChanged means that a piece of evidence is not the one that was
	// read, because somebody else amended it.
	ErrEvidenceChanged = errors.New("somebody else changed this evidence since it was read")
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
	// Digest is the SHA-256, in hex, of the document as it is kept, which is
	// what other documents name the assessment by.
	Digest  string
	Scope   Token
	Answers map[string]Token // by question; one that nobody answered has none
}

// Edit is one answer to save. Evidence that is new with it is listed first, and
// its ids are put behind those that the answer names. One save holds at most
// one edit of a question. One without a question only amends evidence.
type Edit struct {
	Question string
	Answer   questionnaire.Answer
	Evidence []questionnaire.Evidence
	// Local holds evidence that the answer names by ids from elsewhere. They
	// are kept, but for those that the assessment has for something else.
	Local map[string]questionnaire.Evidence
	Read  Token // the answer that this one replaces
	// Amend is what becomes of evidence that is listed already.
	Amend []Amendment
}

// Saved is an answer as the store now has it.
type Saved struct {
	Question string
	Answer   questionnaire.Answer
	Evidence map[string]questionnaire.Evidence // what the answer names, by id
	Token    Token
}

// Listed is an assessment in a list. Err says why one could not be read; its
// Snapshot is empty then, and its ID is the file's name, which may be any text.
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
// should be, or that a bank is gone. Err holds a *questionnaire.DocumentError
// where a place in the file is to blame. The file is never overwritten.
type DamagedError struct {
	Path string
	Err  error
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s: %v", questionnaire.PrintableLine(e.Path), e.Err)
}

func (e *DamagedError) Unwrap() error { return e.Err }

// Store keeps assessments. A method that returns nil has made its change
// durable; one that returns an error has changed nothing. Stores may be used by
// several goroutines and several programs at once.
type Store interface {
	// Create keeps a new assessment together with its bank. It returns
	// ErrExists where the id is taken, and ErrOverlap where the team has another
	// assessment that shares a day and that none supersedes.
	Create(ctx context.Context, a *questionnaire.Assessment, bank *questionnaire.Bank) error
	// Load reads one assessment; the snapshot is the caller's own. It returns
	// ErrNotFound where there is none.
	Load(ctx context.Context, id string) (Snapshot, error)
	// List reads all assessments: the latest period first, those that cannot be
	// read last.
	List(ctx context.Context) ([]Listed, error)
	// SaveAnswers takes all the edits or none. It returns a *ConflictError for
	// the first answer that somebody else changed since it was read, and
	// ErrEvidenceChanged for evidence. Like every method below it returns questionnaire.ErrFinal for a final assessment.
	SaveAnswers(ctx context.Context, id string, edits ...Edit) ([]Saved, error)
	// SaveScope changes what a draft speaks about.
	SaveScope(ctx context.Context, id string, scope questionnaire.Scope, read Token) (Token, error)
	// SavePeople changes who is in the room; the last writer wins.
	SavePeople(ctx context.Context, id string, people []questionnaire.Person) error
	// Finalize locks the answers; see questionnaire.Assessment.Finalize. Where
	// the assessment that this one follows has become final, it names its
	// document. It returns a *questionnaire.ChangedError where that is not the
	// document that was named before.
	Finalize(ctx context.Context, id, preparedBy string, allowUnanswered bool) error
	// Sign adds a signature to the sign-off of a final assessment; see
	// questionnaire.Signoff.Sign.
	Sign(ctx context.Context, id string, signature questionnaire.Signature) (questionnaire.Signoff, error)
	// Signoff reads who signed an assessment; the zero Signoff if nobody did.
	Signoff(ctx context.Context, id string) (questionnaire.Signoff, error)
}

// Clock tells the time; time.Now, but for tests.
type Clock func() time.Time
