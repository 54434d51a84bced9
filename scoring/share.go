package scoring

import (
	"math/big"
	"strconv"
	"strings"

	"demarc/questionnaire"
)

// Share is an exact fraction from 0 to 1, or nothing where there was nothing
// to divide by. The difference of two shares is one too, from -1 to 1. It never
// changes.
type Share struct{ value *big.Rat }

// shareOf returns part ÷ whole; it is unknown if whole is 0.
func shareOf(part, whole int) Share {
	if whole == 0 {
		return Share{}
	}
	return Share{big.NewRat(int64(part), int64(whole))}
}

// mean returns the plain mean of the shares that are known.
func mean(shares []Share) Share {
	sum, known := new(big.Rat), 0
	for _, share := range shares {
		if share.Known() {
			sum.Add(sum, share.value)
			known++
		}
	}
	if known == 0 {
		return Share{}
	}
	return Share{sum.Quo(sum, new(big.Rat).SetInt64(int64(known)))}
}

// ParsePercent reads a percentage from 0 to 100 as flags write it: 80 or 72.5.
func ParsePercent(text string) (Share, bool) {
	if _, err := strconv.ParseFloat(text, 64); err != nil {
		return Share{}, false
	}
	value, ok := new(big.Rat).SetString(text)
	if !ok || value.Sign() < 0 || value.Cmp(hundred) > 0 {
		return Share{}, false
	}
	return Share{value.Quo(value, hundred)}, true
}

var hundred = new(big.Rat).SetInt64(100)

// Known reports whether there was anything to divide by.
func (s Share) Known() bool { return s.value != nil }

// Cmp compares two known shares as big.Rat does.
func (s Share) Cmp(other Share) int { return s.value.Cmp(other.value) }

// Plus returns the sum of two known shares.
func (s Share) Plus(other Share) Share { return Share{new(big.Rat).Add(s.value, other.value)} }

// Minus returns the difference of two known shares, which may be negative.
func (s Share) Minus(other Share) Share { return Share{new(big.Rat).Sub(s.value, other.value)} }

// Float returns the nearest floating-point number, 0 for an unknown share.
func (s Share) Float() float64 {
	if !s.Known() {
		return 0
	}
	nearest, _ := s.value.Float64()
	return nearest
}

// Fraction returns the share in lowest terms, as 3/8.
func (s Share) Fraction() string {
	if !s.Known() {
		return noFigure
	}
	return s.value.RatString()
}

const noFigure = "–"

// Percent returns the share in percent with a number of decimals, halves away
// from zero, or – where it is unknown.
func (s Share) Percent(decimals int) string {
	if !s.Known() {
		return noFigure
	}
	return new(big.Rat).Mul(s.value, hundred).FloatString(decimals)
}

// fullPercents returns a known share in percent without what is left over, which
// is exact enough for bands: they begin at whole percents.
func (s Share) fullPercents() int {
	percents := new(big.Int).Mul(s.value.Num(), big.NewInt(100))
	return int(percents.Quo(percents, s.value.Denom()).Int64())
}

// PercentIn returns the share in percent with one decimal, or with as many more
// as it takes for the printed number to lie in the band of the exact one.
func (s Share) PercentIn(bands questionnaire.Bands) string { return s.percentIn(bands, 1) }

// WholePercentIn is PercentIn without decimals, as far as the band allows.
func (s Share) WholePercentIn(bands questionnaire.Bands) string { return s.percentIn(bands, 0) }

func (s Share) percentIn(bands questionnaire.Bands, decimals int) string {
	if !s.Known() {
		return noFigure
	}
	const enough = 12
	exact := bandOf(s, bands)
	for ; decimals < enough; decimals++ {
		printed := s.Percent(decimals)
		whole, _, _ := strings.Cut(printed, ".")
		if full, err := strconv.Atoi(whole); err == nil && bandFrom(full, bands) == exact {
			return printed
		}
	}
	return s.Percent(enough)
}

// PercentBeside returns a known share in percent with one decimal, or with as many
// more as it takes for the printed number to stand to a limit as the exact one
// does: below, at or above it.
func (s Share) PercentBeside(limit Share) string {
	const enough = 12
	for decimals := 1; decimals < enough; decimals++ {
		printed := s.Percent(decimals)
		if rounded, _ := ParsePercent(printed); rounded.Cmp(limit) == s.Cmp(limit) {
			return printed
		}
	}
	return s.Percent(enough)
}

// shortPercent returns a known share in percent with no more decimals than it
// has, as people write a limit: 70 or 72.5.
func (s Share) shortPercent() string {
	const enough = 12
	for decimals := range enough {
		printed := s.Percent(decimals)
		if rounded, _ := ParsePercent(printed); rounded.Cmp(s) == 0 {
			return printed
		}
	}
	return s.Percent(enough)
}

// BandIn returns the band in which the exact share lies, whatever may cap it;
// the zero Band for an unknown share.
func (s Share) BandIn(bands questionnaire.Bands) Band { return bandOf(s, bands) }

// MarshalJSON writes the nearest floating-point number, or null.
func (s Share) MarshalJSON() ([]byte, error) {
	if !s.Known() {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, s.Float(), 'g', -1, 64), nil
}
