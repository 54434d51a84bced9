package bank

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Bounds on the shape of a file, far above what a bank needs. They keep what
// the parser spends in line with the size of the file.
const (
	maxMarks = 1 << 20 // marks, which begin and end tokens
	maxDepth = 16      // sequences and mappings inside each other
	maxKeys  = 200     // of one mapping
	maxEmpty = 1000    // keys and items without a value
)

// parse reads the YAML of a file. It returns nil for a file that says nothing.
func parse(f *file) (ast.Node, *Problem) {
	if problem := checkBytes(f); problem != nil {
		return nil, problem
	}
	tokens := lexer.Tokenize(f.text)
	if problem := checkTokens(f, tokens); problem != nil {
		return nil, problem
	}
	// Repeated keys are left to the reader, which reports all of them.
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntaxProblem(f, err)
	}
	for _, later := range parsed.Docs[min(1, len(parsed.Docs)):] {
		if later.Body != nil {
			return nil, refuse(f, later.Body.GetToken(), "a second document: a bank has one a file")
		}
	}
	if len(parsed.Docs) == 0 || parsed.Docs[0].Body == nil {
		return nil, nil
	}
	return parsed.Docs[0].Body, nil
}

const marks = "\n,:-[]{}\"'?&*!|>%@`#"

// checkBytes refuses text that is not UTF-8, or that could make more tokens
// than memory should hold.
func checkBytes(f *file) *Problem {
	if !utf8.ValidString(f.text) {
		for number, line := range f.splitLines() {
			if !utf8.ValidString(line) {
				return refuseAt(place{f, number + 1, 1}, "the line is not valid UTF-8 text")
			}
		}
	}
	found := 0
	for _, mark := range marks {
		found += strings.Count(f.text, string(mark))
	}
	if found > maxMarks {
		return refuseAt(place{file: f}, "holds more YAML than any bank needs")
	}
	return nil
}

// refused are the parts of YAML that a bank has no use for. Anchors and aliases
// could make a small file stand for a huge one.
var refused = map[token.Type]string{
	token.AnchorType:     "anchors (&) are not used in a bank: put text that begins with & in quotes",
	token.AliasType:      "aliases (*) are not used in a bank: put text that begins with * in quotes",
	token.TagType:        "tags (!) are not used in a bank: put text that begins with ! in quotes",
	token.DirectiveType:  "directives (%) are not used in a bank: put text that begins with % in quotes",
	token.MappingKeyType: "keys with ? are not used in a bank: put text that begins with ? in quotes",
	token.MergeKeyType:   "merge keys (<<) are not used in a bank",
}

// checkTokens refuses what the parser would choke on or a bank has no use for.
func checkTokens(f *file, tokens token.Tokens) *Problem {
	var shape shape
	for _, current := range tokens {
		if current.Type == token.InvalidType {
			return refuse(f, current, invalidToken(current.Error))
		}
		if what, ok := refused[current.Type]; ok {
			return refuse(f, current, what)
		}
		if current.Type == token.CommentType {
			continue
		}
		if err := shape.add(current); err != nil {
			return refuse(f, current, err.Error())
		}
	}
	return nil
}

// invalidToken words what the lexer says. A tab cannot be seen in its message.
func invalidToken(what string) string {
	if strings.Contains(what, "'\t'") {
		return "a tab cannot indent: use spaces"
	}
	return what
}

func refuse(f *file, at *token.Token, what string) *Problem {
	return refuseAt(place{f, at.Position.Line, at.Position.Column}, what)
}

func refuseAt(at place, what string) *Problem {
	problem := at.problem(Error, ruleSyntax, what)
	return &problem
}

// syntaxProblem places an error of the parser.
func syntaxProblem(f *file, err error) *Problem {
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil {
		return refuse(f, placed.GetToken(), placed.GetMessage())
	}
	return refuseAt(place{file: f}, err.Error())
}
