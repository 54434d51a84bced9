package scoring_test

import (
	"encoding/json"
	"testing"

	"demarc/questionnaire"
	"demarc/scoring"
)

var usualBands = questionnaire.Bands{Partial: 40, Substantial: 70, High: 90}

func percent(t *testing.T, text string) scoring.Share {
	t.Helper()
	share, ok := scoring.ParsePercent(text)
	if !ok {
		t.Fatalf("%s is no percentage", text)
	}
	return share
}

func TestPercentRoundsHalvesAwayFromZero(t *testing.T) {
	tests := []struct {
		percent  string
		decimals int
		want     string
	}{
		{"0", 1, "0.0"},
		{"100", 1, "100.0"},
		{"47.619", 1, "47.6"},
		{"47.619", 0, "48"},
		{"47.619", 3, "47.619"},
		{"12.25", 1, "12.3"}, // to even would give 12.2
		{"12.35", 1, "12.4"}, // as a float it would be below the half
		{"12.349", 1, "12.3"},
		{"0.05", 1, "0.1"},
		{"0.049", 1, "0.0"},
		{"2.5", 0, "3"},
		{"3.5", 0, "4"},
		{"99.95", 1, "100.0"},
	}
	for _, test := range tests {
		if got := percent(t, test.percent).Percent(test.decimals); got != test.want {
			t.Errorf("%s %% with %d decimals is %s, want %s", test.percent, test.decimals, got, test.want)
		}
	}
	fall := percent(t, "10").Minus(percent(t, "10.25"))
	if got := fall.Percent(1); got != "-0.3" {
		t.Errorf("a fall of a quarter percent is %s, want -0.3", got)
	}
}

func TestPercentInShowsTheBand(t *testing.T) {
	tests := []struct{ percent, want string }{
		{"39.94", "39.9"},
		{"39.95", "39.95"}, // 40.0 would read as Partial
		{"39.97", "39.97"},
		{"39.996", "39.996"},
		{"39.9995", "39.9995"},
		{"40", "40.0"},
		{"40.04", "40.0"},
		{"69.949", "69.9"},
		{"69.96", "69.96"},
		{"70.01", "70.0"},
		{"89.99", "89.99"},
		{"90", "90.0"},
		{"99.97", "100.0"}, // no band begins at 100
		{"0.04", "0.0"},
		{"47.619", "47.6"},
	}
	for _, test := range tests {
		if got := percent(t, test.percent).PercentIn(usualBands); got != test.want {
			t.Errorf("%s %% is printed %s, want %s", test.percent, got, test.want)
		}
	}
	odd := questionnaire.Bands{Partial: 10, Substantial: 48, High: 100}
	for text, want := range map[string]string{"47.96": "47.96", "99.97": "99.97", "39.97": "40.0"} {
		if got := percent(t, text).PercentIn(odd); got != want {
			t.Errorf("%s %% in other bands is printed %s, want %s", text, got, want)
		}
	}
}

func TestBandBeginsAtItsEdge(t *testing.T) {
	tests := []struct {
		percent string
		want    scoring.Band
		name    string
		from    int
		to      int
	}{
		{"0", scoring.BandLow, "Low", 0, 40},
		{"39.999999", scoring.BandLow, "Low", 0, 40},
		{"40", scoring.BandPartial, "Partial", 40, 70},
		{"69.999999", scoring.BandPartial, "Partial", 40, 70},
		{"70", scoring.BandSubstantial, "Substantial", 70, 90},
		{"89.999999", scoring.BandSubstantial, "Substantial", 70, 90},
		{"90", scoring.BandHigh, "High", 90, 100},
		{"100", scoring.BandHigh, "High", 90, 100},
	}
	for _, test := range tests {
		band := percent(t, test.percent).BandIn(usualBands)
		from, to := band.Limits(usualBands)
		if band != test.want || band.String() != test.name || from != test.from || to != test.to || !band.Decided() {
			t.Errorf("%s %% lies in %s, %d to %d", test.percent, band, from, to)
		}
	}
	if band := (scoring.Share{}).BandIn(usualBands); band.Decided() || band.String() != "" {
		t.Errorf("no share lies in %s", band)
	}
}

func TestUnknownShare(t *testing.T) {
	var none scoring.Share
	written, err := json.Marshal(none)
	if err != nil || string(written) != "null" {
		t.Errorf("written as %s, %v", written, err)
	}
	if none.Known() || none.Float() != 0 || none.Percent(1) != "–" || none.PercentIn(usualBands) != "–" || none.Fraction() != "–" {
		t.Error("nothing is printed as a figure")
	}
}

func TestSharesAddUp(t *testing.T) {
	sum := percent(t, "33.3").Plus(percent(t, "0.2"))
	if sum.Fraction() != "67/200" || sum.Float() != 0.335 || sum.Cmp(percent(t, "33.5")) != 0 {
		t.Errorf("33.3 %% and 0.2 %% are %s", sum.Fraction())
	}
	if written := string(encode(sum)); written != "0.335" {
		t.Errorf("written as %s", written)
	}
}

func TestParsePercent(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "80": "4/5", "72.5": "29/40", "100": "1", "33.333": "33333/100000"} {
		if got := percent(t, text).Fraction(); got != want {
			t.Errorf("%s %% is %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "-1", "100.01", "80%", "1/2", "NaN", "Inf", "eighty", " 80", "1e9999999", "80 "} {
		if share, ok := scoring.ParsePercent(text); ok {
			t.Errorf("%q is read as %s", text, share.Fraction())
		}
	}
}
