package bank_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// decoded returns what the text of a YAML file says. Mappings keep the order of
// their keys.
func decoded(t *testing.T, text []byte) (document any) {
	t.Helper()
	if err := yaml.UnmarshalWithOptions(text, &document, yaml.UseOrderedMap()); err != nil {
		t.Fatal(err)
	}
	return document
}

// encoded returns a document as text that is YAML and JSON in one.
func encoded(t *testing.T, document any) []byte {
	t.Helper()
	text, err := yaml.MarshalWithOptions(document, yaml.JSON())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// mutants walks the documents that differ from a document in one place: a key
// dropped or added, or a value of another type or out of its range. Each comes
// with what was done to it.
func mutants(document any) iter.Seq2[string, any] {
	return func(yield func(string, any) bool) { mutate("", document, yield) }
}

// mutate hands every mutant of value to yield, until that returns false.
func mutate(path string, value any, yield func(string, any) bool) bool {
	for _, other := range others(path, value) {
		if !yield(fmt.Sprintf("%s = %#v", path, other), other) {
			return false
		}
	}
	switch value := value.(type) {
	case yaml.MapSlice:
		return mutateMapping(path, value, yield)
	case []any:
		return mutateList(path, value, yield)
	default:
		return true
	}
}

func mutateMapping(path string, value yaml.MapSlice, yield func(string, any) bool) bool {
	if !yield("add "+path+".mood", append(slices.Clone(value), yaml.MapItem{Key: "mood", Value: "good"})) {
		return false
	}
	for i, item := range value {
		inside := fmt.Sprintf("%s.%s", path, item.Key)
		if !yield("drop "+inside, slices.Delete(slices.Clone(value), i, i+1)) {
			return false
		}
		more := mutate(inside, item.Value, func(what string, inner any) bool {
			changed := slices.Clone(value)
			changed[i].Value = inner
			return yield(what, changed)
		})
		if !more {
			return false
		}
	}
	return true
}

func mutateList(path string, value []any, yield func(string, any) bool) bool {
	for i := range value {
		more := mutate(fmt.Sprintf("%s[%d]", path, i), value[i], func(what string, inner any) bool {
			changed := slices.Clone(value)
			changed[i] = inner
			return yield(what, changed)
		})
		if !more {
			return false
		}
	}
	return true
}

// others returns values of every type to put in the place of value. Where only
// another file knows which texts are right, it leaves out the wrong ones.
func others(path string, value any) []any {
	all := []any{nil, true, []any{}, yaml.MapSlice{}, -1, 0, 2.5, 1000, 1 << 40, "", "  "}
	elsewhere := strings.Contains(path, ".services[") && !strings.Contains(path, "].id") ||
		strings.Contains(path, ".references.")
	if _, ok := value.(string); !ok || !elsewhere {
		all = append(all, "grave", "Some text", "two\nlines", strings.Repeat("long", 20))
	}
	return all
}
