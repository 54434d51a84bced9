package scoring

import (
	"encoding/json"

	"demarc/questionnaire"
)

// Band is a coarse name for self-reported coverage. It speaks of coverage, not
// of security. The zero Band means undecided.
type Band struct{ rank int }

// The bands, from the lowest.
var (
	BandLow         = Band{1}
	BandPartial     = Band{2}
	BandSubstantial = Band{3}
	BandHigh        = Band{4}
)

// Decided reports whether there is a band at all.
func (b Band) Decided() bool { return b.rank > 0 }

// String returns the band's name, or nothing while it is undecided.
func (b Band) String() string {
	return [...]string{"", "Low", "Partial", "Substantial", "High"}[b.rank]
}

// Limits returns the percentages between which the band lies.
func (b Band) Limits(bands questionnaire.Bands) (from, to int) {
	edges := [...]int{0, bands.Partial, bands.Substantial, bands.High, 100}
	return edges[max(0, b.rank-1)], edges[max(1, b.rank)]
}

// MarshalJSON writes the band's name, or null while it is undecided.
func (b Band) MarshalJSON() ([]byte, error) {
	if !b.Decided() {
		return []byte("null"), nil
	}
	return json.Marshal(b.String())
}

// bandOf returns the band in which an exact share lies.
func bandOf(share Share, bands questionnaire.Bands) Band {
	if !share.Known() {
		return Band{}
	}
	return bandFrom(share.fullPercents(), bands)
}

// bandFrom returns the band in which a number of full percents lies.
func bandFrom(full int, bands questionnaire.Bands) Band {
	switch {
	case full >= bands.High:
		return BandHigh
	case full >= bands.Substantial:
		return BandSubstantial
	case full >= bands.Partial:
		return BandPartial
	default:
		return BandLow
	}
}

// Capped reports whether critical questions below most keep the band lower than
// the coverage alone would make it.
func (f Figures) Capped(bands questionnaire.Bands) bool {
	return f.Band.Decided() && bandOf(f.Coverage, bands) != f.Band
}

// band returns the band of a coverage whose ceiling is known too. It is
// undecided while the two lie in different bands, because the open answers
// could still move it, and at most Partial while a critical question caps it.
func band(coverage, ceiling Share, capped bool, bands questionnaire.Bands) Band {
	reached := bandOf(coverage, bands)
	switch {
	case reached != bandOf(ceiling, bands):
		return Band{}
	case capped && reached.rank > BandPartial.rank:
		return BandPartial
	default:
		return reached
	}
}
