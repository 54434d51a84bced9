package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"regexp"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// The look of a picture, in its own units.
const (
	cellWidth, cellHeight = 8.4, 18.0
	margin                = 14.0
	fontSize              = 14
	paper, ink            = "#fdfdfb", "#24292f"
)

// picture draws a frame as SVG: from the cells that a terminal would show, so
// that every character keeps its place in any font.
func picture(frame string) []byte {
	screen := vt.NewEmulator(columns, rows)
	_, _ = screen.WriteString(strings.ReplaceAll(frame, "\n", "\r\n")) // an emulator in memory does not fail
	width, height := columns*cellWidth+2*margin, rows*cellHeight+2*margin
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="%d" xml:space="preserve">`+"\n",
		width, height, width, height, fontSize)
	fmt.Fprintf(&out, `<rect x="0.5" y="0.5" width="%g" height="%g" rx="8" fill="%s" stroke="#d0d7de"/>`+"\n", width-1, height-1, paper)
	for y := range rows {
		drawRow(&out, screen, y)
	}
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// run is text of one look.
type run struct {
	first, cells int
	text         string
	style        uv.Style
}

func drawRow(out *bytes.Buffer, screen *vt.Emulator, y int) {
	var current run
	for x := range columns {
		cell := screen.CellAt(x, y)
		if cell == nil || cell.Width == 0 {
			continue
		}
		if shape, ok := shapes[cell.Content]; ok {
			drawRun(out, current, y)
			current = run{}
			left, top := at(x, y)
			fmt.Fprintf(out, `<path transform="translate(%.1f %.1f)" d="%s" fill="%s"%s/>`+"\n", left, top, shape.path, foreground(cell.Style), shape.opacity)
			continue
		}
		if current.cells == 0 || !cell.Style.Equal(&current.style) || current.first+current.cells != x {
			drawRun(out, current, y)
			current = run{first: x, style: cell.Style}
		}
		current.text += cell.Content
		current.cells += cell.Width
	}
	drawRun(out, current, y)
}

// shapes are the characters that have to touch each other, whatever the font.
var shapes = map[string]struct{ path, opacity string }{
	"█": {"M0 2h8.5v14H0z", ""},
	"▒": {"M0 2h8.5v14H0z", ` opacity="0.55"`},
	"░": {"M0 2h8.5v14H0z", ` opacity="0.18"`},
	"─": {"M0 8.5h8.5v1H0z", ""},
	"│": {"M3.7 0h1v18.1h-1z", ""},
	"┤": {"M3.7 0h1v18.1h-1zM0 8.5h4v1H0z", ""},
	"⡂": {"M2 6h1.6v1.6H2zM2 13h1.6v1.6H2z", ""},
}

func drawRun(out *bytes.Buffer, r run, y int) {
	blank := strings.TrimSpace(r.text) == ""
	left, top := at(r.first, y)
	reverse := r.style.Attrs&uv.AttrReverse != 0
	if reverse || r.style.Bg != nil {
		fill := foreground(r.style)
		if !reverse {
			fill = hex(r.style.Bg)
		}
		fmt.Fprintf(out, `<rect x="%.1f" y="%.1f" width="%.1f" height="%g" fill="%s"/>`+"\n", left, top, float64(r.cells)*cellWidth, cellHeight, fill)
	}
	if blank {
		return
	}
	fill, weight := foreground(r.style), ""
	if reverse {
		fill = paper
	}
	if r.style.Attrs&uv.AttrBold != 0 {
		weight = ` font-weight="bold"`
	}
	// Every part between wide spaces is put in its place by itself, for viewers that
	// do not stretch text.
	column := r.first
	for i, part := range gaps.Split(r.text, -1) {
		if i > 0 {
			column += len(gaps.FindAllString(r.text, i)[i-1])
		}
		cells := ansi.StringWidth(part)
		if cells > 0 {
			left, top := at(column, y)
			fmt.Fprintf(out, `<text x="%.1f" y="%.1f" textLength="%.1f" lengthAdjust="spacingAndGlyphs" fill="%s"%s>`, left, top+13.2, float64(cells)*cellWidth, fill, weight)
			_ = xml.EscapeText(out, []byte(part)) // a buffer does not fail
			out.WriteString("</text>\n")
		}
		column += cells
	}
}

// gaps are what stands between columns.
var gaps = regexp.MustCompile(`^ +|  +| +$`)

// at returns where the top left corner of a cell is.
func at(x, y int) (left, top float64) {
	return margin + float64(x)*cellWidth, margin + float64(y)*cellHeight
}

func foreground(style uv.Style) string {
	if style.Fg == nil {
		return ink
	}
	return hex(style.Fg)
}

func hex(of color.Color) string {
	r, g, b, _ := of.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
