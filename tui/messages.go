package tui

import (
	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring/report"
)

// The messages that commands send back. There are few, and all are here.

// workspaceRead brings what home shows.
type workspaceRead struct {
	bank     *questionnaire.Bank
	defaults Defaults
	listed   []store.Listed
	unsound  map[string]error // by id, why one is not what was signed
	err      error
}

// assessmentRead brings one assessment to work on, and what to show of it.
type assessmentRead struct {
	reading   int // which one of all that were begun
	snapshot  store.Snapshot
	defaults  Defaults
	then      destination
	integrity error // why it is not known to be what was signed
	err       error
}

// destination says where to go once an assessment was read.
type destination int

const (
	toQuestions destination = iota
	toResults
	toReport
	toReview
	toReaffirm
	toSitting
	toDue
	toFinalize
	toCompare
)

// previousRead brings the assessment that a session's one follows, if it names
// one, or why that cannot be had.
type previousRead struct {
	session  *session
	previous *previous
	earlier  map[string]*questionnaire.Assessment
	err      error
}

// answersSaved says that the edits at the head of a session's queue are durable.
type answersSaved struct {
	session *session
	saved   []store.Saved
}

// saveFailed says that the edits at the head of a session's queue were not
// saved, none of them.
type saveFailed struct {
	session *session
	err     error
}

// leave asks the app to save what is queued and go, because it is being ended
// from outside.
type leave struct{}

// finalized says whether the answers are locked now.
type finalized struct {
	session *session
	err     error
}

// reportRendered brings the report of the assessment in hand.
type reportRendered struct {
	session  *session
	document *report.Document
	text     []byte
	err      error // a file that the report is made from cannot be read
}

// reportWritten says where the report went.
type reportWritten struct {
	file reportFile
	path string
	err  error
}
