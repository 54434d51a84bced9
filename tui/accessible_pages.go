package tui

import "fmt"

// pages are lines that are read out a few at a time.
type pages struct {
	lines []string
	read  int // how many of them were
}

// fewLines is how much is read out at once: as much as can be kept in mind.
const fewLines = 10

// left returns how many lines were not read out yet.
func (p *pages) left() int { return len(p.lines) - p.read }

// readOn reads the next lines out.
func (c *conversation) readOn(p *pages) {
	for range min(fewLines, p.left()) {
		c.say("%s", p.lines[p.read])
		p.read++
	}
}

// prompt says what Enter does, and what else can be typed.
func (p *pages) prompt(else_ string) string {
	if p.left() > 0 {
		return fmt.Sprintf("Enter reads on, %d more; %s, full stop back, question mark for more:", p.left(), else_)
	}
	return fmt.Sprintf("End. Enter goes back; %s, question mark for more:", else_)
}
