package bank

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"demarc/questionnaire"
)

// maxQuestions is how many questions a bank may hold. Lint compares each with
// every other.
const maxQuestions = 5000

// draft is a bank as its files say it, not yet checked as a whole.
type draft struct {
	manifest
	questions []*entry // in the order of the areas
	report
}

// entry is a question and where its values stand.
type entry struct {
	questionnaire.Question
	places places
}

func readDraft(fsys fs.FS, name string) (*draft, error) {
	opened, err := openFolder(fsys, name)
	if err != nil {
		return nil, err
	}
	read := &draft{report: report{problems: opened.problems, misread: make(map[place]bool)}}
	if err := read.readManifest(opened.manifest); err != nil {
		return nil, err
	}
	for _, file := range opened.areas {
		read.readArea(file)
	}
	return read, nil
}

// readFile parses a file and hands what it says to read, if it says anything.
func (d *draft) readFile(f *file, read func(*reader, ast.Node)) {
	root, problem := parse(f)
	if problem != nil {
		d.problems = append(d.problems, *problem)
		return
	}
	if root == nil {
		return
	}
	read(&reader{file: f, report: &d.report}, root)
}

func (d *draft) readArea(f *file) {
	d.readFile(f, func(from *reader, root ast.Node) {
		for i, node := range from.items(root, "an area") {
			opened, ok := from.fields(node, fmt.Sprintf("question %d", i+1), questionKeys...)
			if !ok {
				continue
			}
			if len(d.questions) == maxQuestions {
				from.fault(opened.places.of(""), ruleFile, "more than %d questions: a bank may hold no more", maxQuestions)
				return
			}
			d.questions = append(d.questions, d.readQuestion(opened, f.area))
		}
	})
}

// inherited returns the questions that the draft takes from its base as they
// are.
func (d *draft) inherited() []*questionnaire.Question {
	if d.base == nil {
		return nil
	}
	gone := make(map[string]bool, len(d.questions)+len(d.content.Retired))
	for _, question := range d.questions {
		gone[question.ID] = true
	}
	for _, retired := range d.content.Retired {
		gone[retired.ID] = true
	}
	return slices.DeleteFunc(d.base.Questions(), func(question *questionnaire.Question) bool { return gone[question.ID] })
}

// bank returns what the draft says as a bank.
func (d *draft) bank() (*questionnaire.Bank, error) {
	content := d.content
	for _, question := range d.inherited() {
		content.Questions = append(content.Questions, *question)
	}
	for _, question := range d.questions {
		content.Questions = append(content.Questions, question.Question)
	}
	content.Frameworks = filled(content.Frameworks)
	content.Services = filled(content.Services)
	content.Layers = filled(content.Layers)
	content.Retired = filled(content.Retired)
	return questionnaire.NewBank(content)
}

// filled returns an empty list for none at all: a document says [], not null.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
