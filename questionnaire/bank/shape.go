package bank

import (
	"fmt"

	"github.com/goccy/go-yaml/token"
)

// shape follows which sequences and mappings are open while the tokens of a
// file go by, so that a file is measured before a parser goes down into it.
type shape struct {
	open     []level
	previous *token.Token
	key      int // column of the last key
	empty    int // values that are not there
}

type level struct {
	kind   token.Type // SequenceEntryType or MappingValueType for block style, else the opening bracket
	column int        // where a block stands
	keys   int
}

var (
	errDepth = fmt.Errorf("more than %d levels deep", maxDepth)
	errKeys  = fmt.Errorf("more than %d keys in one mapping", maxKeys)
	errEmpty = fmt.Errorf("more than %d values are empty", maxEmpty)
)

// add takes the next token, comments aside.
func (s *shape) add(current *token.Token) error {
	if s.lacksValue(current) {
		if s.empty++; s.empty > maxEmpty {
			return errEmpty
		}
	}
	switch current.Type {
	case token.SequenceStartType, token.MappingStartType:
		s.open = append(s.open, level{kind: current.Type})
	case token.SequenceEndType, token.MappingEndType:
		if s.inFlow() {
			s.open = s.open[:len(s.open)-1]
		}
	case token.SequenceEntryType:
		if !s.inFlow() {
			s.block(current.Type, current.Position.Column)
		}
	case token.MappingValueType:
		if err := s.pair(current); err != nil {
			return err
		}
	}
	s.previous = current
	if len(s.open) > maxDepth {
		return errDepth
	}
	return nil
}

// pair takes the colon of a key and its value.
func (s *shape) pair(colon *token.Token) error {
	s.key = colon.Position.Column
	if s.previous != nil {
		s.key = s.previous.Position.Column
	}
	if !s.inFlow() {
		s.block(colon.Type, s.key)
	}
	mapping := &s.open[len(s.open)-1]
	if mapping.keys++; mapping.keys > maxKeys {
		return errKeys
	}
	return nil
}

func (s *shape) inFlow() bool {
	if len(s.open) == 0 {
		return false
	}
	kind := s.open[len(s.open)-1].kind
	return kind == token.SequenceStartType || kind == token.MappingStartType
}

// block goes to the block of the kind at the column, leaving those that it
// ends. A sequence may stand in the column of the key that it belongs to.
func (s *shape) block(kind token.Type, column int) {
	for len(s.open) > 0 {
		last := s.open[len(s.open)-1]
		if last.column < column || last.column == column && (last.kind == kind || kind == token.SequenceEntryType) {
			break
		}
		s.open = s.open[:len(s.open)-1]
	}
	if len(s.open) > 0 {
		if last := s.open[len(s.open)-1]; last.column == column && last.kind == kind {
			return
		}
	}
	s.open = append(s.open, level{kind: kind, column: column})
}

// lacksValue reports whether current ends a key or an item before its value.
func (s *shape) lacksValue(current *token.Token) bool {
	if s.previous == nil || s.previous.Type != token.SequenceEntryType && s.previous.Type != token.MappingValueType {
		return false
	}
	switch current.Type {
	case token.CollectEntryType, token.MappingEndType, token.SequenceEndType:
		return true
	}
	if s.inFlow() || current.Position.Line == s.previous.Position.Line {
		return false
	}
	column := s.previous.Position.Column
	if s.previous.Type == token.MappingValueType {
		column = s.key
		if current.Type == token.SequenceEntryType && current.Position.Column == column {
			return false
		}
	}
	return current.Position.Column <= column
}
