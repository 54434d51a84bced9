package report

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	oscal "github.com/defenseunicorns/go-oscal/src/types/oscal-1-1-3"
	"github.com/google/uuid"

	"demarc/questionnaire"
)

// oscalNames is the namespace of the properties that are ours, and of the ids
// that are made from names.
const oscalNames = "urn:demarc:oscal"

var oscalSpace = uuid.NewSHA1(uuid.NameSpaceURL, []byte(oscalNames))

// oscalID returns the id of a thing of a kind: the same for the same names,
// whenever and wherever it is made (UUID version 5).
func oscalID(kind string, names ...string) string {
	return uuid.NewSHA1(oscalSpace, []byte(kind+"\x00"+strings.Join(names, "\x00"))).String()
}

// some returns a list as OSCAL has it: not there rather than empty.
func some[T any](values []T) *[]T {
	if len(values) == 0 {
		return nil
	}
	return &values
}

// oscalTime returns a moment that NIST's schema can hold. It knows years from
// 1900 to 2999 and, in the first of those centuries, no leap day.
func oscalTime(moment time.Time) time.Time {
	switch moment = moment.UTC(); {
	case moment.Year() < 2000:
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	case moment.Year() > 2999:
		return time.Date(2999, 12, 31, 0, 0, 0, 0, time.UTC)
	default:
		return moment
	}
}

func oscalDay(day questionnaire.Date) *time.Time {
	if day.IsZero() {
		return nil
	}
	moment := oscalTime(day.Time())
	return &moment
}

// oscalString returns text as a plain string of OSCAL: one line, with no space
// of any alphabet at its ends. It is empty where nothing is left; OSCAL has no
// empty strings.
func oscalString(text string) string {
	return strings.TrimFunc(oneLine(text), func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
}

// markupLine returns text as one line of OSCAL's markup, a kind of markdown, in
// which all of it is literal.
func markupLine(text string) string {
	line := oscalString(text)
	if line == "" {
		return nothing
	}
	return string(appendLiteral(nil, line, true))
}

// markup returns paragraphs as OSCAL's markup, in which all of them is literal.
// Those that say nothing are left out.
func markup(paragraphs ...string) string {
	var out []byte
	for _, paragraph := range paragraphs {
		if !wrote(paragraph) {
			continue
		}
		if len(out) > 0 {
			out = append(out, "\n\n"...)
		}
		lines := linesOf(paragraph)
		for i, line := range lines {
			if line = oscalString(line); line != "" {
				out = appendLiteral(out, line, true)
			}
			if i+1 == len(lines) {
				continue
			}
			if line != "" && oscalString(lines[i+1]) != "" {
				out = append(out, '\\')
			}
			out = append(out, '\n')
		}
	}
	return string(out)
}

// markupOr is markup where OSCAL requires some.
func markupOr(otherwise string, paragraphs ...string) string {
	if text := markup(paragraphs...); wrote(text) {
		return text
	}
	return otherwise
}

// properties are facts of ours about a thing.
type properties []oscal.Property

// add says a fact, if there is anything to say.
func (p *properties) add(name, value string) { p.addOf("", name, value, "") }

// addOf is add for a fact about a part of the thing, with a remark.
func (p *properties) addOf(class, name, value, remarks string) {
	if value = oscalString(value); value != "" {
		*p = append(*p, oscal.Property{Name: name, Ns: oscalNames, Class: class, Value: value, Remarks: remarks})
	}
}

// Schemes of locations that a reader may follow. What claims another one is
// taken for a path, in which the colon does nothing.
var followed = []string{"http", "https", "s3", "file", "arn"}

// oscalHref returns where something is as a URI reference: a location with a
// scheme as it is, anything else as a relative path, and in both every byte
// escaped that such a reference cannot hold.
func oscalHref(location string) string {
	location = strings.TrimSpace(location)
	scheme, rest, isURL := strings.Cut(location, ":")
	if scheme = strings.ToLower(scheme); isURL && slices.Contains(followed, scheme) {
		href := scheme + ":" + escapeHref(rest, "/?&=#:@!$'()*+,;")
		if _, err := url.Parse(href); err == nil && rest != "" && strings.Count(href, "#") < 2 {
			return href
		}
	}
	return escapeHref(strings.TrimLeft(strings.ReplaceAll(location, `\`, "/"), "/"), "/")
}

var percentEncoded = regexp.MustCompile(`^%[0-9A-Fa-f]{2}`)

// escapeHref escapes every byte but those that stand for themselves anywhere,
// those given, and escapes that are there already.
func escapeHref(text, given string) string {
	var href strings.Builder
	for i := range len(text) {
		char := text[i]
		switch {
		case isWord(char), strings.IndexByte("-._~", char) >= 0, strings.IndexByte(given, char) >= 0, percentEncoded.MatchString(text[i:]):
			href.WriteByte(char)
		default:
			const digits = "0123456789ABCDEF"
			href.WriteString(string([]byte{'%', digits[char>>4], digits[char&15]}))
		}
	}
	return href.String()
}
