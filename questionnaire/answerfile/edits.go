package answerfile

import (
	"maps"
	"slices"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// Edits returns the edits that bring the file's answers into the assessment of
// the snapshot, which it leaves as it is. An answer with a level that does not
// say whose word it is, is by's. The error is an *InvalidError with everything
// that is wrong with the file.
func (f *File) Edits(snapshot store.Snapshot, by string, now time.Time) ([]store.Edit, error) {
	rehearsal := rehearsal{
		file: f, bank: snapshot.Bank, now: now,
		assessment: snapshot.Assessment.Clone(),
		problems:   slices.Clone(f.problems),
		named:      make(map[string]bool),
	}
	var edits []store.Edit
	for _, said := range f.answers {
		if said.change.Level != nil && said.change.By == nil {
			said.change.By = &by
		}
		before, _ := snapshot.Assessment.Answer(said.question)
		edit := store.Edit{
			Question: said.question,
			Answer:   said.change.Apply(before),
			Local:    rehearsal.local(said),
			Read:     snapshot.Answers[said.question],
		}
		if err := rehearsal.take(edit); err != nil && !said.broken {
			rehearsal.fault(said.line, err)
		}
		edits = append(edits, edit)
	}
	rehearsal.checkNamed()
	if err := invalid(f.name, rehearsal.problems); err != nil {
		return nil, err
	}
	return edits, nil
}

// rehearsal takes the edits into a copy of the assessment, to find out what is
// wrong with all of them before a store is asked to take any.
type rehearsal struct {
	file       *File
	bank       *questionnaire.Bank
	assessment *questionnaire.Assessment
	now        time.Time
	problems   []Problem
	named      map[string]bool // the file's evidence that an answer names
}

func (r *rehearsal) fault(line int, err error) {
	r.problems = append(r.problems, Problem{r.file.name, line, err.Error()})
}

// local returns the file's own evidence among what an answer names.
func (r *rehearsal) local(said answer) map[string]questionnaire.Evidence {
	if said.change.Evidence == nil {
		return nil
	}
	local := make(map[string]questionnaire.Evidence)
	for _, id := range *said.change.Evidence {
		if own, ok := r.file.evidence[id]; ok {
			local[id] = own.piece
		}
	}
	return local
}

// take does what a store will do with the edit.
func (r *rehearsal) take(edit store.Edit) error {
	answer := edit.Answer
	answer.Evidence = slices.Clone(answer.Evidence)
	for i, id := range answer.Evidence {
		if _, own := edit.Local[id]; own {
			answer.Evidence[i] = r.adopt(id)
		}
	}
	// What is wrong with evidence is reported where it stands, not here again.
	answer.Evidence = slices.DeleteFunc(answer.Evidence, func(id string) bool { return id == "" })
	_, err := r.assessment.Record(r.bank, edit.Question, answer, r.now)
	return err
}

// adopt lists a piece of the file's evidence and returns its id, or nothing
// where it is not in order.
func (r *rehearsal) adopt(local string) string {
	own := r.file.evidence[local]
	id, err := r.assessment.AdoptEvidence(local, own.piece, r.now)
	if err != nil && !own.broken && !r.named[local] {
		r.fault(own.line, err)
	}
	r.named[local] = true
	return id
}

// checkNamed reports the file's evidence that no answer names, which would be
// lost.
func (r *rehearsal) checkNamed() {
	for _, id := range slices.Sorted(maps.Keys(r.file.evidence)) {
		if own := r.file.evidence[id]; !r.named[id] && !own.broken {
			r.problems = append(r.problems, Problem{r.file.name, own.line, "no answer of the file names evidence " + id})
		}
	}
}
