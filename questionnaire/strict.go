package questionnaire

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// strictDecoder reads a document into a value as encoding/json does, but by the
// letter. It refuses a key that the value has no place for, also one that
// differs from a known key in case only, and a key that stands twice: of these
// encoding/json would keep the last and lose the other without a word, which is
// what a careless merge by hand leaves behind. It knows the place of whatever
// it refuses.
type strictDecoder struct {
	data   []byte
	json   *json.Decoder
	fields map[reflect.Type]map[string][]int
}

// decodeStrictly reads data, the syntax of which was checked before, into the
// value that into points to.
func decodeStrictly(data []byte, into any) error {
	d := strictDecoder{data: data, json: json.NewDecoder(bytes.NewReader(data)), fields: make(map[reflect.Type]map[string][]int)}
	return d.value("the document", reflect.ValueOf(into).Elem())
}

// value reads the next value. A type that reads itself, such as a word or a
// date, is left to do so.
func (d *strictDecoder) value(name string, into reflect.Value) error {
	opening := d.data[d.next()]
	switch {
	case readsItself(into):
		return d.leaf(name, into)
	case into.Kind() == reflect.Pointer && opening == '{':
		into.Set(reflect.New(into.Type().Elem()))
		return d.value(name, into.Elem())
	case into.Kind() == reflect.Struct && opening == '{':
		return d.object(into)
	case into.Kind() == reflect.Map && opening == '{':
		return d.mapping(into)
	case into.Kind() == reflect.Slice && opening == '[':
		return d.list(name, into)
	default:
		return d.leaf(name, into)
	}
}

func readsItself(into reflect.Value) bool {
	switch into.Addr().Interface().(type) {
	case json.Unmarshaler, encoding.TextUnmarshaler:
		return true
	default:
		return false
	}
}

func (d *strictDecoder) object(into reflect.Value) error {
	fields := d.fieldsOf(into.Type())
	return d.members(func(key string, at int) error {
		index, known := fields[key]
		if !known {
			return placeError(d.data, at, "unknown key "+strconv.Quote(Printable(key)))
		}
		return d.value(key, into.FieldByIndex(index))
	})
}

// fieldsOf returns the place of every field of a struct by its key, those of
// embedded structs included.
func (d *strictDecoder) fieldsOf(of reflect.Type) map[string][]int {
	if fields, ok := d.fields[of]; ok {
		return fields
	}
	fields := make(map[string][]int)
	for _, field := range reflect.VisibleFields(of) {
		if key, _, _ := strings.Cut(field.Tag.Get("json"), ","); key != "" {
			fields[key] = field.Index
		}
	}
	d.fields[of] = fields
	return fields
}

func (d *strictDecoder) mapping(into reflect.Value) error {
	into.Set(reflect.MakeMap(into.Type()))
	return d.members(func(key string, at int) error {
		name := reflect.New(into.Type().Key())
		if word, ok := name.Interface().(encoding.TextUnmarshaler); !ok {
			name.Elem().SetString(key)
		} else if err := word.UnmarshalText([]byte(key)); err != nil {
			return placeError(d.data, at, err.Error())
		}
		member := reflect.New(into.Type().Elem()).Elem()
		if err := d.value(key, member); err != nil {
			return err
		}
		into.SetMapIndex(name.Elem(), member)
		return nil
	})
}

// members reads an object. It calls read for each of its keys, with the key's
// place, to read the value.
func (d *strictDecoder) members(read func(key string, at int) error) error {
	d.token() // the opening brace
	seen := make(map[string]bool)
	for d.json.More() {
		at := d.next()
		key, _ := d.token().(string)
		if seen[key] {
			return placeError(d.data, at, fmt.Sprintf("key %q stands twice", Printable(key)))
		}
		seen[key] = true
		if err := read(key, at); err != nil {
			return err
		}
	}
	d.token() // the closing brace
	return nil
}

func (d *strictDecoder) list(name string, into reflect.Value) error {
	d.token() // the opening bracket
	list := reflect.MakeSlice(into.Type(), 0, 0)
	for d.json.More() {
		item := reflect.New(into.Type().Elem()).Elem()
		if err := d.value(name, item); err != nil {
			return err
		}
		list = reflect.Append(list, item)
	}
	d.token() // the closing bracket
	into.Set(list)
	return nil
}

func (d *strictDecoder) leaf(name string, into reflect.Value) error {
	at := d.next()
	err := d.json.Decode(into.Addr().Interface())
	var wrongType *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrongType):
		return placeError(d.data, at, fmt.Sprintf("%s cannot be %s", Printable(name), kindOf(wrongType.Value)))
	default:
		return placeError(d.data, at, Printable(err.Error()))
	}
}

// kindOf says in plain words what encoding/json calls a kind of value.
func kindOf(value string) string {
	switch value {
	case "object":
		return "an object"
	case "array":
		return "a list"
	case "string":
		return "a text"
	case "bool":
		return "true or false"
	case "number":
		return "a number"
	default:
		return "the " + value
	}
}

// token returns the next token. There is one, because the syntax was checked.
func (d *strictDecoder) token() json.Token {
	token, _ := d.json.Token()
	return token
}

// next returns where the next token begins.
func (d *strictDecoder) next() int {
	at := int(d.json.InputOffset())
	for at < len(d.data)-1 && strings.IndexByte(" \t\r\n:,", d.data[at]) >= 0 {
		at++
	}
	return at
}
