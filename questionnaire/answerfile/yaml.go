package answerfile

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

const (
	// maxMarks is how many characters that can begin a YAML token a file may
	// hold; the parser keeps some hundred bytes for each.
	maxMarks = 1 << 20
	// maxColumn is how far to the right a block may stand. Every block inside
	// another stands at least a column further, so this bounds their depth.
	maxColumn = 80
)

// parseYAML reads a YAML document; nil stands for one that says nothing.
func parseYAML(document string) (*node, error) {
	if marks(document) > maxMarks {
		return nil, at(0, "holds more YAML than the answers to any bank need: JSON has no such limit")
	}
	// The lexer counts a carriage return as a line of its own.
	document = strings.NewReplacer("\r\n", "\n", "\r", " ").Replace(document)
	tokens := lexer.Tokenize(document)
	if err := checkTokens(tokens); err != nil {
		return nil, err
	}
	// Repeated keys are left to the reader, which reports all of them.
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, yamlError(err)
	}
	var root *node
	for _, each := range parsed.Docs {
		switch {
		case each.Body == nil:
		case root != nil:
			return nil, at(each.Body.GetToken().Position.Line, "a second document: answers have one a file")
		default:
			if root, err = fromYAML(each.Body); err != nil {
				return nil, err
			}
		}
	}
	return root, nil
}

func marks(document string) int {
	count := 0
	for i := range len(document) {
		if strings.IndexByte("\n,:-[]{}\"'?&*!|>%@`#", document[i]) >= 0 {
			count++
		}
	}
	return count
}

// refused are the parts of YAML that answers have no use for. Anchors and
// aliases could make a small file stand for a huge one.
var refused = map[token.Type]string{
	token.AnchorType:     "anchors (&) are not used in answers: put text that begins with & in quotes",
	token.AliasType:      "aliases (*) are not used in answers: put text that begins with * in quotes",
	token.TagType:        "tags (!) are not used in answers: put text that begins with ! in quotes",
	token.DirectiveType:  "directives (%) are not used in answers: put text that begins with % in quotes",
	token.MappingKeyType: "keys with ? are not used in answers: put text that begins with ? in quotes",
	token.MergeKeyType:   "merge keys (<<) are not used in answers",
}

// checkTokens refuses what the parser would choke on, before it goes down into
// it, and what answers have no use for.
func checkTokens(tokens token.Tokens) error {
	var open nesting
	for i, current := range tokens {
		if what, ok := refused[current.Type]; ok {
			return at(current.Position.Line, "%s", what)
		}
		if current.Type == token.InvalidType {
			return at(current.Position.Line, "%s", current.Error)
		}
		if err := open.enter(current, tokens[max(0, i-1)]); err != nil {
			return at(current.Position.Line, "%s", err)
		}
	}
	return nil
}

// nesting follows how deep the tokens of a file go.
type nesting struct {
	brackets int                // that are open
	keys     [maxColumn + 1]int // of the block mapping that is open at each column
}

func (n *nesting) enter(current, previous *token.Token) error {
	switch current.Type {
	case token.SequenceStartType, token.MappingStartType:
		if n.brackets++; n.brackets > maxDepth {
			return errDepth
		}
	case token.SequenceEndType, token.MappingEndType:
		n.brackets = max(0, n.brackets-1)
	case token.SequenceEntryType:
		if n.brackets == 0 && current.Position.Column > maxColumn {
			return errDepth
		}
	case token.MappingValueType:
		if n.brackets == 0 {
			return n.enterKey(previous.Position.Column)
		}
	}
	return nil
}

// enterKey counts a key of a block mapping, and ends those further right.
func (n *nesting) enterKey(column int) error {
	if column > maxColumn {
		return errDepth
	}
	clear(n.keys[column+1:])
	if n.keys[column]++; n.keys[column] > maxKeys {
		return errKeys
	}
	return nil
}

func fromYAML(value ast.Node) (*node, error) {
	read := &node{line: value.GetToken().Position.Line}
	switch value := value.(type) {
	case *ast.StringNode:
		read.kind, read.text = text, value.Value
	case *ast.LiteralNode:
		read.kind, read.text = text, value.Value.Value
	case *ast.BoolNode:
		read.kind, read.text = boolean, value.GetToken().Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		read.kind, read.text = number, value.GetToken().Value
	case *ast.NullNode:
		read.kind = null
	case *ast.SequenceNode:
		return read, read.takeItems(value)
	case ast.MapNode:
		return read, read.takePairs(value)
	default:
		return nil, at(read.line, "%s cannot stand here", strings.ToLower(value.Type().String()))
	}
	return read, nil
}

func (n *node) takeItems(sequence *ast.SequenceNode) error {
	n.kind = list
	for _, value := range sequence.Values {
		item, err := fromYAML(value)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	return nil
}

func (n *node) takePairs(values ast.MapNode) error {
	n.kind = mapping
	for each := values.MapRange(); each.Next(); {
		value, err := fromYAML(each.Value())
		if err != nil {
			return err
		}
		key := each.Key().GetToken()
		if len(n.pairs) == maxKeys {
			return at(key.Position.Line, "%s", errKeys)
		}
		value.line = key.Position.Line
		n.pairs = append(n.pairs, pair{key: key.Value, line: key.Position.Line, value: value})
	}
	return nil
}

// yamlError places an error of the parser.
func yamlError(err error) error {
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil {
		return at(placed.GetToken().Position.Line, "%s", placed.GetMessage())
	}
	return at(0, "%s", err)
}
