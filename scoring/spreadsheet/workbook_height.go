package spreadsheet

import (
	"strings"

	"golang.org/x/text/width"
)

// The heights of rows, in points. No spreadsheet makes a row higher than the last.
const (
	lineHigh    = 15.0
	titleHigh   = 24.0
	highestRow  = 409.0
	filterHigh  = 15.0 // room for the button of a filter, below the words of a head
	titleTwice  = 2    // how much wider the letters of a title are than others, about
	perWidth    = 1.12 // letters of text in the width of a digit, about
	indentWidth = 2.0
	boldNarrows = 0.85 // what a column is to letters in bold, about
)

// height returns how high a row is likely to need to be for its text: not every
// spreadsheet works that out when it opens a file.
func height(row []Cell, widths []float64) float64 {
	needed := lineHigh
	for column, cell := range row {
		switch {
		case column >= len(widths):
		case cell.look == pageTitle:
			needed = max(needed, titleHigh*float64(linesIn(cell.text, total(widths)/titleTwice)))
		case cell.look == line:
			needed = max(needed, lineHigh*float64(linesIn(cell.text, total(widths[column:])-indentWidth)))
		case cell.look == columnTitle || cell.look == numberTitle:
			needed = max(needed, lineHigh*float64(linesIn(cell.text, (widths[column]-indentWidth)*boldNarrows)))
		default:
			needed = max(needed, lineHigh*float64(linesIn(cell.text, widths[column]-indentWidth)))
		}
	}
	return min(highestRow, needed)
}

// linesIn returns how many lines text is likely to take in a column.
func linesIn(text string, columnWidth float64) int {
	room := max(1, int(columnWidth*perWidth))
	if len(text) <= room && !strings.Contains(text, "\n") {
		return 1
	}
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines += wrapped(paragraph, room)
	}
	return lines
}

// wrapped returns how many lines a paragraph takes, broken between words and,
// where one is wider than a line, within it.
func wrapped(paragraph string, room int) int {
	lines, used := 1, 0
	for word := range strings.SplitSeq(paragraph, " ") {
		wide := letters(word)
		if used > 0 && used+1+wide > room {
			lines, used = lines+1, 0
		}
		if used > 0 {
			used++
		}
		used += wide
		if used > room {
			lines += (used - 1) / room
			used = (used-1)%room + 1
		}
	}
	return lines
}

// letters returns how wide a word is, in letters.
func letters(word string) int {
	wide := 0
	for _, letter := range word {
		wide++
		if kind := width.LookupRune(letter).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			wide++
		}
	}
	return wide
}

func total(widths []float64) float64 {
	sum := 0.0
	for _, columnWidth := range widths {
		sum += columnWidth
	}
	return sum
}
