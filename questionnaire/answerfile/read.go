package answerfile

import (
	"encoding"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"demarc/questionnaire"
)

// reader turns the nodes of a file into answers. What is not as it should be
// becomes a problem and is left out, so that one pass reports everything.
type reader struct{ file *File }

func (r *reader) fault(line int, format string, args ...any) {
	r.file.problems = append(r.file.problems, Problem{r.file.name, line, fmt.Sprintf(format, args...)})
}

func (r *reader) document(root *node) {
	if root == nil {
		return
	}
	for key, value := range r.fields(root, "a file of answers", keyEvidence, keyAnswers) {
		switch key {
		case keyEvidence:
			for id, piece := range r.fields(value, keyEvidence) {
				known := len(r.file.problems)
				own := evidence{line: piece.line, piece: r.piece(piece, id)}
				own.broken = len(r.file.problems) > known
				r.file.evidence[id] = own
			}
		case keyAnswers:
			for id, said := range r.fields(value, keyAnswers) {
				known := len(r.file.problems)
				one := answer{question: id, line: said.line, change: r.change(said, id)}
				one.broken = len(r.file.problems) > known
				r.file.answers = append(r.file.answers, one)
			}
		}
	}
}

// fields walks the keys of a mapping. Keys other than the known ones are
// refused; with none given, any are allowed. A key without a value is passed
// over: it says nothing.
func (r *reader) fields(from *node, what string, known ...string) func(yield func(string, *node) bool) {
	return func(yield func(string, *node) bool) {
		if from.kind != mapping {
			r.fault(from.line, "%s must be keys with values, not %s", what, from.kind)
			return
		}
		seen := make(map[string]bool)
		for _, one := range from.pairs {
			switch {
			case slices.Contains(stamped, one.key) && slices.Contains(known, "level"):
				r.fault(one.line, "%s of %s is filled in by demarc: leave it out", one.key, what)
			case len(known) > 0 && !slices.Contains(known, one.key):
				r.fault(one.line, "unknown key %q in %s: want %s", one.key, what, strings.Join(known, ", "))
			case seen[one.key]:
				r.fault(one.line, "%q stands twice in %s", one.key, what)
			case one.value.kind == null && len(known) > 0:
			default:
				seen[one.key] = true
				if !yield(one.key, one.value) {
					return
				}
			}
		}
	}
}

// stamped are the keys of an answer that say when and how it came about. An
// assessment fills them in and takes nobody's word for them.
var stamped = []string{"state", "bulk", "revision", "at", "since", "history"}

var answerKeys = []string{
	"level", "by", "recorded_by", "method", "population", "note", "na_reason",
	"evidence", "owner", "due", "flagged", "exception",
}

func (r *reader) change(said *node, id string) questionnaire.Change {
	var change questionnaire.Change
	for key, value := range r.fields(said, id, answerKeys...) {
		what := id + " " + key
		switch key {
		case "level":
			change.Level = word(r, value, what, questionnaire.ParseLevel)
		case "by":
			change.By = r.text(value, what)
		case "recorded_by":
			change.RecordedBy = r.text(value, what)
		case "method":
			change.Method = word(r, value, what, questionnaire.ParseMethod)
		case "population":
			change.Population = r.population(value, what)
		case "note":
			change.Note = r.text(value, what)
		case "na_reason":
			change.NAReason = r.naReason(value, what)
		case "evidence":
			change.Evidence = r.ids(value, what)
		case "owner":
			change.Owner = r.text(value, what)
		case "due":
			change.Due = r.date(value, what)
		case "flagged":
			change.Flagged = r.flag(value, what)
		case "exception":
			change.Exception = r.exception(value, what)
		}
	}
	return change
}

var evidenceKeys = []string{"title", "kind", "ref", "sha256", "collected_at", "covers_from", "covers_to", "by"}

func (r *reader) piece(said *node, id string) questionnaire.Evidence {
	var piece questionnaire.Evidence
	for key, value := range r.fields(said, id, evidenceKeys...) {
		what := id + " " + key
		switch key {
		case "title":
			piece.Title = r.line(value, what)
		case "kind":
			take(&piece.Kind, word(r, value, what, questionnaire.ParseEvidenceKind))
		case "ref":
			piece.Ref = r.line(value, what)
		case "sha256":
			piece.SHA256 = strings.ToLower(r.line(value, what))
		case "collected_at":
			r.unmarshal(value, what, &piece.CollectedAt)
		case "covers_from":
			take(&piece.CoversFrom, r.date(value, what))
		case "covers_to":
			take(&piece.CoversTo, r.date(value, what))
		case "by":
			piece.By = r.line(value, what)
		}
	}
	return piece
}

// population reads 47/50, or in_place and total with a source.
func (r *reader) population(said *node, what string) *questionnaire.Population {
	if said.kind == text {
		population, err := questionnaire.ParsePopulation(said.text)
		if err != nil {
			r.fault(said.line, "%s: %s", what, err)
			return nil
		}
		return &population
	}
	var population questionnaire.Population
	for key, value := range r.fields(said, what, "in_place", "total", "source") {
		switch key {
		case "in_place":
			population.InPlace = r.whole(value, what+" in_place")
		case "total":
			population.Total = r.whole(value, what+" total")
		case "source":
			population.Source = r.line(value, what+" source")
		}
	}
	return &population
}

// naReason reads CODE:TEXT, or a code and a text.
func (r *reader) naReason(said *node, what string) *questionnaire.NAReason {
	if said.kind == text {
		reason, err := questionnaire.ParseNAReason(said.text)
		if err != nil {
			r.fault(said.line, "%s: %s", what, err)
			return nil
		}
		return &reason
	}
	var reason questionnaire.NAReason
	for key, value := range r.fields(said, what, "code", "text") {
		switch key {
		case "code":
			take(&reason.Code, word(r, value, what+" code", questionnaire.ParseNACode))
		case "text":
			take(&reason.Text, r.text(value, what+" text"))
		}
	}
	return &reason
}

// exception reads all of an exception, or none, which ends the one there is.
func (r *reader) exception(said *node, what string) *questionnaire.Exception {
	var exception questionnaire.Exception
	if said.kind == text && (said.text == "none" || said.text == "") {
		return &exception
	}
	for key, value := range r.fields(said, what, "kind", "reason", "approver", "expires") {
		switch key {
		case "kind":
			take(&exception.Kind, word(r, value, what+" kind", questionnaire.ParseExceptionKind))
		case "reason":
			take(&exception.Reason, r.text(value, what+" reason"))
		case "approver":
			exception.Approver = r.line(value, what+" approver")
		case "expires":
			take(&exception.Expires, r.date(value, what+" expires"))
		}
	}
	return &exception
}

// ids reads a list of ids, or ids in one text with blanks or commas between.
func (r *reader) ids(said *node, what string) *[]string {
	ids := []string{}
	switch said.kind {
	case text:
		ids = append(ids, strings.FieldsFunc(said.text, func(char rune) bool { return strings.ContainsRune(" ,;", char) })...)
	case list:
		for _, item := range said.items {
			ids = append(ids, r.line(item, what))
		}
	default:
		r.fault(said.line, "%s must be a list of ids", what)
		return nil
	}
	return &ids
}

// flag reads true, false, or the name of the person for whom a question is
// parked.
func (r *reader) flag(said *node, what string) *questionnaire.Flag {
	switch said.text {
	case "true":
		return new(questionnaire.ParkFor(""))
	case "false":
		return new(questionnaire.Flag{})
	}
	person := r.line(said, what)
	if person == "" {
		return new(questionnaire.Flag{})
	}
	return new(questionnaire.ParkFor(person))
}

// text reads a text without the blanks around it.
func (r *reader) text(said *node, what string) *string {
	switch said.kind {
	case text:
		return new(strings.TrimSpace(said.text))
	case number, boolean:
		r.fault(said.line, "%s must be text: put %s in quotes", what, said.text)
	default:
		r.fault(said.line, "%s must be text, not %s", what, said.kind)
	}
	return nil
}

// line is text for what cannot be cleared: it is empty where nothing is said.
func (r *reader) line(said *node, what string) (line string) {
	take(&line, r.text(said, what))
	return line
}

func (r *reader) whole(said *node, what string) int {
	whole, err := strconv.Atoi(said.text)
	if err != nil {
		r.fault(said.line, "%s must be a whole number", what)
	}
	return whole
}

// date reads a day. An empty text stands for none.
func (r *reader) date(said *node, what string) *questionnaire.Date {
	var date questionnaire.Date
	r.unmarshal(said, what, &date)
	return &date
}

func (r *reader) unmarshal(said *node, what string, into encoding.TextUnmarshaler) {
	written := r.line(said, what)
	if written == "" {
		return
	}
	if err := into.UnmarshalText([]byte(written)); err != nil {
		r.fault(said.line, "%s: %s", what, err)
	}
}

// word reads one word of a vocabulary.
func word[T any](r *reader, said *node, what string, parse func(string) (T, error)) *T {
	written := r.text(said, what)
	if written == nil {
		return nil
	}
	parsed, err := parse(*written)
	var unknown *questionnaire.UnknownWordError
	if errors.As(err, &unknown) {
		r.fault(said.line, "%s: %s", what, unknown)
		return nil
	}
	return &parsed
}

// take sets what was said, if anything was.
func take[T any](into *T, said *T) {
	if said != nil {
		*into = *said
	}
}
