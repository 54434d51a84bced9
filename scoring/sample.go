package scoring

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// Sample is a draw from the positive answers of an assessment, which anybody can
// redo with sha256sum. A positive answer claims that something is in place: its
// counted level is some, most or all. A level none, an unknown, an n/a, an
// unanswered or a carried question claims nothing yet, and a compensating control
// past its end no longer does.
type Sample struct {
	Seed   string
	Strata []Stratum // those with a positive answer, by area, then severity
}

// Stratum is the positive answers of one area and severity.
type Stratum struct {
	Area     questionnaire.Area
	Severity questionnaire.Severity
	// Ranked holds all of them in the order in which they are drawn: by the
	// SHA-256 of "SEED:QUESTION-ID", in hex.
	Ranked []Ranked
	// Take is how many are drawn: the first ones.
	Take int
}

// Ranked is a positive answer and the digest that gives it its place.
type Ranked struct {
	Line
	Digest string // 64 lower-case hex digits
}

// Drawn returns the answers that the stratum gives to the sample.
func (s Stratum) Drawn() []Ranked { return s.Ranked[:s.Take] }

// Population returns the number of positive answers.
func (s Sample) Population() int {
	population := 0
	for _, stratum := range s.Strata {
		population += len(stratum.Ranked)
	}
	return population
}

// Size returns the number of answers drawn.
func (s Sample) Size() int {
	size := 0
	for _, stratum := range s.Strata {
		size += stratum.Take
	}
	return size
}

// Seed decides a draw. It can stand in a command of a shell as it is.
type Seed struct{ text string }

var seedText = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]*$`)

const maxSeed = 64

// ParseSeed reads a seed: 1 to 64 digits, letters, dots, dashes and underscores
// that begin with a digit or a letter. Seeds that are written differently, such
// as 7 and 07, are different.
func ParseSeed(text string) (Seed, error) {
	if len(text) > maxSeed || !seedText.MatchString(text) {
		return Seed{}, fmt.Errorf("seed %q is not 1 to 64 digits, letters, dots, dashes and underscores", questionnaire.Printable(text))
	}
	return Seed{text}, nil
}

// Draw takes a sample of a size, or the whole population where that is not
// larger. Every stratum gives its share of the sample, size × its answers ÷ all;
// what is left over when those are rounded down goes, one each, to the largest
// remainders, and among equal ones to the first in the order of the strata.
func Draw(sheet *Sheet, seed Seed, size int) Sample {
	sample := Sample{Seed: seed.text, Strata: strata(sheet, seed)}
	population := sample.Population()
	size = max(0, min(size, population))
	left := size
	remainders := make([]*Stratum, len(sample.Strata))
	for i := range sample.Strata {
		stratum := &sample.Strata[i]
		stratum.Take = size * len(stratum.Ranked) / population
		left -= stratum.Take
		remainders[i] = stratum
	}
	slices.SortStableFunc(remainders, func(a, b *Stratum) int {
		return size*len(b.Ranked)%population - size*len(a.Ranked)%population
	})
	for _, stratum := range remainders[:left] {
		stratum.Take++
	}
	return sample
}

// strata sorts the positive answers of a sheet into strata and ranks them.
func strata(sheet *Sheet, seed Seed) []Stratum {
	var positive []Ranked
	for _, line := range sheet.lines {
		if line.Counted.Rank() > questionnaire.LevelNone.Rank() {
			sum := sha256.Sum256([]byte(seed.text + ":" + line.ID))
			positive = append(positive, Ranked{line, hex.EncodeToString(sum[:])})
		}
	}
	slices.SortFunc(positive, func(a, b Ranked) int {
		return cmp.Or(a.Area.Order()-b.Area.Order(), a.Severity.Order()-b.Severity.Order(), strings.Compare(a.Digest, b.Digest))
	})
	var strata []Stratum
	for _, ranked := range positive {
		if last := len(strata) - 1; last < 0 || strata[last].Area != ranked.Area || strata[last].Severity != ranked.Severity {
			strata = append(strata, Stratum{Area: ranked.Area, Severity: ranked.Severity})
		}
		last := &strata[len(strata)-1]
		last.Ranked = append(last.Ranked, ranked)
	}
	return strata
}
