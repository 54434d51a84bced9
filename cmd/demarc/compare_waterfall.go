package main

import (
	"fmt"
	"strings"

	"demarc/scoring"
)

// waterfallWidth is how many cells the scale of a waterfall has.
const waterfallWidth = 40

// waterfall draws how parts lead from one total to another. A rise and a fall
// are drawn with different characters, and every bar stands beside its number,
// so that it reads without color.
type waterfall struct {
	low, high   scoring.Tenths // where the scale begins and ends
	mark        string
	rises, fall string
}

// newWaterfall returns one whose scale begins and ends with the tens of percent
// around all totals on the way.
func newWaterfall(start scoring.Tenths, steps []scoring.BridgeStep, unicode bool) waterfall {
	const ten, whole = 100, 1000 // percent, in tenths
	w := waterfall{low: start, high: start, mark: "|", rises: "+", fall: "-"}
	if unicode {
		w.mark, w.rises, w.fall = "│", "█", "░"
	}
	total := start
	for _, step := range steps {
		total += step.Tenths
		w.low, w.high = min(w.low, total), max(w.high, total)
	}
	// Rounded parts can lead a little past both ends of what there is.
	w.low = min(max(0, w.low/ten*ten), whole-ten)
	w.high = min(max((w.high+ten-1)/ten*ten, w.low+ten), whole)
	return w
}

// scale returns the line that names both ends.
func (w waterfall) scale() string {
	low, high := fmt.Sprintf("%d %%", w.low/10), fmt.Sprintf("%d %%", w.high/10)
	return low + strings.Repeat(" ", waterfallWidth+1-len(low)-len(high)) + high
}

// total marks where a total lies.
func (w waterfall) total(at scoring.Tenths) string {
	return strings.Repeat(" ", w.cell(at)) + w.mark
}

// bar draws the way from one total to the next. What moved is never invisible.
func (w waterfall) bar(from, to scoring.Tenths) string {
	left, right, char := w.cell(from), w.cell(to), w.rises
	switch {
	case from == to:
		return ""
	case to < from:
		left, right, char = right, left, w.fall
	}
	return strings.Repeat(" ", left) + strings.Repeat(char, max(1, right-left))
}

func (w waterfall) cell(at scoring.Tenths) int {
	span, along := int(w.high-w.low), int(min(max(at, w.low), w.high)-w.low)
	return (along*waterfallWidth + span/2) / span
}

// legend says which bars rise and which fall.
func (w waterfall) legend() string { return w.rises + " up  " + w.fall + " down" }
