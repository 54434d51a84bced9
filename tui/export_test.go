package tui

import (
	"reflect"

	"charm.land/bubbles/v2/key"
)

// KeyMap returns the app's key map by the names of its actions.
func KeyMap() map[string]key.Binding {
	bindings := make(map[string]key.Binding)
	all := reflect.ValueOf(keys)
	for i := range all.NumField() {
		if binding, ok := all.Field(i).Interface().(key.Binding); ok {
			bindings[all.Type().Field(i).Name] = binding
		}
	}
	return bindings
}
