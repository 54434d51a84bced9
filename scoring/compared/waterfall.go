package compared

import (
	"fmt"
	"strings"

	"demarc/scoring"
)

// Waterfall draws how the parts of the bridge lead from one overall coverage to
// the other. A rise and a fall are drawn with different characters, and every
// bar stands beside its number, so that it reads without color.
type Waterfall struct {
	Low    scoring.Tenths // where the scale begins
	High   scoring.Tenths // where it ends
	Scale  string         // names both ends, as wide as the bars
	Rows   []WaterfallRow
	Legend string // says which bars rise and which fall
}

// WaterfallRow is the coverage that the waterfall starts from or arrives at, or
// a step in between.
type WaterfallRow struct {
	Name   string
	Step   bool
	Change scoring.Tenths // of a step
	Points string         // the coverage, or what the step changed
	From   scoring.Tenths // the coverage before the step; of no step, the coverage
	To     scoring.Tenths // the coverage after it
	Bar    string
}

var bridgeNames = map[string]string{
	"bank":     "other questions and weights",
	"scope":    "other tiers, services, depth",
	"na":       "n/a that came or went",
	"answered": "levels given or lost",
	"answers":  "levels that rose or fell",
}

// NewWaterfall draws the bridge of a comparison on a scale of a number of cells.
func NewWaterfall(c scoring.Comparison, cells int, unicode bool) Waterfall {
	then, now := Sides(c)
	steps, total := c.BridgeSteps(), c.Reported.Old.Tenths()
	drawing := newScale(total, steps, cells, unicode)
	rows := []WaterfallRow{{Name: then, Points: c.Reported.Old.Percent(1), From: total, To: total, Bar: drawing.total(total)}}
	for _, step := range steps {
		next := total + step.Tenths
		rows = append(rows, WaterfallRow{
			Name: bridgeNames[step.Name], Step: true, Change: step.Tenths,
			Points: step.Tenths.String(), From: total, To: next, Bar: drawing.bar(total, next),
		})
		total = next
	}
	rows = append(rows, WaterfallRow{Name: now, Points: c.Reported.New.Percent(1), From: total, To: total, Bar: drawing.total(total)})
	return Waterfall{Low: drawing.low, High: drawing.high, Scale: drawing.ends(), Rows: rows, Legend: drawing.legend()}
}

// scale is what the bars of one waterfall are drawn on.
type scale struct {
	low, high   scoring.Tenths // where it begins and ends
	cells       int
	leader      string // leads to the mark of a total
	mark        string
	stays       string // marks a step that changed nothing
	rises, fall string
}

// newScale returns one that begins and ends with the tens of percent around all
// totals on the way.
func newScale(start scoring.Tenths, steps []scoring.BridgeStep, cells int, unicode bool) scale {
	const ten, whole = 100, 1000 // percent, in tenths
	s := scale{low: start, high: start, cells: cells, leader: " ", mark: "|", rises: "+", fall: "-"}
	if unicode {
		s.leader, s.mark, s.stays, s.rises, s.fall = "─", "┤", "│", "█", "▒"
	}
	total := start
	for _, step := range steps {
		total += step.Tenths
		s.low, s.high = min(s.low, total), max(s.high, total)
	}
	// Rounded parts can lead a little past both ends of what there is.
	s.low = min(max(0, s.low/ten*ten), whole-ten)
	s.high = min(max((s.high+ten-1)/ten*ten, s.low+ten), whole)
	return s
}

// ends returns the line that names both ends.
func (s scale) ends() string {
	low, high := fmt.Sprintf("%d %%", s.low/10), fmt.Sprintf("%d %%", s.high/10)
	return low + strings.Repeat(" ", max(1, s.cells+1-len(low)-len(high))) + high
}

// total marks where a total lies.
func (s scale) total(at scoring.Tenths) string {
	return strings.Repeat(s.leader, s.cell(at)) + s.mark
}

// bar draws the way from one total to the next. What moved is never invisible.
func (s scale) bar(from, to scoring.Tenths) string {
	left, right, char := s.cell(from), s.cell(to), s.rises
	switch {
	case from == to && s.stays == "":
		return ""
	case from == to:
		return strings.Repeat(" ", left) + s.stays
	case to < from:
		left, right, char = right, left, s.fall
	}
	return strings.Repeat(" ", left) + strings.Repeat(char, max(1, right-left))
}

func (s scale) cell(at scoring.Tenths) int {
	span, along := int(s.high-s.low), int(min(max(at, s.low), s.high)-s.low)
	return (along*s.cells + span/2) / span
}

func (s scale) legend() string { return s.rises + " up  " + s.fall + " down" }
