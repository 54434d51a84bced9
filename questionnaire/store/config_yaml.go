package store

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"demarc/questionnaire"
)

// maxConfigTokens bounds what parsing the settings can cost, far above what
// they need.
const maxConfigTokens = 4096

const notPercentage = "must be a percentage from 0 to 100, such as 70 or 72.5"

var percentage = regexp.MustCompile(`^(\d{1,2}(\.\d{1,6})?|100)$`)

// configText is the text of the settings and what they are called.
type configText struct {
	path string
	root ast.Node // nil where the text says nothing
}

func parseConfig(path string, content []byte) (Config, error) {
	text := configText{path: path}
	if !utf8.Valid(content) {
		return Config{}, text.fault(nil, "it is not valid UTF-8 text")
	}
	if err := text.parse(string(content)); err != nil {
		return Config{}, err
	}
	var config Config
	if text.root == nil {
		return config, nil
	}
	if err := yaml.NodeToValue(text.root, &config, yaml.Strict()); err != nil {
		return Config{}, text.explain(err)
	}
	return config, config.validate(text.faultAt)
}

func (t *configText) parse(content string) error {
	tokens := lexer.Tokenize(content)
	if len(tokens) > maxConfigTokens {
		return t.fault(nil, "it holds more than settings need")
	}
	for _, current := range tokens {
		switch current.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			return t.fault(current, "anchors, aliases and tags are not used here: put text that begins with "+current.Value[:1]+" in quotes")
		}
	}
	parsed, err := parser.Parse(tokens, 0)
	if err != nil {
		return t.explain(err)
	}
	for i, document := range parsed.Docs {
		if i > 0 && document.Body != nil {
			return t.fault(document.Body.GetToken(), "a second document: settings are one")
		}
	}
	if len(parsed.Docs) > 0 {
		t.root = parsed.Docs[0].Body
	}
	return nil
}

// fault places an error at a token, or at the file as a whole.
func (t *configText) fault(at *token.Token, what string) error {
	path := questionnaire.PrintableLine(t.path)
	if at == nil {
		return fmt.Errorf("%s: %s", path, what)
	}
	return fmt.Errorf("%s:%d:%d: %s", path, at.Position.Line, at.Position.Column, questionnaire.PrintableLine(what))
}

// faultAt places an error at the value under a path of keys.
func (t *configText) faultAt(what string, keys ...string) error {
	builder := (&yaml.PathBuilder{}).Root()
	for _, key := range keys {
		builder = builder.Child(key)
	}
	what = strings.Join(keys, ".") + ": " + what
	node, err := builder.Build().FilterNode(t.root)
	if err != nil || node == nil {
		return t.fault(nil, what)
	}
	return t.fault(node.GetToken(), what)
}

// explain says in plain words what the YAML library reports.
func (t *configText) explain(err error) error {
	var placed yaml.Error
	if !errors.As(err, &placed) {
		return t.fault(nil, err.Error())
	}
	what := placed.GetMessage()
	var unknown *yaml.UnknownFieldError
	var wrongType *yaml.TypeError
	switch {
	case errors.As(err, &unknown):
		what = "unknown key " + strconv.Quote(placed.GetToken().Value)
	case errors.As(err, &wrongType):
		what = "want " + wanted(wrongType.DstType)
	}
	return t.fault(placed.GetToken(), what)
}

func wanted(kind reflect.Type) string {
	switch kind.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.String:
		return "text"
	default:
		return "keys with values"
	}
}
