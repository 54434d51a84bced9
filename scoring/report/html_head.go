package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strings"
)

//go:embed html.css
var styleSheet string

// head writes what stands before the body. The policy lets the browser use the
// one style sheet of the page, known by its digest, and nothing else: no script,
// no image, no font, no address.
func (p *page) head(title string) {
	style := styleSheet + footer(title)
	digest := sha256.Sum256([]byte(style))
	p.add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-`, base64.StdEncoding.EncodeToString(digest[:]),
		`'; base-uri 'none'; form-action 'none'">`, "\n",
		"<meta name=\"referrer\" content=\"no-referrer\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		"<meta name=\"color-scheme\" content=\"light dark\">\n",
		"<title>", escaped(oneLine(title)), "</title>\n<style>", style, "</style>\n</head>\n")
}

// footer returns the style of the foot of printed pages, where the title stands
// beside the number of the page.
func footer(title string) string {
	return fmt.Sprintf("@page { @bottom-left { content: \"%s\" } }\n", cssString(oneLine(title)))
}

// cssString writes every character but letters, digits and spaces by its number,
// so that nothing in it ends the string or the style sheet.
func cssString(text string) string {
	var out strings.Builder
	for _, char := range text {
		if char == ' ' || char < 0x80 && isWord(byte(char)) {
			out.WriteRune(char)
		} else {
			fmt.Fprintf(&out, `\%x `, char)
		}
	}
	return out.String()
}
