package questionnaire

import (
	"reflect"
	"strings"
)

// HeadKeys returns the keys of a document before its evidence and answers.
func HeadKeys() []string {
	var keys []string
	for _, field := range reflect.VisibleFields(reflect.TypeFor[head]()) {
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		keys = append(keys, key)
	}
	return keys
}
