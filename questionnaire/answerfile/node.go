package answerfile

import "fmt"

// node is a value of a file, whatever the file is written in.
type node struct {
	kind  kind
	line  int    // from 1
	text  string // of a scalar, as written
	items []*node
	pairs []pair // in the order of the file
}

type pair struct {
	key   string
	line  int
	value *node
}

type kind int

const (
	text kind = iota
	number
	boolean
	null
	list
	mapping
)

func (k kind) String() string {
	return [...]string{"text", "a number", "true or false", "nothing", "a list", "keys with values"}[k]
}

// Bounds on the shape of a file, above what the answers to any bank need. They
// keep what a parser spends in line with the size of the file.
const (
	maxDepth = 16   // lists and mappings inside each other
	maxKeys  = 5000 // of one mapping
)

var (
	errDepth = fmt.Errorf("more than %d levels deep", maxDepth)
	errKeys  = fmt.Errorf("more than %d keys in one mapping", maxKeys)
)
