package bank

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"demarc/questionnaire"
)

// reader turns the nodes of one file into values. What is not as it should be
// becomes a problem and is left out, so that one pass reports everything.
type reader struct {
	file   *file
	report *report
}

func (r *reader) fault(at place, rule, format string, args ...any) {
	r.report.fault(at, rule, format, args...)
	r.report.misread[at] = true
}

func (r *reader) missing(at place, key string) {
	r.report.fault(at, ruleRequired, "%s is missing", key)
}

func (r *reader) place(node ast.Node) place {
	if pairs, ok := node.(ast.MapNode); ok {
		if pair := pairs.MapRange(); pair.Next() {
			node = pair.Key()
		}
	}
	position := node.GetToken().Position
	return place{r.file, position.Line, position.Column}
}

// items returns the items of a sequence.
func (r *reader) items(node ast.Node, what string) []ast.Node {
	sequence, ok := node.(*ast.SequenceNode)
	if !ok {
		r.fault(r.place(node), ruleValue, "%s must be a list", what)
		return nil
	}
	return sequence.Values
}

// places remembers where the values of one thing stand, by the path of their
// keys: "title", "levels.some", "verify[0].run".
type places map[string]place

// of returns where the value at the path stands, or failing that, what it is
// part of.
func (p places) of(path string) place {
	for path != "" {
		if at, ok := p[path]; ok {
			return at
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return p[""]
}

func (p places) has(path string) bool {
	_, ok := p[path]
	return ok
}

// fields are the values of one mapping, by key. Its methods set what they are
// given where the key is there, and leave it as it is where it is not.
type fields struct {
	*reader
	path   string // of the mapping, with a dot behind it; empty at the top
	values map[string]ast.Node
	keys   []string // in the order of the file
	places places
}

// fields opens a mapping that stands for something of its own. Keys other than
// the given ones are refused.
func (r *reader) fields(node ast.Node, what string, known ...string) (fields, bool) {
	opened := fields{reader: r, places: places{"": r.place(node)}}
	ok := opened.open(node, what, known)
	return opened, ok
}

// mapping opens the mapping under a key. Without known keys, any are allowed.
func (f fields) mapping(key string, known ...string) (fields, bool) {
	node, ok := f.value(key)
	if !ok {
		return fields{}, false
	}
	return f.inner(node, f.path+key, known...)
}

// inner opens a mapping that is part of this one.
func (f fields) inner(node ast.Node, path string, known ...string) (fields, bool) {
	opened := fields{reader: f.reader, path: path + ".", places: f.places}
	ok := opened.open(node, path, known)
	return opened, ok
}

func (f *fields) open(node ast.Node, what string, known []string) bool {
	pairs, ok := node.(ast.MapNode)
	if !ok {
		f.fault(f.place(node), ruleValue, "%s must be keys with values", what)
		return false
	}
	f.values = make(map[string]ast.Node)
	for pair := pairs.MapRange(); pair.Next(); {
		key := pair.Key().GetToken().Value
		at := f.place(pair.Key())
		switch {
		case len(known) > 0 && !slices.Contains(known, key):
			f.fault(at, ruleKey, "unknown key %q in %s", key, what)
		case f.values[key] != nil:
			f.fault(at, ruleKey, "key %q stands twice in %s", key, what)
		default:
			f.values[key] = pair.Value()
			f.keys = append(f.keys, key)
		}
	}
	return true
}

// require reports the keys that are not there.
func (f fields) require(keys ...string) {
	for _, key := range keys {
		if _, ok := f.values[key]; !ok {
			f.missing(f.places.of(strings.TrimSuffix(f.path, ".")), f.path+key)
		}
	}
}

// value returns the node under a key and remembers its place.
func (f fields) value(key string) (ast.Node, bool) {
	node, ok := f.values[key]
	if ok {
		f.places[f.path+key] = f.place(node)
	}
	return node, ok
}

func (f fields) text(key string, into *string) {
	if node, ok := f.value(key); ok {
		*into = f.scalar(node, f.path+key)
	}
}

// line reads a text that must be one line.
func (f fields) line(key string, into *string) {
	f.text(key, into)
	if strings.Contains(*into, "\n") {
		f.fault(f.places.of(f.path+key), ruleValue, "%s must be one line", f.path+key)
	}
}

func (f fields) number(key string, into *int) {
	node, ok := f.value(key)
	if !ok {
		return
	}
	if number, ok := node.(*ast.IntegerNode); ok {
		if value, ok := number.Value.(uint64); ok && value <= math.MaxInt32 {
			*into = int(value)
			return
		}
	}
	f.fault(f.place(node), ruleValue, "%s must be a whole number", f.path+key)
}

func (f fields) yes(key string, into *bool) {
	node, ok := f.value(key)
	if !ok {
		return
	}
	answer, ok := node.(*ast.BoolNode)
	if !ok {
		f.fault(f.place(node), ruleValue, "%s must be true or false", f.path+key)
		return
	}
	*into = answer.Value
}

func (f fields) texts(key string, into *[]string) {
	if _, ok := f.values[key]; !ok {
		return
	}
	*into = []string{}
	for path, node := range f.list(key) {
		*into = append(*into, f.scalar(node, path))
	}
}

// list walks the items under a key, each with its path.
func (f fields) list(key string) iter.Seq2[string, ast.Node] {
	return func(yield func(string, ast.Node) bool) {
		node, ok := f.value(key)
		if !ok {
			return
		}
		for i, item := range f.items(node, f.path+key) {
			path := fmt.Sprintf("%s%s[%d]", f.path, key, i)
			f.places[path] = f.place(item)
			if !yield(path, item) {
				return
			}
		}
	}
}

// word reads one word of a vocabulary.
func word[T any](f fields, key string, parse func(string) (T, error), into *T) {
	if node, ok := f.value(key); ok {
		*into, _ = parsed(f.reader, node, f.path+key, parse)
	}
}

// words reads a list of words of a vocabulary.
func words[T any](f fields, key string, parse func(string) (T, error), into *[]T) {
	if _, ok := f.values[key]; !ok {
		return
	}
	*into = []T{}
	for path, node := range f.list(key) {
		if one, ok := parsed(f.reader, node, path, parse); ok {
			*into = append(*into, one)
		}
	}
}

func parsed[T any](r *reader, node ast.Node, path string, parse func(string) (T, error)) (T, bool) {
	text := r.scalar(node, path)
	one, err := parse(text)
	if err != nil && text != "" { // an empty text was reported as such
		r.fault(r.place(node), ruleValue, "%s: %s", path, err)
	}
	return one, err == nil
}

// scalar returns the text of a node, without the line break that ends a block.
func (r *reader) scalar(node ast.Node, what string) string {
	var text string
	switch scalar := node.(type) {
	case *ast.StringNode:
		text = scalar.Value
	case *ast.LiteralNode:
		text = scalar.Value.Value
	case *ast.NullNode:
		r.fault(r.place(node), ruleRequired, "%s is empty", what)
		return ""
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		r.fault(r.place(node), ruleValue, "%s must be text: put %s in quotes", what, node.GetToken().Value)
		return ""
	default:
		r.fault(r.place(node), ruleValue, "%s must be text", what)
		return ""
	}
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		r.fault(r.place(node), ruleRequired, "%s is empty", what)
	case questionnaire.Printable(text) != text:
		r.fault(r.place(node), ruleValue, "%s holds a control character", what)
	}
	return text
}
